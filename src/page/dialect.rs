//! The Markdown that Madoguchi reads: the parser's options, and its events with the mask put right.
//!
//! With `render/body` the one home of the Markdown parser. Both rooms walk the same [`events`], which
//! number facts and links as they come, so that neither can count differently from the other.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark as md;
pub use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::mask::{Found, Mask, Restored};
use super::{Braces, LinkKind};

/// How a text is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// What `{{ … }}` means.
    pub braces: Braces,
}

/// `CommonMark` and what GitHub adds; no math (`$5から$10`), no smart quotes, no metadata blocks (they
/// would swallow text between two rules).
pub(super) fn options() -> md::Options {
    md::Options::ENABLE_TABLES
        | md::Options::ENABLE_FOOTNOTES
        | md::Options::ENABLE_STRIKETHROUGH
        | md::Options::ENABLE_TASKLISTS
        | md::Options::ENABLE_HEADING_ATTRIBUTES
        | md::Options::ENABLE_GFM
        | md::Options::ENABLE_DEFINITION_LIST
}

/// An event, its strings as the author wrote them.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'t> {
    /// Something opens; never a link or an image.
    Start(Tag<'t>),
    /// A link or an image opens.
    Link(LinkStart<'t>),
    /// Something closes, a link or image too.
    End(TagEnd),
    /// Letters.
    Text(Cow<'t, str>),
    /// A fact is to be put here.
    Fact(Fact<'t>),
    /// Code in a sentence.
    Code(Cow<'t, str>),
    /// A line, or a part of one, of a block of raw HTML.
    Html(Cow<'t, str>),
    /// A tag or comment in a sentence.
    InlineHtml(Cow<'t, str>),
    /// `[^1]`
    FootnoteReference(Cow<'t, str>),
    /// A line ends in the text.
    SoftBreak,
    /// A line ends on the page.
    HardBreak,
    /// `---`
    Rule,
    /// `[x]` before a list item.
    TaskListMarker(bool),
}

/// The start of a link or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkStart<'t> {
    /// Which link of the text, from 0.
    pub ordinal: usize,
    /// Link or image.
    pub kind: LinkKind,
    /// How it is written.
    pub link_type: LinkType,
    /// Where it leads, entities resolved; an address in `<…>` begins with `mailto:`.
    pub destination: Vec<Letters<'t>>,
    /// Its title.
    pub title: Vec<Letters<'t>>,
}

/// A piece of a string in which facts may stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Letters<'t> {
    /// Letters.
    Text(Cow<'t, str>),
    /// A fact.
    Fact(Fact<'t>),
}

/// A fact asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'t> {
    /// Which of the text, from 0.
    pub ordinal: usize,
    /// What stands between the braces.
    pub path: &'t str,
    /// The whole, in bytes of the text.
    pub range: Range<usize>,
    /// The path alone.
    pub path_range: Range<usize>,
}

/// An event and the bytes of the text it is about.
pub type Placed<'t> = (Event<'t>, Range<usize>);

/// The events of a masked text.
pub fn events<'m, 't>(mask: &'m Mask<'t>) -> Events<'m, 't> {
    let undefined = Undefined::default();
    let parser = md::Parser::new_with_broken_link_callback(
        mask.masked(),
        options(),
        Some(undefined.clone()),
    );
    Events {
        mask,
        inner: parser.into_offset_iter(),
        queue: VecDeque::new(),
        facts: 0,
        links: 0,
        single_tildes: Vec::new(),
        undefined,
    }
}

/// The iterator of [`events`].
pub struct Events<'m, 't> {
    mask: &'m Mask<'t>,
    inner: md::OffsetIter<'m, Undefined>,
    queue: VecDeque<Placed<'t>>,
    facts: usize,
    links: usize,
    /// For each open strikethrough, whether it is written with a single tilde.
    single_tildes: Vec<bool>,
    undefined: Undefined,
}

/// A reference that no definition answers.
#[derive(Clone, Debug, PartialEq)]
pub struct UndefinedReference {
    /// The whole, in bytes of the text.
    pub range: Range<usize>,
    /// How it is written.
    pub link_type: LinkType,
}

#[derive(Clone, Default)]
struct Undefined(Rc<RefCell<Vec<UndefinedReference>>>);

impl<'m> md::BrokenLinkCallback<'m> for Undefined {
    fn handle_broken_link(
        &mut self,
        link: md::BrokenLink<'m>,
    ) -> Option<(md::CowStr<'m>, md::CowStr<'m>)> {
        self.0.borrow_mut().push(UndefinedReference {
            range: link.span,
            link_type: link.link_type,
        });
        None
    }
}

impl<'t> Iterator for Events<'_, 't> {
    type Item = Placed<'t>;

    fn next(&mut self) -> Option<Placed<'t>> {
        if let Some(placed) = self.queue.pop_front() {
            return Some(placed);
        }
        let (event, range) = self.inner.next()?;
        let event = match event {
            md::Event::Text(text) => return self.pieces(&text, range, Event::Text),
            md::Event::Html(text) => return self.pieces(&text, range, Event::Html),
            md::Event::Start(tag) => self.start(tag, &range),
            md::Event::End(TagEnd::Strikethrough) => {
                if self.single_tildes.pop() == Some(true) {
                    let tilde = range.end.saturating_sub(1)..range.end;
                    return Some((Event::Text(Cow::Borrowed("~")), tilde));
                }
                Event::End(TagEnd::Strikethrough)
            }
            md::Event::End(end) => Event::End(end),
            md::Event::Code(text) | md::Event::InlineMath(text) | md::Event::DisplayMath(text) => {
                Event::Code(one_space_a_line(self.whole(&text, &range)))
            }
            md::Event::InlineHtml(text) => Event::InlineHtml(self.whole(&text, &range)),
            md::Event::FootnoteReference(label) => {
                Event::FootnoteReference(self.whole(&label, &range))
            }
            md::Event::SoftBreak => Event::SoftBreak,
            md::Event::HardBreak => Event::HardBreak,
            md::Event::Rule => Event::Rule,
            md::Event::TaskListMarker(done) => Event::TaskListMarker(done),
        };
        let single = matches!(event, Event::Start(Tag::Strikethrough))
            && !self.mask.text()[range.start..].starts_with("~~");
        if matches!(event, Event::Start(Tag::Strikethrough)) {
            self.single_tildes.push(single);
        }
        if single {
            // `12:00~13:00` is a time: one tilde strikes nothing through.
            let tilde = range.start..range.start + 1;
            return Some((Event::Text(Cow::Borrowed("~")), tilde));
        }
        Some((event, range))
    }
}

impl<'t> Events<'_, 't> {
    /// The references without a definition that were met so far.
    pub fn undefined(&self) -> Vec<UndefinedReference> {
        self.undefined.0.borrow().clone()
    }

    /// Splits letters at the facts in them and gives the first piece.
    fn pieces(
        &mut self,
        masked: &str,
        range: Range<usize>,
        make: fn(Cow<'t, str>) -> Event<'t>,
    ) -> Option<Placed<'t>> {
        let Some(at) = self.mask.locate(masked) else {
            let text = self.whole(masked, &range);
            return Some((make(text), range));
        };
        let text = self.mask.text();
        let mut from = at.start;
        for found in self.mask.found_in(&at) {
            if from < found.range.start {
                let letters = Cow::Borrowed(&text[from..found.range.start]);
                self.queue
                    .push_back((make(letters), from..found.range.start));
            }
            from = found.range.end;
            let fact = number(&mut self.facts, text, found.clone());
            self.queue
                .push_back((Event::Fact(fact), found.range.clone()));
        }
        if from < at.end || self.queue.is_empty() {
            self.queue
                .push_back((make(Cow::Borrowed(&text[from..at.end])), from..at.end));
        }
        self.queue.pop_front()
    }

    /// A string as the author wrote it, braces and all.
    fn whole(&self, masked: &str, around: &Range<usize>) -> Cow<'t, str> {
        whole(self.mask, masked, around)
    }

    /// A string in pieces, the facts in it numbered.
    fn letters(&mut self, masked: &str, around: &Range<usize>) -> Vec<Letters<'t>> {
        let text = self.mask.text();
        if masked.is_empty() {
            return Vec::new();
        }
        if let Some(at) = self.mask.locate(masked)
            && self.mask.found_in(&at).is_empty()
        {
            return vec![Letters::Text(Cow::Borrowed(&text[at]))];
        }
        let mut pieces = Vec::new();
        for piece in self.mask.restore_owned(masked, around) {
            match piece {
                Restored::Letters(letters) if letters.is_empty() => {}
                Restored::Letters(letters) => pieces.push(Letters::Text(Cow::Owned(letters))),
                Restored::Fact(found) => {
                    pieces.push(Letters::Fact(number(&mut self.facts, text, found)));
                }
            }
        }
        pieces
    }

    fn start(&mut self, tag: md::Tag<'_>, range: &Range<usize>) -> Event<'t> {
        let tag = match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                return self.link(LinkKind::Link, link_type, (&dest_url, &title), range);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                return self.link(LinkKind::Image, link_type, (&dest_url, &title), range);
            }
            other => other,
        };
        Event::Start(self.tag(tag, range))
    }

    fn link(
        &mut self,
        kind: LinkKind,
        link_type: LinkType,
        (destination, title): (&str, &str),
        range: &Range<usize>,
    ) -> Event<'t> {
        let ordinal = self.links;
        self.links += 1;
        let mut destination = self.letters(destination, range);
        if link_type == LinkType::Email {
            destination.insert(0, Letters::Text(Cow::Borrowed("mailto:")));
        }
        Event::Link(LinkStart {
            ordinal,
            kind,
            link_type,
            destination,
            title: self.letters(title, range),
        })
    }

    /// A tag whose strings hold no facts.
    fn tag(&self, tag: md::Tag<'_>, range: &Range<usize>) -> Tag<'t> {
        let whole = |text: md::CowStr<'_>| md::CowStr::from(self.whole(&text, range));
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => Tag::Heading {
                level,
                id: id.map(whole),
                classes: classes.into_iter().map(whole).collect(),
                attrs: attrs
                    .into_iter()
                    .map(|(key, value)| (whole(key), value.map(whole)))
                    .collect(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(whole(info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(whole(label)),
            other => other.into_static(),
        }
    }
}

fn whole<'t>(mask: &Mask<'t>, masked: &str, around: &Range<usize>) -> Cow<'t, str> {
    if let Some(at) = mask.locate(masked) {
        return Cow::Borrowed(&mask.text()[at]);
    }
    let mut text = String::new();
    for piece in mask.restore_owned(masked, around) {
        match piece {
            Restored::Letters(letters) => text.push_str(&letters),
            Restored::Fact(found) => text.push_str(&mask.text()[found.range]),
        }
    }
    Cow::Owned(text)
}

/// A line break in a code span is one space, however the line ends.
fn one_space_a_line(code: Cow<'_, str>) -> Cow<'_, str> {
    if !code.contains('\r') {
        return code;
    }
    let joined = code.replace('\r', "");
    // The parser takes a space off both ends; it did not see one where the code begins with a return.
    let inner = joined
        .strip_prefix(' ')
        .and_then(|rest| rest.strip_suffix(' '))
        .filter(|inner| code.starts_with('\r') && !inner.trim_matches(' ').is_empty());
    Cow::Owned(inner.map_or_else(|| joined.clone(), str::to_owned))
}

fn number<'t>(facts: &mut usize, text: &'t str, found: Found) -> Fact<'t> {
    let ordinal = *facts;
    *facts += 1;
    Fact {
        ordinal,
        path: &text[found.path.clone()],
        range: found.range,
        path_range: found.path,
    }
}
