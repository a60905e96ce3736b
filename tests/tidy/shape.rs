//! The shape of files: a word on top, one idea each, no shortcuts.

use super::tree::{File, expect_none, files, is_rust, sources};

/// The longest file, in lines before its tests.
const LONGEST_FILE: usize = 400;
/// The longest function, in lines.
const LONGEST_FUNCTION: usize = 80;

#[test]
fn every_file_says_what_it_is() {
    let all = files(|path| is_rust(path) && !path.starts_with("tests/cases/"));
    let findings: Vec<String> = all
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| {
            format!(
                "{}:1: no `//!` on top: say in one line what the file is, then why it exists",
                file.path
            )
        })
        .collect();
    expect_none(&findings);
}

#[test]
fn files_are_short() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        let length = file.code().count();
        if length > LONGEST_FILE {
            findings.push(format!(
                "{}:{LONGEST_FILE}: {length} lines before the tests, {LONGEST_FILE} are allowed: give a part that is one idea a file of its own",
                file.path
            ));
        }
    }
    expect_none(&findings);
}

#[test]
fn functions_are_short() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (line, name, length) in functions(file) {
            if length > LONGEST_FUNCTION {
                findings.push(format!(
                    "{}:{line}: `{name}` has {length} lines, {LONGEST_FUNCTION} are allowed: split it where its comment would say \"and\"",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}

/// The functions of a file as `rustfmt` lays them out: first line, name, length.
fn functions(file: &File) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = file.code().map(|(_, line)| line).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{indent}}}");
        let end = lines[at..].iter().position(|line| *line == closing);
        let one_line = line.ends_with('}') || line.ends_with(';');
        if let (Some(end), false) = (end, one_line) {
            found.push((at + 1, name.to_owned(), end + 1));
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start();
    if words.starts_with("pub(") {
        words = words.split_once(") ")?.1;
    }
    for word in ["pub ", "const ", "async "] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    let rest = words.strip_prefix("fn ")?;
    Some(rest.split(['(', '<']).next().unwrap_or(rest))
}

#[test]
fn nothing_is_unwrapped() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            if line.contains(".unwrap()") {
                findings.push(format!(
                    "{}:{number}: `unwrap()`: return what is wrong, or say why it cannot be with `expect(\"invariant: …\")`",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}

#[test]
fn no_test_is_left_out() {
    let attribute = ["#[", "ignore"].concat();
    let mut findings = Vec::new();
    for file in files(is_rust) {
        for (number, line) in file.numbered() {
            if line.trim_start().starts_with(&attribute) {
                findings.push(format!(
                    "{}:{number}: a test that never runs holds nothing: mend it or remove it",
                    file.path
                ));
            }
        }
    }
    expect_none(&findings);
}
