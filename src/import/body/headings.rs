//! Attributes of headings: an id and classes stay, as far as they are some here.

use std::ops::Range;

use super::super::finding;
use super::super::outline::Target;
use super::super::traced::Edit;
use super::Change;
use crate::ledger::{is_anchor, is_fragment};
use crate::page::foreign::{ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag};
use crate::page::is_class;
use crate::wording::words;

impl Change<'_> {
    pub(super) fn headings(&mut self, events: &[ForeignPlaced<'_>]) {
        for (event, range) in events {
            let Event::Start(Tag::Heading {
                id, classes, attrs, ..
            }) = event
            else {
                continue;
            };
            let id = id.as_deref();
            let kept = id.filter(|id| self.is_kept(range, id));
            let good: Vec<&str> = classes
                .iter()
                .map(|class| &**class)
                .filter(|class| is_class(class))
                .collect();
            if kept == id && attrs.is_empty() && good.len() == classes.len() {
                continue;
            }
            let Some(braces) = self.braces(range) else {
                continue;
            };
            if let Some(id) = id.filter(|_| kept.is_none()) {
                self.lost(&braces, id, self.leads_to(id, range));
            }
            if !attrs.is_empty() || good.len() < classes.len() {
                let place = self.place(braces.clone());
                let written = self.text[braces.clone()].to_owned();
                let how = words(
                    "のうち、idとclassだけを引き継ぎました",
                    "was taken over as far as it is an id and classes",
                );
                self.findings.push(finding::markup(place, &written, how));
            }
            let id = kept.map(|id| format!("#{id}"));
            let classes = good.into_iter().map(|class| format!(".{class}"));
            let all: Vec<String> = id.into_iter().chain(classes).collect();
            let new = if all.is_empty() {
                String::new()
            } else {
                format!("{{{}}}", all.join(" "))
            };
            self.edits.push(Edit::new(braces, new));
        }
    }

    /// Whether a written id can stay: of two equal ones, the second never led anywhere.
    fn is_kept(&self, range: &Range<usize>, id: &str) -> bool {
        is_anchor(id) && self.leads_to(id, range)
    }

    /// Whether an id leads to the heading that stands there.
    fn leads_to(&self, id: &str, range: &Range<usize>) -> bool {
        let outline = &self.shared.outlines[self.at];
        let headings = &outline.headings;
        let found = headings.binary_search_by_key(&range.start, |heading| heading.range.start);
        let own = found.ok().and_then(|at| headings[at].id.as_deref());
        own.is_some_and(|own| outline.target(id) == Target::Heading(own))
    }

    /// The braces at a heading's end.
    fn braces(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let lines = self.text[range.clone()].trim_end();
        let is_atx = lines.trim_start().starts_with('#');
        let end = match lines.rfind('\n') {
            Some(end) if !is_atx => end,
            _ => lines.len(),
        };
        let heading = lines[..end].trim_end();
        let open = heading.rfind('{').filter(|_| heading.ends_with('}'))?;
        Some(range.start + open..range.start + heading.len())
    }

    fn lost(&mut self, braces: &Range<usize>, id: &str, leads_here: bool) {
        let why = if is_fragment(id) && leads_here {
            words(
                "には見出しのidに使えない文字があるため、前のidとして残しました",
                "holds characters that no heading's id has here, and is kept as a former one",
            )
        } else if is_fragment(id) {
            words(
                "は前の見出しのidと同じなので、外しました",
                "is the id of a heading before it, too, and was taken away",
            )
        } else {
            words(
                "にはここで使えない文字があるため、残せませんでした",
                "holds characters that cannot be kept here",
            )
        };
        let place = self.place(braces.clone());
        self.findings.push(finding::anchor(Some(place), id, why));
    }
}
