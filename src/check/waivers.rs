//! What an author means literally, and no longer says.

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::Site;
use crate::text::{Snapshot, SourcePath, Spanned};
use crate::wording::words;

/// Waived strings that do not occur in the text they are waived for.
pub(super) fn check(site: &Site<'_>, dataset: &Dataset, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let pages = site.pages.iter().flat_map(|of| {
        let literal = &of.page.front.literal;
        literal.iter().map(|waiver| (&of.page.path, waiver))
    });
    let channels = dataset
        .place
        .iter()
        .flat_map(|place| dataset.literal.iter().map(|waiver| (&place.path, waiver)));
    let tables = dataset.tables.values().flat_map(|table| {
        table
            .literal
            .iter()
            .map(|waiver| (&table.place.path, waiver))
    });
    pages
        .chain(channels)
        .chain(tables)
        .filter(|(path, waiver)| !occurs(snapshot, path, waiver))
        .map(|(path, waiver)| unused(Place::new(path, waiver.span), &waiver.value))
        .collect()
}

/// Whether a waived string stands in the file besides the place where it is waived.
fn occurs(snapshot: &Snapshot, path: &SourcePath, waiver: &Spanned<String>) -> bool {
    let Some(source) = snapshot.texts.get(path) else {
        return true;
    };
    let waived = waiver.span.range();
    source
        .text
        .match_indices(&waiver.value)
        .any(|(at, _)| !waived.contains(&at))
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
