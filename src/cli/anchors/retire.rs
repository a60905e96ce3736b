//! `madoguchi anchors retire OLD --to NEW`: an address that is gone leads on.
//!
//! It needs to know what is declared and no more, so that a site with other errors, the lost
//! address first among them, can be mended one step after the other.

use super::{of_ledger, write};
use crate::cli::console::say_failure;
use crate::cli::session::Session;
use crate::compile::Retired;
use crate::ledger::{self, Retirement};
use crate::wording::{Wording, words};

/// Writes the line, and says what it did.
pub(super) fn run(mut session: Session, old: &str, new: &str) -> u8 {
    let edition = session.edition();
    let spoilt = of_ledger(&edition.parsed().findings);
    if !spoilt.is_empty() || !session.failures.is_empty() {
        session.print(&spoilt);
        return session.status(&spoilt);
    }
    let retired = match edition.retire(old, new) {
        Ok(retired) => retired,
        Err(message) => {
            say_failure(message.of(session.console.language));
            return 2;
        }
    };
    match write(&session, &retired.ledger) {
        Ok(_) => session.console.note(&said(&retired)),
        Err(failure) => session.failures.push(failure),
    }
    session.print(&[]);
    session.status(&[])
}

fn said(retired: &Retired) -> Wording {
    let Retired { old, new, .. } = retired;
    let path = ledger::PATH;
    match retired.retirement {
        Retirement::Retired => words(
            format!("`{old}` を開いた読者を `{new}` へ案内します"),
            format!("`{old}` leads to `{new}` now"),
        ),
        Retirement::Redirected => words(
            format!("`{old}` の移動先を `{new}` に改めました"),
            format!("`{old}` leads to `{new}` now, and no longer elsewhere"),
        ),
        Retirement::Added => words(
            format!("`{old}` は `{path}` にありませんでした。加えて、`{new}` へ案内します"),
            format!("`{old}` was not in `{path}`; it was added and leads to `{new}` now"),
        ),
        Retirement::Unchanged => words(
            format!("`{old}` の移動先はすでに `{new}` です"),
            format!("`{old}` leads to `{new}` already"),
        ),
    }
}
