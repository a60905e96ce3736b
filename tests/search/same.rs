//! One tokeniser on both sides: what the build puts into the index is what the script asks for.

use madoguchi::search::{Term, fold, shard_of, terms};

use super::node::{self, Folded};

fn ours(text: &str) -> Folded {
    let folded = fold(text);
    let mut found = Vec::new();
    terms(&folded, |term| {
        found.push(match term {
            Term::Letters(first, second) => [Some(first), second].into_iter().flatten().collect(),
            Term::Word(word) => word.to_owned(),
        });
    });
    let shards = found.iter().map(|term| shard_of(term, 1024)).collect();
    (folded, found, shards)
}

fn assert_same(texts: &[String], is_every_character: bool) -> usize {
    let mut known = 0;
    for (text, theirs) in texts.iter().zip(node::fold(texts, is_every_character)) {
        let Some(theirs) = theirs else { continue };
        known += 1;
        assert_eq!(ours(text), theirs, "{text:?} ({})", text.escape_unicode());
    }
    known
}

#[test]
fn every_character_is_folded_alike() {
    // Beside kana, between Latin letters, at the end of a word: neighbours decide about some.
    let texts: Vec<String> = ('\0'..=char::MAX)
        .map(|c| format!("か{c}か a{c}a カ{c}"))
        .collect();
    assert!(assert_same(&texts, true) > 140_000);
}

/// Letters, marks and signs that stand in each other's way.
const NASTY: &[&str] = &[
    "電",
    "話",
    "窓",
    "々",
    "が",
    "か",
    "\u{3099}",
    "゛",
    "ー",
    "-",
    "−",
    "ｰ",
    "―",
    "‐",
    "カ",
    "ガ",
    "ｶ",
    "ﾞ",
    "ﾟ",
    "ゝ",
    "ヽ",
    "ヿ",
    "ッ",
    "a",
    "B",
    "Ｃ",
    "é",
    "e",
    "\u{301}",
    "ς",
    "Σ",
    "ß",
    "ﬁ",
    "İ",
    "ı",
    "1",
    "２",
    "①",
    "㈱",
    "㍿",
    "℡",
    " ",
    "\u{3000}",
    "\n",
    "\0",
    "。",
    "・",
    "(",
    "〜",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{e0100}",
    "😀",
    "𠮷",
    "각",
    "\u{1100}",
    "\u{1161}",
    "\u{11a8}",
    "й",
    "ا",
    "\u{64b}",
    "ก",
    "\u{e33}",
    "क",
    "\u{94d}",
    "\u{9c7}",
    "\u{9be}",
    "__proto__",
    "constructor",
    "&amp;",
    "<img>",
    "\u{fffd}",
    "\u{10ffff}",
];

#[test]
fn m09_nasty_strings_are_folded_alike() {
    // The generator of Knuth's MMIX: random enough, and the same every time.
    let mut state = 7_u64;
    let mut roll = |sides: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % sides
    };
    let mut texts: Vec<String> = (0..8000)
        .map(|_| (0..roll(14)).map(|_| NASTY[roll(NASTY.len())]).collect())
        .collect();
    texts.extend(naughty_strings::BLNS.iter().map(|&text| text.to_owned()));
    texts.push("長".repeat(20_000));
    texts.push("x-".repeat(20_000));
    texts.push("ー".repeat(20_000));
    assert_eq!(assert_same(&texts, false), texts.len());
}

#[test]
fn folding_twice_is_folding_once() {
    for text in NASTY {
        let once = fold(&format!("か{text}a"));
        assert_eq!(fold(&once), once, "{text:?}");
    }
}
