//! Gathers the texts in which a phone number may stand: prose, code, comments, titles, alt texts.
//!
//! A number that readers see sends them somewhere wherever it stands, so nothing is opaque here but
//! facts. Only the stretches of the source that hold digits enough are gathered at all
//! (`notation::phone_stretches`), which keeps this pass next to free.

use std::ops::Range;
use std::sync::Arc;

use super::{OpaqueKind, Passage, Role, Row, Words};
use crate::decode::Origin;
use crate::notation::{may_hold_phone, phone_stretches};
use crate::page::concern::Concern;
use crate::page::dialect::{CodeBlockKind, Event, Letters, LinkStart, Tag, TagEnd};
use crate::page::html::{self, HtmlTag, TokenKind};
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
}

/// Attributes whose values are no words.
const NO_WORDS: &[&str] = &[
    "href", "src", "srcset", "id", "class", "style", "datetime", "action", "cite", "width",
    "height", "name", "for", "lang",
];

/// Elements of HTML within a line of text.
const WITHIN_LINES: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Collects the texts.
#[derive(Debug)]
pub(in crate::page) struct NumeralConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    stretches: Vec<Range<usize>>,
    numerals: Vec<Numerals>,
    words: Words,
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
    html: Option<Range<usize>>,
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
    fn is_near(&self, range: &Range<usize>) -> bool {
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

    fn role(&self) -> Role {
        if self.frames.is_empty() {
            Role::Paragraph
        } else {
            Role::Item
        }
    }

    fn take(&mut self) -> (Arc<Words>, Vec<Range<usize>>) {
        self.line_break = false;
        let words = Arc::new(std::mem::take(&mut self.words));
        (words, std::mem::take(&mut self.code))
    }

    fn end_passage(&mut self, role: Role) {
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
        let row = if is_head {
            table.heads = Arc::new(cells.clone());
            Row {
                heads: Arc::clone(&table.heads),
                cells: Vec::new(),
            }
        } else {
            Row {
                heads: Arc::clone(&table.heads),
                cells: cells.clone(),
            }
        };
        let row = Arc::new(row);
        for (column, (words, code)) in cells.into_iter().zip(code).enumerate() {
            let row = Arc::clone(&row);
            self.keep(words, code, Medium::Prose, Role::Cell { row, column });
        }
    }

    fn keep(&mut self, words: Arc<Words>, code: Vec<Range<usize>>, medium: Medium, role: Role) {
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
            },
            medium,
            code,
        });
    }

    fn letters(&mut self, letters: &str, range: &Range<usize>) {
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

    /// The title of a link; its text and alt text are letters of the passage.
    fn title(&mut self, link: &LinkStart<'_>, range: &Range<usize>) {
        let mut words = Words::default();
        for piece in &link.title {
            match piece {
                Letters::Text(letters) => {
                    let at = self.written_at(letters, range);
                    push(&mut words, letters, &at, self.text, self.origin);
                }
                Letters::Fact(fact) => words.push_opaque(
                    OpaqueKind::Fact(fact.path.to_owned()),
                    self.origin.span(fact.range.clone()),
                ),
            }
        }
        self.keep_aside(words, Medium::Title);
    }

    /// Where the title of a link is written: within it, or in the definition that it refers to.
    fn written_at(&self, title: &str, range: &Range<usize>) -> Range<usize> {
        let inside = self
            .text
            .get(range.clone())
            .and_then(|link| link.rfind(title));
        let at = inside
            .map(|at| range.start + at)
            .or_else(|| self.text.find(title));
        at.map_or(range.clone(), |at| at..at + title.len())
    }

    fn keep_aside(&mut self, words: Words, medium: Medium) {
        self.keep(Arc::new(words), Vec::new(), medium, Role::Paragraph);
    }

    /// What stands in the tags and comments of some HTML. It is read as it is written: nothing of it is
    /// shown as prose.
    fn markup(&mut self, html: &str, from: usize) {
        for token in html::tokens(html) {
            match &token.kind {
                TokenKind::Comment | TokenKind::Unreadable => {
                    let inside = &html[token.range.clone()];
                    self.aside(inside, from + token.range.start, Medium::Comment);
                }
                TokenKind::Tag(tag) => self.attributes(tag, html, from),
                TokenKind::Text => {}
            }
        }
    }

    fn attributes(&mut self, tag: &HtmlTag<'_>, html: &str, from: usize) {
        for (name, value) in &tag.attributes {
            let value = value.filter(|_| !NO_WORDS.contains(&name.as_str()));
            if let Some((value, at)) = value.and_then(|value| Some((value, within(value, html)?))) {
                self.aside(value, from + at.start, Medium::Title);
            }
        }
    }

    fn aside(&mut self, letters: &str, at: usize, medium: Medium) {
        let mut words = Words::default();
        let range = at..at + letters.len();
        push(&mut words, letters, &range, self.text, self.origin);
        self.keep_aside(words, medium);
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        self.markup(tag, range.start);
        if breaks_line(tag) {
            let here = self.origin.span(range.start..range.start);
            self.words.push_made("\n", here);
        }
    }

    /// Letters of HTML as a browser shows them, `&#48;` as 0.
    fn html_letters(&mut self, written: &str, from: usize) {
        let mut at = 0;
        for (start, end, letter) in html::character_references(written) {
            self.letters(&written[at..start], &(from + at..from + start));
            let shown = letter.encode_utf8(&mut [0; 4]).to_owned();
            self.letters(&shown, &(from + start..from + end));
            at = end;
        }
        self.letters(&written[at..], &(from + at..from + written.len()));
    }

    /// The letters between the tags of a block of HTML, each line a passage.
    fn end_html(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        if !self.is_near(&range) {
            return;
        }
        let block = self.text.get(range.clone()).unwrap_or_default();
        for token in html::tokens(block) {
            let at = range.start + token.range.start..range.start + token.range.end;
            let written = &block[token.range.clone()];
            if token.is_text() {
                self.html_letters(written, at.start);
                continue;
            }
            self.markup(written, at.start);
            let is_comment = token.kind == TokenKind::Comment;
            if !is_comment && breaks_line(written) {
                self.end_passage(self.role());
            }
        }
        self.end_passage(self.role());
    }
}

/// Whether a tag ends a line of text.
fn breaks_line(tag: &str) -> bool {
    html::tokens(tag).any(|token| {
        matches!(&token.kind, TokenKind::Tag(HtmlTag { name, .. }) if !WITHIN_LINES.contains(&name.as_str()))
    })
}

/// Adds letters, verbatim if they stand in the text like this.
fn push(words: &mut Words, letters: &str, range: &Range<usize>, text: &str, origin: &Origin) {
    let source = origin.span(range.clone());
    if text.get(range.clone()) == Some(letters) {
        words.push_verbatim(letters, source);
    } else {
        words.push_made(letters, source);
    }
}

/// Where a borrowed stretch lies in the text that it was borrowed from.
fn within(stretch: &str, text: &str) -> Option<Range<usize>> {
    let start = (stretch.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let range = start..start + stretch.len();
    (text.get(range.clone()) == Some(stretch)).then_some(range)
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
            // Its title may stand elsewhere, in a definition.
            Event::Link(link) => self.title(link, range),
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
