//! A text put together of stretches of another: what stands inside a quotation or a list item.

use std::ops::Range;

use crate::decode::Origin;

/// Letters and where each stretch of them lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The letters.
    pub text: String,
    /// `(offset in the letters, offset where they come from)`, ascending.
    pieces: Vec<(usize, usize)>,
}

impl Gathered {
    /// Adds letters that begin at `from`.
    pub fn push(&mut self, letters: &str, from: usize) {
        let continues = self
            .pieces
            .last()
            .is_some_and(|(at, source)| source + (self.text.len() - at) == from);
        if !continues {
            self.pieces.push((self.text.len(), from));
        }
        self.text.push_str(letters);
    }

    /// Where a stretch of the letters comes from.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        let end = if range.is_empty() {
            start
        } else {
            self.offset(range.end - 1) + 1
        };
        start..end.max(start)
    }

    /// The same map for a decoder, given where the other text lies in its file.
    pub fn origin(&self, outer: &Origin) -> Origin {
        let file = |offset: usize| outer.span(offset..offset).start as usize;
        let pieces = self.pieces.iter().map(|(at, from)| (*at, file(*from)));
        Origin::from_pieces(&outer.path, pieces.collect())
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        piece
            .checked_sub(1)
            .and_then(|piece| self.pieces.get(piece))
            .map_or(at, |(start, from)| at - start + from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_each_stretch_to_its_place() {
        let mut gathered = Gathered::default();
        gathered.push("a = 1\n", 10);
        gathered.push("b = 2\n", 20);
        gathered.push("c\n", 26);
        assert_eq!(gathered.source(&(0..1)), 10..11);
        assert_eq!(gathered.source(&(6..11)), 20..25);
        assert_eq!(gathered.source(&(4..7)), 14..21);
        assert_eq!(gathered.pieces.len(), 2, "the third continues the second");
    }
}
