//! Links, images and facts.

use super::lines::shown_letters;
use super::{BodyOptions, Extent, escape};
use crate::page::dialect::{Event, LinkStart, Placed, TagEnd};
use crate::page::is_ornament;
use crate::site::joined::{JoinedBody, Shown};

/// `<a …>`
pub(super) fn open_link(out: &mut String, link: &LinkStart<'_>, joined: &JoinedBody) {
    out.push_str("<a");
    // What was refused or leads nowhere has been reported; it stays a text.
    if let Some(target) = joined
        .targets
        .get(link.ordinal)
        .filter(|target| !target.href.is_empty())
    {
        escape::push_named(out, "href", &target.href);
        if target.external {
            out.push_str(" class=\"external\" rel=\"external noopener\"");
        }
    }
    push_title(out, link, joined);
    out.push('>');
}

/// When a picture is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Load {
    /// With the page.
    AtOnce,
    /// When the reader comes near it.
    WhenNear,
}

impl Load {
    /// The first picture of a page is mostly on its first screen, where waiting for it would be seen.
    pub(super) fn of(with: &BodyOptions<'_>, images_before: usize) -> Self {
        if images_before == 0 && *with.extent == Extent::Whole {
            Self::AtOnce
        } else {
            Self::WhenNear
        }
    }
}

/// `<img …>` of the image that opens at `at`; gives back where it closes.
pub(super) fn image(
    out: &mut String,
    link: &LinkStart<'_>,
    (events, at): (&[Placed<'_>], usize),
    load: Load,
    joined: &JoinedBody,
) -> usize {
    let (alt, end) = alt_text(events, at, joined);
    let target = joined
        .targets
        .get(link.ordinal)
        .filter(|target| !target.href.is_empty());
    let Some(target) = target else {
        escape::push_text(out, &alt);
        return end;
    };
    out.push_str("<img");
    escape::push_named(out, "src", &target.href);
    escape::push_named(out, "alt", &alt);
    if let Some((width, height)) = target.size {
        escape::push_named(out, "width", &width.to_string());
        escape::push_named(out, "height", &height.to_string());
    }
    if !(alt.is_empty() && is_ornament(link)) {
        push_title(out, link, joined);
    }
    if load == Load::WhenNear {
        out.push_str(" loading=\"lazy\"");
    }
    out.push_str(" decoding=\"async\">");
    end
}

fn push_title(out: &mut String, link: &LinkStart<'_>, joined: &JoinedBody) {
    let title = shown_letters(&link.title, joined);
    if !title.is_empty() {
        escape::push_named(out, "title", &title);
    }
}

/// The letters up to where the image that opens at `at` closes, and that place.
fn alt_text(events: &[Placed<'_>], at: usize, joined: &JoinedBody) -> (String, usize) {
    let mut alt = String::new();
    let mut depth = 0_usize;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) | Event::Link(_) => depth += 1,
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && *end == TagEnd::Image {
                    return (alt, at + offset);
                }
            }
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::Fact(fact) => {
                if let Some(shown) = joined.shown.get(fact.ordinal) {
                    alt.push_str(&shown.text);
                }
            }
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    (alt, events.len())
}

/// Whether a fact may be a link where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MayLink {
    Yes,
    /// It stands inside a link.
    No,
}

/// A fact as the reader sees it.
pub(super) fn fact(out: &mut String, shown: &Shown, may_link: MayLink) {
    let href = shown.href.as_deref().filter(|_| may_link == MayLink::Yes);
    let element = match (href, &shown.language) {
        (Some(_), _) => "a",
        (None, Some(_)) => "span",
        (None, None) => {
            escape::push_text(out, &shown.text);
            return;
        }
    };
    out.push('<');
    out.push_str(element);
    if let Some(href) = href {
        escape::push_named(out, "href", href);
        if href.starts_with("https:") || href.starts_with("http:") {
            out.push_str(" class=\"external\" rel=\"external noopener\"");
        }
    }
    if let Some(language) = &shown.language {
        escape::push_named(out, "lang", language);
    }
    out.push('>');
    escape::push_text(out, &shown.text);
    out.push_str("</");
    out.push_str(element);
    out.push('>');
}

/// The ids that a heading had before: places without letters, for links from elsewhere.
pub(super) fn former_ids(out: &mut String, all: &[(usize, String)], heading: usize) {
    let from = all.partition_point(|(of, _)| *of < heading);
    for (_, id) in all[from..].iter().take_while(|(of, _)| *of == heading) {
        out.push_str("<span");
        escape::push_named(out, "id", id);
        out.push_str("></span>");
    }
}
