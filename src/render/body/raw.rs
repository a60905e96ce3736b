//! Raw HTML: the harmless elements, written anew.

use std::ops::Range;

use super::escape;
use super::links::{MayLink, fact};
use crate::html::{self, ATTRIBUTES, BLOCK_ELEMENTS, HtmlTag, INLINE_ELEMENTS, TokenKind};
use crate::page::Body;
use crate::page::dialect::{Event, Placed, TagEnd};
use crate::site::joined::JoinedBody;

/// Writes raw HTML; counts tags as `page` did, which has judged each of them.
#[derive(Debug)]
pub(super) struct Raw<'b> {
    body: &'b Body,
    joined: &'b JoinedBody,
    ordinal: usize,
    /// How many elements of the text's own are open.
    open: usize,
}

impl<'b> Raw<'b> {
    pub(super) fn new(body: &'b Body, joined: &'b JoinedBody) -> Self {
        Self {
            body,
            joined,
            ordinal: 0,
            open: 0,
        }
    }

    /// Whether an element that the author opened is not closed yet.
    pub(super) fn is_open(&self) -> bool {
        self.open > 0
    }

    /// A tag or a comment in a sentence.
    pub(super) fn inline(&mut self, out: &mut String, written: &str) {
        self.tokens(out, written, &[]);
    }

    /// The block that opens at `at`; gives back where it closes.
    pub(super) fn block(&mut self, out: &mut String, events: &[Placed<'_>], at: usize) -> usize {
        let (mut written, mut facts) = (String::new(), Vec::new());
        let mut end = events.len();
        for (offset, (event, _)) in events[at..].iter().enumerate() {
            match event {
                Event::Html(html) => written.push_str(html),
                Event::Fact(fact) => {
                    facts.push((written.len(), fact.ordinal));
                    // The same stand-in as in `page::html`, or tags would be counted differently.
                    written.push('{');
                }
                Event::End(TagEnd::HtmlBlock) => {
                    end = at + offset;
                    break;
                }
                _ => {}
            }
        }
        self.tokens(out, &written, &facts);
        end
    }

    fn tokens(&mut self, out: &mut String, written: &str, facts: &[(usize, usize)]) {
        for token in html::tokens(written) {
            match token.kind {
                TokenKind::Comment => {}
                TokenKind::Text => self.letters(out, written, token.range, facts),
                TokenKind::Unreadable => self.ordinal += 1,
                TokenKind::Tag(tag) => {
                    let judged = self.body.html.get(self.ordinal);
                    self.ordinal += 1;
                    if judged.is_some_and(|judged| judged.refused.is_none()) {
                        write_tag(out, &tag);
                        self.open = match (tag.closing, VOID.contains(&tag.name.as_str())) {
                            (_, true) => self.open,
                            (true, false) => self.open.saturating_sub(1),
                            (false, false) => self.open + 1,
                        };
                    }
                }
            }
        }
    }

    fn letters(
        &self,
        out: &mut String,
        written: &str,
        range: Range<usize>,
        facts: &[(usize, usize)],
    ) {
        let from = facts.partition_point(|(at, _)| *at < range.start);
        let mut start = range.start;
        for (at, ordinal) in facts[from..].iter().take_while(|(at, _)| *at < range.end) {
            escape::push_raw(out, &written[start..*at]);
            if let Some(shown) = self.joined.shown.get(*ordinal) {
                fact(out, shown, MayLink::Yes);
            }
            start = at + 1;
        }
        escape::push_raw(out, &written[start..range.end]);
    }
}

/// Elements that hold nothing, and so are never open.
const VOID: [&str; 2] = ["br", "wbr"];

fn write_tag(out: &mut String, tag: &HtmlTag<'_>) {
    // `page` has said so already; a slip in counting shall not let a script through.
    let name = tag.name.as_str();
    if !INLINE_ELEMENTS.contains(&name) && !BLOCK_ELEMENTS.contains(&name) {
        return;
    }
    out.push_str(if tag.closing { "</" } else { "<" });
    out.push_str(&tag.name);
    let mut seen = Vec::new();
    for (name, value) in tag.attributes.iter().filter(|_| !tag.closing) {
        if !ATTRIBUTES.contains(&name.as_str()) || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        out.push(' ');
        out.push_str(name);
        if name != "open" {
            out.push_str("=\"");
            escape::push_raw(out, value.unwrap_or_default());
            out.push('"');
        }
    }
    out.push('>');
}
