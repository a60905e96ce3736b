//! `{table}`: rows of channels, parts or any typed table, chosen, ordered and laid out.

mod cells;
mod columns;
mod rows;
mod turn;

use self::cells::by_default;
use self::columns::Asked;
pub(in crate::site) use self::rows::Row;
use super::Site;
use super::fact::cell_of;
use super::joined::{
    HeadCell, JoinedCell, JoinedRow, JoinedTable, Rich, RichWords, RowGroup, RowOrder,
};
use super::joining::Joining;
use super::link::View;
use super::texts::rich_letters;
use crate::dataset::{Channel, TypedTable, Value};
use crate::decode::{Cursor, Node, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::text::Spanned;
use crate::wording::words;

/// What a table is about.
#[derive(Clone, Copy)]
pub(super) enum Of<'d> {
    Channels,
    Parts(&'d Channel),
    Table(&'d TypedTable),
}

impl Site {
    /// `of = "channels"`, `"phone.parts"`, `"routes"`.
    pub(super) fn table_of(&self, reader: &Reader<'_>, of: &Spanned<String>) -> Option<Of<'_>> {
        let found = match of.value.as_str() {
            "channels" => Some(Of::Channels),
            name => match name.strip_suffix(".parts") {
                Some(channel) => self.dataset.channel(channel).map(Of::Parts),
                None => self.dataset.tables.get(name).map(Of::Table),
            },
        };
        if found.is_none() {
            let parts: Vec<String> = self
                .dataset
                .channels
                .iter()
                .map(|channel| format!("{}.parts", channel.id()))
                .collect();
            let known = ["channels"]
                .into_iter()
                .chain(parts.iter().map(String::as_str))
                .chain(self.dataset.tables.keys().map(String::as_str));
            reader.report(
                Diagnostic::new(
                    codes::UNKNOWN_REFERENCE,
                    reader.place(of.span),
                    words(
                        format!("`{}` という表はデータにありません", of.value),
                        format!("the data has no table `{}`", of.value),
                    ),
                )
                .maybe_help(did_you_mean(&of.value, known)),
            );
        }
        found
    }

    /// `{table}`
    pub(super) fn table(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedTable> {
        let reader = arguments.reader();
        let of = arguments
            .required_text("of")
            .and_then(|of| self.table_of(reader, &of));
        let columns = self.asked_columns(arguments, of, view, joining);
        let caption = self.caption(arguments, view, joining);
        let chosen = arguments.texts("rows");
        let conditions = arguments.node("where");
        let sort = arguments.text("sort");
        let group = arguments.text("group");
        let rowhead = arguments.text("rowhead");
        let transpose = arguments.boolean("transpose").unwrap_or(false);
        let (of, columns) = (of?, columns?);
        let mut rows = self.chosen_rows(reader, of, chosen.as_deref());
        if let Some(conditions) = conditions {
            rows = self.matching(reader, of, rows, conditions);
        }
        if let Some(sort) = &sort {
            self.sort(reader, of, &mut rows, sort, view, joining);
        }
        if let Some(group) = &group {
            self.check_column(reader, of, group);
        }
        let head = Self::row_head(reader, &columns, rowhead.as_ref());
        let parts: Vec<JoinedRow> = rows
            .iter()
            .map(|row| self.row(*row, &columns, head, view, joining))
            .collect();
        let labels: Vec<HeadCell> = columns
            .into_iter()
            .map(|column| self.head_cell(of, column, view, joining))
            .collect();
        let grouped = match group {
            Some(group) => self.groups(&rows, parts, &group.value, view, joining),
            None => vec![RowGroup {
                title: None,
                rows: parts,
            }],
        };
        let table = JoinedTable {
            caption,
            head: labels,
            groups: grouped,
            order: RowOrder::Free,
        };
        Some(if transpose {
            turn::transposed(table, head)
        } else {
            table
        })
    }

    /// The `caption` of a block.
    pub(super) fn caption(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Rich> {
        let node = arguments.node("caption")?;
        self.words_of(arguments.reader(), node, view, joining)
    }

    /// Words written in a block: inline Markdown with facts, in the language of the page.
    pub(super) fn words_of(
        &self,
        reader: &Reader<'_>,
        node: &Node,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Rich> {
        let text = reader.text(node)?;
        if super::texts::is_plain(&text.value) {
            return Some(Rich::plain(text.value));
        }
        let start = node.verbatim.unwrap_or(node.span.start + 1);
        let origin = crate::decode::Origin::from_offset(view.path, start as usize);
        let parsed =
            crate::page::parse_body(&text.value, &origin, &crate::page::Dialect::default());
        joining.extend(parsed.findings);
        let joined = self.join_inline(&parsed.value, view, joining);
        Some(Rich {
            words: RichWords::Markdown {
                text: text.value,
                joined: Box::new(joined),
            },
            language: None,
        })
    }

    fn row(
        &self,
        row: Row<'_>,
        columns: &[Asked],
        head: usize,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedRow {
        let mut unverified = None;
        let mut cells: Vec<JoinedCell> = columns
            .iter()
            .map(|column| {
                let (mut cell, standing) = self.joined_cell(row, &column.path, view, joining);
                unverified = unverified.max(standing);
                let quietly = &mut joining.quietly();
                cell.sort = self.sort_text(row.record, &column.path, view, quietly);
                cell
            })
            .collect();
        if let Some(cell) = cells.get_mut(head) {
            cell.marks.extend(self.row_marks(row, unverified));
        }
        JoinedRow {
            id: row.record.id.clone(),
            cells,
            head,
        }
    }

    fn groups(
        &self,
        rows: &[Row<'_>],
        parts: Vec<JoinedRow>,
        key: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<RowGroup> {
        let mut groups: Vec<(Option<String>, RowGroup)> = Vec::new();
        for (row, part) in rows.iter().zip(parts) {
            let title = self.group_title(*row, key, view, &mut joining.quietly());
            let letters = title.as_ref().map(rich_letters);
            match groups.iter_mut().find(|(of, _)| *of == letters) {
                Some((_, group)) => group.rows.push(part),
                None => groups.push((
                    letters,
                    RowGroup {
                        title,
                        rows: vec![part],
                    },
                )),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The value that a row has in common with its group; yes and no say to what.
    fn group_title(
        &self,
        row: Row<'_>,
        key: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Rich> {
        let known = cell_of(row.record, key).filter(|(_, cell)| cell.value.is_known());
        let title = match known {
            Some((key, cell)) => self.rich_value(key, cell, view, joining),
            None => plain(row.channel.and_then(|_| by_default(key, view.language))?),
        };
        let is_truth = known.is_none_or(|(_, cell)| matches!(cell.value, Value::Bool(_)));
        if !is_truth || key == "status" {
            return Some(title);
        }
        let label = rich_letters(&self.label(key, view, joining));
        Some(plain(format!("{label}: {}", rich_letters(&title))))
    }
}

fn plain(text: String) -> Rich {
    Rich {
        words: RichWords::Plain(text),
        language: None,
    }
}
