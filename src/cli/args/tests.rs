//! The command line: what wins over what, and what is refused.

use super::*;
use crate::cli::values::read_all_denied;

fn parse(line: &str, environment: &Environment) -> Result<Invocation, u8> {
    let words = line.split(' ').map(OsString::from);
    read(words, environment).map_err(|refusal| match refusal {
        Refusal::Parser(error) => u8::try_from(error.exit_code()).unwrap_or(u8::MAX),
        Refusal::Value(..) => 2,
    })
}

#[test]
fn the_parser_is_sound() {
    grammar().debug_assert();
}

#[test]
fn each_command_shows_an_example_of_itself() {
    fn look(command: &clap::Command, path: &str) {
        let help = command.get_after_help().map(ToString::to_string);
        let begins = format!("madoguchi {path}");
        assert!(
            help.is_some_and(|help| help.contains("Example") && help.contains(&begins)),
            "{path}"
        );
        for inner in command.get_subcommands() {
            look(inner, &format!("{path} {}", inner.get_name()));
        }
    }
    for command in grammar().get_subcommands() {
        look(command, command.get_name());
    }
    let help = grammar().get_after_help().map(ToString::to_string);
    assert!(help.is_some_and(|help| help.starts_with("Example: madoguchi ")));
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
    let color = |line, environment: &Environment| parse(line, environment).map(|meant| meant.color);
    assert_eq!(color("madoguchi check", &environment), Ok(Color::Ansi));
    environment.forbids_color = true;
    assert_eq!(color("madoguchi check", &environment), Ok(Color::Plain));
    let always = "madoguchi check --color always";
    assert_eq!(color(always, &environment), Ok(Color::Ansi));
}

#[test]
fn a_patch_is_exact_unless_somebody_looks_at_it() {
    let mut environment = Environment {
        errors: Stream::Terminal,
        ..Environment::default()
    };
    let patch = |line, environment: &Environment| parse(line, environment).map(|meant| meant.patch);
    let line = "madoguchi check --diff";
    assert_eq!(patch(line, &environment), Ok(PatchStyle::Exact));
    environment.output = Stream::Terminal;
    let shown = Ok(PatchStyle::Shown(Color::Ansi));
    assert_eq!(patch(line, &environment), shown);
    environment.forbids_color = true;
    let plain = Ok(PatchStyle::Shown(Color::Plain));
    assert_eq!(patch(line, &environment), plain);
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
        ("madoguchi check --fix --diff", 2),
        ("madoguchi check --diff --format json", 2),
        ("madoguchi --help", 0),
        ("madoguchi build --help", 0),
        ("madoguchi --version", 0),
    ] {
        assert_eq!(parse(line, &environment).err(), Some(status), "{line}");
    }
}

#[test]
fn a_denied_code_that_is_none_is_told_with_the_nearest() {
    for (name, near) in [
        ("leftover-marks", "`leftover-mark`"),
        ("warning", "`warnings`"),
        ("unused-date", "`unused-data`"),
        ("stael", "`stale`"),
    ] {
        let names = [name.to_owned()];
        let told = read_all_denied(&names).map_err(|message| message.en.into_owned());
        let told = told.expect_err("no code");
        assert!(told.contains(name) && told.contains(near), "{told}");
    }
}

#[test]
fn a_code_may_be_pasted_as_printed() {
    for name in ["unknown-fact", "error[unknown-fact]", "[unknown-fact]:"] {
        let code = read_code(name).map(Code::name);
        assert_eq!(code, Ok("unknown-fact"), "{name}");
    }
}

#[test]
fn the_help_of_a_command_is_about_that_command() {
    let help = |line: &str| match read(line.split(' ').map(OsString::from), &Environment::default())
    {
        Err(Refusal::Parser(error)) => error.to_string(),
        _ => String::new(),
    };
    let all = help("madoguchi --help");
    assert!(
        all.contains("--root <DIR>") && all.contains("--verbose"),
        "{all}"
    );
    for line in [
        "madoguchi theme copy --help",
        "madoguchi help theme copy",
        "madoguchi build -h",
    ] {
        let own = help(line);
        assert!(own.contains("Example: madoguchi "), "{own}");
        assert!(
            !own.contains("--root") && !own.contains("Global options"),
            "{own}"
        );
        assert!(own.contains("-r, -c, --lang, --color, -q, -v"), "{own}");
    }
    let script = clap_complete::Shell::Bash;
    let mut completed = Vec::new();
    clap_complete::generate(script, &mut grammar(), "madoguchi", &mut completed);
    let completed = String::from_utf8(completed).unwrap_or_default();
    assert!(
        completed.contains("--root"),
        "what is not listed is completed"
    );
}

#[test]
fn what_to_do_next_is_said_to_somebody_who_is_there() {
    let terminal = Environment {
        errors: Stream::Terminal,
        ..Environment::default()
    };
    let automatic = Environment {
        is_ci: true,
        ..terminal.clone()
    };
    let is_watched = |line: &str, environment: &Environment| {
        parse(line, environment).map(|meant| meant.is_watched)
    };
    assert_eq!(is_watched("madoguchi build", &terminal), Ok(true));
    assert_eq!(is_watched("madoguchi build -q", &terminal), Ok(false));
    assert_eq!(
        is_watched("madoguchi build", &Environment::default()),
        Ok(false)
    );
    assert_eq!(is_watched("madoguchi build", &automatic), Ok(false));
}
