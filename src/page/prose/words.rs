//! Words as their reader sees them, with the way back to the file.

use crate::page::{Phrase, Piece};
use crate::text::Span;

/// Stands for what has no letters of its own: a fact, code, words that are struck out.
pub const OPAQUE: char = '\u{FFFC}';

/// Visible text: entities resolved, no marks of Markdown. A break of line is `\n`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The letters; [`OPAQUE`] for each of [`Words::opaque`].
    pub text: String,
    /// What has no letters, in order.
    pub opaque: Vec<Opaque>,
    stretches: Vec<Stretch>,
}

/// At most so many bytes of a text.
pub fn upto(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Something in a sentence that has no letters of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Opaque {
    /// Where its [`OPAQUE`] stands, in bytes of the letters.
    pub at: usize,
    /// What it is.
    pub kind: OpaqueKind,
}

/// What has no letters of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum OpaqueKind {
    /// A fact of the dataset, by its path.
    Fact(String),
    /// Code, with its letters.
    Code(String),
    /// Words that are struck out: said no more.
    Struck,
}

/// A stretch of the letters and where it comes from.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    /// Where it begins, in bytes of the letters.
    at: usize,
    source: Span,
    /// Whether it stands in the file letter by letter.
    verbatim: bool,
}

impl Words {
    /// The words of a phrase, whose letters are looked for in the file's text.
    pub fn of_phrase(phrase: &Phrase, file: &str) -> Self {
        let mut words = Self::default();
        let mut from = phrase.span.start as usize;
        for piece in &phrase.pieces {
            match piece {
                Piece::Text(letters) => {
                    let rest = file.get(from..phrase.span.end as usize);
                    let found = rest.and_then(|rest| rest.find(letters.as_str()));
                    match found.map(|at| from + at) {
                        Some(at) => {
                            from = at + letters.len();
                            words.push_verbatim(letters, Span::new(at, from));
                        }
                        None => words.push_made(letters, phrase.span),
                    }
                }
                Piece::Fact(fact) => {
                    words.push_opaque(OpaqueKind::Fact(fact.path.clone()), fact.span);
                    from = fact.span.end as usize;
                }
            }
        }
        words
    }

    /// Takes what was gathered, in no more room than it needs; the room it was gathered in stays for what comes next.
    pub(super) fn take(&mut self) -> Self {
        let taken = Self {
            text: self.text.as_str().to_owned(),
            opaque: self.opaque.drain(..).collect(),
            stretches: self.stretches.clone(),
        };
        self.text.clear();
        self.stretches.clear();
        taken
    }

    /// Adds letters that stand in the file letter by letter.
    pub(super) fn push_verbatim(&mut self, letters: &str, source: Span) {
        match self.stretches.last_mut() {
            Some(last) if last.verbatim && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.stretches.push(Stretch {
                at: self.text.len(),
                source,
                verbatim: true,
            }),
        }
        self.text.push_str(letters);
    }

    /// Adds letters that are made of something else: of an entity, of the end of a line.
    pub(super) fn push_made(&mut self, letters: &str, source: Span) {
        self.stretches.push(Stretch {
            at: self.text.len(),
            source,
            verbatim: false,
        });
        self.text.push_str(letters);
    }

    /// Adds something that has no letters.
    pub(super) fn push_opaque(&mut self, kind: OpaqueKind, source: Span) {
        let at = self.text.len();
        self.opaque.push(Opaque { at, kind });
        self.push_made(OPAQUE.encode_utf8(&mut [0; 4]), source);
    }

    /// Where a stretch of the letters stands in the file.
    pub fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let start = self.offset(range.start).0;
        let end = match range.end.checked_sub(1) {
            Some(last) if last >= range.start => self.offset(last).1,
            _ => start,
        };
        Span::new(start, end)
    }

    /// Whether a stretch of the letters stands in the file letter by letter, without any mark.
    pub fn is_verbatim(&self, range: &std::ops::Range<usize>) -> bool {
        let of = |at: usize| self.stretches.partition_point(|stretch| stretch.at <= at);
        let stretch = of(range.start);
        !range.is_empty()
            && stretch == of(range.end - 1)
            && stretch
                .checked_sub(1)
                .and_then(|stretch| self.stretches.get(stretch))
                .is_some_and(|stretch| stretch.verbatim)
    }

    /// As much of the letters as says what stands below or beside them: a name, a label.
    pub fn beginning(&self) -> &str {
        upto(&self.text, 400)
    }

    /// Whether there is nothing to be read.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The byte of the file at which a letter's byte begins, and that before which it ends.
    fn offset(&self, at: usize) -> (usize, usize) {
        let place = self.stretches.partition_point(|stretch| stretch.at <= at);
        let Some(stretch) = place
            .checked_sub(1)
            .and_then(|place| self.stretches.get(place))
        else {
            return (0, 0);
        };
        let range = stretch.source.range();
        if stretch.verbatim {
            let start = (range.start + at - stretch.at).min(range.end);
            (start, (start + 1).min(range.end))
        } else {
            (range.start, range.end)
        }
    }
}
