//! The command line: introduces `host` to `compile` and prints what comes of it.
//!
//! Thin on purpose: whatever decides something about a site lives on a lower floor, where it can
//! be tested without a process. Nothing here ends the process; [`run`] returns the status.
#![allow(
    clippy::disallowed_methods,
    reason = "this room reads arguments, environment and clock, and hands them on as values"
)]

mod anchors;
mod args;
mod build;
mod check;
mod choices;
mod completions;
mod console;
mod environment;
mod explain;
mod facts;
mod fix;
mod import;
mod init;
mod last;
mod new;
mod progress;
mod rescue;
mod schema;
mod serve;
mod session;
mod site_options;
mod size;
mod theme;
mod values;
mod verify;
mod version;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Command, Invocation};
use console::Console;
use environment::Environment;

use crate::host;

/// Runs one command and says how it went.
///
/// 0: no error. 1: errors in content, data or templates. 2: the command line or the
/// configuration. 3: the machine. The highest of all that went wrong; warnings and hints do not
/// count unless they are denied.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let environment = Environment::of_process();
    let status = match args::read(arguments, &environment) {
        Ok(invocation) => rescue::or_report(&invocation, || command(&invocation)),
        Err(refusal) => refusal.print(),
    };
    ExitCode::from(status)
}

fn command(invocation: &Invocation) -> u8 {
    // What needs no site needs no threads either.
    let is_about_a_site = !matches!(
        invocation.command,
        Command::Completions(_) | Command::Explain(_)
    );
    if is_about_a_site && let Err(refusal) = host::start_threads() {
        return Console::new(invocation).give_up(refusal);
    }
    match &invocation.command {
        Command::Build(build) => build::run(invocation, build),
        Command::Check(check) => check::run(invocation, check),
        Command::Serve(serve) => serve::run(invocation, serve),
        Command::Anchors(options, command) => anchors::run(invocation, options, command),
        Command::Facts(options, wanted) => facts::run(invocation, options, wanted),
        Command::Verify(options, verify) => verify::run(invocation, options, verify),
        Command::Theme(options, command) => theme::run(invocation, options, command),
        Command::Init(init) => init::run(invocation, init),
        Command::Import(wanted) => import::run(invocation, wanted),
        Command::New(options, new) => new::run(invocation, options, new),
        Command::Schema(options, wanted) => schema::run(invocation, options, wanted),
        Command::Completions(shell) => completions::run(*shell),
        Command::Explain(code) => explain::run(invocation, *code),
    }
}
