//! What is said of numbers by their beginning: that they are closed, or that others are suspect.

use std::ops::Range;

use super::claim_words::{has, lowered, position};
use super::claims::MOST;
use super::clauses::Clauses;
use super::compare::Datum;
use crate::dataset::{Channel, Dataset, Value};

/// A claim about the beginning of numbers, and a number of the data that belies it.
#[derive(Debug)]
pub(super) struct Belied<'d> {
    /// What is said, in bytes of the text.
    pub at: Range<usize>,
    /// The number.
    pub datum: Datum<'d>,
    /// As it is printed.
    pub number: String,
}

/// Words that say of numbers that they are of no use, or of fraud.
const CLOSED_OR_SUSPECT: &[&str] = &[
    "閉鎖",
    "廃止",
    "終了",
    "使われていない",
    "使えない",
    "使えません",
    "つながらない",
    "つながりません",
    "疑わし",
    "怪し",
    "あやし",
    "偽",
    "詐欺",
    "危険",
    "公式ではな",
    "公式のものではな",
    "are closed",
    "been closed",
    "discontinued",
    "disconnected",
    "no longer",
    "suspect",
    "suspicious",
    "fraud",
    "fraudulent",
    "scam",
    "scams",
    "fake",
    "are not official",
    "not official",
];

/// Words that speak of a few of them only, or undo what is said.
const ONLY_SOME: &[&str] = &[
    "一部",
    "中には",
    "古い",
    "以前",
    "昔",
    "ことがあ",
    "場合があ",
    "とは限",
    "わけでは",
    "かもしれ",
    "some",
    "a few",
    "old",
    "may",
    "might",
    "can be",
    "if",
];

/// The claims of a text that an active official number belies.
pub(super) fn belied<'d>(
    text: &str,
    clauses: &Clauses<'_>,
    dataset: &'d Dataset,
) -> Vec<Belied<'d>> {
    let mut found: Vec<Belied<'d>> = Vec::new();
    let all = prefixes(text);
    for prefix in all.iter().take(MOST).cloned() {
        let sentence = clauses.sentence(&prefix);
        let said = &text[sentence.clone()];
        if has(said, ONLY_SOME) || clauses.is_question(&prefix) {
            continue;
        }
        let Some(end) = predicate_end(&text[prefix.end..sentence.end]) else {
            continue;
        };
        // 0120から始まり、0120以外は疑わしい: the later clause has a subject of its own.
        let clause = clauses.clause(&prefix);
        let is_anothers = all
            .iter()
            .any(|other| other.start >= clause.end && other.end <= prefix.end + end);
        if is_anothers {
            continue;
        }
        let digits = &text[prefix.clone()];
        let (start, others) = match other_than(text, &prefix) {
            Some(start) => (start, true),
            None => (prefix.start, false),
        };
        let at = start..prefix.end + end;
        let told = found.iter().any(|other| other.at.end == at.end);
        if let Some((datum, number)) = witness(dataset, digits, others)
            && !told
        {
            found.push(Belied { at, datum, number });
        }
    }
    found
}

/// Two to four digits that begin with a zero and are no part of a number.
fn prefixes(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 0 {
            at += 1;
            continue;
        }
        let range = at..at + digits;
        at = range.end;
        let joined = |byte: Option<&u8>| {
            byte.is_some_and(|byte| b"-+.:/(".contains(byte) || byte.is_ascii_alphabetic())
        };
        let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
        let number_goes_on = matches!(bytes.get(range.end), Some(b'-' | b':' | b'/'))
            && bytes.get(range.end + 1).is_some_and(u8::is_ascii_digit);
        let alone = !joined(before) && !number_goes_on;
        if bytes[range.start] == b'0' && (2..=4).contains(&digits) && alone {
            found.push(range);
        }
    }
    found
}

/// Where "0120以外" or "other than 0120" begins, if it is said of others.
fn other_than(text: &str, prefix: &Range<usize>) -> Option<usize> {
    if text[prefix.end..].starts_with("以外") {
        return Some(prefix.start);
    }
    let before = text[..prefix.start].to_ascii_lowercase();
    [
        "other than ",
        "except ",
        "not starting with ",
        "not beginning with ",
    ]
    .iter()
    .find(|words| before.ends_with(*words))
    .map(|words| prefix.start - words.len())
}

/// Where the word ends that says what is wrong with the numbers.
fn predicate_end(rest: &str) -> Option<usize> {
    let lower = lowered(rest);
    let word = CLOSED_OR_SUSPECT
        .iter()
        .filter_map(|word| position(&lower, word).map(|at| (at, at + word.len())))
        .min()?;
    let behind = &lower[word.1..];
    let undone = [
        "ことはあ",
        "ことはな",
        "いません",
        "ではな",
        "ではあり",
        "しくな",
    ]
    .iter()
    .any(|undone| behind.contains(undone));
    (!undone).then(|| with_ending(rest, word.1))
}

/// A word with the kana that end it: 疑わし|い.
fn with_ending(rest: &str, end: usize) -> usize {
    if rest[end..].starts_with('い') {
        end + 'い'.len_utf8()
    } else {
        end
    }
}

/// A number of an active official channel that begins so, or does not.
fn witness<'d>(dataset: &'d Dataset, prefix: &str, others: bool) -> Option<(Datum<'d>, String)> {
    let active = |channel: &&Channel| channel.is_official() && !channel.has_ended();
    for channel in dataset.channels.iter().filter(active) {
        let id = channel.id();
        let parts = channel.parts.iter();
        let records = std::iter::once((id.to_owned(), &channel.record))
            .chain(parts.map(|part| (format!("{id}.{}", part.id), part)));
        for (path, record) in records {
            let Some(cell) = record.cell("number") else {
                continue;
            };
            let Value::Phone(number) = &cell.value else {
                continue;
            };
            let ended =
                record.word("status") == Some("ended") || record.truth("official") == Some(false);
            if !ended && number.digits.starts_with(prefix) != others {
                let datum = Datum {
                    path: format!("{path}.number"),
                    cell,
                };
                return Some((datum, number.display.clone()));
            }
        }
    }
    None
}
