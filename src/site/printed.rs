//! What a placeholder would print, for whoever wants to put one where a fact is typed by hand.

use super::Site;
use super::joining::Joining;
use super::link::View;
use crate::diagnostic::Bag;
use crate::page::Placeholder;
use crate::text::{SourcePath, Span};

impl Site {
    /// What `{{ path }}` prints in a language; nothing if it would be an error.
    pub fn printed(&self, path: &str, language: &str) -> Option<String> {
        let file = SourcePath::new("content/_index.md");
        let placeholder = Placeholder {
            path: path.to_owned(),
            span: Span::default(),
            path_span: Span::default(),
        };
        let fact = self.fact(&placeholder, &file).ok()?;
        let view = View {
            path: &file,
            page: None,
            url: "/",
            in_place: false,
            language,
        };
        let mut bag = Bag::new();
        let shown = self.shown(&fact, &view, &mut Joining::new(&mut bag))?;
        Some(shown.text).filter(|text| !text.is_empty())
    }
}
