//! A build that begins with what the last one left is a build from nothing, in bytes and in findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use madoguchi::civil::read_date;
use madoguchi::compile::{self, Build, Compilation, Index, Keeping, Sink};
use madoguchi::digest::Digest;
use madoguchi::output::{Content, Output, OutputPath};
use madoguchi::text::Snapshot;
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::edits::{Edit, any_edit, start};
use super::tree::{Tree, setup};

type Files = BTreeMap<String, Content>;

/// What a build leaves: the published site, the pieces and the index.
#[derive(Clone, Default)]
struct Left {
    files: Files,
    pieces: BTreeMap<Digest, Vec<u8>>,
    index: Option<Vec<u8>>,
}

/// A sink that knows what is published, and which files were put anew.
struct Disk<'l> {
    published: &'l Files,
    files: Mutex<Files>,
    put: Mutex<BTreeSet<String>>,
}

impl Sink<()> for Disk<'_> {
    fn put(&self, Output { path, content }: Output) -> Result<(), ()> {
        self.put.lock().unwrap().insert(path.to_string());
        let before = self.files.lock().unwrap().insert(path.to_string(), content);
        assert!(before.is_none(), "{path} is put twice");
        Ok(())
    }

    fn take_over(&self, files: &[(OutputPath, Digest)]) -> bool {
        let found: Option<Vec<_>> = files
            .iter()
            .map(|(path, digest)| {
                let content = self.published.get(path.as_str())?;
                let is_it =
                    matches!(content, Content::Bytes(bytes) if Digest::of(bytes) == *digest);
                is_it.then(|| (path.to_string(), content.clone()))
            })
            .collect();
        let is_found = found.is_some();
        self.files.lock().unwrap().extend(found.unwrap_or_default());
        is_found
    }
}

/// What a build came to.
struct Built {
    files: Files,
    compilation: Compilation,
    put: BTreeSet<String>,
    is_resumed: bool,
}

fn program() -> Digest {
    Digest::of(b"this program")
}

/// A build that begins with what was left, and leaves something unless it has an error.
fn build(left: &mut Left, snapshot: &Arc<Snapshot>) -> Built {
    let setup = setup();
    let pieces = left.pieces.clone();
    let fetch = Arc::new(move |digest: Digest| pieces.get(&digest).cloned());
    let index = left.index.as_ref();
    let index = index.and_then(|bytes| Index::read(bytes, program()));
    let (config, options) = (&setup.config, &setup.options);
    let resumed =
        index.and_then(|index| compile::resume(index, fetch, (snapshot, config), options));
    let parsed = match &resumed {
        Some(resumed) => compile::parse_after(resumed, snapshot, config, options),
        None => compile::parse(snapshot, config, options),
    };
    let stored = Mutex::new(BTreeMap::new());
    let keeping = Keeping {
        program: program(),
        store: &|digest, bytes| drop(stored.lock().unwrap().insert(digest, bytes)),
    };
    let build = Build {
        parsed: &parsed,
        snapshot,
        options,
        resumed: resumed.as_ref(),
        keeping: Some(&keeping),
    };
    let disk = Disk {
        published: &left.files,
        files: Mutex::default(),
        put: Mutex::default(),
    };
    let compilation = build.run(&disk).unwrap();
    let files = disk.files.into_inner().unwrap();
    let built = Built {
        files,
        put: disk.put.into_inner().unwrap(),
        is_resumed: resumed.is_some(),
        compilation,
    };
    left.pieces.extend(stored.into_inner().unwrap());
    if !built.compilation.has_errors() {
        left.files.clone_from(&built.files);
        left.index.clone_from(&built.compilation.index);
    }
    built
}

/// The same from nothing.
fn cold(snapshot: &Arc<Snapshot>) -> Built {
    build(&mut Left::default(), snapshot)
}

fn assert_same(warm: &Built, cold: &Built) {
    assert_eq!(warm.compilation.findings, cold.compilation.findings);
    assert_eq!(warm.compilation.counts, cold.compilation.counts);
    if cold.compilation.has_errors() {
        return;
    }
    let (warm, cold) = (&warm.files, &cold.files);
    assert!(warm.keys().eq(cold.keys()), "other files");
    for (path, content) in cold {
        let (warm, cold) = (format!("{:?}", warm[path]), format!("{content:?}"));
        assert_eq!(warm, cold, "{path}");
    }
}

/// Most often another sentence, for which most of the last build is still true.
fn any_of_prose() -> impl Strategy<Value = Edit> {
    prop_oneof![
        1 => any_edit(),
        1 => (0..12usize, any::<u8>()).prop_map(|(page, word)| Edit::Prose(page, word)),
    ]
}

proptest! {
    #![proptest_config(Config { cases: 120, failure_persistence: None, ..Config::default() })]

    /// After every edit of a sequence; some days pass, too.
    #[test]
    fn a_warm_build_is_a_cold_one(
        edits in prop::collection::vec((any_of_prose(), 0..12u8), 1..10)
    ) {
        let mut tree = start();
        let mut left = Left::default();
        let mut history = vec![tree.clone()];
        let mut day = read_date("2026-11-23").unwrap();
        for (edit, haste) in &edits {
            if *haste == 0 {
                day = day.tomorrow().unwrap();
            }
            let mut snapshot = tree.snapshot();
            Arc::make_mut(&mut snapshot).today = day;
            assert_same(&build(&mut left, &snapshot), &cold(&snapshot));
            edit.apply(&mut tree, &history);
            history.push(tree.clone());
        }
        let snapshot = tree.snapshot();
        assert_same(&build(&mut left, &snapshot), &cold(&snapshot));
        // And once more, now that nothing has changed.
        assert_same(&build(&mut left, &snapshot), &cold(&snapshot));
    }

    /// Whatever becomes of the index and the pieces.
    #[test]
    fn what_is_damaged_makes_a_cold_build(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..=255u8), 1..4),
        cut in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
        (lost, swapped) in (any::<bool>(), any::<bool>()),
    ) {
        let mut tree = start();
        let mut left = Left::default();
        build(&mut left, &tree.snapshot());
        tree.put("content/phone/a.md", &format!("{}\n一文。\n", tree.files["content/phone/a.md"]));
        let mut files: Vec<Vec<u8>> = left.pieces.values().cloned().collect();
        files.push(left.index.clone().unwrap());
        for (file, byte, mask) in &flips {
            let file = file.index(files.len());
            let at = byte.index(files[file].len());
            files[file][at] ^= mask;
        }
        if let Some((file, end)) = cut {
            let file = file.index(files.len());
            let end = end.index(files[file].len() + 1);
            files[file].truncate(end);
        }
        if swapped {
            let last = files.len() - 2;
            files.swap(0, last);
        }
        left.index = files.pop();
        let names: Vec<Digest> = left.pieces.keys().copied().collect();
        left.pieces = names.into_iter().zip(files).collect();
        if lost {
            left.pieces.pop_first();
        }
        let snapshot = tree.snapshot();
        assert_same(&build(&mut left, &snapshot), &cold(&snapshot));
        assert_same(&build(&mut left, &snapshot), &cold(&snapshot));
    }
}

fn edit(tree: &mut Tree, path: &str, from: &str, to: &str) {
    let text = tree.files.get_mut(path).unwrap();
    assert!(text.contains(from), "{path} does not say {from:?}");
    *text = text.replacen(from, to, 1);
}

/// The pages that were made anew, but for the home page that nobody wrote: that is no page of a file.
fn made(built: &Built) -> Vec<&str> {
    let pages = built.put.iter().map(String::as_str);
    pages
        .filter(|path| path.ends_with("index.html") && *path != "en/index.html")
        .collect()
}

#[test]
fn only_what_an_edit_concerns_is_made() {
    let mut tree = start();
    let mut left = Left::default();
    assert!(!build(&mut left, &tree.snapshot()).is_resumed);
    let same = build(&mut left, &tree.snapshot());
    assert!(same.is_resumed);
    assert_eq!(made(&same), [""; 0], "nothing has changed");
    edit(
        &mut tree,
        "content/_index.md",
        "# 窓口案内\n",
        "# 窓口案内\n\n一文。\n",
    );
    let built = build(&mut left, &tree.snapshot());
    assert_same(&built, &cold(&tree.snapshot()));
    // Two pages show what stands in others.
    assert_eq!(
        made(&built),
        ["c/index.html", "index.html", "phone/b/index.html"]
    );
    edit(&mut tree, "content/data/channels.toml", "09:00", "10:00");
    assert!(
        !build(&mut left, &tree.snapshot()).is_resumed,
        "every page may show it"
    );
}

#[test]
fn another_program_day_or_format_begins_anew() {
    let tree = start();
    let mut left = Left::default();
    build(&mut left, &tree.snapshot());
    let index = left.index.clone().unwrap();
    assert!(Index::read(&index, program()).is_some());
    assert!(Index::read(&index, Digest::of(b"another")).is_none());
    let older = [b"madoguchi kept 0\n", &index[b"madoguchi kept 1\n".len()..]].concat();
    assert!(Index::read(&older, program()).is_none());
    assert!(Index::read(b"", program()).is_none());
    let mut snapshot = tree.snapshot();
    Arc::make_mut(&mut snapshot).today = read_date("2026-11-24").unwrap();
    assert!(!build(&mut left, &snapshot).is_resumed);
}

#[test]
fn a_published_file_that_is_not_as_it_was_is_made_anew() {
    let tree = start();
    let mut left = Left::default();
    build(&mut left, &tree.snapshot());
    let page = Content::Bytes(b"somebody's".to_vec());
    left.files.insert("faq/index.html".to_owned(), page);
    left.files.retain(|path, _| path != "phone/index.html");
    let built = build(&mut left, &tree.snapshot());
    assert_eq!(made(&built), ["faq/index.html", "phone/index.html"]);
    assert_same(&built, &cold(&tree.snapshot()));
}

#[test]
fn the_day_of_a_change_concerns_the_page_alone() {
    let tree = start();
    let mut left = Left::default();
    let mut snapshot = tree.snapshot();
    build(&mut left, &snapshot);
    let day = read_date("2026-11-20").unwrap();
    Arc::make_mut(&mut Arc::make_mut(&mut snapshot).changed)
        .insert(madoguchi::text::SourcePath::new("content/faq.md"), day);
    let built = build(&mut left, &snapshot);
    assert_same(&built, &cold(&snapshot));
    assert_eq!(
        made(&built),
        ["c/index.html", "faq/index.html", "phone/b/index.html"]
    );
}
