//! The words of reply times.

use super::reply::{Count, ReplyUnit};

/// Words of a text that speaks of answering.
pub(crate) const ANSWERING: &[&str] = &[
    "返信", "返答", "回答", "返事", "応答", "reply", "replies", "respon", "answer",
];

/// Words for no time at all.
pub(crate) const AT_ONCE: &[&str] = &[
    "at once",
    "immediately",
    "immediate",
    "instantly",
    "right away",
    "straight away",
    "即時",
    "すぐに",
    "すぐ",
    "直ちに",
    "ただちに",
    "その場で",
];

/// Words for a day counted from today.
pub(crate) const DAY_WORDS: &[(&str, (u16, ReplyUnit))] = &[
    ("当日", (0, ReplyUnit::Days)),
    ("即日", (0, ReplyUnit::Days)),
    ("半日", (12, ReplyUnit::Hours)),
    ("half a day", (12, ReplyUnit::Hours)),
    ("同日", (0, ReplyUnit::Days)),
    ("the same day", (0, ReplyUnit::Days)),
    ("same day", (0, ReplyUnit::Days)),
    ("same-day", (0, ReplyUnit::Days)),
    ("翌日", (1, ReplyUnit::Days)),
    ("the next day", (1, ReplyUnit::Days)),
    ("next day", (1, ReplyUnit::Days)),
    ("翌営業日", (1, ReplyUnit::BusinessDays)),
    ("the next business day", (1, ReplyUnit::BusinessDays)),
    ("next business day", (1, ReplyUnit::BusinessDays)),
    ("the next working day", (1, ReplyUnit::BusinessDays)),
    ("next working day", (1, ReplyUnit::BusinessDays)),
];

/// Units of time.
pub(crate) const UNITS: &[(&str, ReplyUnit)] = &[
    ("分", ReplyUnit::Minutes),
    ("分間", ReplyUnit::Minutes),
    ("minute", ReplyUnit::Minutes),
    ("minutes", ReplyUnit::Minutes),
    ("min", ReplyUnit::Minutes),
    ("mins", ReplyUnit::Minutes),
    ("時間", ReplyUnit::Hours),
    ("hour", ReplyUnit::Hours),
    ("hours", ReplyUnit::Hours),
    ("hrs", ReplyUnit::Hours),
    ("h", ReplyUnit::Hours),
    ("日", ReplyUnit::Days),
    ("日間", ReplyUnit::Days),
    ("day", ReplyUnit::Days),
    ("days", ReplyUnit::Days),
    ("営業日", ReplyUnit::BusinessDays),
    ("business day", ReplyUnit::BusinessDays),
    ("business days", ReplyUnit::BusinessDays),
    ("working day", ReplyUnit::BusinessDays),
    ("working days", ReplyUnit::BusinessDays),
    ("週間", ReplyUnit::Weeks),
    ("週", ReplyUnit::Weeks),
    ("week", ReplyUnit::Weeks),
    ("weeks", ReplyUnit::Weeks),
];

/// Counts said as words.
pub(crate) const COUNT_WORDS: &[(&str, Count)] = &[
    ("数", Count::Few),
    ("a few", Count::Few),
    ("few", Count::Few),
    ("several", Count::Few),
    ("a", Count::Exact(1)),
    ("an", Count::Exact(1)),
    ("one", Count::Exact(1)),
    ("two", Count::Exact(2)),
    ("three", Count::Exact(3)),
    ("four", Count::Exact(4)),
    ("five", Count::Exact(5)),
    ("six", Count::Exact(6)),
    ("seven", Count::Exact(7)),
    ("ten", Count::Exact(10)),
];
