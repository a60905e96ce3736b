//! Half statements: 21時まで, `from 9 am`, 最終入館は19時30分. Each is compared with the edge of the
//! hours that it speaks of, on the days that its sentence names.

use std::ops::Range;

use super::claim_words::{has, lowered};
use super::claims::{Claim, Finder, What};
use super::crowd::crowd_words;
use super::edge_words::{
    CLOSES_AT, CLOSING, ENTRY, GOES_ON, LAST_ENTRY, NOT_AN_EDGE, OPENING, OPENS_AT,
    OPENS_NOT_BEFORE, THERE,
};
use crate::dataset::{Hours, WEEK, WeekHours};
use crate::notation::{DaySelector, Folded, Interval, KnownCalendars, Point, days_in, points_in};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Which edge of the hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// When a desk opens.
    Opens,
    /// When it closes.
    Closes,
    /// Until when visitors are let in: when it closes, or its last entry.
    Entry,
    /// Its last entry, said as such.
    LastEntry,
}

/// A half statement.
#[derive(Clone, Debug)]
pub(super) struct HalfStatement {
    /// Which half it is.
    pub edge: Edge,
    /// The point of the day alone, in bytes of the text.
    pub clock: Range<usize>,
    /// The days that it is said of; none: of all or of some.
    pub days: Vec<DaySelector>,
    begins: Option<u16>,
    ends: Option<u16>,
    in_doubt: bool,
}

/// How a half statement fits hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Right.
    Right,
    /// Not right.
    Wrong,
    /// Nothing that could be compared.
    Silent,
}

impl HalfStatement {
    /// Whether hours open or close so on each open day that is meant; where none is, on some.
    pub(super) fn fits(&self, hours: &Hours) -> Fit {
        let week = &hours.week;
        if week.is_unknown() || self.edge == Edge::LastEntry {
            return Fit::Silent;
        }
        if week.always_open() {
            return Fit::Wrong;
        }
        let Some(days) = self.days_of(week) else {
            return Fit::Silent;
        };
        let mut open = days.iter().filter(|hours| !hours.is_empty()).peekable();
        let nothing_open = open.peek().is_none();
        let right = if self.days.is_empty() {
            open.any(|hours| self.is_edge_of(hours))
        } else {
            !nothing_open && open.all(|hours| self.is_edge_of(hours))
        };
        if right { Fit::Right } else { Fit::Wrong }
    }

    /// Whether a last entry is at this point.
    pub(super) fn fits_last_entry(&self, minute: u16) -> Fit {
        match self.edge {
            Edge::Entry | Edge::LastEntry => {
                let right = self.ends.is_some_and(|own| self.is(own, minute));
                if right { Fit::Right } else { Fit::Wrong }
            }
            Edge::Opens | Edge::Closes => Fit::Silent,
        }
    }

    /// The parts of days by which a placeholder asks for this edge: `weekdays.closes`.
    pub(super) fn forms(&self) -> Vec<String> {
        let edge = match self.edge {
            Edge::Opens => "opens",
            Edge::Closes | Edge::Entry | Edge::LastEntry => "closes",
        };
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let weekdays = self.days.is_empty() || self.days.contains(&DaySelector::Weekdays);
        let days = names.iter().zip(WEEK).filter(|(_, day)| {
            self.days.is_empty() || self.days.iter().any(|days| days.names(*day))
        });
        let days = days.map(|(name, _)| *name);
        let all = weekdays.then_some("weekdays").into_iter().chain(days);
        all.map(|day| format!("{day}.{edge}")).collect()
    }

    /// The hours of the days that are meant; `None` if some of those depend on the date.
    fn days_of(&self, week: &WeekHours) -> Option<Vec<Vec<Interval>>> {
        let (regular, holidays) = (week.standard_week(), week.holiday_week());
        if self.days.is_empty() {
            return Some(regular.into_iter().chain(holidays).collect());
        }
        let mut meant = Vec::new();
        for days in &self.days {
            match days {
                DaySelector::Nth(nth, day) => meant.push(week.on_ordinal(*nth, *day).to_vec()),
                DaySelector::Calendar(_) => return None,
                DaySelector::Holidays => meant.extend(holidays.iter().cloned()),
                _ => {
                    let named = WEEK
                        .iter()
                        .zip(&regular)
                        .filter(|(day, _)| days.names(**day));
                    meant.extend(named.map(|(_, hours)| hours.clone()));
                }
            }
        }
        Some(meant)
    }

    fn is_edge_of(&self, hours: &[Interval]) -> bool {
        hours.iter().any(|interval| match self.edge {
            Edge::Opens => self
                .begins
                .is_some_and(|own| self.is(own, interval.start())),
            _ => self.ends.is_some_and(|own| self.is(own, interval.end())),
        })
    }

    /// Whether a minute as said is one of the data: 5時 may be 17:00, and 2:00 is that of the night.
    fn is(&self, own: u16, minute: u16) -> bool {
        let later = self.in_doubt && own + DAY / 2 == minute;
        own == minute || own + DAY == minute || later
    }
}

impl Finder<'_, '_> {
    /// The half statements of the passage.
    pub(super) fn half_statements(
        &self,
        folded: &Folded,
        calendars: &KnownCalendars,
    ) -> Vec<Claim> {
        let points = points_in(folded, self.values);
        let found: Vec<_> = points
            .into_iter()
            .filter_map(|point| Some((self.edge_of(&point)?, point)))
            .collect();
        if found.is_empty() {
            return Vec::new();
        }
        let days = days_in(folded, calendars);
        let claims = found.into_iter().map(|((edge, at), point)| Claim {
            at,
            what: What::Half(HalfStatement {
                edge,
                days: self.days_around(&point.at, &days),
                clock: point.at,
                begins: point.begins,
                ends: point.ends,
                in_doubt: point.in_doubt,
            }),
        });
        claims.collect()
    }

    /// The days that stand before a point in its sentence, the nearest; else right behind it.
    fn days_around(
        &self,
        at: &Range<usize>,
        days: &[(Range<usize>, Vec<DaySelector>)],
    ) -> Vec<DaySelector> {
        let sentence = self.clauses.sentence(at);
        let clause = self.clauses.clause(at);
        let is_free = |of: &Range<usize>| {
            let inside = |value: &Range<usize>| value.start < of.end && of.start < value.end;
            !self.values.iter().any(inside)
        };
        let before = days
            .iter()
            .rev()
            .find(|(of, _)| sentence.start <= of.start && of.end <= at.start && is_free(of));
        let after = days
            .iter()
            .find(|(of, _)| at.end <= of.start && of.end <= clause.end && is_free(of));
        before
            .or(after)
            .map(|(_, days)| days.clone())
            .unwrap_or_default()
    }

    /// Which edge a point is, and what of the text says so.
    fn edge_of(&self, point: &Point) -> Option<(Edge, Range<usize>)> {
        let at = &point.at;
        let clause = self.clauses.clause(at);
        let lower = lowered(&self.text[clause.clone()]);
        let before = lower[..at.start - clause.start].trim_end();
        let after = &lower[at.end - clause.start..];
        let found = self
            .last_entry(at, before, after)
            .or_else(|| japanese(at, before, after))
            .or_else(|| {
                let sentence = self.clauses.sentence(at);
                english(at, before, &self.text[sentence.start..at.start])
            })?;
        let is_doubtful = has(&lower, NOT_AN_EDGE)
            || !crowd_words(self.text, &clause).is_empty()
            || self.is_not_claimed(&found.1)
            || self.is_about_something_else(at)
            || self.is_of_absence(at)
            || self.is_of_replies(at);
        (!is_doubtful).then_some(found)
    }

    fn last_entry(
        &self,
        at: &Range<usize>,
        before: &str,
        after: &str,
    ) -> Option<(Edge, Range<usize>)> {
        let labels = [before, self.head(), self.row];
        labels
            .iter()
            .any(|label| has(label, LAST_ENTRY))
            .then_some(())?;
        let ends = ends_well(after.strip_prefix("まで").unwrap_or(after));
        let at_point = before.is_empty()
            || ["is", "at", "are", ":", "is at", "are at", "by"]
                .iter()
                .any(|word| before.ends_with(word))
            || LAST_ENTRY.iter().any(|word| before.ends_with(word));
        (ends || at_point).then(|| (Edge::LastEntry, at.clone()))
    }
}

/// 21時まで, 9時から, 9時に開く, 17時で終了, 9:00〜
fn japanese(at: &Range<usize>, before: &str, after: &str) -> Option<(Edge, Range<usize>)> {
    let whole = |word: &str| at.start..at.end + word.len();
    let goes_on = |rest: &str| {
        let rest = rest.trim_start();
        GOES_ON.iter().any(|word| rest.starts_with(word))
            || (ends_well(rest) && !before.trim().is_empty())
    };
    if let Some(rest) = after.strip_prefix("まで") {
        let edge = if has(before, ENTRY) {
            Edge::Entry
        } else {
            Edge::Closes
        };
        return goes_on(rest).then(|| (edge, whole("まで")));
    }
    for word in ["から", "より"] {
        if let Some(rest) = after.strip_prefix(word) {
            return goes_on(rest).then(|| (Edge::Opens, whole(word)));
        }
    }
    let verb = after.trim_start_matches(['に', 'で']);
    let begins = |words: &[&str]| words.iter().any(|word| verb.starts_with(word));
    if begins(OPENING) {
        return Some((Edge::Opens, at.clone()));
    }
    if begins(CLOSING) {
        return Some((Edge::Closes, at.clone()));
    }
    let wave = after.strip_prefix(['〜', '~', '～'])?;
    (ends_well(wave) || verb_of_being(wave)).then(|| (Edge::Opens, at.clone()))
}

fn verb_of_being(rest: &str) -> bool {
    rest.starts_with("です") || rest.starts_with("受付")
}

/// `until 6 pm`, `opens at 9 am`
fn english(at: &Range<usize>, before: &str, sentence: &str) -> Option<(Edge, Range<usize>)> {
    let ends = |words: &[&str]| words.iter().any(|word| ends_in_word(before, word));
    if ends(OPENS_AT) {
        return Some((Edge::Opens, at.clone()));
    }
    // The denial is a part of what is said, and denies nothing of it.
    if let Some(word) = OPENS_NOT_BEFORE
        .iter()
        .find(|word| ends_in_word(before, word))
    {
        let start = at.start.checked_sub(word.len() + 1)?;
        return Some((Edge::Opens, start..at.end));
    }
    if ends(CLOSES_AT) {
        return Some((Edge::Closes, at.clone()));
    }
    if !has(sentence, THERE) {
        return None;
    }
    let words = [
        ("until", Edge::Closes),
        ("till", Edge::Closes),
        ("up to", Edge::Closes),
        ("from", Edge::Opens),
    ];
    words.into_iter().find_map(|(word, edge)| {
        // One space stands between the two.
        let start = at.start.checked_sub(word.len() + 1)?;
        ends_in_word(before, word).then_some((edge, start..at.end))
    })
}

fn ends_in_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// Whether nothing more is said in the clause.
fn ends_well(rest: &str) -> bool {
    let being = [
        "です",
        "でございます",
        "となります",
        "となっております",
        "だ",
    ];
    let rest = rest.trim();
    let rest = being
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    rest.trim_matches(|mark: char| " 。、,.;)）」!！\n|／/".contains(mark))
        .is_empty()
}
