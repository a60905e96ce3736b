//! The dataset's own words: inline Markdown with facts in it, parsed once.

use std::collections::HashMap;
use std::sync::Arc;

use super::Site;
use super::joined::{Rich, RichWords};
use super::joining::Joining;
use super::link::View;
use crate::dataset::{Cell, Dataset, Effect, Hours, Record, Text, TextVariant, Value};
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::page::{Body, Dialect, parse_body};
use crate::wording::words;

/// The parsed texts by where they stand; those without any mark or placeholder are not kept.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bodies: HashMap<Place, Arc<Body>>,
}

impl Texts {
    /// Parses all texts of the dataset.
    pub(super) fn parse(dataset: &Dataset, bag: &mut Bag) -> Self {
        let mut texts = Self::default();
        for_each_text(dataset, &mut |variant| {
            if is_plain(&variant.markdown) || texts.bodies.contains_key(&variant.place) {
                return;
            }
            let body =
                parse_body(&variant.markdown, &variant.origin, &Dialect::default()).unpack(bag);
            texts.bodies.insert(variant.place.clone(), Arc::new(body));
        });
        texts
    }

    /// The parsed texts, each with its place, in no order.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (&Place, &Arc<Body>)> {
        self.bodies.iter()
    }

    fn body(&self, variant: &TextVariant) -> Option<Arc<Body>> {
        self.bodies.get(&variant.place).cloned()
    }
}

/// Whether letters are the same as Markdown and as they stand.
pub(super) fn is_plain(markdown: &str) -> bool {
    !markdown.contains([
        '\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '{', '}', '!', '|', '#', '\n', '\r',
    ]) && !markdown.starts_with(['-', '+', '=', ':', ' ', '\t'])
        && !markdown.ends_with(' ')
        && !markdown.starts_with(|c: char| c.is_ascii_digit())
}

impl Site {
    /// Words of the dataset as they are to be shown from a page.
    pub(super) fn rich(&self, text: &Text, view: &View<'_>, joining: &mut Joining<'_>) -> Rich {
        let Some((variant, fallback)) = text.of(view.language, &self.config.default_language)
        else {
            return Rich::default();
        };
        let language = fallback.map(str::to_owned);
        let Some(body) = self.names.texts.body(variant) else {
            return Rich {
                words: RichWords::Plain(variant.markdown.clone()),
                language,
            };
        };
        if let Some(start) = joining.way.iter().position(|place| *place == variant.place) {
            joining.circle = Some(joining.way[start..].to_vec());
            return Rich::default();
        }
        // What is wrong with the text has been said once, when the site was declared. In a sentence of
        // another language its facts are of that language, too.
        let view = View {
            path: &variant.place.path,
            page: None,
            language: fallback.unwrap_or(view.language),
            ..*view
        };
        joining.way.push(variant.place.clone());
        let joined = self.join_inline(&body, &view, &mut joining.quietly());
        joining.way.pop();
        Rich {
            words: RichWords::Markdown {
                text: variant.markdown.clone(),
                joined: Box::new(joined),
            },
            language,
        }
    }

    /// The same without any mark, for places that hold letters alone.
    pub(super) fn letters(
        &self,
        text: &Text,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (String, Option<String>) {
        let rich = self.rich(text, view, joining);
        (rich_letters(&rich), rich.language)
    }

    /// Reports what is wrong with the names in the dataset's texts.
    pub(super) fn check_texts(&self, bag: &mut Bag) {
        let mut joining = Joining::new(bag);
        for_each_text(&self.dataset, &mut |variant| {
            let Some(body) = self.names.texts.body(variant) else {
                return;
            };
            let language = variant
                .language
                .as_deref()
                .unwrap_or(&self.config.default_language);
            let view = View {
                path: &variant.place.path,
                page: None,
                url: "/",
                in_place: false,
                language,
            };
            joining.circle = None;
            joining.way = vec![variant.place.clone()];
            self.join_inline(&body, &view, &mut joining);
            joining.way.clear();
            // Every text of a circle comes by here; the first of them tells it.
            let circle = joining.circle.take();
            if circle.is_some_and(|circle| circle.iter().min() == Some(&variant.place)) {
                joining.report(Some(in_a_circle(variant.place.clone())));
            }
            for html in &body.html {
                joining.report(crate::page::raw_html_refused(&variant.place.path, html));
            }
        });
    }
}

fn in_a_circle(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::REFERENCE_CYCLE,
        place,
        words(
            "この文の事実をたどると、この文に戻ります",
            "following the facts of this text leads back to it",
        ),
    )
    .help(words(
        "どれか一つの文から事実を外してください",
        "take the fact out of one of the texts",
    ))
}

/// The letters of words.
pub(super) fn rich_letters(rich: &Rich) -> String {
    match &rich.words {
        RichWords::Plain(text) | RichWords::Link { text, .. } => text.clone(),
        RichWords::Markdown { text, joined } => {
            let shown: Vec<&str> = joined
                .shown
                .iter()
                .map(|shown| shown.text.as_str())
                .collect();
            crate::page::letters(text, &Dialect::default(), &shown)
        }
    }
}

/// Every text of the dataset, in order, once for each place it is read from.
fn for_each_text(dataset: &Dataset, visit: &mut dyn FnMut(&TextVariant)) {
    for channel in &dataset.channels {
        of_record(&channel.record, visit);
        channel.parts.iter().for_each(|part| of_record(part, visit));
        channel
            .changes
            .iter()
            .for_each(|change| of_record(&change.record, visit));
    }
    for notice in &dataset.notices {
        notice
            .text
            .iter()
            .flat_map(|text| &text.variants)
            .for_each(&mut *visit);
        if let Effect::Hours(hours) = &notice.effect {
            of_hours(hours, visit);
        }
    }
    for table in dataset.tables.values() {
        table.rows.iter().for_each(|row| of_record(row, visit));
        table
            .columns
            .iter()
            .filter_map(|column| column.label.as_ref())
            .flat_map(|label| &label.variants)
            .for_each(&mut *visit);
    }
    dataset
        .columns
        .iter()
        .filter_map(|column| column.label.as_ref())
        .flat_map(|label| &label.variants)
        .for_each(&mut *visit);
}

fn of_record(record: &Record, visit: &mut dyn FnMut(&TextVariant)) {
    for Cell { value, .. } in record.cells.values() {
        match value {
            Value::Text(text) | Value::Level(_, Some(text)) => {
                text.variants.iter().for_each(&mut *visit);
            }
            Value::Hours(hours) => of_hours(hours, visit),
            _ => {}
        }
    }
}

fn of_hours(hours: &Hours, visit: &mut dyn FnMut(&TextVariant)) {
    hours
        .note
        .iter()
        .flat_map(|note| &note.variants)
        .for_each(&mut *visit);
}
