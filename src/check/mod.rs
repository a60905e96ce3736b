//! What is wrong although it builds.

mod drift;
mod freshness;
mod ledger;
mod numbers;
mod orphans;
mod outside;
mod unused;
mod waivers;

pub use ledger::check_ledger;
pub use outside::{check_outside, is_connected};

use std::sync::Arc;

use drift::Drift;
use numbers::Numbers;

use crate::dataset::Dataset;
use crate::diagnostic::Diagnostic;
use crate::page::{EventList, Page};
use crate::site::Site;
use crate::text::Snapshot;

/// What is prepared once for the texts of all pages.
pub struct Prose {
    drift: Drift,
    numbers: Numbers,
}

impl Prose {
    /// Gathers the words and numbers of a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        Self {
            drift: Drift::new(dataset),
            numbers: Numbers::new(dataset),
        }
    }
}

/// What a site should be told of its data and as a whole.
pub fn check(site: &Site, prose: &Prose, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Prose { drift, numbers } = prose;
    let mut findings = freshness::check(&site.dataset, &site.config, site.today);
    findings.extend(waivers::of_data(&site.dataset, snapshot));
    findings.extend(drift.dataset(site));
    findings.extend(numbers.dataset(site, drift));
    findings.extend(numbers.config(site, drift, snapshot));
    findings
}

/// What is written and reaches nobody: pages to which nothing leads, data that no page shows.
pub fn check_reach(site: &Site, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut findings = orphans::check(site);
    findings.extend(unused::check(site, pages));
    findings
}

/// What a page should be told of itself, by its number, and the events of its body; other pages are not looked at.
pub fn check_page(site: &Site, prose: &Prose, at: usize, read: &EventList<'_>) -> Vec<Diagnostic> {
    let Prose { drift, numbers } = prose;
    let mut findings = waivers::of_page(&site.pages[at].page);
    findings.extend(drift.page(site, at, read));
    findings.extend(numbers.page(site, drift, (at, read)));
    findings
}
