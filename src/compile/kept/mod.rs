//! What a build leaves for the next one: a value in, a value out, and no disk.
//!
//! The *index* says from what the site was made. If all of that is the same but the bodies of some pages,
//! what was declared is the same, too, and each page with the same text has the same file, findings and
//! terms: it is neither parsed nor joined nor rendered. The rest lies in *pieces*, some dozens of pages
//! each, which are asked for by their digest, so whoever answers can only answer rightly or not at all.
//!
//! Nothing here is trusted: an index of another program, one that is damaged, and a piece that is
//! missing make a cold build.

mod ground;
mod keeper;
mod resume;
mod values;

pub use keeper::Keeping;
pub(super) use keeper::{Came, Keeper};
pub(super) use resume::Taken;
pub use resume::{Resumed, resume};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::keep::{Bytes, Keep as _, Recall, keep_fields, kept};

/// How many pages share a piece: what is written anew where one of them is edited.
const PAGES_OF_A_PIECE: usize = 64;

/// The beginning of an index; another format has another.
const MAGIC: &[u8] = b"madoguchi kept 1\n";

/// Answers with the piece of a digest, if it has it.
pub type Fetch = Arc<dyn Fn(Digest) -> Option<Vec<u8>> + Send + Sync>;

/// What the last build was made from, and where its pieces are.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Digest of everything that is no page.
    ground: Digest,
    /// The pages by path.
    pages: Vec<Entry>,
    pieces: Vec<Piece>,
}

/// A page of the index.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    path: String,
    /// Digest of its text, and of the day of its last change.
    text: Digest,
    /// Digest of what other pages see of it.
    names: Digest,
}

/// Where the records of some pages are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    records: Digest,
    terms: Digest,
}

/// What is known of a page.
#[derive(Clone, Debug, Default)]
struct Record {
    /// The parsed page, to be read beside its text.
    page: Bytes,
    /// What is wrong with its text.
    told: Vec<Diagnostic>,
    /// What was made of it; nothing where it has to be made each time.
    made: Option<MadeOf>,
}

/// What was made of a page.
#[derive(Clone, Debug, Default)]
struct MadeOf {
    findings: Vec<Diagnostic>,
    rendering: Vec<Diagnostic>,
    /// Its files, by path.
    files: Vec<(String, Digest)>,
}

keep_fields! {
    Index { ground, pages, pieces }
    Entry { path, text, names }
    Piece { records, terms }
    Record { page, told, made }
    MadeOf { findings, rendering, files }
}

impl Index {
    /// Reads what `Index::write` wrote, if the same program wrote it.
    pub fn read(bytes: &[u8], program: Digest) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (body, sum) = rest.split_at_checked(rest.len().checked_sub(16)?)?;
        if Digest::of(body).bytes() != sum {
            return None;
        }
        let mut from = Recall::new(body);
        (Digest::recall(&mut from)? == program).then_some(())?;
        let index: Self = from.whole()?;
        let is_whole = index.pieces.len() == index.pages.len().div_ceil(PAGES_OF_A_PIECE);
        is_whole.then_some(index)
    }

    /// The index as bytes.
    fn write(&self, program: Digest) -> Vec<u8> {
        let mut body = kept(&program);
        self.keep(&mut body);
        [MAGIC, &body, &Digest::of(&body).bytes()].concat()
    }

    /// The pieces that it needs.
    pub fn pieces(&self) -> impl Iterator<Item = Digest> {
        let pieces = self.pieces.iter();
        pieces.flat_map(|piece| [piece.records, piece.terms])
    }
}

/// A piece, if it is the one that was asked for.
fn fetched(fetch: &Fetch, digest: Digest) -> Option<Vec<Bytes>> {
    let bytes = fetch(digest)?;
    (Digest::of(&bytes) == digest).then_some(())?;
    Recall::new(&bytes).whole()
}
