//! A quick look at a text: may a phone number stand in it?
//!
//! Looking for numbers makes a copy of each passage and reads it letter by letter. Nearly all passages
//! hold no digits worth that, and these two looks let them pass: one walks over the bytes of a file as
//! it is written, the other over the letters as the reader sees them.

use std::ops::Range;

use super::super::letter_set::LetterSet;
use super::service;
use super::signs::{Sign, sign};

/// So many digits at least stand in the source of a number, the letters that look like some left out.
const FEWEST_IN_SOURCE: usize = 5;

/// So many digits, looking alike or not, stand in a number as the reader sees it.
const FEWEST_SEEN: usize = 7;

/// More letters than these do not stand between two digits of a number.
const MOST_BETWEEN: usize = 5;

/// Words beside which three digits may be a number to call.
const SHORT_NUMBER_WORDS: &[&str] = &[
    "番",
    "電話",
    "ダイヤル",
    "かけ",
    "掛け",
    "通報",
    "連絡",
    "相談",
    "発信",
    "プッシュ",
    "ホットライン",
    "all",
    "ial",
    "ing",
    "hone",
    "ext",
    "ALL",
    "IAL",
];

/// Whether a phone number may stand in a text as the reader sees it. It may say yes too often, never no
/// to a text in which one is found.
pub fn may_hold_phone(text: &str) -> bool {
    let (mut digits, mut between) = (0, 0);
    let mut short = false;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let is_digit = match sign(letter) {
            Sign::Digit(..) | Sign::Lookalike(_) => true,
            Sign::Nothing => continue,
            Sign::Mark(_) | Sign::OddMark(_) => {
                between += 1;
                if between > MOST_BETWEEN {
                    digits = 0;
                }
                continue;
            }
            Sign::Other => {
                let spelled = matches!(letter, 'ゼ' | 'ぜ')
                    && text[at..]
                        .chars()
                        .nth(1)
                        .is_some_and(|next| matches!(next, 'ロ' | 'ろ'));
                if spelled {
                    letters.next();
                }
                spelled
            }
        };
        if !is_digit {
            short |= digits >= 3;
            digits = 0;
            between = 0;
            continue;
        }
        between = 0;
        digits += 1;
        if digits >= FEWEST_SEEN {
            return true;
        }
        short |= digits == 3;
    }
    short && has_short_number_word(text)
}

fn has_short_number_word(text: &str) -> bool {
    text.contains(['#', '＃', '♯', '﹟'])
        || SHORT_NUMBER_WORDS.iter().any(|word| text.contains(word))
}

/// The stretches of a file's text, cut at blank lines, in which a phone number may stand however it is
/// written: with entities, in emphasis, with a comment inside.
pub fn phone_stretches(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut stretch = Stretch::default();
    let (mut at, mut line) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let (is_digit, length) = match byte {
            b'0'..=b'9' => (true, 1),
            b'\n' => {
                if bytes[line..at].iter().all(u8::is_ascii_whitespace) {
                    found.extend(stretch.take(text, at));
                    stretch.start = at + 1;
                }
                line = at + 1;
                (false, 1)
            }
            0x00..=0x7F => (false, 1),
            0xE0..=0xEF => match bytes[at..] {
                [first, second, third, ..] => (DIGITS.has_wide([first, second, third]), 3),
                _ => (false, 3),
            },
            0xC0..=0xDF => (is_digit_at(text, at), 2),
            _ => (is_digit_at(text, at), 4),
        };
        if is_digit {
            stretch.digit(text, at, length);
        }
        at += length;
    }
    found.extend(stretch.take(text, text.len()));
    found
}

/// Which letters of three bytes may be digits of a number, the ゼ of ゼロ among them: what `sign` says of them,
/// written out, since asking it for each would take longer than to read a small site.
static DIGITS: LetterSet = LetterSet::of(
    "०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯\
     ൦൧൨൩൪൫൬൭൮൯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙\
     ᴵᴼᵒ⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ₒₗℐℑℓℴⅠⅼ①②③④⑤⑥⑦⑧⑨ⒾⓄⓛⓞ⓪⓿○◯❶❷❸❹❺❻❼❽❾\
     ➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒〇ぜゼ零一二三四五六七八九０１２３４５６７８９ＩＯｌｏ",
);

fn is_digit_at(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(may_be_digit)
}

fn may_be_digit(letter: char) -> bool {
    matches!(sign(letter), Sign::Digit(..) | Sign::Lookalike(_)) || matches!(letter, 'ゼ' | 'ぜ')
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Stretch {
    start: usize,
    digits: usize,
    /// The last digits in a row.
    row: Range<usize>,
    in_row: usize,
    /// Whether a row may be a short number.
    short: bool,
}

impl Stretch {
    fn digit(&mut self, text: &str, at: usize, length: usize) {
        self.digits += 1;
        if self.row.end == at {
            self.in_row += 1;
        } else {
            self.end_row(text);
            self.row.start = at;
            self.in_row = 1;
        }
        self.row.end = at + length;
    }

    fn end_row(&mut self, text: &str) {
        if matches!(self.in_row, 3 | 4) && !self.short {
            let before = text[..self.row.start].chars().next_back();
            self.short = service::may_be_short(before, &text[self.row.clone()]);
        }
    }

    fn take(&mut self, text: &str, end: usize) -> Option<Range<usize>> {
        self.end_row(text);
        let Self {
            start,
            digits,
            short,
            ..
        } = std::mem::take(self);
        let at = start..end.max(start);
        let may = digits >= FEWEST_IN_SOURCE || (short && has_short_number_word(&text[at.clone()]));
        may.then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_three_bytes_are_those_that_are_read_as_digits() {
        for letter in '\u{800}'..='\u{FFFF}' {
            assert_eq!(DIGITS.has(letter), may_be_digit(letter), "{letter:?}");
        }
    }

    #[test]
    fn stretches_end_at_blank_lines() {
        let text = "0120-999-000\n〇一二〇九\n\n \t\n９９９\n\n110番\n\n119\n\n①②③④⑤";
        let stretches = phone_stretches(text);
        let found: Vec<&str> = stretches.iter().map(|at| text[at.clone()].trim()).collect();
        assert_eq!(found, ["0120-999-000\n〇一二〇九", "110番", "①②③④⑤"]);
    }
}
