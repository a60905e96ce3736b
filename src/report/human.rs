//! Diagnostics drawn over the lines they are about; the one home of the terminal renderer.
//!
//! The frame is ASCII: box-drawing characters are two cells wide in many Japanese terminals and
//! would push the marks away from what they mark.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::calm::{calm, calm_line};
use super::{Color, Report};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::text::{LineIndex, Source, SourcePath};
use crate::wording::words;

pub(super) fn render(report: &Report<'_>, diagnostics: &[Diagnostic]) -> String {
    let renderer = renderer(report.color);
    let mut files = Files {
        texts: report.texts,
        lines: BTreeMap::new(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let groups = groups(report, &mut files, diagnostic);
        out += &renderer.render(&groups);
        out += "\n\n";
    }
    out
}

pub(super) fn failure(report: &Report<'_>, message: &str, help: Option<&str>) -> String {
    let title = Level::ERROR.primary_title(calm(message));
    let help = help.map(|help| Level::HELP.message(calm(help)));
    let group = Group::with_title(title).elements(help);
    renderer(report.color).render(&[group]) + "\n\n"
}

fn renderer(color: Color) -> Renderer {
    match color {
        Color::Plain => Renderer::plain(),
        Color::Ansi => Renderer::styled(),
    }
}

fn groups<'a>(
    report: &Report<'a>,
    files: &mut Files<'a>,
    diagnostic: &'a Diagnostic,
) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let title = level
        .primary_title(calm(diagnostic.message.of(report.language)))
        .id(diagnostic.code.name());
    let mut group = Group::with_title(title).elements(causes(report, files, diagnostic));
    let patches: Vec<Element<'a>> = diagnostic
        .fix
        .iter()
        .flat_map(|fix| patches(files, &fix.edits))
        .collect();
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| calm(help.of(report.language)));
    if patches.is_empty() {
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        return vec![group];
    }
    let way_out = words("次のように直せます", "it can be mended so");
    let help = help.unwrap_or_else(|| Cow::Owned(way_out.of(report.language).to_owned()));
    let cure = Group::with_title(Level::HELP.secondary_title(help)).elements(patches);
    vec![group, cure]
}

/// The place of the diagnostic, then the other places, file by file.
fn causes<'a>(
    report: &Report<'a>,
    files: &mut Files<'a>,
    diagnostic: &'a Diagnostic,
) -> Vec<Element<'a>> {
    let mut marks: Vec<(&SourcePath, Vec<Mark<'a>>)> = Vec::new();
    let mut add = |path, mark| match marks.iter_mut().find(|(other, _)| *other == path) {
        Some((_, marks)) => marks.push(mark),
        None => marks.push((path, vec![mark])),
    };
    if let Some(place) = &diagnostic.place {
        let (range, kind) = (place.span.range(), AnnotationKind::Primary);
        add(
            &place.path,
            Mark {
                range,
                kind,
                label: None,
            },
        );
    }
    for label in &diagnostic.labels {
        let (range, kind) = (label.place.span.range(), AnnotationKind::Context);
        let label_text = Some(calm(label.message.of(report.language)));
        add(
            &label.place.path,
            Mark {
                range,
                kind,
                label: label_text,
            },
        );
    }
    marks
        .into_iter()
        .map(
            |(path, marks)| match files.window(path, marks.iter().map(|mark| &mark.range)) {
                Some(window) => {
                    let annotations: Vec<_> = marks
                        .into_iter()
                        .map(|mark| mark.annotation(&window))
                        .collect();
                    window.snippet(path).annotations(annotations).into()
                }
                None => Origin::path(calm_line(path.as_str())).into(),
            },
        )
        .collect()
}

/// Edits as what is removed and what is added, file by file.
fn patches<'a>(files: &mut Files<'a>, edits: &'a [Edit]) -> Vec<Element<'a>> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&'a Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(&edit.path).or_default().push(edit);
    }
    let mut elements = Vec::new();
    for (path, edits) in by_file {
        let ranges: Vec<_> = edits.iter().map(|edit| edit.span.range()).collect();
        if let Some(window) = files.window(path, &ranges) {
            let patches: Vec<_> = edits
                .iter()
                .zip(&ranges)
                .map(|(edit, range)| Patch::new(window.inside(range), calm(&edit.text)))
                .collect();
            elements.push(window.snippet(path).patches(patches).into());
        }
    }
    elements
}

struct Mark<'a> {
    range: Range<usize>,
    kind: AnnotationKind,
    label: Option<Cow<'a, str>>,
}

impl<'a> Mark<'a> {
    fn annotation(self, window: &Window) -> Annotation<'a> {
        self.kind.span(window.inside(&self.range)).label(self.label)
    }
}

struct Files<'a> {
    texts: &'a BTreeMap<SourcePath, Source>,
    lines: BTreeMap<&'a SourcePath, LineIndex<'a>>,
}

impl Files<'_> {
    /// The lines that some ranges touch, and all between.
    ///
    /// Only they are given to the renderer, which reads all it is given for each diagnostic.
    fn window<'r>(
        &mut self,
        path: &SourcePath,
        ranges: impl IntoIterator<Item = &'r Range<usize>>,
    ) -> Option<Window> {
        let (path, source) = self.texts.get_key_value(path)?;
        let text = &*source.text;
        let (mut first, mut last) = (text.len(), source.start());
        for range in ranges {
            first = first.min(range.start);
            last = last.max(range.end).min(text.len());
        }
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let bytes = text.as_bytes();
        let start = bytes[..first]
            .iter()
            .rposition(is_break)
            .map_or(source.start(), |at| at + 1);
        let end = bytes[last..]
            .iter()
            .position(is_break)
            .map_or(text.len(), |at| last + at);
        let lines = self
            .lines
            .entry(path)
            .or_insert_with(|| LineIndex::new(text));
        Some(Window {
            start,
            line: lines.position(start).line,
            text: tame(&text[start..end.max(start)]),
        })
    }
}

/// Some lines of a file.
struct Window {
    /// The offset of the first.
    start: usize,
    /// Its number, from 1.
    line: usize,
    text: String,
}

impl Window {
    fn snippet<'a, T: Clone>(&self, path: &SourcePath) -> Snippet<'a, T> {
        Snippet::source(self.text.clone())
            .path(calm_line(path.as_str()))
            .line_start(self.line)
    }

    /// A range of the file as one of the window, between characters: the renderer panics on any
    /// other.
    fn inside(&self, range: &Range<usize>) -> Range<usize> {
        let clamp = |offset: usize| offset.saturating_sub(self.start).min(self.text.len());
        let start = self.text.floor_char_boundary(clamp(range.start));
        let end = self.text.ceil_char_boundary(clamp(range.end));
        start..end.max(start)
    }
}

/// Makes a text safe for a terminal without moving a byte: the renderer shows most control
/// characters as signs, but sends those of the C1 range, and knows no line that ends in a lone CR.
fn tame(text: &str) -> String {
    let mut rest = text.chars().peekable();
    let mut tame = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        tame.push(match c {
            '\r' if rest.peek() != Some(&'\n') => '\n',
            '\u{80}'..='\u{9f}' | '\u{61c}' => '\u{b7}',
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            c => c,
        });
    }
    tame
}
