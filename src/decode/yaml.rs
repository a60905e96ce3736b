//! YAML into a [`Table`], for front matter; the one home of the YAML parser.
//!
//! Front matter needs keys, lists and values. What else YAML has is refused at its place: anchors and
//! aliases (a few lines of them can unfold into gigabytes), tags, merge keys, several documents. The
//! parser ends at the first syntax error, so the key in which it stands is taken away and the rest is
//! read again: every wrong key is told in one run, and the others still count.

mod lines;
mod scalar;
mod syntax;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};
use unicode_normalization::UnicodeNormalization;

use super::toml::{DEEPEST, too_deep};
use super::{Entry, Kind, Node, Origin, Table, escaped};
use crate::diagnostic::{Bag, Checked, Diagnostic};
use crate::text::Span;

/// So many keys may be wrong before the rest is given up: each costs a reading of the whole text.
const MOST_WRONG_KEYS: usize = 10;

/// Parses a text. The table holds what could be read. Characters that nobody sees are no error here: who
/// reads the whole file tells of them. Lines must not end in a lone carriage return.
pub fn parse_yaml(text: &str, origin: &Origin) -> Checked<Table> {
    let mut bag = Bag::new();
    let written = text;
    let mut text = lines::mend(written, origin, &mut bag);
    for _ in 0..MOST_WRONG_KEYS {
        let mut builder = Builder::new(&text, written, origin);
        match builder.read() {
            Ok(table) => {
                bag.absorb(builder.bag);
                return bag.with(table);
            }
            Err(stop) => {
                bag.push(*stop.diagnostic);
                if !lines::blank_key(&mut text, stop.at) {
                    break;
                }
            }
        }
    }
    bag.with(Table {
        span: origin.span(0..0),
        entries: Vec::new(),
    })
}

/// Where reading ended too early, in bytes of the text, and why.
struct Stop {
    at: usize,
    diagnostic: Box<Diagnostic>,
}

/// A list or table whose end has not come yet.
struct Open {
    start: usize,
    /// Whether it is written in brackets.
    in_brackets: bool,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    Table {
        entries: Vec<Entry>,
        /// The keys so far, and where each stands.
        known: BTreeMap<String, Span>,
        key: Option<Key>,
    },
}

impl Open {
    fn wants_key(&self) -> bool {
        matches!(self.inside, Inside::Table { key: None, .. })
    }

    /// From the first thing inside to the last.
    fn extent(&self) -> Option<Span> {
        match &self.inside {
            Inside::List(nodes) => Some(nodes.first()?.span.join(nodes.last()?.span)),
            Inside::Table { entries, .. } => {
                Some(entries.first()?.key_span.join(entries.last()?.value.span))
            }
        }
    }
}

struct Key {
    name: String,
    range: Range<usize>,
}

/// Makes a tree of the parser's events, without recursion.
struct Builder<'t> {
    text: &'t str,
    origin: &'t Origin,
    /// The offset of each character, at a letter of the text as it was written: the parser counts characters.
    offsets: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
    bag: Bag,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, written: &'t str, origin: &'t Origin) -> Self {
        // The blanks that stand in for a key are more than its letters were.
        let offset = |(at, _)| written.floor_char_boundary(at);
        Self {
            text,
            origin,
            offsets: text.char_indices().map(offset).collect(),
            open: Vec::new(),
            root: None,
            bag: Bag::new(),
        }
    }

    fn read(&mut self) -> Result<Table, Stop> {
        let text = self.text;
        for event in Parser::new_from_str(text) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    return Err(self.syntax_error(error.info(), error.marker().index()));
                }
            };
            let range = self.offset(span.start.index())..self.offset(span.end.index());
            self.see(event, &range)?;
        }
        self.finish()
    }

    fn see(&mut self, event: Event<'t>, range: &Range<usize>) -> Result<(), Stop> {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), range)?;
                self.scalar(value, style, range)
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), range)?;
                self.open(range, Inside::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), range)?;
                if self.text[range.start..].starts_with("{{") {
                    return Err(self.syntax_error("", self.position(range.start)));
                }
                let inside = Inside::Table {
                    entries: Vec::new(),
                    known: BTreeMap::new(),
                    key: None,
                };
                self.open(range, inside)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(range);
                Ok(())
            }
            Event::Alias(_) => {
                Err(self.refused(syntax::alias(self.text, range, self.origin), range))
            }
            Event::DocumentStart(true) => {
                Err(self.refused(syntax::document(range, self.origin), range))
            }
            Event::DocumentStart(false)
            | Event::DocumentEnd
            | Event::StreamStart
            | Event::StreamEnd
            | Event::Nothing => Ok(()),
        }
    }

    fn refuse_properties(
        &self,
        anchor: usize,
        has_tag: bool,
        range: &Range<usize>,
    ) -> Result<(), Stop> {
        if anchor == 0 && !has_tag {
            return Ok(());
        }
        let told = if has_tag {
            syntax::tag(self.text, range, self.origin)
        } else {
            syntax::anchor(self.text, range, self.origin)
        };
        Err(self.refused(told, range))
    }

    fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        range: &Range<usize>,
    ) -> Result<(), Stop> {
        let range = scalar::range(self.text, style, range, &value);
        let raw = &self.text[range.clone()];
        let hidden = escaped::invisible(&value, raw, range.clone(), self.origin);
        self.bag.extend(hidden);
        if self.open.last().is_some_and(Open::wants_key) {
            return self.key(&value, range);
        }
        let verbatim = scalar::verbatim(self.text, style, &range, &value)
            .map(|start| self.origin.span(start..start).start);
        let mut kind = match style {
            ScalarStyle::Plain => scalar::plain(value),
            // The line break at the end of a block is the block's, not the text's.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                Kind::Text(value.trim_end_matches('\n').to_owned())
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Kind::Text(value.into_owned()),
        };
        if let Kind::Text(text) = &mut kind
            && style != ScalarStyle::Literal
        {
            *text = scalar::unfold(std::mem::take(text), &self.text[range.clone()]);
        }
        self.place(Node {
            kind,
            span: self.origin.span(range),
            verbatim,
        });
        Ok(())
    }

    fn key(&mut self, name: &str, range: Range<usize>) -> Result<(), Stop> {
        if name == "<<" {
            return Err(self.refused(syntax::merge_key(&range, self.origin), &range));
        }
        if let Some(Inside::Table { key, .. }) = self.open.last_mut().map(|open| &mut open.inside) {
            *key = Some(Key {
                name: name.nfc().collect(),
                range,
            });
        }
        Ok(())
    }

    fn open(&mut self, range: &Range<usize>, inside: Inside) -> Result<(), Stop> {
        let start = range.start..range.start;
        if self.open.last().is_some_and(Open::wants_key) {
            return Err(self.refused(syntax::key_that_is_no_text(&start, self.origin), &start));
        }
        if self.open.len() > DEEPEST {
            return Err(self.refused(too_deep(self.origin, start.clone()), &start));
        }
        self.open.push(Open {
            start: range.start,
            // The parser gives a place without letters to what begins by indentation.
            in_brackets: !range.is_empty(),
            inside,
        });
        Ok(())
    }

    fn close(&mut self, end: &Range<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let extent = open.extent().filter(|_| !open.in_brackets);
        let end = (end.start + 1).clamp(open.start, self.text.len());
        let span = extent.unwrap_or_else(|| self.origin.span(open.start..end));
        let kind = match open.inside {
            Inside::List(nodes) => Kind::List(nodes),
            Inside::Table { entries, .. } => Kind::Table(Table { span, entries }),
        };
        self.place(Node {
            kind,
            span,
            verbatim: None,
        });
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(node),
            Some(Inside::List(nodes)) => nodes.push(node),
            Some(Inside::Table {
                entries,
                known,
                key,
            }) => {
                let Some(Key { name, range }) = key.take() else {
                    return;
                };
                let key_span = self.origin.span(range.clone());
                if let Some(first) = known.get(&name) {
                    let told = syntax::duplicate_key(&range, *first, self.origin);
                    return self.bag.push(told);
                }
                known.insert(name.clone(), key_span);
                entries.push(Entry {
                    key: name,
                    key_span,
                    value: node,
                });
            }
        }
    }

    fn finish(&mut self) -> Result<Table, Stop> {
        let span = self.origin.span(0..0);
        match self.root.take().map(|root| root.kind) {
            None | Some(Kind::Null) => Ok(Table {
                span,
                entries: Vec::new(),
            }),
            Some(Kind::Table(table)) => Ok(Table { span, ..table }),
            Some(_) => {
                let range = lines::first_written(self.text);
                Err(self.refused(syntax::no_keys(self.text, &range, self.origin), &range))
            }
        }
    }

    fn refused(&self, diagnostic: Diagnostic, range: &Range<usize>) -> Stop {
        Stop {
            at: range.start.min(self.text.len()),
            diagnostic: Box::new(diagnostic),
        }
    }

    /// An error that the parser gives. In a bracket that is still open on a later line, the bracket is to
    /// blame: everything behind it was taken for its inside.
    fn syntax_error(&self, message: &str, position: usize) -> Stop {
        let at = self.offset(position);
        let bracket = self
            .open
            .iter()
            .find(|open| open.in_brackets)
            .map(|open| open.start)
            .filter(|start| self.text[*start..at.max(*start)].contains('\n'));
        let diagnostic = match bracket {
            Some(start) => syntax::open_bracket(self.text, start, self.origin),
            None => syntax::error(self.text, at, message, self.origin),
        };
        Stop {
            at: bracket.unwrap_or(at),
            diagnostic: Box::new(diagnostic),
        }
    }

    /// The byte at which a character begins.
    fn offset(&self, position: usize) -> usize {
        self.offsets
            .get(position)
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The number of the character that begins at a byte.
    fn position(&self, offset: usize) -> usize {
        self.offsets.partition_point(|start| *start < offset)
    }
}

#[cfg(test)]
mod tests;
