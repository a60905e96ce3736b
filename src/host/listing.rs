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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is different from how a folder was, after something was done to it.
    fn compared(after: impl FnOnce(&Path)) -> Option<Vec<PathBuf>> {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("a")).expect("a folder");
        for name in ["a/one", "a/two"] {
            std::fs::write(root.path().join(name), "x").expect("a file");
        }
        let site = Folder::open(root.path()).expect("it is there");
        let folder = PathBuf::from("a");
        let entries = list(&site, &folder).expect("a list").into_iter();
        let entries = entries.map(|(name, look)| (name, look.expect("a look")));
        let entries = entries.collect();
        after(&root.path().join("a"));
        let found = compare(&site, &mut [Listing { folder, entries }])?;
        Some(found.into_iter().map(|(path, _)| path).collect())
    }

    #[test]
    fn the_same_names_are_compared_without_a_walk() {
        assert_eq!(compared(|_| {}), Some(Vec::new()));
        let longer = |folder: &Path| std::fs::write(folder.join("two"), "xy").expect("a file");
        assert_eq!(compared(longer), Some(vec![PathBuf::from("a/two")]));
    }

    #[test]
    fn other_names_and_other_things_need_a_walk() {
        let remove =
            |folder: &Path| std::fs::remove_file(folder.join("two")).expect("it was there");
        assert_eq!(compared(remove), None);
        let renamed = |folder: &Path| {
            std::fs::rename(folder.join("two"), folder.join("zwo")).expect("it was there");
        };
        assert_eq!(compared(renamed), None);
        let into_a_folder = |folder: &Path| {
            remove(folder);
            std::fs::create_dir(folder.join("two")).expect("a folder");
        };
        assert_eq!(compared(into_a_folder), None);
    }
}
