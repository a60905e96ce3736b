//! One text of the site written anew, whole or not at all.
//!
//! The only way in which a source of the site is ever written. A file that somebody has changed
//! since it was read is not overwritten, a link is neither followed nor replaced, and whatever goes
//! wrong, the old text is still there. Of two runs at the same moment one may fail; none is mixed
//! with the other.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::sys;
use crate::text::SourcePath;
use crate::wording::words;

/// Writes a text of the site at `root`. `before` is what was read there, if anything was.
///
/// The new text is on the disk before it takes the old one's place in one step.
pub fn replace(
    root: &Path,
    path: &SourcePath,
    before: Option<&str>,
    text: &str,
) -> Result<(), HostError> {
    let failed = |error: &io::Error| {
        if sys::met_a_link(error) {
            link(path)
        } else {
            HostError::system(Doing::Write, path.as_str(), error)
        }
    };
    let site = Folder::open(root).map_err(|error| failed(&error))?;
    let below = Path::new(path.folder());
    let folder = site.folder(below).map_err(|error| failed(&error))?;
    let name = OsStr::new(path.file_name());
    let present = present(&folder, name).map_err(|error| failed(&error))?;
    let is_as_read = match (&present, before) {
        (None, None) => true,
        (Some(present), Some(before)) => present.text == before.as_bytes(),
        _ => false,
    };
    if !is_as_read {
        return Err(changed(path));
    }
    for leftover in leftovers(&site, below, path.file_name()) {
        // What cannot be removed is in nobody's way.
        let _ = sys::remove_in(&folder, &leftover);
    }
    let mode = present.map(|present| present.permissions);
    let new = beside(name);
    let written = write(&folder, &new, mode, text)
        .and_then(|()| sys::rename_in(&folder, &new, name))
        .map_err(|error| failed(&error));
    if written.is_err() {
        // It may not even have been made; what counts is the first error.
        let _ = sys::remove_in(&folder, &new);
        return written;
    }
    // Written it is; that a power cut might still undo it is no failure.
    let _ = sys::sync_folder(&folder);
    Ok(())
}

/// What stands there now.
struct Present {
    text: Vec<u8>,
    permissions: Permissions,
}

fn present(folder: &sys::Handle, name: &OsStr) -> io::Result<Option<Present>> {
    let mut file: File = match sys::open_file_in(folder, name) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    Ok(Some(Present {
        text,
        permissions: metadata.permissions(),
    }))
}

/// The name of the new text until it takes its place: hidden, so that no survey takes it for a
/// file of the site, and of this process alone.
fn beside(name: &OsStr) -> OsString {
    let mut new = OsString::from(".");
    new.push(name);
    new.push(format!(".{}.new", std::process::id()));
    new
}

/// New texts of runs that were killed before they took their place.
fn leftovers(site: &Folder, below: &Path, name: &str) -> Vec<OsString> {
    let is_ours = |found: &OsString| {
        let found = found.to_str();
        let middle = found.and_then(|found| found.strip_prefix('.')?.strip_prefix(name));
        let number = middle.and_then(|middle| middle.strip_prefix('.')?.strip_suffix(".new"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let folder = site.below(below);
    let names = folder.and_then(|folder| folder.names());
    let mut names = names.unwrap_or_default();
    names.retain(is_ours);
    names
}

fn write(
    folder: &sys::Handle,
    name: &OsStr,
    mode: Option<Permissions>,
    text: &str,
) -> io::Result<()> {
    let mut file = sys::create_file_in(folder, name)?;
    file.write_all(text.as_bytes())?;
    if let Some(mode) = mode {
        file.set_permissions(mode)?;
    }
    file.sync_all()
}

fn link(path: &SourcePath) -> HostError {
    HostError::machine(words(
        format!("`{path}` はシンボリックリンクなので、書き換えません"),
        format!("`{path}` is a symbolic link and is not written to"),
    ))
    .help(words(
        "リンクの代わりに、ファイルそのものを置いてください",
        "put the file itself here instead of a link",
    ))
}

fn changed(path: &SourcePath) -> HostError {
    HostError::moment(words(
        format!("`{path}` が、読み込んだ後に書き換えられました"),
        format!("`{path}` was changed after it had been read"),
    ))
    .help(words("もう一度実行してください", "run the command again"))
}
