//! Lines of a file with stretches of them marked.
//!
//! Each line is an item of a numbered list, so its number is no text that could be copied with it, and
//! a mark stands under its letters however wide they are. Long lines are cut around what is marked, and
//! long stretches after some lines: one page of a hundred findings must stay small whatever the files hold.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::markup::push_text;
use crate::report::places::File;
use crate::text::{Span, invisible};

/// How many lines around the place are shown.
const AROUND: usize = 2;
/// How many lines of one stretch are shown.
const LONGEST_STRETCH: usize = 8;
/// How many characters of a line are shown, and how many of them before what is marked.
const LONGEST_LINE: usize = 240;
const BEFORE_MARK: usize = 60;
/// How many characters of a replacement are shown.
const LONGEST_REPLACEMENT: usize = 1000;

/// What a stretch is marked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch<'a> {
    /// It is what the finding is about.
    Place,
    /// It has to do with it, in these words.
    Other(&'a str),
    /// It is to be replaced by this.
    Replace(&'a str),
}

/// A marked stretch of the file.
pub(super) struct Mark<'a> {
    range: Range<usize>,
    touch: Touch<'a>,
}

impl<'a> Mark<'a> {
    pub(super) fn new(span: Span, touch: Touch<'a>) -> Self {
        Self {
            range: span.range(),
            touch,
        }
    }
}

/// Writes the marked lines, and those around the place, as numbered lists: one for each run of lines.
pub(super) fn push(out: &mut String, file: &File<'_>, marks: &[Mark<'_>]) {
    let marks: Vec<Placed<'_>> = marks.iter().map(|mark| Placed::new(file, mark)).collect();
    let mut lines = BTreeSet::new();
    for mark in &marks {
        let around = if mark.touch == Touch::Place {
            AROUND
        } else {
            0
        };
        let last = (mark.lines.end() + around).min(file.lines.count());
        lines.extend(mark.lines.start().saturating_sub(around).max(1)..=last);
    }
    // Blank lines above and below tell nothing.
    let is_idle = |line: &usize| {
        let is_marked = marks.iter().any(|mark| mark.lines.contains(line));
        !is_marked && file.source.text[file.lines.range(*line)].trim().is_empty()
    };
    while lines.first().is_some_and(is_idle) {
        lines.pop_first();
    }
    while lines.last().is_some_and(is_idle) {
        lines.pop_last();
    }
    let mut previous = None;
    for line in lines {
        if previous.is_none_or(|previous| previous + 1 != line) {
            if previous.is_some() {
                *out += "</ol>\n";
            }
            let _ = writeln!(out, "<ol class=\"lines\" start=\"{line}\">");
        }
        push_line(out, file, line, &marks);
        previous = Some(line);
    }
    if previous.is_some() {
        *out += "</ol>\n";
    }
}

/// A mark with the lines that it is shown on.
struct Placed<'a> {
    /// Bytes of the text, between characters.
    range: Range<usize>,
    lines: std::ops::RangeInclusive<usize>,
    touch: Touch<'a>,
}

impl<'a> Placed<'a> {
    fn new(file: &File<'_>, mark: &Mark<'a>) -> Self {
        let text = &*file.source.text;
        let first_byte = file.source.start();
        let start = text.floor_char_boundary(mark.range.start.max(first_byte));
        let end = text.ceil_char_boundary(mark.range.end.max(start));
        let first = file.lines.position(start).line;
        // A stretch that ends with a line break does not reach into the next line.
        let last = match text[..end].chars().next_back() {
            Some(c) if end > start => file.lines.position(end - c.len_utf8()).line,
            _ => first,
        };
        Self {
            range: start..end,
            lines: first..=last.min(first + LONGEST_STRETCH - 1),
            touch: mark.touch,
        }
    }

    /// The part of it in a line.
    fn within(&self, line: &Range<usize>) -> Range<usize> {
        self.range.start.clamp(line.start, line.end)..self.range.end.clamp(line.start, line.end)
    }
}

fn push_line(out: &mut String, file: &File<'_>, number: usize, marks: &[Placed<'_>]) {
    let whole = file.lines.range(number);
    let mut here: Vec<&Placed<'_>> = marks
        .iter()
        .filter(|mark| mark.lines.contains(&number))
        .collect();
    here.sort_by_key(|mark| mark.range.start);
    let first = here.first().map(|mark| mark.within(&whole).start);
    let shown = cut(&file.source.text, &whole, first);
    *out += if here.is_empty() {
        "<li>"
    } else {
        "<li class=\"marked\">"
    };
    *out += "<code>";
    if shown.start > whole.start {
        *out += "<span class=\"cut\">…</span>";
    }
    let mut edges = BTreeSet::from([shown.start, shown.end]);
    for mark in &here {
        let part = mark.within(&shown);
        edges.extend([part.start, part.end]);
    }
    let edges: Vec<usize> = edges.into_iter().collect();
    for (at, edge) in edges.iter().enumerate() {
        for mark in &here {
            push_point(out, mark, number, &shown, *edge);
        }
        if let Some(next) = edges.get(at + 1) {
            push_piece(
                out,
                &file.source.text[*edge..*next],
                &here,
                &shown,
                *edge..*next,
            );
        }
    }
    if shown.end < whole.end {
        *out += "<span class=\"cut\">…</span>";
    }
    *out += "</code>";
    for mark in &here {
        if let (Touch::Other(label), true) = (mark.touch, number == *mark.lines.start()) {
            *out += "<span class=\"label\">";
            push_text(out, label);
            *out += "</span>";
        }
    }
    *out += "</li>\n";
}

/// What stands between two characters: a mark without width, or what a replacement puts there.
fn push_point(
    out: &mut String,
    mark: &Placed<'_>,
    number: usize,
    shown: &Range<usize>,
    edge: usize,
) {
    let part = mark.within(shown);
    match mark.touch {
        Touch::Replace(text) => {
            if part.end == edge && number == *mark.lines.end() && !text.is_empty() {
                *out += "<ins>";
                let end = text.char_indices().nth(LONGEST_REPLACEMENT);
                push_letters(out, end.map_or(text, |(end, _)| &text[..end]));
                *out += if end.is_some() { "…</ins>" } else { "</ins>" };
            }
        }
        Touch::Place if part.is_empty() && part.start == edge => *out += "<mark></mark>",
        Touch::Other(_) if part.is_empty() && part.start == edge => {
            *out += "<mark class=\"other\"></mark>";
        }
        Touch::Place | Touch::Other(_) => {}
    }
}

/// Letters that the same marks cover.
fn push_piece(
    out: &mut String,
    text: &str,
    here: &[&Placed<'_>],
    shown: &Range<usize>,
    piece: Range<usize>,
) {
    let mut tags = ("", "");
    for mark in here {
        let part = mark.within(shown);
        if !(part.start <= piece.start && piece.end <= part.end) {
            continue;
        }
        tags = match mark.touch {
            Touch::Replace(_) => ("<del>", "</del>"),
            Touch::Place => ("<mark>", "</mark>"),
            Touch::Other(_) if tags.0.is_empty() => ("<mark class=\"other\">", "</mark>"),
            Touch::Other(_) => tags,
        };
    }
    *out += tags.0;
    push_letters(out, text);
    *out += tags.1;
}

/// Letters of a file: a tab stays a tab, and what nobody would see is named.
fn push_letters(out: &mut String, text: &str) {
    let mut from = 0;
    let tabs = text.match_indices('\t').map(|(at, _)| (at, '\t'));
    let breaks = text.match_indices('\n').map(|(at, _)| (at, '\n'));
    let mut special: Vec<(usize, char)> =
        invisible::all_in(text).chain(tabs).chain(breaks).collect();
    special.sort_unstable();
    for (at, c) in special {
        push_text(out, &text[from..at]);
        match c {
            '\t' | '\n' => out.push(c),
            c => {
                let _ = write!(out, "<span class=\"unseen\">U+{:04X}</span>", u32::from(c));
            }
        }
        from = at + c.len_utf8();
    }
    push_text(out, &text[from..]);
}

/// The part of a line that is shown.
fn cut(text: &str, line: &Range<usize>, mark: Option<usize>) -> Range<usize> {
    let letters = &text[line.clone()];
    if letters.chars().count() <= LONGEST_LINE {
        return line.clone();
    }
    let mark = mark.unwrap_or(line.start);
    let before = text[line.start..mark].char_indices().rev();
    let start = before
        .take(BEFORE_MARK)
        .last()
        .map_or(mark, |(at, _)| line.start + at);
    let after = text[start..line.end].char_indices().nth(LONGEST_LINE);
    start..after.map_or(line.end, |(at, _)| start + at)
}
