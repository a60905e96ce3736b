//! The keys at the top of `channels.toml`.

use super::super::{Calendar, Column, Dataset};
use super::File;
use super::cells::text_of;
use super::scope::check_provenance;
use crate::dataset::field::{COLUMN_TYPES, FieldType, is_field_name};
use crate::dataset::keys::{CALENDAR, COLUMN, ONE_OF, PROVENANCE_KEYS};
use crate::dataset::read_date_range;
use crate::decode::{Cursor, Entry, Kind, Node, Reader};
use crate::diagnostic::{Diagnostic, Place, codes, did_you_mean};
use crate::notation::{Amount, CalendarNames, Count, Reply, ReplyUnit};
use crate::text::{Span, Spanned};
use crate::wording::words;

pub(super) const DEFAULT_TIME_ZONE: &str = "Asia/Tokyo";

/// Reads the top of the file; channels are read by the caller.
pub(super) fn read_top(file: &File, top: &Cursor<'_>) -> Dataset {
    let reader = top.reader();
    let mut dataset = Dataset {
        place: Some(Place::new(
            &file.origin.path,
            Span::at(file.table.span.start as usize),
        )),
        time_zone: top
            .text("timezone")
            .and_then(|zone| known_zone(reader, zone))
            .unwrap_or_else(|| DEFAULT_TIME_ZONE.into()),
        region: top
            .text("region")
            .map_or_else(|| "JP".into(), |region| region.value),
        review_after: top
            .text("review_after")
            .and_then(|text| days(reader, &text)),
        ours: top.boolean("ours").unwrap_or(false),
        valid_until: top.date("valid_until"),
        literal: literal(top),
        ..Dataset::default()
    };
    for key in PROVENANCE_KEYS {
        top.node(key.name);
    }
    check_provenance(reader, &file.table);
    if let Some(calendars) = top.table("calendar") {
        let read = |entry| Some((calendar(reader, entry)?, reader.place(entry.key_span)));
        (dataset.calendars, dataset.calendar_places) =
            calendars.entries().iter().filter_map(read).unzip();
    }
    if let Some(columns) = top.table("columns") {
        dataset.columns = columns
            .entries()
            .iter()
            .filter_map(|entry| column(reader, entry, true))
            .collect();
    }
    dataset
}

/// `check = { literal = […] }` at a data file's top.
pub(super) fn literal(top: &Cursor<'_>) -> Vec<Spanned<String>> {
    top.table("check").map_or_else(Vec::new, |check| {
        let literal = check.texts("literal").unwrap_or_default();
        check.finish();
        literal
    })
}

fn known_zone(reader: &Reader<'_>, zone: Spanned<String>) -> Option<String> {
    if crate::civil::is_time_zone(&zone.value) {
        return Some(zone.value);
    }
    reader.report(
        Diagnostic::new(
            codes::BAD_VALUE,
            reader.place(zone.span),
            words(
                format!("`{}` という時間帯はありません", zone.value),
                format!("there is no time zone `{}`", zone.value),
            ),
        )
        .maybe_help(did_you_mean(
            &zone.value,
            [
                "Asia/Tokyo",
                "Asia/Seoul",
                "Asia/Shanghai",
                "Europe/London",
                "Europe/Berlin",
                "America/New_York",
                "America/Los_Angeles",
                "UTC",
            ],
        )),
    );
    None
}

/// `"90 days"`, `"12 weeks"`.
fn days(reader: &Reader<'_>, text: &Spanned<String>) -> Option<i64> {
    let found = match crate::notation::read_reply(&text.value) {
        Ok(Reply::Takes {
            to:
                Amount {
                    count: Count::Exact(count),
                    unit: ReplyUnit::Days,
                },
            ..
        }) => Some(i64::from(count)),
        Ok(Reply::Takes {
            to:
                Amount {
                    count: Count::Exact(count),
                    unit: ReplyUnit::Weeks,
                },
            ..
        }) => Some(i64::from(count) * 7),
        _ => None,
    };
    if found.is_none() {
        reader.bad_value(
            text.span,
            words(
                format!("`{}` は `90 days` の形の期間ではありません", text.value),
                format!("`{}` is no period such as `90 days`", text.value),
            ),
        );
    }
    found
}

fn calendar(reader: &Reader<'_>, entry: &Entry) -> Option<Calendar> {
    let Some(table) = entry.value.as_table() else {
        reader.wrong_type(&entry.value, &words("表", "a table"));
        return None;
    };
    let cursor = Cursor::of(reader, table, CALENDAR);
    let name = cursor
        .node("name")
        .and_then(|node| text_of(reader, node))
        .unwrap_or_default();
    let of = |language: &str| {
        name.of(language, "ja")
            .map(|(variant, _)| variant.markdown.clone())
    };
    let mut ranges = Vec::new();
    for text in cursor.texts("dates").unwrap_or_default() {
        match read_date_range(&text.value) {
            Ok(range) => ranges.push(range),
            Err(error) => reader.bad_value(inside(&text, &error.at), error.words()),
        }
    }
    if cursor.node("dates").is_none() {
        reader.report(no_dates(reader.place(entry.key_span), &entry.key));
    }
    cursor.finish();
    Some(Calendar {
        id: entry.key.clone(),
        name: words(
            of("ja").unwrap_or_else(|| entry.key.clone()),
            of("en").unwrap_or_else(|| entry.key.clone()),
        ),
        ranges,
    })
}

/// A stretch of a quoted text's letters (right where no letter is escaped).
pub(super) fn inside(text: &Spanned<String>, at: &std::ops::Range<usize>) -> Span {
    if text.span.range().len() == text.value.len() + 2 {
        return Span::new(
            text.span.start as usize + 1 + at.start,
            text.span.start as usize + 1 + at.end,
        );
    }
    text.span
}

/// A column: `{ label = "…", type = "channels" }`.
pub(super) fn column(reader: &Reader<'_>, entry: &Entry, of_channels: bool) -> Option<Column> {
    let Some(table) = entry.value.as_table() else {
        reader.wrong_type(
            &entry.value,
            &words(
                "`{ label = \"…\" }` の形の表",
                "a table such as `{ label = \"…\" }`",
            ),
        );
        return None;
    };
    let cursor = Cursor::of(reader, table, COLUMN);
    let label = cursor.node("label").and_then(|node| text_of(reader, node));
    let kind = cursor
        .node("type")
        .map_or(FieldType::Text, |node| column_type(reader, node));
    cursor.finish();
    if of_channels && is_field_name(&entry.key) {
        reader.report(
            Diagnostic::new(
                codes::NAME_COLLISION,
                reader.place(entry.key_span),
                words(
                    format!("`{}` は窓口の項目としてすでにあります", entry.key),
                    format!("`{}` is already a field of every channel", entry.key),
                ),
            )
            .help(words(
                "別の名前の列にしてください",
                "give the column another name",
            )),
        );
        return None;
    }
    Some(Column {
        key: entry.key.clone(),
        place: reader.place(entry.key_span),
        label,
        kind,
    })
}

fn no_dates(place: Place, calendar: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            format!("暦 `{calendar}` に `dates` がありません"),
            format!("calendar `{calendar}` has no `dates`"),
        ),
    )
    .help(words(
        "その日を `dates = [\"12-29..01-03\"]` のように並べてください",
        "list its days, like `dates = [\"12-29..01-03\"]`",
    ))
}

fn no_words(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_KEY,
        place,
        words(
            "列の型に `one_of` がありません",
            "the column's type has no `one_of`",
        ),
    )
    .help(words(
        "`{ one_of = [\"高い\", \"低い\"] }` のように、使う語を並べてください",
        "list the words that may be used: `{ one_of = [\"high\", \"low\"] }`",
    ))
}

fn column_type(reader: &Reader<'_>, node: &Node) -> FieldType {
    match &node.kind {
        Kind::Table(table) => {
            let cursor = Cursor::of(reader, table, ONE_OF);
            if cursor.node("one_of").is_none() {
                reader.report(no_words(reader.place(node.span)));
            }
            let choices = cursor.texts("one_of").unwrap_or_default();
            cursor.finish();
            FieldType::OneOf(choices.into_iter().map(|choice| choice.value).collect())
        }
        Kind::Text(name) => COLUMN_TYPES.iter().find(|(of, _)| of == name).map_or_else(
            || {
                reader.report(
                    Diagnostic::new(
                        codes::BAD_VALUE,
                        reader.place(node.span),
                        words(
                            format!("`{name}` という列の型はありません"),
                            format!("there is no column type `{name}`"),
                        ),
                    )
                    .maybe_help(did_you_mean(name, COLUMN_TYPES.iter().map(|(of, _)| *of))),
                );
                FieldType::Text
            },
            |(_, kind)| kind.clone(),
        ),
        _ => {
            reader.wrong_type(
                node,
                &words(
                    "型の名前か `{ one_of = […] }`",
                    "a type's name or `{ one_of = […] }`",
                ),
            );
            FieldType::Text
        }
    }
}

/// The calendars by id and printed names, as the reader of notations wants them.
pub(super) fn calendar_names(dataset: &Dataset) -> Vec<CalendarNames> {
    dataset
        .calendars
        .iter()
        .map(|calendar| CalendarNames {
            id: calendar.id.clone(),
            names: vec![calendar.name.ja.to_string(), calendar.name.en.to_string()],
        })
        .collect()
}

/// Reports names in `closed_on` that are no calendars.
pub(super) fn check_calendars(reader: &Reader<'_>, dataset: &Dataset, node: &crate::decode::Node) {
    for name in reader.texts(node).unwrap_or_default() {
        if !dataset
            .calendars
            .iter()
            .any(|calendar| calendar.id == name.value)
        {
            reader.report(
                Diagnostic::new(
                    codes::UNKNOWN_REFERENCE,
                    reader.place(name.span),
                    words(
                        format!("`{}` という暦はありません", name.value),
                        format!("there is no calendar `{}`", name.value),
                    ),
                )
                .maybe_help(did_you_mean(
                    &name.value,
                    dataset
                        .calendars
                        .iter()
                        .map(|calendar| calendar.id.as_str()),
                )),
            );
        }
    }
}
