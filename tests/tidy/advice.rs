//! What a message tells a person to type is something that exists.

use std::process::Command;

use super::tree::{expect_none, sources};

/// The program's commands, and the ways to write them in a message.
const PROGRAM: &str = "`madoguchi ";

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_madoguchi"))
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The names in the list of commands.
fn commands() -> Vec<String> {
    let help = help(&["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap();
    let list = list.split("\n\n").next().unwrap();
    list.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn messages_name_commands_that_exist() {
    let commands = commands();
    assert!(commands.iter().any(|command| command == "build"));
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            for rest in line.split(PROGRAM).skip(1) {
                let typed = rest.split('`').next().unwrap();
                let command = typed.split(' ').next().unwrap();
                if !commands.iter().any(|known| known == command) {
                    findings.push(format!(
                        "{}:{number}: there is no `madoguchi {command}`: tell what can be done today",
                        file.path
                    ));
                }
            }
            findings.extend(unknown_flags(&commands, line).map(|flag| {
                format!(
                    "{}:{number}: there is no `{flag}`: tell what can be done today",
                    file.path
                )
            }));
        }
    }
    expect_none(&findings);
}

/// Flags written as `` `check --fix` `` that the command does not have.
fn unknown_flags<'l>(commands: &'l [String], line: &'l str) -> impl Iterator<Item = String> + 'l {
    commands.iter().flat_map(move |command| {
        let written = format!("`{command} --");
        let flags = line.split(&written).skip(1).map(|rest| {
            let name = rest.split(['`', ' ', '=']).next().unwrap();
            format!("--{name}")
        });
        let flags: Vec<String> = flags
            .filter(|flag| !help(&["help", command]).contains(flag.as_str()))
            .collect();
        flags
            .into_iter()
            .map(move |flag| format!("{command} {flag}"))
    })
}
