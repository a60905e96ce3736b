//! The lines of YAML, for what must be known before the parser or after it failed.
//!
//! Every change keeps each byte at its place, so that offsets stay those of the file.

use std::ops::Range;

use super::syntax;
use crate::decode::Origin;
use crate::diagnostic::Bag;

/// A copy without the keys whose colon is full width or has no space after it, each reported, and with
/// something to be seen for what nobody sees. Characters keep their places.
pub(super) fn mend(text: &str, origin: &Origin, bag: &mut Bag) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (at, c) in text.char_indices().filter(|(_, c)| is_unseen(*c)) {
        let stand_in = [" ", "\u{a0}", "\u{3000}"][c.len_utf8().min(3) - 1];
        bytes[at..at + stand_in.len()].copy_from_slice(stand_in.as_bytes());
    }
    let mut start = 0;
    while start < text.len() {
        let line = line(text, start);
        start = line.end + 1;
        let Some(at) = colon(&text[line.clone()]).map(|at| line.start + at) else {
            continue;
        };
        let is_tight = |behind: &str| behind.starts_with(|c: char| !c.is_whitespace());
        let told = match text[at..line.end].strip_prefix(':') {
            None => syntax::wide_colon(text, at, origin),
            Some(behind) if is_tight(behind) => syntax::no_space(at, origin),
            Some(_) => continue,
        };
        bag.push(told);
        blank(&mut bytes[key_around(text, at)]);
    }
    // Whole characters were replaced by whole characters, so this cannot fail.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Characters at which the parser would stop, but those that end lines.
fn is_unseen(c: char) -> bool {
    let is_blank = matches!(c, '\t' | '\n' | '\r');
    c.is_control() && !is_blank || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes
        .iter_mut()
        .filter(|byte| !matches!(byte, b'\n' | b'\r'))
    {
        *byte = b' ';
    }
}

/// The colon behind a key at the start of a line, half or full width.
fn colon(line: &str) -> Option<usize> {
    let key = line
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .filter(|length| *length > 0)?;
    line[key..].starts_with([':', '：']).then_some(key)
}

/// The line around an offset, without its end.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// The first line that is neither empty nor a comment.
pub(super) fn first_written(text: &str) -> Range<usize> {
    let mut range = line(text, 0);
    while range.end < text.len() {
        let written = text[range.clone()].trim();
        if !written.is_empty() && !written.starts_with('#') {
            break;
        }
        range = line(text, range.end + 1);
    }
    range
}

/// Blanks the outermost key around an offset, to the next one. `false` if nothing was left of it.
pub(super) fn blank_key(text: &mut String, at: usize) -> bool {
    let range = key_around(text, at);
    if text[range.clone()].trim().is_empty() {
        return false;
    }
    let mut bytes = std::mem::take(text).into_bytes();
    blank(&mut bytes[range]);
    // Whole lines were replaced by blanks, so this cannot fail.
    *text = String::from_utf8(bytes).unwrap_or_default();
    true
}

/// From the last line before an offset that can begin an outermost key, to the next such line.
fn key_around(text: &str, at: usize) -> Range<usize> {
    let mut range = line(text, at);
    while range.start > 0 && !begins_key(&text[range.clone()]) {
        range = line(text, range.start - 1).start..range.end;
    }
    while range.end < text.len() {
        let next = line(text, range.end + 1);
        if begins_key(&text[next.clone()]) {
            break;
        }
        range.end = next.end.max(range.end + 1);
    }
    range
}

fn begins_key(line: &str) -> bool {
    let is_item = line == "-" || line.starts_with("- ");
    !is_item && !line.starts_with([' ', '\t', '\r', '#', ']', '}']) && !line.is_empty()
}
