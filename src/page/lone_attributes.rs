//! Attributes of a heading at which the Markdown parser stops.
//!
//! pulldown-cmark 0.13 panics there, so a text is looked through before it is parsed.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::wording::words;

/// What the parser takes for blank in a line.
const BLANKS: [char; 4] = [' ', '\t', '\u{b}', '\u{c}'];

/// The attributes of a heading that stop the parser: they stand alone on their line, behind more blanks
/// than the quotation or list around them asks for, above the line that underlines the heading. The parser
/// then cuts the heading off before its last letters begin, and panics when it reads them.
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
    let below = behind.strip_prefix(['\n', '\r'])?.trim_start_matches('\n');
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
    // One blank behind the mark of a quotation belongs to it.
    let is_far = match before.rfind('>') {
        Some(quotes) => before.len() - quotes > 2 || before.ends_with('\t'),
        None => !before.is_empty(),
    };
    (is_alone && is_far).then_some(open..close + 1)
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
