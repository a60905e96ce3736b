//! `[check]` of the config: what findings count for.

use super::read::as_table;
use super::{Check, Denied, External, LEVELS, Level};
use crate::decode::{Cursor, Reader};
use crate::diagnostic::{ALL_CODES, Code, Diagnostic, Severity, codes, did_you_mean, find_code};
use crate::text::Spanned;
use crate::wording::words;

/// Reads the table.
pub(super) fn check(table: Cursor<'_>) -> Check {
    let reader = table.reader();
    let deny = table
        .texts("deny")
        .unwrap_or_default()
        .into_iter()
        .filter_map(|name| {
            let denied = Denied::of_name(&name.value);
            if denied.is_none() {
                unknown_code(reader, &name);
            }
            denied
        });
    let check = Check {
        deny: deny.collect(),
        year_end_by: table
            .text("year_end_by")
            .and_then(|day| month_and_day(reader, &day)),
        severity: table
            .table("severity")
            .map(|levels| severities(&levels))
            .unwrap_or_default(),
        paths: table.table("paths").map_or_else(Vec::new, |paths| {
            let of_path = |entry: &crate::decode::Entry| {
                let levels = as_table(reader, &entry.value)?;
                let path = Spanned::new(entry.key.clone(), entry.key_span);
                Some((path, levels_of(reader, &levels.entries)))
            };
            paths.entries().iter().filter_map(of_path).collect()
        }),
        external: table.table("external").map(external).unwrap_or_default(),
    };
    table.finish();
    check
}

fn external(table: Cursor<'_>) -> External {
    let default = External::default();
    let timeout = table.integer("timeout");
    let timeout = timeout.and_then(|seconds| u64::try_from(seconds).ok());
    let skip = table.texts("skip").unwrap_or_default();
    let external = External {
        skip: skip.into_iter().map(|start| start.value).collect(),
        timeout: timeout.unwrap_or(default.timeout),
        private: table.boolean("private").unwrap_or(default.private),
    };
    table.finish();
    external
}

fn month_and_day(reader: &Reader<'_>, text: &Spanned<String>) -> Option<(i8, i8)> {
    let read = || {
        let date = crate::civil::read_date(&format!("2024-{}", text.value))?;
        Some((date.month(), date.day()))
    };
    if read().is_none() {
        reader.bad_value(
            text.span,
            words(
                format!("`{}` は `12-01` の形の月日ではありません", text.value),
                format!("`{}` is no month and day such as `12-01`", text.value),
            ),
        );
    }
    read()
}

fn severities(table: &Cursor<'_>) -> Vec<(Code, Level)> {
    levels_of(table.reader(), table.entries())
}

fn levels_of(reader: &Reader<'_>, entries: &[crate::decode::Entry]) -> Vec<(Code, Level)> {
    let level = |entry: &crate::decode::Entry| {
        let name = Spanned::new(entry.key.clone(), entry.key_span);
        let code = find_code(&entry.key);
        if code.is_none() {
            unknown_code(reader, &name);
        }
        let wanted = reader.text_of(&entry.value)?;
        let found = LEVELS.iter().find(|level| level.word == wanted);
        if found.is_none() {
            reader.report(
                Diagnostic::new(
                    codes::BAD_VALUE,
                    reader.place(entry.value.span),
                    words(
                        format!("`{wanted}` という重さはありません"),
                        format!("there is no severity `{wanted}`"),
                    ),
                )
                .maybe_help(did_you_mean(&wanted, LEVELS.iter().map(|level| level.word))),
            );
        }
        Some((code?, level_of(found?.word)))
    };
    entries.iter().filter_map(level).collect()
}

fn level_of(word: &str) -> Level {
    match word {
        "error" => Level::Report(Severity::Error),
        "warning" => Level::Report(Severity::Warning),
        "hint" => Level::Report(Severity::Hint),
        _ => Level::Off,
    }
}

fn unknown_code(reader: &Reader<'_>, name: &Spanned<String>) {
    let known = ALL_CODES.iter().map(|code| code.name()).chain(["warnings"]);
    reader.report(
        Diagnostic::new(
            codes::BAD_VALUE,
            reader.place(name.span),
            words(
                format!("`{}` という指摘の種類はありません", name.value),
                format!("no finding has the code `{}`", name.value),
            ),
        )
        .maybe_help(did_you_mean(&name.value, known)),
    );
}
