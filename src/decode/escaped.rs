//! Characters that nobody sees, written as an escape (`"\u202e"`): the file looks clean, the page does not.

use std::ops::Range;

use super::Origin;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::text::invisible;
use crate::wording::words;

/// The first such character of a value. What stands in the file itself is told by who reads it whole.
pub(super) fn invisible(
    value: &str,
    raw: &str,
    span: Range<usize>,
    origin: &Origin,
) -> Option<Diagnostic> {
    if !raw.contains('\\') {
        return None;
    }
    let (_, c) = invisible::all_in(value).find(|(_, c)| !raw.contains(*c))?;
    let code = format!("U+{:04X}", c as u32);
    let escape = escape_of(raw, c).map(|at| span.start + at.start..span.start + at.end);
    let told = Diagnostic::new(
        codes::INVISIBLE_CHARACTER,
        origin.place(span),
        words(
            format!("目に見えない文字 {code} がエスケープで書かれています"),
            format!("an escape writes the invisible character {code}"),
        ),
    );
    let told = told.help(words("エスケープを消してください", "delete the escape"));
    Some(match escape {
        Some(escape) => told.fix(Fix::replace(&origin.path, origin.span(escape), "")),
        None => told,
    })
}

/// Where `\u200b` or `\U0000200B` stands for a character; of a private one only its author knows.
fn escape_of(raw: &str, c: char) -> Option<Range<usize>> {
    let is_private = matches!(c as u32, 0xe000..=0xf8ff | 0xf_0000..);
    let mut escapes = raw.match_indices('\\').filter_map(|(at, _)| {
        let length = match raw.as_bytes().get(at + 1)? {
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let end = at + 2 + length;
        let code = u32::from_str_radix(raw.get(at + 2..end)?, 16).ok()?;
        let before = &raw[..at];
        let is_escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
        (code == c as u32 && !is_escaped).then_some(at..end)
    });
    escapes.next().filter(|_| !is_private)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_escape_is_found_and_no_letters_that_look_like_one() {
        let found = |raw: &str, c| escape_of(raw, c).map(|at| (at.start, raw[at].to_owned()));
        let whole = |at: usize, escape: &str| Some((at, escape.to_owned()));
        assert_eq!(found(r#""a\u200bc""#, '\u{200b}'), whole(2, r"\u200b"));
        let long = r#""\t\U0000200B""#;
        assert_eq!(found(long, '\u{200b}'), whole(3, r"\U0000200B"));
        // The first is a backslash and letters, the second another character.
        let third = r#""\\u200b\u200c\u200b""#;
        assert_eq!(found(third, '\u{200b}'), whole(14, r"\u200b"));
        assert_eq!(found(r#""\\u200b""#, '\u{200b}'), None);
        assert_eq!(found(r#""\\\u200b""#, '\u{200b}'), whole(3, r"\u200b"));
        assert_eq!(found(r#""\u20""#, '\u{20}'), None, "cut short");
        assert_eq!(found(r#""\ue000""#, '\u{e000}'), None, "a private one");
    }

    #[test]
    fn the_fix_deletes_the_escape_where_it_stands_in_the_file() {
        let file = "name = 1\ntext = \"a\\u200bc\"\n";
        let at = file.find('"').expect("it is there");
        let span = at..at + r#""a\u200bc""#.len();
        let origin = Origin::from_offset(&crate::text::SourcePath::new("a.toml"), 0);
        let told = invisible("a\u{200b}c", &file[span.clone()], span, &origin);
        let fix = told.and_then(|told| told.fix).expect("it has a fix");
        assert_eq!(&file[fix.edits[0].span.range()], r"\u200b");
    }
}
