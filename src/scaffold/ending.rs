//! The end of a text, made ready for something new below it.

/// The line end that a text uses.
pub(super) fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The text, and an empty line unless it ends in one or there is nothing to keep apart.
pub(super) fn with_blank_line(text: &str) -> String {
    let line_end = line_end_of(text);
    let mut text = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text += line_end;
    }
    let is_first = text
        .trim_matches(['\u{feff}', '\n', '\r', ' ', '\t'])
        .is_empty();
    if !is_first && !text.ends_with("\n\n") && !text.ends_with("\n\r\n") {
        text += line_end;
    }
    text
}
