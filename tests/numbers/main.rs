//! Phone numbers as people write, hide and mistype them, and digits that are none: what is found in
//! each text, at which line and column.
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
use madoguchi::diagnostic::{Diagnostic, Severity, codes};
use madoguchi::output::Output;
use madoguchi::text::{LineIndex, Snapshot, SourcePath};

/// A text of a table, and what is to be found in it.
struct Row {
    line: usize,
    text: String,
    expected: Vec<String>,
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/numbers");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// `⏎` is the end of a line, `\u{200b}` a letter that cannot be seen.
fn unescaped(text: &str) -> String {
    let mut pieces = text.replace('⏎', "\n");
    while let Some(start) = pieces.find("\\u{") {
        let end = start + pieces[start..].find('}').unwrap();
        let code = u32::from_str_radix(&pieces[start + 3..end], 16).unwrap();
        let letter = char::from_u32(code).unwrap().to_string();
        pieces.replace_range(start..=end, &letter);
    }
    pieces
}

fn rows(table: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in table.lines().enumerate() {
        if let Some(text) = line.strip_prefix("- ") {
            rows.push(Row {
                line: at + 1,
                text: unescaped(text),
                expected: Vec::new(),
            });
        } else if let Some(expected) = line.strip_prefix("  - ") {
            rows.last_mut().unwrap().expected.push(unescaped(expected));
        }
    }
    rows
}

/// What is said of a page whose body is a text, as `code line:column words`; lines are the body's.
fn found(text: &str, path: &str, data: &str) -> Vec<String> {
    let page = format!("+++\ntitle = \"A\"\n+++\n{text}\n");
    let texts = [
        (
            "config.toml",
            "title = \"A\"\nlanguages = [\"ja\", \"en\"]\n[markdown]\nraw_html = \"allow\"\n",
        ),
        ("content/data/channels.toml", data),
        (path, page.as_str()),
    ];
    let today = "2026-11-20".parse().unwrap();
    let snapshot = Arc::new(Snapshot::of_texts(today, texts));
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let compiled = parsed
        .compile(&snapshot, &options, &|_: Output| Ok::<(), String>(()))
        .unwrap();
    let told = [
        codes::UNKNOWN_NUMBER,
        codes::NEAR_NUMBER,
        codes::DRIFT,
        codes::LITERAL_FACT,
        codes::ENDED_CHANNEL,
        codes::CONTACT_LINK,
    ];
    let of_numbers = |finding: &&Diagnostic| told.contains(&finding.code);
    let lines = LineIndex::new(&page);
    let shown = |finding: &Diagnostic| {
        let place = finding
            .place
            .clone()
            .filter(|place| place.path.as_str() == path)?;
        let at = lines.position(place.span.start as usize);
        let said = page[place.span.range()].to_owned();
        let code = match (finding.code, finding.severity) {
            (codes::UNKNOWN_NUMBER, Severity::Warning) => "short-number",
            (code, _) => code.name(),
        };
        Some((
            place.span,
            format!("{code} {}:{} {said}", at.line - 3, at.column),
        ))
    };
    let mut found: Vec<_> = compiled
        .findings
        .iter()
        .filter(of_numbers)
        .filter_map(shown)
        .collect();
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

fn check(name: &str, path: &str) -> usize {
    let data = read("site.toml");
    let rows = rows(&read(name));
    let (mut right, mut missed, mut wrong) = (0, 0, 0);
    let mut report = String::new();
    for row in &rows {
        let found = found(&row.text, path, &data);
        let hits = row
            .expected
            .iter()
            .filter(|one| found.contains(one))
            .count();
        right += hits;
        missed += row.expected.len() - hits;
        wrong += found
            .iter()
            .filter(|one| !row.expected.contains(one))
            .count();
        if found != row.expected {
            let _ = writeln!(
                report,
                "tests/numbers/{name}:{}: {:?}\n  expected {:?}\n  found    {found:?}",
                row.line, row.text, row.expected
            );
        }
    }
    let figures = format!(
        "{name}: {} texts: {right} found, {missed} missed, {wrong} wrong",
        rows.len()
    );
    assert!(report.is_empty(), "{figures}\n{report}");
    println!("{figures}");
    rows.len()
}

/// Row P01.
#[test]
fn p01_a_number_is_found_however_it_is_hidden() {
    assert!(check("disguises.md", "content/_index.md") >= 40);
}

/// Row P02.
#[test]
fn p02_other_digits_are_left_alone() {
    assert!(check("innocent.md", "content/_index.md") >= 60);
}

/// Row P03.
#[test]
fn p03_links_to_contact_somebody_are_refused_however_they_are_spelled() {
    assert!(check("contact-links.md", "content/_index.md") >= 20);
}

#[test]
fn known_numbers_and_their_neighbours() {
    assert!(check("known.md", "content/_index.md") >= 30);
    assert!(check("known.en.md", "content/_index.en.md") >= 10);
}
