//! Search, asked as readers ask it: sites are built, and the theme's own script looks through what was
//! built, run by node.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run programs and write folders, and fail by panicking"
)]

mod bounds;
mod finding;
mod node;
mod same;
mod site;
