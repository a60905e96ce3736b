//! How much each term counts in a document.
//!
//! A word of a heading says what a section is about; a channel or a question that is named so is
//! most likely what is looked for. Code counts little.

use super::document::{Document, DocumentKind};
use super::fold::fold;
use super::plan::LanguagePlan;
use super::terms::{Term, shard_of, spread, terms};

/// Letters of a document's words, and of its code, that are looked at: what is longer is no section.
const LONGEST_PROSE: usize = 20_000;
const LONGEST_CODE: usize = 4_000;
/// No term counts more.
pub(super) const HEAVIEST: u8 = 63;

/// The terms of a document, each once, with their weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// Letters and groups by their keys, sorted.
    pub(super) letters: Vec<(u64, u8)>,
    /// Words, sorted.
    pub(super) words: Vec<(Box<str>, u8)>,
}

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Title,
    Path,
    Prose,
    Code,
}

/// What stands in the fields of a document.
#[derive(Default)]
struct Found<'t> {
    /// Key and field in one number, which is quicker to sort than two.
    letters: Vec<u64>,
    words: Vec<(&'t str, Field)>,
}

/// The terms of a document in one language.
pub fn weigh(document: &Document, plan: &LanguagePlan) -> Weighed {
    let texts = [
        (Field::Title, fold(&document.title)),
        (Field::Path, fold(&document.path.join(" "))),
        (Field::Prose, fold(start(&document.prose, LONGEST_PROSE))),
        (Field::Code, fold(start(&document.code, LONGEST_CODE))),
    ];
    let mut found = Found::default();
    for (field, text) in &texts {
        terms(text, |term| match term {
            Term::Letters(first, second) => {
                let key = letters_key(first, second);
                found.letters.push(packed(key, *field));
            }
            Term::Word(word) => found.words.push((word, *field)),
        });
        if *field != Field::Code {
            plan.finder.find(text, |group| {
                found.letters.push(packed(group_key(group), *field));
            });
        }
    }
    if let Some(group) = document.group {
        found.letters.push(packed(group_key(group), Field::Title));
    }
    let heading = match document.kind {
        DocumentKind::Channel => 60,
        DocumentKind::Question => 50,
        DocumentKind::Page => 44,
        DocumentKind::Section => 40,
    };
    found.letters.sort_unstable();
    found.words.sort_unstable();
    let letters = found.letters.chunk_by(|a, b| a >> 2 == b >> 2);
    let words = found.words.chunk_by(|a, b| a.0 == b.0);
    Weighed {
        letters: letters
            .map(|same| {
                (
                    same[0] >> 2,
                    weight(same.iter().copied().map(field_of), heading),
                )
            })
            .collect(),
        words: words
            .map(|same| {
                (
                    same[0].0.into(),
                    weight(same.iter().map(|of| of.1), heading),
                )
            })
            .collect(),
    }
}

/// The weight of a term that stands in these fields.
fn weight(fields: impl Iterator<Item = Field>, heading: u32) -> u8 {
    let mut times = [0_u32; 4];
    for field in fields {
        times[field as usize] += 1;
    }
    let [titles, paths, prose, code] = times;
    let mut weight = 0;
    weight += if titles > 0 { heading } else { 0 };
    weight += if paths > 0 { 5 } else { 0 };
    // Twice as often counts a little more.
    weight += prose
        .checked_ilog2()
        .map_or(0, |times| (6 + 4 * times).min(22));
    weight += if code > 0 { 2 } else { 0 };
    u8::try_from(weight.min(u32::from(HEAVIEST))).unwrap_or(HEAVIEST)
}

fn packed(key: u64, field: Field) -> u64 {
    key << 2 | field as u64
}

fn field_of(packed: u64) -> Field {
    match packed & 3 {
        0 => Field::Title,
        1 => Field::Path,
        2 => Field::Prose,
        _ => Field::Code,
    }
}

/// Two letters take 42 bits, and a field takes two.
const GROUP: u64 = 1 << 60;

fn letters_key(first: char, second: Option<char>) -> u64 {
    u64::from(u32::from(first)) << 21 | second.map_or(0, |second| u64::from(u32::from(second)))
}

fn group_key(group: usize) -> u64 {
    GROUP | group as u64
}

/// The term of a key, as it stands in a shard: letters, or `=` and the number of a group.
pub(super) fn term_of(key: u64) -> String {
    if key & GROUP != 0 {
        return format!("={}", key & !GROUP);
    }
    letters_of(key).collect()
}

fn letters_of(key: u64) -> impl Iterator<Item = char> + Clone {
    let letter = |code: u64| u32::try_from(code).ok().and_then(char::from_u32);
    let second = Some(key & 0x1f_ffff).filter(|code| *code != 0);
    let letters = [Some(key >> 21), second].into_iter().flatten();
    letters.filter_map(letter)
}

/// The shard in which the term of a key stands.
pub(super) fn shard_of_key(key: u64, shards: u32) -> u32 {
    if key & GROUP == 0 {
        // Both letters count in the shard of any two.
        letters_of(key).fold(spread::START, spread::letter) & (shards - 1)
    } else {
        shard_of(&term_of(key), shards)
    }
}

/// At most so many letters from the start of a text.
pub(super) fn start(text: &str, letters: usize) -> &str {
    if text.len() <= letters {
        return text;
    }
    let end = text.char_indices().nth(letters);
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_most_and_code_least() {
        let document = Document {
            title: "電話".into(),
            prose: "番号の番号 Refund".into(),
            code: "refund x".into(),
            ..Document::default()
        };
        let weighed = weigh(&document, &LanguagePlan::default());
        let letters: Vec<(String, u8)> = weighed
            .letters
            .iter()
            .map(|(key, weight)| (term_of(*key), *weight))
            .collect();
        let of = |term: &str| letters.iter().find(|(of, _)| of == term).map(|(_, w)| *w);
        assert_eq!(of("電話"), Some(40));
        assert_eq!(of("番号"), Some(10));
        assert_eq!(of("号"), Some(10));
        assert_eq!(of("号の"), Some(6));
        assert_eq!(of("話番"), None);
        let words: Vec<(&str, u8)> = weighed.words.iter().map(|(w, n)| (&**w, *n)).collect();
        assert_eq!(words, [("refund", 8), ("x", 2)]);
    }
}
