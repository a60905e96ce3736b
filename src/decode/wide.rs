//! Marks that a Japanese input method writes instead of those of TOML: `＝`, `“`, `［`.
//!
//! Inside quotes they are letters like any other and stay.

use std::ops::Range;

use crate::wording::{Wording, words};

/// The marks, and what is meant.
const MARKS: [(char, &str); 13] = [
    ('＝', "="),
    ('“', "\""),
    ('”', "\""),
    ('＂', "\""),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('，', ","),
    ('＃', "#"),
    ('、', ","),
    ('．', "."),
    ('\u{3000}', " "),
];

/// What to write instead of the first such mark of a line.
pub(super) fn help(line: &str) -> Option<Wording> {
    let marks = MARKS.into_iter().filter(|(wide, _)| *wide != '．');
    let (wide, narrow) = marks.into_iter().find(|(wide, _)| line.contains(*wide))?;
    let wide = if wide == '\u{3000}' {
        "全角スペース".to_owned()
    } else {
        format!("`{wide}`")
    };
    Some(words(
        format!("{wide} は全角です。半角の `{narrow}` にしてください"),
        format!("{wide} is a full-width mark: write `{narrow}`"),
    ))
}

/// The marks of a line that are not inside quotes, and what is meant by each; nothing if there are
/// none, or if what is quoted would not be the letters that are written.
pub(super) fn marks(line: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut quote = None;
    for (at, c) in line.char_indices() {
        let mark = MARKS.iter().find(|(wide, _)| *wide == c);
        let narrow = mark.map(|(_, narrow)| *narrow);
        let closes = match quote {
            None => c == '#' || narrow == Some("#"),
            Some('“') if c == '\\' => return Vec::new(),
            // Whatever opened it: of two marks that look alike people write now one, now the other.
            Some('“') => narrow == Some("\"") || c == '"',
            Some(quote) => c == quote,
        };
        let range = at..at + c.len_utf8();
        match (quote, narrow) {
            (None, Some(narrow)) => {
                found.push((range, narrow));
                if narrow == "\"" {
                    quote = Some('“');
                }
            }
            (None, None) if matches!(c, '"' | '\'') => quote = Some(c),
            (Some('“'), Some(narrow)) if closes => found.push((range, narrow)),
            _ => {}
        }
        if closes && quote.take().is_none() {
            // What follows is a comment.
            break;
        }
    }
    found
}

/// A line with its marks as they are meant.
pub(super) fn narrowed(line: &str, marks: &[(Range<usize>, &str)]) -> String {
    let mut out = line.to_owned();
    for (range, narrow) in marks.iter().rev() {
        out.replace_range(range.clone(), narrow);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        narrowed(line, &marks(line))
    }

    #[test]
    fn marks_are_narrow_and_letters_stay() {
        for (line, meant) in [
            ("title ＝ “窓口、電話”", "title = \"窓口、電話\""),
            (
                "a　= ［“x”、 \"y、z\"］　＃ 説明、です",
                "a = [\"x\", \"y、z\"] # 説明、です",
            ),
            ("a = '“x”'", "a = '“x”'"),
            ("a = ”x”", "a = \"x\""),
            ("a = “x\\n”", "a = “x\\n”"),
            ("theme．x = 1 # “", "theme.x = 1 # “"),
        ] {
            assert_eq!(read(line), meant, "{line}");
        }
    }
}
