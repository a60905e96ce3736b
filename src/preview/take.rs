//! The site as it is now, taken in: what has changed in value, and whom that concerns.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::Preview;
use super::edit::place_of_edit;
use super::state::{State, Status};
use crate::compile::{Edition, File, Memo, Parsed, missing_content};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::Page;
use crate::text::{Snapshot, Source, SourcePath};

/// After how many takes the memory of highlighted code is emptied: most of it is of code that is gone.
const TAKES_REMEMBERED: usize = 500;

/// More pages than these at once are no edit but a new state of the whole site.
const FEW_PAGES: usize = 16;

impl Preview {
    /// Takes the site as it is now. Nothing is made yet; what is stale will be when it is asked
    /// for or its turn comes.
    pub fn take(&mut self, snapshot: Arc<Snapshot>) {
        // What a bug of our own leaves half-done is no more than a memory: it is read again.
        let taken = panic::catch_unwind(AssertUnwindSafe(|| self.take_unguarded(snapshot)));
        if taken.is_err() {
            self.memo = Memo::default();
            self.alarm = Some(super::task::bug("…"));
        }
    }

    /// Takes what can be read of the site while the machine withholds something: what was there before is still there.
    pub fn take_in_part(&mut self, snapshot: Arc<Snapshot>) {
        if self.gone(&snapshot).is_some() {
            return self.take(snapshot);
        }
        let mut whole = Snapshot::clone(&snapshot);
        for (path, source) in &self.snapshot.texts {
            whole
                .texts
                .entry(path.clone())
                .or_insert_with(|| source.clone());
        }
        for (path, asset) in &self.snapshot.assets {
            whole
                .assets
                .entry(path.clone())
                .or_insert_with(|| asset.clone());
        }
        self.take(Arc::new(whole));
    }

    fn take_unguarded(&mut self, snapshot: Arc<Snapshot>) {
        if let Some(gone) = self.gone(&snapshot) {
            self.alarm = Some(gone);
            self.is_troubled = true;
            return;
        }
        let snapshot = with_last_texts(snapshot, &self.snapshot);
        self.alarm = None;
        self.is_troubled = true;
        self.takes += 1;
        if self.takes.is_multiple_of(TAKES_REMEMBERED) {
            self.highlighter.forget();
        }
        let parsed = self
            .memo
            .parse(&snapshot, &self.setup.config, &self.setup.options);
        let changed = changed_pages(self.edition.parsed(), &parsed);
        let is_edit = changed
            .as_ref()
            .is_some_and(|pages| pages.len() <= FEW_PAGES)
            && snapshot.today == self.snapshot.today
            && snapshot.assets == self.snapshot.assets
            && parsed.differs_in_pages_alone(self.edition.parsed());
        let changed = changed.unwrap_or_default();
        let edited = self.edited_among(&changed);
        let next = is_edit
            .then(|| self.with_pages(&parsed, &snapshot, &changed))
            .flatten();
        if next.is_none() {
            self.for_all = for_all(&snapshot);
        }
        self.snapshot = snapshot;
        match next {
            Some(edition) => self.stale_those_showing(edition, &changed),
            None => self.declare(parsed, &changed),
        }
        self.edited = edited
            .and_then(|(page, id)| self.url_of(&page, id))
            .or(self.edited.take());
    }

    /// What is amiss if the whole site has been moved away, or is being replaced: that is no
    /// reason to show nothing.
    fn gone(&self, snapshot: &Snapshot) -> Option<Diagnostic> {
        let has_content = |snapshot: &Snapshot| {
            let mut texts = snapshot.texts.keys();
            texts.any(|path| path.below("content").is_some())
        };
        let gone = Diagnostic {
            severity: Severity::Error,
            ..missing_content()
        };
        (has_content(&self.snapshot) && !has_content(snapshot)).then_some(gone)
    }

    /// The edition with other texts of some pages, if no names change with them.
    fn with_pages(
        &self,
        parsed: &Arc<Parsed>,
        snapshot: &Arc<Snapshot>,
        changed: &[Arc<Page>],
    ) -> Option<Edition> {
        let mut edition = self.edition.with_inputs(parsed.clone(), snapshot);
        for page in changed {
            edition = edition.with_page(page)?;
        }
        Some(edition)
    }

    /// Shows an edition in which some pages have another text.
    fn stale_those_showing(&mut self, edition: Edition, changed: &[Arc<Page>]) {
        let before = std::mem::replace(&mut self.edition, Arc::new(edition));
        self.forget_search();
        let edited = changed.iter().map(|page| File::Page(page.path.clone()));
        // A page that showed others until now is among those edited.
        let concerned: Vec<File> = edited.chain(self.edition.files_showing_others()).collect();
        for file in concerned.into_iter().rev() {
            if let Some(state) = self.states.get_mut(&file) {
                self.stale += usize::from(state.status != super::Status::Stale);
                state.become_stale(&before);
                self.queue.push_front(file);
            }
        }
        self.retired.push(before);
    }

    /// Declares everything anew.
    fn declare(&mut self, parsed: Arc<Parsed>, changed: &[Arc<Page>]) {
        let options = &self.setup.options;
        let edition = Edition::declare(parsed, &self.snapshot, options, self.highlighter.clone());
        let before = std::mem::replace(&mut self.edition, Arc::new(edition));
        for state in self.states.values_mut() {
            state.become_stale(&before);
        }
        self.retired.push(before);
        self.stale_all(changed);
    }

    /// Puts everything there is to make into the queue, the pages that were edited first.
    pub(super) fn stale_all(&mut self, changed: &[Arc<Page>]) {
        let mut all: Vec<File> = self
            .edition
            .all()
            .into_iter()
            .map(|(_, file)| file)
            .filter(|file| !file.is_of_search())
            .collect();
        let is_edited = |file: &File| match file {
            File::Page(path) => changed.iter().any(|page| page.path == *path),
            _ => false,
        };
        all.sort_by_key(|file| !is_edited(file));
        let mut before = std::mem::take(&mut self.states);
        for file in &all {
            let state = before.remove(file).unwrap_or_default();
            self.states.insert(file.clone(), state);
        }
        for gone in before.keys() {
            self.cache.drop(gone);
        }
        self.asked_of_search.clear();
        self.stale = self.states.len();
        self.queue = all.into();
    }

    /// Begins a file of search, which is made for who asks and for nobody else: there is nothing wrong
    /// with it that anybody must know.
    pub(super) fn wait_for_search(&mut self, file: &File) {
        let state = State {
            // Late results of what was asked for before belong to a state that is over.
            generation: self.takes as u64,
            ..State::default()
        };
        self.states.insert(file.clone(), state);
        self.stale += 1;
        self.asked_of_search.push(file.clone());
    }

    /// Forgets the files of search: any edit may change them.
    fn forget_search(&mut self) {
        for file in std::mem::take(&mut self.asked_of_search) {
            let state = self.states.remove(&file);
            let was_stale = state.is_some_and(|state| state.status == Status::Stale);
            self.stale -= usize::from(was_stale);
            self.cache.drop(&file);
        }
    }

    /// The page that was edited, if it was one, and the heading above the edit.
    fn edited_among(&self, changed: &[Arc<Page>]) -> Option<(Arc<Page>, Option<String>)> {
        let [page] = changed else { return None };
        let before = self.snapshot.texts.get(&page.path);
        let before = before.map_or("", |source| &source.text);
        let id = place_of_edit(before, page);
        Some((page.clone(), id))
    }

    fn url_of(&self, page: &Page, id: Option<String>) -> Option<(File, String)> {
        let file = File::Page(page.path.clone());
        let url = self.edition.url_of(&page.path)?;
        let base = self.base().trim_end_matches('/');
        let id = id.map_or_else(String::new, |id| format!("#{id}"));
        Some((file, format!("{base}{url}{id}")))
    }
}

/// The site with the texts of before in the place of those that are refused now: a page that was saved in another
/// encoding is still a page.
fn with_last_texts(now: Arc<Snapshot>, before: &Snapshot) -> Arc<Snapshot> {
    let texts = now.refused.iter().flat_map(|refusal| {
        let of_file = before.texts.get(&refusal.path);
        of_file
            .into_iter()
            .chain(before.texts_below(refusal.path.as_str()))
    });
    let is_missing = |source: &&Source| !now.texts.contains_key(&source.path);
    let last: Vec<Source> = texts.filter(is_missing).cloned().collect();
    if last.is_empty() {
        return now;
    }
    let mut with = Snapshot::clone(&now);
    let last = last.into_iter();
    with.texts
        .extend(last.map(|source| (source.path.clone(), source)));
    Arc::new(with)
}

/// The texts that every page may depend on: settings, data, templates.
pub(super) fn for_all(snapshot: &Snapshot) -> Arc<[SourcePath]> {
    let texts = snapshot.texts_besides_pages().map(|source| &source.path);
    let is_for_all = |path: &&SourcePath| path.below("static").is_none();
    texts.filter(is_for_all).cloned().collect()
}

/// The pages that are another value than before, if the same pages are there; else nothing.
fn changed_pages(before: &Parsed, now: &Parsed) -> Option<Vec<Arc<Page>>> {
    let is_same_file = |(a, b): (&Arc<Page>, &Arc<Page>)| Arc::ptr_eq(a, b) || a.path == b.path;
    let is_comparable = before.pages.len() == now.pages.len()
        && before.pages.iter().zip(&now.pages).all(is_same_file);
    if !is_comparable {
        return None;
    }
    let pairs = before.pages.iter().zip(&now.pages);
    let mut changed: Vec<Arc<Page>> = pairs
        .filter(|(a, b)| !Arc::ptr_eq(a, b) || before.is_broken_otherwise(now, &a.path))
        .map(|(_, page)| page.clone())
        .collect();
    changed.dedup_by(|a, b| a.path == b.path);
    Some(changed)
}
