//! The events of a text, read once for all who walk over them.
//!
//! Parsing costs more than any walk, and a page is walked over several times: to be written, to be checked, to be
//! searched, and once for each answer that structured data repeats.

use std::cell::OnceCell;

use super::dialect::{self, Dialect, Placed};
use super::mask::Mask;

/// The events of a text, in its order; it is read when somebody first wants to know them.
#[derive(Clone, Debug)]
pub struct EventList<'t> {
    text: &'t str,
    dialect: Dialect,
    events: OnceCell<Vec<Placed<'t>>>,
}

impl<'t> EventList<'t> {
    /// The events of a text.
    pub fn of(text: &'t str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            events: OnceCell::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All of them, each with the bytes of the text that it is about.
    pub fn all(&self) -> &[Placed<'t>] {
        let read = || {
            let mask = Mask::new(self.text, &self.dialect);
            dialect::events(&mask).collect()
        };
        self.events.get_or_init(read)
    }
}
