//! Which program this is: its version, and the commit and the place of its source as far as whoever built it said so.
//!
//! A build that says nothing is the same wherever it is built: neither git nor a clock is asked.

use std::sync::OnceLock;

/// The version with the commit, if that is known: `0.1.0 (1a2b3c4d5e)`.
pub(super) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let version = env!("CARGO_PKG_VERSION");
        match commit().get(..10) {
            Some(short) => format!("{version} ({short})"),
            None => version.to_owned(),
        }
    })
}

/// The commit that it was built from, as `MADOGUCHI_COMMIT` named it when it was built; or empty.
pub(super) fn commit() -> &'static str {
    option_env!("MADOGUCHI_COMMIT").unwrap_or("")
}

/// Where its source is, as `MADOGUCHI_REPOSITORY` named it when it was built, else as the package does; or empty.
pub(super) fn repository() -> &'static str {
    option_env!("MADOGUCHI_REPOSITORY").unwrap_or(env!("CARGO_PKG_REPOSITORY"))
}

/// The release that it belongs to, as `MADOGUCHI_RELEASE` named it when it was built; or empty.
pub(super) fn release() -> &'static str {
    option_env!("MADOGUCHI_RELEASE").unwrap_or("")
}
