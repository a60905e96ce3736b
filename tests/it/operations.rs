//! Random work on a site's files: after every look the value is what a fresh reading gives, and a
//! look says that something changed exactly when something did.

use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use madoguchi::host::Looker;
use madoguchi::text::SourcePath;
use proptest::prelude::*;

use super::scratch::{Scratch, is_root, today};

/// What is done to the path of a number, from a small list, so that paths meet again.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Write(usize, u8),
    /// The same length, another text.
    Edit(usize, u8),
    Empty(usize),
    Touch(usize),
    Damage(usize),
    Rename(usize, usize),
    WriteAndRename(usize, u8),
    Remove(usize),
    MakeFolder(usize),
    Link(usize, usize),
    Pipe(usize),
    Forbid(usize),
    LookAt(usize, usize),
    LookEverywhere,
}

const PATHS: [&str; 20] = [
    "config.toml",
    "content",
    "content/_index.md",
    "content/a",
    "content/a/_index.md",
    "content/a/b",
    "content/a/b/page.md",
    "content/a/b/Page.md",
    "content/が.md",
    "content/か\u{3099}.md",
    "content/photo.png",
    "content/page.md~",
    "content/data",
    "content/data/channels.toml",
    "static",
    "static/logo.png",
    "templates/page.html",
    "themes/own",
    "themes/own/theme.toml",
    "public/index.html",
];

fn operation() -> impl Strategy<Value = Operation> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), any::<u8>()).prop_map(|(at, text)| Operation::Write(at, text)),
        4 => (path.clone(), any::<u8>()).prop_map(|(at, text)| Operation::Edit(at, text)),
        1 => path.clone().prop_map(Operation::Empty),
        2 => path.clone().prop_map(Operation::Touch),
        1 => path.clone().prop_map(Operation::Damage),
        3 => (path.clone(), path.clone()).prop_map(|(from, to)| Operation::Rename(from, to)),
        2 => (path.clone(), any::<u8>()).prop_map(|(at, text)| Operation::WriteAndRename(at, text)),
        3 => path.clone().prop_map(Operation::Remove),
        2 => path.clone().prop_map(Operation::MakeFolder),
        1 => (path.clone(), path.clone()).prop_map(|(at, to)| Operation::Link(at, to)),
        1 => path.clone().prop_map(Operation::Pipe),
        1 => path.clone().prop_map(Operation::Forbid),
        4 => (path.clone(), path).prop_map(|(one, other)| Operation::LookAt(one, other)),
        4 => Just(Operation::LookEverywhere),
    ]
}

fn at(scratch: &Scratch, path: usize) -> PathBuf {
    scratch.site.join(PATHS[path])
}

/// Does it if the disk allows: half of all random work is impossible.
fn work(scratch: &Scratch, operation: Operation) {
    let put = |path: &Path, bytes: &[u8]| {
        let _ = fs::create_dir_all(path.parent().unwrap());
        let _ = fs::write(path, bytes);
    };
    match operation {
        Operation::Write(path, text) => {
            put(&at(scratch, path), "x".repeat(text.into()).as_bytes());
        }
        Operation::Edit(path, text) => {
            let path = at(scratch, path);
            // A folder cannot be read as a file, and a pipe would be waited for.
            if path
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_file())
            {
                let letter = char::from(b'a' + text % 26);
                let length = usize::try_from(path.metadata().unwrap().len()).unwrap();
                put(&path, letter.to_string().repeat(length).as_bytes());
            }
        }
        Operation::Empty(path) => put(&at(scratch, path), b""),
        Operation::Touch(path) => {
            if let Ok(file) = File::options().append(true).open(at(scratch, path)) {
                let past = SystemTime::now() - Duration::from_hours(1);
                file.set_modified(past).unwrap();
            }
        }
        Operation::Damage(path) => put(&at(scratch, path), b"ab\xff\xfe"),
        Operation::Rename(from, to) => {
            let _ = fs::rename(at(scratch, from), at(scratch, to));
        }
        Operation::WriteAndRename(path, text) => {
            let path = at(scratch, path);
            let new = path.with_extension("new~");
            put(&new, "y".repeat(text.into()).as_bytes());
            let _ = fs::rename(&new, &path);
        }
        Operation::Remove(path) => {
            let path = at(scratch, path);
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
        }
        Operation::MakeFolder(path) => {
            let _ = fs::create_dir_all(at(scratch, path));
        }
        Operation::Link(path, to) => {
            let _ = symlink(at(scratch, to), at(scratch, path));
        }
        Operation::Pipe(path) => {
            let mode = rustix::fs::Mode::from_raw_mode(0o644);
            let pipe = rustix::fs::FileType::Fifo;
            let path = at(scratch, path);
            let _ = rustix::fs::mknodat(rustix::fs::CWD, &path, pipe, mode, 0);
        }
        Operation::Forbid(path) => {
            let path = at(scratch, path);
            let is_file = path
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_file());
            if is_file && !is_root() {
                fs::set_permissions(path, Permissions::from_mode(0o000)).unwrap();
            }
        }
        Operation::LookAt(..) | Operation::LookEverywhere => {}
    }
}

/// Writing to a pipe would wait for a reader for ever.
fn is_possible(scratch: &Scratch, operation: Operation) -> bool {
    let (Operation::Write(path, _)
    | Operation::Empty(path)
    | Operation::Touch(path)
    | Operation::Damage(path)) = operation
    else {
        return true;
    };
    let lies_there = at(scratch, path).metadata();
    lies_there.map_or(true, |metadata| metadata.is_file() || metadata.is_dir())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn w15_a_look_gives_what_a_fresh_reading_gives(
        operations in prop_oneof![
            proptest::collection::vec(operation(), 1..200),
            proptest::collection::vec(operation(), 200),
        ]
    ) {
        let scratch = Scratch::new();
        let name = std::ffi::OsStr::from_bytes(b"\x91\x8b.md");
        fs::write(scratch.site.join("content").join(name), "x").unwrap();
        let mut looker = Looker::open(&scratch.site, &SourcePath::new("config.toml"), today());
        for operation in operations {
            let before = looker.read();
            match operation {
                Operation::LookAt(one, other) => {
                    let paths = [one, other].map(|path| SourcePath::new(PATHS[path]));
                    let has_changed = looker.look_at(&paths);
                    prop_assert_eq!(has_changed, looker.read() != before);
                }
                Operation::LookEverywhere => {
                    let has_changed = looker.look_everywhere();
                    prop_assert_eq!(has_changed, looker.read() != before);
                    prop_assert_eq!(looker.read(), scratch.read());
                }
                other if is_possible(&scratch, other) => work(&scratch, other),
                _ => {}
            }
        }
        looker.look_everywhere();
        prop_assert_eq!(looker.read(), scratch.read());
    }
}

#[test]
fn a_config_that_was_no_file_and_is_gone_is_no_longer_refused() {
    let scratch = Scratch::new();
    let config = scratch.site.join("config.toml");
    let _ = fs::remove_file(&config);
    symlink("content", &config).unwrap();
    let mut looker = Looker::open(&scratch.site, &SourcePath::new("config.toml"), today());
    assert_eq!(looker.read().snapshot.refused.len(), 1);
    fs::remove_file(&config).unwrap();
    assert!(looker.look_everywhere());
    assert_eq!(looker.read(), scratch.read());
}
