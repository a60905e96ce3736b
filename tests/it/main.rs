//! The program and its disk, from outside: each test is named after its row of the fault table.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make folders, and fail by panicking"
)]

mod anchors;
mod external;
mod input;
mod look;
mod operations;
mod output;
mod program;
mod scratch;
mod theme;
