//! The marker that makes a folder ours, and in it the list of what we wrote there.
//!
//! One file is both, `.madoguchi-output`: a list that could be lost apart from the marker would
//! leave a folder that claims to be ours but cannot say what of it is. Its name starts with a dot,
//! so that neither a web server nor the Pages upload publishes it, and holds no character that
//! either refuses. The first line names the format; then one line a file: digest, space, path.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::folder::Folder;
use crate::digest::Digest;

/// The marker's name in an output folder.
pub(crate) const MARKER: &str = ".madoguchi-output";

const OUTPUT: &str = "madoguchi output 1";
const STAGING: &str = "madoguchi staging 1";
/// Longer than the list of a million pages; a longer file is not ours.
const LONGEST: u64 = 256 << 20;

/// What we wrote: digests by path below the output folder, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) files: BTreeMap<String, Digest>,
}

/// Whose a folder is, by its marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No marker: not ours.
    None,
    /// Ours and unfinished; all in it was written by us.
    Staging,
    /// Ours and finished.
    Output(Manifest),
    /// A marker that this version cannot read: of a newer one, or damaged.
    Unreadable,
}

impl Mark {
    /// Reads a folder's marker.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let file = match Folder::open(folder).and_then(|folder| folder.file(MARKER.as_ref())) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::None),
            Err(error) => return Err(error),
        };
        let mut text = String::new();
        if !file.metadata()?.is_file() {
            return Ok(Self::Unreadable);
        }
        match file.take(LONGEST).read_to_string(&mut text) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(Self::Unreadable),
            Err(error) => return Err(error),
        }
        if text.is_empty() && is_alone(folder)? {
            // Killed between creating the marker and writing its line.
            return Ok(Self::Staging);
        }
        Ok(Self::parse(&text))
    }

    fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        match lines.next() {
            Some(STAGING) => Self::Staging,
            Some(OUTPUT) => lines
                .map(|line| {
                    let (digest, path) = line.split_once(' ')?;
                    is_below(path).then_some((path.to_owned(), Digest::parse(digest)?))
                })
                .collect::<Option<_>>()
                .map_or(Self::Unreadable, |files| Self::Output(Manifest { files })),
            _ => Self::Unreadable,
        }
    }
}

impl Manifest {
    /// The text of the marker of a finished folder.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{OUTPUT}\n");
        for (path, digest) in &self.files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{digest} {path}");
        }
        text
    }
}

/// The text of the marker of an unfinished folder.
pub(crate) fn staging_text() -> String {
    format!("{STAGING}\n")
}

/// Whether a path of a list stays in its folder; the list lies on a disk where others may write.
fn is_below(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
}

fn is_alone(folder: &Path) -> io::Result<bool> {
    Ok(std::fs::read_dir(folder)?.take(2).count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let digest = Digest::of(b"a");
        let paths = ["a b/窓口.html", "index.html", ".nojekyll"];
        let manifest = Manifest {
            files: paths.map(|path| (path.to_owned(), digest)).into(),
        };
        assert_eq!(Mark::parse(&manifest.text()), Mark::Output(manifest));
        assert_eq!(Mark::parse(&staging_text()), Mark::Staging);
    }

    #[test]
    fn a_list_that_leaves_its_folder_is_not_ours() {
        let digest = Digest::of(b"a");
        for path in ["../x", "/etc/passwd", "a/../../x", "", "a//b", "a\\..\\b"] {
            let text = format!("{OUTPUT}\n{digest} {path}\n");
            assert_eq!(Mark::parse(&text), Mark::Unreadable, "{path}");
        }
        for text in [
            "",
            "madoguchi output 2\n",
            "madoguchi output 1\n<<<<<<< HEAD\n",
        ] {
            assert_eq!(Mark::parse(text), Mark::Unreadable, "{text}");
        }
    }
}
