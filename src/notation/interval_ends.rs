//! What may stand around the two ends of an interval in running text: `from 9 to 5 on weekdays` is one,
//! `from 3 to 5 business days` and `9:00-10:00:30` are none.

use super::clock::ClockShape;
use super::scan::Cursor;

/// Words before two bare numbers that may make an interval of them: "from 9 to 5".
pub(crate) const INTRODUCING: &[&str] = &["from", "between"];

/// Whether nothing behind two bare numbers says what they count: "from 9 to 5 on weekdays", and not
/// "from 3 to 5 business days".
pub(crate) fn ends_like_hours(after: &Cursor<'_>) -> bool {
    let mut ahead = *after;
    ahead.skip_spaces();
    let days = [
        "on",
        "every",
        "each",
        "daily",
        "weekdays",
        "weekends",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    match ahead.peek() {
        None | Some(',' | ';' | '(' | ')' | '\n') => true,
        Some('.') => !ahead
            .peek_after(1)
            .is_some_and(|next| next.is_ascii_digit()),
        Some(_) => ahead.eat_one_of(&days),
    }
}

/// Whether what looked like the end of an interval goes on as something else: `9:00-10:00:30`,
/// `9時〜10分`, `9:00-12/3`.
pub(crate) fn goes_on(cursor: &Cursor<'_>, closes: &ClockShape) -> bool {
    match cursor.peek() {
        Some(':') => cursor
            .peek_after(1)
            .is_some_and(|next| next.is_ascii_digit()),
        Some(next) if next.is_ascii_digit() => true,
        Some('/' | '.' | '-') if !closes.is_marked() => cursor
            .peek_after(1)
            .is_some_and(|next| next.is_ascii_digit()),
        Some('日' | '月' | '年' | '分' | '円' | '人' | '名' | '件' | '個' | '回' | '%' | '時') => {
            !closes.is_marked()
        }
        Some(next) => !closes.is_marked() && next.is_ascii_alphabetic(),
        None => false,
    }
}
