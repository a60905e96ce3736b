//! The rows of a table: which there are, which are chosen, in which order.

use std::cmp::Reverse;

use super::Of;
use crate::dataset::{Channel, Record, Value};
use crate::decode::{Entry, Kind, Node, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::notation::{Amount, Reply};
use crate::site::Site;
use crate::site::fact::cell_of;
use crate::site::joining::Joining;
use crate::site::link::View;
use crate::site::texts::rich_letters;
use crate::text::Spanned;
use crate::wording::words;

/// A row of it.
#[derive(Clone, Copy)]
pub(in crate::site) struct Row<'d> {
    pub record: &'d Record,
    /// The channel it is, or is a part of.
    pub channel: Option<&'d Channel>,
}

impl<'d> Row<'d> {
    /// What names it: `phone`, `phone.general`; of any other table the id of the row.
    pub(in crate::site) fn id(self) -> String {
        let id = &self.record.id;
        match self.part_of() {
            Some(channel) => format!("{}.{id}", channel.id()),
            None => id.clone(),
        }
    }

    /// The channel that it is a part of.
    pub(in crate::site) fn part_of(self) -> Option<&'d Channel> {
        self.channel
            .filter(|channel| !std::ptr::eq(&raw const channel.record, self.record))
    }
}

impl Site {
    /// All rows of a table in the order of the data.
    pub(in crate::site) fn rows<'a>(&'a self, of: Of<'a>) -> Vec<Row<'a>> {
        match of {
            Of::Channels => self
                .dataset
                .channels
                .iter()
                .map(|channel| Row {
                    record: &channel.record,
                    channel: Some(channel),
                })
                .collect(),
            Of::Parts(channel) => channel
                .parts
                .iter()
                .map(|record| Row {
                    record,
                    channel: Some(channel),
                })
                .collect(),
            Of::Table(table) => table
                .rows
                .iter()
                .map(|record| Row {
                    record,
                    channel: None,
                })
                .collect(),
        }
    }

    pub(super) fn chosen_rows<'a>(
        &'a self,
        reader: &Reader<'_>,
        of: Of<'a>,
        chosen: Option<&[Spanned<String>]>,
    ) -> Vec<Row<'a>> {
        let all = self.rows(of);
        let Some(chosen) = chosen else { return all };
        let pick = |id: &Spanned<String>| {
            let found = all.iter().find(|row| row.record.id == id.value).copied();
            if found.is_none() {
                reader.report(
                    Diagnostic::new(
                        codes::UNKNOWN_REFERENCE,
                        reader.place(id.span),
                        words(
                            format!("`{}` という行はありません", id.value),
                            format!("there is no row `{}`", id.value),
                        ),
                    )
                    .maybe_help(did_you_mean(
                        &id.value,
                        all.iter().map(|row| row.record.id.as_str()),
                    )),
                );
            }
            found
        };
        chosen.iter().filter_map(pick).collect()
    }

    pub(super) fn matching<'a>(
        &'a self,
        reader: &Reader<'_>,
        of: Of<'a>,
        rows: Vec<Row<'a>>,
        node: &Node,
    ) -> Vec<Row<'a>> {
        let Some(table) = node.as_table() else {
            reader.wrong_type(
                node,
                &words(
                    "`{ official = true }` の形の条件",
                    "conditions such as `{ official = true }`",
                ),
            );
            return rows;
        };
        let mut exist = true;
        for entry in &table.entries {
            let key = Spanned::new(entry.key.clone(), entry.key_span);
            exist &= self.check_column(reader, of, &key);
        }
        let holds = |row: &Row<'_>| {
            table
                .entries
                .iter()
                .all(|entry| condition(row.record, &entry.key, &entry.value))
        };
        let matching: Vec<Row<'a>> = rows.iter().copied().filter(holds).collect();
        // A day that empties a table is no mistake of whoever wrote the condition.
        let by_date = |entry: &Entry| {
            let mut channels = rows.iter().filter_map(|row| row.channel);
            channels.any(|channel| channel.changes_say(&entry.key))
        };
        let is_dated = table.entries.iter().any(by_date);
        if matching.is_empty() && !rows.is_empty() && exist && !is_dated {
            reader.report(
                Diagnostic::new(
                    codes::EMPTY_TABLE,
                    reader.place(node.span),
                    words(
                        "この `where` に合う行がありません",
                        "no row matches this `where`",
                    ),
                )
                .help(words(
                    "条件の値がデータにあるか確かめてください",
                    "check that the data has these values",
                )),
            );
        }
        matching
    }

    pub(super) fn sort<'a>(
        &'a self,
        reader: &Reader<'_>,
        of: Of<'a>,
        rows: &mut [Row<'a>],
        by: &Spanned<String>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) {
        self.check_column(reader, of, by);
        let (key, descending) = by
            .value
            .strip_prefix('-')
            .map_or((by.value.as_str(), false), |key| (key, true));
        let mut key_of = |row: &Row<'_>| {
            let (is_empty, size, letters) =
                self.sort_key(row.record, key, view, &mut joining.quietly());
            (is_empty, (size, letters))
        };
        if descending {
            rows.sort_by_cached_key(|row| {
                let (is_empty, key) = key_of(row);
                (is_empty, Reverse(key))
            });
        } else {
            rows.sort_by_cached_key(key_of);
        }
    }

    /// Names by reading; numbers, dates and lengths of time by size; all else by its letters, those of
    /// the two kana as one. What is empty comes last.
    fn sort_key(
        &self,
        record: &Record,
        key: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (bool, i64, String) {
        let letters = |record: &Record, key: &str, joining: &mut Joining<'_>| {
            let (key, cell) = cell_of(record, key)?;
            Some(rich_letters(&self.rich_value(key, cell, view, joining)))
        };
        if key == "name"
            && let Some(reading) = letters(record, "reading", joining)
        {
            return (false, 0, as_hiragana(&reading));
        }
        match record.value(key) {
            None => (true, 0, String::new()),
            Some(Value::Number(number)) => {
                let thousandths = number.parse::<f64>().unwrap_or(0.0) * 1000.0;
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "beyond 10^15 the order no longer matters"
                )]
                let size = thousandths.round() as i64;
                (false, size, String::new())
            }
            Some(Value::Date(date)) => (false, 0, date.to_string()),
            Some(Value::Time(minute)) => (false, i64::from(*minute), String::new()),
            Some(Value::Reply(Reply::AtOnce)) => (false, 0, String::new()),
            Some(Value::Reply(Reply::Takes { from, to, .. })) => {
                let minutes = |amount: &Amount| amount.minutes().map_or(i64::MAX, i64::from);
                (false, minutes(to), format!("{:020}", minutes(from)))
            }
            Some(_) => {
                let letters = letters(record, key, joining).unwrap_or_default();
                (false, 0, as_hiragana(&letters))
            }
        }
    }

    /// What a reader's browser sorts a cell by, where its letters would not do: a reading, a size.
    pub(super) fn sort_text(
        &self,
        record: &Record,
        key: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<String> {
        let has_reading = key == "name" && record.cell("reading").is_some();
        let is_size = matches!(
            record.value(key),
            Some(Value::Number(_) | Value::Date(_) | Value::Time(_) | Value::Reply(_))
        );
        if !has_reading && !is_size {
            return None;
        }
        let (_, size, letters) = self.sort_key(record, key, view, joining);
        let is_letters = has_reading || matches!(record.value(key), Some(Value::Date(_)));
        Some(if is_letters {
            letters
        } else {
            size.to_string()
        })
    }
}

/// Katakana as hiragana: ファクス stands among readings, not behind all of them.
fn as_hiragana(letters: &str) -> String {
    let kana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    };
    letters.chars().map(kana).collect()
}

/// Whether a record fulfils a condition of `where`.
fn condition(record: &Record, key: &str, wanted: &Node) -> bool {
    if let Some(table) = wanted.as_table() {
        return table
            .get("not")
            .is_none_or(|not| !condition(record, key, &not.value));
    }
    if let Some(list) = wanted.as_list() {
        return list.iter().any(|node| condition(record, key, node));
    }
    match (record.value(key), &wanted.kind) {
        (Some(Value::Bool(found)), Kind::Bool(wanted)) => found == wanted,
        // What a channel does not say of itself it is by default.
        (None, Kind::Bool(wanted)) => *wanted == (key == "official"),
        (None, Kind::Text(wanted)) => key == "status" && wanted == "active",
        (
            Some(
                Value::Word(found)
                | Value::Level(found, _)
                | Value::Url(found)
                | Value::Email(found),
            ),
            Kind::Text(wanted),
        ) => found == wanted,
        (Some(Value::Text(found)), Kind::Text(wanted)) => found
            .variants
            .iter()
            .any(|variant| variant.markdown == *wanted),
        (Some(Value::Words(found) | Value::Channels(found)), Kind::Text(wanted)) => {
            found.iter().any(|word| word.value == *wanted)
        }
        (Some(Value::Phone(found)), Kind::Text(wanted)) => found.display == *wanted,
        (Some(Value::Number(found)), Kind::Integer(wanted)) => *found == wanted.to_string(),
        (Some(Value::Number(found)), Kind::Float(wanted)) => *found == wanted.to_string(),
        (Some(Value::Date(found)), Kind::Date(wanted)) => found == wanted,
        (Some(Value::Date(found)), Kind::Text(wanted)) => found.to_string() == *wanted,
        (Some(Value::Time(found)), Kind::Text(wanted)) => {
            crate::notation::read_time_of_day(wanted) == Some(*found)
        }
        (Some(Value::Reply(found)), Kind::Text(wanted)) => {
            crate::notation::read_reply(wanted).is_ok_and(|wanted| wanted == *found)
        }
        _ => false,
    }
}
