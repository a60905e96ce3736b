//! The dataset: each fact once, typed, with where it is from.

pub mod calendar;
mod day_words;
pub mod holidays;
mod hours_groups;
pub mod hours_words;
pub mod reply_words;
mod week_compare;
pub mod week_hours;

pub use week_compare::Outside;
