//! A page's Markdown, from the old generator's dialect to ours.
//!
//! The text is not written anew: it is walked once, and only what means something else here is changed.
//! Everything else, spaces and line ends included, stays as its author left it.

pub(super) mod alerts;
mod code;
mod grid;
mod headings;
mod html;
mod inline;
mod links;
mod markup;
mod writer;

use std::collections::BTreeSet;
use std::ops::Range;

use super::atlas::Atlas;
use super::old::{OldPage, OldSite, Rules};
use super::outline::Outline;
use super::traced::{Edit, Traced};
use crate::diagnostic::{Diagnostic, Place};
use crate::page::foreign::{ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag};
use crate::text::{SourcePath, Span};

/// What all pages share.
#[derive(Debug)]
pub(super) struct Shared<'s> {
    pub(super) site: &'s OldSite,
    pub(super) atlas: Atlas<'s>,
    pub(super) outlines: Vec<Outline>,
}

/// A page's text as ours.
#[derive(Debug, Default)]
pub(super) struct Converted {
    pub(super) text: Traced,
    pub(super) edits: Vec<Edit>,
    pub(super) findings: Vec<Diagnostic>,
    /// Where pictures of other sites come from: `https://img.example`.
    pub(super) image_sources: BTreeSet<String>,
}

/// A page that is being changed.
struct Change<'c> {
    shared: &'c Shared<'c>,
    at: usize,
    page: &'c OldPage,
    text: &'c str,
    edits: Vec<Edit>,
    findings: Vec<Diagnostic>,
    image_sources: BTreeSet<String>,
}

/// Changes a page; none where it nests too deep to be read.
pub(super) fn convert(shared: &Shared<'_>, at: usize) -> Option<Converted> {
    let page = &shared.site.pages[at];
    let read = page.foreign.read(&page.body.text)?;
    let mut change = Change {
        shared,
        at,
        page,
        text: &page.body.text,
        edits: Vec::new(),
        findings: Vec::new(),
        image_sources: BTreeSet::new(),
    };
    change.headings(&read.events);
    change.code(&read.events);
    change.html(&read.events);
    change.links(&read.events, &read.definitions);
    change.tildes(&read.events);
    change.definitions(&read.events);
    Some(Converted {
        text: page.body.edited(&change.edits),
        edits: change.edits,
        findings: change.findings,
        image_sources: change.image_sources,
    })
}

impl Change<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        let path = self.page.source.clone();
        let path = path.unwrap_or_else(|| SourcePath::new(""));
        let place = self.page.body.place(range);
        place.unwrap_or_else(|| Place::new(&path, Span::at(0)))
    }

    fn is_mdbook(&self) -> bool {
        matches!(self.shared.site.rules, Rules::MdBook(_))
    }

    /// `~struck~` is written with two tildes here.
    fn tildes(&mut self, events: &[ForeignPlaced<'_>]) {
        for (event, range) in events {
            if !matches!(event, Event::Start(Tag::Strikethrough)) {
                continue;
            }
            let struck = &self.text[range.clone()];
            if struck.starts_with("~~") || struck.len() < 3 {
                continue;
            }
            self.edits.push(Edit::insert(range.start, "~"));
            self.edits.push(Edit::insert(range.end, "~"));
        }
    }

    /// Terms and what they mean become bold words with a list below them: no list here has terms.
    fn definitions(&mut self, events: &[ForeignPlaced<'_>]) {
        for (event, range) in events {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.text[range.clone()].trim_end();
                    if !term.is_empty() && !term.contains('*') {
                        let end = range.start + term.len();
                        self.edits.push(Edit::insert(range.start, "**"));
                        self.edits.push(Edit::insert(end, "**"));
                    }
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let meaning = &self.text[range.clone()];
                    let mark = meaning.len() - meaning.trim_start().len();
                    if meaning[mark..].starts_with(':') {
                        let mark = range.start + mark;
                        self.edits.push(Edit::new(mark..mark + 1, "-"));
                    }
                }
                _ => {}
            }
        }
    }
}
