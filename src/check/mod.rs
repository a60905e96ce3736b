//! What is wrong although it builds.

mod drift;
mod freshness;
mod ledger;
mod orphans;
mod outside;
mod unused;
mod waivers;

pub use drift::Drift;
pub use ledger::check_ledger;
pub use outside::{check_outside, is_connected};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::site::Site;
use crate::text::Snapshot;

/// What a site should be told of its data and as a whole.
pub fn check(site: &Site, drift: &Drift, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut findings = freshness::check(&site.dataset, &site.config, site.today);
    findings.extend(waivers::of_data(&site.dataset, snapshot));
    findings.extend(drift.dataset(site));
    findings
}

/// What is written and reaches nobody: pages to which nothing leads, data that no page shows.
pub fn check_reach(site: &Site, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut findings = orphans::check(site);
    findings.extend(unused::check(site, pages));
    findings
}

/// What a page should be told of itself, by its number; other pages are not looked at.
pub fn check_page(site: &Site, drift: &Drift, at: usize) -> Vec<Diagnostic> {
    let mut findings = waivers::of_page(&site.pages[at].page);
    findings.extend(drift.page(site, at));
    findings
}
