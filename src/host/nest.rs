//! A folder of new files that comes into being in one step, or not at all.
//!
//! Whatever goes wrong while many files are written, a full disk or a killed process, nothing of them
//! stands where somebody would take it for the whole. They are written into a hidden folder beside the
//! one that is wanted; that it is ours says a marker, and the next run removes what a killed one left.

use std::ffi::OsString;
use std::fs::{create_dir_all, rename};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf, absolute};

use super::commit::Parents;
use super::error::{Doing, HostError};
use super::folder::Folder;
use super::lock::Lock;
use super::manifest::{MARKER, Mark, staging_text};
use super::{create, foreign, sys, tree};
use crate::text::SourcePath;
use crate::wording::words;

/// The hidden folder of a run into a folder that is there already; it is no file of anybody's.
pub(super) const UNFINISHED: &str = ".madoguchi-unfinished";
/// Which run is at work there.
pub(super) const LOCK: &str = ".madoguchi-unfinished-lock";

/// New files that nobody sees yet; dropped, they are gone.
#[derive(Debug)]
pub struct Nest {
    /// The hidden folder: the marker, and `site` with the files.
    hidden: PathBuf,
    /// The folder that is wanted, and how the user calls it.
    wanted: PathBuf,
    shown: String,
    /// Whether it is there already, with nothing in it that counts.
    is_there: bool,
    _lock: Lock,
    _parents: Parents,
}

impl Nest {
    /// Begins to fill a folder that is not there, or that `lies_in` calls empty.
    pub fn begin(folder: &Path) -> Result<Self, HostError> {
        let shown = folder.display().to_string();
        let failed = |error| HostError::system(Doing::CreateFolder, &shown, &error);
        let is_there = folder.is_dir();
        let wanted = if is_there {
            folder.canonicalize()
        } else {
            absolute(folder)
        };
        let wanted = wanted.map_err(failed)?;
        let (hidden, lock) = places(&wanted, is_there).map_err(failed)?;
        let around = hidden.parent().unwrap_or(&wanted);
        let parents = Parents::create(around).map_err(failed)?;
        let lock = Lock::take(&lock, &lock.display().to_string())?;
        clear(&hidden)?;
        let nest = Self {
            hidden,
            wanted,
            shown: shown.clone(),
            is_there,
            _lock: lock,
            _parents: parents,
        };
        nest.make().map_err(failed)?;
        Ok(nest)
    }

    fn make(&self) -> io::Result<()> {
        create_dir_all(&self.hidden)?;
        let mut marker = sys::create_file(&self.hidden.join(MARKER))?;
        marker.write_all(staging_text().as_bytes())?;
        sys::create_folder(&self.site())
    }

    fn site(&self) -> PathBuf {
        self.hidden.join("site")
    }

    /// Writes a text, with the folders that it needs.
    pub fn write(&self, path: &SourcePath, text: &str) -> Result<(), HostError> {
        let failed = |error| HostError::system(Doing::Write, &self.show(path), &error);
        let site = self.site();
        create::make_way(&site, path)?;
        let written = || {
            let folder = Folder::open(&site)?.folder(Path::new(path.folder()))?;
            let mut file = sys::create_file_in(&folder, path.file_name().as_ref())?;
            file.write_all(text.as_bytes())
        };
        written().map_err(failed)
    }

    /// Copies a file of another folder, with the folders that it needs.
    pub fn copy(
        &self,
        from_root: &Path,
        from: &SourcePath,
        to: &SourcePath,
    ) -> Result<(), HostError> {
        foreign::copy(from_root, from, &self.site(), to)
    }

    /// Puts everything into its place.
    pub fn settle(self) -> Result<(), HostError> {
        let site = self.site();
        sys::sync_disk(&site)
            .map_err(|error| HostError::system(Doing::Sync, &self.shown, &error))?;
        if self.is_there {
            self.move_in(&site)
        } else {
            rename(&site, &self.wanted)
                .map_err(|error| HostError::system(Doing::Rename, &self.shown, &error))
        }
    }

    /// Moves what lies in the hidden folder up into the wanted one. What makes a site of it comes last, and
    /// if one does not come, none does.
    fn move_in(&self, site: &Path) -> Result<(), HostError> {
        let listed = Folder::open(site).and_then(|site| site.names());
        let mut names =
            listed.map_err(|error| HostError::system(Doing::List, &self.shown, &error))?;
        names.sort_by_key(|name| (name == "config.toml", name.clone()));
        for (at, name) in names.iter().enumerate() {
            let to = self.wanted.join(name);
            let moved = if to.symlink_metadata().is_ok() {
                Err(ErrorKind::AlreadyExists.into())
            } else {
                rename(site.join(name), &to)
            };
            if let Err(error) = moved {
                for name in &names[..at] {
                    // What cannot go back stays where it can be seen; what counts is the first error.
                    let _ = rename(self.wanted.join(name), site.join(name));
                }
                let shown = Path::new(&self.shown).join(name).display().to_string();
                return Err(HostError::system(Doing::Write, &shown, &error));
            }
        }
        Ok(())
    }

    /// A file as the user will know it.
    fn show(&self, path: &SourcePath) -> String {
        let path = Path::new(&self.shown).join(path.as_str());
        path.display().to_string()
    }
}

impl Drop for Nest {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = tree::remove_all(&self.hidden);
    }
}

/// The hidden folder and the lock: inside a folder that is there, since it may be a disk of its own or the
/// one in which somebody works; else beside the one that will be.
fn places(wanted: &Path, is_there: bool) -> io::Result<(PathBuf, PathBuf)> {
    if is_there {
        return Ok((wanted.join(UNFINISHED), wanted.join(LOCK)));
    }
    let name = wanted.file_name().ok_or(ErrorKind::InvalidInput)?;
    let beside = |ending: &str| {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(ending);
        wanted.with_file_name(hidden)
    };
    Ok((beside(UNFINISHED), beside(LOCK)))
}

/// Removes what a killed run left. Whoever calls this holds the lock, so nobody is still writing there.
fn clear(hidden: &Path) -> Result<(), HostError> {
    let shown = hidden.display().to_string();
    let failed = |error| HostError::system(Doing::Remove, &shown, &error);
    match hidden.symlink_metadata() {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(in_the_way(&shown)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    }
    match Mark::of(hidden).map_err(failed)? {
        Mark::Staging => tree::remove_all(hidden).map_err(failed),
        Mark::None => std::fs::remove_dir(hidden).map_err(|error| match error.kind() {
            ErrorKind::DirectoryNotEmpty => in_the_way(&shown),
            _ => failed(error),
        }),
        Mark::Output(_) | Mark::Unreadable => Err(in_the_way(&shown)),
    }
}

fn in_the_way(shown: &str) -> HostError {
    HostError::machine(words(
        format!("`{shown}` はMadoguchiが作ったものではないため、削除しません"),
        format!("`{shown}` is in the way, and is not Madoguchi's to remove"),
    ))
    .help(words(
        "必要なら別の場所へ移し、不要なら削除してから、もう一度実行してください",
        "move it away or remove it, then run the command again",
    ))
}
