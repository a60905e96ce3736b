//! What is wrong although it builds.

mod drift;
mod freshness;
mod waivers;

pub use drift::Drift;

use crate::dataset::Dataset;
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::text::Snapshot;

/// Everything that a site should be told of itself.
pub fn check(site: &Site<'_>, dataset: &Dataset, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut findings = freshness::check(dataset, site.config, site.today);
    findings.extend(waivers::check(site, dataset, snapshot));
    findings
}
