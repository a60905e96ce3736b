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
use std::sync::{Arc, Mutex};

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, Severity, codes};
use madoguchi::notation::{find_phones, may_hold_phone, phone_stretches};
use madoguchi::output::{Content, Output};
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

/// A site of one page, compiled.
struct Site {
    page: String,
    findings: Vec<Diagnostic>,
    html: String,
}

fn compiled(text: &str, path: &str, data: &str) -> Site {
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
    Site {
        page,
        findings: compiled.findings.into_iter().filter(of_page).collect(),
        html: html.into_inner().unwrap(),
    }
}

/// What is said of a page whose body is a text, as `code line:column words`; lines are the body's.
fn found(text: &str, path: &str, data: &str) -> Vec<String> {
    let told = [
        codes::UNKNOWN_NUMBER,
        codes::NEAR_NUMBER,
        codes::DRIFT,
        codes::LITERAL_FACT,
        codes::ENDED_CHANNEL,
        codes::CONTACT_LINK,
    ];
    let Site { page, findings, .. } = compiled(text, path, data);
    let of_numbers = |finding: &&Diagnostic| told.contains(&finding.code);
    let lines = LineIndex::new(&page);
    let shown = |finding: &Diagnostic| {
        let span = finding.place.clone().unwrap().span;
        let at = lines.position(span.start as usize);
        let code = match (finding.code, finding.severity) {
            (codes::UNKNOWN_NUMBER, Severity::Warning) => "short-number",
            (code, _) => code.name(),
        };
        let said = &page[span.range()];
        (span, format!("{code} {}:{} {said}", at.line - 3, at.column))
    };
    let mut found: Vec<_> = findings.iter().filter(of_numbers).map(shown).collect();
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

#[test]
fn as_people_write() {
    assert!(check("fresh.md", "content/_index.md") >= 35);
    assert!(check("fresh.en.md", "content/_index.en.md") >= 24);
}

/// The letters of a page's body.
fn letters(html: &str) -> String {
    let body = html.split("class=\"page-body\"").nth(1).unwrap();
    let ends = [
        "<section class=\"provenance",
        "<footer",
        "</article>",
        "<nav",
    ];
    let end = ends.iter().filter_map(|end| body.find(end)).min();
    let body = &body[..end.unwrap_or(body.len())];
    let texts = body.split('<').skip(1);
    texts
        .map(|piece| piece.split_once('>').map_or("", |(_, text)| text))
        .collect::<String>()
        .trim()
        .to_owned()
}

#[test]
fn a_fix_prints_the_very_same_characters() {
    let data = format!("ours = true\n{}", read("site.toml"));
    let mut fixed = 0;
    for (name, path) in [
        ("known.md", "content/_index.md"),
        ("known.en.md", "content/_index.en.md"),
        ("fresh.md", "content/_index.md"),
    ] {
        for row in rows(&read(name)) {
            let before = compiled(&row.text, path, &data);
            let fixes = before.findings.iter().filter_map(|of| of.fix.clone());
            let mut edits: Vec<_> = fixes.flat_map(|fix| fix.edits).collect();
            if edits.is_empty() || before.html.is_empty() {
                continue;
            }
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
            let mut page = before.page.clone();
            for edit in &edits {
                page.replace_range(edit.span.range(), &edit.text);
            }
            let text = page.split_once("\"\n+++\n").unwrap().1;
            let after = compiled(text.trim_end_matches('\n'), path, &data);
            assert_eq!(letters(&after.html), letters(&before.html), "{text}");
            fixed += edits.len();
        }
    }
    assert!(fixed > 10, "{fixed}");
}

/// A text that is made to be slow takes no longer than a moment.
#[test]
fn time_grows_with_the_length_and_not_with_its_square() {
    for piece in [
        "0",
        "0-",
        "0 ",
        "o",
        "\u{200b}",
        "0\u{200b}",
        "(",
        "(0",
        "+0",
        "一",
        "0一",
        "0120-",
        "ゼロ",
        "&",
        "の0",
    ] {
        let text = piece.repeat(50_000 / piece.len());
        let begun = std::time::Instant::now();
        let _ = (
            phone_stretches(&text),
            may_hold_phone(&text),
            find_phones(&text, "JP"),
        );
        let page = compiled(
            &format!("<div>{text}</div>"),
            "content/_index.md",
            &read("site.toml"),
        );
        assert!(page.page.len() > 40_000);
        let took = begun.elapsed();
        assert!(took.as_secs() < 60, "{piece:?} took {took:?}");
    }
}
