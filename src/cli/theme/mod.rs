//! `madoguchi theme`: which files the pages are made with, one of them to change, what a template sees.

mod copy;
mod list;
mod model;

use clap::Subcommand;

use super::args::Invocation;
use super::console::Console;
use super::session::Session;
use super::site_options::SiteOptions;

/// What is to be done with the theme.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Theme {
    /// List the files of the theme, each with where it comes from
    #[command(after_help = "Example: madoguchi theme list")]
    List,
    /// Copy a file of the theme into `templates/`, to change it there
    #[command(after_help = "Example: madoguchi theme copy page.html")]
    Copy {
        /// Its name in the list, such as blocks/table.html
        file: String,
    },
    /// Print what the template of a page sees, as JSON
    #[command(after_help = "Example: madoguchi theme model phone/callback.md")]
    Model {
        /// Its file or its address, such as phone.md or /phone/
        page: String,
    },
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, command: &Theme) -> u8 {
    let session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    match command {
        Theme::List => list::run(&session),
        Theme::Copy { file } => copy::run(session, file),
        Theme::Model { page } => model::run(&session, page),
    }
}
