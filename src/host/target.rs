//! Whether a folder may be written to and, later, emptied of what we wrote.
//!
//! Generators have erased whole projects because an output folder was taken at its word. Here a
//! folder is refused when it is, holds or lies in something that is not a build's to replace, is
//! reached through a link, or has content but not our marker; no flag overrides that.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::error::{Doing, HostError};
use super::manifest::Mark;
use crate::wording::{Wording, words};

/// Folders of a site that hold sources or a cache; an output folder has no business there.
const SOURCES: [&str; 6] = [
    "content",
    "data",
    "static",
    "templates",
    "themes",
    ".madoguchi-cache",
];

/// Where the process stands, for rules that depend on it.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The current folder.
    pub current: Option<PathBuf>,
    /// The user's home.
    pub home: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_process() -> Self {
        Self {
            current: std::env::current_dir().ok(),
            home: std::env::home_dir(),
        }
    }
}

/// An output folder that has passed every rule.
#[derive(Clone, Debug)]
pub struct Target {
    /// The site's folder.
    pub(crate) root: PathBuf,
    /// The folder itself, absolute, without links.
    pub(crate) folder: PathBuf,
    /// The folder's own name.
    pub(crate) name: OsString,
    /// The folder as messages name it: from the site's root if it lies there.
    pub(crate) shown: String,
}

impl Target {
    /// Checks an output folder of the site at `root` (absolute, links resolved).
    ///
    /// A relative path is counted from the root. Nothing is written, and the folder need not exist.
    pub fn check(root: &Path, wanted: &Path, around: &Surroundings) -> Result<Self, HostError> {
        let folder = without_links(&root.join(wanted), wanted)?;
        let Some(name) = folder.file_name().map(OsString::from) else {
            return Err(refuse(wanted, &whole_disk()));
        };
        check_position(root, &folder, around).map_err(|reason| refuse(wanted, &reason))?;
        let shown = folder
            .strip_prefix(root)
            .unwrap_or(&folder)
            .display()
            .to_string();
        let target = Self {
            root: root.to_path_buf(),
            folder,
            name,
            shown,
        };
        target.mark()?;
        Ok(target)
    }

    /// A path beside the folder, named after it: `.public.madoguchi-staging`.
    pub(crate) fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".madoguchi-");
        name.push(what);
        self.folder.with_file_name(name)
    }

    /// A path as messages name it.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// Whose the folder is now: ours with its manifest, nobody's (absent or empty: `Mark::None`),
    /// or refused.
    pub(crate) fn mark(&self) -> Result<Mark, HostError> {
        let failed = |error| HostError::system(Doing::Read, &self.shown, &error);
        match self.folder.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(refuse(Path::new(&self.shown), &no_folder())),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Mark::None),
            Err(error) => return Err(failed(error)),
        }
        match Mark::of(&self.folder).map_err(failed)? {
            Mark::None => {
                let mut entries = std::fs::read_dir(&self.folder).map_err(failed)?;
                match entries.next() {
                    None => Ok(Mark::None),
                    Some(_) => Err(self.foreign()),
                }
            }
            Mark::Unreadable | Mark::Staging => Err(self.unreadable()),
            mark @ Mark::Output(_) => Ok(mark),
        }
    }

    fn foreign(&self) -> HostError {
        let shown = &self.shown;
        HostError::usage(words(
            format!("出力先 `{shown}` には、Madoguchiが作ったものではないファイルがあります"),
            format!("the output folder `{shown}` holds files that Madoguchi did not make"),
        ))
        .help(words(
            "空のフォルダーかまだないフォルダーを、`-o` または `config.toml` の `output_dir` で指定してください",
            "choose an empty or new folder with `-o` or `output_dir` in `config.toml`",
        ))
    }

    fn unreadable(&self) -> HostError {
        let shown = &self.shown;
        HostError::usage(words(
            format!("出力先 `{shown}` の `.madoguchi-output` を読み取れません"),
            format!("`.madoguchi-output` in the output folder `{shown}` cannot be understood"),
        ))
        .help(words(
            "新しい版のMadoguchiで作られたか、壊れています。フォルダーを自分で削除するか、別の出力先を指定してください",
            "it was made by a newer version or is damaged; remove the folder yourself, or choose another",
        ))
    }
}

/// The path without `.` and `..`, none of whose parts is a link.
///
/// A link right below the root of the disk is the system's own (`/tmp` on macOS) and is resolved.
fn without_links(path: &Path, wanted: &Path) -> Result<PathBuf, HostError> {
    let mut folder = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                folder.pop();
            }
            Component::Prefix(_) | Component::RootDir => folder.push(component),
            Component::Normal(name) => {
                let is_top = folder.parent().is_none();
                folder.push(name);
                let is_link = folder
                    .symlink_metadata()
                    .is_ok_and(|metadata| metadata.is_symlink());
                match folder.canonicalize() {
                    Ok(resolved) if is_link && is_top => folder = resolved,
                    _ if is_link => return Err(refuse(wanted, &through_link(&folder))),
                    _ => {}
                }
            }
        }
    }
    Ok(folder)
}

fn check_position(root: &Path, folder: &Path, around: &Surroundings) -> Result<(), Wording> {
    let place = Folded::of(folder);
    if place.contains(&Folded::of(root)) {
        return Err(words(
            "サイトのフォルダーそのものか、それを含むフォルダーです",
            "it is the site's own folder, or holds it",
        ));
    }
    if let Some(home) = &around.home
        && place.contains(&Folded::of(home))
    {
        return Err(words(
            "ホームフォルダーか、それを含むフォルダーです",
            "it is the home folder, or holds it",
        ));
    }
    if let Some(current) = &around.current
        && place.contains(&Folded::of(current))
    {
        return Err(words(
            "現在のフォルダーか、それを含むフォルダーです",
            "it is the current folder, or holds it",
        ));
    }
    for source in SOURCES {
        if Folded::of(&root.join(source)).contains(&place) {
            return Err(words(
                format!("サイトの元のファイルを置く `{source}` の中です"),
                format!("it is or lies in `{source}`, where the site's sources are"),
            ));
        }
    }
    if place.0.iter().any(|part| part == ".git") || folder.join(".git").symlink_metadata().is_ok() {
        return Err(words(
            "Gitのリポジトリか、`.git` の中です",
            "it is a Git repository, or lies in `.git`",
        ));
    }
    Ok(())
}

/// A path as a disk that ignores case and spelling compares it; refusing too much is harmless.
struct Folded(Vec<String>);

impl Folded {
    fn of(path: &Path) -> Self {
        let fold = |part: Component<'_>| -> String {
            let part = part.as_os_str().to_string_lossy();
            part.nfc().flat_map(char::to_lowercase).collect()
        };
        Self(path.components().map(fold).collect())
    }

    /// Whether it is `other` or a folder above it.
    fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

fn refuse(wanted: &Path, reason: &Wording) -> HostError {
    let shown = wanted.display();
    HostError::usage(words(
        format!("`{shown}` には出力できません: {}", reason.ja),
        format!("cannot build into `{shown}`: {}", reason.en),
    ))
    .help(words(
        "`public` のような専用のフォルダーを指定してください",
        "choose a folder of its own, such as `public`",
    ))
}

fn whole_disk() -> Wording {
    words("ディスク全体です", "it is the whole disk")
}

fn no_folder() -> Wording {
    words("フォルダーではありません", "it is not a folder")
}

fn through_link(link: &Path) -> Wording {
    let link = link.display();
    words(
        format!("シンボリックリンク `{link}` を通ります"),
        format!("`{link}` is a symbolic link"),
    )
}
