//! The facts of a site seen as a whole: a list, what changed between two states, for other programs.
//!
//! `check` looks for what is wrong and `render` makes pages; here the same resolved site answers who
//! vouches for what, where it is shown, and which of it a change of the data alters.

mod changed;
mod export;
mod human;
mod list;
mod markdown;
mod place;
mod width;

pub use changed::{Change, Changes, Side, Subject};
pub use export::{Export, export};
pub use list::{Fact, Format, Narrowed, Sheet};
