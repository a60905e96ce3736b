//! Sets of letters that are asked for letter by letter of a text.
//!
//! Half of a Japanese text is kana, the other half ideographs, so that a row of comparisons would be guessed
//! wrong half of the time; a bit for each letter is not.

use super::bits::Bits;

/// Letters of the basic plane (U+0000 to U+FFFF), a bit for each.
pub(crate) struct LetterSet(Bits<{ 1 << 10 }>);

impl LetterSet {
    /// The letters of a text; what is beyond the basic plane is left out.
    pub(crate) const fn of(letters: &str) -> Self {
        let bytes = letters.as_bytes();
        let mut set = Self(Bits::NONE);
        let mut at = 0;
        while at < bytes.len() {
            let length = match bytes[at] {
                0..=0x7f => {
                    set.add(bytes[at] as u16);
                    1
                }
                0xc0..=0xdf => {
                    let first = (bytes[at] & 0x1f) as u16;
                    set.add(first << 6 | (bytes[at + 1] & 0x3f) as u16);
                    2
                }
                0xe0..=0xef => {
                    set.add(code([bytes[at], bytes[at + 1], bytes[at + 2]]));
                    3
                }
                _ => 4,
            };
            at += length;
        }
        set
    }

    /// These and all letters from the first to the last of each range.
    pub(crate) const fn and(mut self, ranges: &[(char, char)]) -> Self {
        let mut at = 0;
        while at < ranges.len() {
            let (first, last) = ranges[at];
            let mut letter = first as u32;
            while letter <= last as u32 && letter <= 0xffff {
                self.0.add(letter as usize);
                letter += 1;
            }
            at += 1;
        }
        self
    }

    /// Those that are not in another set.
    pub(crate) const fn without(self, other: &Self) -> Self {
        Self(self.0.without(&other.0))
    }

    const fn add(&mut self, code: u16) {
        self.0.add(code as usize);
    }

    /// Adds a letter, if it is one of the basic plane.
    pub(crate) fn insert(&mut self, letter: char) {
        if let Ok(code) = u16::try_from(u32::from(letter)) {
            self.add(code);
        }
    }

    /// Whether a letter is one of them.
    pub(crate) fn has(&self, letter: char) -> bool {
        u16::try_from(u32::from(letter)).is_ok_and(|code| self.has_code(code))
    }

    /// Whether a letter is one of them, or one beyond the basic plane, of which they do not know.
    pub(crate) fn may_have(&self, letter: char) -> bool {
        self.has(letter) || u32::from(letter) > 0xffff
    }

    /// Whether the letter is one of them that three bytes of UTF-8 stand for.
    pub(crate) fn has_wide(&self, bytes: [u8; 3]) -> bool {
        self.has_code(code(bytes))
    }

    /// Where the first letter stands that is one of them or takes no three bytes: what a walk over a text must look at.
    pub(crate) fn skip_others(&self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        while let Some(letter @ [0xE0..=0xEF, ..]) = bytes[at..].first_chunk::<3>()
            && !self.has_wide(*letter)
        {
            at += 3;
        }
        at
    }

    fn has_code(&self, code: u16) -> bool {
        self.0.has(usize::from(code))
    }
}

impl Default for LetterSet {
    fn default() -> Self {
        Self::of("")
    }
}

/// The number of a letter of three bytes.
const fn code(bytes: [u8; 3]) -> u16 {
    let [first, second, third] = bytes;
    ((first & 0x0f) as u16) << 12 | ((second & 0x3f) as u16) << 6 | (third & 0x3f) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_was_put_into_it_and_nothing_else() {
        let letters = "a0éД窓口ァ\u{ffff}";
        let mut set = LetterSet::of("窓é\u{1f600}a");
        "0Д口ァ\u{ffff}\u{1f600}"
            .chars()
            .for_each(|c| set.insert(c));
        for c in '\0'..=char::MAX {
            assert_eq!(set.has(c), letters.contains(c), "{c:?}");
            assert_eq!(set.may_have(c), letters.contains(c) || c > '\u{ffff}');
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).as_bytes();
            let is_other = if let [first, second, third] = *bytes {
                assert_eq!(set.has_wide([first, second, third]), letters.contains(c));
                !letters.contains(c)
            } else {
                false
            };
            assert_eq!(set.skip_others(bytes, 0), if is_other { 3 } else { 0 });
        }
    }
}
