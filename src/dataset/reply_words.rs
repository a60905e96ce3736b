//! Reply times as readers see them, in Japanese and in English.
//!
//! As with hours, what is printed can be read again by `notation` and means the same.

use crate::notation::{Amount, Count, Reply, ReplyUnit};
use crate::wording::Language;

/// A reply time: `1〜2営業日`, `within 12 hours`, `すぐ`.
pub fn reply_words(reply: Reply, language: Language) -> String {
    let Reply::Takes { from, to, within } = reply else {
        return match language {
            Language::Japanese => "すぐ".to_owned(),
            Language::English => "at once".to_owned(),
        };
    };
    match language {
        Language::Japanese => japanese_reply(from, to, within),
        Language::English => english_reply(from, to, within),
    }
}

fn japanese_reply(from: Amount, to: Amount, within: bool) -> String {
    let word = |amount: Amount| {
        if amount == Amount::SAME_DAY {
            return "当日".to_owned();
        }
        format!(
            "{}{}",
            japanese_count(amount.count),
            japanese_unit(amount.unit)
        )
    };
    if from == to {
        let limit = match (within, to == Amount::SAME_DAY) {
            (true, true) => "中",
            (true, false) => "以内",
            (false, _) => "",
        };
        return format!("{}{limit}", word(to));
    }
    if from.unit == to.unit && from != Amount::SAME_DAY {
        return format!("{}〜{}", japanese_count(from.count), word(to));
    }
    format!("{}〜{}", word(from), word(to))
}

fn japanese_count(count: Count) -> String {
    match count {
        Count::Exact(count) => count.to_string(),
        Count::Few => "数".to_owned(),
    }
}

fn japanese_unit(unit: ReplyUnit) -> &'static str {
    match unit {
        ReplyUnit::Minutes => "分",
        ReplyUnit::Hours => "時間",
        ReplyUnit::Days => "日",
        ReplyUnit::BusinessDays => "営業日",
        ReplyUnit::Weeks => "週間",
    }
}

fn english_reply(from: Amount, to: Amount, within: bool) -> String {
    let word = |amount: Amount| {
        if amount == Amount::SAME_DAY {
            return "the same day".to_owned();
        }
        format!("{} {}", english_count(amount.count), english_unit(amount))
    };
    if from == to {
        let limit = within && to != Amount::SAME_DAY;
        return format!("{}{}", if limit { "within " } else { "" }, word(to));
    }
    match (from.count, to.count) {
        (Count::Exact(first), Count::Exact(_)) if from.unit == to.unit && first > 0 => {
            format!("{first}–{}", word(to))
        }
        _ => format!("{} to {}", word(from), word(to)),
    }
}

fn english_count(count: Count) -> String {
    match count {
        Count::Exact(count) => count.to_string(),
        Count::Few => "a few".to_owned(),
    }
}

fn english_unit(amount: Amount) -> &'static str {
    let one = amount.count == Count::Exact(1);
    match amount.unit {
        ReplyUnit::Minutes if one => "minute",
        ReplyUnit::Minutes => "minutes",
        ReplyUnit::Hours if one => "hour",
        ReplyUnit::Hours => "hours",
        ReplyUnit::Days if one => "day",
        ReplyUnit::Days => "days",
        ReplyUnit::BusinessDays if one => "business day",
        ReplyUnit::BusinessDays => "business days",
        ReplyUnit::Weeks if one => "week",
        ReplyUnit::Weeks => "weeks",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::read_reply;

    #[test]
    fn reply_times() {
        for (text, ja, en) in [
            ("at once", "すぐ", "at once"),
            ("1-2 business days", "1〜2営業日", "1–2 business days"),
            ("1 business day", "1営業日", "1 business day"),
            (
                "few hours - 1 business day",
                "数時間〜1営業日",
                "a few hours to 1 business day",
            ),
            ("a few days", "数日", "a few days"),
            ("within 12 hours", "12時間以内", "within 12 hours"),
            ("当日中", "当日中", "the same day"),
            ("当日〜2日", "当日〜2日", "the same day to 2 days"),
        ] {
            let reply = read_reply(text).expect(text);
            let printed = [Language::Japanese, Language::English].map(|of| reply_words(reply, of));
            assert_eq!(printed, [ja, en], "{text}");
        }
    }
}
