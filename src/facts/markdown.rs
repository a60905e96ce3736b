//! Values of the data in Markdown that others will post: whatever they hold, they stay text.

use std::fmt::Write as _;

use super::list::{Fact, Sheet, trust_words};
use super::place::Spot;
use crate::report::calm;
use crate::wording::{Language, words};

impl Sheet {
    /// The list as a table.
    pub(super) fn markdown(&self, language: Language) -> String {
        let head = words(
            "| 事実 | 値 | 確認 | 出典 | 表示箇所 |",
            "| Fact | Value | Verified | Source | Shown at |",
        );
        let mut out = format!("{}\n| --- | --- | --- | --- | --- |\n", head.of(language));
        for fact in &self.facts {
            let places: Vec<String> = fact
                .shown
                .iter()
                .map(|spot| code(&Spot::words(spot)))
                .collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                code(&fact.path),
                escaped(self.value(fact)),
                verified(fact, language),
                escaped(fact.source.as_deref().unwrap_or_default()),
                places.join("<br>"),
            );
        }
        out
    }
}

fn verified(fact: &Fact, language: Language) -> String {
    let trust = trust_words(fact.trust);
    let day = fact.verified.map(|day| format!(" {day}"));
    let by = fact.verified_by.as_ref().map(|by| format!(" ({by})"));
    let said = format!(
        "{}{}{}",
        trust.of(language),
        day.unwrap_or_default(),
        by.unwrap_or_default()
    );
    escaped(&said)
}

/// A text that Markdown takes as it is, in a cell, a line or an item: no mark, link, mention,
/// element or line break of it works, and its letters can be copied.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let one_line = calm(text).replace(['\n', '\r'], " ");
    let mut letters = one_line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A host calls whoever follows this sign, and links what follows the other.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            // An address becomes a link by itself, whatever stands before it.
            ':' if letters.peek() == Some(&'/') => out.push_str("&#58;"),
            '.' if out.ends_with("www") => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '+' | '-' | '!' | '|'
            | '~' | '=' | '$' | '^' | '"' | '\'' => {
                out.push('\\');
                out.push(letter);
            }
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

/// A text between backquotes, as many as it takes.
pub(super) fn code(text: &str) -> String {
    let text = calm(text).replace(['\n', '\r'], " ");
    // In a cell of a table a bar ends the cell even inside code.
    if text.contains(['|', '`', '<', '\\']) || text.trim() != text {
        return escaped(&text);
    }
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_values_stay_text() {
        let hostile = "a|b\n\n# c <img src=x onerror=alert(1)> [d](https://evil.example) @admin `x` **f** www.evil.example";
        let out = escaped(hostile);
        for sign in ["<", "\n", "@", "://", "www.", "#c"] {
            assert!(!out.contains(sign), "{sign:?} in {out}");
        }
        assert!(out.contains("a\\|b") && out.contains("\\[d\\]\\("), "{out}");
        assert_eq!(code("phone.hours"), "`phone.hours`");
        assert_eq!(code("a`|b"), "a\\`\\|b");
    }
}
