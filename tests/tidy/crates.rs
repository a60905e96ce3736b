//! Each outside crate has one home, so that it can be replaced in an afternoon.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::tree::{expect_none, root, sources};

/// Where each crate may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["src/report/human.rs"]),
    // The web server of the preview, and what it is made of.
    ("axum", &["src/host/serve/"]),
    ("blake3", &["src/digest.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    // How another generator spells letters in addresses and ids.
    ("deunicode", &["src/import/zola/slugify.rs"]),
    ("getrandom", &["src/host/serve/token.rs"]),
    ("hyper", &["src/host/serve/"]),
    ("hyper_util", &["src/host/serve/"]),
    ("jiff", &["src/civil.rs", "src/host/clock.rs"]),
    ("mime_guess", &["src/preview/address.rs"]),
    ("notify", &["src/host/watch"]),
    ("pulldown_cmark", &["src/page/", "src/render/body/"]),
    ("rayon", &["src/compile/", "src/host/"]),
    // The one measure in the core: how much processor time a hostile fence has taken.
    // Asking other sites whether links still lead somewhere.
    ("rustls", &["src/host/visit/"]),
    ("rustix", &["src/host/", "src/render/highlight/budget.rs"]),
    ("saphyr_parser", &["src/decode/yaml"]),
    // A serialisable type is a promise: the theme contract, and reports for programs.
    (
        "serde",
        &["src/render/", "src/theme/", "src/report/json.rs"],
    ),
    (
        "serde_json",
        &[
            "src/render/",
            "src/search/write.rs",
            "src/theme/",
            "src/compile/",
            "src/site/",
            "src/facts/",
            "src/schema/",
            "src/report/json.rs",
            "src/host/visit/remembered.rs",
        ],
    ),
    ("similar", &["src/report/patch.rs"]),
    ("strsim", &["src/diagnostic/suggest.rs"]),
    ("syntect", &["src/render/highlight"]),
    ("tera", &["src/theme/"]),
    ("tokio", &["src/host/serve/"]),
    // In `decode` itself the word is the name of the file that is the home.
    ("toml", &["src/decode/toml.rs", "src/decode/mod.rs"]),
    ("two_face", &["src/render/highlight"]),
    ("ureq", &["src/host/visit/"]),
    ("url", &["src/host/visit/"]),
    // One letter may be spelled in two ways wherever names are compared.
    ("unicode_normalization", &["src/"]),
    ("unicode_width", &["src/facts/width.rs"]),
    ("walkdir", &["src/host/"]),
];

#[test]
fn each_crate_is_used_at_home() {
    let mut findings = Vec::new();
    let mut used = BTreeSet::new();
    for file in sources() {
        if file.is_test() {
            continue;
        }
        for (number, line) in file.code() {
            for (name, homes) in HOMES {
                if !names(line, name) {
                    continue;
                }
                used.insert(*name);
                if !homes.iter().any(|home| file.path.starts_with(home)) {
                    findings.push(format!(
                        "{}:{number}: `{name}` lives in {homes:?}: call what that room offers instead",
                        file.path
                    ));
                }
            }
        }
    }
    for (name, _) in HOMES {
        if !used.contains(name) {
            findings.push(format!(
                "Cargo.toml:1: nobody uses `{name}`: remove it there and in tests/tidy/crates.rs"
            ));
        }
    }
    expect_none(&findings);
}

#[test]
fn every_dependency_has_a_home() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = manifest
        .split("\n[dependencies]\n")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .unwrap();
    let declared: BTreeSet<String> = section
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect();
    let homes: BTreeMap<&str, _> = HOMES.iter().copied().collect();
    let known: BTreeSet<String> = homes.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        declared, known,
        "the dependencies of Cargo.toml differ from HOMES in tests/tidy/crates.rs"
    );
}

/// Whether code names a crate: `name::`, or `use name;`.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let apart = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '"'));
        apart && (after.starts_with("::") || (line.starts_with("use ") && after.starts_with(';')))
    })
}
