//! The HTML of blocks that many pages show: made once a language and not once a page.
//!
//! What a block of data looks like follows from its values alone, which are what it is found by here.
//! Whatever shows stretches of pages is made each time, for those have notes and blocks of their own.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::site::joined::JoinedBlock;

/// More different blocks are not remembered: then most of them are shown by one page each.
const MOST: usize = 256;

/// What was made.
#[derive(Debug, Default)]
pub(super) struct BlockMemo {
    /// A seed nobody knows, so that nobody can make blocks meet.
    hasher: RandomState,
    made: Mutex<HashMap<u64, Vec<(JoinedBlock, String)>>>,
}

impl BlockMemo {
    /// The HTML of a block, made only if it is not known.
    pub(super) fn html(
        &self,
        block: &JoinedBlock,
        make: impl FnOnce() -> Result<String, Box<Diagnostic>>,
    ) -> Result<String, Box<Diagnostic>> {
        let is_of_values = matches!(
            block,
            JoinedBlock::Table(_)
                | JoinedBlock::Week(_)
                | JoinedBlock::Channel(_)
                | JoinedBlock::Chooser(_)
                | JoinedBlock::Notices(_)
        );
        if !is_of_values {
            return make();
        }
        let hash = self.hasher.hash_one(block);
        if let Some(alike) = self.lock().get(&hash)
            && let Some((_, html)) = alike.iter().find(|(of, _)| of == block)
        {
            return Ok(html.clone());
        }
        let html = make()?;
        let mut made = self.lock();
        if made.len() < MOST {
            let alike = made.entry(hash).or_default();
            alike.push((block.clone(), html.clone()));
        }
        Ok(html)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Vec<(JoinedBlock, String)>>> {
        // Whole values are put in, so a thread that died left nothing half done.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
