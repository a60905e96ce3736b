//! What a page asks for: facts in its text, blocks and their arguments.

use std::cell::RefCell;
use std::collections::HashSet;

use super::Shown;
use crate::dataset::{Channel, Record, TypedTable, Value};
use crate::decode::{Kind, Node, Table};
use crate::page::{Block, Page, Phrase, Piece};
use crate::site::Site;
use crate::site::fact::is_of_channels;

/// Looks at what pages ask for.
pub(super) struct Look<'s> {
    site: &'s Site,
    /// Blocks and paths that were looked at, as they are written: many pages ask for the same.
    known: RefCell<HashSet<String>>,
}

impl<'s> Look<'s> {
    pub(super) fn at(site: &'s Site) -> Self {
        Self {
            site,
            known: RefCell::default(),
        }
    }

    /// Whether something is met for the first time.
    fn is_new(&self, written: &str) -> bool {
        let mut known = self.known.borrow_mut();
        !known.contains(written) && known.insert(written.to_owned())
    }

    pub(super) fn page(&self, page: &Page, shown: &mut Shown) {
        let front = [&page.front.title, &page.front.description];
        front
            .into_iter()
            .flatten()
            .for_each(|text| self.phrase(text, shown));
        for placeholder in &page.body.placeholders {
            if !self.is_new(&placeholder.path) {
                continue;
            }
            shown.is_doubtful |= self.site.fact(placeholder, &page.path).is_err();
            self.path(&placeholder.path, shown);
        }
        for block in &page.body.blocks {
            let fence = page.text.get(block.span.range());
            if fence.is_none_or(|fence| self.is_new(fence)) {
                self.block(block, shown);
            }
        }
    }

    fn phrase(&self, phrase: &Phrase, shown: &mut Shown) {
        for piece in &phrase.pieces {
            if let Piece::Fact(fact) = piece {
                self.path(&fact.path, shown);
            }
        }
    }

    /// `phone.general.number`, `routes.urgent.channel`
    pub(super) fn path(&self, path: &str, shown: &mut Shown) {
        let words: Vec<&str> = path.split('.').map(str::trim).collect();
        if let Some(table) = self.site.dataset.tables.get(words[0]) {
            shown.tables.insert(table.name.clone());
            let row = words.get(1).and_then(|row| table.row(row));
            if let Some(row) = row {
                self.row(table, row, &words[2..], shown);
            }
            return;
        }
        let Some(channel) = self.site.dataset.channel(words[0]) else {
            shown.is_doubtful = true;
            return;
        };
        match words.get(1).filter(|part| channel.part(part).is_some()) {
            Some(part) => self.asked(&format!("{}.{part}", words[0]), &words[2..], shown),
            None => self.asked(words[0], &words[1..], shown),
        }
    }

    /// A field of a channel or part, or what a reference in it leads to.
    fn asked(&self, reference: &str, path: &[&str], shown: &mut Shown) {
        let Some((channel, record)) = self.site.dataset.named(reference) else {
            shown.is_doubtful = true;
            return;
        };
        shown.channels.insert(channel.id().to_owned());
        shown.channels.insert(reference.to_owned());
        let Some(key) = path.first() else { return };
        shown.is_doubtful |= !is_of_channels(&self.site.dataset, &path.join("."));
        shown.columns.insert((*key).to_owned());
        match record.value(key) {
            Some(Value::Channels(channels)) => {
                let rest = &path[1..];
                for of in channels {
                    self.asked(&of.value, rest, shown);
                }
            }
            Some(_) => {}
            // What only its parts say is said with them.
            None => {
                let language = format!("{key}.");
                let says = |part: &&Record| {
                    let mut keys = part.cells.keys();
                    keys.any(|of| of == key || of.starts_with(&language))
                };
                let parts = channel.parts.iter().filter(says);
                let names = parts.map(|part| format!("{}.{}", channel.id(), part.id));
                shown.channels.extend(names);
            }
        }
    }

    /// A column of a row; without one, the row is only named.
    fn row(&self, table: &TypedTable, row: &Record, path: &[&str], shown: &mut Shown) {
        shown.tables.insert(table.name.clone());
        shown.rows.insert(format!("{}.{}", table.name, row.id));
        let Some(key) = path.first() else { return };
        shown.columns.insert(format!("{}.{key}", table.name));
        if let Some(Value::Channels(channels)) = row.value(key) {
            let rest = &path[1..];
            for of in channels {
                self.asked(&of.value, rest, shown);
            }
        }
    }

    /// A card shows a channel with its parts, and all fields unless some are chosen.
    pub(super) fn card(&self, reference: &str, fields: Option<Vec<String>>, shown: &mut Shown) {
        let Some((channel, record)) = self.site.dataset.named(reference) else {
            shown.is_doubtful = true;
            return;
        };
        let own = self
            .site
            .dataset
            .columns
            .iter()
            .map(|column| column.key.clone());
        for field in fields.unwrap_or_else(|| own.collect()) {
            let path: Vec<&str> = field.split('.').collect();
            self.asked(reference, &path, shown);
        }
        self.asked(reference, &[], shown);
        if std::ptr::eq(&raw const channel.record, record) {
            let parts = channel.parts.iter();
            let names = parts.map(|part| format!("{reference}.{}", part.id));
            shown.channels.extend(names);
        }
    }

    fn block(&self, block: &Block, shown: &mut Shown) {
        let arguments = &block.arguments;
        let mut texts = Vec::new();
        texts_of(arguments, &mut texts);
        for text in texts.iter().filter(|text| text.contains("{{")) {
            let paths = text
                .split("{{")
                .skip(1)
                .filter_map(|rest| rest.split("}}").next());
            paths.for_each(|path| self.path(path.trim(), shown));
        }
        let text = |key: &str| arguments.get(key).and_then(|entry| entry.value.as_text());
        match block.name.value.as_str() {
            "table" => self.table(arguments, shown),
            "chooser" => {
                let of = text("of").unwrap_or_default();
                let asked = [
                    ("question", "question"),
                    ("answer", "channel"),
                    ("why", "why"),
                ];
                let columns = asked.map(|(key, default)| text(key).unwrap_or(default).to_owned());
                // A table may do without the reasons.
                let table = self.site.dataset.tables.get(of);
                let has = |key: &String| table.is_some_and(|table| table.column(key).is_some());
                let columns: Vec<String> = columns.into_iter().filter(has).collect();
                self.rows_of(of, None, &columns, shown);
            }
            "channel" => {
                let fields = arguments.get("fields").map(|entry| names_in(&entry.value));
                self.card(text("channel").unwrap_or_default(), fields, shown);
            }
            "week" => self.asked(text("channel").unwrap_or_default(), &["hours"], shown),
            "faq" | "include" | "notices" => {}
            // What a block of the site's own makes of a name nobody knows: all that has it.
            name if !self.site.names.theme_blocks.contains(name) => shown.is_doubtful = true,
            _ => {
                let is_doubtful = shown.is_doubtful;
                for name in texts {
                    self.card(name, None, shown);
                    self.path(name, shown);
                    self.rows_of(name, None, &self.columns_of(name), shown);
                }
                // Its other words are no names.
                shown.is_doubtful = is_doubtful;
            }
        }
    }

    fn table(&self, arguments: &Table, shown: &mut Shown) {
        let list = |key: &str| arguments.get(key).map(|entry| names_in(&entry.value));
        let of = arguments.get("of").and_then(|entry| entry.value.as_text());
        let of = of.unwrap_or_default();
        let mut columns = list("columns").unwrap_or_else(|| self.columns_of(of));
        for key in ["group", "sort", "rowhead"] {
            let names = list(key).unwrap_or_default().into_iter();
            columns.extend(names.map(|name| name.trim_start_matches('-').to_owned()));
        }
        let conditions = arguments
            .get("where")
            .and_then(|entry| entry.value.as_table());
        let conditions = conditions.map_or(&[][..], |table| &table.entries);
        columns.extend(conditions.iter().map(|condition| condition.key.clone()));
        self.rows_of(of, list("rows"), &columns, shown);
    }

    /// The columns of a table that asks for none.
    fn columns_of(&self, of: &str) -> Vec<String> {
        let table = self.site.dataset.tables.get(of);
        let own = table.map(|table| table.columns.iter().map(|column| column.key.clone()));
        own.map_or_else(
            || {
                ["name", "number", "cost", "hours", "reply"]
                    .map(str::to_owned)
                    .into()
            },
            Iterator::collect,
        )
    }

    fn rows_of(&self, of: &str, rows: Option<Vec<String>>, columns: &[String], shown: &mut Shown) {
        let dataset = &self.site.dataset;
        let paths: Vec<Vec<&str>> = columns
            .iter()
            .map(|path| path.split('.').collect())
            .collect();
        let is_chosen = |id: &str| {
            rows.as_ref()
                .is_none_or(|rows| rows.iter().any(|row| row == id))
        };
        if let Some(table) = dataset.tables.get(of) {
            let is_row = |id: &String| table.row(id).is_some();
            let is_column = |path: &Vec<&str>| table.column(path[0]).is_some();
            let is_known = rows.iter().flatten().all(is_row) && paths.iter().all(is_column);
            shown.is_doubtful |= !is_known;
            shown.tables.insert(table.name.clone());
            for path in &paths {
                shown.columns.insert(format!("{of}.{}", path[0]));
            }
            for row in table.rows.iter().filter(|row| is_chosen(&row.id)) {
                for path in &paths {
                    self.row(table, row, path, shown);
                }
            }
            return;
        }
        // A table without rows shows its columns all the same.
        shown
            .columns
            .extend(paths.iter().map(|path| path[0].to_owned()));
        let mut names = Vec::new();
        if of == "channels" {
            let ids = dataset.channels.iter().map(Channel::id);
            names.extend(ids.filter(|id| is_chosen(id)).map(str::to_owned));
        } else if let Some(channel) = of.strip_suffix(".parts").and_then(|id| dataset.channel(id)) {
            let parts = channel.parts.iter().filter(|part| is_chosen(&part.id));
            names.extend(parts.map(|part| format!("{}.{}", channel.id(), part.id)));
        } else {
            shown.is_doubtful = true;
        }
        shown.is_doubtful |= rows.is_some_and(|rows| rows.len() != names.len());
        for name in names {
            for path in &paths {
                self.asked(&name, path, shown);
            }
        }
    }
}

/// The names in an argument: one, a list of them, or tables with a `key`.
fn names_in(node: &Node) -> Vec<String> {
    let name = |node: &Node| match &node.kind {
        Kind::Table(table) => Some(table.get("key")?.value.as_text()?.to_owned()),
        _ => node.as_text().map(str::to_owned),
    };
    match node.as_list() {
        Some(list) => list.iter().filter_map(name).collect(),
        None => name(node).into_iter().collect(),
    }
}

/// Every text among the arguments of a block.
fn texts_of<'t>(table: &'t Table, texts: &mut Vec<&'t str>) {
    fn of_node<'t>(node: &'t Node, texts: &mut Vec<&'t str>) {
        match &node.kind {
            Kind::Text(text) => texts.push(text),
            Kind::List(list) => list.iter().for_each(|node| of_node(node, texts)),
            Kind::Table(table) => texts_of(table, texts),
            _ => {}
        }
    }
    table
        .entries
        .iter()
        .for_each(|entry| of_node(&entry.value, texts));
}
