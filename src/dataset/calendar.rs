//! Named sets of dates, such as 年末年始: each year from one day to another, or dated.
//!
//! Pure: a calendar answers whether it contains a date, and how its dates are written is read
//! with places, so that whoever holds the file can point at the character.

use std::ops::Range;

use crate::civil::{Date, read_date};
use crate::wording::{Wording, words};

/// A named set of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its key in the dataset.
    pub id: String,
    /// Its name as readers see it.
    pub name: Wording,
    /// Its dates.
    pub ranges: Vec<DateRange>,
}

impl Calendar {
    /// A day that both have, if there is one; one that comes back each year is looked for from `year` on.
    pub fn shares_a_day_with(&self, other: &Self, year: i16) -> Option<Date> {
        let days = |range: &DateRange| {
            // Nine years hold every yearly day: the last of February, too, around 2100.
            let (from, to) = match range {
                DateRange::Yearly { .. } => (year, year.saturating_add(8)),
                DateRange::Dated { first, last } => (first.year(), last.year()),
            };
            let first = Date::new(from, 1, 1).ok();
            std::iter::successors(first, |day| day.tomorrow().ok())
                .take_while(move |day| day.year() <= to)
        };
        let dated = |calendar: &Self| {
            calendar
                .ranges
                .iter()
                .any(|range| matches!(range, DateRange::Dated { .. }))
        };
        let (walked, asked) = if dated(self) {
            (self, other)
        } else {
            (other, self)
        };
        walked
            .ranges
            .iter()
            .flat_map(days)
            .find(|day| walked.contains(*day) && asked.contains(*day))
    }

    /// Whether a date is one of the calendar's.
    pub fn contains(&self, date: Date) -> bool {
        self.ranges.iter().any(|range| range.contains(date))
    }

    /// Whether the calendar has a date in a year or later: one whose dates are all in the past is
    /// stale.
    pub fn reaches(&self, year: i16) -> bool {
        self.ranges.iter().any(|range| match range {
            DateRange::Yearly { .. } => true,
            DateRange::Dated { last, .. } => last.year() >= year,
        })
    }
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// A day that exists in some year; February 29 does.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        Date::new(2024, month, day).ok()?;
        Some(Self { month, day })
    }

    /// The month, 1–12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.day
    }
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRange {
    /// Every year. If the last day is earlier in the year than the first, the range runs over the
    /// end of the year.
    Yearly {
        /// The first day.
        first: MonthDay,
        /// The last day.
        last: MonthDay,
    },
    /// Once.
    Dated {
        /// The first day.
        first: Date,
        /// The last day, not before the first.
        last: Date,
    },
}

impl DateRange {
    /// Whether the range never comes again after a day.
    pub fn is_over(&self, today: Date) -> bool {
        matches!(self, Self::Dated { last, .. } if *last < today)
    }

    /// Whether a date lies in the range. A yearly February 29 exists in leap years only.
    pub fn contains(&self, date: Date) -> bool {
        match self {
            Self::Dated { first, last } => (*first..=*last).contains(&date),
            Self::Yearly { first, last } => {
                let day = MonthDay {
                    month: date.month(),
                    day: date.day(),
                };
                if first <= last {
                    (*first..=*last).contains(&day)
                } else {
                    day >= *first || day <= *last
                }
            }
        }
    }
}

/// What is wrong with the dates of a calendar, and at which bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRangeError {
    /// Bytes of the given text.
    pub at: Range<usize>,
    /// What is wrong there.
    pub kind: DateRangeErrorKind,
}

/// What is wrong with the dates of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRangeErrorKind {
    /// Neither `12-29`, `2026-12-29` nor two of a kind joined by `..`.
    NotRead,
    /// A day that no calendar has, such as 02-30, or 2026-02-29.
    NoSuchDay,
    /// A dated range that ends before it begins.
    EndBeforeStart,
    /// One end with a year, the other without.
    Mixed,
}

impl DateRangeError {
    /// What is wrong, in both languages.
    pub fn words(&self) -> Wording {
        match self.kind {
            DateRangeErrorKind::NotRead => words(
                "日付として読み取れません(`12-29..01-03`、`2026-08-08..2026-08-16`、`2026-10-12` のように書きます)",
                "not dates (write `12-29..01-03`, `2026-08-08..2026-08-16` or `2026-10-12`)",
            ),
            DateRangeErrorKind::NoSuchDay => words("存在しない日付です", "there is no such day"),
            DateRangeErrorKind::EndBeforeStart => words(
                "終わりの日が始まりの日より前です",
                "the last day is before the first",
            ),
            DateRangeErrorKind::Mixed => words(
                "年のある日付と年のない日付は組み合わせられません",
                "one date has a year and the other has none",
            ),
        }
    }
}

/// One end of a range as written.
#[derive(Clone, Copy)]
enum Day {
    Yearly(MonthDay),
    Dated(Date),
}

/// Reads `12-29..01-03` (every year, may run over its end), `2026-08-08..2026-09-24`, or one day.
pub fn read_date_range(text: &str) -> Result<DateRange, DateRangeError> {
    let (first_at, last_at) = match text.find("..") {
        Some(dots) => (0..dots, dots + 2..text.len()),
        None => (0..text.len(), 0..text.len()),
    };
    let first = read_day(text, first_at)?;
    let last = read_day(text, last_at)?;
    let error = |kind| {
        Err(DateRangeError {
            at: 0..text.len(),
            kind,
        })
    };
    match (first, last) {
        (Day::Yearly(first), Day::Yearly(last)) => Ok(DateRange::Yearly { first, last }),
        (Day::Dated(first), Day::Dated(last)) if first <= last => {
            Ok(DateRange::Dated { first, last })
        }
        (Day::Dated(_), Day::Dated(_)) => error(DateRangeErrorKind::EndBeforeStart),
        _ => error(DateRangeErrorKind::Mixed),
    }
}

fn read_day(text: &str, at: Range<usize>) -> Result<Day, DateRangeError> {
    let written = &text[at.clone()];
    let indent = written.len() - written.trim_start().len();
    let day = written.trim();
    let at = at.start + indent..at.start + indent + day.len();
    let shape: Vec<usize> = day.split('-').map(str::len).collect();
    let digits = day
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let read = match (digits, &shape[..]) {
        (true, [4, 2, 2]) => read_date(day).map(Day::Dated),
        (true, [2, 2]) => month_day(day).map(Day::Yearly),
        _ => {
            return Err(DateRangeError {
                at,
                kind: DateRangeErrorKind::NotRead,
            });
        }
    };
    read.ok_or(DateRangeError {
        at,
        kind: DateRangeErrorKind::NoSuchDay,
    })
}

fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    MonthDay::new(month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(range: &str, day: &str) -> bool {
        let range = read_date_range(range).expect("a range");
        range.contains(read_date(day).expect("a date"))
    }

    #[test]
    fn yearly_ranges_may_run_over_the_end_of_the_year() {
        for day in ["2026-12-29", "2026-12-31", "2027-01-01", "2027-01-03"] {
            assert!(contains("12-29..01-03", day), "{day}");
        }
        assert!(!contains("12-29..01-03", "2027-01-04"));
        assert!(!contains("12-29..01-03", "2026-12-28"));
        assert!(contains("08-13..08-15", "2031-08-14"));
        assert!(contains("10-12", "2026-10-12") && !contains("10-12", "2026-10-13"));
    }

    #[test]
    fn the_leap_day() {
        assert!(contains("02-29", "2028-02-29"));
        assert!(!contains("02-29", "2027-03-01"));
        assert!(contains("02-25..02-29", "2027-02-28"));
        assert!(!contains("02-25..02-29", "2027-03-01"));
    }

    #[test]
    fn dated_ranges_are_once() {
        assert!(contains("2026-08-08..2026-09-24", "2026-09-24"));
        assert!(!contains("2026-08-08..2026-09-24", "2027-08-08"));
    }

    #[test]
    fn mistakes_have_places() {
        use DateRangeErrorKind as Kind;
        for (text, part, kind) in [
            ("12-29 .. 02-30", "02-30", Kind::NoSuchDay),
            ("2026-02-29", "2026-02-29", Kind::NoSuchDay),
            ("12/29", "12/29", Kind::NotRead),
            ("年末", "年末", Kind::NotRead),
            ("", "", Kind::NotRead),
            (
                "2026-09-24..2026-08-08",
                "2026-09-24..2026-08-08",
                Kind::EndBeforeStart,
            ),
            ("2026-12-29..01-03", "2026-12-29..01-03", Kind::Mixed),
        ] {
            let error = read_date_range(text).expect_err(text);
            assert_eq!((&text[error.at], error.kind), (part, kind), "{text}");
        }
    }
}
