//! The site's folder as one value.
//!
//! The value does not depend on threads or on the disk's order, and one file that cannot be read
//! hides no other.

use std::path::Path;

use super::error::HostError;
use super::look::Looker;
use crate::civil::Date;
use crate::text::{Snapshot, SourcePath};

/// What could be read, and what the machine refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// All inputs that could be read.
    pub snapshot: Snapshot,
    /// Files and folders that could not; a build must not go on with any.
    pub errors: Vec<HostError>,
}

/// Reads the site at `root`, whose config is at `config` below it.
///
/// `today` is put into the snapshot as it is: the caller that needs the dataset's time zone first
/// replaces it afterwards.
pub fn read(root: &Path, config: &SourcePath, today: Date) -> Read {
    Looker::open(root, config, today).into_read()
}
