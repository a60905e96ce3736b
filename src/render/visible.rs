//! The letters that a reader sees of finished HTML: for structured data, whose text must equal the
//! visible text.
//!
//! It reads our own HTML, in which every tag is closed and every attribute quoted, and is no
//! general parser.

/// The visible text, its spaces folded; what stands in pictures, hidden parts and permalinks is left out.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut text, &rest[..at]);
        let Some(end) = tag_end(&rest[at..]) else {
            break;
        };
        let tag = &rest[at..at + end];
        rest = &rest[at + end..];
        let name = tag
            .trim_start_matches(['<', '/'])
            .split([' ', '>', '/', '\n'])
            .next()
            .unwrap_or_default();
        let unseen =
            name == "svg" || tag.contains(" class=\"permalink\"") || tag.contains(" hidden");
        if unseen && !tag.starts_with("</") && !tag.ends_with("/>") {
            rest = after_element(rest, name);
        } else if !is_inline(name) {
            push(&mut text, " ");
        }
    }
    push(&mut text, rest);
    let letters = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    letters.trim().to_owned()
}

/// Adds letters; runs of white space become one space.
fn push(text: &mut String, letters: &str) {
    for c in letters.chars() {
        if !c.is_ascii_whitespace() {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

/// The length of the tag that opens the text; a `>` between quotes does not end it.
fn tag_end(html: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What follows the end of an element whose start has been read.
fn after_element<'h>(html: &'h str, name: &str) -> &'h str {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    let mut rest = html;
    while let Some(end) = rest.find(&close) {
        depth += rest[..end].matches(&open).count();
        depth -= 1;
        rest = &rest[end + close.len()..];
        if depth == 0 {
            break;
        }
    }
    rest
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "code"
            | "em"
            | "i"
            | "kbd"
            | "mark"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "del"
            | "sub"
            | "sup"
            | "time"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn only_what_is_seen_is_said() {
        let html = "<h3 id=\"a\">番号<a class=\"permalink\" href=\"#a\">#</a></h3>\n<p>A &amp; <strong>B</strong>、\n<a title=\">\" href=\"x\">C</a></p>\
                    <svg role=\"img\"><title>絵</title></svg><ul><li>一</li><li>二</li></ul>";
        assert_eq!(text(html), "番号 A & B、 C 一 二");
    }

    #[test]
    fn an_entity_is_read_once() {
        assert_eq!(text("<p>&amp;lt;b&amp;gt;</p>"), "&lt;b&gt;");
    }
}
