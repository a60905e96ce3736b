//! Markdown as other generators read it: the parser's events as they are, without our mask.
//!
//! Who moves in brings texts in which `{{ }}` is no fact and one tilde strikes through. They are read here
//! with the options of the generator that they were written for; nothing of it is judged.

use std::ops::Range;

use pulldown_cmark as md;
pub use pulldown_cmark::{Event as ForeignEvent, Tag as ForeignTag, TagEnd as ForeignTagEnd};

use super::{lone_attributes, safety};

/// How the other generator reads Markdown, besides tables, footnotes, task lists and the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Foreign {
    /// Quotes are curled, and `--` becomes a dash.
    pub smart_punctuation: SmartPunctuation,
    /// `Term` and `: what it is`.
    pub definition_lists: DefinitionLists,
}

/// Whether quotes are curled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SmartPunctuation {
    /// As they are typed.
    #[default]
    Off,
    /// Curled.
    On,
}

/// Whether definition lists are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefinitionLists {
    /// As paragraphs.
    #[default]
    Off,
    /// As lists.
    On,
}

/// An event and the bytes it is about.
pub type ForeignPlaced<'t> = (ForeignEvent<'t>, Range<usize>);

/// A text that another generator reads.
#[derive(Debug)]
pub struct ForeignText<'t> {
    /// Its events.
    pub events: Vec<ForeignPlaced<'t>>,
    /// The definitions of references: `[name]: where`.
    pub definitions: Vec<Range<usize>>,
}

impl Foreign {
    /// Reads a text; one that the parser cannot bear is not read at all.
    pub fn read<'t>(&self, text: &'t str) -> Option<ForeignText<'t>> {
        let mut options = md::Options::ENABLE_TABLES
            | md::Options::ENABLE_FOOTNOTES
            | md::Options::ENABLE_STRIKETHROUGH
            | md::Options::ENABLE_TASKLISTS
            | md::Options::ENABLE_HEADING_ATTRIBUTES
            | md::Options::ENABLE_GFM;
        if self.smart_punctuation == SmartPunctuation::On {
            options |= md::Options::ENABLE_SMART_PUNCTUATION;
        }
        if self.definition_lists == DefinitionLists::On {
            options |= md::Options::ENABLE_DEFINITION_LIST;
        }
        let is_refused = lone_attributes::first(text).is_some()
            || safety::first_too_deep(text, options).is_some();
        if is_refused {
            return None;
        }
        let parser = md::Parser::new_ext(text, options);
        let definitions = parser.reference_definitions().iter();
        let mut definitions: Vec<Range<usize>> = definitions
            .map(|(_, definition)| definition.span.clone())
            .collect();
        definitions.sort_by_key(|range| range.start);
        Some(ForeignText {
            events: parser.into_offset_iter().collect(),
            definitions,
        })
    }
}
