//! The terms of folded text: pairs of letters where words are not set apart, whole words elsewhere.
//!
//! A pair needs no dictionary, and every word of two letters or more can be found by its pairs. A
//! Chinese character is a word by itself, so it is a term, too. `search.js` makes the same terms.

use super::fold::{is_han, is_wide};

/// Longer words are told apart by their beginning alone.
pub const LONGEST_WORD: usize = 32;

/// A term of folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term<'t> {
    /// One letter, or two that stand side by side.
    Letters(char, Option<char>),
    /// A word.
    Word(&'t str),
}

/// Shows the terms of folded text in their order, each as often as it stands there.
pub fn terms<'t>(folded: &'t str, mut see: impl FnMut(Term<'t>)) {
    for part in folded.split(' ') {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let wide = is_wide(first);
            let length = rest.find(|c| is_wide(c) != wide).unwrap_or(rest.len());
            let (run, later) = rest.split_at(length);
            rest = later;
            if wide {
                pairs(run, &mut see);
            } else {
                let end = run.char_indices().nth(LONGEST_WORD);
                see(Term::Word(&run[..end.map_or(run.len(), |(at, _)| at)]));
            }
        }
    }
}

fn pairs<'t>(run: &'t str, see: &mut impl FnMut(Term<'t>)) {
    let mut letters = run.chars().peekable();
    let is_alone = run.chars().nth(1).is_none();
    while let Some(letter) = letters.next() {
        if is_alone || is_han(letter) {
            see(Term::Letters(letter, None));
        }
        if let Some(next) = letters.peek() {
            see(Term::Letters(letter, Some(*next)));
        }
    }
}

/// In which of so many shards (a power of two) a term stands: by its first two letters, or the first
/// three of a word, so that all words with one beginning are in one shard.
pub fn shard_of(term: &str, shards: u32) -> u32 {
    shard(term.chars(), shards)
}

fn shard(letters: impl Iterator<Item = char> + Clone, shards: u32) -> u32 {
    let wide = letters.clone().next().is_some_and(is_wide);
    let letters = letters.take(if wide { 2 } else { 3 });
    letters.fold(spread::START, spread::letter) & (shards - 1)
}

/// FNV-1a over letters.
pub(super) mod spread {
    pub(in crate::search) const START: u32 = 0x811c_9dc5;

    pub(in crate::search) fn letter(hash: u32, letter: char) -> u32 {
        (hash ^ letter as u32).wrapping_mul(0x0100_0193)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(folded: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms(folded, |term| {
            found.push(match term {
                Term::Letters(a, b) => [Some(a), b].into_iter().flatten().collect(),
                Term::Word(word) => word.to_owned(),
            });
        });
        found
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(
            shown("でんわ wifiの設定 駅 あ"),
            [
                "でん", "んわ", "wifi", "の設", "設", "設定", "定", "駅", "あ"
            ]
        );
        assert_eq!(shown(""), [""; 0]);
        assert_eq!(shown(&"x".repeat(40)), ["x".repeat(32)]);
    }

    #[test]
    fn a_beginning_stays_in_its_shard() {
        assert_eq!(shard_of("refund", 1024), shard_of("refrain", 1024));
        assert_eq!(shard_of("電話", 1), 0);
    }
}
