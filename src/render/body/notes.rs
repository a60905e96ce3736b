//! Footnotes: numbered as they are first referred to, each with links back to its places.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape;
use super::{BodyOptions, BodyWords};
use crate::page::footnote_key;

/// The footnotes of a body.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By label, the number of a note and how often it was referred to.
    numbers: HashMap<String, (usize, usize)>,
    /// By label, the HTML of a note.
    bodies: HashMap<String, String>,
    /// The labels of the notes that are being written, and what was written before each.
    open: Vec<(String, String)>,
}

impl Notes {
    /// A reference.
    pub(super) fn refer(&mut self, out: &mut String, label: &str, prefix: &str) {
        let next = self.numbers.len() + 1;
        let note = self.numbers.entry(footnote_key(label)).or_insert((next, 0));
        note.1 += 1;
        let (number, times) = *note;
        let prefix = Id(prefix);
        let _ = write!(
            out,
            "<sup class=\"footnote-ref\"><a href=\"#fn:{prefix}{number}\" id=\"{}\" role=\"doc-noteref\">{number}</a></sup>",
            Reference {
                prefix,
                number,
                times
            },
        );
    }

    /// A definition opens: what is written from here on is a note.
    pub(super) fn open(&mut self, out: &mut String, label: &str) {
        self.open.push((footnote_key(label), std::mem::take(out)));
    }

    /// A definition closes. The first of a label counts.
    pub(super) fn close(&mut self, out: &mut String) {
        if let Some((label, before)) = self.open.pop() {
            let body = std::mem::replace(out, before);
            self.bodies.entry(label).or_insert(body);
        }
    }

    /// Whether a note is being written.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The notes that were referred to.
    pub(super) fn write(&self, out: &mut String, with: &BodyOptions<'_>) {
        let mut notes: Vec<(usize, usize, &str)> = self
            .numbers
            .iter()
            .filter_map(|(label, (number, times))| {
                Some((*number, *times, self.bodies.get(label)?.as_str()))
            })
            .collect();
        if notes.is_empty() {
            return;
        }
        notes.sort_unstable();
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        escape::push_named(out, "aria-label", &with.words.footnotes);
        out.push_str(">\n<ol>\n");
        let prefix = Id(with.note_prefix);
        for (number, times, body) in notes {
            let _ = write!(out, "<li id=\"fn:{prefix}{number}\" value=\"{number}\">");
            let back = back_links(prefix, number, times, with.words);
            // The way back ends the last paragraph, if the note ends with one.
            let (body, end) = match body.trim_end().strip_suffix("</p>") {
                Some(body) => (body, "</p>"),
                None => (body, ""),
            };
            for part in [body, &back, end] {
                out.push_str(part);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn back_links(prefix: Id<'_>, number: usize, most: usize, words: &BodyWords) -> String {
    let mut links = String::new();
    for times in 1..=most {
        let _ = write!(
            links,
            " <a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\"",
            Reference {
                prefix,
                number,
                times
            }
        );
        let name = if times == 1 {
            words.back.clone()
        } else {
            format!("{} ({times})", words.back)
        };
        escape::push_named(&mut links, "aria-label", &name);
        links.push_str(">↩</a>");
    }
    links
}

/// A prefix of ids, of letters that an id may hold.
#[derive(Clone, Copy)]
struct Id<'p>(&'p str);

impl std::fmt::Display for Id<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let allowed = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        self.0
            .chars()
            .filter(allowed)
            .try_for_each(|c| out.write_char(c))
    }
}

/// The id of a reference. A heading's id never holds a colon.
struct Reference<'p> {
    prefix: Id<'p>,
    number: usize,
    times: usize,
}

impl std::fmt::Display for Reference<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "fnref:{}{}", self.prefix, self.number)?;
        if self.times > 1 {
            write!(out, ":{}", self.times)?;
        }
        Ok(())
    }
}
