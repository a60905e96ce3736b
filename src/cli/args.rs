//! The command line as typed, and as meant.
//!
//! Two types and one conversion: what is typed may be wrong in many ways, what is meant is valid
//! and knows the environment, so that no command asks a second time.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use super::anchors::{self, Anchors};
use super::build::TypedBuild;
use super::choices::{TypedColor, TypedLanguage};
use super::console::say_failure;
use super::environment::{Environment, Stream};
use super::init::{Init, TypedInit};
use super::new::New;
use super::serve::{Serve, TypedServe};
use super::site_options::{SiteOptions, TypedSite, dated};
use super::theme::Theme;
use super::values::{cures, read_code};
use super::version::version;
use super::{facts, verify};
use crate::diagnostic::Code;
use crate::report::{Color, Format};
use crate::wording::{Language, Wording};

/// What one run is to do.
#[derive(Clone, Debug)]
pub(super) struct Invocation {
    /// `-r`
    pub(super) root: Option<PathBuf>,
    /// `-c`, from the site's folder.
    pub(super) config: PathBuf,
    /// The language that was asked for.
    pub(super) language: Option<Language>,
    /// The language until the site's is known.
    pub(super) fallback: Language,
    pub(super) color: Color,
    /// How a patch is written to standard output.
    pub(super) patch: PatchStyle,
    pub(super) format: Format,
    pub(super) volume: Volume,
    /// Whether progress may be drawn.
    pub(super) is_watched: bool,
    /// Where the repository is checked out, for annotations.
    pub(super) repository: Option<PathBuf>,
    pub(super) command: Command,
}

/// How much is said besides diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Volume {
    /// Nothing.
    Quiet,
    /// One line.
    Normal,
    /// What was written and kept.
    Verbose,
}

/// Who reads a patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PatchStyle {
    /// A program, byte for byte.
    Exact,
    /// A person.
    Shown(Color),
}

#[derive(Clone, Debug)]
pub(super) enum Command {
    Build(Build),
    Check(Check),
    Anchors(SiteOptions, Anchors),
    Explain(Code),
    Serve(Serve),
    Verify(SiteOptions, verify::Asked),
    Facts(SiteOptions, facts::Wanted),
    Theme(SiteOptions, Theme),
    Init(Init),
    New(SiteOptions, New),
    Completions(Shell),
}

#[derive(Clone, Debug)]
pub(super) struct Build {
    pub(super) options: SiteOptions,
    /// `-o`, from the current folder.
    pub(super) output: Option<PathBuf>,
    pub(super) memory: Memory,
}

/// Whether a build begins with what the last one left, and leaves something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    Kept,
    /// `--no-cache`
    Unused,
}

#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) options: SiteOptions,
    /// Whether links to other sites are asked for.
    pub(super) external: bool,
    pub(super) cures: Cures,
}

/// What becomes of the fixes that findings carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cures {
    /// They are told.
    Told,
    /// `--diff`: they are shown as a patch.
    Shown,
    /// `--fix`: they are applied.
    Applied,
}

/// Why there is nothing to run.
pub(super) enum Refusal {
    /// Help, the version, or a mistake that the parser tells itself.
    Parser(clap::Error),
    /// A value that is none, in the language asked for.
    Value(Wording, Language),
}

impl Refusal {
    /// Prints it and gives the status: 0 for help, else 2.
    pub(super) fn print(self) -> u8 {
        match self {
            Self::Parser(error) => {
                // Whoever closed the stream does not want to read it.
                let _ = error.print();
                u8::try_from(error.exit_code()).unwrap_or(2)
            }
            Self::Value(message, language) => {
                say_failure(message.of(language));
                2
            }
        }
    }
}

/// Static sites for guides whose facts must not drift
#[derive(Parser)]
#[command(
    name = "madoguchi",
    version = version(),
    max_term_width = 100,
    subcommand_required = true,
    after_help = "Example: madoguchi init guide, then madoguchi serve --open -r guide\n\nThe help of each command shows an example of it."
)]
struct Typed {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: TypedCommand,
}

#[derive(Args)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// The site's folder [default: the nearest with a config]
    #[arg(short, long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The config file, from the site's folder
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        default_value = "config.toml"
    )]
    config: PathBuf,
    /// The language of messages [default: the site's]
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<TypedLanguage>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: TypedColor,
    /// Print findings only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print what was written and kept, too
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum TypedCommand {
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
    /// Explain a finding at length
    #[command(after_help = "Example: madoguchi explain unknown-fact")]
    Explain {
        /// The word in brackets: `error[unknown-fact]`
        code: String,
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
pub(super) fn grammar() -> clap::Command {
    Typed::command()
}

/// Reads the command line, the program's name first.
pub(super) fn read(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Invocation, Refusal> {
    let typed = Typed::try_parse_from(arguments).map_err(Refusal::Parser)?;
    let language = typed.global.lang.map(TypedLanguage::mean);
    let fallback = language.or(environment.locale).unwrap_or(Language::English);
    mean(typed, environment, language, fallback)
        .map_err(|message| Refusal::Value(message, fallback))
}

fn mean(
    typed: Typed,
    environment: &Environment,
    language: Option<Language>,
    fallback: Language,
) -> Result<Invocation, Wording> {
    let global = typed.global;
    let format = match &typed.command {
        TypedCommand::Build { site, .. }
        | TypedCommand::Check { site, .. }
        | TypedCommand::Serve { site, .. } => site.format.mean(),
        _ => Format::Human,
    };
    let command = match typed.command {
        TypedCommand::Build { site, build } => Command::Build(build.mean(site.mean(environment)?)),
        TypedCommand::Check {
            site,
            fix,
            diff,
            external,
        } => Command::Check(Check {
            cures: cures(fix, diff, format)?,
            options: site.mean(environment)?,
            external,
        }),
        TypedCommand::Serve { site, serve } => Command::Serve(serve.mean(site.mean(environment)?)),
        TypedCommand::Anchors { command } => {
            Command::Anchors(anchors::options(environment)?, command)
        }
        TypedCommand::Facts {
            wanted,
            as_of,
            deny,
        } => Command::Facts(dated(environment, as_of.as_deref(), &deny)?, wanted),
        TypedCommand::Verify { verify, as_of } => {
            Command::Verify(dated(environment, as_of.as_deref(), &[])?, verify)
        }
        TypedCommand::Theme { command } => Command::Theme(anchors::options(environment)?, command),
        TypedCommand::Init(init) => {
            Command::Init(init.mean(global.root.as_deref(), language.or(environment.locale)))
        }
        TypedCommand::New(new) => Command::New(anchors::options(environment)?, new),
        TypedCommand::Completions { shell } => Command::Completions(shell),
        TypedCommand::Explain { code } => Command::Explain(read_code(&code)?),
    };
    let is_terminal = environment.errors == Stream::Terminal;
    let color = |of: Stream| match global.color {
        TypedColor::Always => Color::Ansi,
        TypedColor::Auto if of == Stream::Terminal && !environment.forbids_color => Color::Ansi,
        TypedColor::Auto | TypedColor::Never => Color::Plain,
    };
    let patch = match (color(environment.output), environment.output) {
        (Color::Plain, Stream::Other) => PatchStyle::Exact,
        (color, _) => PatchStyle::Shown(color),
    };
    let volume = match (global.quiet, global.verbose) {
        (true, _) => Volume::Quiet,
        (false, true) => Volume::Verbose,
        (false, false) => Volume::Normal,
    };
    Ok(Invocation {
        root: global.root,
        config: global.config,
        language,
        fallback,
        color: color(environment.errors),
        patch,
        format,
        volume,
        is_watched: is_terminal && !environment.is_ci && volume != Volume::Quiet,
        repository: environment.repository.clone(),
        command,
    })
}

#[cfg(test)]
mod tests;
