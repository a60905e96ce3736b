//! The live preview as a state machine: whatever is done to a site, what is answered in the end is
//! what a build of the same files writes.

mod edits;
mod machine;
mod tree;
mod warm;
