//! A Markdown body as HTML.
//!
//! The text was parsed again, and what was resolved is put in by ordinal. Nothing of a text reaches
//! the page but letters, which are escaped, and the few elements written here: no inline style, no
//! handler, no attribute that an author chose but an id and a class.

mod code;
pub mod escape;
mod lines;
mod links;
mod notes;
mod questions;
mod raw;
mod tables;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use std::ops::Range;

pub use words::BodyWords;

use crate::page::{self, Body, Dialect, EventList};
use crate::site::joined::{JoinedBody, Shown};

/// Colours code; its home is another room.
pub trait Highlighter {
    /// The inner HTML of a piece of code, escaped by the highlighter.
    fn highlight(&self, language: &str, code: &str) -> String;
}

/// A highlighter that colours nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHighlighter;

impl Highlighter for NoHighlighter {
    fn highlight(&self, _: &str, code: &str) -> String {
        escape::text(code)
    }
}

/// What is done with raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtmlMode {
    /// Harmless elements are written anew, everything else is left out.
    #[default]
    Safe,
    /// It is printed as it stands.
    Allow,
}

/// How much of a body is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// A stretch shown on another page: in bytes of the body's text; headings get no id.
    Excerpt(Range<usize>),
}

/// What stands around the sections of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sections {
    /// Nothing: headings and text follow each other.
    #[default]
    Plain,
    /// Each heading of the second level is a question: it and its answer stand in elements of their
    /// own, so that a script can fold the answer.
    Questions,
}

/// How a body is to be written.
#[derive(Clone, Copy)]
pub struct BodyOptions<'a> {
    /// The words that the body's own furniture needs.
    pub words: &'a BodyWords,
    /// What is done with raw HTML.
    pub raw_html: RawHtmlMode,
    /// The HTML of each block, by ordinal.
    pub blocks: &'a [String],
    /// Colours code.
    pub highlighter: &'a dyn Highlighter,
    /// The ordinal of a heading that is left out: the page's title, or an excerpt's first.
    pub without_heading: Option<usize>,
    /// Ids that headings keep besides their own, since links from elsewhere use them: the heading's
    /// ordinal and the id, sorted.
    pub former_ids: &'a [(usize, String)],
    /// How much is written.
    pub extent: &'a Extent,
    /// What stands around its sections.
    pub sections: Sections,
    /// Put into the ids of footnotes, where a page shows several texts.
    pub note_prefix: &'a str,
}

/// A body as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyHtml {
    /// The HTML.
    pub html: String,
    /// Whether there is code that a language was named for.
    pub has_code: bool,
}

/// Writes a body.
pub fn html(
    read: &EventList<'_>,
    body: &Body,
    joined: &JoinedBody,
    with: &BodyOptions<'_>,
) -> BodyHtml {
    writer::write_body(read, body, joined, with, writer::Frame::Blocks)
}

/// Writes a text of the dataset: paragraphs without their element, for a cell or a sentence.
pub fn inline(
    read: &EventList<'_>,
    body: &Body,
    joined: &JoinedBody,
    with: &BodyOptions<'_>,
) -> String {
    let mut html = writer::write_body(read, body, joined, with, writer::Frame::Sentence).html;
    html.truncate(html.trim_end().len());
    html
}

/// The letters that a reader sees of a body, or of a stretch of it.
pub fn plain(
    text: &str,
    dialect: &Dialect,
    joined: &JoinedBody,
    stretch: Option<&Range<usize>>,
) -> String {
    let shown = |ordinal: usize| {
        let shown = joined.shown.get(ordinal);
        shown.map_or("", |shown| shown.text.as_str())
    };
    page::letters_in(text, dialect, &shown, stretch)
}

/// The letters of a phrase, its facts as shown, in their order.
pub fn plain_phrase(phrase: &page::Phrase, shown: &[Shown]) -> String {
    let mut shown = shown.iter();
    phrase.to_text(|_| {
        let next = shown.next();
        next.map(|shown| shown.text.clone()).unwrap_or_default()
    })
}
