//! Which words and letters tell something at all: nearly none of those of a text do, and to see that must
//! cost no more than to read them.

use crate::notation::latin_set::LatinSet;
use crate::notation::letter_set::LetterSet;
use crate::notation::plain::and_folded;

/// The first three letters of all words that are asked for; `at`, `am`, `pm`, `a` and `p` are shorter.
const LATIN_BEGINNINGS: &[[u8; 3]] = &[
    *b"aft", *b"all", *b"ans", *b"aro", *b"bet", *b"bus", *b"clo", *b"cro", *b"dai", *b"ear",
    *b"eas", *b"eve", *b"fri", *b"fro", *b"get", *b"har", *b"imm", *b"ins", *b"lon", *b"lun",
    *b"mid", *b"mon", *b"mor", *b"nex", *b"noo", *b"off", *b"onl", *b"qui", *b"rep", *b"res",
    *b"rig", *b"rou", *b"sam", *b"sat", *b"sev", *b"sho", *b"shu", *b"str", *b"sun", *b"thu",
    *b"tue", *b"wed", *b"wee", *b"wit", *b"wor",
];

static WORDS: LatinSet = LatinSet::of(LATIN_BEGINNINGS);

/// The letters that words of three bytes a letter begin with, and those that stand for others.
static BEGINNINGS: LetterSet = and_folded(LetterSet::of(
    "０１２３４５６７８９〇一二三四五六七八九十\
    正真営受休定無以数終平曜祝土日当即同翌すた直そ返応折答回混空繋つ込待ス朝夜昼夕晩午早深",
));

/// Those of them that tell something whatever follows.
static ALONE: LetterSet = LetterSet::of("曜祝朝夜昼夕晩");

/// The letters that follow the others: a Japanese sentence is full of the first ones, and hardly ever has one of
/// these behind them.
static SECONDS: LetterSet =
    LetterSet::of("時：営付両分日週午夜業み館診止休内祝いぐだちのな信答事りえむん雑くがたム前後朝");

/// Whether a word of Latin letters may be one of those that are asked for.
pub(super) fn may_be_word(word: &[u8]) -> bool {
    match *word {
        [_, _, _, ..] => WORDS.has(word),
        [first, second] => matches!(
            [first | 0x20, second | 0x20],
            [b'a', b't' | b'm'] | [b'p', b'm']
        ),
        [first] => matches!(first | 0x20, b'a' | b'p'),
        [] => false,
    }
}

/// Where the first letter stands with which a word may begin that is asked for, one that stands for another, or one
/// that takes no three bytes.
pub(super) fn skip_others(bytes: &[u8], from: usize) -> usize {
    BEGINNINGS.skip_others(bytes, from)
}

/// Whether a word may begin that is asked for, the first letter being one with which such words do.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    let Some((letter, rest)) = bytes.split_first_chunk() else {
        return false;
    };
    let second = rest.first_chunk();
    ALONE.has_wide(*letter) || second.is_some_and(|second| SECONDS.has_wide(*second))
}
