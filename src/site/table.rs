//! `{table}`: rows of channels, parts or any typed table, chosen, ordered and laid out.

use super::Site;
use super::fact::cell_of;
use super::join::Joining;
use super::joined::{
    CellLine, Empty, HeadCell, JoinedCell, JoinedRow, JoinedTable, Mark, Rich, RichWords, RowGroup,
};
use super::link::View;
use super::print::{Standing, said};
use super::texts::rich_letters;
use crate::dataset::field::{FIELDS, FieldType, PROVENANCE, field_of};
use crate::dataset::{Cell, Channel, Record, TypedTable, Value};
use crate::decode::{Cursor, Kind, Node, Reader};
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

/// A row of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'d> {
    pub record: &'d Record,
    /// The channel it is, or is a part of.
    pub channel: Option<&'d Channel>,
}

/// A column that is asked for.
pub(super) struct Asked {
    /// `hours`, `languages.ja`, `channel.hours`
    pub path: String,
    label: Option<Rich>,
}

impl<'a> Site<'a> {
    /// `of = "channels"`, `"phone.parts"`, `"routes"`.
    pub(super) fn table_of(&self, reader: &Reader<'_>, of: &Spanned<String>) -> Option<Of<'a>> {
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
        let head = self.row_head(reader, &columns, rowhead.as_ref());
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
        };
        Some(if transpose {
            transposed(table, head)
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

    fn asked_columns(
        &self,
        arguments: &Cursor<'_>,
        of: Option<Of<'_>>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Vec<Asked>> {
        let reader = arguments.reader();
        let Some(node) = arguments.node("columns") else {
            return of.map(|of| self.all_columns(of));
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
    fn all_columns(&self, of: Of<'_>) -> Vec<Asked> {
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

    /// Reports a column that no row of the table can have.
    fn check_column(&self, reader: &Reader<'_>, of: Of<'_>, path: &Spanned<String>) {
        let key = path.value.trim_start_matches('-');
        let own = self
            .dataset
            .columns
            .iter()
            .map(|column| column.key.as_str());
        let of_channels = FIELDS
            .iter()
            .chain(PROVENANCE)
            .map(|field| field.key)
            .chain(own);
        let is_of_channels = |key: &str| {
            let base = key.split('.').next().unwrap_or(key);
            field_of(base).is_some() || self.dataset.columns.iter().any(|column| column.key == base)
        };
        let (first, rest) = key
            .split_once('.')
            .map_or((key, None), |(first, rest)| (first, Some(rest)));
        let references =
            |kind: &FieldType| matches!(kind, FieldType::Channel | FieldType::Channels);
        let (good, known): (bool, Vec<&str>) = match of {
            Of::Table(table) => match (table.column(first), rest) {
                (Some(column), Some(rest)) if references(&column.kind) => {
                    (is_of_channels(rest), of_channels.collect())
                }
                (Some(column), Some(_)) => (column.kind == FieldType::Hours, vec![first]),
                (Some(_), None) => (true, Vec::new()),
                (None, _) => (
                    first == "source" || first == "verified",
                    table
                        .columns
                        .iter()
                        .map(|column| column.key.as_str())
                        .collect(),
                ),
            },
            Of::Channels | Of::Parts(_) => (is_of_channels(key), of_channels.collect()),
        };
        if good {
            return;
        }
        let wrong = if matches!(of, Of::Table(table) if table.column(first).is_some()) {
            rest.unwrap_or(first)
        } else {
            first
        };
        reader.report(
            Diagnostic::new(
                codes::UNKNOWN_FACT,
                reader.place(path.span),
                words(
                    format!("`{key}` という列はありません"),
                    format!("there is no column `{key}`"),
                ),
            )
            .maybe_help(did_you_mean(wrong, known)),
        );
    }

    /// All rows of a table in the order of the data.
    pub(super) fn rows(&self, of: Of<'a>) -> Vec<Row<'a>> {
        match of {
            Of::Channels => self
                .dataset
                .channels
                .iter()
                .map(|channel| Row {
                    record: &channel.record,
                    channel: Some(channel),
                })
                .collect(),
            Of::Parts(channel) => channel
                .parts
                .iter()
                .map(|record| Row {
                    record,
                    channel: Some(channel),
                })
                .collect(),
            Of::Table(table) => table
                .rows
                .iter()
                .map(|record| Row {
                    record,
                    channel: None,
                })
                .collect(),
        }
    }

    fn chosen_rows(
        &self,
        reader: &Reader<'_>,
        of: Of<'a>,
        chosen: Option<&[Spanned<String>]>,
    ) -> Vec<Row<'a>> {
        let all = self.rows(of);
        let Some(chosen) = chosen else { return all };
        let pick = |id: &Spanned<String>| {
            let found = all.iter().find(|row| row.record.id == id.value).copied();
            if found.is_none() {
                reader.report(
                    Diagnostic::new(
                        codes::UNKNOWN_REFERENCE,
                        reader.place(id.span),
                        words(
                            format!("`{}` という行はありません", id.value),
                            format!("there is no row `{}`", id.value),
                        ),
                    )
                    .maybe_help(did_you_mean(
                        &id.value,
                        all.iter().map(|row| row.record.id.as_str()),
                    )),
                );
            }
            found
        };
        chosen.iter().filter_map(pick).collect()
    }

    fn matching(
        &self,
        reader: &Reader<'_>,
        of: Of<'a>,
        rows: Vec<Row<'a>>,
        node: &Node,
    ) -> Vec<Row<'a>> {
        let Some(table) = node.as_table() else {
            reader.wrong_type(
                node,
                &words(
                    "`{ official = true }` の形の条件",
                    "conditions such as `{ official = true }`",
                ),
            );
            return rows;
        };
        for entry in &table.entries {
            self.check_column(reader, of, &Spanned::new(entry.key.clone(), entry.key_span));
        }
        let holds = |row: &Row<'_>| {
            table
                .entries
                .iter()
                .all(|entry| condition(row.record, &entry.key, &entry.value))
        };
        let matching: Vec<Row<'a>> = rows.iter().copied().filter(holds).collect();
        if matching.is_empty() && !rows.is_empty() {
            reader.report(
                Diagnostic::new(
                    codes::EMPTY_TABLE,
                    reader.place(node.span),
                    words(
                        "この `where` に合う行がありません",
                        "no row matches this `where`",
                    ),
                )
                .help(words(
                    "条件の値がデータにあるか確かめてください",
                    "check that the data has these values",
                )),
            );
        }
        matching
    }

    fn sort(
        &self,
        reader: &Reader<'_>,
        of: Of<'a>,
        rows: &mut [Row<'a>],
        by: &Spanned<String>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) {
        self.check_column(reader, of, by);
        let (key, descending) = by
            .value
            .strip_prefix('-')
            .map_or((by.value.as_str(), false), |key| (key, true));
        rows.sort_by_cached_key(|row| self.sort_key(row.record, key, view, &mut joining.quietly()));
        if descending {
            rows.reverse();
        }
    }

    /// Names by reading; numbers and dates by size; all else by its letters. What is empty comes last.
    fn sort_key(
        &self,
        record: &Record,
        key: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (bool, i64, String) {
        let letters = |record: &Record, key: &str, joining: &mut Joining<'_>| {
            let (key, cell) = cell_of(record, key)?;
            Some(rich_letters(&self.rich_value(key, cell, view, joining)))
        };
        if key == "name"
            && let Some(reading) = letters(record, "reading", joining)
        {
            return (false, 0, reading);
        }
        match record.value(key) {
            None => (true, 0, String::new()),
            Some(Value::Number(number)) => {
                let thousandths = number.parse::<f64>().unwrap_or(0.0) * 1000.0;
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "beyond 10^15 the order no longer matters"
                )]
                let size = thousandths.round() as i64;
                (false, size, String::new())
            }
            Some(Value::Date(date)) => (false, 0, date.to_string()),
            Some(Value::Time(minute)) => (false, i64::from(*minute), String::new()),
            Some(_) => (false, 0, letters(record, key, joining).unwrap_or_default()),
        }
    }

    fn row_head(
        &self,
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

    fn head_cell(
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
            (Some(column), Some(rest))
                if matches!(column.kind, FieldType::Channel | FieldType::Channels) =>
            {
                self.label(rest, view, joining)
            }
            (Some(column), _) => match &column.label {
                Some(label) => self.rich(label, view, joining),
                None => Rich::plain(first.to_owned()),
            },
            (None, _) => self.label(path, view, joining),
        }
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
                let (cell, standing) = self.joined_cell(row, &column.path, view, joining);
                unverified = unverified.max(standing);
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

    /// What is to be known of a channel besides its facts.
    pub(super) fn row_marks(&self, row: Row<'_>, worst: Option<Standing>) -> Vec<Mark> {
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
    pub(super) fn joined_cell(
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
            return (
                JoinedCell {
                    empty: Some(Empty::Unknown),
                    ..JoinedCell::default()
                },
                None,
            );
        };
        if let Some(Value::Hours(hours)) = row.record.value(first) {
            return (self.hours_cell(hours, rest, view), None);
        }
        let Some(Value::Channels(channels)) = row.record.value(first) else {
            return (
                JoinedCell {
                    empty: Some(Empty::Unknown),
                    ..JoinedCell::default()
                },
                None,
            );
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

    fn hours_cell(&self, hours: &crate::dataset::Hours, form: &str, view: &View<'_>) -> JoinedCell {
        let words = self.hours_words(hours, view.language);
        let times = (form == "times")
            .then(|| words.times(&hours.week))
            .flatten();
        let text = times
            .or_else(|| words.short(&hours.week))
            .unwrap_or_default();
        let content = Rich::plain(text);
        one_line(content)
    }

    fn channel_cell(
        &self,
        row: Row<'_>,
        path: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> (JoinedCell, Option<Standing>) {
        let Row { record, channel } = row;
        if path == "next_closed" && record.hours("hours").is_some() {
            let text = self.next_closed(record, view.language);
            return (one_line(Rich::plain(text)), None);
        }
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
        if let Some((base, form)) = path.rsplit_once('.')
            && let Some(hours) = record.hours(base)
        {
            let standing = record
                .cell(base)
                .map(|cell| self.standing(&cell.provenance));
            return (self.hours_cell(hours, form, view), standing);
        }
        if path == "languages" {
            return self.languages_cell(record, view, joining);
        }
        if let Some(field) = PROVENANCE.iter().find(|field| field.key == path)
            && let Some(cell) = record.cells.values().next()
        {
            let fact = super::fact::Fact {
                record,
                channel,
                asked: super::fact::Asked::Provenance(field.key, cell),
            };
            let text = self.shown(&fact, view, joining).unwrap_or_default().text;
            let content = Rich::plain(text);
            return (one_line(content), None);
        }
        if let Some(said) = self.by_default(path, view.language) {
            return (one_line(Rich::plain(said)), None);
        }
        self.cell_of_parts(row, path, view, joining)
    }

    /// What holds of a channel that does not say it.
    fn by_default(&self, path: &str, language: &str) -> Option<String> {
        match path {
            "official" => Some(said(language, "はい", "yes")),
            "login" | "automated" => Some(said(language, "いいえ", "no")),
            "status" => Some(said(language, "利用できる", "active")),
            _ => None,
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
        let channel = row
            .channel
            .filter(|channel| std::ptr::eq(&raw const channel.record, row.record));
        let mut joined = JoinedCell::default();
        let mut worst = None;
        for part in channel.map_or(&[][..], |channel| channel.parts.as_slice()) {
            let Some((key, cell)) =
                cell_of(part, path).filter(|(_, cell)| cell.value != Value::Unknown)
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
        if cell.value == Value::Unknown {
            return JoinedCell {
                empty: Some(Empty::Unknown),
                ..JoinedCell::default()
            };
        }
        JoinedCell {
            lines: self.lines(key, cell, view, joining),
            ..JoinedCell::default()
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
            let title = cell_of(row.record, key)
                .filter(|(_, cell)| cell.value != Value::Unknown)
                .map(|(key, cell)| self.rich_value(key, cell, view, &mut joining.quietly()));
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
}

/// A cell of one value.
fn one_line(content: Rich) -> JoinedCell {
    let lines = vec![CellLine {
        content,
        ..CellLine::default()
    }];
    JoinedCell {
        lines,
        ..JoinedCell::default()
    }
}

/// Whether a record fulfils a condition of `where`.
fn condition(record: &Record, key: &str, wanted: &Node) -> bool {
    if let Some(table) = wanted.as_table() {
        return table
            .get("not")
            .is_none_or(|not| !condition(record, key, &not.value));
    }
    if let Some(list) = wanted.as_list() {
        return list.iter().any(|node| condition(record, key, node));
    }
    match (record.value(key), &wanted.kind) {
        (Some(Value::Bool(found)), Kind::Bool(wanted)) => found == wanted,
        // What a channel does not say of itself it is by default.
        (None, Kind::Bool(wanted)) => *wanted == (key == "official"),
        (None, Kind::Text(wanted)) => key == "status" && wanted == "active",
        (
            Some(
                Value::Word(found)
                | Value::Level(found, _)
                | Value::Url(found)
                | Value::Email(found),
            ),
            Kind::Text(wanted),
        ) => found == wanted,
        (Some(Value::Text(found)), Kind::Text(wanted)) => found
            .variants
            .iter()
            .any(|variant| variant.markdown == *wanted),
        (Some(Value::Words(found) | Value::Channels(found)), Kind::Text(wanted)) => {
            found.iter().any(|word| word.value == *wanted)
        }
        (Some(Value::Phone(found)), Kind::Text(wanted)) => found.display == *wanted,
        (Some(Value::Number(found)), Kind::Integer(wanted)) => *found == wanted.to_string(),
        (Some(Value::Number(found)), Kind::Float(wanted)) => *found == wanted.to_string(),
        (Some(Value::Date(found)), Kind::Date(wanted)) => found == wanted,
        (Some(Value::Date(found)), Kind::Text(wanted)) => found.to_string() == *wanted,
        (Some(Value::Time(found)), Kind::Text(wanted)) => {
            crate::notation::read_time_of_day(wanted) == Some(*found)
        }
        (Some(Value::Reply(found)), Kind::Text(wanted)) => {
            crate::notation::read_reply(wanted).is_ok_and(|wanted| wanted == *found)
        }
        _ => false,
    }
}

/// The table with rows and columns exchanged: its channels head the columns.
fn transposed(table: JoinedTable, head: usize) -> JoinedTable {
    let mut rows: Vec<JoinedRow> = table
        .groups
        .into_iter()
        .flat_map(|group| group.rows)
        .collect();
    let mut heads = vec![HeadCell {
        content: table
            .head
            .get(head)
            .map(|cell| cell.content.clone())
            .unwrap_or_default(),
        ..HeadCell::default()
    }];
    for row in &rows {
        let cell = row.cells.get(head).cloned().unwrap_or_default();
        let content = cell
            .lines
            .into_iter()
            .next()
            .map(|line| line.content)
            .unwrap_or_default();
        heads.push(HeadCell {
            content,
            key: row.id.clone(),
            marks: cell.marks,
        });
    }
    let mut turned = Vec::new();
    for (at, label) in table
        .head
        .into_iter()
        .enumerate()
        .filter(|(at, _)| *at != head)
    {
        let name = JoinedCell {
            lines: vec![CellLine {
                content: label.content,
                ..CellLine::default()
            }],
            ..JoinedCell::default()
        };
        let mut cells = vec![name];
        cells.extend(
            rows.iter_mut()
                .map(|row| std::mem::take(&mut row.cells[at])),
        );
        turned.push(JoinedRow {
            id: label.key,
            cells,
            head: 0,
        });
    }
    JoinedTable {
        caption: table.caption,
        head: heads,
        groups: vec![RowGroup {
            title: None,
            rows: turned,
        }],
    }
}
