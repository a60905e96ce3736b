//! From resolved pages to HTML.

pub mod body;
