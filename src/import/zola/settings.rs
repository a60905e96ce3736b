//! Zola's `config.toml`: what of it a site of ours can say, and what it cannot.

use super::slugify::{Slugify, Strategy};
use crate::decode::{Entry, Kind, Origin, Table, parse_toml};
use crate::diagnostic::{Bag, Diagnostic, Place};
use crate::import::finding;
use crate::page::foreign::{DefinitionLists, Foreign, SmartPunctuation};
use crate::text::Source;

/// What a site says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) default_language: String,
    /// The other languages, as they stand in file names and addresses.
    pub(super) languages: Vec<String>,
    /// Titles of other languages.
    pub(super) titles: Vec<(String, String)>,
    pub(super) output: String,
    pub(super) slugify: Slugify,
    pub(super) taxonomy_slugs: Strategy,
    pub(super) foreign: Foreign,
    pub(super) taxonomies: Vec<String>,
    pub(super) extra: Vec<Entry>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What only says how the old program was to work.
const SILENT: &[&str] = &[
    "output_dir",
    "build_search_index",
    "slugify.paths_keep_dates",
    "minify_html",
];

impl Settings {
    pub(super) fn read(source: Option<&Source>) -> Self {
        let mut settings = Self {
            default_language: "en".to_owned(),
            output: "public".to_owned(),
            ..Self::default()
        };
        let Some(source) = source else {
            return settings;
        };
        let origin = Origin::of(source);
        let mut bag = Bag::new();
        let table = parse_toml(&source.text[source.start()..], &origin).unpack(&mut bag);
        settings.findings = bag.into_sorted();
        settings.table(source, "", &table);
        settings
    }

    fn table(&mut self, source: &Source, above: &str, table: &Table) {
        for entry in &table.entries {
            let key = match above {
                "" => entry.key.clone(),
                above => format!("{above}.{}", entry.key),
            };
            self.entry(source, &key, entry);
        }
    }

    fn entry(&mut self, source: &Source, key: &str, entry: &Entry) {
        let text = entry.value.as_text().map(str::to_owned);
        let is_on = entry.value.kind == Kind::Bool(true);
        match (key, text) {
            ("title", text) => self.title = text,
            ("description", text) => self.description = text,
            ("base_url", text) => self.base_url = text,
            ("default_language", Some(text)) => self.default_language = text,
            ("slugify.paths", Some(text)) => self.slugify.paths = strategy(&text),
            ("slugify.anchors", Some(text)) => self.slugify.anchors = strategy(&text),
            ("slugify.taxonomies", Some(text)) => self.taxonomy_slugs = strategy(&text),
            ("slugify.paths_keep_dates", _) => self.slugify.keeps_dates = is_on,
            ("markdown.smart_punctuation", _) => {
                if is_on {
                    self.foreign.smart_punctuation = SmartPunctuation::On;
                }
            }
            ("markdown.definition_list", _) => {
                if is_on {
                    self.foreign.definition_lists = DefinitionLists::On;
                }
            }
            ("markdown.github_alerts" | "markdown.bottom_footnotes", _) => {}
            ("extra", _) if entry.value.as_table().is_some() => {
                let table = entry.value.as_table().cloned().unwrap_or_default();
                self.extra = table.entries;
            }
            ("taxonomies", _) => {
                self.taxonomies = taxonomies(entry);
                self.tell(source, key, entry);
            }
            ("output_dir", Some(text)) => self.output = text,
            ("languages", _) => self.languages(source, entry),
            (key, _) if SILENT.contains(&key) => {}
            ("markdown" | "slugify", _) => match entry.value.as_table() {
                Some(table) => self.table(source, key, &table.clone()),
                None => self.tell(source, key, entry),
            },
            _ => self.tell(source, key, entry),
        }
    }

    fn tell(&mut self, source: &Source, key: &str, entry: &Entry) {
        let place = Place::new(&source.path, entry.key_span);
        self.findings.push(finding::setting(place, key));
    }

    fn languages(&mut self, source: &Source, entry: &Entry) {
        // Old versions had a list of `{ code = "fr" }`.
        let listed = entry.value.as_list().unwrap_or_default().iter();
        let codes = listed.filter_map(|node| {
            let code = node.as_table()?.get("code")?;
            code.value.as_text().map(str::to_owned)
        });
        self.languages.extend(codes);
        let table = entry.value.as_table().cloned().unwrap_or_default();
        for entry in &table.entries {
            self.languages.push(entry.key.clone());
            let of = entry.value.as_table().cloned().unwrap_or_default();
            for inner in &of.entries {
                match (inner.key.as_str(), inner.value.as_text()) {
                    ("title", Some(title)) => {
                        self.titles.push((entry.key.clone(), title.to_owned()));
                    }
                    ("build_search_index", _) => {}
                    ("taxonomies", _) => {
                        self.taxonomies.extend(taxonomies(inner));
                        self.tell(
                            source,
                            &format!("languages.{}.taxonomies", entry.key),
                            inner,
                        );
                    }
                    (key, _) => self.tell(source, &format!("languages.{}.{key}", entry.key), inner),
                }
            }
        }
        self.languages.retain(|code| *code != self.default_language);
    }
}

fn taxonomies(entry: &Entry) -> Vec<String> {
    let listed = entry.value.as_list().unwrap_or_default().iter();
    listed
        .filter_map(|node| {
            let name = node.as_table().and_then(|table| table.get("name"));
            let name = name.map_or(node, |entry| &entry.value);
            name.as_text().map(str::to_owned)
        })
        .collect()
}

fn strategy(text: &str) -> Strategy {
    match text {
        "safe" => Strategy::Safe,
        "off" => Strategy::Off,
        _ => Strategy::On,
    }
}
