//! The program and its disk, from outside: each test is named after its row of the fault table.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make folders, and fail by panicking"
)]

mod adding;
mod anchors;
mod beginning;
mod cache;
mod chance;
mod external;
mod facts;
mod fix;
mod history;
mod hostile;
mod input;
mod look;
mod meanwhile;
mod moving;
mod names;
mod operations;
mod output;
mod program;
mod published;
mod reproducible;
mod schema;
mod scratch;
mod theme;
mod verify;
mod withheld;
