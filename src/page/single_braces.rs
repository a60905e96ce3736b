//! What looks like a fact in single braces: `{ phone.hours }` stays on the page as letters.
//!
//! Braces are no mark of Markdown and people write them for many reasons, so here it is only noted: whoever
//! knows the names of the data says something if there is such a fact.

use std::borrow::Cow;
use std::ops::Range;

use super::Placeholder;
use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use super::mask;
use crate::decode::Origin;

/// A path is shorter, in bytes.
const LONGEST: usize = 200;

/// Collects them; code and what is escaped is meant as it stands.
#[derive(Debug)]
pub(super) struct SingleBraceConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    in_code: bool,
    /// Whether a brace stands in the text that has none beside it; hardly any text has.
    is_anywhere: bool,
    pub(super) found: Vec<Placeholder>,
}

impl<'a> SingleBraceConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            in_code: false,
            is_anywhere: text
                .match_indices('{')
                .any(|(at, _)| !text[..at].ends_with('{') && !text[at + 1..].starts_with('{')),
            found: Vec::new(),
        }
    }

    /// What stands in the brace that opens there, if it is a path.
    fn look(&mut self, open: usize) {
        if self.text[..open].ends_with(['{', '\\', '$']) {
            return;
        }
        let behind = &self.text[open + 1..];
        let end = behind.find(['{', '}', '\n', '\r']).unwrap_or(behind.len());
        if end > LONGEST || !behind[end..].starts_with('}') || behind[end..].starts_with("}}") {
            return;
        }
        let path = mask::trimmed(&behind[..end], open + 1);
        if is_path(&self.text[path.clone()]) {
            self.found.push(Placeholder {
                path: self.text[path.clone()].to_owned(),
                span: self.origin.span(open..open + end + 2),
                path_span: self.origin.span(path),
            });
        }
    }
}

/// `phone.hours`: names with a dot between them, and nothing else.
fn is_path(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    path.contains('.') && path.split('.').all(is_name)
}

impl Concern for SingleBraceConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !self.is_anywhere {
            return;
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(Cow::Borrowed(letters)) if !self.in_code && letters.contains('{') => {
                for (at, _) in letters.match_indices('{') {
                    self.look(range.start + at);
                }
            }
            _ => {}
        }
    }
}
