//! Dates beside a value: hours of one day are no opening hours.

/// Whether a text names one day: 12月30日, 2026-12-30, Dec 30.
pub(super) fn is_dated(text: &str) -> bool {
    if !text.contains(char::is_numeric) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let digit_before = |at: usize| at > 0 && chars[at - 1].is_numeric();
    let japanese = chars.iter().enumerate().any(|(at, letter)| {
        *letter == '月'
            && digit_before(at)
            && chars.get(at + 1).is_some_and(|next| next.is_numeric())
    });
    let slashed = chars.iter().enumerate().any(|(at, letter)| {
        *letter == '/'
            && digit_before(at)
            && chars.get(at + 1).is_some_and(|next| next.is_numeric())
    });
    let dashed = text
        .as_bytes()
        .windows(5)
        .any(|five| five[..4].iter().all(u8::is_ascii_digit) && matches!(five[4], b'-' | b'/'));
    if japanese || slashed || dashed || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return japanese || slashed || dashed;
    }
    let lower = text.to_ascii_lowercase();
    let months = [
        "january ",
        "february ",
        "march ",
        "april ",
        "may ",
        "june ",
        "july ",
        "august ",
        "september ",
        "october ",
        "november ",
        "december ",
        "jan ",
        "feb ",
        "mar ",
        "apr ",
        "jun ",
        "jul ",
        "aug ",
        "sep ",
        "oct ",
        "nov ",
        "dec ",
    ];
    months.iter().any(|month| {
        lower.match_indices(month).any(|(at, _)| {
            lower[at + month.len()..].starts_with(|next: char| next.is_ascii_digit())
        })
    })
}
