//! The folder that a site is to be put into, before there is a site.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::nest;
use crate::text::SourcePath;

/// A folder that files can be written into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The folder, absolute, with all links on the way to it resolved.
    pub root: PathBuf,
}

/// The names of what lies in a folder, sorted; none if there is no such folder.
///
/// A fresh repository, which holds nothing but what git keeps for itself, counts as empty; so does a
/// folder in which a run was killed before it put anything there.
pub fn lies_in(folder: &Path) -> Result<Vec<String>, HostError> {
    let failed = |error: &std::io::Error| {
        HostError::system(Doing::List, &folder.display().to_string(), error)
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(&error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| failed(&error))?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    let counts = |name: &str| !matches!(name, ".git" | ".DS_Store" | nest::UNFINISHED | nest::LOCK);
    names.retain(|name| counts(name));
    names.sort();
    Ok(names)
}

impl Ground {
    /// Makes the folder, and those above it, unless they are there.
    pub fn prepare(folder: &Path) -> Result<Self, HostError> {
        let shown = folder.display().to_string();
        let failed = |error| HostError::system(Doing::CreateFolder, &shown, &error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let root = folder.canonicalize().map_err(failed)?;
        Ok(Self { root })
    }

    /// The path from the top of the repository that the folder lies in, unless it is the top itself
    /// or in none: only at the top does GitHub look for workflows.
    pub fn below_repository(&self) -> Option<String> {
        let mut ancestors = self.root.ancestors();
        let top = ancestors.find(|folder| folder.join(".git").exists())?;
        let below = self.root.strip_prefix(top).ok()?;
        let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
        (!names.is_empty()).then(|| names.join("/"))
    }

    /// Whether anything stands at a path, a link that leads nowhere included.
    pub fn holds(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    /// The text of a file, if it is one that can be read; no link is followed.
    pub fn text(&self, path: &SourcePath) -> Option<String> {
        let folder = Folder::open(&self.root).ok()?;
        let mut file = folder.file(Path::new(path.as_str())).ok()?;
        let mut text = String::new();
        file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        file.read_to_string(&mut text).ok()?;
        Some(text)
    }
}
