//! The pages that were read last, so that only those with another text are parsed again.
//!
//! A site has many, and a preview comes by with every save, so both lists are walked once, side by
//! side, and a page that is the same copy of the same text is not even looked into.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::Kept;
use super::parse::is_page;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::page::{self, Braces, Dialect, Page};
use crate::text::{Snapshot, Source, SourcePath};

/// The pages that were read last, by path.
#[derive(Default)]
pub(super) struct PageMemo {
    braces: Option<Braces>,
    known: Vec<Known>,
}

/// A page and what is wrong with its text.
pub(super) type Told = (Arc<Page>, Arc<[Diagnostic]>);

/// A page and what it was read from.
struct Known {
    source: Source,
    kept: Kept<Page>,
}

/// A page of the new list: known already, or to be parsed, with its last state if it has one.
enum Entry<'s> {
    Known(Known),
    New(&'s Source, Option<Known>),
}

impl PageMemo {
    /// The pages of a snapshot, each parsed by itself, and what is wrong with each of them.
    pub(super) fn renew(&mut self, snapshot: &Snapshot, braces: Braces) -> Vec<Told> {
        let is_same_dialect = self.braces.replace(braces) == Some(braces);
        let entries = entries(snapshot, std::mem::take(&mut self.known), is_same_dialect);
        let dialect = Dialect { braces };
        self.known = entries
            .into_par_iter()
            .map(|entry| match entry {
                Entry::Known(known) => known,
                Entry::New(source, before) => {
                    let checked = page::parse(source, &dialect);
                    let before = before.map(|known| known.kept);
                    Known {
                        source: source.clone(),
                        // The text itself is compared, not its digest.
                        kept: Kept::new(Digest::of(&[]), checked, before.as_ref()),
                    }
                }
            })
            .collect();
        let told = |known: &Known| (known.kept.shown.clone(), known.kept.findings.clone());
        self.known.iter().map(told).collect()
    }

    /// The pages as they are, of which an earlier state is shown.
    pub(super) fn broken(&self) -> BTreeMap<SourcePath, Arc<Page>> {
        let stood_in = self
            .known
            .iter()
            .filter(|known| known.kept.is_stood_in_for());
        stood_in
            .map(|known| (known.source.path.clone(), known.kept.read.clone()))
            .collect()
    }
}

fn entries(snapshot: &Snapshot, known: Vec<Known>, is_same_dialect: bool) -> Vec<Entry<'_>> {
    let mut entries = Vec::with_capacity(known.len());
    let mut known = known.into_iter().peekable();
    for source in snapshot.texts_below("content") {
        if is_same_dialect
            && let Some(same) = known.next_if(|known| known.source.is_shared_with(source))
        {
            entries.push(Entry::Known(same));
            continue;
        }
        if !is_page(&source.path) {
            continue;
        }
        while known
            .next_if(|known| known.source.path < source.path)
            .is_some()
        {}
        let before = known.next_if(|known| known.source.path == source.path);
        entries.push(match before {
            Some(same) if is_same_dialect && same.source.text == source.text => Entry::Known(same),
            before => Entry::New(source, before),
        });
    }
    entries
}
