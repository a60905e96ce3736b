//! What is wrong with a site, where, and what to do about it.
//!
//! A user's mistake is a value that is returned, never an `Err` and never a panic: every stage
//! gives back what it could make of its input *and* what is wrong with it ([`Checked`]), so that
//! one run tells all.

mod bag;
mod code;
mod explain;
mod fix;
mod suggest;

pub use bag::{Bag, Checked};
pub use code::{ALL_CODES, Code, codes, find_code};
pub use explain::{explained_areas, explanation};
pub use fix::{Edit, Fix};
pub use suggest::{did_you_mean, most_like, nearest};

use crate::text::{SourcePath, Span};
use crate::wording::Wording;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; never fails a build unless denied.
    Hint,
    /// Probably wrong; never fails a build unless denied.
    Warning,
    /// Nothing is published until it is mended.
    Error,
}

impl Severity {
    /// Its name in reports, never translated.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The stretch of it.
    pub span: Span,
}

impl Place {
    /// A place from its two halves.
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self {
            path: path.clone(),
            span,
        }
    }
}

/// Another place that has to do with it, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The other place.
    pub place: Place,
    /// What is to be seen there.
    pub message: Wording,
}

/// One thing that is wrong.
///
/// The message says what, in lower case and without a full stop, names in backticks; the help
/// says what to do, in the imperative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of mistake it is.
    pub code: Code,
    /// What is wrong.
    pub message: Wording,
    /// Where; only a mistake that is in no file (a missing config) has none.
    pub place: Option<Place>,
    /// Other places that have to do with it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<Wording>,
    /// A cure that can be applied as it is.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic at a place, with the code's own severity.
    pub fn new(code: Code, place: Place, message: Wording) -> Self {
        Self {
            place: Some(place),
            ..Self::nowhere(code, message)
        }
    }

    /// A diagnostic that is about no file.
    pub fn nowhere(code: Code, message: Wording) -> Self {
        Self {
            severity: code.severity(),
            code,
            message,
            place: None,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Wording) -> Self {
        self.help = Some(help);
        self
    }

    /// Says what to do, if anything useful is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Wording>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Shows another place.
    #[must_use]
    pub fn label(mut self, place: Place, message: Wording) -> Self {
        self.labels.push(Label { place, message });
        self
    }

    /// Adds a cure that can be applied as it is.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
