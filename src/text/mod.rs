//! What a file is: its path in the site, its text and its letters, places in it, and all inputs as one value.

pub mod cjk;
pub mod invisible;
mod lines;
mod percent;
mod snapshot;
mod source;
mod span;
pub(crate) mod strides;

pub use lines::{LineIndex, Position};
pub use percent::percent_decoded;
pub use snapshot::{Asset, Refusal, RefusalReason, Snapshot};
pub use source::{Source, SourcePath};
pub use span::{Span, Spanned};
