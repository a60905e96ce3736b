//! The preview's web server over real sockets: each test is named after its row of the fault table.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests open sockets, and fail by panicking"
)]

#[cfg(unix)]
mod child;
mod client;
mod crowd;
#[cfg(unix)]
mod life;
mod listening;
#[cfg(target_os = "linux")]
mod noise;
mod preview;
mod requests;
