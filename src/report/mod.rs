//! Diagnostics as people and programs read them: drawn, one a line, JSON, annotations, a page.
//!
//! Only here a byte offset becomes a line and a column, and a wording becomes one language. Text
//! of the site is untrusted: what could steer a terminal is shown as a sign, never sent.

mod calm;
mod counts;
mod github;
mod human;
mod json;
mod overlay;
mod patch;
mod places;
mod short;

pub use calm::calm;
pub use counts::Counts;
pub use overlay::{Failure, Overlay};
pub use patch::Patch;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::text::{Source, SourcePath};
use crate::wording::{Language, Wording};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines they are about, marked.
    #[default]
    Human,
    /// `path:line:col: error[code]: text`, the help on a line of its own.
    Short,
    /// One object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
}

impl Format {
    /// Whether it is for programs: those read standard output, people standard error.
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Github)
    }
}

/// Whether escape sequences for colours are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// None.
    #[default]
    Plain,
    /// Those that every terminal knows.
    Ansi,
}

/// What is needed to write diagnostics down.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The texts that places point into.
    pub texts: &'a BTreeMap<SourcePath, Source>,
    /// The language of messages.
    pub language: Language,
    /// The format.
    pub format: Format,
    /// Colours, for people.
    pub color: Color,
    /// The site's folder from the repository's root, empty or with a closing `/`: GitHub counts
    /// the paths of annotations from there. Other formats count from the site.
    pub prefix: &'a str,
}

impl Report<'_> {
    /// All diagnostics, in the order given.
    pub fn render(&self, diagnostics: &[Diagnostic]) -> String {
        match self.format {
            Format::Human => human::render(self, diagnostics),
            Format::Short => short::render(self, diagnostics),
            Format::Json => json::render(self, diagnostics),
            Format::Github => github::render(self, diagnostics),
        }
    }

    /// Something that went wrong with no file of the site: it has neither a code nor a place.
    pub fn failure(&self, message: &Wording, help: Option<&Wording>) -> String {
        let message = message.of(self.language);
        let help = help.map(|help| help.of(self.language));
        match self.format {
            Format::Human => human::failure(self, message, help),
            Format::Short => short::failure(message, help),
            Format::Json => json::failure(message, help),
            Format::Github => github::failure(message, help),
        }
    }
}

#[cfg(test)]
mod tests;
