//! Raw HTML: which tags stand in a text, and which of them may stand there.
//!
//! A harmless few are let through, written anew by `render` from what is read here; whatever is
//! not certainly one of them is refused. Whether a refusal is an error is the site's to say
//! (`[markdown] raw_html`). Comments are nothing.

use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use super::gathered::Gathered;
use super::target::{self, Class};
use super::{HtmlRefusal, RawHtml};
use crate::decode::Origin;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::html::{
    ATTRIBUTES, BLOCK_ELEMENTS, HtmlTag, INLINE_ELEMENTS, TokenKind, character_references, tokens,
};
use crate::text::SourcePath;
use crate::wording::words;

/// Collects the raw HTML of a text.
#[derive(Debug)]
pub(super) struct HtmlConcern<'a> {
    origin: &'a Origin,
    /// What was found.
    pub(super) html: Vec<RawHtml>,
    block: Option<Gathered>,
    /// How many tags of the Markdown are open.
    depth: usize,
    /// Elements that are open: name, the depth they were opened at, which of `html`.
    open: Vec<(String, usize, usize)>,
    /// The names of elements whose start was refused and whose end is still to come.
    refused: Vec<String>,
}

impl<'a> HtmlConcern<'a> {
    pub(super) fn new(origin: &'a Origin) -> Self {
        Self {
            origin,
            html: Vec::new(),
            block: None,
            depth: 0,
            open: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Whatever is still open at the end is never closed.
    pub(super) fn finish(mut self) -> Vec<RawHtml> {
        self.close_deeper_than(None);
        self.html
    }

    fn read(&mut self, gathered: &Gathered, in_sentence: bool) {
        for token in tokens(&gathered.text) {
            let source = gathered.source(&token.range);
            let refused = match &token.kind {
                TokenKind::Text | TokenKind::Comment => continue,
                TokenKind::Unreadable => Some(HtmlRefusal::Unreadable),
                TokenKind::Tag(tag) => self.judge(tag, in_sentence),
            };
            self.html.push(RawHtml {
                span: self.origin.span(source),
                refused,
            });
        }
    }

    /// Why a tag may not stand there; the end of a refused element goes with its start.
    fn judge(&mut self, tag: &HtmlTag<'_>, in_sentence: bool) -> Option<HtmlRefusal> {
        if tag.closing
            && let Some(at) = self.refused.iter().rposition(|name| *name == tag.name)
        {
            self.refused.remove(at);
            return Some(HtmlRefusal::WithItsStart);
        }
        let refused = refusal(tag, in_sentence);
        if refused.is_none() {
            return self.balance(tag);
        }
        if !tag.closing {
            self.refused.push(tag.name.clone());
        }
        refused
    }

    /// Follows what is open; a tag that closes nothing, or something further out, is refused.
    fn balance(&mut self, tag: &HtmlTag<'_>) -> Option<HtmlRefusal> {
        let name = tag.name.as_str();
        if matches!(name, "br" | "wbr") {
            return tag
                .closing
                .then(|| HtmlRefusal::Unbalanced(tag.name.clone()));
        }
        // The end tags of `rt` and `rp` may be left out.
        let implied = if tag.closing {
            name == "ruby"
        } else {
            matches!(name, "rt" | "rp")
        };
        while implied && self.top_is(&["rt", "rp"]) {
            self.open.pop();
        }
        if !tag.closing {
            self.open
                .push((tag.name.clone(), self.depth, self.html.len()));
            return None;
        }
        if self.top_is(&[name]) {
            self.open.pop();
            return None;
        }
        Some(HtmlRefusal::Unbalanced(tag.name.clone()))
    }

    fn top_is(&self, names: &[&str]) -> bool {
        self.open
            .last()
            .is_some_and(|(name, depth, _)| *depth == self.depth && names.contains(&name.as_str()))
    }

    fn close_deeper_than(&mut self, depth: Option<usize>) {
        while let Some((name, at, ordinal)) = self
            .open
            .pop_if(|(_, at, _)| depth.is_none_or(|depth| *at > depth))
        {
            let _ = at;
            let optional_end = matches!(name.as_str(), "rt" | "rp");
            if let Some(html) = self.html.get_mut(ordinal).filter(|_| !optional_end) {
                html.refused = Some(HtmlRefusal::Unbalanced(name));
            }
        }
    }
}

impl Concern for HtmlConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.block = Some(Gathered::default()),
            Event::Html(html) => {
                if let Some(block) = &mut self.block {
                    block.push(html, range.start);
                }
            }
            // Stands for the fact, so that `<` before it and a letter behind it make no tag.
            Event::Fact(fact) => {
                if let Some(block) = &mut self.block {
                    block.push("{", fact.range.start);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                let block = self.block.take().unwrap_or_default();
                self.read(&block, false);
            }
            Event::InlineHtml(html) => {
                let mut gathered = Gathered::default();
                gathered.push(html, range.start);
                self.read(&gathered, true);
            }
            Event::Start(_) | Event::Link(_) => self.depth += 1,
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.close_deeper_than(Some(self.depth));
            }
            _ => {}
        }
    }
}

fn refusal(tag: &HtmlTag<'_>, in_sentence: bool) -> Option<HtmlRefusal> {
    let name = tag.name.as_str();
    let allowed =
        INLINE_ELEMENTS.contains(&name) || (!in_sentence && BLOCK_ELEMENTS.contains(&name));
    if !allowed {
        return Some(HtmlRefusal::Element(tag.name.clone()));
    }
    tag.attributes
        .iter()
        .find(|(name, _)| tag.closing || !ATTRIBUTES.contains(&name.as_str()))
        .map(|(name, _)| HtmlRefusal::Attribute(name.clone()))
}

/// The scheme or host of a link to contact somebody, as a browser reads the tag.
fn contact_of(tag: &HtmlTag<'_>) -> Option<String> {
    let leads = ["href", "xlink:href", "action", "formaction", "src", "data"];
    let values = tag.attributes.iter();
    let mut values = values.filter(|(name, _)| leads.contains(&name.as_str()));
    values.find_map(|(_, value)| {
        let written = (*value)?;
        let mut address = written.to_owned();
        for (start, end, letter) in character_references(written).into_iter().rev() {
            address.replace_range(start..end, letter.encode_utf8(&mut [0; 4]));
        }
        match target::classify(&address) {
            Class::Contact(what) => Some(what),
            _ => None,
        }
    })
}

/// A link to contact somebody in HTML that a site lets through: the contact is to come from the data.
pub fn raw_html_contact(place: Place, tag: &HtmlTag<'_>) -> Option<Diagnostic> {
    target::refused(place, &Class::Contact(contact_of(tag)?))
}

/// Raw HTML that is not let through, for the site to report where its config asks for that.
pub fn raw_html_refused(path: &SourcePath, html: &RawHtml) -> Option<Diagnostic> {
    let message = match html.refused.as_ref()? {
        HtmlRefusal::Element(name) => words(
            format!("HTMLの `<{name}>` はここには書けません"),
            format!("the HTML element `<{name}>` cannot stand here"),
        ),
        HtmlRefusal::Attribute(name) => words(
            format!("HTMLの属性 `{name}` は書けません"),
            format!("the HTML attribute `{name}` is not let through"),
        ),
        HtmlRefusal::Unbalanced(name) => words(
            format!("HTMLの `<{name}>` の開始と終了が対になっていません"),
            format!("`<{name}>` is not opened and closed in the same place"),
        ),
        HtmlRefusal::WithItsStart => return None,
        HtmlRefusal::Unreadable => words(
            "HTMLのタグとして読めません",
            "this is not an HTML tag that can be read",
        ),
    };
    let elements = [INLINE_ELEMENTS, BLOCK_ELEMENTS].concat().join(" ");
    Some(
        Diagnostic::new(codes::RAW_HTML, Place::new(path, html.span), message).help(words(
            format!(
                "Markdownで書くか、`<` を `&lt;` にしてください。書けるHTMLは {elements}、属性は {} です",
                ATTRIBUTES.join(" ")
            ),
            format!(
                "write Markdown, or `&lt;` for `<`; allowed elements are {elements}, attributes {}",
                ATTRIBUTES.join(" ")
            ),
        )),
    )
}
