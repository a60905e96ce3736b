//! A quick look at a text: may a phone number stand in it?
//!
//! Looking for numbers makes a copy of each passage and reads it letter by letter. Nearly all passages
//! hold no digits worth that, and these two looks let them pass: one walks over the bytes of a file as
//! it is written, the other over the letters as the reader sees them.

use std::ops::Range;

use super::super::letter_set::LetterSet;
use super::super::plain::{and_folded, is_folded};
use super::service;
use super::signs::{Sign, sign};
use crate::text::strides::next_apart;

/// So many digits at least stand in the source of a number, the letters that look like some left out.
const FEWEST_IN_SOURCE: usize = 5;

/// So many digits, looking alike or not, stand in a number as the reader sees it.
const FEWEST_SEEN: usize = 7;

/// More letters than these do not stand between two digits of a number.
const MOST_BETWEEN: usize = 5;

/// Words beside which three digits may be a number to call, whatever the case of their letters.
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
];

/// Whether a phone number may stand in a text as the reader sees it. It may say yes too often, never no
/// to a text in which one is found.
pub fn may_hold_phone(text: &str) -> bool {
    let (mut digits, mut between) = (0, 0);
    let mut short = false;
    let mut at = 0;
    loop {
        if digits == 0 {
            // Whatever stands before the first digit counts for nothing.
            let Some(digit) = next_digit(text, at, is_seen_as_digit) else {
                break;
            };
            let letters = text.as_bytes()[..digit.end].last_chunk();
            if letters.is_some_and(|[before, letter]| {
                before.is_ascii_alphabetic() && letter.is_ascii_alphabetic()
            }) {
                // Behind a letter, one that looks like a digit is none.
                at = digit.end;
                continue;
            }
            (at, between) = (digit.start, 0);
        }
        let Some(letter) = text[at..].chars().next() else {
            break;
        };
        let here = at;
        at += letter.len_utf8();
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
                let zero = ["ゼロ", "ぜろ"]
                    .into_iter()
                    .find(|zero| text[here..].starts_with(zero));
                at = zero.map_or(at, |zero| here + zero.len());
                zero.is_some()
            }
        };
        between = 0;
        digits = if is_digit { digits + 1 } else { 0 };
        short |= digits == 3;
        if digits >= FEWEST_SEEN {
            return true;
        }
    }
    short && has_short_number_word(text)
}

fn has_short_number_word(text: &str) -> bool {
    let mut at = 0;
    loop {
        at = SHORT_NUMBER_LETTERS.skip_others(text.as_bytes(), at);
        let rest = &text[at..];
        let Some(letter) = rest.chars().next() else {
            return false;
        };
        let is_sign = matches!(letter, '#' | '＃' | '♯' | '﹟') || is_folded(rest.as_bytes());
        let begins = |word: &&str| {
            let there = rest.as_bytes().get(..word.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
        };
        let begins_word = || SHORT_NUMBER_WORDS.iter().any(begins);
        if is_sign || (SHORT_NUMBER_LETTERS.has(letter) && begins_word()) {
            return true;
        }
        at += letter.len_utf8();
    }
}

/// What [`SHORT_NUMBER_WORDS`] begin with, the sign of a number, and what stands for other letters or for none.
static SHORT_NUMBER_LETTERS: LetterSet =
    and_folded(LetterSet::of("#＃♯﹟番電ダか掛通連相発プホaiheAIHE"));

/// The stretches of a file's text, cut at blank lines, in which a phone number may stand however it is
/// written: with entities, in emphasis, with a comment inside.
pub fn phone_stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let digit_from = |from: usize| next_digit(text, from, |byte| byte.is_ascii_digit());
    let mut from = 0;
    let mut next = digit_from(0);
    while let Some(first) = &next {
        let lines = lines_around(text, from, first.start);
        let mut stretch = Stretch::default();
        while let Some(digit) = next.take_if(|digit| digit.start < lines.end) {
            next = digit_from(digit.end);
            stretch.digit(text, digit);
        }
        from = lines.end + 1;
        found.extend(stretch.holds_phone(text, &lines).then_some(lines));
    }
    found
}

/// The lines around a place, as far as the nearest blank ones; none before `from` is looked at.
fn lines_around(text: &str, from: usize, at: usize) -> Range<usize> {
    let is_blank = |line: Range<usize>| text[line].bytes().all(|byte| byte.is_ascii_whitespace());
    let start_of_line = |end: usize| {
        let before = text[from..end].rfind('\n');
        before.map_or(from, |before| from + before + 1)
    };
    let end_of_line = |start: usize| text[start..].find('\n').map(|after| start + after);
    let mut start = start_of_line(at);
    while start > from {
        let before = start_of_line(start - 1);
        if is_blank(before..start - 1) {
            break;
        }
        start = before;
    }
    let mut line = at;
    let mut end = end_of_line(at);
    while let Some(here) = end
        && !is_blank(line..here)
    {
        line = here + 1;
        end = end_of_line(line);
    }
    start..end.unwrap_or(text.len())
}

/// The next letter that may be a digit, one of ASCII as it is said. Nearly all letters are none, and to see that must
/// cost no more than to read them.
fn next_digit(text: &str, from: usize, is_digit: impl Fn(u8) -> bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    let length = loop {
        at = DIGITS.skip_others(bytes, at);
        match &bytes[at..] {
            [] => return None,
            [0..=0x7F, ..] => {
                at = next_apart(bytes, at, |byte| !byte.is_ascii() | is_digit(byte))?;
                if is_digit(bytes[at]) {
                    break 1;
                }
            }
            [0xE0..=0xEF, ..] => break 3,
            _ => {
                let letter = text[at..].chars().next()?;
                if may_be_digit(letter) {
                    break letter.len_utf8();
                }
                at += letter.len_utf8();
            }
        }
    };
    Some(at..at + length)
}

/// Whether a letter is the last of a word that digits hang on: `c3`, `p12`. The words behind which a number may begin
/// (TEL, phone, call, fax) do not end with it, it looks like no digit, and it is none of an entity (`&#x30;`).
fn ends_other_word(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        && !matches!(
            letter.to_ascii_lowercase(),
            'e' | 'f' | 'h' | 'i' | 'l' | 'o' | 't' | 'x'
        )
}

/// Whether nobody sees a text, as between the digits of a row.
fn is_nothing(text: &str) -> bool {
    text.chars()
        .all(|letter| matches!(sign(letter), Sign::Nothing))
}

/// Whether a letter of ASCII is a digit, or looks like one.
fn is_seen_as_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'O' | b'o' | b'l' | b'I')
}

/// Which letters of three bytes may be digits of a number, the ゼ of ゼロ among them: what `sign` says of them,
/// written out, since asking it for each would take longer than to read a small site.
static DIGITS: LetterSet = LetterSet::of(
    "०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯\
     ൦൧൨൩൪൫൬൭൮൯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙\
     ᴵᴼᵒ⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ₒₗℐℑℓℴⅠⅼ①②③④⑤⑥⑦⑧⑨ⒾⓄⓛⓞ⓪⓿○◯❶❷❸❹❺❻❼❽❾\
     ➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒〇ぜゼ零一二三四五六七八九０１２３４５６７８９ＩＯｌｏ",
);

fn may_be_digit(letter: char) -> bool {
    matches!(sign(letter), Sign::Digit(..) | Sign::Lookalike(_)) || matches!(letter, 'ゼ' | 'ぜ')
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Stretch {
    digits: usize,
    /// The last digits in a row.
    row: Range<usize>,
    in_row: usize,
    /// Whether a row may be a short number.
    short: bool,
}

impl Stretch {
    fn digit(&mut self, text: &str, at: Range<usize>) {
        let between = &text[self.row.end..at.start];
        if self.in_row > 0 && is_nothing(between) {
            self.in_row += 1;
        } else {
            self.end_row(text);
            self.row.start = at.start;
            self.in_row = 1;
        }
        self.row.end = at.end;
    }

    fn end_row(&mut self, text: &str) {
        let before = text[..self.row.start].chars().next_back();
        match self.in_row {
            // A row that hangs on a word is of no number, and links and placeholders are full of them.
            1 | 2 if before.is_some_and(ends_other_word) => return,
            3 | 4 if !self.short => {
                self.short = service::may_be_short(before, &text[self.row.clone()]);
            }
            _ => {}
        }
        self.digits += self.in_row;
    }

    fn holds_phone(mut self, text: &str, lines: &Range<usize>) -> bool {
        self.end_row(text);
        self.digits >= FEWEST_IN_SOURCE
            || (self.short && has_short_number_word(&text[lines.clone()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::find_phones;
    use crate::notation::otherwise::written_otherwise;

    #[test]
    fn numbers_are_seen_however_they_are_written() {
        let texts = [
            "0120-000-000",
            "(03) 0000-0000",
            "tel:+81-120-000-000",
            "0120 000 000 ext. 110",
            "電話110番",
            "call 110",
            "RING 110",
            "Dial 119",
            "phone: 110",
            "dialling 188",
            "#9110",
            "消費者ホットライン188",
            "〇一二〇ー〇〇〇ー〇〇〇",
        ];
        let mut missed = Vec::new();
        for text in texts {
            for other in written_otherwise(text) {
                let is_found = !find_phones(&other, "JP").is_empty();
                if is_found && !(may_hold_phone(&other) && phone_stretches(&other).len() == 1) {
                    missed.push((may_hold_phone(&other), other));
                }
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }

    #[test]
    fn the_digits_of_three_bytes_are_those_that_are_read_as_digits() {
        for letter in '\u{800}'..='\u{FFFF}' {
            assert_eq!(DIGITS.has(letter), may_be_digit(letter), "{letter:?}");
        }
    }

    #[test]
    fn a_digit_is_found_wherever_it_stands() {
        let digits =
            ('\0'..=char::MAX).filter(|letter| !letter.is_ascii() && may_be_digit(*letter));
        for digit in digits.chain(['7']) {
            for before in 0..=16 {
                let text = format!("案{}{digit}{}é", "a".repeat(before), "b".repeat(16));
                let at = "案".len() + before;
                assert_eq!(
                    next_digit(&text, 0, |byte| byte.is_ascii_digit()),
                    Some(at..at + digit.len_utf8()),
                    "{digit:?} after {before}"
                );
            }
        }
        assert_eq!(next_digit("窓口desk, é 𠮷.", 0, is_seen_as_digit), None);
    }

    #[test]
    fn the_letters_of_short_numbers_begin_their_words() {
        for word in SHORT_NUMBER_WORDS {
            assert!(
                word.chars()
                    .next()
                    .is_some_and(|first| SHORT_NUMBER_LETTERS.has(first))
            );
            assert!(has_short_number_word(&format!("これは{word}")), "{word}");
        }
        assert!(!has_short_number_word("これは案内です"));
    }

    #[test]
    fn digits_that_hang_on_words_are_of_no_number() {
        assert!(phone_stretches("{{ c3.hours }} [案内](@/s31/p12.md) b4 d5").is_empty());
        for text in [
            "TEL03-1234",
            "O12O-999",
            "&#x30;&#x31;&#x32;",
            "a1 <b>2</b>3 456",
        ] {
            let found = phone_stretches(text);
            assert_eq!(found.first(), Some(&(0..text.len())), "{text}");
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
