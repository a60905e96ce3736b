//! Madoguchi: a static documentation site generator for guides whose facts must not drift.
//!
//! The library is a house of floors; a module leans only on lower floors or on its own room
//! (`ARCHITECTURE.md` draws the map, `tests/tidy` holds it). The way through it is one line:
//! [`host::read`] makes a [`text::Snapshot`] of all inputs, [`compile::parse`] and
//! [`compile::Parsed::compile`] turn that value into findings and files without touching disk,
//! clock or network, and [`host::Staging`] publishes the files whole or not at all.

// Floor 0
pub mod digest;
pub mod wording;
// Floor 1
pub mod civil;
pub mod keep;
// Floor 2
pub mod text;
// Floor 3
pub mod diagnostic;
pub mod html;
pub mod output;
pub mod visit;
// Floor 4
pub mod decode;
pub mod host;
pub mod report;
pub mod scaffold;
// Floor 5
pub mod config;
pub mod ledger;
pub mod notation;
pub mod policy;
// Floor 6
pub mod dataset;
pub mod page;
pub mod theme;
// Floor 7
pub mod site;
pub mod verify;
// Floor 8
pub mod check;
pub mod facts;
pub mod render;
pub mod search;
// Floor 9
pub mod compile;
// Floor 10
pub mod mend;
pub mod preview;
// Floor 11
pub mod cli;
