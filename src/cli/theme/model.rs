//! `madoguchi theme model PAGE`: the values that a page's template sees, as JSON.

use std::io::{self, Write as _};

use crate::cli::console::{errors_of, say_failure};
use crate::cli::session::Session;
use crate::compile::NoModel;

/// Prints the values to standard output.
pub(super) fn run(session: &Session, page: &str) -> u8 {
    match session.edition().theme_model(page) {
        Ok(model) => {
            // A closed pipe is no failure: its reader has seen enough.
            let _ = writeln!(io::stdout().lock(), "{model:#}");
            session.print(&[]);
            session.status(&[])
        }
        Err(NoModel::NoPage(message)) => {
            say_failure(message.of(session.console.language));
            2
        }
        Err(NoModel::Broken(findings)) => {
            let errors = errors_of(&findings);
            session.print(&errors);
            session.status(&errors)
        }
    }
}
