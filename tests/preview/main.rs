//! The live preview as a state machine: whatever is done to a site, what is answered in the end is
//! what a build of the same files writes.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test asks what the system says of its process, and stops if it cannot go on"
)]

#[cfg(target_os = "linux")]
#[path = "../watch/alone.rs"]
#[allow(dead_code, reason = "nothing is limited here")]
mod alone;
mod broken;
mod edits;
mod kept;
mod machine;
mod tree;
mod warm;
