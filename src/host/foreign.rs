//! A tree that is no site of ours, as one value, and its files copied into one.
//!
//! Every file that is text is read as text, whatever its name: what another generator includes may be
//! anything. Links are told and never followed, pipes never opened, and nothing outside the folder is seen.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::listing::list;
use super::read::Read;
use super::signature::Shape;
use super::survey::{DEEPEST, Kind};
use super::take::{ASSET_LIMIT, Content, TEXT_LIMIT, take};
use super::{create, sys};
use crate::civil::Date;
use crate::text::{Refusal, RefusalReason, Snapshot, SourcePath};

/// Endings of files that are never text, so that no time is lost in trying.
const BINARY: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "pdf", "zip", "gz", "xz", "woff", "woff2",
    "ttf", "otf", "mp4", "webm", "mp3",
];

/// Reads all files below a folder but hidden ones, and those that are left out.
pub fn read_foreign(
    root: &Path,
    today: Date,
    is_left_out: &dyn Fn(&SourcePath) -> bool,
) -> Result<Read, HostError> {
    let shown = root.display().to_string();
    let folder = Folder::open(root).map_err(|error| HostError {
        blame: super::Blame::CommandLine,
        ..HostError::system(Doing::Read, &shown, &error)
    })?;
    let mut walk = Walk {
        folder,
        is_left_out,
        read: Read {
            snapshot: Snapshot::of_texts(today, []),
            errors: Vec::new(),
        },
    };
    walk.enter(Path::new(""), 0);
    Ok(walk.read)
}

struct Walk<'w> {
    folder: Folder,
    is_left_out: &'w dyn Fn(&SourcePath) -> bool,
    read: Read,
}

impl Walk<'_> {
    fn enter(&mut self, below: &Path, depth: usize) {
        let listed = match list(&self.folder, below) {
            Ok(listed) => listed,
            Err(error) => {
                let shown = below.display().to_string();
                let error = HostError::system(Doing::List, &shown, &error);
                self.read.errors.push(error);
                return;
            }
        };
        for (name, look) in listed {
            let disk = below.join(&name);
            let lossy = SourcePath::new(&disk.to_string_lossy());
            let Some(spelled) = disk.to_str().filter(|name| !name.contains('\\')) else {
                self.refuse(lossy, RefusalReason::Name);
                continue;
            };
            let path = SourcePath::new(spelled);
            match look.map(|look| look.shape) {
                Ok(Shape::Link) => self.refuse(path, RefusalReason::SymbolicLink),
                Ok(Shape::Special) => self.refuse(path, RefusalReason::SpecialFile),
                Ok(Shape::Folder) if (self.is_left_out)(&path) => {}
                Ok(Shape::Folder) if depth + 1 > DEEPEST => {
                    self.refuse(path, RefusalReason::TooDeep { limit: DEEPEST });
                }
                Ok(Shape::Folder) => self.enter(&disk, depth + 1),
                Ok(Shape::File) => self.file(&disk, path),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    let error = HostError::system(Doing::Read, spelled, &error);
                    self.read.errors.push(error);
                }
            }
        }
    }

    fn file(&mut self, disk: &Path, path: SourcePath) {
        let twin = self.read.snapshot.texts.contains_key(&path)
            || self.read.snapshot.assets.contains_key(&path);
        if twin {
            let other = path.clone();
            self.refuse(path, RefusalReason::SameName { other });
            return;
        }
        let extension = path.extension().to_ascii_lowercase();
        let is_page = matches!(extension.as_str(), "md" | "toml");
        let is_binary = BINARY.contains(&extension.as_str());
        let length = self
            .folder
            .look(disk)
            .map_or(0, |look| look.signature.length);
        let is_text = is_page || (!is_binary && length <= TEXT_LIMIT);
        if is_text && !self.take(disk, &path, Kind::Text, is_page) {
            return;
        }
        self.take(disk, &path, Kind::Asset, true);
    }

    /// Takes a file; whether it is to be tried as something else.
    fn take(&mut self, disk: &Path, path: &SourcePath, kind: Kind, is_final: bool) -> bool {
        match take(&self.folder, disk, path, kind) {
            Ok(taken) => match taken.content {
                Content::Text(source) => {
                    self.read.snapshot.texts.insert(path.clone(), source);
                }
                Content::Asset(asset) => {
                    self.read.snapshot.assets.insert(path.clone(), asset);
                }
                Content::Refused(_) if !is_final => return true,
                Content::Refused(reason) => self.refuse(path.clone(), reason),
            },
            Err(error) => self.read.errors.push(error),
        }
        false
    }

    fn refuse(&mut self, path: SourcePath, reason: RefusalReason) {
        let refusal = Refusal { path, reason };
        self.read.snapshot.refused.push(refusal);
    }
}

/// Copies a file of one folder into another, where nothing of that name may be yet. No link is followed.
pub(super) fn copy(
    from_root: &Path,
    from: &SourcePath,
    to_root: &Path,
    to: &SourcePath,
) -> Result<(), HostError> {
    let failed = |doing, path: &SourcePath, error: &io::Error| {
        HostError::system(doing, path.as_str(), error)
    };
    let mut bytes = Vec::new();
    let folder = Folder::open(from_root).map_err(|error| failed(Doing::Read, from, &error))?;
    folder
        .source(from)
        .and_then(|file| file.take(ASSET_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| failed(Doing::Read, from, &error))?;
    create::make_way(to_root, to)?;
    let below = PathBuf::from(to.folder());
    let folder = Folder::open(to_root).and_then(|root| root.folder(&below));
    let folder = folder.map_err(|error| failed(Doing::Write, to, &error))?;
    let name = Path::new(to.file_name()).as_os_str();
    sys::create_file_in(&folder, name)
        .and_then(|mut file| file.write_all(&bytes))
        .map_err(|error| failed(Doing::Write, to, &error))
}
