//! What lies in the repository, and what no file of it may say.

use std::collections::BTreeSet;

use super::tree::{expect_none, files, paths};

/// What the top of the repository may hold.
const TOP: &[&str] = &[
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    // GitHub looks for an action at the top alone.
    "action.yml",
    "benches",
    "clippy.toml",
    "config.toml",
    "content",
    "deny.toml",
    "proptest-regressions",
    "rustfmt.toml",
    "src",
    "static",
    "templates",
    "tests",
    "themes",
];

/// Texts that belong to one person's machine. Each is written in two halves, or this file would
/// hold them.
const OF_A_MACHINE: &[(&str, &str)] = &[
    ("/ro", "ot/"),
    ("/wo", "rk/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("C:\\Us", "ers"),
    ("regis", "try.npm"),
    ("regis", "try-1"),
    ("pypi", ".org"),
];

#[test]
fn the_top_holds_only_what_belongs_there() {
    let tops: BTreeSet<String> = paths()
        .iter()
        .map(|path| path.split('/').next().unwrap_or(path).to_owned())
        .collect();
    let findings: Vec<String> = tops
        .iter()
        .filter(|top| !TOP.contains(&top.as_str()))
        .map(|top| {
            format!("{top}:1: not among the top of the repository: give it a place below, or a line in tests/tidy/repository.rs")
        })
        .collect();
    expect_none(&findings);
}

/// What is released is what the newest section but one says; `.ci/release-notes` holds tags to it.
#[test]
fn the_changelog_is_in_order() {
    let log = files(|path| path == "CHANGELOG.md").remove(0).text;
    let heads: Vec<&str> = log
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(
        heads.first(),
        Some(&"Unreleased"),
        "what is not released stands on top"
    );
    for head in &heads[1..] {
        let (version, day) = head
            .split_once(" (")
            .expect("a heading is `VERSION (YEAR-MONTH-DAY)`");
        assert_eq!(version.split('.').count(), 3, "{head}");
        assert!(
            day.len() == 11 && day.ends_with(')'),
            "{head}: when was that?"
        );
    }
    let unique: BTreeSet<&&str> = heads.iter().collect();
    assert_eq!(unique.len(), heads.len(), "a version has one section");
}

#[test]
fn no_file_speaks_of_one_machine() {
    let mut findings = Vec::new();
    for file in files(|path| path != "Cargo.lock") {
        for (number, line) in file.numbered() {
            for (first, second) in OF_A_MACHINE {
                let text = [*first, *second].concat();
                if line.contains(&text) {
                    findings.push(format!(
                        "{}:{number}: `{text}` belongs to one machine: say it without",
                        file.path
                    ));
                }
            }
        }
    }
    expect_none(&findings);
}

#[test]
fn texts_have_plain_line_ends() {
    let mut findings = Vec::new();
    let is_prose = |path: &str| {
        let is_data = ["tests/cases/", "tests/fuzz/seeds/"];
        path != "Cargo.lock" && !is_data.iter().any(|folder| path.starts_with(folder))
    };
    for file in files(is_prose) {
        if file.text.contains('\r') {
            findings.push(format!(
                "{}:1: a carriage return: save it with LF",
                file.path
            ));
        }
        if !file.text.is_empty() && !file.text.ends_with('\n') && !file.text.contains('\0') {
            findings.push(format!("{}:1: no line end at the end: add one", file.path));
        }
        for (number, line) in file.numbered() {
            // In Markdown two blanks at the end are a line break.
            let is_markdown = file.path.to_ascii_lowercase().ends_with(".md");
            if !is_markdown && line.ends_with([' ', '\t']) {
                findings.push(format!(
                    "{}:{number}: a blank at the end: remove it",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}
