//! What the fuzzer once found worth keeping goes through the same doors again (row C05).
//!
//! `cargo +nightly fuzz run TARGET` in `tests/fuzz/` makes the corpora grow; what is stored here is small.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

#[path = "fuzz/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;

/// A door for bytes, by the name of its target.
type Door = (&'static str, fn(&[u8]));

const DOORS: &[Door] = &[
    ("page", |bytes| text(bytes, doors::page)),
    ("mask", |bytes| text(bytes, doors::mask)),
    ("dataset", |bytes| text(bytes, doors::dataset)),
    ("front_matter", |bytes| text(bytes, doors::front_matter)),
    ("drift", |bytes| text(bytes, doors::drift)),
    ("url", |bytes| text(bytes, doors::url)),
    ("import", |bytes| text(bytes, doors::import)),
    ("request", doors::request),
];

fn text(bytes: &[u8], door: fn(&str)) {
    if let Ok(text) = str::from_utf8(bytes) {
        door(text);
    }
}

fn names(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz")
        .join(folder);
    let entries = fs::read_dir(&folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn c05_what_the_fuzzer_kept_goes_through_every_door() {
    for (target, door) in DOORS {
        let seeds = names(&format!("seeds/{target}"));
        assert!(seeds.len() >= 5, "{target} has seeds");
        for seed in seeds {
            let path = format!(
                "{}/tests/fuzz/seeds/{target}/{seed}",
                env!("CARGO_MANIFEST_DIR")
            );
            println!("{path}");
            door(&fs::read(path).unwrap());
        }
    }
}

#[test]
fn c05_every_target_of_the_fuzzer_is_replayed() {
    let targets: Vec<String> = names("fuzz_targets")
        .into_iter()
        .map(|name| name.trim_end_matches(".rs").to_owned())
        .collect();
    let mut doors: Vec<&str> = DOORS.iter().map(|(target, _)| *target).collect();
    doors.sort_unstable();
    assert_eq!(targets, doors);
}
