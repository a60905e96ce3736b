//! `madoguchi check`: everything that is wrong; with `--fix`, what has one sure cure is mended.

use std::time::Duration;

use super::args::{Check, Cures, Invocation};
use super::console::Console;
use super::fix;
use super::progress::{Progress, Work};
use super::schema;
use super::session::Session;
use crate::check::{check_outside, is_connected};
use crate::diagnostic::Diagnostic;
use crate::host::{Manner, Visitor};
use crate::report::Counts;
use crate::wording::words;

/// Runs the command.
pub(super) fn run(invocation: &Invocation, check: &Check) -> u8 {
    let mut session = match Session::open(invocation, &check.options) {
        Ok(session) => session,
        Err(failure) => return Console::new(invocation).give_up(failure),
    };
    match check.cures {
        Cures::Told => {}
        Cures::Shown => return fix::show(&session),
        Cures::Applied => fix::apply(&mut session),
    }
    let mut findings = session.findings();
    if check.external {
        findings.extend(of_links(&session, invocation));
    }
    session.print(&findings);
    let counts = Counts::of(&findings).words();
    let nothing = || words("問題は見つかりませんでした", "nothing is wrong");
    if session.failures.is_empty() || counts.is_some() {
        session.console.note(&counts.unwrap_or_else(nothing));
    }
    schema::note_stale(&session);
    session.status(&findings)
}

/// What is wrong with the links to other sites, each of which is asked for.
fn of_links(session: &Session, invocation: &Invocation) -> Vec<Diagnostic> {
    let settings = &session.config().check.external;
    let skips = |url: &str| settings.skip.iter().any(|start| url.starts_with(start));
    let mut links = session.edition().site().outside_links();
    links.retain(|url, _| !skips(url));
    let manner = Manner {
        timeout: Duration::from_secs(settings.timeout),
        private: settings.private,
    };
    let visitor = Visitor::new(session.root(), manner);
    let progress = Progress::begin(invocation.is_watched, session.console.language, Work::Links);
    let visits = visitor.visit(links.keys().map(String::as_str), &|| progress.one_more());
    drop(progress);
    if !is_connected(&visits) && !visits.is_empty() {
        session.console.note(&words(
            "外部サイトのどれからも応答がありません。ネットワークにつながっているか確かめてください",
            "no other site answered at all: is there a network?",
        ));
    }
    session.settled(check_outside(&links, &visits))
}
