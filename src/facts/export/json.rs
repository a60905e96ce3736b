//! All channels as one JSON object; the shape is described in the guide for programs (`README.md`).
//!
//! A key is left out where nothing is known. A number has `dial` only if a page would make a link of
//! it: what nobody has verified, or not for long, is shown by `display` and called by no machine.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::super::list::{put, trust_name};
use crate::civil::Date;
use crate::dataset::field::FIELDS;
use crate::dataset::{Cell, Channel, DayHours, Effect, Hours, Notice, Record, Text, Value, WEEK};
use crate::notation::Interval;
use crate::site::Site;

/// How far ahead days with other hours are listed.
const DAYS_AHEAD: usize = 366;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn write(site: &Site) -> String {
    let data = &site.dataset;
    let exported = Exporting { site };
    let channels: Vec<Json> = data
        .channels
        .iter()
        .map(|of| exported.channel(of))
        .collect();
    let current = data
        .notices
        .iter()
        .filter(|notice| notice.is_current(site.today));
    let notices: Vec<Json> = current.map(|notice| exported.notice(notice)).collect();
    let mut object = json!({
        "format": "madoguchi facts 1",
        "as_of": site.today.to_string(),
        "timezone": data.time_zone,
        "languages": site.config.languages,
    });
    let until = data
        .valid_until
        .as_ref()
        .map(|until| until.value.to_string());
    put(&mut object, "valid_until", until);
    put(&mut object, "channels", Some(channels));
    put(&mut object, "notices", Some(notices));
    let text = serde_json::to_string_pretty(&object);
    text.expect("invariant: a value of strings, numbers and lists is JSON") + "\n"
}

struct Exporting<'s> {
    site: &'s Site,
}

impl Exporting<'_> {
    fn channel(&self, channel: &Channel) -> Json {
        let mut object = self.record(channel, &channel.record, None);
        let parts = channel.parts.iter();
        let parts: Vec<Json> = parts
            .map(|part| self.record(channel, part, Some(&part.id)))
            .collect();
        if !parts.is_empty() {
            put(&mut object, "parts", Some(parts));
        }
        let is_ahead = |until: Option<Date>| until.is_none_or(|until| until >= self.site.today);
        let changes = channel.changes.iter();
        let changes = changes.filter(|change| is_ahead(change.until.as_ref().map(|day| day.value)));
        let changes: Vec<Json> = changes
            .map(|change| {
                let mut object = json!({ "on": change.on.value.to_string() });
                let until = change.until.as_ref().map(|until| until.value.to_string());
                put(&mut object, "until", until);
                let fields: BTreeMap<&str, Json> = change
                    .record
                    .cells
                    .iter()
                    .map(|(field, cell)| (field.as_str(), self.printed(field, cell)))
                    .collect();
                put(&mut object, "says", Some(json!(fields)));
                object
            })
            .collect();
        if !changes.is_empty() {
            put(&mut object, "changes", Some(changes));
        }
        object
    }

    fn record(&self, channel: &Channel, record: &Record, part: Option<&str>) -> Json {
        let mut object = json!({ "id": record.id });
        let own = self
            .site
            .dataset
            .columns
            .iter()
            .map(|column| column.key.as_str());
        let fields = FIELDS.iter().map(|field| field.key).chain(own);
        for field in fields {
            if field == "languages" {
                let levels = record.cells.iter().filter_map(|(key, cell)| {
                    let Value::Level(level, _) = &cell.value else {
                        return None;
                    };
                    Some((key.strip_prefix("languages.")?, level.as_str()))
                });
                let levels: BTreeMap<&str, &str> = levels.collect();
                let levels = (!levels.is_empty()).then(|| json!(levels));
                put(&mut object, field, levels);
                continue;
            }
            let Some(cell) = record.cell(field).filter(|cell| cell.value.is_known()) else {
                continue;
            };
            let value = match &cell.value {
                Value::Hours(hours) if field == "hours" => self.hours(hours, cell, channel, part),
                Value::Phone(_) => self.number(cell, channel.has_ended() || has_ended(record)),
                _ => self.value(field, cell),
            };
            put(&mut object, field, Some(value));
        }
        self.vouch(&mut object, record);
        object
    }

    /// Who vouches for the facts: of each field if they differ, else of all.
    fn vouch(&self, object: &mut Json, record: &Record) {
        let of = |cell: &Cell| {
            let mut object = json!({ "trust": trust_name(self.site.trust(cell)) });
            let said = &cell.provenance;
            put(&mut object, "source", said.source.clone());
            let day = said.verified.as_ref().map(|day| day.value.to_string());
            put(&mut object, "verified", day);
            put(&mut object, "verified_by", said.verified_by.clone());
            object
        };
        let known = record
            .cells
            .iter()
            .filter(|(_, cell)| cell.value.is_known());
        let all: BTreeMap<&str, Json> = known.map(|(key, cell)| (key.as_str(), of(cell))).collect();
        let mut values = all.values();
        let first = values.next();
        match first {
            Some(first) if values.all(|other| other == first) => {
                put(object, "provenance", Some(first.clone()));
            }
            _ => put(object, "provenance_of", Some(json!(all))),
        }
    }

    fn value(&self, field: &str, cell: &Cell) -> Json {
        match &cell.value {
            Value::Bool(truth) => json!(truth),
            Value::Url(text) | Value::Email(text) | Value::Word(text) => json!(text),
            Value::Date(day) => json!(day.to_string()),
            Value::Time(minute) => json!(clock(*minute)),
            Value::Number(number) => json!(number),
            Value::Words(list) | Value::Channels(list) => {
                let list: Vec<&str> = list.iter().map(|word| word.value.as_str()).collect();
                json!(list)
            }
            Value::Text(text) => self.text(text),
            _ => self.printed(field, cell),
        }
    }

    /// What pages print, by language.
    fn printed(&self, field: &str, cell: &Cell) -> Json {
        let languages = self.site.config.languages.iter();
        let printed: BTreeMap<&str, String> = languages
            .map(|tag| (tag.as_str(), self.site.print_cell(field, cell, tag)))
            .collect();
        json!(printed)
    }

    fn text(&self, text: &Text) -> Json {
        let languages = self.site.config.languages.iter();
        let printed: BTreeMap<&str, String> = languages
            .map(|tag| (tag.as_str(), self.site.letters_of(text, tag)))
            .collect();
        json!(printed)
    }

    fn number(&self, cell: &Cell, has_ended: bool) -> Json {
        let Value::Phone(number) = &cell.value else {
            return Json::Null;
        };
        let is_dialable = self.site.trust(cell).may_be_followed() && !has_ended;
        let mut object = json!({ "display": number.display, "dialable": is_dialable });
        put(
            &mut object,
            "dial",
            is_dialable.then(|| number.dial().to_owned()),
        );
        object
    }

    /// A usual week, public holidays, and the days of the year to come that differ from it.
    fn hours(&self, hours: &Hours, cell: &Cell, channel: &Channel, part: Option<&str>) -> Json {
        let usual = hours.week.standard_week();
        let week: BTreeMap<&str, Json> = DAYS
            .iter()
            .zip(&usual)
            .map(|(day, open)| (*day, intervals(open)))
            .collect();
        let mut object = json!({ "text": self.printed("hours", cell) });
        // In the order of the week, which a map by name would lose.
        let ordered: serde_json::Map<String, Json> = DAYS
            .iter()
            .filter_map(|day| Some(((*day).to_owned(), week.get(day)?.clone())))
            .collect();
        put(&mut object, "week", Some(Json::Object(ordered)));
        let holidays = hours.week.holiday_row();
        put(
            &mut object,
            "holidays",
            holidays.map(|open| intervals(&open)),
        );
        let days = std::iter::successors(Some(self.site.today), |day| day.tomorrow().ok());
        let exceptions: Vec<Json> = days
            .take(DAYS_AHEAD)
            .filter_map(|day| {
                let at = WEEK.iter().position(|of| *of == day.weekday())?;
                match self.site.hours_on(channel, part, day) {
                    DayHours::Known(open) if open != usual[at] => {
                        Some(json!({ "date": day.to_string(), "open": intervals(&open) }))
                    }
                    DayHours::Known(_) => None,
                    DayHours::Unknown => Some(json!({ "date": day.to_string() })),
                }
            })
            .collect();
        put(&mut object, "exceptions", Some(exceptions));
        object
    }

    fn notice(&self, notice: &Notice) -> Json {
        let channels: Vec<&str> = notice.channels.iter().map(|id| id.value.as_str()).collect();
        let moment = |(day, minute): (Date, u16)| format!("{day}T{}", clock(minute));
        let mut object = json!({
            "id": notice.id,
            "channels": channels,
            "from": moment(notice.from.value),
        });
        let until = notice.until.as_ref().map(|until| moment(until.value));
        put(&mut object, "until", until);
        let effect = match &notice.effect {
            Effect::None => "none",
            Effect::Closed => "closed",
            Effect::Hours(_) => "hours",
        };
        put(&mut object, "effect", Some(effect));
        put(
            &mut object,
            "text",
            notice.text.as_ref().map(|text| self.text(text)),
        );
        object
    }
}

fn has_ended(record: &Record) -> bool {
    record.word("status") == Some("ended")
}

/// `[["09:00","17:30"]]`; past midnight the hours go on: `26:00`.
fn intervals(open: &[Interval]) -> Json {
    let pairs: Vec<[String; 2]> = open
        .iter()
        .map(|interval| [clock(interval.start()), clock(interval.end())])
        .collect();
    json!(pairs)
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
