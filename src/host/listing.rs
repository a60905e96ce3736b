//! What a walk saw of the folders, kept so that the next look can compare instead of walking.
//!
//! Most looks find nothing: to learn that, each folder is listed and each name looked at, but no
//! path is made, normalised or sorted into a site.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folder::Folder;
use super::signature::{Look, Shape, Signature};
use super::survey::is_ignored;

/// How many names of one folder are looked at in one go.
const TOGETHER: usize = 256;

/// The folder `folder` as it was seen.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) folder: PathBuf,
    /// Its names in their order, hidden and temporary ones left out.
    pub(crate) entries: Vec<(OsString, Look)>,
}

/// What lies in a folder, in the order of names; each with what it looks like.
pub(crate) fn list(site: &Folder, folder: &Path) -> io::Result<Vec<(OsString, io::Result<Look>)>> {
    let folder = site.below(folder)?;
    let mut names = folder.names()?;
    names.retain(|name| !is_ignored(name));
    names.sort_unstable();
    let look = |name: OsString| {
        let look = folder.look(Path::new(&name));
        (name, look)
    };
    let names = names.into_par_iter().with_min_len(TOGETHER);
    Ok(names.map(look).collect())
}

/// The files that look different now, if that is all that changed: no name came or went, and
/// nothing became something else.
pub(crate) fn compare(
    site: &Folder,
    listings: &mut [Listing],
) -> Option<Vec<(PathBuf, Signature)>> {
    let compared: Option<Vec<Vec<_>>> = listings
        .par_iter_mut()
        .map(|listing| listing.compare(site))
        .collect();
    Some(compared?.into_iter().flatten().collect())
}

impl Listing {
    fn compare(&mut self, site: &Folder) -> Option<Vec<(PathBuf, Signature)>> {
        let fresh = list(site, &self.folder).ok()?;
        if fresh.len() != self.entries.len() {
            return None;
        }
        let mut different = Vec::new();
        for ((name, look), (now, fresh)) in self.entries.iter_mut().zip(fresh) {
            let fresh = fresh.ok()?;
            if *name != now || look.shape != fresh.shape {
                return None;
            }
            if look.shape == Shape::File && *look != fresh {
                different.push((self.folder.join(name), fresh.signature));
            }
            *look = fresh;
        }
        Some(different)
    }
}
