//! A site built into a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use madoguchi::civil::read_date;
use madoguchi::compile::{self, Options};
use madoguchi::host;
use madoguchi::output::{Content, Output};
use madoguchi::text::{Snapshot, SourcePath};

use super::node::{self, Answer};

/// What a build wrote.
pub(crate) struct Built {
    /// The files that were made, by path.
    pub(crate) files: BTreeMap<String, String>,
    folder: tempfile::TempDir,
}

impl Built {
    /// Builds a site of texts.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let own = [("config.toml", "title = \"窓口案内\"\n")];
        let files = own.into_iter().chain(files.iter().copied());
        Self::new(Snapshot::of_texts(read_date("2026-11-23").unwrap(), files))
    }

    /// Builds a site of the repository: `.` is the guide.
    pub(crate) fn read(name: &str) -> Self {
        let today = read_date("2026-11-23").unwrap();
        let read = host::read(
            &node::root().join(name),
            &SourcePath::new("config.toml"),
            today,
        );
        assert!(read.errors.is_empty(), "{name}: {:?}", read.errors);
        Self::new(read.snapshot)
    }

    /// Builds a site.
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        let files = build(snapshot, &Options::default());
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in &files {
            if path.starts_with("assets/search/") {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        Self { files, folder }
    }

    /// The folder of the search of a language.
    pub(crate) fn search(&self, language: &str) -> PathBuf {
        self.folder.path().join("assets/search").join(language)
    }

    /// Asks queries of the Japanese pages.
    pub(crate) fn ask(&self, queries: &[&str]) -> Vec<Answer> {
        node::ask(&self.search("ja"), queries)
    }

    /// Asks one query of the Japanese pages.
    pub(crate) fn ask_one(&self, query: &str) -> Answer {
        self.ask(&[query]).remove(0)
    }

    /// The files of search with their texts.
    pub(crate) fn index(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().map(|(path, text)| (&**path, &**text));
        files.filter(|(path, _)| path.starts_with("assets/search/"))
    }
}

/// The texts that a build makes, by path.
pub(crate) fn build(snapshot: Snapshot, options: &Options) -> BTreeMap<String, String> {
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), options);
    let files = Mutex::new(BTreeMap::new());
    let sink = |output: Output| {
        if let Content::Bytes(bytes) = output.content {
            let text = String::from_utf8(bytes).unwrap();
            let before = files.lock().unwrap().insert(output.path.to_string(), text);
            assert!(before.is_none(), "{} was made twice", output.path);
        }
        Ok::<(), ()>(())
    };
    let compilation = parsed.compile(&Arc::new(snapshot), options, &sink).unwrap();
    assert!(!compilation.has_errors(), "{:?}", compilation.findings);
    files.into_inner().unwrap()
}

/// The bytes of a file as a server packs them.
pub(crate) fn packed(path: &Path) -> usize {
    let script = "process.stdout.write(String(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1])).length))";
    let output = std::process::Command::new("node")
        .args(["-e", script])
        .arg(path)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().parse().unwrap()
}
