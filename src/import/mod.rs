//! Moving in: a documentation tree of another generator as a site of ours.
//!
//! Pure: the old tree is a value that comes in, the new site's files and everything that could not be
//! taken over as it was are values that go out. Pages, the ids of their headings and files keep their
//! addresses, or the ledger says where each leads now. What is not understood stays readable in the page
//! and is told at its place in the old tree; nothing is dropped without a word.

mod atlas;
mod body;
mod finding;
mod finish;
mod front;
mod ids;
mod ledger;
mod mdbook;
mod names;
mod old;
mod outline;
mod refused;
mod repair;
mod settle;
mod titles;
mod traced;
mod write;
mod zola;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::text::{Snapshot, Source, SourcePath};
use crate::wording::Wording;

/// Whose tree it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// mdBook: `book.toml` and `SUMMARY.md`.
    MdBook,
    /// Zola: `config.toml` and `content/`.
    Zola,
}

/// A site made of an old tree.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its texts, by path.
    pub texts: BTreeMap<SourcePath, Source>,
    /// Its other files: where each goes, and where it lies in the old tree.
    pub copies: BTreeMap<SourcePath, SourcePath>,
    /// What could not be taken over as it was, in places of the old tree.
    pub findings: Vec<Diagnostic>,
    /// What is still wrong with the copy, in places of the copy.
    pub errors: Vec<Diagnostic>,
    /// How much there is.
    pub counts: Counts,
}

/// How much came over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages that are published, drafts left out.
    pub pages: usize,
    /// Ids in old pages that are kept.
    pub anchors: usize,
    /// Files that are published as they are.
    pub files: usize,
}

/// Makes a site of an old tree; fails where there is none.
pub fn import(old: &Snapshot, generator: Generator) -> Result<Imported, Wording> {
    let site = match generator {
        Generator::MdBook => mdbook::read(old)?,
        Generator::Zola => zola::read(old)?,
    };
    Ok(settle::settle(old, &site))
}

/// Folders of an old tree that hold no source of it: what was built, and what tools keep.
pub fn is_left_out(generator: Generator, config: Option<&Source>, path: &str) -> bool {
    let top = path.split('/').next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if matches!(name, "node_modules" | "target") {
        return true;
    }
    match generator {
        Generator::MdBook => mdbook::output_folder(config) == path,
        Generator::Zola => {
            // The theme's own content is an example.
            zola::output_folder(config) == path || top == "themes"
        }
    }
}
