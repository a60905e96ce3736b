//! Raw HTML: which tags stand in a text, and which of them may stand there.
//!
//! A harmless few are let through, written anew by `render` from what is read here; whatever is
//! not certainly one of them is refused. Whether a refusal is an error is the site's to say
//! (`[markdown] raw_html`). Comments are nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use super::gathered::Gathered;
use super::{HtmlRefusal, RawHtml};
use crate::decode::Origin;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::SourcePath;
use crate::wording::words;

/// The elements that may stand in prose.
pub const INLINE_ELEMENTS: &[&str] = &[
    "br", "wbr", "kbd", "sub", "sup", "mark", "abbr", "ruby", "rt", "rp", "time",
];
/// Further elements, between paragraphs alone: in a sentence they would tear the paragraph.
pub const BLOCK_ELEMENTS: &[&str] = &["details", "summary"];
/// The attributes that they may have.
pub const ATTRIBUTES: &[&str] = &["lang", "title", "open", "datetime"];

/// A stretch of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'h> {
    /// What it is.
    pub kind: TokenKind<'h>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What a stretch of raw HTML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind<'h> {
    /// Letters between tags.
    Text,
    /// `<!-- … -->`
    Comment,
    /// `<name …>` or `</name>`
    Tag(HtmlTag<'h>),
    /// Anything else that begins with `<` as a tag does.
    Unreadable,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTag<'h> {
    /// The element's name in lower case.
    pub name: String,
    /// `</name>`
    pub closing: bool,
    /// The attributes: name in lower case, value as written between its quotes.
    pub attributes: Vec<(String, Option<&'h str>)>,
}

impl Token<'_> {
    /// Whether it is letters.
    pub fn is_text(&self) -> bool {
        self.kind == TokenKind::Text
    }
}

/// The tags, comments and letters of raw HTML; together they are all of it.
pub fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let (kind, length) = match markup(rest) {
            Some(markup) => markup,
            None => (TokenKind::Text, text_length(rest)),
        };
        let range = at..at + length;
        at = range.end;
        Some(Token { kind, range })
    })
}

/// Letters go on to the next `<` that begins some markup.
fn text_length(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    rest[first..]
        .match_indices('<')
        .map(|(at, _)| first + at)
        .find(|at| starts_markup(&rest[at + 1..]))
        .unwrap_or(rest.len())
}

fn starts_markup(after: &str) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    after.starts_with(['!', '?']) || name.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn markup(rest: &str) -> Option<(TokenKind<'_>, usize)> {
    let after = rest.strip_prefix('<')?;
    if !starts_markup(after) {
        return None;
    }
    if let Some(comment) = after.strip_prefix("!--") {
        return Some(
            comment_length(comment).map_or((TokenKind::Unreadable, rest.len()), |length| {
                (TokenKind::Comment, 4 + length)
            }),
        );
    }
    if after.starts_with(['!', '?']) {
        let length = rest.find('>').map_or(rest.len(), |at| at + 1);
        return Some((TokenKind::Unreadable, length));
    }
    Some(match tag(rest) {
        Some((tag, length)) => (TokenKind::Tag(tag), length),
        None => (TokenKind::Unreadable, 1 + name_length(after)),
    })
}

/// `<!-->` and `<!--->` are whole comments, as browsers read them.
fn comment_length(inside: &str) -> Option<usize> {
    if inside.starts_with('>') {
        return Some(1);
    }
    if inside.starts_with("->") {
        return Some(2);
    }
    inside.find("-->").map(|at| at + 3)
}

fn name_length(after: &str) -> usize {
    let slash = usize::from(after.starts_with('/'));
    slash
        + after[slash..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
            .count()
}

fn tag(rest: &str) -> Option<(HtmlTag<'_>, usize)> {
    let closing = rest.starts_with("</");
    let name_end = 1 + name_length(&rest[1..]);
    let name = rest[if closing { 2 } else { 1 }..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let gap = blank(&rest[at..]);
        at += gap;
        let ahead = &rest[at..];
        if let Some(length) = ["/>", ">"].iter().find(|end| ahead.starts_with(**end)) {
            let tag = HtmlTag {
                name,
                closing,
                attributes,
            };
            return Some((tag, at + length.len()));
        }
        if gap == 0 {
            return None;
        }
        let (attribute, length) = attribute(ahead)?;
        attributes.push(attribute);
        at += length;
    }
}

fn blank(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_whitespace).count()
}

fn attribute(ahead: &str) -> Option<((String, Option<&str>), usize)> {
    let name_end = ahead
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-' | b'.' | b'@'))
        .count();
    if name_end == 0 {
        return None;
    }
    let name = ahead[..name_end].to_ascii_lowercase();
    let equals = name_end + blank(&ahead[name_end..]);
    if !ahead[equals..].starts_with('=') {
        return Some(((name, None), name_end));
    }
    let start = equals + 1 + blank(&ahead[equals + 1..]);
    let value = &ahead[start..];
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = value[1..].find(quote)?;
        return Some(((name, Some(&value[1..=end])), start + end + 2));
    }
    let end = value
        .find(|c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c))
        .unwrap_or(value.len());
    (end > 0).then(|| ((name, Some(&value[..end])), start + end))
}

/// A value of an attribute with its entities resolved, as `CommonMark`'s other texts are.
pub fn attribute_value(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    // Only what our own writer escapes is undone; any other entity is printed as it is written.
    let plain = value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    Cow::Owned(plain)
}

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
