//! Blocks: from a fence's arguments to what is to be printed.

use super::Site;
use super::join::Joining;
use super::joined::{JoinedBlock, JoinedCell, JoinedChannel, JoinedChooser, JoinedNotice};
use super::link::View;
use super::print::{print_date, said};
use super::table::{Of, Row};
use super::texts::rich_letters;
use crate::dataset::field::{FIELDS, field_of};
use crate::dataset::{Effect, Notice, Record};
use crate::decode::{Cursor, Origin, Reader};
use crate::diagnostic::{Diagnostic, Place, codes, did_you_mean};
use crate::page::{BUILT_IN_BLOCKS, Block};
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

impl Site<'_> {
    /// Resolves a block.
    pub(super) fn block(
        &self,
        block: &Block,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedBlock {
        let origin = Origin::from_offset(view.path, 0);
        let reader = Reader::new(&origin);
        let arguments = Cursor::new(&reader, &block.arguments);
        let joined = match block.name.value.as_str() {
            "table" => self
                .table(&arguments, view, joining)
                .map(JoinedBlock::Table),
            "week" => self.week(&arguments, view, joining).map(JoinedBlock::Week),
            "channel" => self
                .channel_block(&arguments, view, joining)
                .map(JoinedBlock::Channel),
            "chooser" => self
                .chooser(&arguments, view, joining)
                .map(JoinedBlock::Chooser),
            "notices" => Some(JoinedBlock::Notices(
                self.notices_block(&arguments, view, joining),
            )),
            "include" => self.include(&arguments, view, joining),
            "faq" => self.faq_block(&arguments, view, joining),
            name if self.theme_blocks.contains(name) => {
                let values = super::extra::json(&block.arguments);
                joining.extend(reader.take_bag().into_sorted());
                return JoinedBlock::Custom(name.to_owned(), values);
            }
            name => {
                joining.report(Some(
                    self.unknown_block(Place::new(view.path, block.name.span), name),
                ));
                return JoinedBlock::Broken;
            }
        };
        arguments.finish();
        joining.extend(reader.take_bag().into_sorted());
        joined.unwrap_or(JoinedBlock::Broken)
    }

    fn unknown_block(&self, place: Place, name: &str) -> Diagnostic {
        let known = BUILT_IN_BLOCKS
            .iter()
            .copied()
            .chain(self.theme_blocks.iter().map(String::as_str));
        Diagnostic::new(
            codes::UNKNOWN_BLOCK,
            place,
            words(
                format!("`{{{name}}}` というブロックはありません"),
                format!("there is no block `{{{name}}}`"),
            ),
        )
        .maybe_help(did_you_mean(name, known))
    }

    /// A channel named as `"phone"`, or a part as `"phone.general"`.
    pub(super) fn channel_row(
        &self,
        reader: &Reader<'_>,
        wanted: &Spanned<String>,
    ) -> Option<Row<'_>> {
        let (id, part) = wanted
            .value
            .split_once('.')
            .map_or((wanted.value.as_str(), None), |(id, part)| (id, Some(part)));
        let channel = self.dataset.channel(id);
        let record = match (channel, part) {
            (Some(channel), Some(part)) => channel.part(part),
            (Some(channel), None) => Some(&channel.record),
            (None, _) => None,
        };
        if record.is_none() {
            let known: Vec<&str> = match channel {
                Some(channel) => channel.parts.iter().map(|part| part.id.as_str()).collect(),
                None => self
                    .dataset
                    .channels
                    .iter()
                    .map(crate::dataset::Channel::id)
                    .collect(),
            };
            let wrong = if channel.is_some() {
                part.unwrap_or(id)
            } else {
                id
            };
            reader.report(
                Diagnostic::new(
                    codes::UNKNOWN_REFERENCE,
                    reader.place(wanted.span),
                    words(
                        format!("`{}` という窓口はありません", wanted.value),
                        format!("there is no channel `{}`", wanted.value),
                    ),
                )
                .maybe_help(did_you_mean(wrong, known)),
            );
        }
        record.map(|record| Row { record, channel })
    }

    fn channel_block(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedChannel> {
        let wanted = arguments.required_text("channel");
        let caption = self.caption(arguments, view, joining);
        let fields = arguments.texts("fields");
        for field in fields.iter().flatten() {
            let base = field.value.split('.').next().unwrap_or_default();
            if field_of(base).is_none()
                && base != "next_closed"
                && !self.dataset.columns.iter().any(|column| column.key == base)
            {
                let known = FIELDS.iter().map(|field| field.key).chain(
                    self.dataset
                        .columns
                        .iter()
                        .map(|column| column.key.as_str()),
                );
                joining.report(Some(
                    Diagnostic::new(
                        codes::UNKNOWN_FACT,
                        arguments.reader().place(field.span),
                        words(
                            format!("`{}` という項目はありません", field.value),
                            format!("there is no field `{}`", field.value),
                        ),
                    )
                    .maybe_help(did_you_mean(base, known)),
                ));
            }
        }
        let row = self.channel_row(arguments.reader(), &wanted?)?;
        let fields: Option<Vec<String>> =
            fields.map(|fields| fields.into_iter().map(|field| field.value).collect());
        let mut card = self.card(row, fields.as_deref(), view, joining);
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
        let mut worst = None;
        let mut of_field = |field: &String| {
            let (cell, standing) = self.joined_cell(row, field, view, joining);
            worst = worst.max(standing);
            let label = rich_letters(&self.label(field, view, joining));
            (!cell.lines.is_empty()).then_some((label, cell))
        };
        let printed: Vec<(String, JoinedCell)> = chosen.iter().filter_map(&mut of_field).collect();
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
                .collect()
        });
        let id = match whole {
            Some(channel) => channel.id().to_owned(),
            None => channel.map_or_else(
                || record.id.clone(),
                |channel| format!("{}.{}", channel.id(), record.id),
            ),
        };
        let kind = record.cell("kind").filter(|_| whole.is_some());
        JoinedChannel {
            name: self.channel_name(&id, view, joining),
            kind: kind.map(|cell| rich_letters(&self.rich_value("kind", cell, view, joining))),
            marks: self.row_marks(row, worst),
            fields: printed,
            parts,
            caption: None,
            id,
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

    fn chooser(
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
                reader.report(
                    Diagnostic::new(
                        codes::UNKNOWN_FACT,
                        reader.place(column.span),
                        words(
                            format!(
                                "表 `{}` に `{}` という列はありません",
                                table.name, column.value
                            ),
                            format!(
                                "the table `{}` has no column `{}`",
                                table.name, column.value
                            ),
                        ),
                    )
                    .maybe_help(did_you_mean(
                        &column.value,
                        table.columns.iter().map(|column| column.key.as_str()),
                    )),
                );
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

    fn notices_block(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<JoinedNotice> {
        let reader = arguments.reader();
        self.caption(arguments, view, joining);
        let channels = arguments.texts("channels");
        for channel in channels.iter().flatten() {
            self.channel_row(reader, channel);
        }
        let wanted: Option<Vec<String>> =
            channels.map(|channels| channels.into_iter().map(|channel| channel.value).collect());
        self.notices(wanted.as_deref(), view, joining)
    }

    /// The notices that are not over, about some channels or all.
    pub(super) fn notices(
        &self,
        about: Option<&[String]>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<JoinedNotice> {
        self.dataset
            .notices
            .iter()
            .filter(|notice| notice.is_current(self.today))
            .filter(|notice| {
                about.is_none_or(|about| about.iter().any(|channel| notice.is_about(channel)))
            })
            .map(|notice| self.notice(notice, view, joining))
            .collect()
    }

    fn notice(&self, notice: &Notice, view: &View<'_>, joining: &mut Joining<'_>) -> JoinedNotice {
        let text = notice
            .text
            .as_ref()
            .map(|text| self.rich(text, view, joining))
            .unwrap_or_default();
        let channels = notice
            .channels
            .iter()
            .map(|id| rich_letters(&self.channel_name(&id.value, view, joining)))
            .collect();
        let moment = |(date, minute): (crate::civil::Date, u16), whole: u16| {
            let day = print_date(date, view.language);
            if minute == whole {
                day
            } else {
                format!("{day} {}:{:02}", minute / 60, minute % 60)
            }
        };
        let from = moment(notice.from.value, 0);
        let dates = match &notice.until {
            Some(until) if until.value.0 == notice.from.value.0 && until.value.1 == 24 * 60 => from,
            Some(until) => format!(
                "{from}{}{}",
                said(view.language, "〜", "–"),
                moment(until.value, 24 * 60)
            ),
            None => said(
                view.language,
                "DATEから当面の間",
                "from DATE until further notice",
            )
            .replace("DATE", &from),
        };
        JoinedNotice {
            id: notice.id.clone(),
            text,
            dates,
            from: notice.from.value.0.to_string(),
            until: notice.until.as_ref().map(|until| until.value.0.to_string()),
            channels,
            closes: notice.effect == Effect::Closed,
        }
    }
}

/// A `{week}` of something whose hours nobody knows.
pub(super) fn no_hours(place: Place, record: &Record) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place,
        words(
            format!("`{}` の `hours` はデータに書かれていません", record.id),
            format!("the data does not say the `hours` of `{}`", record.id),
        ),
    )
    .label(
        record.place.clone(),
        words("ここに書き加えられます", "they could be said here"),
    )
    .help(words(
        "時間のわかる窓口か部分を選んでください",
        "choose a channel or part whose hours are known",
    ))
}
