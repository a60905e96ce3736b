//! A folder whose files are opened from it step by step, so that no link is ever followed.
//!
//! A path that is checked and then opened can be swapped for a link in between; a name opened in
//! an open folder cannot.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::signature::Look;
use super::sys;
use crate::text::SourcePath;

/// An open folder.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    handle: sys::Handle,
}

impl Folder {
    /// Opens the folder itself.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.to_path_buf(),
            handle: sys::open_folder(path)?,
        })
    }

    /// Opens a file below for reading; `below` holds nothing but names.
    pub(crate) fn file(&self, below: &Path) -> io::Result<File> {
        let (file, inner) = self.down_to(below)?;
        sys::open_file_in(inner.as_ref().unwrap_or(&self.handle), file)
    }

    /// Opens a folder below; `below` holds nothing but names, and none for this folder itself.
    pub(crate) fn folder(&self, below: &Path) -> io::Result<sys::Handle> {
        if below.as_os_str().is_empty() {
            return sys::open_folder_in(&self.handle, OsStr::new("."));
        }
        let (folder, inner) = self.down_to(below)?;
        sys::open_folder_in(inner.as_ref().unwrap_or(&self.handle), folder)
    }

    /// The same, as a folder whose own files are reached through it.
    pub(crate) fn below(&self, below: &Path) -> io::Result<Self> {
        Ok(Self {
            path: self.path.join(below),
            handle: self.folder(below)?,
        })
    }

    /// The names in it, in no order.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        sys::names_in(&self.handle)
    }

    /// Looks at what lies below, in one call; a link on the way to it is followed, so whoever
    /// then takes the file does so by [`Folder::file`].
    pub(crate) fn look(&self, below: &Path) -> io::Result<Look> {
        sys::look_in(&self.handle, below)
    }

    /// The last name of a path below, and the open folder that holds it unless that is this one.
    fn down_to<'p>(&self, below: &'p Path) -> io::Result<(&'p OsStr, Option<sys::Handle>)> {
        let mut names = Vec::new();
        for component in below.components() {
            match component {
                Component::Normal(name) => names.push(name),
                _ => return Err(ErrorKind::InvalidInput.into()),
            }
        }
        let Some((last, folders)) = names.split_last() else {
            return Err(ErrorKind::InvalidInput.into());
        };
        let mut inner: Option<sys::Handle> = None;
        for name in folders {
            inner = Some(sys::open_folder_in(
                inner.as_ref().unwrap_or(&self.handle),
                name,
            )?);
        }
        Ok((last, inner))
    }

    /// Opens a file of the site. Its path is in NFC, the name on the disk (macOS, archives) need
    /// not be.
    pub(crate) fn source(&self, path: &SourcePath) -> io::Result<File> {
        match self.file(Path::new(path.as_str())) {
            Err(error) if error.kind() == ErrorKind::NotFound && !path.as_str().is_ascii() => {
                self.file(&self.spelling(path)?)
            }
            result => result,
        }
    }

    /// The path as the disk spells it.
    fn spelling(&self, path: &SourcePath) -> io::Result<PathBuf> {
        let mut spelled = PathBuf::new();
        for part in path.as_str().split('/') {
            let name = find_name(&self.path.join(&spelled), part)?;
            spelled.push(name);
        }
        Ok(spelled)
    }
}

fn find_name(folder: &Path, wanted: &str) -> io::Result<OsString> {
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        if is_spelling_of(&name, wanted) {
            return Ok(name);
        }
    }
    Err(ErrorKind::NotFound.into())
}

fn is_spelling_of(name: &OsStr, wanted: &str) -> bool {
    name.to_str()
        .is_some_and(|name| name.nfc().eq(wanted.chars()))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    #[test]
    fn what_is_a_link_or_leads_out_is_not_opened() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| root.path().join(name);
        std::fs::create_dir_all(at("a/b")).expect("folders");
        std::fs::write(at("a/b/file"), "x").expect("a file");
        symlink("b", at("a/link")).expect("a link to a folder");
        symlink("b/file", at("a/file-link")).expect("a link to a file");
        let folder = Folder::open(root.path()).expect("it is there");
        let file = |below: &str| folder.file(Path::new(below)).is_ok();
        assert!(file("a/b/file"));
        for below in [
            "a/file-link",
            "a/link/file",
            "a/../a/b/file",
            "/etc/passwd",
            "",
        ] {
            assert!(!file(below), "{below:?}");
        }
        let inner = |below: &str| folder.folder(Path::new(below)).is_ok();
        assert!(inner("a/b") && inner(""));
        for below in ["a/link", "a/b/file", "a/link/../b", "..", "/etc"] {
            assert!(!inner(below), "{below:?}");
        }
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let root = tempfile::tempdir().expect("a folder");
        let pipe = root.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o644), 0).expect("a pipe");
        let folder = Folder::open(root.path()).expect("it is there");
        let file = folder.file(Path::new("pipe")).expect("nobody writes to it");
        assert!(!file.metadata().expect("it is open").is_file());
    }
}
