//! One JSON object a line: a promise to programs, so its shape is written down in one place.

use serde::Serialize;

use super::Report;
use super::places::{Places, Stretch};
use crate::diagnostic::{Diagnostic, Edit, Label, Severity};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fix: Vec<Replacement<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Other<'a>>,
}

/// Lines and columns from 1, columns in Unicode scalar values, ends exclusive.
#[derive(Default, Serialize)]
struct At<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// Offsets are bytes of the file as stored.
#[derive(Serialize)]
struct Replacement<'a> {
    file: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: At<'a>,
    message: &'a str,
}

pub(super) fn render(report: &Report<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut places = Places::new(report.texts);
    let lines = diagnostics
        .iter()
        .map(|diagnostic| write(&line(report, &mut places, diagnostic)));
    lines.collect()
}

pub(super) fn failure(message: &str, help: Option<&str>) -> String {
    write(&Line {
        severity: Severity::Error.name(),
        code: None,
        message,
        place: At::default(),
        help,
        fix: Vec::new(),
        labels: Vec::new(),
    })
}

fn write(line: &Line<'_>) -> String {
    serde_json::to_string(line).expect("invariant: a report's keys are texts") + "\n"
}

fn line<'a>(report: &Report<'_>, places: &mut Places<'_>, diagnostic: &'a Diagnostic) -> Line<'a> {
    let place = diagnostic.place.as_ref();
    let other = |label: &'a Label| Other {
        place: At::new(label.place.path.as_str(), places.stretch(&label.place)),
        message: label.message.of(report.language),
    };
    let labels = diagnostic.labels.iter().map(other).collect();
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    Line {
        severity: diagnostic.severity.name(),
        code: Some(diagnostic.code.name()),
        message: diagnostic.message.of(report.language),
        place: place.map_or_else(At::default, |place| {
            At::new(place.path.as_str(), places.stretch(place))
        }),
        help: diagnostic
            .help
            .as_ref()
            .map(|help| help.of(report.language)),
        fix: edits.map(Replacement::of).collect(),
        labels,
    }
}

impl<'a> At<'a> {
    fn new(file: &'a str, stretch: Option<Stretch>) -> Self {
        Self {
            file: Some(file),
            line: stretch.map(|stretch| stretch.start.line),
            column: stretch.map(|stretch| stretch.start.column),
            end_line: stretch.map(|stretch| stretch.end.line),
            end_column: stretch.map(|stretch| stretch.end.column),
        }
    }
}

impl<'a> Replacement<'a> {
    fn of(edit: &'a Edit) -> Self {
        Self {
            file: edit.path.as_str(),
            start: edit.span.start,
            end: edit.span.end,
            text: &edit.text,
        }
    }
}
