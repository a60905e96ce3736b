//! One build at a time into one folder.
//!
//! The lock is the system's own (`flock`), which ends with the process that holds it: the file of
//! a killed build stands in nobody's way. The file names the process for the message alone, and is
//! removed by whoever holds it last.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Doing, HostError};
use super::sys;
use crate::wording::words;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, or says who holds it; `shown` is the path for messages.
    pub(crate) fn take(path: &Path, shown: &str) -> Result<Self, HostError> {
        let failed = |error: &io::Error| HostError::system(Doing::Lock, shown, error);
        loop {
            let mut file = sys::open_lock(path).map_err(|error| failed(&error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(held(&mut file)),
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
            }
            // Its last holder may have removed the file between our opening and our locking it.
            if is_still_there(&file, path) {
                let pid = std::process::id();
                file.set_len(0)
                    .and_then(|()| writeln!(file, "{pid}"))
                    .map_err(|error| failed(&error))?;
                return Ok(Self {
                    path: path.to_path_buf(),
                    _file: file,
                });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If it stays, it is no longer locked and harms nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn is_still_there(file: &File, path: &Path) -> bool {
    if cfg!(not(unix)) {
        // An open file cannot be removed there.
        return true;
    }
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(ours), Ok(there)) => sys::is_same_file(&ours, &there),
        _ => false,
    }
}

fn held(file: &mut File) -> HostError {
    let mut text = String::new();
    let _ = file.take(20).read_to_string(&mut text);
    let message = match text.trim().parse::<u32>() {
        Ok(pid) => words(
            format!("別のMadoguchi(プロセス {pid})が同じフォルダーに書き込んでいます"),
            format!("another run is writing to this folder (locked by pid {pid})"),
        ),
        Err(_) => words(
            "別のMadoguchiが同じフォルダーに書き込んでいます",
            "another run is writing to this folder",
        ),
    };
    HostError::machine(message).help(words(
        "終わるのを待つか、別のフォルダーを指定してください",
        "wait for it to end, or choose another folder",
    ))
}
