//! Which of several names in a sentence a value belongs to.

use std::ops::Range;

use super::clauses::Clauses;
use super::scope::{Service, Whose, has_own_noun, is_held_at, whose};
use super::speech::{By, Mention, Who};

/// A search for the name that a value belongs to.
pub(super) struct Search<'s, 'p> {
    /// All names of the passage, in order.
    pub mentions: &'s [Mention],
    /// Its clauses.
    pub clauses: &'s Clauses<'p>,
    /// The value.
    pub value: &'s Range<usize>,
    /// The words of the passage.
    pub text: &'p str,
}

impl Search<'_, '_> {
    /// The nearest name before the value, else after, in a stretch of the text.
    pub(super) fn within(&self, stretch: &Range<usize>) -> Option<Whose> {
        let inside: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|mention| {
                stretch.start <= mention.at.start
                    && mention.at.end <= stretch.end
                    && !self.clauses.is_aside(&mention.at, self.value)
            })
            .collect();
        let found = self.nearest(&inside)?;
        let service = if self.is_before(found) && self.leads_on(found) {
            Service::Special
        } else {
            Service::Usual
        };
        let coordinated = self.coordinated(found);
        if coordinated.len() > 1 {
            return Some(Whose::Each(coordinated, service));
        }
        // A word for a kind beside a name (センターの電話) says how that desk is reached; where the
        // two are not of one kind, either may be meant.
        let together: Vec<&Mention> = inside
            .into_iter()
            .filter(|mention| self.is_before(mention) == self.is_before(found))
            .filter(|mention| {
                self.gap(mention, found)
                    .is_some_and(|gap| gap.chars().count() <= 4)
            })
            .collect();
        let kinds_alone = together.iter().all(|mention| mention.who.by == By::Kind);
        let names_alone = together.iter().all(|mention| mention.who.by == By::Name);
        Some(if kinds_alone || names_alone {
            whose(vec![found.who.clone()], service)
        } else {
            whose(strongest(&together), service)
        })
    }

    /// Whether the words about a name make something else of it before the value comes.
    fn leads_on(&self, name: &Mention) -> bool {
        let before = &self.text[self.clauses.clause(&name.at).start..name.at.start];
        let between = name.at.end..self.value.start;
        let nouns = match self.clauses.bracket(self.value) {
            // 電話は9時〜20時(日曜は18時まで): what stands in the bracket is its own.
            Some(bracket) if between.start < bracket.start => {
                let outside = &self.text[between.start..bracket.start];
                let outside = outside.trim_end_matches(['(', '（']);
                has_own_noun(outside) || has_own_noun(&self.text[bracket.start..between.end])
            }
            _ => has_own_noun(&self.text[between]),
        };
        nouns || is_held_at(before)
    }

    /// `24時間のチャット`: a name that a value leads to is its owner.
    fn nearest<'m>(&self, mentions: &[&'m Mention]) -> Option<&'m Mention> {
        let (value, text) = (self.value, self.text);
        let before = mentions.iter().filter(|mention| self.is_before(mention));
        let before = before.max_by_key(|mention| mention.at.end);
        let after = mentions
            .iter()
            .filter(|mention| mention.at.start >= value.end);
        let after = after.min_by_key(|mention| mention.at.start);
        let leads = after.filter(|after| {
            let between = text[value.end..after.at.start].trim();
            let touches_before = before.is_some_and(|before| {
                let gap = text[before.at.end..value.start].trim();
                gap.chars().count() <= 2
            });
            between == "の" || (between.is_empty() && !touches_before && text.is_ascii())
        });
        leads.or(before).or(after).copied()
    }

    fn is_before(&self, mention: &Mention) -> bool {
        mention.at.end <= self.value.start
    }

    /// What stands between two names.
    fn gap(&self, one: &Mention, other: &Mention) -> Option<&str> {
        let gap = one.at.end.min(other.at.end)..one.at.start.max(other.at.start);
        self.text.get(gap)
    }

    /// A name and those that are joined to it: 電話、チャット, 電話とメール, "phone and chat".
    fn coordinated(&self, found: &Mention) -> Vec<Who> {
        let mut joined = vec![found.who.clone()];
        if !self.is_before(found) {
            return joined;
        }
        let mut last = found;
        for mention in self
            .mentions
            .iter()
            .rev()
            .filter(|mention| mention.at.end <= found.at.start)
        {
            let gap = self.gap(mention, last).unwrap_or_default().trim();
            let same = mention.who.channels == last.who.channels;
            if joined.len() == MOST_JOINED
                || !JOINTS.contains(&gap)
                || same
                || mention.who.by == By::Part
            {
                break;
            }
            joined.push(mention.who.clone());
            last = mention;
        }
        joined
    }
}

/// No more names are spoken of together.
const MOST_JOINED: usize = 8;

/// What stands between two names that are spoken of together.
const JOINTS: &[&str] = &[
    "、",
    "，",
    ",",
    "・",
    "/",
    "／",
    "と",
    "や",
    "も",
    "および",
    "及び",
    "、および",
    "or",
    "and",
    ", and",
    "&",
    "とも",
    "でも",
];

/// Names with their parts; a word for a kind counts where no name of that kind stands beside it.
pub(super) fn strongest(mentions: &[&Mention]) -> Vec<Who> {
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
