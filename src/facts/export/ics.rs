//! What staff want in their calendars (RFC 5545): closures, dated changes, notices, and the day on
//! which facts are to be verified again. All are events of whole days.
//!
//! Opening hours themselves are no events: a calendar full of "open" tells nobody anything. Each
//! event keeps its UID for as long as what it is about keeps its name, so that a calendar that
//! subscribes moves it instead of adding another.

use std::collections::{BTreeMap, BTreeSet};

use super::super::list::tag_of;
use crate::civil::Date;
use crate::dataset::field::is_of_the_world;
use crate::dataset::{Calendar, Channel, Closures, DayHours, Effect, Hours, Value};
use crate::digest::Digest;
use crate::notation::DaySelector;
use crate::site::Site;
use crate::wording::{Language, Wording, words};

/// How far ahead closures of every year are listed.
const DAYS_AHEAD: usize = 366;

/// The longest line in bytes, its end not counted (section 3.1).
const LINE: usize = 75;

/// A day or some days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    first: Date,
    /// The day after the last.
    end: Date,
    /// Its name within the site.
    id: String,
    summary: String,
    description: String,
}

pub(super) fn write(site: &Site, language: Language) -> String {
    let events = Events {
        site,
        language,
        tag: tag_of(site, language),
        found: Vec::new(),
    };
    let mut calendar = Ics::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Madoguchi//madoguchi facts//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("X-WR-CALNAME", site.config.title.of(&events.tag));
    let home = home(site);
    let stamp = format!("{}T000000Z", day(site.today));
    for event in events.all() {
        calendar.line("BEGIN", "VEVENT");
        calendar.text("UID", &format!("{}@{home}", event.id));
        calendar.line("DTSTAMP", &stamp);
        calendar.line("DTSTART;VALUE=DATE", &day(event.first));
        calendar.line("DTEND;VALUE=DATE", &day(event.end));
        calendar.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            calendar.text("DESCRIPTION", &event.description);
        }
        calendar.line("TRANSP", "TRANSPARENT");
        calendar.line("END", "VEVENT");
    }
    calendar.line("END", "VCALENDAR");
    calendar.text
}

/// The right half of each UID: where the site stands, else a digest of its title.
fn home(site: &Site) -> String {
    let digest = |text: &str| Digest::of(text.as_bytes()).to_string();
    let url = site.config.base_url.as_ref().map(|url| url.absolute("/"));
    let url = url.unwrap_or_default();
    if let Some(host) = url.split('/').nth(2) {
        // Two sites may stand at one host.
        format!("{}.{host}", &digest(&url)[..8])
    } else {
        let title = digest(site.config.title.of(""));
        format!("{}.madoguchi.invalid", &title[..16])
    }
}

struct Events<'s> {
    site: &'s Site,
    language: Language,
    tag: String,
    found: Vec<Event>,
}

impl Events<'_> {
    fn all(mut self) -> Vec<Event> {
        self.closures();
        self.changes();
        self.notices();
        self.reviews();
        self.found.sort();
        self.found
    }

    fn add(
        &mut self,
        id: String,
        (first, last): (Date, Date),
        summary: &Wording,
        description: String,
    ) {
        let Ok(end) = last.tomorrow() else { return };
        self.found.push(Event {
            first,
            end,
            id,
            summary: summary.of(self.language).to_owned(),
            description,
        });
    }

    fn name(&self, reference: &str) -> String {
        let name = self.site.printed(reference, &self.tag);
        name.unwrap_or_else(|| reference.to_owned())
    }

    fn names<'n>(&self, ids: impl Iterator<Item = &'n str>) -> String {
        let names: Vec<String> = ids.map(|id| self.name(id)).collect();
        names.join(words("、", ", ").of(self.language))
    }

    /// The days of calendars by which some channel closes, or has other hours.
    fn closures(&mut self) {
        let site = self.site;
        let channels: Vec<&Channel> = site
            .dataset
            .channels
            .iter()
            .filter(|of| !of.has_ended())
            .collect();
        for calendar in &site.dataset.calendars {
            let users: Vec<(&Channel, &Hours)> = channels
                .iter()
                .filter_map(|channel| Some((*channel, channel.record.hours("hours")?)))
                .filter(|(_, hours)| names(hours, calendar))
                .collect();
            if users.is_empty() {
                continue;
            }
            for (first, last) in runs(calendar, site.today) {
                let (closed, others): (Vec<_>, Vec<_>) = users
                    .iter()
                    .partition(|(_, hours)| is_closed(site, hours, first));
                let title = calendar.name.of(self.language).to_owned();
                for (kind, of) in [("closure", closed), ("hours", others)] {
                    if of.is_empty() {
                        continue;
                    }
                    let who = self.names(of.iter().map(|(channel, _)| channel.id()));
                    let summary = match kind {
                        "closure" => words(
                            format!("休み({title}): {who}"),
                            format!("Closed ({title}): {who}"),
                        ),
                        _ => words(
                            format!("時間が変わる({title}): {who}"),
                            format!("Other hours ({title}): {who}"),
                        ),
                    };
                    let id = format!("{kind}-{}-{}", calendar.id, first.year());
                    let id = format!("{id}-{:02}{:02}", first.month(), first.day());
                    self.add(id, (first, last), &summary, String::new());
                }
            }
        }
    }

    fn changes(&mut self) {
        let site = self.site;
        for channel in &site.dataset.channels {
            let name = self.name(channel.id());
            for (at, change) in channel.changes.iter().enumerate() {
                let on = change.on.value;
                let id = format!("change-{}-{on}-{at}", channel.id());
                let cells = change.record.cells.iter();
                let said: Vec<String> = cells
                    .map(|(field, cell)| {
                        format!("{field}: {}", site.print_cell(field, cell, &self.tag))
                    })
                    .collect();
                let said = said.join("\n");
                if on >= site.today {
                    let summary = words(
                        format!("変更が始まる: {name}"),
                        format!("Change begins: {name}"),
                    );
                    self.add(id.clone(), (on, on), &summary, said.clone());
                }
                let over = change
                    .until
                    .as_ref()
                    .and_then(|day| day.value.tomorrow().ok());
                if let Some(over) = over.filter(|over| *over >= site.today) {
                    let summary = words(
                        format!("変更が終わる: {name}"),
                        format!("Change is over: {name}"),
                    );
                    self.add(format!("{id}-over"), (over, over), &summary, said);
                }
            }
        }
    }

    fn notices(&mut self) {
        let site = self.site;
        let current = site.dataset.notices.iter();
        for notice in current.filter(|notice| notice.is_current(site.today)) {
            let first = notice.from.value.0;
            let last = notice.until.as_ref().map_or(first, |until| until.value.0);
            let text = notice.text.as_ref();
            let text = text
                .map(|text| site.letters_of(text, &self.tag))
                .unwrap_or_default();
            let who = self.names(notice.channels.iter().map(|id| id.value.as_str()));
            let summary = match &notice.effect {
                Effect::Closed => words(
                    format!("臨時休み: {who}"),
                    format!("Closed by notice: {who}"),
                ),
                Effect::Hours(_) => words(
                    format!("臨時の時間: {who}"),
                    format!("Other hours by notice: {who}"),
                ),
                Effect::None => words(format!("お知らせ: {who}"), format!("Notice: {who}")),
            };
            self.add(
                format!("notice-{}", notice.id),
                (first, last),
                &summary,
                text,
            );
        }
    }

    /// For each channel the day on which its oldest verification becomes stale, and the end of the data.
    fn reviews(&mut self) {
        let site = self.site;
        for channel in &site.dataset.channels {
            let Some(days) = site.dataset.review_after else {
                break;
            };
            let mut fields: BTreeMap<Date, BTreeSet<String>> = BTreeMap::new();
            for (prefix, record) in std::iter::once((None, &channel.record))
                .chain(channel.parts.iter().map(|part| (Some(&part.id), part)))
            {
                for (field, cell) in &record.cells {
                    let verified = cell.provenance.verified.as_ref();
                    let is_fact = is_of_the_world(field) && !matches!(cell.value, Value::Unknown);
                    if let Some(verified) = verified.filter(|_| is_fact) {
                        let path = match prefix {
                            Some(part) => format!("{}.{part}.{field}", channel.id()),
                            None => format!("{}.{field}", channel.id()),
                        };
                        fields.entry(verified.value).or_default().insert(path);
                    }
                }
            }
            let Some((oldest, of)) = fields.first_key_value() else {
                continue;
            };
            if let Some(due) = later(*oldest, days) {
                let name = self.name(channel.id());
                let summary = words(
                    format!("事実を確かめ直す: {name}"),
                    format!("Verify again: {name}"),
                );
                let list: Vec<&str> = of.iter().map(String::as_str).collect();
                let id = format!("review-{}", channel.id());
                self.add(id, (due, due), &summary, list.join("\n"));
            }
        }
        if let Some(until) = &site.dataset.valid_until {
            let summary = words("データの期限", "The data ends");
            self.add(
                "valid-until".into(),
                (until.value, until.value),
                &summary,
                String::new(),
            );
        }
    }
}

fn names(hours: &Hours, calendar: &Calendar) -> bool {
    let mut rules = hours.week.rules().iter();
    hours.closed_on.contains(&calendar.id)
        || rules.any(|(days, _)| matches!(days, DaySelector::Calendar(id) if *id == calendar.id))
}

fn is_closed(site: &Site, hours: &Hours, day: Date) -> bool {
    let holidays = site.dataset.holidays();
    let closures: Closures<'_> = site.dataset.closures(&holidays, &hours.closed_on);
    match hours.week.on(day, &closures) {
        DayHours::Known(open) => open.is_empty(),
        DayHours::Unknown => false,
    }
}

/// The runs of days of a calendar in the year to come; one that has begun counts from its first day.
fn runs(calendar: &Calendar, today: Date) -> Vec<(Date, Date)> {
    let mut start = today;
    while calendar.contains(start) {
        match start.yesterday() {
            Ok(before) if calendar.contains(before) => start = before,
            _ => break,
        }
    }
    let days = std::iter::successors(Some(start), |day| day.tomorrow().ok());
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in days.take(DAYS_AHEAD).filter(|day| calendar.contains(*day)) {
        match runs.last_mut() {
            Some((_, last)) if last.tomorrow().ok() == Some(day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

fn later(day: Date, days: i64) -> Option<Date> {
    let mut days_on = std::iter::successors(Some(day), |day| day.tomorrow().ok());
    days_on.nth(usize::try_from(days).ok()?)
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Content lines, folded and ended as the format wants it.
#[derive(Default)]
struct Ics {
    text: String,
}

impl Ics {
    /// A property whose value is text: what would end it or part it is escaped (section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for letter in value.chars() {
            match letter {
                '\\' | ';' | ',' => escaped.extend(['\\', letter]),
                '\n' => escaped.push_str("\\n"),
                control if control.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }

    /// A line of at most 75 bytes, then more that begin with a space; no letter is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for letter in format!("{name}:{value}").chars() {
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(letter);
            room -= letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_escaped() {
        let mut ics = Ics::default();
        ics.text("SUMMARY", &format!("{}a,b;c\\d\ne\r\u{7}", "窓".repeat(30)));
        for line in ics.text.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let whole = ics.text.replace("\r\n ", "");
        let value = format!("SUMMARY:{}a\\,b\\;c\\\\d\\ne\r\n", "窓".repeat(30));
        assert_eq!(whole, value);
    }
}
