//! The live preview as a state machine: whatever is done to a site, what is answered in the end is
//! what a build of the same files writes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[cfg(target_os = "linux")]
#[path = "../watch/alone.rs"]
#[allow(dead_code, reason = "nothing is limited here")]
mod alone;
mod edits;
mod kept;
mod machine;
mod tree;
mod warm;
