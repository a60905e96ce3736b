//! The texts of a page that are no prose of its body: front matter, arguments of blocks.

use std::sync::Arc;

use super::{Numbers, Reading};
use crate::check::drift::Drift;
use crate::config::Config;
use crate::decode::{Kind, Node, Origin, Table, parse_toml};
use crate::diagnostic::Diagnostic;
use crate::notation::{Telling, may_hold_phone};
use crate::page::prose::{Medium, Numerals, Passage, Role, Words};
use crate::page::{Braces, EventList, numerals, phrase_at};
use crate::site::Site;
use crate::text::{Snapshot, SourcePath};

/// The tables and keys of the config whose texts readers see.
const SHOWN: &[&str] = &[
    "title",
    "description",
    "nav",
    "theme_settings",
    "words",
    "organisation",
    "extra",
];

/// Lists and tables nest no deeper than this in a text that people write.
const DEEPEST: usize = 32;

impl Numbers {
    /// What is wrong with the numbers of a page.
    pub(in crate::check) fn page(
        &self,
        site: &Site,
        drift: &Drift,
        (at, read): (usize, &EventList<'_>),
    ) -> Vec<Diagnostic> {
        if self.is_idle(&site.dataset) {
            return Vec::new();
        }
        let of = &site.pages[at];
        let page = &of.page;
        let reading = Reading {
            path: &page.path,
            language: &of.route.language,
            literal: &page.front.literal,
            braces: site.braces(page),
        };
        let phrases = page.front.title.iter().chain(&page.front.description);
        let own = phrases.map(|phrase| (Words::of_phrase(phrase, &page.text), Medium::Prose));
        let mut texts: Vec<(Words, Medium)> = own.collect();
        let mut gather = |table: &Table, medium| {
            let file = (&page.path, &*page.text);
            values(table, file, &mut |words| texts.push((words, medium)), 0);
        };
        if let Some(table) = &page.front.extra {
            gather(table, Medium::Title);
        }
        for block in &page.body.blocks {
            gather(&block.arguments, Medium::Title);
        }
        let texts = texts
            .into_iter()
            .filter(|(words, _)| may_hold_phone(&words.text))
            .map(|(words, medium)| alone(words, medium));
        let texts: Vec<Numerals> = texts.collect();
        let of_body = numerals(read, &page.origin());
        let all = texts.iter().chain(&of_body);
        all.flat_map(|numerals| self.findings((site, drift), &reading, numerals))
            .collect()
    }

    /// What is wrong with the numbers of the config's texts.
    pub(in crate::check) fn config(
        &self,
        site: &Site,
        drift: &Drift,
        snapshot: &Snapshot,
    ) -> Vec<Diagnostic> {
        let Config { path, .. } = &*site.config;
        let source = snapshot.texts.get(path);
        let Some(source) = source.filter(|source| may_hold_phone(&source.text)) else {
            return Vec::new();
        };
        if self.is_idle(&site.dataset) {
            return Vec::new();
        }
        // The settings keep no places of their texts; what cannot be decoded is told by their reader.
        let text = source.text.get(source.start()..).unwrap_or_default();
        let table = parse_toml(text, &Origin::of(source)).value;
        let reading = Reading {
            path,
            language: &site.config.default_language,
            literal: &[],
            braces: Braces::Literal,
        };
        let mut findings = Vec::new();
        let shown = |key: &&str| table.get(key);
        for entry in SHOWN.iter().filter_map(shown) {
            let mut see = |words: Words| {
                let numerals = alone(words, Medium::Title);
                findings.extend(self.findings((site, drift), &reading, &numerals));
            };
            value(&entry.value, (path, &source.text), &mut see, 0);
        }
        findings
    }
}

/// Words without anything around them.
pub(super) fn alone(words: Words, medium: Medium) -> Numerals {
    Numerals {
        passage: Passage {
            words: Arc::new(words),
            role: Role::Paragraph,
            headings: Vec::new(),
            above: Vec::new(),
            before: None,
            telling: Telling::Nothing,
        },
        medium,
        code: Vec::new(),
    }
}

/// The texts among the values of a table.
fn values(table: &Table, file: (&SourcePath, &str), see: &mut dyn FnMut(Words), depth: usize) {
    for entry in &table.entries {
        value(&entry.value, file, see, depth);
    }
}

fn value(node: &Node, file: (&SourcePath, &str), see: &mut dyn FnMut(Words), depth: usize) {
    match &node.kind {
        _ if depth > DEEPEST => {}
        Kind::Text(text) if may_hold_phone(text) => {
            let phrase = phrase_at(node, file.0, Braces::Literal).value;
            see(Words::of_phrase(&phrase, file.1));
        }
        Kind::List(list) => list
            .iter()
            .for_each(|node| value(node, file, see, depth + 1)),
        Kind::Table(table) => values(table, file, see, depth + 1),
        _ => {}
    }
}
