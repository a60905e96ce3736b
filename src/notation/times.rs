//! The hours of one day: `09:00-12:00, 13:00-18:00`, `午前9時から午後5時半`, `24h`, `closed`.

use std::ops::Range;

use super::clock::{ClockShape, DAY};
use super::error::{NotationError, NotationErrorKind};
use super::interval_ends::{INTRODUCING, ends_like_hours, goes_on};
use super::scan::{Cursor, Folded};

/// A stretch of time in minutes since midnight of the day on which it opens: `start < end ≤ 2880`,
/// so 22:00–26:00 is one interval of the day it begins on. The end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Interval {
    start: u16,
    end: u16,
}

impl Interval {
    /// The whole day, 0:00 to 24:00.
    pub const WHOLE_DAY: Self = Self { start: 0, end: DAY };

    /// An interval, unless it is empty, backward, or ends after 48:00.
    pub fn new(start: u16, end: u16) -> Option<Self> {
        (start < end && end <= 2 * DAY).then_some(Self { start, end })
    }

    /// Minutes since midnight at which it begins.
    pub fn start(self) -> u16 {
        self.start
    }

    /// Minutes since midnight before which it ends; more than 1440 on the next day.
    pub fn end(self) -> u16 {
        self.end
    }
}

/// Intervals sorted, with those that overlap or touch made one.
pub fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
    for interval in intervals {
        match merged.last_mut() {
            Some(last) if interval.start <= last.end => last.end = last.end.max(interval.end),
            _ => merged.push(interval),
        }
    }
    merged
}

/// When a day is open. What [`read_times`] gives is sorted, and no two intervals overlap or touch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Times {
    /// Not at all.
    Closed,
    /// In these intervals, of which there is at least one.
    Open(Vec<Interval>),
}

impl Times {
    /// The intervals, none if closed.
    pub fn intervals(&self) -> &[Interval] {
        match self {
            Self::Closed => &[],
            Self::Open(intervals) => intervals,
        }
    }

    /// Hours from intervals in any order; those that touch or overlap become one.
    pub fn of(intervals: Vec<Interval>) -> Self {
        if intervals.is_empty() {
            Self::Closed
        } else {
            Self::Open(merged(intervals))
        }
    }

    /// These hours without those of `breaks`, as in 9:00〜17:00(12:00〜13:00を除く).
    pub(crate) fn without(&self, breaks: &Self) -> Self {
        let mut left = self.intervals().to_vec();
        for taken in breaks.intervals() {
            left = left
                .iter()
                .flat_map(|open| {
                    [
                        Interval::new(open.start, open.end.min(taken.start)),
                        Interval::new(open.start.max(taken.end), open.end),
                    ]
                })
                .flatten()
                .collect();
        }
        Self::of(left)
    }

    /// The whole day.
    pub fn all_day() -> Self {
        Self::Open(vec![Interval::WHOLE_DAY])
    }
}

/// Reads the hours of one day, the whole of `text`.
pub fn read_times(text: &str) -> Result<Times, NotationError> {
    let folded = Folded::new(text);
    let mut cursor = Cursor::new(&folded);
    cursor.skip_spaces();
    if cursor.is_done() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    eat_noise(&mut cursor);
    let times = if eat_closed(&mut cursor) {
        Times::Closed
    } else {
        match times(&mut cursor, Bare::Allowed) {
            Some(times) => times?,
            None => return Err(not_read(&cursor)),
        }
    };
    eat_noise(&mut cursor);
    if cursor.is_done() {
        Ok(times)
    } else {
        Err(not_read(&cursor))
    }
}

/// The rest of the text cannot be read.
pub(crate) fn not_read(cursor: &Cursor<'_>) -> NotationError {
    NotationError::new(cursor.rest(), NotationErrorKind::HoursNotRead)
}

/// No day has more; a text that goes on is not read as one, however long it is.
const MOST_INTERVALS: usize = 12;

/// Whether `10-15` may be a time: it may where hours are expected, not in running text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    /// Two bare numbers are an interval.
    Allowed,
    /// At least one end must say that it is a time; 9.00 to 17.30 does, since days stand before it.
    AfterDays,
    /// At least one end must say that it is a time.
    Refused,
}

/// Words around hours that add nothing to them.
const NOISE: &[&str] = &[
    "営業時間",
    "受付時間",
    "対応時間",
    "営業",
    "受付",
    "対応",
    "開館",
    "診療",
    "に営業",
    "です",
    "hours",
    "opening hours",
    "open",
    "from",
];

/// Reads spaces, colons and words that add nothing.
pub(crate) fn eat_noise(cursor: &mut Cursor<'_>) {
    loop {
        cursor.skip_spaces();
        if !(cursor.eat_one_of(NOISE) || cursor.eat_any(&[':', '.', '。'])) {
            return;
        }
    }
}

/// Reads a word for "closed".
pub(crate) fn eat_closed(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat_one_of(&[
        "closed",
        "shut",
        "off",
        "休み",
        "お休み",
        "定休",
        "定休日",
        "休業",
        "休業日",
        "休止",
        "休館",
        "休館日",
        "休診",
        "休診日",
        "受付なし",
        "営業なし",
    ])
}

/// Reads the whole day or a list of intervals; `None` if none is here.
pub(crate) fn times(cursor: &mut Cursor<'_>, bare: Bare) -> Option<Result<Times, NotationError>> {
    if eat_all_day(cursor) {
        return Some(Ok(Times::all_day()));
    }
    let first = match interval(cursor, bare)? {
        Ok(first) => first,
        Err(error) => return Some(Err(error)),
    };
    let mut found = vec![first];
    while found.len() < MOST_INTERVALS {
        let mut ahead = *cursor;
        eat_separator(&mut ahead);
        match interval(&mut ahead, bare) {
            Some(Ok(next)) => found.push(next),
            Some(Err(error)) => return Some(Err(error)),
            None => break,
        }
        *cursor = ahead;
    }
    Some(no_overlap(&found).map(|()| {
        let intervals = found.into_iter().map(|(interval, _)| interval).collect();
        Times::of(intervals)
    }))
}

/// Intervals of one day must not share time; touching is allowed.
fn no_overlap(found: &[(Interval, Range<usize>)]) -> Result<(), NotationError> {
    for (place, (later, at)) in found.iter().enumerate() {
        let overlaps = found[..place]
            .iter()
            .any(|(earlier, _)| earlier.start < later.end && later.start < earlier.end);
        if overlaps {
            return Err(NotationError::new(at.clone(), NotationErrorKind::Overlap));
        }
    }
    Ok(())
}

fn eat_separator(cursor: &mut Cursor<'_>) {
    cursor.skip_spaces();
    if cursor.eat_any(&[',', '・', '/', '&']) {
        cursor.skip_spaces();
    }
    if cursor.eat_one_of(&["and", "および", "及び", "と"]) {
        cursor.skip_spaces();
        cursor.eat_char(',');
    }
    cursor.skip_spaces();
}

/// `24時間`, `24h`, `24 hours a day`, `終日`.
fn eat_all_day(cursor: &mut Cursor<'_>) -> bool {
    if cursor.eat_one_of(&[
        "終日",
        "all day",
        "all day long",
        "round the clock",
        "around the clock",
    ]) {
        return true;
    }
    let mut ahead = *cursor;
    if ahead.number() != Some(24) {
        return false;
    }
    if ahead.peek() == Some(' ') || ahead.peek() == Some('-') {
        ahead.advance();
    }
    let found = ahead.eat_one_of(&["時間", "h", "hours", "hour", "hours a day"]);
    if !found || is_a_length(*cursor, ahead) {
        return false;
    }
    *cursor = ahead;
    true
}

/// Whether 24 hours are how long something takes (`24時間以内`, `within 24 hours`) rather than when
/// somebody is there.
fn is_a_length(before: Cursor<'_>, after: Cursor<'_>) -> bool {
    let leading = [
        "within", "in", "after", "every", "next", "least", "about", "to", "than", "約", "後",
    ];
    let trailing = [
        "以",
        "後",
        "前",
        "ごと",
        "毎",
        "ほど",
        "程度",
        "くらい",
        "ぐらい",
        "経",
        "かか",
        "弱",
        "強",
    ];
    let mut tail = after;
    // 24時間で届く is a length, 24時間です is none.
    if tail.eat("で")
        && !matches!(
            tail.peek(),
            None | Some('す' | 'し' | 'あ' | 'は' | 'も' | ',' | '。')
        )
    {
        return true;
    }
    let mut tail = after;
    tail.skip_spaces();
    let later = tail.eat_one_of(&["later", "after", "or less", "or more", "before"]);
    later
        || leading.iter().any(|word| before.follows(word))
        || trailing.iter().any(|word| {
            let mut ahead = after;
            ahead.eat(word)
        })
}

/// Reads `from TIME to TIME` in any of its spellings, with its bytes.
fn interval(
    cursor: &mut Cursor<'_>,
    bare: Bare,
) -> Option<Result<(Interval, Range<usize>), NotationError>> {
    let mut ahead = *cursor;
    let between = ahead.eat("between");
    let from = between || ahead.eat("from");
    if from {
        ahead.skip_spaces();
    }
    let start = ahead.place();
    let read = |cursor: &mut Cursor<'_>| match bare {
        Bare::Refused => ClockShape::read(cursor),
        Bare::Allowed | Bare::AfterDays => ClockShape::read_dotted(cursor),
    };
    let opens = read(&mut ahead)?;
    if !eat_range_mark(&mut ahead, between) {
        return None;
    }
    let closes = read(&mut ahead)?;
    let marked = opens.is_marked() || closes.is_marked();
    // In running text 3:16〜18 is a verse: whoever writes minutes first writes them again.
    let in_doubt = !marked || (opens.has_colon() && !closes.is_marked());
    if goes_on(&ahead, &closes) {
        return None;
    }
    if bare != Bare::Allowed && in_doubt {
        // "From 9 to 5" is said of desks, and of much else: whoever knows of desks looks at it again.
        let introduced = from || INTRODUCING.iter().any(|word| cursor.follows(word));
        let introduced = introduced && !marked;
        let office = introduced
            .then(|| opens.as_office_hours(&closes))
            .flatten()?;
        return ends_like_hours(&ahead).then(|| {
            *cursor = ahead;
            Ok((office, cursor.since(start)))
        });
    }
    ahead.eat_one_of(&["まで", "迄", "の間"]);
    *cursor = ahead;
    let at = cursor.since(start);
    Some(opens.resolve_pair(&closes).map(|(start, end)| {
        let interval = Interval { start, end };
        (interval, at)
    }))
}

/// Reads what stands between the two ends of an interval.
pub(crate) fn eat_range_mark(cursor: &mut Cursor<'_>, between: bool) -> bool {
    cursor.skip_spaces();
    let found = cursor.eat_any(&['~', '-', 'ー', '→'])
        || cursor.eat_one_of(&["から", "より", "to", "until", "till", "through", "thru"])
        || (between && cursor.eat("and"));
    cursor.skip_spaces();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Vec<(u16, u16)> {
        let times = read_times(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let of = |interval: &Interval| (interval.start(), interval.end());
        times.intervals().iter().map(of).collect()
    }

    fn hours(text: &str) -> (u16, u16) {
        match minutes(text)[..] {
            [one] => one,
            ref other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn nine_to_half_past_five_in_many_spellings() {
        for text in [
            "09:00-17:30",
            "9:00〜17:30",
            "９：００～１７：３０",
            "午前9時から午後5時半",
            "午前九時から午後五時半まで",
            "9 am to 5:30 pm",
            "9am-5:30pm",
            "9–5:30 p.m.",
            "AM9:00〜PM5:30",
            "9時〜17時30分",
            "9時から17時半まで",
            "朝9時から夕方5時半",
            "from 9:00 to 17:30",
            "between 9 am and 5:30 pm",
            "営業時間: 9:00〜17:30",
            "9:00ー17:30",
        ] {
            assert_eq!(hours(text), (540, 1050), "{text}");
        }
    }

    #[test]
    fn words_for_points_of_the_day() {
        for (text, expected) in [
            ("朝9時から夜9時", (540, 1260)),
            ("9時~21時", (540, 1260)),
            ("9〜21時", (540, 1260)),
            ("10-15", (600, 900)),
            ("午後1時〜5時", (780, 1020)),
            ("夜7時〜10時", (1140, 1320)),
            ("9-11am", (540, 660)),
            ("昼11時〜12時", (660, 720)),
            ("18時〜深夜26時", (1080, 1560)),
            ("1-5pm", (780, 1020)),
            ("正午から深夜0時", (720, 1440)),
            ("noon to midnight", (720, 1440)),
            ("midnight to noon", (0, 720)),
            ("深夜0時から朝5時", (0, 300)),
            ("12 noon - 12:30 pm", (720, 750)),
            ("12 am - 12 pm", (0, 720)),
            ("午前0時〜正午", (0, 720)),
            ("9:00〜24:00", (540, 1440)),
            ("9:00〜0:00", (540, 1440)),
            ("22:00-26:00", (1320, 1560)),
            ("22:00〜翌2:00", (1320, 1560)),
            ("22時〜深夜2時", (1320, 1560)),
            ("午後10時から翌朝5時", (1320, 1740)),
            ("10 pm to 2 am", (1320, 1560)),
            ("22:00–2:00 the next day", (1320, 1560)),
            ("0:00-翌24:00", (0, 2880)),
        ] {
            assert_eq!(hours(text), expected, "{text}");
        }
    }

    #[test]
    fn several_intervals_whole_days_and_none() {
        let split = vec![(540, 720), (780, 1080)];
        for text in [
            "09:00-12:00, 13:00-18:00",
            "13:00-18:00, 09:00-12:00",
            "9時〜12時、13時〜18時",
            "9:00〜12:00・13:00〜18:00",
            "9 am to noon and 1 pm to 6 pm",
        ] {
            assert_eq!(minutes(text), split, "{text}");
        }
        assert_eq!(hours("09:00-12:00, 12:00-18:00"), (540, 1080));
        for text in [
            "24h",
            "24時間",
            "二十四時間",
            "24 hours",
            "終日",
            "24時間営業",
        ] {
            assert_eq!(hours(text), (0, 1440), "{text}");
        }
        for text in ["closed", "休み", " 定休日 ", "お休み"] {
            assert_eq!(read_times(text), Ok(Times::Closed), "{text}");
        }
    }

    #[test]
    fn mistakes_are_named_where_they_are() {
        use NotationErrorKind as Kind;
        let cases: &[(&str, &str, Kind)] = &[
            ("9:00-", "9:00-", Kind::HoursNotRead),
            ("9:00-17:00 くらい", "くらい", Kind::HoursNotRead),
            ("25:00-49:00", "49:00", Kind::HourTooLate),
            ("9:00-17:60", "17:60", Kind::MinuteTooLate),
            ("9:00-12:00, 11:00-13:00", "11:00-13:00", Kind::Overlap),
            ("朝15時〜18時", "朝15時", Kind::PartOfDay),
            ("9時〜午後12時", "午後12時", Kind::AmbiguousTwelve),
            ("9:00-48:01", "48:01", Kind::HourTooLate),
            ("  ", "  ", Kind::Empty),
        ];
        for (text, part, kind) in cases {
            let error = read_times(text).expect_err(text);
            assert_eq!((&text[error.at], &error.kind), (*part, kind), "{text}");
        }
        for (text, open, close) in [
            ("18:00-9:00", 1080, 540),
            ("9:00-9:00", 540, 540),
            ("9 am to 8 am", 540, 480),
        ] {
            let error = read_times(text).expect_err(text);
            assert_eq!(error.kind, Kind::CloseBeforeOpen { open, close }, "{text}");
        }
    }
}
