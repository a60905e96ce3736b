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
