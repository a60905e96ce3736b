//! Nothing in the program's own code panics but where its author says in words why it cannot be.

use super::tree::{expect_none, files, sources};

/// What panics by its nature.
const WORDS: &[&str] = &[
    "panic!(",
    "unreachable!(",
    "todo!(",
    "unimplemented!(",
    " assert!(",
    " assert_eq!(",
    " assert_ne!(",
    ".unwrap_err(",
    ".expect_err(",
    "unwrap_unchecked",
];

#[test]
fn what_panics_says_why_it_cannot() {
    let mut findings = Vec::new();
    let mut invariants = 0;
    for file in sources().iter().filter(|file| !file.is_test()) {
        let lines: Vec<(usize, &str)> = file.code().collect();
        for (at, (number, line)) in lines.iter().enumerate() {
            for word in WORDS.iter().filter(|word| line.contains(*word)) {
                findings.push(format!(
                    "{}:{number}: `{}`: return what is wrong, or say why it cannot be with `expect(\"invariant: …\")`",
                    file.path,
                    word.trim()
                ));
            }
            for reason in line.split(".expect(").skip(1) {
                invariants += 1;
                let below = lines.get(at + 1).map_or("", |(_, line)| line.trim());
                let reason = if reason.is_empty() { below } else { reason };
                if !reason.starts_with("\"invariant: ") {
                    findings.push(format!(
                        "{}:{number}: `expect`: say why it cannot be, `expect(\"invariant: …\")`",
                        file.path
                    ));
                }
            }
        }
    }
    assert!(invariants > 10, "the program has some: {invariants}");
    expect_none(&findings);
}

#[test]
fn the_compiler_forbids_unsafe_code() {
    let manifests = files(|path| path.ends_with("Cargo.toml"));
    let mut findings = Vec::new();
    for file in &manifests {
        let forbids = file
            .text
            .lines()
            .any(|line| line == "unsafe_code = \"forbid\"");
        if !forbids {
            findings.push(format!(
                "{}:1: `unsafe_code = \"forbid\"` is missing",
                file.path
            ));
        }
    }
    assert!(manifests.len() >= 2, "of the program and of the fuzzer");
    expect_none(&findings);
}
