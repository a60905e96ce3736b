//! Workflow commands, which GitHub Actions turns into annotations of a pull request's lines.
//!
//! Escaped as the runner's own toolkit does it (`@actions/core`, `command.ts`); unescaped, a text
//! of the site could give the runner commands of its own.

use super::Report;
use super::calm::calm;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(report: &Report<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut places = Places::new(report.texts);
    let lines = diagnostics
        .iter()
        .map(|diagnostic| command(report, &mut places, diagnostic));
    lines.collect()
}

pub(super) fn failure(message: &str, help: Option<&str>) -> String {
    format!("::error::{}\n", escape_data(&joined(message, help)))
}

fn joined(message: &str, help: Option<&str>) -> String {
    let parts: Vec<_> = [message].into_iter().chain(help).collect();
    parts.join("\n")
}

fn command(report: &Report<'_>, places: &mut Places<'_>, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let properties = properties(report, places, diagnostic).join(",");
    let help = diagnostic.help.as_ref();
    let text = joined(
        diagnostic.message.of(report.language),
        help.map(|help| help.of(report.language)),
    );
    format!("::{level} {properties}::{}\n", escape_data(&text))
}

fn properties(
    report: &Report<'_>,
    places: &mut Places<'_>,
    diagnostic: &Diagnostic,
) -> Vec<String> {
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        let path = format!("{}{}", report.prefix, place.path);
        properties.push(format!("file={}", escape_property(&path)));
        if let Some(stretch) = places.stretch(place) {
            properties.push(format!("line={}", stretch.start.line));
            properties.push(format!("col={}", stretch.start.column));
            // A column at the end is only understood on one line.
            if stretch.end.line == stretch.start.line {
                properties.push(format!("endColumn={}", stretch.end.column));
            } else {
                properties.push(format!("endLine={}", stretch.end.line));
            }
        }
    }
    properties.push(format!("title={}", escape_property(diagnostic.code.name())));
    properties
}

fn escape_data(text: &str) -> String {
    calm(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
