//! Sets of beginnings of Latin words: a text is full of words, and few of them are asked for.

use super::bits::Bits;

/// Beginnings of three letters, a bit for each that there could be.
pub(crate) struct LatinSet(Bits<{ (26 * 26 * 26_usize).div_ceil(64) }>);

impl LatinSet {
    /// The beginnings that are given, in lower case; whatever is no letter of `a` to `z` must not be among them.
    pub(crate) const fn of(beginnings: &[[u8; 3]]) -> Self {
        let mut bits = Bits::NONE;
        let mut at = 0;
        while at < beginnings.len() {
            bits.add(place(beginnings[at]));
            at += 1;
        }
        Self(bits)
    }

    /// Those that are not in another set.
    pub(crate) const fn without(self, other: &Self) -> Self {
        Self(self.0.without(&other.0))
    }

    /// Whether a word of Latin letters, of either case, begins with one of them.
    pub(crate) fn has(&self, word: &[u8]) -> bool {
        word.first_chunk()
            .is_some_and(|letters| self.0.has(place(*letters)))
    }
}

/// Where the bit of three Latin letters stands.
const fn place([first, second, third]: [u8; 3]) -> usize {
    (number(first) * 26 + number(second)) * 26 + number(third)
}

const fn number(letter: u8) -> usize {
    ((letter | 0x20) - b'a') as usize
}

/// How many of some bytes are Latin letters, the first being one.
pub(crate) fn latin_word(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count()
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_was_put_into_it_and_nothing_else() {
        let all = LatinSet::of(&[*b"aaa", *b"mon", *b"zzz"]);
        for word in ["aaa", "Monday", "MON", "zzzz"] {
            assert!(all.has(word.as_bytes()), "{word}");
        }
        for word in ["", "mo", "aab", "zzy", "onth"] {
            assert!(!all.has(word.as_bytes()), "{word}");
        }
        let fewer = all.without(&LatinSet::of(&[*b"mon", *b"tue"]));
        assert!(fewer.has(b"aaa") && !fewer.has(b"mon"));
    }
}
