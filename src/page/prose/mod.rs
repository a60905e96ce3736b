//! The prose of a text as its reader sees it: paragraphs, list items, cells, headings.
//!
//! Whoever compares prose with data needs the visible letters, the way back to the file, and what
//! stands around them: the row of a cell, the item above an item. Only passages that may say
//! something comparable are kept (`notation::telling`); code and facts are opaque pieces of them.

mod asides;
mod concern;
mod numerals;
mod words;

pub use numerals::{Medium, Numerals};
pub use words::{OPAQUE, Opaque, OpaqueKind, Words, upto};

pub(super) use concern::ProseConcern;
pub(super) use numerals::NumeralConcern;

use std::sync::Arc;

use crate::notation::Telling;

/// A piece of prose that stands by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// What it says.
    pub words: Arc<Words>,
    /// What it is.
    pub role: Role,
    /// The headings above it, by ordinal, the innermost first; a note stands below none.
    pub headings: Vec<usize>,
    /// What it belongs to, the nearest first: the beginning of its list item, the items around that,
    /// the term it defines.
    pub above: Vec<Arc<Words>>,
    /// The paragraph before it below the same heading.
    pub before: Option<Arc<Words>>,
    /// What it may say that could be compared; nothing where only its numbers are asked for.
    pub telling: Telling,
}

/// What a piece of prose is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading, by ordinal.
    Heading(usize),
    /// A paragraph.
    Paragraph,
    /// A list item or a definition, or a paragraph in one.
    Item,
    /// A cell of a table.
    Cell {
        /// The row it stands in.
        row: Arc<Row>,
        /// Which cell of the row.
        column: usize,
    },
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The cells of the table's head.
    pub heads: Arc<Vec<Arc<Words>>>,
    /// The cells of the row; the head has none.
    pub cells: Vec<Arc<Words>>,
}
