//! The real watcher on a real disk: each test is named after its row of the fault table.
//!
//! They wait on conditions, each with a time that only a hang reaches. What a clock alone could
//! show is tried in `src/host/watch/` with a time of its own.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make folders, and fail by panicking"
)]

mod alone;
mod changes;
mod folders;
mod limits;
mod preview;
mod saves;
