//! `{chooser}`: questions that lead to a channel.

use super::Site;
use super::joined::JoinedChooser;
use super::joining::Joining;
use super::link::View;
use super::table::{Of, Row};
use super::texts::rich_letters;
use crate::dataset::TypedTable;
use crate::decode::{Cursor, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::text::Spanned;
use crate::wording::words;

impl Site {
    pub(super) fn chooser(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedChooser> {
        let reader = arguments.reader();
        let of = arguments
            .required_text("of")
            .and_then(|of| self.table_of(reader, &of));
        let caption = self.caption(arguments, view, joining);
        let columns = [
            ("question", "question"),
            ("answer", "channel"),
            ("why", "why"),
        ]
        .map(|(argument, default)| {
            arguments
                .text(argument)
                .unwrap_or_else(|| Spanned::new(default.to_owned(), arguments.span()))
        });
        let Of::Table(table) = of? else {
            reader.report(Diagnostic::new(
                codes::UNKNOWN_REFERENCE,
                reader.place(arguments.span()),
                words(
                    "`{chooser}` には質問の表が要ります",
                    "a `{chooser}` needs a table of questions",
                ),
            ));
            return None;
        };
        for column in &columns[..2] {
            if table.column(&column.value).is_none() {
                reader.report(no_column(reader, table, column));
                return None;
            }
        }
        let labels = columns
            .each_ref()
            .map(|column| rich_letters(&self.table_label(table, &column.value, view, joining)));
        let rows = table
            .rows
            .iter()
            .map(|record| {
                let row = Row {
                    record,
                    channel: None,
                };
                columns
                    .each_ref()
                    .map(|column| self.joined_cell(row, &column.value, view, joining).0)
            })
            .collect();
        joining.ordinal += 1;
        Some(JoinedChooser {
            ordinal: joining.ordinal,
            caption,
            labels,
            rows,
        })
    }
}

fn no_column(reader: &Reader<'_>, table: &TypedTable, column: &Spanned<String>) -> Diagnostic {
    let (table_name, name) = (&table.name, &column.value);
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        reader.place(column.span),
        words(
            format!("表 `{table_name}` に `{name}` という列はありません"),
            format!("the table `{table_name}` has no column `{name}`"),
        ),
    )
    .maybe_help(did_you_mean(
        name,
        table.columns.iter().map(|column| column.key.as_str()),
    ))
}
