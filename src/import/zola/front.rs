//! The front matter of a page of Zola, as ours.

use std::ops::Range;

use super::super::finding;
use super::super::front::Front;
use crate::decode::{Entry, Kind, Origin, parse_toml, parse_yaml};
use crate::diagnostic::{Bag, Diagnostic, Place};
use crate::text::Source;
use crate::wording::words;

/// What a page or section says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) front: Front,
    pub(super) slug: Option<String>,
    pub(super) path: Option<String>,
    pub(super) aliases: Vec<String>,
    /// Whether it is rendered at all.
    pub(super) is_hidden: bool,
    pub(super) paginate_by: i64,
    pub(super) paginate_path: Option<String>,
    /// The terms of each taxonomy.
    pub(super) terms: Vec<(String, String)>,
    /// Where the body begins.
    pub(super) body_start: usize,
    pub(super) findings: Vec<Diagnostic>,
}

/// Reads the front matter of a file.
pub(super) fn read(source: &Source) -> Said {
    let mut said = Said {
        body_start: source.start(),
        ..Said::default()
    };
    let Some((is_toml, inside, body_start)) = fences(source) else {
        return said;
    };
    said.body_start = body_start;
    let origin = Origin::from_offset(&source.path, inside.start);
    let text = source.text[inside].replace("\r\n", " \n");
    let mut bag = Bag::new();
    let table = if is_toml {
        parse_toml(&text, &origin)
    } else {
        parse_yaml(&text, &origin)
    }
    .unpack(&mut bag);
    for mut error in bag.into_sorted() {
        error.severity = crate::diagnostic::Severity::Warning;
        said.findings.push(error);
    }
    let mut reading = Reading { source, said };
    for entry in &table.entries {
        reading.entry(entry);
    }
    reading.said
}

/// Whether it is TOML, where it stands, and where the body begins.
fn fences(source: &Source) -> Option<(bool, Range<usize>, usize)> {
    let start = source.start();
    let text = &source.text[start..];
    let skipped = text.len() - text.trim_start().len();
    let text = &text[skipped..];
    let start = start + skipped;
    let mark = text
        .get(..3)
        .filter(|mark| matches!(*mark, "+++" | "---"))?;
    let mut at = 0;
    let mut inside = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let next = at + line.len();
        if line.trim_end() == mark {
            match inside {
                None if number == 0 => inside = Some(next),
                None => return None,
                Some(begin) => {
                    return Some((mark == "+++", start + begin..start + at, start + next));
                }
            }
        } else if number == 0 {
            return None;
        }
        at = next;
    }
    None
}

struct Reading<'r> {
    source: &'r Source,
    said: Said,
}

impl Reading<'_> {
    fn entry(&mut self, entry: &Entry) {
        let text = entry.value.as_text().map(str::to_owned);
        let truth = match &entry.value.kind {
            Kind::Bool(truth) => Some(*truth),
            _ => None,
        };
        let number = match &entry.value.kind {
            Kind::Integer(number) => Some(*number),
            _ => None,
        };
        let day = matches!(entry.key.as_str(), "date" | "updated").then(|| self.day(entry));
        let day = day.flatten();
        let said = &mut self.said;
        match entry.key.as_str() {
            "title" => said.front.title = text,
            "description" => said.front.description = text,
            "date" => said.front.date = day,
            "updated" => said.front.updated = day,
            "weight" | "order" => said.front.weight = number,
            "draft" => said.front.is_draft = truth == Some(true),
            "slug" => said.slug = text.filter(|slug| !slug.is_empty()),
            "path" => said.path = text.filter(|path| !path.is_empty()),
            "aliases" => {
                let nodes = entry.value.as_list().unwrap_or_default().iter();
                said.aliases = nodes
                    .filter_map(|node| node.as_text().map(str::to_owned))
                    .collect();
            }
            "in_search_index" => said.front.is_hidden_from_search = truth == Some(false),
            "render" => {
                said.is_hidden = truth == Some(false);
                if said.is_hidden {
                    self.tell(entry);
                }
            }
            "sort_by" => self.sort(entry, text.as_deref()),
            "paginate_by" => {
                said.paginate_by = number.unwrap_or(0);
                self.tell(entry);
            }
            "paginate_path" => said.paginate_path = text,
            "extra" => {
                let table = entry.value.as_table().cloned().unwrap_or_default();
                said.front.add_extra(&table.entries);
            }
            "taxonomies" => self.taxonomies(entry),
            "template"
            | "page_template"
            | "insert_anchor_links"
            | "transparent"
            | "redirect_to"
            | "paginate_reversed"
            | "generate_feed"
            | "generate_feeds" => self.tell(entry),
            _ => {
                self.keep_in_extra(entry);
            }
        }
    }

    fn tell(&mut self, entry: &Entry) {
        let place = Place::new(&self.source.path, entry.key_span);
        self.said.findings.push(finding::setting(place, &entry.key));
    }

    /// A day, or the day of a moment.
    fn day(&mut self, entry: &Entry) -> Option<String> {
        let written = self
            .source
            .text
            .get(entry.value.span.range())
            .unwrap_or_default();
        let day = match &entry.value.kind {
            Kind::Date(day) | Kind::DateTime(day, _) => Some(day.to_string()),
            Kind::Text(text) => day_of(text),
            _ => day_of(written),
        };
        if day.is_none() {
            self.tell(entry);
        }
        day
    }

    fn sort(&mut self, entry: &Entry, by: Option<&str>) {
        self.said.front.sort = match by {
            Some("weight" | "order") => Some("weight"),
            Some("date") => Some("date"),
            Some("title" | "title_bytes") => Some("title"),
            _ => {
                self.tell(entry);
                None
            }
        };
    }

    fn taxonomies(&mut self, entry: &Entry) {
        let table = entry.value.as_table().cloned().unwrap_or_default();
        for of in &table.entries {
            let nodes = of.value.as_list().unwrap_or_default().iter();
            let terms = nodes.filter_map(|node| node.as_text());
            let terms = terms.map(|term| (of.key.clone(), term.to_owned()));
            self.said.terms.extend(terms);
        }
        self.keep_in_extra(entry);
    }

    fn keep_in_extra(&mut self, entry: &Entry) {
        let place = Place::new(&self.source.path, entry.key_span);
        self.said
            .findings
            .push(finding::setting(place, &entry.key).help(words(
                "値は `[extra]` に残してあります",
                "its value is kept in `[extra]`",
            )));
        self.said.front.add_extra(std::slice::from_ref(entry));
    }
}

/// The day at the beginning of `2026-11-01T09:00:00Z`.
fn day_of(text: &str) -> Option<String> {
    let day = text.trim_matches(['"', '\'']).get(..10)?;
    crate::civil::read_date(day).map(|day| day.to_string())
}
