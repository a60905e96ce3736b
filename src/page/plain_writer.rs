//! Our events through the Markdown parser's own HTML writer.
//!
//! No page is written so; it is how our mask and event passes are held against the examples of
//! `CommonMark`.

use pulldown_cmark as md;
use pulldown_cmark::{LinkType, Tag};

use super::LinkKind;
use super::dialect::{Dialect, Event, Letters, LinkStart, events};
use super::mask::Mask;

/// The page as the Markdown parser's own writer prints it: what `CommonMark`'s examples are held against.
pub fn plain_writer(text: &str, dialect: &Dialect) -> String {
    let mask = Mask::new(text, dialect);
    let mut html = String::new();
    md::html::push_html(&mut html, events(&mask).map(|(event, _)| back(event)));
    html
}

fn back(event: Event<'_>) -> md::Event<'_> {
    match event {
        Event::Start(tag) => md::Event::Start(tag),
        Event::Link(link) => md::Event::Start(back_link(&link)),
        Event::End(end) => md::Event::End(end),
        Event::Text(text) => md::Event::Text(text.into()),
        Event::Fact(fact) => md::Event::Text(format!("{{{{ {} }}}}", fact.path).into()),
        Event::Code(text) => md::Event::Code(text.into()),
        Event::Html(html) => md::Event::Html(html.into()),
        Event::InlineHtml(html) => md::Event::InlineHtml(html.into()),
        Event::FootnoteReference(label) => md::Event::FootnoteReference(label.into()),
        Event::SoftBreak => md::Event::SoftBreak,
        Event::HardBreak => md::Event::HardBreak,
        Event::Rule => md::Event::Rule,
        Event::TaskListMarker(done) => md::Event::TaskListMarker(done),
    }
}

fn back_link(link: &LinkStart<'_>) -> Tag<'static> {
    let join = |pieces: &[Letters<'_>]| -> md::CowStr<'static> {
        let texts = pieces.iter().map(|piece| match piece {
            Letters::Text(text) => text.to_string(),
            Letters::Fact(fact) => format!("{{{{ {} }}}}", fact.path),
        });
        texts.collect::<String>().into()
    };
    let skip = usize::from(link.link_type == LinkType::Email);
    let dest_url = join(&link.destination[skip..]);
    let (link_type, title, id) = (link.link_type, join(&link.title), md::CowStr::from(""));
    match link.kind {
        LinkKind::Link => Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        },
        LinkKind::Image => Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        },
    }
}
