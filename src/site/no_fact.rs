//! What is wrong with a path that names no fact, and which path was probably meant.

use unicode_normalization::UnicodeNormalization as _;

use super::fact::Asker;
use crate::dataset::field::FIELDS;
use crate::dataset::{Channel, Dataset, Record};
use crate::diagnostic::{Diagnostic, Fix, Place, codes, nearest};
use crate::wording::{Language, words};

impl Asker<'_, '_> {
    fn at(&self, code: crate::diagnostic::Code, message: crate::wording::Wording) -> Diagnostic {
        Diagnostic::new(
            code,
            Place::new(self.file, self.placeholder.path_span),
            message,
        )
    }

    /// Nobody is called that: the nearest channel or table, or the path that an alias stands for.
    pub(super) fn unknown(&self, parts: &[&str]) -> Box<Diagnostic> {
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
        // `phone．hours` and `phone hours` are one part to who splits at dots.
        let plain: String = parts.join(".").nfkc().collect();
        let meant: Vec<&str> = plain
            .split(['.', ' ', '/', ':'])
            .filter(|part| !part.is_empty())
            .collect();
        let near = meant.first().and_then(|first| nearest(first, names));
        let help = near.map(|near| {
            let mut right = meant.clone();
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

    pub(super) fn no_field(
        &self,
        record: &Record,
        channel: Option<&Channel>,
        name: &str,
    ) -> Box<Diagnostic> {
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
            let parts = channel
                .filter(|channel| std::ptr::eq(&raw const channel.record, record))
                .map_or(&[][..], |channel| channel.parts.as_slice());
            let all: Vec<String> = record
                .cells
                .keys()
                .chain(parts.iter().map(|part| &part.id))
                .map(|key| format!("`{key}`"))
                .collect();
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
    pub(super) fn missing(
        &self,
        record: &Record,
        channel: Option<&Channel>,
        field: &str,
    ) -> Box<Diagnostic> {
        let owner = owner(record, channel);
        let mut parts: Vec<String> = channel
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
        if field == "languages" {
            let spoken = record
                .cells
                .keys()
                .filter(|key| key.starts_with("languages."));
            parts.extend(spoken.map(|key| format!("`{{{{ {owner}.{key} }}}}`")));
        }
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
                    format!("`{owner}` の `{field}` は一つではなく、その部分ごとにあります"),
                    format!("`{owner}` has no single `{field}`; its parts have"),
                ),
            )
            .help(words(
                format!("どれかを選んでください: {}", parts.join("、")),
                format!("choose one: {}", parts.join(", ")),
            )),
        )
    }

    pub(super) fn no_form(&self, field: &str, form: &str) -> Box<Diagnostic> {
        const FORMS: [&str; 12] = [
            "short", "times", "weekdays", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "opens",
            "closes",
        ];
        let near = nearest(form.rsplit('.').next().unwrap_or(form), FORMS);
        let finding = self.no_forms(field, form);
        Box::new(finding.maybe_help(near.map(|near| {
            words(
                format!("`.{near}` ではありませんか"),
                format!("did you mean `.{near}`?"),
            )
        })))
    }

    pub(super) fn no_forms(&self, field: &str, form: &str) -> Box<Diagnostic> {
        let message = words(
            format!("`{field}` に `.{form}` という書き方はありません"),
            format!("`{field}` has no `.{form}`"),
        );
        Box::new(self.at(codes::UNKNOWN_FACT, message).help(words(
            "書き方を選べるのは時間の項目だけで、`.short` `.times` `.weekdays` `.mon` … `.sun` と、曜日の後の `.opens` `.closes` があります",
            "only hours have forms: `.short`, `.times`, `.weekdays`, `.mon` … `.sun`, and of these days `.opens` and `.closes`",
        )))
    }

    pub(super) fn wants_column(&self, row: &Record, id: &str) -> Box<Diagnostic> {
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

    pub(super) fn no_row(
        &self,
        table: &crate::dataset::TypedTable,
        id: Option<&str>,
    ) -> Box<Diagnostic> {
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
