//! Short numbers: 110番, #7119, "dial 911".
//!
//! Three or four digits are nearly always something else, so the words right beside them decide.

use std::ops::Range;

use super::super::scan::Folded;
use super::find::{FoundPhone, Look};
use super::innocent::{after, before};
use super::runs::Run;
use super::signs::{Sign, sign};
use super::{PhoneKind, PhoneNumber, plan};

/// Japanese numbers of three digits that everybody may call.
const OF_JAPAN: &[&str] = &[
    "104", "110", "113", "115", "116", "117", "118", "119", "136", "144", "147", "148", "151",
    "157", "159", "171", "177", "188", "189",
];

/// Those of them that 番 alone tells: 110番.
const TOLD_BY_COUNTER: &[&str] = &["110", "118", "119"];

/// Japanese numbers of four digits after `#`.
const WITH_HASH: &[&str] = &[
    "7111", "7119", "8000", "8008", "8103", "8891", "9110", "9910",
];

/// Numbers of other countries that are known far beyond them.
const ABROAD: &[&str] = &[
    "000", "101", "111", "112", "211", "311", "511", "811", "911", "988", "999",
];

/// What stands before a short number that is to be called.
const CALL_BEFORE: &[&str] = &[
    "局番なしの",
    "局番なし",
    "短縮ダイヤル",
    "ダイヤル",
    "ホットライン",
    "電話は",
    "電話で",
    "電話番号は",
    "call",
    "dial",
    "ring",
    "phone",
    "text",
    "calling",
    "dialling",
    "dialing",
];

/// What stands after it.
const CALL_AFTER: &[&str] = &[
    "に電話",
    "へ電話",
    "にお電話",
    "へお電話",
    "にかけ",
    "へかけ",
    "に掛け",
    "へ掛け",
    "をダイヤル",
    "にダイヤル",
    "へダイヤル",
    "に通報",
    "へ通報",
    "をプッシュ",
    "とダイヤル",
    "を押して発信",
    "に発信",
    "へ連絡",
    "にご連絡",
    "へご連絡",
    "にご相談",
    "へご相談",
    "番通報",
];

/// What 番 begins besides: 110番地, 110番目.
const OTHER_COUNTERS: &[&str] = &[
    "番地",
    "番目",
    "番号",
    "番線",
    "番街",
    "番台",
    "番代",
    "番札",
    "番組",
    "番乗り",
    "番出口",
    "番窓口",
    "番のり",
    "番バス",
    "番ホーム",
    "番系統",
];

/// Whether a row of digits may be a short number, whatever stands around it.
pub(super) fn may_be_short(before: Option<char>, row: &str) -> bool {
    let digits = |letter| match sign(letter) {
        Sign::Digit(digit, _) => Some(digit),
        _ => None,
    };
    let digits: String = row.chars().filter_map(digits).collect();
    let known = [OF_JAPAN, WITH_HASH, ABROAD];
    let is_known = known.iter().any(|known| known.contains(&digits.as_str()));
    is_known || matches!(before, Some('#' | '＃' | '♯' | '﹟'))
}

/// The short numbers of a run, with the groups they are.
pub(super) fn services(text: &str, run: &Run, region: &str) -> Vec<(Range<usize>, FoundPhone)> {
    let groups = 0..run.groups.len();
    groups
        .filter_map(|place| Some((place..place + 1, service(text, run, place, region)?)))
        .collect()
}

fn service(text: &str, run: &Run, place: usize, region: &str) -> Option<FoundPhone> {
    let group = &run.groups[place];
    let digits = group.digits.as_str();
    let hash = place == 0 && run.sign.is_some_and(|(sign, _)| sign == '#');
    if !matches!(digits.len(), 3 | 4) || !stands_alone(text, run, place) {
        return None;
    }
    let start = run
        .sign
        .filter(|_| hash)
        .map_or(group.at.start, |(_, at)| at);
    let at = start..group.at.end;
    let is_japanese = region.eq_ignore_ascii_case("JP");
    let told = is_called(text, &at);
    let found = match digits.len() {
        4 if hash => is_japanese && (WITH_HASH.contains(&digits) || told),
        4 => is_japanese && WITH_HASH.contains(&digits) && told,
        _ if hash => false,
        _ => {
            let counter = is_japanese && TOLD_BY_COUNTER.contains(&digits) && is_counted(text, &at);
            let known = ABROAD.contains(&digits) || (is_japanese && OF_JAPAN.contains(&digits));
            counter || (told && known)
        }
    };
    found.then(|| {
        let display = if hash {
            format!("#{digits}")
        } else {
            digits.to_owned()
        };
        let number = PhoneNumber {
            digits: display.clone(),
            display,
            kind: PhoneKind::Service,
            country: plan::calling_code(region),
        };
        FoundPhone {
            at,
            line: number.line(),
            number: Some(number),
            look: Look::Number,
        }
    })
}

/// Whether no digits or letters are tied to it.
fn stands_alone(text: &str, run: &Run, place: usize) -> bool {
    let tied = |gap: Option<&String>| gap.is_some_and(|gap| !gap.contains([' ', '\n', '・', '/']));
    let group = &run.groups[place];
    let letter = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || "-_.:,/$¥".contains(letter))
    };
    let starts = if place == 0 {
        run.start()
    } else {
        group.at.start
    };
    let before = text[..starts].chars().next_back();
    let mut rest = text[group.at.end..].chars();
    let after = rest.next();
    // The full stop of a sentence is no point of a number.
    let goes_on = match after {
        Some('.' | ',' | ':') => rest.next().is_some_and(|next| next.is_ascii_alphanumeric()),
        after => letter(after),
    };
    !tied(place.checked_sub(1).and_then(|before| run.gaps.get(before)))
        && !tied(run.gaps.get(place))
        && !letter(before)
        && !goes_on
}

fn is_counted(text: &str, at: &Range<usize>) -> bool {
    let after = after(text, at.end, 4);
    let before = before(text, at.start, 6);
    after.starts_with('番')
        && !OTHER_COUNTERS.iter().any(|word| after.starts_with(word))
        && !["国道", "番号", "受付", "整理", "第"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// Whether the words right beside it say that it is called.
fn is_called(text: &str, at: &Range<usize>) -> bool {
    let folded = |near: String| Folded::new(&near).spelling();
    let before = folded(before(text, at.start, 14));
    let before = before.trim_end_matches([' ', '「', '『', '"', '“', ':', '(', '*']);
    let after = folded(after(text, at.end, 12));
    let after = after.trim_start_matches(['」', '』', '"', '”', ')', '番', ' ', '*']);
    let word_before = CALL_BEFORE.iter().any(|word| {
        before.strip_suffix(word).is_some_and(|rest| {
            let letter = rest.chars().next_back();
            !(word.is_ascii() && letter.is_some_and(|letter| letter.is_ascii_alphabetic()))
        })
    });
    let counts = [
        "回", "件", "人", "円", "分", "秒", "times", "people", "%", "名", "台",
    ];
    let is_count = counts.iter().any(|count| after.starts_with(count));
    !is_count && (word_before || CALL_AFTER.iter().any(|word| after.starts_with(word)))
}
