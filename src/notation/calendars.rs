//! Calendars as days that have a name: 年末年始, New Year.

use super::letter_set::LetterSet;
use super::scan::{Cursor, Folded};

/// A calendar by which days may be named: its id, and its names as they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarNames {
    /// The id, as in `[calendar.newyear]`.
    pub id: String,
    /// Its names in every language.
    pub names: Vec<String>,
}

/// A calendar's id and the folded spellings of its id and names.
pub(crate) struct KnownCalendars {
    known: Vec<(String, String)>,
    /// The first letters of the spellings.
    firsts: Box<LetterSet>,
}

impl KnownCalendars {
    /// Folds the names of calendars once for a whole text.
    pub(crate) fn new(calendars: &[CalendarNames]) -> Self {
        let mut known = Vec::new();
        for calendar in calendars {
            for name in calendar.names.iter().chain([&calendar.id]) {
                known.push((Folded::new(name).spelling(), calendar.id.clone()));
            }
        }
        known.retain(|(spelling, _)| !spelling.trim().is_empty());
        known.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
        let mut firsts = Box::<LetterSet>::default();
        let letters = known
            .iter()
            .filter_map(|(spelling, _)| spelling.chars().next());
        letters.for_each(|letter| firsts.insert(letter));
        Self { known, firsts }
    }

    /// Whether a name may begin with a letter.
    pub(crate) fn begin_with(&self, letter: char) -> bool {
        self.firsts.may_have(letter)
    }

    /// Whether a name stands somewhere in a text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        if self.known.is_empty() {
            return false;
        }
        let folded = Folded::new(text);
        (0..folded.count()).any(|place| {
            let mut cursor = Cursor::at(&folded, place);
            cursor.peek().is_some_and(|first| self.begin_with(first))
                && self.eat(&mut cursor).is_some()
        })
    }

    /// Reads the longest name that is next, and gives the calendar's id.
    pub(crate) fn eat(&self, cursor: &mut Cursor<'_>) -> Option<&str> {
        self.known
            .iter()
            .find(|(spelling, _)| cursor.eat(spelling))
            .map(|(_, id)| id.as_str())
    }
}
