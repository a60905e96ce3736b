//! What each letter of a text is in a phone number: a digit, a mark between digits, or nothing.
//!
//! A reader sees a number in `０１２０ー９９９`, `〇一二〇`, `⓪①②⓪` and `O12O`, and does not see the
//! zero-width space inside. Whoever looks for numbers has to see what the reader sees.

use unicode_normalization::UnicodeNormalization as _;

/// The writing that a digit belongs to. A number may change it, and a word may begin there: 第一03-….
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// `0`, `０`, `①`, `٠`
    Figures,
    /// `〇`, `零`, `ゼロ`
    Numerals,
}

/// What a letter is in a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A digit.
    Digit(char, Script),
    /// A letter that is taken for a digit among digits: `O`, `l`.
    Lookalike(char),
    /// A mark that people put between digits: `-`, `.`, space, a bracket, the end of a line.
    Mark(char),
    /// A mark that others put there: `/`, `_`, の.
    OddMark(char),
    /// Nothing that could be seen.
    Nothing,
    /// Anything else.
    Other,
}

/// Zeros of ten consecutive digits each, in scripts of which NFKC makes no ASCII digits.
const ZEROS: &[char] = &[
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}',
    '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0E50}', '\u{0ED0}', '\u{0F20}', '\u{1040}',
    '\u{17E0}', '\u{1810}',
];

/// What a letter is.
pub(super) fn sign(letter: char) -> Sign {
    match letter {
        '0'..='9' => Sign::Digit(letter, Script::Figures),
        'O' | 'o' => Sign::Lookalike('0'),
        'l' | 'I' => Sign::Lookalike('1'),
        '-' | '.' | ' ' | '(' | ')' | '\n' => Sign::Mark(letter),
        '\t' | '\r' => Sign::Mark(' '),
        '[' => Sign::Mark('('),
        ']' => Sign::Mark(')'),
        '/' | '_' | '*' | '|' | '=' => Sign::OddMark(letter),
        _ if letter.is_ascii() => Sign::Other,
        // Kana, of which no other is a mark, pass at once.
        'ぁ'..='ね' | 'は'..='ヺ' => Sign::Other,
        '\u{3400}'..='\u{9FFF}' => numeral(letter),
        _ => wide_sign(letter),
    }
}

/// What an ideograph is.
fn numeral(letter: char) -> Sign {
    let digit = match letter {
        '零' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return Sign::Other,
    };
    Sign::Digit(digit, Script::Numerals)
}

fn wide_sign(letter: char) -> Sign {
    match letter {
        '〇' => Sign::Digit('0', Script::Numerals),
        // Circles that stand for zeros, and letters of other scripts that look like O and I.
        '○' | '◯' | 'О' | 'о' | 'Ο' | 'ο' => Sign::Lookalike('0'),
        'І' | 'Ι' => Sign::Lookalike('1'),
        '⓪' | '⓿' | '🄋' | '🄌' => Sign::Digit('0', Script::Figures),
        '❶'..='❾' => figure(letter, '❶', 1),
        '➀'..='➈' => figure(letter, '➀', 1),
        '➊'..='➒' => figure(letter, '➊', 1),
        'ー' | 'ｰ' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '﹘' | '﹣' | '－'
        | '⁃' | '➖' | 'ㅡ' | '⸺' | '˗' => Sign::Mark('-'),
        '（' | '［' | '【' | '〔' | '〈' | '《' => Sign::Mark('('),
        '）' | '］' | '】' | '〕' | '〉' | '》' => Sign::Mark(')'),
        '．' | '。' | '․' => Sign::Mark('.'),
        '・' | '･' | '·' | '•' | '‧' | '∙' | '⋅' | '●' => Sign::OddMark('・'),
        'の' | '／' | '＿' | '｜' | '＊' | '＝' => Sign::OddMark(letter),
        // Directions, no width, variations, the frame of a keycap.
        '\u{AD}' | '\u{34F}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{200E}' | '\u{200F}' => {
            Sign::Nothing
        }
        _ if crate::text::invisible::is_invisible(letter) => Sign::Nothing,
        _ if letter.is_whitespace() => Sign::Mark(' '),
        _ => folded_sign(letter),
    }
}

fn figure(letter: char, first: char, value: u32) -> Sign {
    let digit = char::from_digit(letter as u32 - first as u32 + value, 10);
    digit.map_or(Sign::Other, |digit| Sign::Digit(digit, Script::Figures))
}

/// What NFKC makes of a letter: digits of full width, circled, raised, of mathematics.
fn folded_sign(letter: char) -> Sign {
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero as u32..**zero as u32 + 10).contains(&(letter as u32)));
    if let Some(zero) = zero {
        return figure(letter, *zero, 0);
    }
    let mut folded = std::iter::once(letter).nfkc();
    match (folded.next(), folded.next()) {
        (Some(folded), None) if folded.is_ascii() && folded != letter => match sign(folded) {
            Sign::Digit(digit, _) => Sign::Digit(digit, Script::Figures),
            Sign::Lookalike(digit) => Sign::Lookalike(digit),
            _ => Sign::Other,
        },
        _ => Sign::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_many_writings() {
        for (written, digit) in [
            ("0０⓪〇零٠۰०𝟎𝟘⁰₀", '0'),
            ("4４④四٤۴४𝟒⁴₄❹➃➍", '4'),
            ("9９⑨九", '9'),
        ] {
            for letter in written.chars() {
                let read = matches!(sign(letter), Sign::Digit(found, _) if found == digit);
                assert!(read, "{letter}: {:?}", sign(letter));
            }
        }
        assert_eq!(sign('Ｏ'), Sign::Lookalike('0'));
        assert_eq!(sign('⑩'), Sign::Other);
        assert_eq!(sign('十'), Sign::Other);
    }

    #[test]
    fn every_numeral_is_its_digit() {
        for (letter, digit) in "一二三四五六七八九〇".chars().zip("1234567890".chars()) {
            assert_eq!(
                sign(letter),
                Sign::Digit(digit, Script::Numerals),
                "{letter}"
            );
        }
        for (letter, digit) in "０３９①⑨²𝟗".chars().zip("0391929".chars()) {
            assert_eq!(
                sign(letter),
                Sign::Digit(digit, Script::Figures),
                "{letter}"
            );
        }
    }
}
