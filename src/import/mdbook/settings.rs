//! `book.toml`: what of it a site of ours can say, and what it cannot.

use std::collections::BTreeMap;

use super::super::finding;
use super::super::old::Redirect;
use crate::decode::{Entry, Origin, Table, parse_toml};
use crate::diagnostic::{Bag, Diagnostic, Place};
use crate::page::foreign::{DefinitionLists, Foreign, SmartPunctuation};
use crate::text::{Source, Span};

/// What a book says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    /// The folder of the chapters.
    pub(super) source: String,
    pub(super) build: String,
    pub(super) repository: Option<String>,
    /// Where the book stood, a whole URL or a path, and where that is said.
    pub(super) site_url: Option<(String, Span)>,
    pub(super) cname: Option<String>,
    pub(super) not_found: String,
    pub(super) foreign: Foreign,
    /// What begins a line of code that is hidden, by language.
    pub(super) hidden_lines: BTreeMap<String, String>,
    pub(super) redirects: Vec<Redirect>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What only says how the old program was to work.
const SILENT: &[&str] = &[
    "build.create-missing",
    "build.use-default-preprocessors",
    "build.extra-watch-dirs",
    "book.src",
    "book.multilingual",
    "build.build-dir",
    "output.html.search.enable",
    "output.html.print.enable",
];

impl Settings {
    /// The whole URL of the book, as far as it is known.
    pub(super) fn url(&self) -> Option<String> {
        let path = self.site_url.as_ref().map_or("/", |(url, _)| url);
        if path.starts_with("https://") {
            return Some(path.to_owned());
        }
        let name = self.cname.as_ref()?;
        Some(format!("https://{name}/{}", path.trim_start_matches('/')))
    }

    pub(super) fn read(source: Option<&Source>) -> Self {
        let mut settings = Self {
            source: "src".to_owned(),
            build: "book".to_owned(),
            not_found: "404.md".to_owned(),
            foreign: Foreign {
                smart_punctuation: SmartPunctuation::On,
                definition_lists: DefinitionLists::On,
            },
            // Of Rust, lines that begin with `#` are hidden unless something else is said.
            hidden_lines: BTreeMap::from([("rust".to_owned(), "#".to_owned())]),
            ..Self::default()
        };
        let Some(source) = source else {
            return settings;
        };
        let origin = Origin::of(source);
        let mut bag = Bag::new();
        let table = parse_toml(&source.text[source.start()..], &origin).unpack(&mut bag);
        settings.findings = bag.into_sorted();
        let mut walk = Walk {
            source,
            settings: &mut settings,
        };
        walk.table("", &table);
        walk.site_url();
        settings
    }
}

struct Walk<'s> {
    source: &'s Source,
    settings: &'s mut Settings,
}

impl Walk<'_> {
    fn place(&self, span: Span) -> Place {
        Place::new(&self.source.path, span)
    }

    fn table(&mut self, above: &str, table: &Table) {
        for entry in &table.entries {
            let key = match above {
                "" => entry.key.clone(),
                above => format!("{above}.{}", entry.key),
            };
            self.entry(&key, entry);
        }
    }

    fn entry(&mut self, key: &str, entry: &Entry) {
        let text = entry.value.as_text().map(str::to_owned);
        let settings = &mut *self.settings;
        match (key, text) {
            ("book.title", text) => settings.title = text,
            ("book.description", text) => settings.description = text,
            ("book.language", text) => settings.language = text,
            ("book.src", Some(text)) => settings.source = folder(&text),
            ("build.build-dir", Some(text)) => settings.build = folder(&text),
            ("output.html.git-repository-url", Some(text)) if text.starts_with("https://") => {
                settings.repository = Some(text);
            }
            ("output.html.site-url", Some(text)) => {
                settings.site_url = Some((text, entry.key_span));
            }
            ("output.html.cname", text @ Some(_)) => settings.cname = text,
            ("output.html.input-404", Some(text)) => settings.not_found = text,
            ("output.html.smart-punctuation" | "output.html.curly-quotes", _) => {
                let is_on = entry.value.kind == crate::decode::Kind::Bool(true);
                settings.foreign.smart_punctuation = if is_on {
                    SmartPunctuation::On
                } else {
                    SmartPunctuation::Off
                };
            }
            ("output.html.definition-lists", _) => {
                if entry.value.kind == crate::decode::Kind::Bool(false) {
                    settings.foreign.definition_lists = DefinitionLists::Off;
                }
            }
            ("output.html.admonitions", _) => {}
            ("output.html.redirect", _) => self.redirects(entry),
            ("output.html.code.hidelines", _) => {
                let table = entry.value.as_table().cloned().unwrap_or_default();
                for entry in &table.entries {
                    if let Some(prefix) = entry.value.as_text() {
                        let prefix = prefix.to_owned();
                        settings.hidden_lines.insert(entry.key.clone(), prefix);
                    }
                }
            }
            (key, _) if SILENT.contains(&key) => {}
            (key, _) => self.other(key, entry),
        }
    }

    /// Tables are looked into where something below them is known; all else is told as it stands.
    fn other(&mut self, key: &str, entry: &Entry) {
        let is_way = matches!(
            key,
            "book"
                | "build"
                | "output"
                | "output.html"
                | "output.html.code"
                | "output.html.search"
                | "output.html.print"
        );
        match entry.value.as_table() {
            Some(table) if is_way => self.table(key, table),
            _ => {
                let place = self.place(entry.key_span);
                self.settings.findings.push(finding::setting(place, key));
            }
        }
    }

    /// The path of a site says where it stands only beside its host.
    fn site_url(&mut self) {
        let settings = &mut *self.settings;
        let url = settings.site_url.take();
        let url = url.filter(|(url, _)| url != "/");
        let Some((url, span)) = url else { return };
        let is_whole = url.starts_with("https://");
        if !is_whole && settings.cname.is_none() {
            let place = Place::new(&self.source.path, span);
            settings
                .findings
                .push(
                    finding::setting(place, "output.html.site-url").help(crate::wording::words(
                        "公開先のURLを `config.toml` の `base_url` に書いてください",
                        "write the whole URL as `base_url` into `config.toml`",
                    )),
                );
        }
        settings.site_url = Some((url, span));
    }

    fn redirects(&mut self, entry: &Entry) {
        let table = entry.value.as_table().cloned().unwrap_or_default();
        for entry in &table.entries {
            if let Some(to) = entry.value.as_text() {
                let place = Some(self.place(entry.key_span));
                self.settings.redirects.push(Redirect {
                    from: format!("/{}", folder(&entry.key)),
                    to: to.to_owned(),
                    place,
                });
            }
        }
    }
}

/// A folder's path without `./` and a closing `/`; empty for the root.
fn folder(path: &str) -> String {
    super::summary::normal(path).unwrap_or_default()
}
