//! Finished files → a staging folder beside the target.
//!
//! Whatever happens here, a full disk or a killed process, the site that is published stays as it
//! is; `publish` takes the one step that replaces it. A file that says the same as before is taken over by a hard link, so that a
//! warm build writes what changed; the old tree is removed at the end, and with it the second
//! name, so that the finished site shares no file with anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, ErrorKind, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::clock::Epoch;
use super::error::{Doing, HostError};
use super::folder::Folder;
use super::leftover;
use super::lock::Lock;
use super::manifest::{MARKER, Manifest, Mark, staging_text};
use super::sys::{self, CHUNK};
use super::target::Target;
use super::tree::{self, Tree, digest_as_long, is_same, same_digest};
use crate::digest::{Digest, Digester};
use crate::output::{Content, Output, OutputPath};
use crate::text::SourcePath;
use crate::wording::words;

/// A site that is being written and not yet published; dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    pub(super) target: Target,
    pub(super) folder: PathBuf,
    pub(super) modified: Option<SystemTime>,
    pub(super) old: Old,
    progress: Mutex<Progress>,
    pub(super) is_done: bool,
    // Dropped in this order, after the staging folder: only then may another build begin, and
    // only then are the folders empty.
    _lock: Lock,
    _parents: Parents,
}

/// The site that is published now.
#[derive(Debug, Default)]
pub(super) struct Old {
    pub(super) manifest: Manifest,
    pub(super) tree: Tree,
    /// Open, if there is one.
    pub(super) folder: Option<Folder>,
}

#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) files: BTreeMap<String, Digest>,
    /// Those of `files` that were written, not taken over.
    pub(super) fresh: Vec<String>,
    folders: BTreeSet<String>,
    /// The length of all files together.
    pub(super) bytes: u64,
}

impl Staging {
    /// Locks the target, clears what a killed build left, and begins an empty staging folder.
    ///
    /// `epoch` becomes the time of every file.
    pub fn begin(target: Target, epoch: Option<Epoch>) -> Result<Self, HostError> {
        let beside = target.folder.parent().unwrap_or(&target.folder);
        let parents = Parents::create(beside).map_err(|error| {
            HostError::system(Doing::CreateFolder, &target.show(beside), &error)
        })?;
        let lock_path = target.beside("lock");
        let lock = Lock::take(&lock_path, &target.show(&lock_path))?;
        recover(&target)?;
        let folder = target.beside("staging");
        leftover::clear(&folder, &target)?;
        leftover::clear(&target.beside("old"), &target)?;
        let old = Old::of(&target)?;
        sys::create_folder(&folder).map_err(|error| {
            HostError::system(Doing::CreateFolder, &target.show(&folder), &error)
        })?;
        let staging = Self {
            target,
            folder,
            modified: epoch.map(Epoch::time),
            old,
            progress: Mutex::default(),
            is_done: false,
            _lock: lock,
            _parents: parents,
        };
        staging
            .create(MARKER, staging_text().as_bytes())
            .map_err(|error| staging.failed(Doing::Write, MARKER, &error))?;
        Ok(staging)
    }

    /// Writes one file of the site. May be called from many threads.
    pub fn write(&self, output: Output) -> Result<(), HostError> {
        let path = output.path.as_str();
        self.ensure_folders(path)
            .map_err(|error| self.failed(Doing::CreateFolder, path, &error))?;
        let (digest, is_fresh, length) = match output.content {
            Content::Bytes(bytes) => {
                let (digest, is_fresh) = self
                    .write_bytes(path, &bytes)
                    .map_err(|error| self.failed(Doing::Write, path, &error))?;
                (digest, is_fresh, bytes.len() as u64)
            }
            Content::Copy(source) => self.copy(path, &source)?,
        };
        let mut progress = self.progress();
        progress.bytes += length;
        if is_fresh {
            progress.fresh.push(path.to_owned());
        }
        progress.files.insert(path.to_owned(), digest);
        Ok(())
    }

    /// Takes over files of the published site that nobody need make, since they are known to hold what
    /// these digests say; `false`, and none is taken over, unless all of them still do.
    pub fn take_over(&self, files: &[(OutputPath, Digest)]) -> bool {
        let lengths: Option<Vec<u64>> = files.iter().map(|file| self.as_left(file)).collect();
        let Some(lengths) = lengths else {
            return false;
        };
        for (at, (path, _)) in files.iter().enumerate() {
            let path = path.as_str();
            if self.ensure_folders(path).is_err() || !self.link(path) {
                for (path, _) in &files[..at] {
                    // It is written anew, into the place that is free again.
                    let _ = std::fs::remove_file(self.folder.join(path.as_str()));
                }
                return false;
            }
        }
        let files = files.iter();
        let taken = files.map(|(path, digest)| (path.as_str().to_owned(), *digest));
        let mut progress = self.progress();
        progress.files.extend(taken);
        progress.bytes += lengths.iter().sum::<u64>();
        true
    }

    /// The length of a published file, if it may be taken over and still holds what its digest says.
    fn as_left(&self, (path, digest): &(OutputPath, Digest)) -> Option<u64> {
        let path = path.as_str();
        let is_listed = self.old.manifest.files.get(path) == Some(digest);
        let (file, length) = is_listed.then(|| self.reusable(path, None)).flatten()?;
        (digest_as_long(file, length).ok()? == *digest).then_some(length)
    }

    fn write_bytes(&self, path: &str, bytes: &[u8]) -> io::Result<(Digest, bool)> {
        let digest = Digest::of(bytes);
        if let Some((mut old, _)) = self.reusable(path, Some(bytes.len() as u64))
            && is_same(&mut old, bytes)?
            && self.link(path)
        {
            return Ok((digest, false));
        }
        self.create(path, bytes)?;
        Ok((digest, true))
    }

    fn copy(&self, path: &str, source: &SourcePath) -> Result<(Digest, bool, u64), HostError> {
        let unreadable = |error: io::Error| HostError::system(Doing::Read, source.as_str(), &error);
        let mut file = Folder::open(&self.target.root)
            .and_then(|site| site.source(source))
            .map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(unreadable(ErrorKind::InvalidInput.into()));
        }
        if let Some((mut old, _)) = self.reusable(path, Some(metadata.len()))
            && let Some(digest) = same_digest(&mut file, &mut old).map_err(unreadable)?
            && self.link(path)
        {
            return Ok((digest, false, metadata.len()));
        }
        file.rewind().map_err(unreadable)?;
        self.copy_anew(path, &mut file)
            .map_err(|error| self.failed(Doing::Write, path, &error))
            .map(|digest| (digest, true, metadata.len()))
    }

    fn copy_anew(&self, path: &str, from: &mut File) -> io::Result<Digest> {
        let mut to = sys::create_file(&self.folder.join(path))?;
        let mut digester = Digester::default();
        let mut buffer = vec![0; CHUNK];
        loop {
            let filled = sys::fill(from, &mut buffer)?;
            digester.update(&buffer[..filled]);
            to.write_all(&buffer[..filled])?;
            if filled < buffer.len() {
                self.set_time(&to)?;
                return Ok(digester.finish());
            }
        }
    }

    /// The published file at a path and its length, if taking it over would give the very file that writing
    /// gives: ours to link, of this length (if it is known), mode and time, and known by no other name.
    fn reusable(&self, path: &str, length: Option<u64>) -> Option<(File, u64)> {
        let folder = self.old.folder.as_ref()?;
        if !self.old.manifest.files.contains_key(path) {
            return None;
        }
        let file = folder.file(Path::new(path)).ok()?;
        let metadata = file.metadata().ok()?;
        let is_timed = self
            .modified
            .is_none_or(|time| metadata.modified().ok() == Some(time));
        let is_as_long = length.is_none_or(|length| metadata.len() == length);
        let is_reusable = is_as_long && sys::is_plain_and_single(&metadata) && is_timed;
        is_reusable.then_some((file, metadata.len()))
    }

    /// Links a published file into the staged tree; not every disk can.
    fn link(&self, path: &str) -> bool {
        std::fs::hard_link(self.target.folder.join(path), self.folder.join(path)).is_ok()
    }

    pub(super) fn create(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = sys::create_file(&self.folder.join(path))?;
        file.write_all(bytes)?;
        self.set_time(&file)
    }

    fn set_time(&self, file: &File) -> io::Result<()> {
        self.modified.map_or(Ok(()), |time| file.set_modified(time))
    }

    /// Makes the folders of a path, without holding the lock meanwhile: another thread may be
    /// making the same ones.
    fn ensure_folders(&self, path: &str) -> io::Result<()> {
        let Some((folder, _)) = path.rsplit_once('/') else {
            return Ok(());
        };
        let ends = folder.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([folder.len()]) {
            let part = &folder[..end];
            if self.progress().folders.contains(part) {
                continue;
            }
            match sys::create_folder(&self.folder.join(part)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => drop(self.progress().folders.insert(part.to_owned())),
            }
        }
        Ok(())
    }

    /// A failed operation on a staged file, named as it will be known: below the target.
    pub(super) fn failed(&self, doing: Doing, path: &str, error: &io::Error) -> HostError {
        let shown = Path::new(&self.target.shown).join(path);
        let failure = HostError::system(doing, &shown.display().to_string(), error);
        match (error.kind(), sys::free_bytes(&self.folder)) {
            (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, Some(free)) => failure.help(words(
                format!("空きは {free} バイトです。公開中のサイトはそのまま残っています"),
                format!("{free} bytes are free; the published site is as it was"),
            )),
            _ => failure,
        }
    }

    pub(super) fn progress(&self) -> MutexGuard<'_, Progress> {
        // A thread that panicked while it held the lock left at worst an unlisted file.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_done {
            // What cannot be removed now is removed by the next build.
            let _ = tree::remove_all(&self.folder);
        }
    }
}

/// Folders made for the target to lie in; those still empty at the end are removed again.
#[derive(Debug)]
pub(super) struct Parents(Vec<PathBuf>);

impl Parents {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        let missing = folder
            .ancestors()
            .take_while(|folder| !folder.exists())
            .map(Path::to_path_buf);
        let parents = Self(missing.collect());
        std::fs::create_dir_all(folder)?;
        Ok(parents)
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One that holds a site, or anything, stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

impl Old {
    fn of(target: &Target) -> Result<Self, HostError> {
        let Mark::Output(manifest) = target.mark()? else {
            return Ok(Self::default());
        };
        let look = || Ok((Tree::of(&target.folder)?, Folder::open(&target.folder)?));
        let (tree, folder) = look()
            .map_err(|error: io::Error| HostError::system(Doing::List, &target.shown, &error))?;
        Ok(Self {
            manifest,
            tree,
            folder: Some(folder),
        })
    }
}

/// Puts the old site back that a build without `exchange` had set aside when it was killed.
fn recover(target: &Target) -> Result<(), HostError> {
    let aside = target.beside("old");
    let is_missing = |path: &Path| {
        path.symlink_metadata()
            .is_err_and(|error| error.kind() == ErrorKind::NotFound)
    };
    if is_missing(&target.folder) && matches!(Mark::of(&aside), Ok(Mark::Output(_))) {
        std::fs::rename(&aside, &target.folder)
            .map_err(|error| HostError::system(Doing::Rename, &target.shown, &error))?;
    }
    Ok(())
}
