//! Weekly hours as a reader is told them: days with equal hours together, exceptions at the end.
//!
//! Names only, no words: the same groups are worded in every language. What is said here and read
//! again by `notation` has the same meaning; where hours on public holidays follow the weekday,
//! the groups say so by naming a base (every day, weekdays) and what differs from it.

use crate::civil::Weekday;
use crate::notation::{DaySelector, Interval, Nth};

use super::week_hours::{WEEK, WeekHours};

/// One name of a day or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DayName {
    /// 毎日
    Everyday,
    /// 平日
    Weekdays,
    /// 土日
    Weekends,
    /// 月〜金
    Range(Weekday, Weekday),
    /// 月曜
    Day(Weekday),
    /// その他の土曜, beside 第2土曜
    OtherDay(Weekday),
    /// 祝日
    Holidays,
    /// 第2・第4土曜
    Ordinals(Vec<Nth>, Weekday),
    /// A calendar, by its id.
    Calendar(String),
    /// その他の日
    OtherDays,
}

/// Days with their hours, at least one interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) days: Vec<DayName>,
    pub(crate) hours: Vec<Interval>,
}

/// Weekly hours as they are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups {
    /// Days that open, in the order of the week, then holidays, ordinals and calendars.
    pub(crate) open: Vec<Group>,
    /// Days that do not.
    pub(crate) closed: Vec<DayName>,
}

impl Groups {
    /// Groups of known hours; `closed_on` are calendars on which the desk is closed anyway.
    pub(crate) fn of(week: &WeekHours, closed_on: &[String]) -> Self {
        let ordinals = week.ordinals().next().is_some();
        let uniform = week.holiday_row();
        let mut groups = match uniform {
            Some(holidays) if !ordinals || week.says(&DaySelector::Holidays) => {
                with_holiday_row(week, &holidays)
            }
            _ => with_base(week),
        };
        groups.add_ordinals(week);
        groups.name_other_days();
        groups.add_calendars(week, closed_on);
        groups
    }

    fn push(&mut self, days: Vec<DayName>, hours: &[Interval]) {
        if days.is_empty() {
            return;
        }
        if hours.is_empty() {
            self.closed.extend(days);
        } else {
            self.open.push(Group {
                days,
                hours: hours.to_vec(),
            });
        }
    }

    /// Ordinals of one weekday with equal hours together.
    fn add_ordinals(&mut self, week: &WeekHours) {
        let mut found: Vec<(Vec<Nth>, Weekday, &[Interval])> = Vec::new();
        for (nth, weekday, hours) in week.ordinals() {
            let same = found
                .iter_mut()
                .find(|(_, day, other)| (*day, *other) == (weekday, hours));
            match same {
                Some((ordinals, _, _)) if !ordinals.contains(&nth) => ordinals.push(nth),
                Some(_) => {}
                None => found.push((vec![nth], weekday, hours)),
            }
        }
        let opens = found.iter().any(|(_, _, hours)| !hours.is_empty());
        if self.open.is_empty() && !opens {
            return;
        }
        for (mut ordinals, weekday, hours) in found {
            ordinals.sort_unstable();
            self.push(vec![DayName::Ordinals(ordinals, weekday)], hours);
        }
    }

    /// Where the second Saturday opens, what is closed are the *other* Saturdays.
    fn name_other_days(&mut self) {
        let open = &self.open;
        let ordinal = |weekday: Weekday| {
            open.iter().any(|group| {
                let names =
                    |name: &DayName| matches!(name, DayName::Ordinals(_, day) if *day == weekday);
                group.days.iter().any(names)
            })
        };
        let mut others = Vec::new();
        let mut closed = Vec::new();
        for name in self.closed.drain(..) {
            if name == DayName::Weekdays || !WEEK.iter().any(|day| name.has(*day) && ordinal(*day))
            {
                closed.push(name);
                continue;
            }
            for day in WEEK.into_iter().filter(|day| name.has(*day)) {
                if ordinal(day) {
                    others.push(DayName::OtherDay(day));
                } else {
                    closed.push(DayName::Day(day));
                }
            }
        }
        closed.extend(others);
        self.closed = closed;
    }

    fn add_calendars(&mut self, week: &WeekHours, closed_on: &[String]) {
        for (id, hours) in week.calendar_rules() {
            if !closed_on.iter().any(|closed| closed == id) {
                self.push(vec![DayName::Calendar(id.to_owned())], hours);
            }
        }
        let ids = closed_on.iter().cloned();
        self.closed.extend(ids.map(DayName::Calendar));
        if self.open.is_empty() {
            self.closed.clear();
        }
    }
}

impl DayName {
    /// Whether it names a weekday as closed.
    fn has(&self, weekday: Weekday) -> bool {
        match self {
            Self::Weekdays => DaySelector::Weekdays.names(weekday),
            Self::Weekends => DaySelector::Weekends.names(weekday),
            Self::Range(first, last) => DaySelector::Range(*first, *last).names(weekday),
            Self::Day(day) | Self::OtherDay(day) => *day == weekday,
            _ => false,
        }
    }
}

/// Eight rows, the last for public holidays, which have hours of their own.
fn with_holiday_row(week: &WeekHours, holidays: &[Interval]) -> Groups {
    let mut groups = Groups::default();
    let mut told: Vec<&[Interval]> = Vec::new();
    let regular = WEEK.map(|day| week.regular(day));
    for hours in regular.into_iter().chain([holidays]) {
        if told.contains(&hours) {
            continue;
        }
        told.push(hours);
        let days = regular.map(|other| other == hours);
        let of_holidays = holidays == hours;
        if hours.is_empty() && !of_holidays && !days.contains(&false) {
            groups.closed.push(DayName::OtherDays);
            continue;
        }
        let mut names = names_of(days, of_holidays, Holidays::Told);
        if names == [DayName::Everyday] && of_holidays && week.ordinals().next().is_some() {
            // Or the ordinals that follow would seem to hold on holidays too.
            names.push(DayName::Holidays);
        }
        groups.push(names, hours);
    }
    if groups.open.is_empty() {
        // Only ordinals or calendars open: that all else is closed goes without saying, but not
        // that an ordinal is closed when it is a holiday.
        groups.closed.clear();
        if week.ordinals().any(|(_, _, hours)| !hours.is_empty()) {
            groups.closed.push(DayName::Holidays);
        }
    }
    groups
}

/// Holidays follow the weekday, or `weekdays` leaves them to every day: a base, and the weekdays
/// that differ from it on holidays too.
fn with_base(week: &WeekHours) -> Groups {
    let mut groups = Groups::default();
    let by_weekdays = |day: Weekday| {
        let nearer = |(days, _): &(DaySelector, _)| {
            matches!(days, DaySelector::Day(_) | DaySelector::Range(..)) && days.names(day)
        };
        DaySelector::Weekdays.names(day)
            && week.says(&DaySelector::Weekdays)
            && !week.rules().iter().any(nearer)
    };
    let weekdays: Vec<Weekday> = WEEK.into_iter().filter(|day| by_weekdays(*day)).collect();
    let base: &[Interval] = match weekdays.first() {
        // What holidays on those days have comes from "every day" alone.
        Some(day) => week.on_holiday(*day),
        None => most_common(week),
    };
    groups.push(vec![DayName::Everyday], base);
    groups.closed.clear();
    if let Some(day) = weekdays.first() {
        groups.push(vec![DayName::Weekdays], week.regular(*day));
    } else if base.is_empty() {
        groups.closed.push(DayName::OtherDays);
        return groups;
    }
    // A day with the base's hours goes without saying, unless 平日 would seem to mean it.
    let goes_without = |day: Weekday| {
        !base.is_empty()
            && week.regular(day) == base
            && (weekdays.is_empty() || !DaySelector::Weekdays.names(day))
    };
    let own = |day: Weekday| !weekdays.contains(&day) && !goes_without(day);
    let mut told: Vec<&[Interval]> = Vec::new();
    for day in WEEK.into_iter().filter(|day| own(*day)) {
        let hours = week.regular(day);
        if told.contains(&hours) {
            continue;
        }
        told.push(hours);
        let days = WEEK.map(|other| own(other) && week.regular(other) == hours);
        groups.push(names_of(days, false, Holidays::ByWeekday), hours);
    }
    groups
}

/// The hours that most weekdays have, of those that have any.
fn most_common(week: &WeekHours) -> &[Interval] {
    let count = |hours: &[Interval]| {
        let same = WEEK.iter().filter(|day| week.regular(**day) == hours);
        same.count()
    };
    let mut best: &[Interval] = &[];
    for day in WEEK {
        let hours = week.regular(day);
        if !hours.is_empty() && (best.is_empty() || count(hours) > count(best)) {
            best = hours;
        }
    }
    best
}

/// What is said of holidays beside the weekdays that are being named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holidays {
    /// They have a row of their own, so 平日 may be said of Monday to Friday.
    Told,
    /// They follow the weekday, so only names of weekdays are right.
    ByWeekday,
}

/// Names for a set of weekdays, in the order of the week, and for holidays.
pub(crate) fn names_of(days: [bool; 7], holidays: bool, style: Holidays) -> Vec<DayName> {
    let all = days.iter().all(|named| *named);
    if all && style == Holidays::Told {
        return vec![DayName::Everyday];
    }
    let mut names = Vec::new();
    let mut place = 0;
    while place < WEEK.len() {
        let run = days[place..].iter().take_while(|named| **named).count();
        let last = place + run.saturating_sub(1);
        match (place, run) {
            (_, 0) => {}
            (0, 5) if style == Holidays::Told && !holidays => names.push(DayName::Weekdays),
            (0, 7) if !holidays => names.push(DayName::Range(WEEK[0], WEEK[6])),
            (5, 2) => names.push(DayName::Weekends),
            (_, 1 | 2) => names.extend(WEEK[place..=last].iter().copied().map(DayName::Day)),
            _ => names.push(DayName::Range(WEEK[place], WEEK[last])),
        }
        place = last + 1;
    }
    if holidays {
        names.push(DayName::Holidays);
    }
    names
}
