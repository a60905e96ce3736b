//! `notices.toml`: what is known to happen, with its dates.

use super::super::{Dataset, Effect, Notice};
use super::File;
use super::cells::{CellReader, text_of};
use super::hours::read_hours;
use super::scope::{Scopes, check_provenance};
use super::tables::check_channel;
use super::top::calendar_names;
use crate::civil::Date;
use crate::dataset::keys::{NOTICE, NOTICES_FILE, PROVENANCE_KEYS};
use crate::decode::{Cursor, Entry, Kind, Node, Reader, Table};
use crate::diagnostic::{Bag, Diagnostic, codes};
use crate::text::Spanned;
use crate::wording::words;

const DAY: u16 = 24 * 60;

/// Reads the notices.
pub(super) fn read_notices(file: &File, dataset: &Dataset, bag: &mut Bag) -> Vec<Notice> {
    let reader = Reader::new(&file.origin);
    let top = Cursor::of(&reader, &file.table, NOTICES_FILE);
    for key in PROVENANCE_KEYS {
        top.node(key.name);
    }
    check_provenance(&reader, &file.table);
    super::top::literal(&top);
    let notices = top.table("notice").map_or_else(Vec::new, |notices| {
        notices
            .entries()
            .iter()
            .filter_map(|entry| notice(&reader, entry, file, dataset))
            .collect()
    });
    top.finish();
    bag.absorb(reader.into_bag());
    notices
}

fn notice(reader: &Reader<'_>, entry: &Entry, file: &File, dataset: &Dataset) -> Option<Notice> {
    let Some(table) = entry.value.as_table() else {
        reader.wrong_type(&entry.value, &words("表", "a table"));
        return None;
    };
    check_provenance(reader, table);
    let cursor = Cursor::of(reader, table, NOTICE);
    let channels = cursor.texts("channels").unwrap_or_default();
    for channel in &channels {
        check_channel(reader, dataset, channel);
    }
    let from = cursor.node("from").and_then(|node| moment(reader, node, 0));
    let until = cursor
        .node("until")
        .and_then(|node| moment(reader, node, DAY));
    let text = cursor.node("text").and_then(|node| text_of(reader, node));
    let effect = effect(&cursor, table, file, dataset);
    for key in PROVENANCE_KEYS {
        cursor.node(key.name);
    }
    cursor.finish();
    if table.get("from").is_none() {
        let message = words(
            format!("お知らせ `{}` に `from` がありません", entry.key),
            format!("notice `{}` has no `from`", entry.key),
        );
        let told = Diagnostic::new(codes::MISSING_KEY, reader.place(entry.key_span), message);
        reader.report(told.help(words(
            "いつからかを `from = 2026-12-01` のように書いてください",
            "write from when on, like `from = 2026-12-01`",
        )));
    }
    let from = from?;
    if let Some(until) = until.as_ref().filter(|until| until.value < from.value) {
        reader.report(
            Diagnostic::new(
                codes::BAD_VALUE,
                reader.place(until.span),
                words("`until` が `from` より前です", "`until` is before `from`"),
            )
            .label(reader.place(from.span), words("始まり", "it begins here"))
            .help(words(
                "どちらかの日付を直してください",
                "correct one of the two dates",
            )),
        );
    }
    Some(Notice {
        id: entry.key.clone(),
        place: reader.place(entry.key_span),
        channels,
        from,
        until,
        effect,
        text,
    })
}

/// `effect` or `hours`.
fn effect(cursor: &Cursor<'_>, table: &Table, file: &File, dataset: &Dataset) -> Effect {
    let reader = cursor.reader();
    let effect = cursor.word("effect");
    let hours = cursor.node("hours").and_then(|node| {
        let calendars = calendar_names(dataset);
        let cells = CellReader {
            reader,
            region: &dataset.region,
            calendars: &calendars,
        };
        let scopes = Scopes {
            tables: vec![table],
            top: &file.table,
        };
        read_hours(&cells, node, &scopes)
    });
    if let (Some(effect), Some(_)) = (&effect, &hours) {
        reader.bad_value(
            effect.span,
            words(
                "`effect` と `hours` の両方は書けません",
                "a notice has an `effect` or `hours`, not both",
            ),
        );
    }
    match (effect, hours) {
        (Some(effect), None) if effect.value == "closed" => Effect::Closed,
        (_, Some(hours)) => Effect::Hours(Box::new(hours)),
        _ => Effect::None,
    }
}

/// A day, or a day and a time; a day alone means its `minute`.
fn moment(reader: &Reader<'_>, node: &Node, minute: u16) -> Option<Spanned<(Date, u16)>> {
    let found = match &node.kind {
        Kind::Date(date) => Some((*date, minute)),
        Kind::DateTime(date, minute) => Some((*date, *minute)),
        Kind::Text(text) => crate::civil::read_date(text).map(|date| (date, minute)),
        _ => None,
    };
    if found.is_none() {
        reader.wrong_type(
            node,
            &words(
                "`2026-11-01` か `2026-11-01T09:00:00` の形の日時",
                "a date such as `2026-11-01` or `2026-11-01T09:00:00`",
            ),
        );
    }
    found.map(|found| Spanned::new(found, node.span))
}
