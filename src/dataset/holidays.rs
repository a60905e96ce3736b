//! Public holidays by law, computed, so that no list of dates ages in the program.
//!
//! Japan: 国民の祝日に関する法律 (昭和23年法律第178号) as it stands since 2022: article 2 names the days, article
//! 3(2) moves one that falls on a Sunday to the next day that is none, article 3(3) adds a day
//! between two. The equinox days follow the usual formula of astronomical almanacs and are official
//! only once the Cabinet has announced them the February before; a dataset can add and remove
//! dates. 2020 and 2021 had moved holidays, and after 2099 the formula needs other constants:
//! outside 2022–2099 nothing is claimed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::civil::{Date, Weekday};
use crate::wording::{Wording, words};

/// The years for which the Japanese rules below are right.
const JAPANESE_YEARS: RangeInclusive<i16> = 2022..=2099;

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: Wording,
}

/// Whose law says which days are holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Law {
    /// Japan.
    Japan,
    /// A region whose law is not known here: only added dates are holidays.
    Unlisted,
}

/// The public holidays of a region, with dates added and removed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayLaw {
    law: Law,
    added: BTreeMap<Date, Wording>,
    removed: BTreeSet<Date>,
}

impl HolidayLaw {
    /// The law of a region, by its ISO country code. Only `JP` is known; elsewhere no day is a
    /// holiday unless it is added.
    pub fn of_region(region: &str) -> Self {
        let law = if region.eq_ignore_ascii_case("JP") {
            Law::Japan
        } else {
            Law::Unlisted
        };
        Self {
            law,
            added: BTreeMap::new(),
            removed: BTreeSet::new(),
        }
    }

    /// The same law with one more holiday.
    #[must_use]
    pub fn with(mut self, date: Date, name: Wording) -> Self {
        self.removed.remove(&date);
        self.added.insert(date, name);
        self
    }

    /// The same law without a holiday on a date.
    #[must_use]
    pub fn without(mut self, date: Date) -> Self {
        self.added.remove(&date);
        self.removed.insert(date);
        self
    }

    /// Whether a date is a public holiday; unknown outside the years the rules are right for.
    pub fn is_holiday(&self, date: Date) -> Option<bool> {
        if self.removed.contains(&date) {
            return Some(false);
        }
        if self.added.contains_key(&date) {
            return Some(true);
        }
        match self.law {
            Law::Unlisted => Some(false),
            Law::Japan => JAPANESE_YEARS
                .contains(&date.year())
                .then(|| japanese_holiday(date).is_some()),
        }
    }

    /// The public holidays of a year in order; unknown outside the years the rules are right for.
    pub fn holidays_of(&self, year: i16) -> Option<Vec<Holiday>> {
        let mut holidays = BTreeMap::new();
        if self.law == Law::Japan {
            if !JAPANESE_YEARS.contains(&year) {
                return None;
            }
            let mut day = Date::new(year, 1, 1).ok();
            while let Some(date) = day.filter(|date| date.year() == year) {
                if let Some(name) = japanese_holiday(date) {
                    holidays.insert(date, name);
                }
                day = date.tomorrow().ok();
            }
        }
        for (date, name) in self.added.iter().filter(|(date, _)| date.year() == year) {
            holidays.insert(*date, name.clone());
        }
        holidays.retain(|date, _| !self.removed.contains(date));
        let of = |(date, name)| Holiday { date, name };
        Some(holidays.into_iter().map(of).collect())
    }
}

/// The name of the Japanese public holiday on a date, with articles 3(2) and 3(3).
fn japanese_holiday(date: Date) -> Option<Wording> {
    if let Some((ja, en)) = named_day(date) {
        return Some(words(ja, en));
    }
    if is_substitute(date) {
        return Some(words("振替休日", "Substitute Holiday"));
    }
    let between = neighbour(date, -1).is_some_and(|day| named_day(day).is_some())
        && neighbour(date, 1).is_some_and(|day| named_day(day).is_some());
    between.then(|| words("国民の休日", "Citizens' Holiday"))
}

/// Article 3(2): the first day after a holiday on a Sunday that is not itself a holiday.
fn is_substitute(date: Date) -> bool {
    let mut day = neighbour(date, -1);
    while let Some(before) = day.filter(|before| named_day(*before).is_some()) {
        if before.weekday() == Weekday::Sunday {
            return true;
        }
        day = neighbour(before, -1);
    }
    false
}

/// The day before (-1) or after (1).
fn neighbour(date: Date, step: i8) -> Option<Date> {
    if step < 0 {
        date.yesterday().ok()
    } else {
        date.tomorrow().ok()
    }
}

/// Article 2: the names in Japanese and in the Cabinet Office's English.
fn named_day(date: Date) -> Option<(&'static str, &'static str)> {
    let monday = |nth: i8| date.weekday() == Weekday::Monday && (date.day() - 1) / 7 + 1 == nth;
    Some(match (date.month(), date.day()) {
        (1, 1) => ("元日", "New Year's Day"),
        (1, _) if monday(2) => ("成人の日", "Coming of Age Day"),
        (2, 11) => ("建国記念の日", "National Foundation Day"),
        (2, 23) => ("天皇誕生日", "The Emperor's Birthday"),
        (3, day) if day == equinox(date.year(), 20.8431) => ("春分の日", "Vernal Equinox Day"),
        (4, 29) => ("昭和の日", "Showa Day"),
        (5, 3) => ("憲法記念日", "Constitution Memorial Day"),
        (5, 4) => ("みどりの日", "Greenery Day"),
        (5, 5) => ("こどもの日", "Children's Day"),
        (7, _) if monday(3) => ("海の日", "Marine Day"),
        (8, 11) => ("山の日", "Mountain Day"),
        (9, _) if monday(3) => ("敬老の日", "Respect for the Aged Day"),
        (9, day) if day == equinox(date.year(), 23.2488) => ("秋分の日", "Autumnal Equinox Day"),
        (10, _) if monday(2) => ("スポーツの日", "Sports Day"),
        (11, 3) => ("文化の日", "Culture Day"),
        (11, 23) => ("勤労感謝の日", "Labour Thanksgiving Day"),
        _ => return None,
    })
}

/// The day of March (`base` 20.8431) or September (23.2488) of an equinox in Japan, 1980–2099.
fn equinox(year: i16, base: f64) -> i8 {
    let since = f64::from(year - 1980);
    let day = (base + 0.242_194 * since - (since / 4.0).floor()).floor();
    // A day of a month: 19–24 for every year of the formula, so nothing is cut off.
    #[expect(clippy::cast_possible_truncation)]
    let day = day as i8;
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::read_date;

    fn date(text: &str) -> Date {
        read_date(text).expect("a date")
    }

    #[test]
    fn the_eighteen_of_2026() {
        let law = HolidayLaw::of_region("JP");
        let days: Vec<String> = law
            .holidays_of(2026)
            .expect("a known year")
            .iter()
            .map(|holiday| format!("{} {}", holiday.date, holiday.name.ja))
            .collect();
        assert_eq!(days.len(), 18);
        assert!(days.contains(&"2026-05-06 振替休日".to_owned()));
        assert!(days.contains(&"2026-09-22 国民の休日".to_owned()));
        assert!(days.contains(&"2026-03-20 春分の日".to_owned()));
    }

    #[test]
    fn dates_can_be_added_and_removed_and_old_years_are_unknown() {
        let founding = date("2026-10-01");
        let law = HolidayLaw::of_region("JP")
            .with(founding, words("創立記念日", "Founding Day"))
            .without(date("2026-11-23"));
        assert_eq!(law.is_holiday(founding), Some(true));
        assert_eq!(law.is_holiday(date("2026-11-23")), Some(false));
        assert_eq!(law.is_holiday(date("2021-01-01")), None);
        assert_eq!(law.holidays_of(2021), None);
        let elsewhere = HolidayLaw::of_region("US");
        assert_eq!(elsewhere.is_holiday(date("2026-01-01")), Some(false));
        assert_eq!(elsewhere.holidays_of(2026), Some(Vec::new()));
    }
}
