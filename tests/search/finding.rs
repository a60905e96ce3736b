//! What readers find.
