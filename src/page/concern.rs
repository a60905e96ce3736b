//! One question asked of every event of a text.

use std::ops::Range;

use super::dialect::Event;

/// Something that looks at each event in turn and keeps what concerns it.
pub(super) trait Concern {
    /// Looks at an event and the bytes of the text it is about.
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>);
}
