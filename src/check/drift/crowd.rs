//! When it is busy, and when it is quiet.

use std::ops::Range;

use super::claim_words::{Pairs, lowered, position};
use super::claims::{Crowd, MOST};

/// Words for both, in lower case. つながりにくい is busy, though it holds つなが.
const WORDS: &[(&str, Crowd)] = &[
    ("least busy", Crowd::Quiet),
    ("混む", Crowd::Busy),
    ("混み", Crowd::Busy),
    ("混ん", Crowd::Busy),
    ("混雑", Crowd::Busy),
    ("込み合", Crowd::Busy),
    ("混み合", Crowd::Busy),
    ("つながりにく", Crowd::Busy),
    ("繋がりにく", Crowd::Busy),
    ("つながりづら", Crowd::Busy),
    ("busy", Crowd::Busy),
    ("busiest", Crowd::Busy),
    ("crowded", Crowd::Busy),
    ("busier", Crowd::Busy),
    ("hard to reach", Crowd::Busy),
    ("hard to get through", Crowd::Busy),
    ("hardest to get through", Crowd::Busy),
    ("long wait", Crowd::Busy),
    ("long waits", Crowd::Busy),
    ("longest wait", Crowd::Busy),
    ("longest waits", Crowd::Busy),
    ("waits are long", Crowd::Busy),
    ("waits are longest", Crowd::Busy),
    ("待たされ", Crowd::Busy),
    ("待ち時間が長", Crowd::Busy),
    ("待ち時間は長", Crowd::Busy),
    ("空い", Crowd::Quiet),
    ("すいてい", Crowd::Quiet),
    ("すいてお", Crowd::Quiet),
    ("空く", Crowd::Quiet),
    ("空き", Crowd::Quiet),
    ("つながりやす", Crowd::Quiet),
    ("繋がりやす", Crowd::Quiet),
    ("quiet", Crowd::Quiet),
    ("quietest", Crowd::Quiet),
    ("easy to reach", Crowd::Quiet),
    ("easiest to reach", Crowd::Quiet),
    ("quieter", Crowd::Quiet),
    ("easy to get through", Crowd::Quiet),
    ("easiest to get through", Crowd::Quiet),
    ("get through quickly", Crowd::Quiet),
    ("get through faster", Crowd::Quiet),
    ("short wait", Crowd::Quiet),
    ("short waits", Crowd::Quiet),
    ("shortest wait", Crowd::Quiet),
    ("shortest waits", Crowd::Quiet),
    ("waits are short", Crowd::Quiet),
    ("waits are shorter", Crowd::Quiet),
    ("waits are shortest", Crowd::Quiet),
    ("すぐつなが", Crowd::Quiet),
    ("すぐにつなが", Crowd::Quiet),
    ("早くつなが", Crowd::Quiet),
    ("スムーズにつなが", Crowd::Quiet),
    ("待たずにつなが", Crowd::Quiet),
    ("待ち時間が短", Crowd::Quiet),
    ("待ち時間は短", Crowd::Quiet),
];

/// What undoes such a word when it follows.
const UNDONE: &[&str] = &[
    "方",
    "具合",
    "らない",
    "りません",
    "くない",
    "くなく",
    "くありません",
    "ない",
    "ません",
    "ていな",
    "ていま せん",
    "ていません",
    "時間を避け",
    "時間帯を避け",
    "を避け",
];

/// What undoes it when it stands before.
const UNDONE_BEFORE: &[&str] = &["not ", "n't ", "less ", "avoid ", "rarely ", "never "];

/// A word for busy or quiet that holds.
#[derive(Clone, Debug)]
pub(super) struct CrowdWord {
    /// Where it stands, in bytes of the text.
    pub at: Range<usize>,
    /// Which of the two.
    pub crowd: Crowd,
}

/// The words of a stretch of a text that say busy or quiet, in order.
pub(super) fn crowd_words(text: &str, stretch: &Range<usize>) -> Vec<CrowdWord> {
    let Some(part) = text.get(stretch.clone()) else {
        return Vec::new();
    };
    let lower = lowered(part);
    let mut found: Vec<CrowdWord> = Vec::new();
    let pairs = Pairs::of(&lower);
    for (word, crowd) in WORDS.iter().filter(|(word, _)| pairs.may_hold(word)) {
        let mut from = 0;
        while found.len() < MOST
            && let Some(at) = lower.get(from..).and_then(|rest| position(rest, word))
        {
            let at = from + at..from + at + word.len();
            from = at.end;
            let after = &lower[at.end..];
            let before = &lower[..at.start];
            let undone = UNDONE.iter().any(|undone| after.starts_with(undone))
                || after
                    .char_indices()
                    .nth(4)
                    .is_some_and(|(near, _)| after[..near].contains("ません"))
                || UNDONE_BEFORE.iter().any(|undone| before.ends_with(undone));
            let known = found.iter().any(|other| {
                other.at.start < stretch.start + at.end && stretch.start + at.start < other.at.end
            });
            if !undone && !known {
                found.push(CrowdWord {
                    at: stretch.start + at.start..stretch.start + at.end,
                    crowd: *crowd,
                });
            }
        }
    }
    found.sort_by_key(|word| word.at.start);
    found
}

/// Which hours are spoken of, and whether of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrowing {
    /// Busy or quiet.
    pub crowd: Crowd,
    /// Whether these are said to be all such hours: 混むのは9時〜11時.
    pub all: bool,
}

/// Which of the two the hours at a place are, if a word of their clause says so: the nearest.
pub(super) fn narrowing(
    text: &str,
    clause: &Range<usize>,
    value: &Range<usize>,
) -> Option<Narrowing> {
    let distance = |word: &CrowdWord| {
        if word.at.start >= value.end {
            word.at.start - value.end
        } else {
            value.start.saturating_sub(word.at.end)
        }
    };
    let nearest = crowd_words(text, clause).into_iter().min_by_key(distance)?;
    let between = text.get(nearest.at.end..value.start).unwrap_or_default();
    let all = ["のは", "時間は", "時間帯は", "hours are", "times are"]
        .iter()
        .any(|word| between.contains(word));
    Some(Narrowing {
        crowd: nearest.crowd,
        all,
    })
}

/// Which of the two the head of a column speaks of.
pub(super) fn of_head(head: &str) -> Option<Narrowing> {
    let words = crowd_words(head, &(0..head.len()));
    match &words[..] {
        [only] => Some(Narrowing {
            crowd: only.crowd,
            all: true,
        }),
        _ => None,
    }
}
