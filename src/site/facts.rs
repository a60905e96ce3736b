//! All facts as a list, and which places of the pages show each of them.

use std::collections::BTreeMap;

use super::fact::{Asked, hours_paths};
use super::join::title_of;
use super::joining::{CellId, Joining};
use super::link::View;
use super::print::Standing;
use super::texts::rich_letters;
use super::{Site, is_faq};
use crate::dataset::field::FIELDS;
use crate::dataset::{Cell, Record, Text, Value};
use crate::diagnostic::Bag;
use crate::page::{Braces, Phrase, Piece, Placeholder};
use crate::text::{SourcePath, Span};

/// How far a fact may be trusted on the day of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// It is our own desk's.
    Own,
    /// Somebody verified it lately.
    Verified,
    /// It was verified longer ago than `review_after`.
    Stale,
    /// It was verified longer ago than twice `review_after`; no link is made of it.
    Expired,
    /// Nobody has verified it, or on a day that has not come.
    Unverified,
}

impl Trust {
    /// Whether a number or address may be dialled from the page.
    pub fn may_be_followed(self) -> bool {
        matches!(self, Self::Own | Self::Verified | Self::Stale)
    }
}

/// A fact and what a page would print for it.
#[derive(Clone, Debug)]
pub struct ListedFact<'d> {
    /// Between braces: `phone.general.number`.
    pub path: String,
    /// Whose fact it is: `phone.general`.
    pub owner: String,
    /// The rest of the path: `number`, `languages.ja`.
    pub field: String,
    /// The fact.
    pub cell: &'d Cell,
    /// What is printed, for each language of the site that can say it.
    pub printed: BTreeMap<String, String>,
    /// How far it may be trusted.
    pub trust: Trust,
}

/// A place of a page that shows a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Showing {
    /// The file of the page.
    pub page: SourcePath,
    /// The placeholder or the block.
    pub span: Span,
    /// The block's name; absent: a placeholder.
    pub block: Option<String>,
    /// The id of the question in whose title or answer it stands.
    pub question: Option<String>,
}

impl Site {
    /// Every fact of the dataset that says something, in the order of the data and of the format.
    pub fn facts(&self) -> Vec<ListedFact<'_>> {
        let mut facts = Vec::new();
        for (owner, record, fields) in self.owners() {
            for field in fields {
                let Some(cell) = record.value(&field).and_then(|_| record.cell(&field)) else {
                    continue;
                };
                facts.push(self.listed(&owner, field, cell));
            }
        }
        facts
    }

    /// A fact in every form in which it can be asked for, with what is printed.
    pub fn forms(&self, fact: &ListedFact<'_>, language: &str) -> Vec<(String, String)> {
        if !matches!(fact.cell.value, Value::Hours(_)) {
            return Vec::new();
        }
        let mut paths: Vec<String> = hours_paths(&fact.field);
        if fact.field == "hours" {
            paths.push(super::fact::NEXT_CLOSED.to_owned());
        }
        let printed = paths.into_iter().filter_map(|form| {
            let path = format!("{}.{form}", fact.owner);
            let printed = self.printed(&path, language)?;
            Some((path, printed))
        });
        printed.collect()
    }

    fn listed<'d>(&self, owner: &str, field: String, cell: &'d Cell) -> ListedFact<'d> {
        let path = format!("{owner}.{field}");
        let languages = self.config.languages.iter();
        let printed = languages
            .filter_map(|language| Some((language.clone(), self.printed(&path, language)?)))
            .collect();
        ListedFact {
            owner: owner.to_owned(),
            printed,
            trust: self.trust(cell),
            path,
            field,
            cell,
        }
    }

    /// What a page would print of a value that no placeholder names: one of a dated change.
    pub fn print_cell(&self, field: &str, cell: &Cell, language: &str) -> String {
        let view = View {
            path: &cell.place.path,
            page: None,
            url: "/",
            in_place: false,
            language,
        };
        let mut bag = Bag::new();
        rich_letters(&self.rich_value(field, cell, &view, &mut Joining::new(&mut bag)))
    }

    /// The letters of a text of the dataset, the facts in it put in.
    pub fn letters_of(&self, text: &Text, language: &str) -> String {
        let path = SourcePath::new("content/_index.md");
        let view = View {
            path: &path,
            page: None,
            url: "/",
            in_place: false,
            language,
        };
        let mut bag = Bag::new();
        self.letters(text, &view, &mut Joining::new(&mut bag)).0
    }

    /// How far a fact may be trusted.
    pub fn trust(&self, cell: &Cell) -> Trust {
        match self.standing(&cell.provenance) {
            Standing::Good if self.dataset.ours => Trust::Own,
            Standing::Good => Trust::Verified,
            Standing::Stale => Trust::Stale,
            Standing::Expired => Trust::Expired,
            Standing::Unverified => Trust::Unverified,
        }
    }

    /// Channels, parts and rows, each with the fields that it has, in the order of the format.
    fn owners(&self) -> Vec<(String, &Record, Vec<String>)> {
        let columns: Vec<&str> = self
            .dataset
            .columns
            .iter()
            .map(|column| column.key.as_str())
            .collect();
        let of_channel = |record: &Record| -> Vec<String> {
            let known = FIELDS.iter().map(|field| field.key).chain(columns.clone());
            let of = |key: &'_ str| -> Vec<String> {
                let below = |field: &&String| {
                    field.as_str() == key || (key == "languages" && field.starts_with("languages."))
                };
                record.cells.keys().filter(below).cloned().collect()
            };
            known.flat_map(of).collect()
        };
        let mut owners = Vec::new();
        for channel in &self.dataset.channels {
            let id = channel.id();
            owners.push((id.to_owned(), &channel.record, of_channel(&channel.record)));
            for part in &channel.parts {
                owners.push((format!("{id}.{}", part.id), part, of_channel(part)));
            }
        }
        for table in self.dataset.tables.values() {
            let columns = table.columns.iter().map(|column| column.key.clone());
            let columns: Vec<String> = columns.collect();
            let rows = table.rows.iter();
            owners.extend(
                rows.map(|row| (format!("{}.{}", table.name, row.id), row, columns.clone())),
            );
        }
        owners
    }

    /// Where each fact is shown, by its path, page after page.
    pub fn shown_at(&self) -> BTreeMap<String, Vec<Showing>> {
        let mut paths = BTreeMap::new();
        for (owner, record, _) in self.owners() {
            for (field, cell) in &record.cells {
                paths.insert(CellId::of(cell), format!("{owner}.{field}"));
            }
        }
        let mut shown: BTreeMap<String, Vec<Showing>> = BTreeMap::new();
        for at in 0..self.pages.len() {
            self.showings_of(at, |cell, showing| {
                if let Some(path) = paths.get(&cell) {
                    let places = shown.entry(path.clone()).or_default();
                    if places.last() != Some(&showing) {
                        places.push(showing);
                    }
                }
            });
        }
        for places in shown.values_mut() {
            places.sort();
            places.dedup();
        }
        shown
    }

    fn showings_of(&self, at: usize, mut found: impl FnMut(CellId, Showing)) {
        let page = &self.pages[at].page;
        let view = self.own_view(at);
        let showing = |span: Span, block: Option<&str>| Showing {
            page: page.path.clone(),
            span,
            block: block.map(str::to_owned),
            question: self.question_at(at, span),
        };
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        if self.braces(page) == Braces::Facts {
            let front = [&page.front.title, &page.front.description];
            let in_front = front.into_iter().flatten().flat_map(placeholders);
            for placeholder in in_front.chain(&page.body.placeholders) {
                let Ok(fact) = self.fact(placeholder, &page.path) else {
                    continue;
                };
                joining.met = Some(std::collections::BTreeSet::new());
                let (Asked::Cell(_, cell, _)
                | Asked::NextClosed(_, cell)
                | Asked::Provenance(_, cell)) = fact.asked;
                joining.meets(cell);
                self.shown(&fact, &view, &mut joining);
                for cell in joining.met.take().unwrap_or_default() {
                    found(cell, showing(placeholder.span, None));
                }
            }
        }
        for block in &page.body.blocks {
            joining.met = Some(std::collections::BTreeSet::new());
            self.block(block, &view, &mut joining);
            for cell in joining.met.take().unwrap_or_default() {
                found(cell, showing(block.span, Some(&block.name.value)));
            }
        }
    }

    /// The question of an FAQ page in which a place lies.
    fn question_at(&self, at: usize, span: Span) -> Option<String> {
        let page = &self.pages[at].page;
        if !is_faq(page) {
            return None;
        }
        let title = title_of(page);
        let mut headings = page.body.headings.iter().enumerate().rev();
        let start = span.start as usize;
        let (_, heading) = headings.find(|(number, heading)| {
            heading.level == 2 && Some(*number) != title && {
                let section = &heading.section;
                (page.body_start + section.start..page.body_start + section.end).contains(&start)
            }
        })?;
        Some(heading.id.clone())
    }
}

fn placeholders(phrase: &Phrase) -> impl Iterator<Item = &Placeholder> {
    phrase.pieces.iter().filter_map(|piece| match piece {
        Piece::Fact(placeholder) => Some(placeholder),
        Piece::Text(_) => None,
    })
}
