//! Whose fact it is: the nearest scope that names somebody decides.
//!
//! The clause, the sentence, the row or list item, the heading. A value is never held against a
//! channel that only a neighbour speaks of; where what stands around it leaves a doubt, it is nobody's.

use std::ops::Range;
use std::sync::Arc;

use super::claim_words::has;
use super::claims::head_of;
use super::clauses::Clauses;
use super::speech::{By, Mention, Speech, Who};
use super::topic_words::{ENGLISH_VERBS, NEUTRAL_ENGLISH, NEUTRAL_TOPIC, OTHER_SERVICES};
use crate::page::prose::{Passage, Role, Words};

/// Whose a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Whose {
    /// One of these: right if it is right for any.
    Of(Vec<Who>, Service),
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
    pub(super) fn whose(
        &self,
        passage: &Passage,
        clauses: &Clauses<'_>,
        value: &Range<usize>,
    ) -> Whose {
        let clause = &passage.words.text[clauses.clause(value)];
        let special = has(clause, OTHER_SERVICES) || has(head_of(passage), OTHER_SERVICES);
        match self.by_scope(passage, clauses, value) {
            Whose::Of(who, _) if special => Whose::Of(who, Service::Special),
            whose => whose,
        }
    }

    fn by_scope(&self, passage: &Passage, clauses: &Clauses<'_>, value: &Range<usize>) -> Whose {
        let mentions = self.speech.mentions(&passage.words);
        let inside = |stretch: &Range<usize>| -> Vec<&Mention> {
            mentions
                .iter()
                .filter(|mention| {
                    stretch.start <= mention.at.start
                        && mention.at.end <= stretch.end
                        && !clauses.is_aside(&mention.at, value)
                })
                .collect()
        };
        let text = passage.words.text.as_str();
        let clause = clauses.clause(value);
        if let Some(whose) = nearest(&inside(&clause), value, text) {
            return whose;
        }
        if let Some(whose) = clauses
            .outer_clause(value)
            .and_then(|clause| nearest(&inside(&clause), value, text))
        {
            return whose;
        }
        if has_own_topic(&text[clause.start..value.start]) {
            return Whose::Nobodys;
        }
        let sentence = clauses.sentence(value);
        if let Some(whose) = nearest(&inside(&sentence), value, text) {
            return whose;
        }
        match &passage.role {
            Role::Cell { row, column } => {
                if let Some(whose) = self.in_row(row, *column, passage) {
                    return whose;
                }
            }
            Role::Item => {
                let own: Vec<&Mention> = mentions.iter().collect();
                if let Some(whose) = nearest(&own, value, text) {
                    return whose;
                }
            }
            Role::Paragraph | Role::Heading(_) => {
                if !mentions.is_empty() {
                    // Another sentence of the paragraph speaks of somebody: a neighbour.
                    return self.unless_of_another(&all(&mentions));
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
            .map(|words| self.speech.mentions(words));
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
        let mentions = self.speech.mentions(words);
        let named: Vec<&Mention> = mentions.iter().collect();
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
    mentions.iter().map(|mention| mention.who.clone()).collect()
}

fn is_among(near: &Who, of: &[Who]) -> bool {
    near.channels
        .iter()
        .all(|channel| of.iter().any(|who| who.channels.contains(channel)))
}

fn whose(who: Vec<Who>, service: Service) -> Whose {
    if who.iter().all(|who| who.channels.is_empty()) {
        Whose::Strangers
    } else {
        Whose::Of(who, service)
    }
}

/// The nearest before the value, else after. `24時間のチャット`: a name that a value leads to is its owner.
fn nearest(mentions: &[&Mention], value: &Range<usize>, text: &str) -> Option<Whose> {
    let before = mentions
        .iter()
        .filter(|mention| mention.at.end <= value.start)
        .max_by_key(|mention| mention.at.end);
    let after = mentions
        .iter()
        .filter(|mention| mention.at.start >= value.end)
        .min_by_key(|mention| mention.at.start);
    let leads = after.filter(|after| {
        let between = text[value.end..after.at.start].trim();
        let touches_before = before.is_some_and(|before| {
            let gap = text[before.at.end..value.start].trim();
            gap.chars().count() <= 2
        });
        between == "の" || (between.is_empty() && !touches_before && text.is_ascii())
    });
    let found = leads.or(before).or(after)?;
    // A word for a kind beside a name (センターの電話) says how that desk is reached; where the two
    // are not of one kind, either may be meant.
    let same_side =
        |mention: &&&Mention| (mention.at.end <= value.start) == (found.at.end <= value.start);
    let beside = mentions.iter().filter(same_side).filter(|mention| {
        let between = mention.at.end.min(found.at.end)..mention.at.start.max(found.at.start);
        text.get(between)
            .is_some_and(|between| between.chars().count() <= 4)
    });
    let together: Vec<&Mention> = beside.copied().collect();
    let kinds_alone = together.iter().all(|mention| mention.who.by == By::Kind);
    let names_alone = together.iter().all(|mention| mention.who.by == By::Name);
    let service = match text.get(found.at.end..value.start) {
        Some(between) if has_own_noun(between) => Service::Special,
        _ => Service::Usual,
    };
    Some(if kinds_alone || names_alone {
        whose(vec![found.who.clone()], service)
    } else {
        whose(strongest(&together), service)
    })
}

/// Names with their parts; a word for a kind counts where no name of that kind stands beside it.
fn strongest(mentions: &[&Mention]) -> Vec<Who> {
    let mut found: Vec<Who> = Vec::new();
    let named: Vec<&Who> = mentions
        .iter()
        .map(|mention| &mention.who)
        .filter(|who| who.by == By::Name)
        .collect();
    for mention in mentions {
        let who = &mention.who;
        let counts = match who.by {
            By::Name => {
                // 「チャットの自動応答」: the part says more than its channel.
                !mentions
                    .iter()
                    .any(|other| other.who.by == By::Part && other.who.channels == who.channels)
            }
            By::Part => named.iter().any(|name| name.channels == who.channels),
            By::Kind => !named
                .iter()
                .any(|name| name.channels.iter().any(|of| who.channels.contains(of))),
        };
        if counts && !found.contains(who) {
            found.push(who.clone());
        }
    }
    found
}

/// Whether words beside a name speak of something that the desk does besides.
fn service_of(text: &str) -> Service {
    if has(text, OTHER_SERVICES) {
        Service::Special
    } else {
        Service::Usual
    }
}

/// Whether a name goes on as something else before its verb: 電話の自動音声は, "phone sales are".
fn has_own_noun(between: &str) -> bool {
    if !between.is_ascii() {
        return has_own_topic(between);
    }
    let lower = between.to_ascii_lowercase();
    lower
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take_while(|word| !ENGLISH_VERBS.contains(word))
        .any(|word| !NEUTRAL_ENGLISH.contains(&word))
}

/// Whether a clause speaks of something of its own before the value: 配達は, "our shop is".
fn has_own_topic(before: &str) -> bool {
    if before.trim().is_empty() {
        return false;
    }
    if before.bytes().all(|byte| byte < 0x80) {
        let lower = before.to_ascii_lowercase();
        return lower
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .any(|word| !NEUTRAL_ENGLISH.contains(&word));
    }
    let topic = ["は", "が", "も"]
        .iter()
        .filter_map(|mark| before.rfind(mark))
        .max();
    let Some(end) = topic else {
        return false;
    };
    let topic = before[..end].trim();
    let topic = topic.rsplit(['」', '、', ' ']).next().unwrap_or(topic);
    let rest = NEUTRAL_TOPIC
        .iter()
        .fold(topic.to_owned(), |rest, word| rest.replace(word, ""));
    !rest.trim().is_empty() && !has(topic, &["ここ"])
}
