//! One diagnostic a line, as compilers print them and editors read them.

use super::Report;
use super::calm::calm_line;
use super::places::{Places, Stretch};
use crate::diagnostic::Diagnostic;

pub(super) fn render(report: &Report<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut places = Places::new(report.texts);
    let lines = diagnostics
        .iter()
        .map(|diagnostic| lines(report, &mut places, diagnostic));
    lines.collect()
}

pub(super) fn failure(message: &str, help: Option<&str>) -> String {
    format!("error: {}\n{}", calm_line(message), help_line(help))
}

fn help_line(help: Option<&str>) -> String {
    help.map_or_else(String::new, |help| {
        format!("    help: {}\n", calm_line(help))
    })
}

fn lines(report: &Report<'_>, places: &mut Places<'_>, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
        let path = calm_line(place.path.as_str());
        match places.stretch(place) {
            Some(Stretch { start, .. }) => format!("{path}:{}:{}: ", start.line, start.column),
            None => format!("{path}: "),
        }
    });
    let severity = diagnostic.severity.name();
    let message = calm_line(diagnostic.message.of(report.language));
    let help = diagnostic.help.as_ref();
    let help = help_line(help.map(|help| help.of(report.language)));
    format!("{place}{severity}[{}]: {message}\n{help}", diagnostic.code)
}
