//! Tera's errors as diagnostics with a place and a cure, in both languages.
//!
//! Tera tells syntax and rendering errors with a span, what is unknown at loading as one text that
//! holds several reports, and missing parents and cycles without any place. All three end here as
//! the same [`Diagnostic`]; what tera does not tell is found again in the template's text.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{Error, ErrorKind, ReportError};

use super::filters;
use super::phrases::{Phrase, phrase};
use super::tags::{Tags, unclosed};
use crate::diagnostic::{Code, Diagnostic, Place, codes, did_you_mean};
use crate::text::{Source, Span};
use crate::wording::{Wording, words};

/// Templates by name.
pub(super) type Templates = BTreeMap<String, Source>;

/// A finding and the template it is in, which then is left out.
#[derive(Debug)]
pub(super) struct Report {
    /// The template's name; empty where it is not known.
    pub(super) template: String,
    /// What is wrong.
    pub(super) finding: Diagnostic,
}

/// Everything that one error of tera tells; `entry` is the template that was being rendered.
pub(super) fn reports(error: &Error, templates: &Templates, entry: &str) -> Vec<Report> {
    let desk = Desk { templates };
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![desk.spanned(report)],
        ErrorKind::RenderingError(report) => {
            let mut first = desk.spanned(report);
            for place in desk.callers(&error.to_string()) {
                first.finding = first
                    .finding
                    .label(place, words("ここから呼ばれています", "called from here"));
            }
            vec![first]
        }
        ErrorKind::MissingParent { current, parent } => vec![desk.missing_parent(current, parent)],
        ErrorKind::TemplateNotFound(name) => vec![desk.not_found(name)],
        ErrorKind::Msg(text) => desk.texts(text, entry),
        _ => vec![desk.whole(entry, codes::TEMPLATE_ERROR, plain(&error.to_string()))],
    }
}

struct Desk<'a> {
    templates: &'a Templates,
}

impl Desk<'_> {
    fn spanned(&self, report: &ReportError) -> Report {
        let template = report.filename().to_owned();
        let range = report.span().range.clone();
        if report.message() == "Unexpected end of input"
            && let Some(open) = self
                .templates
                .get(&template)
                .and_then(|s| unclosed(body(s)))
        {
            return self.not_closed(template, &open);
        }
        self.worded(template, range, report.message())
    }

    /// A finding from tera's words.
    fn worded(&self, template: String, range: Range<usize>, message: &str) -> Report {
        let place = self.place(&template, range);
        if let Some((message, help)) = filters::unpack(message) {
            let finding = finding(codes::TEMPLATE_ERROR, place, message).maybe_help(help);
            return Report { template, finding };
        }
        let Phrase {
            code,
            message,
            help,
            wanted,
            mut known,
        } = phrase(message);
        if code == codes::MISSING_TEMPLATE {
            known.extend(self.templates.keys().cloned());
        }
        if message.en.starts_with("there is no component") {
            known.extend(self.components());
        }
        let near = did_you_mean(&wanted, known.iter().map(String::as_str));
        let finding = finding(code, place, message)
            .maybe_help(help)
            .maybe_help(near);
        Report { template, finding }
    }

    /// A `Msg`: either several reports with places, or a sentence without one.
    fn texts(&self, text: &str, entry: &str) -> Vec<Report> {
        let reports: Vec<Report> = text
            .split("\n\n")
            .filter_map(|report| self.told_place(report))
            .collect();
        if !reports.is_empty() {
            return reports;
        }
        if let Some((name, first, second)) = defined_twice(text) {
            return vec![self.component_twice(name, first, second)];
        }
        if text.starts_with("Maximum render recursion depth") {
            return vec![self.endless_component(entry)];
        }
        if let Some((message, help)) = filters::unpack(text) {
            let mut report = self.whole(entry, codes::TEMPLATE_ERROR, message);
            report.finding = report.finding.maybe_help(help);
            return vec![report];
        }
        vec![self.whole(entry, codes::TEMPLATE_ERROR, plain(text))]
    }

    /// One report of a text: `error: …`, then ` --> file:line:column`, then the line and its carets.
    fn told_place(&self, report: &str) -> Option<Report> {
        let message = report.lines().next()?.strip_prefix("error: ")?;
        let place = report
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("--> "))?;
        let (template, line, column) = split_place(place)?;
        let width = report.lines().last()?.matches('^').count();
        let text = self.templates.get(template).map(body)?;
        let start = offset(text, line, column);
        let end = text[start..]
            .char_indices()
            .nth(width)
            .map_or(text.len(), |(at, _)| start + at);
        Some(self.worded(template.to_owned(), start..end, message))
    }

    /// The `note: called from file:line:column` of an error, the nearest caller first.
    fn callers(&self, display: &str) -> Vec<Place> {
        display
            .lines()
            .filter_map(|line| {
                let (template, line, column) =
                    split_place(line.strip_prefix("note: called from ")?)?;
                let start = offset(self.templates.get(template).map(body)?, line, column);
                self.place(template, start..start)
            })
            .collect()
    }

    /// Tera tells where the text ends; what helps is where the tag begins that nobody closed.
    fn not_closed(&self, template: String, (word, range): &(&str, Range<usize>)) -> Report {
        let message = words(
            format!("`{{% {word} %}}` が閉じていません"),
            format!("`{{% {word} %}}` is not closed"),
        );
        let help = words(
            format!("終わりに `{{% end{word} %}}` を書いてください"),
            format!("put `{{% end{word} %}}` where it ends"),
        );
        let place = self.place(&template, range.clone());
        let finding = finding(codes::TEMPLATE_ERROR, place, message).help(help);
        Report { template, finding }
    }

    fn missing_parent(&self, current: &str, parent: &str) -> Report {
        let range = self.tags(current).extends.map_or(0..0, |(_, range)| range);
        let message = words(
            format!("`{parent}` というテンプレートはありません"),
            format!("there is no template `{parent}`"),
        );
        let names = self.templates.keys().map(String::as_str);
        Report {
            template: current.to_owned(),
            finding: finding(codes::MISSING_TEMPLATE, self.place(current, range), message)
                .maybe_help(did_you_mean(parent, names)),
        }
    }

    fn not_found(&self, name: &str) -> Report {
        let message = words(
            format!("`{name}` というテンプレートはありません"),
            format!("there is no template `{name}`"),
        );
        let names = self.templates.keys().map(String::as_str);
        Report {
            template: String::new(),
            finding: Diagnostic::nowhere(codes::MISSING_TEMPLATE, message)
                .maybe_help(did_you_mean(name, names)),
        }
    }

    fn component_twice(&self, name: &str, first: &str, second: &str) -> Report {
        let range_in = |template: &str| {
            let tags = self.tags(template);
            let found = tags.components.into_iter().find(|(word, _)| word == name);
            found.map_or(0..0, |(_, range)| range)
        };
        let message = words(
            format!("`{name}` という部品が2つのテンプレートで定義されています"),
            format!("the component `{name}` is defined in two templates"),
        );
        let place = self.place(second, range_in(second));
        let mut finding = finding(codes::TEMPLATE_ERROR, place, message)
            .help(words("片方の名前を変えてください", "rename one of them"));
        if let Some(other) = self.place(first, range_in(first)) {
            finding = finding.label(other, words("もう一方はここです", "the other is here"));
        }
        Report {
            template: second.to_owned(),
            finding,
        }
    }

    /// Tera stops a component that calls itself for ever, but does not say which.
    fn endless_component(&self, entry: &str) -> Report {
        let message = words(
            "部品の呼び出しが20段を超えました(部品が自分自身を呼び続けています)",
            "components call each other more than 20 levels deep (one calls itself without end)",
        );
        // The built-in components call themselves too, but only as deep as a page's contents go.
        let theirs = self
            .templates
            .iter()
            .filter(|(_, source)| super::builtin::source(&source.path).is_none());
        for (template, source) in theirs {
            let tags = Tags::of(body(source));
            let own = |name: &str| tags.components.iter().any(|(word, _)| word == name);
            if let Some((_, range)) = tags.calls.iter().find(|(name, _)| own(name)) {
                return Report {
                    template: template.clone(),
                    finding: finding(
                        codes::TEMPLATE_ERROR,
                        self.place(template, range.clone()),
                        message,
                    )
                    .help(words(
                        "自分自身の呼び出しを `{% if %}` で止めてください",
                        "stop the call of itself with an `{% if %}`",
                    )),
                };
            }
        }
        self.whole(entry, codes::TEMPLATE_ERROR, message)
    }

    fn whole(&self, template: &str, code: Code, message: Wording) -> Report {
        Report {
            template: template.to_owned(),
            finding: finding(code, self.place(template, 0..0), message),
        }
    }

    fn place(&self, template: &str, range: Range<usize>) -> Option<Place> {
        let source = self.templates.get(template)?;
        let start = source.start();
        Some(Place::new(
            &source.path,
            Span::new(start + range.start, start + range.end),
        ))
    }

    fn tags(&self, template: &str) -> Tags {
        self.templates
            .get(template)
            .map(|source| Tags::of(body(source)))
            .unwrap_or_default()
    }

    fn components(&self) -> Vec<String> {
        self.templates
            .values()
            .flat_map(|source| Tags::of(body(source)).components)
            .map(|(name, _)| name)
            .collect()
    }
}

/// The text that tera sees: without a byte-order mark.
pub(super) fn body(source: &Source) -> &str {
    &source.text[source.start()..]
}

fn finding(code: Code, place: Option<Place>, message: Wording) -> Diagnostic {
    match place {
        Some(place) => Diagnostic::new(code, place, message),
        None => Diagnostic::nowhere(code, message),
    }
}

/// Words of tera that have no translation.
fn plain(message: &str) -> Wording {
    phrase(message).message
}

fn split_place(place: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = place.trim_end().rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    Some((template, line.parse().ok()?, column.parse().ok()?))
}

/// The byte of a line (from 1, ended by LF alone, as tera counts) and column (from 1, in letters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .nth(line.wrapping_sub(2))
        .unwrap_or(0);
    text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(at, _)| start + at)
}

fn defined_twice(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text
        .strip_prefix("Component `")?
        .split_once("` is defined in both `")?;
    let (first, second) = rest.trim_end_matches('`').split_once("` and `")?;
    Some((name, first, second))
}
