//! Fences that were coloured: the same code often stands on many pages, and a preview shows it again and again.
//!
//! There is a fixed room. When it is full it is emptied: what is met again afterwards is coloured once more, and
//! on a site of many pages most code stands on one of them and is never met again.

use std::collections::HashMap;

use super::Painted;
use crate::digest::Digest;

/// The room, in bytes of HTML.
const ROOM: usize = 8 << 20;

/// Coloured fences by the digest of their language and code.
#[derive(Debug, Default)]
pub(super) struct Fences {
    painted: HashMap<Digest, Painted>,
    taken: usize,
}

impl Fences {
    /// A fence that was coloured before.
    pub(super) fn get(&self, key: Digest) -> Option<Painted> {
        self.painted.get(&key).cloned()
    }

    /// Remembers a fence.
    pub(super) fn keep(&mut self, key: Digest, painted: &Painted) {
        let bytes = painted.html.len() + size_of::<(Digest, Painted)>();
        if self.taken.saturating_add(bytes) > ROOM {
            self.clear();
        }
        self.taken += bytes;
        self.painted.insert(key, painted.clone());
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.painted.clear();
        self.taken = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_never_overrun() {
        let mut fences = Fences::default();
        let long = Painted {
            html: "x".repeat(1 << 20).into(),
            skipped: None,
        };
        for number in 0..100_u32 {
            let key = Digest::of(&number.to_le_bytes());
            fences.keep(key, &long);
            assert_eq!(fences.get(key), Some(long.clone()));
            let held: usize = fences.painted.values().map(|of| of.html.len()).sum();
            assert!(held <= ROOM && fences.taken <= ROOM);
        }
    }
}
