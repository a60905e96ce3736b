//! Writes down what a build comes to, page by page, while it goes on.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::super::edition::Edition;
use super::super::parse::is_page;
use super::super::{Options, Parsed};
use super::{Entry, Index, MadeOf, PAGES_OF_A_PIECE, Piece, Record, Resumed, fetched, ground};
use crate::diagnostic::{Diagnostic, codes};
use crate::digest::Digest;
use crate::keep::{Bytes, Keep as _, kept};
use crate::output::OutputPath;
use crate::text::{Snapshot, SourcePath};

/// Where a build leaves what the next one may begin with.
pub struct Keeping<'k> {
    /// The program that builds.
    pub program: Digest,
    /// Takes a piece by its digest; one that is lost makes the next build cold, no more.
    pub store: &'k (dyn Fn(Digest, Vec<u8>) + Sync),
}

/// Writes down what a build comes to.
pub(in super::super) struct Keeper<'k> {
    keeping: &'k Keeping<'k>,
    resumed: Option<&'k Resumed>,
    parsed: &'k Parsed,
    open: Mutex<BTreeMap<usize, Part>>,
    stored: Mutex<BTreeMap<usize, Piece>>,
}

/// What is known of the pages of a piece so far, by their places in it.
type Part = BTreeMap<usize, Fresh>;

/// What is new of a page.
struct Fresh {
    record: Bytes,
    terms: Bytes,
}

/// What a page came to.
pub(in super::super) struct Came {
    pub(in super::super) findings: Vec<Diagnostic>,
    pub(in super::super) rendering: Vec<Diagnostic>,
    pub(in super::super) files: Vec<(OutputPath, Digest)>,
    /// What it adds to search, packed.
    pub(in super::super) terms: Vec<u8>,
}

impl<'k> Keeper<'k> {
    pub(in super::super) fn new(
        keeping: &'k Keeping<'k>,
        resumed: Option<&'k Resumed>,
        parsed: &'k Parsed,
    ) -> Self {
        Self {
            keeping,
            resumed,
            parsed,
            open: Mutex::default(),
            stored: Mutex::default(),
        }
    }

    /// Writes down what a page came to.
    pub(in super::super) fn take(&self, path: &SourcePath, came: Came) {
        let pages = &self.parsed.pages;
        let Ok(at) = pages.binary_search_by(|page| page.path.cmp(path)) else {
            return;
        };
        let fresh = Fresh {
            terms: Bytes(came.terms),
            record: self.record(
                at,
                made_of(path, came.findings, came.rendering, &came.files),
            ),
        };
        let number = at / PAGES_OF_A_PIECE;
        let part = {
            let mut open = lock(&self.open);
            let part = open.entry(number).or_default();
            part.insert(at % PAGES_OF_A_PIECE, fresh);
            let is_full = part.len() == self.pages_of(number);
            if is_full { open.remove(&number) } else { None }
        };
        if let Some(part) = part {
            self.store(number, part.into_values());
        }
    }

    fn record(&self, at: usize, made: Option<MadeOf>) -> Bytes {
        let page = &self.parsed.pages[at];
        let mut bytes = Vec::new();
        page.front.keep(&mut bytes);
        page.body_start.keep(&mut bytes);
        page.body.keep(&mut bytes);
        Bytes(kept(&Record {
            page: Bytes(bytes),
            told: self.parsed.told[at].to_vec(),
            made,
        }))
    }

    /// How many pages a piece is for.
    fn pages_of(&self, number: usize) -> usize {
        let first = number * PAGES_OF_A_PIECE;
        PAGES_OF_A_PIECE.min(self.parsed.pages.len() - first)
    }

    fn store(&self, number: usize, part: impl Iterator<Item = Fresh>) {
        let (records, terms): (Vec<Bytes>, Vec<Bytes>) =
            part.map(|fresh| (fresh.record, fresh.terms)).unzip();
        let put = |bytes: Vec<u8>| {
            let digest = Digest::of(&bytes);
            (self.keeping.store)(digest, bytes);
            digest
        };
        let piece = Piece {
            records: put(kept(&records)),
            terms: put(kept(&terms)),
        };
        lock(&self.stored).insert(number, piece);
    }

    /// The index of what was built; nothing where a piece of the last build is gone meanwhile.
    pub(in super::super) fn finish(
        self,
        snapshot: &Snapshot,
        options: &Options,
    ) -> Option<Vec<u8>> {
        let open = std::mem::take(&mut *lock(&self.open));
        let numbers = 0..self.parsed.pages.len().div_ceil(PAGES_OF_A_PIECE);
        let mut open: Vec<Option<Part>> = {
            let mut parts = open;
            numbers.map(|number| parts.remove(&number)).collect()
        };
        open.par_iter_mut()
            .enumerate()
            .try_for_each(|(number, part)| self.close(number, part.take()))?;
        let config_path = &self.parsed.config.path;
        let pages = self.parsed.pages.par_iter().map(|page| {
            let source = snapshot.texts.get(&page.path)?;
            is_page(&page.path).then(|| Entry {
                path: page.path.as_str().to_owned(),
                text: ground::text(source, snapshot),
                names: ground::names(page),
            })
        });
        let index = Index {
            ground: ground::ground(snapshot, config_path, options),
            pages: pages.collect::<Option<_>>()?,
            pieces: lock(&self.stored).values().cloned().collect(),
        };
        Some(index.write(self.keeping.program))
    }

    /// Stores a piece of which not all pages were made: the others are as they were, or are no pages of
    /// the site.
    fn close(&self, number: usize, part: Option<Part>) -> Option<()> {
        let last = self
            .resumed
            .map(|resumed| (resumed, &resumed.index.pieces[number]));
        if lock(&self.stored).contains_key(&number) {
            return Some(());
        }
        let mut part = match (part, last) {
            (None, Some((_, piece))) => {
                lock(&self.stored).insert(number, piece.clone());
                return Some(());
            }
            (part, _) => part.unwrap_or_default(),
        };
        let count = self.pages_of(number);
        let old_terms = match last {
            Some((resumed, piece)) => {
                let terms = fetched(&resumed.fetch, piece.terms)?;
                (terms.len() == count).then_some(terms)?
            }
            None => vec![Bytes::default(); count],
        };
        for (place, terms) in old_terms.into_iter().enumerate() {
            let at = number * PAGES_OF_A_PIECE + place;
            part.entry(place).or_insert_with(|| Fresh {
                terms,
                record: match last {
                    Some((resumed, _)) if !resumed.changed.contains(&at) => {
                        resumed.pages[at].record.clone()
                    }
                    _ => self.record(at, None),
                },
            });
        }
        self.store(number, part.into_values());
        Some(())
    }
}

/// What may be taken over of a page: nothing where another build might find something else.
fn made_of(
    path: &SourcePath,
    findings: Vec<Diagnostic>,
    rendering: Vec<Diagnostic>,
    files: &[(OutputPath, Digest)],
) -> Option<MadeOf> {
    // Places in other pages move with those.
    let is_of_another = |of: &SourcePath| is_page(of) && of != path;
    let is_unsteady = |finding: &Diagnostic| {
        let labels = finding.labels.iter().map(|label| &label.place.path);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut places = labels
            .chain(edits.map(|edit| &edit.path))
            .chain(finding.place.iter().map(|place| &place.path));
        // How long colouring takes is no value.
        finding.code == codes::HIGHLIGHT_BUDGET || places.any(is_of_another)
    };
    let mut found = findings.iter().chain(&rendering);
    if files.is_empty() || found.any(is_unsteady) {
        return None;
    }
    let files = files.iter();
    Some(MadeOf {
        files: files
            .map(|(path, digest)| (path.as_str().to_owned(), *digest))
            .collect(),
        findings,
        rendering,
    })
}

impl Edition {
    /// The files of a page: its own, and its texts for search.
    pub(super) fn paths_of(&self, at: usize) -> Vec<OutputPath> {
        let own = self.site.pages[at].route.output.clone();
        [own].into_iter().chain(self.search_paths(at)).collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
