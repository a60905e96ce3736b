//! The sites of this repository, built in memory: its own guide, in two themes, and three
//! sites of other desks.
//!
//! What holds for these pages is promised for every page, so nothing here knows what a page says;
//! only the test of changed hours does.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read folders, and fail by panicking"
)]

mod built;
mod change;
mod html;
mod links;
mod machine;
mod pages;
mod same;
