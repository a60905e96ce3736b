//! Text folded to one spelling, with the way back to the bytes it came from.
//!
//! People write `９：００〜２１：００`, `9:00–21:00` and `９時～２１時` and mean the same. Everything in this
//! room reads a folded copy (NFKC, lower case, one dash, one wave, one comma, one space) and
//! reports byte ranges of the text as it was given, so no reader needs to know about widths.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// One folded character and the bytes of the original that it stands for.
#[derive(Clone, Copy)]
struct FoldedChar {
    letter: char,
    start: u32,
    end: u32,
}

impl FoldedChar {
    fn new(letter: char, start: usize, end: usize) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            letter,
            start: offset(start),
            end: offset(end),
        }
    }
}

/// A text in folded spelling.
pub(crate) struct Folded {
    chars: Vec<FoldedChar>,
    /// Length of the original in bytes.
    len: usize,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2 + 8);
        for (start, original) in text.char_indices() {
            let end = start + original.len_utf8();
            if let Some(letter) = folded_already(original) {
                chars.push(FoldedChar::new(letter, start, end));
                continue;
            }
            for composed in std::iter::once(original).nfkc() {
                for letter in composed.to_lowercase().filter_map(fold_char) {
                    chars.push(FoldedChar::new(letter, start, end));
                }
            }
        }
        Self {
            chars,
            len: text.len(),
        }
    }

    /// The folded spelling itself.
    pub(crate) fn spelling(&self) -> String {
        self.chars.iter().map(|folded| folded.letter).collect()
    }

    /// The folded characters.
    pub(crate) fn letters(&self) -> Vec<char> {
        self.chars.iter().map(|folded| folded.letter).collect()
    }

    /// How many folded characters there are.
    pub(crate) fn count(&self) -> usize {
        self.chars.len()
    }

    /// The bytes behind the folded characters `places`, without the spaces around them.
    pub(crate) fn bytes(&self, places: Range<usize>) -> Range<usize> {
        let chars = &self.chars[places.start.min(self.count())..places.end.min(self.count())];
        let mut inked = chars.iter().filter(|folded| folded.letter != ' ');
        let Some(first) = inked.next() else {
            let here = self.byte(places.start);
            return here..here;
        };
        let last = inked.next_back().unwrap_or(first);
        first.start as usize..last.end as usize
    }

    /// Where the folded character at `place` begins, or where the text ends.
    fn byte(&self, place: usize) -> usize {
        self.chars
            .get(place)
            .map_or(self.len, |folded| folded.start as usize)
    }
}

/// Most letters are folded as they are, or differ in case alone: no need for the tables of Unicode.
fn folded_already(letter: char) -> Option<char> {
    match letter {
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        // Printable ASCII, hiragana, katakana, the unified ideographs: NFKC leaves each alone.
        ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4E00}'..='\u{9FFF}' => Some(letter),
        _ => None,
    }
}

/// One spelling for the marks that people use for the same thing; `None` for what is invisible.
fn fold_char(letter: char) -> Option<char> {
    Some(match letter {
        '〜' | '∼' | '〰' | '∾' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '﹘' => '-',
        '、' | '،' => ',',
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => return None,
        white if white.is_whitespace() => ' ',
        other => other,
    })
}

/// A reading position in a folded text. It is a copy, so looking ahead costs nothing.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'f> {
    folded: &'f Folded,
    place: usize,
}

impl<'f> Cursor<'f> {
    /// At the beginning of a folded text.
    pub(crate) fn new(folded: &'f Folded) -> Self {
        Self { folded, place: 0 }
    }

    /// At the folded character number `place`.
    pub(crate) fn at(folded: &'f Folded, place: usize) -> Self {
        Self { folded, place }
    }

    /// The number of folded characters already read.
    pub(crate) fn place(&self) -> usize {
        self.place
    }

    /// Whether everything has been read.
    pub(crate) fn is_done(&self) -> bool {
        self.place >= self.folded.count()
    }

    /// The next character.
    pub(crate) fn peek(&self) -> Option<char> {
        self.peek_after(0)
    }

    /// The character `skip` places after the next one.
    pub(crate) fn peek_after(&self, skip: usize) -> Option<char> {
        self.folded
            .chars
            .get(self.place + skip)
            .map(|folded| folded.letter)
    }

    /// The character before this position.
    pub(crate) fn previous(&self) -> Option<char> {
        let before = self.place.checked_sub(1)?;
        self.folded.chars.get(before).map(|folded| folded.letter)
    }

    /// Whether a mark stands before this position that ties two numbers together: `10:30:45`, `1.2-3`.
    pub(crate) fn is_tied(&self, marks: &str) -> bool {
        let before = |steps: usize| {
            let place = self.place.checked_sub(steps)?;
            self.folded.chars.get(place).map(|folded| folded.letter)
        };
        let mark = before(1).is_some_and(|mark| marks.contains(mark));
        // 受付:9:00 is a label and a time.
        let is_label =
            before(1) == Some(':') && !before(2).is_some_and(|letter| letter.is_ascii_digit());
        mark && !is_label
    }

    /// Whether a word of Latin letters that is next begins as one of some words does: with the same
    /// three letters, or the same two if it has no more.
    pub(crate) fn begins_like(&self, beginnings: &[[u8; 3]]) -> bool {
        let letter = |skip: usize| match self.peek_after(skip) {
            Some(letter) if letter.is_ascii_alphanumeric() => u8::try_from(letter).unwrap_or(b' '),
            _ => b' ',
        };
        let first = letter(0);
        let second = letter(1);
        let third = if second == b' ' { b' ' } else { letter(2) };
        beginnings.contains(&[first, second, third])
    }

    /// Whether `word` and perhaps spaces stand before this position.
    pub(crate) fn follows(&self, word: &str) -> bool {
        let mut end = self.place.min(self.folded.count());
        let letter = |place: usize| self.folded.chars[place].letter;
        while end > 0 && letter(end - 1) == ' ' {
            end -= 1;
        }
        let length = word.chars().count();
        let Some(start) = end.checked_sub(length) else {
            return false;
        };
        let whole_word = start == 0 || !letter(start - 1).is_ascii_alphanumeric();
        whole_word
            && word
                .chars()
                .zip(start..end)
                .all(|(one, place)| one == letter(place))
    }

    /// One character further.
    pub(crate) fn advance(&mut self) {
        self.place += 1;
    }

    /// The bytes read since `place`, without spaces at either end.
    pub(crate) fn since(&self, place: usize) -> Range<usize> {
        self.folded.bytes(place..self.place)
    }

    /// Whether a character was read since `place`.
    pub(crate) fn has_since(&self, place: usize, letter: char) -> bool {
        let read = self.folded.chars.get(place..self.place);
        read.is_some_and(|read| read.iter().any(|folded| folded.letter == letter))
    }

    /// The bytes not read yet, without spaces at either end.
    pub(crate) fn rest(&self) -> Range<usize> {
        self.folded.bytes(self.place..self.folded.count())
    }

    /// Reads spaces.
    pub(crate) fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.advance();
        }
    }

    /// Reads `letter` if it is next.
    pub(crate) fn eat_char(&mut self, letter: char) -> bool {
        let next = self.peek() == Some(letter);
        if next {
            self.advance();
        }
        next
    }

    /// Reads one of `letters` if it is next.
    pub(crate) fn eat_any(&mut self, letters: &[char]) -> bool {
        let next = self.peek().is_some_and(|letter| letters.contains(&letter));
        if next {
            self.advance();
        }
        next
    }

    /// Reads `word`, given in folded spelling. A word of Latin letters ends where letters end, so
    /// `mon` is not read out of `month`.
    pub(crate) fn eat(&mut self, word: &str) -> bool {
        let mut count = 0;
        for letter in word.chars() {
            if self.peek_after(count) != Some(letter) {
                return false;
            }
            count += 1;
        }
        let latin_end = word.ends_with(|last: char| last.is_ascii_alphanumeric());
        let goes_on = self
            .peek_after(count)
            .is_some_and(|next| next.is_ascii_alphanumeric());
        if count == 0 || (latin_end && goes_on) {
            return false;
        }
        self.place += count;
        true
    }

    /// Reads the longest of the words in `table` that is next, and gives what stands beside it.
    pub(crate) fn eat_from<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let next = self.peek()?;
        let mut best: Option<(Self, T)> = None;
        for (word, meaning) in table {
            if !word.starts_with(next) {
                continue;
            }
            let mut ahead = *self;
            if ahead.eat(word) && best.is_none_or(|(so_far, _)| ahead.place > so_far.place) {
                best = Some((ahead, *meaning));
            }
        }
        let (ahead, meaning) = best?;
        *self = ahead;
        Some(meaning)
    }

    /// Reads the longest of `words` that is next.
    pub(crate) fn eat_one_of(&mut self, words: &[&str]) -> bool {
        let Some(next) = self.peek() else {
            return false;
        };
        let mut best = *self;
        for word in words {
            if !word.starts_with(next) {
                continue;
            }
            let mut ahead = *self;
            if ahead.eat(word) && ahead.place > best.place {
                best = ahead;
            }
        }
        let found = best.place > self.place;
        *self = best;
        found
    }

    /// Reads a whole number in digits (at most six) or in Japanese numerals (`九`, `二十四`, `二四`).
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let number = ahead.digits().or_else(|| ahead.numerals())?;
        *self = ahead;
        Some(number)
    }

    fn digits(&mut self) -> Option<u32> {
        let start = self.place;
        let mut number = 0_u32;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            if self.place - start == 6 {
                self.place = start;
                return None;
            }
            number = number * 10 + digit;
            self.advance();
        }
        (self.place > start).then_some(number)
    }

    /// Japanese numerals below 1000, by position (`二四`) or by rank (`二十四`).
    fn numerals(&mut self) -> Option<u32> {
        let start = self.place;
        let (mut total, mut pending) = (0_u32, None);
        while let Some(letter) = self.peek() {
            match letter {
                '十' => total += pending.take().unwrap_or(1) * 10,
                '百' => total += pending.take().unwrap_or(1) * 100,
                _ => match numeral(letter) {
                    Some(digit) => pending = Some(pending.unwrap_or(0) * 10 + digit),
                    None => break,
                },
            }
            self.advance();
            if self.place - start > 5 {
                return None;
            }
        }
        (self.place > start).then(|| total + pending.unwrap_or(0))
    }
}

/// The value of one Japanese numeral.
fn numeral(letter: char) -> Option<u32> {
    let numerals = "〇一二三四五六七八九";
    if letter == '零' {
        return Some(0);
    }
    let place = numerals.chars().position(|known| known == letter)?;
    u32::try_from(place).ok()
}

/// Whether a character is a Han ideograph, which in running Japanese means that a word goes on.
pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_way_back() {
        let text = " ９：００〜２１時　";
        let folded = Folded::new(text);
        assert_eq!(folded.spelling(), " 9:00~21時 ");
        assert_eq!(&text[folded.bytes(0..folded.count())], "９：００〜２１時");
        assert_eq!(&text[folded.bytes(1..2)], "９");
        assert_eq!(folded.bytes(10..10), text.len()..text.len());
    }

    #[test]
    fn the_short_way_folds_as_the_long_one_does() {
        for letter in ('\u{20}'..='\u{9FFF}').filter(|letter| folded_already(*letter).is_some()) {
            let long: Vec<char> = std::iter::once(letter)
                .nfkc()
                .flat_map(char::to_lowercase)
                .filter_map(fold_char)
                .collect();
            let short: Vec<char> = folded_already(letter).into_iter().collect();
            assert_eq!(short, long, "{letter}");
        }
    }

    #[test]
    fn numbers_in_digits_and_numerals() {
        for (text, number) in [
            ("24時", Some(24)),
            ("二十四時間", Some(24)),
            ("二四時", Some(24)),
            ("十時", Some(10)),
            ("九時", Some(9)),
            ("百二十", Some(120)),
            ("〇時", Some(0)),
            ("1234567", None),
            ("時", None),
        ] {
            let folded = Folded::new(text);
            assert_eq!(Cursor::new(&folded).number(), number, "{text}");
        }
    }

    #[test]
    fn latin_words_end_where_letters_end() {
        let folded = Folded::new("month mon");
        assert!(!Cursor::new(&folded).eat("mon"));
        assert!(Cursor::at(&folded, 6).eat("mon"));
    }
}
