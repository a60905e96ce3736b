//! The words by which prose speaks of channels: names, aliases, and words for a kind.
//!
//! The longest word wins, so that チャットサポート is not taken for チャット. A word for a kind (電話)
//! speaks of every active official channel of that kind. What a placeholder stands for is named by it, too.

use std::collections::HashMap;
use std::ops::Range;

use super::speech_words::{KIND_WORDS, NOT_AFTER, NOT_BEFORE};
use crate::dataset::{Channel, Dataset};
use crate::notation::{CalendarNames, Folded, KnownCalendars, LetterSet};
use crate::page::prose::{OPAQUE, OpaqueKind, Words};

/// All words that speak of channels.
pub(super) struct Speech {
    by_first: HashMap<char, Vec<Entry>>,
    /// The keys of `by_first`: nearly no letter of a text is one.
    firsts: Box<LetterSet>,
    /// By channel id: its place, and the ids of its parts.
    ids: HashMap<String, (usize, Vec<String>)>,
    /// The names of calendars, for the reader of hours.
    pub calendars: Vec<CalendarNames>,
    /// The same, ready to be looked for.
    pub known_calendars: KnownCalendars,
    /// The time zone of the data's hours.
    pub zone: String,
}

struct Entry {
    spelling: Vec<char>,
    who: Who,
}

/// Of whom a word speaks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Who {
    /// The channels, by place; none: of a kind that the data does not have.
    pub channels: Vec<usize>,
    /// The part of the one channel.
    pub part: Option<usize>,
    /// How it is meant.
    pub by: By,
}

/// How a channel is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// By a word for its kind.
    Kind,
    /// By a part's own name, which says something only where its channel is known.
    Part,
    /// By its name or an alias, or by one of its facts.
    Name,
}

/// A word that speaks of somebody.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Where it stands, in bytes of the words.
    pub at: Range<usize>,
    /// Of whom.
    pub who: Who,
}

impl Speech {
    /// Gathers the words of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let calendars = dataset.calendars.iter().map(|calendar| CalendarNames {
            id: calendar.id.clone(),
            names: vec![calendar.name.ja.to_string(), calendar.name.en.to_string()],
        });
        let calendars: Vec<CalendarNames> = calendars.collect();
        let mut speech = Self {
            by_first: HashMap::new(),
            firsts: Box::default(),
            ids: HashMap::new(),
            known_calendars: KnownCalendars::new(&calendars),
            calendars,
            zone: dataset.time_zone.clone(),
        };
        for (place, channel) in dataset.channels.iter().enumerate() {
            let parts = channel.parts.iter().map(|part| part.id.clone()).collect();
            speech.ids.insert(channel.id().to_owned(), (place, parts));
            for name in names(channel) {
                speech.add(&name, &Who::named(place));
            }
            for (number, part) in channel.parts.iter().enumerate() {
                let name = part.text("name").map(|name| &name.variants);
                for variant in name.into_iter().flatten() {
                    let who = Who {
                        part: Some(number),
                        by: By::Part,
                        ..Who::named(place)
                    };
                    speech.add(&variant.markdown, &who);
                }
            }
        }
        for (kind, words) in KIND_WORDS {
            let of_kind = |channel: &Channel| {
                channel.record.word("kind") == Some(kind)
                    && channel.is_official()
                    && !channel.has_ended()
            };
            let channels = dataset.channels.iter().enumerate();
            let who = Who {
                channels: channels
                    .filter(|(_, channel)| of_kind(channel))
                    .map(|(place, _)| place)
                    .collect(),
                part: None,
                by: By::Kind,
            };
            words.iter().for_each(|word| speech.add(word, &who));
        }
        for entries in speech.by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse((entry.spelling.len(), entry.who.by)));
        }
        speech
    }

    /// A word for two is a word for both.
    fn add(&mut self, word: &str, who: &Who) {
        let spelling: Vec<char> = Folded::new(word.trim()).spelling().chars().collect();
        let Some(first) = spelling.first() else {
            return;
        };
        self.firsts.insert(*first);
        let entries = self.by_first.entry(*first).or_default();
        let known = entries
            .iter_mut()
            .find(|entry| entry.spelling == spelling && entry.who.by == who.by);
        match known {
            Some(entry) => {
                for channel in &who.channels {
                    if !entry.who.channels.contains(channel) {
                        entry.who.channels.push(*channel);
                        entry.who.part = None;
                    }
                }
            }
            None => entries.push(Entry {
                spelling,
                who: who.clone(),
            }),
        }
    }

    /// Every word that speaks of somebody, in order, none inside another; `text` is the beginning of
    /// the words.
    pub(super) fn mentions(&self, words: &Words, text: &str) -> Vec<Mention> {
        self.mentions_in(&Folded::new(text), words, text)
    }

    /// The same in words that are folded already.
    pub(super) fn mentions_in(&self, folded: &Folded, words: &Words, text: &str) -> Vec<Mention> {
        let letters = folded.letters();
        let mut found = Vec::new();
        let mut place = 0;
        while place < letters.len() {
            match self.word_at(&letters, place) {
                Some(entry) => {
                    let end = place + entry.spelling.len();
                    found.push(Mention {
                        at: folded.bytes(place..end),
                        who: entry.who.clone(),
                    });
                    place = end;
                }
                None => place += 1,
            }
        }
        for opaque in &words.opaque {
            if opaque.at >= text.len() {
                break;
            }
            if let OpaqueKind::Fact(path) = &opaque.kind
                && let Some(who) = self.of_fact(path)
            {
                found.push(Mention {
                    at: opaque.at..opaque.at + OPAQUE.len_utf8(),
                    who,
                });
            }
        }
        found.sort_by_key(|mention| mention.at.start);
        found
    }

    fn word_at(&self, letters: &[char], place: usize) -> Option<&Entry> {
        let rest = &letters[place..];
        let first = rest.first()?;
        if !self.firsts.may_have(*first) {
            return None;
        }
        self.by_first.get(first)?.iter().find(|entry| {
            rest.starts_with(&entry.spelling)
                && stands_alone(letters, place..place + entry.spelling.len())
        })
    }

    fn of_fact(&self, path: &str) -> Option<Who> {
        let mut steps = path.split('.').map(str::trim);
        let (place, parts) = self.ids.get(steps.next()?)?;
        let part = steps
            .next()
            .and_then(|step| parts.iter().position(|part| part == step));
        Some(Who {
            part,
            ..Who::named(*place)
        })
    }
}

impl Who {
    /// A channel itself.
    pub(super) fn named(channel: usize) -> Self {
        Self {
            channels: vec![channel],
            part: None,
            by: By::Name,
        }
    }
}

/// The names of a channel in every language, and its aliases.
fn names(channel: &Channel) -> Vec<String> {
    let name = channel.record.text("name").map(|name| &name.variants);
    let own = name.into_iter().flatten().map(|of| of.markdown.clone());
    let aliases = channel.aliases().iter().map(|alias| alias.value.clone());
    own.chain(aliases).collect()
}

/// Whether a stretch is a word of its own: letters of its script do not go on beside it, and it is
/// not one half of a compound that means something else (携帯電話, 電話帳).
fn stands_alone(letters: &[char], at: Range<usize>) -> bool {
    let before = at.start.checked_sub(1).and_then(|place| letters.get(place));
    let after = letters.get(at.end);
    let goes_on = |inside: Option<&char>, outside: Option<&char>| match (inside, outside) {
        (Some(inside), Some(outside)) => {
            (inside.is_ascii_alphanumeric() && outside.is_ascii_alphanumeric())
                || (is_katakana(*inside) && is_katakana(*outside))
        }
        _ => false,
    };
    let (first, last) = (letters.get(at.start), letters.get(at.end - 1));
    let word: String = letters[at.clone()].iter().collect();
    let of_word = |table: &[(&str, &'static [&'static str])]| -> &'static [&'static str] {
        let found = table.iter().find(|(known, _)| *known == word);
        found.map_or(&[], |(_, words)| words)
    };
    let ends_with = |word: &&str| {
        let word: Vec<char> = word.chars().collect();
        letters[..at.start].ends_with(&word)
    };
    let begins_with = |word: &&str| {
        let word: Vec<char> = word.chars().collect();
        letters[at.end..].starts_with(&word)
    };
    !goes_on(first, before)
        && !goes_on(last, after)
        && !of_word(NOT_AFTER).iter().any(ends_with)
        && !of_word(NOT_BEFORE).iter().any(begins_with)
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30A1}'..='\u{30FA}' | 'ー')
}
