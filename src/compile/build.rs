//! A build: every file made once, or taken over from the last build, and handed on.

use std::sync::Arc;

use rayon::prelude::*;

use super::edition::{Edition, File, Made, Wanted};
use super::kept::{Came, Keeper, Keeping, Resumed, Taken};
use super::search::Gathering;
use super::{Compilation, Options, Parsed, severity};
use crate::diagnostic::{Bag, Diagnostic};
use crate::digest::Digest;
use crate::output::{Content, Output, OutputPath};
use crate::render::highlight::Highlighter;
use crate::text::Snapshot;

/// Where finished files go, from many threads and in no order.
pub trait Sink<E>: Sync {
    /// Takes a file.
    fn put(&self, output: Output) -> Result<(), E>;

    /// Whether these files are there already, with these digests, and are all in the site now. If not,
    /// none of them is, and they will be put.
    fn take_over(&self, files: &[(OutputPath, Digest)]) -> bool;
}

/// A sink that holds nothing yet.
impl<E, F: Fn(Output) -> Result<(), E> + Sync> Sink<E> for F {
    fn put(&self, output: Output) -> Result<(), E> {
        self(output)
    }

    fn take_over(&self, _: &[(OutputPath, Digest)]) -> bool {
        false
    }
}

/// What a build begins with.
pub struct Build<'b> {
    /// The inputs, read; with `resumed`, what [`parse_after`](super::parse_after) read.
    pub parsed: &'b Arc<Parsed>,
    /// The inputs.
    pub snapshot: &'b Arc<Snapshot>,
    /// What is asked for besides what the files say.
    pub options: &'b Options,
    /// The last build, if most of it is still true.
    pub resumed: Option<&'b Resumed>,
    /// Where to leave what the next build may begin with.
    pub keeping: Option<&'b Keeping<'b>>,
}

impl Build<'_> {
    /// Makes all files of the site that cannot be taken over; after an error no more are made, and what the
    /// sink has got must be dropped.
    pub fn run<E: Send>(&self, sink: &dyn Sink<E>) -> Result<Compilation, E> {
        let highlighter = Arc::new(Highlighter::with(self.options.patience));
        let edition = Edition::declare(
            self.parsed.clone(),
            self.snapshot,
            self.options,
            highlighter,
        );
        let gathering = Gathering::new(&edition);
        let resumed = self.resumed;
        let taken = resumed.map_or_else(Taken::new, |resumed| {
            resumed.take_over(&edition, &gathering, sink)
        });
        let keeper = self
            .keeping
            .map(|keeping| Keeper::new(keeping, self.resumed, self.parsed));
        let bag = edition.make_all(Wanted::File, &taken, &|file, path, made| {
            if let (Some(keeper), File::Page(page)) = (&keeper, file) {
                keeper.take(page, came(&edition, path, file, &made));
            }
            let path = path.clone();
            let output = made.content.map(|content| Output { path, content });
            output.map_or(Ok(()), |output| sink.put(output))?;
            match made.searched {
                Some(searched) => gathering.take(*searched, &|output| sink.put(output)),
                None => Ok(()),
            }
        })?;
        let mut index = None;
        if !bag.has_errors() {
            gathering.finish(&|output| sink.put(output))?;
            index = keeper.and_then(|keeper| keeper.finish(self.snapshot, self.options));
        }
        Ok(Compilation {
            findings: severity::settle(
                bag,
                &edition.parsed.config,
                self.options,
                &self.snapshot.texts,
            ),
            counts: edition.counts(),
            index,
        })
    }
}

/// What a page came to.
fn came(edition: &Edition, path: &OutputPath, file: &File, made: &Made) -> Came {
    let mut came = Came {
        findings: made.findings.clone(),
        rendering: made.rendering.clone(),
        files: Vec::new(),
        terms: Vec::new(),
    };
    let Some(Content::Bytes(bytes)) = &made.content else {
        return came;
    };
    came.files.push((path.clone(), Digest::of(bytes)));
    if let (Some(searched), File::Page(page)) = (&made.searched, file) {
        let at = edition.site.page_of(page.as_str());
        let paths = at.into_iter().flat_map(|at| edition.search_paths(at));
        came.files.extend(paths.zip(searched.digests()));
        came.terms = searched.packed();
    }
    came
}

impl Edition {
    /// Makes every file but those of search and those that are taken, pages first; each goes to `take`, from
    /// many threads. After an error in the pages nothing more is made.
    pub(super) fn make_all<E: Send>(
        &self,
        good: Wanted,
        taken: &Taken,
        take: &(dyn Fn(&File, &OutputPath, Made) -> Result<(), E> + Sync),
    ) -> Result<Bag, E> {
        let mut bag = Bag::new();
        bag.extend(self.findings().cloned());
        // What everyone asks for first: a page can be wrong, other files hardly.
        let (pages, others): (Vec<_>, Vec<_>) = self
            .all()
            .into_iter()
            .filter(|(_, file)| !file.is_of_search())
            .partition(|(_, file)| matches!(file, File::Page(_)));
        for files in [pages, others] {
            let wanted = if bag.has_errors() {
                Wanted::Findings
            } else {
                good
            };
            let made: Vec<Vec<Diagnostic>> = files
                .into_par_iter()
                .map(|(path, file)| {
                    if let File::Page(page) = &file
                        && let Some(found) = taken.get(page)
                    {
                        return Ok(found.told(wanted));
                    }
                    let made = self.make(&file, wanted);
                    let findings = [made.findings.clone(), made.rendering.clone()].concat();
                    take(&file, path, made)?;
                    Ok(findings)
                })
                .collect::<Result<_, E>>()?;
            bag.extend(made.into_iter().flatten());
        }
        Ok(bag)
    }
}
