//! Gathers the texts in which a phone number may stand: prose, code, comments, titles, alt texts.
//!
//! A number that readers see sends them somewhere wherever it stands, so nothing is opaque here but
//! facts. Only the stretches of the source that hold digits enough are gathered at all
//! (`notation::phone_stretches`), which keeps this pass next to free.

use std::ops::Range;
use std::sync::Arc;

use super::{OpaqueKind, Passage, Role, Row, Words};
use crate::decode::Origin;
use crate::notation::{Telling, may_hold_phone, phone_stretches};
use crate::page::concern::Concern;
use crate::page::dialect::{CodeBlockKind, Event, Tag, TagEnd};
use crate::page::{Fence, fence};
use crate::text::cjk;

/// A text in which a phone number may stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Numerals {
    /// What it says, code included, and what stands around it.
    pub passage: Passage,
    /// Where readers meet it.
    pub medium: Medium,
    /// The stretches of the words that are code.
    pub code: Vec<Range<usize>>,
}

/// Where readers meet a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// In the text of the page.
    Prose,
    /// In a block of code.
    Code,
    /// In a comment, which those see who look at the source.
    Comment,
    /// Beside something: the title of a link, an attribute.
    Title,
    /// In the address of a link, which browsers show and which may dial.
    Target,
}

/// Collects the texts.
#[derive(Debug)]
pub(in crate::page) struct NumeralConcern<'a> {
    pub(super) text: &'a str,
    pub(super) origin: &'a Origin,
    stretches: Vec<Range<usize>>,
    numerals: Vec<Numerals>,
    pub(super) words: Words,
    code: Vec<Range<usize>>,
    line_break: bool,
    in_code_block: bool,
    /// A fence that puts a block into the page: its body is data, told by whoever reads the arguments.
    in_block: bool,
    headings: usize,
    level: u8,
    path: Vec<(u8, usize)>,
    frames: Vec<Option<Arc<Words>>>,
    table: Option<Table>,
    pub(super) html: Option<Range<usize>>,
}

#[derive(Debug, Default)]
struct Table {
    heads: Arc<Vec<Arc<Words>>>,
    cells: Vec<Arc<Words>>,
    code: Vec<Vec<Range<usize>>>,
}

impl<'a> NumeralConcern<'a> {
    pub(in crate::page) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            stretches: phone_stretches(text),
            numerals: Vec::new(),
            words: Words::default(),
            code: Vec::new(),
            line_break: false,
            in_code_block: false,
            in_block: false,
            headings: 0,
            level: 0,
            path: Vec::new(),
            frames: Vec::new(),
            table: None,
            html: None,
        }
    }

    /// The texts in which a number may stand.
    pub(in crate::page) fn finish(mut self) -> Vec<Numerals> {
        self.end_passage(Role::Paragraph);
        self.numerals
    }

    /// Whether a stretch of the source is worth gathering.
    pub(super) fn is_near(&self, range: &Range<usize>) -> bool {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.end <= range.start);
        let next = self.stretches.get(after);
        next.is_some_and(|stretch| stretch.start < range.end.max(range.start + 1))
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => return,
            _ => self.end_passage(self.role()),
        }
        match tag {
            Tag::Heading { level, .. } => self.level = *level as u8,
            Tag::CodeBlock(kind) => {
                self.in_code_block = true;
                self.in_block = matches!(kind, CodeBlockKind::Fenced(info) if !matches!(fence(info), Fence::Code(_)));
            }
            Tag::HtmlBlock => self.html = Some(range.start..range.start),
            Tag::Item | Tag::DefinitionList => self.frames.push(None),
            Tag::Table(_) => self.table = Some(Table::default()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
            TagEnd::CodeBlock => {
                self.in_code_block = false;
                let (words, code) = self.take();
                if !self.in_block {
                    self.keep(words, code, Medium::Code, Role::Paragraph);
                }
                self.in_block = false;
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::TableCell => {
                let (words, code) = self.take();
                if let Some(table) = &mut self.table {
                    table.cells.push(words);
                    table.code.push(code);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(end == TagEnd::TableHead),
            TagEnd::Table => self.table = None,
            TagEnd::Item | TagEnd::DefinitionList => {
                self.end_passage(Role::Item);
                self.frames.pop();
            }
            _ => self.end_passage(self.role()),
        }
    }

    pub(super) fn role(&self) -> Role {
        if self.frames.is_empty() {
            Role::Paragraph
        } else {
            Role::Item
        }
    }

    fn take(&mut self) -> (Arc<Words>, Vec<Range<usize>>) {
        self.line_break = false;
        (Arc::new(self.words.take()), std::mem::take(&mut self.code))
    }

    pub(super) fn end_passage(&mut self, role: Role) {
        if self.words.text.is_empty() || self.table.is_some() {
            return;
        }
        let (words, code) = self.take();
        self.keep(Arc::clone(&words), code, Medium::Prose, role);
        if let Some(frame @ None) = self.frames.last_mut() {
            *frame = Some(words);
        }
    }

    fn end_heading(&mut self) {
        let (words, code) = self.take();
        let ordinal = self.headings;
        self.headings += 1;
        while self
            .path
            .pop_if(|(level, _)| *level >= self.level)
            .is_some()
        {}
        self.keep(words, code, Medium::Prose, Role::Heading(ordinal));
        self.path.push((self.level, ordinal));
    }

    fn end_row(&mut self, is_head: bool) {
        let Some(table) = &mut self.table else {
            return;
        };
        let cells = std::mem::take(&mut table.cells);
        let code = std::mem::take(&mut table.code);
        if is_head {
            table.heads = Arc::new(cells.clone());
        }
        // Hardly any row is asked for: one without numbers is not made.
        if !cells.iter().any(|words| may_hold_phone(&words.text)) {
            return;
        }
        let row = Arc::new(Row {
            heads: Arc::clone(&table.heads),
            cells: if is_head { Vec::new() } else { cells.clone() },
        });
        for (column, (words, code)) in cells.into_iter().zip(code).enumerate() {
            let row = Arc::clone(&row);
            self.keep(words, code, Medium::Prose, Role::Cell { row, column });
        }
    }

    pub(super) fn keep(
        &mut self,
        words: Arc<Words>,
        code: Vec<Range<usize>>,
        medium: Medium,
        role: Role,
    ) {
        if !may_hold_phone(&words.text) {
            return;
        }
        let above = self.frames.iter().rev().flatten();
        self.numerals.push(Numerals {
            passage: Passage {
                above: match medium {
                    Medium::Prose => above.cloned().collect(),
                    _ => Vec::new(),
                },
                words,
                role,
                headings: self.path.iter().rev().map(|(_, at)| *at).collect(),
                before: None,
                telling: Telling::Nothing,
            },
            medium,
            code,
        });
    }

    pub(super) fn letters(&mut self, letters: &str, range: &Range<usize>) {
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
        push(&mut self.words, letters, range, self.text, self.origin);
    }

    /// Code in a sentence: its letters, at their place between the backticks.
    fn code(&mut self, code: &str, range: &Range<usize>) {
        let start = self.words.text.len();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let at = written.find(code).map_or(range.clone(), |at| {
            range.start + at..range.start + at + code.len()
        });
        self.letters(code, &at);
        self.code.push(start..self.words.text.len());
    }
}

/// Adds letters, verbatim if they stand in the text like this.
pub(super) fn push(
    words: &mut Words,
    letters: &str,
    range: &Range<usize>,
    text: &str,
    origin: &Origin,
) {
    let source = origin.span(range.clone());
    if text.get(range.clone()) == Some(letters) {
        words.push_verbatim(letters, source);
    } else {
        words.push_made(letters, source);
    }
}

impl Concern for NumeralConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if self.stretches.is_empty() {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Html(_) | Event::Fact(_) if self.html.is_some() => {
                if let Some(block) = &mut self.html {
                    block.end = block.end.max(range.end);
                }
            }
            Event::SoftBreak => self.line_break = true,
            // Its title and address may stand elsewhere, in a definition.
            Event::Link(link) => {
                self.title(link, range);
                self.target(link, range);
            }
            _ if !self.is_near(range) => {}
            Event::Text(text) => self.letters(text, range),
            Event::Code(code) => self.code(code, range),
            Event::InlineHtml(tag) => self.inline_html(tag, range),
            Event::HardBreak => {
                let here = self.origin.span(range.start..range.start);
                self.words.push_made("\n", here);
            }
            Event::Fact(fact) => {
                let source = self.origin.span(range.clone());
                let kind = OpaqueKind::Fact(fact.path.to_owned());
                self.words.push_opaque(kind, source);
            }
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
}
