//! Putting a text into HTML or into a `script` element without its becoming markup.

use std::fmt::Write as _;

/// A text for element content and for attributes in either kind of quotes.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_html(&mut out, text);
    out
}

/// Adds a text for element content and for attributes.
pub fn push_html(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// A JSON text that cannot end a `script` element or open a comment in one: `<`, `>`, `&` and the
/// two line separators that scripts take for line ends become `\u00xx`. They stand only inside
/// strings of JSON, so the value stays the same.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            html("<a href='x'>\"電話\" & 窓口"),
            "&lt;a href=&#39;x&#39;&gt;&quot;電話&quot; &amp; 窓口"
        );
    }
}
