//! Letters made safe for each place in HTML.

use std::fmt::Write as _;

/// For the content of an element.
pub fn text(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    push_text(&mut out, letters);
    out
}

/// The same, added to what is written already.
pub fn push_text(out: &mut String, letters: &str) {
    push(out, letters, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
}

/// For an attribute between double quotes.
pub fn push_attribute(out: &mut String, letters: &str) {
    push(out, letters, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    });
}

/// ` name="value"`
pub fn push_named(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_attribute(out, value);
    out.push('"');
}

/// Letters of raw HTML, in which entities stand for letters already.
pub fn push_raw(out: &mut String, letters: &str) {
    for (at, c) in letters.char_indices() {
        match c {
            '&' if is_entity(&letters[at + 1..]) => out.push('&'),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

fn is_entity(after: &str) -> bool {
    let name = after
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .next()
        .unwrap_or_default();
    let letters = name.strip_prefix('#').unwrap_or(name);
    let known_shape = (1..40).contains(&letters.len()) && !letters.contains('#');
    known_shape && after[name.len()..].starts_with(';')
}

/// An id as a fragment of a URL.
pub fn fragment(id: &str) -> String {
    let mut url = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            url.push(byte as char);
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

fn push(out: &mut String, letters: &str, entity: fn(char) -> Option<&'static str>) {
    let mut from = 0;
    for (at, c) in letters.char_indices() {
        if let Some(entity) = entity(c) {
            out.push_str(&letters[from..at]);
            out.push_str(entity);
            from = at + c.len_utf8();
        }
    }
    out.push_str(&letters[from..]);
}
