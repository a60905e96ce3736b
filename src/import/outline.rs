//! The ids that an old page had: of its headings, and of whatever else could be linked to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::ids::{Found, Given, Lower, given, mdbook_id, without_references, writable};
use super::old::{OldPage, Rules};
use crate::html::{HtmlTag, TokenKind, tokens};
use crate::ledger::{is_anchor, is_fragment};
use crate::page::foreign::{
    DefinitionLists, Foreign, ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag,
    ForeignTagEnd as End, SmartPunctuation,
};

/// What can be linked to in an old page.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<OldHeading>,
    /// Ids that no heading has, and which heading stands for each.
    pub(super) anchors: Vec<OldAnchor>,
    /// Ids that cannot be kept.
    pub(super) lost: Vec<(String, Range<usize>)>,
    /// Which heading stands for each id; none where it is the page.
    targets: BTreeMap<String, Option<usize>>,
    /// Where headings of raw HTML stand that had an id once, without saying it.
    raw: Vec<(usize, String)>,
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
    /// Whether anything but letters, code and links stands in it.
    pub(super) is_rich: bool,
    /// Whether there is a link in it.
    pub(super) has_link: bool,
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
        let Some(heading) = self.targets.get(id) else {
            return Target::Nowhere;
        };
        let heading = heading.and_then(|at| self.headings.get(at));
        let id = heading.and_then(|heading| heading.id.as_deref());
        id.map_or(Target::Page, Target::Heading)
    }

    /// Reads the ids of a page.
    pub(super) fn of(page: &OldPage, rules: &Rules) -> Self {
        let Some(mut reading) = Reading::of(&page.body.text, page.foreign, rules) else {
            return Self::default();
        };
        let made = page.body.ids.iter();
        reading
            .loose
            .extend(made.map(|(at, id)| (id.clone(), *at..*at)));
        // Before version 0.5, mdBook left quotes and dashes as they were typed, and knew no definitions.
        let plain = Foreign {
            smart_punctuation: SmartPunctuation::Off,
            definition_lists: DefinitionLists::Off,
        };
        let is_mdbook = matches!(rules, Rules::MdBook(_));
        let plain = is_mdbook
            .then(|| Reading::of(&page.body.text, plain, rules))
            .flatten();
        let then = plain.map(|plain| plain.found).unwrap_or_default();
        reading.settle(rules, &then)
    }

    /// The id that a heading of raw HTML had once, where no heading of Markdown has it.
    pub(super) fn of_raw(&self, at: usize) -> Option<&str> {
        let raw = self.raw.iter().find(|(start, _)| *start == at);
        raw.map(|(_, id)| id.as_str())
    }
}

/// What an id is about.
#[derive(Clone, Debug)]
enum Whose {
    /// A heading, by its number.
    Heading(usize),
    /// What stands there.
    Near(Range<usize>),
}

struct Reading<'t> {
    text: &'t str,
    is_mdbook: bool,
    /// How many pictures are open: mdBook makes no id of their words.
    pictures: usize,
    found: Vec<Found>,
    /// Ids of raw HTML, and where the letters behind them begin.
    loose: Vec<(String, Range<usize>)>,
    /// Ids that cannot be kept.
    lost: Vec<(String, Range<usize>)>,
    open: Option<Found>,
    /// A heading of raw HTML.
    raw: Option<Found>,
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
            lost: Vec::new(),
            open: None,
            raw: None,
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
                let open = self.open.as_mut().or(self.raw.as_mut());
                if let Some(open) = open.filter(|_| is_seen) {
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
            Event::Start(Tag::Link { .. }) => {
                if let Some(open) = &mut self.open {
                    open.has_link = true;
                }
            }
            Event::FootnoteReference(name) => {
                self.is_rich();
                let count = self.notes.iter().filter(|note| **note == **name).count() + 1;
                self.notes.push(name.to_string());
                self.made(format!("fr-{name}-{count}"), range);
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let own = if self.is_mdbook { "footnote-" } else { "fn-" };
                self.made(format!("{own}{name}"), range);
                for prefix in ["footnote-", "fn-", ""] {
                    self.loose.push((format!("{prefix}{name}"), range.clone()));
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.is_rich();
                self.html(html, range);
            }
            _ => {}
        }
    }

    /// An id that the page had, whether it can be kept or not.
    fn made(&mut self, id: String, range: &Range<usize>) {
        if !is_fragment(&id) {
            self.lost.push((id.clone(), range.clone()));
        }
        self.loose.push((id, range.clone()));
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
                TokenKind::Tag(tag) => {
                    if !tag.closing {
                        let names = tag.attributes.iter().filter_map(|(name, value)| {
                            let is_id = name == "id" || name == "name" && tag.name == "a";
                            value.filter(|_| is_id).map(str::to_owned)
                        });
                        for id in names {
                            self.made(id, &of);
                        }
                    }
                    self.raw_heading(&tag, of);
                }
                TokenKind::Text => {
                    if let Some(raw) = &mut self.raw {
                        raw.text.push_str(&without_references(&html[token.range]));
                    }
                }
                _ => {}
            }
        }
    }

    /// Before version 0.5, mdBook gave ids to headings of raw HTML, too, if they stood on one line and had no
    /// attributes but classes and an id.
    fn raw_heading(&mut self, tag: &HtmlTag<'_>, of: Range<usize>) {
        if !self.is_mdbook || !matches!(tag.name.as_bytes(), [b'h', b'1'..=b'6']) {
            return;
        }
        if tag.closing {
            let raw = self.raw.take();
            self.found.extend(raw.filter(|raw| {
                self.text[raw.range.start..of.start]
                    .lines()
                    .nth(1)
                    .is_none()
            }));
            return;
        }
        let mut names = tag.attributes.iter().map(|(name, _)| name.as_str());
        let is_plain = self.text[of.clone()].starts_with("<h");
        self.raw = (is_plain && names.all(|name| name == "class")).then(|| Found {
            range: of,
            is_raw: true,
            ..Found::default()
        });
    }

    fn settle(mut self, rules: &Rules, then: &[Found]) -> Outline {
        if !self.is_mdbook {
            self.found.retain(|found| found.level > 0);
        }
        let mut outline = Outline::default();
        let mut seen = BTreeSet::new();
        // Explicit ids first: of two that are equal, a link leads to the first in the page.
        let mut other: Vec<(String, Whose)> = Vec::new();
        let mut raw = Vec::new();
        let mut heard = BTreeSet::new();
        let given = given(&self.found, rules, then);
        let mut taken: BTreeSet<String> = given.iter().filter_map(|g| g.now.clone()).collect();
        for (found, Given { now, once }) in self.found.iter().zip(given) {
            let whose = match found.level {
                0 => Whose::Near(found.range.clone()),
                _ => Whose::Heading(outline.headings.len()),
            };
            let once = once.into_iter().map(|old| (old, whose.clone()));
            let Some(id) = now else {
                raw.extend(once);
                continue;
            };
            let is_new = !seen.contains(&id) && heard.insert(id.clone());
            let kept = match found.level {
                0 => None,
                _ if is_new && is_anchor(&id) => Some(id.clone()),
                _ if is_new && is_fragment(&id) => Some(writable(&id, &mut taken)),
                // The second of two that are equal never led anywhere.
                _ => Some(writable(&mdbook_id(&found.text, Lower::All), &mut taken)),
            };
            seen.extend(kept.clone());
            if kept.as_ref() != Some(&id) {
                other.push((id, whose.clone()));
            }
            other.extend(once);
            if found.level > 0 {
                outline.headings.push(OldHeading {
                    range: found.range.clone(),
                    level: found.level,
                    id: kept,
                    text: found.text.trim().to_owned(),
                    is_rich: found.is_rich,
                    has_link: found.has_link,
                });
            }
        }
        let loose = std::mem::take(&mut self.loose).into_iter();
        let loose = loose.map(|(id, range)| (id, Whose::Near(range)));
        for (id, whose) in other.into_iter().chain(loose) {
            self.anchor(&mut outline, &mut seen, id, &whose);
        }
        for (id, whose) in raw {
            let Whose::Near(range) = &whose else { continue };
            if is_anchor(&id) && !seen.contains(&id) && outline.of_raw(range.start).is_none() {
                outline.raw.push((range.start, id.clone()));
            }
            self.anchor(&mut outline, &mut seen, id, &whose);
        }
        let headings = outline.headings.iter().enumerate();
        let headings = headings.filter_map(|(at, heading)| Some((heading.id.clone()?, Some(at))));
        let anchors = outline.anchors.iter();
        let anchors = anchors.map(|anchor| (anchor.id.clone(), anchor.heading));
        outline.lost = self.lost;
        outline.targets = headings.chain(anchors).collect();
        outline
    }

    fn anchor(
        &self,
        outline: &mut Outline,
        seen: &mut BTreeSet<String>,
        id: String,
        whose: &Whose,
    ) {
        if !is_fragment(&id) || !seen.insert(id.clone()) {
            return;
        }
        let heading = match whose {
            Whose::Heading(at) if outline.headings[*at].id.is_some() => Some(*at),
            Whose::Heading(at) => {
                let range = outline.headings[*at].range.clone();
                self.heading_for(&outline.headings, &range)
            }
            Whose::Near(range) => self.heading_for(&outline.headings, range),
        };
        outline.anchors.push(OldAnchor { id, heading });
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
