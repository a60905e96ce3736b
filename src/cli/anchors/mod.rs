//! `madoguchi anchors`: the ledger of everything that was published.

pub(super) mod record;
pub(super) mod retire;

use clap::Subcommand;

use super::args::Invocation;
use super::console::Console;
use super::environment::Environment;
use super::session::Session;
use super::site_options::{Drafts, SiteOptions};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Severity};
use crate::host::{self, HostError};
use crate::ledger::{self, Ledger};
use crate::text::SourcePath;
use crate::wording::Wording;

/// What is to be done with the ledger.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Anchors {
    /// Add every page and heading that is not in the ledger yet
    #[command(after_help = "Example: madoguchi anchors record")]
    Record,
    /// Let the address of something that is gone lead to what took its place
    #[command(
        after_help = "Example: madoguchi anchors retire /phone/#old --to chat.md#new\n\nAddresses are written like /phone/#callback, phone.md#callback or as a URL of the site."
    )]
    Retire {
        /// The address that is gone
        old: String,
        /// What took its place
        #[arg(long, value_name = "NEW")]
        to: String,
    },
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, command: &Anchors) -> u8 {
    let session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    match command {
        Anchors::Record => record::run(session),
        Anchors::Retire { old, to } => retire::run(session, old, to),
    }
}

/// The site as it is published: no drafts, for today.
pub(super) fn options(environment: &Environment) -> Result<SiteOptions, Wording> {
    let base_url = environment.base_url.as_deref();
    Ok(SiteOptions {
        base_url: base_url.map(BaseUrl::parse).transpose()?,
        drafts: Drafts::LeftOut,
        as_of: None,
        deny: Vec::new(),
    })
}

/// Writes the ledger, if that changes anything, and says so.
fn write(session: &Session, ledger: &Ledger) -> Result<bool, HostError> {
    let path = SourcePath::new(ledger::PATH);
    let before = session.text(&path);
    let text = ledger.text();
    if before == Some(text.as_str()) {
        return Ok(false);
    }
    host::replace(session.root(), &path, before, &text)?;
    Ok(true)
}

/// What forbids writing a ledger: what was not read of it would be lost.
fn of_ledger(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_about = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        finding.severity == Severity::Error
            && place.is_some_and(|place| place.path.as_str() == ledger::PATH)
    };
    findings.iter().filter(is_about).cloned().collect()
}
