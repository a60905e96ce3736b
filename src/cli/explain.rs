//! `madoguchi explain [CODE]`

use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::args::Invocation;
use crate::diagnostic::{Code, explained_areas, explanation};
use crate::wording::Language;

/// Prints a code's reason and cure, or the names of all codes.
pub(super) fn run(invocation: &Invocation, code: Option<Code>) -> u8 {
    let language = invocation.fallback;
    let text = code.map_or_else(|| list(language), |code| at_length(code, language));
    // A closed pipe is no failure: its reader has seen enough.
    let _ = writeln!(io::stdout().lock(), "{text}");
    0
}

fn at_length(code: Code, language: Language) -> String {
    let text = explanation(code);
    let text = text.as_ref().map_or("", |words| words.of(language).trim());
    format!("{}[{code}]\n\n{text}", code.severity().name())
}

/// The codes in groups, as the manual has them.
fn list(language: Language) -> String {
    let mut list = String::new();
    for (title, codes) in explained_areas() {
        let _ = writeln!(list, "{}", title.of(language));
        for code in codes {
            let _ = writeln!(list, "  {:7} {code}", code.severity().name());
        }
    }
    list.truncate(list.trim_end().len());
    list
}
