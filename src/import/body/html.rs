//! HTML between paragraphs: Markdown where it says the same, else a fence in which it can be read.

use std::fmt::Write as _;
use std::ops::Range;

use super::super::finding;
use super::super::traced::Edit;
use super::super::write::fence_for;
use super::Change;
use super::alerts::{continued, quoted};
use crate::html::{ATTRIBUTES, HtmlTag, INLINE_ELEMENTS, TokenKind, character_references, tokens};
use crate::page::foreign::{
    ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag, ForeignTagEnd as End,
};
use crate::wording::words;

/// Elements that only hold others.
pub(super) const WRAPPERS: [&str; 31] = [
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "figure",
    "figcaption",
    "center",
    "span",
    "font",
    "u",
    "ins",
    "small",
    "big",
    "cite",
    "q",
    "dfn",
    "var",
    "label",
    "address",
    "p",
    "nobr",
    "hgroup",
    "picture",
    "blink",
    "dl",
    "dd",
    "caption",
];

/// Those among them that stand in a sentence.
pub(super) const IN_SENTENCES: [&str; 13] = [
    "span", "font", "u", "ins", "small", "big", "cite", "q", "dfn", "var", "label", "nobr", "blink",
];

/// An attribute's value, character references resolved.
pub(super) fn attribute(tag: &HtmlTag<'_>, name: &str) -> Option<String> {
    let (_, value) = tag.attributes.iter().find(|(of, _)| of == name)?;
    Some(unescaped((*value)?))
}

/// Character references as the letters they stand for.
pub(super) fn unescaped(written: &str) -> String {
    let mut text = written.to_owned();
    for (start, end, letter) in character_references(written).into_iter().rev() {
        text.replace_range(start..end, letter.encode_utf8(&mut [0; 4]));
    }
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    for (name, letter) in names {
        text = text.replace(name, letter);
    }
    text
}

/// A tag with the attributes that are let through.
pub(super) fn allowed(tag: &HtmlTag<'_>) -> String {
    let mut out = format!("<{}{}", if tag.closing { "/" } else { "" }, tag.name);
    for (name, value) in &tag.attributes {
        if !tag.closing && ATTRIBUTES.contains(&name.as_str()) {
            match value {
                Some(value) => {
                    let _ = write!(out, " {name}=\"{}\"", value.replace('"', "&quot;"));
                }
                None => {
                    let _ = write!(out, " {name}");
                }
            }
        }
    }
    out + ">"
}

impl Change<'_> {
    pub(super) fn html(&mut self, events: &[ForeignPlaced<'_>]) {
        let mut block: Option<Range<usize>> = None;
        let mut open = Vec::new();
        let mut boxes: Vec<(usize, usize)> = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::HtmlBlock) => block = Some(range.start..range.start),
                Event::Html(_) => {
                    if let Some(block) = &mut block {
                        block.end = block.end.max(range.end);
                    }
                }
                Event::End(End::HtmlBlock) => {
                    if let Some(block) = block.take() {
                        self.block(block, &mut boxes);
                    }
                }
                Event::InlineHtml(_) => self.inline_tag(range, &mut open),
                Event::Start(
                    Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::TableCell
                    | Tag::Item
                    | Tag::DefinitionListTitle,
                )
                | Event::End(
                    End::Paragraph
                    | End::Heading(_)
                    | End::TableCell
                    | End::Item
                    | End::DefinitionListTitle,
                ) => self.end_sentence(&mut open),
                _ => {}
            }
        }
        self.end_sentence(&mut open);
    }

    fn block(&mut self, block: Range<usize>, boxes: &mut Vec<(usize, usize)>) {
        let written = self.text[block.clone()].to_owned();
        let line_start = self.text[..block.start].rfind('\n').map_or(0, |at| at + 1);
        let column = block.start - line_start;
        let prefix = continued(&self.text[line_start..block.start]);
        let inner: String = written
            .split_inclusive('\n')
            .enumerate()
            .map(|(number, line)| {
                // The marks of quotations around it are no part of it.
                let marks = line.len() - line.trim_start_matches(['>', ' ']).len();
                if number > 0 && prefix.contains('>') {
                    &line[marks.min(column)..]
                } else {
                    line
                }
            })
            .collect();
        if inner.trim_start().starts_with("<!--") && inner.trim_end().ends_with("-->") {
            return;
        }
        if self.warning_box(&block, &inner, boxes) || is_let_through(&inner) {
            return;
        }
        let text = self.as_markdown(&inner, &block);
        let is_markdown = text.is_some();
        let text = text.unwrap_or_else(|| {
            let fence = fence_for(&inner);
            format!("{fence}html\n{}\n{fence}", inner.trim_end())
        });
        if !is_markdown {
            let place = self.place(block.clone());
            self.findings.push(finding::markup(
                place,
                inner.lines().next().unwrap_or_default(),
                words(
                    "から始まるHTMLはここで使えないため、コードとして残しました",
                    "begins HTML that is not let through; it stays as code",
                ),
            ));
        }
        let lines: Vec<&str> = text.lines().collect();
        let mut new = lines.join(&format!("\n{prefix}"));
        // A paragraph right above would take the lines in.
        let above = self.text[..line_start].trim_end_matches('\n');
        let is_apart = above.is_empty() || self.text[..line_start].ends_with("\n\n");
        if !is_apart && !new.is_empty() && column == prefix.trim_end_matches(' ').len() {
            new = format!("\n{prefix}{new}");
        }
        let end = written.len() - written.trim_end_matches(['\n', '\r']).len();
        if end > 0 && !new.is_empty() {
            new.push('\n');
        }
        let rest = &self.text[block.end..];
        if !rest.is_empty() && !rest.starts_with(['\n', '\r']) && !new.is_empty() {
            new.push_str(&prefix);
            new.push('\n');
        }
        self.edits.push(Edit::new(block, new));
    }

    /// `<div class="warning">`, Markdown, `</div>`: a box of mdBook.
    fn warning_box(
        &mut self,
        block: &Range<usize>,
        inner: &str,
        boxes: &mut Vec<(usize, usize)>,
    ) -> bool {
        if !self.is_mdbook() {
            return false;
        }
        let bare = inner.trim();
        let is_opening = {
            let mut tokens = tokens(bare);
            let first = tokens.next();
            let is_warning = first.is_some_and(|token| match token.kind {
                TokenKind::Tag(tag) => {
                    tag.name == "div" && attribute(&tag, "class").as_deref() == Some("warning")
                }
                _ => false,
            });
            is_warning && tokens.next().is_none()
        };
        let line_start = self.text[..block.start].rfind('\n').map_or(0, |at| at + 1);
        if is_opening {
            boxes.push((block.start, block.start - line_start));
            // Until its end is seen, it may have none.
            return true;
        }
        if bare != "</div>" {
            return false;
        }
        let Some((start, column)) = boxes.pop() else {
            return false;
        };
        let first = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |at| start + at);
        self.edits.push(Edit::new(start..first, "> [!WARNING]"));
        let inner = (first + 1).min(line_start)..line_start;
        self.edits.extend(quoted(self.text, inner, column));
        let end = block.start + self.text[block.clone()].trim_end().len();
        self.edits.push(Edit::new(block.start..end, ""));
        true
    }
}

/// Whether raw HTML may stand as it is: only harmless elements, and no letters that would be Markdown.
fn is_let_through(html: &str) -> bool {
    tokens(html).all(|token| match token.kind {
        TokenKind::Tag(tag) => {
            let name = tag.name.as_str();
            let is_known = INLINE_ELEMENTS.contains(&name) || matches!(name, "details" | "summary");
            let mut attributes = tag.attributes.iter();
            is_known && attributes.all(|(name, _)| ATTRIBUTES.contains(&name.as_str()))
        }
        TokenKind::Unreadable => false,
        TokenKind::Text | TokenKind::Comment => true,
    })
}
