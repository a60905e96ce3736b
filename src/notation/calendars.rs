//! Calendars as days that have a name: 年末年始, New Year.

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
pub(crate) struct KnownCalendars(Vec<(String, String)>);

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
        Self(known)
    }

    /// Whether a name begins with a letter.
    pub(crate) fn begin_with(&self, letter: char) -> bool {
        self.0
            .iter()
            .any(|(spelling, _)| spelling.starts_with(letter))
    }

    /// Reads the longest name that is next, and gives the calendar's id.
    pub(crate) fn eat(&self, cursor: &mut Cursor<'_>) -> Option<&str> {
        self.0
            .iter()
            .find(|(spelling, _)| cursor.eat(spelling))
            .map(|(_, id)| id.as_str())
    }
}
