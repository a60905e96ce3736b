//! What a text says, for who compares it with the data.
//!
//! It is as long as the text itself and of use to the check alone, so no page keeps it: it is read off the
//! events that the page is made from anyway.

use super::EventList;
use super::concern::Concern;
use super::prose::{NumeralConcern, Numerals, Passage, ProseConcern};
use crate::decode::Origin;

/// The prose of a text that may say something to be compared with the facts.
pub fn passages(read: &EventList<'_>, origin: &Origin) -> Vec<Passage> {
    let mut prose = ProseConcern::new(read.text(), origin);
    show_all(read, &mut prose);
    prose.finish()
}

/// The stretches of a text in which a phone number may stand, code and comments too.
pub fn numerals(read: &EventList<'_>, origin: &Origin) -> Vec<Numerals> {
    let mut numerals = NumeralConcern::new(read.text(), origin);
    show_all(read, &mut numerals);
    numerals.finish()
}

fn show_all(read: &EventList<'_>, concern: &mut impl Concern) {
    for (event, range) in read.all() {
        concern.see(event, range);
    }
}
