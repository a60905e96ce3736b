//! A first look at a text without its mask: where one may lie.

use crate::html;
use std::ops::Range;

use pulldown_cmark as md;
use pulldown_cmark::{LinkType, Tag, TagEnd};

use super::dialect::options;
use super::gathered::Gathered;

/// Where in a text there is code, and where there is prose.
#[derive(Debug, Default)]
pub(super) struct Ground {
    /// Code, and the tags and comments of raw HTML: braces in them are just braces.
    pub(super) verbatim: Vec<Range<usize>>,
    /// Letters of prose, but for those that are a link's label.
    pub(super) prose: Vec<Range<usize>>,
    /// Code in sentences.
    pub(super) code_spans: Vec<Range<usize>>,
}

/// Reads a text without a mask to see where one may lie.
pub(super) fn survey(text: &str) -> Ground {
    let mut ground = Ground::default();
    let mut html_block: Option<Gathered> = None;
    let mut code_blocks = 0_usize;
    let mut labels = 0_usize;
    for (event, range) in md::Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            md::Event::Start(Tag::CodeBlock(_)) => {
                code_blocks += 1;
                ground.verbatim.push(range);
            }
            md::Event::End(TagEnd::CodeBlock) => code_blocks -= 1,
            md::Event::Code(_) => {
                ground.code_spans.push(range.clone());
                ground.verbatim.push(range);
            }
            md::Event::InlineHtml(_) => ground.verbatim.push(range),
            md::Event::Start(Tag::HtmlBlock) => html_block = Some(Gathered::default()),
            md::Event::Html(html) => {
                if let Some(block) = &mut html_block {
                    block.push(&html, range.start);
                }
            }
            md::Event::End(TagEnd::HtmlBlock) => {
                let block = html_block.take().unwrap_or_default();
                let tags = html::tokens(&block.text).filter(|token| !token.is_text());
                ground
                    .verbatim
                    .extend(tags.map(|tag| block.source(&tag.range)));
            }
            md::Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if labels > 0 || is_label(link_type) =>
            {
                labels += 1;
            }
            md::Event::End(TagEnd::Link | TagEnd::Image) => labels = labels.saturating_sub(1),
            md::Event::Text(_) if code_blocks == 0 && labels == 0 => ground.prose.push(range),
            _ => {}
        }
    }
    ground.verbatim.sort_unstable_by_key(|range| range.start);
    ground.prose.sort_unstable_by_key(|range| range.start);
    ground
}

/// Whether the text of a link is also the name of its definition, and must stay as it is.
fn is_label(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Shortcut | LinkType::Collapsed)
}
