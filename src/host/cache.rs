//! The folder `.madoguchi-cache/` of a site: what a build left for the next one.
//!
//! Everything in it may be gone, damaged or somebody else's at any time. A file is read only if it lies
//! there by its name, without a link on the way; what is in it is judged by whoever asked for it. Pieces
//! bear their digests as names and are never changed; the index that names them takes its place in one
//! step, after all of them and after the site is published, and only then is what it does not name removed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{Doing, HostError};
use super::folder::Folder;
use super::sys;
use crate::digest::{Digest, Digester};

/// The folder's name, in the site's.
const FOLDER: &str = ".madoguchi-cache";

const INDEX: &str = "index";
const PIECES: &str = "pieces";

/// Tells git and programs that make backups that nothing here is worth keeping.
const NOTES: [(&str, &str); 2] = [
    (".gitignore", "*\n"),
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# Made by Madoguchi; it may be removed at any time.\n",
    ),
];

/// Longer than the index of a million pages.
const LONGEST: u64 = 256 << 20;

/// What a build left, and where this one leaves something.
#[derive(Debug)]
pub struct Cache {
    root: PathBuf,
    /// The first thing that could not be written; nothing more is, then.
    failure: Mutex<Option<HostError>>,
}

impl Cache {
    /// The cache of the site at `root`. Nothing is written yet, and nothing need be there.
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            failure: Mutex::default(),
        }
    }

    /// The index of the last build, if there is one.
    pub fn index(&self) -> Option<Vec<u8>> {
        self.read(Path::new(INDEX))
    }

    /// A piece of the last build, if it is there.
    pub fn piece(&self, digest: Digest) -> Option<Vec<u8>> {
        self.read(&Path::new(PIECES).join(digest.to_string()))
    }

    fn read(&self, below: &Path) -> Option<Vec<u8>> {
        let below = Path::new(FOLDER).join(below);
        let file = Folder::open(&self.root).ok()?.file(&below).ok()?;
        let metadata = file.metadata().ok()?;
        let length = metadata.is_file().then_some(metadata.len())?;
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(LONGEST)).ok()?);
        file.take(LONGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Leaves a piece for the next build. A cache is no reason for a build to fail: what goes wrong is
    /// told by [`Cache::finish`].
    pub fn store(&self, digest: Digest, bytes: &[u8]) {
        if self.failure().is_none() {
            let stored = self.try_store(digest, bytes);
            self.note(PIECES, stored);
        }
    }

    fn try_store(&self, digest: Digest, bytes: &[u8]) -> io::Result<()> {
        let pieces = self.pieces()?;
        let name = digest.to_string();
        write(&pieces, OsStr::new(&name), bytes)
    }

    /// Leaves the index, and removes every piece but those that it needs. What could not be written is
    /// told once.
    pub fn finish(
        &self,
        index: &[u8],
        needed: impl Iterator<Item = Digest>,
    ) -> Result<(), HostError> {
        if self.failure().is_none() {
            let finished = self.try_finish(index, needed);
            self.note(INDEX, finished);
        }
        match self.failure().take() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    fn try_finish(&self, index: &[u8], needed: impl Iterator<Item = Digest>) -> io::Result<()> {
        let pieces = self.pieces()?;
        let folder = Folder::open(&self.root)?.folder(Path::new(FOLDER))?;
        write(&folder, OsStr::new(INDEX), index)?;
        let needed: BTreeSet<String> = needed.map(|digest| digest.to_string()).collect();
        for name in sys::names_in(&pieces)? {
            if !name.to_str().is_some_and(|name| needed.contains(name)) {
                // What cannot be removed is in nobody's way.
                let _ = sys::remove_in(&pieces, &name);
            }
        }
        Ok(())
    }

    /// The folder of the pieces, made if it is missing; a link in its place is refused.
    fn pieces(&self) -> io::Result<sys::Handle> {
        let mut below = PathBuf::new();
        for name in [FOLDER, PIECES] {
            // Nothing is made behind a link: what is above has been opened.
            below.push(name);
            match sys::create_folder(&self.root.join(&below)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                // A build that fails later leaves its pieces, and they are nobody's to keep either.
                _ if name == FOLDER => add_notes(&Folder::open(&self.root)?.folder(&below)?)?,
                _ => drop(Folder::open(&self.root)?.folder(&below)?),
            }
        }
        Folder::open(&self.root)?.folder(&below)
    }

    fn note(&self, name: &str, result: io::Result<()>) {
        if let Err(error) = result {
            let shown = format!("{FOLDER}/{name}");
            let failure = HostError::system(Doing::Write, &shown, &error);
            self.failure().get_or_insert(failure);
        }
    }

    fn failure(&self) -> std::sync::MutexGuard<'_, Option<HostError>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add_notes(folder: &sys::Handle) -> io::Result<()> {
    for (name, text) in NOTES {
        match sys::create_file_in(folder, OsStr::new(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes a file in one step. It is not flushed: a power cut may lose it, and whoever reads it notices.
fn write(folder: &sys::Handle, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    let mut new = name.to_owned();
    new.push(format!(".{}.new", std::process::id()));
    // A killed run may have left one, and in a container the next run bears the same number.
    let _ = sys::remove_in(folder, &new);
    let written = sys::create_file_in(folder, &new).and_then(|mut file: File| {
        file.write_all(bytes)?;
        sys::rename_in(folder, &new, name)
    });
    if written.is_err() {
        // It may not even have been made; what counts is the first error.
        let _ = sys::remove_in(folder, &new);
    }
    written
}

/// The digest of the program that runs: another one may make other pages.
pub fn program() -> Option<Digest> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut digester = Digester::default();
    io::copy(&mut file, &mut digester).ok()?;
    Some(digester.finish())
}
