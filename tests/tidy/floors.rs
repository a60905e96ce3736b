//! A file imports from lower floors or from its own room; rooms of one floor do not know each other.

use std::collections::BTreeMap;
use std::fs;

use super::tree::{File, expect_none, root, sources};

/// The rooms of each floor, from the ground up. `ARCHITECTURE.md` says what is in them.
const FLOORS: &[&[&str]] = &[
    &["digest", "wording"],
    &["civil", "keep"],
    &["text"],
    &["diagnostic", "html", "output", "visit"],
    &["decode", "host", "report", "scaffold"],
    &["config", "ledger", "notation", "policy"],
    &["dataset", "page", "theme"],
    &["site", "verify"],
    &["check", "facts", "render", "search"],
    &["compile"],
    &["mend", "preview"],
    &["cli"],
    &["main"],
];

/// Names for rooms that say nothing: a function without a home lacks a noun.
const NO_ROOMS: [&str; 8] = [
    "utils", "util", "common", "helpers", "helper", "types", "core", "misc",
];

fn floors() -> BTreeMap<&'static str, usize> {
    let rooms = FLOORS.iter().enumerate();
    rooms
        .flat_map(|(floor, rooms)| rooms.iter().map(move |room| (*room, floor)))
        .collect()
}

fn room_of(file: &File) -> String {
    let parts = file.below_src().unwrap_or_default();
    parts[0].trim_end_matches(".rs").to_owned()
}

#[test]
fn arrows_point_down() {
    let floors = floors();
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| file.path != "src/lib.rs") {
        let room = room_of(file);
        let Some(floor) = floors.get(room.as_str()) else {
            findings.push(format!(
                "{}:1: the room `{room}` is on no floor: add it to FLOORS in tests/tidy/floors.rs and to ARCHITECTURE.md",
                file.path
            ));
            continue;
        };
        for (line, imported) in imports(file) {
            let Some(below) = floors.get(imported.as_str()) else {
                findings.push(format!(
                    "{}:{line}: `{imported}` is no room: name one of {:?}",
                    file.path,
                    floors.keys()
                ));
                continue;
            };
            if imported != room && below >= floor {
                findings.push(format!(
                    "{}:{line}: `{room}` (floor {floor}) imports `{imported}` (floor {below}): move what is needed to a lower floor, or take it as a value",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}

/// The rooms that a file names, each with its line.
fn imports(file: &File) -> Vec<(usize, String)> {
    let own = format!("{}::", "madoguchi");
    let prefix = if file.path == "src/main.rs" {
        own.as_str()
    } else {
        "crate::"
    };
    let mut found = Vec::new();
    for (number, line) in file.code() {
        for (at, _) in line.match_indices(prefix) {
            if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let rest = &line[at + prefix.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap_or(group)
                    .split(',')
                    .collect(),
                None => vec![rest],
            };
            for name in names {
                let name: String = name
                    .trim()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                // A name with a capital is an item of the crate's root: there is none.
                if !name.is_empty() {
                    found.push((number, name));
                }
            }
        }
        found.extend(climbing(file, line).map(|name| (number, name)));
    }
    found
}

/// Rooms reached by `super::super::…` instead of by name.
fn climbing<'l>(file: &File, line: &'l str) -> impl Iterator<Item = String> + 'l {
    let parts = file.below_src().unwrap_or_default();
    let is_mod = parts.last() == Some(&"mod.rs");
    let depth = parts.len() - usize::from(is_mod);
    let ladder = "super::".repeat(depth);
    let found = line.find(&ladder).filter(|_| depth > 0);
    let name = found.map(|at| {
        let rest = &line[at + ladder.len()..];
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    });
    name.filter(|name| name != "super" && !name.is_empty())
        .into_iter()
}

#[test]
fn rooms_have_names_that_say_something() {
    let mut findings = Vec::new();
    for file in sources() {
        for part in file.below_src().unwrap_or_default() {
            if NO_ROOMS.contains(&part.trim_end_matches(".rs")) {
                findings.push(format!(
                    "{}:1: `{part}` says nothing: name the thing that its functions are about",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}

#[test]
fn the_map_shows_the_floors() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut drawn: BTreeMap<String, usize> = BTreeMap::new();
    for line in map.lines() {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let (Some(floor), Some(rooms)) = (cells.next(), cells.next()) else {
            continue;
        };
        let Ok(floor) = floor.parse() else { continue };
        for room in rooms.split('`').skip(1).step_by(2) {
            let room = room.trim_end_matches('/').trim_end_matches(".rs");
            drawn.insert(room.to_owned(), floor);
        }
    }
    let real: BTreeMap<String, usize> = floors()
        .into_iter()
        .map(|(room, floor)| (room.to_owned(), floor))
        .collect();
    assert_eq!(
        drawn, real,
        "the table of floors in ARCHITECTURE.md differs from FLOORS in tests/tidy/floors.rs"
    );
}

#[test]
fn every_room_exists() {
    for room in floors().keys() {
        let file = root().join(format!("src/{room}.rs"));
        let folder = root().join(format!("src/{room}/mod.rs"));
        assert!(
            file.is_file() || folder.is_file(),
            "src/{room} is gone: remove it from FLOORS in tests/tidy/floors.rs"
        );
    }
}
