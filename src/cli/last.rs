//! What the last build of a site left in its cache.

use std::sync::Arc;

use crate::compile::{self, Index, Options, Resumed};
use crate::digest::Digest;
use crate::host::{self, Cache, HostError, Site};
use crate::text::Snapshot;

/// What the last build left, and where this one leaves something.
pub(super) struct Last {
    pub(super) cache: Arc<Cache>,
    pub(super) program: Digest,
    /// If most of it is still true.
    pub(super) resumed: Option<Resumed>,
}

impl Last {
    /// Nothing where the program cannot be told from another.
    pub(super) fn of(site: &Site, snapshot: &Snapshot, options: &Options) -> Option<Self> {
        let program = host::program()?;
        let cache = Arc::new(Cache::of(&site.root));
        let index = cache.index();
        let index = index.and_then(|bytes| Index::read(&bytes, program));
        let pieces = cache.clone();
        let fetch = Arc::new(move |digest| pieces.piece(digest));
        let resumed = index
            .and_then(|index| compile::resume(index, fetch, (snapshot, &site.config), options));
        Some(Self {
            cache,
            program,
            resumed,
        })
    }

    /// Leaves the index of what was published.
    pub(super) fn keep(&self, index: &[u8]) -> Result<(), HostError> {
        let needed = Index::read(index, self.program);
        let needed = needed.iter().flat_map(Index::pieces);
        self.cache.finish(index, needed)
    }
}
