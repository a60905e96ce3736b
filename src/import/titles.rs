//! What is told of titles: a page has one here, its first heading, and it is words.

use super::finding;
use super::old::OldPage;
use super::outline::OldHeading;
use crate::diagnostic::Diagnostic;
use crate::wording::words;

/// A title for the browser's tab that is not the heading's: here a page has one title.
pub(super) fn left(page: &OldPage, title: Option<&str>, heading: &str) -> Option<Diagnostic> {
    let title = title.filter(|title| *title != heading)?;
    let place = page.title_at.clone()?;
    Some(finding::markup(
        place,
        &format!("{{{{#title {title}}}}}"),
        words(
            "の題名はブラウザーのタブだけのものでした。ここでは見出しがページの題名なので、引き継ぎませんでした",
            "named only the browser's tab; here the heading is the page's title, so it was left behind",
        ),
    ))
}

/// A title is shown as words, wherever it is shown.
pub(super) fn with_link(page: &OldPage, heading: &OldHeading) -> Option<Diagnostic> {
    let place = page.body.place(heading.range.clone())?;
    Some(finding::markup(
        place,
        page.body.text.get(heading.range.clone())?,
        words(
            "はページの題名になりました。題名の中のリンクは、文字として表示されます",
            "became the page's title, in which links are shown as letters",
        ),
    ))
}
