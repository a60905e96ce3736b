//! What an author means literally, and no longer says.

use std::ops::Range;

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Fix, Place, codes};
use crate::page::Page;
use crate::text::{Snapshot, SourcePath, Spanned};
use crate::wording::words;

/// Strings that a page waives and that do not occur in it.
pub(super) fn of_page(page: &Page) -> Vec<Diagnostic> {
    unused_among(&page.front.literal, &page.path, &page.text)
}

/// The same for the files of the dataset.
pub(super) fn of_data(dataset: &Dataset, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let channels = dataset.place.iter().map(|place| (place, &dataset.literal));
    let tables = dataset.tables.values();
    let tables = tables.map(|table| (&table.place, &table.literal));
    channels
        .chain(tables)
        .filter_map(|(place, literal)| Some((literal, snapshot.texts.get(&place.path)?)))
        .flat_map(|(literal, source)| unused_among(literal, &source.path, &source.text))
        .collect()
}

fn unused_among(literal: &[Spanned<String>], path: &SourcePath, text: &str) -> Vec<Diagnostic> {
    literal
        .iter()
        .filter(|waiver| !occurs(text, waiver))
        .map(|waiver| {
            let told = unused(Place::new(path, waiver.span), &waiver.value);
            match in_list(text, waiver.span.range()) {
                Some(range) => told.fix(Fix::replace(path, range.into(), "")),
                None => told,
            }
        })
        .collect()
}

/// Whether a waived string stands in the file besides the place where it is waived.
fn occurs(text: &str, waiver: &Spanned<String>) -> bool {
    let waived = waiver.span.range();
    let mut found = text.match_indices(&waiver.value);
    found.any(|(at, _)| !waived.contains(&at))
}

/// A string of a list in brackets with the comma that goes with it.
fn in_list(text: &str, waiver: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..waiver.start)?.trim_end();
    let behind = text.get(waiver.end..)?;
    let next = behind.trim_start();
    let rest = |of: &str| text.len() - of.len();
    match (before.ends_with(','), next.chars().next()?) {
        (_, ',') if before.ends_with(['[', ',']) => {
            let behind = next[1..].trim_start_matches([' ', '\t']);
            Some(waiver.start..rest(behind))
        }
        (true, ']') => Some(before.len() - 1..waiver.end),
        (false, ']') if before.ends_with('[') => Some(waiver),
        _ => None,
    }
}

fn unused(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNUSED_WAIVER,
        place,
        words(
            format!("「{text}」はもう書かれていません"),
            format!("`{text}` no longer occurs"),
        ),
    )
    .help(words(
        "`literal` から消してください",
        "remove it from `literal`",
    ))
}
