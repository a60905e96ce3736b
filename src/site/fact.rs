//! `{{ phone.hours }}`: from a path to a fact of the dataset, or to what is wrong with the path.

use super::Site;
use crate::civil::Weekday;
use crate::dataset::field::{FIELDS, FieldType, PROVENANCE, field_of};
use crate::dataset::{Cell, Channel, Dataset, Record, Value};
use crate::diagnostic::Diagnostic;
use crate::page::Placeholder;
use crate::text::SourcePath;

/// A fact that a path names, and in which form it is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact<'d> {
    /// Whose fact it is.
    pub record: &'d Record,
    /// What is asked for.
    pub asked: Asked<'d>,
}

/// What is asked of a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'d> {
    /// A cell, in a form.
    Cell(&'d str, &'d Cell, Form),
    /// The next day on which a channel, or a part of one, is closed.
    NextClosed(&'d Channel, &'d Cell),
    /// Who vouches for it: `source`, `verified` or `verified_by`.
    Provenance(&'d str, &'d Cell),
}

/// In which form hours are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With exceptions: 平日 9:00〜17:30(土日祝を除く).
    Whole,
    /// Without exceptions.
    Short,
    /// Without words for days.
    Times,
    /// On weekdays without public holidays.
    Weekdays(Part),
    /// On one day.
    Day(Weekday, Part),
}

/// Which part of a day's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Times,
    /// When it opens.
    Opens,
    /// When it closes.
    Closes,
}

/// What is asked like a field but follows from the hours.
pub(super) const NEXT_CLOSED: &str = "next_closed";

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl Site {
    /// The fact that a placeholder names.
    pub(super) fn fact(
        &self,
        placeholder: &Placeholder,
        file: &SourcePath,
    ) -> Result<Fact<'_>, Box<Diagnostic>> {
        let asker = Asker {
            dataset: &self.dataset,
            placeholder,
            file,
        };
        asker.fact()
    }
}

/// The cell of a field path of a record: `hours`, `languages.ja`.
pub(super) fn cell_of<'d>(record: &'d Record, path: &str) -> Option<(&'d str, &'d Cell)> {
    record
        .cells
        .get_key_value(path)
        .map(|(key, cell)| (key.as_str(), cell))
}

/// A placeholder that asks for a fact.
pub(super) struct Asker<'s, 'd> {
    pub(super) dataset: &'d Dataset,
    pub(super) placeholder: &'s Placeholder,
    pub(super) file: &'s SourcePath,
}

type Answer<'d> = Result<Fact<'d>, Box<Diagnostic>>;

impl<'d> Asker<'_, 'd> {
    fn fact(&self) -> Answer<'d> {
        let path = &self.placeholder.path;
        let parts: Vec<&str> = path.split('.').map(str::trim).collect();
        if let Some(channel) = self.dataset.channel(parts[0]) {
            return match parts.get(1).and_then(|name| channel.part(name)) {
                Some(part) => self.of_record(part, Some(channel), &parts[2..]),
                None => self.of_record(&channel.record, Some(channel), &parts[1..]),
            };
        }
        if let Some(table) = self.dataset.tables.get(parts[0]) {
            let row = parts.get(1).and_then(|id| table.row(id));
            return match row {
                Some(row) if parts.len() > 2 => self.of_record(row, None, &parts[2..]),
                Some(row) => Err(self.wants_column(row, parts[1])),
                None => Err(self.no_row(table, parts.get(1).copied())),
            };
        }
        Err(self.unknown(&parts))
    }

    fn of_record(
        &self,
        record: &'d Record,
        channel: Option<&'d Channel>,
        rest: &[&str],
    ) -> Answer<'d> {
        let asked = |asked| Ok(Fact { record, asked });
        if rest.is_empty() {
            let (key, cell) =
                cell_of(record, "name").ok_or_else(|| self.missing(record, channel, "name"))?;
            return asked(Asked::Cell(key, cell, Form::Whole));
        }
        if let (["next_closed"], Some(of)) = (rest, channel) {
            return match next_closed(record, of) {
                Some(next_closed) => asked(next_closed),
                None => Err(self.missing(record, channel, "hours")),
            };
        }
        if let ([key], Some(_)) = (rest, channel)
            && let Some(field) = PROVENANCE.iter().find(|field| field.key == *key)
            && let Some(cell) = record.cells.values().next()
        {
            return asked(Asked::Provenance(field.key, cell));
        }
        let (field, form) = if rest[0] == "languages" && rest.len() > 1 {
            (format!("languages.{}", rest[1]), &rest[2..])
        } else {
            (rest[0].to_owned(), &rest[1..])
        };
        if let Some((key, cell)) = cell_of(record, &field) {
            return match (&cell.value, form) {
                // That a day has come is no mistake: the sentence then says that it is unknown.
                (Value::Unknown, _) if channel.is_some_and(|of| of.changes_say(key)) => {
                    asked(Asked::Cell(key, cell, Form::Whole))
                }
                (Value::Unknown, _) => Err(self.missing(record, channel, key)),
                (_, []) | (Value::Unreadable, _) => asked(Asked::Cell(key, cell, Form::Whole)),
                (Value::Hours(_), form) => match self::form(form) {
                    Some(form) => asked(Asked::Cell(key, cell, form)),
                    None => Err(self.no_form(key, &form.join("."))),
                },
                (_, form) => Err(self.no_forms(key, &form.join("."))),
            };
        }
        if field == "number"
            && let Some(only) = the_only_number(channel, record)
        {
            let (key, cell) =
                cell_of(only, "number").ok_or_else(|| self.missing(record, channel, "number"))?;
            return Ok(Fact {
                record: only,
                asked: Asked::Cell(key, cell, Form::Whole),
            });
        }
        if self.is_field(&field, record, channel) {
            return Err(self.missing(record, channel, &field));
        }
        Err(self.no_field(record, channel, rest[0]))
    }

    fn is_field(&self, field: &str, record: &Record, channel: Option<&Channel>) -> bool {
        let key = field.split('.').next().unwrap_or(field);
        if channel.is_some() {
            return field_of(key).is_some()
                || self.dataset.columns.iter().any(|column| column.key == key);
        }
        let mut tables = self.dataset.tables.values();
        tables.any(|table| {
            table.rows.iter().any(|row| std::ptr::eq(row, record)) && table.column(key).is_some()
        })
    }
}

/// The part that has the channel's one number.
fn the_only_number<'d>(channel: Option<&'d Channel>, record: &Record) -> Option<&'d Record> {
    let channel = channel.filter(|channel| std::ptr::eq(&raw const channel.record, record))?;
    let mut with = channel
        .parts
        .iter()
        .filter(|part| part.value("number").is_some());
    let first = with.next()?;
    with.next().is_none().then_some(first)
}

/// The question for the next closed day, if the hours are known.
pub(super) fn next_closed<'d>(record: &'d Record, channel: &'d Channel) -> Option<Asked<'d>> {
    let hours = record.cell("hours")?;
    let is_written = matches!(hours.value, Value::Hours(_) | Value::Unreadable);
    is_written.then_some(Asked::NextClosed(channel, hours))
}

/// Whether channels and parts can have what a path asks for: `hours.mon.opens`, `languages.ja`,
/// `backup.hours` through a column that names channels.
pub(super) fn is_of_channels(dataset: &Dataset, path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let (key, rest) = (parts[0], &parts[1..]);
    let own = || dataset.columns.iter().find(|column| column.key == key);
    let kind = field_of(key)
        .map(|field| &field.kind)
        .or_else(|| own().map(|column| &column.kind));
    match kind {
        Some(FieldType::Hours) => form(rest).is_some(),
        Some(FieldType::Languages) => rest.len() <= 1,
        Some(FieldType::Channel | FieldType::Channels) => {
            rest.is_empty() || is_of_channels(dataset, &rest.join("."))
        }
        Some(_) => rest.is_empty(),
        None => path == NEXT_CLOSED,
    }
}

/// What a path of channels and parts may have meant, written whole: all fields, or, where the path
/// begins well, all that may follow.
pub(super) fn paths_like(dataset: &Dataset, path: &str) -> Vec<String> {
    let (key, rest) = path
        .split_once('.')
        .map_or((path, None), |(key, rest)| (key, Some(rest)));
    let own = dataset.columns.iter().find(|column| column.key == key);
    let kind = field_of(key)
        .map(|field| &field.kind)
        .or_else(|| own.map(|column| &column.kind));
    match (kind, rest) {
        (Some(FieldType::Hours), Some(_)) => hours_paths(key),
        (Some(FieldType::Channel | FieldType::Channels), Some(rest)) => paths_like(dataset, rest)
            .into_iter()
            .map(|like| format!("{key}.{like}"))
            .collect(),
        _ => FIELDS
            .iter()
            .chain(PROVENANCE)
            .map(|field| field.key)
            .chain([NEXT_CLOSED])
            .chain(dataset.columns.iter().map(|column| column.key.as_str()))
            .map(str::to_owned)
            .collect(),
    }
}

/// Hours in every form.
pub(super) fn hours_paths(key: &str) -> Vec<String> {
    let days = DAYS.iter().map(|(day, _)| *day).chain(["weekdays"]);
    let forms = days.flat_map(|day| {
        [
            day.to_owned(),
            format!("{day}.opens"),
            format!("{day}.closes"),
        ]
    });
    ["short", "times"]
        .map(str::to_owned)
        .into_iter()
        .chain(forms)
        .map(|form| format!("{key}.{form}"))
        .collect()
}

/// The form that the rest of a path asks for: `weekdays.opens`.
pub(super) fn form(rest: &[&str]) -> Option<Form> {
    let part = |rest: &[&str]| match rest {
        [] => Some(Part::Times),
        ["opens"] => Some(Part::Opens),
        ["closes"] => Some(Part::Closes),
        _ => None,
    };
    match rest {
        ["short"] => Some(Form::Short),
        ["times"] => Some(Form::Times),
        ["weekdays", rest @ ..] => part(rest).map(Form::Weekdays),
        [day, rest @ ..] => {
            let (_, weekday) = DAYS.iter().find(|(name, _)| name == day)?;
            part(rest).map(|part| Form::Day(*weekday, part))
        }
        [] => Some(Form::Whole),
    }
}

/// The paths of all facts of the channels and tables, in the order of the data: what `{{ }}` may name.
pub fn all_facts(dataset: &Dataset) -> Vec<String> {
    let mut paths = Vec::new();
    let mut of = |owner: &str, record: &Record| {
        for (field, cell) in &record.cells {
            if !cell.value.is_known() {
                continue;
            }
            paths.push(format!("{owner}.{field}"));
            if matches!(cell.value, Value::Hours(_)) {
                paths.extend(
                    ["short", "times", "weekdays"]
                        .iter()
                        .map(|form| format!("{owner}.{field}.{form}")),
                );
            }
        }
    };
    for channel in &dataset.channels {
        of(channel.id(), &channel.record);
        for part in &channel.parts {
            of(&format!("{}.{}", channel.id(), part.id), part);
        }
    }
    for table in dataset.tables.values() {
        for row in &table.rows {
            of(&format!("{}.{}", table.name, row.id), row);
        }
    }
    paths
}
