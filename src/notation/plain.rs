//! Letters that stand for others: ａ for a, ㈪ for 月, a no-break space for a space, and those that nobody sees.
//!
//! The quick looks ask for letters as they are, the finders for what they are folded to (`scan`). Most texts hold
//! nothing of the kind; one that does is folded before it is looked at, or given to the finders at once.

use super::letter_set::LetterSet;

/// Where letters of three bytes stand that are folded to what is asked for, or to nothing: a few others stand among
/// them, which costs their texts the folding and no more.
const FOLDED: &[(char, char)] = &[
    ('\u{1680}', '\u{1680}'), // a space
    ('\u{1D00}', '\u{1DBF}'), // letters of phonetic scripts
    ('\u{1E9A}', '\u{1E9B}'),
    ('\u{1FBD}', '\u{200F}'), // accents that stand alone, spaces, and what nobody sees
    ('\u{2017}', '\u{2017}'),
    ('\u{2024}', '\u{2024}'), // a dot
    ('\u{2028}', '\u{202F}'),
    ('\u{203E}', '\u{203E}'),
    ('\u{2047}', '\u{20AB}'), // small letters and digits, the sign of the rupee
    ('\u{2100}', '\u{218F}'), // ℡, №, Ⅳ
    ('\u{2212}', '\u{2212}'), // minus
    ('\u{2460}', '\u{2501}'), // ①, and lines that stand for dashes
    ('\u{2A74}', '\u{2A76}'),
    ('\u{2C7C}', '\u{2C7D}'),
    ('\u{2E80}', '\u{3000}'), // parts of ideographs, the wide space
    ('\u{3036}', '\u{303A}'),
    ('\u{309B}', '\u{309F}'),
    ('\u{30FF}', '\u{30FF}'),
    ('\u{3190}', '\u{33FF}'), // ㊐, ㍘, ㏂
    ('\u{A69C}', '\u{A7FF}'),
    ('\u{AB5C}', '\u{AB69}'),
    ('\u{F900}', '\u{FB4F}'), // ideographs that are others, ﬁ
    ('\u{FC00}', '\u{FEFF}'), // Arabic ligatures with spaces, forms for lines from above, small forms
    ('\u{FF0D}', '\u{FF0F}'), // －．／
    ('\u{FF21}', '\u{FF3A}'), // Ａ
    ('\u{FF41}', '\u{FF5A}'), // ａ
    ('\u{FF65}', '\u{FFEF}'), // ｱ
];

/// The letters of three bytes in [`FOLDED`].
static FOLDED_LETTERS: LetterSet = LetterSet::of("").and(FOLDED);

/// A set and the letters of three bytes that stand for others.
pub(crate) const fn and_folded(set: LetterSet) -> LetterSet {
    set.and(FOLDED)
}

/// Whether a letter, its bytes beginning here, stands for another or for nothing.
pub(crate) fn is_folded(bytes: &[u8]) -> bool {
    match *bytes {
        [first @ 0xE0..=0xEF, second, third, ..] => FOLDED_LETTERS.has_wide([first, second, third]),
        // Pictures.
        [0xF0, 0x9F, 0x8C..=0xAB, ..] => false,
        // U+0080 to U+00BF: the no-break space, ª, ², the soft hyphen; U+0130 to U+017F, U+01C0 to U+01FF, U+02B0
        // to U+02FF, U+0340 to U+037F, U+0384, U+0385: İ, ĳ, ſ, ǆ, ʰ, accents that stand alone; and what is beyond
        // the basic plane.
        [0xC2 | 0xC5 | 0xC7 | 0xCB | 0xCD | 0xF0..=0xFF, ..]
        | [0xC4 | 0xCA, 0xB0..=0xBF, ..]
        | [0xCE, 0x84 | 0x85, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::scan::Folded;

    #[test]
    fn a_letter_that_stands_for_what_is_asked_for_is_known() {
        // The look knows these itself.
        let known = "０１２３４５６７８９：‐‑‒–—―";
        // These are folded to dots, which nothing is asked of but behind a letter.
        let dots = "‥…";
        let is_asked = |letter: char| {
            letter.is_ascii_alphanumeric()
                || " .:-/".contains(letter)
                || matches!(letter, 'ぁ'..='\u{9FFF}')
        };
        let mut missed = Vec::new();
        for letter in '\u{80}'..=char::MAX {
            let text = letter.to_string();
            let folded = Folded::new(&text).spelling();
            let stands_for_another = folded != text
                && !folded.contains(|other: char| other.is_lowercase() && !other.is_ascii())
                && (folded.is_empty() || folded.contains(is_asked));
            let is_known = is_folded(text.as_bytes()) || known.contains(letter);
            if stands_for_another && !is_known && !dots.contains(letter) {
                missed.push((letter, folded));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }

    #[test]
    fn the_letters_of_most_texts_are_what_they_are() {
        for letter in "窓口のアー々、。「」『』（）・〜！？：％，…–—‘’“”※→■●★éüñßДд한국👍".chars()
        {
            let text = letter.to_string();
            assert!(!is_folded(text.as_bytes()), "{letter}");
        }
    }
}
