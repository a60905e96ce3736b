//! The `madoguchi` program: hands its arguments to the library and its answer to the shell.

use std::process::ExitCode;

#[allow(
    clippy::disallowed_methods,
    reason = "the program's arguments enter here"
)]
fn main() -> ExitCode {
    madoguchi::cli::run(std::env::args_os())
}
