//! Marks that a Japanese input method writes instead of those of Markdown: `＃ `, `｀｀｀`, `｛｛`, `［!`, `]（`.
//!
//! They look right and do nothing. Code is left alone.

use std::ops::Range;

use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Edit, Fix, codes};
use crate::wording::words;

/// Whether a text holds any of them; parentheses alone are in nearly every Japanese text.
pub(super) fn may_stand_in(text: &str) -> bool {
    text.contains(['＃', '｀', '｛', '［', '｝']) || text.contains(LINK)
}

/// The middle of a link with a wide parenthesis.
const LINK: &str = "]（";

/// So many letters a destination may have to be taken for one.
const LONGEST_DESTINATION: usize = 400;

/// Reports the full-width marks outside `verbatim` ranges (ascending).
pub(super) fn find(
    text: &str,
    verbatim: &[Range<usize>],
    facts: bool,
    origin: &Origin,
    bag: &mut Bag,
) {
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let next = verbatim.partition_point(|range| range.end <= start);
        let in_code = verbatim.get(next).is_some_and(|range| range.start <= start);
        if !in_code {
            line_start(line, start, origin, bag);
            links(line, start, &verbatim[next..], origin, bag);
            if facts {
                braces(line, start, &verbatim[next..], origin, bag);
            }
        }
        start += line.len();
    }
}

/// Marks that count at the start of a line alone.
fn line_start(line: &str, start: usize, origin: &Origin, bag: &mut Bag) {
    let inner = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let at = start + line.len() - inner.len();
    let in_quote = line.trim_start().starts_with('>');
    let repeated = |mark: char| inner.chars().take_while(|c| *c == mark).count();
    let hashes = repeated('＃');
    let ticks = repeated('｀');
    let after = |count: usize| inner.chars().nth(count);
    if (1..=6).contains(&hashes) && after(hashes).is_some_and(|c| matches!(c, ' ' | '\u{3000}')) {
        let space = after(hashes).map_or(0, char::len_utf8);
        let range = at..at + hashes * '＃'.len_utf8() + space;
        report(
            vec![(range, format!("{} ", "#".repeat(hashes)))],
            "＃",
            "#",
            origin,
            bag,
        );
    } else if ticks >= 3 {
        let range = at..at + ticks * '｀'.len_utf8();
        report(
            vec![(range, "`".repeat(ticks))],
            "｀｀｀",
            "```",
            origin,
            bag,
        );
    } else if in_quote && let Some(kind) = alert(inner) {
        let written = &inner[..=inner.find(['］', ']']).map_or(0, |end| {
            end + if inner[end..].starts_with('］') {
                2
            } else {
                0
            }
        })];
        let range = at..at + written.len();
        report(
            vec![(range, format!("[!{kind}]"))],
            "［!",
            "[!",
            origin,
            bag,
        );
    }
}

/// The kind of an alert written with some full-width mark.
fn alert(inner: &str) -> Option<&str> {
    let inside = inner
        .strip_prefix("［!")
        .or_else(|| inner.strip_prefix("［！"))
        .or_else(|| inner.strip_prefix("[！"))?;
    let end = inside.find(['］', ']'])?;
    let kind = &inside[..end];
    (!kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic())).then_some(kind)
}

/// `｛｛ phone.hours ｝｝`, also with one side narrow.
fn braces(line: &str, start: usize, verbatim: &[Range<usize>], origin: &Origin, bag: &mut Bag) {
    let mut from = 0;
    while let Some(open) = line[from..].find(['{', '｛']).map(|at| from + at) {
        let (opening, inside) = pair(&line[open..], '{', '｛');
        from = open + opening.max(1);
        if opening == 0 {
            from = open + line[open..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let begin = open + opening;
        let Some(end) = inside.find(['}', '｝']).map(|at| begin + at) else {
            return;
        };
        let (closing, _) = pair(&line[end..], '}', '｝');
        if closing == 0 {
            continue;
        }
        from = end + closing;
        let narrow = opening == 2 && closing == 2;
        let next = verbatim.partition_point(|code| code.end <= start + open);
        let code = verbatim.get(next);
        let inside_code = code.is_some_and(|code| code.start < start + end);
        if !narrow && !inside_code && !line[begin..end].contains(['{', '｛']) {
            let edits = vec![
                (start + open..start + begin, "{{".to_owned()),
                (start + end..start + end + closing, "}}".to_owned()),
            ];
            if line[open..begin].contains('｛') {
                report(edits, "｛｛", "{{", origin, bag);
            } else {
                report(edits, "｝｝", "}}", origin, bag);
            }
        }
    }
}

/// `[案内]（phone.md）`: between the parentheses stands what can only be a destination.
fn links(line: &str, start: usize, verbatim: &[Range<usize>], origin: &Origin, bag: &mut Bag) {
    let Some(first) = line.find('[') else { return };
    for (at, _) in line.match_indices(LINK).filter(|(at, _)| *at > first) {
        let open = at + 1..at + LINK.len();
        let mut behind = line[open.end..].char_indices().take(LONGEST_DESTINATION);
        let Some((length, closing)) = behind.find(|(_, c)| matches!(c, '）' | ')')) else {
            continue;
        };
        let end = open.end + length;
        let close = end..end + closing.len_utf8();
        let next = verbatim.partition_point(|code| code.end <= start + at);
        let code = verbatim.get(next);
        let in_code = code.is_some_and(|code| code.start < start + close.end);
        if !in_code && is_destination(&line[open.end..end]) {
            let edits = vec![
                (start + open.start..start + open.end, "(".to_owned()),
                (start + close.start..start + close.end, ")".to_owned()),
            ];
            report(edits, LINK, "](", origin, bag);
        }
    }
}

fn is_destination(letters: &str) -> bool {
    let begins = ["@/", "https://", "http://", "#", "./", "../", "/"];
    let file = letters.split('#').next().unwrap_or_default();
    let is_file = file.rsplit_once('.').is_some_and(|(_, end)| end == "md");
    (is_file || begins.iter().any(|begin| letters.starts_with(begin)))
        && !letters.contains(char::is_whitespace)
}

/// How many bytes two braces of either width take at the start, and what follows them.
fn pair(text: &str, narrow: char, wide: char) -> (usize, &str) {
    let length: usize = text
        .chars()
        .take(2)
        .take_while(|c| *c == narrow || *c == wide)
        .map(char::len_utf8)
        .sum();
    let both = text
        .chars()
        .take_while(|c| *c == narrow || *c == wide)
        .take(2)
        .count()
        == 2;
    if both {
        (length, &text[length..])
    } else {
        (0, text)
    }
}

fn report(
    edits: Vec<(Range<usize>, String)>,
    wide: &str,
    narrow: &str,
    origin: &Origin,
    bag: &mut Bag,
) {
    let Some((start, end)) = edits
        .first()
        .zip(edits.last())
        .map(|(a, b)| (a.0.start, b.0.end))
    else {
        return;
    };
    let edits = edits.into_iter().map(|(range, text)| Edit {
        path: origin.path.clone(),
        span: origin.span(range),
        text,
    });
    bag.push(
        Diagnostic::new(
            codes::WIDE_MARK,
            origin.place(start..end),
            words(
                format!("全角の `{wide}` は記号として働きません"),
                format!("the full-width mark `{wide}` has no effect"),
            ),
        )
        .help(if narrow.contains('`') {
            words(
                format!("半角の {narrow} にしてください"),
                format!("write {narrow}"),
            )
        } else {
            words(
                format!("半角の `{narrow}` にしてください"),
                format!("write `{narrow}`"),
            )
        })
        .fix(Fix {
            edits: edits.collect(),
        }),
    );
}
