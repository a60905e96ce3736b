//! A page of ours, from text that is ours nearly: read by our own parser and changed until it says what
//! the old page said.
//!
//! Braces that are no facts, HTML that is not let through and ids that differ from the old ones are not
//! guessed: the parser is asked, and what it finds is put right, round after round.

use super::finding;
use super::front::Front;
use super::traced::{Edit, Moves, Traced};
use crate::diagnostic::{Diagnostic, codes};
use crate::page::{Dialect, Page, RawHtml, parse, write_id};
use crate::text::{Source, SourcePath};
use crate::wording::words;

/// Rounds that are enough for any page that people write.
const ROUNDS: usize = 12;
/// With more braces in a page than this, all of them are literal.
const MOST_BRACES: usize = 3;

/// A page that is being finished.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) path: SourcePath,
    pub(super) front: Front,
    pub(super) body: Traced,
    /// Where headings stand in the body, in order, and the id that each is to have.
    pub(super) wanted: Vec<(usize, String)>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Draft {
    /// The whole file, and where its body begins.
    pub(super) fn source(&self) -> (Source, usize) {
        let front = self.front.text();
        let start = front.len();
        let text = front + &self.body.text;
        (Source::new(self.path.as_str(), text), start)
    }

    /// The page as our parser reads it, with what is wrong with it.
    pub(super) fn parsed(&self) -> (Page, Vec<Diagnostic>) {
        let (source, start) = self.source();
        let mut checked = parse(&source, &Dialect::default());
        // The empty line below the front matter is no part of the body as it is known here.
        checked.value.body_start = start;
        (checked.value, checked.findings)
    }

    /// Changes the body; what is known of places in it moves along.
    pub(super) fn edit(&mut self, edits: &[Edit]) {
        let moves = Moves::of(edits);
        for (at, _) in &mut self.wanted {
            *at = moves.moved(*at);
        }
        self.body = self.body.edited(edits);
    }

    /// Puts right what the parser finds.
    pub(super) fn finish(&mut self) {
        if self.body.text.trim_start().starts_with("---")
            || self.body.text.trim_start().starts_with("+++")
        {
            // Without front matter of its own the page would lose its first lines to it.
            self.front.weight = self.front.weight.or(Some(0));
        }
        for _ in 0..ROUNDS {
            if !self.braces() && !self.html() {
                break;
            }
        }
        for round in 0..ROUNDS {
            if !self.ids(round + 1 == ROUNDS) {
                break;
            }
        }
    }

    /// Braces that would be read as facts become letters. Whether there were any.
    fn braces(&mut self) -> bool {
        if self.front.has_literal_braces || !self.body.text.contains("{{") {
            return false;
        }
        let (page, findings) = self.parsed();
        let unclosed = findings
            .iter()
            .filter(|finding| finding.code == codes::UNCLOSED_PLACEHOLDER)
            .filter_map(|finding| finding.place.as_ref())
            .map(|place| place.span);
        let spans = page.body.placeholders.iter().map(|fact| fact.span);
        let mut at: Vec<usize> = spans
            .chain(unclosed)
            .filter_map(|span| (span.start as usize).checked_sub(page.body_start))
            .collect();
        at.sort_unstable();
        at.dedup();
        if at.is_empty() {
            return false;
        }
        if at.len() > MOST_BRACES {
            self.front.has_literal_braces = true;
        } else {
            let edits: Vec<Edit> = at.iter().map(|at| Edit::insert(*at, "\\")).collect();
            self.edit(&edits);
        }
        true
    }

    /// HTML that is not let through becomes letters. Whether there was any.
    fn html(&mut self) -> bool {
        let (page, _) = self.parsed();
        let refused = |html: &&RawHtml| html.refused.is_some();
        let mut edits: Vec<Edit> = Vec::new();
        for html in page.body.html.iter().filter(refused) {
            let range = html.span.range();
            let (Some(start), Some(end)) = (
                range.start.checked_sub(page.body_start),
                range.end.checked_sub(page.body_start),
            ) else {
                continue;
            };
            let written = self.body.text.get(start..end).unwrap_or_default();
            if !written.starts_with('<') {
                continue;
            }
            self.findings
                .extend(self.body.place(start..end).map(|place| {
                    finding::markup(
                        place,
                        written,
                        words(
                            "はここで使えないHTMLなので、文字として残しました",
                            "is HTML that is not let through and stays as letters",
                        ),
                    )
                }));
            edits.push(Edit::new(start..start + 1, "&lt;"));
        }
        if edits.is_empty() {
            return false;
        }
        self.edit(&edits);
        true
    }

    /// Headings get the ids they had. Whether one had another.
    fn ids(&mut self, is_last: bool) -> bool {
        let (page, _) = self.parsed();
        let mut edits = Vec::new();
        for heading in &page.body.headings {
            let Some(at) = (heading.span.start as usize).checked_sub(page.body_start) else {
                continue;
            };
            let wanted = self.wanted.binary_search_by_key(&at, |(of, _)| *of);
            let Some((_, id)) = wanted.ok().and_then(|at| self.wanted.get(at)) else {
                continue;
            };
            if heading.id == *id && (heading.explicit.is_some() || !is_last) {
                continue;
            }
            for edit in write_id(&page.path, heading, id).edits {
                let range = edit.span.range();
                let range = range.start - page.body_start..range.end - page.body_start;
                edits.push(Edit::new(range, edit.text));
            }
        }
        if edits.is_empty() {
            return false;
        }
        self.edit(&edits);
        true
    }
}
