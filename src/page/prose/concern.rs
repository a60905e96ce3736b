//! Gathers prose from the events of a text.

use std::ops::Range;
use std::sync::Arc;

use super::{OpaqueKind, Passage, Role, Row, Words};
use crate::decode::Origin;
use crate::html::{self, HtmlTag, TokenKind, attribute_value};
use crate::notation::{Telling, may_tell, may_tell_below, telling};
use crate::page::concern::Concern;
use crate::page::dialect::{Event, Tag, TagEnd};
use crate::text::cjk;

/// As much of a list item as is kept for what stands below it: its beginning says whose it is.
const MOST_ABOVE: usize = 2;

/// Collects the passages of a text.
#[derive(Debug)]
pub(in crate::page) struct ProseConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    passages: Vec<Passage>,
    words: Words,
    /// A line has ended; what follows says whether the reader sees a space.
    line_break: bool,
    /// How many blocks of code are open.
    code: usize,
    /// How many stretches that are struck out are open.
    struck: usize,
    /// How many headings there were.
    headings: usize,
    /// The level of the heading that is open.
    level: u8,
    /// The headings in force, each with its level, the innermost last.
    path: Vec<(u8, usize)>,
    /// The list items and definitions that are open, each with what it says so far.
    frames: Vec<Vec<Arc<Words>>>,
    notes: usize,
    before: Option<Arc<Words>>,
    table: Option<OpenTable>,
    html: Option<Range<usize>>,
}

#[derive(Debug, Default)]
struct OpenTable {
    heads: Arc<Vec<Arc<Words>>>,
    cells: Vec<Arc<Words>>,
}

impl<'a> ProseConcern<'a> {
    pub(in crate::page) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            passages: Vec::new(),
            words: Words::default(),
            line_break: false,
            code: 0,
            struck: 0,
            headings: 0,
            level: 0,
            path: Vec::new(),
            frames: Vec::new(),
            notes: 0,
            before: None,
            table: None,
            html: None,
        }
    }

    /// The passages that may say something comparable.
    pub(in crate::page) fn finish(mut self) -> Vec<Passage> {
        self.end_paragraph();
        self.passages
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => return,
            Tag::Strikethrough => {
                if self.struck == 0 {
                    self.opaque(OpaqueKind::Struck, range);
                }
                self.struck += 1;
                return;
            }
            _ => self.end_paragraph(),
        }
        match tag {
            Tag::Heading { level, .. } => self.level = *level as u8,
            Tag::CodeBlock(_) => self.code += 1,
            Tag::HtmlBlock => self.html = Some(range.start..range.start),
            Tag::Item | Tag::DefinitionList => self.frames.push(Vec::new()),
            Tag::DefinitionListTitle => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.clear();
                }
            }
            Tag::FootnoteDefinition(_) => self.notes += 1,
            Tag::Table(_) => self.table = Some(OpenTable::default()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::CodeBlock => self.code = self.code.saturating_sub(1),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.heads = Arc::new(std::mem::take(&mut table.cells));
                    let row = Row {
                        heads: Arc::clone(&table.heads),
                        cells: Vec::new(),
                    };
                    self.keep_row(row);
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = Row {
                        heads: Arc::clone(&table.heads),
                        cells: std::mem::take(&mut table.cells),
                    };
                    self.keep_row(row);
                }
            }
            TagEnd::Table => self.table = None,
            TagEnd::Item | TagEnd::DefinitionList => {
                self.end_paragraph();
                self.frames.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.notes = self.notes.saturating_sub(1);
            }
            _ => self.end_paragraph(),
        }
    }

    fn letters(&mut self, letters: &str, range: &Range<usize>) {
        if self.code > 0 || self.struck > 0 {
            return;
        }
        let Some(first) = letters.chars().next() else {
            return;
        };
        if std::mem::take(&mut self.line_break) {
            let before = self.words.text.chars().next_back();
            if before.is_some_and(|before| !cjk::joins_lines(before, first)) {
                let here = self.origin.span(range.start..range.start);
                self.words.push_made(" ", here);
            }
        }
        let source = self.origin.span(range.clone());
        if self.text.get(range.clone()) == Some(letters) {
            self.words.push_verbatim(letters, source);
        } else {
            self.words.push_made(letters, source);
        }
    }

    fn opaque(&mut self, kind: OpaqueKind, range: &Range<usize>) {
        if self.code > 0 || self.struck > 0 {
            return;
        }
        self.line_break = false;
        self.words
            .push_opaque(kind, self.origin.span(range.clone()));
    }

    fn line_end(&mut self, range: &Range<usize>) {
        self.line_break = false;
        let here = self.origin.span(range.start..range.start);
        self.words.push_made("\n", here);
    }

    fn path(&self) -> Vec<usize> {
        self.path
            .iter()
            .rev()
            .map(|(_, ordinal)| *ordinal)
            .collect()
    }

    fn take(&mut self) -> Arc<Words> {
        self.line_break = false;
        Arc::new(self.words.take())
    }

    /// A paragraph, or the letters of a list item, end here.
    fn end_paragraph(&mut self) {
        if self.words.text.is_empty() || self.table.is_some() {
            return;
        }
        let words = self.take();
        if words.is_blank() {
            return;
        }
        let in_note = self.notes > 0;
        let telling = telling(&words.text);
        if telling != Telling::Nothing {
            let above = self.frames.iter().rev();
            self.passages.push(Passage {
                words: Arc::clone(&words),
                role: if self.frames.is_empty() {
                    Role::Paragraph
                } else {
                    Role::Item
                },
                headings: if in_note { Vec::new() } else { self.path() },
                above: above
                    .flat_map(|frame| frame.iter().rev().cloned())
                    .collect(),
                before: self.before.clone().filter(|_| !in_note),
                telling,
            });
        }
        match self.frames.last_mut() {
            Some(frame) if frame.len() < MOST_ABOVE => frame.push(words),
            None if !in_note => self.before = Some(words),
            Some(_) | None => {}
        }
    }

    fn end_heading(&mut self) {
        let words = self.take();
        let ordinal = self.headings;
        self.headings += 1;
        while self
            .path
            .pop_if(|(level, _)| *level >= self.level)
            .is_some()
        {}
        let telling = telling(&words.text);
        if telling != Telling::Nothing {
            self.passages.push(Passage {
                words,
                role: Role::Heading(ordinal),
                headings: self.path(),
                above: Vec::new(),
                before: None,
                telling,
            });
        }
        self.path.push((self.level, ordinal));
        self.before = None;
    }

    fn end_cell(&mut self) {
        let words = self.take();
        if let Some(table) = &mut self.table {
            table.cells.push(words);
        }
    }

    /// Keeps the cells of a row that may say something; what they say may need the others.
    fn keep_row(&mut self, row: Row) {
        let is_head = row.cells.is_empty();
        let row = Arc::new(row);
        let cells = if is_head { &*row.heads } else { &row.cells };
        for (column, words) in cells.iter().enumerate() {
            // What a head says makes more of a cell: 返信の目安, 3日.
            let head = row.heads.get(column).filter(|_| !is_head);
            let told = may_tell(&words.text)
                || head.is_some_and(|head| may_tell_below(head.beginning(), &words.text));
            if !told {
                continue;
            }
            self.passages.push(Passage {
                words: Arc::clone(words),
                role: Role::Cell {
                    row: Arc::clone(&row),
                    column,
                },
                headings: self.path(),
                above: Vec::new(),
                before: self.before.clone(),
                // Its days may stand in another cell.
                telling: Telling::Something,
            });
        }
    }

    /// The letters between the tags of a block of HTML, each stretch a paragraph.
    fn end_html(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        let block = self.text.get(range.clone()).unwrap_or_default();
        for token in html::tokens(block).filter(html::Token::is_text) {
            let letters = &block[token.range.clone()];
            let at = range.start + token.range.start..range.start + token.range.end;
            self.letters(&attribute_value(letters), &at);
            self.end_paragraph();
        }
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        let breaks = html::tokens(tag).any(
            |token| matches!(token.kind, TokenKind::Tag(HtmlTag { name, .. }) if name == "br"),
        );
        if breaks {
            self.line_end(range);
        }
    }
}

impl Concern for ProseConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(text) => self.letters(text, range),
            Event::Fact(_) | Event::Html(_) if self.html.is_some() => {
                if let Some(block) = &mut self.html {
                    block.end = block.end.max(range.end);
                }
            }
            Event::Fact(fact) => self.opaque(OpaqueKind::Fact(fact.path.to_owned()), range),
            Event::Code(code) => self.opaque(OpaqueKind::Code(code.to_string()), range),
            Event::InlineHtml(tag) => self.inline_html(tag, range),
            Event::SoftBreak => self.line_break = true,
            Event::HardBreak => self.line_end(range),
            Event::Link(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
}
