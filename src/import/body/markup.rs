//! HTML read tag by tag and written as Markdown.

use std::ops::Range;

use super::super::finding;
use super::super::write::code_span;
use super::Change;
use super::grid::Cell;
use super::html::{IN_SENTENCES, WRAPPERS, allowed, attribute};
use super::links::Fate;
use super::writer::Writer;
use crate::html::{HtmlTag, INLINE_ELEMENTS, TokenKind, tokens};
use crate::ledger::is_anchor;
use crate::page::LinkKind;
use crate::wording::words;

impl Change<'_> {
    /// HTML as Markdown; none where there is no Markdown that says the same.
    pub(super) fn as_markdown(&mut self, html: &str, block: &Range<usize>) -> Option<String> {
        let mut out = Writer::default();
        let mut is_whole = true;
        let kept = self.findings.len();
        let sources = self.image_sources.clone();
        for token in tokens(html) {
            let letters = &html[token.range.clone()];
            let written = match token.kind {
                TokenKind::Comment => out.raw(letters),
                TokenKind::Text => out.letters(letters),
                TokenKind::Unreadable => None,
                TokenKind::Tag(tag) => {
                    let at = block.start + token.range.start;
                    self.tag(&tag, letters, (block, at), &mut out)
                }
            };
            is_whole = written.is_some();
            if !is_whole {
                break;
            }
        }
        let text = is_whole.then(|| out.finish()).flatten();
        if text.is_none() {
            self.findings.truncate(kept);
            self.image_sources = sources;
        }
        text
    }

    fn tag(
        &mut self,
        tag: &HtmlTag<'_>,
        letters: &str,
        (block, at): (&Range<usize>, usize),
        out: &mut Writer,
    ) -> Option<()> {
        let name = tag.name.as_str();
        match name {
            "details" | "summary" => out.raw_block(&allowed(tag), name, tag.closing),
            "br" => out.raw("<br>"),
            "wbr" => out.raw("<wbr>"),
            _ if INLINE_ELEMENTS.contains(&name) => out.raw(&allowed(tag)),
            "hr" => out.block("---"),
            "b" | "strong" => out.mark(name, "**", tag.closing),
            "i" | "em" => out.mark(name, "*", tag.closing),
            "del" | "s" | "strike" => out.mark(name, "~~", tag.closing),
            "code" | "tt" | "samp" => out.code(name, tag.closing),
            "pre" => out.pre(tag.closing),
            "ul" | "ol" => out.list(name, tag.closing),
            "li" => out.item(tag.closing),
            "blockquote" => out.quotation(tag.closing),
            "table" => out.table(tag.closing),
            "thead" | "tbody" | "tfoot" | "colgroup" | "col" => out.row(true),
            "tr" => out.row(tag.closing),
            "th" | "td" => {
                // No cell of Markdown is wider or higher than one.
                let spans = ["colspan", "rowspan"]
                    .iter()
                    .filter_map(|name| attribute(tag, name));
                if spans.into_iter().any(|span| span.trim() != "1") {
                    return None;
                }
                let kind = if name == "th" {
                    Cell::Heading
                } else {
                    Cell::Data
                };
                out.cell(kind, tag.closing)
            }
            "dt" => {
                if !tag.closing {
                    out.block("")?;
                }
                out.mark(name, "**", tag.closing)?;
                if tag.closing { out.block("") } else { Some(()) }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let id = attribute(tag, "id").or_else(|| self.once(at));
                let id = id.filter(|id| is_anchor(id));
                out.heading(name, id, tag.closing)
            }
            "a" if tag.closing => out.close_link(),
            "a" => out.open_link(self.end_of_link(tag, block)),
            "img" => {
                let image = self.image(tag, block)?;
                out.raw(&image)
            }
            _ if WRAPPERS.contains(&name) => {
                self.tell_of_wrapper(tag, letters, block);
                if IN_SENTENCES.contains(&name) {
                    Some(())
                } else {
                    out.block("")
                }
            }
            _ => None,
        }
    }

    /// What a link's end becomes. One to its own place, as it stands for others to copy, is none.
    fn end_of_link(&mut self, tag: &HtmlTag<'_>, block: &Range<usize>) -> String {
        let leads_to_itself = |href: &String| {
            let id = href.strip_prefix('#').map(|id| format!("id=\"{id}\""));
            id.is_some_and(|id| self.text[block.clone()].contains(&id))
        };
        let href = attribute(tag, "href").filter(|href| !leads_to_itself(href));
        let Some(href) = href else {
            return String::new();
        };
        match self.fate(&href, LinkKind::Link) {
            Fate::Same => format!("]({})", super::super::write::destination_as_is(&href)),
            Fate::New(new) => format!("]({new})"),
            Fate::Unlinked(why) | Fate::LinkOnly(why) => {
                let place = self.place(block.clone());
                self.findings.push(finding::dead_link(place, &href, why));
                format!(" ({})", code_span(&href))
            }
        }
    }

    fn tell_of_wrapper(&mut self, tag: &HtmlTag<'_>, letters: &str, block: &Range<usize>) {
        let is_plain =
            matches!(tag.name.as_str(), "p" | "dd" | "caption") && tag.attributes.is_empty();
        if tag.closing || is_plain {
            return;
        }
        let place = self.place(block.clone());
        self.findings.push(finding::markup(
            place,
            letters,
            words(
                "のタグを外し、中身だけを残しました",
                "was taken away; what it holds stays",
            ),
        ));
    }

    /// The id that a heading of raw HTML had once without saying it.
    fn once(&self, at: usize) -> Option<String> {
        let outline = &self.shared.outlines[self.at];
        outline.of_raw(at).map(str::to_owned)
    }
}
