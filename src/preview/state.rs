//! What is known of one file.

use std::sync::Arc;

use super::task::Done;
use crate::compile::Edition;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;

/// What is known of one file.
#[derive(Clone, Default)]
pub(super) struct State {
    pub status: Status,
    /// Counts how often it has become stale, so that late results are known as such.
    pub generation: u64,
    /// The digest of what its last version was made of.
    pub inputs: Option<Digest>,
    /// The digest of its last good bytes.
    pub version: Option<Digest>,
    /// What is wrong with what it is made of.
    pub findings: Vec<Diagnostic>,
    /// What was found while it was written.
    pub rendering: Vec<Diagnostic>,
    /// The text of the page that these were found in.
    pub text: Option<Arc<str>>,
    /// The last edition in which it was good, if that is not the present one.
    pub last_good: Option<Arc<Edition>>,
}

/// How a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Status {
    /// Something that it is made of may have changed.
    #[default]
    Stale,
    /// It is as a build would write it.
    Good,
    /// An error forbids it; its last good state is shown.
    Broken,
}

/// What a task has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    Same,
    /// There are new bytes.
    New,
    /// It cannot be made now.
    Broken,
}

impl State {
    /// Notes that something it is made of may have changed; `edition` is the one before that.
    pub(super) fn become_stale(&mut self, edition: &Arc<Edition>) {
        if self.status == Status::Good {
            self.last_good = Some(edition.clone());
        }
        self.status = Status::Stale;
        self.generation += 1;
    }

    /// Takes what was made of it.
    pub(super) fn take(&mut self, done: &Done) -> Change {
        let is_same = done.inputs.is_some() && done.inputs == self.inputs && done.body.is_none();
        self.findings.clone_from(&done.findings);
        self.text.clone_from(&done.text);
        if !is_same {
            self.rendering.clone_from(&done.rendering);
        }
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        if self.findings.iter().chain(&self.rendering).any(is_error) {
            self.status = Status::Broken;
            if !done.rendering.is_empty() {
                // It failed with these inputs, and would do so again.
                self.inputs = done.inputs;
            }
            return Change::Broken;
        }
        self.status = Status::Good;
        let Some((_, version)) = &done.body else {
            return Change::Same;
        };
        let is_new = self.version.as_ref() != Some(version);
        self.inputs = done.inputs;
        self.version = Some(*version);
        if is_new { Change::New } else { Change::Same }
    }
}
