//! Search for readers: what each section says, as an index that a page's script asks.
//!
//! The index is a set of small files. A reader's query is folded and cut into terms, each term stands
//! in one *shard*, whose lists name documents by number, and only the texts of what is shown are
//! fetched. A document is a section, a page's own words, a question, or a channel.
//!
//! [`Plan`] numbers the documents from what pages declare, so it is known before anything is made which
//! files there will be, and two editions with the same plan can be mixed by a browser's cache without
//! harm. [`documents`] and [`weigh`] look at one joined page each, [`Index`] merges what they found.
//! Every list, text and word has a longest length: no page makes the index grow beyond its size.

mod document;
mod fold;
mod index;
mod packed;
mod plan;
mod romaji;
mod synonyms;
mod terms;
mod weigh;
mod write;

pub use document::{Document, DocumentKind, documents, of_channel};
pub use fold::fold;
pub use index::{Index, Shards};
pub use packed::{pack, unpack};
pub use plan::{FOLDER, LanguagePlan, Plan, Subject, TextFile, shown_channels};
pub use romaji::romaji;
pub use synonyms::Synonyms;
pub use terms::{LONGEST_WORD, Term, shard_of, terms};
pub use weigh::{Weighed, weigh};
pub use write::{head, texts};
