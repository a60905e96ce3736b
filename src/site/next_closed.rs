//! `{{ phone.next_closed }}`: the next day on which nobody can be reached, day by day as the data
//! knows them: notices first, then the changes that will hold, then the hours.

use super::Site;
use super::print_words::{print_date, said};
use super::table::Row;
use crate::civil::Date;
use crate::dataset::{Channel, DayHours, Effect, Record, Value};

/// How far ahead a closed day is looked for: every yearly calendar has come by once.
const DAYS_AHEAD: usize = 366;

impl Site {
    /// The next closed day in words.
    pub(super) fn next_closed(&self, record: &Record, channel: &Channel, language: &str) -> String {
        let row = Row {
            record,
            channel: Some(channel),
        };
        let days = std::iter::successors(Some(self.today), |day| day.tomorrow().ok());
        let closed = days
            .take(DAYS_AHEAD + 1)
            .map_while(|day| Some((day, self.opens_on(row, channel, day)?)))
            .find(|(_, opens)| !opens);
        closed.map_or_else(
            || said(language, "休みはありません", "never closed"),
            |(date, _)| print_date(date, language),
        )
    }

    /// Whether somebody can be reached at some time of a day, as far as that is known.
    fn opens_on(&self, row: Row<'_>, channel: &Channel, day: Date) -> Option<bool> {
        let part = row.part_of().map(|_| row.record.id.as_str());
        match self.hours_on(channel, part, day) {
            DayHours::Known(intervals) => Some(!intervals.is_empty()),
            DayHours::Unknown => None,
        }
    }

    /// The hours of a channel, or of a part of it, on a day from today on: notices that hold all day,
    /// the changes that will hold, closures and public holidays are in them.
    pub fn hours_on(&self, channel: &Channel, part: Option<&str>, day: Date) -> DayHours {
        let of = match part {
            Some(part) => format!("{}.{part}", channel.id()),
            None => channel.id().to_owned(),
        };
        let holidays = self.dataset.holidays();
        let Some(record) = channel.on(part, day) else {
            return DayHours::Unknown;
        };
        let hours = match record.value("hours") {
            Some(Value::Hours(hours)) => Some(&**hours),
            _ => None,
        };
        let notices = self.dataset.notices.iter();
        let notice = notices
            .filter(|notice| notice.is_about_all_of(&of) && notice.holds_all(day))
            .find(|notice| notice.effect != Effect::None);
        let (hours, closures) = match notice.map(|notice| &notice.effect) {
            Some(Effect::Closed) => return DayHours::Known(Vec::new()),
            Some(Effect::Hours(hours)) => (&**hours, self.dataset.closures(&holidays, &[])),
            _ => {
                let Some(hours) = hours else {
                    return DayHours::Unknown;
                };
                (hours, self.dataset.closures(&holidays, &hours.closed_on))
            }
        };
        hours.week.on(day, &closures)
    }
}
