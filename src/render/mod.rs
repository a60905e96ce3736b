//! From values to HTML: what a page shows, in the words of its language, through the theme.
//!
//! Nothing here looks a name up or judges a fact: that was done when the page was joined. A page's
//! HTML is a function of its model, the theme and the words, so equal models give equal bytes.

pub mod block_model;
pub mod blocks;
pub mod body;
pub mod feed;
pub mod highlight;
pub mod jsonld;
pub mod model;
pub mod navigation;
pub mod open_now;
pub mod page;
pub mod sitemap;
pub mod visible;
pub mod words;

mod cells;
mod table;
mod week;
