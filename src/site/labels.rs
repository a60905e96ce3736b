//! What fields and columns are called at the head of a column, beside a value, in a card.

use super::Site;
use super::fact::{Form, NEXT_CLOSED, Part, form};
use super::joined::Rich;
use super::joining::Joining;
use super::link::View;
use super::print_words::{day_name, language_label, own_language, part_of, said};
use crate::dataset::TypedTable;
use crate::dataset::field::{FIELDS, FieldType, PROVENANCE};

impl Site {
    /// The label of a field or column, in the language of the page.
    pub(super) fn label(&self, field: &str, view: &View<'_>, joining: &mut Joining<'_>) -> Rich {
        let plain = |text: String| Rich::plain(text);
        let base = field.split('.').next().unwrap_or(field);
        if base == "languages" && field.len() > base.len() {
            let tag = &field[base.len() + 1..];
            return plain(language_label(tag, view.language));
        }
        if field == NEXT_CLOSED {
            return plain(said(view.language, "次の休み", "Next closed"));
        }
        let builtin = FIELDS
            .iter()
            .chain(PROVENANCE)
            .find(|known| known.key == base);
        if let Some(builtin) = builtin {
            let label = plain(builtin.label().of(own_language(view.language)).to_owned());
            return with_form(label, field, view.language);
        }
        let column = self
            .dataset
            .columns
            .iter()
            .find(|column| column.key == base);
        if let (Some(column), Some((_, rest))) = (column, field.split_once('.'))
            && is_reference(&column.kind)
        {
            let (of, what) = (
                self.label(base, view, joining),
                self.label(rest, view, joining),
            );
            return part_of(&of, &what, view.language);
        }
        match column.and_then(|column| column.label.as_ref()) {
            Some(label) => with_form(self.rich(label, view, joining), field, view.language),
            None => plain(field.to_owned()),
        }
    }

    /// The label of a table's column; of a path through channels the label of what is at its end.
    pub(super) fn table_label(
        &self,
        table: &TypedTable,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let (first, rest) = path
            .split_once('.')
            .map_or((path, None), |(first, rest)| (first, Some(rest)));
        match (table.column(first), rest) {
            (Some(column), Some(rest)) if is_reference(&column.kind) => {
                let what = self.label(rest, view, joining);
                if table
                    .columns
                    .iter()
                    .filter(|column| is_reference(&column.kind))
                    .count()
                    == 1
                {
                    return what;
                }
                // With several references a label alone would not say whose it is.
                let of = self.table_label(table, first, view, joining);
                part_of(&of, &what, view.language)
            }
            (Some(column), _) => match &column.label {
                Some(label) => with_form(self.rich(label, view, joining), path, view.language),
                None => Rich::plain(first.to_owned()),
            },
            (None, _) => self.label(path, view, joining),
        }
    }
}

fn is_reference(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Channel | FieldType::Channels)
}

/// The label of hours with the form that a path asks for: 受付時間(平日).
fn with_form(label: Rich, path: &str, language: &str) -> Rich {
    let rest: Vec<&str> = path.split('.').skip(1).collect();
    let (day, part) = match form(&rest) {
        Some(Form::Weekdays(part)) => (said(language, "平日", "weekdays"), part),
        Some(Form::Day(day, part)) => (day_name(day, language), part),
        _ => return label,
    };
    let day = match part {
        Part::Times => day,
        Part::Opens => said(language, "DAYの開始", "DAY, opens").replace("DAY", &day),
        Part::Closes => said(language, "DAYの終了", "DAY, closes").replace("DAY", &day),
    };
    part_of(&label, &Rich::plain(day), language)
}
