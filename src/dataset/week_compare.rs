//! Comparing the hours of desks: the same week, hours inside other hours, hours of several desks
//! together.
//!
//! Two texts may say the same week in different rules, so everything here compares what holds on
//! each sort of day: seven weekdays, seven weekdays that are holidays, ordinals and calendars.

use std::collections::BTreeMap;

use crate::civil::Weekday;
use crate::notation::{DaySelector, Interval, Nth, Times, merged};

use super::week_hours::{WEEK, WeekHours};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// What a week means, however it is said.
#[derive(PartialEq, Eq)]
struct Meaning<'a> {
    known: bool,
    regular: [&'a [Interval]; 7],
    holiday: [&'a [Interval]; 7],
    /// By weekday (Monday 0) and ordinal; the flag tells whether they hold on public holidays.
    ordinals: BTreeMap<(i8, Nth), (&'a [Interval], bool)>,
    calendars: BTreeMap<&'a str, &'a [Interval]>,
}

impl<'a> Meaning<'a> {
    fn of(week: &'a WeekHours) -> Self {
        let regular = WEEK.map(|day| week.regular(day));
        let holiday = WEEK.map(|day| week.on_holiday(day));
        let on_holidays = !week.says(&DaySelector::Holidays);
        let mut ordinals = BTreeMap::new();
        for (nth, weekday, intervals) in week.ordinals() {
            let key = (weekday.to_monday_zero_offset(), nth);
            ordinals.entry(key).or_insert((intervals, on_holidays));
        }
        let mut calendars = BTreeMap::new();
        for (id, intervals) in week.calendar_rules() {
            calendars.entry(id).or_insert(intervals);
        }
        let mut meaning = Self {
            known: !week.is_unknown(),
            regular,
            holiday,
            ordinals,
            calendars,
        };
        meaning.drop_what_changes_nothing();
        meaning
    }

    /// An ordinal with the hours its weekday has anyway says nothing (unless another ordinal of
    /// that weekday does, which it may outrank); nor does a closure of what never opens.
    fn drop_what_changes_nothing(&mut self) {
        for (day, weekday) in (0_i8..).zip(WEEK) {
            let place = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
            let (regular, holiday) = (self.regular[place], self.holiday[place]);
            let idle = self.ordinals.iter().filter(|((of, _), _)| *of == day).all(
                |(_, (hours, on_holidays))| {
                    *hours == regular && (!on_holidays || *hours == holiday)
                },
            );
            if idle {
                self.ordinals.retain(|(of, _), _| *of != day);
            }
        }
        if self.never_opens() {
            self.calendars.retain(|_, hours| !hours.is_empty());
        }
    }

    fn never_opens(&self) -> bool {
        let mut rows = self.regular.iter().chain(&self.holiday);
        rows.all(|hours| hours.is_empty())
            && self.ordinals.values().all(|(hours, _)| hours.is_empty())
    }
}

/// Hours of one desk that another has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The day: a weekday, public holidays, an ordinal, or a calendar.
    pub day: DaySelector,
    /// The hours that are not inside.
    pub interval: Interval,
}

impl WeekHours {
    /// Whether two desks have the same hours on every sort of day, however it is said.
    pub fn same_week(&self, other: &Self) -> bool {
        Meaning::of(self) == Meaning::of(other)
    }

    /// Whether the desk never opens.
    pub fn never_opens(&self) -> bool {
        let meaning = Meaning::of(self);
        meaning.known
            && meaning.never_opens()
            && meaning.calendars.values().all(|hours| hours.is_empty())
    }

    /// Whether the desk is open at every minute of every day, closures by `closed_on` aside.
    pub fn always_open(&self) -> bool {
        let meaning = Meaning::of(self);
        let all_day = |row: [Vec<Interval>; 7]| row.iter().all(|hours| covers_day(hours));
        meaning.known
            && meaning.ordinals.is_empty()
            && meaning.calendars.values().all(|hours| covers_day(hours))
            && all_day(WEEK.map(|day| self.around(day, self.regular(day))))
            && all_day(WEEK.map(|day| self.around(day, self.on_holiday(day))))
    }

    /// Whether every hour of `inner` is one of this desk's; else the first that is not. Unknown
    /// hours cover everything. A calendar counts only if `inner` names it.
    pub fn covers(&self, inner: &Self) -> Result<(), Outside> {
        if self.is_unknown() {
            return Ok(());
        }
        for weekday in WEEK {
            let open = self.around(weekday, self.regular(weekday));
            inside(&open, inner.regular(weekday), || DaySelector::Day(weekday))?;
        }
        for weekday in WEEK {
            let open = self.around(weekday, self.on_holiday(weekday));
            inside(&open, inner.on_holiday(weekday), || DaySelector::Holidays)?;
        }
        for (nth, weekday) in ordinal_days(self, inner) {
            let open = self.around(weekday, self.on_ordinal(nth, weekday));
            let hours = inner.on_ordinal(nth, weekday);
            inside(&open, hours, || DaySelector::Nth(nth, weekday))?;
        }
        for (id, hours) in inner.calendar_rules() {
            let own = self.calendar_rules().find(|(own, _)| *own == id);
            let open = match own {
                Some((_, open)) => open.to_vec(),
                None => common(&self.standard_week()),
            };
            inside(&open, hours, || DaySelector::Calendar(id.to_owned()))?;
        }
        Ok(())
    }

    /// The hours at which at least one of two desks is open; `None` if that cannot be said in
    /// rules, as when only one of them has a calendar's hours.
    pub fn union(&self, other: &Self) -> Option<Self> {
        if self.is_unknown() || other.is_unknown() {
            return None;
        }
        let of_day = |day| together(self.regular(day), other.regular(day));
        let mut rules: Vec<_> = WEEK
            .iter()
            .map(|day| (DaySelector::Day(*day), of_day(*day)))
            .collect();
        rules.push(self.holidays_with(other)?);
        for (nth, weekday) in ordinal_days(self, other) {
            let own = self.on_ordinal(nth, weekday);
            let hours = together(own, other.on_ordinal(nth, weekday));
            rules.push((DaySelector::Nth(nth, weekday), hours));
        }
        rules.extend(self.calendars_with(other)?);
        Some(Self::of_pairs(rules))
    }

    /// What two desks together do on public holidays: hours of their own, or those of the weekday
    /// (said by a rule for every day that changes no other day). Ordinals hold on holidays in the
    /// second case only, so with ordinals the desks must agree.
    fn holidays_with(&self, other: &Self) -> Option<(DaySelector, Times)> {
        let explicit = |week: &Self| week.says(&DaySelector::Holidays);
        let ordinals = !ordinal_days(self, other).is_empty();
        let of_holiday = |day| together(self.on_holiday(day), other.on_holiday(day));
        let holidays = WEEK.map(of_holiday);
        let by_weekday = WEEK
            .iter()
            .zip(&holidays)
            .all(|(day, hours)| together(self.regular(*day), other.regular(*day)) == *hours);
        if by_weekday && !explicit(self) && !explicit(other) {
            return Some((DaySelector::Everyday, Times::Closed));
        }
        let uniform = holidays.iter().all(|hours| *hours == holidays[0]);
        let fits = !ordinals || (explicit(self) && explicit(other));
        let [monday, ..] = holidays;
        (uniform && fits).then_some((DaySelector::Holidays, monday))
    }

    /// The calendars' hours of two desks that name the same calendars.
    fn calendars_with(&self, other: &Self) -> Option<Vec<(DaySelector, Times)>> {
        let own: BTreeMap<&str, &[Interval]> = self.calendar_rules().collect();
        let others: BTreeMap<&str, &[Interval]> = other.calendar_rules().collect();
        if !own.keys().eq(others.keys()) {
            return None;
        }
        let both = own.into_iter().zip(others.into_values());
        let rule = |((id, hours), more): ((&str, &[Interval]), &[Interval])| {
            (DaySelector::Calendar(id.to_owned()), together(hours, more))
        };
        Some(both.map(rule).collect())
    }

    /// Hours of an ordinal day that is no holiday.
    pub fn on_ordinal(&self, nth: Nth, weekday: Weekday) -> &[Interval] {
        self.ordinals()
            .find(|(own, day, _)| (*own, *day) == (nth, weekday))
            .map_or_else(|| self.regular(weekday), |(_, _, hours)| hours)
    }

    /// What is open from a weekday's 0:00 to the next day's 24:00 if that weekday itself opens at
    /// `hours`: with the end of the day before and the beginning of the day after.
    fn around(&self, weekday: Weekday, hours: &[Interval]) -> Vec<Interval> {
        let before = self.regular(weekday.previous()).iter();
        let after = self.regular(weekday.next()).iter();
        let left_over = before.filter_map(|one| {
            let end = one.end().checked_sub(DAY)?;
            Interval::new(one.start().saturating_sub(DAY), end)
        });
        let to_come =
            after.filter_map(|one| Interval::new(one.start() + DAY, one.end().min(DAY) + DAY));
        merged(
            left_over
                .chain(hours.iter().copied())
                .chain(to_come)
                .collect(),
        )
    }
}

/// The ordinal days of either, each once, in order.
fn ordinal_days(one: &WeekHours, other: &WeekHours) -> Vec<(Nth, Weekday)> {
    let mut days: Vec<(Nth, Weekday)> = Vec::new();
    for (nth, weekday, _) in one.ordinals().chain(other.ordinals()) {
        if !days.contains(&(nth, weekday)) {
            days.push((nth, weekday));
        }
    }
    days
}

fn together(one: &[Interval], other: &[Interval]) -> Times {
    Times::of([one, other].concat())
}

/// Hours that every day of the week has.
fn common(week: &[Vec<Interval>; 7]) -> Vec<Interval> {
    let mut common = week[0].clone();
    for hours in &week[1..] {
        common = common
            .iter()
            .flat_map(|one| {
                hours.iter().filter_map(|other| {
                    Interval::new(one.start().max(other.start()), one.end().min(other.end()))
                })
            })
            .collect();
    }
    common
}

fn covers_day(hours: &[Interval]) -> bool {
    merged(hours.to_vec())
        .iter()
        .any(|one| one.start() == 0 && one.end() >= DAY)
}

/// Whether every interval lies within one of `open`.
fn inside(
    open: &[Interval],
    hours: &[Interval],
    day: impl Fn() -> DaySelector,
) -> Result<(), Outside> {
    let outside = hours.iter().find(|one| {
        let holds = |open: &Interval| open.start() <= one.start() && one.end() <= open.end();
        !open.iter().any(holds)
    });
    match outside {
        None => Ok(()),
        Some(interval) => Err(Outside {
            day: day(),
            interval: *interval,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::read_hours;

    fn week(text: &str) -> WeekHours {
        WeekHours::as_said(read_hours(text, &[]).expect("hours").rules)
    }

    #[test]
    fn the_same_week_in_other_words() {
        for (one, other) in [
            ("24/7", "毎日0:00〜24:00"),
            ("平日9:00〜17:00", "平日9:00〜17:00(土日祝を除く)"),
            ("平日9-17、土日祝9-17", "毎日9-17"),
            ("月〜金9-17、祝日休み", "平日9-17、祝日休み"),
            ("毎日9-12、毎日9-12", "毎日9-12"),
            ("毎日9-12、第2土曜9-12", "毎日9-12"),
        ] {
            assert!(week(one).same_week(&week(other)), "{one} / {other}");
        }
        for (one, other) in [
            ("平日9-17", "月〜金9-17"),
            ("毎日9-17", "毎日9-18"),
            ("毎日9-17", "毎日9-17(第2土曜を除く)"),
        ] {
            assert!(!week(one).same_week(&week(other)), "{one} / {other}");
        }
        assert!(!week("休み").same_week(&WeekHours::default()));
    }

    #[test]
    fn busy_hours_inside_opening_hours() {
        let open = week("毎日9-21");
        let busy = week("平日12-14、18-21、土日祝9-12");
        assert_eq!(open.covers(&busy), Ok(()));
        let outside = week("平日9-17").covers(&busy).expect_err("evenings");
        assert_eq!(outside.day, DaySelector::Day(Weekday::Monday));
        assert_eq!(Some(outside.interval), Interval::new(18 * 60, 21 * 60));
        let holidays = week("平日9-21、土日9-21")
            .covers(&busy)
            .expect_err("holidays");
        assert_eq!(holidays.day, DaySelector::Holidays);
        assert_eq!(
            week("毎日22:00-26:00").covers(&week("毎日0:00-1:00")),
            Ok(())
        );
        assert_eq!(WeekHours::default().covers(&busy), Ok(()));
    }

    #[test]
    fn always_and_together() {
        assert!(week("24/7").always_open());
        assert!(week("毎日12:00-36:00").always_open());
        assert!(!week("平日24時間").always_open());
        assert!(!week("24時間(第2土曜を除く)").always_open());
        let both = week("平日9-12").union(&week("平日11-17、土日祝10-11"));
        assert!(both.is_some_and(|both| both.same_week(&week("平日9-17、土日祝10-11"))));
        assert!(week("休み").never_opens() && !week("平日9-12").never_opens());
    }
}
