//! Whether the last build is still true, but for some pages; and what of it is taken over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::super::edition::{Edition, Wanted, shows_others};
use super::super::page_memo::Told;
use super::super::parse::{self, is_page};
use super::super::search::Gathering;
use super::super::{Options, Sink};
use super::{Fetch, Index, MadeOf, PAGES_OF_A_PIECE, Record, fetched, ground};
use crate::diagnostic::{Checked, Diagnostic};
use crate::digest::Digest;
use crate::keep::{Bytes, Keep, Recall};
use crate::output::OutputPath;
use crate::page::{self, Dialect, Page};
use crate::search;
use crate::text::{Snapshot, Source, SourcePath};

/// The last build, still true but for the bodies of some pages.
pub struct Resumed {
    pub(super) index: Index,
    pub(super) fetch: Fetch,
    /// The pages that have other texts, by their places in `pages`.
    pub(super) changed: BTreeSet<usize>,
    /// All pages, in the order of their paths.
    pub(super) pages: Vec<Known>,
}

/// A page of the last build.
pub(super) struct Known {
    /// As it is now.
    page: Arc<Page>,
    told: Arc<[Diagnostic]>,
    made: Option<MadeOf>,
    /// Its record as it was kept.
    pub(super) record: Bytes,
}

/// What was found in the pages that are taken over, by path.
pub(in super::super) type Taken = BTreeMap<SourcePath, Found>;

/// What was found in a page.
pub(in super::super) struct Found {
    findings: Vec<Diagnostic>,
    rendering: Vec<Diagnostic>,
}

impl Found {
    /// What making the page would tell.
    pub(in super::super) fn told(&self, wanted: Wanted) -> Vec<Diagnostic> {
        let mut told = self.findings.clone();
        if wanted != Wanted::Findings {
            told.extend(self.rendering.iter().cloned());
        }
        told
    }
}

/// Compares the last build with the site; nothing unless all that it was made from is the same but the
/// bodies of some pages.
pub fn resume(
    index: Index,
    fetch: Fetch,
    (snapshot, config_path): (&Snapshot, &SourcePath),
    options: &Options,
) -> Option<Resumed> {
    let texts = snapshot.texts_below("content");
    let sources: Vec<&Source> = texts.filter(|source| is_page(&source.path)).collect();
    let paths = sources.iter().map(|source| source.path.as_str());
    let is_same_site = paths.eq(index.pages.iter().map(|entry| entry.path.as_str()))
        && ground::ground(snapshot, config_path, options) == index.ground;
    is_same_site.then_some(())?;
    let config = parse::config(snapshot, config_path, snapshot.texts.get(config_path));
    let dialect = Dialect {
        braces: parse::braces(&config.value),
    };
    let entries = sources.par_iter().zip(&index.pages);
    let parsed: Vec<Option<Checked<Page>>> = entries
        .map(|(source, entry)| {
            if ground::text(source, snapshot) == entry.text {
                return Some(None);
            }
            let checked = page::parse(source, &dialect);
            (ground::names(&checked.value) == entry.names).then_some(Some(checked))
        })
        .collect::<Option<_>>()?;
    let numbers = 0..parsed.len();
    let changed = numbers.filter(|at| parsed[*at].is_some()).collect();
    let pieces = index.pieces.par_iter();
    let records: Vec<Vec<Bytes>> = pieces
        .map(|piece| fetched(&fetch, piece.records))
        .collect::<Option<_>>()?;
    let records: Vec<Bytes> = records.into_iter().flatten().collect();
    (records.len() == sources.len()).then_some(())?;
    let all = sources.into_par_iter().zip(parsed).zip(records);
    let pages = all
        .map(|((source, parsed), record)| Known::of(source, parsed, record))
        .collect::<Option<_>>()?;
    Some(Resumed {
        index,
        fetch,
        changed,
        pages,
    })
}

impl Known {
    fn of(source: &Source, parsed: Option<Checked<Page>>, record: Bytes) -> Option<Self> {
        if let Some(checked) = parsed {
            return Some(Self {
                page: Arc::new(checked.value),
                told: checked.findings.into(),
                made: None,
                record,
            });
        }
        let Record { page, told, made } = Recall::new(&record.0).whole()?;
        let mut from = Recall::about(&page.0, &source.text);
        let page = Page {
            path: source.path.clone(),
            text: source.text.clone(),
            front: Keep::recall(&mut from)?,
            body_start: from.offset()?,
            body: Keep::recall(&mut from)?,
        };
        Some(Self {
            page: Arc::new(page),
            told: told.into(),
            made,
            record,
        })
    }
}

impl Resumed {
    /// The pages as they are, and what is wrong with their texts.
    pub(in super::super) fn pages(&self) -> Vec<Told> {
        let told = |known: &Known| (known.page.clone(), known.told.clone());
        self.pages.iter().map(told).collect()
    }

    /// Takes over what is still true: what was found in the pages that need not be made.
    pub(in super::super) fn take_over<E>(
        &self,
        edition: &Edition,
        gathering: &Gathering,
        sink: &dyn Sink<E>,
    ) -> Taken {
        let taken = Mutex::new(Taken::new());
        let pieces = self.index.pieces.par_iter();
        let chunks = self.pages.par_chunks(PAGES_OF_A_PIECE);
        pieces.zip(chunks).for_each(|(piece, pages)| {
            let terms = fetched(&self.fetch, piece.terms);
            let terms = terms.filter(|terms| terms.len() == pages.len());
            for (known, terms) in pages.iter().zip(terms.unwrap_or_default()) {
                if let Some(found) = self.take_one(known, &terms, (edition, gathering), sink) {
                    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                    taken.insert(known.page.path.clone(), found);
                }
            }
        });
        taken.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_one<E>(
        &self,
        known: &Known,
        terms: &Bytes,
        (edition, gathering): (&Edition, &Gathering),
        sink: &dyn Sink<E>,
    ) -> Option<Found> {
        let made = known.made.as_ref()?;
        // What another page says may stand in it, and no account is kept of which.
        if !self.changed.is_empty() && shows_others(&known.page) {
            return None;
        }
        let at = edition.site.page_of(known.page.path.as_str())?;
        let paths = edition.paths_of(at);
        let files = made.files.iter();
        let is_same = files
            .clone()
            .map(|(path, _)| path.as_str())
            .eq(paths.iter().map(OutputPath::as_str));
        is_same.then_some(())?;
        let terms = search::unpack(&terms.0)?;
        let digests = files.map(|(_, digest)| *digest);
        let files: Vec<(OutputPath, Digest)> = paths.into_iter().zip(digests).collect();
        sink.take_over(&files).then_some(())?;
        gathering.add(&edition.site.pages[at].route.language, &terms);
        Some(Found {
            findings: made.findings.clone(),
            rendering: made.rendering.clone(),
        })
    }
}
