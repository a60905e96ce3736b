//! Schemas and decoders say the same: what the one refuses for its shape, the other refuses.
//!
//! The schemas are drawn from the forms that the decoders read by, but a form says only so much: here both are asked about
//! thousands of files, and where they differ the reason stands in one list (`differences.rs`).

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read folders, and fail by panicking"
)]

mod corpus;
mod differences;
mod files;
mod judge;
mod manual;
mod mutate;
