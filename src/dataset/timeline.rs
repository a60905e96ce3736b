//! When a desk is open, unrolled day by day into a text of some hundred bytes.
//!
//! A page cannot ask the data again, and a reader's browser knows neither holidays nor other
//! places' clocks. So all of it is worked out on the day of the build, exactly and to the minute, and
//! written as the patterns of days that occur, a usual week of them, and the days that differ.
//! `themes/default/open-now.js` reads it; its form is told at [`Timeline::text`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::desk::{Desk, OpenState};
use crate::civil::{Date, days_since_1970};

/// Minutes of a day without a change of the clocks.
const DAY: i64 = DAY_MINUTES as i64;
/// The same, as hours count them.
const DAY_MINUTES: u16 = 24 * 60;

/// Days in order, each with what holds in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    first: Date,
    /// When the first day begins, in minutes since 1970 in UTC.
    begins: i64,
    days: Vec<Pattern>,
}

/// What holds in a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    /// How long the day is, and from which of its minutes on the clocks are moved, where they are.
    moved: Option<(i64, i64)>,
    /// A letter, and from which minute on it holds; the first from 0.
    letters: Vec<(i64, char)>,
}

impl Desk<'_> {
    /// When the desk is open: `o`, `l` for a part of the service, `c` closed, `u` unknown. None if
    /// nothing is ever known.
    pub fn timeline(&self) -> Option<Timeline> {
        self.unrolled(|date| {
            let day = self.day(date);
            day.map_or_else(
                || vec![(0, 'u')],
                |day| {
                    let turns = day.turns().into_iter();
                    turns
                        .map(|turn| (turn - day.begins, letter(day.state_at(turn))))
                        .collect()
                },
            )
        })
    }

    /// Which column of its `{week}` shows each day: `a` Monday to `g` Sunday, `h` public holidays, `u`
    /// none.
    pub fn columns(&self) -> Option<Timeline> {
        self.unrolled(|date| {
            let column = self
                .column(date)
                .and_then(|column| "abcdefgh".chars().nth(column));
            vec![(0, column.unwrap_or('u'))]
        })
    }

    /// When the desk is open on a day, in minutes since midnight as the clocks show them, what is left of
    /// the day before included. None if some of it is unknown.
    pub fn open_times(&self, date: Date) -> Option<Vec<(u16, u16)>> {
        let day = self.day(date)?;
        let mut times: Vec<(u16, u16)> = Vec::new();
        let turns = day.turns();
        for (at, turn) in turns.iter().enumerate() {
            let clock = |instant: i64| self.shown_at(instant).map(|(_, minute)| minute);
            let begins = clock(*turn)?;
            let ends = match turns.get(at + 1) {
                Some(next) => clock(*next)?,
                None => DAY_MINUTES,
            };
            match (day.state_at(*turn), times.last_mut()) {
                (OpenState::Unknown, _) => return None,
                (OpenState::Closed, _) => {}
                (_, Some(last)) if last.1 == begins => last.1 = ends,
                _ => times.push((begins, ends)),
            }
        }
        times.retain(|(begins, ends)| begins < ends);
        Some(times)
    }

    fn unrolled(&self, letters: impl Fn(Date) -> Vec<(i64, char)>) -> Option<Timeline> {
        let dates = std::iter::successors(Some(self.first), |date| date.tomorrow().ok());
        let days: Vec<Pattern> = dates
            .take_while(|date| *date <= self.last)
            .map(|date| {
                let mut letters = letters(date);
                letters.dedup_by_key(|(_, letter)| *letter);
                Pattern {
                    moved: self.moved(date),
                    letters,
                }
            })
            .collect();
        let is_known = |pattern: &Pattern| pattern.letters.iter().any(|(_, letter)| *letter != 'u');
        days.iter().any(is_known).then_some(Timeline {
            first: self.first,
            begins: self.begins(self.first)?,
            days,
        })
    }

    /// For a day on which the clocks are moved: its length, and from which minute on they are.
    fn moved(&self, date: Date) -> Option<(i64, i64)> {
        let begins = self.begins(date)?;
        let length = self.begins(date.tomorrow().ok()?)? - begins;
        if length == DAY {
            return None;
        }
        let is_moved = |minute: &i64| {
            let shown = self.shown_at(begins + minute);
            shown.is_none_or(|(_, shown)| i64::from(shown) != *minute)
        };
        let at = (0..length).find(is_moved)?;
        Some((length, at))
    }
}

fn letter(state: OpenState) -> char {
    match state {
        OpenState::Open => 'o',
        OpenState::Limited => 'l',
        OpenState::Closed => 'c',
        OpenState::Unknown => 'u',
    }
}

impl Timeline {
    /// The timeline in four fields between `|`: the first day (days since 1970), when it begins
    /// (minutes since 1970 in UTC) and how many there are; the patterns of days; the numbers of the
    /// patterns of seven days, the first day's first; the days that have another, as `37-39:2`: day
    /// 37 and day 38, counted from 0.
    ///
    /// A pattern is a row of letters with numbers, such as `c0o540c1260`: closed from midnight, open
    /// from the 540th minute. Where the clocks are moved, `L1380M120` precedes: the day has 1380
    /// minutes, and from the 120th on the clocks are moved by what is lacking or too much.
    pub fn text(&self) -> String {
        let mut kinds: BTreeMap<&Pattern, usize> = BTreeMap::new();
        let mut patterns = Vec::new();
        let of_days: Vec<usize> = self
            .days
            .iter()
            .map(|pattern| {
                *kinds.entry(pattern).or_insert_with(|| {
                    patterns.push(pattern.text());
                    patterns.len() - 1
                })
            })
            .collect();
        let week = usual_week(&of_days, patterns.len());
        let numbers: Vec<String> = week.iter().map(usize::to_string).collect();
        format!(
            "{} {} {}|{}|{}|{}",
            days_since_1970(self.first),
            self.begins,
            self.days.len(),
            patterns.join(","),
            numbers.join(","),
            others(&of_days, week),
        )
    }
}

impl Pattern {
    fn text(&self) -> String {
        let mut text = String::new();
        if let Some((length, at)) = self.moved {
            let _ = write!(text, "L{length}M{at}");
        }
        for (minute, letter) in &self.letters {
            let _ = write!(text, "{letter}{minute}");
        }
        text
    }
}

/// The pattern that is the most frequent on each day of the week, the first among equals.
fn usual_week(of_days: &[usize], patterns: usize) -> [usize; 7] {
    std::array::from_fn(|weekday| {
        let mut counts = vec![0_usize; patterns];
        for pattern in of_days.iter().skip(weekday).step_by(7) {
            counts[*pattern] += 1;
        }
        let best = counts.iter().enumerate();
        let best = best.max_by_key(|(at, count)| (**count, patterns - at));
        best.map_or(0, |(at, _)| at)
    })
}

/// The days on which the usual week does not hold; those in a row that have the same, together.
fn others(of_days: &[usize], week: [usize; 7]) -> String {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (day, pattern) in of_days.iter().enumerate() {
        if week[day % 7] == *pattern {
            continue;
        }
        match runs.last_mut() {
            Some((_, last, of)) if *last + 1 == day && of == pattern => *last = day,
            _ => runs.push((day, day, *pattern)),
        }
    }
    let run =
        |(first, last, pattern): &(usize, usize, usize)| format!("{first}-{}:{pattern}", last + 1);
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}
