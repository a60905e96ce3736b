//! A site whose files are judged: by its schemas, and by the decoders.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use boon::{Compiler, SchemaIndex, Schemas};
use madoguchi::civil::{Date, read_date};
use madoguchi::compile::{self, Edition, Options};
use madoguchi::decode::{Origin, Table, parse_toml, parse_yaml};
use madoguchi::diagnostic::{Diagnostic, Severity};
use madoguchi::host;
use madoguchi::page::Dialect;
use madoguchi::render::highlight::Highlighter;
use madoguchi::schema::{Known, json_of, schemas};
use madoguchi::text::{Snapshot, Source, SourcePath};
use madoguchi::wording::Language;
use serde_json::Value as Json;

pub(crate) const CONFIG: &str = "config.toml";

/// A site and its schemas.
pub(crate) struct Judge {
    /// The texts of the site by path.
    pub(crate) texts: BTreeMap<SourcePath, Source>,
    compiled: BTreeMap<String, SchemaIndex>,
    schemas: Schemas,
}

fn today() -> Date {
    read_date("2026-11-28").unwrap()
}

impl Judge {
    /// The judge of a site below the repository's root.
    pub(crate) fn of(folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let read = host::read(&root, &SourcePath::new(CONFIG), today());
        Self::of_snapshot(read.snapshot, Language::Japanese)
    }

    /// The judge of texts.
    pub(crate) fn of_texts(texts: &[(&str, &str)]) -> Self {
        let texts = texts.iter().map(|(path, text)| Source::new(path, *text));
        let texts = texts.map(|source| (source.path.clone(), source)).collect();
        Self::of_snapshot(snapshot(texts), Language::English)
    }

    fn of_snapshot(snapshot: Snapshot, language: Language) -> Self {
        let texts = snapshot.texts.clone();
        let options = Options::default();
        let parsed = compile::parse(&snapshot, &SourcePath::new(CONFIG), &options);
        let lamp = Arc::new(Highlighter::without_colours());
        let edition = Edition::declare(parsed.clone(), &Arc::new(snapshot), &options, lamp);
        let drawn = schemas(&Known::of(edition.site(), &parsed.theme, language));
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let mut compiled = BTreeMap::new();
        for file in &drawn {
            let schema: Json = serde_json::from_str(&file.text).unwrap();
            let location = format!("{}.json", file.name);
            compiler.add_resource(&location, schema).unwrap();
            let index = compiler.compile(&location, &mut schemas);
            compiled.insert(
                file.name.clone(),
                index.unwrap_or_else(|e| panic!("{}: {e}", file.name)),
            );
        }
        Self {
            texts,
            compiled,
            schemas,
        }
    }

    /// What the schema of a file says against a text; nothing if the text is right.
    pub(crate) fn schema_says(&self, path: &str, text: &str) -> Option<String> {
        let name = name_of(path);
        let table = table_of(path, text);
        let index = self
            .compiled
            .get(name)
            .or_else(|| self.compiled.get("table"));
        let node = madoguchi::decode::Node {
            kind: madoguchi::decode::Kind::Table(table),
            span: madoguchi::text::Span::at(0),
            verbatim: None,
        };
        let value = json_of(&node);
        let judged = self.schemas.validate(&value, *index.unwrap());
        judged.err().map(|error| format!("{error:#}"))
    }

    /// The errors that the decoders report in a file with another text.
    pub(crate) fn decoder_says(&self, path: &str, text: &str) -> Vec<Diagnostic> {
        let source = Source::new(path, text);
        let findings = if path.starts_with("content/data/") {
            let mut texts = self.texts.clone();
            texts.insert(source.path.clone(), source);
            madoguchi::dataset::read(&texts, today()).findings
        } else if path == CONFIG {
            madoguchi::config::read(&source).findings
        } else {
            madoguchi::page::parse(&source, &Dialect::default()).findings
        };
        errors_in(path, findings)
    }

    /// The errors of the whole site in a file with another text.
    pub(crate) fn site_says(&self, path: &str, text: &str) -> Vec<Diagnostic> {
        let mut texts = self.texts.clone();
        texts.insert(SourcePath::new(path), Source::new(path, text));
        let snapshot = Arc::new(snapshot(texts));
        let options = Options::default();
        let parsed = compile::parse(&snapshot, &SourcePath::new(CONFIG), &options);
        let lamp = Arc::new(Highlighter::without_colours());
        let edition = Edition::declare(parsed, &snapshot, &options, lamp);
        errors_in(path, edition.findings().cloned().collect())
    }
}

fn errors_in(path: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_here = |finding: &Diagnostic| {
        let here = finding
            .place
            .as_ref()
            .is_some_and(|place| place.path.as_str() == path);
        here && finding.severity == Severity::Error
    };
    findings.into_iter().filter(is_here).collect()
}

fn snapshot(texts: BTreeMap<SourcePath, Source>) -> Snapshot {
    Snapshot {
        texts,
        ..Snapshot::of_texts(today(), [])
    }
}

/// What the schema of a file is called.
fn name_of(path: &str) -> &str {
    match path.strip_prefix("content/data/") {
        Some(name) => name.trim_end_matches(".toml"),
        None if path == CONFIG => "config",
        None => "front-matter",
    }
}

/// The text as a table; of a page, its front matter.
fn table_of(path: &str, text: &str) -> Table {
    let origin = Origin::from_offset(&SourcePath::new(path), 0);
    let between = |mark: &str| {
        let inside = text.strip_prefix(mark)?;
        inside
            .split_once(&format!("\n{mark}"))
            .map(|(inside, _)| inside.to_owned() + "\n")
    };
    match (between("+++\n"), between("---\n")) {
        (Some(toml), _) => parse_toml(&toml, &origin).value,
        (_, Some(yaml)) => parse_yaml(&yaml, &origin).value,
        _ => parse_toml(text, &origin).value,
    }
}
