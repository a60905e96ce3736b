//! A text that knows where each stretch of it comes from.
//!
//! What is imported is put together from several files and changed in several rounds; whatever is found
//! wrong in the end is told where its author can see it, in the old tree.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::text::{Source, SourcePath, Span};

/// A text and its origins.
#[derive(Clone, Debug, Default)]
pub(super) struct Traced {
    pub(super) text: String,
    /// Where stretches begin, in order; the first at 0 unless the text is empty.
    pieces: Vec<Piece>,
    /// Ids that the old generator made at a place of the text, in order.
    pub(super) ids: Vec<(usize, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the text.
    start: usize,
    path: SourcePath,
    /// Where it begins in its file.
    at: usize,
    /// Whether it stands there letter by letter; else the whole of it is about that one place.
    is_verbatim: bool,
}

/// A stretch that is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// The ids that the old generator made there.
    pub(super) ids: Vec<String>,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
            ids: Vec::new(),
        }
    }

    /// The same, with ids that the old generator made there.
    pub(super) fn with_ids(mut self, ids: Vec<String>) -> Self {
        self.ids = ids;
        self
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }
}

impl Traced {
    /// A file from an offset on.
    pub(super) fn of(source: &Source, from: usize) -> Self {
        let mut traced = Self::default();
        let text = source.text.get(from..).unwrap_or_default();
        traced.push_verbatim(text, &source.path, from);
        traced
    }

    /// Adds letters that stand in a file at an offset.
    pub(super) fn push_verbatim(&mut self, text: &str, path: &SourcePath, at: usize) {
        self.push(text, path, at, true);
    }

    /// Adds letters that were made because of what stands there.
    pub(super) fn push_made(&mut self, text: &str, path: &SourcePath, at: usize) {
        self.push(text, path, at, false);
    }

    fn push(&mut self, text: &str, path: &SourcePath, at: usize, is_verbatim: bool) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            start: self.text.len(),
            path: path.clone(),
            at,
            is_verbatim,
        });
        self.text.push_str(text);
    }

    /// Adds a stretch of another text, origins and all.
    pub(super) fn push_part(&mut self, of: &Self, range: Range<usize>) {
        let start = self.text.len();
        let first = of.ids.partition_point(|(at, _)| *at < range.start);
        let ids = of.ids[first..].iter().take_while(|(at, _)| *at < range.end);
        self.ids
            .extend(ids.map(|(at, id)| (start + at - range.start, id.clone())));
        let mut at = range.start;
        let mut piece = of.piece_at(at);
        while at < range.end {
            let next = of.pieces.get(piece + 1).map_or(of.text.len(), |p| p.start);
            let end = next.min(range.end);
            let Some(from) = of.pieces.get(piece) else {
                return;
            };
            let offset = if from.is_verbatim {
                from.at + at - from.start
            } else {
                from.at
            };
            self.push(&of.text[at..end], &from.path, offset, from.is_verbatim);
            at = end;
            piece += 1;
        }
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces
            .partition_point(|piece| piece.start <= offset)
            .saturating_sub(1)
    }

    /// Where a stretch comes from.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Place> {
        let first = self.pieces.get(self.piece_at(range.start))?;
        if !first.is_verbatim {
            return Some(Place::new(&first.path, Span::at(first.at)));
        }
        let start = first.at + (range.start - first.start);
        let next = self.pieces.get(self.piece_at(range.start) + 1);
        let end = next.map_or(range.end, |next| range.end.min(next.start));
        let length = end.saturating_sub(range.start);
        Some(Place::new(&first.path, Span::new(start, start + length)))
    }

    /// The text with edits in it. Of two that overlap, the first wins.
    pub(super) fn edited(&self, edits: &[Edit]) -> Self {
        let mut new = Self::default();
        let mut at = 0;
        for edit in settled(edits) {
            new.push_part(self, at..edit.range.start);
            new.ids
                .extend(edit.ids.iter().map(|id| (new.text.len(), id.clone())));
            if let Some(place) = self.place(edit.range.clone()) {
                new.push_made(&edit.text, &place.path, place.span.start as usize);
            } else if let Some(last) = self.pieces.last() {
                new.push_made(&edit.text, &last.path, last.at);
            } else {
                new.push_made(&edit.text, &SourcePath::new(""), 0);
            }
            at = edit.range.end;
        }
        new.push_part(self, at..self.text.len());
        new
    }
}

/// Edits in their order, each behind the one before it.
fn settled(edits: &[Edit]) -> Vec<&Edit> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    sorted.retain(|edit| {
        let fits = edit.range.start >= end;
        if fits {
            end = edit.range.end;
        }
        fits
    });
    sorted
}

/// Where offsets lie after edits; one inside an edit lies at its start.
#[derive(Debug)]
pub(super) struct Moves {
    /// Each edit in its order, and how much longer the text became before it.
    edits: Vec<(Range<usize>, usize, isize)>,
}

impl Moves {
    pub(super) fn of(edits: &[Edit]) -> Self {
        let mut shift = 0_isize;
        let settled = settled(edits).into_iter().map(|edit| {
            let before = shift;
            shift += edit.text.len().cast_signed() - edit.range.len().cast_signed();
            (edit.range.clone(), edit.text.len(), before)
        });
        Self {
            edits: settled.collect(),
        }
    }

    pub(super) fn moved(&self, offset: usize) -> usize {
        let next = self
            .edits
            .partition_point(|(range, ..)| range.start < offset);
        let Some((range, length, before)) = next.checked_sub(1).and_then(|at| self.edits.get(at))
        else {
            return offset;
        };
        let taken = range.end.min(offset) - range.start;
        let shift = before + length.cast_signed() - taken.cast_signed();
        offset.saturating_add_signed(shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(traced: &Traced, letters: &str) -> (String, usize) {
        let start = traced.text.find(letters).expect("the letters are there");
        let place = traced
            .place(start..start + letters.len())
            .expect("they come from somewhere");
        (place.path.to_string(), place.span.start as usize)
    }

    #[test]
    fn letters_are_found_where_they_were_written() {
        let page = Traced::of(&Source::new("a.md", "one INCLUDE two"), 0);
        let other = Traced::of(&Source::new("b.md", "uno dos"), 0);
        let mut whole = Traced::default();
        whole.push_part(&page, 0..4);
        whole.push_part(&other, 4..7);
        whole.push_part(&page, 11..15);
        assert_eq!(whole.text, "one dos two");
        assert_eq!(at(&whole, "dos"), ("b.md".to_owned(), 4));
        assert_eq!(at(&whole, "two"), ("a.md".to_owned(), 12));
        let edits = [Edit::new(0..3, "eins"), Edit::insert(4, "> ")];
        let edited = whole.edited(&edits);
        assert_eq!(edited.text, "eins > dos two");
        assert_eq!(at(&edited, "two"), ("a.md".to_owned(), 12));
        assert_eq!(at(&edited, "eins"), ("a.md".to_owned(), 0));
        assert_eq!(Moves::of(&edits).moved(8), 11);
    }
}
