//! What the environment says, read once.

use std::io::IsTerminal;
use std::path::PathBuf;

use crate::wording::Language;

/// Whether somebody is looking at a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stream {
    /// A terminal.
    Terminal,
    /// A file, a pipe, nothing.
    #[default]
    Other,
}

impl Stream {
    fn of(stream: &impl IsTerminal) -> Self {
        if stream.is_terminal() {
            Self::Terminal
        } else {
            Self::Other
        }
    }
}

/// The variables and streams that matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    /// `NO_COLOR` (no-color.org) is set, or `TERM` says `dumb`.
    pub(super) forbids_color: bool,
    /// `CI` is set: nobody watches, even if a terminal is pretended.
    pub(super) is_ci: bool,
    /// `MADOGUCHI_BASE_URL`
    pub(super) base_url: Option<String>,
    /// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, if it is one of ours.
    pub(super) locale: Option<Language>,
    /// `GITHUB_WORKSPACE`: where the repository is checked out.
    pub(super) repository: Option<PathBuf>,
    /// Standard error.
    pub(super) errors: Stream,
    /// Standard output.
    pub(super) output: Stream,
}

impl Environment {
    /// That of this process.
    pub(super) fn of_process() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        Self {
            forbids_color: set("NO_COLOR").is_some() || set("TERM").as_deref() == Some("dumb"),
            is_ci: set("CI").is_some_and(|value| value != "false"),
            base_url: set("MADOGUCHI_BASE_URL"),
            locale: locale.as_deref().and_then(Language::of_tag),
            repository: set("GITHUB_WORKSPACE").map(PathBuf::from),
            errors: Stream::of(&std::io::stderr()),
            output: Stream::of(&std::io::stdout()),
        }
    }
}
