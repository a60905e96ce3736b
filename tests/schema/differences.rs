//! Where a schema and its decoder may differ, each with the reason.

use madoguchi::diagnostic::Diagnostic;

/// A file on which the two do not agree.
pub(crate) struct Case<'a> {
    pub(crate) path: &'a str,
    pub(crate) keys: &'a [String],
    pub(crate) how: &'a str,
    /// What the decoder reports; if nothing, the schema alone refuses it.
    pub(crate) decoder: &'a [Diagnostic],
}

type Difference = (&'static str, fn(&Case<'_>) -> bool);

/// All there are.
const DIFFERENCES: &[Difference] = &[];

/// Why the two may differ here.
pub(crate) fn reason(case: &Case<'_>) -> Option<&'static str> {
    let found = DIFFERENCES.iter().find(|(_, is)| is(case));
    found.map(|(reason, _)| *reason)
}

impl Case<'_> {
    fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.decoder.iter().map(|told| told.code.name())
    }
}
