//! `{{ phone.hours }}`: from a path to a fact of the dataset, or to what is wrong with the path.

use super::Site;
use crate::civil::Weekday;
use crate::dataset::field::{FIELDS, FieldType, PROVENANCE, field_of};
use crate::dataset::{Cell, Channel, Dataset, Record, Value};
use crate::diagnostic::{Diagnostic, Fix, Place, codes, nearest};
use crate::page::Placeholder;
use crate::text::SourcePath;
use crate::wording::{Language, words};

/// A fact that a path names, and in which form it is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact<'d> {
    /// Whose fact it is.
    pub record: &'d Record,
    /// The channel it belongs to, if it is one's.
    pub channel: Option<&'d Channel>,
    /// What is asked for.
    pub asked: Asked<'d>,
}

/// What is asked of a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'d> {
    /// A cell, in a form.
    Cell(&'d str, &'d Cell, Form),
    /// The next day on which it is closed.
    NextClosed,
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

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl<'a> Site<'a> {
    /// The fact that a placeholder names.
    pub(super) fn fact(
        &self,
        placeholder: &Placeholder,
        file: &SourcePath,
    ) -> Result<Fact<'a>, Box<Diagnostic>> {
        let asker = Asker {
            dataset: self.dataset,
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

struct Asker<'s, 'd> {
    dataset: &'d Dataset,
    placeholder: &'s Placeholder,
    file: &'s SourcePath,
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
        let asked = |asked| {
            Ok(Fact {
                record,
                channel,
                asked,
            })
        };
        if rest.is_empty() {
            let (key, cell) =
                cell_of(record, "name").ok_or_else(|| self.missing(record, channel, "name"))?;
            return asked(Asked::Cell(key, cell, Form::Whole));
        }
        if rest == ["next_closed"] && channel.is_some() {
            return match record.hours("hours") {
                Some(_) => asked(Asked::NextClosed),
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
                (Value::Unknown, _) => Err(self.missing(record, channel, key)),
                (_, []) => asked(Asked::Cell(key, cell, Form::Whole)),
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
                channel,
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

    fn at(&self, code: crate::diagnostic::Code, message: crate::wording::Wording) -> Diagnostic {
        Diagnostic::new(
            code,
            Place::new(self.file, self.placeholder.path_span),
            message,
        )
    }

    /// Nobody is called that: the nearest channel or table, or the path that an alias stands for.
    fn unknown(&self, parts: &[&str]) -> Box<Diagnostic> {
        let path = &self.placeholder.path;
        if let Some(right) = self.right_path(parts) {
            return Box::new(
                self.at(
                    codes::ALIAS_AS_PATH,
                    words(
                        format!("`{path}` は呼び名で書かれています"),
                        format!("`{path}` is written with words for readers"),
                    ),
                )
                .help(words(
                    format!("`{{{{ {right} }}}}` と書いてください"),
                    format!("write `{{{{ {right} }}}}`"),
                ))
                .fix(Fix::replace(self.file, self.placeholder.path_span, right)),
            );
        }
        let names = self
            .dataset
            .channels
            .iter()
            .map(Channel::id)
            .chain(self.dataset.tables.keys().map(String::as_str));
        let near = nearest(parts[0], names);
        let help = near.map(|near| {
            let mut right = parts.to_vec();
            right[0] = near;
            words(
                format!("`{{{{ {} }}}}` ではありませんか", right.join(".")),
                format!("did you mean `{{{{ {} }}}}`?", right.join(".")),
            )
        });
        let help = help.unwrap_or_else(|| {
            words(
                "データにある窓口か表の名前で始めてください。`{{` をそのまま表示するには `\\{{` と書きます",
                "begin with the name of a channel or table of the data; to print braces write `\\{{`",
            )
        });
        Box::new(
            self.at(
                codes::UNKNOWN_FACT,
                words(
                    format!(
                        "`{path}` という事実はデータにありません(`{}` という窓口も表もありません)",
                        parts[0]
                    ),
                    format!(
                        "no fact `{path}`: there is no channel or table `{}`",
                        parts[0]
                    ),
                ),
            )
            .help(help),
        )
    }

    /// The path that words for readers stand for: 電話.営業時間 → phone.hours.
    fn right_path(&self, parts: &[&str]) -> Option<String> {
        let channel = self.dataset.channels.iter().find(|channel| {
            channel
                .aliases()
                .iter()
                .any(|alias| alias.value == parts[0])
                || channel.record.text("name").is_some_and(|name| {
                    name.variants
                        .iter()
                        .any(|variant| variant.markdown == parts[0])
                })
        })?;
        let rest = parts[1..]
            .iter()
            .map(|part| field_by_label(self.dataset, part).unwrap_or((*part).to_owned()));
        let path: Vec<String> = std::iter::once(channel.id().to_owned())
            .chain(rest)
            .collect();
        Some(path.join("."))
    }

    fn no_field(&self, record: &Record, channel: Option<&Channel>, name: &str) -> Box<Diagnostic> {
        let owner = owner(record, channel);
        if let Some(key) = field_by_label(self.dataset, name).filter(|_| channel.is_some()) {
            let right = self.placeholder.path.replacen(name, &key, 1);
            return Box::new(
                self.at(
                    codes::ALIAS_AS_PATH,
                    words(
                        format!("`{name}` は項目の見出しです"),
                        format!("`{name}` is a field's printed label"),
                    ),
                )
                .help(words(
                    format!("`{{{{ {right} }}}}` と書いてください"),
                    format!("write `{{{{ {right} }}}}`"),
                ))
                .fix(Fix::replace(self.file, self.placeholder.path_span, right)),
            );
        }
        let mut known: Vec<&str> = record.cells.keys().map(String::as_str).collect();
        if let Some(channel) = channel {
            known.extend(FIELDS.iter().map(|field| field.key));
            known.extend(channel.parts.iter().map(|part| part.id.as_str()));
            known.push("next_closed");
        }
        let help = nearest(name, known.iter().copied()).map(|near| {
            let right = self.placeholder.path.replacen(name, near, 1);
            words(
                format!("`{{{{ {right} }}}}` ではありませんか"),
                format!("did you mean `{{{{ {right} }}}}`?"),
            )
        });
        let help = help.unwrap_or_else(|| {
            let all: Vec<String> = record.cells.keys().map(|key| format!("`{key}`")).collect();
            words(
                format!("`{owner}` にあるのは {}", all.join("、")),
                format!("`{owner}` has {}", all.join(", ")),
            )
        });
        Box::new(
            self.at(
                codes::UNKNOWN_FACT,
                words(
                    format!("`{owner}` に `{name}` という項目はありません"),
                    format!("`{owner}` has no field `{name}`"),
                ),
            )
            .help(help)
            .label(
                record.place.clone(),
                words("ここで決まっています", "it is declared here"),
            ),
        )
    }

    /// The field exists, but says nothing here; its parts may.
    fn missing(&self, record: &Record, channel: Option<&Channel>, field: &str) -> Box<Diagnostic> {
        let owner = owner(record, channel);
        let parts: Vec<String> = channel
            .filter(|channel| std::ptr::eq(&raw const channel.record, record))
            .map(|channel| {
                let has = channel
                    .parts
                    .iter()
                    .filter(|part| part.value(field).is_some());
                has.map(|part| format!("`{{{{ {owner}.{}.{field} }}}}`", part.id))
                    .collect()
            })
            .unwrap_or_default();
        if parts.is_empty() {
            return Box::new(
                self.at(
                    codes::UNKNOWN_FACT,
                    words(
                        format!("`{owner}` の `{field}` はデータに書かれていません"),
                        format!("the data does not say `{field}` of `{owner}`"),
                    ),
                )
                .label(
                    record.place.clone(),
                    words("ここに書き加えられます", "it could be said here"),
                )
                .help(words(
                    "データに書き加えるか、文から外してください",
                    "add it to the data, or leave it out of the sentence",
                )),
            );
        }
        Box::new(
            self.at(
                codes::AMBIGUOUS_FACT,
                words(
                    format!("`{field}` は `{owner}` そのものではなく、その部分ごとにあります"),
                    format!("`{owner}` itself has no `{field}`; its parts have"),
                ),
            )
            .help(words(
                format!("どれかを選んでください: {}", parts.join("、")),
                format!("choose one: {}", parts.join(", ")),
            )),
        )
    }

    fn no_form(&self, field: &str, form: &str) -> Box<Diagnostic> {
        const FORMS: [&str; 10] = [
            "short", "times", "weekdays", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        ];
        let last = form.rsplit('.').next().unwrap_or(form);
        let near = nearest(last, FORMS.into_iter().chain(["opens", "closes"]));
        let finding = self.no_forms(field, form);
        Box::new(finding.maybe_help(near.map(|near| {
            words(
                format!("`.{near}` ではありませんか"),
                format!("did you mean `.{near}`?"),
            )
        })))
    }

    fn no_forms(&self, field: &str, form: &str) -> Box<Diagnostic> {
        let message = words(
            format!("`{field}` に `.{form}` という書き方はありません"),
            format!("`{field}` has no `.{form}`"),
        );
        Box::new(self.at(codes::UNKNOWN_FACT, message).help(words(
            "書き方を選べるのは時間の項目だけで、`.short` `.times` `.weekdays` `.mon` … `.sun` と、曜日の後の `.opens` `.closes` があります",
            "only hours have forms: `.short`, `.times`, `.weekdays`, `.mon` … `.sun`, and of these days `.opens` and `.closes`",
        )))
    }

    fn wants_column(&self, row: &Record, id: &str) -> Box<Diagnostic> {
        let columns: Vec<String> = row
            .cells
            .keys()
            .map(|key| format!("`{}.{key}`", self.placeholder.path))
            .collect();
        Box::new(
            self.at(
                codes::UNKNOWN_FACT,
                words(
                    format!("行 `{id}` のどの列かが書かれていません"),
                    format!("which column of the row `{id}`?"),
                ),
            )
            .help(words(
                format!("使えるのは {}", columns.join("、")),
                format!("known here: {}", columns.join(", ")),
            )),
        )
    }

    fn no_row(&self, table: &crate::dataset::TypedTable, id: Option<&str>) -> Box<Diagnostic> {
        let known = table.rows.iter().map(|row| row.id.as_str());
        let message = match id {
            Some(id) => words(
                format!("表 `{}` に `{id}` という行はありません", table.name),
                format!("the table `{}` has no row `{id}`", table.name),
            ),
            None => words(
                format!("表 `{}` のどの行かが書かれていません", table.name),
                format!("which row of the table `{}`?", table.name),
            ),
        };
        let help = crate::diagnostic::did_you_mean(id.unwrap_or_default(), known);
        Box::new(self.at(codes::UNKNOWN_FACT, message).maybe_help(help))
    }
}

fn owner(record: &Record, channel: Option<&Channel>) -> String {
    match channel {
        Some(channel) if !std::ptr::eq(&raw const channel.record, record) => {
            format!("{}.{}", channel.id(), record.id)
        }
        _ => record.id.clone(),
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

/// The key of a field that readers know by a label.
fn field_by_label(dataset: &Dataset, label: &str) -> Option<String> {
    const ALSO: [(&str, &str); 6] = [
        ("営業時間", "hours"),
        ("時間", "hours"),
        ("番号", "number"),
        ("電話番号", "number"),
        ("名前", "name"),
        ("名称", "name"),
    ];
    let builtin = FIELDS.iter().find(|field| {
        [Language::Japanese, Language::English]
            .iter()
            .any(|language| field.label().of(*language).eq_ignore_ascii_case(label))
    });
    builtin
        .map(|field| field.key.to_owned())
        .or_else(|| {
            ALSO.iter()
                .find(|(word, _)| *word == label)
                .map(|(_, key)| (*key).to_owned())
        })
        .or_else(|| {
            let of = |column: &&crate::dataset::Column| {
                column.label.as_ref().is_some_and(|text| {
                    text.variants
                        .iter()
                        .any(|variant| variant.markdown == label)
                })
            };
            dataset
                .columns
                .iter()
                .find(of)
                .map(|column| column.key.clone())
        })
}

fn form(rest: &[&str]) -> Option<Form> {
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
            if cell.value == Value::Unknown {
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

/// Whether values of a type are hours.
pub(super) fn is_hours(kind: &FieldType) -> bool {
    *kind == FieldType::Hours
}
