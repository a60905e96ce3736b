//! The cells of a table and of a card: a field's value, a path through channels, what only parts have.

use super::Row;
use crate::dataset::field::PROVENANCE;
use crate::dataset::{Cell, Hours, Record, Value};
use crate::site::Site;
use crate::site::fact::{self, Asked, Fact, Form, NEXT_CLOSED, cell_of};
use crate::site::joined::{CellLine, Empty, JoinedCell, Mark, Rich};
use crate::site::joining::Joining;
use crate::site::link::View;
use crate::site::print::Standing;
use crate::site::print_words::said;
use crate::site::texts::rich_letters;
use crate::text::Spanned;

impl Site<'_> {
    /// What is to be known of a channel besides its facts.
    pub(in crate::site) fn row_marks(&self, row: Row<'_>, worst: Option<Standing>) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some(channel) = row.channel {
            if row.record.word("status") == Some("ended") || channel.has_ended() {
                marks.push(Mark::Ended);
            }
            if row.record.truth("official") == Some(false) {
                marks.push(Mark::Unofficial);
            }
            let ended = marks.contains(&Mark::Ended);
            let changes = |notice: &crate::dataset::Notice| {
                notice.is_current(self.today)
                    && notice.effect != crate::dataset::Effect::None
                    && notice.is_about(channel.id())
            };
            if !ended && self.dataset.notices.iter().any(changes) {
                marks.push(Mark::Notice);
            }
        }
        match worst {
            Some(Standing::Unverified) => marks.push(Mark::Unverified),
            Some(Standing::Stale | Standing::Expired) => marks.push(Mark::Stale),
            _ => {}
        }
        marks
    }

    /// A cell by its path, and how far what stands in it may be trusted, if that is to be said.
    pub(in crate::site) fn joined_cell(
        &self,
        row: Row<'_>,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        if row.channel.is_some() {
            return self.channel_cell(row, path, view, joining);
        }
        if let Some((key, cell)) = cell_of(row.record, path) {
            return (self.cell(key, cell, view, joining), None);
        }
        let Some((first, rest)) = path.split_once('.') else {
            return (empty_cell(), None);
        };
        if let Some(Value::Hours(hours)) = row.record.value(first) {
            return (self.hours_cell(hours, rest, view), None);
        }
        let Some(Value::Channels(channels)) = row.record.value(first) else {
            return (empty_cell(), None);
        };
        self.through(channels, rest, view, joining)
    }

    /// A path through channels: a line for each, named where there are several.
    fn through(
        &self,
        channels: &[Spanned<String>],
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let mut joined = JoinedCell::default();
        let mut worst = None;
        for id in channels {
            let (channel_id, part) = id
                .value
                .split_once('.')
                .map_or((id.value.as_str(), None), |(channel, part)| {
                    (channel, Some(part))
                });
            let Some(channel) = self.dataset.channel(channel_id) else {
                continue;
            };
            let record = part
                .and_then(|part| channel.part(part))
                .unwrap_or(&channel.record);
            let (cell, standing) = self.channel_cell(
                Row {
                    record,
                    channel: Some(channel),
                },
                path,
                view,
                joining,
            );
            worst = worst.max(standing);
            let name = rich_letters(&self.channel_name(&id.value, view, joining));
            if cell.lines.is_empty() {
                continue;
            }
            joined
                .lines
                .extend(cell.lines.into_iter().map(|line| CellLine {
                    name: Some(name.clone()),
                    ..line
                }));
        }
        if joined.lines.is_empty() {
            joined.empty = Some(Empty::Unknown);
        }
        (joined, worst)
    }

    /// Hours in a form; without words for days where days differ, the words come back.
    fn hours_cell(&self, hours: &Hours, form: &str, view: &View<'_>) -> JoinedCell {
        let parts: Vec<&str> = form.split('.').collect();
        let said = fact::form(&parts).and_then(|form| {
            self.hours_form(hours, form, view.language).or_else(|| {
                let shorter = (form == Form::Times).then_some(Form::Short)?;
                self.hours_form(hours, shorter, view.language)
            })
        });
        match said {
            Some(text) => one_line(Rich::plain(text)),
            None => empty_cell(),
        }
    }

    fn channel_cell(
        &self,
        row: Row<'_>,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let Row { record, channel } = row;
        if let Some((key, cell)) = cell_of(record, path) {
            let mut joined = if key == "name" {
                joining.needs.add(self, cell);
                let id = channel.map_or(record.id.clone(), |channel| {
                    if std::ptr::eq(&raw const channel.record, record) {
                        channel.id().to_owned()
                    } else {
                        format!("{}.{}", channel.id(), record.id)
                    }
                });
                let content = self.channel_name(&id, view, joining);
                one_line(content)
            } else {
                self.cell(key, cell, view, joining)
            };
            if joined.lines.is_empty() && record.word("status") == Some("ended") {
                joined.empty = Some(Empty::Ended);
            }
            return (joined, Some(self.standing(&cell.provenance)));
        }
        if let Some((base, form)) = path.split_once('.')
            && let Some(hours) = record.hours(base)
            && let Some(cell) = record.cell(base)
        {
            joining.needs.add(self, cell);
            let standing = self.standing(&cell.provenance);
            return (self.hours_cell(hours, form, view), Some(standing));
        }
        if let Some((base, rest)) = path.split_once('.')
            && let Some(Value::Channels(channels)) = record.value(base)
        {
            return self.through(channels, rest, view, joining);
        }
        if path == "languages" {
            return self.languages_cell(record, view, joining);
        }
        if let Some(asked) = asked_of(row, path) {
            let fact = Fact { record, asked };
            let text = self.shown(&fact, view, joining).unwrap_or_default().text;
            return (one_line(Rich::plain(text)), None);
        }
        if let Some(said) = by_default(path, view.language) {
            return (one_line(Rich::plain(said)), None);
        }
        self.cell_of_parts(row, path, view, joining)
    }

    /// Where only the parts have a fact, the cell lists them.
    fn cell_of_parts(
        &self,
        row: Row<'_>,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let channel = row
            .channel
            .filter(|channel| std::ptr::eq(&raw const channel.record, row.record));
        let mut joined = JoinedCell::default();
        let mut worst = None;
        for part in channel.map_or(&[][..], |channel| channel.parts.as_slice()) {
            let Some((key, cell)) = cell_of(part, path).filter(|(_, cell)| cell.value.is_known())
            else {
                continue;
            };
            worst = worst.max(Some(self.standing(&cell.provenance)));
            let name = part
                .text("name")
                .map(|name| self.letters(name, view, joining).0);
            joined.lines.extend(
                self.lines(key, cell, view, joining)
                    .into_iter()
                    .map(|line| CellLine {
                        name: name.clone(),
                        ..line
                    }),
            );
        }
        if joined.lines.is_empty() {
            let ended = row.record.word("status") == Some("ended");
            joined.empty = Some(if ended { Empty::Ended } else { Empty::Unknown });
        }
        (joined, worst)
    }

    fn languages_cell(
        &self,
        record: &Record,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let mut joined = JoinedCell::default();
        let mut worst = None;
        for (key, cell) in record
            .cells
            .iter()
            .filter(|(key, _)| key.starts_with("languages."))
        {
            let name = rich_letters(&self.label(key, view, joining));
            worst = worst.max(Some(self.standing(&cell.provenance)));
            joined.lines.extend(
                self.lines(key, cell, view, joining)
                    .into_iter()
                    .map(|line| CellLine {
                        name: Some(name.clone()),
                        ..line
                    }),
            );
        }
        if joined.lines.is_empty() {
            joined.empty = Some(Empty::Unknown);
        }
        (joined, worst)
    }

    fn cell(
        &self,
        key: &str,
        cell: &Cell,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedCell {
        if !cell.value.is_known() {
            return empty_cell();
        }
        JoinedCell {
            lines: self.lines(key, cell, view, joining),
            ..JoinedCell::default()
        }
    }
}

/// What is asked of a channel besides its own fields: who vouches for it, when it is closed next.
fn asked_of<'d>(row: Row<'d>, path: &str) -> Option<Asked<'d>> {
    if path == NEXT_CLOSED {
        return fact::next_closed(row.record, row.channel?);
    }
    let field = PROVENANCE.iter().find(|field| field.key == path)?;
    let cell = row.record.cells.values().next()?;
    Some(Asked::Provenance(field.key, cell))
}

/// What holds of a channel that does not say it.
pub(super) fn by_default(path: &str, language: &str) -> Option<String> {
    match path {
        "official" => Some(said(language, "はい", "yes")),
        "login" | "automated" => Some(said(language, "いいえ", "no")),
        "status" => Some(said(language, "利用できる", "active")),
        _ => None,
    }
}

/// A cell of one value.
fn one_line(content: Rich) -> JoinedCell {
    JoinedCell {
        lines: vec![CellLine {
            content,
            ..CellLine::default()
        }],
        ..JoinedCell::default()
    }
}

fn empty_cell() -> JoinedCell {
    JoinedCell {
        empty: Some(Empty::Unknown),
        ..JoinedCell::default()
    }
}
