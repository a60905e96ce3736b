//! What an event of the system says about a site: a pure function, so that it can be tried on
//! sequences that no disk gives at will.
//!
//! An event is a hint where to look and never a fact: systems differ in what they tell, in which
//! order, and how often. What the site does not read is no hint, by the rules of the survey.

use std::ffi::OsStr;
use std::path::Path;

use notify::event::{CreateKind, Event, EventKind, ModifyKind, RemoveKind};

use crate::host::root::Site;
use crate::host::survey::{self, FOLDERS};
use crate::text::SourcePath;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// At a file that was not there before; editors write such a one and give it its name later.
    NewFile(SourcePath),
    /// At one file. It may be a folder or nothing: some events do not tell.
    File(SourcePath),
    /// Everywhere.
    Everything,
    /// Everywhere, and once more a little later: what is put into a new folder at once is told
    /// only from the moment on that the folder is watched.
    Folder,
    /// Everywhere, after all folders are watched anew: one of them is another now, or events of
    /// new ones were lost.
    Ground,
}

/// The hints of an event, none for what is no concern of the site.
pub(super) fn hints_of(site: &Site, event: &Event) -> Vec<Hint> {
    if event.need_rescan() {
        return vec![Hint::Ground];
    }
    // Reading a file is an event, too: a look must not call for the next one.
    if event.kind.is_access() {
        return Vec::new();
    }
    if event.paths.is_empty() {
        return vec![Hint::Everything];
    }
    let paths = event.paths.iter();
    paths
        .filter_map(|path| hint_of(site, event.kind, path))
        .collect()
}

fn hint_of(site: &Site, kind: EventKind, path: &Path) -> Option<Hint> {
    let Ok(below) = path.strip_prefix(&site.root) else {
        return site.root.starts_with(path).then(|| hint_of_ground(kind));
    };
    if is_ground(site, below) {
        return Some(hint_of_ground(kind));
    }
    if below == Path::new(site.config.as_str()) {
        return Some(Hint::File(site.config.clone()));
    }
    let mut names = below.iter();
    let first = names.next()?;
    if !FOLDERS.iter().any(|folder| first == *folder) || names.any(survey::is_ignored) {
        return None;
    }
    hint_of_content(kind, below)
}

/// Whether it is the site's folder, one of those that are watched in it, or one on the way to the
/// config.
fn is_ground(site: &Site, below: &Path) -> bool {
    let config = Path::new(site.config.as_str());
    let is_above_config = config.starts_with(below) && config != below;
    is_above_config || FOLDERS.iter().any(|folder| below == Path::new(folder))
}

fn hint_of_ground(kind: EventKind) -> Hint {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(_) | ModifyKind::Data(_)) => Hint::Everything,
        _ => Hint::Ground,
    }
}

fn hint_of_content(kind: EventKind, below: &Path) -> Option<Hint> {
    let Some(path) = as_spelled(below) else {
        return Some(Hint::Folder);
    };
    let is_file = survey::kind_at(&path).is_some();
    match kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => {
            Some(Hint::Folder)
        }
        EventKind::Create(CreateKind::File) if is_file => Some(Hint::NewFile(path)),
        _ if is_file => Some(Hint::File(path)),
        // Certainly a file, and none of the site's.
        EventKind::Create(CreateKind::File)
        | EventKind::Remove(RemoveKind::File)
        | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)) => None,
        _ => Some(Hint::Folder),
    }
}

/// A path whose name on the disk is the one that the site uses.
fn as_spelled(below: &Path) -> Option<SourcePath> {
    let spelled: &OsStr = below.as_os_str();
    let path = SourcePath::new(spelled.to_str()?);
    let is_same = cfg!(not(unix)) || OsStr::new(path.as_str()) == spelled;
    is_same.then_some(path)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::{AccessKind, AccessMode, DataChange, Flag, MetadataKind, RenameMode};

    use super::*;

    const CREATE: EventKind = EventKind::Create(CreateKind::File);
    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const REMOVE: EventKind = EventKind::Remove(RemoveKind::File);
    const MODE: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const BOTH: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
    const NEW_FOLDER: EventKind = EventKind::Create(CreateKind::Folder);

    fn site() -> Site {
        Site {
            root: PathBuf::from("/srv/guide"),
            config: SourcePath::new("config.toml"),
        }
    }

    /// What a sequence of events says, repetitions left out.
    fn said(events: &[(EventKind, &[&str])]) -> Vec<Hint> {
        let mut said = Vec::new();
        for (kind, paths) in events {
            let mut event = Event::new(*kind);
            for path in *paths {
                event = event.add_path(PathBuf::from(path));
            }
            said.extend(hints_of(&site(), &event));
        }
        said.dedup();
        said
    }

    fn file(path: &str) -> Hint {
        Hint::File(SourcePath::new(path))
    }

    #[test]
    fn w01_the_saves_of_editors_name_the_file() {
        const PAGE: &str = "/srv/guide/content/page.md";
        const BACKUP: &str = "/srv/guide/content/page.md~";
        const PROBE: &str = "/srv/guide/content/4913";
        const SWAP: &str = "/srv/guide/content/.page.md.swp";
        const SAFE: &str = "/srv/guide/content/page.md___jb_tmp___";
        const OLD: &str = "/srv/guide/content/page.md___jb_old___";
        const SED: &str = "/srv/guide/content/sedQx81Lz";
        let page = || vec![file("content/page.md")];
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let close = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(
            said(&[(open, &[PAGE]), (WRITE, &[PAGE]), (close, &[PAGE])]),
            page()
        );
        let vim: [(EventKind, &[&str]); 11] = [
            (WRITE, &[SWAP]),
            (CREATE, &[PROBE]),
            (MODE, &[PROBE]),
            (REMOVE, &[PROBE]),
            (FROM, &[PAGE]),
            (TO, &[BACKUP]),
            (BOTH, &[PAGE, BACKUP]),
            (CREATE, &[PAGE]),
            (WRITE, &[PAGE]),
            (MODE, &[PAGE]),
            (REMOVE, &[BACKUP]),
        ];
        let new_page = || Hint::NewFile(SourcePath::new("content/page.md"));
        let saved = [file("content/page.md"), new_page(), file("content/page.md")];
        assert_eq!(said(&vim), saved);
        let jetbrains: [(EventKind, &[&str]); 6] = [
            (CREATE, &[SAFE]),
            (WRITE, &[SAFE]),
            (BOTH, &[PAGE, OLD]),
            (TO, &[PAGE]),
            (BOTH, &[SAFE, PAGE]),
            (REMOVE, &[OLD]),
        ];
        assert_eq!(said(&jetbrains), page());
        let sed: [(EventKind, &[&str]); 4] = [
            (CREATE, &[SED]),
            (WRITE, &[SED]),
            (FROM, &[SED]),
            (TO, &[PAGE]),
        ];
        // Nothing but its short life tells a helper file of this name from a file of the site.
        let helper = SourcePath::new("content/sedQx81Lz");
        let named = [
            Hint::NewFile(helper.clone()),
            Hint::File(helper),
            file("content/page.md"),
        ];
        assert_eq!(said(&sed), named);
    }

    #[test]
    fn what_the_site_does_not_read_says_nothing() {
        let rows: [(EventKind, &[&str]); 9] = [
            (WRITE, &["/srv/other/content/page.md"]),
            (WRITE, &["/srv/guide/public/index.html"]),
            (NEW_FOLDER, &["/srv/guide/.public.madoguchi-staging"]),
            (WRITE, &["/srv/guide/content/.git/index"]),
            (NEW_FOLDER, &["/srv/guide/content/.obsidian"]),
            (WRITE, &["/srv/guide/content/data/notes.md"]),
            (WRITE, &["/srv/guide/notes.toml"]),
            (CREATE, &["/srv/guide/themes/own.zip"]),
            (
                EventKind::Access(AccessKind::Any),
                &["/srv/guide/content/page.md"],
            ),
        ];
        for row in rows {
            assert_eq!(said(&[row]), [], "{row:?}");
        }
    }

    #[test]
    fn what_cannot_be_named_is_everything() {
        let rows: [(EventKind, &[&str]); 6] = [
            (NEW_FOLDER, &["/srv/guide/content/phone"]),
            (
                EventKind::Remove(RemoveKind::Folder),
                &["/srv/guide/content/phone"],
            ),
            (TO, &["/srv/guide/themes/own"]),
            (FROM, &["/srv/guide/content/data/old"]),
            (CREATE, &["/srv/guide/content/a\\b.md"]),
            // か and a mark: the site calls it が.
            (WRITE, &["/srv/guide/content/\u{304b}\u{3099}.md"]),
        ];
        for row in rows {
            assert_eq!(said(&[row]), [Hint::Folder], "{row:?}");
        }
        assert_eq!(said(&[(EventKind::Any, &[])]), [Hint::Everything]);
        assert_eq!(said(&[(MODE, &["/srv/guide/content"])]), [Hint::Everything]);
    }

    #[test]
    fn w07_another_folder_in_the_place_of_one_is_watched_anew() {
        let rows: [(EventKind, &[&str]); 6] = [
            (FROM, &["/srv/guide"]),
            (BOTH, &["/srv/guide", "/srv/away"]),
            (NEW_FOLDER, &["/srv/guide/templates"]),
            (
                EventKind::Remove(RemoveKind::Folder),
                &["/srv/guide/content"],
            ),
            (EventKind::Remove(RemoveKind::Folder), &["/srv"]),
            (TO, &["/srv/guide/content"]),
        ];
        for row in rows {
            assert_eq!(said(&[row]), [Hint::Ground], "{row:?}");
        }
    }

    #[test]
    fn w08_lost_events_are_made_up_for() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(hints_of(&site(), &overflow), [Hint::Ground]);
    }

    #[test]
    fn a_config_may_lie_deeper() {
        let site = Site {
            config: SourcePath::new("sites/ja.toml"),
            ..site()
        };
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        let write = event(WRITE, "/srv/guide/sites/ja.toml");
        assert_eq!(hints_of(&site, &write), [file("sites/ja.toml")]);
        let other = event(WRITE, "/srv/guide/config.toml");
        assert_eq!(hints_of(&site, &other), []);
        let moved = event(FROM, "/srv/guide/sites");
        assert_eq!(hints_of(&site, &moved), [Hint::Ground]);
    }
}
