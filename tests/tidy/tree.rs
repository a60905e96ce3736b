//! The files of the repository, and code without its comments.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the repository.
pub(crate) struct File {
    /// Its path from the repository's root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    /// The path's parts below `src/`: `["site", "join.rs"]`; nothing for files elsewhere.
    pub(crate) fn below_src(&self) -> Option<Vec<&str>> {
        Some(self.path.strip_prefix("src/")?.split('/').collect())
    }

    /// Whether all of it is tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs")
    }

    /// The numbered lines of code, comments left out, up to the tests at the file's end.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.numbered()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]" || line.starts_with(' '))
            .map(|(number, line)| (number, without_comment(line)))
    }

    /// The numbered lines.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.find(" // ").map_or(line, |at| &line[..at])
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The paths of all files that belong to the repository, sorted.
pub(crate) fn paths() -> Vec<String> {
    // A checkout that belongs to somebody else is no reason not to list it.
    let git = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached"])
        .current_dir(root())
        .output();
    let listed = match git {
        Ok(output) if output.status.success() => {
            let list = String::from_utf8(output.stdout).unwrap();
            let names = list.split('\0').filter(|name| !name.is_empty());
            names.map(str::to_owned).collect()
        }
        _ => walk(root(), ""),
    };
    let mut paths: Vec<String> = listed
        .into_iter()
        .filter(|path| root().join(path).is_file())
        .collect();
    paths.sort();
    assert!(paths.len() > 100, "the repository's files were not found");
    paths
}

/// The files below a folder where there is no git to ask: all but what builds leave behind.
fn walk(folder: &Path, below: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if matches!(name, ".git" | "target" | "public" | "node_modules") {
            continue;
        }
        if path.is_dir() {
            found.extend(walk(&path, &format!("{below}{name}/")));
        } else {
            found.push(format!("{below}{name}"));
        }
    }
    found
}

/// The files of text whose path the question answers with yes.
pub(crate) fn files(wanted: impl Fn(&str) -> bool) -> Vec<File> {
    let read = |path: String| {
        let text = String::from_utf8(fs::read(root().join(&path)).unwrap()).ok()?;
        Some(File { path, text })
    };
    paths()
        .into_iter()
        .filter(|path| wanted(path))
        .filter_map(read)
        .collect()
}

/// The Rust files of the program.
pub(crate) fn sources() -> Vec<File> {
    files(|path| path.starts_with("src/") && is_rust(path))
}

/// Whether a path names a Rust file.
pub(crate) fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs")
}

/// Fails with all findings at once.
pub(crate) fn expect_none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
