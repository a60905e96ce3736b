//! Every input of a build as one value.
//!
//! What the disk holds is decided once, by `host::read`; from here on a build is a function.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::{Source, SourcePath};
use crate::civil::Date;
use crate::digest::Digest;

/// Every input of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Texts: the config, Markdown, datasets, templates, style sheets and scripts of themes.
    pub texts: BTreeMap<SourcePath, Source>,
    /// Files published as they are; their bytes stay where they are.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// Files that stand in the site but cannot be read, each to be told to the user.
    pub refused: Vec<Refusal>,
    /// The day of the build, in the dataset's time zone.
    pub today: Date,
    /// When files were last changed, as far as history was asked and knows it.
    pub changed: Arc<BTreeMap<SourcePath, Date>>,
}

impl Snapshot {
    /// The texts below a folder, by path.
    pub fn texts_below(&self, folder: &str) -> impl Iterator<Item = &Source> {
        // `0` is the sign after `/`.
        let (first, last) = (format!("{folder}/"), format!("{folder}0"));
        let range = (
            Bound::Included(first.as_str()),
            Bound::Excluded(last.as_str()),
        );
        self.texts.range::<str, _>(range).map(|(_, source)| source)
    }

    /// The texts that are not below `content/`, and those of the dataset: few, on any site.
    pub fn texts_besides_pages(&self) -> impl Iterator<Item = &Source> {
        let before = (Bound::Unbounded, Bound::Excluded("content/"));
        let before = self.texts.range::<str, _>(before);
        let after = (Bound::Included("content0"), Bound::Unbounded);
        let after = self.texts.range::<str, _>(after);
        let data = self.texts_below("content/data");
        before.chain(after).map(|(_, source)| source).chain(data)
    }

    /// The texts that findings may point into: all that were read, and of files that are not UTF-8
    /// what comes before their first wrong byte.
    pub fn shown_texts(&self) -> BTreeMap<SourcePath, Source> {
        let mut texts = self.texts.clone();
        for refusal in &self.refused {
            if let RefusalReason::Encoding { before, .. } = &refusal.reason {
                let source = Source::new(refusal.path.as_str(), before.as_str());
                texts.insert(refusal.path.clone(), source);
            }
        }
        texts
    }

    /// Whether the file at a path cannot be read. Of two files of one name one is refused, and the path is the other's.
    pub fn refuses(&self, path: &SourcePath) -> bool {
        let mut refused = self.refused.iter().filter(|refusal| refusal.path == *path);
        refused.any(|refusal| !matches!(refusal.reason, RefusalReason::SameName { .. }))
    }

    /// A snapshot of texts alone, as tests use it.
    pub fn of_texts<'a>(today: Date, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let texts = files
            .into_iter()
            .map(|(path, text)| (SourcePath::new(path), Source::new(path, text)))
            .collect();
        Self {
            texts,
            assets: BTreeMap::new(),
            refused: Vec::new(),
            today,
            changed: Arc::default(),
        }
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
    /// Its first bytes (at most 64 KiB), enough to read a picture's width and height.
    pub head: Arc<[u8]>,
}

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it lies; characters that are no UTF-8 replaced by U+FFFD.
    pub path: SourcePath,
    /// Why it was refused.
    pub reason: RefusalReason,
}

/// Why a file was not read. The user can mend each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// A symbolic link: never followed, since a build machine would publish what it points at.
    SymbolicLink,
    /// A pipe, socket or device.
    SpecialFile,
    /// Not UTF-8: what could be read, and a guess at the encoding.
    Encoding {
        /// The text before the first wrong byte: enough to show where that is.
        before: String,
        /// `UTF-16`, `Shift_JIS` …, if the bytes look like it.
        guess: Option<&'static str>,
    },
    /// Longer than a text may be: the length and the limit, in bytes.
    TooLarge {
        /// Its length in bytes.
        length: u64,
        /// What is allowed, in bytes.
        limit: u64,
    },
    /// Deeper than folders may nest.
    TooDeep {
        /// How many folders are allowed.
        limit: usize,
    },
    /// A file name that is no UTF-8.
    Name,
    /// Two files whose names are one in NFC, or fold together.
    SameName {
        /// The other file.
        other: SourcePath,
    },
}
