//! What day it is: said on the command line, else by `SOURCE_DATE_EPOCH`, else by the clock.
//!
//! Read once; from then on the day is an input like any other.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::HostError;
use crate::civil::Date;
use crate::wording::words;

/// The moment of `SOURCE_DATE_EPOCH` (reproducible-builds.org), in seconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epoch(Timestamp);

impl Epoch {
    /// Reads the variable's text: digits alone, up to the year 9999.
    pub fn read(text: &str) -> Result<Self, HostError> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let moment = digits
            .then(|| text.parse().ok())
            .flatten()
            .and_then(|seconds| Timestamp::from_second(seconds).ok());
        moment.map(Self).ok_or_else(|| {
            let text: String = text.chars().take(40).collect();
            HostError::usage(words(
                format!("環境変数 `SOURCE_DATE_EPOCH` の値 `{text}` は秒数ではありません"),
                format!("`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds"),
            ))
            .help(words(
                "1970年からの秒数(例: `1798729200`)にするか、変数を消してください",
                "set it to seconds since 1970, such as `1798729200`, or unset it",
            ))
        })
    }

    /// The moment as file systems keep it.
    pub fn time(self) -> SystemTime {
        let seconds = u64::try_from(self.0.as_second()).unwrap_or(0);
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }
}

/// The epoch that the environment sets; an empty variable counts as none.
pub fn source_date_epoch() -> Result<Option<Epoch>, HostError> {
    match std::env::var_os("SOURCE_DATE_EPOCH") {
        Some(value) if !value.is_empty() => Epoch::read(&value.to_string_lossy()).map(Some),
        _ => Ok(None),
    }
}

/// The day of the build in a time zone: `as_of`, else the epoch's day, else the clock's.
///
/// An unknown zone is told at its place in the dataset; the day is then that of UTC.
pub fn today(as_of: Option<Date>, epoch: Option<Epoch>, zone: &str) -> Date {
    as_of.unwrap_or_else(|| {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let moment = epoch.map_or_else(Timestamp::now, |epoch| epoch.0);
        moment.to_zoned_datetime(zone).date()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::read_date;

    #[test]
    fn the_day_is_that_of_the_datasets_zone() {
        let epoch = Epoch::read("1798729200").ok();
        let day = |zone| today(None, epoch, zone).to_string();
        assert_eq!(day("Asia/Tokyo"), "2027-01-01");
        assert_eq!(day("UTC"), "2026-12-31");
        assert_eq!(day("Mars/Olympus"), "2026-12-31");
        let said = read_date("2026-11-01");
        assert_eq!(Some(today(said, epoch, "Asia/Tokyo")), said);
    }

    #[test]
    fn o20_an_invalid_epoch_is_a_wrong_command_line() {
        for wrong in ["", "now", "-1", "+1", "1.5", " 1", "99999999999999", "１"] {
            let error = Epoch::read(wrong).map_err(|error| error.exit_status());
            assert_eq!(error, Err(2), "{wrong:?}");
        }
    }
}
