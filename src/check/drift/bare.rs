//! Hours of two numbers and nothing else. In a sentence about when a desk is there they are hours, in
//! another they count something.

/// Whether nothing but two numbers says that hours are hours: "from 9 to 5".
pub(super) fn is_bare(value: &str) -> bool {
    let is_number = |word: &str| {
        let word = word.trim_end_matches(['.', ',']);
        word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut words = value
        .split_ascii_whitespace()
        .skip_while(|word| !word.starts_with(|first: char| first.is_ascii_digit()));
    let opens = words.next().is_some_and(is_number);
    let joint = words.next();
    let joined = joint.is_some_and(|word| ["to", "and", "until", "till"].contains(&word));
    let closes = words.next().is_some_and(is_number);
    let half = words.next().unwrap_or_default();
    opens && joined && closes && !half.starts_with(['a', 'p', 'A', 'P'])
}
