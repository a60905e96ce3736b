//! What a passage claims: hours, reply times.

use std::borrow::Cow;
use std::ops::Range;

use super::answer_words::{ANSWERING, ARRIVING, AUTOMATIC, NO_ANSWER, NO_LIMIT};
use super::bare::is_bare;
use super::claim_words::{AVOIDED, CLOSED_AFTER, NEVER_CLOSED, RESTRICTED, has, lowered, position};
use super::clauses::Clauses;
use super::compare::only_closes;
use super::crowd::{Narrowing, narrowing, of_head};
use super::edge_words::THERE;
use super::edges::HalfStatement;
use super::open_days::{OpenDays, only_days, open_days};
use super::parts_of_day::{PartOfDay, parts_of_day};
use super::scope::Around;
use super::speech::Mention;
use super::unclaimed::beside_names;
use crate::notation::{
    DaySelector, Folded, HoursReading, HoursRule, KnownCalendars, Reply, TalkOf, Times, hours_in,
    read_days, replies_in,
};
use crate::page::prose::{Passage, Role};

/// Something that a passage says of a channel.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// What stands there, in bytes of the words.
    pub at: Range<usize>,
    /// What it says.
    pub what: What,
}

/// What is claimed.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// When somebody is there.
    Hours {
        /// Days and times.
        reading: HoursReading,
        /// 24 hours every day, with words that take some of it back.
        restricted: bool,
        /// 年中無休: not one day closed.
        never_closed: bool,
        /// 平日のみ9:00〜17:00: on no other days.
        only: Option<OpenDays>,
        /// The busy or the quiet hours, all of them or some.
        crowd: Option<Narrowing>,
    },
    /// How long an answer takes.
    Reply(Reply),
    /// On which days somebody is there.
    Days(OpenDays),
    /// When somebody begins or ceases to be there.
    Half(HalfStatement),
    /// That a part of the day is busy or quiet.
    PartOfDay(PartOfDay),
}

/// Which hours are spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crowd {
    /// 混む
    Busy,
    /// 空いている
    Quiet,
}

impl Crowd {
    /// The field of the data.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Quiet => "quiet",
        }
    }
}

/// What a passage says that can be compared.
pub(super) struct Said<'p> {
    /// The words that are read.
    pub text: &'p str,
    /// The claims.
    pub claims: Vec<Claim>,
    /// The clauses.
    pub clauses: Clauses<'p>,
    /// The names of channels.
    pub mentions: Vec<Mention>,
}

/// More of a kind than any passage says: what goes on is made to be slow.
pub(super) const MOST: usize = 64;

impl Said<'_> {
    /// A stretch without the names of channels in it.
    pub(super) fn beside_names(&self, stretch: Range<usize>) -> Cow<'_, str> {
        beside_names(self.text, &self.mentions, stretch)
    }
}

/// The claims of a passage, of which `text` is the beginning.
pub(super) fn claims<'p>(passage: &'p Passage, text: &'p str, around: &Around<'_>) -> Said<'p> {
    let speech = around.speech;
    let folded = Folded::new(text);
    let mut hours = hours_in(&folded, &speech.known_calendars);
    hours.truncate(MOST);
    let mut values: Vec<Range<usize>> = hours.iter().map(|(at, _)| at.clone()).collect();
    let row = row_head_of(passage)
        .or(around.row_head.as_deref())
        .unwrap_or_default();
    let talk = if has(head_of(passage), ANSWERING) || has(row, ANSWERING) {
        TalkOf::Answers
    } else {
        TalkOf::Anything
    };
    let replies: Vec<(Range<usize>, Reply)> = replies_in(&folded, talk)
        .into_iter()
        .filter(|(at, _)| !values.iter().any(|value| overlap(value, at)))
        .take(MOST)
        .collect();
    values.extend(replies.iter().map(|(at, _)| at.clone()));
    values.sort_by_key(|value| value.start);
    let days = open_days(text, &values, &speech.calendars);
    let clauses = Clauses::new(text, &values);
    let mentions = speech.mentions_in(&folded, &passage.words, text);
    let nearest = passage.above.first().or(passage.before.as_ref());
    let finder = Finder {
        passage,
        row,
        above: [nearest, around.headings.first()]
            .map(|words| words.map_or("", |words| words.beginning())),
        text,
        clauses: &clauses,
        values: &values,
        mentions: &mentions,
        zone: &speech.zone,
    };
    let mut claims: Vec<Claim> = hours
        .into_iter()
        .filter_map(|(at, reading)| {
            let reading = finder.on_days_of_the_row(reading, &speech.known_calendars);
            finder.hours(at, reading)
        })
        .collect();
    claims.extend(
        replies
            .into_iter()
            .filter_map(|(at, reply)| finder.reply(at, reply)),
    );
    claims.extend(finder.half_statements(&folded, &speech.known_calendars));
    let days = days
        .into_iter()
        .filter(|(at, _)| !finder.is_not_claimed(at) && !finder.is_about_something_else(at));
    claims.extend(days.map(|(at, days)| Claim {
        at,
        what: What::Days(days),
    }));
    let parts = parts_of_day(text, &clauses).into_iter();
    // 正午 as the end of hours is no part of the day.
    let parts = parts.filter(|part| {
        let is_value = finder.values.iter().any(|value| overlap(value, &part.at));
        !is_value && !finder.is_not_claimed(&part.at)
    });
    claims.extend(parts.map(|part| Claim {
        at: part.at.clone(),
        what: What::PartOfDay(part),
    }));
    Said {
        text,
        claims,
        clauses,
        mentions,
    }
}

/// The head of a cell's column.
pub(super) fn head_of(passage: &Passage) -> &str {
    match &passage.role {
        Role::Cell { row, column } if !row.cells.is_empty() => {
            let head = row.heads.get(*column);
            head.map_or("", |head| head.beginning())
        }
        _ => "",
    }
}

/// The first cell of a cell's row.
fn row_head_of(passage: &Passage) -> Option<&str> {
    match &passage.role {
        Role::Cell { row, column } if *column > 0 => row.cells.first().map(|cell| cell.beginning()),
        _ => None,
    }
}

/// The days that a label names, if it names nothing else.
fn days_of_label(label: &str, known: &KnownCalendars) -> Option<Vec<DaySelector>> {
    if label.is_empty() || label.chars().count() > 24 {
        return None;
    }
    read_days(label, known).ok()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

pub(super) struct Finder<'f, 'p> {
    pub(super) passage: &'p Passage,
    /// What the first cell of the row says.
    pub(super) row: &'f str,
    /// What stands above: the item or paragraph, the heading.
    pub(super) above: [&'f str; 2],
    pub(super) text: &'p str,
    pub(super) clauses: &'f Clauses<'p>,
    pub(super) values: &'f [Range<usize>],
    /// The names of channels.
    pub(super) mentions: &'f [Mention],
    /// The time zone of the data.
    pub(super) zone: &'f str,
}

impl Finder<'_, '_> {
    fn hours(&self, at: Range<usize>, reading: HoursReading) -> Option<Claim> {
        let clause = self.clauses.clause(&at);
        if self.is_not_claimed(&at) {
            return None;
        }
        let after = &self.text[at.end..clause.end.max(at.end)];
        if (is_bare(&self.text[at.clone()]) && !has(&self.text[self.clauses.sentence(&at)], THERE))
            || self.is_about_something_else(&at)
            || self.leads_to_something_else(&at)
            || self.is_of_absence(&at)
            || has(&self.text[self.clauses.sentence(&at)], AVOIDED)
            || self.is_of_replies(&at)
            || (only_closes(&reading)
                && ["だけ", "のみ"].iter().any(|word| after.starts_with(word)))
            || CLOSED_AFTER
                .iter()
                .any(|word| after.trim_start().starts_with(word))
        {
            return None;
        }
        let all_day = reading
            .rules
            .iter()
            .all(|rule| rule.times == Times::all_day());
        let restriction = if all_day {
            self.restriction(&at, &clause)
        } else {
            None
        };
        let restricted = restriction.is_some();
        let whole = restriction.unwrap_or_else(|| at.clone());
        let days = reading
            .rules
            .iter()
            .map(|rule| &self.text[rule.days_at.clone()]);
        Some(Claim {
            what: What::Hours {
                never_closed: days.into_iter().any(|days| has(days, NEVER_CLOSED)),
                restricted,
                only: only_days(self.text, &reading),
                crowd: narrowing(self.text, &self.with_what_follows(&at, clause), &at)
                    .or_else(|| of_head(self.head())),
                reading,
            },
            at: whole,
        })
    }

    /// A clause with what it is the condition of: 9時から11時にかけると、すぐつながります.
    fn with_what_follows(&self, at: &Range<usize>, clause: Range<usize>) -> Range<usize> {
        let behind = self.text[at.end..clause.end.max(at.end)].trim_end_matches(['、', ',', ' ']);
        let is_condition = ["と", "ば", "たら", "なら", "だと"]
            .iter()
            .any(|word| behind.ends_with(word));
        if is_condition {
            clause.start..self.clauses.sentence(at).end
        } else {
            clause
        }
    }

    /// Hours without days in a row, or below a head, that is those of some days: | 平日 | 9:00〜17:00 |.
    fn on_days_of_the_row(&self, reading: HoursReading, known: &KnownCalendars) -> HoursReading {
        let unsaid = reading.rules.iter().all(|rule| !rule.days_are_said());
        let labels = [self.row, self.head()];
        let named = labels
            .into_iter()
            .find_map(|label| days_of_label(label, known));
        let Some(days) = named.filter(|_| unsaid) else {
            return reading;
        };
        let of_each = |rule: &HoursRule| {
            // The days stand elsewhere; the hours are the place that tells of them.
            let of = |day: &DaySelector| HoursRule {
                days: day.clone(),
                days_at: rule.times_at.clone(),
                ..rule.clone()
            };
            days.iter().map(of).collect::<Vec<_>>()
        };
        HoursReading {
            rules: reading.rules.iter().flat_map(of_each).collect(),
        }
    }

    /// Hours with the words that take some of them back: before them, or in the bracket behind them.
    fn restriction(&self, at: &Range<usize>, clause: &Range<usize>) -> Option<Range<usize>> {
        let before = lowered(&self.text[clause.start..at.start]);
        let found = RESTRICTED
            .iter()
            .filter_map(|word| position(&before, word))
            .min();
        if let Some(start) = found {
            return Some(clause.start + start..at.end);
        }
        let behind = &self.text[at.end..self.clauses.sentence(at).end];
        let bracket = behind
            .starts_with(['(', '（'])
            .then(|| behind.find([')', '）']))
            .flatten();
        let end = bracket.map_or(clause.end.max(at.end), |end| at.end + end);
        let words = &self.text[at.end..end];
        let closing = bracket
            .and_then(|end| behind[end..].chars().next())
            .map_or(0, char::len_utf8);
        has(words, RESTRICTED).then(|| at.start..end + closing)
    }

    fn reply(&self, at: Range<usize>, reply: Reply) -> Option<Claim> {
        if self.is_not_claimed(&at) {
            return None;
        }
        let behind = self.text[at.end..].trim_start();
        if NO_LIMIT.iter().any(|word| behind.starts_with(word)) {
            return None;
        }
        let clause = &*self.beside_names(self.clauses.clause(&at));
        let sentence = &*self.beside_names(self.clauses.sentence(&at));
        let answers = has(clause, ANSWERING);
        if has(clause, AUTOMATIC) {
            return None;
        }
        // An answer arrives, too, if the sentence speaks of one.
        let of_answers = has(sentence, ANSWERING);
        let other = |text: &str| has(text, NO_ANSWER) || (!of_answers && has(text, ARRIVING));
        if !answers && (other(clause) || other(self.head())) {
            return None;
        }
        let spoken_of = answers
            || (of_answers && !other(sentence))
            || has(self.head(), ANSWERING)
            || has(self.row, ANSWERING)
            || self
                .above
                .iter()
                .any(|above| has(above, ANSWERING) && !has(above, NO_ANSWER))
            || self.is_label(&at);
        spoken_of.then_some(Claim {
            what: What::Reply(reply),
            at,
        })
    }

    pub(super) fn beside_names(&self, stretch: Range<usize>) -> Cow<'_, str> {
        beside_names(self.text, self.mentions, stretch)
    }

    pub(super) fn head(&self) -> &str {
        head_of(self.passage)
    }

    /// Whether a value stands behind a name or a colon, and nothing else is said: メール: 1〜2営業日.
    fn is_label(&self, at: &Range<usize>) -> bool {
        let clause = self.clauses.clause(at);
        let before = self.text[clause.start..at.start].trim_end();
        let after = self.text[at.end..clause.end].trim();
        let end = clause.start + before.len();
        let is_name = self
            .mentions
            .iter()
            .any(|mention| mention.at.end == end && mention.at.start <= clause.start + 1);
        (is_name || before.ends_with([':', '：']))
            && after
                .trim_end_matches(['。', '.', '\n', '·', '、', ',', ' ', '|', '／'])
                .is_empty()
            && before.chars().count() < 24
    }
}
