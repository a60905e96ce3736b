//! Paragraphs that were meant as lists: each line begins with `-項目`, `1.項目` or `・項目`.

use std::ops::Range;

use crate::decode::Origin;
use crate::diagnostic::{Diagnostic, Edit, Fix, codes};
use crate::text::cjk;
use crate::wording::words;

/// What Japanese typists begin the lines of a list with, where Markdown has `- `.
const BULLETS: &[char] = &['・', '･', '•', '●', '○', '■', '□', '◆', '◇'];

/// A line that was meant as an item.
struct Item {
    /// What marks it, in bytes of the text.
    mark: Range<usize>,
    /// What makes an item of it, and where.
    edit: (Range<usize>, &'static str),
}

/// What is to be told of a paragraph whose lines, two at least, were all meant as items of one list.
pub(super) fn told(text: &str, paragraph: &Range<usize>, origin: &Origin) -> Option<Diagnostic> {
    let first = text[paragraph.clone()].trim_start().chars().next()?;
    let is_bullet = BULLETS.contains(&first);
    if !is_bullet && !matches!(first, '-' | '+' | '0'..='9') {
        return None;
    }
    let mut items: Vec<Item> = Vec::new();
    let mut start = paragraph.start;
    for line in text[paragraph.clone()].trim_end().split_inclusive('\n') {
        for part in line.split_inclusive('\r') {
            let at = start + part.len() - part.trim_start().len();
            if !part.trim().is_empty() {
                items.push(if is_bullet {
                    bulleted(part.trim_start(), at, first)?
                } else {
                    glued(
                        part.trim_start(),
                        at,
                        items.len(),
                        items.first().map(|item| &text[item.mark.clone()]),
                    )?
                });
            }
            start += part.len();
        }
    }
    (items.len() > 1).then(|| tell(text, &items, is_bullet, origin))
}

/// `・項目`; a line that ends in a break of its own is shown as it was meant.
fn bulleted(line: &str, at: usize, bullet: char) -> Option<Item> {
    let rest = line.strip_prefix(bullet)?;
    let words = rest.trim_start_matches([' ', '\u{3000}']);
    let line_end = rest.trim_end_matches(['\n', '\r']);
    let breaks = line_end.ends_with("  ") || line_end.ends_with('\\');
    let mark = at..at + bullet.len_utf8();
    let edit = (at..at + line.len() - words.len(), "- ");
    (!words.trim().is_empty() && !breaks).then_some(Item { mark, edit })
}

/// `-項目`, or `1.項目` in order: a space is missing behind the mark, and a wide letter stands there.
fn glued(line: &str, at: usize, before: usize, first: Option<&str>) -> Option<Item> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = line[digits..].chars().next()?;
    let number = |digits: &str| digits.parse::<usize>().ok();
    let is_next = match (number(&line[..digits]), mark) {
        (None, '-' | '+') if digits == 0 => first.is_none_or(|first| first.starts_with(mark)),
        (Some(here), '.' | ')') => first.is_none_or(|first| {
            let beginning = first.strip_suffix(mark).and_then(number);
            beginning.is_some_and(|beginning| beginning.checked_add(before) == Some(here))
        }),
        _ => false,
    };
    let end = at + digits + mark.len_utf8();
    let is_item = is_next && line[digits + 1..].starts_with(cjk::is_wide_letter);
    is_item.then_some(Item {
        mark: at..end,
        edit: (end..end, " "),
    })
}

fn tell(text: &str, items: &[Item], is_bullet: bool, origin: &Origin) -> Diagnostic {
    let mark = items[0].mark.clone();
    let written = &text[mark.clone()];
    let (told, help) = if is_bullet {
        (
            words(
                format!(
                    "`{written}` で始まる行はリストにならず、一つの段落につながって表示されます"
                ),
                format!(
                    "lines that begin with `{written}` are no list: they are shown as one paragraph"
                ),
            ),
            words(
                "各行を `- ` で始めてください。このまま見せるなら、行の終わりに `\\` を付けて改行します",
                "begin each line with `- `; to show them as they are, end each line with `\\`",
            ),
        )
    } else {
        (
            words(
                format!("`{written}` の後に空白がないため、リストになりません"),
                format!("without a space behind `{written}` these lines are no list"),
            ),
            words(
                "各行の記号の後に半角スペースを入れてください。文字として見せるなら前に `\\` を付けます",
                "write a space behind the mark of each line; to show it, put `\\` before it",
            ),
        )
    };
    let edits = items.iter().map(|item| Edit {
        path: origin.path.clone(),
        span: origin.span(item.edit.0.clone()),
        text: item.edit.1.into(),
    });
    let fix = Fix {
        edits: edits.collect(),
    };
    let told = Diagnostic::new(codes::LEFTOVER_MARK, origin.place(mark), told);
    told.help(help).fix(fix)
}
