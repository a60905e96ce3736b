//! The headings of a text, and the stretch that belongs to each.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::attributes::{self, braces, text_end};
use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use super::ids::{self, Fault, Wanting, is_class, slug_of};
use super::placeholder::of_fact;
use super::{Heading, IdSlot, LinkKind, Phrase, Piece, SlotForm};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Fix, Place, codes};
use crate::ledger::is_anchor;
use crate::text::{SourcePath, Span, cjk};
use crate::wording::words;

/// A fix that writes an explicit id into a heading.
pub fn write_id(path: &SourcePath, heading: &Heading, id: &str) -> Fix {
    heading.slot.write(path, id)
}

impl IdSlot {
    fn write(self, path: &SourcePath, id: &str) -> Fix {
        let text = match self.form {
            SlotForm::Id => format!("#{id}"),
            SlotForm::InBraces => format!("#{id} "),
            SlotForm::Bare => format!(" {{#{id}}}"),
        };
        Fix::replace(path, self.span, text)
    }
}

/// Collects the headings of a text.
#[derive(Debug)]
pub(super) struct OutlineConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    drafts: Vec<Draft>,
    open: bool,
    line_break: bool,
    /// How many quotations are open: a heading in one belongs to what is quoted.
    quotations: usize,
    /// The level of the last heading; before the first one that of the title.
    level: u8,
    pub(super) bag: Bag,
}

/// A heading whose id is not settled.
#[derive(Debug)]
struct Draft {
    level: u8,
    range: Range<usize>,
    explicit: Option<(String, Span)>,
    text: Phrase,
    slot: IdSlot,
    /// Whether an image stands in it.
    has_image: bool,
}

impl Draft {
    fn is_empty(&self) -> bool {
        let is_blank = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim().is_empty());
        self.text.pieces.iter().all(is_blank) && !self.has_image
    }

    fn wanting(&self) -> Wanting<'_> {
        Wanting {
            level: self.level,
            explicit: self.explicit.as_ref().map(|(id, _)| id.as_str()),
            slug: slug_of(&self.text.to_text(|fact| fact.path.replace('.', "-"))),
        }
    }
}

impl<'a> OutlineConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            drafts: Vec::new(),
            open: false,
            line_break: false,
            quotations: 0,
            level: 1,
            bag: Bag::new(),
        }
    }

    /// Settles the ids and the stretches.
    pub(super) fn finish(self) -> (Vec<Heading>, Bag) {
        let sections = sections(&self.drafts, self.text.len());
        let Self {
            origin,
            drafts,
            mut bag,
            ..
        } = self;
        let wanting: Vec<Wanting<'_>> = drafts.iter().map(Draft::wanting).collect();
        let ids = ids::give(&wanting);
        for (draft, given) in drafts.iter().zip(&ids) {
            match given.fault {
                _ if draft.is_empty() => bag.push(empty(origin.place(draft.range.clone()))),
                None => {}
                Some(Fault::Twice(first)) => bag.push(duplicate(origin, draft, &drafts[first])),
                Some(fault) => bag.push(no_lasting_id(origin, draft, &given.id, fault)),
            }
        }
        let headings = drafts
            .into_iter()
            .zip(ids)
            .zip(sections)
            .map(|((draft, given), section)| Heading {
                level: draft.level,
                id: given.id,
                explicit: draft.explicit.map(|(_, span)| span),
                text: draft.text,
                span: origin.span(draft.range),
                section,
                slot: draft.slot,
            })
            .collect();
        (headings, bag)
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let Tag::Heading {
            level,
            id,
            classes,
            attrs,
        } = tag
        else {
            return;
        };
        let lines = self.text.get(range.clone()).unwrap_or_default();
        let own = range.start..range.start + trimmed_length(lines);
        let braces = braces(lines).map(|at| range.start + at);
        let mut explicit = None;
        let mut slot = IdSlot {
            span: self.origin.span(slot_after(lines, range.start)),
            form: SlotForm::Bare,
        };
        if let Some(open) = braces {
            slot = IdSlot {
                span: self.origin.span(open + 1..open + 1),
                form: SlotForm::InBraces,
            };
            if let Some(id) = id.as_deref() {
                let at = self.text[open..range.end]
                    .rfind(&format!("#{id}"))
                    .map(|at| open + at);
                let written = at.map_or(open..open, |at| at..at + 1 + id.len());
                if is_anchor(id) {
                    slot = IdSlot {
                        span: self.origin.span(written.clone()),
                        form: SlotForm::Id,
                    };
                    let letters = written.start + 1..written.end;
                    explicit = Some((id.nfc().collect(), self.origin.span(letters)));
                } else {
                    self.drop_attribute(&format!("#{id}"), written, open);
                }
            }
            let wrong_classes = classes.iter().filter(|class| !is_class(class));
            let wrong_classes = wrong_classes.map(|class| format!(".{class}"));
            let others = attrs.iter().map(|(name, _)| name.to_string());
            for name in wrong_classes.chain(others) {
                let at = self.text[open..range.end].find(&name);
                let at = at.map_or(open, |at| open + at);
                self.drop_attribute(&name, at..at + name.len(), open);
            }
        }
        self.open = true;
        self.line_break = false;
        let level = *level as u8;
        if self.quotations == 0 {
            let above = std::mem::replace(&mut self.level, level);
            if level > above + 1 {
                self.bag
                    .push(skipped(self.origin.place(own.clone()), level, above));
            }
        }
        self.drafts.push(Draft {
            level,
            explicit,
            text: Phrase {
                pieces: Vec::new(),
                span: self.origin.span(own.clone()),
            },
            range: own,
            slot,
            has_image: false,
        });
    }

    /// Tells of an attribute in the braces that open at `open`.
    fn drop_attribute(&mut self, name: &str, range: Range<usize>, open: usize) {
        let end = range.end.min(self.text.len());
        let told = attributes::dropped(self.origin.place(range.start..end), name);
        self.bag
            .push(match attributes::without_others(self.text, open) {
                Some((span, text)) => told.fix(Fix::replace(
                    &self.origin.path,
                    self.origin.span(span),
                    text,
                )),
                None => told,
            });
    }

    fn letters(&mut self, text: &str) {
        let Some(draft) = self.drafts.last_mut().filter(|_| self.open) else {
            return;
        };
        if std::mem::take(&mut self.line_break) {
            let before = match draft.text.pieces.last() {
                Some(Piece::Text(text)) => text.chars().next_back(),
                _ => None,
            };
            let joined = before
                .zip(text.chars().next())
                .is_some_and(|(before, after)| cjk::joins_lines(before, after));
            draft.text.push_text(if joined { "" } else { " " });
        }
        draft.text.push_text(text);
    }
}

impl Concern for OutlineConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.quotations += 1,
            Event::End(TagEnd::BlockQuote(_)) => {
                self.quotations = self.quotations.saturating_sub(1);
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Heading(_)) => self.open = false,
            Event::Link(link) if self.open && link.kind == LinkKind::Image => {
                if let Some(draft) = self.drafts.last_mut() {
                    draft.has_image = true;
                }
            }
            Event::Text(text) | Event::Code(text) => self.letters(text),
            Event::SoftBreak | Event::HardBreak => self.line_break = true,
            Event::Fact(fact) if self.open => {
                self.letters("");
                let piece = Piece::Fact(of_fact(fact, self.origin));
                if let Some(draft) = self.drafts.last_mut() {
                    draft.text.pieces.push(piece);
                }
            }
            _ => {}
        }
    }
}

fn trimmed_length(lines: &str) -> usize {
    lines.trim_end().len()
}

fn slot_after(lines: &str, start: usize) -> Range<usize> {
    let end = start + text_end(lines);
    end..end
}

/// For each heading, its line up to the next of its level or above.
fn sections(drafts: &[Draft], length: usize) -> Vec<Range<usize>> {
    let mut ends = vec![length; drafts.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        while let Some(ended) = open.pop_if(|open| drafts[*open].level >= draft.level) {
            ends[ended] = draft.range.start;
        }
        open.push(at);
    }
    drafts
        .iter()
        .zip(ends)
        .map(|(draft, end)| draft.range.start..end)
        .collect()
}

fn no_lasting_id(origin: &Origin, draft: &Draft, id: &str, fault: Fault) -> Diagnostic {
    let message = if fault == Fault::NoLetters {
        words(
            "見出しに文字がないため、変わらないidを作れません",
            "the heading has no letters from which a lasting id could be made",
        )
    } else {
        words(
            "同じ見出しがほかにもあるため、変わらないidを作れません",
            "another heading has the same words, so no lasting id can be made",
        )
    };
    Diagnostic::new(
        codes::HEADING_ID,
        origin.place(draft.range.clone()),
        message,
    )
    .help(words(
        format!("`{{#{id}}}` のようにidを書いてください"),
        format!("write an id, such as `{{#{id}}}`"),
    ))
    .fix(draft.slot.write(&origin.path, id))
}

fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::EMPTY_HEADING,
        place,
        words("見出しに文字がありません", "the heading has no words"),
    )
    .help(words(
        "見出しの文字を書くか、この行を消してください",
        "write its words, or delete the line",
    ))
}

fn skipped(place: Place, level: u8, above: u8) -> Diagnostic {
    let marks = |level: u8| "#".repeat(level.into());
    let wanted = marks(above + 1);
    Diagnostic::new(
        codes::SKIPPED_HEADING,
        place,
        words(
            format!(
                "見出しが `{}` から `{}` に飛んでいます",
                marks(above),
                marks(level)
            ),
            format!(
                "the headings go from `{}` to `{}`",
                marks(above),
                marks(level)
            ),
        ),
    )
    .help(words(
        format!("`{wanted}` にするか、間の見出しを書いてください"),
        format!("write `{wanted}`, or a heading between the two"),
    ))
}

fn duplicate(origin: &Origin, draft: &Draft, first: &Draft) -> Diagnostic {
    let written = |draft: &Draft| {
        let explicit = draft.explicit.clone();
        explicit.unwrap_or_else(|| (String::new(), origin.span(draft.range.clone())))
    };
    let ((id, span), (_, first)) = (written(draft), written(first));
    Diagnostic::new(
        codes::DUPLICATE_ID,
        Place::new(&origin.path, span),
        words(
            format!("id `{id}` がこのページで二度使われています"),
            format!("the id `{id}` is used twice in this page"),
        ),
    )
    .label(
        Place::new(&origin.path, first),
        words("最初はここです", "first used here"),
    )
    .help(words(
        "どちらかのidを変えてください",
        "change one of the two",
    ))
}
