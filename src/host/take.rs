//! One file, read as it was at one moment.
//!
//! A file that is written to while it is read would be half the old and half the new, so it is
//! looked at before and after; so would a file that editors replace by taking it away and putting
//! another in its place be missed. Both are over within milliseconds, so it pays to try again.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::encoding;
use super::error::{Doing, HostError};
use super::folder::Folder;
use super::signature::{Shape, Signature};
use super::survey::{Kind, LEDGER};
use super::sys::{self, CHUNK};
use crate::digest::Digester;
use crate::text::{Asset, RefusalReason, Source, SourcePath};
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
/// How long to wait before each further try at files that are being saved.
pub(crate) const PAUSES: [Duration; 4] = [
    Duration::from_millis(1),
    Duration::from_millis(2),
    Duration::from_millis(4),
    Duration::from_millis(8),
];

/// What a file turned out to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Text(Source),
    Asset(Asset),
    Refused(RefusalReason),
}

/// A file that was read.
pub(crate) struct Taken {
    pub(crate) content: Content,
    /// What the file looked like, if a later write is sure to make it look different.
    pub(crate) signature: Option<Signature>,
}

/// Reads a file of the site, which the disk spells `disk`.
///
/// One that vanishes or changes meanwhile is an error of the moment.
pub(crate) fn take(
    site: &Folder,
    disk: &Path,
    path: &SourcePath,
    kind: Kind,
) -> Result<Taken, HostError> {
    let now = SystemTime::now();
    match attempt(site, disk, path, kind) {
        Ok(Attempt::Whole(content, signature)) => Ok(Taken {
            content,
            signature: signature.filter(|signature| signature.is_settled(now)),
        }),
        Ok(Attempt::Changed) => Err(changed(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(vanished(path)),
        Err(error) => Err(HostError::system(Doing::Read, path.as_str(), &error)),
    }
}

enum Attempt {
    /// The same before and after; without a signature where it was not opened.
    Whole(Content, Option<Signature>),
    Changed,
}

fn attempt(site: &Folder, disk: &Path, path: &SourcePath, kind: Kind) -> io::Result<Attempt> {
    let file = match site.file(disk) {
        Ok(file) => file,
        Err(error) if sys::met_a_link(&error) => {
            return Ok(Attempt::Whole(
                Content::Refused(RefusalReason::SymbolicLink),
                None,
            ));
        }
        Err(error) => return Err(error),
    };
    let before = sys::look_at_open(&file)?;
    let refused = |reason| {
        let content = Content::Refused(reason);
        Ok(Attempt::Whole(content, Some(before.signature)))
    };
    if before.shape != Shape::File {
        return refused(RefusalReason::SpecialFile);
    }
    let length = before.signature.length;
    let limit = match kind {
        Kind::Text if path.as_str() == LEDGER => LEDGER_LIMIT,
        Kind::Text => TEXT_LIMIT,
        Kind::Asset => ASSET_LIMIT,
    };
    if length > limit {
        return refused(RefusalReason::TooLarge { length, limit });
    }
    let (content, seen) = match kind {
        Kind::Text => read_text(&file, path, length)?,
        Kind::Asset => read_asset(&file, path, limit)?,
    };
    if seen == length && sys::look_at_open(&file)? == before {
        Ok(Attempt::Whole(content, Some(before.signature)))
    } else {
        Ok(Attempt::Changed)
    }
}

fn read_text(file: &File, path: &SourcePath, length: u64) -> io::Result<(Content, u64)> {
    // One byte more than there should be shows a file that grows.
    let most = length + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(most).unwrap_or(0));
    let seen = file.take(most).read_to_end(&mut bytes)?;
    let content = match encoding::decode(bytes) {
        Ok(text) => Content::Text(Source {
            path: path.clone(),
            text: text.into(),
        }),
        Err(reason) => Content::Refused(reason),
    };
    Ok((content, seen as u64))
}

fn read_asset(file: &File, path: &SourcePath, limit: u64) -> io::Result<(Content, u64)> {
    let head_limit = match path.extension().to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "svg" => LONG_HEAD,
        _ => SHORT_HEAD,
    };
    let mut file = file.take(limit + 1);
    let mut digester = Digester::default();
    let mut head: Arc<[u8]> = Arc::default();
    let mut length = 0;
    let mut buffer = vec![0; CHUNK];
    loop {
        let filled = sys::fill(&mut file, &mut buffer)?;
        let bytes = &buffer[..filled];
        if length == 0 {
            head = Arc::from(&bytes[..filled.min(head_limit)]);
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
    Ok((Content::Asset(asset), length))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f10_what_goes_before_it_is_read_is_the_machines_matter() {
        let root = tempfile::tempdir().expect("a folder");
        let site = Folder::open(root.path()).expect("the folder");
        let path = SourcePath::new("content/gone.md");
        let error = take(&site, Path::new("content/gone.md"), &path, Kind::Text).err();
        let error = error.expect("an error");
        assert_eq!(error.exit_status(), 3);
        assert!(
            error.message.en.contains("`content/gone.md` vanished"),
            "{error}"
        );
        assert!(error.is_of_the_moment());
    }
}
