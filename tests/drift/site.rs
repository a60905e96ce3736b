//! A site of one page, compiled, and what is found in its prose.

use std::sync::{Arc, Mutex};

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, codes};
use madoguchi::output::{Content, Output};
use madoguchi::text::{LineIndex, Snapshot, SourcePath};

/// What every page of these tests begins with; it is three lines.
const FRONT: &str = "+++\ntitle = \"A\"\n+++\n";

/// A site of one page, compiled.
pub(crate) struct Compiled {
    pub(crate) page: String,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) html: String,
}

impl Compiled {
    /// A page of a text beside a dataset.
    pub(crate) fn of(text: &str, path: &str, data: &str) -> Self {
        let page = format!("{FRONT}{text}\n");
        let texts = [
            (
                "config.toml",
                "title = \"A\"\nlanguages = [\"ja\", \"en\"]\n",
            ),
            ("content/data/channels.toml", data),
            (path, page.as_str()),
        ];
        let today = "2026-11-20".parse().unwrap();
        let snapshot = Arc::new(Snapshot::of_texts(today, texts));
        let options = Options::default();
        let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
        let html = Mutex::new(String::new());
        let sink = |output: Output| {
            if let (true, Content::Bytes(bytes)) =
                (output.path.as_str().ends_with("index.html"), output.content)
            {
                *html.lock().unwrap() = String::from_utf8(bytes).unwrap();
            }
            Ok::<(), String>(())
        };
        let compiled = parsed.compile(&snapshot, &options, &sink).unwrap();
        let of_page = |finding: &Diagnostic| {
            let place = finding.place.as_ref();
            place.is_some_and(|place| place.path.as_str() == path)
        };
        Self {
            page,
            findings: compiled.findings.into_iter().filter(of_page).collect(),
            html: html.into_inner().unwrap(),
        }
    }

    /// The text without the front matter.
    pub(crate) fn text(&self) -> &str {
        &self.page[FRONT.len()..]
    }

    /// What is found about facts, as `code line:column words`, in the order of the text.
    pub(crate) fn found(&self) -> Vec<String> {
        let drift = [codes::DRIFT, codes::LITERAL_FACT, codes::UNBOUND_FACT];
        let lines = LineIndex::new(self.text());
        let shown = |finding: &Diagnostic| {
            let span = finding.place.clone().unwrap().span;
            let words = &self.page[span.range()];
            let at = span.start as usize - FRONT.len();
            let place = lines.position(at);
            let code = finding.code;
            (
                span,
                format!("{code} {}:{} {words}", place.line, place.column),
            )
        };
        let of_drift = |finding: &&Diagnostic| drift.contains(&finding.code);
        let mut found: Vec<_> = self.findings.iter().filter(of_drift).map(shown).collect();
        found.sort();
        found.into_iter().map(|(_, shown)| shown).collect()
    }
}
