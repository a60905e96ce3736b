//! The theme's script, run by node.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The script that the theme publishes.
pub(crate) fn script() -> PathBuf {
    root().join("themes/default/search.js")
}

/// A result, as the script gives it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// 0: a section, 1: a question, 2: a channel.
    pub(crate) kind: u64,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) href: String,
    pub(crate) text: String,
    /// The pieces of the text that are marked.
    pub(crate) marked: Vec<String>,
}

/// What came of a query.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) results: Vec<Found>,
    /// Bytes that were fetched, as they are and as a server packs them.
    pub(crate) bytes: u64,
    pub(crate) packed: u64,
    pub(crate) files: u64,
    pub(crate) milliseconds: f64,
}

impl Answer {
    /// Where the results are.
    pub(crate) fn hrefs(&self) -> Vec<&str> {
        let results = self.results.iter();
        results.map(|found| found.href.as_str()).collect()
    }
}

/// Asks queries of the files of search in a folder.
pub(crate) fn ask(folder: &Path, queries: &[&str]) -> Vec<Answer> {
    let answers = run(&json!({ "folder": folder, "queries": queries }));
    answers.as_array().unwrap().iter().map(answer).collect()
}

fn answer(value: &Value) -> Answer {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = |result: &Value| Found {
        kind: result["kind"].as_u64().unwrap(),
        title: text(&result["title"]),
        path: text(&result["path"]),
        href: text(&result["href"]),
        text: text(&result["text"]),
        marked: result["marked"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|piece| piece[1] == true)
            .map(|piece| text(&piece[0]))
            .collect(),
    };
    Answer {
        results: value["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(found)
            .collect(),
        bytes: value["bytes"].as_u64().unwrap(),
        packed: value["packed"].as_u64().unwrap(),
        files: value["files"].as_u64().unwrap(),
        milliseconds: value["milliseconds"].as_f64().unwrap(),
    }
}

/// Folds texts: for each its folded letters, its terms and their shards among 1024; nothing where a
/// text has a character that node does not know yet.
pub(crate) fn fold(texts: &[String], is_every_character: bool) -> Vec<Option<Folded>> {
    let answers = run(&json!({ "texts": texts, "isEveryCharacter": is_every_character }));
    serde_json::from_value(answers).unwrap()
}

/// Folded letters, terms, shards.
pub(crate) type Folded = (String, Vec<String>, Vec<u32>);

fn run(request: &Value) -> Value {
    let mut node = Command::new("node")
        .arg(root().join("tests/search/ask.mjs"))
        .arg(script())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("missing: node (needed to ask the theme's own script)");
    let mut input = node.stdin.take().unwrap();
    let request = request.to_string();
    let writer = std::thread::spawn(move || input.write_all(request.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "node failed");
    serde_json::from_slice(&output.stdout).unwrap()
}
