//! What the files of a site hold: the value that a reading gives, brought up to date file by file.

use std::collections::BTreeMap;

use crate::civil::Date;
use crate::host::error::HostError;
use crate::host::read::Read;
use crate::host::take::Content;
use crate::text::{Refusal, RefusalReason, Snapshot, SourcePath};

/// The site's present value.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) read: Read,
    /// Files that gave no value, each with the reason.
    troubles: BTreeMap<SourcePath, Trouble>,
}

/// What a walk meets besides files.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) refused: Vec<Refusal>,
    pub(super) errors: Vec<HostError>,
}

#[derive(Debug)]
enum Trouble {
    Refused(RefusalReason),
    Failed(HostError),
}

impl Value {
    /// A site without a file.
    pub(super) fn empty(today: Date) -> Self {
        let read = Read {
            snapshot: Snapshot::of_texts(today, []),
            errors: Vec::new(),
        };
        Self {
            read,
            troubles: BTreeMap::new(),
        }
    }

    /// Puts what a file holds in the place of what it held; whether they differ.
    ///
    /// Troubles are told apart by [`Value::tell`].
    pub(super) fn put(&mut self, path: &SourcePath, held: Result<Content, HostError>) -> bool {
        let snapshot = &mut self.read.snapshot;
        let trouble = match held {
            Ok(Content::Text(source)) => {
                if snapshot.texts.get(path) == Some(&source) {
                    return false;
                }
                self.forget(path);
                self.read.snapshot.texts.insert(path.clone(), source);
                return true;
            }
            Ok(Content::Asset(asset)) => {
                if snapshot.assets.get(path) == Some(&asset) {
                    return false;
                }
                self.forget(path);
                self.read.snapshot.assets.insert(path.clone(), asset);
                return true;
            }
            Ok(Content::Refused(reason)) => Trouble::Refused(reason),
            Err(error) => Trouble::Failed(error),
        };
        let had_value = self.forget(path);
        self.troubles.insert(path.clone(), trouble);
        had_value
    }

    /// Removes a file; whether it had a value.
    pub(super) fn forget(&mut self, path: &SourcePath) -> bool {
        self.troubles.remove(path);
        let snapshot = &mut self.read.snapshot;
        let text = snapshot.texts.remove(path);
        let asset = snapshot.assets.remove(path);
        text.is_some() || asset.is_some()
    }

    /// Tells all refusals and errors anew; whether they differ from those told before.
    pub(super) fn tell(&mut self, met: &Met) -> bool {
        let mut refused = met.refused.clone();
        let mut errors = met.errors.clone();
        for (path, trouble) in &self.troubles {
            match trouble {
                Trouble::Refused(reason) => refused.push(Refusal {
                    path: path.clone(),
                    reason: reason.clone(),
                }),
                Trouble::Failed(error) => errors.push(error.clone()),
            }
        }
        refused.sort_by(|a, b| a.path.cmp(&b.path));
        let has_changed = refused != self.read.snapshot.refused || errors != self.read.errors;
        self.read.snapshot.refused = refused;
        self.read.errors = errors;
        has_changed
    }
}
