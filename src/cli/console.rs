//! Where words go: findings for programs to standard output, all else to standard error.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use super::args::{Invocation, PatchStyle, Volume};
use crate::diagnostic::Diagnostic;
use crate::host::HostError;
use crate::report::{Format, Patch, Report, calm};
use crate::text::{Source, SourcePath};
use crate::wording::{Language, Wording, words as worded};

/// One run's way of speaking.
#[derive(Clone, Debug)]
pub(super) struct Console {
    pub(super) language: Language,
    invocation: Invocation,
    prefix: String,
}

impl Console {
    /// Before the site's language is known.
    pub(super) fn new(invocation: &Invocation) -> Self {
        Self {
            language: invocation.fallback,
            invocation: invocation.clone(),
            prefix: String::new(),
        }
    }

    /// The same, in the site's language unless another was asked for, for a site at `root`.
    pub(super) fn at_home(invocation: &Invocation, root: &Path, site_language: &str) -> Self {
        let site_language = Language::of_tag(site_language);
        Self {
            language: invocation
                .language
                .or(site_language)
                .unwrap_or(invocation.fallback),
            prefix: prefix(root, invocation.repository.as_deref()),
            invocation: invocation.clone(),
        }
    }

    /// Prints findings in the format asked for.
    pub(super) fn findings(&self, texts: &BTreeMap<SourcePath, Source>, findings: &[Diagnostic]) {
        self.print(&self.report(texts).render(findings));
    }

    /// Prints a patch to standard output.
    pub(super) fn patch(&self, patch: &Patch) {
        let text = match self.invocation.patch {
            PatchStyle::Exact => patch.exact(),
            PatchStyle::Shown(color) => patch.shown(color),
        };
        // A closed pipe is no failure: its reader has seen enough.
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }

    /// Prints what the machine refused, in the format asked for.
    pub(super) fn failures(&self, failures: &[HostError]) {
        let texts = BTreeMap::new();
        let report = self.report(&texts);
        for failure in failures {
            self.print(&report.failure(&failure.message, failure.help.as_ref()));
        }
    }

    /// Prints why nothing could be begun, and gives the status.
    pub(super) fn give_up(&self, failure: HostError) -> u8 {
        let status = failure.exit_status();
        self.failures(&[failure]);
        status
    }

    /// Says something that is no finding, unless it is to be quiet.
    pub(super) fn note(&self, words: &Wording) {
        if self.invocation.volume > Volume::Quiet {
            say(words.of(self.language));
        }
    }

    /// Says what to do next, to somebody who is there to read it.
    pub(super) fn advise(&self, words: &Wording) {
        if self.invocation.is_watched && !self.invocation.format.is_for_programs() {
            self.note(words);
        }
    }

    /// Whether it says anything besides findings.
    pub(super) fn speaks(&self) -> bool {
        self.invocation.volume > Volume::Quiet
    }

    /// Says something that few want to know.
    pub(super) fn detail(&self, words: &Wording) {
        if self.invocation.volume == Volume::Verbose {
            say(words.of(self.language));
        }
    }

    /// Warns of what no file is to blame for, in the format asked for.
    pub(super) fn warn(&self, words: &Wording) {
        let text = words.of(self.language);
        match self.invocation.format {
            Format::Github => self.print(&format!("::warning::{text}\n")),
            _ => self.note(&worded(
                format!("warning: {}", words.ja),
                format!("warning: {}", words.en),
            )),
        }
    }

    fn report<'a>(&'a self, texts: &'a BTreeMap<SourcePath, Source>) -> Report<'a> {
        Report {
            texts,
            language: self.language,
            format: self.invocation.format,
            color: self.invocation.color,
            prefix: &self.prefix,
        }
    }

    fn print(&self, text: &str) {
        // A closed pipe is no failure: its reader has seen enough.
        let _ = if self.invocation.format.is_for_programs() {
            io::stdout().lock().write_all(text.as_bytes())
        } else {
            io::stderr().lock().write_all(text.as_bytes())
        };
    }
}

/// Prints a mistake of the command line, before anything else is known.
pub(super) fn say_failure(message: &str) {
    say(&format!("error: {message}"));
}

fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", calm(text));
}

/// The site's folder from the repository's, with a closing `/`, for annotations.
fn prefix(root: &Path, repository: Option<&Path>) -> String {
    let below = repository
        .and_then(|repository| repository.canonicalize().ok())
        .and_then(|repository| root.strip_prefix(repository).ok().map(Path::to_path_buf));
    let mut prefix = String::new();
    for part in below.iter().flat_map(|below| below.iter()) {
        prefix += &part.to_string_lossy();
        prefix.push('/');
    }
    prefix
}

/// Which findings a build prints: errors; the others it counts.
pub(super) fn errors_of(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_error = |finding: &&Diagnostic| finding.severity == crate::diagnostic::Severity::Error;
    findings.iter().filter(is_error).cloned().collect()
}
