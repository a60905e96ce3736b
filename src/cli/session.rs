//! What `build` and `check` have in common: the site is found, read and compiled.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::args::{Invocation, Memory};
use super::console::{Console, errors_of};
use super::last::Last;
use super::site_options::{Drafts, SiteOptions};
use crate::civil::Date;
use crate::compile::{self, Build, Compilation, Edition, Keeping, Options, Parsed, Sink};
use crate::config::{self, Config};
use crate::diagnostic::{Bag, Diagnostic, Severity, codes};
use crate::host::{self, Epoch, HostError, Revision, Site};
use crate::mend::{Mended, mend};
use crate::render::highlight::Highlighter;
use crate::text::{Snapshot, Source, SourcePath};
use crate::theme::Theme;
use crate::wording::{Wording, words};

/// A site that was read.
pub(super) struct Session {
    pub(super) epoch: Option<Epoch>,
    pub(super) console: Console,
    /// Everything that the machine refused so far.
    pub(super) failures: Vec<HostError>,
    site: Site,
    snapshot: Arc<Snapshot>,
    options: Options,
    parsed: Arc<Parsed>,
    /// What the last build left; of anything that it knows, `parsed` holds no more than a build needs.
    last: Option<Last>,
}

impl Session {
    /// Finds the site and reads it, for its own day.
    pub(super) fn open(invocation: &Invocation, options: &SiteOptions) -> Result<Self, HostError> {
        Self::resume(invocation, options, Memory::Unused)
    }

    /// The same for a build, which may begin with what the last one left.
    pub(super) fn resume(
        invocation: &Invocation,
        options: &SiteOptions,
        memory: Memory,
    ) -> Result<Self, HostError> {
        let epoch = host::source_date_epoch()?;
        let site = Site::find(invocation.root.as_deref(), &invocation.config)?;
        let day = |zone| host::today(options.as_of, epoch, zone);
        // Which day it is depends on the time zone that stands in the files.
        let read = host::read(&site.root, &site.config, day("UTC"));
        let mut snapshot = read.snapshot;
        snapshot.today = day(&compile::time_zone(&snapshot));
        let untold = take_history(&mut snapshot, &site);
        let options = Options {
            base_url: options.base_url.clone(),
            drafts: options.drafts == Drafts::Included,
            deny: options.deny.clone(),
            ..Options::default()
        };
        let last = match memory {
            Memory::Kept => Last::of(&site, &snapshot, &options),
            Memory::Unused => None,
        };
        let parsed = match last.as_ref().and_then(|last| last.resumed.as_ref()) {
            Some(resumed) => compile::parse_after(resumed, &snapshot, &site.config, &options),
            None => compile::parse(&snapshot, &site.config, &options),
        };
        let language = &parsed.config.default_language;
        let console = Console::at_home(invocation, &site.root, language);
        if let Some(untold) = untold {
            console.note(&untold);
        }
        Ok(Self {
            epoch,
            console,
            failures: read.errors,
            site,
            snapshot: Arc::new(snapshot),
            options,
            parsed,
            last,
        })
    }

    /// The same site with other texts in the place of some, or with new ones; nothing is written.
    pub(super) fn with_texts(&self, texts: impl IntoIterator<Item = Source>) -> Self {
        let mut snapshot = (*self.snapshot).clone();
        let texts = texts.into_iter().map(|text| (text.path.clone(), text));
        snapshot.texts.extend(texts);
        let parsed = compile::parse(&snapshot, &self.site.config, &self.options);
        Self {
            epoch: self.epoch,
            console: self.console.clone(),
            failures: Vec::new(),
            site: self.site.clone(),
            snapshot: Arc::new(snapshot),
            options: self.options.clone(),
            parsed,
            last: None,
        }
    }

    /// The errors of this state of the site that another one did not have.
    pub(super) fn errors_beyond(&self, before: &Self) -> Vec<Diagnostic> {
        let mut errors = errors_of(&self.findings());
        if errors.is_empty() {
            return errors;
        }
        let known = before.findings();
        // Where it is told may differ: what is lost is told where it may have gone.
        let is = |old: &Diagnostic, error: &Diagnostic| {
            old.code == error.code && old.message == error.message
        };
        errors.retain(|error| !known.iter().any(|old| is(old, error)));
        errors
    }

    /// Makes the site; every file of it goes to `sink`.
    pub(super) fn build<E: Send>(&self, sink: &dyn Sink<E>) -> Result<Compilation, E> {
        let last = self.last.as_ref();
        let store = |digest, bytes: Vec<u8>| {
            if let Some(last) = last {
                last.cache.store(digest, &bytes);
            }
        };
        let keeping = last.map(|last| Keeping {
            program: last.program,
            store: &store,
        });
        let build = Build {
            parsed: &self.parsed,
            snapshot: &self.snapshot,
            options: &self.options,
            resumed: last.and_then(|last| last.resumed.as_ref()),
            keeping: keeping.as_ref(),
        };
        build.run(sink)
    }

    /// Leaves what a published site came to for the next build.
    pub(super) fn keep(&self, index: Option<&[u8]>) -> Result<(), HostError> {
        match (&self.last, index) {
            (Some(last), Some(index)) => last.keep(index),
            _ => Ok(()),
        }
    }

    /// The same for its findings alone.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let parsed = match &self.last {
            Some(Last {
                resumed: Some(_), ..
            }) => &compile::parse(&self.snapshot, &self.site.config, &self.options),
            _ => &self.parsed,
        };
        parsed.rehearse(&self.snapshot, &self.options)
    }

    /// Findings of something else than compiling, as the site wants them reported.
    pub(super) fn settled(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut bag = Bag::new();
        bag.extend(findings);
        compile::settle(bag, self.config(), &self.options, &self.snapshot.texts)
    }

    /// The site with every name declared, and nothing made yet.
    pub(super) fn edition(&self) -> Edition {
        let highlighter = Arc::new(Highlighter::new());
        Edition::declare(
            self.parsed.clone(),
            &self.snapshot,
            &self.options,
            highlighter,
        )
    }

    /// What the fixes of findings make of the site's texts.
    pub(super) fn mended(&self) -> Mended {
        mend(&self.snapshot, &self.site.config, &self.options)
    }

    /// The same site with other texts.
    pub(super) fn take_texts(&mut self, texts: impl IntoIterator<Item = Source>) {
        let snapshot = Arc::make_mut(&mut self.snapshot);
        let texts = texts.into_iter();
        snapshot
            .texts
            .extend(texts.map(|source| (source.path.clone(), source)));
        self.parsed = compile::parse(&self.snapshot, &self.site.config, &self.options);
    }

    /// The theme.
    pub(super) fn theme(&self) -> &Theme {
        &self.parsed.theme
    }

    /// A text of the site, as it was read.
    pub(super) fn text(&self, path: &SourcePath) -> Option<&str> {
        self.snapshot.texts.get(path).map(|source| &*source.text)
    }

    /// The same for the site as it was at a revision, on the same day and with the same options.
    pub(super) fn edition_at(&self, revision: &str) -> Result<(Revision, Edition), HostError> {
        let (root, config) = (&self.site.root, &self.site.config);
        let (revision, snapshot) = host::read_revision(root, config, revision, self.today())?;
        let parsed = compile::parse(&snapshot, config, &self.options);
        let highlighter = Arc::new(Highlighter::new());
        let edition = Edition::declare(parsed, &Arc::new(snapshot), &self.options, highlighter);
        Ok((revision, edition))
    }

    /// All texts of the site, as they were read.
    pub(super) fn texts(&self) -> &BTreeMap<SourcePath, Source> {
        &self.snapshot.texts
    }

    /// The day of this run.
    pub(super) fn today(&self) -> Date {
        self.snapshot.today
    }

    /// What is wrong with each input by itself.
    pub(super) fn parsed_findings(&self) -> &[Diagnostic] {
        &self.parsed.findings
    }

    /// Whether there are settings, without which there is no site.
    pub(super) fn has_config(&self) -> bool {
        self.text(&self.site.config).is_some()
    }

    /// Whether it is clear already that nothing can be published.
    pub(super) fn is_broken(&self) -> bool {
        !self.failures.is_empty() || has_errors(&self.parsed.findings)
    }

    /// Prints findings, and what the machine refused.
    pub(super) fn print(&self, findings: &[Diagnostic]) {
        self.console
            .findings(&self.snapshot.shown_texts(), findings);
        self.console.failures(&self.failures);
    }

    /// The exit status of all that went wrong.
    pub(super) fn status(&self, findings: &[Diagnostic]) -> u8 {
        let of_findings = findings.iter().map(|finding| self.status_of(finding));
        let of_failures = self.failures.iter().map(HostError::exit_status);
        of_findings.chain(of_failures).max().unwrap_or(0)
    }

    /// The site's folder.
    pub(super) fn root(&self) -> &Path {
        &self.site.root
    }

    /// The site's settings.
    pub(super) fn config(&self) -> &Config {
        &self.parsed.config
    }

    /// 0 unless it is an error; 2 for the configuration, 3 for a bug, else 1.
    fn status_of(&self, finding: &Diagnostic) -> u8 {
        let place = finding.place.as_ref();
        let is_in_config = place.is_some_and(|place| place.path == self.site.config);
        match finding.severity {
            Severity::Error if finding.code == codes::INTERNAL => 3,
            Severity::Error if is_in_config || finding.code == codes::MISSING_CONFIG => 2,
            Severity::Error => 1,
            Severity::Warning | Severity::Hint => 0,
        }
    }
}

/// Whether any of them forbids publishing.
pub(super) fn has_errors(findings: &[Diagnostic]) -> bool {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    findings.iter().any(is_error)
}

/// Where the config asks for it, when pages were last changed; what history does not tell is returned, to be said.
pub(super) fn take_history(snapshot: &mut Snapshot, site: &Site) -> Option<Wording> {
    let config = snapshot.texts.get(&site.config)?;
    if !config::read(config).value.git_dates {
        return None;
    }
    match host::history(&site.root) {
        Ok(history) => {
            snapshot.changed = history.changed;
            history.is_shallow.then(|| {
                words(
                    "git の履歴が途中までしかないため、それより前に変わったページには更新日が付きません(`git fetch --unshallow` で全部そろいます)",
                    "the history of git is cut off, so pages that changed before have no date (`git fetch --unshallow` gets all of it)",
                )
            })
        }
        Err(failure) => Some(words(
            format!("更新日を付けられません: {}", failure.message.ja),
            format!(
                "pages get no date of their last change: {}",
                failure.message.en
            ),
        )),
    }
}
