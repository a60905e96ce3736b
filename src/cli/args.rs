//! The command line as typed, and as meant.
//!
//! Two types and one conversion: what is typed may be wrong in many ways, what is meant is valid
//! and knows the environment, so that no command asks a second time.

mod grammar;

use std::ffi::OsString;
use std::path::PathBuf;

use clap_complete::Shell;

pub(super) use self::grammar::grammar;
use self::grammar::{Typed, TypedCommand};
use super::anchors::{self, Anchors};
use super::choices::{TypedColor, TypedLanguage};
use super::console::say_failure;
use super::environment::{Environment, Stream};
use super::import::Import;
use super::init::Init;
use super::new::New;
use super::serve::Serve;
use super::site_options::{SiteOptions, dated};
use super::theme::Theme;
use super::values::{cures, read_code};
use super::{facts, schema, verify};
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
    /// Whether somebody is there to see progress and what to do next.
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
    /// One code, or the list of all.
    Explain(Option<Code>),
    Serve(Serve),
    Verify(SiteOptions, verify::Asked),
    Facts(SiteOptions, facts::Wanted),
    Theme(SiteOptions, Theme),
    Init(Init),
    New(SiteOptions, New),
    Schema(SiteOptions, schema::Wanted),
    Import(Import),
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

/// Reads the command line, the program's name first.
pub(super) fn read(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Invocation, Refusal> {
    let typed = grammar::parse(arguments).map_err(Refusal::Parser)?;
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
        TypedCommand::Schema { wanted } => Command::Schema(anchors::options(environment)?, wanted),
        TypedCommand::Import(wanted) => Command::Import(wanted),
        TypedCommand::Completions { shell } => Command::Completions(shell),
        TypedCommand::Explain { code } => {
            Command::Explain(code.as_deref().map(read_code).transpose()?)
        }
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
