//! What a link to a page that does not exist might have meant.

use super::Site;
use crate::diagnostic::{Diagnostic, Place, codes, nearest};
use crate::wording::words;

impl Site {
    pub(super) fn no_page(&self, file: &str, place: Place) -> Diagnostic {
        let shown = file.strip_prefix("content/").unwrap_or(file);
        if self.names.drafts.contains_key(file) {
            return Diagnostic::new(
                codes::BROKEN_LINK,
                place,
                words(
                    format!("`{shown}` は下書きです"),
                    format!("`{shown}` is a draft"),
                ),
            )
            .help(words(
                "下書きを公開するか、リンクを外してください",
                "publish the draft or remove the link",
            ));
        }
        let diagnostic = Diagnostic::new(
            codes::BROKEN_LINK,
            place,
            words(
                format!("`{shown}` というページはありません"),
                format!("there is no page `{shown}`"),
            ),
        );
        if let Some(other) = self.in_another_language(shown) {
            return diagnostic.help(words(
                format!("翻訳がまだありません。`@/{other}` にはリンクできます"),
                format!("it is not translated; `@/{other}` can be linked to"),
            ));
        }
        let known = self
            .pages
            .iter()
            .filter_map(|page| page.page.path.below("content"));
        diagnostic.maybe_help(nearest(shown, known).map(|near| {
            words(
                format!("`@/{near}` ではありませんか"),
                format!("did you mean `@/{near}`?"),
            )
        }))
    }

    /// The file of the same page in a language that has it.
    fn in_another_language(&self, file: &str) -> Option<&str> {
        let stem = file.strip_suffix(".md")?;
        let languages = &self.config.languages;
        let key = match stem.rsplit_once('.') {
            Some((key, tag)) if languages.iter().any(|language| language == tag) => key,
            _ => stem,
        };
        let found = self.pages.iter().find(|page| page.route.key == key)?;
        found.page.path.below("content")
    }
}
