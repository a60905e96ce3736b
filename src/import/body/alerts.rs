//! Boxes of other generators as alerts: `> [!NOTE]` and the lines below it.

use std::ops::Range;

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
    for _ in 0..4 {
        if !text.text.contains("admonish") {
            break;
        }
        let edits = round(&text.text, foreign);
        if edits.is_empty() {
            break;
        }
        text = text.edited(&edits);
    }
    text
}

fn round(text: &str, foreign: Foreign) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Some(read) = foreign.read(text) else {
        return edits;
    };
    for (event, range) in &read.events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else {
            continue;
        };
        let Some(rest) = info.trim().strip_prefix("admonish") else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let (kind, title) = kind_and_title(rest);
        let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let column = range.start - line_start;
        let prefix = continued(&text[line_start..range.start]);
        let block = &text[range.clone()];
        let first_end = block.find('\n').map_or(block.len(), |at| at + 1);
        let head = head(kind, title.as_deref()).replace('\n', &format!("\n{prefix}"));
        let opening = block[..first_end].trim_end_matches(['\n', '\r']).len();
        edits.push(Edit::new(range.start..range.start + opening, head));
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
    edits
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

/// `note`, `note title="…"`, `note "…"`: what follows `admonish`.
fn kind_and_title(rest: &str) -> (&str, Option<String>) {
    let rest = rest.trim();
    let kind = rest.split([' ', '\t', ',', '.']).next().unwrap_or_default();
    let quoted = rest.split_once("title=").map_or(rest, |(_, after)| after);
    let title = quoted
        .split_once('"')
        .and_then(|(_, after)| after.rsplit_once('"').or(after.split_once('"')))
        .map(|(title, _)| title.split('"').next().unwrap_or_default().to_owned());
    let kind = if kind.contains(['=', '"']) || kind.is_empty() {
        "note"
    } else {
        kind
    };
    // Words without an alert of their own are said.
    let title = title.or_else(|| {
        let is_own = alert(kind).is_none_or(|alert| alert.eq_ignore_ascii_case(kind));
        (!is_own).then(|| {
            let mut letters = kind.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().collect::<String>() + letters.as_str()
            })
        })
    });
    (kind, title)
}
