//! The fault table: each row is held by a test that bears its name, or says why not; and each sentence
//! of SECURITY.md by a test that exists.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{File, expect_none, files, is_rust};

const TABLE: &str = "tests/ROWS.md";
const SECURITY: &str = "SECURITY.md";

/// The rows of each letter: from 1 to the last.
const ROWS: &[(char, u32)] = &[
    ('R', 30),
    ('S', 10),
    ('O', 22),
    ('F', 15),
    ('W', 15),
    ('M', 23),
    ('D', 7),
    ('P', 8),
    ('C', 5),
];

/// Rows that no list of numbers has, and numbers that no row has.
const BESIDES: &[&str] = &["M13b"];
const ABSENT: &[&str] = &["P04"];

/// A line of a table: where it stands and its cells.
struct Line {
    place: String,
    cells: Vec<String>,
}

fn read(path: &str) -> Vec<Line> {
    let file = files(|other| other == path).pop().unwrap();
    let lines = file.numbered().filter(|(_, line)| line.starts_with("| "));
    let lines = lines.map(|(number, line)| Line {
        place: format!("{path}:{number}"),
        cells: line
            .trim_matches('|')
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect(),
    });
    // Heads and the lines below them are no rows.
    lines.filter(|line| line.cells.len() > 1).collect()
}

/// What a cell names: a file, and the tests in it. `` `file` `name` `name` `file` … ``
fn named(cell: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for word in cell.split('`').skip(1).step_by(2) {
        let is_path = word.contains('/') && !word.contains(' ');
        match found.last_mut() {
            Some((_, names)) if !is_path => names.push(word.to_owned()),
            _ => found.push((word.to_owned(), Vec::new())),
        }
    }
    found
}

/// Whether a file has a test of a name: a function, a heading of a case, a title.
fn has(file: &File, name: &str) -> bool {
    if is_rust(&file.path) {
        file.text.contains(&format!("fn {name}("))
    } else if file.path.starts_with("tests/cases/") {
        file.text
            .lines()
            .any(|line| line.strip_prefix("## ") == Some(name))
    } else {
        file.text.contains(name)
    }
}

/// The rows that a test's name speaks of: `w03_…`, `F03 …`, `r01_r05_…` (from, to), `f03_f07_f08_…`.
fn rows_of(name: &str) -> BTreeSet<String> {
    let parts = name.split(['_', ' ']);
    let ids: Vec<(char, u32, &str)> = parts.map_while(id).collect();
    if let [(letter, from, _), (same, to, _)] = ids[..]
        && letter == same
    {
        return (from..=to).map(|at| format!("{letter}{at:02}")).collect();
    }
    let ids = ids.iter();
    ids.map(|(letter, number, rest)| format!("{letter}{number:02}{rest}"))
        .collect()
}

fn id(part: &str) -> Option<(char, u32, &str)> {
    let letter = part.chars().next()?.to_ascii_uppercase();
    ROWS.iter().find(|(known, _)| *known == letter)?;
    let rest = part.get(1..)?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[digits..];
    let number = rest[..digits].parse().ok()?;
    matches!(after, "" | "b").then_some((letter, number, after))
}

/// What is wrong with what a cell names.
fn faults(line: &Line, cell: &str, all: &BTreeMap<String, File>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, names) in named(cell) {
        let Some(file) = all.get(&path) else {
            faults.push(format!("{}: there is no file `{path}`", line.place));
            continue;
        };
        for name in names {
            if !has(file, &name) {
                faults.push(format!("{}: `{path}` has no test `{name}`", line.place));
            }
        }
    }
    faults
}

fn all_files() -> BTreeMap<String, File> {
    let of_tests = |path: &str| {
        path.starts_with("tests/")
            || path.starts_with("src/")
            || path == "clippy.toml"
            || path == "deny.toml"
            || path == "Cargo.toml"
    };
    let files = files(of_tests).into_iter();
    files.map(|file| (file.path.clone(), file)).collect()
}

#[test]
fn every_row_of_the_fault_table_has_a_test_of_its_name() {
    let all = all_files();
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for line in read(TABLE) {
        let [row, what, held] = &line.cells[..] else {
            findings.push(format!("{}: a row has three cells", line.place));
            continue;
        };
        if id(row).is_none() {
            continue;
        }
        if !seen.insert(row.clone()) || what.is_empty() {
            findings.push(format!(
                "{}: `{row}` stands there twice, or says nothing",
                line.place
            ));
        }
        findings.extend(faults(&line, held, &all));
        let tests = named(held);
        let names: Vec<&String> = tests.iter().flat_map(|(_, names)| names).collect();
        if !names.is_empty() && !names.iter().any(|name| rows_of(name).contains(row)) {
            findings.push(format!("{}: no test bears the name of `{row}`", line.place));
        }
        // A row without a test of its name gives its reason in words.
        if names.is_empty() && held.chars().count() < 30 {
            findings.push(format!(
                "{}: `{row}` has neither a test nor a reason",
                line.place
            ));
        }
    }
    let listed = ROWS
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |at| format!("{letter}{at:02}")));
    let listed = listed.filter(|row| !ABSENT.contains(&row.as_str()));
    let wanted: BTreeSet<String> = listed
        .chain(BESIDES.iter().map(|row| (*row).to_owned()))
        .collect();
    for row in wanted.symmetric_difference(&seen) {
        findings.push(format!("{TABLE}:1: `{row}` is missing, or is no row"));
    }
    expect_none(&findings);
}

#[test]
fn every_sentence_of_the_security_page_has_a_test() {
    let all = all_files();
    let mut findings = Vec::new();
    let mut held = 0;
    for line in read(SECURITY) {
        let [sentence, cell] = &line.cells[..] else {
            findings.push(format!("{}: a row has two cells", line.place));
            continue;
        };
        if sentence.ends_with('.') {
            held += 1;
            findings.extend(faults(&line, cell, &all));
            if named(cell).iter().all(|(_, names)| names.is_empty()) {
                findings.push(format!(
                    "{}: name the test that holds this sentence",
                    line.place
                ));
            }
        }
    }
    assert!(held > 12, "the sentences are there: {held}");
    expect_none(&findings);
}
