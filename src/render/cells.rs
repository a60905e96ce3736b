//! Values as HTML: words, links, inline Markdown, the lines of a cell, marks, why there is nothing.

use super::block_model::MarkModel;
use super::blocks::Bodies;
use super::open_now;
use super::words::Words;
use crate::site::joined::{CellLine, Empty, JoinedCell, Mark, Rich, RichWords};
use crate::theme::escape::{html, push_html};

/// What values are written with.
pub(super) struct Pen<'a> {
    pub(super) words: &'a Words,
    pub(super) bodies: &'a dyn Bodies,
}

impl Pen<'_> {
    /// Words as HTML.
    pub(super) fn rich(&self, rich: &Rich) -> String {
        let inner = match &rich.words {
            RichWords::Plain(text) => plain(text),
            RichWords::Link { text, href } => link(text, href),
            RichWords::Markdown { text, joined } => self.bodies.inline(text, joined),
        };
        match &rich.language {
            Some(language) => format!("<span lang=\"{}\">{inner}</span>", html(language)),
            None => inner,
        }
    }

    /// A cell's value, or why it has none.
    pub(super) fn cell(&self, cell: &JoinedCell) -> String {
        match cell.lines.as_slice() {
            [] => self.empty(cell.empty),
            [only] if only.name.is_none() => self.line(only),
            lines => {
                let mut out = String::from("<ul class=\"lines\">");
                for line in lines {
                    out.push_str("<li>");
                    out.push_str(&self.line(line));
                    out.push_str("</li>");
                }
                out.push_str("</ul>");
                out
            }
        }
    }

    fn line(&self, line: &CellLine) -> String {
        let mut out = String::new();
        if let Some(name) = &line.name {
            out.push_str("<span class=\"of\">");
            out.push_str(&self.rich(name));
            out.push_str("</span> ");
        }
        out.push_str(&self.rich(&line.content));
        if let Some(note) = &line.note {
            out.push_str(" <span class=\"note\">");
            out.push_str(&self.rich(note));
            out.push_str("</span>");
        }
        if let Some(open) = &line.open {
            out.push(' ');
            out.push_str(&open_now::badge(open));
        }
        out
    }

    fn empty(&self, why: Option<Empty>) -> String {
        let key = match why {
            Some(Empty::InParts) => "in_parts",
            Some(Empty::Ended) => "ended",
            Some(Empty::Unknown) | None => "unknown",
        };
        format!("<span class=\"empty\">{}</span>", html(self.words.get(key)))
    }

    /// Marks with their words, each once, in a fixed order.
    pub(super) fn marks(&self, marks: &[Mark]) -> Vec<MarkModel> {
        let mut marks = marks.to_vec();
        marks.sort_unstable();
        marks.dedup();
        marks
            .into_iter()
            .map(|mark| {
                let name = match mark {
                    Mark::Unverified => "unverified",
                    Mark::Stale => "stale",
                    Mark::Ended => "ended",
                    Mark::Unofficial => "unofficial",
                    Mark::Notice => "notice",
                };
                let text = self.words.get(name).to_owned();
                MarkModel { name, text }
            })
            .collect()
    }
}

/// A text, its spans of time (`9:00〜21:00`) and its phone numbers held together: a narrow cell
/// would break them at the mark.
fn plain(text: &str) -> String {
    let belongs =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '〜' | '–' | '-' | '+');
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(belongs) {
        let run = &rest[start..];
        let length = run.find(|letter| !belongs(letter)).unwrap_or(run.len());
        let (run, after) = run.split_at(length);
        push_html(&mut out, &rest[..start]);
        let is_span = run.contains(':') && run.contains(['〜', '–', '-']);
        if is_span || run.matches('-').count() >= 2 {
            out.push_str("<span class=\"nowrap\">");
            out.push_str(run);
            out.push_str("</span>");
        } else {
            out.push_str(run);
        }
        rest = after;
    }
    push_html(&mut out, rest);
    out
}

/// A link whose target came from the data. The data has checked its scheme; a target that is
/// none of a site's own kinds is shown as text all the same, since it would run in the reader's page.
fn link(text: &str, href: &str) -> String {
    if !is_harmless(href) {
        return html(text);
    }
    let rel = if href.starts_with("http") {
        " rel=\"external noopener\""
    } else {
        ""
    };
    format!("<a href=\"{}\"{rel}>{}</a>", html(href), html(text))
}

fn is_harmless(href: &str) -> bool {
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto", "tel"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
        None => true,
    }
}

/// The letters of words, without markup: for labels and attributes.
pub(super) fn letters(rich: &Rich) -> String {
    match &rich.words {
        RichWords::Plain(text) | RichWords::Link { text, .. } => text.clone(),
        // Placeholders are put in; marks of emphasis stay, as they would in a plain reading.
        RichWords::Markdown { text, joined } => fill(text, joined),
    }
}

/// A text with its placeholders replaced in order.
fn fill(text: &str, joined: &crate::site::joined::JoinedBody) -> String {
    let mut out = String::new();
    let mut rest = text;
    for shown in &joined.shown {
        let (Some(open), Some(close)) = (rest.find("{{"), rest.find("}}")) else {
            break;
        };
        if close < open {
            break;
        }
        out.push_str(&rest[..open]);
        out.push_str(&shown.text);
        rest = &rest[close + 2..];
    }
    out.push_str(rest);
    out.chars()
        .filter(|letter| !matches!(letter, '*' | '`' | '[' | ']'))
        .collect()
}
