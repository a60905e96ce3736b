//! A set of small numbers, a bit for each.

/// The numbers below 64 times `WORDS` that were put into it.
pub(super) struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Bits<WORDS> {
    /// None.
    pub(super) const NONE: Self = Self([0; WORDS]);

    /// Adds a number that there is room for.
    pub(super) const fn add(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Those that are not in another set.
    pub(super) const fn without(mut self, other: &Self) -> Self {
        let mut word = 0;
        while word < WORDS {
            self.0[word] &= !other.0[word];
            word += 1;
        }
        self
    }

    /// Whether a number for which there is room is one of them.
    pub(super) const fn has(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }
}
