//! Which keys belong to a channel, which to a part or a change, and where one belongs that is misplaced.

use crate::wording::{Wording, words};

/// Whose table it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Channel,
    Part,
    Change,
}

impl Whose {
    /// Whether a key may stand in such a table.
    pub(super) fn has(self, key: &str) -> bool {
        self == Self::Channel || !matches!(key, "like" | "part" | "change")
    }

    /// Where a key belongs that stands here by mistake: TOML takes every key after a sub-table's header
    /// for the sub-table's.
    pub(super) fn misplaced(key: &str) -> Option<Wording> {
        match key {
            "like" | "part" | "change" => Some(words(
                format!("`{key}` は窓口そのもの(`[channel.…]`)に書いてください"),
                format!("`{key}` belongs to the channel itself (`[channel.…]`)"),
            )),
            "timezone" | "region" | "review_after" | "ours" | "valid_until" => Some(words(
                format!("`{key}` はファイルの先頭、最初の `[…]` より前に書いてください"),
                format!("`{key}` belongs to the top of the file, before the first `[…]`"),
            )),
            "on" | "until" => Some(words(
                format!("`{key}` は `[[channel.….change]]` の中に書いてください"),
                format!("`{key}` belongs below `[[channel.….change]]`"),
            )),
            _ => None,
        }
    }
}
