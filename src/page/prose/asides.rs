//! What stands beside the text in which numbers are looked for: titles of links, tags and comments of
//! HTML, and the letters between them.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::LinkType;

use super::numerals::{Medium, NumeralConcern, push};
use super::{OpaqueKind, Role, Words};
use crate::html::{self, HtmlTag, TokenKind};
use crate::notation::may_hold_phone;
use crate::page::LinkKind;
use crate::page::dialect::{Letters, LinkStart};
use crate::text::percent_decoded;

/// Attributes whose values are no words.
const NO_WORDS: &[&str] = &[
    "href", "src", "srcset", "id", "class", "style", "datetime", "action", "cite", "width",
    "height", "name", "for", "lang",
];

/// Elements of HTML within a line of text.
const WITHIN_LINES: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

impl NumeralConcern<'_> {
    /// The title of a link; its text and alt text are letters of the passage.
    pub(super) fn title(&mut self, link: &LinkStart<'_>, range: &Range<usize>) {
        let mut words = Words::default();
        for piece in &link.title {
            match piece {
                Letters::Text(letters) => {
                    let at = self.written_at(letters, range);
                    push(&mut words, letters, &at, self.text, self.origin);
                }
                Letters::Fact(fact) => words.push_opaque(
                    OpaqueKind::Fact(fact.path.to_owned()),
                    self.origin.span(fact.range.clone()),
                ),
            }
        }
        self.keep_aside(words, Medium::Title);
    }

    /// The address of a link; one that is its own text was read with the text.
    pub(super) fn target(&mut self, link: &LinkStart<'_>, range: &Range<usize>) {
        let is_text = matches!(link.link_type, LinkType::Autolink | LinkType::Email);
        // An address that dials is an error of its own.
        let begins = |scheme: &str| match link.destination.first() {
            Some(Letters::Text(letters)) => letters.starts_with(scheme),
            _ => false,
        };
        let dials = ["tel:", "sms:", "callto:", "mailto:"]
            .into_iter()
            .any(begins);
        if is_text || dials || link.kind != LinkKind::Link {
            return;
        }
        let mut words = Words::default();
        for piece in &link.destination {
            if let Letters::Text(letters) = piece {
                let decoded = percent_decoded(letters);
                if may_hold_phone(&decoded) {
                    let at = self.place_of(letters, range);
                    push(&mut words, &decoded, &at, self.text, self.origin);
                }
            }
        }
        self.keep_aside(words, Medium::Target);
    }

    /// Where the title or address of a link is written: within it, or in the definition that it refers to.
    fn written_at(&self, title: &str, range: &Range<usize>) -> Range<usize> {
        if may_hold_phone(title) {
            self.place_of(title, range)
        } else {
            range.clone()
        }
    }

    fn place_of(&self, title: &str, range: &Range<usize>) -> Range<usize> {
        let inside = self
            .text
            .get(range.clone())
            .and_then(|link| link.rfind(title));
        let at = inside
            .map(|at| range.start + at)
            .or_else(|| self.text.find(title));
        at.map_or(range.clone(), |at| at..at + title.len())
    }

    fn keep_aside(&mut self, words: Words, medium: Medium) {
        self.keep(Arc::new(words), Vec::new(), medium, Role::Paragraph);
    }

    /// What stands in the tags and comments of some HTML. It is read as it is written: nothing of it is
    /// shown as prose.
    fn markup(&mut self, html: &str, from: usize) {
        for token in html::tokens(html) {
            match &token.kind {
                TokenKind::Comment | TokenKind::Unreadable => {
                    let inside = &html[token.range.clone()];
                    self.aside(inside, from + token.range.start, Medium::Comment);
                }
                TokenKind::Tag(tag) => self.attributes(tag, html, from),
                TokenKind::Text => {}
            }
        }
    }

    fn attributes(&mut self, tag: &HtmlTag<'_>, html: &str, from: usize) {
        for (name, value) in &tag.attributes {
            let value = value.filter(|_| !NO_WORDS.contains(&name.as_str()));
            if let Some((value, at)) = value.and_then(|value| Some((value, within(value, html)?))) {
                self.aside(value, from + at.start, Medium::Title);
            }
        }
    }

    fn aside(&mut self, letters: &str, at: usize, medium: Medium) {
        let mut words = Words::default();
        let range = at..at + letters.len();
        push(&mut words, letters, &range, self.text, self.origin);
        self.keep_aside(words, medium);
    }

    pub(super) fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        self.markup(tag, range.start);
        if breaks_line(tag) {
            let here = self.origin.span(range.start..range.start);
            self.words.push_made("\n", here);
        }
    }

    /// Letters of HTML as a browser shows them, `&#48;` as 0.
    fn html_letters(&mut self, written: &str, from: usize) {
        let mut at = 0;
        for (start, end, letter) in html::character_references(written) {
            self.letters(&written[at..start], &(from + at..from + start));
            let shown = letter.encode_utf8(&mut [0; 4]).to_owned();
            self.letters(&shown, &(from + start..from + end));
            at = end;
        }
        self.letters(&written[at..], &(from + at..from + written.len()));
    }

    /// The letters between the tags of a block of HTML, each line a passage.
    pub(super) fn end_html(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        if !self.is_near(&range) {
            return;
        }
        let block = self.text.get(range.clone()).unwrap_or_default();
        for token in html::tokens(block) {
            let at = range.start + token.range.start..range.start + token.range.end;
            let written = &block[token.range.clone()];
            if token.is_text() {
                self.html_letters(written, at.start);
                continue;
            }
            self.markup(written, at.start);
            let is_comment = token.kind == TokenKind::Comment;
            if !is_comment && breaks_line(written) {
                self.end_passage(self.role());
            }
        }
        self.end_passage(self.role());
    }
}

/// Whether a tag ends a line of text.
fn breaks_line(tag: &str) -> bool {
    html::tokens(tag).any(|token| {
        matches!(&token.kind, TokenKind::Tag(HtmlTag { name, .. }) if !WITHIN_LINES.contains(&name.as_str()))
    })
}

/// Where a borrowed stretch lies in the text that it was borrowed from.
fn within(stretch: &str, text: &str) -> Option<Range<usize>> {
    let start = (stretch.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let range = start..start + stretch.len();
    (text.get(range.clone()) == Some(stretch)).then_some(range)
}
