//! The command line as typed, and as meant.
//!
//! Two types and one conversion: what is typed may be wrong in many ways, what is meant is valid
//! and knows the environment, so that no command asks a second time.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::anchors::{self, Anchors};
use super::console::say_failure;
use super::environment::{Environment, Stream};
use super::serve::{Serve, TypedServe};
use super::theme::Theme;
use crate::civil::{Date, read_date};
use crate::config::{BaseUrl, Denied};
use crate::diagnostic::{ALL_CODES, Code, did_you_mean, find_code};
use crate::report::{Color, Format};
use crate::wording::{Language, Wording, words};

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

#[derive(Clone, Debug)]
pub(super) enum Command {
    Build(Build),
    Check(Check),
    Anchors(SiteOptions, Anchors),
    Explain(Code),
    Serve(Serve),
    Theme(SiteOptions, Theme),
}

#[derive(Clone, Debug)]
pub(super) struct Build {
    pub(super) options: SiteOptions,
    /// `-o`, from the current folder.
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) options: SiteOptions,
    /// Whether links to other sites are asked for.
    pub(super) external: bool,
}

/// What changes a site's findings or pages.
#[derive(Clone, Debug)]
pub(super) struct SiteOptions {
    pub(super) base_url: Option<BaseUrl>,
    pub(super) drafts: Drafts,
    pub(super) as_of: Option<Date>,
    pub(super) deny: Vec<Denied>,
}

/// Whether pages marked `draft = true` are pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drafts {
    Included,
    LeftOut,
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
    version,
    max_term_width = 100,
    subcommand_required = true
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
    /// Build the site, whole or not at all
    #[command(after_help = "Example: madoguchi build -u https://example.github.io/guide/ -o dist")]
    Build {
        #[command(flatten)]
        site: TypedSite,
        /// The folder to write to [default: `output_dir` of the config]
        #[arg(short, long, value_name = "DIR")]
        output_dir: Option<PathBuf>,
    },
    /// Print everything that is wrong; write nothing
    #[command(after_help = "Example: madoguchi check --deny stale --format github")]
    Check {
        #[command(flatten)]
        site: TypedSite,
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
    Anchors {
        #[command(subcommand)]
        command: Anchors,
    },
    /// Show and change what the pages are made with
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
}

#[derive(Args)]
struct TypedSite {
    #[arg(
        short = 'u',
        long,
        value_name = "URL",
        help = "Where the site will stand [env: MADOGUCHI_BASE_URL]"
    )]
    base_url: Option<String>,
    /// Include pages marked as drafts
    #[arg(long)]
    drafts: bool,
    /// The day to build for, such as 2026-11-01 [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Raise `warnings` or codes, such as `stale`, to errors
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<String>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: TypedFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum TypedLanguage {
    Ja,
    En,
}

#[derive(Clone, Copy, ValueEnum)]
enum TypedColor {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum TypedFormat {
    Human,
    Short,
    Json,
    Github,
}

/// Reads the command line, the program's name first.
pub(super) fn read(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Invocation, Refusal> {
    let typed = Typed::try_parse_from(arguments).map_err(Refusal::Parser)?;
    let language = typed.global.lang.map(|language| match language {
        TypedLanguage::Ja => Language::Japanese,
        TypedLanguage::En => Language::English,
    });
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
        TypedCommand::Anchors { .. }
        | TypedCommand::Theme { .. }
        | TypedCommand::Explain { .. } => Format::Human,
    };
    let command = match typed.command {
        TypedCommand::Build { site, output_dir } => Command::Build(Build {
            options: site.mean(environment)?,
            output: output_dir,
        }),
        TypedCommand::Check { site, external } => Command::Check(Check {
            options: site.mean(environment)?,
            external,
        }),
        TypedCommand::Serve { site, serve } => Command::Serve(serve.mean(site.mean(environment)?)),
        TypedCommand::Anchors { command } => {
            Command::Anchors(anchors::options(environment)?, command)
        }
        TypedCommand::Theme { command } => Command::Theme(anchors::options(environment)?, command),
        TypedCommand::Explain { code } => Command::Explain(read_code(&code)?),
    };
    let is_terminal = environment.errors == Stream::Terminal;
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
        color: match global.color {
            TypedColor::Always => Color::Ansi,
            TypedColor::Auto if is_terminal && !environment.forbids_color => Color::Ansi,
            TypedColor::Auto | TypedColor::Never => Color::Plain,
        },
        format,
        volume,
        is_watched: is_terminal && !environment.is_ci && volume != Volume::Quiet,
        repository: environment.repository.clone(),
        command,
    })
}

impl TypedSite {
    fn mean(self, environment: &Environment) -> Result<SiteOptions, Wording> {
        let base_url = self.base_url.or_else(|| environment.base_url.clone());
        Ok(SiteOptions {
            base_url: base_url.as_deref().map(BaseUrl::parse).transpose()?,
            drafts: if self.drafts {
                Drafts::Included
            } else {
                Drafts::LeftOut
            },
            as_of: self.as_of.as_deref().map(read_day).transpose()?,
            deny: self
                .deny
                .iter()
                .map(|name| read_denied(name))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl TypedFormat {
    fn mean(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Short => Format::Short,
            Self::Json => Format::Json,
            Self::Github => Format::Github,
        }
    }
}

fn read_day(text: &str) -> Result<Date, Wording> {
    read_date(text).ok_or_else(|| {
        words(
            format!(
                "`--as-of` の `{text}` は日付ではありません。`2026-11-01` のように書いてください"
            ),
            format!("`--as-of` is `{text}`, which is no date; write it like `2026-11-01`"),
        )
    })
}

fn read_denied(name: &str) -> Result<Denied, Wording> {
    Denied::of_name(name).ok_or_else(|| {
        let unknown = words(
            format!("`--deny` の `{name}` というコードはありません"),
            format!("`--deny` names `{name}`, which is no code"),
        );
        with_suggestion(unknown, name, &["warnings"])
    })
}

fn read_code(name: &str) -> Result<Code, Wording> {
    // Copied with its severity and brackets, or without.
    let bare = name
        .trim_start_matches(|c: char| c.is_ascii_lowercase() && name.contains('['))
        .trim_matches(['[', ']', ':', ' ']);
    find_code(bare).ok_or_else(|| {
        let unknown = words(
            format!("`{name}` というコードはありません"),
            format!("there is no code `{name}`"),
        );
        with_suggestion(unknown, bare, &[])
    })
}

fn with_suggestion(message: Wording, name: &str, others: &[&str]) -> Wording {
    let codes = ALL_CODES.iter().map(|code| code.name());
    match did_you_mean(name, codes.chain(others.iter().copied())) {
        Some(near) => words(
            format!("{}。{}", message.ja, near.ja),
            format!("{}; {}", message.en, near.en),
        ),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str, environment: &Environment) -> Result<Invocation, u8> {
        let words = line.split(' ').map(OsString::from);
        read(words, environment).map_err(|refusal| match refusal {
            Refusal::Parser(error) => u8::try_from(error.exit_code()).unwrap_or(u8::MAX),
            Refusal::Value(..) => 2,
        })
    }

    #[test]
    fn the_parser_is_sound() {
        <Typed as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_flag_wins_over_the_environment() {
        let environment = Environment {
            base_url: Some("https://env.example/".into()),
            ..Environment::default()
        };
        let base = |line| match parse(line, &environment).map(|meant| meant.command) {
            Ok(Command::Build(build)) => build.options.base_url.map(|url| url.absolute("/")),
            _ => None,
        };
        let from_environment = base("madoguchi build");
        let from_flag = base("madoguchi build -u https://flag.example/a");
        assert_eq!(from_environment.as_deref(), Some("https://env.example/"));
        assert_eq!(from_flag.as_deref(), Some("https://flag.example/a/"));
    }

    #[test]
    fn colour_follows_flag_then_variable_then_stream() {
        let mut environment = Environment {
            errors: Stream::Terminal,
            ..Environment::default()
        };
        let color =
            |line, environment: &Environment| parse(line, environment).map(|meant| meant.color);
        assert_eq!(color("madoguchi check", &environment), Ok(Color::Ansi));
        environment.forbids_color = true;
        assert_eq!(color("madoguchi check", &environment), Ok(Color::Plain));
        let always = "madoguchi check --color always";
        assert_eq!(color(always, &environment), Ok(Color::Ansi));
    }

    #[test]
    fn mistakes_are_status_two_and_help_is_none() {
        let environment = Environment::default();
        for (line, status) in [
            ("madoguchi", 2),
            ("madoguchi bild", 2),
            ("madoguchi build --as-of tomorrow", 2),
            ("madoguchi build --deny nonsense", 2),
            ("madoguchi build -u ftp://x/", 2),
            ("madoguchi explain nonsense", 2),
            ("madoguchi check -q -v", 2),
            ("madoguchi check -o x", 2),
            ("madoguchi --help", 0),
            ("madoguchi build --help", 0),
            ("madoguchi --version", 0),
        ] {
            assert_eq!(parse(line, &environment).err(), Some(status), "{line}");
        }
    }

    #[test]
    fn a_code_may_be_pasted_as_printed() {
        for name in ["unknown-fact", "error[unknown-fact]", "[unknown-fact]:"] {
            let code = read_code(name).map(Code::name);
            assert_eq!(code, Ok("unknown-fact"), "{name}");
        }
    }
}
