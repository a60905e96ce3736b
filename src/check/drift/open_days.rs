//! Days without hours: 年中無休, 平日のみ, "weekdays only".

use std::ops::Range;

use super::claim_words::{Pairs, lowered};
use super::claims::MOST;
use crate::dataset::{Hours, WEEK};
use crate::notation::{CalendarNames, DaySelector, HoursReading, HoursRule, read_day_key};

/// On which days somebody is said to be there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum OpenDays {
    /// On every day of the year.
    All,
    /// On every day of the week.
    EveryDayOfTheWeek,
    /// On these and no others.
    Only(Vec<DaySelector>),
}

/// Words for every day, in lower case.
const ALL: &[(&str, OpenDays)] = &[
    ("年中無休", OpenDays::All),
    ("無休", OpenDays::All),
    ("365日", OpenDays::All),
    ("365 days a year", OpenDays::All),
    ("open every day", OpenDays::EveryDayOfTheWeek),
    ("seven days a week", OpenDays::EveryDayOfTheWeek),
    ("7 days a week", OpenDays::EveryDayOfTheWeek),
];

/// Words behind the only days.
const ONLY: &[&str] = &["のみ", "だけ", "に限", " only"];

impl OpenDays {
    /// Whether the data opens on these days.
    pub(super) fn are_those_of(&self, hours: &Hours) -> bool {
        let week = hours.week.standard_week();
        let holidays = hours.week.holiday_week();
        let open_all = week.iter().chain(&holidays).all(|hours| !hours.is_empty());
        match self {
            Self::All => open_all && hours.closed_on.is_empty(),
            Self::EveryDayOfTheWeek => week.iter().all(|hours| !hours.is_empty()),
            Self::Only(days) => {
                let names = |day| days.iter().any(|named| named.names(day));
                let weekdays = WEEK
                    .iter()
                    .zip(&week)
                    .all(|(day, hours)| names(*day) != hours.is_empty());
                // Days that are named one by one leave holidays open; 平日 does not.
                let words = days.contains(&DaySelector::Weekdays);
                let closed = holidays.iter().all(Vec::is_empty);
                weekdays && (!words || closed)
            }
        }
    }
}

/// The days that a text says, outside the values found already.
pub(super) fn open_days(
    text: &str,
    values: &[Range<usize>],
    calendars: &[CalendarNames],
) -> Vec<(Range<usize>, OpenDays)> {
    let lower = lowered(text);
    let free = |at: &Range<usize>| {
        !values
            .iter()
            .any(|value| value.start < at.end && at.start < value.end)
    };
    let mut found: Vec<(Range<usize>, OpenDays)> = Vec::new();
    let pairs = Pairs::of(&lower);
    for (word, days) in ALL.iter().filter(|(word, _)| pairs.may_hold(word)) {
        for (at, _) in lower.match_indices(word).take(MOST) {
            let at = at..at + word.len();
            let known = found
                .iter()
                .any(|(other, _)| other.start <= at.start && at.end <= other.end);
            let inside_number = lower[..at.start].ends_with(|before: char| before.is_ascii_digit());
            if free(&at) && !known && !inside_number {
                found.push((at, days.clone()));
            }
        }
    }
    for word in ONLY.iter().filter(|word| pairs.may_hold(word)) {
        for (end, _) in lower.match_indices(word).take(MOST) {
            let whole = days_before(text, end, calendars);
            if let Some((start, days)) = whole
                && free(&(start..end))
            {
                let end = end + word.trim_end_matches('限').len();
                found.push((start..end, OpenDays::Only(days)));
            }
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// The days of hours, if a word behind them says that there are no others.
pub(super) fn only_days(text: &str, reading: &HoursReading) -> Option<OpenDays> {
    let said = reading.rules.iter().filter(|rule| rule.days_are_said());
    let is_only = |rule: &HoursRule| {
        let behind = &text[rule.days_at.end..];
        ONLY.iter().any(|word| behind.starts_with(word))
    };
    let open: Vec<&HoursRule> = said
        .filter(|rule| !rule.times.intervals().is_empty())
        .collect();
    let days = open.iter().map(|rule| rule.days.clone()).collect();
    open.iter()
        .any(|rule| is_only(rule))
        .then_some(OpenDays::Only(days))
}

/// The longest list of days that ends at a place.
fn days_before(
    text: &str,
    end: usize,
    calendars: &[CalendarNames],
) -> Option<(usize, Vec<DaySelector>)> {
    let before = &text[..end];
    let mut best = None;
    for (start, _) in before.char_indices().rev().take(24) {
        let part = &before[start..];
        if part.starts_with([' ', '、', ',']) {
            continue;
        }
        let inside = before[..start].ends_with(|letter: char| {
            // 営業日のみ names no Sunday.
            letter.is_ascii_alphanumeric() || matches!(letter, '\u{3400}'..='\u{9FFF}')
        });
        if let (Ok(days), false) = (read_day_key(part, calendars), inside) {
            best = Some((start, days));
        }
    }
    best.filter(|(_, days)| {
        let of_the_week = |days: &DaySelector| {
            !matches!(
                days,
                DaySelector::Nth(..) | DaySelector::Calendar(_) | DaySelector::Holidays
            )
        };
        days.iter().all(of_the_week)
    })
}
