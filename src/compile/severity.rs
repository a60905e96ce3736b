//! What a finding counts for on this site: `[check]` first, then what is denied.

use super::Options;
use crate::config::{Config, Denied, Level};
use crate::diagnostic::{Bag, Diagnostic, Severity};

/// The findings as the site wants them reported, sorted.
///
/// An error stays an error unless its code is one that the config names: what cannot be published
/// cannot be wished away, so only severities of findings that are about words may sink.
pub fn settle(bag: Bag, config: &Config, options: &Options) -> Vec<Diagnostic> {
    bag.into_sorted()
        .into_iter()
        .filter_map(|finding| settled(finding, config, options))
        .collect()
}

fn settled(mut finding: Diagnostic, config: &Config, options: &Options) -> Option<Diagnostic> {
    let path = finding
        .place
        .as_ref()
        .map_or("", |place| place.path.as_str());
    if finding.severity != Severity::Error {
        match config.check.level(finding.code, path) {
            Some(Level::Off) => return None,
            Some(Level::Report(severity)) => finding.severity = severity,
            None => {}
        }
    }
    let denied = config
        .check
        .deny
        .iter()
        .chain(&options.deny)
        .any(|denied| match denied {
            Denied::Warnings => finding.severity == Severity::Warning,
            Denied::Code(code) => *code == finding.code,
        });
    if denied {
        finding.severity = Severity::Error;
    }
    Some(finding)
}
