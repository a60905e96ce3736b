//! What follows from a file of data that cannot be read, and says nothing by itself.
//!
//! Of such a file whatever stands behind the mistake may be missing: channels of which a dozen sentences speak.
//! One quotation mark is told once, where it stands. With it nothing is published in any case.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};

/// Findings of who looked in vain for something in the data.
const NOT_FOUND: [Code; 4] = [
    codes::UNKNOWN_FACT,
    codes::UNKNOWN_REFERENCE,
    codes::UNKNOWN_NUMBER,
    codes::UNBOUND_FACT,
];

/// Findings about keys that belong to a table whose beginning cannot be read.
const LOST_KEYS: [Code; 2] = [codes::MISPLACED_KEY, codes::UNKNOWN_KEY];

/// The findings without those that follow from one of them.
pub(super) fn without_consequences(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let cuts: Vec<Place> = findings.iter().filter_map(cut).cloned().collect();
    if !cuts.is_empty() {
        findings.retain(|finding| !follows(finding, &cuts));
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

fn follows(finding: &Diagnostic, cuts: &[Place]) -> bool {
    let Some(place) = &finding.place else {
        return false;
    };
    let is_below = |cut: &Place| cut.path == place.path && cut.span.start < place.span.start;
    let in_content = place.path.below("content").is_some();
    in_content && NOT_FOUND.contains(&finding.code)
        || LOST_KEYS.contains(&finding.code) && cuts.iter().any(is_below)
}
