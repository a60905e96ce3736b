//! Text that cannot steer a terminal.

use std::borrow::Cow;

/// Replaces control characters by signs for them: escape sequences, backspaces, and the marks that
/// turn the direction of a line. A line break stays.
pub fn calm(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| sign(c).is_some()) {
        Cow::Owned(text.chars().map(|c| sign(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same on one line: line breaks become spaces.
pub(super) fn calm_line(text: &str) -> String {
    calm(text).replace('\n', " ")
}

fn sign(c: char) -> Option<char> {
    match c {
        '\n' => None,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_become_signs() {
        assert_eq!(calm("\u{1b}[31m窓口\u{7}\u{9b}m"), "␛[31m窓口␇\u{fffd}m");
        assert_eq!(calm("窓口\na\tb"), "窓口\na␉b");
        assert_eq!(calm_line("a\r\nb"), "a␍ b");
    }
}
