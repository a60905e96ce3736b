//! What the config names of the content: pages of the navigation, paths of `[check.paths]`.

use std::collections::BTreeSet;

use super::{Site, folder};
use crate::diagnostic::{Bag, Diagnostic, Place, codes, did_you_mean};
use crate::text::Spanned;
use crate::wording::words;

impl Site {
    /// Reports what the config names and the content has not.
    pub(super) fn check_config(&self, bag: &mut Bag) {
        let navigation = &self.config.navigation;
        let labelled = navigation.labels.iter().map(|(name, _)| name);
        for name in navigation.order.iter().chain(labelled) {
            let draft = format!("content/{}", name.value);
            if !folder::names_something(&self.pages, &name.value)
                && !self.names.drafts.contains_key(draft.as_str())
            {
                let pages = self.pages.iter();
                let files = pages.filter_map(|page| page.page.path.below("content"));
                // A folder is named without its `_index.md`.
                let known = files.map(|file| file.strip_suffix("/_index.md").unwrap_or(file));
                bag.push(self.not_in_content(name, known.collect()));
            }
        }
        for (path, _) in &self.config.check.paths {
            let files = || {
                self.snapshot
                    .texts
                    .keys()
                    .chain(self.snapshot.assets.keys())
            };
            let mut below = files().filter_map(|file| file.below("content"));
            if !below.any(|file| file.starts_with(&path.value)) {
                let folders = files().filter_map(|file| file.below("content"));
                let known = folders.filter_map(|file| Some(&file[..=file.rfind('/')?]));
                bag.push(self.not_in_content(path, known.collect()));
            }
        }
    }

    fn not_in_content(&self, name: &Spanned<String>, known: BTreeSet<&str>) -> Diagnostic {
        Diagnostic::new(
            codes::UNKNOWN_REFERENCE,
            Place::new(&self.config.path, name.span),
            words(
                format!("`content/` に `{}` はありません", name.value),
                format!("there is no `{}` in `content/`", name.value),
            ),
        )
        .maybe_help(did_you_mean(&name.value, known))
    }
}
