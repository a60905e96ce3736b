//! What the program is made of: from one registry, under licences that ask for a notice at most, locked (row C03).
//!
//! `cargo deny` reads the same `deny.toml` where it is installed; this needs nothing but cargo.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use super::tree::{expect_none, root};

/// Crates that the lock file has in several versions, and who asks for the older ones. All are small; a heavy one
/// (a parser, a runtime, a set of tables) is not put here but brought to one version.
const DOUBLED: &[(&str, &str)] = &[
    ("base64", "tests alone: boon has 0.22"),
    ("getrandom", "ring has 0.2, tera's ahash 0.3"),
    ("r-efi", "getrandom 0.3 has 5, on UEFI alone"),
    ("rand", "tests alone: html5ever is made with 0.8"),
    ("rand_core", "tests alone: rand 0.8 has 0.6"),
    (
        "syn",
        "tests alone, on Windows: opening-hours' chrono has 2",
    ),
    ("thiserror", "tests alone: ical has 1"),
    ("thiserror-impl", "tests alone: ical has 1"),
    ("windows-sys", "ring has 0.52, on Windows alone"),
];

/// Crates whose manifest names a file in the place of a licence, and what stands in that file.
const BY_FILE: &[(&str, &str)] = &[("ical", "Apache-2.0")];

/// What cargo says of all packages of the lock file, without asking anybody.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the lock file is not of this manifest: {said}"
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A list of strings in `deny.toml`.
fn listed(section: &str, key: &str) -> Vec<String> {
    let deny = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let deny: toml::Table = deny.parse().unwrap();
    let list = deny[section][key].as_array().unwrap().clone();
    let name = |value: toml::Value| match value {
        toml::Value::String(name) => name,
        other => other["crate"].as_str().unwrap().to_owned(),
    };
    list.into_iter().map(name).collect()
}

/// Whether a licence expression can be met with allowed licences: `OR`, `/` and `AND`, and brackets.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace(" / ", "/").replace('/', " OR ");
    let mut depth = 0;
    let mut split = Vec::new();
    for (at, c) in expression.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 => split.push(at),
            _ => {}
        }
    }
    // `AND` binds more closely, so the whole is cut at `OR` first.
    for word in [" OR ", " AND "] {
        let cut = split.iter().find(|at| expression[**at..].starts_with(word));
        if let Some(at) = cut {
            let (first, second) = (&expression[..*at], &expression[at + word.len()..]);
            let (first, second) = (is_met(first, allowed), is_met(second, allowed));
            return if word == " OR " {
                first || second
            } else {
                first && second
            };
        }
    }
    match expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inside) => is_met(inside, allowed),
        None => allowed.contains(&expression),
    }
}

#[test]
fn c03_every_dependency_comes_from_the_registry_under_a_kind_licence() {
    let allowed = listed("licenses", "allow");
    let banned = listed("bans", "deny");
    let mut findings = Vec::new();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "all of them are there");
    for package in packages {
        let name = text(package, "name");
        if name == "madoguchi" {
            continue;
        }
        if text(package, "source") != "registry+https://github.com/rust-lang/crates.io-index" {
            findings.push(format!("Cargo.lock:1: `{name}` comes from elsewhere"));
        }
        let by_file = BY_FILE.iter().find(|(of, _)| *of == name);
        let licence = by_file.map_or(text(package, "license"), |(_, licence)| licence);
        if !is_met(licence, &allowed) {
            findings.push(format!(
                "Cargo.lock:1: `{name}` is under {licence:?}, which deny.toml does not allow"
            ));
        }
        if banned.iter().any(|banned| banned == name) {
            findings.push(format!("Cargo.lock:1: `{name}` is banned by deny.toml"));
        }
    }
    expect_none(&findings);
}

#[test]
fn c03_what_stands_there_twice_says_why() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap();
        versions
            .entry(text("name"))
            .or_default()
            .push(text("version"));
    }
    let mut findings = Vec::new();
    for (name, of) in versions.iter().filter(|(_, of)| of.len() > 1) {
        if !DOUBLED.iter().any(|(known, _)| known == name) {
            findings.push(format!(
                "Cargo.lock:1: `{name}` stands there as {of:?}: bring its users to one version, or say why not"
            ));
        }
    }
    for (name, _) in DOUBLED {
        if versions.get(name).is_none_or(|of| of.len() < 2) {
            findings.push(format!(
                "Cargo.lock:1: `{name}` stands there once: take it from the list"
            ));
        }
    }
    expect_none(&findings);
}

#[test]
fn a_licence_expression_is_read_as_written() {
    let allowed = ["MIT".to_owned(), "ISC".to_owned()];
    for (expression, met) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("MIT AND ISC", true),
        ("(GPL-3.0 OR MIT) AND ISC", true),
        ("GPL-3.0 OR MIT AND Zlib", false),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}
