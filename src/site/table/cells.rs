//! The cells of a table and of a card: a field's value, a path through channels, what only parts have.

use super::Row;
use crate::dataset::field::PROVENANCE;
use crate::dataset::{Cell, Hours, Record, Value};
use crate::site::Site;
use crate::site::fact::{self, Asked, Fact, Form, NEXT_CLOSED, cell_of};
use crate::site::joined::{CellLine, Empty, JoinedCell, Mark, Rich, RichWords};
use crate::site::joining::Joining;
use crate::site::link::View;
use crate::site::print::Standing;
use crate::site::print_words::{part_of, said};
use crate::text::Spanned;

impl Site {
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
                    && notice.is_about(&row.id())
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
        if let Some(cell) = row.record.cell(first) {
            joining.meets(cell);
        }
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
            let Some((channel, record)) = self.dataset.named(&id.value) else {
                continue;
            };
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
            let whole = self.name_of(&id.value, view, joining);
            joined
                .lines
                .extend(cell.lines.into_iter().map(|line| CellLine {
                    name: Some(match &line.name {
                        Some(part) => part_of(&whole, part, view.language),
                        None => whole.clone(),
                    }),
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
        let record = row.record;
        if let Some((key, cell)) = cell_of(record, path) {
            let mut joined = if key == "name" {
                joining.shows(self, cell);
                one_line(self.record_name(row, view, joining))
            } else {
                self.cell(key, cell, view, joining)
            };
            if key == "hours" {
                self.tell_open(&mut joined, row, view, joining);
            }
            if joined.lines.is_empty() && record.word("status") == Some("ended") {
                joined.empty = Some(Empty::Ended);
            }
            return (joined, Some(self.standing(&cell.provenance)));
        }
        if let Some((base, form)) = path.split_once('.')
            && let Some(hours) = record.hours(base)
            && let Some(cell) = record.cell(base)
        {
            joining.shows(self, cell);
            let standing = self.standing(&cell.provenance);
            let mut joined = self.hours_cell(hours, form, view);
            if path == "hours.short" {
                self.tell_open(&mut joined, row, view, joining);
            }
            return (joined, Some(standing));
        }
        if let Some((base, rest)) = path.split_once('.')
            && let Some(cell) = record.cell(base)
            && let Value::Channels(channels) = &cell.value
        {
            joining.meets(cell);
            return self.through(channels, rest, view, joining);
        }
        if path == "languages" {
            return self.languages_cell(record, view, joining);
        }
        if let Some(asked) = asked_of(row, path) {
            let fact = Fact { record, asked };
            let shown = self.shown(&fact, view, joining).unwrap_or_default();
            let words = match shown.href {
                Some(href) => RichWords::Link {
                    text: shown.text,
                    href,
                },
                None => RichWords::Plain(shown.text),
            };
            let content = Rich {
                words,
                language: shown.language,
            };
            return (one_line(content), None);
        }
        if let Some(said) = by_default(path, view.language) {
            return (one_line(Rich::plain(said)), None);
        }
        self.cell_of_parts(row, path, view, joining)
    }

    /// Adds to a channel's hours whether it is open now.
    fn tell_open(
        &self,
        cell: &mut JoinedCell,
        row: Row<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) {
        if let [line] = cell.lines.as_mut_slice() {
            line.open = self.open_of(row, view, joining);
        }
    }

    /// Where only the parts have a fact, the cell lists them.
    fn cell_of_parts(
        &self,
        row: Row<'_>,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let whole = row.channel.filter(|_| row.part_of().is_none());
        let mut joined = JoinedCell::default();
        let mut worst = None;
        for part in whole.map_or(&[][..], |channel| channel.parts.as_slice()) {
            let of_part = Row {
                record: part,
                channel: whole,
            };
            let (cell, standing) = self.channel_cell(of_part, path, view, joining);
            if cell.lines.is_empty() {
                continue;
            }
            worst = worst.max(standing);
            let name = part
                .text("name")
                .map(|name| self.unmarked(name, view, joining));
            joined
                .lines
                .extend(cell.lines.into_iter().map(|line| CellLine {
                    name: name.clone(),
                    ..line
                }));
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
            let name = self.label(key, view, joining);
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
