//! The hours of a desk: which days it is open and when, with exceptions.
//!
//! Pure arithmetic on rules of days and hours, without places, files or words. Two questions are
//! answered: what a date's hours are ([`WeekHours::on`]), and what a usual week looks like
//! ([`WeekHours::standard_week`]). The precedence on a date is: `closed_on`, calendars, public
//! holidays, single days (ordinals before plain ones), ranges, weekdays and weekends, every day.
//! A day that no rule covers is closed, as the desk said when it is open; without rules it is
//! unknown.

use crate::civil::{Date, Weekday};
use crate::notation::{DaySelector, HoursRule, Interval, Nth, Times};
use crate::wording::{Wording, words};

use super::calendar::Calendar;
use super::holidays::HolidayLaw;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The week in the order of this program.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The hours of a desk. Equal values were written alike; see [`WeekHours::same_week`] for meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeekHours {
    rules: Vec<(DaySelector, Times)>,
}

/// Rules that contradict each other or leave something unsaid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursProblem {
    /// What is wrong.
    pub kind: HoursProblemKind,
    /// The rules concerned, by their index, the later last.
    pub rules: Vec<usize>,
}

/// What is wrong with a set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursProblemKind {
    /// Two ranges of days share a day.
    OverlappingRanges,
    /// The same days twice.
    DuplicateDays,
    /// Single days or ranges, and nothing that says what holds on public holidays.
    HolidaysUnsaid,
}

impl HoursProblem {
    /// What is wrong, in both languages.
    pub fn words(&self) -> Wording {
        match self.kind {
            HoursProblemKind::OverlappingRanges => words(
                "曜日の範囲が重なっています",
                "two ranges of days share a day",
            ),
            HoursProblemKind::DuplicateDays => words(
                "同じ曜日が二度書かれています",
                "the same days are said twice",
            ),
            HoursProblemKind::HolidaysUnsaid => words(
                "祝日にどうなるかが書かれていません",
                "it is not said what holds on public holidays",
            ),
        }
    }
}

/// What closes a desk on dates: the public holidays, the calendars of the dataset, and the ids of
/// those on which this desk is closed.
#[derive(Clone, Copy, Debug)]
pub struct Closures<'a> {
    /// Which dates are public holidays.
    pub holidays: &'a HolidayLaw,
    /// Every calendar of the dataset.
    pub calendars: &'a [Calendar],
    /// Ids of the calendars on which the desk is closed.
    pub closed_on: &'a [String],
}

impl Closures<'_> {
    fn calendar_contains(&self, id: &str, date: Date) -> bool {
        self.calendars
            .iter()
            .any(|calendar| calendar.id == id && calendar.contains(date))
    }

    fn is_closed_on(&self, date: Date) -> bool {
        self.closed_on
            .iter()
            .any(|id| self.calendar_contains(id, date))
    }
}

/// The hours of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayHours {
    /// Nothing is known.
    Unknown,
    /// Open in these intervals, closed if there is none.
    Known(Vec<Interval>),
}

impl WeekHours {
    /// Hours from rules, or everything that is wrong with them. No rules are unknown hours.
    pub fn from_rules(rules: Vec<HoursRule>) -> Result<Self, Vec<HoursProblem>> {
        let problems = problems(&rules);
        if problems.is_empty() {
            Ok(Self::as_said(rules))
        } else {
            Err(problems)
        }
    }

    /// Hours from rules that may be incomplete, as a sentence's are; of two rules for the same
    /// days the first counts.
    pub fn as_said(rules: Vec<HoursRule>) -> Self {
        let rules = rules.into_iter().map(|rule| (rule.days, rule.times));
        Self {
            rules: rules.collect(),
        }
    }

    /// Hours from days and hours that are known to fit.
    pub(crate) fn of_pairs(rules: Vec<(DaySelector, Times)>) -> Self {
        Self { rules }
    }

    /// The rules in the order they were given.
    pub fn rules(&self) -> &[(DaySelector, Times)] {
        &self.rules
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.rules.is_empty()
    }

    /// The hours of a date, cut at midnight if the next day is closed by a calendar.
    pub fn on(&self, date: Date, closures: &Closures<'_>) -> DayHours {
        let Some(intervals) = self.uncut(date, closures) else {
            return DayHours::Unknown;
        };
        let next_closed = date
            .tomorrow()
            .is_ok_and(|next| self.is_closed_by_calendar(next, closures));
        if !next_closed {
            return DayHours::Known(intervals.to_vec());
        }
        let cut = |interval: &Interval| Interval::new(interval.start(), interval.end().min(DAY));
        DayHours::Known(intervals.iter().filter_map(cut).collect())
    }

    /// The hours of a date before any cut at midnight.
    pub(crate) fn whole_on(&self, date: Date, closures: &Closures<'_>) -> DayHours {
        self.uncut(date, closures)
            .map_or(DayHours::Unknown, |all| DayHours::Known(all.to_vec()))
    }

    /// Whether the desk is open at a minute (0–1439) of a date, the end of the day before counted.
    pub fn is_open_at(&self, date: Date, minute: u16, closures: &Closures<'_>) -> Option<bool> {
        let open_in = |day: DayHours, minute: u16| match day {
            DayHours::Unknown => None,
            DayHours::Known(intervals) => {
                let has =
                    |interval: &Interval| (interval.start()..interval.end()).contains(&minute);
                Some(intervals.iter().any(has))
            }
        };
        let today = open_in(self.on(date, closures), minute);
        let before = date.yesterday().map_or(Some(false), |yesterday| {
            open_in(self.on(yesterday, closures), minute + DAY)
        });
        match (today, before) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// The first date from `from` on, within a year, on which the desk does not open at all.
    pub fn next_closed(&self, from: Date, closures: &Closures<'_>) -> Option<Date> {
        let mut date = from;
        for _ in 0..=366 {
            match self.on(date, closures) {
                DayHours::Known(intervals) if intervals.is_empty() => return Some(date),
                DayHours::Known(_) => date = date.tomorrow().ok()?,
                DayHours::Unknown => return None,
            }
        }
        None
    }

    /// The hours of Monday to Sunday when they are no holidays and in no calendar.
    pub fn standard_week(&self) -> [Vec<Interval>; 7] {
        WEEK.map(|weekday| self.regular(weekday).to_vec())
    }

    /// The hours of a public holiday that falls on Monday to Sunday.
    pub fn holiday_week(&self) -> [Vec<Interval>; 7] {
        WEEK.map(|weekday| self.on_holiday(weekday).to_vec())
    }

    /// The hours of public holidays, if they do not depend on the day of the week.
    pub fn holiday_row(&self) -> Option<Vec<Interval>> {
        let first = self.on_holiday(Weekday::Monday);
        let same = WEEK
            .iter()
            .all(|weekday| self.on_holiday(*weekday) == first);
        same.then(|| first.to_vec())
    }

    /// Hours of a weekday that is no holiday, without ordinals.
    pub(crate) fn regular(&self, weekday: Weekday) -> &[Interval] {
        self.best(|days| plain_rank(days, weekday))
    }

    /// Hours of a public holiday on a weekday, without ordinals.
    pub(crate) fn on_holiday(&self, weekday: Weekday) -> &[Interval] {
        self.best(|days| match days {
            DaySelector::Holidays => Some(4),
            DaySelector::Weekdays => None,
            _ => plain_rank(days, weekday),
        })
    }

    /// The hours of the rule of the highest rank, the first among equals; none if no rule has one.
    fn best(&self, rank: impl Fn(&DaySelector) -> Option<u8>) -> &[Interval] {
        let mut best: Option<(u8, &Times)> = None;
        for (days, times) in &self.rules {
            if let Some(rank) = rank(days)
                && best.is_none_or(|(so_far, _)| rank > so_far)
            {
                best = Some((rank, times));
            }
        }
        best.map_or(&[], |(_, times)| times.intervals())
    }

    /// Hours of ordinal days, with the number that decides if two fall on one date.
    pub(crate) fn ordinals(&self) -> impl Iterator<Item = (Nth, Weekday, &[Interval])> {
        self.rules.iter().filter_map(|(days, times)| match days {
            DaySelector::Nth(nth, weekday) => Some((*nth, *weekday, times.intervals())),
            _ => None,
        })
    }

    /// Hours on the days of calendars.
    pub(crate) fn calendar_rules(&self) -> impl Iterator<Item = (&str, &[Interval])> {
        self.rules.iter().filter_map(|(days, times)| match days {
            DaySelector::Calendar(id) => Some((id.as_str(), times.intervals())),
            _ => None,
        })
    }

    /// Whether a rule for these days was given.
    pub(crate) fn says(&self, days: &DaySelector) -> bool {
        self.rules.iter().any(|(said, _)| said == days)
    }

    /// Hours of a date before any cut at midnight.
    fn uncut(&self, date: Date, closures: &Closures<'_>) -> Option<&[Interval]> {
        if closures.is_closed_on(date) {
            return Some(&[]);
        }
        if self.is_unknown() {
            return None;
        }
        if let Some(intervals) = self.by_calendar(date, closures) {
            return Some(intervals);
        }
        let usual = self
            .by_ordinal(date)
            .unwrap_or_else(|| self.regular(date.weekday()));
        let holiday = match self.by_ordinal(date) {
            Some(intervals) if !self.says(&DaySelector::Holidays) => intervals,
            _ => self.on_holiday(date.weekday()),
        };
        match closures.holidays.is_holiday(date) {
            Some(true) => Some(holiday),
            Some(false) => Some(usual),
            None => (usual == holiday).then_some(usual),
        }
    }

    fn by_calendar(&self, date: Date, closures: &Closures<'_>) -> Option<&[Interval]> {
        self.calendar_rules()
            .find(|(id, _)| closures.calendar_contains(id, date))
            .map(|(_, intervals)| intervals)
    }

    /// Hours of an ordinal day; a counted one goes before "last".
    fn by_ordinal(&self, date: Date) -> Option<&[Interval]> {
        self.ordinals()
            .filter(|(nth, weekday, _)| is_nth(date, *nth, *weekday))
            .min_by_key(|(nth, _, _)| *nth)
            .map(|(_, _, intervals)| intervals)
    }

    /// Whether a calendar closes the desk on a date: then nothing of the day before is left either.
    pub(crate) fn is_closed_by_calendar(&self, date: Date, closures: &Closures<'_>) -> bool {
        closures.is_closed_on(date)
            || self
                .by_calendar(date, closures)
                .is_some_and(<[Interval]>::is_empty)
    }
}

/// How near a rule is to a weekday: a single day before a range before a word for several days.
fn plain_rank(days: &DaySelector, weekday: Weekday) -> Option<u8> {
    let rank = match days {
        DaySelector::Day(_) => 3,
        DaySelector::Range(..) => 2,
        DaySelector::Weekdays | DaySelector::Weekends => 1,
        _ => 0,
    };
    days.names(weekday).then_some(rank)
}

/// Whether a date is the nth such weekday of its month.
fn is_nth(date: Date, nth: Nth, weekday: Weekday) -> bool {
    let week = (date.day() - 1) / 7;
    date.weekday() == weekday
        && match nth {
            Nth::First => week == 0,
            Nth::Second => week == 1,
            Nth::Third => week == 2,
            Nth::Fourth => week == 3,
            Nth::Fifth => week == 4,
            Nth::Last => date.day() + 7 > date.days_in_month(),
        }
}

fn problems(rules: &[HoursRule]) -> Vec<HoursProblem> {
    let mut problems = Vec::new();
    for (later, rule) in rules.iter().enumerate() {
        for (earlier, other) in rules[..later].iter().enumerate() {
            let kind = if rule.days == other.days {
                HoursProblemKind::DuplicateDays
            } else if ranges_overlap(&rule.days, &other.days) {
                HoursProblemKind::OverlappingRanges
            } else {
                continue;
            };
            problems.push(HoursProblem {
                kind,
                rules: vec![earlier, later],
            });
        }
    }
    let says = |wanted: &DaySelector| rules.iter().any(|rule| rule.days == *wanted);
    let said = says(&DaySelector::Holidays)
        || says(&DaySelector::Weekdays)
        || says(&DaySelector::Everyday);
    let single = |rule: &HoursRule| {
        matches!(
            rule.days,
            DaySelector::Day(_) | DaySelector::Range(..) | DaySelector::Nth(..)
        )
    };
    let asking: Vec<usize> = (0..rules.len())
        .filter(|index| single(&rules[*index]))
        .collect();
    if !said && !asking.is_empty() {
        problems.push(HoursProblem {
            kind: HoursProblemKind::HolidaysUnsaid,
            rules: asking,
        });
    }
    problems
}

fn ranges_overlap(one: &DaySelector, other: &DaySelector) -> bool {
    let ranges = matches!(one, DaySelector::Range(..)) && matches!(other, DaySelector::Range(..));
    ranges && WEEK.iter().any(|day| one.names(*day) && other.names(*day))
}

#[cfg(test)]
mod tests {
    use super::HoursProblemKind as Kind;
    use super::*;
    use crate::civil::read_date;
    use crate::dataset::read_date_range;
    use crate::notation::{CalendarNames, read_hours};

    fn date(text: &str) -> Date {
        read_date(text).expect("a date")
    }

    fn newyear() -> Calendar {
        Calendar {
            id: "newyear".to_owned(),
            name: words("年末年始", "New Year"),
            ranges: vec![read_date_range("12-29..01-03").expect("a range")],
        }
    }

    fn week(text: &str) -> WeekHours {
        let names = CalendarNames {
            id: "newyear".to_owned(),
            names: vec!["年末年始".to_owned()],
        };
        let reading = read_hours(text, &[names]).expect("hours");
        WeekHours::from_rules(reading.rules).expect("no problems")
    }

    /// The hours of a date as pairs of minutes.
    fn on(week: &WeekHours, day: &str, closed_on: &[&str]) -> Option<Vec<(u16, u16)>> {
        let closed_on: Vec<String> = closed_on.iter().map(|id| (*id).to_owned()).collect();
        let closures = Closures {
            holidays: &HolidayLaw::of_region("JP"),
            calendars: &[newyear()],
            closed_on: &closed_on,
        };
        match week.on(date(day), &closures) {
            DayHours::Unknown => None,
            DayHours::Known(intervals) => {
                let pair = |interval: &Interval| (interval.start(), interval.end());
                Some(intervals.iter().map(pair).collect())
            }
        }
    }

    #[test]
    fn precedence_on_a_date() {
        let nine = |to: u16| Some(vec![(540, to * 60)]);
        let closed = Some(vec![]);
        let office = week("平日9:00〜17:00、第2土曜9:00〜12:00、毎日9:00〜10:00");
        assert_eq!(on(&office, "2026-11-20", &[]), nine(17));
        assert_eq!(on(&office, "2026-11-23", &[]), nine(10));
        assert_eq!(on(&office, "2026-11-14", &[]), nine(12));
        assert_eq!(on(&office, "2026-11-21", &[]), nine(10));
        assert_eq!(on(&office, "2026-12-30", &["newyear"]), closed);
        let desk = week("月〜金9:00〜18:00、水9:00〜12:00、祝日9:00〜11:00、年末年始9:00〜10:00");
        assert_eq!(on(&desk, "2026-11-25", &[]), nine(12));
        assert_eq!(on(&desk, "2026-11-24", &[]), nine(18));
        assert_eq!(on(&desk, "2026-11-23", &[]), nine(11));
        assert_eq!(on(&desk, "2026-11-22", &[]), closed);
        assert_eq!(on(&desk, "2027-01-01", &[]), nine(10));
        assert_eq!(on(&WeekHours::default(), "2027-01-01", &[]), None);
        assert_eq!(on(&office, "2021-11-23", &[]), None);
    }

    #[test]
    fn a_closure_cuts_at_midnight() {
        let bar = week("毎日22:00〜26:00");
        assert_eq!(
            on(&bar, "2026-12-27", &["newyear"]),
            Some(vec![(1320, 1560)])
        );
        assert_eq!(
            on(&bar, "2026-12-28", &["newyear"]),
            Some(vec![(1320, 1440)])
        );
        assert_eq!(on(&bar, "2026-12-29", &["newyear"]), Some(vec![]));
        let closures = Closures {
            holidays: &HolidayLaw::of_region("JP"),
            calendars: &[newyear()],
            closed_on: &["newyear".to_owned()],
        };
        let open = |day, minute| bar.is_open_at(date(day), minute, &closures);
        assert_eq!(open("2026-12-28", 60), Some(true));
        assert_eq!(open("2026-12-28", 120), Some(false));
        assert_eq!(open("2026-12-29", 60), Some(false));
        assert_eq!(
            bar.next_closed(date("2026-06-01"), &closures),
            Some(date("2026-12-29"))
        );
    }

    #[test]
    fn problems_name_their_rules() {
        let problems = |text: &str| {
            let rules = read_hours(text, &[]).expect("hours").rules;
            let of = |problem: HoursProblem| (problem.kind, problem.rules);
            let found = WeekHours::from_rules(rules).err().unwrap_or_default();
            found.into_iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(
            problems("月〜金9-17、土10-15"),
            [(Kind::HolidaysUnsaid, vec![0, 1])]
        );
        assert_eq!(
            problems("月〜金9-17、金〜日10-15、祝日休み"),
            [(Kind::OverlappingRanges, vec![0, 1])]
        );
        assert_eq!(
            problems("平日9-17、平日10-15"),
            [(Kind::DuplicateDays, vec![0, 1])]
        );
        assert_eq!(problems("平日9-17、土10-15"), []);
    }

    #[test]
    fn ordinals_at_the_end_of_a_month() {
        let last = date("2026-11-27");
        assert!(
            is_nth(last, Nth::Last, Weekday::Friday) && is_nth(last, Nth::Fourth, Weekday::Friday)
        );
        let fifth = date("2026-10-30");
        assert!(
            is_nth(fifth, Nth::Last, Weekday::Friday) && is_nth(fifth, Nth::Fifth, Weekday::Friday)
        );
        assert!(!is_nth(date("2026-10-23"), Nth::Last, Weekday::Friday));
    }
}
