//! How much it takes.
