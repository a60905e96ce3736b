//! The languages that a channel speaks, each a field of its own: `languages.ja`.

use super::super::{Cell, Value};
use super::cells::{CellReader, text_of};
use super::scope::Scopes;
use crate::dataset::field::LEVELS;
use crate::dataset::keys::LANGUAGE;
use crate::decode::{Cursor, Entry, Kind};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::wording::words;

/// The cells of a table of languages.
pub(super) fn levels(
    cells: &CellReader<'_>,
    entry: &Entry,
    scopes: &Scopes<'_>,
) -> Vec<(String, Cell)> {
    let Some(table) = entry.value.as_table() else {
        cells.reader.wrong_type(
            &entry.value,
            &words(
                "`{ ja = \"native\" }` の形の表",
                "a table such as `{ ja = \"native\" }`",
            ),
        );
        return Vec::new();
    };
    let level = |entry: &Entry| {
        let (word, note) = match &entry.value.kind {
            Kind::Table(table) => {
                let cursor = Cursor::of(cells.reader, table, LANGUAGE);
                let word = cursor.node("level").cloned();
                if word.is_none() {
                    cells
                        .reader
                        .report(no_level(cells.reader.place(entry.key_span), &entry.key));
                }
                let note = cursor
                    .node("note")
                    .and_then(|node| text_of(cells.reader, node));
                cursor.finish();
                (word?, note)
            }
            _ => (entry.value.clone(), None),
        };
        let Value::Word(word) = cells.known(&word, LEVELS)? else {
            return None;
        };
        let cell = Cell {
            value: Value::Level(word, note),
            place: cells.reader.place(entry.value.span),
            key_place: cells.reader.place(entry.key_span),
            provenance: scopes.provenance("languages"),
        };
        Some((format!("languages.{}", entry.key), cell))
    };
    table.entries.iter().filter_map(level).collect()
}

fn no_level(place: Place, language: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            format!("言語 `{language}` に `level` がありません"),
            format!("the language `{language}` has no `level`"),
        ),
    )
    .help(words(
        "どの程度対応できるかを `level = \"limited\"` のように書いてください",
        "say how well it is served, like `level = \"limited\"`",
    ))
}
