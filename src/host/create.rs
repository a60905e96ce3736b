//! A text that is new in the site: never over anything that is there.

use std::path::Path;

use super::error::{Doing, HostError};
use super::{replace, sys};
use crate::text::SourcePath;
use crate::wording::words;

/// Writes a new text into the site at `root`, with the folders that it needs.
///
/// What is there already is left as it is, which is an error; so is a link on the way.
pub fn create(root: &Path, path: &SourcePath, text: &str) -> Result<(), HostError> {
    make_way(root, path)?;
    replace(root, path, None, text)
}

/// Makes the folders that a new file needs; fails if something is there already.
pub(super) fn make_way(root: &Path, path: &SourcePath) -> Result<(), HostError> {
    let mut folder = root.to_path_buf();
    for name in Path::new(path.folder()) {
        folder.push(name);
        match folder.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(in_the_way(path)),
            Err(_) => sys::create_folder(&folder)
                .map_err(|error| HostError::system(Doing::Write, path.as_str(), &error))?,
        }
    }
    if root.join(path.as_str()).symlink_metadata().is_ok() {
        return Err(in_the_way(path));
    }
    Ok(())
}

fn in_the_way(path: &SourcePath) -> HostError {
    HostError::usage(words(
        format!("`{path}` はもうあるので、書き込みません"),
        format!("`{path}` is there already, and nothing is written over it"),
    ))
    .help(words(
        "今のファイルを確かめ、いらなければ名前を変えるか消してください",
        "look at what is there; rename or remove it if it is not needed",
    ))
}
