//! Hours told by another clock than the desk's: 0:00–12:00 UTC, 米国時間の9時.
//!
//! The data knows one time zone. What is said in another is true or false by arithmetic that no reader does in
//! passing, and next to it mostly stands the same in the desk's own time, which is compared.

use super::claim_words::lowered;

/// A name of a clock, and the zones (or beginnings of their names) whose own clock it is.
type Clock = (&'static str, &'static [&'static str]);

/// Names of clocks in lower case.
const CLOCKS: &[Clock] = &[
    ("日本時間", &["Asia/Tokyo"]),
    ("japan time", &["Asia/Tokyo"]),
    ("jst", &["Asia/Tokyo"]),
    ("韓国時間", &["Asia/Seoul"]),
    ("kst", &["Asia/Seoul"]),
    ("中国時間", &["Asia/Shanghai"]),
    ("米国時間", &["America/"]),
    ("東部時間", &["America/New_York", "America/Toronto"]),
    ("eastern time", &["America/New_York", "America/Toronto"]),
    ("est", &["America/New_York", "America/Toronto"]),
    ("edt", &["America/New_York", "America/Toronto"]),
    ("et", &["America/New_York", "America/Toronto"]),
    ("cst", &["America/Chicago", "Asia/Shanghai"]),
    ("cdt", &["America/Chicago"]),
    ("太平洋時間", &["America/Los_Angeles", "America/Vancouver"]),
    (
        "pacific time",
        &["America/Los_Angeles", "America/Vancouver"],
    ),
    ("pst", &["America/Los_Angeles", "America/Vancouver"]),
    ("pdt", &["America/Los_Angeles", "America/Vancouver"]),
    ("pt", &["America/Los_Angeles", "America/Vancouver"]),
    ("協定世界時", &["UTC", "Etc/"]),
    ("世界標準時", &["UTC", "Etc/"]),
    ("utc", &["UTC", "Etc/"]),
    ("gmt", &["UTC", "Etc/", "Europe/London"]),
    ("bst", &["Europe/London"]),
    ("cet", &["Europe/"]),
    ("cest", &["Europe/"]),
    ("現地時間", &[]),
    ("お住まいの地域の時間", &[]),
    ("your time", &[]),
    ("your local time", &[]),
];

/// Whether words right before or right behind a time name a clock that is none of a zone.
pub(super) fn is_of_another_clock(before: &str, after: &str, zone: &str) -> bool {
    let before = lowered(before);
    let before = before.trim_end().trim_end_matches(['の', 'で', ':', '：']);
    let after = lowered(after);
    let after = after.trim_start().trim_start_matches('の');
    CLOCKS.iter().any(|(clock, own)| {
        let named = stands_at_end(before, clock)
            || stands_at_start(after, clock)
            || is_in_brackets(after, clock);
        named && !own.iter().any(|own| zone.starts_with(own))
    })
}

fn stands_at_end(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| {
        !word.is_ascii() || !rest.ends_with(|last: char| last.is_ascii_alphanumeric())
    })
}

/// `(UTC)`; a bracket that goes on tells of something else.
fn is_in_brackets(text: &str, word: &str) -> bool {
    let inside = text.strip_prefix(['(', '（']);
    let rest = inside.and_then(|inside| inside.strip_prefix(word));
    rest.is_some_and(|rest| rest.starts_with([')', '）']))
}

fn stands_at_start(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        !word.is_ascii() || !rest.starts_with(|next: char| next.is_ascii_alphanumeric())
    })
}
