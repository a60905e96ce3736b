//! `madoguchi completions SHELL`: what a shell needs to complete commands and flags.

use std::io::{self, Write as _};

use clap_complete::Shell;

/// Prints the script to standard output.
pub(super) fn run(shell: Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::args::grammar(), "madoguchi", &mut script);
    // A closed pipe is no failure: its reader has seen enough.
    let _ = io::stdout().lock().write_all(&script);
    0
}
