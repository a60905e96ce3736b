//! Which words and letters tell something at all: nearly none of those of a text do, and to see that must
//! cost no more than to read them.

use crate::notation::letter_set::LetterSet;

/// The first three letters of all words that are asked for; `at`, `am`, `pm`, `a` and `p` are shorter.
const BEGINNINGS: &[u8] = b"\
    aft all ans aro bet bus clo cro dai ear eas eve fri fro get har imm ins lon lun mid mon mor nex noo onl \
    qui rep res rig rou sam sat sev sho shu str sun thu tue wed wee wit wor ";

/// The letters that words of three bytes a letter begin with.
static LETTERS: LetterSet = LetterSet::of(
    "０１２３４５６７８９〇一二三四五六七八九十\
    正真営休無以数終平曜祝土日当即同翌すた直そ返応折答回混空繋つ込待ス朝夜昼夕晩午早深",
);

/// Whether a word of Latin letters may be one of those that are asked for.
pub(super) fn may_be_word(word: &[u8]) -> bool {
    match *word {
        [first, second, third, ..] => {
            let at = place(first, second, third);
            WORDS[at / 64] >> (at % 64) & 1 == 1
        }
        [first, second] => matches!(
            [first | 0x20, second | 0x20],
            [b'a', b't' | b'm'] | [b'p', b'm']
        ),
        [first] => matches!(first | 0x20, b'a' | b'p'),
        [] => false,
    }
}

/// Whether a letter of three bytes may begin a word that is asked for.
pub(super) fn may_begin(bytes: [u8; 3]) -> bool {
    LETTERS.has_wide(bytes)
}

/// One bit for each three letters.
static WORDS: [u64; (26 * 26 * 26_usize).div_ceil(64)] = words();

/// Where the bit of three Latin letters stands.
const fn place(first: u8, second: u8, third: u8) -> usize {
    (number(first) * 26 + number(second)) * 26 + number(third)
}

const fn number(letter: u8) -> usize {
    ((letter | 0x20) - b'a') as usize
}

const fn words() -> [u64; (26 * 26 * 26_usize).div_ceil(64)] {
    let mut bits = [0; _];
    let mut from = 0;
    while from < BEGINNINGS.len() {
        let at = place(BEGINNINGS[from], BEGINNINGS[from + 1], BEGINNINGS[from + 2]);
        bits[at / 64] |= 1 << (at % 64);
        from += 4;
    }
    bits
}
