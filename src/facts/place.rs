//! Where a fact stands for a person: file, line and column.

use std::collections::BTreeMap;

use crate::site::Showing;
use crate::text::{LineIndex, Source, SourcePath, Span};

/// A place of a page that shows a fact, or of the data where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// From the site's root.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
    /// The block that shows it; absent: a placeholder.
    pub block: Option<String>,
    /// The question in which it stands.
    pub question: Option<String>,
}

impl Spot {
    /// `content/phone.md:12`, and the block.
    pub(super) fn words(&self) -> String {
        let block = self.block.as_ref().map(|block| format!(" {{{block}}}"));
        format!("{}:{}{}", self.file, self.line, block.unwrap_or_default())
    }
}

/// Turns bytes into lines, reading each file once.
pub(super) struct Spots<'t> {
    texts: &'t BTreeMap<SourcePath, Source>,
    lines: BTreeMap<SourcePath, LineIndex<'t>>,
}

impl<'t> Spots<'t> {
    pub(super) fn new(texts: &'t BTreeMap<SourcePath, Source>) -> Self {
        Self {
            texts,
            lines: BTreeMap::new(),
        }
    }

    /// A place of a page.
    pub(super) fn of(&mut self, showing: &Showing) -> Spot {
        Spot {
            block: showing.block.clone(),
            question: showing.question.clone(),
            ..self.at(&showing.page, showing.span)
        }
    }

    /// A place of any text.
    pub(super) fn at(&mut self, path: &SourcePath, span: Span) -> Spot {
        let texts = self.texts;
        let position = texts.get(path).map(|source| {
            let lines = self
                .lines
                .entry(path.clone())
                .or_insert_with(|| LineIndex::new(&source.text));
            lines.position(span.start as usize)
        });
        Spot {
            file: path.to_string(),
            line: position.map_or(1, |position| position.line),
            column: position.map_or(1, |position| position.column),
            block: None,
            question: None,
        }
    }
}
