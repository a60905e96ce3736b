//! A quick look at a text: may it say hours, a reply time, or when it is busy?
//!
//! Comparing prose with data reads a text slowly and in a folded copy. Most texts say nothing that
//! could be compared, and this look lets them pass at the speed of a search: one walk over the
//! bytes, no copy. It may say yes too often, never no to a text that the finders understand.

mod known;
mod signs;

use known::{may_be_word, may_begin, skip_others};
use signs::{Signs, is_digit};

use super::hours::may_name_days;
use super::latin_set::latin_word;
use super::plain::is_folded;
use super::scan::Folded;

/// What a text may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing that could be compared.
    Nothing,
    /// That somebody is away (休み), if it names a calendar: it names no other days, and no hours.
    Closure,
    /// A notation, or words about when a desk is busy.
    Something,
}

/// Whether a text may hold a notation, or words about when a desk is busy.
pub fn may_tell(text: &str) -> bool {
    let signs = signs_of(text);
    signs.together() || signs.closes()
}

/// Whether a text that says nothing by itself may say something below the head of its column: 3日, below 返信の目安.
pub fn may_tell_below(head: &str, text: &str) -> bool {
    signs_of(head).begin() && may_tell(&format!("{head} {text}"))
}

/// What a text may tell.
pub fn telling(text: &str) -> Telling {
    let signs = signs_of(text);
    if signs.together() || (signs.closes() && may_name_days(text)) {
        Telling::Something
    } else if signs.closes() {
        Telling::Closure
    } else {
        Telling::Nothing
    }
}

/// The signs of a text, up to the first that tells something by itself.
fn signs_of(text: &str) -> Signs {
    let folded = || signs_as_written(&Folded::new(text).spelling());
    // What is still not plain may be anything.
    signs_as_written(text)
        .or_else(folded)
        .unwrap_or_else(Signs::telling)
}

/// The signs of a text if no letter that is looked at stands for another.
fn signs_as_written(text: &str) -> Option<Signs> {
    let bytes = text.as_bytes();
    let mut signs = Signs::default();
    let mut at = 0;
    loop {
        let next = skip_others(bytes, at);
        debug_assert!(
            // Nothing is passed from within a letter.
            text.get(at..next).is_none_or(|passed| {
                let mut letters = passed.char_indices();
                letters.all(|(here, _)| !signs.look(false, |signs| signs.wide(&text[at + here..])))
            }),
            "invariant: `known` knows all words"
        );
        at = next;
        let Some(byte) = bytes.get(at).copied() else {
            break;
        };
        let (tells, length) = match byte {
            b'0'..=b'9' => (signs.digits(bytes, at), 1),
            b'A'..=b'Z' | b'a'..=b'z' => {
                let length = latin_word(&bytes[at..]);
                let (word, rest) = bytes[at..].split_at(length);
                let look = |signs: &mut Signs| signs.latin(word, rest);
                (signs.look(may_be_word(word), look), length)
            }
            0xEF if is_digit(&bytes[at..]) => (signs.digits(bytes, at), 3),
            0x80.. if is_folded(&bytes[at..]) => return None,
            0xE0..=0xEF => {
                let look = |signs: &mut Signs| signs.wide(&text[at..]);
                (signs.look(may_begin(&bytes[at..]), look), 3)
            }
            _ => (false, 1),
        };
        if tells {
            signs.tell();
            break;
        }
        at += length;
    }
    Some(signs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::otherwise::written_otherwise;
    use crate::notation::{TalkOf, find_hours, find_replies};

    /// Texts that tell something.
    const TELLING: &[&str] = &[
        "9:00",
        "９：００",
        "9：00",
        "9時",
        "９時",
        "九時",
        "十時",
        "正午から",
        "真夜中",
        "24時間",
        "二十四時間",
        "終日",
        "24/7",
        "9 am",
        "9pm",
        "9 p.m.",
        "am1-5",
        "a.m. 9-12",
        "24h",
        "24-hour",
        "noon",
        "Midnight",
        "around the clock",
        "all day",
        "平日のみ",
        "年中無休",
        "土日祝休み",
        "定休日",
        "月曜",
        "weekdays only",
        "closed",
        "1〜2営業日",
        "一両日",
        "2日以内",
        "数時間",
        "当日中",
        "即日",
        "翌日",
        "within a day",
        "1 to 2 business days",
        "the next day",
        "same day",
        "a few hours",
        "営業日のみ",
        "土日",
        "朝はスムーズ",
        "everyday",
        "round the clock",
        "daily",
        "we get to you in the evening",
        "we answer straight away",
        "返信は2日",
        "reply in 2 days",
        "すぐに返信",
        "we answer at once",
        "夜は混む",
        "朝はつながりやすい",
        "busy in the morning",
        "easiest to reach in the evening",
        "0120の番号",
        "Mon-Fri only",
        "open Tuesday to Friday only",
        "Mondays off",
        "月off",
        "chat runs from 9 to 5",
        "between 9 and 5",
        "replies can take up to a week",
        "waits are shortest in the morning",
        "早朝ならすぐつながる",
        "午後は混む",
        "午後5",
        "朝九",
        "hard to reach in the evening",
        "long waits in the afternoon",
        "lunch is busy",
        "early mornings are crowded",
        "we reply immediately",
        "365日",
        "24/365",
        "opens at 7:45",
        "a few hours",
        "夜は待たされる",
        "朝は早くつながる",
        "İé 𠮷 9時",
    ];

    #[test]
    fn every_notation_is_seen() {
        for text in TELLING {
            assert!(may_tell(text), "{text}");
        }
    }

    #[test]
    fn most_prose_passes_by() {
        for text in [
            "",
            "この案内は、窓口の選び方をまとめたものです。",
            "番号は10桁です。2026年11月の版を3部刷りました。",
            "お名前と住所をご用意ください。",
            "空が青い。海は広い。",
            "Choose the channel that fits your question.",
            "Version 2.1 of 2026 costs 300 yen.",
            "mail order",
            "See you on Monday.",
            "We are happy to reply.",
            "返信します。",
            "It took 3 days.",
            "3日かかった。",
            "混むことがある。",
            "朝食の後。",
            "Good morning.",
            "It is busy.",
            "floor 3",
            "block 3",
            "We reply at home.",
            "We answer a letter.",
            "only here",
            "from here to there",
            "at 1234",
            "few apples and a dayfly",
        ] {
            assert!(!may_tell(text), "{text}");
        }
    }

    #[test]
    fn what_the_finders_read_is_seen_however_it_is_written() {
        let mut missed = Vec::new();
        let closures = [
            "月曜は休み",
            "月off",
            "土日祝は休館",
            "月・水 休み",
            "8/11 休業",
            "Sundays off",
            "月は休診",
            "定休 日・月",
            "定休:水",
            "月は受付なし",
            "月・火は営業なし",
        ];
        for text in TELLING.iter().chain(&closures) {
            for other in written_otherwise(text) {
                let is_found = !find_hours(&other, &[]).is_empty()
                    || !find_replies(&other, TalkOf::Answers).is_empty();
                if is_found && telling(&other) != Telling::Something {
                    missed.push(other);
                }
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }
}
