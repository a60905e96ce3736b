//! Names for the new site's files: what can be published on any disk, each once.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::output::OutputPath;

/// A name that can be a folder's, a page's and a part of its address.
pub(super) fn publishable(name: &str) -> String {
    let mut clean = String::new();
    for c in name.nfc() {
        let is_kept = (c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '~' | '(' | ')'))
            || (!c.is_ascii() && !c.is_whitespace() && OutputPath::new(&c.to_string()).is_ok());
        clean.push(if is_kept { c } else { '-' });
    }
    while clean.contains("--") {
        clean = clean.replace("--", "-");
    }
    let clean: String = clean.chars().take(60).collect();
    let clean = clean.trim_matches(['.', '-']).replace("..", ".");
    let clean = if clean.is_empty() {
        "page".to_owned()
    } else {
        clean
    };
    if OutputPath::new(&clean).is_ok() {
        clean
    } else {
        format!("{}-page", clean.replace('.', "-"))
    }
}

/// A language's tag as a site of ours writes it: `zh_Hans` as `zh-hans`; English where it is none.
pub(super) fn language_tag(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if is_first && parts.all(is_part) {
        tag
    } else {
        "en".to_owned()
    }
}

/// Names that are taken, whatever their case.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
}

impl Taken {
    /// Takes a path, or the first of `NAME-2`, `NAME-3` … that is free.
    pub(super) fn take(&mut self, path: &str) -> String {
        let mut free = path.to_owned();
        let mut count = 1;
        while !self.names.insert(folded(&free)) {
            count += 1;
            free = match path.rsplit_once('.') {
                Some((stem, extension)) if !extension.contains('/') && !stem.is_empty() => {
                    format!("{stem}-{count}.{extension}")
                }
                _ => format!("{path}-{count}"),
            };
        }
        free
    }

    /// Takes a path if it is free.
    pub(super) fn claim(&mut self, path: &str) -> bool {
        self.names.insert(folded(path))
    }
}

fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}
