//! What stands in a template and would be stopped in every page by its content security policy.

use super::report::{Templates, body};
use super::tags::each_stretch;
use crate::diagnostic::{Bag, Place};
use crate::html::{TokenKind, tokens};
use crate::policy::{stopped, stopped_resource};
use crate::text::Span;

/// Tells of each such tag, at its place.
pub(super) fn check(templates: &Templates, image_origins: &[String], bag: &mut Bag) {
    for source in templates.values() {
        let html = without_tags(body(source));
        for token in tokens(&html) {
            let TokenKind::Tag(tag) = &token.kind else {
                continue;
            };
            if let Some(stopped) = stopped(tag, image_origins) {
                let start = source.start();
                let span = Span::new(start + token.range.start, start + token.range.end);
                bag.push(stopped_resource(Place::new(&source.path, span), &stopped));
            }
        }
    }
}

/// The template with a blank for each byte of what tera reads, comments too, so that only its HTML is left, in its place.
fn without_tags(text: &str) -> String {
    let mut html = text.to_owned();
    each_stretch(text, &mut |_, _, inner| {
        let tag = inner.start - 2..inner.end + 2;
        let blanks = " ".repeat(tag.len());
        html.replace_range(tag, &blanks);
    });
    html
}
