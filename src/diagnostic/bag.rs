//! Collecting diagnostics, and values that come with some.

use super::{Diagnostic, Severity};

/// A value and what is wrong with it. The value is always usable: parsing never fails.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made of the input.
    pub value: T,
    /// What is wrong with the input.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            findings: Vec::new(),
        }
    }

    /// Takes the value and puts the findings into a bag.
    pub fn unpack(self, bag: &mut Bag) -> T {
        bag.findings.extend(self.findings);
        self.value
    }
}

/// Diagnostics in the order they were found.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    findings: Vec<Diagnostic>,
}

impl Bag {
    /// An empty bag.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.findings.extend(diagnostics);
    }

    /// Puts a value and the bag together.
    pub fn with<T>(self, value: T) -> Checked<T> {
        Checked {
            value,
            findings: self.findings,
        }
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// All of them, by file and place, then code and words: the same for any order of finding.
    /// What is said twice is kept once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                (
                    d.place.clone(),
                    std::cmp::Reverse(d.severity),
                    d.code,
                    d.message.en.clone(),
                )
            };
            key(a).cmp(&key(b))
        });
        self.findings.dedup();
        self.findings
    }

    /// Takes all of another bag.
    pub fn absorb(&mut self, other: Self) {
        self.findings.extend(other.findings);
    }

    /// All of them, in the order found.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// What is in it, in the order found.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }
}
