//! Letters of the site made safe for HTML.

use crate::report::calm::calm;

/// Text for the content of an element or for an attribute between double quotes.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in calm(text).chars() {
        match c {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            c => out.push(c),
        }
    }
}

/// A message: what stands in it between backticks becomes code.
pub(super) fn push_words(out: &mut String, message: &str) {
    let mut rest = message;
    while let Some((before, code, after)) = next_code(rest) {
        push_text(out, before);
        *out += "<code>";
        push_text(out, code);
        *out += "</code>";
        rest = after;
    }
    push_text(out, rest);
}

fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_make_code_and_letters_make_nothing() {
        let rows = [
            (
                "`<b>` は\"だめ\"",
                "<code>&lt;b&gt;</code> は&quot;だめ&quot;",
            ),
            ("a ` b", "a ` b"),
            ("`a` & `b", "<code>a</code> &amp; `b"),
            ("\u{1b}[31m\u{202e}", "␛[31m\u{fffd}"),
        ];
        for (message, expected) in rows {
            let mut out = String::new();
            push_words(&mut out, message);
            assert_eq!(out, expected);
        }
    }
}
