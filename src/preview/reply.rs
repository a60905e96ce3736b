//! What is answered to a browser.

use std::sync::Arc;

use super::address;
use crate::compile::{Edition, File};
use crate::digest::Digest;
use crate::text::SourcePath;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// How it is meant.
    pub standing: Standing,
    /// Its media type.
    pub content_type: String,
    /// What is in it.
    pub body: Body,
    /// Its version, as a page carries it.
    pub version: Option<Digest>,
}

/// How an answer is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is what was asked for.
    Found,
    /// Nothing stands there; the body says so.
    NotFound,
    /// It stands at another path.
    MovedTo(String),
}

/// What is in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Bytes that were made.
    Bytes(Arc<[u8]>),
    /// A file of the site, as it is on the disk.
    File(SourcePath),
}

impl Body {
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::File(path) => path.as_str().len(),
        }
    }
}

impl Reply {
    pub(super) fn of(
        edition: &Edition,
        file: &File,
        standing: Standing,
        body: Body,
        version: Option<Digest>,
    ) -> Self {
        Self {
            standing,
            content_type: address::content_type(edition, file),
            body,
            version,
        }
    }

    pub(super) fn moved(to: String) -> Self {
        Self {
            standing: Standing::MovedTo(to),
            content_type: "text/plain; charset=utf-8".into(),
            body: Body::Bytes(Arc::from([])),
            version: None,
        }
    }

    /// A page of which there is no good state yet: a page that says nothing, for what is wrong
    /// with it to be shown over.
    pub(super) fn placeholder(edition: &Edition) -> Self {
        let language = &edition.parsed().config.default_language;
        let language = crate::theme::escape::html(language);
        let html = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>Madoguchi</title></head>\n\
             <body>\n</body>\n</html>\n"
        );
        let version = Digest::of(html.as_bytes());
        Self {
            standing: Standing::Found,
            content_type: "text/html; charset=utf-8".into(),
            body: Body::Bytes(with_script(html.into_bytes(), &version).into()),
            version: Some(version),
        }
    }
}

/// A page with the one element that a preview adds: before its end, where it delays nothing.
pub(super) fn with_script(html: Vec<u8>, version: &Digest) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script =
        format!("<script src=\"/.madoguchi/reload.js\" data-seen=\"{version}\" defer></script>");
    let is_end = |at: &usize| {
        html[*at..]
            .get(..END.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(END))
    };
    let at = (0..html.len()).rev().find(is_end).unwrap_or(html.len());
    let mut page = html;
    page.splice(at..at, script.bytes());
    page
}
