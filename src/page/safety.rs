//! What a text may not hold: characters that nobody sees, and nesting without end.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use pulldown_cmark as md;

use super::concern::Concern;
use super::dialect::{Event, Letters, Tag};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Fix, Place, codes};
use crate::text::{Source, invisible};
use crate::wording::words;

/// Quotations, lists and emphasis may stand this deep in one another; people stay below ten.
const DEEPEST: usize = 100;

/// So many cells may be missing at the ends of a text's table rows. The parser adds them, and a few
/// bytes of text could become megabytes of page.
const MOST_MISSING_CELLS: usize = 1000;

/// So many headings may a page have.
pub(super) const MOST_HEADINGS: usize = 10_000;

/// The first line that opens more quotations and list items than are parsed at all. Code may show what it likes.
///
/// Asked before the parser sees the text: it handles each such line in time that grows with the
/// square of their number.
pub(super) fn first_too_deep(text: &str, options: md::Options) -> Option<usize> {
    let deep = if text.contains('\r') {
        deep_lines(text.split(['\n', '\r']))
    } else {
        deep_lines(text.split('\n'))
    };
    let code = if deep.is_empty() {
        Vec::new()
    } else {
        code_blocks(&levelled(text, &deep), options)
    };
    let is_code = |line: &DeepLine| {
        let before = code.partition_point(|block| block.start < line.beyond.start);
        before > 0 && line.beyond.end <= code[before - 1].end
    };
    let prose = deep.iter().find(|line| !is_code(line))?;
    Some(prose.start)
}

/// A line that opens too much.
struct DeepLine {
    start: usize,
    /// What stands behind as many marks as are allowed.
    beyond: Range<usize>,
}

fn deep_lines<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<DeepLine> {
    let mut deep = Vec::new();
    let mut start = 0;
    for line in lines {
        let end = start + line.len();
        if let Some(allowed) = opens_more_than(line, DEEPEST)
            && !is_rule(line)
        {
            let beyond = start + allowed..end;
            deep.push(DeepLine { start, beyond });
        }
        start = end + 1;
    }
    deep
}

/// How long the first `most` marks are of a line that opens more.
fn opens_more_than(line: &str, most: usize) -> Option<usize> {
    let mut rest = line.as_bytes();
    let mut allowed = 0;
    for _ in 0..=most {
        allowed = line.len() - rest.len();
        let blank = rest
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        rest = &rest[blank..];
        rest = &rest[container(rest)?..];
    }
    Some(allowed)
}

/// The same text with letters in the place of what is too deep. Until its first such line that is no code
/// it is read as the text itself would be, so which lines are code can be asked of the parser.
fn levelled(text: &str, deep: &[DeepLine]) -> String {
    let mut levelled = String::with_capacity(text.len());
    let mut from = 0;
    for DeepLine { beyond, .. } in deep {
        levelled += &text[from..beyond.start];
        levelled.extend(iter::repeat_n('x', beyond.len()));
        from = beyond.end;
    }
    levelled + &text[from..]
}

fn code_blocks(text: &str, options: md::Options) -> Vec<Range<usize>> {
    let events = md::Parser::new_ext(text, options).into_offset_iter();
    events
        .filter(|(event, _)| matches!(event, md::Event::Start(md::Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

fn container(rest: &[u8]) -> Option<usize> {
    let ends = |at: usize| matches!(rest.get(at), None | Some(b' ' | b'\t'));
    match rest.first()? {
        b'>' => Some(1),
        b'-' | b'+' | b'*' | b':' if ends(1) => Some(1),
        b'0'..=b'9' => {
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            (matches!(rest.get(digits), Some(b'.' | b')')) && ends(digits + 1))
                .then_some(digits + 1)
        }
        b'[' if rest.get(1) == Some(&b'^') => {
            let label = rest.iter().take(100).position(|b| *b == b']')?;
            (rest.get(label + 1) == Some(&b':')).then_some(label + 2)
        }
        _ => None,
    }
}

fn is_rule(line: &str) -> bool {
    ['-', '*']
        .iter()
        .any(|mark| line.chars().all(|c| c == *mark || c == ' ' || c == '\t'))
}

/// Reports the characters of a file that nobody sees.
pub(super) fn invisible_characters(source: &Source, bag: &mut Bag) {
    for (at, c) in invisible::all_in(&source.text[source.start()..]) {
        let start = source.start() + at;
        let place = Place::new(&source.path, (start..start + c.len_utf8()).into());
        bag.push(alone(place, c));
    }
}

/// The characters of a file of data or settings that nobody sees: a number with one inside looks right
/// and is not.
pub fn invisible_in_data(source: &Source) -> Vec<Diagnostic> {
    let mut bag = Bag::new();
    invisible_characters(source, &mut bag);
    bag.into_sorted()
}

/// Those of a template, style or script. They belong to their author, but a NUL or a byte-order mark
/// amid them would reach every page.
pub fn invisible_in_code(source: &Source) -> Vec<Diagnostic> {
    if !source.text[source.start()..].contains(['\0', '\u{feff}']) {
        return Vec::new();
    }
    let mut findings = invisible_in_data(source);
    findings.retain(|finding| {
        let place = finding.place.as_ref();
        let letters = place.and_then(|place| source.text.get(place.span.range()));
        matches!(letters, Some("\0" | "\u{feff}"))
    });
    findings
}

/// Watches how deep a text nests and how many cells its tables leave out.
#[derive(Debug)]
pub(super) struct SafetyConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    depth: usize,
    missing_cells: usize,
    pub(super) bag: Bag,
}

impl<'a> SafetyConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            depth: 0,
            missing_cells: 0,
            bag: Bag::new(),
        }
    }
}

impl SafetyConcern<'_> {
    /// Letters that an entity stands for (`&#x202E;`) are as invisible as any.
    fn letters(&mut self, letters: &str, range: &Range<usize>) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let hidden = letters
            .chars()
            .find(|c| invisible::is_invisible(*c) && !written.contains(*c));
        if let Some(c) = hidden.filter(|_| written.contains('&')) {
            let place = self.origin.place(range.clone());
            let is_entity =
                written.starts_with('&') && written.find(';') == Some(written.len() - 1);
            self.bag.push(if is_entity {
                alone(place, c)
            } else {
                invisible_character(place, c)
            });
        }
    }
}

impl Concern for SafetyConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::TableCell) if range.is_empty() => {
                self.depth += 1;
                self.missing_cells += 1;
                if self.missing_cells == MOST_MISSING_CELLS {
                    self.bag.push(too_wide(self.origin.place(range.clone())));
                }
            }
            Event::Text(Cow::Owned(text)) => self.letters(text, range),
            Event::Start(_) | Event::Link(_) => {
                if let Event::Link(link) = event {
                    for piece in link.destination.iter().chain(&link.title) {
                        if let Letters::Text(Cow::Owned(text)) = piece {
                            self.letters(text, range);
                        }
                    }
                }
                self.depth += 1;
                // Once is enough: what is inside is just as deep.
                if self.depth == DEEPEST && self.bag.findings().is_empty() {
                    let line = range.start..range.start;
                    self.bag.push(too_deep(self.origin.place(line)));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Nesting that nobody can read and a machine should not.
pub(super) fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::NESTING_TOO_DEEP,
        place,
        words(
            format!("引用・リスト・強調などの入れ子が{DEEPEST}段を超えています"),
            format!("quotations, lists or emphasis nest deeper than {DEEPEST} levels"),
        ),
    )
    .help(words("入れ子を浅くしてください", "nest less deeply"))
}

/// More headings than a page of any length has use for: each brings an entry of the contents, an anchor and a
/// section of search, thirty times what its line takes.
pub(super) fn too_many_headings(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::FILE_TOO_LARGE,
        place,
        words(
            format!("見出しが{MOST_HEADINGS}個を超えています"),
            format!("the page has more than {MOST_HEADINGS} headings"),
        ),
    )
    .help(words(
        "ページを分けてください",
        "split it into several pages",
    ))
}

fn too_wide(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::TABLE_TOO_WIDE,
        place,
        words(
            format!("表の行に足りないセルが合わせて{MOST_MISSING_CELLS}個を超えています"),
            format!("the rows of tables lack more than {MOST_MISSING_CELLS} cells"),
        ),
    )
    .help(words(
        "見出しの行の列数に合わせて各行のセルを書くか、列を減らしてください",
        "write as many cells in each row as the head has, or use fewer columns",
    ))
}

fn invisible_character(place: Place, c: char) -> Diagnostic {
    let code = format!("U+{:04X}", c as u32);
    Diagnostic::new(
        codes::INVISIBLE_CHARACTER,
        place,
        words(
            format!("目に見えない文字 {code} があります"),
            format!("there is an invisible character {code}"),
        ),
    )
    .help(if c == '\u{200b}' {
        words(
            "この文字を消してください。改行してよい位置を示すには `<wbr>` が使えます",
            "delete it; to allow a line break inside a word, write `<wbr>`",
        )
    } else {
        words("この文字を消してください", "delete it")
    })
}

/// The same where the character itself, or an entity for it, is all that stands there: it is deleted.
/// Private characters may be seen on a machine that has their font, so only their author knows.
fn alone(place: Place, c: char) -> Diagnostic {
    let is_private = matches!(c as u32, 0xe000..=0xf8ff | 0xf_0000..);
    let fix = Fix::replace(&place.path.clone(), place.span, "");
    let told = invisible_character(place, c);
    if is_private { told } else { told.fix(fix) }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::options;
    use super::*;

    fn code_points(text: &str) -> Vec<String> {
        let mut bag = Bag::new();
        invisible_characters(&Source::new("a.md", text), &mut bag);
        bag.findings()
            .iter()
            .map(|finding| {
                finding
                    .message
                    .en
                    .rsplit(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn m07_names_each_invisible_character() {
        for (text, code) in [
            ("a\u{202e}b", "U+202E"),
            ("a\u{2066}b", "U+2066"),
            ("\u{61c}", "U+061C"),
            ("0120\u{200b}-444", "U+200B"),
            ("a\u{200d}b", "U+200D"),
            ("a\u{2060}b", "U+2060"),
            ("a\u{feff}b", "U+FEFF"),
            ("a\u{e0041}b", "U+E0041"),
            ("\u{e000}", "U+E000"),
            ("\u{f0000}", "U+F0000"),
            ("\u{1b}[31m", "U+001B"),
        ] {
            assert_eq!(code_points(text), [code], "{text:?}");
        }
    }

    #[test]
    fn m07_lets_through_what_has_its_work_to_do() {
        for text in [
            "\u{feff}# 題",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "葛\u{e0100}城",
            "a\tb\r\nc",
            "全角\u{3000}空白",
        ] {
            assert!(code_points(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn m11_sees_deep_lines_before_the_parser() {
        assert_eq!(too_deep_at(&"> ".repeat(100_000)), Some(0));
        assert_eq!(too_deep_at(&format!("a\n{}x", "- ".repeat(101))), Some(2));
        assert_eq!(too_deep_at(&format!("{}x", "1. > ".repeat(60))), Some(0));
        assert_eq!(too_deep_at(&"- ".repeat(200)), None, "a rule");
        assert_eq!(too_deep_at(&format!("{}x", "> ".repeat(50))), None);
    }

    #[test]
    fn m11_lets_code_show_deep_lines() {
        let deep = format!("{}x", "> ".repeat(101));
        for before in [
            "```\n",
            "~~~~ text\nhello\n",
            "a\n\n    ",
            "> ```\n> ",
            "- ```\n  ",
        ] {
            assert_eq!(too_deep_at(&format!("{before}{deep}")), None, "{before:?}");
        }
    }

    #[test]
    fn m11_is_not_fooled_by_what_only_looks_like_code() {
        let deep = format!("{}x", "> ".repeat(101));
        for before in [
            "<!--\n```\n-->\n",
            "```\n```\n",
            "- ```\n",
            "> ```\n\n",
            "``` ` ```\n",
            "a\n    ",
            "[^1]: ```\n",
            "\\```\n",
        ] {
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            assert_eq!(
                too_deep_at(&format!("{before}{deep}")),
                Some(line),
                "{before:?}"
            );
        }
        let twice = format!("```\n{deep}\n```\n{deep}");
        assert_eq!(too_deep_at(&twice), Some(twice.len() - deep.len()));
    }

    fn too_deep_at(text: &str) -> Option<usize> {
        first_too_deep(text, options())
    }
}
