//! The navigation of a section: rendered once, then fitted to each page.
//!
//! A site of a thousand pages must not render a thousand navigations. The template writes every
//! link from a root that is left open; for a page the way to the root is put in and its own link
//! marked as the current one.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::theme::escape::html;
use crate::theme::{Common, Theme};

/// Stands for the way to the root while the navigation is rendered: no text of a site holds it,
/// since it is no character, and no template escapes it.
const ROOT: &str = "\u{fdd0}";

/// `navigation` in `navigation.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NavigationModel {
    /// The entries of the top.
    pub entries: Vec<NavigationEntry>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NavigationEntry {
    /// Its title.
    pub title: String,
    /// Where it leads, from the site's root; templates print it as it is.
    pub href: String,
    /// Whether the entries below are shown from the start: the way to the section is.
    pub open: bool,
    /// The entries below.
    pub children: Vec<NavigationEntry>,
}

/// A rendered navigation, to be fitted to pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    /// The HTML, cut where the way to the root goes.
    pieces: Vec<String>,
}

impl Navigation {
    /// Renders the navigation of a section.
    pub fn render(
        theme: &Theme,
        common: &Common,
        model: &NavigationModel,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut model = model.clone();
        open_roots(&mut model.entries);
        let text = theme.render("navigation.html", "navigation", &model, common)?;
        Ok(Self {
            pieces: text.split(ROOT).map(str::to_owned).collect(),
        })
    }

    /// The navigation as a page shows it: with `root` before every link, and the link to `url`
    /// (from the site's root) marked.
    pub fn for_page(&self, root: &str, url: &str) -> String {
        let (root, url) = (html(root), html(url));
        let length: usize = self
            .pieces
            .iter()
            .map(|piece| piece.len() + root.len())
            .sum();
        let mut out = String::with_capacity(length + 24);
        for (at, piece) in self.pieces.iter().enumerate() {
            if at == 0 {
                out.push_str(piece);
                continue;
            }
            out.push_str(&root);
            match piece.strip_prefix(url.as_str()) {
                Some(rest) if rest.starts_with('"') => {
                    out.push_str(&url);
                    out.push_str("\" aria-current=\"page\"");
                    out.push_str(&rest[1..]);
                }
                _ => out.push_str(piece),
            }
        }
        out
    }
}

fn open_roots(entries: &mut [NavigationEntry]) {
    for entry in entries {
        entry.href.insert_str(0, ROOT);
        open_roots(&mut entry.children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_a_page() {
        let navigation = Navigation {
            pieces: "<a href=\"\u{fdd0}phone/\">P</a><a href=\"\u{fdd0}phone/callback/\">C</a>"
                .split(ROOT)
                .map(str::to_owned)
                .collect(),
        };
        assert_eq!(
            navigation.for_page("../", "phone/"),
            "<a href=\"../phone/\" aria-current=\"page\">P</a><a href=\"../phone/callback/\">C</a>"
        );
    }
}
