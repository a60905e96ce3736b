//! The dataset's own texts: what a channel says of itself, and the rows of other tables.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::scope::Around;
use super::speech::Who;
use super::{Drift, Reading};
use crate::dataset::{Dataset, Record, TextVariant, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::notation::may_tell;
use crate::page::prose::Words;
use crate::page::{Braces, Dialect, EventList, passages};
use crate::site::Site;
use crate::text::Spanned;

impl Drift {
    /// What is wrong with the dataset's own texts.
    pub(in crate::check) fn dataset(&self, site: &Site) -> Vec<Diagnostic> {
        let dataset = &site.dataset;
        let mut findings = Vec::new();
        // What a part inherits from its channel, or a channel from another, stands in one place.
        let mut seen = BTreeSet::new();
        for (place, channel) in dataset.channels.iter().enumerate() {
            let own = [(None, &channel.record)];
            let parts = channel.parts.iter().enumerate();
            let parts = parts.map(|(part, record)| (Some(part), record));
            for (part, record) in own.into_iter().chain(parts) {
                let owners = vec![Who {
                    part,
                    ..Who::named(place)
                }];
                let row = Row {
                    record,
                    owners,
                    literal: &dataset.literal,
                };
                findings.extend(self.row(site, &row, &mut seen));
            }
        }
        for table in dataset.tables.values() {
            for record in &table.rows {
                let row = Row {
                    record,
                    owners: named_by(record, dataset),
                    literal: &table.literal,
                };
                findings.extend(self.row(site, &row, &mut seen));
            }
        }
        findings
    }

    fn row(&self, site: &Site, row: &Row<'_>, seen: &mut BTreeSet<Place>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (field, cell) in &row.record.cells {
            if ["name", "aliases", "reading"].contains(&field.as_str()) {
                continue;
            }
            let (text, is_note) = match &cell.value {
                Value::Text(text) => (Some(text), false),
                Value::Level(_, note) => (note.as_ref(), true),
                Value::Hours(hours) => (hours.note.as_ref(), true),
                _ => (None, false),
            };
            // A note is about one language, or about limited hours: not about the desk's own.
            let owners = if is_note {
                Vec::new()
            } else {
                row.owners.clone()
            };
            let row = Row { owners, ..*row };
            for variant in text.into_iter().flat_map(|text| &text.variants) {
                if may_tell(&variant.markdown) && seen.insert(variant.place.clone()) {
                    findings.extend(self.variant(site, &row, variant));
                }
            }
        }
        findings
    }

    fn variant(&self, site: &Site, row: &Row<'_>, variant: &TextVariant) -> Vec<Diagnostic> {
        let language = variant.language.as_deref();
        let reading = Reading {
            path: &variant.place.path,
            language: language.unwrap_or(&site.config.default_language),
            printed: &self.printed,
            literal: row.literal,
            braces: Braces::Facts,
        };
        let read = EventList::of(&variant.markdown, Dialect::default());
        let around = |others: Vec<Arc<Words>>| Around {
            row_head: Some(others.iter().map(|words| words.text.as_str()).collect()),
            headings: others,
            owners: row.owners.clone(),
            speech: &self.speech,
        };
        passages(&read, &variant.origin)
            .iter()
            .flat_map(|passage| {
                let others = row.texts(variant);
                reading.findings(site, passage, &around(others))
            })
            .collect()
    }
}

/// A record whose texts are compared.
struct Row<'r> {
    record: &'r Record,
    /// The channel it is, or those it names.
    owners: Vec<Who>,
    literal: &'r [Spanned<String>],
}

impl Row<'_> {
    /// The other texts of the row in the same language, in which a channel may be named.
    fn texts(&self, of: &TextVariant) -> Vec<Arc<Words>> {
        let same =
            |variant: &&TextVariant| variant.language == of.language && variant.place != of.place;
        let texts = self
            .record
            .cells
            .values()
            .filter_map(|cell| match &cell.value {
                Value::Text(text) => text.variants.iter().find(same),
                _ => None,
            });
        texts
            .map(|variant| {
                let mut words = Words::default();
                words.text.clone_from(&variant.markdown);
                Arc::new(words)
            })
            .collect()
    }
}

/// The channels that a row names in its cells.
fn named_by(record: &Record, dataset: &Dataset) -> Vec<Who> {
    let ids = record.cells.values().filter_map(|cell| match &cell.value {
        Value::Channels(channels) => Some(channels),
        _ => None,
    });
    ids.flatten()
        .filter_map(|id| {
            let (channel, part) = match id.value.split_once('.') {
                Some((channel, part)) => (channel, Some(part)),
                None => (id.value.as_str(), None),
            };
            let place = dataset
                .channels
                .iter()
                .position(|known| known.id() == channel)?;
            let parts = &dataset.channels[place].parts;
            Some(Who {
                part: part.and_then(|part| parts.iter().position(|of| of.id == part)),
                ..Who::named(place)
            })
        })
        .collect()
}
