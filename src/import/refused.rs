//! Files of an old tree that could not be read: each is told, and none is followed, waited for or guessed.

use super::finding;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{RefusalReason, Snapshot, Span};
use crate::wording::words;

/// What the machine's reader refused of an old tree.
pub(super) fn refused(old: &Snapshot) -> Vec<Diagnostic> {
    let refused = old.refused.iter();
    refused
        .map(|refusal| {
            let (ja, en) = match &refusal.reason {
                RefusalReason::SymbolicLink => ("シンボリックリンクなので", "is a symbolic link"),
                RefusalReason::SpecialFile => {
                    ("ふつうのファイルではないので", "is no regular file")
                }
                RefusalReason::Encoding { .. } => ("UTF-8ではないので", "is not UTF-8"),
                RefusalReason::TooLarge { .. } => ("大きすぎるので", "is too large"),
                RefusalReason::TooDeep { .. } => ("深すぎるフォルダーにあるので", "lies too deep"),
                RefusalReason::Name => ("名前がUTF-8ではないので", "has a name that is not UTF-8"),
                RefusalReason::SameName { .. } => (
                    "別の書き方で同じ名前のファイルがあるので",
                    "has the name of another file, written otherwise",
                ),
            };
            let path = &refusal.path;
            let at = match &refusal.reason {
                RefusalReason::Encoding { before, .. } => before.len(),
                _ => 0,
            };
            finding::file(
                Some(Place::new(path, Span::at(at))),
                words(
                    format!("`{path}` は{ja}、引き継ぎませんでした"),
                    format!("`{path}` {en} and was left behind"),
                ),
            )
        })
        .collect()
}
