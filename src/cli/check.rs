//! `madoguchi check`: everything that is wrong, and nothing written.

use super::args::{Invocation, SiteOptions};
use super::console::Console;
use super::session::Session;
use crate::report::Counts;
use crate::wording::words;

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions) -> u8 {
    let session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    let findings = session.findings();
    session.print(&findings);
    let counts = Counts::of(&findings).words();
    let nothing = || words("問題は見つかりませんでした", "nothing is wrong");
    if session.failures.is_empty() || counts.is_some() {
        session.console.note(&counts.unwrap_or_else(nothing));
    }
    session.status(&findings)
}
