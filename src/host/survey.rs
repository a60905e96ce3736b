//! Which files make up the site, found without opening one.
//!
//! Only the config and four folders are looked at, so neither the output nor a cache nor a
//! repository's other files are ever read. Kinds of files are told by `lstat`: opening a pipe to
//! learn that it is one would wait for ever.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{Doing, HostError};
use crate::text::{Refusal, RefusalReason, SourcePath};

/// How many folders may lie inside one another, the first below the site's root counted.
pub(crate) const DEEPEST: usize = 32;

/// The ledger of addresses, the only text of `content/` that is neither a page nor data.
pub(crate) const LEDGER: &str = "content/anchors.lock";

const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

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
}

/// Everything that was found, in the order of the disk's names.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) found: Vec<Found>,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) errors: Vec<HostError>,
}

impl Survey {
    /// Looks for the config and at the site's folders.
    pub(crate) fn of(root: &Path, config: &SourcePath) -> Self {
        let mut survey = Self::default();
        survey.look_for_config(root, config);
        for folder in FOLDERS {
            survey.walk(root, folder);
        }
        survey
    }

    fn look_for_config(&mut self, root: &Path, config: &SourcePath) {
        let mut disk = PathBuf::new();
        for part in config.as_str().split('/') {
            disk.push(part);
            match root.join(&disk).symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => {
                    self.refuse(config.clone(), RefusalReason::SymbolicLink);
                    return;
                }
                Ok(metadata) if disk.as_os_str() == config.as_str() => {
                    if metadata.is_file() {
                        let path = config.clone();
                        let kind = Kind::Text;
                        self.found.push(Found { disk, path, kind });
                    } else if !metadata.is_dir() {
                        self.refuse(config.clone(), RefusalReason::SpecialFile);
                    }
                    return;
                }
                Ok(_) => {}
                Err(error) if is_absence(error.kind()) => return,
                Err(error) => {
                    self.errors
                        .push(HostError::system(Doing::Read, config.as_str(), &error));
                    return;
                }
            }
        }
    }

    fn walk(&mut self, root: &Path, folder: &str) {
        let mut walk = WalkDir::new(root.join(folder))
            .follow_root_links(false)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    if self.take(root, &entry) == Step::Over {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => self.note_error(root, &error),
            }
        }
    }

    fn take(&mut self, root: &Path, entry: &DirEntry) -> Step {
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0 && is_ignored(entry.file_name()) {
            return if is_folder { Step::Over } else { Step::On };
        }
        let disk = below(root, entry.path());
        let Some(spelled) = disk.to_str() else {
            let lossy = SourcePath::new(&disk.to_string_lossy());
            self.refuse(lossy, RefusalReason::Name);
            return if is_folder { Step::Over } else { Step::On };
        };
        // A backslash would be read as a separator by `SourcePath` and mean another file.
        if cfg!(unix) && spelled.contains('\\') {
            self.refuse(SourcePath::new(spelled), RefusalReason::Name);
            return if is_folder { Step::Over } else { Step::On };
        }
        let path = SourcePath::new(spelled);
        if entry.path_is_symlink() {
            self.refuse(path, RefusalReason::SymbolicLink);
        } else if is_folder {
            if entry.depth() + 1 > DEEPEST {
                self.refuse(path, RefusalReason::TooDeep { limit: DEEPEST });
                return Step::Over;
            }
        } else if !entry.file_type().is_file() {
            self.refuse(path, RefusalReason::SpecialFile);
        } else if let Some(kind) = kind_of(&path)
            && !self.found.iter().take(1).any(|config| config.path == path)
        {
            let disk = disk.to_path_buf();
            self.found.push(Found { disk, path, kind });
        }
        Step::On
    }

    fn refuse(&mut self, path: SourcePath, reason: RefusalReason) {
        self.refused.push(Refusal { path, reason });
    }

    fn note_error(&mut self, root: &Path, error: &walkdir::Error) {
        let Some(system) = error.io_error() else {
            return;
        };
        let is_absent = error.depth() == 0 && is_absence(system.kind());
        if !is_absent {
            let path = error.path().unwrap_or(root);
            let shown = below(root, path).display().to_string();
            self.errors
                .push(HostError::system(Doing::List, &shown, system));
        }
    }
}

/// Whether the walk goes on inside a folder or over it.
#[derive(PartialEq, Eq)]
enum Step {
    On,
    Over,
}

fn below<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
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

/// Hidden files and what editors and systems leave beside the files one edits.
fn is_ignored(name: &OsStr) -> bool {
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
