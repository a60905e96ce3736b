//! From spanned TOML or YAML to values, with every mistake of a file reported in one run, at its key.
//!
//! Serde stops at the first mistake and forgets where a value stood; here a [`Cursor`] walks a
//! table, is asked for the keys it may hold, and reports what is missing, mistyped or unknown.

mod cursor;
mod escaped;
mod form;
mod origin;
mod toml;
mod toml_words;
mod tree;
mod wide;
mod yaml;

pub use cursor::{Cursor, Reader};
pub use form::{Form, Key, Letters, Meaning, Names, Need, Said, Shape, key_of};
pub use origin::Origin;
pub use toml::parse_toml;
pub use tree::{Entry, Kind, Node, Table};
pub use yaml::parse_yaml;
