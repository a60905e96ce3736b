//! From a file to a [`Page`], and from a Markdown text to a [`Body`].

use super::blocks::BlockConcern;
use super::concern::Concern;
use super::dialect::{self, Dialect};
use super::footnotes::FootnoteConcern;
use super::leftover::LeftoverConcern;
use super::links::{self, LinkConcern};
use super::mask::{Mask, Refused};
use super::outline::OutlineConcern;
use super::placeholder::{self, FactConcern};
use super::punctuation::PunctuationConcern;
use super::raw_html::HtmlConcern;
use super::reading::ReadingConcern;
use super::safety::{self, MOST_HEADINGS, SafetyConcern};
use super::single_braces::SingleBraceConcern;
use super::survey::survey;
use super::{Body, Braces, Page, front_matter, lone_attributes, wide_marks};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Checked, Place};
use crate::text::Source;

/// Parses a Markdown file. The front matter's `braces`, if there, counts for more than the dialect's.
pub fn parse(source: &Source, dialect: &Dialect) -> Checked<Page> {
    let mut bag = Bag::new();
    safety::invisible_characters(source, &mut bag);
    let (front, body_start) = front_matter::read(source, dialect.braces).unpack(&mut bag);
    let dialect = Dialect {
        braces: front.braces.unwrap_or(dialect.braces),
    };
    let origin = Origin::from_offset(&source.path, body_start);
    let text = source.text.get(body_start..).unwrap_or_default();
    let body = parse_body(text, &origin, &dialect).unpack(&mut bag);
    bag.with(Page {
        path: source.path.clone(),
        text: source.text.clone(),
        front,
        body_start,
        body,
    })
}

/// Parses a Markdown text: a page's body, or a text of the dataset.
pub fn parse_body(text: &str, origin: &Origin, dialect: &Dialect) -> Checked<Body> {
    let mut bag = Bag::new();
    let mask = Mask::new(text, dialect);
    match mask.refused() {
        None => {}
        Some(Refused::TooDeep(line)) => bag.push(safety::too_deep(origin.place(*line..*line))),
        Some(Refused::Attributes(at)) => {
            bag.push(lone_attributes::told(origin.place(at.clone())));
        }
    }
    for braces in mask.unclosed() {
        bag.push(placeholder::unclosed(origin.place(braces.clone())));
    }
    let text = mask.text();
    if wide_marks::may_stand_in(text) {
        let facts = dialect.braces == Braces::Facts;
        wide_marks::find(text, &survey(text).verbatim, facts, origin, &mut bag);
    }
    let body = walk(&mask, origin, &mut bag);
    if let Some(heading) = body.headings.get(MOST_HEADINGS) {
        // Each of them may have a finding of its own, which nobody would read.
        bag = Bag::new();
        bag.push(safety::too_many_headings(Place::new(
            &origin.path,
            heading.span,
        )));
    }
    bag.with(body)
}

fn walk(mask: &Mask<'_>, origin: &Origin, bag: &mut Bag) -> Body {
    let text = mask.text();
    let mut facts = FactConcern::new(origin);
    let mut single_braces = SingleBraceConcern::new(text, origin);
    let mut links = LinkConcern::new(text, origin);
    let mut outline = OutlineConcern::new(text, origin);
    let mut blocks = BlockConcern::new(text, origin);
    let mut html = HtmlConcern::new(origin);
    let mut footnotes = FootnoteConcern::new(text, origin);
    let mut safety = SafetyConcern::new(text, origin);
    let mut reading = ReadingConcern::default();
    let mut leftover = LeftoverConcern::new(text, origin);
    let mut punctuation = PunctuationConcern::new(text, origin);
    let mut events = dialect::events(mask);
    for (event, range) in events.by_ref() {
        let concerns: [&mut dyn Concern; 11] = [
            &mut facts,
            &mut single_braces,
            &mut links,
            &mut outline,
            &mut blocks,
            &mut html,
            &mut footnotes,
            &mut safety,
            &mut reading,
            &mut leftover,
            &mut punctuation,
        ];
        for concern in concerns {
            concern.see(&event, &range);
        }
    }
    links::undefined(&events.undefined(), text, origin, bag);
    let (headings, outline) = outline.finish();
    for found in [
        links.bag,
        outline,
        blocks.bag,
        footnotes.finish(),
        safety.bag,
        leftover.bag,
        punctuation.finish(),
    ] {
        bag.extend(found.findings().to_vec());
    }
    Body {
        headings,
        links: links.links,
        placeholders: facts.placeholders,
        single_braces: single_braces.found,
        blocks: blocks.blocks,
        html: html.finish(),
        fence_languages: blocks.languages,
        reading: reading.reading,
    }
    .without_slack()
}
