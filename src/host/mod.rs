//! The only disk, clock and environment: the site's folder as one value in, finished files out.
//!
//! Everything that can fail because of the machine fails here, as a [`HostError`]; what a user may
//! mend in a file is no failure but a [`Refusal`](crate::text::Refusal) in the snapshot, told by
//! `compile` in the file's own terms. Links are never followed and nothing but what a build wrote
//! is ever removed.
#![allow(
    clippy::disallowed_methods,
    reason = "this room is the one that touches files, clock and environment"
)]

mod browser;
mod cache;
mod clock;
mod commit;
mod create;
mod encoding;
mod error;
mod folder;
mod foreign;
mod git;
mod ground;
mod history;
mod leftover;
mod listing;
mod lock;
mod look;
mod manifest;
mod nest;
mod publish;
mod read;
mod replace;
mod root;
pub mod serve;
mod signature;
mod survey;
mod sys;
mod take;
mod target;
mod threads;
mod tree;
mod visit;
mod watch;

pub use browser::open_in_browser;
pub use cache::{Cache, program};
pub use clock::{Epoch, source_date_epoch, today};
pub use commit::Staging;
pub use create::create;
pub use error::{Blame, HostError};
pub use foreign::read_foreign;
pub use git::{Revision, read_revision};
pub use ground::{Ground, lies_in};
pub use history::{History, history};
pub use look::Looker;
pub use nest::Nest;
pub use publish::Published;
pub use read::{Read, read};
pub use replace::replace;
pub use root::Site;
pub use target::{Surroundings, Target};
pub use threads::start_threads;
pub use visit::{Manner, Visitor};
pub use watch::{How, Stir, Watch};
