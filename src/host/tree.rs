//! What lies in a folder that we wrote once: ours by the manifest, or somebody's own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::folder::Folder;
use super::manifest::{MARKER, Manifest};
use super::sys::{self, CHUNK};
use crate::digest::{Digest, Digester};

/// The files and folders of a tree, links neither followed nor judged.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Everything but folders, from the tree's root; the marker is left out.
    pub(crate) files: BTreeSet<PathBuf>,
    /// The folders, the root left out.
    pub(crate) folders: BTreeSet<PathBuf>,
}

impl Tree {
    /// Walks a tree.
    pub(crate) fn of(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        for entry in WalkDir::new(root).min_depth(1).follow_root_links(false) {
            let entry = entry?;
            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
            if entry.file_type().is_dir() {
                tree.folders.insert(below.to_path_buf());
            } else if below.as_os_str() != MARKER {
                tree.files.insert(below.to_path_buf());
            }
        }
        Ok(tree)
    }

    /// Sorts the files that a new build does not write into ours and others'.
    ///
    /// A file of ours that was changed by hand since counts as somebody's: `fresh` says which
    /// paths the new build writes.
    pub(crate) fn sort_out(
        &self,
        root: &Path,
        manifest: &Manifest,
        fresh: &BTreeMap<String, Digest>,
    ) -> io::Result<Leavings> {
        let folder = Folder::open(root)?;
        let mut leavings = Leavings::default();
        for file in &self.files {
            let name = file.to_str();
            let is_fresh = name.is_some_and(|name| fresh.contains_key(name));
            match name.and_then(|name| manifest.files.get(name)) {
                Some(_) if is_fresh => {}
                Some(digest) if has_digest(&folder, file, *digest) => leavings.removed += 1,
                _ if is_fresh => leavings.in_the_way.push(file.clone()),
                _ => leavings.kept.push(file.clone()),
            }
        }
        Ok(leavings)
    }
}

/// What an old tree holds that the new one does not.
#[derive(Debug, Default)]
pub(crate) struct Leavings {
    /// How many files of ours go.
    pub(crate) removed: usize,
    /// Files that are not ours, to be carried over.
    pub(crate) kept: Vec<PathBuf>,
    /// Files that are not ours where a page of ours belongs.
    pub(crate) in_the_way: Vec<PathBuf>,
}

/// Whether a file holds exactly what we once wrote; one that cannot be read does not.
pub(crate) fn has_digest(folder: &Folder, file: &Path, digest: Digest) -> bool {
    folder
        .file(file)
        .and_then(digest_of)
        .is_ok_and(|found| found == digest)
}

/// The digest of what is in a file, if it is one.
pub(crate) fn digest_of(file: File) -> io::Result<Digest> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    digest_as_long(file, metadata.len())
}

/// The digest of what is in a file that seemed to be so long. The room that is read into follows from that: most
/// files are short, and a site has tens of thousands.
pub(crate) fn digest_as_long(mut file: File, length: u64) -> io::Result<Digest> {
    let mut digester = Digester::default();
    // One byte more than there should be: the end is met without another look.
    let room = usize::try_from(length).map_or(CHUNK, |length| length.saturating_add(1));
    let mut buffer = vec![0; room.min(CHUNK)];
    loop {
        let filled = sys::fill(&mut file, &mut buffer)?;
        digester.update(&buffer[..filled]);
        if filled < buffer.len() {
            return Ok(digester.finish());
        }
    }
}

/// Removes a tree that nobody but us ever wrote to.
///
/// Not by the standard library: it may take the marker first, and cut short, leave a folder that
/// nobody knows for ours.
pub(crate) fn remove_all(root: &Path) -> io::Result<()> {
    remove(root, &Tree::of(root)?)
}

/// Removes a tree's files, its folders, its marker and its root, each folder only if it is empty
/// by then.
///
/// What is gone already is no failure. The marker goes after all it speaks of, so that a removal
/// that was cut short is known for one.
pub(crate) fn remove(root: &Path, tree: &Tree) -> io::Result<()> {
    let gone = |result: io::Result<()>| match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    };
    tree.files
        .par_iter()
        .try_for_each(|file| gone(std::fs::remove_file(root.join(file))))?;
    let mut by_depth: BTreeMap<usize, Vec<&PathBuf>> = BTreeMap::new();
    for folder in &tree.folders {
        let depth = folder.components().count();
        by_depth.entry(depth).or_default().push(folder);
    }
    for folders in by_depth.values().rev() {
        folders
            .par_iter()
            .try_for_each(|folder| gone(std::fs::remove_dir(root.join(folder))))?;
    }
    gone(std::fs::remove_file(root.join(MARKER)))?;
    gone(std::fs::remove_dir(root))
}

/// Whether a file holds just these bytes.
pub(crate) fn is_same(old: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = vec![0; bytes.len().clamp(1, CHUNK)];
    let mut rest = bytes;
    loop {
        let filled = sys::fill(old, &mut buffer)?;
        let Some((head, tail)) = rest.split_at_checked(filled) else {
            return Ok(false);
        };
        if head != &buffer[..filled] {
            return Ok(false);
        }
        rest = tail;
        if filled < buffer.len() {
            return Ok(rest.is_empty());
        }
    }
}

/// The digest of two files if they hold the same.
pub(crate) fn same_digest(one: &mut File, other: &mut File) -> io::Result<Option<Digest>> {
    let mut digester = Digester::default();
    let (mut left, mut right) = (vec![0; CHUNK], vec![0; CHUNK]);
    loop {
        let filled = sys::fill(one, &mut left)?;
        if sys::fill(other, &mut right)? != filled || left[..filled] != right[..filled] {
            return Ok(None);
        }
        digester.update(&left[..filled]);
        if filled < left.len() {
            return Ok(Some(digester.finish()));
        }
    }
}
