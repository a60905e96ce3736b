//! How much there is to read in a text.

use std::ops::Range;

use super::Reading;
use super::concern::Concern;
use super::dialect::Event;
use crate::text::cjk;

/// Counts wide letters and the words of other scripts.
#[derive(Debug, Default)]
pub(super) struct ReadingConcern {
    pub(super) reading: Reading,
}

impl Concern for ReadingConcern {
    fn see(&mut self, event: &Event<'_>, _: &Range<usize>) {
        let (Event::Text(text) | Event::Code(text)) = event else {
            return;
        };
        let mut in_word = false;
        for c in text.chars() {
            if is_usual_wide(c) || (!c.is_ascii() && cjk::is_wide_letter(c)) {
                self.reading.letters += 1;
                in_word = false;
            } else if c.is_alphanumeric() {
                self.reading.words += usize::from(!in_word);
                in_word = true;
            } else if !matches!(c, '\'' | '’' | '-' | '.') {
                in_word = false;
            }
        }
    }
}

/// Hiragana, katakana and ideographs: nearly all wide letters there are, without a look into Unicode's tables.
fn is_usual_wide(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_wide_letters_are_wide_letters() {
        let mut usual = ('\0'..=char::MAX).filter(|c| is_usual_wide(*c));
        assert!(usual.all(cjk::is_wide_letter));
    }
}
