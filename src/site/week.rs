//! `{week}`: a week of one channel or part as a picture of hours.

use super::Site;
use super::joined::{JoinedWeek, Rich, WeekDay};
use super::joining::Joining;
use super::link::View;
use super::print::Standing;
use super::print_words::{own_language, said};
use super::table::Row;
use crate::civil::Weekday;
use crate::dataset::{Hours, Record, Value, WEEK};
use crate::decode::Cursor;
use crate::notation::{DaySelector, Interval};

const NAMES: [(&str, &str); 7] = [
    ("月", "Mon"),
    ("火", "Tue"),
    ("水", "Wed"),
    ("木", "Thu"),
    ("金", "Fri"),
    ("土", "Sat"),
    ("日", "Sun"),
];

impl Site {
    /// `{week}`
    pub(super) fn week(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedWeek> {
        let wanted = arguments.required_text("channel");
        let caption = self.caption(arguments, view, joining);
        let row = self.channel_row(arguments.reader(), &wanted?)?;
        let hours = row.record.cell("hours").map(|cell| &cell.value);
        let is_dated = row
            .channel
            .is_some_and(|channel| channel.changes_say("hours"));
        if !is_dated && !matches!(hours, Some(Value::Hours(_) | Value::Unreadable)) {
            joining.report(Some(super::blocks::no_hours(
                arguments.reader().place(arguments.span()),
                row,
            )));
        }
        self.week_of(row, caption, view, joining)
    }

    /// The week of a channel or part, if its hours are known.
    pub(super) fn week_of(
        &self,
        row: Row<'_>,
        caption: Option<Rich>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedWeek> {
        let record = row.record;
        let hours = record.hours("hours")?;
        let mut worst = None;
        for field in ["hours", "busy", "quiet", "limited"] {
            if let Some(cell) = record.cell(field) {
                joining.shows(self, cell);
                worst = worst.max(Some(self.standing(&cell.provenance)));
            }
        }
        let name = super::texts::rich_letters(&self.name_of(&row.id(), view, joining));
        let days = days(record, hours, view.language);
        let has_other_days = hours
            .week
            .rules()
            .iter()
            .any(|(days, _)| matches!(days, DaySelector::Nth(..) | DaySelector::Calendar(_)));
        joining.ordinal += 1;
        Some(JoinedWeek {
            said: has_other_days.then(|| self.print_hours(hours, view.language)),
            ordinal: joining.ordinal,
            name,
            caption,
            hours: hours_shown(&days),
            columns: self.columns_of(row),
            days,
            marks: self.row_marks(row, worst.filter(|standing| *standing != Standing::Good)),
        })
    }
}

fn minutes(intervals: &[Interval]) -> Vec<(u16, u16)> {
    intervals
        .iter()
        .map(|interval| (interval.start(), interval.end()))
        .collect()
}

fn print_minutes(intervals: &[(u16, u16)], language: &str) -> String {
    let intervals: Vec<Interval> = intervals
        .iter()
        .filter_map(|(start, end)| Interval::new(*start, *end))
        .collect();
    if intervals.is_empty() {
        return String::new();
    }
    crate::dataset::HoursWords::new(own_language(language)).intervals(&intervals)
}

/// The hours of the day that the picture shows: all that lie in an interval, and some air around them.
fn hours_shown(days: &[WeekDay]) -> (u16, u16) {
    let all = || {
        days.iter().flat_map(|day| {
            day.open
                .iter()
                .flatten()
                .chain(&day.busy)
                .chain(&day.quiet)
                .chain(&day.limited)
        })
    };
    let first = all().map(|(start, _)| start / 60).min().unwrap_or(9);
    let last = all().map(|(_, end)| end.div_ceil(60)).max().unwrap_or(18);
    (
        first.saturating_sub(1),
        (last + 1).min(if last <= 24 { 24 } else { 48 }),
    )
}

fn days(record: &Record, hours: &Hours, language: &str) -> Vec<WeekDay> {
    let week = |field: &str| record.hours(field).map(|hours| &hours.week);
    let (busy, quiet, limited) = (week("busy"), week("quiet"), week("limited"));
    let of_day = |week: Option<&crate::dataset::WeekHours>, at: usize| {
        week.map_or_else(Vec::new, |week| minutes(&week.standard_week()[at]))
    };
    let of_holiday = |week: Option<&crate::dataset::WeekHours>| {
        week.and_then(crate::dataset::WeekHours::holiday_row)
            .map_or_else(Vec::new, |row| minutes(&row))
    };
    let mut days: Vec<WeekDay> = WEEK
        .iter()
        .enumerate()
        .map(|(at, _): (usize, &Weekday)| {
            let (ja, en) = NAMES[at];
            let open = Some(minutes(&hours.week.standard_week()[at]));
            week_day(
                said(language, ja, en),
                open,
                [of_day(busy, at), of_day(quiet, at), of_day(limited, at)],
                language,
            )
        })
        .collect();
    if let Some(row) = hours.week.holiday_row() {
        let others = [of_holiday(busy), of_holiday(quiet), of_holiday(limited)];
        days.push(week_day(
            said(language, "祝日", "Holidays"),
            Some(minutes(&row)),
            others,
            language,
        ));
    }
    days
}

fn week_day(
    name: String,
    open: Option<Vec<(u16, u16)>>,
    others: [Vec<(u16, u16)>; 3],
    language: &str,
) -> WeekDay {
    let [busy, quiet, limited] = others;
    // What is closed or unknown is said in the words of the interface.
    let words = [
        print_minutes(open.as_deref().unwrap_or_default(), language),
        print_minutes(&busy, language),
        print_minutes(&quiet, language),
        print_minutes(&limited, language),
    ];
    WeekDay {
        name,
        open,
        busy,
        quiet,
        limited,
        words,
    }
}
