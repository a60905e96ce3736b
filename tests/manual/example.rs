//! The examples of a page, each in a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::page::{Fence, Group, Kind, Page};

/// Pages that are one example from beginning to end.
const IN_ONE_GO: [&str; 2] = ["tour.md", "tour.en.md"];

/// The moment of every run, a day in November 2026, as `SOURCE_DATE_EPOCH`.
const NOW: &str = "1795500000";

/// The page as it should be, and what is not so.
pub(crate) struct Outcome {
    pub(crate) text: String,
    pub(crate) failures: Vec<String>,
}

/// Runs all examples of a page.
pub(crate) fn run(page: &Page) -> Outcome {
    let mut failures = Vec::new();
    let mut replacements = Vec::new();
    let mut shop = Shop::open(page);
    for group in &page.groups {
        if !IN_ONE_GO.contains(&page.name.as_str()) {
            shop = Shop::open(page);
        }
        failures.extend(shop.run(page, group, &mut replacements));
    }
    let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
    for (fence, printed) in replacements.iter().rev() {
        let fence: &Fence = fence;
        lines.splice(fence.lines.clone(), printed.lines().map(str::to_owned));
    }
    let text = lines.into_iter().flat_map(|line| [line, "\n".to_owned()]);
    Outcome {
        text: text.collect(),
        failures,
    }
}

/// The names of the program's commands.
pub(crate) fn commands() -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_madoguchi"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let list = help.split("Commands:\n").nth(1).unwrap();
    let list = list.split("\n\n").next().unwrap().lines();
    let names = list.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help");
    names.map(str::to_owned).collect()
}

/// A folder in which an example is tried.
struct Shop {
    folder: tempfile::TempDir,
    /// Where commands are run.
    here: PathBuf,
    language: &'static str,
}

impl Shop {
    fn open(page: &Page) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let language = if page.name.ends_with(".en.md") {
            "en"
        } else {
            "ja"
        };
        Self {
            here: folder.path().to_owned(),
            folder,
            language,
        }
    }

    /// Writes the files and runs the commands of a group, in the order of the page.
    fn run<'p>(
        &mut self,
        page: &Page,
        group: &'p Group,
        replacements: &mut Vec<(&'p Fence, String)>,
    ) -> Vec<String> {
        let mut failures = Vec::new();
        let (mut wrote, mut ran) = (None, false);
        for fence in &group.fences {
            match fence.kind() {
                Kind::File(path) => {
                    self.write(path, &fence.text);
                    wrote = Some(fence.line);
                }
                Kind::Console => {
                    if wrote.is_some() {
                        self.complete();
                    }
                    ran = true;
                    let printed = self.console(&fence.text);
                    if printed != fence.text {
                        let (name, line) = (&page.name, fence.line);
                        let shown = &fence.text;
                        failures.push(format!("{name}:{line}:\n{shown}--- is ---\n{printed}"));
                        replacements.push((fence, printed));
                    }
                }
                _ => {}
            }
        }
        if let Some(line) = wrote.filter(|_| !ran) {
            self.complete();
            let said = self.sh("madoguchi check --format short");
            if said.contains(": error[") || said.contains(": warning[") {
                failures.push(format!("{}:{line}:\n{said}", page.name));
            }
        }
        failures
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.here.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Adds what every site has, where the example leaves it out.
    fn complete(&self) {
        let is_there = |path: &str| Path::exists(&self.here.join(path));
        if !is_there("config.toml") {
            let language = self.language;
            let config = format!("title = \"Example\"\ndefault_language = \"{language}\"\n");
            self.write("config.toml", &config);
        }
        if !is_there("content/_index.md") {
            self.write("content/_index.md", "# Example\n\n[channels](data.md)\n");
            self.write("content/data.md", "# Data\n");
        }
    }

    /// A console with what is printed there today.
    fn console(&mut self, shown: &str) -> String {
        let mut out = String::new();
        for part in shown.split("$ ").skip(1) {
            let (command, printed) = part.split_once('\n').unwrap_or((part, ""));
            let command = command.split("  #").next().unwrap().trim();
            let actual = match command.strip_prefix("cd ") {
                Some(folder) => {
                    self.here.push(folder);
                    String::new()
                }
                None if is_tried(command) => steady(&self.sh(command)),
                None => printed.to_owned(),
            };
            let line = part.lines().next().unwrap_or_default();
            let printed = if agrees(printed, &actual) {
                printed
            } else {
                &actual
            };
            write!(out, "$ {line}\n{printed}").unwrap();
        }
        out
    }

    /// What a command prints to both streams.
    fn sh(&self, command: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_madoguchi"));
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{{ {command}\n}} 2>&1"))
            .current_dir(&self.here)
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("LC_ALL", format!("{}_XX.UTF-8", self.language))
            .env("SOURCE_DATE_EPOCH", NOW)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Whether a command can be run in a test: previews do not end, and other programs are others' promise.
fn is_tried(command: &str) -> bool {
    command.starts_with("madoguchi ") && !command.starts_with("madoguchi serve")
}

/// Whether the lines are those that are shown; `…` stands for any lines.
fn agrees(shown: &str, actual: &str) -> bool {
    let mut pieces = shown.split("…\n");
    let Some(rest) = pieces.next().and_then(|first| actual.strip_prefix(first)) else {
        return false;
    };
    let mut rest = rest;
    let mut is_open = false;
    for piece in pieces {
        is_open = true;
        let Some(at) = rest.rfind(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty() || is_open && shown.ends_with("…\n")
}

/// How long it took is another time each time.
fn steady(printed: &str) -> String {
    let mut out = String::new();
    for line in printed.lines() {
        let cut = ["秒)", " s"].into_iter().find_map(|unit| {
            let before = line.strip_suffix(unit)?;
            let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            (digits.len() < before.len()).then(|| format!("{digits}0.1{unit}"))
        });
        out.push_str(cut.as_deref().unwrap_or(line));
        out.push('\n');
    }
    out
}
