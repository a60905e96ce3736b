//! Whose fact it is: the nearest scope that names somebody decides.
//!
//! The clause, the sentence, the row or list item, the heading. A value is never held against a
//! channel that only a neighbour speaks of; where what stands around it leaves a doubt, it is nobody's.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::claim_words::has;
use super::claims::{Said, head_of};
use super::nearest::{Search, strongest};
use super::speech::{Mention, Speech, Who};
use super::topic_words::{NEUTRAL_TOPIC, OTHER_SERVICES, WORDS_WITH_HA};
use super::topic_words_english::{ENGLISH_VERBS, NEUTRAL_ENGLISH};
use crate::page::prose::{Passage, Role, Words};

/// Whose a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Whose {
    /// One of these: right if it is right for any.
    Of(Vec<Who>, Service),
    /// Of each of these: 電話とチャットは.
    Each(Vec<Who>, Service),
    /// Somebody's of whom the data knows nothing.
    Strangers,
    /// Nobody's that could be said.
    Nobodys,
}

/// What of a desk is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// The desk itself.
    Usual,
    /// Something that it does besides, such as service in English: the data need not know it.
    Special,
}

/// What stands around a passage, besides what it holds itself.
pub(super) struct Around<'a> {
    /// The headings above it, the innermost first, then the page's title.
    pub headings: Vec<Arc<Words>>,
    /// What a row of the dataset says of itself besides.
    pub row_head: Option<String>,
    /// Whose a text of the dataset is.
    pub owners: Vec<Who>,
    /// The words by which channels are spoken of.
    pub speech: &'a Speech,
}

impl Around<'_> {
    /// Whose the value at a place is.
    pub(super) fn whose(&self, passage: &Passage, said: &Said<'_>, value: &Range<usize>) -> Whose {
        let clause = said.beside_names(said.clauses.clause(value));
        let outer = said.clauses.outer_clause(value);
        let outer = outer.map_or(Cow::Borrowed(""), |outer| said.beside_names(outer));
        let special = [&*clause, &*outer, head_of(passage)]
            .iter()
            .any(|text| has(text, OTHER_SERVICES));
        match self.by_scope(passage, said, value) {
            Whose::Of(who, _) if special => Whose::Of(who, Service::Special),
            Whose::Each(who, _) if special => Whose::Each(who, Service::Special),
            whose => whose,
        }
    }

    fn by_scope(&self, passage: &Passage, said: &Said<'_>, value: &Range<usize>) -> Whose {
        let Said {
            text,
            clauses,
            mentions,
            ..
        } = said;
        let search = Search {
            mentions,
            clauses,
            value,
            text,
        };
        let clause = clauses.clause(value);
        let outer = clauses.outer_clause(value);
        let near = std::iter::once(clause.clone()).chain(outer);
        if let Some(whose) = near.into_iter().find_map(|clause| search.within(&clause)) {
            return whose;
        }
        if has_own_topic(&text[clause.start..value.start]) {
            return Whose::Nobodys;
        }
        if let Some(whose) = search.within(&clauses.sentence(value)) {
            return whose;
        }
        match &passage.role {
            Role::Cell { row, column } => {
                if let Some(whose) = self.in_row(row, *column, passage) {
                    return whose;
                }
            }
            Role::Item => {
                if let Some(whose) = search.within(&clauses.neighbourhood(value)) {
                    return whose;
                }
            }
            Role::Paragraph | Role::Heading(_) => {
                // Another sentence of the paragraph speaks of somebody: a neighbour, if it comes first.
                let first = mentions.iter().take_while(|of| of.at.end <= value.start);
                let first: Vec<Mention> = first.cloned().collect();
                if !first.is_empty() {
                    return self.unless_of_another(&all(&first));
                }
            }
        }
        for words in &passage.above {
            if let Some(whose) = self.of_all(words) {
                return whose;
            }
        }
        if !self.owners.is_empty() {
            return Whose::Of(self.owners.clone(), Service::Usual);
        }
        let lead = passage
            .before
            .as_ref()
            .map(|words| self.speech.mentions(words, words.beginning()));
        match lead {
            Some(lead) if !lead.is_empty() => self.unless_of_another(&all(&lead)),
            _ => self.of_headings().unwrap_or(Whose::Nobodys),
        }
    }

    /// A row's first cell says whose it is, else the head of the column, else the other cells.
    fn in_row(
        &self,
        row: &crate::page::prose::Row,
        column: usize,
        passage: &Passage,
    ) -> Option<Whose> {
        let first = row.cells.first().filter(|_| column > 0);
        let head = row.heads.get(column).filter(|_| !row.cells.is_empty());
        let others = row
            .cells
            .iter()
            .filter(|cell| !Arc::ptr_eq(cell, &passage.words));
        let own = std::iter::once(&passage.words);
        first
            .into_iter()
            .chain(own)
            .chain(head)
            .chain(others)
            .find_map(|words| self.of_all(words))
    }

    /// Everybody whom some words speak of.
    fn of_all(&self, words: &Words) -> Option<Whose> {
        let mentions = self.speech.mentions(words, words.beginning());
        let mut named: Vec<&Mention> = Vec::new();
        for mention in &mentions {
            if named.iter().all(|known| known.who != mention.who) {
                named.push(mention);
            }
        }
        (!named.is_empty()).then(|| whose(strongest(&named), service_of(&words.text)))
    }

    fn of_headings(&self) -> Option<Whose> {
        self.headings.iter().find_map(|words| self.of_all(words))
    }

    /// What the heading says, if what stands nearer speaks of nobody else.
    fn unless_of_another(&self, nearer: &[Who]) -> Whose {
        match self.of_headings() {
            Some(Whose::Of(of, service)) if nearer.iter().all(|near| is_among(near, &of)) => {
                Whose::Of(of, service)
            }
            _ => Whose::Nobodys,
        }
    }
}

fn all(mentions: &[Mention]) -> Vec<Who> {
    let mut all: Vec<Who> = Vec::new();
    for mention in mentions {
        if !all.contains(&mention.who) {
            all.push(mention.who.clone());
        }
    }
    all
}

fn is_among(near: &Who, of: &[Who]) -> bool {
    near.channels
        .iter()
        .all(|channel| of.iter().any(|who| who.channels.contains(channel)))
}

pub(super) fn whose(who: Vec<Who>, service: Service) -> Whose {
    if who.iter().all(|who| who.channels.is_empty()) {
        Whose::Strangers
    } else {
        Whose::Of(who, service)
    }
}

/// Whether words beside a name speak of something that the desk does besides.
fn service_of(text: &str) -> Service {
    if has(text, OTHER_SERVICES) {
        Service::Special
    } else {
        Service::Usual
    }
}

/// Whether a text is written in kana or Han letters; `café` is not.
fn has_wide_letters(text: &str) -> bool {
    text.chars().any(|letter| letter >= '\u{3000}')
}

/// Whether a name goes on as something else before its verb: 電話の自動音声は, "phone sales are".
pub(super) fn has_own_noun(between: &str) -> bool {
    if has_wide_letters(between) {
        return has_own_topic(between);
    }
    let lower = between.to_ascii_lowercase();
    lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take_while(|word| !ENGLISH_VERBS.contains(word))
        .any(|word| !NEUTRAL_ENGLISH.contains(&word))
}

/// Whether what stands before a name is something that goes on there: "story time at the library".
pub(super) fn is_held_at(before: &str) -> bool {
    let lower = before.trim_end().to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match &words[..] {
        [rest @ .., "the" | "our" | "a"] => rest,
        words => words,
    };
    let [
        nouns @ ..,
        "at" | "in" | "of" | "by" | "on" | "over" | "via",
    ] = words
    else {
        return false;
    };
    nouns.iter().all(|word| !ENGLISH_VERBS.contains(word))
        && nouns.iter().any(|word| !NEUTRAL_ENGLISH.contains(word))
}

/// Whether a clause speaks of something of its own before the value: 配達は, "our shop is".
fn has_own_topic(before: &str) -> bool {
    if before.trim().is_empty() {
        return false;
    }
    if !has_wide_letters(before) {
        let lower = before.to_ascii_lowercase();
        return lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .any(|word| !NEUTRAL_ENGLISH.contains(&word));
    }
    let marks = before.char_indices().filter(|(at, letter)| match letter {
        'は' => !is_inside_a_word(before, *at),
        'が' => true,
        // A label, and no time of day.
        ':' | '：' => !before[at + letter.len_utf8()..].starts_with(char::is_numeric),
        'も' => !before[..*at].ends_with(['で', 'と']),
        _ => false,
    });
    let Some(end) = marks.map(|(at, _)| at).next_back() else {
        return false;
    };
    let topic = before[..end].trim();
    let topic = topic.rsplit(['」', '、', ' ']).next().unwrap_or(topic);
    // The longest word first, or が would be taken out of つながりやすい.
    let mut rest = topic;
    while let Some(word) = neutral_beginning(rest) {
        rest = &rest[word..];
    }
    !rest.trim().is_empty() && !has(topic, &["ここ"])
}

/// Whether a は is a letter of a word and no mark of a topic: はがき, はじめ, はやめ.
fn is_inside_a_word(before: &str, at: usize) -> bool {
    let rest = &before[at..];
    let stands_first = before[..at]
        .chars()
        .next_back()
        .is_none_or(|letter| matches!(letter, '、' | '。' | ' ' | '　' | '「' | '(' | '（'));
    stands_first || WORDS_WITH_HA.iter().any(|word| rest.starts_with(word))
}

/// How long the longest neutral word is that a topic begins with.
fn neutral_beginning(topic: &str) -> Option<usize> {
    let words = NEUTRAL_TOPIC
        .iter()
        .filter(|word| topic.starts_with(**word));
    words.map(|word| word.len()).max()
}
