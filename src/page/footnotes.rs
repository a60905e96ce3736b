//! Footnotes: whether each is defined and each is used.

use std::collections::BTreeMap;
use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::wording::words;

/// So often may a page refer to footnotes: each time brings a number and a way back, forty times what it takes.
const MOST_REFERENCES: usize = 10_000;

/// Watches definitions and references.
#[derive(Debug)]
pub(super) struct FootnoteConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    /// Where each is defined, and whether it is used.
    notes: BTreeMap<String, (Option<usize>, bool)>,
    /// How many references were met.
    references: usize,
    /// Inside a code block.
    in_code: bool,
    bag: Bag,
}

impl<'a> FootnoteConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            notes: BTreeMap::new(),
            references: 0,
            in_code: false,
            bag: Bag::new(),
        }
    }

    /// What was found, and the definitions that nothing refers to.
    pub(super) fn finish(self) -> Bag {
        let mut bag = self.bag;
        for (label, (defined, used)) in self.notes {
            if let Some(start) = defined.filter(|_| !used) {
                let line = self.text[start..].lines().next().unwrap_or_default();
                let end = start + line.find(':').unwrap_or(line.len());
                bag.push(unused(self.origin.place(start..end), &label));
            }
        }
        bag
    }
}

/// Labels are compared as the parser does: without regard to case.
pub fn footnote_key(label: &str) -> String {
    label.to_lowercase()
}

impl Concern for FootnoteConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let note = self.notes.entry(footnote_key(label)).or_default();
                note.0.get_or_insert(range.start);
            }
            Event::FootnoteReference(label) => {
                self.notes.entry(footnote_key(label)).or_default().1 = true;
                self.references += 1;
                if self.references == MOST_REFERENCES + 1 {
                    self.bag.push(too_many(self.origin.place(range.clone())));
                }
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(_) if !self.in_code => self.bracket(range.start),
            _ => {}
        }
    }
}

impl FootnoteConcern<'_> {
    /// A reference without a definition is printed as it stands; it begins a text of its own.
    fn bracket(&mut self, start: usize) {
        let Some(label) = self.text[start..].strip_prefix("[^") else {
            return;
        };
        let Some(end) = label.find([']', '[', '\n', '\r']).filter(|end| *end > 0) else {
            return;
        };
        if label[end..].starts_with(']') && !self.text[..start].ends_with('\\') {
            let range = start..start + 3 + end;
            self.bag
                .push(undefined(self.origin.place(range), &label[..end]));
        }
    }
}

fn too_many(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::FILE_TOO_LARGE,
        place,
        words(
            format!("脚注への参照が{MOST_REFERENCES}回を超えています"),
            format!("the page refers to footnotes more than {MOST_REFERENCES} times"),
        ),
    )
    .help(words(
        "ページを分けてください",
        "split it into several pages",
    ))
}

fn unused(place: Place, label: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNUSED_FOOTNOTE,
        place,
        words(
            format!("脚注 `[^{label}]` はどこからも参照されていません"),
            format!("nothing refers to the footnote `[^{label}]`"),
        ),
    )
    .help(words(
        format!("本文に `[^{label}]` を書くか、脚注を消してください"),
        format!("write `[^{label}]` where it belongs, or remove the footnote"),
    ))
}

fn undefined(place: Place, label: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNDEFINED_REFERENCE,
        place,
        words(
            format!("脚注 `[^{label}]` の中身がありません"),
            format!("the footnote `[^{label}]` is not written"),
        ),
    )
    .help(words(
        format!("`[^{label}]: …` の行を加えてください。角かっこを見せるなら前に `\\` を付けます"),
        format!("add a line `[^{label}]: …`; put `\\` before the bracket to show it"),
    ))
}
