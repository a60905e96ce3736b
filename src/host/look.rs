//! The site's folder as a value that is brought up to date by looking.
//!
//! A file is read again only when it looks different from outside, so that a look costs a system
//! call a file. A look is never told what happened: it compares, so a missed event is mended by
//! the next look, whoever asks for it. The value is always the one that a fresh reading would give.

mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::thread;

use rayon::prelude::*;

use self::value::{Met, Value};
use super::error::{Blame, Doing, HostError};
use super::folder::Folder;
use super::listing::{self, Listing};
use super::read::Read;
use super::signature::{Look, Shape, Signature};
use super::survey::{self, Found, Kind, Survey};
use super::sys;
use super::take::{ASSET_LIMIT, Content, PAUSES, Taken, take};
use crate::civil::Date;
use crate::text::{Refusal, RefusalReason, SourcePath};
use crate::wording::words;

/// A site's folder, looked at.
#[derive(Debug)]
pub struct Looker {
    root: PathBuf,
    config: SourcePath,
    /// The root, open, and what it looked like then.
    folder: Option<(Folder, Signature)>,
    /// The files, each path once.
    known: BTreeMap<SourcePath, Known>,
    /// What the last walk met besides files.
    met: Met,
    /// What the last walk saw, for as long as comparing with it is enough.
    seen: Option<Seen>,
    value: Value,
}

/// A file of the site.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    /// Its path as the disk spells it.
    disk: PathBuf,
    kind: Kind,
    /// What it looked like when its value was taken; nothing if it must be read at the next look.
    signature: Option<Signature>,
}

/// What a walk saw of the folders.
#[derive(Debug)]
struct Seen {
    tops: Vec<Option<Shape>>,
    listings: Vec<Listing>,
}

/// A file that must be read.
struct Wanted {
    path: SourcePath,
    disk: PathBuf,
    kind: Kind,
}

/// A file, and what came of reading it.
type Outcome = (Wanted, Result<Taken, HostError>);

impl Looker {
    /// Takes a first look at the site at `root` (absolute, links resolved), whose config is at
    /// `config` below it.
    ///
    /// `today` is put into the snapshot as it is.
    pub fn open(root: &Path, config: &SourcePath, today: Date) -> Self {
        let mut looker = Self {
            root: root.to_path_buf(),
            config: config.clone(),
            folder: None,
            known: BTreeMap::new(),
            met: Met::default(),
            seen: None,
            value: Value::empty(today),
        };
        looker.look_everywhere();
        looker
    }

    /// The site as it was at the last look; its texts are shared, not copied.
    pub fn read(&self) -> Read {
        self.value.read.clone()
    }

    /// The bytes of a file of the site as they are now, if no link stands in the way to it.
    pub fn bytes_of(&self, path: &SourcePath) -> Result<Vec<u8>, HostError> {
        let failed = |error: &std::io::Error| HostError::system(Doing::Read, path.as_str(), error);
        let Some((folder, _)) = &self.folder else {
            return Err(failed(&std::io::ErrorKind::NotFound.into()));
        };
        let file = folder.source(path).map_err(|error| failed(&error))?;
        let mut bytes = Vec::new();
        let mut file = file.take(ASSET_LIMIT);
        file.read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?;
        Ok(bytes)
    }

    pub(crate) fn into_read(self) -> Read {
        self.value.read
    }

    /// Looks at every folder and file, and reads those that look different.
    ///
    /// Whether any value changed: a text, an asset's bytes, a refusal, an error. A new time alone
    /// is no change.
    pub fn look_everywhere(&mut self) -> bool {
        let mut has_changed = false;
        let wanted = self.compare().unwrap_or_else(|| {
            let found = self.walk();
            let Adopted { wanted, gone } = self.adopt(found);
            for path in &gone {
                has_changed |= self.value.forget(path);
            }
            wanted
        });
        for (file, taken) in self.take(wanted) {
            has_changed |= self.accept(file, taken);
        }
        self.value.tell(&self.met) || has_changed
    }

    /// Looks at these files alone, and reads those that look different.
    ///
    /// A file that is gone, empty or written to may be on its way of being saved: that is left to
    /// [`Looker::look_everywhere`]. Whether any value changed.
    pub fn look_at(&mut self, paths: &[SourcePath]) -> bool {
        if !self.is_held() {
            return false;
        }
        let wanted: Vec<Wanted> = paths.iter().filter_map(|path| self.unlike(path)).collect();
        if wanted.is_empty() {
            return false;
        }
        let mut has_changed = false;
        for (file, taken) in self.take(wanted) {
            if !is_left_to_a_walk(&taken) {
                has_changed |= self.accept(file, taken);
            }
        }
        self.value.tell(&self.met) || has_changed
    }

    /// The files to be read, if the folders hold just the names that the last walk met.
    fn compare(&mut self) -> Option<Vec<Wanted>> {
        if !self.is_held() || !self.met.errors.is_empty() {
            return None;
        }
        let (folder, _) = self.folder.as_ref()?;
        let seen = self.seen.as_mut()?;
        if Survey::tops(folder) != seen.tops {
            return None;
        }
        let mut different = listing::compare(folder, &mut seen.listings)?;
        match survey::look_for_config(folder, &self.config) {
            survey::Met::File(found) => different.push((found.disk, found.signature)),
            survey::Met::Nothing if self.is_without_config() => {}
            _ => return None,
        }
        let unsettled = self.known.iter();
        let unsettled = unsettled.filter(|(_, known)| known.signature.is_none());
        let mut paths: BTreeSet<SourcePath> = unsettled.map(|(path, _)| path.clone()).collect();
        for (disk, signature) in different {
            let path = SourcePath::new(disk.to_str()?);
            match self.known.get(&path) {
                Some(known) if known.signature == Some(signature) => {}
                Some(known) if known.disk == disk => drop(paths.insert(path)),
                None if path == self.config => return None,
                // Not every name is a file of the site.
                _ => {}
            }
        }
        let wanted = |path: SourcePath| {
            let Known { disk, kind, .. } = self.known.get(&path)?;
            let (disk, kind) = (disk.clone(), *kind);
            Some(Wanted { path, disk, kind })
        };
        paths.into_iter().map(wanted).collect()
    }

    /// Whether the last walk met nothing at the config's path: neither a file nor what is none.
    fn is_without_config(&self) -> bool {
        let is_config = |refusal: &Refusal| refusal.path == self.config;
        !self.known.contains_key(&self.config) && !self.met.refused.iter().any(is_config)
    }

    /// The files of the site, by a walk; what else it meets is kept.
    fn walk(&mut self) -> Vec<Found> {
        let mut survey = Survey::default();
        if !self.is_held() {
            let opened = open(&self.root);
            self.folder = opened.map_err(|error| survey.errors.push(error)).ok();
        }
        if let Some((folder, _)) = &self.folder {
            survey = Survey::of(folder, &self.config);
        }
        one_of_each_name(&mut survey.found, &mut survey.refused);
        self.met = Met {
            refused: survey.refused,
            errors: survey.errors,
        };
        self.seen = (!survey.is_torn).then_some(Seen {
            tops: survey.tops,
            listings: survey.listings,
        });
        survey.found
    }

    /// Whether the open root is still what stands at its path.
    fn is_held(&self) -> bool {
        let Some((_, opened)) = &self.folder else {
            return false;
        };
        let is_it =
            |look: Look| look.shape == Shape::Folder && look.signature.is_same_place(opened);
        sys::look(&self.root).is_ok_and(is_it)
    }

    /// Takes the files of a walk for the known ones.
    fn adopt(&mut self, found: Vec<Found>) -> Adopted {
        let mut old = std::mem::take(&mut self.known).into_iter().peekable();
        let mut kept = Vec::with_capacity(found.len());
        let (mut wanted, mut gone) = (Vec::new(), Vec::new());
        for file in found {
            while let Some((path, _)) = old.next_if(|(path, _)| *path < file.path) {
                gone.push(path);
            }
            let seen = Known {
                disk: file.disk,
                kind: file.kind,
                signature: Some(file.signature),
            };
            match old.next_if(|(path, _)| *path == file.path) {
                Some((path, known)) if known == seen => kept.push((path, known)),
                _ => wanted.push(Wanted {
                    path: file.path,
                    disk: seen.disk,
                    kind: seen.kind,
                }),
            }
        }
        gone.extend(old.map(|(path, _)| path));
        self.known = kept.into_iter().collect();
        Adopted { wanted, gone }
    }

    /// The file at a path, if it is there and does not look as it did.
    fn unlike(&self, path: &SourcePath) -> Option<Wanted> {
        let (folder, _) = self.folder.as_ref()?;
        let (disk, kind, signature) = match self.known.get(path) {
            Some(known) => (known.disk.clone(), known.kind, known.signature),
            None => (PathBuf::from(path.as_str()), self.kind_at(path)?, None),
        };
        let look = folder.look(&disk).ok()?;
        let is_written = look.shape == Shape::File && look.signature.length > 0;
        (is_written && signature != Some(look.signature)).then(|| Wanted {
            path: path.clone(),
            disk,
            kind,
        })
    }

    /// What a path is for that no walk has met yet.
    fn kind_at(&self, path: &SourcePath) -> Option<Kind> {
        if self.met.refused.iter().any(|refusal| refusal.path == *path) {
            return None;
        }
        if *path == self.config {
            return Some(Kind::Text);
        }
        survey::kind_at(path)
    }

    /// Reads files; those that vanish or change meanwhile are tried again, all together, for some
    /// milliseconds.
    fn take(&self, wanted: Vec<Wanted>) -> Vec<Outcome> {
        let Some((folder, _)) = &self.folder else {
            return Vec::new();
        };
        let take_all = |files: Vec<Wanted>| -> Vec<Outcome> {
            let take = |file: Wanted| {
                let taken = take(folder, &file.disk, &file.path, file.kind);
                (file, taken)
            };
            files.into_par_iter().map(take).collect()
        };
        let is_whole = |(_, taken): &(Wanted, Result<Taken, HostError>)| !matches!(taken, Err(error) if error.blame == Blame::Moment);
        let (mut whole, mut rest): (Vec<_>, Vec<_>) =
            take_all(wanted).into_iter().partition(is_whole);
        for pause in PAUSES {
            if rest.is_empty() {
                break;
            }
            thread::sleep(pause);
            let again = rest.into_iter().map(|(file, _)| file).collect();
            let (taken, still): (Vec<_>, Vec<_>) = take_all(again).into_iter().partition(is_whole);
            whole.extend(taken);
            rest = still;
        }
        whole.extend(rest);
        whole
    }

    /// Puts what was taken in the place of what was known; whether the value differs.
    fn accept(&mut self, file: Wanted, taken: Result<Taken, HostError>) -> bool {
        let Wanted { path, disk, kind } = file;
        let (held, signature) = match taken {
            Ok(taken) => (Ok(taken.content), taken.signature),
            Err(error) => (Err(error), None),
        };
        let has_changed = self.value.put(&path, held);
        let known = Known {
            disk,
            kind,
            signature,
        };
        self.known.insert(path, known);
        has_changed
    }
}

/// What only a walk can judge: a file that is being written, and one behind a link, which is
/// refused at the link.
fn is_left_to_a_walk(taken: &Result<Taken, HostError>) -> bool {
    match taken {
        Ok(taken) => taken.content == Content::Refused(RefusalReason::SymbolicLink),
        Err(error) => error.blame == Blame::Moment,
    }
}

/// What follows from a walk.
struct Adopted {
    wanted: Vec<Wanted>,
    gone: Vec<SourcePath>,
}

fn open(root: &Path) -> Result<(Folder, Signature), HostError> {
    let shown = root.display().to_string();
    let failed = |error| HostError::system(Doing::Read, &shown, &error);
    let look = sys::look(root).map_err(failed)?;
    if look.shape == Shape::Link {
        return Err(linked_root(&shown));
    }
    let folder = Folder::open(root).map_err(failed)?;
    Ok((folder, look.signature))
}

/// Sorts files by path and keeps the first of those whose names are one in NFC: the pages would
/// have one URL, and which of them a link means depends on the machine it was typed on.
fn one_of_each_name(found: &mut Vec<Found>, refused: &mut Vec<Refusal>) {
    // Stable: among equal paths the order stays that of the disk's names.
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|later, first| {
        let is_same = later.path == first.path;
        if is_same {
            refused.push(Refusal {
                path: later.path.clone(),
                reason: RefusalReason::SameName {
                    other: first.path.clone(),
                },
            });
        }
        is_same
    });
}

fn linked_root(shown: &str) -> HostError {
    HostError::machine(words(
        format!("サイトのフォルダー `{shown}` がシンボリックリンクに置き換えられています"),
        format!("the site's folder `{shown}` has become a symbolic link"),
    ))
    .help(words(
        "リンクの代わりに、フォルダーそのものを置いてください",
        "put the folder itself in its place",
    ))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::civil::read_date;

    #[test]
    fn a_file_is_read_at_every_look_until_its_time_is_past() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("a folder");
        std::fs::write(folder.path().join("content/a.md"), "x").expect("a file");
        let today = read_date("2026-11-20").expect("a date");
        let mut looker = Looker::open(folder.path(), &SourcePath::new("config.toml"), today);
        let is_settled = |looker: &Looker| looker.known["content/a.md"].signature.is_some();
        assert!(!is_settled(&looker));
        let begun = Instant::now();
        while !is_settled(&looker) {
            assert!(!looker.look_everywhere(), "it was read again to no effect");
            assert!(begun.elapsed() < Duration::from_secs(30));
        }
    }
}
