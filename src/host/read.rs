//! The site's folder as one value.
//!
//! Every file is read once, in parallel, and put in the order of its path, so that the value does
//! not depend on threads or on the disk's order. One file that cannot be read hides no other.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use rayon::prelude::*;

use super::encoding;
use super::error::{Doing, HostError};
use super::folder::Folder;
use super::survey::{Found, Kind, LEDGER, Survey};
use super::sys::{self, CHUNK};
use crate::civil::Date;
use crate::digest::Digester;
use crate::text::{Asset, Refusal, RefusalReason, Snapshot, Source, SourcePath};
use crate::wording::words;

/// The longest text, in bytes.
pub(crate) const TEXT_LIMIT: u64 = 1 << 20;
/// The longest ledger, in bytes: a line for every heading of a large site.
pub(crate) const LEDGER_LIMIT: u64 = 16 << 20;
/// The longest asset, in bytes: what GitHub takes in a repository.
pub(crate) const ASSET_LIMIT: u64 = 100 << 20;
/// How much of a picture is kept whose size may stand behind a long comment.
const LONG_HEAD: usize = 64 * 1024;
/// How much is kept of other assets: enough to know what they are.
const SHORT_HEAD: usize = 1024;

/// What could be read, and what the machine refused.
#[derive(Debug)]
pub struct Read {
    /// All inputs that could be read.
    pub snapshot: Snapshot,
    /// Files and folders that could not; a build must not go on with any.
    pub errors: Vec<HostError>,
}

/// Reads the site at `root`, whose config is at `config` below it.
///
/// `today` is put into the snapshot as it is: the caller that needs the dataset's time zone first
/// replaces it afterwards.
pub fn read(root: &Path, config: &SourcePath, today: Date) -> Read {
    let Survey {
        found,
        mut refused,
        mut errors,
    } = Survey::of(root, config);
    let found = one_of_each_name(found, &mut refused);
    let mut texts = BTreeMap::new();
    let mut assets = BTreeMap::new();
    match Folder::open(root) {
        Ok(site) => {
            let read: Vec<_> = found.par_iter().map(|file| take(&site, file)).collect();
            for (file, taken) in found.into_iter().zip(read) {
                match taken {
                    Ok(Taken::Text(source)) => drop(texts.insert(file.path, source)),
                    Ok(Taken::Asset(asset)) => drop(assets.insert(file.path, asset)),
                    Ok(Taken::Refused(reason)) => refused.push(Refusal {
                        path: file.path,
                        reason,
                    }),
                    Err(error) => errors.push(error),
                }
            }
        }
        Err(error) => {
            let shown = root.display().to_string();
            errors.push(HostError::system(Doing::Read, &shown, &error));
        }
    }
    refused.sort_by(|a, b| a.path.cmp(&b.path));
    Read {
        snapshot: Snapshot {
            texts,
            assets,
            refused,
            today,
        },
        errors,
    }
}

/// Keeps the first of files whose names are one in NFC: the pages would have one URL, and which
/// of them a link means depends on the machine it was typed on.
fn one_of_each_name(found: Vec<Found>, refused: &mut Vec<Refusal>) -> Vec<Found> {
    let mut by_path = BTreeMap::new();
    for file in found {
        if by_path.contains_key(&file.path) {
            refused.push(Refusal {
                path: file.path.clone(),
                reason: RefusalReason::SameName { other: file.path },
            });
        } else {
            by_path.insert(file.path.clone(), file);
        }
    }
    by_path.into_values().collect()
}

enum Taken {
    Text(Source),
    Asset(Asset),
    Refused(RefusalReason),
}

fn take(site: &Folder, found: &Found) -> Result<Taken, HostError> {
    let failed = |error: &io::Error| match error.kind() {
        ErrorKind::NotFound => vanished(&found.path),
        _ => HostError::system(Doing::Read, found.path.as_str(), error),
    };
    let file = match site.file(&found.disk) {
        Ok(file) => file,
        Err(error) if sys::met_a_link(&error) => {
            return Ok(Taken::Refused(RefusalReason::SymbolicLink));
        }
        Err(error) => return Err(failed(&error)),
    };
    let metadata = file.metadata().map_err(|error| failed(&error))?;
    if !metadata.is_file() {
        return Ok(Taken::Refused(RefusalReason::SpecialFile));
    }
    let length = metadata.len();
    let limit = match found.kind {
        Kind::Text if found.path.as_str() == LEDGER => LEDGER_LIMIT,
        Kind::Text => TEXT_LIMIT,
        Kind::Asset => ASSET_LIMIT,
    };
    if length > limit {
        return Ok(Taken::Refused(RefusalReason::TooLarge { length, limit }));
    }
    let (taken, seen) = match found.kind {
        Kind::Text => read_text(file, &found.path, limit),
        Kind::Asset => read_asset(file, &found.path, limit),
    }
    .map_err(|error| failed(&error))?;
    if seen == length {
        Ok(taken)
    } else {
        Err(changed(&found.path))
    }
}

fn read_text(file: File, path: &SourcePath, limit: u64) -> io::Result<(Taken, u64)> {
    let mut bytes = Vec::new();
    let seen = file.take(limit + 1).read_to_end(&mut bytes)?;
    let taken = match encoding::decode(bytes) {
        Ok(text) => Taken::Text(Source {
            path: path.clone(),
            text: text.into(),
        }),
        Err(reason) => Taken::Refused(reason),
    };
    Ok((taken, seen as u64))
}

fn read_asset(file: File, path: &SourcePath, limit: u64) -> io::Result<(Taken, u64)> {
    let head_limit = match path.extension().to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "svg" => LONG_HEAD,
        _ => SHORT_HEAD,
    };
    let mut file = file.take(limit + 1);
    let mut digester = Digester::default();
    let mut head = Vec::new();
    let mut length = 0;
    let mut buffer = vec![0; CHUNK];
    loop {
        let filled = sys::fill(&mut file, &mut buffer)?;
        let bytes = &buffer[..filled];
        if length == 0 {
            head = bytes[..filled.min(head_limit)].to_vec();
        }
        digester.update(bytes);
        length += filled as u64;
        if filled < buffer.len() {
            break;
        }
    }
    let asset = Asset {
        digest: digester.finish(),
        length,
        head,
    };
    Ok((Taken::Asset(asset), length))
}

fn vanished(path: &SourcePath) -> HostError {
    HostError::moment(words(
        format!("`{path}` が読み込みの途中でなくなりました"),
        format!("`{path}` vanished while the site was read"),
    ))
    .help(again())
}

fn changed(path: &SourcePath) -> HostError {
    HostError::moment(words(
        format!("`{path}` が読み込みの途中で書き換えられました"),
        format!("`{path}` changed while it was read"),
    ))
    .help(again())
}

fn again() -> crate::wording::Wording {
    words(
        "保存や同期が終わってから、もう一度実行してください",
        "wait until it is saved or synchronised, then run the command again",
    )
}
