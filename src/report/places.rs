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

/// A file whose text is at hand.
pub(super) struct File<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: LineIndex<'a>,
}

/// Looks places up, reading each file's lines once.
pub(super) struct Places<'a> {
    texts: &'a BTreeMap<SourcePath, Source>,
    files: BTreeMap<SourcePath, File<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(texts: &'a BTreeMap<SourcePath, Source>) -> Self {
        Self {
            texts,
            files: BTreeMap::new(),
        }
    }

    /// A file; none whose text is not at hand (a picture, a file that could not be read).
    pub(super) fn file(&mut self, path: &SourcePath) -> Option<&File<'a>> {
        let source = self.texts.get(path)?;
        let file = self.files.entry(path.clone()).or_insert_with(|| File {
            source,
            lines: LineIndex::new(&source.text),
        });
        Some(file)
    }

    /// The stretch of a place, in a file whose text is at hand.
    pub(super) fn stretch(&mut self, place: &Place) -> Option<Stretch> {
        let lines = &self.file(&place.path)?.lines;
        let range = place.span.range();
        Some(Stretch {
            start: lines.position(range.start),
            end: lines.position(range.end.max(range.start)),
        })
    }
}
