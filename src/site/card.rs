//! `{channel}`: a channel or part as a card.

use super::Site;
use super::fact::{is_of_channels, paths_like};
use super::joined::{JoinedCell, JoinedChannel};
use super::joining::Joining;
use super::link::View;
use super::table::Row;
use super::texts::rich_letters;
use crate::dataset::Record;
use crate::dataset::field::FIELDS;
use crate::decode::{Cursor, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::text::Spanned;
use crate::wording::words;

/// Fields of a card that stand elsewhere in it, or are not for readers.
const NOT_IN_CARDS: [&str; 9] = [
    "name",
    "kind",
    "status",
    "official",
    "reading",
    "aliases",
    "automated",
    "use",
    "map",
];

impl Site {
    /// A channel named as `"phone"`, or a part as `"phone.general"`.
    pub(super) fn channel_row(
        &self,
        reader: &Reader<'_>,
        wanted: &Spanned<String>,
    ) -> Option<Row<'_>> {
        let found = self.dataset.named(&wanted.value);
        if found.is_none() {
            reader.report(
                Diagnostic::new(
                    codes::UNKNOWN_REFERENCE,
                    reader.place(wanted.span),
                    words(
                        format!("`{}` という窓口はありません", wanted.value),
                        format!("there is no channel `{}`", wanted.value),
                    ),
                )
                .maybe_help(self.dataset.meant_by(&wanted.value)),
            );
        }
        found.map(|(channel, record)| Row {
            record,
            channel: Some(channel),
        })
    }

    pub(super) fn channel_block(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedChannel> {
        let wanted = arguments.required_text("channel");
        let caption = self.caption(arguments, view, joining);
        let fields = arguments.texts("fields");
        for field in fields.iter().flatten() {
            if !is_of_channels(&self.dataset, &field.value) {
                let known = paths_like(&self.dataset, &field.value);
                joining.report(Some(
                    Diagnostic::new(
                        codes::UNKNOWN_FACT,
                        arguments.reader().place(field.span),
                        words(
                            format!("`{}` という項目はありません", field.value),
                            format!("there is no field `{}`", field.value),
                        ),
                    )
                    .maybe_help(did_you_mean(&field.value, known.iter().map(String::as_str))),
                ));
            }
        }
        let row = self.channel_row(arguments.reader(), &wanted?)?;
        let fields: Option<Vec<String>> =
            fields.map(|fields| fields.into_iter().map(|field| field.value).collect());
        let mut card = self.card(row, fields.as_deref(), view, joining);
        // A part that stands alone says whose it is.
        card.name = self.channel_name(&card.id, view, joining);
        card.caption = caption;
        Some(card)
    }

    /// A channel or part as a card. Its parts say only what the channel itself does not.
    pub(super) fn card(
        &self,
        row: Row<'_>,
        fields: Option<&[String]>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedChannel {
        let Row { record, channel } = row;
        let whole = channel.filter(|channel| std::ptr::eq(&raw const channel.record, record));
        let chosen: Vec<String> =
            fields.map_or_else(|| self.card_fields(record), <[String]>::to_vec);
        // What only its parts say stands with them.
        let says = |record: &Record, field: &String| record.value(field).is_some();
        let with_parts = |field: &String| {
            let parts = whole.map_or(&[][..], |channel| &channel.parts);
            !says(record, field) && parts.iter().any(|part| says(part, field))
        };
        let open = self.open_of(row, view, joining);
        let mut worst = None;
        let mut of_field = |field: &String| {
            let (mut cell, standing) = self.joined_cell(row, field, view, joining);
            // It is said once, at the head of the card.
            cell.lines.iter_mut().for_each(|line| {
                line.open
                    .take_if(|of_line| Some(&*of_line) == open.as_ref());
            });
            worst = worst.max(standing);
            let label = rich_letters(&self.label(field, view, joining));
            (!cell.lines.is_empty()).then_some((label, cell))
        };
        let own = chosen.iter().filter(|field| !with_parts(field));
        let printed: Vec<(String, JoinedCell)> = own.filter_map(&mut of_field).collect();
        let parts = whole.map_or_else(Vec::new, |channel| {
            let own = |part: &Record| {
                let differs = |field: &String| part.value(field) != channel.record.value(field);
                fields
                    .map_or_else(|| self.card_fields(part), <[String]>::to_vec)
                    .into_iter()
                    .filter(differs)
                    .collect::<Vec<_>>()
            };
            channel
                .parts
                .iter()
                .map(|part| {
                    self.card(
                        Row {
                            record: part,
                            channel: Some(channel),
                        },
                        Some(&own(part)),
                        view,
                        joining,
                    )
                })
                // A part that says nothing of its own is no more than a name.
                .filter(|card: &JoinedChannel| !card.fields.is_empty())
                .collect()
        });
        let kind = record.cell("kind").filter(|_| whole.is_some());
        JoinedChannel {
            name: self.record_name(row, view, joining),
            kind: kind.map(|cell| rich_letters(&self.rich_value("kind", cell, view, joining))),
            marks: self.row_marks(row, worst),
            fields: printed,
            // Parts that only share the hours of the whole say nothing of their own.
            open: open.filter(|_| whole.is_some() || chosen.iter().any(|field| field == "hours")),
            parts,
            caption: None,
            id: row.id(),
        }
    }

    /// What a card shows unless it is told: every field that says something, in the order of the format.
    fn card_fields(&self, record: &Record) -> Vec<String> {
        let builtin = FIELDS
            .iter()
            .map(|field| field.key)
            .filter(|key| !NOT_IN_CARDS.contains(key));
        let own = self
            .dataset
            .columns
            .iter()
            .map(|column| column.key.as_str());
        let says = |key: &&str| {
            if *key == "languages" {
                record.cells.keys().any(|key| key.starts_with("languages."))
            } else {
                record.value(key).is_some()
            }
        };
        builtin.chain(own).filter(says).map(str::to_owned).collect()
    }
}
