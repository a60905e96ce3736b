//! Which of the data the pages show, and what none of them does.
//!
//! Asked of names alone, before anything is joined, and always in favour of the data: what a filter may
//! leave out, what a block of the site's own might show, what a draft will show counts as shown.

mod look;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::look::Look;
use super::Site;
use crate::dataset::{Calendar, Channel, Column, Effect, Hours, Record, TypedTable, Value};
use crate::diagnostic::Place;
use crate::page::Page;

/// Something of the data that no page shows.
#[derive(Clone, Copy, Debug)]
pub enum Unshown<'d> {
    /// A channel, with all its parts.
    Channel(&'d Channel),
    /// A part of a channel that is shown.
    Part(&'d Channel, &'d Record),
    /// A table, with all its rows and columns.
    Table(&'d TypedTable),
    /// A row of a table that is shown.
    Row(&'d TypedTable, &'d Record),
    /// A column of a table that is shown; without a table, one of the site's own columns of channels.
    Column(Option<&'d TypedTable>, &'d Column),
    /// A calendar that no hours name, and where it stands.
    Calendar(&'d Calendar, &'d Place),
}

/// What is shown, by name.
#[derive(Debug, Default)]
struct Shown {
    /// `phone`, `phone.general`
    channels: BTreeSet<String>,
    tables: BTreeSet<String>,
    /// `routes.urgent`
    rows: BTreeSet<String>,
    /// `routes.why`; of channels the key alone.
    columns: BTreeSet<String>,
    /// Whether a page asks for something that is not there: it may mean what seems to be shown nowhere.
    is_doubtful: bool,
}

impl Site {
    /// What of the data nothing shows. Nothing is said of a site that shows none of it, where there is
    /// nothing yet to compare with, or that misspells a name.
    pub fn unshown(&self, pages: &[Arc<Page>]) -> Vec<Unshown<'_>> {
        let mut shown = Shown::default();
        let look = Look::at(self);
        for page in pages {
            look.page(page, &mut shown);
        }
        for (_, body) in self.names.texts.bodies() {
            let paths = body.placeholders.iter().map(|of| of.path.as_str());
            paths.for_each(|path| look.path(path, &mut shown));
        }
        if self.config.channel_pages {
            for channel in &self.dataset.channels {
                look.card(channel.id(), None, &mut shown);
            }
        }
        if shown.is_doubtful || shown.channels.is_empty() && shown.tables.is_empty() {
            return Vec::new();
        }
        let mut unshown = self.unshown_channels(&shown);
        unshown.extend(self.unshown_tables(&shown));
        unshown.extend(self.unshown_calendars());
        unshown
    }

    fn unshown_channels(&self, shown: &Shown) -> Vec<Unshown<'_>> {
        let mut unshown = Vec::new();
        let is_shown = |channel: &&Channel| shown.channels.contains(channel.id());
        // A channel that lends its facts to one that is shown is shown in it.
        let lent: BTreeSet<&Place> = self
            .dataset
            .channels
            .iter()
            .filter(is_shown)
            .flat_map(|channel| channel.record.cells.values())
            .map(|cell| &cell.place)
            .collect();
        for channel in &self.dataset.channels {
            let mut cells = channel.record.cells.values();
            let lends = cells.any(|cell| lent.contains(&cell.place));
            if !is_shown(&channel) && !lends && !channel.has_ended() {
                unshown.push(Unshown::Channel(channel));
            }
            if !is_shown(&channel) {
                continue;
            }
            let is_part_shown = |part: &&Record| {
                let name = format!("{}.{}", channel.id(), part.id);
                shown.channels.contains(&name)
            };
            let parts = channel.parts.iter().filter(|part| !is_part_shown(part));
            unshown.extend(parts.map(|part| Unshown::Part(channel, part)));
        }
        let columns = self.dataset.columns.iter();
        let columns = columns.filter(|column| !shown.columns.contains(&column.key));
        unshown.extend(columns.map(|column| Unshown::Column(None, column)));
        unshown
    }

    fn unshown_tables(&self, shown: &Shown) -> Vec<Unshown<'_>> {
        let mut unshown = Vec::new();
        for table in self.dataset.tables.values() {
            if !shown.tables.contains(&table.name) {
                unshown.push(Unshown::Table(table));
                continue;
            }
            let of_table = |name: &str| format!("{}.{name}", table.name);
            let rows = table.rows.iter();
            let rows = rows.filter(|row| !shown.rows.contains(&of_table(&row.id)));
            unshown.extend(rows.map(|row| Unshown::Row(table, row)));
            let columns = table.columns.iter();
            let columns = columns.filter(|column| !shown.columns.contains(&of_table(&column.key)));
            unshown.extend(columns.map(|column| Unshown::Column(Some(table), column)));
        }
        unshown
    }

    fn unshown_calendars(&self) -> Vec<Unshown<'_>> {
        let names = |hours: &Hours| {
            let rules = hours.week.calendar_rules().map(|(id, _)| id.to_owned());
            rules
                .chain(hours.closed_on.iter().cloned())
                .collect::<Vec<_>>()
        };
        let dataset = &self.dataset;
        let channels = dataset.channels.iter().flat_map(|channel| {
            let changes = channel.changes.iter().map(|change| &change.record);
            let own = std::iter::once(&channel.record).chain(&channel.parts);
            own.chain(changes)
        });
        let rows = dataset.tables.values().flat_map(|table| &table.rows);
        let cells = channels
            .chain(rows)
            .flat_map(|record| record.cells.values());
        let of_cells = cells.filter_map(|cell| match &cell.value {
            Value::Hours(hours) => Some(&**hours),
            _ => None,
        });
        let of_notices = dataset
            .notices
            .iter()
            .filter_map(|notice| match &notice.effect {
                Effect::Hours(hours) => Some(&**hours),
                _ => None,
            });
        let named: BTreeSet<String> = of_cells.chain(of_notices).flat_map(names).collect();
        let calendars = dataset.calendars.iter().zip(&dataset.calendar_places);
        calendars
            .filter(|(calendar, _)| !named.contains(&calendar.id))
            .map(|(calendar, place)| Unshown::Calendar(calendar, place))
            .collect()
    }
}
