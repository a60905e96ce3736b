//! A table of the site's own: typed columns, rows by id.

use std::collections::BTreeMap;

use super::super::{Column, Dataset, Record, TypedTable, Value};
use super::File;
use super::cells::CellReader;
use super::scope::{Scopes, check_provenance};
use super::top::calendar_names;
use super::top::{column, literal};
use crate::dataset::field::FieldType;
use crate::dataset::keys::{PROVENANCE_KEYS, TABLE_FILE};
use crate::decode::{Cursor, Entry, Reader};
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::text::Spanned;
use crate::wording::words;

/// Reads `content/data/NAME.toml`.
pub(super) fn read_table(file: &File, dataset: &Dataset, bag: &mut Bag) -> TypedTable {
    let reader = Reader::new(&file.origin);
    let top = Cursor::of(&reader, &file.table, TABLE_FILE);
    let name = file
        .origin
        .path
        .file_name()
        .trim_end_matches(".toml")
        .to_owned();
    let calendars = calendar_names(dataset);
    let cells = CellReader {
        reader: &reader,
        region: &dataset.region,
        calendars: &calendars,
    };
    let columns: Vec<Column> = top.table("columns").map_or_else(Vec::new, |columns| {
        columns
            .entries()
            .iter()
            .filter_map(|entry| column(&reader, entry, false))
            .collect()
    });
    for key in PROVENANCE_KEYS {
        top.node(key.name);
    }
    check_provenance(&reader, &file.table);
    let rows = top.table("row").filter(|_| {
        let has_columns = file.table.get("columns").is_some();
        if !has_columns {
            reader.report(no_columns(reader.place(file.table.span), &name));
        }
        has_columns
    });
    let rows = rows.map_or_else(Vec::new, |rows| {
        let table = Rows {
            file,
            cells: &cells,
            columns: &columns,
            dataset,
        };
        rows.entries()
            .iter()
            .filter_map(|entry| table.row(entry))
            .collect()
    });
    let table = TypedTable {
        place: reader.place(file.table.span),
        literal: literal(&top),
        name,
        columns,
        rows,
    };
    top.finish_knowing(&[], |key| {
        table.column(key).map(|_| {
            words(
                format!("`{key}` は行の項目です。`[row.…]` の中に書いてください"),
                format!("`{key}` belongs to a row: write it below `[row.…]`"),
            )
        })
    });
    collides_with_channel(&reader, &table, dataset);
    bag.absorb(reader.into_bag());
    table
}

fn no_columns(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            format!("表 `{name}` に `[columns]` がありません"),
            format!("the table `{name}` has no `[columns]`"),
        ),
    )
    .help(words(
        "`[columns]` の下に `question = { label = \"問い合わせ\" }` のように列を書いてください",
        "declare its columns below `[columns]`, such as `question = { label = \"Question\" }`",
    ))
}

/// `{{ phone }}` must mean one thing.
fn collides_with_channel(reader: &Reader<'_>, table: &TypedTable, dataset: &Dataset) {
    if let Some(channel) = dataset.channel(&table.name) {
        reader.report(
            Diagnostic::new(
                codes::NAME_COLLISION,
                table.place.clone(),
                words(
                    format!("表 `{}` と同じ名前の窓口があります", table.name),
                    format!("the table `{}` has a channel's name", table.name),
                ),
            )
            .label(
                channel.record.place.clone(),
                words("同じ名前の窓口", "the channel of that name"),
            )
            .help(words(
                "ファイルか窓口の名前を変えてください",
                "rename the file or the channel",
            )),
        );
    }
}

struct Rows<'a> {
    file: &'a File,
    cells: &'a CellReader<'a>,
    columns: &'a [Column],
    dataset: &'a Dataset,
}

impl<'a> Rows<'a> {
    fn row(&self, entry: &'a Entry) -> Option<Record> {
        let reader = self.cells.reader;
        let Some(table) = entry.value.as_table() else {
            reader.wrong_type(&entry.value, &words("表", "a table"));
            return None;
        };
        check_provenance(reader, table);
        let known: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.key.as_str())
            .chain(PROVENANCE_KEYS.iter().map(|key| key.name))
            .collect();
        Cursor::new(reader, table).finish_knowing(&known, |_| None);
        let scopes = Scopes {
            tables: vec![table],
            top: &self.file.table,
        };
        let cell = |column: &Column| {
            let cell = self
                .cells
                .cell(&column.key, &column.kind, table.get(&column.key)?, &scopes);
            if matches!(column.kind, FieldType::Channel | FieldType::Channels) {
                self.check_channels(&cell.value);
            }
            Some((column.key.clone(), cell))
        };
        let cells: BTreeMap<_, _> = self.columns.iter().filter_map(cell).collect();
        Some(Record {
            id: entry.key.clone(),
            place: reader.place(entry.key_span),
            cells,
        })
    }

    fn check_channels(&self, value: &Value) {
        let Value::Channels(channels) = value else {
            return;
        };
        for id in channels {
            check_channel(self.cells.reader, self.dataset, id);
        }
    }
}

/// Reports a reference to a channel (or `channel.part`) that does not exist.
pub(super) fn check_channel(reader: &Reader<'_>, dataset: &Dataset, id: &Spanned<String>) {
    if dataset.named(&id.value).is_some() {
        return;
    }
    reader.report(
        Diagnostic::new(
            codes::UNKNOWN_REFERENCE,
            reader.place(id.span),
            words(
                format!("`{}` という窓口はありません", id.value),
                format!("there is no channel `{}`", id.value),
            ),
        )
        .maybe_help(dataset.meant_by(&id.value)),
    );
}
