//! `madoguchi check`: everything that is wrong; with `--fix`, what has one sure cure is mended.

use super::args::{Check, Cures, Invocation};
use super::console::Console;
use super::fix;
use super::session::Session;
use crate::report::Counts;
use crate::wording::words;

/// Runs the command.
pub(super) fn run(invocation: &Invocation, command: &Check) -> u8 {
    let mut session = match Session::open(invocation, &command.options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    match command.cures {
        Cures::Told => {}
        Cures::Shown => return fix::show(&session),
        Cures::Applied => fix::apply(&mut session),
    }
    let findings = session.findings();
    session.print(&findings);
    let counts = Counts::of(&findings).words();
    let nothing = || words("問題は見つかりませんでした", "nothing is wrong");
    if session.failures.is_empty() || counts.is_some() {
        session.console.note(&counts.unwrap_or_else(nothing));
    }
    session.status(&findings)
}
