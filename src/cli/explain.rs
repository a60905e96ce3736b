//! `madoguchi explain CODE`

use std::io::{self, Write as _};

use super::args::Invocation;
use crate::diagnostic::{Code, explanation};

/// Prints a code's reason and cure.
pub(super) fn run(invocation: &Invocation, code: Code) -> u8 {
    let text = explanation(code);
    let text = text
        .as_ref()
        .map_or("", |words| words.of(invocation.fallback).trim());
    // A closed pipe is no failure: its reader has seen enough.
    let _ = writeln!(
        io::stdout().lock(),
        "{}[{code}]\n\n{text}",
        code.severity().name()
    );
    0
}
