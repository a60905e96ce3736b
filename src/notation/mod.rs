//! Notations: opening hours, days, phone numbers and reply times as people write them.
//!
//! One reader serves the dataset and the check of prose alike, so what an editor may type into a
//! table is what is understood in a sentence. Everything here is a pure function from a text to a
//! value with byte ranges into that text; nothing knows of files, channels or severities.

mod bits;
mod calendars;
mod clause_words;
mod clauses;
mod clock;
mod days;
mod error;
mod hours;
mod interval_ends;
mod latin_set;
mod letter_set;
#[cfg(test)]
mod otherwise;
mod parts_of_day;
mod phone;
mod plain;
mod points;
mod reply;
mod reply_terms;
mod scan;
mod telling;
mod times;
mod weekday;

pub use calendars::CalendarNames;
pub(crate) use calendars::KnownCalendars;
pub(crate) use days::read_days;
pub use days::{DaySelector, Nth, read_day_key};
pub use error::{NotationError, NotationErrorKind};
pub(crate) use hours::hours_in;
pub use hours::{HoursReading, HoursRule, find_hours, read_hours};
pub(crate) use letter_set::LetterSet;
pub use phone::{
    FoundPhone, Look, PhoneKind, PhoneNumber, find_phones, may_hold_phone, phone_stretches,
    read_phone,
};
pub use points::Point;
pub(crate) use points::{days_in, points_in};
pub(crate) use reply::replies_in;
pub use reply::{Amount, Count, Reply, ReplyUnit, TalkOf, find_replies, read_reply};
pub(crate) use scan::Folded;
pub use telling::{Telling, may_tell, may_tell_below, telling};
pub use times::{Interval, Times, merged, read_times};

/// Reads one time of day, `9:05` or `20:45`, in minutes since midnight; up to 48:00.
pub fn read_time_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 48 * 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_has_two_digits_behind_its_colon_and_no_more_than_two_days() {
        for (text, expected) in [
            ("0:00", Some(0)),
            (" 9:05 ", Some(545)),
            ("20:45", Some(1245)),
            ("48:00", Some(2880)),
            ("48:01", None),
            ("49:00", None),
            ("9:60", None),
            ("9:5", None),
            ("9:005", None),
            ("009:00", None),
            (":00", None),
            ("9:", None),
            ("9", None),
            ("-9:00", None),
            ("9:+5", None),
            ("９:00", None),
        ] {
            assert_eq!(read_time_of_day(text), expected, "{text}");
        }
    }
}
