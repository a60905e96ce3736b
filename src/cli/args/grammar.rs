//! What can be typed: commands, options, and the help that `--help` prints.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::anchors::Anchors;
use crate::cli::build::TypedBuild;
use crate::cli::choices::{TypedColor, TypedLanguage};
use crate::cli::import::Import;
use crate::cli::init::TypedInit;
use crate::cli::new::New;
use crate::cli::serve::TypedServe;
use crate::cli::site_options::TypedSite;
use crate::cli::theme::Theme;
use crate::cli::version::version;
use crate::cli::{facts, schema, verify};

/// Static sites for guides whose facts must not drift
#[derive(Parser)]
#[command(
    name = "madoguchi",
    version = version(),
    max_term_width = 100,
    subcommand_required = true,
    after_help = "Example: madoguchi init guide, then madoguchi serve --open -r guide\n\nThe help of each command shows an example of it."
)]
pub(super) struct Typed {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: TypedCommand,
}

#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// The site's folder [default: the nearest with a config]
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// The config file, from the site's folder
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        default_value = "config.toml"
    )]
    pub(super) config: PathBuf,
    /// The language of messages [default: the site's]
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<TypedLanguage>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: TypedColor,
    /// Print findings only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print what was written and kept, too
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Subcommand)]
pub(super) enum TypedCommand {
    /// Begin a new site that builds at once
    #[command(
        override_usage = "madoguchi init [OPTIONS] <DIR>\n       madoguchi init [OPTIONS] --here [DIR]",
        after_help = "Example: madoguchi init guide\n\nThe site is in the language of `--lang`, else of this machine, else in Japanese."
    )]
    Init(TypedInit),
    /// Add a section, a page, a FAQ page, a question or a channel
    #[command(
        after_help = "Examples: madoguchi new section phone --title Phone\n          madoguchi new page phone/callback --title 'Ask to be called'\n          madoguchi new faq faq --title Questions\n          madoguchi new question 'Do I get a receipt?' --page faq.md\n          madoguchi new channel Chat"
    )]
    New(New),
    /// Make a site of an existing docs tree, every page and anchor kept
    #[command(after_help = "Example: madoguchi import mdbook ../book guide")]
    Import(Import),
    /// Build the site, whole or not at all
    #[command(after_help = "Example: madoguchi build -u https://example.github.io/guide/ -o dist")]
    Build {
        #[command(flatten)]
        site: TypedSite,
        #[command(flatten)]
        build: TypedBuild,
    },
    /// Print everything that is wrong; mend what has one sure cure
    #[command(after_help = "Example: madoguchi check --deny stale --format github")]
    Check {
        #[command(flatten)]
        site: TypedSite,
        /// Mend what has one sure cure
        #[arg(long, conflicts_with = "diff")]
        fix: bool,
        /// Print what `--fix` would change as a patch; write nothing
        #[arg(long)]
        diff: bool,
        /// Ask whether links to other sites still lead somewhere
        #[arg(long)]
        external: bool,
    },
    /// Preview the site, live while it is edited
    #[command(after_help = "Example: madoguchi serve --open --follow")]
    Serve {
        #[command(flatten)]
        site: TypedSite,
        #[command(flatten)]
        serve: TypedServe,
    },
    /// Keep the addresses of everything that was published
    #[command(after_help = "Example: madoguchi anchors record")]
    Anchors {
        #[command(subcommand)]
        command: Anchors,
    },
    /// Print every fact, who vouches for it, and where it is shown
    #[command(
        after_help = "Examples: madoguchi facts phone\n          madoguchi facts --changed main --format markdown\n          madoguchi facts --export ics > closures.ics"
    )]
    Facts {
        #[command(flatten)]
        wanted: facts::Wanted,
        /// The day for which it is said, such as 2026-11-01 [default: today]
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
        /// Raise `warnings` or codes, such as `stale`, to errors
        #[arg(long, value_name = "WHAT", value_delimiter = ',')]
        deny: Vec<String>,
    },
    /// Write today's date beside facts that were compared with their source
    #[command(after_help = "Example: madoguchi verify phone.hours phone.general --by 山田")]
    Verify {
        #[command(flatten)]
        verify: verify::Asked,
        /// The day on which it was done, such as 2026-11-01 [default: today]
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
    /// Show the theme's files, and copy one to change it
    #[command(after_help = "Example: madoguchi theme list")]
    Theme {
        #[command(subcommand)]
        command: Theme,
    },
    /// Write what an editor needs to complete, explain and check the files
    #[command(after_help = "Example: madoguchi schema")]
    Schema {
        #[command(flatten)]
        wanted: schema::Wanted,
    },
    /// Explain a finding at length
    #[command(after_help = "Example: madoguchi explain unknown-fact")]
    Explain {
        /// The word in brackets: `error[unknown-fact]` [default: a list of all]
        code: Option<String>,
    },
    /// Print the completion script of a shell
    #[command(
        after_help = "Example: madoguchi completions bash > ~/.local/share/bash-completion/completions/madoguchi"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Everything that can be typed.
pub(in crate::cli) fn grammar() -> Command {
    Typed::command()
}

/// What was typed, the program's name first.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Typed, clap::Error> {
    let matches = helpful(grammar()).try_get_matches_from(arguments)?;
    Typed::from_arg_matches(&matches)
}

/// The same with the help of each command about that command: what all of them have in common is in the
/// program's own. Completions are made without this, since they leave out what is hidden.
fn helpful(mut grammar: Command) -> Command {
    // Gives each command the options of all.
    grammar.build();
    grammar.mut_subcommands(only_its_own)
}

fn only_its_own(command: Command) -> Command {
    let pointer = pointer_to_shared(&command);
    let help = command.get_after_help().map(ToString::to_string);
    let help = help.map_or_else(|| pointer.clone(), |help| format!("{help}\n\n{pointer}"));
    command
        .after_help(help)
        .mut_args(|option| {
            let is_shared = option.is_global_set();
            option.hide(is_shared)
        })
        .mut_subcommands(only_its_own)
}

/// Which options are not listed, and where they are.
fn pointer_to_shared(command: &Command) -> String {
    let options = command
        .get_arguments()
        .filter(|option| option.is_global_set());
    let names = options.filter_map(|option| match (option.get_short(), option.get_long()) {
        (Some(short), _) => Some(format!("-{short}")),
        (None, long) => long.map(|long| format!("--{long}")),
    });
    let names: Vec<String> = names.collect();
    format!("Every command takes {}: madoguchi --help", names.join(", "))
}
