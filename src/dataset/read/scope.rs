//! Whose key counts: a part's own, else the channel's, else the one it is like, else the file's.

use crate::dataset::Provenance;
use crate::dataset::keys::PROVENANCE_KEYS;
use crate::decode::{Entry, Kind, Node, Reader, Shape, Table};
use crate::text::Spanned;
use crate::wording::words;

/// Tables from the nearest to the farthest, and the file's top, which gives defaults of provenance alone.
#[derive(Clone)]
pub(super) struct Scopes<'a> {
    pub tables: Vec<&'a Table>,
    pub top: &'a Table,
}

impl<'a> Scopes<'a> {
    /// The same with a nearer table.
    pub(super) fn nearer(&self, table: &'a Table) -> Self {
        let mut tables = vec![table];
        tables.extend(&self.tables);
        Self {
            tables,
            top: self.top,
        }
    }

    /// The nearest entry of a key.
    pub(super) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.tables.iter().find_map(|table| table.get(key))
    }

    /// The nearest entry of a key that may also stand at the file's top.
    pub(super) fn entry_or_top(&self, key: &str) -> Option<&'a Entry> {
        self.entry(key).or_else(|| self.top.get(key))
    }

    /// Who vouches for a field: for each of source, date and person the nearest word.
    pub(super) fn provenance(&self, field: &str) -> Provenance {
        Provenance {
            source: self
                .word_for("source", field)
                .and_then(|node| node.as_text().map(str::to_owned)),
            verified: self
                .word_for("verified", field)
                .and_then(|node| match &node.kind {
                    Kind::Date(date) => Some(Spanned::new(*date, node.span)),
                    _ => None,
                }),
            verified_by: self
                .signer(field)
                .and_then(|node| node.as_text().map(str::to_owned)),
        }
    }

    /// `verified = DATE` speaks of every field, `verified = { hours = DATE }` of those it names.
    fn word_for(&self, key: &str, field: &str) -> Option<&'a Node> {
        self.chain().find_map(|table| word_in(table, key, field))
    }

    /// Who verified a field: the nearest name, but not one that signs another date. A name beside a
    /// date that a nearer one has replaced says nothing of the nearer.
    fn signer(&self, field: &str) -> Option<&'a Node> {
        let mut is_dated = false;
        self.chain().find_map(|table| {
            let has_date = word_in(table, "verified", field).is_some();
            let signs_another = is_dated && has_date;
            is_dated |= has_date;
            word_in(table, "verified_by", field).filter(|_| !signs_another)
        })
    }

    fn chain(&self) -> impl Iterator<Item = &'a Table> {
        self.tables.iter().copied().chain([self.top])
    }
}

/// What a table says by a key of a field.
fn word_in<'a>(table: &'a Table, key: &str, field: &str) -> Option<&'a Node> {
    let field = field.split('.').next().unwrap_or(field);
    let node = &table.get(key)?.value;
    match node.as_table() {
        Some(by_field) => by_field.get(field).map(|entry| &entry.value),
        None => Some(node),
    }
}

/// Reports provenance of a wrong type, where it is written.
pub(super) fn check_provenance(reader: &Reader<'_>, table: &Table) {
    for key in PROVENANCE_KEYS {
        let is_date = matches!(key.shape, Shape::ByField(Shape::BareDate));
        let Some(entry) = table.get(key.name) else {
            continue;
        };
        let fields = match &entry.value.kind {
            Kind::Table(fields) => fields.entries.iter().map(|entry| &entry.value).collect(),
            _ => vec![&entry.value],
        };
        for node in fields {
            let right = if is_date {
                matches!(node.kind, Kind::Date(_))
            } else {
                node.as_text().is_some()
            };
            if !right && is_date {
                reader.wrong_type(
                    node,
                    &words("`2026-11-01` の形の日付", "a date such as `2026-11-01`"),
                );
            } else if !right {
                reader.wrong_type(node, &words("文字列", "a text"));
            }
        }
    }
}
