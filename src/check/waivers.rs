//! What an author means literally, and no longer says.

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Place, codes};
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
        .map(|waiver| unused(Place::new(path, waiver.span), &waiver.value))
        .collect()
}

/// Whether a waived string stands in the file besides the place where it is waived.
fn occurs(text: &str, waiver: &Spanned<String>) -> bool {
    let waived = waiver.span.range();
    let mut found = text.match_indices(&waiver.value);
    found.any(|(at, _)| !waived.contains(&at))
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
