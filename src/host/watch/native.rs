//! The system's own watching of folders.
//!
//! Folders are watched, never files: a save puts another file in the place of the old one. The
//! folder above the site is watched, too, since the site's may be moved away and another come.

use std::io;
use std::path::PathBuf;

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::hint::{Hint, hints_of};
use super::inbox::Inbox;
use crate::host::root::Site;
use crate::host::signature::{Shape, Signature};
use crate::host::survey::FOLDERS;
use crate::host::sys;
use crate::wording::{Wording, words};

/// Folders that are being watched, until it is dropped.
#[derive(Debug)]
pub(super) struct Native {
    _watcher: RecommendedWatcher,
    /// Which folders stood at the watched paths.
    stood: Vec<Option<Signature>>,
}

/// Why folders cannot be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// So many folders are watched by this user that the system allows no more.
    Watches,
    /// So many programs of this user watch folders that the system allows no more.
    Instances,
    /// Another reason, in the system's words.
    Other(String),
}

/// A folder to be watched.
struct Place {
    path: PathBuf,
    mode: RecursiveMode,
    need: Need,
}

/// Whether a site can be watched without one of its places.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    /// The folder above may be closed to us; a site that moves away is then seen by looking.
    May,
}

impl Native {
    /// Begins to watch a site's folders as they stand now; hints go to the inbox.
    pub(super) fn start(site: &Site, inbox: &Inbox) -> Result<Self, Failure> {
        let config = Config::default().with_follow_symlinks(false);
        let handler = {
            let (site, inbox) = (site.clone(), inbox.clone());
            move |told: notify::Result<notify::Event>| match told {
                Ok(event) => inbox.note(hints_of(&site, &event)),
                Err(error) => match Failure::of(&error) {
                    None => inbox.note([Hint::Ground]),
                    Some(failure) => inbox.fail(failure),
                },
            }
        };
        let mut watcher = RecommendedWatcher::new(handler, config)
            .map_err(|error| Failure::of(&error).unwrap_or_else(|| Failure::other(&error)))?;
        // Before they are watched: what changes meanwhile then shows.
        let stood = standing(site);
        for (place, stands) in places(site).iter().zip(&stood) {
            if stands.is_none() {
                continue;
            }
            if let Err(error) = watcher.watch(&place.path, place.mode)
                && let Some(failure) = Failure::of(&error)
                && !(place.need == Need::May && matches!(failure, Failure::Other(_)))
            {
                return Err(failure);
            }
        }
        Ok(Self {
            _watcher: watcher,
            stood,
        })
    }

    /// Whether the watched paths still lead to the watched folders.
    pub(super) fn is_in_place(&self, site: &Site) -> bool {
        let now = standing(site);
        let pairs = self.stood.iter().zip(&now);
        pairs.into_iter().all(|(then, now)| match (then, now) {
            (Some(then), Some(now)) => then.is_same_place(now),
            (None, None) => true,
            _ => false,
        })
    }
}

/// The folders of a site to be watched, those whose insides are watched last.
fn places(site: &Site) -> Vec<Place> {
    let place = |path: PathBuf, mode| Place {
        need: if site.root.starts_with(&path) && path != site.root {
            Need::May
        } else {
            Need::Must
        },
        path,
        mode,
    };
    let mut places = Vec::new();
    if let Some(above) = site.root.parent() {
        places.push(place(above.to_path_buf(), RecursiveMode::NonRecursive));
    }
    places.push(place(site.root.clone(), RecursiveMode::NonRecursive));
    let mut folder = site.config.folder();
    while !folder.is_empty() {
        places.push(place(site.root.join(folder), RecursiveMode::NonRecursive));
        folder = folder.rfind('/').map_or("", |at| &folder[..at]);
    }
    for folder in FOLDERS {
        places.push(place(site.root.join(folder), RecursiveMode::Recursive));
    }
    places
}

/// What stands at each place, a link not followed: nothing but folders is watched.
fn standing(site: &Site) -> Vec<Option<Signature>> {
    let stands = |place: &Place| {
        let look = sys::look(&place.path).ok()?;
        (look.shape == Shape::Folder).then_some(look.signature)
    };
    places(site).iter().map(stands).collect()
}

impl Failure {
    /// What an error says about watching at all; nothing when just one folder is gone.
    fn of(error: &notify::Error) -> Option<Self> {
        match &error.kind {
            ErrorKind::MaxFilesWatch => Some(Self::Watches),
            ErrorKind::Io(error) if is_absence(error.kind()) => None,
            ErrorKind::Io(error) if error.raw_os_error() == Some(EMFILE) => Some(Self::Instances),
            ErrorKind::PathNotFound | ErrorKind::WatchNotFound => None,
            _ => Some(Self::other(error)),
        }
    }

    fn other(error: &notify::Error) -> Self {
        Self::Other(error.to_string())
    }

    /// The failure for the person who waits for the preview: what it means and what to do.
    pub(super) fn wording(&self) -> Wording {
        let limit = |key: &str, value: u32, ja: &str, en: &str| {
            words(
                format!(
                    "{ja}の上限 `{key}` に達したため、ファイルの変更を定期的に調べる方法に切り替えました。`sudo sysctl {key}={value}` で上限を上げるか、ほかのプログラムを終了してください"
                ),
                format!(
                    "the system's limit `{key}` {en} is reached, so files are looked at regularly instead; raise it with `sudo sysctl {key}={value}`, or close other programs"
                ),
            )
        };
        match self {
            Self::Watches => limit(
                "fs.inotify.max_user_watches",
                524_288,
                "監視できるフォルダー数",
                "on watched folders",
            ),
            Self::Instances => limit(
                "fs.inotify.max_user_instances",
                1_024,
                "フォルダーを監視できるプログラム数",
                "on programs that watch folders",
            ),
            Self::Other(reason) => words(
                format!(
                    "フォルダーを監視できないため({reason})、ファイルの変更を定期的に調べる方法に切り替えました"
                ),
                format!(
                    "folders cannot be watched ({reason}), so files are looked at regularly instead"
                ),
            ),
        }
    }
}

fn is_absence(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Too many open files: on Linux also too many watching programs.
const EMFILE: i32 = 24;
