//! Opening hours in one text: `24/7`, `平日9:00〜17:30(土日祝・年末年始を除く)`,
//! `Mon-Fri 9am-5pm, Sat 10-15, closed on public holidays`.
//!
//! One grammar (`clauses`) is read where hours are expected ([`read_hours`], everything must be
//! understood) and looked for in running text ([`find_hours`], as far as they go).

use std::ops::Range;

use super::calendars::{CalendarNames, KnownCalendars};
use super::clauses::Reader;
use super::days::DaySelector;
use super::error::{NotationError, NotationErrorKind};
use super::latin_set::{LatinSet, latin_word};
use super::letter_set::LetterSet;
use super::plain::is_folded;
use super::scan::{Cursor, Folded, is_han};
use super::times::{Bare, Times};

/// Some days and their hours. Ranges are bytes of the given text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRule {
    /// The days.
    pub days: DaySelector,
    /// What names them; empty if nothing does (`9:00〜21:00` alone means every day).
    pub days_at: Range<usize>,
    /// Their hours.
    pub times: Times,
    /// What says the hours.
    pub times_at: Range<usize>,
}

impl HoursRule {
    /// Whether the text names the days, as opposed to leaving them to be understood.
    pub fn days_are_said(&self) -> bool {
        !self.days_at.is_empty()
    }
}

/// Opening hours as a text says them: at least one rule, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursReading {
    /// Days and hours, none twice.
    pub rules: Vec<HoursRule>,
}

/// Reads opening hours, the whole of `text`.
pub fn read_hours(text: &str, calendars: &[CalendarNames]) -> Result<HoursReading, NotationError> {
    let folded = Folded::new(text);
    let known = KnownCalendars::new(calendars);
    let mut cursor = Cursor::new(&folded);
    cursor.skip_spaces();
    if cursor.is_done() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    Reader::new(cursor, &known, Bare::Allowed).whole()
}

/// Finds opening hours in running text, with the bytes each reading covers. A reading ends where
/// a clause is not understood, and never crosses the end of a sentence.
pub fn find_hours(text: &str, calendars: &[CalendarNames]) -> Vec<(Range<usize>, HoursReading)> {
    hours_in(&Folded::new(text), &KnownCalendars::new(calendars))
}

/// The same in a text that is folded already.
pub(crate) fn hours_in(
    folded: &Folded,
    known: &KnownCalendars,
) -> Vec<(Range<usize>, HoursReading)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.count() {
        let start = Cursor::at(folded, place);
        place += 1;
        if !may_begin(start, known) {
            continue;
        }
        if let Some((end, reading)) = Reader::new(start, known, Bare::Refused).prose() {
            let at = end.since(start.place());
            // Small words before the first day or time (`on`, `from`) are none of it.
            let said = reading.rules.iter().flat_map(|rule| {
                let days = rule.days_are_said().then_some(rule.days_at.start);
                days.into_iter().chain([rule.times_at.start])
            });
            let first = said.min().unwrap_or(at.start);
            found.push((first..at.end, reading));
            place = end.place();
        }
    }
    found
}

/// Whether hours may begin here: not inside a number, a Latin word, or a compound of which a
/// weekday's letter is the tail (`10月`, `本日`, `料金`).
pub(crate) fn may_begin(cursor: Cursor<'_>, calendars: &KnownCalendars) -> bool {
    let Some(letter) = cursor.peek() else {
        return false;
    };
    if !begins_hours(letter, cursor) && !calendars.begin_with(letter) {
        return false;
    }
    let Some(before) = cursor.previous() else {
        return true;
    };
    if letter.is_ascii_alphanumeric() {
        return !(before.is_ascii_alphanumeric() || cursor.is_tied(":.-/~"));
    }
    if letter == '平' && before == '翌' {
        return false;
    }
    !is_tail_of_compound(letter, before)
}

/// Whether a weekday's letter is none, but the tail of a compound.
fn is_tail_of_compound(letter: char, before: char) -> bool {
    "月火水木金土日祝".contains(letter) && (is_han(before) || before.is_ascii_digit())
}

/// Letters of three bytes with which days, hours and closures begin.
static WIDE_BEGINNINGS: LetterSet = WIDE_LETTERS;

const WIDE_LETTERS: LetterSet = LetterSet::of(
    "おそほあひよ平土日月火水木金祝年無毎全他休定受営週第最国正真午朝早昼夕夜晩深未翌終〇一二三四五六七八九十零百",
);

/// How Latin words begin of which days, hours and closures are made. Small words before them (`on`,
/// `from`, `the`) are none of what is found.
const LATIN_BEGINNINGS: &[[u8; 3]] = &[
    *b"mon", *b"tue", *b"wed", *b"thu", *b"fri", *b"sat", *b"sun", *b"wee", *b"eve", *b"dai",
    *b"all", *b"sev", *b"hol", *b"pub", *b"nat", *b"ban", *b"oth", *b"fir", *b"sec", *b"thi",
    *b"fou", *b"fif", *b"las", *b"clo", *b"off", *b"shu", *b"exc", *b"not", *b"but", *b"lun",
    *b"bre", *b"bet", *b"noo", *b"mid", *b"mor", *b"aft", *b"rou", *b"aro",
];

/// Letters of three bytes that may name days or hours: without those that begin words for closures (休み, お休み, 定休日,
/// 受付なし), which name no day without another of the others (終日, ひる).
static WIDE_BEGINNINGS_OF_DAYS: LetterSet =
    WIDE_LETTERS.without(&LetterSet::of("おひあよ休定受営終"));

/// The same of Latin words: without those that begin no name of a day.
static LATIN_BEGINNINGS_OF_DAYS: LatinSet =
    LatinSet::of(LATIN_BEGINNINGS).without(&LatinSet::of(&[
        *b"clo", *b"off", *b"shu", *b"exc", *b"not", *b"but",
    ]));

/// Whether a text may name days or hours, besides calendars and words for closures. It may say yes too often.
pub(crate) fn may_name_days(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at = skip_kana_and_ideographs(bytes, at);
        let Some(byte) = bytes.get(at) else {
            return false;
        };
        let (may, length) = match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let length = latin_word(&bytes[at..]);
                let word = &bytes[at..at + length];
                (LATIN_BEGINNINGS_OF_DAYS.has(word), length)
            }
            0x00..=0x7F => (byte.is_ascii_digit(), 1),
            // Ｍｏｎ: it may be anything.
            0x80..=0xFF if is_folded(&bytes[at..]) => (true, 1),
            0xE0..=0xEF => (may_name_day(text, at), 3),
            0x80..=0xDF => (is_numeric_at(text, at), 2),
            0xF0..=0xFF => (is_numeric_at(text, at), 4),
        };
        if may {
            return true;
        }
        at += length;
    }
}

/// Where the first letter stands that is neither kana nor an ideograph, or may name a day.
fn skip_kana_and_ideographs(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(letter @ ([0xE3, 0x81..=0x83, _] | [0xE4..=0xE9, ..])) =
        bytes[at..].first_chunk::<3>()
        && !WIDE_BEGINNINGS_OF_DAYS.has_wide(*letter)
    {
        at += 3;
    }
    at
}

/// Whether a letter of three bytes may name a day.
fn may_name_day(text: &str, at: usize) -> bool {
    let Some(letter) = text.as_bytes()[at..].first_chunk() else {
        return false;
    };
    if !WIDE_BEGINNINGS_OF_DAYS.has_wide(*letter) {
        return is_numeric_at(text, at);
    }
    let (before, after) = text.split_at(at);
    let before = before.chars().next_back();
    let is_tail = |letter| before.is_some_and(|before| is_tail_of_compound(letter, before));
    !after.chars().next().is_some_and(is_tail)
}

fn is_numeric_at(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_numeric)
}

fn begins_hours(letter: char, cursor: Cursor<'_>) -> bool {
    match letter {
        '0'..='9' => true,
        'a' | 'p' if cursor.peek_after(1) == Some('m') => true,
        'a'..='z' => cursor.begins_like(LATIN_BEGINNINGS),
        _ => WIDE_BEGINNINGS.has(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::Weekday::{Friday, Monday, Saturday, Sunday, Wednesday};
    use crate::notation::days::Nth;
    use crate::notation::times::read_times;

    fn calendars() -> Vec<CalendarNames> {
        vec![CalendarNames {
            id: "newyear".to_owned(),
            names: vec!["年末年始".to_owned(), "New Year".to_owned()],
        }]
    }

    fn spring() -> CalendarNames {
        CalendarNames {
            id: "spring".to_owned(),
            names: vec!["ゴールデンウィーク".to_owned()],
        }
    }

    fn rules(reading: &HoursReading) -> Vec<(DaySelector, Times)> {
        let of = |rule: &HoursRule| (rule.days.clone(), rule.times.clone());
        reading.rules.iter().map(of).collect()
    }

    /// Days and hours, the hours in the plain notation.
    fn expected(pairs: &[(DaySelector, &str)]) -> Vec<(DaySelector, Times)> {
        let of = |(days, times): &(DaySelector, &str)| {
            (days.clone(), read_times(times).expect("plain hours"))
        };
        pairs.iter().map(of).collect()
    }

    fn assert_reads(text: &str, pairs: &[(DaySelector, &str)]) {
        match read_hours(text, &calendars()) {
            Ok(reading) => assert_eq!(rules(&reading), expected(pairs), "{text}"),
            Err(error) => panic!("{text}: {error:?} at {}", &text[error.at.clone()]),
        }
    }

    #[test]
    fn every_day() {
        use DaySelector::{Calendar, Everyday};
        for text in [
            "24/7",
            "24時間365日",
            "24時間(年中無休)",
            "年中無休 24時間",
            "24 hours a day, 7 days a week",
        ] {
            assert_reads(text, &[(Everyday, "24h")]);
        }
        for text in [
            "年中無休 9:00〜21:00",
            "毎日9:00〜21:00",
            "9:00〜21:00(年中無休)",
            "9:00–21:00 every day",
            "daily 9am to 9pm",
            "営業時間:9:00〜21:00",
        ] {
            assert_reads(text, &[(Everyday, "9:00-21:00")]);
        }
        assert_reads(
            "9:00〜21:00(年末年始を除く)",
            &[
                (Everyday, "9:00-21:00"),
                (Calendar("newyear".into()), "closed"),
            ],
        );
        assert_reads("土日は受付なし", &[(DaySelector::Weekends, "closed")]);
        assert_reads("休み", &[(Everyday, "closed")]);
    }

    #[test]
    fn weekdays_with_exceptions() {
        use DaySelector::{Calendar, Holidays, Weekdays, Weekends};
        let newyear = || Calendar("newyear".into());
        for text in [
            "平日9:00〜17:30(土日祝・年末年始を除く)",
            "平日 午前9時から午後5時半(土・日・祝日・年末年始は休み)",
            "weekdays 9:00–17:30 (except weekends, public holidays and New Year)",
            "9 am to 5:30 pm on weekdays, closed on weekends, public holidays and New Year",
            "9:00〜17:30(平日のみ)、土日祝・年末年始休み",
        ] {
            assert_reads(
                text,
                &[
                    (Weekdays, "9:00-17:30"),
                    (Weekends, "closed"),
                    (Holidays, "closed"),
                    (newyear(), "closed"),
                ],
            );
        }
        assert_reads("9:00〜17:00 (平日)", &[(Weekdays, "9:00-17:00")]);
        assert_reads(
            "平日9:00〜17:00(12:00〜13:00を除く)",
            &[(Weekdays, "9:00-12:00, 13:00-17:00")],
        );
    }

    #[test]
    fn groups_of_days() {
        use DaySelector::{Day, Holidays, Nth as Ordinal, Range, Weekdays};
        assert_reads(
            "月〜金 9:00〜18:00、土 10:00〜15:00、日祝休み",
            &[
                (Range(Monday, Friday), "9:00-18:00"),
                (Day(Saturday), "10:00-15:00"),
                (Day(Sunday), "closed"),
                (Holidays, "closed"),
            ],
        );
        assert_reads(
            "Mon-Fri 9am-5pm, Sat 10-15, closed on public holidays",
            &[
                (Range(Monday, Friday), "9:00-17:00"),
                (Day(Saturday), "10:00-15:00"),
                (Holidays, "closed"),
            ],
        );
        assert_reads(
            "月・水・金 9:00〜12:00、13:00〜18:00、第2・第4土曜 10:00〜12:00",
            &[
                (Day(Monday), "9:00-12:00, 13:00-18:00"),
                (Day(Wednesday), "9:00-12:00, 13:00-18:00"),
                (Day(Friday), "9:00-12:00, 13:00-18:00"),
                (Ordinal(Nth::Second, Saturday), "10:00-12:00"),
                (Ordinal(Nth::Fourth, Saturday), "10:00-12:00"),
            ],
        );
        assert_reads(
            "9-17 weekdays, 10-15 Sat",
            &[(Weekdays, "9-17"), (Day(Saturday), "10-15")],
        );
        assert_reads(
            "9-17 weekdays, Sat 10-15",
            &[(Weekdays, "9-17"), (Day(Saturday), "10-15")],
        );
        assert_reads(
            "平日(9:00〜17:00)・土曜(10:00〜15:00)",
            &[(Weekdays, "9-17"), (Day(Saturday), "10-15")],
        );
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "　平日 ９時〜１７時（祝日を除く）";
        let reading = read_hours(text, &[]).expect("readable");
        let places: Vec<_> = reading
            .rules
            .iter()
            .map(|rule| (&text[rule.days_at.clone()], &text[rule.times_at.clone()]))
            .collect();
        assert_eq!(places, [("平日", "９時〜１７時"), ("祝日", "を除く")]);
    }

    #[test]
    fn what_is_not_understood_is_an_error_at_its_place() {
        use NotationErrorKind as Kind;
        for (text, part, kind) in [
            (
                "平日9:00〜17:30(お盆を除く)",
                "お盆を除く)",
                Kind::HoursNotRead,
            ),
            ("平日", "平日", Kind::DaysWithoutHours),
            ("電話で", "電話で", Kind::HoursNotRead),
            ("", "", Kind::Empty),
            ("平日9:00〜17:00くらい", "くらい", Kind::HoursNotRead),
        ] {
            let error = read_hours(text, &[]).expect_err(text);
            assert_eq!((error.kind, &text[error.at]), (kind, part), "{text}");
        }
    }

    #[test]
    fn hours_in_running_text() {
        let cases: &[(&str, &[&str])] = &[
            ("電話は9:00〜21:00に受け付けます。", &["9:00〜21:00"]),
            (
                "受付は平日の午前9時から午後5時半までです。",
                &["平日の午前9時から午後5時半まで"],
            ),
            (
                "平日は9:00〜17:30、土曜は10:00〜15:00です。",
                &["平日は9:00〜17:30、土曜は10:00〜15:00"],
            ),
            (
                "窓口は平日9:00〜17:00(土日祝を除く)に開く。",
                &["平日9:00〜17:00(土日祝を除く)"],
            ),
            ("Call us 9 am to 9 pm, or write.", &["9 am to 9 pm"]),
            ("チャットは24時間使えます。", &["24時間"]),
            (
                "本日9:00〜12:00。明日10時〜15時。",
                &["9:00〜12:00", "10時〜15時"],
            ),
            (
                "第1〜2章を読み、10月10〜15日に返す。版は1.2-3。月末に払う。",
                &[],
            ),
            ("注文番号 123-4567890-1234567 は 12:30 に届く。", &[]),
            ("土日祝は休みです。", &["土日祝は休み"]),
            (
                "ゴールデンウィークは休みます。",
                &["ゴールデンウィークは休み"],
            ),
            (
                "24時間以内に返信。約24時間かかる。We reply within 24 hours.",
                &[],
            ),
            ("Open 24 hours a day.", &["24 hours a day"]),
            ("We are here am 9-12, pm 1-5.", &["am 9-12, pm 1-5"]),
            ("受付は9時〜18です。", &["9時〜18"]),
        ];
        for (text, expected) in cases {
            let found = find_hours(text, &[calendars(), vec![spring()]].concat());
            let found: Vec<&str> = found.iter().map(|(at, _)| &text[at.clone()]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
