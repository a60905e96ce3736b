//! Dates of the civil calendar, and which instants they are in a time zone.
//!
//! The one home of the date library for everybody who does not need the clock: that belongs to
//! `host`, so nothing here can ask what time it is. The time zone database is inside the program.

pub use jiff::civil::{Date, Weekday};

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::wording::{Wording, words};

/// Minutes of a day without a change of the clocks.
const DAY: u16 = 24 * 60;

/// Reads `2026-11-01` and nothing else: no time, no week dates, no other separators.
pub fn read_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if shape { text.parse().ok() } else { None }
}

/// A day in words: 2026年11月1日, 1 November 2026.
pub fn date_words(date: Date) -> Wording {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = (date.year(), date.month(), date.day());
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at));
    words(
        format!("{year}年{month}月{day}日"),
        format!("{day} {} {year}", name.unwrap_or(&"")),
    )
}

/// Whether the bundled time zone database knows a name; `Asia/Tokyo`.
pub fn is_time_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// The days from 1 January 1970 to a day.
pub fn days_since_1970(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// A day some days later.
pub fn days_later(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// An instant, in minutes since 1970 in UTC, as RFC 3339 has it: `2026-11-01T09:00:00Z`.
pub fn moment_words(instant: i64) -> String {
    Timestamp::from_second(instant.saturating_mul(60))
        .map_or_else(|_| String::new(), |moment| moment.to_string())
}

/// What the clocks of a place show at an instant, and when they show it. Instants are minutes since
/// 1970 in UTC.
#[derive(Clone, Debug)]
pub struct Clocks(TimeZone);

impl Clocks {
    /// The clocks of a time zone, if the database knows its name.
    pub fn of_zone(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// When it is a minute of a day, counted from its midnight (0–2880, from 1440 on of the next
    /// day). A time that comes twice is the first of the two; one that is left out is as much later
    /// as the clocks are moved.
    pub fn instant(&self, date: Date, minute: u16) -> Option<i64> {
        let days = minute / DAY;
        let date = days_later(date, i32::from(days))?;
        let (hour, minute) = (minute % DAY / 60, minute % 60);
        let time = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
        let instant = self.0.to_timestamp(time).ok()?;
        Some(instant.as_second().div_euclid(60))
    }

    /// The day and the minute of it (0–1439) that the clocks show.
    pub fn shown_at(&self, instant: i64) -> Option<(Date, u16)> {
        let instant = Timestamp::from_second(instant.checked_mul(60)?).ok()?;
        let shown = self.0.to_datetime(instant);
        let minute = i16::from(shown.hour()) * 60 + i16::from(shown.minute());
        Some((shown.date(), minute.unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_are_moved() {
        let clocks = Clocks::of_zone("Europe/Berlin").expect("a zone");
        let spring = read_date("2027-03-28").expect("a date");
        let at = |minute| clocks.instant(spring, minute).expect("an instant");
        assert_eq!(at(DAY) - at(0), 23 * 60, "a short day");
        assert_eq!(
            clocks.shown_at(at(150)),
            Some((spring, 210)),
            "2:30 is left out"
        );
        let autumn = read_date("2027-10-31").expect("a date");
        let at = |minute| clocks.instant(autumn, minute).expect("an instant");
        assert_eq!(at(DAY) - at(0), 25 * 60, "a long day");
        assert_eq!(at(150) - at(0), 150, "2:30 comes twice and is the first");
        assert_eq!(clocks.shown_at(at(150) + 60), Some((autumn, 150)));
        assert!(Clocks::of_zone("Mars/Olympus").is_none());
    }

    #[test]
    fn days_are_counted_from_1970() {
        let count = |text| read_date(text).map(days_since_1970);
        assert_eq!(count("1970-01-02"), Some(1));
        assert_eq!(count("2026-11-24"), Some(20_781));
    }

    #[test]
    fn reads_only_whole_dates_that_exist() {
        assert!(read_date("2026-11-01").is_some());
        assert!(read_date("2024-02-29").is_some());
        for wrong in [
            "2026-02-29",
            "2026-11-1",
            "2026/11/01",
            "2026-W45-1",
            "20261101",
            "2026-11-01T09:00",
            "２０２６-11-01",
            "",
        ] {
            assert!(read_date(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn zones_are_known_by_name_and_moments_are_printed_in_utc() {
        assert!(is_time_zone("Asia/Tokyo") && is_time_zone("UTC") && !is_time_zone("Asia/Tokio"));
        assert_eq!(moment_words(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment_words(29_892_060), "2026-11-01T09:00:00Z");
        assert_eq!(moment_words(i64::MAX), "");
    }
}
