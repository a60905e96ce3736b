//! Channels, their parts and changes: who inherits what from whom, then cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Cell, Change, Channel, Dataset, Later, Record, Value};
use super::File;
use super::cells::{CellReader, text_of};
use super::levels::levels;
use super::scope::Scopes;
use super::tables::check_channel;
use super::top::{calendar_names, check_calendars, read_top};
use super::whose::{check_changes_something, check_keys};
use crate::civil::Date;
use crate::dataset::field::{FIELDS, FieldType, is_field_name};
use crate::dataset::keys::{CHANGE_KEYS, CHANNELS_FILE, Whose};
use crate::decode::{Cursor, Entry, Kind, Reader, Table};
use crate::diagnostic::{Bag, Diagnostic, Place, codes, did_you_mean};
use crate::text::Spanned;
use crate::wording::words;

/// Reads `channels.toml`.
pub(super) fn read_channels(file: &File, today: Date, bag: &mut Bag) -> Dataset {
    let reader = Reader::new(&file.origin);
    let top = Cursor::of(&reader, &file.table, CHANNELS_FILE);
    let mut dataset = read_top(file, &top);
    let closed_on = top.node("closed_on");
    if let Some(node) = closed_on {
        check_calendars(&reader, &dataset, node);
    }
    let calendars = calendar_names(&dataset);
    let channels = top.table("channel");
    top.finish_knowing(&[], |key| {
        is_field_name(key).then(|| {
            words(
                format!("`{key}` は窓口の項目です。`[channel.…]` の中に書いてください"),
                format!("`{key}` belongs to a channel: write it below `[channel.…]`"),
            )
        })
    });
    if let Some(channels) = channels {
        let reading = Reading {
            reader: &reader,
            cells: CellReader {
                reader: &reader,
                region: &dataset.region,
                calendars: &calendars,
            },
            dataset: &dataset,
            file,
            all: channels.entries(),
            today,
        };
        let read = channels
            .entries()
            .iter()
            .filter_map(|entry| reading.channel(entry))
            .collect();
        dataset.channels = read;
        check_references(&reader, &dataset);
    }
    bag.absorb(reader.into_bag());
    dataset
}

/// Channels that are named in the site's own columns: all of them are known only now.
fn check_references(reader: &Reader<'_>, dataset: &Dataset) {
    let mut told = BTreeSet::new();
    for channel in &dataset.channels {
        let changed = channel.changes.iter().map(|change| &change.record);
        let records = [&channel.record]
            .into_iter()
            .chain(&channel.parts)
            .chain(changed);
        for cell in records.flat_map(|record| record.cells.values()) {
            let Value::Channels(named) = &cell.value else {
                continue;
            };
            // What is inherited is written once.
            for id in named.iter().filter(|id| told.insert(id.span.start)) {
                check_channel(reader, dataset, id);
            }
        }
    }
}

struct Reading<'a> {
    reader: &'a Reader<'a>,
    cells: CellReader<'a>,
    dataset: &'a Dataset,
    file: &'a File,
    all: &'a [Entry],
    today: Date,
}

impl<'a> Reading<'a> {
    fn channel(&self, entry: &'a Entry) -> Option<Channel> {
        let Some(table) = entry.value.as_table() else {
            self.reader
                .wrong_type(&entry.value, &words("表", "a table"));
            return None;
        };
        check_keys(self.reader, self.dataset, table, Whose::Channel);
        let scopes = self.inherited(entry, table);
        let changes = self.changes(table, &scopes);
        let on = |day: Date| {
            let held = changes.iter().filter(|(change, _)| change.holds_on(day));
            let scopes = held.fold(scopes.clone(), |scopes, (_, of)| scopes.nearer(of));
            let parts = table
                .get("part")
                .map_or_else(Vec::new, |parts| self.parts(parts, &scopes));
            (self.record(entry, &scopes), parts)
        };
        let (record, parts) = on(self.today);
        if record.cell("name").is_none() {
            let place = self.reader.place(entry.key_span);
            self.reader.report(no_name(place, &entry.key));
        }
        let another = |from: Date| {
            let (record, parts) = on(from);
            Later {
                from,
                record,
                parts,
            }
        };
        let turning_days = turning_days(&changes);
        let later = turning_days.iter().filter(|day| **day > self.today);
        let later = later.map(|from| another(*from)).collect();
        let turns_today = turning_days.contains(&self.today);
        let yesterday = turns_today.then(|| self.today.yesterday().ok()).flatten();
        Some(Channel {
            record,
            parts,
            later,
            before: yesterday.map(|day| Box::new(another(day))),
            changes: changes.into_iter().map(|(change, _)| change).collect(),
        })
    }

    /// The channel's table, then those it is like, nearest first.
    fn inherited(&self, entry: &'a Entry, table: &'a Table) -> Scopes<'a> {
        let mut scopes = Scopes {
            tables: vec![table],
            top: &self.file.table,
        };
        let mut names = vec![entry.key.as_str()];
        let mut at = table;
        while let Some(like) = at.get("like") {
            let Some(name) = self.reader.text(&like.value) else {
                break;
            };
            let found = self.all.iter().find(|channel| channel.key == name.value);
            let Some((key, next)) =
                found.and_then(|of| Some((of.key.as_str(), of.value.as_table()?)))
            else {
                self.unknown_channel(&name, &entry.key);
                break;
            };
            if names.contains(&key) {
                // Every channel of the circle comes by here; the first in the file tells it.
                let first = self.all.iter().find(|of| names.contains(&of.key.as_str()));
                if key == entry.key && first.is_some_and(|first| first.key == entry.key) {
                    self.reader
                        .report(circle(self.reader.place(name.span), key));
                }
                break;
            }
            names.push(key);
            scopes.tables.push(next);
            at = next;
        }
        scopes
    }

    fn unknown_channel(&self, name: &Spanned<String>, asking: &str) {
        let others = self.all.iter().map(|channel| channel.key.as_str());
        self.reader.report(
            Diagnostic::new(
                codes::UNKNOWN_REFERENCE,
                self.reader.place(name.span),
                words(
                    format!("`{}` という窓口はありません", name.value),
                    format!("there is no channel `{}`", name.value),
                ),
            )
            .maybe_help(did_you_mean(
                &name.value,
                others.filter(|other| *other != asking),
            )),
        );
    }

    fn changes(&self, table: &'a Table, scopes: &Scopes<'a>) -> Vec<(Change, &'a Table)> {
        let Some(entry) = table.get("change") else {
            return Vec::new();
        };
        let Some(list) = entry.value.as_list() else {
            self.reader.wrong_type(
                &entry.value,
                &words("表の並び(`[[…]]`)", "a list of tables (`[[…]]`)"),
            );
            return Vec::new();
        };
        let change = |node: &'a crate::decode::Node| {
            let Some(table) = node.as_table() else {
                self.reader.wrong_type(node, &words("表", "a table"));
                return None;
            };
            check_keys(self.reader, self.dataset, table, Whose::Change);
            check_changes_something(self.reader, self.dataset, table, scopes);
            let cursor = Cursor::of(self.reader, table, CHANGE_KEYS);
            let on = cursor.date("on");
            let until = cursor.date("until");
            let Some(on) = on else {
                self.reader
                    .report(no_first_day(self.reader.place(node.span)));
                return None;
            };
            let scopes = scopes.nearer(table);
            let cells = self.cells_of(&[table], &scopes);
            let record = Record {
                id: String::new(),
                place: self.reader.place(node.span),
                cells,
            };
            Some((Change { on, until, record }, table))
        };
        list.iter().filter_map(change).collect()
    }

    fn parts(&self, entry: &'a Entry, scopes: &Scopes<'a>) -> Vec<Record> {
        let Some(parts) = entry.value.as_table() else {
            self.reader
                .wrong_type(&entry.value, &words("表", "a table"));
            return Vec::new();
        };
        let part = |entry: &'a Entry| {
            let Some(table) = entry.value.as_table() else {
                self.reader
                    .wrong_type(&entry.value, &words("表", "a table"));
                return None;
            };
            check_keys(self.reader, self.dataset, table, Whose::Part);
            if is_field_name(&entry.key)
                || self
                    .dataset
                    .columns
                    .iter()
                    .any(|column| column.key == entry.key)
            {
                self.reader.report(
                    Diagnostic::new(
                        codes::NAME_COLLISION,
                        self.reader.place(entry.key_span),
                        words(
                            format!(
                                "`{}` は項目の名前なので、部分の名前には使えません",
                                entry.key
                            ),
                            format!("`{}` is a field's name, so no part may have it", entry.key),
                        ),
                    )
                    .help(words("別の名前にしてください", "choose another name")),
                );
                return None;
            }
            let mut record = self.record(entry, &scopes.nearer(table));
            self.name_part(&mut record, table, entry);
            Some(record)
        };
        parts.entries.iter().filter_map(part).collect()
    }

    /// A part's name is its own `name`, else its `use`, else its id; never the channel's.
    fn name_part(&self, record: &mut Record, table: &Table, entry: &Entry) {
        if table.get("name").is_some() {
            return;
        }
        record.cells.remove("name");
        let used = record
            .cells
            .get("use")
            .filter(|_| table.get("use").is_some())
            .cloned();
        let name = used.unwrap_or_else(|| Cell {
            value: text_of(
                self.reader,
                &crate::decode::Node {
                    kind: Kind::Text(entry.key.clone()),
                    span: entry.key_span,
                    verbatim: Some(entry.key_span.start),
                },
            )
            .map_or(Value::Unknown, Value::Text),
            place: self.reader.place(entry.key_span),
            key_place: self.reader.place(entry.key_span),
            provenance: crate::dataset::Provenance::default(),
        });
        record.cells.insert("name".into(), name);
    }

    fn record(&self, entry: &Entry, scopes: &Scopes<'a>) -> Record {
        let cells = self.cells_of(&scopes.tables, scopes);
        Record {
            id: entry.key.clone(),
            place: self.reader.place(entry.key_span),
            cells,
        }
    }

    /// The cells of all fields that one of `tables` has.
    fn cells_of(&self, tables: &[&'a Table], scopes: &Scopes<'a>) -> BTreeMap<String, Cell> {
        let entry = |key: &str| tables.iter().find_map(|table| table.get(key));
        let mut cells = BTreeMap::new();
        for field in FIELDS {
            let Some(entry) = entry(field.key) else {
                continue;
            };
            if field.kind == FieldType::Languages {
                cells.extend(levels(&self.cells, entry, scopes));
            } else {
                let cell = self.cells.cell(field.key, &field.kind, entry, scopes);
                cells.insert(field.key.to_owned(), cell);
            }
        }
        for column in &self.dataset.columns {
            if let Some(entry) = entry(&column.key) {
                let cell = self.cells.cell(&column.key, &column.kind, entry, scopes);
                cells.insert(column.key.clone(), cell);
            }
        }
        cells
    }
}

/// The days on which a change begins or has ended, in order.
fn turning_days(changes: &[(Change, &Table)]) -> BTreeSet<Date> {
    let days = |(change, _): &(Change, &Table)| {
        let ended = change.until.as_ref();
        let ended = ended.and_then(|until| until.value.tomorrow().ok());
        [Some(change.on.value), ended]
    };
    changes.iter().flat_map(days).flatten().collect()
}

fn circle(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(
        codes::REFERENCE_CYCLE,
        place,
        words(
            format!("`like` をたどると `{key}` に戻ります"),
            format!("following `like` leads back to `{key}`"),
        ),
    )
    .help(words(
        "どれか一つの窓口から `like` を外し、事実をそこに書いてください",
        "take `like` away from one of these channels and write its facts there",
    ))
}

fn no_name(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            format!("窓口 `{id}` に `name` がありません"),
            format!("channel `{id}` has no `name`"),
        ),
    )
    .help(words(
        "ページに出る名前を `name = \"電話\"` のように書いてください",
        "write the name that pages show, like `name = \"Phone\"`",
    ))
}

fn no_first_day(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            "変更が始まる日 `on` がありません",
            "the change does not say from which day on: `on`",
        ),
    )
    .help(words(
        "始まる日を `on = 2027-04-01` のように書いてください",
        "write its first day, like `on = 2027-04-01`",
    ))
}
