//! Which keys belong to a channel, which to a part or a change, and where one belongs that is misplaced.

use super::super::Dataset;
use super::scope::{Scopes, check_provenance};
use super::top::check_calendars;
use crate::dataset::field::{FIELDS, FieldType, field_of};
use crate::dataset::keys::{CHANGE_KEYS, CHANNEL_KEYS, PROVENANCE_KEYS, Whose};
use crate::decode::{Cursor, Reader, Table};
use crate::diagnostic::{Diagnostic, codes};
use crate::wording::{Wording, words};

/// Where a key belongs that stands here by mistake: TOML takes every key after a sub-table's header
/// for the sub-table's.
fn misplaced(key: &str) -> Option<Wording> {
    match key {
        "like" | "part" | "change" => Some(words(
            format!("`{key}` は窓口そのもの(`[channel.…]`)に書いてください"),
            format!("`{key}` belongs to the channel itself (`[channel.…]`)"),
        )),
        "timezone" | "region" | "review_after" | "ours" | "valid_until" => Some(words(
            format!("`{key}` はファイルの先頭、最初の `[…]` より前に書いてください"),
            format!("`{key}` belongs to the top of the file, before the first `[…]`"),
        )),
        "on" | "until" => Some(words(
            format!("`{key}` は `[[channel.….change]]` の中に書いてください"),
            format!("`{key}` belongs below `[[channel.….change]]`"),
        )),
        _ => None,
    }
}

/// Reports keys that a channel, part or change does not have, saying where they belong.
pub(super) fn check_keys(reader: &Reader<'_>, dataset: &Dataset, table: &Table, whose: Whose) {
    check_provenance(reader, table);
    if let Some(entry) = table.get("closed_on") {
        check_calendars(reader, dataset, &entry.value);
    }
    let own = dataset.columns.iter().map(|column| column.key.as_str());
    let mut known: Vec<&str> = FIELDS.iter().map(|field| field.key).chain(own).collect();
    let besides = CHANNEL_KEYS.iter().map(|key| key.name);
    known.extend(besides.filter(|key| whose.has(key)));
    if whose == Whose::Change {
        known.extend(CHANGE_KEYS.iter().map(|key| key.name));
    }
    Cursor::new(reader, table).finish_knowing(&known, misplaced);
    // `verified = { hours = … }` names fields, too.
    for key in PROVENANCE_KEYS {
        if let Some(by_field) = table.get(key.name).and_then(|entry| entry.value.as_table()) {
            Cursor::new(reader, by_field).finish_knowing(&known, |_| None);
        }
    }
}

/// TOML takes every key after `[[….change]]` for the change's. Words that the channel does not
/// have without the change were most likely meant for the channel; hours, a status or a number may
/// well be new from a day on.
pub(super) fn check_changes_something(
    reader: &Reader<'_>,
    dataset: &Dataset,
    change: &Table,
    channel: &Scopes<'_>,
) {
    let own = [
        "on",
        "until",
        "closed_on",
        "source",
        "verified",
        "verified_by",
    ];
    let fields = change
        .entries
        .iter()
        .filter(|entry| !own.contains(&entry.key.as_str()));
    for entry in fields.filter(|entry| channel.entry(&entry.key).is_none()) {
        let is_text = |kind: &FieldType| matches!(kind, FieldType::Text | FieldType::Plain);
        let own = dataset
            .columns
            .iter()
            .find(|column| column.key == entry.key);
        let is_words = field_of(&entry.key).is_some_and(|field| is_text(&field.kind))
            || own.is_some_and(|column| is_text(&column.kind));
        if !is_words {
            continue;
        }
        let key = &entry.key;
        reader.report(
            Diagnostic::new(
                codes::MISPLACED_KEY,
                reader.place(entry.key_span),
                words(
                    format!("窓口に `{key}` がないのに、変更の中に書かれています"),
                    format!("this changes `{key}`, which the channel does not have"),
                ),
            )
            .help(words(
                "窓口の項目なら、`[[….change]]` より前、`[channel.…]` のすぐ下に移してください",
                "if it is the channel's own, move it above `[[….change]]`, right below `[channel.…]`",
            )),
        );
    }
}
