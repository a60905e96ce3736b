//! What follows from a file of data that cannot be read, and says nothing by itself.
//!
//! Of such a file whatever stands behind the mistake may be missing: channels of which a dozen sentences speak.
//! One quotation mark is told once, where it stands. What does not stand behind it is not there either way, and is
//! told with it.

use std::collections::{BTreeMap, HashSet};

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

/// What stands in a file of data from the line of a mistake to the end, and cannot be read.
struct Lost<'t> {
    at: &'t Place,
    ids: HashSet<&'t str>,
    /// All digits, in a row.
    digits: String,
}

impl<'t> Lost<'t> {
    fn behind(at: &'t Place, source: &'t Source) -> Option<Self> {
        let before = source.text.get(..at.span.start as usize)?;
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let text = &source.text[line..];
        Some(Self {
            at,
            ids: ids(text).collect(),
            digits: digits(text),
        })
    }

    /// Whether a message names something of it: an id between backticks, a number.
    fn is_named_by(&self, finding: &Diagnostic) -> bool {
        let message = &finding.message.en;
        if finding.code == codes::UNKNOWN_NUMBER {
            let number = digits(message);
            return !number.is_empty() && self.digits.contains(&number);
        }
        // Of `phone.hours` the channel decides: every channel has hours.
        let quoted = message.split('`').skip(1).step_by(2);
        let mut named = quoted.filter_map(|path| ids(path).next());
        named.any(|id| self.ids.contains(id))
    }
}

fn ids(text: &str) -> impl Iterator<Item = &str> {
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.split(move |c| !is_of_id(c))
        .filter(|id| !id.is_empty())
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The findings without those that follow from one of them.
pub(super) fn without_consequences(
    mut findings: Vec<Diagnostic>,
    texts: &BTreeMap<SourcePath, Source>,
) -> Vec<Diagnostic> {
    let cuts: Vec<Place> = findings.iter().filter_map(cut).cloned().collect();
    let behind = |at| Lost::behind(at, texts.get(&at.path)?);
    let lost: Vec<Lost<'_>> = cuts.iter().filter_map(behind).collect();
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
    NOT_FOUND.contains(&finding.code) && lost.is_named_by(finding)
        || LOST_KEYS.contains(&finding.code) && is_below
}
