//! Fences that put a block into the page: ```` ```{table} ````.

use std::ops::Range;

use super::Block;
use super::concern::Concern;
use super::dialect::{CodeBlockKind, Event, Tag, TagEnd};
use super::gathered::Gathered;
use crate::decode::{Origin, parse_toml};
use crate::diagnostic::{Bag, Diagnostic, Edit, Fix, Place, codes};
use crate::text::Spanned;
use crate::wording::words;

/// The blocks that every site has.
pub const BUILT_IN_BLOCKS: &[&str] = &[
    "table", "week", "channel", "faq", "chooser", "notices", "include",
];

/// What a fence is, by its info string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence<'i> {
    /// Code in a language; empty: none is named.
    Code(&'i str),
    /// A block.
    Block(&'i str),
    /// A block's name without braces. It is reported, and shown as nothing rather than as code.
    Unbraced(&'i str),
}

/// Reads an info string.
pub fn fence(info: &str) -> Fence<'_> {
    let info = info.trim();
    if let Some(inside) = info.strip_prefix('{') {
        return Fence::Block(inside.split('}').next().unwrap_or_default().trim());
    }
    let language = info.split([' ', '\t', ',']).next().unwrap_or_default();
    if BUILT_IN_BLOCKS.contains(&language) {
        return Fence::Unbraced(language);
    }
    Fence::Code(language)
}

/// What a language is read by if it is the name of a file, `content/phone.md`: the name's ending,
/// empty if it has none. Such a name is shown above the code.
pub fn file_ending(language: &str) -> Option<&str> {
    let name = language.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    let is_file = !ending.is_empty() && !stem.is_empty() || language.contains('/');
    (is_file && !name.is_empty() && language.chars().all(is_plain)).then_some(ending)
}

/// The name in `｛table｝`, as an input method writes it.
fn in_wide_braces(language: &str) -> Option<&str> {
    language.strip_prefix('｛')?.strip_suffix(['｝', '}'])
}

/// Collects the blocks of a text, and the languages of its code.
#[derive(Debug)]
pub(super) struct BlockConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    pub(super) blocks: Vec<Block>,
    pub(super) languages: Vec<Spanned<String>>,
    open: Option<OpenBlock>,
    list: ListWatch,
    pub(super) bag: Bag,
}

#[derive(Debug)]
struct OpenBlock {
    name: Spanned<String>,
    range: Range<usize>,
    body: Gathered,
}

impl<'a> BlockConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            blocks: Vec::new(),
            languages: Vec::new(),
            open: None,
            list: ListWatch::default(),
            bag: Bag::new(),
        }
    }

    fn start(&mut self, info: &str, range: &Range<usize>) {
        let lines = self.text.get(range.clone()).unwrap_or_default();
        let line = lines.lines().next().unwrap_or_default();
        // With an entity in it the info string is not what is written.
        let written = |part: &str| match line.find(part) {
            Some(at) => range.start + at..range.start + at + part.len(),
            None => range.start..range.start + line.len(),
        };
        match fence(info) {
            Fence::Code("") => {}
            Fence::Code(language) if let Some(name) = in_wide_braces(language) => {
                let place = self.origin.place(written(language));
                self.bag.push(unbraced(place, name));
            }
            Fence::Code(language) => {
                let span = self.origin.span(written(language));
                self.languages.push(Spanned::new(language.to_owned(), span));
            }
            Fence::Unbraced(name) => {
                let place = self.origin.place(written(name));
                self.bag.push(unbraced(place, name));
            }
            Fence::Block(name) => {
                let at = written(name);
                if !info.trim().ends_with('}') {
                    self.bag
                        .push(after_braces(self.origin.place(written(info.trim()))));
                }
                self.open = Some(OpenBlock {
                    name: Spanned::new(name.to_owned(), self.origin.span(at)),
                    range: range.clone(),
                    body: Gathered::default(),
                });
            }
        }
    }

    fn end(&mut self, open: OpenBlock) {
        // TOML knows no lone carriage return as the end of a line, Markdown does.
        let origin = open.body.origin(self.origin);
        let mut arguments = parse_toml(&line_feeds(&open.body.text), &origin).unpack(&mut self.bag);
        // What is missing among the arguments is missing in the block: its name is the place.
        arguments.span = open.name.span;
        let block = Block {
            name: open.name,
            arguments,
            span: self.origin.span(open.range),
        };
        self.blocks.push(block);
    }
}

impl Concern for BlockConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => self.start(info, range),
            Event::Text(text) => {
                if let Some(open) = &mut self.open {
                    open.body.push(text, range.start);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let is_block = self.open.is_some();
                if let Some(open) = self.open.take() {
                    self.end(open);
                }
                if self.list.ends_block(is_block, range) {
                    return;
                }
            }
            _ => {}
        }
        if let Some((block, indent)) = self.list.see(event, range, self.text) {
            let fix = indented(self.text, &block, indent, self.origin);
            let told = splits_list(self.origin.place(block), indent);
            self.bag.push(match fix {
                Some(fix) => told.fix(fix),
                None => told,
            });
        }
    }
}

/// A text with line feeds for lone carriage returns, of the same length.
pub(super) fn line_feeds(text: &str) -> String {
    let mut copy = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let lone = c == '\r' && letters.peek() != Some(&'\n');
        copy.push(if lone { '\n' } else { c });
    }
    copy
}

/// Notices a list, a block and a list of the same kind in a row, with nothing else between.
#[derive(Debug, Default)]
struct ListWatch {
    depth: usize,
    /// The start of the last item of each open list.
    items: Vec<usize>,
    /// The list that has just ended.
    ended: Option<EndedList>,
    /// The blocks that followed it.
    block: Option<Range<usize>>,
}

#[derive(Clone, Debug)]
struct EndedList {
    depth: usize,
    ordered: bool,
    last_item: usize,
}

impl ListWatch {
    /// A block has ended; says whether the watch goes on.
    fn ends_block(&mut self, is_block: bool, range: &Range<usize>) -> bool {
        let after_list = self
            .ended
            .as_ref()
            .is_some_and(|list| list.depth + 1 == self.depth);
        if is_block && after_list {
            self.depth -= 1;
            self.block = Some(range.clone());
        }
        is_block && after_list
    }

    fn see(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
        text: &str,
    ) -> Option<(Range<usize>, usize)> {
        match event {
            Event::Start(Tag::List(first)) => {
                let split = self.split(first.is_some(), text, *first);
                self.ended = None;
                self.block = None;
                self.items.push(range.start);
                self.depth += 1;
                return split;
            }
            Event::Start(Tag::Item) => {
                if let Some(item) = self.items.last_mut() {
                    *item = range.start;
                }
                self.depth += 1;
            }
            Event::End(TagEnd::List(ordered)) => {
                self.depth = self.depth.saturating_sub(1);
                self.ended = Some(EndedList {
                    depth: self.depth,
                    ordered: *ordered,
                    last_item: self.items.pop().unwrap_or(range.start),
                });
                self.block = None;
            }
            Event::Start(Tag::CodeBlock(_)) => self.depth += 1,
            Event::Start(_) | Event::Link(_) => {
                self.depth += 1;
                self.ended = None;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Text(_) => {}
            _ => self.ended = None,
        }
        None
    }

    fn split(
        &self,
        ordered: bool,
        text: &str,
        first: Option<u64>,
    ) -> Option<(Range<usize>, usize)> {
        let ended = self.ended.as_ref()?;
        let block = self.block.clone()?;
        let item = text.get(ended.last_item..)?;
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = item[..digits].parse().unwrap_or(0);
        let continues = !ordered || first == number.checked_add(1) || first == Some(1);
        if ended.ordered != ordered || ended.depth != self.depth || !continues {
            return None;
        }
        let marker = digits + 1;
        let blank = item
            .get(marker..)?
            .bytes()
            .take_while(|b| *b == b' ')
            .count();
        Some((
            block,
            marker + if (1..=4).contains(&blank) { blank } else { 1 },
        ))
    }
}

/// A block with each of its lines indented; not in a quotation, whose mark stands at each line's start.
fn indented(text: &str, block: &Range<usize>, indent: usize, origin: &Origin) -> Option<Fix> {
    let start = text[..block.start]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    if start != block.start {
        return None;
    }
    let mut at = start;
    let mut edits = Vec::new();
    for line in text[block.clone()].split_inclusive(['\n', '\r']) {
        if !line.trim().is_empty() {
            edits.push(Edit {
                path: origin.path.clone(),
                span: origin.span(at..at),
                text: " ".repeat(indent),
            });
        }
        at += line.len();
    }
    Some(Fix { edits })
}

fn unbraced(place: Place, name: &str) -> Diagnostic {
    let fix = Fix::replace(&place.path.clone(), place.span, format!("{{{name}}}"));
    Diagnostic::new(
        codes::UNKNOWN_BLOCK,
        place,
        words(
            format!("ブロックの名前 `{name}` に波かっこがありません"),
            format!("the block name `{name}` lacks its braces"),
        ),
    )
    .help(words(
        format!("`{{{name}}}` と書いてください"),
        format!("write `{{{name}}}`"),
    ))
    .fix(fix)
}

fn after_braces(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_BLOCK,
        place,
        words(
            "ブロックの名前が `}` で終わっていません",
            "the block's name does not end with `}`",
        ),
    )
    .help(words(
        "`{table}` のように名前だけを書き、引数は次の行から書いてください",
        "write the name alone, such as `{table}`, and its arguments on the lines below",
    ))
}

fn splits_list(place: Place, indent: usize) -> Diagnostic {
    Diagnostic::new(
        codes::BLOCK_SPLITS_LIST,
        place,
        words(
            "このブロックがリストを二つに分けています",
            "this block splits the list in two",
        ),
    )
    .help(words(
        format!("ブロックの各行の先頭に半角スペースを{indent}個入れてください"),
        format!("indent each line of the block by {indent} spaces"),
    ))
}
