//! Weekly hours agree with the crate `opening-hours` on generated weeks.
//!
//! Our rules are translated to an OpenStreetMap expression in ascending precedence, our public
//! holidays put into its context. It drops the part after midnight of a rule that a later rule
//! overrides on the next day and keeps the part after midnight of a day that is closed, so intervals
//! past midnight are compared one rule at a time and not on the day after a closure.

use jpholiday::chrono::NaiveDate;
use madoguchi::civil::{Date, Weekday};
use madoguchi::dataset::{
    Calendar, Closures, DayHours, HolidayLaw, WEEK, WeekHours, read_date_range,
};
use madoguchi::notation::{DaySelector, HoursRule, Interval, Nth, Times, merged};
use madoguchi::wording::words;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

const DAY: u16 = 1440;

/// The years that dates are drawn from.
const YEARS: std::ops::RangeInclusive<i16> = 2022..=2030;

fn weekday_code(weekday: Weekday) -> &'static str {
    let codes = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    codes[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

fn times_code(times: &Times) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let code = |one: &Interval| format!("{}-{}", clock(one.start()), clock(one.end()));
    match times {
        Times::Closed => "off".to_owned(),
        Times::Open(intervals) => intervals.iter().map(code).collect::<Vec<_>>().join(","),
    }
}

/// The rank of a rule, and its days in the other syntax.
fn days_code(days: &DaySelector) -> (u8, String) {
    match days {
        DaySelector::Everyday => (0, "Mo-Su".to_owned()),
        DaySelector::Weekdays => (1, "Mo-Fr".to_owned()),
        DaySelector::Weekends => (3, "Sa-Su".to_owned()),
        DaySelector::Range(first, last) => (
            4,
            format!("{}-{}", weekday_code(*first), weekday_code(*last)),
        ),
        DaySelector::Day(day) => (5, weekday_code(*day).to_owned()),
        DaySelector::Nth(Nth::Last, day) => (6, format!("{}[-1]", weekday_code(*day))),
        DaySelector::Nth(nth, day) => {
            let number = *nth as u8 + 1;
            (7, format!("{}[{number}]", weekday_code(*day)))
        }
        DaySelector::Holidays => (8, "PH".to_owned()),
        DaySelector::Calendar(_) => (9, "Dec 29-Jan 03".to_owned()),
    }
}

fn expression(rules: &[(DaySelector, Times)]) -> String {
    let mut coded: Vec<(u8, String)> = Vec::new();
    let hours_of = |wanted: &DaySelector| rules.iter().find(|(days, _)| days == wanted);
    if hours_of(&DaySelector::Weekdays).is_some() {
        // 平日 leaves public holidays to "every day"; all other days of the week override that.
        let times = hours_of(&DaySelector::Everyday).map_or(&Times::Closed, |(_, times)| times);
        coded.push((2, format!("PH {}", times_code(times))));
    }
    for (days, times) in rules {
        let (rank, days) = days_code(days);
        coded.push((rank, format!("{days} {}", times_code(times))));
    }
    coded.sort_by_key(|(rank, _)| *rank);
    let parts: Vec<String> = coded.into_iter().map(|(_, part)| part).collect();
    parts.join("; ")
}

fn oracle_date(date: Date) -> NaiveDate {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    NaiveDate::from_ymd_opt(i32::from(date.year()), month.into(), day.into()).expect("a date")
}

struct World {
    law: HolidayLaw,
    calendars: Vec<Calendar>,
    context: Context,
}

impl World {
    fn new() -> Self {
        let law = HolidayLaw::of_region("JP");
        let mut public = ContextHolidays::default().get_public().clone();
        for holiday in YEARS.filter_map(|year| law.holidays_of(year)).flatten() {
            public.insert(oracle_date(holiday.date));
        }
        let school = ContextHolidays::default().get_school().clone();
        let holidays = ContextHolidays::new(public.into(), school.into());
        Self {
            law,
            calendars: vec![Calendar {
                id: "newyear".to_owned(),
                name: words("年末年始", "New Year"),
                ranges: vec![read_date_range("12-29..01-03").expect("a range")],
            }],
            context: Context::default().with_holidays(holidays),
        }
    }

    /// The open minutes of a civil day, the end of the day before included.
    fn ours(&self, week: &WeekHours, date: Date) -> Vec<(u16, u16)> {
        let closures = Closures {
            holidays: &self.law,
            calendars: &self.calendars,
            closed_on: &[],
        };
        let hours = |date| match week.on(date, &closures) {
            DayHours::Known(intervals) => intervals,
            DayHours::Unknown => Vec::new(),
        };
        let before = hours(date.yesterday().expect("a day before"));
        let left = before.iter().filter_map(|one| {
            let end = one.end().checked_sub(DAY)?;
            Interval::new(one.start().saturating_sub(DAY), end)
        });
        let own = hours(date);
        let own = own
            .iter()
            .filter_map(|one| Interval::new(one.start(), one.end().min(DAY)));
        let pair = |one: Interval| (one.start(), one.end());
        merged(left.chain(own).collect())
            .into_iter()
            .map(pair)
            .collect()
    }

    fn theirs(&self, expression: &str, dates: &[Date]) -> Result<Vec<Vec<(u16, u16)>>, String> {
        let hours = expression
            .parse::<OpeningHours>()
            .map_err(|error| error.to_string())?;
        let hours = hours.with_context(self.context.clone());
        let of_day = |date: &Date| {
            let schedule = hours.schedule_at(oracle_date(*date)).into_iter();
            let open = schedule.filter(|part| part.kind == RuleKind::Open);
            let minutes = open.filter_map(|part| {
                let start = part.range.start.mins_from_midnight();
                Interval::new(start, part.range.end.mins_from_midnight().min(DAY))
            });
            let pair = |one: Interval| (one.start(), one.end());
            merged(minutes.collect()).into_iter().map(pair).collect()
        };
        Ok(dates.iter().map(of_day).collect())
    }

    fn compare(&self, rules: &[(DaySelector, Times)], dates: &[Date]) -> TestCaseResult {
        let rule = |(days, times): &(DaySelector, Times)| HoursRule {
            days: days.clone(),
            days_at: 0..0,
            times: times.clone(),
            times_at: 0..0,
        };
        let week = WeekHours::as_said(rules.iter().map(rule).collect());
        let expression = expression(rules);
        let theirs = self
            .theirs(&expression, dates)
            .map_err(|error| TestCaseError::fail(format!("{expression}: {error}")))?;
        for (date, theirs) in dates.iter().zip(theirs) {
            prop_assert_eq!(
                self.ours(&week, *date),
                theirs,
                "{} on {}",
                expression,
                date
            );
        }
        Ok(())
    }
}

fn weekday() -> impl Strategy<Value = Weekday> {
    prop::sample::select(WEEK.to_vec())
}

fn days() -> impl Strategy<Value = DaySelector> {
    let nth = prop::sample::select(vec![
        Nth::First,
        Nth::Second,
        Nth::Third,
        Nth::Fourth,
        Nth::Fifth,
        Nth::Last,
    ]);
    prop_oneof![
        Just(DaySelector::Everyday),
        Just(DaySelector::Weekdays),
        Just(DaySelector::Weekends),
        Just(DaySelector::Holidays),
        Just(DaySelector::Calendar("newyear".to_owned())),
        weekday().prop_map(DaySelector::Day),
        (weekday(), weekday())
            .prop_filter("two days", |(first, last)| first != last)
            .prop_map(|(first, last)| DaySelector::Range(first, last)),
        (nth, weekday()).prop_map(|(nth, weekday)| DaySelector::Nth(nth, weekday)),
    ]
}

/// Hours that end at midnight or before.
fn day_times() -> impl Strategy<Value = Times> {
    let interval = (0_u16..DAY, 1_u16..=DAY)
        .prop_filter_map("forward", |(start, end)| Interval::new(start, end));
    prop_oneof![
        1 => Just(Times::Closed),
        3 => prop::collection::vec(interval, 1..3).prop_map(Times::of),
    ]
}

/// Rules that do not contradict each other.
fn rules() -> impl Strategy<Value = Vec<(DaySelector, Times)>> {
    prop::collection::vec((days(), day_times()), 1..7).prop_map(|rules| {
        let mut fitting: Vec<(DaySelector, Times)> = Vec::new();
        for (days, times) in rules {
            let is_range = |days: &DaySelector| matches!(days, DaySelector::Range(..));
            let clash = fitting
                .iter()
                .any(|(other, _)| *other == days || (is_range(other) && is_range(&days)));
            if !clash {
                fitting.push((days, times));
            }
        }
        fitting
    })
}

/// Any dates, with more holidays and ends of years than chance would give.
fn dates() -> impl Strategy<Value = Vec<Date>> {
    let (first, last) = (*YEARS.start(), *YEARS.end());
    let any = (first..=last, 1_i8..=12, 1_i8..=28);
    let special = (
        first + 1..=last - 1,
        prop::sample::select(vec![
            (1, 1),
            (1, 4),
            (12, 28),
            (12, 29),
            (12, 31),
            (2, 11),
            (5, 3),
            (5, 6),
            (11, 3),
            (11, 23),
            (9, 22),
            (10, 31),
            (7, 30),
        ]),
    )
        .prop_map(|(year, (month, day))| (year, month, day));
    let date = prop_oneof![any, special].prop_filter_map("a date", |(year, month, day)| {
        Date::new(year, month, day).ok()
    });
    prop::collection::vec(date, 6)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[test]
fn d04_precedence_of_rules() {
    let world = World::new();
    let mut runner = proptest::test_runner::TestRunner::new(config(5_000));
    let result = runner.run(&(rules(), dates()), |(rules, dates)| {
        world.compare(&rules, &dates)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn d04_past_midnight_and_cut_by_a_closure() {
    let world = World::new();
    let mut runner = proptest::test_runner::TestRunner::new(config(2_000));
    let days = prop_oneof![
        Just(DaySelector::Everyday),
        weekday().prop_map(DaySelector::Day),
        (weekday(), weekday())
            .prop_filter("two days", |(first, last)| first != last)
            .prop_map(|(first, last)| DaySelector::Range(first, last)),
    ];
    let times = (0_u16..DAY, DAY + 1..2 * DAY)
        .prop_filter_map("below a day", |(start, end)| Interval::new(start, end))
        .prop_filter("below a day", |one| one.end() - one.start() < DAY);
    let result = runner.run(
        &(days, times, any::<bool>(), dates()),
        |(days, times, closed, mut dates)| {
            let mut rules = vec![(days, Times::of(vec![times]))];
            if closed {
                dates.retain(|date| (date.month(), date.day()) != (1, 4));
                rules.push((DaySelector::Calendar("newyear".to_owned()), Times::Closed));
            }
            world.compare(&rules, &dates)
        },
    );
    if let Err(error) = result {
        panic!("{error}");
    }
}
