//! `madoguchi anchors record`: what is published now enters the ledger.
//!
//! To record an address is to promise it for ever. So a site with errors, which is not published
//! either, gets nothing recorded: a heading that was renamed by mistake would be promised, too.

use std::io::{self, Write as _};

use super::write;
use crate::cli::console::errors_of;
use crate::cli::session::{Session, has_errors};
use crate::ledger;
use crate::wording::{Wording, words};

/// Records what is new; prints each address to standard output.
pub(super) fn run(mut session: Session) -> u8 {
    let findings = session.findings();
    if has_errors(&findings) || !session.failures.is_empty() {
        session.print(&errors_of(&findings));
        session.console.note(&words(
            "エラーのあるサイトは公開されないため、何も記録しませんでした",
            "nothing was recorded: a site with errors is not published",
        ));
        return session.status(&findings);
    }
    let recorded = session.edition().record();
    match write(&session, &recorded.ledger) {
        Ok(is_changed) => {
            if session.console.speaks() {
                let lines: Vec<String> = recorded.added.iter().map(ToString::to_string).collect();
                // A closed pipe is no failure: its reader has seen enough.
                let _ = lines
                    .iter()
                    .try_for_each(|line| writeln!(io::stdout().lock(), "{line}"));
            }
            session
                .console
                .note(&summary(recorded.added.len(), is_changed));
        }
        Err(failure) => session.failures.push(failure),
    }
    session.print(&[]);
    session.status(&findings)
}

fn summary(added: usize, is_changed: bool) -> Wording {
    let path = ledger::PATH;
    match (added, is_changed) {
        (0, false) => words("新しいアドレスはありません", "nothing new"),
        (0, true) => words(
            format!("新しいアドレスはありません。`{path}` の行を整えました"),
            format!("nothing new; the lines of `{path}` were put in order"),
        ),
        (1, _) => words(
            format!("`{path}` に1件を加えました。ページと一緒にコミットしてください"),
            format!("added 1 address to `{path}`; commit it with the pages"),
        ),
        _ => words(
            format!("`{path}` に{added}件を加えました。ページと一緒にコミットしてください"),
            format!("added {added} addresses to `{path}`; commit it with the pages"),
        ),
    }
}
