//! Whether an SVG is a drawing and nothing else.
//!
//! Shown by a page it can do nothing. But it is a file of the site as well, and whoever opens its address runs what is in it
//! as if the site had written it. So what may stand in it is listed, and whatever is not on the list is told. The reader of
//! tags is HTML's, which sees more tags than one of XML would; where the two could differ the file is refused.

use crate::html::{HtmlTag, TokenKind, tokens};
use crate::site::picture::letters;
use crate::text::Span;

/// Elements that draw, name, or hold such elements together; in lower case, without a prefix.
const DRAWS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textpath",
    "image",
    "switch",
    "lineargradient",
    "radialgradient",
    "stop",
    "pattern",
    "clippath",
    "mask",
    "marker",
    "filter",
    "style",
    "view",
];
/// Prefixes under which drawing programs keep notes to themselves.
const NOTES: &[&str] = &["sodipodi", "inkscape", "rdf", "cc", "dc", "serif", "sketch"];
/// What is refused under any prefix, since a prefix may mean HTML.
const NEVER: &[&str] = &[
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "form",
    "input",
    "button",
    "a",
    "img",
    "video",
    "audio",
    "source",
    "html",
    "body",
    "handler",
    "foreignobject",
    "animate",
    "set",
];

/// Something in an SVG that draws nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct More {
    /// Its name, `script` or `onload`.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// The first thing in an SVG that is more than a drawing.
pub(super) fn more_than_a_drawing(bytes: &[u8]) -> Option<More> {
    let text = letters(bytes);
    if text.len() < bytes.len() {
        return Some(More {
            name: "\u{fffd}".to_owned(),
            span: Span::at(text.len()),
        });
    }
    let mut is_style = false;
    tokens(text).find_map(|token| {
        let stretch = &text[token.range.clone()];
        let name = match &token.kind {
            // A `<` that begins no tag of HTML may begin one of XML.
            TokenKind::Text if stretch.contains('<') => Some("<".to_owned()),
            TokenKind::Text if is_style => in_style(stretch),
            TokenKind::Text | TokenKind::Comment => None,
            TokenKind::Tag(tag) => {
                is_style = tag.name == "style" && !tag.closing;
                in_tag(tag)
            }
            TokenKind::Unreadable => in_preamble(stretch),
        }?;
        Some(More {
            name,
            span: Span::new(token.range.start, token.range.end),
        })
    })
}

/// `<?xml …?>` and `<!DOCTYPE svg …>` may stand; entities, other letters than UTF-8 and anything else may not.
fn in_preamble(stretch: &str) -> Option<String> {
    let lower = stretch.to_ascii_lowercase();
    let is_declaration =
        lower.starts_with("<?xml ") && (!lower.contains("encoding") || lower.contains("utf-8"));
    let is_type = lower.starts_with("<!doctype svg") && !lower.contains('[');
    let name = || stretch.chars().take(12).collect();
    (!is_declaration && !is_type).then(name)
}

fn in_tag(tag: &HtmlTag<'_>) -> Option<String> {
    let (prefix, name) = tag.name.split_once(':').unwrap_or(("", &tag.name));
    let is_note = NOTES.contains(&prefix) && !NEVER.contains(&name);
    let draws = matches!(prefix, "" | "svg") && (DRAWS.contains(&name) || name.starts_with("fe"));
    if !is_note && !draws {
        return Some(tag.name.clone());
    }
    tag.attributes.iter().find_map(|(name, value)| {
        let value = value.unwrap_or_default().trim();
        let local = name.rsplit(':').next().unwrap_or(name);
        let is_bad = match local {
            "href" => !(value.starts_with('#') || is_picture(value)),
            "src" | "action" | "formaction" => true,
            _ => local.starts_with("on") || loads(value),
        };
        is_bad.then(|| name.clone())
    })
}

fn is_picture(value: &str) -> bool {
    ["png", "jpeg", "gif", "webp"].iter().any(|kind| {
        value
            .strip_prefix("data:image/")
            .and_then(|rest| rest.strip_prefix(kind))
            .is_some_and(|rest| rest.starts_with(';'))
    })
}

fn in_style(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("@import") {
        return Some("@import".to_owned());
    }
    loads(text).then(|| "url()".to_owned())
}

/// Whether a value of CSS loads something besides parts of the drawing. A backslash or a number may hide any letter.
fn loads(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let urls = lower.split("url(").skip(1);
    let is_part = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let rest = rest.strip_prefix("&quot;").unwrap_or(rest);
        rest.starts_with('#')
    };
    let may_hide = lower.contains('\\') || lower.contains("&#");
    urls.into_iter().any(|rest| !is_part(rest)) || (may_hide && lower.contains('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        more_than_a_drawing(text.as_bytes()).map(|more| more.name)
    }

    #[test]
    fn what_drawing_programs_write_is_a_drawing() {
        for text in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\" style=\"fill:url(#a)\"/></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape -->\n\
             <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
             <svg xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"><sodipodi:namedview inkscape:zoom=\"1\"/>\
             <metadata><rdf:RDF><cc:Work rdf:about=\"\"><dc:format>image/svg+xml</dc:format></cc:Work></rdf:RDF></metadata>\
             <style>.a > b { fill: url(#g); font-family: \"Noto\" }</style><linearGradient id=\"g\"/>\
             <use xlink:href=\"#g\"/><image href=\"data:image/png;base64,AAAA\"/><feGaussianBlur/></svg>",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn whatever_else_stands_in_it_is_named() {
        for (inside, name) in [
            ("<script>alert(1)</script>", "script"),
            ("<SCRIPT/>", "script"),
            (
                "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
                "x:script",
            ),
            (
                "<rdf:script xmlns:rdf=\"http://www.w3.org/2000/svg\"/>",
                "rdf:script",
            ),
            ("<g onclick=\"x()\"/>", "onclick"),
            ("<foreignObject/>", "foreignobject"),
            ("<a href=\"javascript:x()\"/>", "a"),
            ("<use href=\"https://example.com/a.svg#b\"/>", "href"),
            ("<image xlink:href=\"data:image/svg+xml,x\"/>", "xlink:href"),
            ("<animate attributeName=\"href\"/>", "animate"),
            ("<g style=\"fill:url(https://example.com/x)\"/>", "style"),
            ("<g style=\"fill:u\\72l(https://example.com/x)\"/>", "style"),
            (
                "<g style=\"fill:u&#114;l(https://example.com/x)\"/>",
                "style",
            ),
            ("<style>@import 'x';</style>", "@import"),
            ("<style>b{fill:url( 'x' )}</style>", "url()"),
            ("<_:script xmlns:_=\"http://www.w3.org/2000/svg\"/>", "<"),
            ("<![CDATA[x]]>", "<![CDATA[x]]"),
            ("<?xml-stylesheet href=\"x\"?>", "<?xml-styles"),
        ] {
            assert_eq!(
                found(&format!("<svg>{inside}</svg>")).as_deref(),
                Some(name)
            );
        }
        let entity = "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg>&x;</svg>";
        assert_eq!(found(entity).as_deref(), Some("<!DOCTYPE sv"));
        let letters = "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg/>";
        assert_eq!(found(letters).as_deref(), Some("<?xml versio"));
        assert!(more_than_a_drawing(b"<svg>\xff</svg>").is_some());
    }
}
