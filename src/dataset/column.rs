//! The typed columns that a site gives its own tables and channels.

use super::field::FieldType;
use super::value::{Record, Text};
use crate::diagnostic::Place;
use crate::text::Spanned;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// Its printed label; absent: the key.
    pub label: Option<Text>,
    /// What its values are.
    pub kind: FieldType,
}

/// A table of `content/data/NAME.toml`.
#[derive(Clone, Debug)]
pub struct TypedTable {
    /// Its name: the file's.
    pub name: String,
    /// The start of the file.
    pub place: Place,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows, in order.
    pub rows: Vec<Record>,
    /// What the author means literally.
    pub literal: Vec<Spanned<String>>,
}

impl TypedTable {
    /// The column of a key.
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<&Record> {
        self.rows.iter().find(|row| row.id == id)
    }
}
