//! Values as TOML writes them, and pieces of Markdown that stay what they are.

use std::fmt::Write as _;

use crate::decode::{Kind, Node};

/// A text between quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, between quotes where it has to be.
pub(super) fn key(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A value on one line; nothing for what TOML has no word for.
pub(super) fn value(node: &Node) -> Option<String> {
    Some(match &node.kind {
        Kind::Text(text) => quoted(text),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(number) if number.is_nan() => "nan".to_owned(),
        Kind::Float(number) if number.is_infinite() => {
            let sign = if *number < 0.0 { "-" } else { "" };
            format!("{sign}inf")
        }
        Kind::Float(number) => format!("{number:?}"),
        Kind::Bool(truth) => truth.to_string(),
        Kind::Date(date) => date.to_string(),
        Kind::DateTime(date, minutes) => {
            format!("{date}T{:02}:{:02}:00", minutes / 60, minutes % 60)
        }
        Kind::OtherTime | Kind::Null => return None,
        Kind::List(nodes) => {
            let values: Vec<String> = nodes.iter().filter_map(value).collect();
            format!("[{}]", values.join(", "))
        }
        Kind::Table(table) => {
            let entries: Vec<String> = table
                .entries
                .iter()
                .filter_map(|entry| Some(format!("{} = {}", key(&entry.key), value(&entry.value)?)))
                .collect();
            if entries.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", entries.join(", "))
            }
        }
    })
}

/// Letters as code in a sentence.
pub(super) fn code_span(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = text.trim();
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let marks = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{marks}{pad}{text}{pad}{marks}")
}

/// A fence longer than any in the text.
pub(super) fn fence_for(text: &str) -> String {
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

/// Letters that Markdown shall show as they are.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A path as the destination of a link: what would end or change it is percent-encoded.
pub(super) fn destination(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        let is_plain = !c.is_ascii_control()
            && !matches!(
                c,
                ' ' | '('
                    | ')'
                    | '<'
                    | '>'
                    | '%'
                    | '?'
                    | '"'
                    | '\\'
                    | '{'
                    | '}'
                    | '`'
                    | '*'
                    | '_'
                    | '['
                    | ']'
                    | '|'
                    | '\''
                    | '&'
            )
            && !c.is_whitespace();
        // `_` and `*` would be read as emphasis only between spaces; names keep their look.
        if is_plain || matches!(c, '_' | '&') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A destination that is an address already: only what would end it is encoded.
pub(super) fn destination_as_is(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
