//! The columns of a table: which are asked for, whether they exist, what stands in the head.

use super::Of;
use crate::dataset::field::FieldType;
use crate::decode::{Cursor, Kind, Node, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::site::Site;
use crate::site::fact::{form, hours_paths, is_of_channels, paths_like};
use crate::site::joined::{HeadCell, Rich};
use crate::site::joining::Joining;
use crate::site::link::View;
use crate::text::Spanned;
use crate::wording::words;

/// A column that is asked for.
pub(in crate::site) struct Asked {
    /// `hours`, `languages.ja`, `channel.hours`
    pub path: String,
    label: Option<Rich>,
}

impl Site {
    pub(super) fn asked_columns(
        &self,
        arguments: &Cursor<'_>,
        of: Option<Of<'_>>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Vec<Asked>> {
        let reader = arguments.reader();
        let Some(node) = arguments.node("columns") else {
            return of.map(|of| Self::all_columns(of));
        };
        let Some(list) = node.as_list() else {
            reader.wrong_type(node, &words("列の並び", "a list of columns"));
            return None;
        };
        let column = |node: &Node| {
            let (path, label) = match &node.kind {
                Kind::Table(table) => {
                    let cursor = Cursor::new(reader, table);
                    let key = cursor.required_text("key");
                    let label = cursor
                        .node("label")
                        .and_then(|node| self.words_of(reader, node, view, joining));
                    cursor.finish();
                    (key?, label)
                }
                _ => (reader.text(node)?, None),
            };
            if let Some(of) = of {
                self.check_column(reader, of, &path);
            }
            Some(Asked {
                path: path.value,
                label,
            })
        };
        Some(list.iter().filter_map(column).collect())
    }

    /// Without `columns`: those of the table; of channels the ones most readers look for.
    fn all_columns(of: Of<'_>) -> Vec<Asked> {
        let asked = |path: &str| Asked {
            path: path.to_owned(),
            label: None,
        };
        match of {
            Of::Channels => ["name", "hours", "reply"].map(asked).into(),
            Of::Parts(_) => ["name", "number", "cost", "hours"].map(asked).into(),
            Of::Table(table) => table
                .columns
                .iter()
                .map(|column| asked(&column.key))
                .collect(),
        }
    }

    /// Whether a row of the table can have a column; one that none can have is reported.
    pub(super) fn check_column(
        &self,
        reader: &Reader<'_>,
        of: Of<'_>,
        path: &Spanned<String>,
    ) -> bool {
        let key = path.value.trim_start_matches('-');
        let (good, known) = self.judge_column(of, key);
        if good {
            return true;
        }
        reader.report(
            Diagnostic::new(
                codes::UNKNOWN_FACT,
                reader.place(path.span),
                words(
                    format!("`{key}` という列はありません"),
                    format!("there is no column `{key}`"),
                ),
            )
            .maybe_help(did_you_mean(key, known.iter().map(String::as_str))),
        );
        false
    }

    /// Whether rows can have a column, and what it might have been.
    fn judge_column(&self, of: Of<'_>, key: &str) -> (bool, Vec<String>) {
        let Of::Table(table) = of else {
            return (
                is_of_channels(&self.dataset, key),
                paths_like(&self.dataset, key),
            );
        };
        let (first, rest) = key
            .split_once('.')
            .map_or((key, None), |(first, rest)| (first, Some(rest)));
        let all = || {
            table
                .columns
                .iter()
                .map(|column| column.key.clone())
                .collect()
        };
        match (table.column(first).map(|column| &column.kind), rest) {
            (Some(FieldType::Channel | FieldType::Channels), Some(rest)) => {
                let like = paths_like(&self.dataset, rest).into_iter();
                (
                    is_of_channels(&self.dataset, rest),
                    like.map(|like| format!("{first}.{like}")).collect(),
                )
            }
            (Some(FieldType::Hours), Some(rest)) => {
                let form = form(&rest.split('.').collect::<Vec<_>>());
                (form.is_some(), hours_paths(first))
            }
            (Some(_), Some(_)) => (false, vec![first.to_owned()]),
            (Some(_), None) => (true, Vec::new()),
            (None, _) => (first == "source" || first == "verified", all()),
        }
    }

    pub(super) fn row_head(
        reader: &Reader<'_>,
        columns: &[Asked],
        wanted: Option<&Spanned<String>>,
    ) -> usize {
        let position = |key: &str| columns.iter().position(|column| column.path == key);
        if let Some(wanted) = wanted {
            if let Some(found) = position(&wanted.value) {
                return found;
            }
            reader.report(
                Diagnostic::new(
                    codes::UNKNOWN_REFERENCE,
                    reader.place(wanted.span),
                    words(
                        format!("`{}` は `columns` にありません", wanted.value),
                        format!("`{}` is not among the `columns`", wanted.value),
                    ),
                )
                .maybe_help(did_you_mean(
                    &wanted.value,
                    columns.iter().map(|column| column.path.as_str()),
                )),
            );
        }
        position("name").unwrap_or(0)
    }

    pub(super) fn head_cell(
        &self,
        of: Of<'_>,
        column: Asked,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> HeadCell {
        let content = column.label.unwrap_or_else(|| match of {
            Of::Table(table) => self.table_label(table, &column.path, view, joining),
            Of::Parts(_) if column.path == "name" => self.label("use", view, joining),
            _ => self.label(&column.path, view, joining),
        });
        HeadCell {
            content,
            key: column.path,
            marks: Vec::new(),
        }
    }
}
