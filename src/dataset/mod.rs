//! The facts: channels, their parts and changes, notices, and any other typed table.
//!
//! A fact lives here once, typed, with the place it was written at and who vouches for it. Arithmetic
//! (`week_hours`, `holidays`, `calendar`) knows nothing of files; reading (`read`) knows nothing of pages.

mod calendar;
mod channel;
mod column;
mod consistency;
mod consistency_of_calendars;
mod consistency_of_numbers;
mod day_words;
mod desk;
pub mod field;
mod fields;
mod holidays;
mod hours_groups;
mod hours_words;
pub mod keys;
mod keys_of_notices;
mod read;
mod reply_words;
mod timeline;
mod value;
mod week_compare;
mod week_hours;
mod week_said;

use std::collections::BTreeMap;

pub use calendar::{Calendar, DateRange, DateRangeError, MonthDay, read_date_range};
pub use channel::{Change, Channel, Effect, Later, Notice};
pub use column::{Column, TypedTable};
pub use desk::{DAYS_AHEAD, Desk, OpenState};
pub use holidays::{Holiday, HolidayLaw};
pub use hours_words::{HoursWords, closed_word};
pub(crate) use read::source_problem;
pub use read::{is_channel_file, is_dataset, read, time_zone};
pub use reply_words::reply_words;
pub use timeline::Timeline;
pub use value::{Cell, Hours, Provenance, Record, Text, TextVariant, Value};
pub use week_compare::Outside;
pub use week_hours::{Closures, DayHours, HoursProblem, HoursProblemKind, WEEK, WeekHours};

use crate::civil::Date;
use crate::diagnostic::{Place, did_you_mean};
use crate::text::Spanned;
use crate::wording::Wording;

/// All facts of a site on one day.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// The start of `channels.toml`, if there is one.
    pub place: Option<Place>,
    /// The time zone of all hours, `Asia/Tokyo`.
    pub time_zone: String,
    /// The region of phone numbers and public holidays, `JP`.
    pub region: String,
    /// After how many days a verified fact is stale.
    pub review_after: Option<i64>,
    /// Whether this is our own desk, whose facts need nobody else's word.
    pub ours: bool,
    /// The last day for which the data is meant.
    pub valid_until: Option<Spanned<Date>>,
    /// The named days.
    pub calendars: Vec<Calendar>,
    /// Where each of them stands.
    pub calendar_places: Vec<Place>,
    /// The site's own columns of channels and parts.
    pub columns: Vec<Column>,
    /// The channels, in order.
    pub channels: Vec<Channel>,
    /// The notices, in order.
    pub notices: Vec<Notice>,
    /// The other tables by name.
    pub tables: BTreeMap<String, TypedTable>,
    /// What the author of the channels means literally.
    pub literal: Vec<Spanned<String>>,
}

impl Dataset {
    /// The public holidays of the region.
    pub fn holidays(&self) -> HolidayLaw {
        HolidayLaw::of_region(&self.region)
    }

    /// Which days are special for hours with these calendars of closing.
    pub fn closures<'a>(
        &'a self,
        holidays: &'a HolidayLaw,
        closed_on: &'a [String],
    ) -> Closures<'a> {
        Closures {
            holidays,
            calendars: &self.calendars,
            closed_on,
        }
    }

    /// The channel of an id.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id() == id)
    }

    /// The channel, or the part of one, that a reference names: `phone`, `phone.general`.
    pub fn named(&self, reference: &str) -> Option<(&Channel, &Record)> {
        match reference.split_once('.') {
            None => self.channel(reference).map(|of| (of, &of.record)),
            Some((id, part)) => {
                let channel = self.channel(id)?;
                Some((channel, channel.part(part)?))
            }
        }
    }

    /// What a reference might have meant: the parts of its channel, or the channels.
    pub fn meant_by(&self, reference: &str) -> Option<Wording> {
        let of = reference.split('.').next().unwrap_or(reference);
        let known: Vec<String> = match self.channel(of) {
            Some(channel) => channel
                .parts
                .iter()
                .map(|part| format!("{of}.{}", part.id))
                .collect(),
            None => self.channels.iter().map(|of| of.id().to_owned()).collect(),
        };
        did_you_mean(reference, known.iter().map(String::as_str))
    }
}
