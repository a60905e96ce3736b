//! Every name in the site, once; and each page with its names resolved.

pub mod joined;
