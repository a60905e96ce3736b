//! The manual in `content/manual/` says what is so: each of its examples is a site that is built, each command that it
//! shows is run, and pages that are made from the source are what the source says.
//!
//! Below a level-2 heading, fences whose info string is a path are the files of one site, and a `console` fence is what
//! happens in its folder: what stands below a command is what it prints, with `…` for lines that are left out. A fence of
//! Markdown that is followed by the same text is a block shown beside its source. `MADOGUCHI_UPDATE_MANUAL=1` rewrites
//! what is printed and the pages that are made; read the difference before you commit it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository and run the program, and fail by panicking"
)]

mod example;
mod generated;
mod page;

use std::path::{Path, PathBuf};
use std::{env, fs};

use rayon::prelude::*;

use page::{Kind, Page};

/// The folder of the manual.
const MANUAL: &str = "content/manual";

/// Pages that are made from the source of the program, here or elsewhere: their fences are not examples.
const GENERATED: [&str; 8] = [
    "codes.md",
    "codes.en.md",
    "contract.en.md",
    "dataset.md",
    "dataset.en.md",
    "config.md",
    "config.en.md",
    "schema.md",
];

fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(of)
}

fn is_updating() -> bool {
    env::var_os("MADOGUCHI_UPDATE_MANUAL").is_some()
}

/// The pages that people wrote.
fn written() -> Vec<Page> {
    let mut names: Vec<String> = fs::read_dir(path(MANUAL))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "md")
        })
        .filter(|name| !GENERATED.contains(&name.as_str()))
        .collect();
    names.sort();
    let read = |name: &String| {
        let text = fs::read_to_string(path(MANUAL).join(name)).unwrap();
        Page::read(name, &text).unwrap_or_else(|wrong| panic!("{wrong}"))
    };
    names.iter().map(read).collect()
}

#[test]
fn every_example_is_built_and_every_command_prints_what_is_shown() {
    let pages = written();
    let outcomes: Vec<_> = pages.par_iter().map(example::run).collect();
    let mut failures = Vec::new();
    for (page, outcome) in pages.iter().zip(outcomes) {
        if is_updating() && outcome.text != page.text {
            fs::write(path(MANUAL).join(&page.name), &outcome.text).unwrap();
        }
        failures.extend(outcome.failures);
    }
    assert!(
        failures.is_empty(),
        "(MADOGUCHI_UPDATE_MANUAL=1 rewrites what is printed)\n{}",
        failures.join("\n")
    );
}

#[test]
fn no_fence_of_the_manual_is_left_untried() {
    let mut blocks = 0;
    for page in written() {
        for fence in page.groups.iter().flat_map(|group| &group.fences) {
            let known = match fence.kind() {
                Kind::File(_) | Kind::Console | Kind::Words => true,
                Kind::Shown => {
                    blocks += 1;
                    fence.is_followed_by_itself
                }
                Kind::Unknown => false,
            };
            let (name, line, info) = (&page.name, fence.line, &fence.info);
            assert!(
                known,
                "{name}:{line}: a fence `{info}` is tried by nothing: give it a path, or let the block follow"
            );
        }
    }
    assert!(
        blocks >= 14,
        "blocks are shown beside their source: {blocks}"
    );
}

#[test]
fn every_page_is_there_in_both_languages() {
    let names: Vec<String> = written().into_iter().map(|page| page.name).collect();
    for name in &names {
        let other = match name.strip_suffix(".en.md") {
            Some(stem) => format!("{stem}.md"),
            None => name.replace(".md", ".en.md"),
        };
        assert!(names.contains(&other), "{MANUAL}/{other} is missing");
    }
    let count = |name: &str| {
        let page = written().into_iter().find(|page| page.name == name);
        page.unwrap().ids
    };
    for name in names.iter().filter(|name| !name.ends_with(".en.md")) {
        let other = name.replace(".md", ".en.md");
        assert_eq!(
            count(name),
            count(&other),
            "the headings of {name} and {other}"
        );
    }
}

#[test]
fn pages_made_from_the_source_are_what_it_says() {
    for (name, text) in generated::pages() {
        let file = path(MANUAL).join(name);
        if is_updating() {
            fs::write(&file, &text).unwrap();
        }
        let found = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            found == text,
            "{MANUAL}/{name} is old: MADOGUCHI_UPDATE_MANUAL=1 cargo test --test manual"
        );
    }
}

#[test]
fn the_page_of_commands_shows_every_command() {
    let commands = example::commands();
    assert!(commands.len() >= 11, "{commands:?}");
    for name in ["commands.md", "commands.en.md"] {
        let text = fs::read_to_string(path(MANUAL).join(name)).unwrap();
        for command in &commands {
            let shown = format!("$ madoguchi {command} --help\n");
            assert!(
                text.contains(&shown),
                "{MANUAL}/{name} does not show `{command}`"
            );
        }
    }
}
