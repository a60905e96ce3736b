//! The headings of a text, their ids, and the stretch that belongs to each.
//!
//! An id is a promise: links from elsewhere use it. So it comes from the heading's own words and,
//! where two are equal, from the heading above; never from a count that another heading could shift.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use super::placeholder::of_fact;
use super::{Heading, IdSlot, Phrase, Piece, cjk};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Fix, Place, codes};
use crate::text::{SourcePath, Span};
use crate::wording::words;

/// The id that a heading's words make, or nothing if no letter is left.
///
/// NFC, lower case; letters, numbers, marks, `-` and `_` stay, spaces become one `-`.
pub fn slug_of(words: &str) -> String {
    let mut slug = String::new();
    for c in words.nfc().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else if is_id_letter(c) {
            slug.push(c);
        }
    }
    // Lower case may undo a composition.
    slug.trim_end_matches('-').nfc().collect()
}

fn is_id_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_')
}

/// Whether an id may be written: no space, no quote, no `:` (footnotes have that).
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| is_id_letter(c) || c == '.')
}

/// Whether a class may be written.
pub fn is_class(class: &str) -> bool {
    !class.is_empty()
        && class
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// A fix that writes an explicit id into a heading.
pub fn write_id(path: &SourcePath, heading: &Heading, id: &str) -> Fix {
    let text = match (heading.slot.in_braces, heading.explicit) {
        (_, Some(_)) => format!("#{id}"),
        (true, None) => format!("#{id} "),
        (false, None) => format!(" {{#{id}}}"),
    };
    Fix::replace(path, heading.slot.span, text)
}

/// Collects the headings of a text.
#[derive(Debug)]
pub(super) struct OutlineConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    drafts: Vec<Draft>,
    open: bool,
    line_break: bool,
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
}

impl<'a> OutlineConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            drafts: Vec::new(),
            open: false,
            line_break: false,
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
        let ids = settle(&drafts, origin, &mut bag);
        let headings = drafts
            .into_iter()
            .zip(ids)
            .zip(sections)
            .map(|((draft, id), section)| Heading {
                level: draft.level,
                id: id.id,
                explicit: draft.explicit.map(|(_, span)| span),
                text: draft.text,
                span: origin.span(draft.range),
                section,
                slot: draft.slot,
            })
            .collect::<Vec<_>>();
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
            in_braces: false,
        };
        if let Some(open) = braces {
            slot = IdSlot {
                span: self.origin.span(open + 1..open + 1),
                in_braces: true,
            };
            if let Some(id) = id.as_deref() {
                let at = self.text[open..range.end]
                    .rfind(&format!("#{id}"))
                    .map(|at| open + at);
                let written = at.map_or(open..open, |at| at..at + 1 + id.len());
                if is_id(id) {
                    slot.span = self.origin.span(written.clone());
                    let letters = written.start + 1..written.end;
                    explicit = Some((id.nfc().collect(), self.origin.span(letters)));
                } else {
                    self.drop_attribute(&format!("#{id}"), written);
                }
            }
            let wrong_classes = classes.iter().filter(|class| !is_class(class));
            let wrong_classes = wrong_classes.map(|class| format!(".{class}"));
            let others = attrs.iter().map(|(name, _)| name.to_string());
            for name in wrong_classes.chain(others) {
                let at = self.text[open..range.end].find(&name);
                let at = at.map_or(open, |at| open + at);
                self.drop_attribute(&name, at..at + name.len());
            }
        }
        self.open = true;
        self.line_break = false;
        self.drafts.push(Draft {
            level: *level as u8,
            explicit,
            text: Phrase {
                pieces: Vec::new(),
                span: self.origin.span(own.clone()),
            },
            range: own,
            slot,
        });
    }

    fn drop_attribute(&mut self, name: &str, range: Range<usize>) {
        let end = range.end.min(self.text.len());
        self.bag
            .push(attribute(self.origin.place(range.start..end), name));
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
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Heading(_)) => self.open = false,
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

/// Where the braces of a heading open, if it ends in some that are attributes.
fn braces(lines: &str) -> Option<usize> {
    let line = &lines[..text_end(lines)];
    let inside = line.strip_suffix('}')?;
    let open = inside.rfind(['{', '}', '<', '>', '\\', '\n', '\r'])?;
    (inside.as_bytes()[open] == b'{' && !inside[..open].ends_with('{')).then_some(open)
}

/// Where the text of a heading ends: its line, or all lines but the one that underlines it.
fn text_end(lines: &str) -> usize {
    let lines = lines.trim_end();
    let is_atx = lines.trim_start().starts_with('#');
    let end = match lines.rfind(['\n', '\r']) {
        Some(at) if !is_atx => at,
        _ => lines.len(),
    };
    // What stands before an underline in a quotation is its mark.
    lines[..end].trim_end().len()
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

struct Settled {
    id: String,
}

/// Gives each heading its id: written ones first, since they do not yield.
fn settle(drafts: &[Draft], origin: &Origin, bag: &mut Bag) -> Vec<Settled> {
    let mut taken: HashMap<&str, Span> = HashMap::new();
    let mut twice: HashSet<usize> = HashSet::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some((id, span)) = &draft.explicit else {
            continue;
        };
        if let Some(first) = taken.get(id.as_str()) {
            bag.push(duplicate(origin, *span, *first, id));
            twice.insert(at);
        } else {
            taken.insert(id, *span);
        }
    }
    let mut used: HashSet<String> = taken.keys().map(|id| (*id).to_owned()).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut settled = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        while above.pop_if(|(level, _)| *level >= draft.level).is_some() {}
        let id = match &draft.explicit {
            Some((id, _)) if !twice.contains(&at) => id.clone(),
            Some((id, _)) => free(id, &mut used, &mut counts),
            None => automatic(
                draft,
                above.last().map(|(_, id)| id.as_str()),
                &mut used,
                &mut counts,
            )
            .unwrap_or_else(|id| {
                bag.push(ambiguous(origin, draft, &id));
                id
            }),
        };
        above.push((draft.level, id.clone()));
        settled.push(Settled { id });
    }
    settled
}

/// An id from the heading's words; `Err` holds one that is unique but says too little to be kept.
fn automatic(
    draft: &Draft,
    parent: Option<&str>,
    used: &mut HashSet<String>,
    counts: &mut HashMap<String, usize>,
) -> Result<String, String> {
    let plain = slug_of(&draft.text.to_text(|fact| fact.path.replace('.', "-")));
    if plain.is_empty() {
        return Err(free("section", used, counts));
    }
    if used.insert(plain.clone()) {
        return Ok(plain);
    }
    let qualified = match parent {
        Some(parent) => format!("{parent}-{plain}"),
        None => return Err(free(&plain, used, counts)),
    };
    if used.insert(qualified.clone()) {
        return Ok(qualified);
    }
    Err(free(&qualified, used, counts))
}

/// The id itself or the first of `id-2`, `id-3` … that is free.
fn free(id: &str, used: &mut HashSet<String>, counts: &mut HashMap<String, usize>) -> String {
    if used.insert(id.to_owned()) {
        return id.to_owned();
    }
    let count = counts.entry(id.to_owned()).or_insert(1);
    loop {
        *count += 1;
        let numbered = format!("{id}-{count}");
        if used.insert(numbered.clone()) {
            return numbered;
        }
    }
}

fn ambiguous(origin: &Origin, draft: &Draft, id: &str) -> Diagnostic {
    let message =
        if draft.text.is_blank() || slug_of(&draft.text.to_text(|f| f.path.clone())).is_empty() {
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
    let stub = Heading {
        level: draft.level,
        id: String::new(),
        explicit: None,
        text: Phrase::default(),
        span: Span::default(),
        section: 0..0,
        slot: draft.slot,
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
    .fix(write_id(&origin.path, &stub, id))
}

fn duplicate(origin: &Origin, span: Span, first: Span, id: &str) -> Diagnostic {
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

fn attribute(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        codes::HEADING_ATTRIBUTE,
        place,
        words(
            format!("見出しの属性 `{name}` は使えないため、無視しました"),
            format!("the heading attribute `{name}` cannot be used and was dropped"),
        ),
    )
    .help(words(
        "見出しに付けられるのは `{#id .class}` だけです。idには文字・数字・`-`・`_`・`.` が使えます",
        "write `{#id .class}` alone; an id may hold letters, numbers, `-`, `_` and `.`",
    ))
}
