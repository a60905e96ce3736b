//! The step from a staged site to a published one, and what comes before and after it.
//!
//! Before it everything is made ready and durable; the step itself is one exchange of two folders;
//! after it nothing can fail that the reader of the site would see.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::commit::{Progress, Staging};
use super::error::{Doing, HostError};
use super::manifest::{MARKER, Manifest};
use super::sys;
use super::tree::{self, Tree};
use crate::digest::Digest;
use crate::wording::words;

/// Up to how many new files are flushed one by one. Beyond, one flush of the whole disk is
/// cheaper, but it also waits for what other programs are writing.
const FLUSHED_SINGLY: usize = 32;

/// What a publication did.
#[derive(Debug, Default)]
pub struct Published {
    /// Files written anew.
    pub written: usize,
    /// Files taken over as they were.
    pub unchanged: usize,
    /// The length of all of them.
    pub bytes: u64,
    /// Files of an earlier build that are gone.
    pub removed: usize,
    /// Files in the folder that no build wrote; they were kept. From the folder, with `/`.
    pub kept: Vec<String>,
    /// The site is published, but the old one could not be removed entirely.
    pub leftover: Option<HostError>,
}

impl Staging {
    /// Puts the staged site into the target's place in one step and removes the old one.
    pub fn publish(mut self) -> Result<Published, HostError> {
        let progress = std::mem::take(&mut *self.progress());
        let Progress {
            files,
            fresh,
            bytes,
            ..
        } = progress;
        let leavings = self.sort_out(&files)?;
        self.keep(&leavings.kept)?;
        let mut published = Published {
            written: fresh.len(),
            unchanged: files.len() - fresh.len(),
            bytes,
            removed: leavings.removed,
            kept: leavings.kept.iter().map(|path| shown(path)).collect(),
            leftover: None,
        };
        self.finish_marker(&Manifest { files })
            .map_err(|error| self.failed(Doing::Write, MARKER, &error))?;
        self.settle(&fresh)?;
        let old = self.swap()?;
        self.is_done = true;
        published.leftover = old.and_then(|old| self.remove_old(&old).err());
        Ok(published)
    }

    fn sort_out(&self, files: &BTreeMap<String, Digest>) -> Result<tree::Leavings, HostError> {
        if self.old.folder.is_none() {
            return Ok(tree::Leavings::default());
        }
        let leavings = self
            .old
            .tree
            .sort_out(&self.target.folder, &self.old.manifest, files)
            .map_err(|error| self.failed(Doing::Read, "", &error))?;
        let Some(file) = leavings.in_the_way.first() else {
            return Ok(leavings);
        };
        let shown = format!("{}/{}", self.target.shown, shown(file));
        Err(HostError::usage(words(
            format!("`{shown}` はMadoguchiが作ったファイルではないため、上書きしません"),
            format!("`{shown}` is not Madoguchi's, but a file of the site belongs there"),
        ))
        .help(words(
            "必要なら別の場所へ移し、不要なら削除してください",
            "move it away or remove it",
        )))
    }

    /// Gives files that are not ours a second name in the staged tree; a copy where the disk
    /// knows no second names. Before the swap, so that no moment exists in which they are missing.
    fn keep(&self, kept: &[PathBuf]) -> Result<(), HostError> {
        for file in kept {
            let name = shown(file);
            self.keep_one(file)
                .map_err(|error| self.failed(Doing::Write, &name, &error))?;
        }
        Ok(())
    }

    fn keep_one(&self, file: &Path) -> io::Result<()> {
        let from = self.target.folder.join(file);
        let to = self.folder.join(file);
        let mut folder = self.folder.clone();
        for name in file.parent().into_iter().flat_map(Path::iter) {
            folder.push(name);
            match sys::create_folder(&folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        match std::fs::hard_link(&from, &to) {
            Err(error) if !is_decisive(error.kind()) && from.symlink_metadata()?.is_file() => {
                std::fs::copy(&from, &to).map(drop)
            }
            result => result,
        }
    }

    /// Replaces the marker of an unfinished folder by the manifest, in one step: a folder is
    /// always known to be ours.
    fn finish_marker(&self, manifest: &Manifest) -> io::Result<()> {
        let new = format!("{MARKER}-new");
        self.create(&new, manifest.text().as_bytes())?;
        std::fs::rename(self.folder.join(new), self.folder.join(MARKER))
    }

    /// Sets the folders' times and waits until the staged tree is on the disk.
    ///
    /// The swap is one change of the file system's journal and must not reach the disk before the
    /// bytes it publishes: new files are flushed first. Names, links and folders travel in the
    /// journal in their order, so flushing the staging folder itself orders them before the swap.
    fn settle(&self, fresh: &[String]) -> Result<(), HostError> {
        if let Some(time) = self.modified {
            self.set_folder_times(time)
                .map_err(|error| self.failed(Doing::Write, "", &error))?;
        }
        let flushed = if fresh.len() > FLUSHED_SINGLY {
            sys::sync_disk(&self.folder)
        } else {
            fresh
                .iter()
                .map(String::as_str)
                .chain([MARKER, ""])
                .try_for_each(|path| sys::sync(&self.folder.join(path)))
        };
        flushed.map_err(|error| self.failed(Doing::Sync, "", &error))
    }

    fn set_folder_times(&self, time: SystemTime) -> io::Result<()> {
        let tree = Tree::of(&self.folder)?;
        let folders = tree.folders.iter().rev().map(|path| self.folder.join(path));
        folders
            .chain([self.folder.clone()])
            .try_for_each(|path| File::open(path)?.set_modified(time))
    }

    /// The step itself; gives the place where the old site now lies, if there was one.
    fn swap(&self) -> Result<Option<PathBuf>, HostError> {
        let failed =
            |error: io::Error| HostError::system(Doing::Rename, &self.target.shown, &error);
        let folder = &self.target.folder;
        let old = if self.old.folder.is_none() {
            // Over an empty folder, or none.
            std::fs::rename(&self.folder, folder).map_err(failed)?;
            None
        } else {
            match sys::exchange(&self.folder, folder) {
                Ok(()) => Some(self.folder.clone()),
                Err(error) if error.kind() == ErrorKind::Unsupported => {
                    Some(self.swap_in_two().map_err(failed)?)
                }
                Err(error) => return Err(failed(error)),
            }
        };
        if let Some(parent) = folder.parent() {
            // Published it is; that a power cut might still undo it is no failure.
            let _ = sys::sync(parent);
        }
        Ok(old)
    }

    /// Old aside, new in. Killed in between, the next build puts the old one back (`recover`).
    fn swap_in_two(&self) -> io::Result<PathBuf> {
        let folder = &self.target.folder;
        let aside = self.target.beside("old");
        std::fs::rename(folder, &aside)?;
        if let Err(error) = std::fs::rename(&self.folder, folder) {
            std::fs::rename(&aside, folder)?;
            return Err(error);
        }
        Ok(aside)
    }

    /// Every file that was seen in the old site is ours, replaced, or also in the new one by now;
    /// one that came since keeps its folder from being removed.
    fn remove_old(&self, old: &Path) -> Result<(), HostError> {
        tree::remove(old, &self.old.tree)
            .map_err(|error| HostError::system(Doing::Remove, &self.target.show(old), &error))
    }
}

/// Whether a failed link would fail as a copy, too.
fn is_decisive(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::AlreadyExists | ErrorKind::NotFound | ErrorKind::NotADirectory
    )
}

/// A path below the output folder as messages name it.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
