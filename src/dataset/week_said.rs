//! Hours as a sentence says them, beside those of the data: only the days that are named are compared.

use crate::notation::{DaySelector, HoursRule, Interval, Times};

use super::week_hours::{WEEK, WeekHours};

impl WeekHours {
    /// Whether some sort of day has these hours.
    pub fn has_on_some_day(&self, times: &Times) -> bool {
        let hours = times.intervals();
        WEEK.iter()
            .any(|day| self.regular(*day) == hours || self.on_holiday(*day) == hours)
            || self.ordinals().any(|(_, _, own)| own == hours)
            || self.calendar_rules().any(|(_, own)| own == hours)
    }

    /// Whether hours lie within those of each day that is meant; where none is, of some day.
    pub fn has_within(&self, times: &Times, days: Option<&DaySelector>) -> bool {
        let within = |hours: &[Interval]| {
            let inside = |one: &Interval| {
                let holds =
                    |open: &Interval| open.start() <= one.start() && one.end() <= open.end();
                hours.iter().any(holds)
            };
            times.intervals().iter().all(inside)
        };
        match days {
            None => {
                let mut week = WEEK.iter();
                week.any(|day| within(self.regular(*day)) || within(self.on_holiday(*day)))
            }
            Some(DaySelector::Holidays) => WEEK.iter().all(|day| within(self.on_holiday(*day))),
            Some(days) => {
                let named: Vec<_> = WEEK.iter().filter(|day| days.names(**day)).collect();
                !named.is_empty() && named.iter().all(|day| within(self.regular(**day)))
            }
        }
    }

    /// Whether the days that rules name have the hours that they say, closures by calendar included.
    pub fn agrees_with(&self, said: &[HoursRule], closed_on: &[String]) -> bool {
        let said = Self::as_said(said.to_vec());
        let every_day = said.says(&DaySelector::Everyday);
        let names = |day| said.rules().iter().any(|(days, _)| days.names(day));
        let weekdays = WEEK
            .into_iter()
            .filter(|day| names(*day))
            .all(|day| said.regular(day) == self.regular(day));
        let on_holidays = every_day || said.says(&DaySelector::Holidays);
        let holidays = !on_holidays
            || WEEK
                .iter()
                .all(|day| said.on_holiday(*day) == self.on_holiday(*day));
        let ordinals = said
            .ordinals()
            .all(|(nth, day, hours)| self.on_ordinal(nth, day) == hours);
        let calendars = said.calendar_rules().all(|(id, hours)| {
            self.on_calendar(id, closed_on)
                .is_some_and(|own| own == hours)
        });
        weekdays && holidays && ordinals && calendars
    }

    /// The hours on the days of a calendar, if the data says them.
    fn on_calendar(&self, id: &str, closed_on: &[String]) -> Option<&[Interval]> {
        if closed_on.iter().any(|closed| closed == id) {
            return Some(&[]);
        }
        self.calendar_rules()
            .find(|(own, _)| *own == id)
            .map(|(_, hours)| hours)
    }
}
