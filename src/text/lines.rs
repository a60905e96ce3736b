//! Where a byte stands for a person: line and column.

use std::ops::Range;

/// A place as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values; a byte-order mark is no column.
    pub column: usize,
}

/// The starts of a text's lines. Lines end at LF, CR LF or a lone CR.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![if text.starts_with('\u{feff}') { 3 } else { 0 }];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self { text, starts }
    }

    /// The position of a byte offset; one inside a character counts as that character's start,
    /// one past the end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        let column = self.text.get(start..).map_or(1, |rest| {
            1 + rest
                .char_indices()
                .take_while(|(at, c)| start + at + c.len_utf8() <= offset)
                .count()
        });
        Position { line, column }
    }

    /// The bytes of a line, counted from 1, without its break; nothing past the last line.
    pub fn range(&self, line: usize) -> Range<usize> {
        let end = self.text.len();
        let Some(start) = self.starts.get(line.saturating_sub(1)) else {
            return end..end;
        };
        let next = self.starts.get(line).copied();
        let whole = &self.text[*start..next.unwrap_or(end)];
        *start..start + whole.trim_end_matches(['\n', '\r']).len()
    }

    /// How many lines there are; a text that ends in a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> (usize, usize) {
        let position = LineIndex::new(text).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn counts_characters_not_bytes() {
        assert_eq!(place("電話\n窓口x", 6), (1, 3));
        assert_eq!(place("電話\n窓口x", 13), (2, 3));
        assert_eq!(place("電話", 4), (1, 2), "inside a character");
    }

    #[test]
    fn knows_every_line_ending() {
        assert_eq!(place("a\r\nb\rc\nd", 3), (2, 1));
        assert_eq!(place("a\r\nb\rc\nd", 5), (3, 1));
        assert_eq!(place("a\r\nb\rc\nd", 7), (4, 1));
    }

    #[test]
    fn a_line_ends_before_its_break() {
        let text = "\u{feff}a\r\n\rc\n";
        let lines = LineIndex::new(text);
        let found: Vec<_> = (1..=5).map(|line| &text[lines.range(line)]).collect();
        assert_eq!(found, ["a", "", "c", "", ""]);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(place("\u{feff}# a", 3), (1, 1));
        assert_eq!(place("\u{feff}# a", 0), (1, 1));
    }
}
