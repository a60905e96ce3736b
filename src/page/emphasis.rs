//! Emphasis beside wide letters, which are written without spaces.
//!
//! The parser looks at the characters on both sides of a run of `*` to see whether it opens or
//! closes. `**日本語。**の` fails its rule; with a stand-in for one of the two it holds.

use std::ops::Range;

use super::mask::Found;
use crate::text::cjk;

/// Stands for a wide letter that shall count as punctuation: three bytes, four bytes.
const PUNCTUATION: [&str; 2] = ["\u{abeb}", "\u{10100}"];
/// Stands for wide punctuation that shall count as a letter: three bytes, four bytes.
const LETTER: [&str; 2] = ["\u{a015}", "\u{10280}"];
/// Whether the mask has anything to do for emphasis: a `*` or `~~` beside wide letters.
pub(super) fn has_wide_emphasis(text: &str) -> bool {
    text.match_indices(['*', '~']).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(cjk::is_wide) || after.is_some_and(cjk::is_wide)
    })
}

/// Makes runs of `*` and `~~` open and close beside wide letters and marks.
///
/// The rule is that of the CJK-friendly amendment to `CommonMark`: wide punctuation does not hinder,
/// and beside a wide letter narrow punctuation does not either.
pub(super) fn widen_emphasis(
    text: &str,
    found: &[Found],
    prose: &[Range<usize>],
    bytes: &mut [u8],
) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['*', '~'])) {
        let start = from + at;
        let mark = text.as_bytes()[start];
        let run = text.as_bytes()[start..]
            .iter()
            .take_while(|b| **b == mark)
            .count();
        from = start + run;
        if mark == b'~' && run != 2 {
            continue;
        }
        let (Some(before), Some(after)) = (
            text[..start].chars().next_back(),
            text[start + run..].chars().next(),
        ) else {
            continue;
        };
        let ahead = start - before.len_utf8();
        let sides = (side(before, ahead, found), side(after, start + run, found));
        let (offset, wide, stand_ins) = match sides {
            (Side::Letter, Side::Narrow) if cjk::is_wide(before) => (ahead, before, PUNCTUATION),
            (Side::Narrow, Side::Letter) if cjk::is_wide(after) => {
                (start + run, after, PUNCTUATION)
            }
            (Side::Wide, Side::Letter) => (ahead, before, LETTER),
            (Side::Letter, Side::Wide) => (start + run, after, LETTER),
            _ => continue,
        };
        if is_inside(prose, offset) {
            substitute(bytes, offset, wide, stand_ins);
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Space,
    Letter,
    /// Punctuation that is not wide.
    Narrow,
    /// Wide punctuation.
    Wide,
}

fn side(c: char, at: usize, found: &[Found]) -> Side {
    if c.is_whitespace() {
        return Side::Space;
    }
    // A placeholder is a row of letters, whatever its braces are.
    let next = found.partition_point(|f| f.range.end <= at);
    if found.get(next).is_some_and(|f| f.range.contains(&at)) {
        return Side::Letter;
    }
    match (cjk::is_punctuation(c), cjk::is_wide(c)) {
        (false, _) => Side::Letter,
        (true, false) => Side::Narrow,
        (true, true) => Side::Wide,
    }
}

fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.contains(&at))
}

fn substitute(bytes: &mut [u8], at: usize, c: char, stand_ins: [&str; 2]) {
    for stand_in in stand_ins {
        if stand_in.len() == c.len_utf8() {
            bytes[at..at + stand_in.len()].copy_from_slice(stand_in.as_bytes());
        }
    }
}
