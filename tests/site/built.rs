//! A site built in memory: what the disk would have got.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use madoguchi::civil::{Date, read_date};
use madoguchi::compile::{self, Compilation, Options, Parsed};
use madoguchi::diagnostic::{Diagnostic, Severity};
use madoguchi::host;
use madoguchi::output::{Content, Output};
use madoguchi::page::Page;
use madoguchi::report::{Color, Format, Report};
use madoguchi::site::{Claims, Inputs, Site};
use madoguchi::text::{Snapshot, SourcePath};
use madoguchi::wording::Language;

/// The sites below the repository's root; the root itself is the guide.
const SITES: [&str; 5] = [
    ".",
    PLAIN,
    "tests/sites/city-office",
    "tests/sites/electric-company",
    "tests/sites/university-helpdesk",
];

/// The guide in another theme: what is promised of pages holds for every theme of the repository.
const PLAIN: &str = "./";

/// A built site.
pub(crate) struct Built {
    /// The folder it was read from, below the repository's root.
    pub(crate) name: &'static str,
    /// What it was built from.
    pub(crate) snapshot: Snapshot,
    /// Its inputs, read.
    pub(crate) parsed: Arc<Parsed>,
    /// The files of text, by path.
    pub(crate) texts: BTreeMap<String, String>,
    /// The paths of all files.
    pub(crate) paths: Vec<String>,
}

impl Built {
    /// The pages: every HTML file.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .filter(|(path, _)| path.to_ascii_lowercase().ends_with(".html"))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The pages of `content/`, each with the file it becomes.
    pub(crate) fn routes(&self) -> Vec<(Arc<Page>, String)> {
        let inputs = Inputs {
            config: &self.parsed.config,
            dataset: &self.parsed.dataset,
            snapshot: &Arc::new(self.snapshot.clone()),
            pages: &self.parsed.pages,
            theme_blocks: &self.parsed.theme_blocks,
            ledger: &self.parsed.ledger,
            drafts: false,
        };
        let declared = Site::declare(inputs, &mut Claims::default()).value;
        declared
            .pages
            .iter()
            .map(|page| (page.page.clone(), page.route.output.to_string()))
            .collect()
    }
}

/// The day on which all sites are built.
pub(crate) fn today() -> Date {
    read_date("2026-11-23").unwrap()
}

/// Reads a site.
pub(crate) fn read(name: &str) -> Snapshot {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let read = host::read(&root, &SourcePath::new("config.toml"), today());
    assert!(read.errors.is_empty(), "{name}: {:?}", read.errors);
    let mut snapshot = read.snapshot;
    if name == PLAIN {
        let config = snapshot.texts.get_mut("config.toml").unwrap();
        let plain = config
            .text
            .replace("theme = \"default\"", "theme = \"plain\"");
        assert!(plain.contains("\"plain\""), "the guide names its theme");
        config.text = Arc::from(plain);
    }
    snapshot
}

/// Every file of a build, as text where it was made, and what was found.
pub(crate) fn build(snapshot: &Snapshot) -> (Arc<Parsed>, Compilation, BTreeMap<String, Output>) {
    let options = Options::default();
    let parsed = compile::parse(snapshot, &SourcePath::new("config.toml"), &options);
    let outputs = Mutex::new(BTreeMap::new());
    let sink = |output: Output| {
        let path = output.path.to_string();
        let before = outputs.lock().unwrap().insert(path.clone(), output);
        assert!(before.is_none(), "{path} was made twice");
        Ok::<(), ()>(())
    };
    let compilation = parsed
        .compile(&Arc::new(snapshot.clone()), &options, &sink)
        .unwrap();
    let outputs = outputs.into_inner().unwrap();
    (parsed, compilation, outputs)
}

/// The files of text among those of a build.
pub(crate) fn texts(outputs: BTreeMap<String, Output>) -> BTreeMap<String, String> {
    outputs
        .into_iter()
        .filter_map(|(path, output)| match output.content {
            Content::Bytes(bytes) => Some((path, String::from_utf8(bytes).ok()?)),
            Content::Copy(_) => None,
        })
        .collect()
}

/// The errors among findings, one a line.
pub(crate) fn errors(snapshot: &Snapshot, findings: &[Diagnostic]) -> String {
    let errors: Vec<Diagnostic> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .cloned()
        .collect();
    let report = Report {
        texts: &snapshot.texts,
        language: Language::English,
        format: Format::Short,
        color: Color::Plain,
        prefix: "",
    };
    report.render(&errors)
}

/// The sites, built once for all tests.
pub(crate) fn sites() -> &'static [Built] {
    static BUILT: OnceLock<Vec<Built>> = OnceLock::new();
    BUILT.get_or_init(|| {
        SITES
            .iter()
            .map(|name| {
                let snapshot = read(name);
                let (parsed, compilation, outputs) = build(&snapshot);
                assert!(
                    !compilation.has_errors(),
                    "{name} does not build:\n{}",
                    errors(&snapshot, &compilation.findings)
                );
                Built {
                    name,
                    paths: outputs.keys().cloned().collect(),
                    texts: texts(outputs),
                    parsed,
                    snapshot,
                }
            })
            .collect()
    })
}

/// The repository's own guide.
pub(crate) fn guide() -> &'static Built {
    &sites()[0]
}
