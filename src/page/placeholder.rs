//! Facts asked for in a text: `{{ phone.hours }}`.
//!
//! In Markdown the mask finds them; a phrase (a title, a text of the dataset) has no Markdown, only
//! letters and facts, and is read here.

use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Fact, Letters};
use super::mask;
use super::{Braces, Phrase, Piece, Placeholder};
use crate::decode::{Node, Origin};
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, codes};
use crate::text::{SourcePath, Span};
use crate::wording::words;

/// Reads a text that stands in the file letter by letter.
pub fn phrase(text: &str, origin: &Origin, braces: Braces) -> Checked<Phrase> {
    read(text, &|range| origin.span(range), &origin.path, braces)
}

/// Reads a text of a data file. Where its letters were escaped, every place is that of the whole value.
pub fn phrase_at(node: &Node, path: &SourcePath, braces: Braces) -> Checked<Phrase> {
    let text = node.as_text().unwrap_or_default();
    let mut read = read(text, &|range| node.inner(&range), path, braces);
    read.value.span = node.span;
    read
}

type Place2Span<'a> = &'a dyn Fn(Range<usize>) -> Span;

fn read(text: &str, span: Place2Span<'_>, path: &SourcePath, braces: Braces) -> Checked<Phrase> {
    let mut bag = Bag::new();
    let mut pieces = Vec::new();
    let mut letters = String::new();
    let mut from = 0;
    let mut search = if braces == Braces::Facts {
        0
    } else {
        text.len()
    };
    while let Some(at) = text.get(search..).and_then(|rest| rest.find("{{")) {
        let start = search + at;
        search = start + 2;
        if mask::is_literal(&text[..start]) {
            // The backslash says that the braces are braces; it is not printed.
            let backslash = usize::from(text[..start].ends_with('\\'));
            letters.push_str(&text[from..start - backslash]);
            from = start;
            continue;
        }
        let Some(length) = mask::closing(&text[start + 2..]) else {
            bag.push(unclosed(Place::new(path, span(start..start + 2))));
            continue;
        };
        let end = start + length + 4;
        let inside = mask::trimmed(&text[start + 2..start + 2 + length], start + 2);
        if inside.is_empty() {
            bag.push(unclosed(Place::new(path, span(start..end))));
            continue;
        }
        letters.push_str(&text[from..start]);
        if !letters.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut letters)));
        }
        pieces.push(Piece::Fact(Placeholder {
            path: text[inside.clone()].to_owned(),
            span: span(start..end),
            path_span: span(inside),
        }));
        from = end;
        search = end;
    }
    letters.push_str(&text[from..]);
    if !letters.is_empty() {
        pieces.push(Piece::Text(letters));
    }
    bag.with(Phrase {
        pieces,
        span: span(0..text.len()),
    })
}

/// The placeholder of a fact met in Markdown.
pub(super) fn of_fact(fact: &Fact<'_>, origin: &Origin) -> Placeholder {
    Placeholder {
        path: fact.path.to_owned(),
        span: origin.span(fact.range.clone()),
        path_span: origin.span(fact.path_range.clone()),
    }
}

/// The pieces of a string met in Markdown.
pub(super) fn pieces(letters: &[Letters<'_>], origin: &Origin) -> Vec<Piece> {
    letters
        .iter()
        .map(|piece| match piece {
            Letters::Text(text) => Piece::Text(text.to_string()),
            Letters::Fact(fact) => Piece::Fact(of_fact(fact, origin)),
        })
        .collect()
}

impl Phrase {
    /// Adds letters at the end.
    pub(super) fn push_text(&mut self, text: &str) {
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// The letters, each fact in them as `make` words it.
    pub fn to_text(&self, mut make: impl FnMut(&Placeholder) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Fact(fact) => make(fact),
            })
            .collect()
    }

    /// Whether there is nothing in it, or only spaces.
    pub fn is_blank(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
    }
}

/// Collects the facts of a text by their ordinals.
#[derive(Debug)]
pub(super) struct FactConcern<'a> {
    origin: &'a Origin,
    pub(super) placeholders: Vec<Placeholder>,
}

impl<'a> FactConcern<'a> {
    pub(super) fn new(origin: &'a Origin) -> Self {
        Self {
            origin,
            placeholders: Vec::new(),
        }
    }

    fn add(&mut self, letters: &[Letters<'_>]) {
        for piece in letters {
            if let Letters::Fact(fact) = piece {
                self.placeholders.push(of_fact(fact, self.origin));
            }
        }
    }
}

impl Concern for FactConcern<'_> {
    fn see(&mut self, event: &Event<'_>, _: &Range<usize>) {
        match event {
            Event::Fact(fact) => self.placeholders.push(of_fact(fact, self.origin)),
            Event::Link(link) => {
                self.add(&link.destination);
                self.add(&link.title);
            }
            _ => {}
        }
    }
}

/// `{{` without its `}}`, or with nothing in between.
pub(super) fn unclosed(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::UNCLOSED_PLACEHOLDER,
        place,
        words(
            "`{{` から始まる埋め込みが、同じ行の `}}` で閉じていないか、空です",
            "a placeholder begins with `{{` but is empty or has no `}}` on its line",
        ),
    )
    .help(words(
        "`{{ phone.hours }}` のように書いてください。波かっこをそのまま見せるなら `\\{{` と書きます",
        "write it as `{{ phone.hours }}`, or `\\{{` to show the braces themselves",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Checked<Phrase> {
        phrase(
            text,
            &Origin::from_offset(&SourcePath::new("a.md"), 10),
            Braces::Facts,
        )
    }

    fn shown(text: &str) -> String {
        read(text).value.to_text(|fact| format!("<{}>", fact.path))
    }

    #[test]
    fn spaces_do_not_matter_and_places_are_of_the_file() {
        let read = read("電話{{\u{3000}phone.hours }}まで");
        let Piece::Fact(fact) = &read.value.pieces[1] else {
            panic!("{read:?}");
        };
        assert_eq!(fact.path, "phone.hours");
        assert_eq!(fact.span, Span::new(16, 35));
        assert_eq!(fact.path_span, Span::new(21, 32));
        assert_eq!(shown("{{a}}{{ b }}"), "<a><b>");
    }

    #[test]
    fn literal_braces_stay() {
        assert_eq!(shown("\\{{ a }}"), "{{ a }}");
        assert_eq!(shown("${{ a }}と{{b}}"), "${{ a }}と<b>");
        assert_eq!(shown("\\\\{{ a }}"), "\\\\<a>");
        let read = phrase(
            "{{ a }}",
            &Origin::from_offset(&SourcePath::new("a.md"), 0),
            Braces::Literal,
        );
        assert_eq!(read.value.to_text(|_| String::new()), "{{ a }}");
    }

    #[test]
    fn an_unclosed_one_is_an_error_at_its_braces() {
        for text in ["{{ a", "{{ a }", "{{ a\n}}", "{{ }}", "{{ a {{"] {
            let read = read(text);
            assert_eq!(read.findings[0].code, codes::UNCLOSED_PLACEHOLDER, "{text}");
            assert_eq!(read.value.to_text(|_| String::new()), text);
        }
    }
}
