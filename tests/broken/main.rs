//! A copy of the guide, broken in many ways at once: one run tells every mistake at its place with
//! what to do about it, and writes nothing.
//!
//! Each mistake is written with `▮` where it must be reported; the mark is taken out of the file.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make folders, and fail by panicking"
)]

mod mistakes;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mistakes::{MISTAKES, Mistake};

const MARK: char = '▮';

/// The guide in a folder of its own.
fn guide() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("config.toml"), folder.path().join("config.toml")).unwrap();
    copy(&root.join("content"), &folder.path().join("content"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Writes a mistake into the site and says how its line must begin: `path:line:column: error[code]`.
fn make(site: &Path, mistake: &Mistake) -> String {
    let path = site.join(mistake.file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let before = if mistake.appended {
        fs::read_to_string(&path).unwrap()
    } else {
        String::new()
    };
    let text = format!("{before}{}", mistake.text);
    let (line, column) = (1..)
        .zip(text.lines())
        .find_map(|(number, line)| Some((number, column_of_mark(line)?)))
        .unwrap_or((1, 1));
    fs::write(&path, text.replace(MARK, "")).unwrap();
    format!("{}:{line}:{column}: error[{}]", mistake.file, mistake.code)
}

fn column_of_mark(line: &str) -> Option<usize> {
    line.chars().position(|c| c == MARK).map(|at| at + 1)
}

/// Mistakes that are no text: what a folder may hold besides.
fn make_odd_files(site: &Path) -> Vec<String> {
    let broken = site.join("content/broken");
    fs::create_dir_all(&broken).unwrap();
    std::os::unix::fs::symlink("../../config.toml", broken.join("link.md")).unwrap();
    fs::write(
        broken.join("shift-jis.md"),
        b"# \x91\x8b\x8c\xfb\n\x93d\x98b\n",
    )
    .unwrap();
    let large = "長い文です。".repeat(60_000);
    fs::write(broken.join("large.md"), large).unwrap();
    let pipe = Command::new("mkfifo").arg(broken.join("pipe.md")).status();
    assert!(pipe.unwrap().success());
    [
        "content/broken/link.md: error[unreadable-file]",
        "content/broken/shift-jis.md:1:3: error[unreadable-file]",
        "content/broken/large.md: error[file-too-large]",
        "content/broken/pipe.md: error[unreadable-file]",
    ]
    .map(str::to_owned)
    .into()
}

fn madoguchi(site: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_madoguchi"))
        .args(arguments)
        .args(["--lang", "en", "--as-of", "2026-11-23", "--format", "short"])
        .current_dir(site)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap()
}

/// Every file of a folder with its bytes; of what is no file, that it is there.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.symlink_metadata().unwrap();
        if kind.is_dir() {
            found.extend(tree(&path));
        } else {
            let bytes = if kind.is_file() {
                fs::read(&path).unwrap()
            } else {
                Vec::new()
            };
            found.insert(path.display().to_string(), bytes);
        }
    }
    found
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_mistake_is_told_in_one_run_and_nothing_is_written() {
    let site = guide();
    let mut expected: Vec<String> = MISTAKES
        .iter()
        .map(|mistake| make(site.path(), mistake))
        .collect();
    expected.extend(make_odd_files(site.path()));
    assert!(expected.len() >= 30);
    let before = tree(site.path());
    let output = madoguchi(site.path(), &["build"]);
    let lines = lines(&output);
    let told = |beginning: &&String| {
        !lines
            .iter()
            .any(|line| line.starts_with(beginning.as_str()))
    };
    let missing: Vec<&String> = expected.iter().filter(told).collect();
    assert!(
        missing.is_empty(),
        "not told: {missing:#?}\ntold:\n{}",
        lines.join("\n")
    );
    assert_eq!(output.status.code(), Some(1), "{}", lines.join("\n"));
    let errors: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].contains(": error["))
        .collect();
    for at in &errors {
        let help = lines.get(at + 1).map_or("", String::as_str);
        // A message that says what is expected is its own cure.
        let says = lines[*at].contains("expected ") || help.starts_with("    help: ");
        assert!(says, "no help: {}", lines[*at]);
    }
    let unexpected: Vec<&String> = errors
        .iter()
        .map(|at| &lines[*at])
        .filter(|line| !expected.iter().any(|beginning| line.starts_with(beginning)))
        .collect();
    assert!(
        unexpected.is_empty(),
        "one cause, one error: {unexpected:#?}"
    );
    assert_eq!(tree(site.path()), before, "nothing is written");
}

#[test]
fn the_same_is_told_again() {
    let site = guide();
    for mistake in MISTAKES {
        make(site.path(), mistake);
    }
    let build = madoguchi(site.path(), &["build"]);
    let again = madoguchi(site.path(), &["build"]);
    assert_eq!(build.stderr, again.stderr);
    let check = madoguchi(site.path(), &["check"]);
    assert_eq!(check.status.code(), Some(1));
    let of_check = lines(&check);
    for line in lines(&build)
        .iter()
        .filter(|line| line.contains(": error["))
    {
        assert!(of_check.contains(line), "check does not tell: {line}");
    }
}

#[test]
fn a_wrong_config_hides_nothing() {
    let site = guide();
    let config = site.path().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text.replace("output_dir", "output_dri")).unwrap();
    for mistake in MISTAKES.iter().take(3) {
        make(site.path(), mistake);
    }
    let output = madoguchi(site.path(), &["build"]);
    let lines = lines(&output);
    assert_eq!(output.status.code(), Some(2), "{}", lines.join("\n"));
    assert!(lines.iter().any(|line| line.contains("error[unknown-key]")));
    for mistake in MISTAKES.iter().take(3) {
        assert!(
            lines.iter().any(|line| line.starts_with(mistake.file)),
            "{}",
            mistake.file
        );
    }
    assert!(!site.path().join("public").exists());
}
