//! The house rules that a compiler does not hold: floors, sizes, homes, words.
//!
//! Each finding is a line `file:line: what is wrong: what to do`. The tables that these rules read
//! stand here and nowhere else; `ARCHITECTURE.md` is held to them.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

mod advice;
mod crates;
mod floors;
mod panics;
mod repository;
mod rows;
mod shape;
mod supply;
mod tree;
mod workflows;
