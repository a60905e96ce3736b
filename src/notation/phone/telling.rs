//! A quick look at a text: may a phone number stand in it?
//!
//! Looking for numbers makes a copy of each passage and reads it letter by letter. Nearly all passages
//! hold no digits worth that, and these two looks let them pass: one walks over the bytes of a file as
//! it is written, the other over the letters as the reader sees them.

use std::ops::Range;

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
    let mut found = Vec::new();
    let mut stretch = Stretch::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.bytes().all(|byte| byte.is_ascii_whitespace()) {
            found.extend(stretch.take(text));
        } else {
            stretch.add(line, at..end);
        }
        at = end;
    }
    found.extend(stretch.take(text));
    found
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Stretch {
    at: Range<usize>,
    digits: usize,
    /// Digits in a row, and whether three were.
    in_row: usize,
    three: bool,
}

impl Stretch {
    fn add(&mut self, line: &str, at: Range<usize>) {
        if self.at.is_empty() {
            self.at.start = at.start;
        }
        self.at.end = at.end;
        self.in_row = 0;
        let bytes = line.as_bytes();
        let mut place = 0;
        while let Some(byte) = bytes.get(place) {
            let (is_digit, length) = match byte {
                b'0'..=b'9' => (true, 1),
                0x00..=0x7F => (false, 1),
                0xE0..=0xEF => (may_be_digit(&bytes[place..]) && is_digit_at(line, place), 3),
                0xC0..=0xDF => (is_digit_at(line, place), 2),
                _ => (is_digit_at(line, place), 4),
            };
            if is_digit {
                self.digits += 1;
                self.in_row += 1;
                self.three |= self.in_row == 3;
            } else {
                self.in_row = 0;
            }
            place += length;
        }
    }

    fn take(&mut self, text: &str) -> Option<Range<usize>> {
        let Self {
            at, digits, three, ..
        } = std::mem::take(self);
        let may = digits >= FEWEST_IN_SOURCE || (three && has_short_number_word(&text[at.clone()]));
        may.then_some(at)
    }
}

/// Most letters of three bytes are kana and ideographs; only a few of them begin a digit's bytes.
fn may_be_digit(bytes: &[u8]) -> bool {
    match bytes {
        [0xE3, second, third, ..] => {
            matches!((second, third), (0x80, 0x87) | (0x82, 0xBC) | (0x81, 0x9C))
        }
        [0xE4, second, ..] => matches!(second, 0xB8..=0xBA),
        [0xE5, second, ..] => matches!(second, 0x85 | 0x9B),
        [0xE6..=0xE8 | 0xEA..=0xED, ..] => false,
        [0xE9, second, ..] => *second == 0x9B,
        _ => true,
    }
}

fn is_digit_at(line: &str, place: usize) -> bool {
    let letter = line[place..].chars().next();
    letter.is_some_and(|letter| {
        matches!(sign(letter), Sign::Digit(..) | Sign::Lookalike(_))
            || matches!(letter, 'ゼ' | 'ぜ')
    })
}
