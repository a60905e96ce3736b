//! The dataset: each fact once, typed, with where it is from.

pub mod calendar;
pub mod holidays;

mod week_compare;
pub mod week_hours;

pub use week_compare::Outside;
