//! How blocks turn Markdown into HTML: that of the dataset's words, and that of other pages.

use std::sync::{Mutex, PoisonError};

use super::edition::Edition;
use super::shared::OfLanguage;
use crate::decode::Origin;
use crate::page::{Dialect, EventList, parse_body};
use crate::render::blocks::Bodies;
use crate::render::body::{self, BodyOptions, Extent, RawHtmlMode, Sections};
use crate::render::highlight::Highlighter;
use crate::site::Route;
use crate::site::joined::{Excerpt, JoinedBody};
use crate::text::SourcePath;

/// How blocks turn Markdown into HTML: that of the dataset's words, and that of other pages.
pub(super) struct BodiesOf<'b> {
    pub edition: &'b Edition,
    pub shared: &'b OfLanguage,
    pub route: &'b Route,
}

impl Bodies for BodiesOf<'_> {
    fn inline(&self, text: &str, joined: &JoinedBody) -> String {
        let origin = Origin::from_offset(&SourcePath::new(""), 0);
        // What is wrong with the text has been told when its names were resolved.
        let body = parse_body(text, &origin, &Dialect::default()).value;
        let read = EventList::of(text, Dialect::default());
        let options = BodyOptions {
            words: &self.shared.body_words,
            raw_html: RawHtmlMode::Safe,
            blocks: &[],
            highlighter: &body::NoHighlighter,
            without_heading: None,
            former_ids: &[],
            extent: &Extent::Whole,
            sections: Sections::Plain,
            note_prefix: "",
        };
        body::inline(&read, &body, joined, &options)
    }

    fn excerpt(&self, excerpt: &Excerpt) -> String {
        let Some(at) = self.edition.site.page_of(&excerpt.path) else {
            return String::new();
        };
        let blocks = self
            .edition
            .blocks(&excerpt.joined, self.shared, self.route)
            .unwrap_or_default();
        let of = &self.edition.site.pages[at];
        let extent = Extent::Excerpt(excerpt.section.clone().unwrap_or(0..of.body_text().len()));
        let opens = |heading: &crate::page::Heading| {
            excerpt
                .section
                .as_ref()
                .is_some_and(|section| *section == heading.section)
        };
        let heading = of
            .page
            .body
            .headings
            .iter()
            .position(opens)
            .filter(|_| excerpt.without_heading);
        let painter = Painter {
            highlighter: &self.edition.highlighter,
            painting: Mutex::default(),
        };
        let prefix = format!("x{}-", excerpt.ordinal);
        let options = BodyOptions {
            blocks: &blocks,
            without_heading: heading,
            extent: &extent,
            highlighter: &painter,
            note_prefix: &prefix,
            ..self.edition.options(self.shared)
        };
        let read = self.edition.site.events_of(at);
        body::html(&read, &of.page.body, &excerpt.joined, &options).html
    }
}

/// Colours the code of one body and remembers which fences were not coloured to their end.
pub(super) struct Painter<'p> {
    pub highlighter: &'p Highlighter,
    pub painting: Mutex<Painting>,
}

impl body::Highlighter for Painter<'_> {
    fn highlight(&self, language: &str, code: &str) -> String {
        let painted = self.highlighter.paint(language, code);
        let mut painting = self.painting.lock().unwrap_or_else(PoisonError::into_inner);
        if painted.skipped.is_some() {
            let fence = painting.fences;
            painting.skipped.push(fence);
        }
        painting.fences += 1;
        painted.html.to_string()
    }
}

/// How many fences have been coloured, and which of them not to their end.
#[derive(Default)]
pub(super) struct Painting {
    fences: usize,
    /// The ordinals of the latter.
    pub skipped: Vec<usize>,
}
