//! A text file of the site and its path.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::digest::Digest;

/// A path from the site's root, in NFC, with `/`; `content/phone/callback.md`.
///
/// Built-in files stand below `builtin:`; whatever it names, it never starts with `/`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Normalises a path: NFC, `/`, no leading `./` or `/`.
    pub fn new(path: &str) -> Self {
        let path = path.trim_start_matches("./").trim_start_matches('/');
        if is_nfc(path) && !path.contains('\\') {
            return Self(Arc::from(path));
        }
        Self(Arc::from(path.replace('\\', "/").nfc().collect::<String>()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, `callback.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder, without a closing `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// What follows the last dot of the file name, or nothing.
    pub fn extension(&self) -> &str {
        self.file_name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    /// The rest of the path below `folder`, if it lies there: `below("content")`.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", &*self.0)
    }
}

/// A text file as stored, a byte-order mark included, so that every offset is an offset of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

impl Source {
    /// A source from a path and a text.
    pub fn new(path: &str, text: impl Into<Arc<str>>) -> Self {
        Self {
            path: SourcePath::new(path),
            text: text.into(),
        }
    }

    /// Whether both are the same copy of the same file.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) && Arc::ptr_eq(&self.path.0, &other.path.0)
    }

    /// Where the text proper begins: after a byte-order mark.
    pub fn start(&self) -> usize {
        if self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }
    }

    /// The digest of the text.
    pub fn digest(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }
}
