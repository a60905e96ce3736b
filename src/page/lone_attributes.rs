//! Attributes of a heading at which the Markdown parser stops.
//!
//! pulldown-cmark 0.13 panics there, so a text is looked through before it is parsed.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::wording::words;

/// What the parser takes for blank in a line.
const BLANKS: [char; 4] = [' ', '\t', '\u{b}', '\u{c}'];

/// So many lines above are looked at: nobody writes a longer heading.
const MOST_LINES: usize = 64;

/// The attributes of a heading that stop the parser: they stand alone on their line, behind blanks, in a quotation or
/// list, above the line that underlines the heading. The parser may then cut the heading off before its last letters
/// begin, and panics when it reads them.
///
/// A line may be taken for one that is harmless; nobody writes either.
pub(super) fn first(text: &str) -> Option<Range<usize>> {
    let closing = text.match_indices('}');
    closing
        .map(|(at, _)| at)
        .find_map(|close| before_an_underline(text, close))
}

fn before_an_underline(text: &str, close: usize) -> Option<Range<usize>> {
    let behind = text.get(close + 1..)?.trim_start_matches(BLANKS);
    let below = ["\r\n", "\n", "\r"]
        .iter()
        .find_map(|end| behind.strip_prefix(end))?;
    let mark = below.trim_start_matches(|c| c == '>' || BLANKS.contains(&c));
    let line = mark.split(['\n', '\r']).next()?.trim_end_matches(BLANKS);
    let underlines = ['-', '='].map(|of| line.trim_start_matches(of).is_empty());
    if line.is_empty() || !underlines.contains(&true) || mark.len() == below.len() {
        return None;
    }
    let start = text[..close].rfind(['\n', '\r'])? + 1;
    let open = start + text[start..close].rfind('{')?;
    let before = &text[start..open];
    let is_alone = before.chars().all(|c| c == '>' || BLANKS.contains(&c));
    let is_behind_blanks = before.ends_with(BLANKS);
    let is_harmless = is_quotation(before) && is_marked_throughout(&text[..start], before);
    (is_alone && is_behind_blanks && !is_harmless).then_some(open..close + 1)
}

/// Whether a line begins with nothing but the marks of quotations and the blank that belongs to each.
fn is_quotation(before: &str) -> bool {
    let mut marks = before.split_inclusive(' ');
    marks.all(|mark| mark == "> ")
}

/// Whether the lines above, up to an empty one, begin with the marks of a line's quotation. Below a line that goes on
/// without them, and behind a lone carriage return, the parser does not look for them.
fn is_marked_throughout(above: &str, marks: &str) -> bool {
    let mut rest = above;
    for _ in 0..MOST_LINES {
        let Some(lines) = rest.strip_suffix('\n') else {
            return rest.is_empty();
        };
        let start = lines.rfind('\n').map_or(0, |end| end + 1);
        let line = lines[start..].strip_suffix('\r').unwrap_or(&lines[start..]);
        if line.is_empty() || line == marks.trim_end() {
            return true;
        }
        if line.contains('\r') || !line.starts_with(marks) {
            return false;
        }
        rest = &lines[..start];
    }
    false
}

/// Attributes of a heading where they cannot be read: the whole text is not.
pub(super) fn told(place: Place) -> Diagnostic {
    let told = Diagnostic::new(
        codes::HEADING_ATTRIBUTE,
        place,
        words(
            "引用やリストの中の見出しの属性が、行の初めに字下げして書かれています",
            "the attributes of a heading in a quotation or list stand on a line of their own, behind blanks",
        ),
    )
    .help(words(
        "見出しの文字と同じ行の終わりに書いてください",
        "write them at the end of the heading's words, on the same line",
    ));
    Diagnostic {
        severity: Severity::Error,
        ..told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dialect::options;

    #[test]
    fn what_stops_the_parser_is_seen_before() {
        for text in [
            "> a\n>  {#b}\n> ---\n",
            ">  a\n>  {#b}\n> ---\n",
            "> a\nb\n> {#c}\n> ---\n",
            "> a\n\t> {#b}\r> ---\n",
            "> a\r> {#b}\r> ---\r",
            "- a\n   {#b}\n  ---\n",
        ] {
            assert!(first(text).is_some(), "{text:?}");
        }
        for text in [
            "> a\n> {#b}\n> ---\n",
            "> a\n>{#b}\n> ---\n",
            "a\r\n\r\n> b\r\n> {#c}\r\n> ---\r\n",
            "a\n{#b}\n---\n",
            "*\n   {#a}\n\n> -\n",
            "> a {#b}\r> ---\r",
        ] {
            assert!(first(text).is_none(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_parser_reads_what_is_let_through(
            text in "(> ?|- |  ?|\t|\u{b}|\\{\\}|\\{#a\\}|a|\r|\n|\r\n|-|=|--\n|\\{\\}\r> ?-|\n> ?\\{\\}){0,14}"
        ) {
            if first(&text).is_none() {
                proptest::prop_assert!(pulldown_cmark::Parser::new_ext(&text, options()).count() < 1000);
            }
        }
    }
}
