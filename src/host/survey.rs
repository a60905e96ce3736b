//! Which files make up the site, found without opening one.
//!
//! Only the config and four folders are looked at, so neither the output nor a cache nor a
//! repository's other files are ever read. Kinds of files are told by `lstat`: opening a pipe to
//! learn that it is one would wait for ever.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::listing::{Listing, list};
use super::signature::{Look, Shape, Signature};
use crate::text::{Refusal, RefusalReason, SourcePath};

/// How many folders may lie inside one another, the first below the site's root counted.
pub(crate) const DEEPEST: usize = 32;

/// The ledger of addresses, the only text of `content/` that is neither a page nor data.
pub(crate) const LEDGER: &str = "content/anchors.lock";

/// The folders that are looked at.
pub(crate) const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

/// Files of themes and templates that are read as texts; all others are assets.
const THEME_TEXTS: [&str; 10] = [
    "html",
    "css",
    "js",
    "toml",
    "xml",
    "txt",
    "svg",
    "json",
    "md",
    "webmanifest",
];

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Read whole, as UTF-8.
    Text,
    /// Published as it is.
    Asset,
}

/// A file of the site.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its path from the root as the disk spells it.
    pub(crate) disk: PathBuf,
    /// Its path in NFC.
    pub(crate) path: SourcePath,
    pub(crate) kind: Kind,
    /// What it looked like.
    pub(crate) signature: Signature,
}

/// Everything that was found, in the order of the disk's names.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) found: Vec<Found>,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) errors: Vec<HostError>,
    /// What stood at the paths of the site's folders.
    pub(crate) tops: Vec<Option<Shape>>,
    /// What the folders held.
    pub(crate) listings: Vec<Listing>,
    /// Whether something vanished on the way, so that the lists do not belong together.
    pub(crate) is_torn: bool,
}

impl Survey {
    /// Looks for the config and at the site's folders.
    pub(crate) fn of(site: &Folder, config: &SourcePath) -> Self {
        let mut survey = Self::default();
        survey.put(look_for_config(site, config));
        let config = survey.found.first().map(|found| found.path.clone());
        let walk = Walk {
            site,
            config: config.as_ref(),
        };
        for folder in FOLDERS {
            let disk = PathBuf::from(folder);
            let look = site.look(&disk);
            survey.tops.push(look.as_ref().ok().map(|look| look.shape));
            survey.put(walk.meet(disk, 0, look));
        }
        survey
    }

    /// What stands at the paths of the site's folders now.
    pub(crate) fn tops(site: &Folder) -> Vec<Option<Shape>> {
        let shape = |folder: &&str| Some(site.look(Path::new(folder)).ok()?.shape);
        FOLDERS.iter().map(shape).collect()
    }

    fn put(&mut self, met: Met) {
        match met {
            Met::Nothing => {}
            Met::File(found) => self.found.push(found),
            Met::Refused(path, reason) => self.refused.push(Refusal { path, reason }),
            Met::Failed(error) => self.errors.push(error),
            Met::Folder(mut below) => {
                self.found.append(&mut below.found);
                self.refused.append(&mut below.refused);
                self.errors.append(&mut below.errors);
                self.listings.append(&mut below.listings);
                self.is_torn |= below.is_torn;
            }
            Met::Vanished => self.is_torn = true,
        }
    }
}

/// What was met at a path.
pub(crate) enum Met {
    Nothing,
    File(Found),
    Refused(SourcePath, RefusalReason),
    Failed(HostError),
    /// A folder, with all that lies in it.
    Folder(Survey),
    /// Something that was there a moment ago.
    Vanished,
}

/// What stands at the config's path.
pub(crate) fn look_for_config(site: &Folder, config: &SourcePath) -> Met {
    let mut disk = PathBuf::new();
    for part in config.as_str().split('/') {
        disk.push(part);
        let is_whole = disk.as_os_str() == config.as_str();
        match site.look(&disk) {
            Ok(look) => match look.shape {
                Shape::Link => return Met::Refused(config.clone(), RefusalReason::SymbolicLink),
                Shape::File if is_whole => {
                    return Met::File(Found {
                        disk,
                        path: config.clone(),
                        kind: Kind::Text,
                        signature: look.signature,
                    });
                }
                Shape::Special if is_whole => {
                    return Met::Refused(config.clone(), RefusalReason::SpecialFile);
                }
                _ => {}
            },
            Err(error) => return failed(Doing::Read, &disk, &error),
        }
    }
    Met::Nothing
}

/// One walk through the site's folders, on all cores.
struct Walk<'s> {
    site: &'s Folder,
    /// The config, if it was found: it may lie in one of the folders.
    config: Option<&'s SourcePath>,
}

impl Walk<'_> {
    /// Judges a path that lies `depth` folders below one of the site's folders.
    fn meet(&self, disk: PathBuf, depth: usize, look: io::Result<Look>) -> Met {
        let Some(spelled) = disk.to_str() else {
            let lossy = SourcePath::new(&disk.to_string_lossy());
            return Met::Refused(lossy, RefusalReason::Name);
        };
        // A backslash would be read as a separator by `SourcePath` and mean another file.
        if cfg!(unix) && spelled.contains('\\') {
            let shown = SourcePath::new(&spelled.replace('\\', "\u{fffd}"));
            return Met::Refused(shown, RefusalReason::Name);
        }
        let path = SourcePath::new(spelled);
        let Look { shape, signature } = match look {
            Ok(look) => look,
            Err(error) => return failed(Doing::Read, &disk, &error),
        };
        match shape {
            Shape::Link => Met::Refused(path, RefusalReason::SymbolicLink),
            Shape::Special => Met::Refused(path, RefusalReason::SpecialFile),
            Shape::Folder if depth + 1 > DEEPEST => {
                Met::Refused(path, RefusalReason::TooDeep { limit: DEEPEST })
            }
            Shape::Folder => self.enter(&disk, depth),
            Shape::File if self.config == Some(&path) => Met::Nothing,
            Shape::File => kind_of(&path).map_or(Met::Nothing, |kind| {
                Met::File(Found {
                    disk,
                    path,
                    kind,
                    signature,
                })
            }),
        }
    }

    fn enter(&self, folder: &Path, depth: usize) -> Met {
        let listed = match list(self.site, folder) {
            Ok(listed) => listed,
            Err(error) if is_absence(error.kind()) => return Met::Vanished,
            Err(error) => return failed(Doing::List, folder, &error),
        };
        let seen = |(name, look): &(OsString, io::Result<Look>)| {
            Some((name.clone(), *look.as_ref().ok()?))
        };
        let mut survey = Survey::default();
        survey.listings.push(Listing {
            folder: folder.to_path_buf(),
            entries: listed.iter().filter_map(seen).collect(),
        });
        let met: Vec<Met> = listed
            .into_par_iter()
            .map(|(name, look)| self.meet(folder.join(name), depth + 1, look))
            .collect();
        for met in met {
            survey.put(met);
        }
        Met::Folder(survey)
    }
}

/// What is gone by now counts as never met.
fn failed(doing: Doing, path: &Path, error: &io::Error) -> Met {
    if is_absence(error.kind()) {
        return Met::Nothing;
    }
    let shown = path.display().to_string();
    Met::Failed(HostError::system(doing, &shown, error))
}

fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What a regular file is for, or nothing when it is no file of the site.
fn kind_of(path: &SourcePath) -> Option<Kind> {
    let text = |is_text| Some(if is_text { Kind::Text } else { Kind::Asset });
    if let Some(rest) = path.below("content") {
        if rest.starts_with("data/") {
            return (path.extension() == "toml").then_some(Kind::Text);
        }
        return text(path.as_str() == LEDGER || path.extension() == "md");
    }
    if path.below("static").is_some() {
        return Some(Kind::Asset);
    }
    let in_theme = path.below("themes").is_some_and(|rest| rest.contains('/'));
    if in_theme || path.below("templates").is_some() {
        return text(THEME_TEXTS.contains(&path.extension()));
    }
    None
}

/// What a path is for whose file may or may not be there: the same answer that a walk would give
/// for a regular file at it.
pub(crate) fn kind_at(path: &SourcePath) -> Option<Kind> {
    let mut names = path.as_str().split('/').skip(1);
    let depth = names.clone().count();
    if depth > DEEPEST || names.any(|name| is_ignored(OsStr::new(name))) {
        return None;
    }
    kind_of(path)
}

/// Hidden files and what editors and systems leave beside the files one edits.
pub(crate) fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // Vim's probe for whether it may write, its swap files, JetBrains' safe write, Emacs' autosave.
    let exact = ["4913", "Thumbs.db", "desktop.ini"];
    let endings = [
        "~",
        ".swp",
        ".swo",
        ".swx",
        "___jb_tmp___",
        "___jb_old___",
        "___jb_bak___",
    ];
    name.starts_with('.')
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || exact.contains(&name.as_ref())
        || endings.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_texts_from_assets() {
        let kind = |path| kind_of(&SourcePath::new(path));
        for text in [
            "content/_index.md",
            "content/anchors.lock",
            "content/data/routes.toml",
            "templates/page.html",
            "themes/default/theme.toml",
            "themes/default/static/a.css",
        ] {
            assert_eq!(kind(text), Some(Kind::Text), "{text}");
        }
        for asset in [
            "content/phone/screen.png",
            "content/phone/list.toml",
            "static/a.css",
            "static/read.md",
            "themes/default/font.woff2",
        ] {
            assert_eq!(kind(asset), Some(Kind::Asset), "{asset}");
        }
        for none in [
            "content/data/notes.md",
            "content",
            "themes/a.zip",
            "src/a.md",
        ] {
            assert_eq!(kind(none), None, "{none}");
        }
    }

    #[test]
    fn f11_a_path_is_as_deep_as_a_walk_would_go() {
        let below = |folders: usize| {
            let path = format!("content/{}a.md", "b/".repeat(folders));
            kind_at(&SourcePath::new(&path))
        };
        assert_eq!(below(0), Some(Kind::Text));
        assert_eq!(below(DEEPEST - 1), Some(Kind::Text));
        assert_eq!(below(DEEPEST), None);
        assert_eq!(below(DEEPEST + 1), None);
    }

    #[test]
    fn f13_leftovers_of_editors_are_no_files() {
        for name in [
            ".a.md.swp",
            ".#a.md",
            "a.md~",
            "a.swp",
            "4913",
            "#a.md#",
            "a.md___jb_tmp___",
            ".DS_Store",
            "Thumbs.db",
            ".git",
        ] {
            assert!(is_ignored(OsStr::new(name)), "{name}");
        }
        for name in ["a.md", "#", "4913.md", "#a", "窓口.md"] {
            assert!(!is_ignored(OsStr::new(name)), "{name}");
        }
    }
}
