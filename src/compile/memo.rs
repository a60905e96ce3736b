//! Each input read on its own: one text in, one value out, no neighbours; and what was read before.
//!
//! A memo's key is the input's value. What has not changed in value is not read again, and an
//! input that has become unreadable is stood in for by its last good value: that is what a preview
//! shows while a file is being mended. A build starts with an empty memo and so knows neither.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::kept::Resumed;
use super::page_memo::PageMemo;
use super::{Options, Parsed, beside, parse, refused};
use crate::config::Config;
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, Severity};
use crate::digest::{Digest, Digester};
use crate::ledger::{self, Ledger};
use crate::text::{Snapshot, Source, SourcePath};
use crate::theme::{Settings, Theme, ThemeFiles};

/// What was read last, by the value that it was read from.
#[derive(Default)]
pub struct Memo {
    config: Option<Kept<Config>>,
    dataset: Option<Kept<Dataset>>,
    theme: Option<Kept<Theme>>,
    ledger: Option<Kept<Ledger>>,
    pages: PageMemo,
}

/// A value, what it was read from, and the last one before it that had no error.
pub(super) struct Kept<T> {
    pub(super) key: Digest,
    /// What `shown` was read from.
    shown_key: Digest,
    /// What could be made of the input as it is.
    pub(super) read: Arc<T>,
    pub(super) findings: Arc<[Diagnostic]>,
    /// `read`, or what stands in for it.
    pub(super) shown: Arc<T>,
    /// Whether `shown` is `read`, or may stand in for what comes.
    is_good: bool,
}

impl<T> Kept<T> {
    pub(super) fn new(key: Digest, checked: Checked<T>, before: Option<&Self>) -> Self {
        let read = Arc::new(checked.value);
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        let is_broken = checked.findings.iter().any(is_error);
        let last_good = before.filter(|before| is_broken && before.is_good);
        Self {
            key,
            shown_key: last_good.map_or(key, |before| before.shown_key),
            findings: checked.findings.into(),
            shown: last_good.map_or_else(|| read.clone(), |before| before.shown.clone()),
            is_good: !is_broken || last_good.is_some(),
            read,
        }
    }

    pub(super) fn is_stood_in_for(&self) -> bool {
        !Arc::ptr_eq(&self.read, &self.shown)
    }
}

/// Reads an input unless it is the one that was read last.
fn renew<T>(
    slot: &mut Option<Kept<T>>,
    key: Digest,
    read: impl FnOnce() -> Checked<T>,
) -> &Kept<T> {
    if slot.as_ref().is_none_or(|kept| kept.key != key) {
        *slot = Some(Kept::new(key, read(), slot.as_ref()));
    }
    slot.as_ref().expect("invariant: it was filled above")
}

impl Memo {
    /// Reads all inputs of a snapshot, those that have not changed since the last time from memory.
    pub fn parse(
        &mut self,
        snapshot: &Snapshot,
        config_path: &SourcePath,
        options: &Options,
    ) -> Arc<Parsed> {
        self.parse_after(None, snapshot, config_path, options)
    }

    /// The same, the pages taken from what an earlier build left, if it is still true.
    pub(super) fn parse_after(
        &mut self,
        resumed: Option<&Resumed>,
        snapshot: &Snapshot,
        config_path: &SourcePath,
        options: &Options,
    ) -> Arc<Parsed> {
        let mut bag = Bag::new();
        bag.extend(refused::findings(snapshot));
        bag.extend(beside::findings(snapshot));
        let mut stood_in: BTreeSet<SourcePath> = refused::stood_in_for(snapshot).collect();
        let config = self.config(snapshot, config_path, &mut bag, &mut stood_in);
        let config = options.applied_to(config);
        let dataset = self.dataset(snapshot, &mut bag, &mut stood_in);
        let ledger = self.ledger(snapshot, &mut bag, &mut stood_in);
        let mut later = Bag::new();
        later.extend(parse::unknown_words(&config));
        let (theme, theme_digest) = self.theme(snapshot, &config, config_path, &mut later);
        let settings = parse::settings(snapshot, &config, config_path, &theme).unpack(&mut later);
        let icon = parse::icon(snapshot, &theme);
        let pages = match resumed {
            Some(resumed) => resumed.pages(),
            None => self.pages.renew(snapshot, parse::braces(&config)),
        };
        let (pages, told): (Vec<_>, Vec<_>) = pages.into_iter().unzip();
        for findings in &told {
            later.extend(findings.iter().cloned());
        }
        if pages.is_empty() {
            later.push(parse::missing_content());
        }
        later.extend(snapshot.texts_besides_pages().flat_map(parse::invisible));
        let mut parsed = Parsed {
            surroundings: self.surroundings(options, theme_digest, &settings, icon.as_deref()),
            icon,
            theme_blocks: theme.blocks().map(str::to_owned).collect(),
            config,
            dataset,
            theme,
            settings: settings.values,
            settings_style: settings.style,
            broken: self.pages.broken(),
            pages,
            told,
            ledger,
            stood_in,
            findings: Vec::new(),
        };
        let told = later.into_findings().into_iter();
        bag.extend(told.filter(|finding| parsed.is_told(finding)));
        parsed.findings = bag.into_sorted();
        Arc::new(parsed)
    }

    /// The digest of all that any page depends on besides facts and names.
    fn surroundings(
        &self,
        options: &Options,
        theme: Digest,
        settings: &Settings,
        icon: Option<&str>,
    ) -> Digest {
        let config = self.config.as_ref().map(|kept| kept.shown_key.to_string());
        let words = [
            config.unwrap_or_default(),
            theme.to_string(),
            format!("{:?}", options.base_url),
            serde_json::Value::Object(settings.values.clone()).to_string(),
            icon.unwrap_or_default().to_owned(),
        ];
        Digest::of(words.join("\0").as_bytes())
    }

    fn config(
        &mut self,
        snapshot: &Snapshot,
        path: &SourcePath,
        bag: &mut Bag,
        stood_in: &mut BTreeSet<SourcePath>,
    ) -> Arc<Config> {
        let source = snapshot.texts.get(path);
        let key = source.map_or_else(|| Digest::of(b""), Source::digest);
        let kept = renew(&mut self.config, key, || {
            parse::config(snapshot, path, source)
        });
        bag.extend(kept.findings.iter().cloned());
        if kept.is_stood_in_for() {
            stood_in.insert(path.clone());
        }
        kept.shown.clone()
    }

    fn dataset(
        &mut self,
        snapshot: &Snapshot,
        bag: &mut Bag,
        stood_in: &mut BTreeSet<SourcePath>,
    ) -> Arc<Dataset> {
        let mut digester = Digester::default();
        digester.update(snapshot.today.to_string().as_bytes());
        let files = || {
            let texts = snapshot.texts_below("content/data");
            texts.filter(|source| dataset::is_dataset(&source.path))
        };
        files().for_each(|source| take(&mut digester, source));
        let kept = renew(&mut self.dataset, digester.finish(), || {
            dataset::read(&snapshot.texts, snapshot.today)
        });
        bag.extend(kept.findings.iter().cloned());
        if kept.is_stood_in_for() {
            stood_in.extend(files().map(|source| source.path.clone()));
        }
        kept.shown.clone()
    }

    fn ledger(
        &mut self,
        snapshot: &Snapshot,
        bag: &mut Bag,
        stood_in: &mut BTreeSet<SourcePath>,
    ) -> Arc<Ledger> {
        let source = snapshot.texts.get(ledger::PATH);
        let key = source.map_or_else(|| Digest::of(b""), Source::digest);
        let kept = renew(&mut self.ledger, key, || {
            source.map_or_else(|| Checked::clean(Ledger::default()), ledger::read)
        });
        bag.extend(kept.findings.iter().cloned());
        if kept.is_stood_in_for() {
            stood_in.insert(SourcePath::new(ledger::PATH));
        }
        kept.shown.clone()
    }

    fn theme(
        &mut self,
        snapshot: &Snapshot,
        config: &Config,
        config_path: &SourcePath,
        bag: &mut Bag,
    ) -> (Arc<Theme>, Digest) {
        let named = !config.theme.span.is_empty();
        let files = ThemeFiles {
            texts: &snapshot.texts,
            assets: &snapshot.assets,
            name: &config.theme.value,
            place: named.then(|| Place::new(config_path, config.theme.span)),
            origins: &config.image_sources,
        };
        let mut digester = Digester::default();
        let words = [
            config.theme.value.as_str(),
            &format!("{:?}", config.theme.span),
        ];
        let words = words
            .into_iter()
            .chain(files.origins.iter().map(String::as_str));
        words.for_each(|word| digester.update(format!("{word}\0").as_bytes()));
        let is_part =
            |path: &SourcePath| path.below("themes").is_some() || path.below("templates").is_some();
        for folder in ["templates", "themes"] {
            let texts = snapshot.texts_below(folder);
            texts.for_each(|source| take(&mut digester, source));
        }
        for (path, asset) in snapshot.assets.iter().filter(|(path, _)| is_part(path)) {
            digester.update(format!("{path}\0{}\0", asset.digest).as_bytes());
        }
        let kept = renew(&mut self.theme, digester.finish(), || Theme::load(&files));
        bag.extend(kept.findings.iter().cloned());
        (kept.shown.clone(), kept.shown_key)
    }
}

fn take(digester: &mut Digester, source: &Source) {
    digester.update(source.path.as_str().as_bytes());
    digester.update(&(source.text.len() as u64).to_le_bytes());
    digester.update(source.text.as_bytes());
}
