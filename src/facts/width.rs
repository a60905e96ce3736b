//! Text in the cells of a terminal, where a Japanese letter takes two.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How wide a page is printed.
pub(super) const PAGE: usize = 80;

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// A text with spaces behind it, to a number of cells.
pub(super) fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// A text in lines of at most so many cells. Lines break at spaces and beside wide letters, but not
/// before a mark that closes; what is longer than a line is cut.
pub(super) fn wrapped(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let is_too_wide = width(&line) + width(word.trim_end()) > cells;
        if is_too_wide && !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if width(word.trim_end()) <= cells {
            line.push_str(word);
            continue;
        }
        for letter in word.chars() {
            if width(&line) + letter.width().unwrap_or(0) > cells {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What is kept on one line: words with the spaces behind them, wide letters one by one.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let Some((next_at, next)) = letters.peek().copied() else {
            break;
        };
        let is_wide = |letter: char| letter.width() == Some(2);
        let breaks = match (letter, next) {
            (_, ' ') => false,
            (' ', _) => true,
            (letter, next) => (is_wide(letter) || is_wide(next)) && !closes(next) && !opens(letter),
        };
        if breaks {
            found.push(&text[start..next_at]);
            start = next_at;
        }
    }
    found.push(&text[start..]);
    found
}

fn closes(letter: char) -> bool {
    "、。,.)）」』】〕]}:：;；!?！？〜ー・々っゃゅょッャュョ".contains(letter)
}

fn opens(letter: char) -> bool {
    "(（「『【〔[{".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(padded("電話", 6), "電話  ");
        assert_eq!(
            wrapped("受付は平日9:00〜17:30です。", 12),
            ["受付は平日", "9:00〜17:30", "です。"]
        );
        assert_eq!(wrapped("a bc def", 8), ["a bc def"]);
        assert_eq!(wrapped("一二三四五、六", 10), ["一二三四", "五、六"]);
        assert_eq!(wrapped("", 10), [""]);
        assert_eq!(
            wrapped(&"x".repeat(20), 8),
            ["xxxxxxxx", "xxxxxxxx", "xxxx"]
        );
    }
}
