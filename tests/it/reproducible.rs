//! The same site gives the same bytes, whoever builds it, where and when (rows O19, O21, C04).

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::program::{status, stderr};
use crate::scratch::Scratch;

/// A site with data, pictures, two dozen kinds of pages, and facts of a day.
const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/city-office");

/// A machine: everything about it that must not show.
struct Machine {
    folder: &'static str,
    umask: &'static str,
    zone: &'static str,
    locale: &'static str,
    threads: &'static str,
    reversed: bool,
    /// When the files were last changed, in seconds since 1970.
    changed: u64,
}

const MACHINES: [Machine; 4] = [
    Machine {
        folder: "site",
        umask: "022",
        zone: "UTC",
        locale: "C",
        threads: "1",
        reversed: false,
        changed: 1_700_000_000,
    },
    Machine {
        folder: "窓口 の/サイト",
        umask: "077",
        zone: "Asia/Tokyo",
        locale: "ja_JP.UTF-8",
        threads: "8",
        reversed: true,
        changed: 0,
    },
    Machine {
        folder: "a/b/c/d/e",
        umask: "000",
        zone: "America/New_York",
        locale: "tr_TR.UTF-8",
        threads: "3",
        reversed: true,
        changed: 4_102_444_800,
    },
    Machine {
        folder: "site",
        umask: "027",
        zone: "Pacific/Kiritimati",
        locale: "",
        threads: "2",
        reversed: false,
        changed: 16_000_000_000,
    },
];

/// The files of the site, with their paths.
fn sources() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(SITE).to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(SITE).unwrap().display().to_string();
                found.push((name, fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > 8, "the site is there");
    found
}

impl Machine {
    /// The site as this machine builds it: files and their modes.
    fn build(&self) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, u32>) {
        let mut scratch = Scratch::new();
        let above = scratch.site.parent().unwrap().to_path_buf();
        fs::remove_dir_all(&scratch.site).unwrap();
        scratch.site = above.join(self.folder);
        let mut files = sources();
        if self.reversed {
            // Where a folder lists what came last first, or the other way about, this turns it round.
            files.reverse();
        }
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(self.changed);
        for (path, bytes) in files {
            scratch.put(&path, bytes);
            let file = fs::File::options()
                .write(true)
                .open(scratch.site.join(&path));
            file.unwrap().set_modified(changed).unwrap();
        }
        let script = format!("umask {}; exec \"$0\" build --as-of 2026-11-20", self.umask);
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_madoguchi")])
            .current_dir(&scratch.site)
            .env("TZ", self.zone)
            .env("LANG", self.locale)
            .env("LC_ALL", self.locale)
            .env("RAYON_NUM_THREADS", self.threads)
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        (scratch.tree("public"), scratch.modes("public"))
    }
}

#[test]
fn o19_o21_no_machine_shows_in_a_site() {
    let (first, modes) = MACHINES[0].build();
    assert!(first.len() > 20, "the site is built");
    for machine in &MACHINES[1..] {
        let (tree, other_modes) = machine.build();
        let differ = first
            .iter()
            .filter(|(path, bytes)| tree.get(*path) != Some(bytes));
        let differ: Vec<_> = differ.map(|(path, _)| path).collect();
        assert!(differ.is_empty(), "{} {differ:?}", machine.zone);
        assert_eq!(tree.len(), first.len());
        assert_eq!(other_modes, modes, "{}", machine.umask);
    }
}

#[test]
fn c04_a_site_can_be_uploaded_as_it_is() {
    let mut whole = 0;
    let scratch = Scratch::new();
    for (path, bytes) in sources() {
        scratch.put(&path, bytes);
    }
    let output = crate::program::run(&scratch, &["build", "--as-of", "2026-11-20"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for path in scratch.tree("public").keys() {
        // What actions/upload-artifact refuses, and what unpacks to something else elsewhere.
        let refused = ['"', ':', '<', '>', '|', '*', '?', '\r', '\n', '\\'];
        assert!(!path.contains(refused), "{path}");
        let entry = scratch.site.join("public").join(path);
        let metadata = entry.symlink_metadata().unwrap();
        assert!(metadata.is_file() || metadata.is_dir(), "{path} is a link");
        let mode = metadata.permissions().mode() & 0o7777;
        assert_eq!(
            mode,
            if metadata.is_dir() { 0o755 } else { 0o644 },
            "{path}"
        );
        whole += metadata.len();
    }
    assert!(whole < 1 << 30, "an artifact of Pages holds 1 GiB");
}
