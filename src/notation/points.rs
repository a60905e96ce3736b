//! Single points of the day in running text: `21時まで`, `from 9 am`, `last entry 8:45 pm`.
//!
//! What a point says (that a desk opens, closes, takes its last visitor) stands in the words around
//! it, and those are for who knows of desks. Here it is only found, and what minute it may be.

use std::ops::Range;

use super::calendars::KnownCalendars;
use super::clock::ClockShape;
use super::days::{Commas, DaySelector, day_list};
use super::hours;
use super::letter_set::LetterSet;
use super::scan::{Cursor, Folded, is_han};

/// A point of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What says it, in bytes of the text.
    pub at: Range<usize>,
    /// Minutes since midnight if something begins then.
    pub begins: Option<u16>,
    /// Minutes since midnight if something ends then; midnight is 1440.
    pub ends: Option<u16>,
    /// Whether it may be twelve hours later, since nothing says which half of the day is meant.
    pub in_doubt: bool,
}

/// Finds points of the day outside the stretches that are `taken` already.
pub(crate) fn points_in(folded: &Folded, taken: &[Range<usize>]) -> Vec<Point> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.count() {
        let mut cursor = Cursor::at(folded, place);
        place += 1;
        if !may_begin(cursor) {
            continue;
        }
        let start = cursor.place();
        let Some(shape) = ClockShape::read(&mut cursor) else {
            continue;
        };
        let at = cursor.since(start);
        // 10:30:45 and 9:00-12 are more than a point.
        let goes_on = cursor.peek().is_some_and(|next| {
            next.is_ascii_digit()
                || (":-/.".contains(next)
                    && cursor
                        .peek_after(1)
                        .is_some_and(|after| after.is_ascii_digit()))
        });
        let is_taken = taken
            .iter()
            .any(|other| other.start < at.end && at.start < other.end);
        if !shape.is_marked() || goes_on || is_taken {
            continue;
        }
        place = cursor.place();
        found.push(Point {
            at,
            begins: shape.as_beginning(),
            ends: shape.as_end(),
            in_doubt: shape.is_in_doubt(),
        });
    }
    found
}

/// Finds days that are named, with the bytes of each list.
pub(crate) fn days_in(
    folded: &Folded,
    calendars: &KnownCalendars,
) -> Vec<(Range<usize>, Vec<DaySelector>)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.count() {
        let mut cursor = Cursor::at(folded, place);
        place += 1;
        if !hours::may_begin(cursor, calendars) {
            continue;
        }
        let start = cursor.place();
        if let Some(days) = day_list(&mut cursor, calendars, Commas::Cross) {
            let days = days.into_iter().map(|(day, _)| day).collect();
            found.push((cursor.since(start), days));
            place = cursor.place();
        }
    }
    found
}

/// Letters of three bytes with which points of the day begin.
static WIDE_BEGINNINGS: LetterSet =
    LetterSet::of("おあひよ午朝早昼夕夜晩深未翌正真〇一二三四五六七八九十零百");

fn may_begin(cursor: Cursor<'_>) -> bool {
    let Some(letter) = cursor.peek() else {
        return false;
    };
    let begins = match letter {
        '0'..='9' => true,
        'a' | 'p' => cursor.peek_after(1) == Some('m'),
        'm' | 'n' => cursor.begins_like(&[*b"mid", *b"noo"]),
        _ => WIDE_BEGINNINGS.has(letter),
    };
    if !begins {
        return false;
    }
    let Some(before) = cursor.previous() else {
        return true;
    };
    if letter.is_ascii_alphanumeric() {
        return !(before.is_ascii_alphanumeric() || cursor.is_tied(":.-/月第"));
    }
    !(is_han(letter) && is_han(before) && "〇一二三四五六七八九十".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The points of a text as `what is said: begins ends`, with a question mark where the half of the day is in doubt.
    fn points(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let minute = |minute: Option<u16>| {
            minute.map_or("-".to_owned(), |minute| {
                format!("{}:{:02}", minute / 60, minute % 60)
            })
        };
        let points = points_in(&folded, &[]).into_iter();
        points
            .map(|point| {
                let doubt = if point.in_doubt { "?" } else { "" };
                let (begins, ends) = (minute(point.begins), minute(point.ends));
                format!("{}: {begins} {ends}{doubt}", &text[point.at.clone()])
            })
            .collect()
    }

    #[test]
    fn points_of_the_day_are_found_as_people_say_them() {
        for (text, expected) in [
            ("受付は21時まで", &["21時: 21:00 21:00"][..]),
            ("9時半から", &["9時半: 9:30 9:30?"]),
            ("9時15分に開く", &["9時15分: 9:15 9:15?"]),
            ("午後５時まで", &["午後５時: 17:00 17:00"]),
            ("夜9時まで", &["夜9時: 21:00 21:00"]),
            (
                "正午から真夜中まで",
                &["正午: 12:00 12:00", "真夜中: 0:00 24:00"],
            ),
            ("翌2:00まで", &["翌2:00: 26:00 26:00"]),
            ("翌日の0時", &["翌日の0時: 24:00 24:00"]),
            ("0時まで", &["0時: 0:00 24:00"]),
            ("二一時まで", &["二一時: 21:00 21:00"]),
            ("受付:9:00", &["9:00: 9:00 9:00?"]),
            ("opens at 9 am", &["9 am: 9:00 9:00"]),
            ("am 9 or pm5", &["am 9: 9:00 9:00", "pm5: 17:00 17:00"]),
            ("until 9.30 pm.", &["9.30 pm: 21:30 21:30"]),
            (
                "noon, midnight",
                &["noon: 12:00 12:00", "midnight: 0:00 24:00"],
            ),
            ("12 noon", &["12 noon: 12:00 12:00"]),
            ("2:00 the next day", &["2:00 the next day: 26:00 26:00"]),
            ("13:00", &["13:00: 13:00 13:00"]),
            ("12:59", &["12:59: 12:59 12:59?"]),
            // What is none.
            ("10:30:45", &[]),
            ("第9時限、1.9時", &[]),
            ("9時15人", &[]),
            ("9:5", &[]),
            ("9:00-12", &[]),
            ("9:00/10", &[]),
            ("9.30", &[]),
            ("2時間", &[]),
            ("第三時", &[]),
            ("program 9, amount, mid, nook", &[]),
            ("x9am", &[]),
            ("25:00", &["25:00: 25:00 25:00"]),
            ("49:00", &["49:00: - -"]),
            ("9:60", &["9:60: - -?"]),
        ] {
            assert_eq!(points(text), expected, "{text}");
        }
    }

    #[test]
    fn a_point_in_hours_that_were_found_is_none_of_its_own() {
        let text = "9:00〜17:00、21時";
        let folded = Folded::new(text);
        let comma = text.find('、').expect("a comma");
        let behind = comma + '、'.len_utf8();
        // One that begins where they end is apart.
        for hours in [0..comma, 0..behind] {
            let found = points_in(&folded, std::slice::from_ref(&hours));
            assert!(
                found.len() == 1 && found[0].at == (behind..text.len()),
                "{found:?}"
            );
        }
        let found = points_in(&folded, std::slice::from_ref(&(behind..text.len())));
        assert!(
            found.iter().all(|point| point.at.end <= behind),
            "{found:?}"
        );
    }

    #[test]
    fn days_are_found_where_they_are_named() {
        let text = "土日は休み。第2水曜です。Mon and Tue";
        let calendars = KnownCalendars::new(&[]);
        let found = days_in(&Folded::new(text), &calendars);
        let said: Vec<(&str, usize)> = found
            .iter()
            .map(|(at, days)| (&text[at.clone()], days.len()))
            .collect();
        assert_eq!(said, [("土日", 1), ("第2水曜", 1), ("Mon and Tue", 2)]);
    }
}
