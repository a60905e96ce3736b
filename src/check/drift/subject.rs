//! Of whom a passage speaks where a number stands: the rules of hours, less the farthest scopes.
//!
//! A heading says little of a number: below it other desks are named as ways out. Only the sentence,
//! the row and the list item count.

use std::ops::Range;
use std::sync::Arc;

use super::claims::Said;
use super::clauses::Clauses;
use super::scope::{Around, Service, Whose};
use super::speech::{By, Mention, Who};
use super::speech_words::KIND_WORDS;
use super::{Drift, LONGEST_PASSAGE};
use crate::page::prose::{Passage, Role, Words, upto};

/// Somebody a sentence speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Subject {
    /// The channels, by place.
    pub channels: Vec<usize>,
    /// The part of the one channel.
    pub part: Option<usize>,
    /// Whether it is named, and not only a word for its kind.
    pub is_named: bool,
}

/// Words after a number that join something else to it.
const ALTERNATIVES: &[&str] = &["か", "や", "または", "もしくは", "、または", "or ", ", or "];

/// Words between a name and a number by which the number is another's: つながらないときは, "instead of".
const TURNS: &[&str] = &[
    "とき",
    "時は",
    "時に",
    "場合",
    "なら",
    "たら",
    "れば",
    "ではな",
    "でなく",
    "なく",
    "代わり",
    "かわり",
    "以外",
    "または",
    "もしくは",
    "あるいは",
    "それとも",
    " if ",
    "when ",
    "instead",
    " not ",
    " or ",
    "other than",
    "unless",
    "rather",
    "n't ",
    "without",
];

impl Drift {
    /// Of whom the sentence, row or item around a stretch of a passage speaks; nobody where that is
    /// not certain.
    pub(in crate::check) fn spoken_of(&self, passage: &Passage, at: &Range<usize>) -> Vec<Subject> {
        let text = upto(&passage.words.text, LONGEST_PASSAGE);
        if at.end > text.len() {
            return Vec::new();
        }
        let said = Said {
            text,
            claims: Vec::new(),
            clauses: Clauses::new(text, std::slice::from_ref(at)),
            mentions: self.speech.mentions(&passage.words, text),
        };
        let sentence = said.clauses.sentence(at);
        let before = text[sentence.start..at.start].to_ascii_lowercase();
        let after = text[at.end..sentence.end].trim_start().to_ascii_lowercase();
        let turns = TURNS.iter().any(|turn| before.contains(turn))
            || ALTERNATIVES.iter().any(|word| after.starts_with(word));
        let around = Around {
            headings: Vec::new(),
            row_head: None,
            owners: Vec::new(),
            speech: &self.speech,
        };
        match around.whose(passage, &said, at) {
            Whose::Of(who, Service::Usual) | Whose::Each(who, Service::Usual) if !turns => {
                let named = self.named(passage, &said);
                who.iter().map(|who| subject(who, &named)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Who is named around a number by more than a word for a kind: a channel may be called 電話, and
    /// 電話は… speaks of any.
    fn named(&self, passage: &Passage, said: &Said<'_>) -> Vec<Who> {
        let cells: &[Arc<Words>] = match &passage.role {
            Role::Cell { row, .. } => &row.cells,
            _ => &[],
        };
        let around = cells.iter().chain(&passage.above);
        let around = around.flat_map(|words| {
            let mentions = self.speech.mentions(words, words.beginning());
            let names = mentions.into_iter().filter(|of| is_name(&words.text, of));
            names.map(|of| of.who).collect::<Vec<_>>()
        });
        let here = said.mentions.iter().filter(|of| is_name(said.text, of));
        here.map(|of| of.who.clone()).chain(around).collect()
    }

    /// The sentence around a stretch of a text.
    pub(in crate::check) fn sentence<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
        let clauses = Clauses::new(text, std::slice::from_ref(at));
        &text[clauses.sentence(at)]
    }
}

fn is_name(text: &str, of: &Mention) -> bool {
    let said = text[of.at.clone()].to_lowercase();
    let mut words = KIND_WORDS.iter().flat_map(|(_, words)| *words);
    of.who.by != By::Kind && !words.any(|word| *word == said)
}

fn subject(who: &Who, named: &[Who]) -> Subject {
    Subject {
        channels: who.channels.clone(),
        part: who.part,
        is_named: named.contains(who),
    }
}
