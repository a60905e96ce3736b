//! Boxes of other generators as alerts: `> [!NOTE]` and the lines below it.

use std::ops::Range;

use super::super::ids::{Counter, Lower, mdbook_id};
use super::super::traced::{Edit, Traced};
use crate::page::dialect::CodeBlockKind;
use crate::page::foreign::{Foreign, ForeignEvent as Event, ForeignTag as Tag};

/// The alert for a word by which boxes are called; none for a plain quotation.
pub(in crate::import) fn alert(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "tip" | "hint" | "success" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "warn" | "attention" => "WARNING",
        "caution" | "danger" | "error" | "bug" | "failure" | "fail" | "missing" => "CAUTION",
        "quote" | "cite" => return None,
        _ => "NOTE",
    })
}

/// Whether a word calls a box.
pub(in crate::import) fn is_box(word: &str) -> bool {
    const BOXES: [&str; 29] = [
        "alert",
        "admonition",
        "admonish",
        "callout",
        "note",
        "info",
        "todo",
        "abstract",
        "summary",
        "tldr",
        "tip",
        "hint",
        "important",
        "success",
        "check",
        "done",
        "question",
        "help",
        "faq",
        "warning",
        "warn",
        "attention",
        "caution",
        "danger",
        "error",
        "bug",
        "failure",
        "example",
        "notice",
    ];
    BOXES.contains(&word.to_ascii_lowercase().as_str())
}

/// What stands at the head of a box, line by line.
pub(in crate::import) fn head(kind: &str, title: Option<&str>) -> String {
    let mut head = match alert(kind) {
        Some(alert) => format!("> [!{alert}]"),
        None => ">".to_owned(),
    };
    if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) {
        for part in ["\n> **", title, "**\n>"] {
            head.push_str(part);
        }
    }
    head
}

/// The edits that put lines into a quotation; a range of whole lines. `column` is where the lines' own
/// text begins, behind the marks of lists and quotations around them.
pub(in crate::import) fn quoted(text: &str, range: Range<usize>, column: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let mut inner = column.min(line.trim_end_matches(['\n', '\r']).len());
        while !line.is_char_boundary(inner) {
            inner -= 1;
        }
        let is_blank = line.trim().is_empty();
        edits.push(Edit::insert(at + inner, if is_blank { ">" } else { "> " }));
        at += line.len();
    }
    edits
}

/// The fences of `mdbook-admonish` as alerts, several rounds for boxes in boxes.
pub(in crate::import) fn admonished(mut text: Traced, foreign: Foreign) -> Traced {
    let mut counter = Counter::default();
    for _ in 0..4 {
        if !text.text.contains("admonish") {
            break;
        }
        let edits = round(&text.text, foreign, &mut counter);
        if edits.is_empty() {
            break;
        }
        text = text.edited(&edits);
    }
    text
}

fn round(text: &str, foreign: Foreign, counter: &mut Counter) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Some(read) = foreign.read(text) else {
        return edits;
    };
    for (event, range) in &read.events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else {
            continue;
        };
        let rest = info.trim().strip_prefix("admonish");
        let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if let Some(rest) = rest {
            admonition(text, range, &Admonition::read(rest), counter, &mut edits);
        }
    }
    edits
}

fn admonition(
    text: &str,
    range: &Range<usize>,
    of: &Admonition,
    counter: &mut Counter,
    edits: &mut Vec<Edit>,
) {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let column = range.start - line_start;
    let prefix = continued(&text[line_start..range.start]);
    let block = &text[range.clone()];
    let first_end = block.find('\n').map_or(block.len(), |at| at + 1);
    let head = head(&of.kind, of.shown().as_deref()).replace('\n', &format!("\n{prefix}"));
    let opening = block[..first_end].trim_end_matches(['\n', '\r']).len();
    let opening = Edit::new(range.start..range.start + opening, head);
    edits.push(opening.with_ids(of.ids(counter)));
    let trimmed = block.trim_end();
    let last = trimmed.rfind('\n').map_or(trimmed.len(), |at| at + 1);
    let is_closed = trimmed[last..]
        .trim_start_matches([' ', '\t', '>'])
        .starts_with(['`', '~']);
    let inner_end = if is_closed { last } else { block.len() };
    if inner_end > first_end {
        let inner = range.start + first_end..range.start + inner_end;
        edits.extend(quoted(text, inner, column));
    }
    if is_closed {
        let marks = range.start + last..range.start + trimmed.len();
        edits.push(Edit::new(marks, String::new()));
    }
}

/// The marks before a line, as the lines behind it repeat them: those of lists are spaces.
pub(in crate::import) fn continued(before: &str) -> String {
    let blank = |c: char| {
        if c == '>' || c.is_whitespace() {
            c
        } else {
            ' '
        }
    };
    before.chars().map(blank).collect()
}

/// What follows `admonish`: `note`, `note title="…"`, `note "…"`, `note id="…"`.
#[derive(Debug)]
struct Admonition {
    kind: String,
    title: Option<String>,
    id: Option<String>,
}

impl Admonition {
    fn read(rest: &str) -> Self {
        let rest = rest.trim();
        let kind = rest.split([' ', '\t', ',', '.']).next().unwrap_or_default();
        let is_word = !kind.contains(['=', '"']) && !kind.is_empty();
        let title = if rest.contains('=') {
            value(rest, "title=")
        } else {
            value(rest, "")
        };
        Self {
            kind: if is_word { kind } else { "note" }.to_owned(),
            title,
            id: value(rest, "id=").filter(|id| !id.is_empty()),
        }
    }

    /// The title as the box showed it; empty where none was to be shown.
    fn title(&self) -> String {
        match (&self.title, self.kind.as_str()) {
            (Some(title), _) => title.clone(),
            (None, "tldr") => "TL;DR".to_owned(),
            (None, "faq") => "FAQ".to_owned(),
            (None, word) => {
                let mut letters = word.chars();
                let first = letters.next().map(char::to_uppercase);
                first.into_iter().flatten().chain(letters).collect()
            }
        }
    }

    /// The title where the alert does not say it by itself.
    fn shown(&self) -> Option<String> {
        let title = self.title();
        let says_itself = alert(&self.kind).is_none_or(|alert| alert.eq_ignore_ascii_case(&title));
        (self.title.is_some() || !says_itself).then_some(title)
    }

    /// The ids of the box and of its title.
    fn ids(&self, counter: &mut Counter) -> Vec<String> {
        let title = self.title();
        let id = self.id.clone().unwrap_or_else(|| {
            let words = if title.is_empty() { "default" } else { &title };
            let id = counter.id(mdbook_id(words, Lower::Ascii));
            format!("admonition-{id}")
        });
        if title.is_empty() {
            vec![id]
        } else {
            let of_title = format!("{id}-title");
            vec![id, of_title]
        }
    }
}

/// What stands between the quotes behind a key.
fn value(rest: &str, key: &str) -> Option<String> {
    let (_, after) = rest.split_once(&format!("{key}\""))?;
    let (value, _) = after.split_once('"')?;
    Some(value.to_owned())
}
