//! `themes/README.md` is the contract with theme authors: it names every field, block, filter and
//! file that there is, and none that there is not.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

use std::fmt::Write as _;
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

/// The serialisable structs, each with a row for each public field: its name, its type in words, what it is.
fn models() -> Vec<(String, String)> {
    let mut models = Vec::new();
    for path in MODELS {
        let text = read(path);
        for part in text.split("Serialize)]\npub struct ").skip(1) {
            let (name, rest) = part.split_once(" {").unwrap();
            let body = rest.split("\n}").next().unwrap();
            models.push((name.to_owned(), rows(body)));
        }
    }
    models
}

fn rows(body: &str) -> String {
    let mut rows = String::new();
    let mut about: Vec<&str> = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            about.push(words);
        } else if let Some(field) = line.strip_prefix("pub ") {
            let (name, kind) = field.trim_end_matches(',').split_once(": ").unwrap();
            let about = std::mem::take(&mut about).join(" ");
            writeln!(rows, "| `{name}` | {} | {about} |", said(kind, &about)).unwrap();
        }
    }
    rows
}

/// A type, as whoever writes templates calls it.
fn said(kind: &str, about: &str) -> String {
    if let Some(inner) = kind.strip_prefix("Option<") {
        return format!("{}, or none", said(inner.trim_end_matches('>'), about));
    }
    if about.contains("as HTML") {
        return "HTML".to_owned();
    }
    match kind {
        "String" => "text".to_owned(),
        "bool" => "yes/no".to_owned(),
        "usize" | "u8" | "u32" | "i64" => "number".to_owned(),
        "&'static str" | "PageKind" => "word".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        "Vec<String>" => "list of texts".to_owned(),
        _ if kind.contains("Map<") => "map".to_owned(),
        _ => kind.strip_prefix("Vec<").map_or_else(
            || format!("`{kind}`"),
            |inner| format!("list of `{}`", inner.trim_end_matches('>')),
        ),
    }
}

/// `themes/README.md` with the rows of its tables as the types have them.
fn written_from_types(contract: &str) -> String {
    let mut new = contract.to_owned();
    let models = models();
    assert!(
        models.len() >= 20,
        "the models were found: {}",
        models.len()
    );
    for (name, rows) in models {
        let heading = format!("(`{name}`)\n");
        let section = new
            .find(&heading)
            .unwrap_or_else(|| panic!("themes/README.md has no section for `{name}`"));
        let head = "| --- | --- | --- |\n";
        let start = section + new[section..].find(head).unwrap() + head.len();
        let length: usize = new[start..]
            .split_inclusive('\n')
            .take_while(|line| line.starts_with('|'))
            .map(str::len)
            .sum();
        new.replace_range(start..start + length, &rows);
    }
    new
}

#[test]
fn every_field_is_documented_from_its_type_and_no_other() {
    let contract = read("themes/README.md");
    let wanted = written_from_types(&contract);
    if std::env::var_os("MADOGUCHI_UPDATE_CONTRACT").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
        fs::write(path, wanted).unwrap();
        return;
    }
    let mut pairs = contract.lines().zip(wanted.lines());
    let differs = pairs.find(|(have, want)| have != want);
    assert!(
        differs.is_none() && contract == wanted,
        "themes/README.md is not as the types have it ({differs:?}); \
         MADOGUCHI_UPDATE_CONTRACT=1 cargo test --test theme_contract writes it"
    );
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
