//! A site in memory, and a preview of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use madoguchi::civil::{Date, read_date};
use madoguchi::compile::{self, Compilation, Options};
use madoguchi::diagnostic::{Diagnostic, Severity};
use madoguchi::digest::Digest;
use madoguchi::output::{Content, Output};
use madoguchi::preview::{Asked, Body, Preview, Reply, Setup, Standing};
use madoguchi::text::{Asset, Snapshot, Source, SourcePath};

/// A site's files: texts, and pictures below `static/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, String>,
}

pub(crate) fn today() -> Date {
    read_date("2026-11-23").unwrap()
}

pub(crate) fn setup() -> Setup {
    Setup {
        config: SourcePath::new("config.toml"),
        options: Options::default(),
    }
}

impl Tree {
    pub(crate) fn new<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let files = files.into_iter();
        Self {
            files: files
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect(),
        }
    }

    pub(crate) fn put(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        let is_asset = |path: &str| path.starts_with("static/") || path.contains(".png");
        let texts = self.files.iter().filter(|(path, _)| !is_asset(path));
        let assets = self.files.iter().filter(|(path, _)| is_asset(path));
        Arc::new(Snapshot {
            texts: texts
                .map(|(path, text)| (SourcePath::new(path), Source::new(path, text.as_str())))
                .collect(),
            assets: assets
                .map(|(path, text)| {
                    let asset = Asset {
                        digest: Digest::of(text.as_bytes()),
                        length: text.len() as u64,
                        head: text.as_bytes().into(),
                    };
                    (SourcePath::new(path), asset)
                })
                .collect(),
            refused: Vec::new(),
            today: today(),
            changed: Arc::default(),
        })
    }

    /// A build of the same files, from nothing.
    pub(crate) fn build(&self) -> (BTreeMap<String, Content>, Compilation) {
        let snapshot = self.snapshot();
        let setup = setup();
        let parsed = compile::parse(&snapshot, &setup.config, &setup.options);
        let outputs = Mutex::new(BTreeMap::new());
        let sink = |Output { path, content }: Output| {
            outputs.lock().unwrap().insert(path.to_string(), content);
            Ok::<(), ()>(())
        };
        let compilation = parsed.compile(&snapshot, &setup.options, &sink).unwrap();
        (outputs.into_inner().unwrap(), compilation)
    }
}

/// Makes what is to be made until nothing is.
pub(crate) fn settle(preview: &mut Preview, on_screen: &[String]) {
    for _ in 0..10_000 {
        let tasks = preview.tasks(on_screen, 8);
        if tasks.is_empty() {
            break;
        }
        for task in tasks {
            let done = task.run();
            preview.done(done);
        }
    }
    assert!(preview.is_settled(), "there is always something to make");
}

/// What is answered at a path.
pub(crate) fn ask(preview: &mut Preview, path: &str) -> Reply {
    for _ in 0..5 {
        match preview.ask(path) {
            Asked::Answer(reply) => return reply,
            Asked::Make(task) => {
                let done = task.run();
                preview.done(done);
            }
        }
    }
    panic!("no answer at {path}");
}

/// The text of an answer without the element that the preview adds.
pub(crate) fn bare(reply: &Reply) -> String {
    let Body::Bytes(bytes) = &reply.body else {
        panic!("a file of the disk: {reply:?}");
    };
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let Some(start) = text.find("<script src=\"/.madoguchi/reload.js\"") else {
        return text;
    };
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &text[..start], &text[end..])
}

/// What a page says at a path.
pub(crate) fn page(preview: &mut Preview, path: &str) -> String {
    bare(&ask(preview, path))
}

pub(crate) fn errors(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    findings.iter().filter(is_error).collect()
}

/// Asserts that a preview that has come to rest answers what a build writes, and finds the same.
pub(crate) fn assert_like_a_build(preview: &mut Preview, tree: &Tree) -> bool {
    settle(preview, &[]);
    let (files, compilation) = tree.build();
    let found = preview.findings();
    if compilation.has_errors() {
        assert!(!errors(&found).is_empty(), "the preview sees no error");
        return false;
    }
    assert_eq!(found, compilation.findings, "other findings than a build");
    let base = preview.base().to_owned();
    for (path, content) in &files {
        let reply = ask(preview, &format!("{base}{path}"));
        assert_eq!(reply.standing, Standing::Found, "{path}");
        match (content, &reply.body) {
            (Content::Copy(source), Body::File(file)) => assert_eq!(source, file, "{path}"),
            (Content::Bytes(bytes), Body::Bytes(_)) => {
                let expected = std::str::from_utf8(bytes).unwrap();
                assert_eq!(bare(&reply), expected, "{path}");
            }
            other => panic!("{path}: {other:?}"),
        }
    }
    let known: Vec<String> = preview
        .edition()
        .files()
        .keys()
        .map(ToString::to_string)
        .collect();
    let written: Vec<String> = files.into_keys().collect();
    assert_eq!(known, written, "other files than a build");
    true
}
