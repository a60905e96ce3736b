//! Parts of the day that are called busy or quiet: 夜は混みます, "quiet in the morning".

use std::ops::Range;

use super::claim_words::lowered;
use super::claims::{Crowd, MOST};
use super::clauses::Clauses;
use super::crowd::{CrowdWord, crowd_words};
use crate::dataset::{Hours, WEEK};
use crate::notation::{DaySelector, Interval};
use crate::wording::{Wording, words};

/// Hours of a day, from one to another; past 24 they are the next day's.
type FromTo = (u16, u16);

/// A part of the day, by the words for it in lower case. English has one word for 朝 and 午前.
const PARTS: &[(&str, FromTo)] = &[
    ("早朝", (5, 9)),
    ("朝", (6, 10)),
    ("午前", (9, 12)),
    ("昼", (11, 14)),
    ("午後", (12, 18)),
    ("夕方", (16, 18)),
    ("夜", (18, 24)),
    ("深夜", (23, 29)),
    ("early morning", (5, 9)),
    ("early mornings", (5, 9)),
    ("early in the morning", (5, 9)),
    ("morning", (6, 12)),
    ("mornings", (6, 12)),
    ("late morning", (9, 12)),
    ("late mornings", (9, 12)),
    ("noon", (11, 14)),
    ("midday", (11, 14)),
    ("lunchtime", (11, 14)),
    ("lunchtimes", (11, 14)),
    ("lunch hour", (11, 14)),
    ("afternoon", (12, 18)),
    ("afternoons", (12, 18)),
    ("early afternoon", (12, 15)),
    ("early afternoons", (12, 15)),
    ("late afternoon", (16, 18)),
    ("late afternoons", (16, 18)),
    ("early evening", (17, 20)),
    ("early evenings", (17, 20)),
    ("evening", (18, 24)),
    ("evenings", (18, 24)),
    ("night", (18, 24)),
    ("nights", (18, 24)),
    ("late at night", (23, 29)),
    ("late night", (23, 29)),
    ("small hours", (23, 29)),
];

/// The days of the week as a clause names them.
const DAY_NAMES: [[&str; 2]; 7] = [
    ["月曜", "monday"],
    ["火曜", "tuesday"],
    ["水曜", "wednesday"],
    ["木曜", "thursday"],
    ["金曜", "friday"],
    ["土曜", "saturday"],
    ["日曜", "sunday"],
];

/// Letters that make such a word a part of another: 昼間, 夜中, 今夜, 朝食.
const NOT_BEFORE: &[&str] = &[
    "食", "礼", "勤", "景", "刊", "市", "中", "型", "行", " shift",
];
const NOT_AFTER: &[&str] = &[
    "今",
    "昨",
    "翌",
    "明",
    "前",
    "一",
    "徹",
    "to",
    "tomorrow ",
    "yesterday ",
];

/// A part of the day that is called busy or quiet.
#[derive(Clone, Debug)]
pub(super) struct PartOfDay {
    /// The word for it, in bytes of the text.
    pub at: Range<usize>,
    /// Which of the two it is called.
    pub crowd: Crowd,
    window: Interval,
    days: Vec<DaySelector>,
}

impl PartOfDay {
    /// Whether busy or quiet hours share a minute with it.
    pub(super) fn meets(&self, hours: &Hours) -> bool {
        const DAY: u16 = 24 * 60;
        let week = hours.week.standard_week();
        let holidays = hours.week.holiday_week();
        let named = |day| self.days.is_empty() || self.days.iter().any(|days| days.names(day));
        let on_holidays = self.days.is_empty() || self.days.contains(&DaySelector::Holidays);
        let of_days = WEEK.iter().zip(&week).filter(|(day, _)| named(**day));
        let of_holidays = holidays.iter().filter(|_| on_holidays);
        let (from, to) = (self.window.start(), self.window.end());
        of_days
            .map(|(_, hours)| hours)
            .chain(of_holidays)
            .flatten()
            .any(|hours| {
                let shares = |shift: u16| hours.start() + shift < to && from < hours.end() + shift;
                shares(0) || shares(DAY) || (hours.start() < to + DAY && from + DAY < hours.end())
            })
    }

    /// Its hours, as they are printed in a message.
    pub(super) fn hours(&self) -> Wording {
        let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
        let hours = format!(
            "{}–{}",
            clock(self.window.start()),
            clock(self.window.end())
        );
        words(hours.replace('–', "〜"), hours)
    }
}

/// The parts of the day that a text calls busy or quiet.
pub(super) fn parts_of_day(text: &str, clauses: &Clauses<'_>) -> Vec<PartOfDay> {
    let lower = lowered(text);
    let all = 0..text.len();
    if crowd_words(text, &all).is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, window) in part_words(&lower).into_iter().take(MOST) {
        let clause = clauses.clause(&at);
        let crowds = crowd_words(text, &clause);
        let asked = || {
            // つながりやすいのは、早朝です: the question stands before a comma.
            let words = crowd_words(text, &(clauses.sentence(&at).start..at.start));
            let word = words.into_iter().next_back()?;
            asks(&lower[word.at.end..at.start]).then_some(word.crowd)
        };
        let Some(crowd) = said_of(&lower, &at, &crowds).or_else(asked) else {
            continue;
        };
        let Some(window) = Interval::new(window.0 * 60, window.1 * 60) else {
            continue;
        };
        found.push(PartOfDay {
            crowd,
            window,
            days: days(&lower[clause]),
            at,
        });
    }
    found
}

/// Words for parts of the day, the longest at each place.
fn part_words(lower: &str) -> Vec<(Range<usize>, FromTo)> {
    let mut found: Vec<(Range<usize>, FromTo)> = from_then_on(lower);
    let mut at = 0;
    while at < lower.len() {
        let rest = &lower[at..];
        let longest = PARTS
            .iter()
            .filter(|(word, _)| rest.starts_with(word))
            .max_by_key(|(word, _)| word.len());
        match longest {
            Some((word, window)) => {
                let range = at..at + word.len();
                if stands_alone(lower, &range) {
                    // 夕方以降 lasts until the day ends.
                    let open_ended = lower[range.end..].starts_with("以降");
                    let end = if open_ended {
                        24.max(window.1)
                    } else {
                        window.1
                    };
                    found.push((range.clone(), (window.0, end)));
                }
                at = range.end;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn stands_alone(lower: &str, at: &Range<usize>) -> bool {
    let (before, after) = (&lower[..at.start], &lower[at.end..]);
    let next = after.chars().next();
    let is_time =
        next.is_some_and(|next| next.is_numeric() || "一二三四五六七八九十〇".contains(next));
    let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let inside_latin =
        lower[at.clone()].is_ascii() && (latin(before.chars().next_back()) || latin(next));
    let daytime = lower[at.clone()].starts_with('昼') && after.starts_with('間');
    // 午前中 is 午前; 夜中 is not 夜.
    let compound = NOT_BEFORE.iter().any(|word| after.starts_with(word))
        && !(lower[at.clone()].starts_with("午前") && after.starts_with('中'));
    !is_time
        && !inside_latin
        && !daytime
        && !compound
        && !NOT_AFTER.iter().any(|word| before.ends_with(word))
}

/// `18時以降`, `after 6 pm`: from then on.
fn from_then_on(lower: &str) -> Vec<(Range<usize>, FromTo)> {
    let mut found = Vec::new();
    for (end, word) in lower.match_indices("以降") {
        let before = &lower[..end];
        let clock = before.trim_end_matches("時").trim_end_matches(":00");
        let digits = clock.len() - clock.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let hour = clock[clock.len() - digits..].parse::<u16>();
        if clock.len() < before.len()
            && let Ok(hour @ 0..=23) = hour
        {
            found.push((clock.len() - digits..end + word.len(), (hour, 24)));
        }
    }
    for (start, word) in lower.match_indices("after ") {
        let rest = &lower[start + word.len()..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(hour @ 1..=23) = rest[..digits].parse::<u16>() else {
            continue;
        };
        let tail = rest[digits..].trim_start();
        let hour = match () {
            () if tail.starts_with("pm") || tail.starts_with("p.m") => hour % 12 + 12,
            () if tail.starts_with("am") || tail.starts_with(":00") => hour,
            () => continue,
        };
        found.push((start..start + word.len() + digits, (hour, 24)));
    }
    found
}

/// What is said of a part of the day: by the next word behind it; by one that stands right before it
/// (混む夜), or asks for it (混むのは夜); in English by the nearest.
fn said_of(lower: &str, part: &Range<usize>, crowds: &[CrowdWord]) -> Option<Crowd> {
    let near = |gap: &Range<usize>| lower[gap.clone()].chars().count() <= 24;
    let after = crowds
        .iter()
        .find(|word| word.at.start >= part.end && near(&(part.end..word.at.start)));
    let before = crowds
        .iter()
        .rev()
        .find(|word| word.at.end <= part.start && leads_to(&lower[word.at.end..part.start]));
    let adjacent = before.filter(|word| word.at.end == part.start);
    adjacent.or(after).or(before).map(|word| word.crowd)
}

fn asks(between: &str) -> bool {
    ["のは", "のが", "時間帯は", "時間は"]
        .iter()
        .any(|word| between.contains(word))
}

fn leads_to(between: &str) -> bool {
    let english =
        between.is_ascii() && between.split_whitespace().count() <= 6 && !between.contains('.');
    between.is_empty() || asks(between) || (english && between.starts_with(' '))
}

/// The days that a clause names by a word for several.
fn days(clause: &str) -> Vec<DaySelector> {
    let words = [
        ("平日", DaySelector::Weekdays),
        ("weekday", DaySelector::Weekdays),
        ("土日", DaySelector::Weekends),
        ("週末", DaySelector::Weekends),
        ("weekend", DaySelector::Weekends),
        ("祝", DaySelector::Holidays),
        ("holiday", DaySelector::Holidays),
    ];
    let named = words.into_iter().filter(|(word, _)| clause.contains(word));
    let single = WEEK.iter().zip(DAY_NAMES).filter(|(_, names)| {
        let mut names = names.iter();
        names.any(|name| clause.contains(name))
    });
    named
        .map(|(_, days)| days)
        .chain(single.map(|(day, _)| DaySelector::Day(*day)))
        .collect()
}
