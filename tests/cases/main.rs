//! Whole sites written in Markdown, each with what must come out of it.
//!
//! `README.md` beside this file tells how a case is written. With `MADOGUCHI_UPDATE_CASES=1` the
//! expectations are rewritten instead of compared: read the difference before you commit it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read their cases from the disk, and fail by panicking"
)]

mod difference;
mod element;
mod itself;
mod read;
mod run;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use madoguchi::diagnostic::{ALL_CODES, Code, codes, explanation};
use rayon::prelude::*;

use read::{Case, Expected, Wanted};

/// Codes that no case can bring about: nobody's site is to blame for them.
const WITHOUT_CASE: &[Code] = &[
    codes::INTERNAL,
    // Told only of what other sites answer: `tests/it/external.rs`.
    codes::DEAD_LINK,
    codes::UNCHECKED_LINK,
    codes::MOVED_LINK,
];

#[test]
fn every_case_comes_out_as_written() {
    let cases = all_cases();
    if env::var_os("MADOGUCHI_UPDATE_CASES").is_some() {
        rewrite(&cases);
        return;
    }
    let failures: Vec<String> = cases.par_iter().filter_map(run::failure).collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases differ (MADOGUCHI_UPDATE_CASES=1 rewrites them):\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn every_code_has_a_case_and_an_explanation() {
    let shown: String = all_cases()
        .iter()
        .flat_map(|case| &case.expected)
        .filter(|expected| matches!(expected.wanted, Wanted::Findings(_)))
        .map(|expected| expected.text.clone())
        .collect();
    let mut missing = String::new();
    for code in ALL_CODES {
        if explanation(*code).is_none() {
            writeln!(missing, "`{code}` has no explanation").unwrap();
        }
        let is_shown = shown.contains(&format!("[{code}]: "));
        if is_shown == WITHOUT_CASE.contains(code) {
            let which = if is_shown {
                "a needless exception"
            } else {
                "no case"
            };
            writeln!(missing, "`{code}` has {which}").unwrap();
        }
    }
    assert!(missing.is_empty(), "\n{missing}");
}

#[test]
fn every_case_has_a_name_of_its_own_and_tells_a_story() {
    let mut names = BTreeSet::new();
    for case in all_cases() {
        let name = format!("{}: {}", case.file, case.title);
        assert!(case.has_prose, "{name}: say what the user did and sees");
        assert!(names.insert(name.clone()), "{name}: there are two of it");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn all_cases() -> Vec<Case> {
    let mut files = Vec::new();
    collect(&folder(), &mut files);
    files.sort();
    let cases = files.iter().flat_map(|path| {
        let name = path.strip_prefix(folder()).unwrap().display().to_string();
        let text = fs::read_to_string(path).unwrap();
        read::cases(&name, &text).unwrap_or_else(|wrong| panic!("{wrong}"))
    });
    cases.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md")
            && path.file_name().is_some_and(|name| name != "README.md")
        {
            files.push(path);
        }
    }
}

/// Puts what comes out in the place of what was expected.
fn rewrite(cases: &[Case]) {
    let actual: Vec<Vec<String>> = cases.par_iter().map(run::outcomes).collect();
    let files: BTreeSet<&str> = cases.iter().map(|case| case.file.as_str()).collect();
    for file in files {
        let path = folder().join(file);
        let of_file = cases
            .iter()
            .zip(&actual)
            .filter(|(case, _)| case.file == file);
        let replacements: Vec<(&Expected, &str)> = of_file
            .flat_map(|(case, actual)| {
                let actual = actual.iter().map(String::as_str);
                case.expected.iter().zip(actual)
            })
            .collect();
        let before = fs::read_to_string(&path).unwrap();
        let after = read::with_replaced(&before, &replacements);
        if after != before {
            fs::write(&path, after).unwrap();
        }
    }
}
