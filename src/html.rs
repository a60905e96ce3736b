//! The tags of HTML: which stand in a stretch of it, and the few that are harmless.

use std::borrow::Cow;
use std::ops::Range;

/// The elements that may stand in prose.
pub const INLINE_ELEMENTS: &[&str] = &[
    "br", "wbr", "kbd", "sub", "sup", "mark", "abbr", "ruby", "rt", "rp", "time",
];
/// Further elements, between paragraphs alone: in a sentence they would tear the paragraph.
pub const BLOCK_ELEMENTS: &[&str] = &["details", "summary"];
/// The attributes that they may have.
pub const ATTRIBUTES: &[&str] = &["lang", "title", "open", "datetime"];

/// A stretch of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'h> {
    /// What it is.
    pub kind: TokenKind<'h>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What a stretch of raw HTML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind<'h> {
    /// Letters between tags.
    Text,
    /// `<!-- … -->`
    Comment,
    /// `<name …>` or `</name>`
    Tag(HtmlTag<'h>),
    /// Anything else that begins with `<` as a tag does.
    Unreadable,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTag<'h> {
    /// The element's name in lower case.
    pub name: String,
    /// `</name>`
    pub closing: bool,
    /// The attributes: name in lower case, value as written between its quotes.
    pub attributes: Vec<(String, Option<&'h str>)>,
}

impl Token<'_> {
    /// Whether it is letters.
    pub fn is_text(&self) -> bool {
        self.kind == TokenKind::Text
    }
}

/// The tags, comments and letters of raw HTML; together they are all of it.
pub fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let (kind, length) = match markup(rest) {
            Some(markup) => markup,
            None => (TokenKind::Text, text_length(rest)),
        };
        let range = at..at + length;
        at = range.end;
        Some(Token { kind, range })
    })
}

/// Letters go on to the next `<` that begins some markup.
fn text_length(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    rest[first..]
        .match_indices('<')
        .map(|(at, _)| first + at)
        .find(|at| starts_markup(&rest[at + 1..]))
        .unwrap_or(rest.len())
}

fn starts_markup(after: &str) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    after.starts_with(['!', '?']) || name.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn markup(rest: &str) -> Option<(TokenKind<'_>, usize)> {
    let after = rest.strip_prefix('<')?;
    if !starts_markup(after) {
        return None;
    }
    if let Some(comment) = after.strip_prefix("!--") {
        return Some(
            comment_length(comment).map_or((TokenKind::Unreadable, rest.len()), |length| {
                (TokenKind::Comment, 4 + length)
            }),
        );
    }
    if after.starts_with(['!', '?']) {
        let length = rest.find('>').map_or(rest.len(), |at| at + 1);
        return Some((TokenKind::Unreadable, length));
    }
    Some(match tag(rest) {
        Some((tag, length)) => (TokenKind::Tag(tag), length),
        None => (TokenKind::Unreadable, 1 + name_length(after)),
    })
}

/// `<!-->` and `<!--->` are whole comments, as browsers read them.
fn comment_length(inside: &str) -> Option<usize> {
    if inside.starts_with('>') {
        return Some(1);
    }
    if inside.starts_with("->") {
        return Some(2);
    }
    inside.find("-->").map(|at| at + 3)
}

fn name_length(after: &str) -> usize {
    let slash = usize::from(after.starts_with('/'));
    slash
        + after[slash..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
            .count()
}

fn tag(rest: &str) -> Option<(HtmlTag<'_>, usize)> {
    let closing = rest.starts_with("</");
    let name_end = 1 + name_length(&rest[1..]);
    let name = rest[if closing { 2 } else { 1 }..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let gap = blank(&rest[at..]);
        at += gap;
        let ahead = &rest[at..];
        if let Some(length) = ["/>", ">"].iter().find(|end| ahead.starts_with(**end)) {
            let tag = HtmlTag {
                name,
                closing,
                attributes,
            };
            return Some((tag, at + length.len()));
        }
        if gap == 0 {
            return None;
        }
        let (attribute, length) = attribute(ahead)?;
        attributes.push(attribute);
        at += length;
    }
}

fn blank(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_whitespace).count()
}

fn attribute(ahead: &str) -> Option<((String, Option<&str>), usize)> {
    let name_end = ahead
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-' | b'.' | b'@'))
        .count();
    if name_end == 0 {
        return None;
    }
    let name = ahead[..name_end].to_ascii_lowercase();
    let equals = name_end + blank(&ahead[name_end..]);
    if !ahead[equals..].starts_with('=') {
        return Some(((name, None), name_end));
    }
    let start = equals + 1 + blank(&ahead[equals + 1..]);
    let value = &ahead[start..];
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = value[1..].find(quote)?;
        return Some(((name, Some(&value[1..=end])), start + end + 2));
    }
    let end = value
        .find(|c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c))
        .unwrap_or(value.len());
    (end > 0).then(|| ((name, Some(&value[..end])), start + end))
}

/// A value of an attribute with its entities resolved, as `CommonMark`'s other texts are.
pub fn attribute_value(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    // Only what our own writer escapes is undone; any other entity is printed as it is written.
    let plain = value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    Cow::Owned(plain)
}

/// No reference that is read here is longer, without its `&`.
const LONGEST_REFERENCE: usize = 12;

/// What a browser makes of the references to characters in some HTML, as far as they stand in numbers,
/// between their digits, and in the schemes of addresses: where each begins and ends, and its letter.
pub fn character_references(written: &str) -> Vec<(usize, usize, char)> {
    let reference = |(start, _): (usize, &str)| {
        let rest = &written[start + 1..];
        let (name, _) = rest[..rest.floor_char_boundary(LONGEST_REFERENCE)].split_once(';')?;
        let letter = match name.strip_prefix('#') {
            Some(code) => {
                let code = match code.strip_prefix(['x', 'X']) {
                    Some(code) => u32::from_str_radix(code, 16).ok(),
                    None => code.parse().ok(),
                };
                char::from_u32(code?)?
            }
            None => match name {
                "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
                "ndash" | "mdash" | "minus" | "dash" | "hyphen" => '-',
                "shy" | "zwj" | "zwnj" | "lrm" | "rlm" => '\u{AD}',
                "lpar" => '(',
                "rpar" => ')',
                "period" => '.',
                "colon" => ':',
                "sol" => '/',
                "Tab" => '\t',
                "NewLine" => '\n',
                _ => return None,
            },
        };
        Some((start, start + name.len() + 2, letter))
    };
    written.match_indices('&').filter_map(reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_where_they_matter() {
        for (written, letter) in [
            ("&nbsp;", ' '),
            ("&thinsp;", ' '),
            ("&ndash;", '-'),
            ("&hyphen;", '-'),
            ("&shy;", '\u{AD}'),
            ("&zwnj;", '\u{AD}'),
            ("&lpar;", '('),
            ("&rpar;", ')'),
            ("&period;", '.'),
            ("&colon;", ':'),
            ("&sol;", '/'),
            ("&Tab;", '\t'),
            ("&NewLine;", '\n'),
            ("&#48;", '0'),
            ("&#x30;", '0'),
            ("&#X30;", '0'),
        ] {
            let found = character_references(&format!("あ{written}b"));
            assert_eq!(found, [(3, 3 + written.len(), letter)], "{written}");
        }
        for written in [
            "&",
            "&;",
            "&amp",
            "&nosuch;",
            "&#;",
            "&#xD800;",
            "&#x110000;",
            "& lpar;",
        ] {
            assert_eq!(character_references(written), [], "{written}");
        }
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes_and_blanks() {
        let attributes = |html: &str| match tokens(html).next().map(|token| token.kind) {
            Some(TokenKind::Tag(tag)) => tag
                .attributes
                .iter()
                .map(|(name, value)| format!("{name}={}", value.unwrap_or("-")))
                .collect::<Vec<_>>(),
            _ => vec!["unreadable".to_owned()],
        };
        for (html, expected) in [
            ("<a b>", &["b=-"][..]),
            ("<a b=c d>", &["b=c", "d=-"]),
            ("<a b = c>", &["b=c"]),
            ("<a b=  'c d' e=\"f\">", &["b=c d", "e=f"]),
            ("<a B='' c = \"\">", &["b=", "c="]),
            ("<a b  c>", &["b=-", "c=-"]),
            ("<a b=\"あ\" c=い>", &["b=あ", "c=い"]),
            ("<a b=>", &["unreadable"]),
            ("<a b='c>", &["unreadable"]),
        ] {
            assert_eq!(attributes(html), expected, "{html}");
        }
        // What cannot be read is passed to the end of its name, and the rest is read on.
        let kinds: Vec<_> = tokens("<b 'x><i>").map(|token| token.kind).collect();
        assert!(
            kinds.len() > 1 && matches!(kinds[0], TokenKind::Unreadable),
            "{kinds:?}"
        );
    }
}
