//! Where a piece of text that is decoded lies in its file.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::text::{Source, SourcePath, Span};

/// The file of a text and a map of offsets.
///
/// A dataset is a whole file, front matter a stretch of one, and the body of a block inside a
/// quotation is a line here and a line there.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file.
    pub path: SourcePath,
    /// `(offset in the text, offset in the file)`, ascending; each holds until the next.
    pieces: Vec<(usize, usize)>,
}

impl Origin {
    /// A text that is the file's from its start (after a byte-order mark).
    pub fn of(source: &Source) -> Self {
        Self::from_offset(&source.path, source.start())
    }

    /// A text that is one stretch of the file.
    pub fn from_offset(path: &SourcePath, offset: usize) -> Self {
        Self {
            path: path.clone(),
            pieces: vec![(0, offset)],
        }
    }

    /// A text put together of stretches: `(offset in the text, offset in the file)`, ascending.
    pub fn from_pieces(path: &SourcePath, pieces: Vec<(usize, usize)>) -> Self {
        Self {
            path: path.clone(),
            pieces,
        }
    }

    /// A place in the file.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place {
            path: self.path.clone(),
            span: self.span(range),
        }
    }

    /// A stretch of the text as one of the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        // The end belongs to the last byte inside, so that a stretch does not run into the next piece.
        let end = if range.is_empty() {
            start
        } else {
            self.offset(range.end - 1) + 1
        };
        Span::new(start, end)
    }

    fn offset(&self, offset: usize) -> usize {
        let piece = self
            .pieces
            .partition_point(|(text, _)| *text <= offset)
            .saturating_sub(1);
        self.pieces
            .get(piece)
            .map_or(offset, |(text, file)| offset - text + file)
    }
}
