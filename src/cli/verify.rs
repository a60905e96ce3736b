//! `madoguchi verify PATH… --by NAME`: somebody has compared facts with the world, and signs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use clap::Args;

use super::args::Invocation;
use super::console::{Console, errors_of, say_failure};
use super::session::Session;
use super::site_options::SiteOptions;
use crate::civil::Date;
use crate::dataset::is_dataset;
use crate::diagnostic::{Diagnostic, Severity};
use crate::host;
use crate::report::calm;
use crate::verify::{self, Signature, Verified, Written};
use crate::wording::{Language, Wording, words};

/// What was verified, and by whom.
#[derive(Clone, Debug, Args)]
pub(super) struct Asked {
    /// Facts: phone, phone.general, phone.hours, routes.urgent, notices.typhoon
    #[arg(required = true, value_name = "CHANNEL[.PART][.FIELD]")]
    pub(super) paths: Vec<String>,
    /// Who compared them with the source
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
}

/// Runs the command.
pub(super) fn run(invocation: &Invocation, options: &SiteOptions, verify: &Asked) -> u8 {
    let mut session = match Session::open(invocation, options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    let spoilt = of_dataset(session.parsed_findings());
    if !spoilt.is_empty() || !session.failures.is_empty() {
        session.print(&errors_of(&spoilt));
        session.console.note(&words(
            "データにエラーがあるため、何も書き込みませんでした",
            "nothing was written: there are errors in the data",
        ));
        return session.status(&spoilt);
    }
    let language = session.console.language;
    let by = verify.by.trim();
    if by.is_empty() || by.chars().any(char::is_control) {
        let message = words(
            "`--by` には確認した人の名前を書いてください",
            "`--by` needs the name of the person who verified it",
        );
        say_failure(message.of(language));
        return 2;
    }
    let signature = Signature {
        day: session.today(),
        by: by.to_owned(),
    };
    let verified = verify::verify(session.texts(), session.today(), &verify.paths, &signature);
    let verified = match verified {
        Ok(verified) => verified,
        Err(message) => {
            say_failure(message.of(language));
            return 2;
        }
    };
    let written = write(&mut session, &verified);
    if session.console.speaks() && session.failures.is_empty() {
        let mut lines = String::new();
        for of in &verified.written {
            said(&mut lines, of, &signature, language);
        }
        // A closed pipe is no failure: its reader has seen enough.
        let _ = io::stdout().lock().write_all(lines.as_bytes());
        session.console.note(&summary(&written));
    }
    session.print(&[]);
    session.status(&[])
}

/// What of the dataset cannot be read: a date beside it would be put in by guess.
fn of_dataset(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_about = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        finding.severity == Severity::Error && place.is_some_and(|place| is_dataset(&place.path))
    };
    findings.iter().filter(is_about).cloned().collect()
}

/// Writes the files that are others now.
fn write(session: &mut Session, verified: &Verified) -> Vec<String> {
    let mut written = Vec::new();
    for (path, source) in &verified.texts {
        let before = session.text(path).map(str::to_owned);
        if before.as_deref() == Some(&*source.text) {
            continue;
        }
        match host::replace(session.root(), path, before.as_deref(), &source.text) {
            Ok(()) => written.push(path.to_string()),
            Err(failure) => {
                session.failures.push(failure);
                break;
            }
        }
    }
    written
}

/// `phone.hours: 2026-10-01 → 2026-11-24 (佐藤)`, and what it concerns besides.
fn said(out: &mut String, of: &Written, signature: &Signature, language: Language) {
    let before = days(&of.before);
    let Signature { day, by } = signature;
    let path = &of.path;
    let line = format!("{path}: {} → {day} ({by})", before.of(language));
    let _ = writeln!(out, "{}", calm(&line));
    let list = |facts: &BTreeSet<String>| {
        facts
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !of.also.is_empty() {
        let also = words(
            format!("  同じ日付がこれらにも及びます: {}", list(&of.also)),
            format!("  the same date speaks for these, too: {}", list(&of.also)),
        );
        let _ = writeln!(out, "{}", also.of(language));
    }
    if !of.kept.is_empty() {
        let kept = words(
            format!("  別に日付があるため、そのままです: {}", list(&of.kept)),
            format!(
                "  these have a date of their own and keep it: {}",
                list(&of.kept)
            ),
        );
        let _ = writeln!(out, "{}", kept.of(language));
    }
}

/// The days of before, from the oldest to the newest.
fn days(before: &BTreeSet<Option<Date>>) -> Wording {
    let dates: Vec<String> = before.iter().flatten().map(ToString::to_string).collect();
    let span = match dates.as_slice() {
        [] => return words("未確認", "unverified"),
        [only] => only.clone(),
        [first, .., last] => format!("{first}…{last}"),
    };
    if before.contains(&None) {
        words(
            format!("{span}、一部は未確認"),
            format!("{span}, partly unverified"),
        )
    } else {
        words(span.clone(), span)
    }
}

fn summary(written: &[String]) -> Wording {
    if written.is_empty() {
        return words(
            "すでに同じ日付と名前が書かれています",
            "the same date and name stand there already",
        );
    }
    let files: Vec<String> = written.iter().map(|path| format!("`{path}`")).collect();
    words(
        format!(
            "{} に書き込みました。コミットしてください",
            files.join("、")
        ),
        format!("written to {}; commit it", files.join(", ")),
    )
}
