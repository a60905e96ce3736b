//! From byte offsets to lines and columns.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::text::{LineIndex, Position, Source, SourcePath};

/// Where a stretch begins and ends; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// Looks places up, reading each file's lines once.
pub(super) struct Places<'a> {
    texts: &'a BTreeMap<SourcePath, Source>,
    lines: BTreeMap<SourcePath, LineIndex<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(texts: &'a BTreeMap<SourcePath, Source>) -> Self {
        Self {
            texts,
            lines: BTreeMap::new(),
        }
    }

    /// The stretch of a place; none in a file whose text is not at hand (a picture, a file that
    /// could not be read).
    pub(super) fn stretch(&mut self, place: &Place) -> Option<Stretch> {
        let source = self.texts.get(&place.path)?;
        let lines = self
            .lines
            .entry(place.path.clone())
            .or_insert_with(|| LineIndex::new(&source.text));
        let range = place.span.range();
        Some(Stretch {
            start: lines.position(range.start),
            end: lines.position(range.end.max(range.start)),
        })
    }
}
