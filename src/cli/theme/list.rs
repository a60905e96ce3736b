//! `madoguchi theme list`: one line a file, its name and where it comes from.

use std::io::{self, Write as _};

use crate::cli::session::Session;
use crate::text::SourcePath;
use crate::wording::{Wording, words};

/// Prints the list to standard output.
pub(super) fn run(session: &Session) -> u8 {
    let files = &session.theme().files;
    let width = files.keys().map(|name| name.chars().count()).max();
    let width = width.unwrap_or(0);
    let mut out = io::stdout().lock();
    for (name, path) in files {
        let from = origin(path);
        let from = from.of(session.console.language);
        // A closed pipe is no failure: its reader has seen enough.
        if writeln!(out, "{name:width$}  {from}").is_err() {
            break;
        }
    }
    session.print(&[]);
    session.status(&[])
}

/// Where a file comes from, in the words of whoever wants to change it.
fn origin(path: &SourcePath) -> Wording {
    if path.as_str().starts_with("builtin:") {
        words("組み込み", "built in")
    } else {
        let path = path.as_str();
        words(path.to_owned(), path.to_owned())
    }
}
