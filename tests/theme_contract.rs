//! `themes/README.md` is the contract with theme authors: it names every field, block, filter and
//! file that there is, and none that there is not.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the values are declared that templates see.
const MODELS: [&str; 3] = [
    "src/render/model.rs",
    "src/render/block_model.rs",
    "src/render/navigation.rs",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The serialisable structs and their public fields.
fn models() -> Vec<(String, BTreeSet<String>)> {
    let mut models = Vec::new();
    for path in MODELS {
        let text = read(path);
        for part in text.split("Serialize)]\npub struct ").skip(1) {
            let (name, rest) = part.split_once(" {").unwrap();
            let body = rest.split("\n}").next().unwrap();
            let fields = body.lines().filter_map(|line| {
                let (field, _) = line.trim().strip_prefix("pub ")?.split_once(':')?;
                Some(field.to_owned())
            });
            models.push((name.to_owned(), fields.collect()));
        }
    }
    models
}

/// The first cells, without backticks, of the rows of the section that names a struct.
fn documented(contract: &str, name: &str) -> BTreeSet<String> {
    let heading = format!("(`{name}`)\n");
    let section = contract
        .split_once(&heading)
        .unwrap_or_else(|| panic!("themes/README.md has no section for `{name}`"))
        .1;
    let section = section.split("\n#").next().unwrap();
    let cell = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    section.lines().filter_map(cell).collect()
}

#[test]
fn every_field_is_documented_and_no_other() {
    let contract = read("themes/README.md");
    let models = models();
    assert!(
        models.len() >= 20,
        "the models were found: {}",
        models.len()
    );
    for (name, fields) in models {
        assert_eq!(documented(&contract, &name), fields, "{name}");
    }
}

#[test]
fn every_filter_function_and_block_of_the_frame_is_documented() {
    let contract = read("themes/README.md");
    let filters = read("src/theme/filters.rs");
    for list in ["FILTERS: &[&str] = &[", "FUNCTIONS: &[&str] = &["] {
        let names = filters
            .split(list)
            .nth(1)
            .unwrap()
            .split(']')
            .next()
            .unwrap();
        for name in names.split('"').skip(1).step_by(2) {
            assert!(contract.contains(&format!("| `{name}` |")), "{name}");
        }
    }
    let base = read("themes/default/base.html");
    for part in base.split("{%- block ").skip(1) {
        let name = part.split(' ').next().unwrap();
        assert!(contract.contains(&format!("`{name}`")), "the block {name}");
    }
}

#[test]
fn every_template_is_documented() {
    let contract = read("themes/README.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for below in ["", "blocks/"] {
        for entry in fs::read_dir(folder.join(below)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_template = path.extension().is_some_and(|kind| kind == "html");
            let named = contract.contains(&format!("`{below}{name}`"));
            assert!(!is_template || named, "{below}{name}");
        }
    }
}

#[test]
fn the_words_for_kinds_are_those_of_templates() {
    let contract = read("themes/README.md");
    let model = read("src/render/model.rs");
    let kinds = model.split("pub enum PageKind {").nth(1).unwrap();
    let kinds = kinds.split("\n}").next().unwrap();
    for line in kinds.lines().map(str::trim) {
        let Some(kind) = line.strip_suffix(',').filter(|line| !line.starts_with('/')) else {
            continue;
        };
        let mut name = String::new();
        for letter in kind.chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        assert!(contract.contains(&format!("`{name}`")), "{name}");
    }
}
