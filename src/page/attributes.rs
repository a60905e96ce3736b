//! The braces at a heading's end: where they are, and what may stand in them.

use std::ops::Range;

use super::ids::is_class;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::ledger::is_anchor;
use crate::wording::words;

/// Where the braces of a heading open, if it ends in some that are attributes.
pub(super) fn braces(lines: &str) -> Option<usize> {
    let line = &lines[..text_end(lines)];
    let inside = line.strip_suffix('}')?;
    let open = inside.rfind(['{', '}', '<', '>', '\\', '\n', '\r'])?;
    (inside.as_bytes()[open] == b'{' && !inside[..open].ends_with('{')).then_some(open)
}

/// Where the text of a heading ends: its line, or all lines but the one that underlines it.
pub(super) fn text_end(lines: &str) -> usize {
    let lines = lines.trim_end();
    let is_atx = lines.trim_start().starts_with('#');
    let end = match lines.rfind(['\n', '\r']) {
        Some(at) if !is_atx => at,
        _ => lines.len(),
    };
    // What stands before an underline in a quotation is its mark.
    lines[..end].trim_end().len()
}

/// The braces that open there with nothing in them but what a heading may have; without any, if that
/// is nothing.
pub(super) fn without_others(text: &str, open: usize) -> Option<(Range<usize>, String)> {
    let inside = text.get(open + 1..)?;
    let inside = &inside[..inside.find(['}', '\n', '\r'])?];
    let close = open + 1 + inside.len();
    let is_kept = |word: &&str| match word.split_at_checked(1) {
        Some(("#", id)) => is_anchor(id),
        Some((".", class)) => is_class(class),
        _ => false,
    };
    let kept: Vec<&str> = inside.split_whitespace().filter(is_kept).collect();
    let ends = text.get(close..)?.starts_with('}');
    ends.then(|| match kept.as_slice() {
        [] => (
            text[..open].trim_end_matches([' ', '\t']).len()..close + 1,
            String::new(),
        ),
        kept => (open + 1..close, kept.join(" ")),
    })
}

/// An attribute that a heading may not have.
pub(super) fn dropped(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        codes::HEADING_ATTRIBUTE,
        place,
        words(
            format!("見出しの属性 `{name}` は使えないため、無視しました"),
            format!("the heading attribute `{name}` cannot be used and was dropped"),
        ),
    )
    .help(words(
        "見出しに付けられるのは `{#id .class}` だけです。idには文字・数字・`-`・`_`・`.` が使えます",
        "write `{#id .class}` alone; an id may hold letters, numbers, `-`, `_` and `.`",
    ))
}
