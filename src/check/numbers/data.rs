//! Numbers of the dataset: in its own texts, and those that are too much alike.

use std::collections::BTreeSet;

use super::known::{Standing, are_of_one_block};
use super::{Numbers, Reading, report};
use crate::check::drift::Drift;
use crate::dataset::{Dataset, Record, Text, TextVariant, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::notation::{PhoneKind, may_hold_phone};
use crate::page::{Braces, Dialect, EventList, numerals};
use crate::site::Site;
use crate::text::Spanned;

impl Numbers {
    /// What is wrong with the numbers in the dataset's own texts.
    pub(in crate::check) fn dataset(&self, site: &Site, drift: &Drift) -> Vec<Diagnostic> {
        if self.is_idle(&site.dataset) {
            return Vec::new();
        }
        let dataset = &site.dataset;
        let mut texts: Vec<(&TextVariant, &[Spanned<String>])> = Vec::new();
        for channel in &dataset.channels {
            for record in std::iter::once(&channel.record).chain(&channel.parts) {
                texts.extend(of_record(record, &dataset.literal));
            }
            for change in &channel.changes {
                texts.extend(of_record(&change.record, &dataset.literal));
            }
        }
        for table in dataset.tables.values() {
            for row in &table.rows {
                texts.extend(of_record(row, &table.literal));
            }
        }
        for notice in &dataset.notices {
            let variants = notice.text.iter().flat_map(|text| &text.variants);
            texts.extend(variants.map(|variant| (variant, &dataset.literal[..])));
        }
        // What a part inherits from its channel, or a channel from another, stands in one place.
        let mut seen = BTreeSet::new();
        texts.retain(|(variant, _)| {
            may_hold_phone(&variant.markdown) && seen.insert(variant.place.clone())
        });
        let findings = texts
            .iter()
            .flat_map(|(variant, literal)| self.variant((site, drift), variant, literal));
        let mut findings: Vec<Diagnostic> = findings.collect();
        findings.extend(self.similar(dataset));
        findings
    }

    fn variant(
        &self,
        (site, drift): (&Site, &Drift),
        variant: &TextVariant,
        literal: &[Spanned<String>],
    ) -> Vec<Diagnostic> {
        let language = variant.language.as_deref();
        let reading = Reading {
            path: &variant.place.path,
            language: language.unwrap_or(&site.config.default_language),
            literal,
            braces: Braces::Facts,
        };
        let read = EventList::of(&variant.markdown, Dialect::default());
        numerals(&read, &variant.origin)
            .iter()
            .flat_map(|numerals| self.findings((site, drift), &reading, numerals))
            .collect()
    }

    /// Numbers in use that are one digit apart and not two lines of one block.
    fn similar(&self, dataset: &Dataset) -> Vec<Diagnostic> {
        let pairs = self.known.pairs().into_iter().filter(|(one, other)| {
            let counts = |standing| standing == Standing::Active;
            let waived = |number: &str, at: &Place| {
                literal_of(dataset, at)
                    .iter()
                    .any(|waiver| waiver.value == number)
            };
            counts(one.standing)
                && counts(other.standing)
                && ![one, other].iter().any(|known| {
                    known.number.is_sample()
                        || known.number.kind == PhoneKind::Service
                        || waived(&known.number.display, &known.cell.place)
                })
                && !are_of_one_block(one, other)
        });
        pairs
            .map(|(one, other)| report::similar_numbers(one, other))
            .collect()
    }
}

/// What the author of the file of a place means literally.
fn literal_of<'d>(dataset: &'d Dataset, at: &Place) -> &'d [Spanned<String>] {
    let mut tables = dataset.tables.values();
    tables
        .find(|table| table.place.path == at.path)
        .map_or(&dataset.literal, |table| &table.literal)
}

/// The texts of a record, with what is meant literally in its file.
fn of_record<'d>(
    record: &'d Record,
    literal: &'d [Spanned<String>],
) -> impl Iterator<Item = (&'d TextVariant, &'d [Spanned<String>])> {
    let texts = record.cells.values().filter_map(|cell| -> Option<&Text> {
        match &cell.value {
            Value::Text(text) => Some(text),
            Value::Level(_, note) => note.as_ref(),
            Value::Hours(hours) => hours.note.as_ref(),
            _ => None,
        }
    });
    texts.flat_map(move |text| text.variants.iter().map(move |variant| (variant, literal)))
}
