//! The ids that an old page had: of its headings, and of whatever else could be linked to.

use std::collections::BTreeSet;
use std::ops::Range;

use super::old::{OldPage, Rules};
use super::zola::Slugify;
use crate::html::{TokenKind, tokens};
use crate::ledger::is_anchor;
use crate::page::foreign::{
    Foreign, ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag, ForeignTagEnd as End,
    SmartPunctuation,
};

/// What can be linked to in an old page.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<OldHeading>,
    /// Ids that no heading has, and which heading stands for each.
    pub(super) anchors: Vec<OldAnchor>,
}

/// What an old id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'o> {
    /// A heading, by the id that it keeps.
    Heading(&'o str),
    /// The page: nothing nearer keeps an id.
    Page,
    /// The page has no such id.
    Nowhere,
}

/// A heading of an old page.
#[derive(Clone, Debug)]
pub(super) struct OldHeading {
    /// Where it stands.
    pub(super) range: Range<usize>,
    pub(super) level: u8,
    /// The id that it keeps, if it had one that can be kept.
    pub(super) id: Option<String>,
    pub(super) text: String,
    /// Whether anything but letters and code stands in it.
    pub(super) is_rich: bool,
}

/// An id that no heading has.
#[derive(Clone, Debug)]
pub(super) struct OldAnchor {
    pub(super) id: String,
    /// The heading that stands for it, by its number; else the page.
    pub(super) heading: Option<usize>,
}

impl Outline {
    /// Where a link to an old id is to lead.
    pub(super) fn target(&self, id: &str) -> Target<'_> {
        let mut headings = self.headings.iter();
        let found = headings.find_map(|heading| heading.id.as_deref().filter(|of| *of == id));
        if let Some(id) = found {
            return Target::Heading(id);
        }
        let Some(anchor) = self.anchors.iter().find(|anchor| anchor.id == id) else {
            return Target::Nowhere;
        };
        let heading = anchor.heading.and_then(|at| self.headings.get(at));
        let id = heading.and_then(|heading| heading.id.as_deref());
        id.map_or(Target::Page, Target::Heading)
    }

    /// Reads the ids of a page.
    pub(super) fn of(page: &OldPage, rules: &Rules) -> Self {
        let Some(reading) = Reading::of(&page.body.text, page.foreign, rules) else {
            return Self::default();
        };
        // Before version 0.5, mdBook left quotes and dashes as they were typed.
        let plain = Foreign {
            smart_punctuation: SmartPunctuation::Off,
            ..page.foreign
        };
        let is_smart = plain != page.foreign && matches!(rules, Rules::MdBook(_));
        let plain = is_smart
            .then(|| Reading::of(&page.body.text, plain, rules))
            .flatten();
        let then = plain.map_or_else(|| reading.found.clone(), |plain| plain.found);
        reading.settle(rules, &then)
    }
}

/// A heading or a term, before ids are given.
#[derive(Clone, Debug, Default)]
struct Found {
    range: Range<usize>,
    /// 1 to 6; 0 for the term of a definition.
    level: u8,
    explicit: Option<String>,
    text: String,
    is_rich: bool,
}

struct Reading<'t> {
    text: &'t str,
    is_mdbook: bool,
    /// How many pictures are open: mdBook makes no id of their words.
    pictures: usize,
    found: Vec<Found>,
    /// Ids of raw HTML, and where the letters behind them begin.
    loose: Vec<(String, Range<usize>)>,
    open: Option<Found>,
    /// Footnotes that are referred to, in order.
    notes: Vec<String>,
}

impl<'t> Reading<'t> {
    fn of(text: &'t str, foreign: Foreign, rules: &Rules) -> Option<Self> {
        let read = foreign.read(text)?;
        let mut reading = Self {
            text,
            is_mdbook: matches!(rules, Rules::MdBook(_)),
            pictures: 0,
            found: Vec::new(),
            loose: Vec::new(),
            open: None,
            notes: Vec::new(),
        };
        for placed in &read.events {
            reading.see(placed);
        }
        Some(reading)
    }

    fn see(&mut self, (event, range): &ForeignPlaced<'_>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.open = Some(Found {
                    range: range.clone(),
                    level: *level as u8,
                    explicit: id.as_ref().map(ToString::to_string),
                    ..Found::default()
                });
            }
            Event::Start(Tag::DefinitionListTitle) => {
                self.open = Some(Found {
                    range: range.clone(),
                    ..Found::default()
                });
            }
            Event::End(End::Heading(_) | End::DefinitionListTitle) => {
                self.found.extend(self.open.take());
            }
            Event::Text(text) | Event::Code(text) => {
                let is_seen = self.pictures == 0 || !self.is_mdbook;
                if let Some(open) = self.open.as_mut().filter(|_| is_seen) {
                    open.text.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = &mut self.open {
                    open.text.push('\n');
                }
            }
            Event::Start(Tag::Image { .. }) => {
                self.pictures += 1;
                self.is_rich();
            }
            Event::End(End::Image) => self.pictures = self.pictures.saturating_sub(1),
            Event::Start(Tag::Link { .. }) => self.is_rich(),
            Event::FootnoteReference(name) => {
                self.is_rich();
                let count = self.notes.iter().filter(|note| **note == **name).count() + 1;
                self.notes.push(name.to_string());
                self.loose
                    .push((format!("fr-{name}-{count}"), range.clone()));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                for id in [
                    format!("footnote-{name}"),
                    format!("fn-{name}"),
                    name.to_string(),
                ] {
                    self.loose.push((id, range.clone()));
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.is_rich();
                self.html(html, range);
            }
            _ => {}
        }
    }

    fn is_rich(&mut self) {
        if let Some(open) = &mut self.open {
            open.is_rich = true;
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        for token in tokens(html) {
            let of = range.start + token.range.start..range.start + token.range.end;
            match token.kind {
                TokenKind::Comment if html[token.range.clone()].contains("<!-- more -->") => {
                    self.loose.push(("continue-reading".to_owned(), of.clone()));
                    self.loose.push(("zola-continue-reading".to_owned(), of));
                }
                TokenKind::Tag(tag) if !tag.closing => {
                    let names = tag.attributes.iter().filter_map(|(name, value)| {
                        let is_id = name == "id" || name == "name" && tag.name == "a";
                        value.filter(|_| is_id).map(str::to_owned)
                    });
                    self.loose.extend(names.map(|id| (id, of.clone())));
                }
                _ => {}
            }
        }
    }

    fn settle(mut self, rules: &Rules, then: &[Found]) -> Outline {
        if !self.is_mdbook {
            self.found.retain(|found| found.level > 0);
        }
        let ids = given(&self.found, rules, then);
        let mut outline = Outline::default();
        let mut seen = BTreeSet::new();
        // Explicit ids first: of two that are equal, a link leads to the first in the page.
        let mut other: Vec<(String, Range<usize>)> = Vec::new();
        for (found, (id, old)) in self.found.iter().zip(ids) {
            let kept = is_anchor(&id) && !seen.contains(&id);
            if kept && found.level > 0 {
                seen.insert(id.clone());
            } else {
                other.push((id.clone(), found.range.clone()));
            }
            other.extend(old.into_iter().map(|old| (old, found.range.clone())));
            if found.level > 0 {
                outline.headings.push(OldHeading {
                    range: found.range.clone(),
                    level: found.level,
                    id: Some(id).filter(|_| kept),
                    text: found.text.trim().to_owned(),
                    is_rich: found.is_rich,
                });
            }
        }
        for (id, range) in other.into_iter().chain(std::mem::take(&mut self.loose)) {
            if is_anchor(&id) && seen.insert(id.clone()) {
                outline.anchors.push(OldAnchor {
                    id,
                    heading: self.heading_for(&outline.headings, &range),
                });
            }
        }
        outline
    }

    /// The heading that an anchor is about: the one right behind it, else the one above.
    fn heading_for(&self, headings: &[OldHeading], range: &Range<usize>) -> Option<usize> {
        let next = headings.partition_point(|heading| heading.range.start < range.end);
        let is_right_behind = headings.get(next).is_some_and(|heading| {
            let between = self.text.get(range.end..heading.range.start);
            between.is_some_and(|between| {
                tokens(between)
                    .all(|token| !token.is_text() || between[token.range].trim().is_empty())
            })
        });
        let at = if is_right_behind {
            Some(next)
        } else {
            headings
                .partition_point(|heading| heading.range.start <= range.start)
                .checked_sub(1)
        };
        at.filter(|at| headings[*at].id.is_some())
    }
}

/// The id of each, and others that older versions of the generator gave; `then` are the same headings as
/// those versions read them.
fn given(found: &[Found], rules: &Rules, then: &[Found]) -> Vec<(String, Vec<String>)> {
    match rules {
        Rules::MdBook(_) => {
            let of = |found: &[Found], lower| {
                numbered(found, |text| mdbook_id(text, lower), &BTreeSet::new())
            };
            let older = [
                of(found, Lower::Ascii),
                of(then, Lower::Ascii),
                of(then, Lower::All),
            ];
            let now = of(found, Lower::All).into_iter().enumerate();
            now.map(|(at, now)| {
                let others = older.iter().filter_map(|ids| ids.get(at));
                let others = others.filter(|id| **id != now).cloned().collect();
                (now, others)
            })
            .collect()
        }
        Rules::Zola(slugify) => {
            let explicit = found.iter().filter_map(|found| found.explicit.clone());
            let slug = |text: &str| Slugify::slug(slugify.anchors, text);
            let ids = numbered(found, slug, &explicit.collect());
            ids.into_iter().map(|id| (id, Vec::new())).collect()
        }
    }
}

/// Ids from words, each with the first number that makes it new; what is written stays as it is.
fn numbered(
    found: &[Found],
    slug: impl Fn(&str) -> String,
    taken: &BTreeSet<String>,
) -> Vec<String> {
    let mut taken = taken.clone();
    let mut given = Vec::with_capacity(found.len());
    for found in found {
        if let Some(id) = &found.explicit {
            given.push(id.clone());
            continue;
        }
        let base = slug(&found.text);
        let mut id = base.clone();
        let mut count = 0;
        while !taken.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        given.push(id);
    }
    given
}

/// Which letters become small ones.
#[derive(Clone, Copy, PartialEq)]
enum Lower {
    All,
    Ascii,
}

/// mdBook's rule: letters, numbers, `-` and `_` stay, each space becomes a `-`, all else goes. Its versions
/// before 0.5 made only the letters of ASCII small.
fn mdbook_id(text: &str, lower: Lower) -> String {
    let small = match lower {
        Lower::All => text.trim().to_lowercase(),
        Lower::Ascii => text.trim().to_ascii_lowercase(),
    };
    small
        .chars()
        .filter_map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_') {
                Some(c)
            } else {
                c.is_whitespace().then_some('-')
            }
        })
        .collect()
}
