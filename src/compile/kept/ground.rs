//! What a page may depend on besides its own text, as digests.

use std::hash::Hash as _;

use super::super::Options;
use super::super::parse::is_page;
use crate::digest::{Digest, Digester};
use crate::keep::Keep as _;
use crate::page::{Page, Piece};
use crate::search::shown_channels;
use crate::text::{Snapshot, Source, SourcePath};

/// The digest of all inputs but the pages: whatever is not named here changes no build.
pub(super) fn ground(snapshot: &Snapshot, config_path: &SourcePath, options: &Options) -> Digest {
    let Snapshot {
        texts,
        assets,
        refused,
        today,
        // When a page was last changed is told by the page alone.
        changed: _,
    } = snapshot;
    let Options {
        base_url,
        output_dir,
        drafts,
        // What a finding counts for is decided after everything.
        deny: _,
        // What took too long is not kept.
        patience: _,
    } = options;
    let mut digester = Digester::default();
    format!("{config_path:?} {today} {base_url:?} {output_dir:?} {drafts} {refused:?}")
        .hash(&mut digester);
    for source in texts.values().filter(|source| !is_page(&source.path)) {
        source.path.hash(&mut digester);
        source.digest().hash(&mut digester);
    }
    for (path, asset) in assets {
        path.hash(&mut digester);
        asset.digest.hash(&mut digester);
        // What is known of a picture is read from its first bytes, which the digest covers.
        asset.length.hash(&mut digester);
    }
    digester.finish()
}

/// The digest of a page's text, and of the day of its last change.
pub(super) fn text(source: &Source, snapshot: &Snapshot) -> Digest {
    let mut digester = Digester::default();
    snapshot
        .changed
        .get(&source.path)
        .map(ToString::to_string)
        .hash(&mut digester);
    digester.update(source.text.as_bytes());
    digester.finish()
}

/// The digest of what other pages see of a page, unless they show its body: the same that
/// [`Site::with_page`](crate::site::Site::with_page) and the plan of search compare.
pub(super) fn names(page: &Page) -> Digest {
    let mut out = Vec::new();
    page.front.keep(&mut out);
    for heading in &page.body.headings {
        heading.level.keep(&mut out);
        heading.id.keep(&mut out);
        heading.explicit.is_some().keep(&mut out);
        heading.text.pieces.len().keep(&mut out);
        for piece in &heading.text.pieces {
            let (is_fact, letters) = match piece {
                Piece::Text(text) => (false, text),
                Piece::Fact(fact) => (true, &fact.path),
            };
            is_fact.keep(&mut out);
            letters.keep(&mut out);
        }
    }
    for (ordinal, channel) in shown_channels(page.body.blocks.iter()) {
        ordinal.keep(&mut out);
        channel.to_owned().keep(&mut out);
    }
    Digest::of(&out)
}
