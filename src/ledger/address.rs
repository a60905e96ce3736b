//! A place of the published site, as links from elsewhere name it.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::output::OutputPath;
use crate::text::invisible::is_invisible;

/// A page, `/phone/`, or an anchor in one, `/phone/#callback`: from the site's root, in NFC, not
/// percent-encoded. Our own pages end in `/`; of other generators there are pages like `/phone.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The page's path; it starts with `/` and ends with `/` or `.html`.
    pub page: String,
    /// The id in it.
    pub anchor: Option<String>,
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// It does not start with `/`.
    NoStart,
    /// The page ends neither in `/` nor in `.html`.
    NoEnd,
    /// It is percent-encoded.
    Encoded,
    /// No page can be published there.
    Page,
    /// What follows `#` cannot be an id.
    Anchor,
}

impl Address {
    /// The address of a page.
    pub fn of_page(url: &str) -> Self {
        Self {
            page: url.to_owned(),
            anchor: None,
        }
    }

    /// The address of an id in a page.
    pub fn of_anchor(url: &str, id: &str) -> Self {
        Self {
            page: url.to_owned(),
            anchor: Some(id.to_owned()),
        }
    }

    /// Reads `/phone/` or `/phone/#callback`, in any normal form.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text: String = text.nfc().collect();
        if !text.starts_with('/') {
            return Err(AddressError::NoStart);
        }
        if text.contains('%') {
            return Err(AddressError::Encoded);
        }
        let (page, anchor) = match text.split_once('#') {
            Some((page, anchor)) => (page, Some(anchor)),
            None => (text.as_str(), None),
        };
        // One page has one address.
        let page = match page.strip_suffix("/index.html") {
            Some(folder) => format!("{folder}/"),
            None => page.to_owned(),
        };
        if !page.ends_with('/') && !is_file(&page) {
            return Err(AddressError::NoEnd);
        }
        if OutputPath::new(&file_of(&page)).is_err() {
            return Err(AddressError::Page);
        }
        if anchor.is_some_and(|anchor| !is_fragment(anchor)) {
            return Err(AddressError::Anchor);
        }
        Ok(Self {
            page,
            anchor: anchor.map(str::to_owned),
        })
    }
}

/// Whether a page's path names its file: `/phone.html`.
pub fn is_file(page: &str) -> bool {
    page.strip_suffix(".html").is_some()
}

/// The file that a page's path is published as: `/phone/` as `phone/index.html`.
pub fn file_of(page: &str) -> String {
    let below = page.trim_start_matches('/');
    if is_file(page) {
        below.to_owned()
    } else {
        format!("{below}index.html")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.page)?;
        match &self.anchor {
            Some(anchor) => write!(out, "#{anchor}"),
            None => Ok(()),
        }
    }
}

/// Whether something may be the id of a heading: letters, numbers, marks, `-`, `_` and `.`; no `:`,
/// which the ids of footnotes and of the theme have.
pub fn is_anchor(id: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    !id.is_empty()
        && id
            .chars()
            .all(|c| is_letter(c) || matches!(c, '-' | '_' | '.'))
}

/// Whether something may be an id that another generator gave: of ASCII, what stands in a URL as it is but
/// `:`; of all else, what can be seen.
pub fn is_fragment(id: &str) -> bool {
    let is_seen = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
    let stands = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "-_.~!$&'()*+,;=@/?".contains(c),
        c => is_seen(c),
    };
    !id.is_empty() && id.chars().all(stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_hold_what_can_be_seen() {
        for id in ["a", "電話", "a.b-c_d", "a+b/c", "が"] {
            assert!(is_fragment(id), "{id}");
        }
        for id in [
            "",
            "a b",
            "a:b",
            "a#b",
            "a\u{3000}b",
            "a\u{85}b",
            "a\u{200b}b",
            "<a>",
            "a\"b",
        ] {
            assert!(!is_fragment(id), "{id:?}");
        }
    }
}
