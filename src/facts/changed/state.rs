//! All that the data of a site says, by path: what it means, how it is printed, who vouches for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Subject;
use super::meaning::{hours_meaning, leads_somewhere, markdown, meaning, printed, range, subject};
use crate::civil::Date;
use crate::dataset::field::is_of_the_world;
use crate::dataset::{Cell, Effect, Hours, Notice, Provenance, Value};
use crate::diagnostic::Place;
use crate::notation::DaySelector;
use crate::site::Site;

/// The data of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub entries: Vec<Entry>,
    /// Channels, parts and rows.
    pub owners: BTreeSet<String>,
    by_path: BTreeMap<String, usize>,
}

/// Something that the data says.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub path: String,
    /// `phone.general`
    pub owner: String,
    pub subject: Subject,
    /// Equal where the same is meant, wherever and however it is laid out.
    pub meaning: String,
    pub printed: String,
    pub vouched: Option<Vouched>,
    pub place: Option<Place>,
    /// Whether it could be wrong about the world.
    pub is_of_the_world: bool,
    /// The facts whose places show it.
    pub facts: Vec<String>,
}

/// Who vouches for a fact.
#[derive(Clone, Debug)]
pub(super) struct Vouched {
    pub day: Option<Date>,
    pub by: Option<String>,
    pub source: Option<String>,
    pub place: Option<Place>,
}

impl PartialEq for Vouched {
    /// The same words, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        (self.day, &self.by, &self.source) == (other.day, &other.by, &other.source)
    }
}

impl Vouched {
    fn of(cell: &Cell) -> Self {
        let Provenance {
            source,
            verified,
            verified_by,
        } = &cell.provenance;
        let place = |span| Place::new(&cell.place.path, span);
        Self {
            day: verified.as_ref().map(|verified| verified.value),
            by: verified_by.clone(),
            source: source.clone(),
            place: verified.as_ref().map(|verified| place(verified.span)),
        }
    }

    /// What this said and what another says: day and person, and the source if that differs.
    pub(super) fn difference(&self, other: &Self) -> (String, String) {
        let words = |of: &Self| {
            let source = of.source.clone().filter(|_| self.source != other.source);
            let words = [of.day.map(|day| day.to_string()), of.by.clone(), source];
            let words: Vec<String> = words.into_iter().flatten().collect();
            if words.is_empty() {
                "–".to_owned()
            } else {
                words.join(", ")
            }
        };
        (words(self), words(other))
    }
}

impl State {
    /// The data of a site; values are printed in a language of it.
    pub(super) fn of(site: &Site, tag: &str) -> Self {
        let mut state = Self::default();
        state.owners(site, tag);
        state.facts(site, tag);
        state.dated(site, tag);
        for notice in &site.dataset.notices {
            state.notice(site, notice, tag);
        }
        state.calendars(site, tag);
        state.settings(site);
        let entries = state.entries.iter().enumerate();
        state.by_path = entries
            .map(|(at, entry)| (entry.path.clone(), at))
            .collect();
        state
    }

    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        self.by_path.get(path).map(|at| &self.entries[*at])
    }

    /// The newest day on which something of an owner was verified.
    pub(super) fn newest_day_of(&self, owner: &str) -> Option<Date> {
        let of_it = self.entries.iter().filter(|entry| entry.owner == owner);
        of_it.filter_map(|entry| entry.vouched.as_ref()?.day).max()
    }

    fn owners(&mut self, site: &Site, tag: &str) {
        let data = &site.dataset;
        let mut owners = Vec::new();
        for channel in &data.channels {
            owners.push((channel.id().to_owned(), channel.record.place.clone()));
            let parts = channel.parts.iter();
            owners.extend(
                parts.map(|part| (format!("{}.{}", channel.id(), part.id), part.place.clone())),
            );
        }
        for table in data.tables.values() {
            let rows = table.rows.iter();
            owners
                .extend(rows.map(|row| (format!("{}.{}", table.name, row.id), row.place.clone())));
        }
        for (owner, place) in owners {
            self.owners.insert(owner.clone());
            let name = site.printed(&owner, tag).unwrap_or_else(|| owner.clone());
            // Another name is a changed fact; here it only matters that it is there.
            self.push(Entry::plain(
                owner,
                Subject::Owner,
                String::new(),
                name,
                Some(place),
            ));
        }
    }

    fn facts(&mut self, site: &Site, tag: &str) {
        let mut of_owner: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for fact in site.facts() {
            let shown = fact
                .printed
                .get(tag)
                .or_else(|| fact.printed.values().next());
            let shown = shown.cloned().unwrap_or_default();
            of_owner
                .entry(fact.owner.clone())
                .or_default()
                .push(fact.path.clone());
            self.push(Entry {
                subject: subject(&fact.field, fact.cell, &site.dataset.region),
                meaning: meaning(fact.cell, &fact.printed),
                printed: printed(&fact.cell.value, tag, shown),
                vouched: Some(Vouched::of(fact.cell)),
                place: Some(fact.cell.place.clone()),
                is_of_the_world: is_of_the_world(&fact.field),
                facts: vec![fact.path.clone()],
                path: fact.path,
                owner: fact.owner,
            });
        }
        for entry in &mut self.entries {
            if entry.subject == Subject::Owner {
                entry.facts = of_owner.remove(&entry.path).unwrap_or_default();
            }
        }
    }

    fn dated(&mut self, site: &Site, tag: &str) {
        for channel in &site.dataset.channels {
            for change in &channel.changes {
                let owner = format!("{}.change.{}", channel.id(), change.on.value);
                let place = change.record.place.clone();
                if let Some(until) = &change.until {
                    let day = until.value.to_string();
                    let path = format!("{owner}.until");
                    let entry = Entry::plain(path, Subject::Dated, day.clone(), day, Some(place));
                    self.push(entry);
                }
                for (field, cell) in &change.record.cells {
                    let shown = site.print_cell(field, cell, tag);
                    let all = BTreeMap::from([(tag.to_owned(), shown.clone())]);
                    self.push(Entry {
                        owner: owner.clone(),
                        path: format!("{owner}.{field}"),
                        // A number that will change is a contact, too.
                        subject: match subject(field, cell, &site.dataset.region) {
                            Subject::Contact => Subject::Contact,
                            _ => Subject::Dated,
                        },
                        meaning: meaning(cell, &all),
                        printed: printed(&cell.value, tag, shown),
                        vouched: Some(Vouched::of(cell)),
                        place: Some(cell.place.clone()),
                        is_of_the_world: is_of_the_world(field),
                        facts: vec![format!("{}.{field}", channel.id())],
                    });
                }
            }
        }
    }

    fn notice(&mut self, site: &Site, notice: &Notice, tag: &str) {
        let path = format!("notices.{}", notice.id);
        let moment = |(day, minute): (Date, u16)| match minute {
            0 | 1440 => day.to_string(),
            _ => format!("{day} {}:{:02}", minute / 60, minute % 60),
        };
        let mut said = moment(notice.from.value);
        said.push('〜');
        said += &notice
            .until
            .as_ref()
            .map(|until| moment(until.value))
            .unwrap_or_default();
        let ids: Vec<&str> = notice.channels.iter().map(|id| id.value.as_str()).collect();
        if !ids.is_empty() {
            let _ = write!(said, " [{}]", ids.join(", "));
        }
        match &notice.effect {
            Effect::None => {}
            Effect::Closed => said += " closed",
            Effect::Hours(hours) => {
                let _ = write!(said, " {}", hours_meaning(hours));
            }
        }
        let meaning = format!(
            "{said} {}",
            notice.text.as_ref().map(markdown).unwrap_or_default()
        );
        let text = notice.text.as_ref().and_then(|text| text.of(tag, tag));
        if let Some((text, _)) = text {
            let _ = write!(said, " {}", text.markdown);
        }
        let about = |owner: &&String| notice.is_about(owner) && site.dataset.named(owner).is_some();
        let owners: Vec<&String> = self.owners.iter().filter(about).collect();
        let of_them = self
            .entries
            .iter()
            .filter(|entry| owners.contains(&&entry.owner));
        let facts = of_them.flat_map(|entry| entry.facts.clone()).collect();
        let place = Some(notice.place.clone());
        let text = notice.text.as_ref();
        let leads = text.is_some_and(|text| leads_somewhere(text, &site.dataset.region));
        let subject = if leads {
            Subject::Contact
        } else {
            Subject::Notice
        };
        self.push(Entry {
            facts,
            ..Entry::plain(path, subject, meaning, said, place)
        });
    }

    fn calendars(&mut self, site: &Site, tag: &str) {
        let data = &site.dataset;
        let facts = site.facts();
        for (calendar, place) in data.calendars.iter().zip(&data.calendar_places) {
            let names = |hours: &Hours| {
                let mut rules = hours.week.rules().iter();
                hours.closed_on.contains(&calendar.id)
                    || rules.any(
                        |(days, _)| matches!(days, DaySelector::Calendar(id) if *id == calendar.id),
                    )
            };
            let uses = |cell: &Cell| matches!(&cell.value, Value::Hours(hours) if names(hours));
            let users = facts.iter().filter(|fact| uses(fact.cell));
            let ranges: Vec<String> = calendar.ranges.iter().map(range).collect();
            let said = format!(
                "{} ({})",
                ranges.join(", "),
                calendar.name.of(super::super::list::language_of(tag))
            );
            let meaning = format!("{ranges:?} {:?}", calendar.name);
            let path = format!("calendar.{}", calendar.id);
            self.push(Entry {
                facts: users.map(|fact| fact.path.clone()).collect(),
                ..Entry::plain(path, Subject::Calendar, meaning, said, Some(place.clone()))
            });
        }
    }

    fn settings(&mut self, site: &Site) {
        let data = &site.dataset;
        let days = data.review_after.map(|days| format!("{days} days"));
        let until = data
            .valid_until
            .as_ref()
            .map(|until| until.value.to_string());
        let settings = [
            ("timezone", Some(data.time_zone.clone())),
            ("region", Some(data.region.clone())),
            ("review_after", days),
            ("ours", Some(data.ours.to_string())),
            ("valid_until", until),
        ];
        for (key, value) in settings {
            if let Some(value) = value {
                let place = data.place.clone();
                self.push(Entry::plain(
                    key.to_owned(),
                    Subject::Setting,
                    value.clone(),
                    value,
                    place,
                ));
            }
        }
    }

    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}

impl Entry {
    fn plain(
        path: String,
        subject: Subject,
        meaning: String,
        printed: String,
        place: Option<Place>,
    ) -> Self {
        Self {
            owner: path.clone(),
            path,
            subject,
            meaning,
            printed,
            vouched: None,
            place,
            is_of_the_world: false,
            facts: Vec::new(),
        }
    }
}
