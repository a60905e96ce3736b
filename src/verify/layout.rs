//! One key of one table, written where it belongs; all other bytes stay.
//!
//! A date for one field turns a date for all into a table, in which every other field keeps the
//! date that it had. A table that stands there already keeps its shape.

use std::collections::BTreeSet;

use super::base;
use super::place::At;
use super::quoted;
use crate::decode::{self, Kind, Node, Table};
use crate::text::Span;

/// What is to be written.
pub(super) struct Entry<'e> {
    /// `verified` or `verified_by`.
    pub key: &'e str,
    /// As TOML writes it.
    pub value: &'e str,
    /// The one field for which it is said; else all.
    pub field: Option<&'e str>,
    /// The fields for which a word in this table may speak.
    pub spoken_for: &'e BTreeSet<String>,
}

/// The text with the entry in it; nothing where the layout leaves no place for it.
pub(super) fn write(text: &str, at: &At<'_>, entry: &Entry<'_>) -> Option<String> {
    let Some(present) = at.table.get(entry.key) else {
        let value = match entry.field {
            Some(field) => format!("{{ {} = {} }}", bare(field), entry.value),
            None => entry.value.to_owned(),
        };
        return insert(text, at, entry.key, &value);
    };
    let node = &present.value;
    let shape = shape(text, node);
    match (&node.kind, entry.field) {
        (Kind::Table(table), Some(field)) => put(text, table, node.span, field, entry.value),
        (Kind::Table(_), None) if shape == Shape::Inline => {
            Some(splice(text, node.span, entry.value))
        }
        (Kind::Table(table), None) => {
            // It has a header or dotted keys of its own, and maybe comments: it stays a table.
            let mut fields = entry.spoken_for.clone();
            fields.extend(table.entries.iter().map(|entry| entry.key.clone()));
            let mut text = text.to_owned();
            for field in fields {
                // Places move with each word, so the table is looked up anew by its own text.
                text = put_again(&text, at, entry.key, &field, entry.value)?;
            }
            Some(text)
        }
        (_, None) => Some(splice(text, node.span, entry.value)),
        (_, Some(field)) => {
            let old = &text[node.span.range()];
            if old == entry.value {
                return Some(text.to_owned());
            }
            let others = entry.spoken_for.iter().filter(|other| *other != field);
            let others: Vec<String> = others
                .map(|other| format!("{} = {old}", bare(other)))
                .collect();
            if others.is_empty() {
                return Some(splice(text, node.span, entry.value));
            }
            let first = format!("{} = {}", bare(field), entry.value);
            let value = format!("{{ {first}, {} }}", others.join(", "));
            Some(splice(text, node.span, &value))
        }
    }
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Between braces.
    Inline,
    /// Below a header.
    Header,
    /// By keys with dots, or by the headers of tables in it.
    Dotted,
}

fn shape(text: &str, node: &Node) -> Shape {
    shape_at(text, node.span)
}

fn shape_at(text: &str, span: Span) -> Shape {
    match text[span.range()].chars().next() {
        Some('{') => Shape::Inline,
        Some('[') => Shape::Header,
        _ => Shape::Dotted,
    }
}

/// A field in a table of fields.
fn put(text: &str, table: &Table, span: Span, field: &str, value: &str) -> Option<String> {
    match table.get(field) {
        Some(present) => Some(splice(text, present.value.span, value)),
        None => insert(text, &At { table, span }, &bare(field), value),
    }
}

/// The same after the text has changed: the table's own start has not moved, what is in it may have.
fn put_again(text: &str, at: &At<'_>, key: &str, field: &str, value: &str) -> Option<String> {
    let path = crate::text::SourcePath::new("data.toml");
    let start = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    let origin = decode::Origin::from_offset(&path, start);
    let root = decode::parse_toml(&text[start..], &origin).value;
    let found = find_at(&root, at.span)?;
    let node = &found.get(key)?.value;
    put(text, node.as_table()?, node.span, field, value)
}

/// The table that begins at a place.
fn find_at(table: &Table, span: Span) -> Option<&Table> {
    table
        .entries
        .iter()
        .find_map(|entry| in_node(&entry.value, span))
}

fn in_node(node: &Node, span: Span) -> Option<&Table> {
    match &node.kind {
        Kind::Table(table) if node.span == span => Some(table),
        Kind::Table(table) => find_at(table, span),
        Kind::List(nodes) => nodes.iter().find_map(|node| in_node(node, span)),
        _ => None,
    }
}

/// A new key of a table.
fn insert(text: &str, at: &At<'_>, key: &str, value: &str) -> Option<String> {
    if shape_at(text, at.span) == Shape::Inline {
        return insert_inline(text, at, key, value);
    }
    let simple: Vec<&decode::Entry> = at
        .table
        .entries
        .iter()
        .filter(|entry| is_simple(text, entry))
        .collect();
    let named = |wanted: &str| simple.iter().find(|entry| entry.key == wanted).copied();
    let last = || {
        simple
            .iter()
            .max_by_key(|entry| entry.value.span.end)
            .copied()
    };
    let beside = named("verified").or_else(|| named("source")).or_else(last);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (after, prefix) = match beside {
        Some(entry) => {
            let start = entry.key_span.start as usize;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            (entry.value.span.end as usize, &text[line..start])
        }
        None if shape_at(text, at.span) == Shape::Header => (at.span.end as usize, ""),
        None => return None,
    };
    let line = format!("{prefix}{key} = {value}");
    Some(match text[after..].find('\n') {
        Some(end) => {
            let end = after + end + 1;
            format!("{}{line}{line_end}{}", &text[..end], &text[end..])
        }
        None => format!("{text}{line_end}{line}"),
    })
}

fn insert_inline(text: &str, at: &At<'_>, key: &str, value: &str) -> Option<String> {
    let last = at
        .table
        .entries
        .iter()
        .map(|entry| end_of(&entry.value))
        .max();
    let close = at.span.end as usize - 1;
    match last {
        Some(end) => {
            let end = end as usize;
            let rest = &text[end..close];
            // After a comma, or before a comment, there is no telling where it may stand.
            if !rest.trim().is_empty() {
                return None;
            }
            Some(format!("{}, {key} = {value}{}", &text[..end], &text[end..]))
        }
        None => Some(format!(
            "{}{{ {key} = {value} }}{}",
            &text[..at.span.start as usize],
            &text[at.span.end as usize..]
        )),
    }
}

/// Where a value ends, that of a dotted key's table included.
fn end_of(node: &Node) -> u32 {
    let inner = match &node.kind {
        Kind::Table(table) => table.entries.iter().map(|entry| end_of(&entry.value)).max(),
        _ => None,
    };
    node.span.end.max(inner.unwrap_or(0))
}

/// Whether an entry stands on a line of its table, as `key = value`.
fn is_simple(text: &str, entry: &decode::Entry) -> bool {
    match &entry.value.kind {
        Kind::Table(_) => shape(text, &entry.value) == Shape::Inline,
        Kind::List(nodes) => nodes
            .first()
            .is_none_or(|first| first.span != entry.value.span),
        _ => true,
    }
}

fn splice(text: &str, span: Span, with: &str) -> String {
    let range = span.range();
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

/// A key as TOML writes it.
fn bare(key: &str) -> String {
    let key = base(key);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        quoted(key)
    }
}
