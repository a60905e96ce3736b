//! `madoguchi facts`: what the site knows, who vouches for it, and what has changed.
//!
//! The data goes to standard output, findings to standard error, so that one can be redirected
//! without the other.

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};

use super::args::Invocation;
use super::console::{Console, errors_of, say_failure};
use super::session::{Session, has_errors};
use super::site_options::SiteOptions;
use crate::compile::Edition;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::facts::{Changes, Export, Format, Narrowed, Sheet, Side, export};
use crate::wording::words;

/// Which facts, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct Wanted {
    /// Only these: phone, phone.general, phone.hours, routes
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// What the data changed since a revision: main, HEAD~1, a tag
    #[arg(long, value_name = "REV", conflicts_with = "paths")]
    changed: Option<String>,
    /// For other programs: channels and hours as JSON, closures and reviews as a calendar
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["paths", "changed", "format"])]
    export: Option<TypedExport>,
    /// How the data is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: TypedFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedFormat {
    Human,
    Json,
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedExport {
    Json,
    Ics,
}

impl TypedFormat {
    fn mean(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Json => Format::Json,
            Self::Markdown => Format::Markdown,
        }
    }
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, wanted: &Wanted) -> u8 {
    let session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    match (&wanted.changed, wanted.export) {
        (Some(revision), _) => changed(session, wanted, revision),
        (None, Some(TypedExport::Json)) => exported(&session, Export::Json),
        (None, Some(TypedExport::Ics)) => exported(&session, Export::Ics),
        (None, None) => list(&session, wanted),
    }
}

fn list(session: &Session, wanted: &Wanted) -> u8 {
    let language = session.console.language;
    let edition = session.edition();
    let narrowed = Narrowed {
        paths: &wanted.paths,
    };
    let sheet = match Sheet::of(edition.site(), session.texts(), narrowed, language) {
        Ok(sheet) => sheet,
        Err(message) => {
            say_failure(message.of(language));
            return 2;
        }
    };
    print(&sheet.render(wanted.format.mean(), language));
    let findings = session.settled(edition.findings().cloned().collect());
    session.print(&errors_of(&findings));
    session.console.note(&sheet.summary());
    if matches!(wanted.format, TypedFormat::Human) {
        session.console.advise(&sheet.what_next());
    }
    session.status(&findings)
}

fn changed(mut session: Session, wanted: &Wanted, revision: &str) -> u8 {
    let language = session.console.language;
    let (revision, old) = match session.edition_at(revision) {
        Ok(found) => found,
        Err(failure) => {
            session.failures.push(failure);
            session.print(&[]);
            return session.status(&[]);
        }
    };
    let new = session.edition();
    let side = |edition| -> Side<'_> {
        let edition: &Edition = edition;
        Side {
            site: edition.site(),
            texts: edition.sources(),
        }
    };
    let since = (revision.name, revision.commit);
    let changes = Changes::between(side(&old), side(&new), since, language);
    print(&changes.render(wanted.format.mean(), language));
    let findings = session.settled(new.findings().chain(&changes.findings).cloned().collect());
    let told = |finding: &&Diagnostic| {
        finding.severity == Severity::Error || finding.code == codes::VERIFIED_TOO_OLD
    };
    let told: Vec<Diagnostic> = findings.iter().filter(told).cloned().collect();
    session.print(&told);
    if has_errors(&old.parsed().findings) {
        session.console.note(&words(
            "比べた版のデータやページにエラーがあるため、そこで読めないものは比べていません",
            "there are errors in that revision: what cannot be read there was not compared",
        ));
    }
    session.console.note(&changes.summary());
    session.status(&findings)
}

/// What cannot be read would be missing from the export unnoticed, so a site with errors has none.
fn exported(session: &Session, wanted: Export) -> u8 {
    let edition = session.edition();
    let findings = session.settled(edition.findings().cloned().collect());
    if has_errors(&findings) || !session.failures.is_empty() {
        session.print(&errors_of(&findings));
        session.console.note(&words(
            "エラーのあるサイトからは何も書き出しません",
            "nothing is exported from a site with errors",
        ));
    } else {
        print(&export(edition.site(), wanted, session.console.language));
    }
    session.status(&findings)
}

/// The data. A closed pipe is no failure: its reader has seen enough.
fn print(data: &str) {
    let _ = io::stdout().lock().write_all(data.as_bytes());
}
