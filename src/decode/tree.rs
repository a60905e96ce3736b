//! A decoded text as a tree of spanned values, the same for every format.

use crate::civil::Date;
use crate::text::Span;

/// A table: its keys in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The header (`[channel.phone]`) or the whole inline table; the file's start for the root.
    pub span: Span,
    /// The keys, in order.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, in NFC.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// A value at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands; with its quotes, if it has some.
    pub span: Span,
    /// For a text that stands in the file letter by letter: where its first letter is.
    pub verbatim: Option<u32>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A day and a time without zone, in minutes since midnight.
    DateTime(Date, u16),
    /// A time alone, or a time with a zone: nothing asks for one.
    OtherTime,
    /// Nothing, as YAML writes it: the key counts as not there.
    Null,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Table {
    /// The entry of a key, if it has a value.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.value.kind != Kind::Null).then_some(entry)
    }
}

impl Node {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match &self.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// A stretch of the text's letters as one of the file; the whole value where letters were escaped.
    pub fn inner(&self, range: &std::ops::Range<usize>) -> Span {
        match self.verbatim {
            Some(start) => Span::new(start as usize + range.start, start as usize + range.end),
            None => self.span,
        }
    }
}
