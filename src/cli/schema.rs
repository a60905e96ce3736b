//! `madoguchi schema`: what an editor needs to complete, explain and check the site's files.

use std::io::{self, Write as _};

use clap::Args;

use super::args::Invocation;
use super::console::{Console, errors_of, say_failure};
use super::session::Session;
use super::site_options::SiteOptions;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::facts::{Narrowed, Sheet};
use crate::host::{self, Ground, HostError};
use crate::schema::{FOLDER, Known, SNIPPETS, SchemaFile, means_the_same, schemas, snippets};
use crate::text::SourcePath;
use crate::wording::{Wording, words};

/// What is done with the schemas.
#[derive(Args, Clone, Debug)]
pub(super) struct Wanted {
    /// Write nothing; fail if a file is missing or not what would be written
    #[arg(long, conflicts_with = "print")]
    check: bool,
    /// Print one schema instead: config, front-matter, channels, notices, table, or a table's name
    #[arg(long, value_name = "NAME")]
    print: Option<String>,
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, wanted: &Wanted) -> u8 {
    let mut session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    let broken = unreadable(&session);
    if !broken.is_empty() || !session.has_config() {
        session.print(&broken);
        session.console.note(&words(
            "設定とデータが読めないので、スキーマは作りませんでした",
            "no schema was made: the config and the data cannot be read",
        ));
        return session.status(&broken).max(1);
    }
    let files = drawn(&session);
    if let Some(name) = &wanted.print {
        return print(&session, &files, name);
    }
    let ground = ground(&session);
    let (current, others): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| ground.text(&file.path).as_ref() == Some(&file.text));
    if wanted.check {
        return told(&session, &others);
    }
    for file in &others {
        match write(&ground, file) {
            Ok(()) => {
                let path = &file.path;
                let said = format!("{path}");
                session.console.detail(&words(said.clone(), said));
            }
            Err(failure) => session.failures.push(failure),
        }
    }
    if session.failures.is_empty() {
        session.console.note(&summary(others.len(), current.len()));
        note_links(&session, &ground);
    }
    session.print(&[]);
    session.status(&[])
}

/// Writes the schemas of a site that has some already, or is to begin with them; how many were written. A site that
/// cannot be read keeps those it has.
pub(super) fn refresh(session: &Session) -> Result<usize, HostError> {
    if !unreadable(session).is_empty() || !session.has_config() {
        return Ok(0);
    }
    let ground = ground(session);
    let mut written = 0;
    for file in drawn(session) {
        if ground.text(&file.path).as_ref() != Some(&file.text) {
            write(&ground, &file)?;
            written += 1;
        }
    }
    Ok(written)
}

/// Whether a site has schemas.
pub(super) fn are_there(session: &Session) -> bool {
    ground(session).holds(FOLDER)
}

/// Says so if editors mark by schemas that let through something else than this site does.
pub(super) fn note_stale(session: &Session) {
    if !are_there(session) || !unreadable(session).is_empty() || !session.has_config() {
        return;
    }
    let ground = ground(session);
    let edition = session.edition();
    let known = Known::of(edition.site(), session.theme(), session.console.language);
    let is_stale = |file: &SchemaFile| {
        let text = ground.text(&file.path);
        text.is_none_or(|text| !means_the_same(&text, &file.text))
    };
    if schemas(&known).iter().any(is_stale) {
        session.console.note(&words(
            "エディター用のスキーマが、今の設定とデータに合っていません。作り直す: `madoguchi schema`",
            "the schemas for editors are not what the config and the data say now; write them anew: `madoguchi schema`",
        ));
    }
}

fn ground(session: &Session) -> Ground {
    Ground {
        root: session.root().to_path_buf(),
    }
}

/// Errors in what the schemas are made from: names would be missing from them.
fn unreadable(session: &Session) -> Vec<Diagnostic> {
    let is_source = |finding: &Diagnostic| {
        let path = finding.place.as_ref().map(|place| &place.path);
        path.is_none_or(|path| path.extension() == "toml")
    };
    let mut errors = errors_of(session.parsed_findings());
    errors.retain(is_source);
    errors
}

/// All files for editors; snippets where there is a folder for VS Code.
fn drawn(session: &Session) -> Vec<SchemaFile> {
    let edition = session.edition();
    let known = Known::of(edition.site(), session.theme(), session.console.language);
    let mut files = schemas(&known);
    if ground(session).holds(".vscode") {
        let all = Narrowed { paths: &[] };
        let facts = Sheet::of(edition.site(), session.texts(), all, known.language);
        let facts = facts.expect("invariant: no path is asked for that could be unknown");
        files.push(SchemaFile {
            name: "snippets".into(),
            path: SourcePath::new(SNIPPETS),
            text: snippets(&known, &facts),
        });
    }
    files
}

fn write(ground: &Ground, file: &SchemaFile) -> Result<(), HostError> {
    match ground.text(&file.path) {
        None => host::create(&ground.root, &file.path, &file.text),
        Some(before) => host::replace(&ground.root, &file.path, Some(&before), &file.text),
    }
}

fn print(session: &Session, files: &[SchemaFile], name: &str) -> u8 {
    let Some(file) = files.iter().find(|file| file.name == name) else {
        let names = files.iter().map(|file| file.name.as_str());
        let near = did_you_mean(name, names);
        let near = near.unwrap_or_else(|| words("", ""));
        let message = words(
            format!("`{name}` というスキーマはありません。{}", near.ja),
            format!("there is no schema `{name}`; {}", near.en),
        );
        say_failure(message.of(session.console.language));
        return 2;
    };
    // A closed pipe is no failure: its reader has seen enough.
    let _ = io::stdout().lock().write_all(file.text.as_bytes());
    0
}

/// `--check`: which files are not what would be written.
fn told(session: &Session, others: &[SchemaFile]) -> u8 {
    for file in others {
        let path = &file.path;
        session.console.note(&words(
            format!("`{path}` が今の設定とデータに合っていません"),
            format!("`{path}` is not what the config and the data say now"),
        ));
    }
    if others.is_empty() {
        return 0;
    }
    session.console.note(&words(
        "  直す: `madoguchi schema`",
        "  mend it: `madoguchi schema`",
    ));
    1
}

fn summary(written: usize, kept: usize) -> Wording {
    words(
        format!("`{FOLDER}` にスキーマを書きました({written}個のファイル、変わらず{kept}個)"),
        format!("schemas are in `{FOLDER}` ({written} files written, {kept} unchanged)"),
    )
}

/// How a file finds its schema, where no `.taplo.toml` says it.
fn note_links(session: &Session, ground: &Ground) {
    if !ground.holds(".taplo.toml") {
        session.console.note(&words(
            "  使う: `config.toml` の最初の行に `#:schema ./.madoguchi/schema/config.json` と書くか、`madoguchi init --here` で `.taplo.toml` を加えます",
            "  use it: write `#:schema ./.madoguchi/schema/config.json` into the first line of `config.toml`, or let `madoguchi init --here` add `.taplo.toml`",
        ));
    }
}
