//! Days as people say them: `mon-fri`, `平日`, `土日祝`, `第2・第4土曜`, `last-fri`, a calendar's name.

use std::ops::Range;

use super::calendars::{CalendarNames, KnownCalendars};
use super::error::{NotationError, NotationErrorKind};
use super::scan::{Cursor, Folded};
use super::weekday::weekday;
use crate::civil::Weekday;

/// Which of a month's same weekdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nth {
    /// Days 1–7.
    First,
    /// Days 8–14.
    Second,
    /// Days 15–21.
    Third,
    /// Days 22–28.
    Fourth,
    /// Day 29 and later, where the month has one.
    Fifth,
    /// The last seven days, which may be the fourth or the fifth.
    Last,
}

/// Which days a rule is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DaySelector {
    /// Every day, public holidays too.
    Everyday,
    /// 平日: Monday to Friday without public holidays.
    Weekdays,
    /// Saturday and Sunday.
    Weekends,
    /// One day of the week.
    Day(Weekday),
    /// From one day of the week to another, both included; may run over the week's end.
    Range(Weekday, Weekday),
    /// An ordinal day of the month.
    Nth(Nth, Weekday),
    /// Public holidays.
    Holidays,
    /// The days of a calendar, by its id.
    Calendar(String),
}

impl DaySelector {
    /// Whether a range, a single day, or one of the words for several days names this weekday.
    /// Ordinals, holidays and calendars depend on the date, and name none.
    pub fn names(&self, weekday: Weekday) -> bool {
        let saturday = Weekday::Saturday.to_monday_zero_offset();
        let day = weekday.to_monday_zero_offset();
        match self {
            Self::Everyday => true,
            Self::Weekdays => day < saturday,
            Self::Weekends => day >= saturday,
            Self::Day(named) => *named == weekday,
            Self::Range(first, last) => {
                let (first, last) = (first.to_monday_zero_offset(), last.to_monday_zero_offset());
                if first <= last {
                    (first..=last).contains(&day)
                } else {
                    day >= first || day <= last
                }
            }
            Self::Nth(..) | Self::Holidays | Self::Calendar(_) => false,
        }
    }
}

/// Days with the bytes that name each.
pub(crate) type NamedDays = Vec<(DaySelector, Range<usize>)>;

/// Reads a key of an hours table, the whole of `text`: one or several days (`土日祝` is two).
pub fn read_day_key(
    text: &str,
    calendars: &[CalendarNames],
) -> Result<Vec<DaySelector>, NotationError> {
    read_days(text, &KnownCalendars::new(calendars))
}

/// The same with calendars that are known already.
pub(crate) fn read_days(
    text: &str,
    calendars: &KnownCalendars,
) -> Result<Vec<DaySelector>, NotationError> {
    let folded = Folded::new(text);
    let mut cursor = Cursor::new(&folded);
    cursor.skip_spaces();
    if cursor.is_done() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    let days = day_list(&mut cursor, calendars, Commas::Cross);
    cursor.skip_spaces();
    match days {
        Some(days) if cursor.is_done() => Ok(days.into_iter().map(|(day, _)| day).collect()),
        _ => Err(NotationError::new(
            cursor.rest(),
            NotationErrorKind::DayNotRead,
        )),
    }
}

/// A list of days names no more: a longer one is hostile, and is read up to here.
const MOST_DAYS: usize = 24;

/// Whether a list of days goes on after a comma.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commas {
    /// It does: `Mon, Wed`.
    Cross,
    /// It does not: `weekdays, Sat 10-15` are two lists.
    StopAt,
}

/// Reads one or several days, separated or not (`月・水`, `土日祝`, `Sat and Sun`).
pub(crate) fn day_list(
    cursor: &mut Cursor<'_>,
    calendars: &KnownCalendars,
    commas: Commas,
) -> Option<NamedDays> {
    let mut ahead = *cursor;
    let mut days = day_item(&mut ahead, calendars)?;
    while days.len() < MOST_DAYS {
        *cursor = ahead;
        let comma = eat_day_separator(&mut ahead);
        if comma && commas == Commas::StopAt {
            break;
        }
        let Some(more) = day_item(&mut ahead, calendars) else {
            break;
        };
        days.extend(more);
    }
    if days.len() >= MOST_DAYS {
        *cursor = ahead;
    }
    Some(with_weekends_joined(days))
}

/// `土・日` means the weekend, as `土日` does.
fn with_weekends_joined(days: NamedDays) -> NamedDays {
    let mut joined: NamedDays = Vec::with_capacity(days.len());
    for (day, at) in days {
        match (joined.last_mut(), &day) {
            (
                Some((last @ DaySelector::Day(Weekday::Saturday), last_at)),
                DaySelector::Day(Weekday::Sunday),
            ) => {
                *last = DaySelector::Weekends;
                last_at.end = at.end;
            }
            _ => joined.push((day, at)),
        }
    }
    joined
}

/// Reads what may stand between two days, and tells whether it was a comma.
fn eat_day_separator(cursor: &mut Cursor<'_>) -> bool {
    cursor.skip_spaces();
    let comma = cursor.eat_char(',');
    if comma || cursor.eat_any(&['・', '/', '&', '+']) {
        cursor.skip_spaces();
    }
    cursor.eat_one_of(&["and", "or", "および", "及び", "ならびに", "と", "や"]);
    cursor.skip_spaces();
    comma
}

/// One day, range, ordinal list, word for several days, or calendar.
fn day_item(cursor: &mut Cursor<'_>, calendars: &KnownCalendars) -> Option<NamedDays> {
    let mut ahead = *cursor;
    let start = ahead.place();
    if let Some(id) = calendars.eat(&mut ahead) {
        let day = DaySelector::Calendar(id.to_owned());
        *cursor = ahead;
        return Some(vec![(day, cursor.since(start))]);
    }
    let mut after_word = ahead;
    if let Some(word) = after_word.eat_from(WORDS)
        && after_word.peek() != Some('曜')
    {
        // Not その他の日曜, which is one weekday.
        *cursor = after_word;
        return Some(vec![(word.selector(), cursor.since(start))]);
    }
    for _ in 0..MOST_PREFIXES {
        if !ahead.eat_one_of(PREFIXES) {
            break;
        }
        ahead.skip_spaces();
    }
    let start = ahead.place();
    let days = if let Some(id) = calendars.eat(&mut ahead) {
        vec![DaySelector::Calendar(id.to_owned())]
    } else if let Some(word) = ahead.eat_from(WORDS) {
        vec![word.selector()]
    } else if let Some(ordinals) = ordinal_days(&mut ahead) {
        ordinals
    } else {
        vec![day_or_range(&mut ahead)?]
    };
    *cursor = ahead;
    let at = cursor.since(start);
    Some(days.into_iter().map(|day| (day, at.clone())).collect())
}

/// As many such words as stand before one day: "on every other".
const MOST_PREFIXES: usize = 4;

/// Words before a day that do not change which day it is.
const PREFIXES: &[&str] = &[
    "毎週",
    "毎月",
    "その他の",
    "ほかの",
    "他の",
    "other",
    "the",
    "every",
    "each",
    "on",
    "all",
    "any",
    "over",
    "during",
];

/// A word for several days.
#[derive(Clone, Copy)]
enum Word {
    Everyday,
    Weekdays,
    Weekends,
    Holidays,
}

impl Word {
    fn selector(self) -> DaySelector {
        match self {
            Self::Everyday => DaySelector::Everyday,
            Self::Weekdays => DaySelector::Weekdays,
            Self::Weekends => DaySelector::Weekends,
            Self::Holidays => DaySelector::Holidays,
        }
    }
}

const WORDS: &[(&str, Word)] = &[
    ("everyday", Word::Everyday),
    ("every day", Word::Everyday),
    ("daily", Word::Everyday),
    ("all week", Word::Everyday),
    ("7 days a week", Word::Everyday),
    ("seven days a week", Word::Everyday),
    ("7 days", Word::Everyday),
    ("365 days a year", Word::Everyday),
    ("365 days", Word::Everyday),
    ("all year round", Word::Everyday),
    ("毎日", Word::Everyday),
    ("年中無休", Word::Everyday),
    ("無休", Word::Everyday),
    ("365日", Word::Everyday),
    ("全日", Word::Everyday),
    ("その他の日", Word::Everyday),
    ("ほかの日", Word::Everyday),
    ("other days", Word::Everyday),
    ("weekdays", Word::Weekdays),
    ("weekday", Word::Weekdays),
    ("平日", Word::Weekdays),
    ("weekends", Word::Weekends),
    ("weekend", Word::Weekends),
    ("週末", Word::Weekends),
    ("holidays", Word::Holidays),
    ("holiday", Word::Holidays),
    ("public holidays", Word::Holidays),
    ("public holiday", Word::Holidays),
    ("national holidays", Word::Holidays),
    ("bank holidays", Word::Holidays),
    ("祝日", Word::Holidays),
    ("祝", Word::Holidays),
    ("祝祭日", Word::Holidays),
    ("国民の祝日", Word::Holidays),
];

/// `第2・第4土曜`, `最終金曜`, `2nd-sat`, `2nd and 4th Saturdays`.
fn ordinal_days(cursor: &mut Cursor<'_>) -> Option<Vec<DaySelector>> {
    let mut ahead = *cursor;
    let mut ordinals = vec![ordinal(&mut ahead, First::Yes)?];
    loop {
        let mut further = ahead;
        eat_day_separator(&mut further);
        let Some(next) = ordinal(&mut further, First::No) else {
            break;
        };
        ordinals.push(next);
        ahead = further;
    }
    ahead.eat_any(&['-', ' ']);
    let weekday = weekday(&mut ahead)?;
    *cursor = ahead;
    Some(
        ordinals
            .into_iter()
            .map(|nth| DaySelector::Nth(nth, weekday))
            .collect(),
    )
}

/// Whether an ordinal begins a list; only a later one may be a bare number (`第2・4土曜`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Yes,
    No,
}

const ORDINALS: &[(&str, Nth)] = &[
    ("1st", Nth::First),
    ("first", Nth::First),
    ("2nd", Nth::Second),
    ("second", Nth::Second),
    ("3rd", Nth::Third),
    ("third", Nth::Third),
    ("4th", Nth::Fourth),
    ("fourth", Nth::Fourth),
    ("5th", Nth::Fifth),
    ("fifth", Nth::Fifth),
    ("last", Nth::Last),
    ("最終", Nth::Last),
    ("最後の", Nth::Last),
];

fn ordinal(cursor: &mut Cursor<'_>, first: First) -> Option<Nth> {
    if let Some(nth) = cursor.eat_from(ORDINALS) {
        return Some(nth);
    }
    let mut ahead = *cursor;
    let marked = ahead.eat("第");
    if !marked && first == First::Yes {
        return None;
    }
    let nth = match ahead.number()? {
        1 => Nth::First,
        2 => Nth::Second,
        3 => Nth::Third,
        4 => Nth::Fourth,
        5 => Nth::Fifth,
        _ => return None,
    };
    *cursor = ahead;
    Some(nth)
}

/// One weekday, or a range of them.
fn day_or_range(cursor: &mut Cursor<'_>) -> Option<DaySelector> {
    let first = weekday(cursor)?;
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let ranged = ahead.eat_any(&['~', '-', 'ー'])
        || ahead.eat_one_of(&["から", "to", "through", "thru", "until"]);
    ahead.skip_spaces();
    if ranged && let Some(last) = weekday(&mut ahead) {
        ahead.eat("まで");
        *cursor = ahead;
        return Some(DaySelector::Range(first, last));
    }
    Some(DaySelector::Day(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendars() -> Vec<CalendarNames> {
        vec![CalendarNames {
            id: "newyear".to_owned(),
            names: vec!["年末年始".to_owned(), "New Year".to_owned()],
        }]
    }

    #[test]
    fn keys_of_an_hours_table() {
        use DaySelector as Day;
        use Weekday::{Friday, Monday, Saturday, Sunday, Wednesday};
        let newyear = || Day::Calendar("newyear".to_owned());
        let cases: &[(&str, &[DaySelector])] = &[
            ("everyday", &[Day::Everyday]),
            ("毎日", &[Day::Everyday]),
            ("weekdays", &[Day::Weekdays]),
            ("平日", &[Day::Weekdays]),
            ("weekends", &[Day::Weekends]),
            ("土日", &[Day::Weekends]),
            ("土・日", &[Day::Weekends]),
            ("土日祝", &[Day::Weekends, Day::Holidays]),
            ("土・日・祝日", &[Day::Weekends, Day::Holidays]),
            ("日祝", &[Day::Day(Sunday), Day::Holidays]),
            ("holidays", &[Day::Holidays]),
            ("mon", &[Day::Day(Monday)]),
            ("日曜日", &[Day::Day(Sunday)]),
            ("mon-fri", &[Day::Range(Monday, Friday)]),
            ("月〜金", &[Day::Range(Monday, Friday)]),
            ("月曜日から金曜日まで", &[Day::Range(Monday, Friday)]),
            ("Monday to Friday", &[Day::Range(Monday, Friday)]),
            ("sat-mon", &[Day::Range(Saturday, Monday)]),
            (
                "月・水・金",
                &[Day::Day(Monday), Day::Day(Wednesday), Day::Day(Friday)],
            ),
            ("2nd-sat", &[Day::Nth(Nth::Second, Saturday)]),
            ("last-fri", &[Day::Nth(Nth::Last, Friday)]),
            ("最終金曜日", &[Day::Nth(Nth::Last, Friday)]),
            (
                "第2・第4土曜",
                &[
                    Day::Nth(Nth::Second, Saturday),
                    Day::Nth(Nth::Fourth, Saturday),
                ],
            ),
            (
                "第２、４土曜日",
                &[
                    Day::Nth(Nth::Second, Saturday),
                    Day::Nth(Nth::Fourth, Saturday),
                ],
            ),
            (
                "2nd and 4th Saturdays",
                &[
                    Day::Nth(Nth::Second, Saturday),
                    Day::Nth(Nth::Fourth, Saturday),
                ],
            ),
            ("newyear", &[newyear()]),
            ("年末年始", &[newyear()]),
            (
                "weekends, public holidays and New Year",
                &[Day::Weekends, Day::Holidays, newyear()],
            ),
        ];
        for (text, days) in cases {
            let read = read_day_key(text, &calendars());
            assert_eq!(read.as_deref(), Ok(*days), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "xmas",
            "6th-sat",
            "第6土曜",
            "month",
            "日本",
            "料金",
            "mon-",
            "9:00",
        ] {
            assert!(read_day_key(text, &calendars()).is_err(), "{text}");
        }
        let error = read_day_key("土・謎", &[]).expect_err("謎 is no day");
        assert_eq!(&"土・謎"[error.at], "・謎");
    }

    #[test]
    fn ranges_run_over_the_end_of_the_week() {
        let range = DaySelector::Range(Weekday::Saturday, Weekday::Monday);
        assert!(range.names(Weekday::Sunday) && range.names(Weekday::Monday));
        assert!(!range.names(Weekday::Friday));
    }
}
