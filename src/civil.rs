//! Dates of the civil calendar.
//!
//! The one home of the date library for everybody who needs a day rather than an instant; time
//! zones and the clock belong to `host`, so nothing here can ask what time it is.

pub use jiff::civil::{Date, Weekday};

use crate::wording::{Wording, words};

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
    jiff::tz::TimeZone::get(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_whole_dates_that_exist() {
        assert!(read_date("2026-11-01").is_some());
        assert!(read_date("2024-02-29").is_some());
        for wrong in [
            "2026-02-29",
            "2026-11-1",
            "20261101",
            "2026-11-01T09:00",
            "２０２６-11-01",
            "",
        ] {
            assert!(read_date(wrong).is_none(), "{wrong}");
        }
    }
}
