//! Every name in the site, once; then names become values.

pub mod joined;
