//! What a value of YAML is, and where its letters stand.
//!
//! The types are those of YAML 1.2's core schema (section 10.3.2): `yes` and `012` are what they look
//! like, a text and a number. Days are added, as TOML has them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::ScalarStyle;

use crate::civil::{Date, read_date};
use crate::decode::Kind;
use crate::text::cjk;

/// What a value without quotes is.
pub(super) fn plain(text: Cow<'_, str>) -> Kind {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => number(&text)
            .or_else(|| day(&text))
            .unwrap_or_else(|| Kind::Text(text.into_owned())),
    }
}

fn number(text: &str) -> Option<Kind> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let all = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix).filter(|rest| all(rest, radix)) {
            let number = i64::from_str_radix(digits, radix);
            return Some(number.map_or(Kind::Float(f64::NAN), Kind::Integer));
        }
    }
    if all(digits, 10) {
        let number = text.parse().map(Kind::Integer);
        return Some(number.unwrap_or_else(|_| float(text)));
    }
    match digits {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => Some(Kind::Float(f64::NEG_INFINITY)),
        ".inf" | ".Inf" | ".INF" => Some(Kind::Float(f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if text == digits => Some(Kind::Float(f64::NAN)),
        _ => is_float(digits).then(|| float(text)),
    }
}

fn float(text: &str) -> Kind {
    Kind::Float(text.parse().unwrap_or(f64::NAN))
}

/// Whether digits have the shape of a float, `1.5e-3`: what Rust reads besides (`inf`) is a text.
fn is_float(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let exponent_is_right = exponent
        .is_none_or(|exponent| numeric(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
    let mantissa_is_right = match mantissa.split_once('.') {
        Some((whole, "")) => numeric(whole),
        Some((whole, part)) => (whole.is_empty() || numeric(whole)) && numeric(part),
        None => numeric(mantissa),
    };
    exponent_is_right && mantissa_is_right
}

/// A day, alone or with a time: `2026-11-01`, `2026-11-01T09:30:00+09:00`, `2026-11-01 09:30`.
fn day(text: &str) -> Option<Kind> {
    let date = read_date(text.get(..10)?)?;
    match text[10..].strip_prefix(['T', 't', ' ']) {
        None if text.len() == 10 => Some(Kind::Date(date)),
        None => None,
        Some(time) => time_of(date, time),
    }
}

fn time_of(date: Date, time: &str) -> Option<Kind> {
    let length = time
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .unwrap_or(time.len());
    let (clock, zone) = time.split_at(length);
    let mut parts = clock.splitn(3, ':');
    let hour: u16 = two_digits(parts.next()?)?;
    let minute: u16 = two_digits(parts.next()?)?;
    if let Some(second) = parts.next() {
        two_digits(second.split('.').next()?)?;
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let zone = zone.trim_start();
    let is_zone = matches!(zone, "Z" | "z")
        || zone
            .strip_prefix(['+', '-'])
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b':'));
    match zone {
        "" => Some(Kind::DateTime(date, hour * 60 + minute)),
        _ if is_zone => Some(Kind::OtherTime),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<u16> {
    (text.len() == 2).then(|| text.parse().ok()).flatten()
}

/// The text of a value over several lines, without the blank that stands for a line's end between two
/// wide letters: Japanese has none between words.
pub(super) fn unfold(value: String, raw: &str) -> String {
    if !raw.contains('\n') {
        return value;
    }
    let around_blanks = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = text.chars().collect();
        letters
            .windows(3)
            .filter(|three| three[1] == ' ' && cjk::joins_lines(three[0], three[2]))
            .map(|three| (three[0], three[2]))
            .collect()
    };
    let written: BTreeSet<_> = around_blanks(raw).into_iter().collect();
    let mut unfolded = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(c) = letters.next() {
        let around = unfolded.chars().next_back().zip(letters.peek().copied());
        let is_fold = c == ' '
            && around.is_some_and(|(before, behind)| {
                cjk::joins_lines(before, behind) && !written.contains(&(before, behind))
            });
        if !is_fold {
            unfolded.push(c);
        }
    }
    unfolded
}

/// Where a value stands, with its quotes. The parser counts a comment behind quotes as theirs.
pub(super) fn range(
    text: &str,
    style: ScalarStyle,
    told: &Range<usize>,
    value: &str,
) -> Range<usize> {
    let raw = text.get(told.clone()).unwrap_or_default();
    let length = match style {
        ScalarStyle::Plain if value.is_empty() => 0,
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => raw.trim_end().len(),
        ScalarStyle::SingleQuoted => single_quoted(raw),
        ScalarStyle::DoubleQuoted => double_quoted(raw),
    };
    told.start..told.start + length
}

fn single_quoted(raw: &str) -> usize {
    let mut quotes = raw.match_indices('\'').skip(1).map(|(at, _)| at);
    while let Some(at) = quotes.next() {
        if !raw[at + 1..].starts_with('\'') {
            return at + 1;
        }
        quotes.next();
    }
    raw.len()
}

fn double_quoted(raw: &str) -> usize {
    let mut marks = raw
        .match_indices(['"', '\\'])
        .skip(1)
        .map(|(at, _)| at)
        .peekable();
    while let Some(at) = marks.next() {
        if raw[at..].starts_with('"') {
            return at + 1;
        }
        marks.next_if_eq(&(at + 1));
    }
    raw.len()
}

/// Where the text's first letter stands, if every letter stands in the file as it is.
pub(super) fn verbatim(
    text: &str,
    style: ScalarStyle,
    range: &Range<usize>,
    value: &str,
) -> Option<usize> {
    let raw = text.get(range.clone())?;
    let (inner, skipped) = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            (raw.get(1..raw.len().checked_sub(1)?)?, 1)
        }
        _ => (raw, 0),
    };
    (inner == value.trim_end_matches('\n')).then_some(range.start + skipped)
}
