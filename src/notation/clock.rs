//! One point of the day as people say it: `9:00`, `午後5時半`, `9 pm`, `正午`, `翌2:00`.
//!
//! Reading has two steps. The *shape* ([`ClockShape`]) is what is written; what minute it means
//! may depend on the other end of the interval (`9-5pm`, `午後1時〜5時`, `22時〜深夜2時`), so only
//! a pair of shapes becomes minutes ([`ClockShape::resolve_pair`]).

use std::ops::Range;

use super::error::{NotationError, NotationErrorKind};
use super::parts_of_day::{PARTS_BEFORE, PARTS_LATIN, Part, hour_in_part};
use super::scan::Cursor;
use super::times::Interval;

/// Minutes of a day.
pub(crate) const DAY: u16 = 24 * 60;

/// Before this hour no office opens: "from 5 to 8" is the evening.
const EARLIEST_OPENING: u16 = 6;

/// What is written for a point of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    /// Hour and minute as written.
    Hour(u32, u32),
    /// 正午, noon
    Noon,
    /// 真夜中, midnight: 0:00 at the beginning of an interval, 24:00 at its end.
    Midnight,
}

/// A point of the day as written.
#[derive(Clone, Debug)]
pub(crate) struct ClockShape {
    face: Face,
    part: Option<Part>,
    next_day: bool,
    marked: bool,
    with_colon: bool,
    at: Range<usize>,
}

impl ClockShape {
    /// Reads a point of the day, or nothing. A bare number is one too; see [`Self::is_marked`].
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let mut ahead = *cursor;
        let start = ahead.place();
        let mut next_day = ahead.eat_one_of(&["翌日", "翌朝", "翌"]);
        if next_day {
            ahead.eat("の");
        }
        let mut part = ahead
            .eat_from(PARTS_BEFORE)
            .or_else(|| latin_part_before(&mut ahead));
        if part.is_some() {
            // 午前の9時, 午後は5時, 午前: 9:00
            ahead.eat_one_of(&["の", "は", "が"]);
            ahead.eat_char(':');
            ahead.skip_spaces();
        }
        let (face, mut marked) = read_face(&mut ahead)?;
        if part.is_none() {
            part = part_after(&mut ahead, face);
        }
        marked |= part.is_some();
        next_day |= eat_next_day(&mut ahead);
        *cursor = ahead;
        let at = cursor.since(start);
        Some(Self {
            face,
            part,
            next_day,
            marked,
            with_colon: cursor.has_since(start, ':'),
            at,
        })
    }

    /// The same where hours are expected: `9.00` is one, too.
    pub(crate) fn read_dotted(cursor: &mut Cursor<'_>) -> Option<Self> {
        let mut ahead = *cursor;
        let start = ahead.place();
        let hour = ahead.number().filter(|hour| *hour <= 24);
        if let Some(hour) = hour
            && ahead.place() - start <= 2
            && ahead.eat_char('.')
        {
            let place = ahead.place();
            let minute = ahead.number().filter(|minute| *minute < 60);
            let mut after = ahead;
            after.skip_spaces();
            let is_longer = matches!(ahead.peek(), Some('.' | ','))
                && ahead
                    .peek_after(1)
                    .is_some_and(|next| next.is_ascii_digit());
            let has_part = after.eat_from(PARTS_LATIN).is_some();
            if let Some(minute) = minute
                && ahead.place() - place == 2
                && !is_longer
                && !has_part
            {
                *cursor = ahead;
                return Some(Self {
                    face: Face::Hour(hour, minute),
                    part: None,
                    next_day: eat_next_day(cursor),
                    marked: true,
                    with_colon: true,
                    at: cursor.since(start),
                });
            }
        }
        Self::read(cursor)
    }

    /// Whether more than a number says that this is a time: `9:00`, `9時`, `9 am`, not `9`.
    pub(crate) fn is_marked(&self) -> bool {
        self.marked
    }

    /// Whether it is written as `9:00`.
    pub(crate) fn has_colon(&self) -> bool {
        self.with_colon
    }

    /// Its minute if something begins then.
    pub(crate) fn as_beginning(&self) -> Option<u16> {
        self.minutes(Side::Beginning).ok()
    }

    /// Its minute if something ends then; 0:00 is the end of the day.
    pub(crate) fn as_end(&self) -> Option<u16> {
        let minute = self.minutes(Side::End).ok()?;
        Some(if minute == 0 { DAY } else { minute })
    }

    /// Whether nothing says which half of the day is meant: 5時まで.
    pub(crate) fn is_in_doubt(&self) -> bool {
        let early = matches!(self.face, Face::Hour(1..=12, _));
        early && self.part.is_none() && !self.next_day
    }

    /// The minutes since midnight of the opening day that two shapes mean as beginning and end.
    pub(crate) fn resolve_pair(&self, end: &Self) -> Result<(u16, u16), NotationError> {
        let mut opens = self.minutes(Side::Beginning)?;
        let mut closes = end.minutes(Side::End)?;
        if let (None, Some(part @ (Part::Am | Part::Pm))) = (self.part, end.part) {
            opens = self.with_part_of_the_end(part, closes)?;
        }
        if closes <= opens && !end.next_day {
            closes = end.later_than(opens, closes, self.part);
        }
        let kind = if closes <= opens {
            NotationErrorKind::CloseBeforeOpen {
                open: opens,
                close: closes,
            }
        } else if closes > 2 * DAY {
            NotationErrorKind::HourTooLate
        } else {
            return Ok((opens, closes));
        };
        Err(NotationError::new(self.at.start..end.at.end, kind))
    }

    /// Two bare numbers as the hours of an office: `9 to 5` is 9:00–17:00, `1 to 5` the afternoon.
    pub(crate) fn as_office_hours(&self, end: &Self) -> Option<Interval> {
        let hour = |shape: &Self| match shape.face {
            Face::Hour(hour @ 1..=12, 0) => u16::try_from(hour).ok(),
            _ => None,
        };
        let (opens, closes) = (hour(self)?, hour(end)?);
        let opens = if opens < EARLIEST_OPENING {
            opens + 12
        } else {
            opens
        };
        let closes = if closes <= opens { closes + 12 } else { closes };
        Interval::new(opens * 60, closes * 60)
    }

    /// `9-11am` begins in the morning, `9-5pm` too, `1-5pm` in the afternoon: the half of the day
    /// of the end if that lies before the end, else the other half.
    fn with_part_of_the_end(&self, part: Part, closes: u16) -> Result<u16, NotationError> {
        if !matches!(self.face, Face::Hour(1..=12, _)) {
            return self.minutes(Side::Beginning);
        }
        let in_half = |part| {
            let shape = Self {
                part: Some(part),
                ..self.clone()
            };
            shape.minutes(Side::Beginning)
        };
        let same_half = in_half(part)?;
        if same_half < closes {
            return Ok(same_half);
        }
        in_half(if part == Part::Am { Part::Pm } else { Part::Am })
    }

    /// An end that would lie before the beginning, where the words say which later time is meant.
    fn later_than(&self, opens: u16, closes: u16, opening_part: Option<Part>) -> u16 {
        let small_hours = matches!(
            self.part,
            Some(Part::Am | Part::Gozen | Part::Morning | Part::SmallHours)
        );
        let afternoon = matches!(
            opening_part,
            Some(Part::Pm | Part::Gogo | Part::Midday | Part::Evening | Part::Night)
        );
        if closes == 0 && opens < DAY {
            return DAY;
        }
        if small_hours && opens >= DAY / 2 {
            return closes + DAY;
        }
        if self.part.is_none() && afternoon && closes <= DAY / 2 {
            return closes + DAY / 2;
        }
        closes
    }

    /// Minutes since midnight of this shape alone.
    fn minutes(&self, side: Side) -> Result<u16, NotationError> {
        let error = |kind| Err(NotationError::new(self.at.clone(), kind));
        let (hour, minute) = match self.face {
            Face::Noon => (12, 0),
            Face::Midnight if side == Side::Beginning || self.next_day => (0, 0),
            Face::Midnight => (24, 0),
            Face::Hour(hour, minute) => match hour_in_part(hour, minute, self.part) {
                Ok(hour) => (hour, minute),
                Err(kind) => return error(kind),
            },
        };
        if minute > 59 {
            return error(NotationErrorKind::MinuteTooLate);
        }
        let days = u32::from(self.next_day);
        let total = hour
            .saturating_add(24 * days)
            .saturating_mul(60)
            .saturating_add(minute);
        match u16::try_from(total) {
            Ok(total) if total <= 2 * DAY => Ok(total),
            _ => error(NotationErrorKind::HourTooLate),
        }
    }
}

/// Which end of an interval a shape is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Beginning,
    End,
}

/// `AM9:00`, `pm 5`: the word must stand before a number, or it is a word of a sentence.
fn latin_part_before(cursor: &mut Cursor<'_>) -> Option<Part> {
    for (word, part) in [("am", Part::Am), ("pm", Part::Pm)] {
        let letters: Vec<char> = word.chars().collect();
        let here = cursor.peek() == letters.first().copied()
            && cursor.peek_after(1) == letters.get(1).copied();
        let spaces = usize::from(cursor.peek_after(2) == Some(' '));
        let number = cursor
            .peek_after(2 + spaces)
            .is_some_and(|next| next.is_ascii_digit());
        if here && number {
            cursor.advance();
            cursor.advance();
            return Some(part);
        }
    }
    None
}

/// What is written, and whether more than a number says that it is a time.
fn read_face(cursor: &mut Cursor<'_>) -> Option<(Face, bool)> {
    if cursor.eat_one_of(&["正午", "noon"]) {
        return Some((Face::Noon, true));
    }
    if cursor.eat_one_of(&["真夜中", "midnight"]) {
        return Some((Face::Midnight, true));
    }
    let latin = cursor.peek()?.is_ascii_digit();
    let start = cursor.place();
    let hour = cursor.number()?;
    if latin && cursor.place() - start > 2 {
        return None;
    }
    if cursor.eat_char(':') {
        let place = cursor.place();
        let minute = cursor.number()?;
        return (cursor.place() - place == 2).then_some((Face::Hour(hour, minute), true));
    }
    if let Some(minute) = dotted_minute(cursor) {
        return Some((Face::Hour(hour, minute), true));
    }
    if cursor.peek() == Some('時') && cursor.peek_after(1) != Some('間') {
        cursor.advance();
        return Some((Face::Hour(hour, minute_after_hour(cursor)), true));
    }
    latin.then_some((Face::Hour(hour, 0), false))
}

/// `.30` in `9.30 am`; without `am` or `pm` it is a number.
fn dotted_minute(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    if !ahead.eat_char('.') {
        return None;
    }
    let place = ahead.place();
    let minute = ahead.number()?;
    let mut after = ahead;
    after.skip_spaces();
    let is_time = ahead.place() - place == 2 && after.eat_from(PARTS_LATIN).is_some();
    is_time.then(|| {
        *cursor = ahead;
        minute
    })
}

/// `半` or `30分` after `9時`.
fn minute_after_hour(cursor: &mut Cursor<'_>) -> u32 {
    if cursor.eat("半") {
        return 30;
    }
    let mut ahead = *cursor;
    match ahead.number() {
        Some(minute) if ahead.eat("分") => {
            *cursor = ahead;
            minute
        }
        _ => 0,
    }
}

/// `9 am`, `12 noon`.
fn part_after(cursor: &mut Cursor<'_>, face: Face) -> Option<Part> {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let part = match face {
        Face::Hour(..) => ahead.eat_from(PARTS_LATIN),
        Face::Noon | Face::Midnight => None,
    };
    let part = match (part, face) {
        (None, Face::Hour(12, 0)) if ahead.eat("noon") => Some(Part::Pm),
        (part, _) => part,
    };
    if part.is_some() {
        *cursor = ahead;
    }
    part
}

/// `2:00 the next day`.
fn eat_next_day(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let found = ahead.eat_one_of(&[
        "the next day",
        "next day",
        "(next day)",
        "(翌日)",
        "the following day",
    ]);
    if found {
        *cursor = ahead;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::scan::Folded;
    use super::*;

    /// Two shapes with a dash between them.
    fn shapes(text: &str) -> (ClockShape, ClockShape) {
        let folded = Folded::new(text);
        let mut cursor = Cursor::new(&folded);
        let opens = ClockShape::read(&mut cursor).expect("a beginning");
        assert!(cursor.eat_char('-'), "{text}");
        let closes = ClockShape::read(&mut cursor).expect("an end");
        assert!(cursor.is_done(), "{text}");
        (opens, closes)
    }

    #[test]
    fn what_one_end_means_the_other_may_say() {
        let hour = |hour: u16| hour * 60;
        for (text, expected) in [
            ("9-11am", Some((hour(9), hour(11)))),
            ("9-5pm", Some((hour(9), hour(17)))),
            ("1-5pm", Some((hour(13), hour(17)))),
            ("5-5pm", Some((hour(5), hour(17)))),
            ("13-5pm", Some((hour(13), hour(17)))),
            ("午後1時-5時", Some((hour(13), hour(17)))),
            ("午後1時-13時", None),
            ("22時-深夜2時", Some((hour(22), hour(26)))),
            ("12時-午前0時", Some((hour(12), hour(24)))),
            ("20:00-0:00", Some((hour(20), hour(24)))),
            ("20:00-真夜中", Some((hour(20), hour(24)))),
            ("真夜中-9:00", Some((0, hour(9)))),
            ("18時-翌2:00", Some((hour(18), hour(26)))),
            ("9:00-9:00", None),
            ("17:00-9:00", None),
            ("9:00-49:00", None),
        ] {
            let (opens, closes) = shapes(text);
            assert_eq!(opens.resolve_pair(&closes).ok(), expected, "{text}");
        }
    }

    #[test]
    fn bare_numbers_are_the_hours_of_an_office() {
        for (text, expected) in [
            ("9-5", Some("9:00-17:00")),
            ("1-5", Some("13:00-17:00")),
            ("5-8", Some("17:00-20:00")),
            ("6-8", Some("6:00-8:00")),
            ("8-12", Some("8:00-12:00")),
            ("12-1", Some("12:00-13:00")),
            ("9-9", Some("9:00-21:00")),
            ("9-13", None),
            ("9:30-5", None),
        ] {
            let (opens, closes) = shapes(text);
            let expected = expected.map(|hours| {
                let (opens, closes) = hours.split_once('-').expect("two times");
                let minute = |time| super::super::read_time_of_day(time).expect("a time");
                Interval::new(minute(opens), minute(closes)).expect("hours")
            });
            assert_eq!(opens.as_office_hours(&closes), expected, "{text}");
        }
    }

    #[test]
    fn a_point_may_stand_before_minutes_where_hours_are_expected() {
        let read = |text: &str| {
            let folded = Folded::new(text);
            let shape = ClockShape::read_dotted(&mut Cursor::new(&folded))?;
            shape.is_marked().then(|| shape.as_beginning()).flatten()
        };
        for (text, expected) in [
            ("9.30", Some(570)),
            ("09.30", Some(570)),
            ("24.00", Some(1440)),
            ("9.30, 10", Some(570)),
            ("9.30 pm", Some(1290)),
            ("9.30.1", None),
            ("9.30,5", None),
            ("9.3", None),
            ("9.300", None),
            ("9.75", None),
            ("25.00", None),
            ("009.00", None),
            ("9", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
