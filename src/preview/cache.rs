//! The bytes that were answered lately. What is not here can be made again: it is only quicker.

use std::collections::HashMap;

use super::reply::Body;
use crate::compile::File;

/// How many bytes are kept at most.
const LIMIT: usize = 64 << 20;

/// Bodies by file.
#[derive(Default)]
pub(super) struct Cache {
    kept: HashMap<File, Kept>,
    bytes: usize,
    clock: u64,
}

struct Kept {
    body: Body,
    used: u64,
}

impl Cache {
    /// The body of a file, if it is kept.
    pub(super) fn get(&mut self, file: &File) -> Option<Body> {
        self.clock += 1;
        let kept = self.kept.get_mut(file)?;
        kept.used = self.clock;
        Some(kept.body.clone())
    }

    /// Keeps a body; those not used for longest make room.
    pub(super) fn put(&mut self, file: File, body: Body) {
        self.drop(&file);
        self.bytes += body.size();
        self.clock += 1;
        let used = self.clock;
        self.kept.insert(file, Kept { body, used });
        while self.bytes > LIMIT && self.kept.len() > 1 {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.used);
            let Some(oldest) = oldest.map(|(file, _)| file.clone()) else {
                return;
            };
            self.drop(&oldest);
        }
    }

    /// Forgets a file.
    pub(super) fn drop(&mut self, file: &File) {
        if let Some(kept) = self.kept.remove(file) {
            self.bytes -= kept.body.size();
        }
    }
}
