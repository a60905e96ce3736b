//! Words around a value by which it is no claim about a desk of today: the past, an example, a question, one
//! date, the opposite, an absence, or something else that has hours of its own.

use std::borrow::Cow;
use std::ops::Range;

use super::answer_words::{HOURS_OF_REPLIES, IN_WRITING};
use super::claim_words::{
    ABOUT_SOMETHING_ELSE, ABSENT, AS_OF, CLOSED_BEFORE, DENIED, EXAMPLE, NEVER_ABSENT,
    NOT_SAID_ANY_MORE, NOT_SO, OF_HOURS, ONE_DAY, OTHERWISE, has,
};
use super::claims::Finder;
use super::dates::is_dated;
use super::speech::{By, Mention};
use super::zones::is_of_another_clock;

impl Finder<'_, '_> {
    /// Whether what follows in the sentence says that nobody is there then.
    pub(super) fn is_of_absence(&self, at: &Range<usize>) -> bool {
        let sentence = self.clauses.sentence(at);
        let near = self.near(at, &sentence);
        let behind = &self.text[at.end..near.end];
        let clause = self.clauses.clause(at);
        let before = &self.text[near.start.max(clause.start)..at.start];
        (has(behind, ABSENT) && !has(behind, OTHERWISE)) || has(before, CLOSED_BEFORE)
    }

    /// Whether the clause speaks of what has hours of its own and is no channel.
    pub(super) fn is_about_something_else(&self, at: &Range<usize>) -> bool {
        let clause = self.clauses.clause(at);
        let before = self.beside_names(clause.start..at.start);
        let after = self.beside_names(at.end..clause.end.max(at.end));
        [&*before, &*after, self.head()]
            .iter()
            .any(|text| has(text, ABOUT_SOMETHING_ELSE))
    }

    /// Whether the hours are those of replies.
    pub(super) fn is_of_replies(&self, at: &Range<usize>) -> bool {
        let clause = self.clauses.clause(at);
        let before = &self.text[clause.start..at.start];
        has(before, HOURS_OF_REPLIES) || (has(before, &["answered"]) && has(before, IN_WRITING))
    }

    /// Whether the words around say that the value is none of today: past, an example, a question,
    /// one date, the opposite, or the hours of something that they lead on to.
    pub(super) fn is_not_claimed(&self, at: &Range<usize>) -> bool {
        let clause = self.clauses.clause(at);
        let sentence = &self.text[self.clauses.sentence(at)];
        let around = &self.text[clause.clone()];
        let before = &self.text[clause.start..at.start];
        let behind = &self.text[at.end..self.clauses.sentence(at).end.max(at.end)];
        self.clauses.is_question(at)
            || is_of_another_clock(&self.text[..at.start], behind, self.zone)
            || has(around, NOT_SAID_ANY_MORE)
            || has(sentence, EXAMPLE)
            || has(sentence, NOT_SO)
            || self.is_denied(at, &clause)
            || ((is_dated(&without_dates_of_closures(before)) || has(around, ONE_DAY))
                && !has(around, AS_OF))
    }

    /// Whether words beside a value deny it; those inside it belong to it (not on Sundays), and
    /// "never sleeps" denies nothing.
    fn is_denied(&self, at: &Range<usize>, clause: &Range<usize>) -> bool {
        let near = self.near(at, clause);
        let before = &self.text[near.start..at.start];
        let after = &self.text[at.end..near.end];
        (has(before, DENIED) && !has(before, NEVER_ABSENT)) || has(after, DENIED)
    }

    /// The clause around a value, without what belongs to the values beside it.
    fn near(&self, at: &Range<usize>, clause: &Range<usize>) -> Range<usize> {
        let before = self.values.iter().filter(|value| value.end <= at.start);
        let after = self.values.iter().filter(|value| value.start >= at.end);
        let start = before.map(|value| value.end).max().unwrap_or(clause.start);
        let end = after.map(|value| value.start).min().unwrap_or(clause.end);
        let end = end.min(clause.end).max(at.end);
        // 24時間ではなく9:00〜21:00: what denies the one stands before the other.
        let start = if start > clause.start {
            at.start
        } else {
            clause.start
        };
        start..end
    }

    /// Whether hours are those of something that の leads on to: 9:00〜12:00の便.
    pub(super) fn leads_to_something_else(&self, at: &Range<usize>) -> bool {
        let Some(rest) = self.text[at.end..].strip_prefix('の') else {
            return false;
        };
        let start = self.text.len() - rest.len();
        let named = self
            .mentions
            .iter()
            .any(|mention| mention.at.start == start);
        !named && !OF_HOURS.iter().any(|word| rest.starts_with(word))
    }
}

/// A text without the bracket in which a closure's dates stand: 年末年始(12/29〜1/3)を除く.
fn without_dates_of_closures(text: &str) -> Cow<'_, str> {
    for (name, _) in text.match_indices(['(', '（']) {
        let is_closure = [
            "年末年始",
            "休業",
            "お盆",
            "連休",
            "夏季",
            "冬季",
            "New Year",
            "Christmas",
        ]
        .iter()
        .any(|word| text[..name].trim_end().ends_with(word));
        if is_closure && let Some(end) = text[name..].find([')', '）']) {
            return Cow::Owned(format!("{}{}", &text[..name], &text[name + end..]));
        }
    }
    Cow::Borrowed(text)
}

/// A stretch without the names of channels in it: what a desk is called is not what is said of it.
pub(super) fn beside_names<'t>(
    text: &'t str,
    mentions: &[Mention],
    stretch: Range<usize>,
) -> Cow<'t, str> {
    let names = mentions.iter().filter(|of| {
        of.who.by != By::Kind && stretch.start <= of.at.start && of.at.end <= stretch.end
    });
    let mut beside = Cow::Borrowed(&text[stretch.clone()]);
    for name in names {
        let at = name.at.start - stretch.start..name.at.end - stretch.start;
        let blank = " ".repeat(at.len());
        beside.to_mut().replace_range(at, &blank);
    }
    beside
}
