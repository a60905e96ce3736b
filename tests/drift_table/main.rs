//! Sentences as people write them, and what is to be found in each: a table of precision and recall.
//!
//! Most findings of drift are judged by whether people believe them, so about a third of the
//! sentences hold something that looks like a fact and is none.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Code, Diagnostic, codes};
use madoguchi::output::Output;
use madoguchi::text::{Snapshot, SourcePath};

/// A sentence of the table.
struct Row {
    line: usize,
    text: String,
    expected: Vec<String>,
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift_table");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn rows(table: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in table.lines().enumerate() {
        if let Some(text) = line.strip_prefix("- ") {
            rows.push(Row {
                line: at + 1,
                text: text.replace('⏎', "\n"),
                expected: Vec::new(),
            });
        } else if let Some(expected) = line.strip_prefix("  - ") {
            rows.last_mut().unwrap().expected.push(expected.to_owned());
        }
    }
    rows
}

/// What is found in a page of one text, as `code words`, in the order of the text.
fn found(text: &str, path: &str, data: &str) -> Vec<String> {
    let page = format!("+++\ntitle = \"A\"\n+++\n{text}\n");
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
    let drop = |_: Output| Ok::<(), String>(());
    let compiled = parsed.compile(&snapshot, &options, &drop).unwrap();
    let drift = [codes::DRIFT, codes::LITERAL_FACT, codes::UNBOUND_FACT];
    let shown = |finding: &Diagnostic| {
        let place = finding.place.clone().unwrap();
        let code: Code = finding.code;
        (place.span, format!("{code} {}", &page[place.span.range()]))
    };
    let of_page = |finding: &&Diagnostic| {
        finding
            .place
            .as_ref()
            .is_some_and(|place| place.path.as_str() == path)
    };
    let mut found: Vec<_> = compiled
        .findings
        .iter()
        .filter(|finding| drift.contains(&finding.code))
        .filter(of_page)
        .map(shown)
        .collect();
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

fn check(name: &str, path: &str) {
    let data = read("site.toml");
    let rows = rows(&read(name));
    let (mut right, mut missed, mut wrong) = (0, 0, 0);
    let mut report = String::new();
    for row in &rows {
        let mut found = found(&row.text, path, &data);
        let mut expected = row.expected.clone();
        found.sort();
        expected.sort();
        let hits = expected.iter().filter(|one| found.contains(one)).count();
        right += hits;
        missed += expected.len() - hits;
        wrong += found.iter().filter(|one| !expected.contains(one)).count();
        if found != expected {
            let _ = writeln!(
                report,
                "tests/drift_table/{name}:{}: {:?}\n  expected {expected:?}\n  found    {found:?}",
                row.line, row.text
            );
        }
    }
    let silent = rows.iter().filter(|row| row.expected.is_empty()).count();
    let figures = format!(
        "{} texts, {silent} of them with nothing: {right} found, {missed} missed, {wrong} wrong",
        rows.len()
    );
    assert!(report.is_empty(), "{figures}\n{report}");
}

#[test]
fn sentences_in_japanese() {
    check("japanese.md", "content/_index.md");
}

#[test]
fn sentences_in_english() {
    check("english.md", "content/_index.en.md");
}
