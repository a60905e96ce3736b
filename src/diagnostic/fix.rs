//! A cure that a machine can apply.

use crate::text::{SourcePath, Span};

/// Edits that, taken together, cure a finding without changing what the page says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The edits; none overlaps another.
    pub edits: Vec<Edit>,
}

/// One replacement in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: SourcePath,
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// A fix of one replacement.
    pub fn replace(path: &SourcePath, span: Span, text: impl Into<String>) -> Self {
        Self {
            edits: vec![Edit {
                path: path.clone(),
                span,
                text: text.into(),
            }],
        }
    }
}
