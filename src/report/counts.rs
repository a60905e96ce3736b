//! How many there are of each severity, in numbers and in words.

use crate::diagnostic::{Diagnostic, Severity};
use crate::wording::{Wording, words};

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl Counts {
    /// Counts them.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            let same = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
            diagnostics.iter().filter(same).count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Hint),
        }
    }

    /// `1 error, 3 warnings, 12 hints`, or nothing when there are none; what is zero is left out.
    pub fn words(self) -> Option<Wording> {
        let rows = [
            (self.errors, "エラー", "error"),
            (self.warnings, "警告", "warning"),
            (self.hints, "ヒント", "hint"),
        ];
        let mut ja = Vec::new();
        let mut en = Vec::new();
        for (count, japanese, english) in rows {
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                ja.push(format!("{japanese}{count}件"));
                en.push(format!("{count} {english}{plural}"));
            }
        }
        (!ja.is_empty()).then(|| words(ja.join("、"), en.join(", ")))
    }
}
