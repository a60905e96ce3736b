//! How an organisation can be reached, for machines: of its own desks alone.
//!
//! Who looks a company up trusts what structured data says, so nothing is said there for somebody
//! else: only a site whose dataset says `ours` and whose config names the organisation has any.
//! Whatever stands here stands on the page, too, in a card of that channel.

use std::collections::BTreeMap;

use super::Site;
use super::joining::Joining;
use super::link::View;
use super::table::Row;
use super::texts::rich_letters;
use crate::civil::{Date, Weekday, days_later};
use crate::dataset::{Desk, Record, Value};
use crate::diagnostic::Bag;
use crate::text::SourcePath;

/// For how many days hours are told to machines that never come back.
const DAYS_TOLD: i32 = 90;

/// A way to reach the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Its name, as the page shows it.
    pub name: String,
    /// Its number, as the page shows it.
    pub telephone: Option<String>,
    /// Its address of mail.
    pub email: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// The languages it serves, as tags.
    pub languages: Vec<String>,
    /// When it is open.
    pub hours: Vec<HoursSpecification>,
}

/// Hours between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursSpecification {
    /// The days of the week; none: every day of the span.
    pub weekdays: Vec<Weekday>,
    /// From when until when, in minutes since midnight; none: closed.
    pub times: Option<(u16, u16)>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub through: Date,
}

impl Site {
    /// How a channel and those of its parts that have a number can be reached. Nothing of a channel
    /// of somebody else's, or of one that has ended.
    pub fn contacts(&self, id: &str, language: &str) -> Vec<Contact> {
        let Some(channel) = self.dataset.channel(id) else {
            return Vec::new();
        };
        let is_ours = self.dataset.ours && self.config.organisation.is_some();
        if !is_ours || channel.has_ended() || !channel.is_official() {
            return Vec::new();
        }
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let path = SourcePath::new("content/data/channels.toml");
        let view = View {
            path: &path,
            page: None,
            url: "/",
            in_place: false,
            language,
        };
        let number = |record: &Record| record.value("number").cloned();
        let parts = channel.parts.iter().filter(|part| {
            number(part).is_some()
                && number(part) != number(&channel.record)
                && part.word("status") != Some("ended")
        });
        std::iter::once(&channel.record)
            .chain(parts)
            .map(|record| {
                let row = Row {
                    record,
                    channel: Some(channel),
                };
                let languages = record.cells.keys();
                let languages = languages.filter_map(|key| key.strip_prefix("languages."));
                Contact {
                    name: rich_letters(&self.record_name(row, &view, &mut joining)),
                    telephone: self.trusted(record, "number"),
                    email: self.trusted(record, "email"),
                    url: self.trusted(record, "url"),
                    languages: languages.map(str::to_owned).collect(),
                    hours: self.hours_told(&row.id()),
                }
            })
            .collect()
    }

    /// The letters of a fact that a reader may follow.
    fn trusted(&self, record: &Record, field: &str) -> Option<String> {
        let cell = record.cell(field)?;
        if !self.standing(&cell.provenance).may_be_followed() {
            return None;
        }
        match &cell.value {
            Value::Phone(number) => Some(number.display.clone()),
            Value::Email(text) | Value::Url(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The usual week of the days ahead, then the days that differ; until the first of which
    /// something is unknown.
    fn hours_told(&self, reference: &str) -> Vec<HoursSpecification> {
        let Some(desk) = Desk::of(&self.dataset, reference, self.today) else {
            return Vec::new();
        };
        let days: Vec<(Date, Vec<(u16, u16)>)> = (0..DAYS_TOLD)
            .map_while(|ahead| {
                let date = days_later(self.today, ahead)?;
                Some((date, desk.open_times(date)?))
            })
            .collect();
        let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else {
            return Vec::new();
        };
        let usual = usual_week(&days);
        let mut weekly: BTreeMap<(u16, u16), Vec<Weekday>> = BTreeMap::new();
        for (weekday, times) in crate::dataset::WEEK.into_iter().zip(&usual) {
            for span in *times {
                weekly.entry(*span).or_default().push(weekday);
            }
        }
        let mut told: Vec<HoursSpecification> = weekly
            .into_iter()
            .map(|(times, weekdays)| HoursSpecification {
                weekdays,
                times: Some(times),
                from: *first,
                through: *last,
            })
            .collect();
        for (date, times) in &days {
            if *times == *usual[weekday_of(*date)] {
                continue;
            }
            let spans = times.iter().copied().map(Some);
            let closed = times.is_empty().then_some(None);
            for times in spans.chain(closed) {
                let goes_on = |last: &&mut HoursSpecification| {
                    times.is_none()
                        && last.times.is_none()
                        && last.through.tomorrow().ok() == Some(*date)
                };
                match told.last_mut().filter(goes_on) {
                    Some(last) => last.through = *date,
                    None => told.push(HoursSpecification {
                        weekdays: Vec::new(),
                        times,
                        from: *date,
                        through: *date,
                    }),
                }
            }
        }
        told
    }
}

fn weekday_of(date: Date) -> usize {
    usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())
}

/// For each day of the week the hours that most of the days have, the first among equals.
fn usual_week(days: &[(Date, Vec<(u16, u16)>)]) -> [&[(u16, u16)]; 7] {
    std::array::from_fn(|weekday| {
        let mut counts: Vec<(&[(u16, u16)], usize)> = Vec::new();
        for (_, times) in days.iter().filter(|(date, _)| weekday_of(*date) == weekday) {
            match counts.iter_mut().find(|(of, _)| of == times) {
                Some((_, count)) => *count += 1,
                None => counts.push((times, 1)),
            }
        }
        let most = counts.iter().rev().max_by_key(|(_, count)| *count);
        most.map_or(&[][..], |(times, _)| times)
    })
}
