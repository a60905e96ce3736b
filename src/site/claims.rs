//! Which output belongs to whom: two sources of one URL are told.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::output::OutputPath;
use crate::wording::{Wording, words};

/// Who has claimed which output, so that two sources of one URL are told.
#[derive(Debug, Default)]
pub struct Claims {
    taken: BTreeMap<String, Place>,
}

impl Claims {
    /// Claims a path. Paths are one that are equal on any disk: in NFC, without case.
    pub fn claim(&mut self, output: &OutputPath, owner: Place, bag: &mut Bag) {
        let key: String = output
            .as_str()
            .nfc()
            .flat_map(char::to_lowercase)
            .nfc()
            .collect();
        match self.rival(&key) {
            None => drop(self.taken.insert(key, owner)),
            Some((taken, other)) if taken == key => bag.push(same_file(output, owner, other)),
            Some((_, other)) => bag.push(file_as_folder(output, owner, other)),
        }
    }

    /// Who has the path already, or one that would have to be both a file and a folder.
    fn rival(&self, key: &str) -> Option<(&str, &Place)> {
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        let above = folders
            .chain([key])
            .find_map(|path| self.taken.get_key_value(path));
        let below = || {
            let folder = format!("{key}/");
            let next = self.taken.range(folder.clone()..).next();
            next.filter(|(taken, _)| taken.starts_with(&folder))
        };
        let (taken, place) = above.or_else(below)?;
        Some((taken.as_str(), place))
    }
}

/// Whether Madoguchi makes a file of its own accord: such are claimed in the name of the config.
fn is_made(other: &Place) -> bool {
    other.path.as_str() == "config.toml"
}

fn beside_what_is_made(owner: Place, told: Wording) -> Diagnostic {
    Diagnostic::new(codes::URL_COLLISION, owner, told).help(words(
        "このファイルを消すか、名前を変えてください",
        "remove this file or rename it",
    ))
}

fn same_file(output: &OutputPath, owner: Place, other: &Place) -> Diagnostic {
    if is_made(other) {
        let told = words(
            format!("`{output}` はMadoguchi自身が作るファイルです"),
            format!("`{output}` is a file that Madoguchi makes itself"),
        );
        return beside_what_is_made(owner, told);
    }
    Diagnostic::new(
        codes::URL_COLLISION,
        owner,
        words(
            format!("`{output}` には `{}` も公開されます", other.path),
            format!("`{}` is published as `{output}`, too", other.path),
        ),
    )
    .label(
        other.clone(),
        words("もう一つはこちら", "the other one is here"),
    )
    .help(words(
        "どちらかのファイル名、`slug`、または `aliases` を変えてください",
        "change the file name, `slug` or `aliases` of one of them",
    ))
}

fn file_as_folder(output: &OutputPath, owner: Place, other: &Place) -> Diagnostic {
    if is_made(other) {
        let told = words(
            format!(
                "`{output}` を公開するには、Madoguchi自身が作るファイルと同じ名前のフォルダーか、その逆が必要になります"
            ),
            format!(
                "`{output}` cannot stand beside a file that Madoguchi makes itself: one is a file where the other needs a folder"
            ),
        );
        return beside_what_is_made(owner, told);
    }
    Diagnostic::new(
        codes::URL_COLLISION,
        owner,
        words(
            format!(
                "`{output}` を公開するには、`{}` の公開先がファイルとフォルダーを兼ねることになります",
                other.path
            ),
            format!(
                "`{output}` and what `{}` is published as cannot stand side by side: one is a file where the other needs a folder",
                other.path
            ),
        ),
    )
    .label(
        other.clone(),
        words("もう一つはこちら", "the other one is here"),
    )
    .help(words(
        "どちらかの名前を変えてください",
        "rename one of the two",
    ))
}
