//! What follows from a file of data that cannot be read, and says nothing by itself.
//!
//! Of such a file whatever stands behind the mistake may be missing: channels of which a dozen sentences speak.
//! One quotation mark is told once, where it stands. What does not stand behind it is not there either way, and is
//! told with it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};
use crate::text::{Source, SourcePath};

/// Findings of who looked in vain for something in the data.
const NOT_FOUND: [Code; 3] = [
    codes::UNKNOWN_FACT,
    codes::UNKNOWN_REFERENCE,
    codes::UNKNOWN_NUMBER,
];

/// Findings about keys that belong to a table whose beginning cannot be read.
const LOST_KEYS: [Code; 2] = [codes::MISPLACED_KEY, codes::UNKNOWN_KEY];

/// A text of data that cannot be read from some place on.
struct Lost<'t> {
    at: &'t Place,
    /// From the line of the mistake to the end.
    text: &'t str,
}

/// The findings without those that follow from one of them.
pub(super) fn without_consequences(
    mut findings: Vec<Diagnostic>,
    texts: &BTreeMap<SourcePath, Source>,
) -> Vec<Diagnostic> {
    let cuts: Vec<Place> = findings.iter().filter_map(cut).cloned().collect();
    let lost = cuts.iter().filter_map(|at| {
        let text = &*texts.get(&at.path)?.text;
        let line = text.get(..at.span.start as usize)?.rfind('\n');
        let text = &text[line.map_or(0, |end| end + 1)..];
        Some(Lost { at, text })
    });
    let lost: Vec<Lost<'_>> = lost.collect();
    if !lost.is_empty() {
        findings.retain(|finding| !lost.iter().any(|lost| follows(finding, lost)));
    }
    findings
}

/// Where data cannot be read from here on.
fn cut(finding: &Diagnostic) -> Option<&Place> {
    let is_cut = [codes::TOML_SYNTAX, codes::DUPLICATE_KEY].contains(&finding.code)
        && finding.severity == Severity::Error;
    let place = finding.place.as_ref()?;
    (is_cut && place.path.below("content/data").is_some()).then_some(place)
}

fn follows(finding: &Diagnostic, lost: &Lost<'_>) -> bool {
    let Some(place) = &finding.place else {
        return false;
    };
    // What fits nobody may fit whoever is lost.
    if finding.code == codes::UNBOUND_FACT {
        return true;
    }
    let is_below = place.path == lost.at.path && lost.at.span.start < place.span.start;
    NOT_FOUND.contains(&finding.code) && names_what_is_lost(finding, lost.text)
        || LOST_KEYS.contains(&finding.code) && is_below
}

/// Whether a message names something that stands in a text that is lost: an id between backticks, a number.
fn names_what_is_lost(finding: &Diagnostic, lost: &str) -> bool {
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let quoted = finding.message.en.split('`').skip(1).step_by(2);
    let mut ids = quoted.flat_map(|quoted| quoted.split(|c| !is_of_id(c)));
    let stands = |id: &str| lost.split(|c| !is_of_id(c)).any(|word| word == id);
    if finding.code != codes::UNKNOWN_NUMBER {
        return ids.any(|id| !id.is_empty() && stands(id));
    }
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let number = digits(&finding.message.en);
    !number.is_empty() && digits(lost).contains(&number)
}
