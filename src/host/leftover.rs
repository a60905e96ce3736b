//! Clearing what a killed build left beside its target.
//!
//! A killed build leaves an unfinished staging folder, or the old site that it had just replaced.
//! Whoever calls this holds the lock, so nobody is still writing there. A file that is neither
//! listed in the folder's own manifest nor safe in the target is never removed.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::manifest::{Manifest, Mark};
use super::sys;
use super::target::Target;
use super::tree::{self, Tree, has_digest};
use crate::wording::words;

/// Removes a folder beside the target, if it is there and ours.
pub(crate) fn clear(leftover: &Path, target: &Target) -> Result<(), HostError> {
    let failed =
        |error: io::Error| HostError::system(Doing::Remove, &target.show(leftover), &error);
    match leftover.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(in_the_way(leftover, target)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    }
    match Mark::of(leftover).map_err(failed)? {
        // Nobody but the build that made it ever wrote there.
        Mark::Staging => tree::remove_all(leftover).map_err(failed),
        Mark::Output(manifest) => clear_site(leftover, target, &manifest),
        Mark::None => std::fs::remove_dir(leftover).map_err(|error| match error.kind() {
            ErrorKind::DirectoryNotEmpty => in_the_way(leftover, target),
            _ => failed(error),
        }),
        Mark::Unreadable => Err(in_the_way(leftover, target)),
    }
}

fn clear_site(leftover: &Path, target: &Target, manifest: &Manifest) -> Result<(), HostError> {
    let failed =
        |error: io::Error| HostError::system(Doing::Remove, &target.show(leftover), &error);
    let tree = Tree::of(leftover).map_err(failed)?;
    let folder = Folder::open(leftover).map_err(failed)?;
    for file in &tree.files {
        let listed = file.to_str().and_then(|name| manifest.files.get(name));
        let is_ours = listed.is_some_and(|digest| has_digest(&folder, file, *digest));
        if !is_ours && !is_in_both(leftover, &target.folder, file) {
            return Err(in_the_way(&leftover.join(file), target));
        }
    }
    tree::remove(leftover, &tree).map_err(failed)
}

/// Whether the same file also lies in the target: it was carried over before the swap.
fn is_in_both(leftover: &Path, target: &Path, file: &Path) -> bool {
    let look = |root: &Path| root.join(file).symlink_metadata();
    match (look(leftover), look(target)) {
        (Ok(here), Ok(there)) => sys::is_same_file(&here, &there),
        _ => false,
    }
}

fn in_the_way(path: &Path, target: &Target) -> HostError {
    let shown = target.show(path);
    HostError::machine(words(
        format!(
            "`{shown}` は中断したビルドの残りですが、Madoguchiが作ったものではないため削除しません"
        ),
        format!("`{shown}` is in the way of a build, and is not Madoguchi's to remove"),
    ))
    .help(words(
        "必要なら別の場所へ移し、不要なら削除してから、もう一度実行してください",
        "move it away or remove it, then run the command again",
    ))
}
