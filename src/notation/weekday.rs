//! The seven days of the week, as letters, words and abbreviations.

use super::scan::{Cursor, is_han};
use crate::civil::Weekday;

/// A weekday: `月`, `月曜日`, `mon`, `Mondays`.
pub(crate) fn weekday(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let start = cursor.place();
    if let Some(day) = cursor.eat_from(LATIN_DAYS) {
        // `Mon.` is a short form; behind `Mondays` a full stop ends the sentence.
        if !cursor.has_since(start, 'y') {
            cursor.eat_char('.');
        }
        return Some(day);
    }
    let mut ahead = *cursor;
    let day = ahead.eat_from(HAN_DAYS)?;
    let is_whole = ahead.eat("曜日") || ahead.eat("曜");
    let another_word = ahead.peek().is_some_and(|next| {
        let may_follow = "月火水木金土日祝平第最年休定除以営受毎午正朝夜翌一二三四五六七八九十";
        !is_whole && is_han(next) && !may_follow.contains(next)
    });
    if another_word {
        return None;
    }
    *cursor = ahead;
    Some(day)
}

const HAN_DAYS: &[(&str, Weekday)] = &[
    ("月", Weekday::Monday),
    ("火", Weekday::Tuesday),
    ("水", Weekday::Wednesday),
    ("木", Weekday::Thursday),
    ("金", Weekday::Friday),
    ("土", Weekday::Saturday),
    ("日", Weekday::Sunday),
];

const LATIN_DAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Monday),
    ("monday", Weekday::Monday),
    ("mondays", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("tuesday", Weekday::Tuesday),
    ("tuesdays", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("wednesday", Weekday::Wednesday),
    ("wednesdays", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("thursday", Weekday::Thursday),
    ("thursdays", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("friday", Weekday::Friday),
    ("fridays", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("saturday", Weekday::Saturday),
    ("saturdays", Weekday::Saturday),
    ("sun", Weekday::Sunday),
    ("sunday", Weekday::Sunday),
    ("sundays", Weekday::Sunday),
];
