//! The `Content-Security-Policy` of every page: what it says, and what it stops.
//!
//! A browser stops what the policy does not let in without a word to anybody but its console, so whoever wrote
//! a template, or HTML in a page that may hold any, is told here.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::html::HtmlTag;
use crate::wording::{Wording, words};

/// The value of a page's `Content-Security-Policy` element: everything from the site itself,
/// besides what `extra` adds (`("img-src", ["https://img.example"])`).
///
/// It is an element since Pages sends no header of ours, so `frame-ancestors` has no place in it.
pub fn content_security_policy(extra: &[(&str, &[String])]) -> String {
    const DIRECTIVES: [(&str, &str); 9] = [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("connect-src", "'self'"),
        ("font-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("object-src", "'none'"),
    ];
    let directives: Vec<String> = DIRECTIVES
        .iter()
        .map(|(name, own)| {
            let more = extra
                .iter()
                .filter(|(directive, _)| directive == name)
                .flat_map(|(_, origins)| origins.iter().map(String::as_str));
            let sources: Vec<&str> = [*own].into_iter().chain(more).collect();
            format!("{name} {}", sources.join(" "))
        })
        .collect();
    directives.join("; ")
}

/// What the policy of a page stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A script in the page itself.
    InlineScript,
    /// A style sheet in the page itself.
    InlineStyle,
    /// `style="…"`
    StyleAttribute,
    /// `onclick="…"`, by the attribute's name.
    Handler(String),
    /// Something from another origin, by its address.
    Elsewhere(String),
    /// An element that loads what no page may hold, by its name.
    Element(String),
}

/// What the policy stops of a tag; pictures may also come from `image_origins`.
pub fn stopped(tag: &HtmlTag<'_>, image_origins: &[String]) -> Option<Stopped> {
    if tag.closing {
        return None;
    }
    let of = |name: &str| {
        let found = tag.attributes.iter().find(|(other, _)| other == name);
        found.and_then(|(_, value)| *value)
    };
    if let Some((name, _)) = tag
        .attributes
        .iter()
        .find(|(name, _)| name.starts_with("on"))
    {
        return Some(Stopped::Handler(name.clone()));
    }
    if of("style").is_some() {
        return Some(Stopped::StyleAttribute);
    }
    let elsewhere = |url: Option<&str>, origins: &[String]| {
        let url = url?.trim();
        let is_let_in = origins.iter().any(|origin| {
            let rest = url.strip_prefix(origin.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        (is_elsewhere(url) && !is_let_in).then(|| Stopped::Elsewhere(url.to_owned()))
    };
    match tag.name.as_str() {
        "style" => Some(Stopped::InlineStyle),
        "script" => match of("src") {
            Some(url) => elsewhere(Some(url), &[]),
            // Data for machines is nothing that runs.
            None if of("type").is_some_and(|kind| kind.ends_with("json")) => None,
            None => Some(Stopped::InlineScript),
        },
        "link" if of("rel").is_some_and(loads) => elsewhere(of("href"), &[]),
        "img" | "image" => elsewhere(of("src").or_else(|| of("href")), image_origins),
        "iframe" | "frame" | "object" | "embed" | "applet" | "audio" | "video" | "track"
        | "base" => Some(Stopped::Element(tag.name.clone())),
        "form" if of("action").is_some() => Some(Stopped::Element(tag.name.clone())),
        _ => None,
    }
}

/// Whether a browser loads what a link of this relation names.
fn loads(rel: &str) -> bool {
    let mut words = rel.split_ascii_whitespace();
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        matches!(
            word.as_str(),
            "stylesheet" | "icon" | "preload" | "modulepreload" | "prefetch" | "manifest"
        )
    })
}

/// Whether an address names its scheme or its host, as browsers read it: without tabs and line ends, and with
/// slashes for backslashes (URL Standard, "basic URL parser").
fn is_elsewhere(url: &str) -> bool {
    let read = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    let url: String = read.map(|c| if c == '\\' { '/' } else { c }).collect();
    let head = url.split(['/', '?', '#']).next().unwrap_or_default();
    url.starts_with("//") || head.contains(':')
}

/// What to tell whoever wrote it.
pub fn stopped_resource(place: Place, stopped: &Stopped) -> Diagnostic {
    let into_file = |ja: &str, en: &str| {
        words(
            format!("{ja}のファイルにして、テーマか `static/` に置いてください"),
            format!("put it into a {en} of the theme or below `static/`"),
        )
    };
    let (what, help): (Wording, Wording) = match stopped {
        Stopped::InlineScript => (
            words(
                "ページの中のスクリプトは動きません",
                "a script in the page itself does not run",
            ),
            into_file("`.js` ", "`.js` file"),
        ),
        Stopped::InlineStyle => (
            words(
                "ページの中のスタイルは効きません",
                "a style sheet in the page itself has no effect",
            ),
            into_file("`.css` ", "`.css` file"),
        ),
        Stopped::StyleAttribute => (
            words(
                "属性 `style` は効きません",
                "the attribute `style` has no effect",
            ),
            words(
                "`class` を付け、スタイルはスタイルシートに書いてください",
                "give it a `class`, and write the style into a style sheet",
            ),
        ),
        Stopped::Handler(name) => (
            words(
                format!("属性 `{name}` のスクリプトは動きません"),
                format!("the script of the attribute `{name}` does not run"),
            ),
            words(
                "`.js` のファイルで `addEventListener` を使ってください",
                "use `addEventListener` in a `.js` file",
            ),
        ),
        Stopped::Elsewhere(url) => (
            words(
                format!("`{url}` は読み込まれません"),
                format!("`{url}` is not loaded"),
            ),
            words(
                "ファイルをサイトに置いてください。ほかのサイトの画像だけは `[csp] img_src` で許せます",
                "keep the file in the site; pictures alone may come from an origin in `[csp] img_src`",
            ),
        ),
        Stopped::Element(name) => (
            words(
                format!("`<{name}>` は働きません"),
                format!("`<{name}>` does not work"),
            ),
            words(
                "代わりに、そのページやファイルへのリンクを置いてください",
                "link to the page or file instead",
            ),
        ),
    };
    Diagnostic::new(
        codes::BLOCKED_RESOURCE,
        place,
        words(
            format!("{}(ページの Content-Security-Policy が止めます)", what.ja),
            format!("{} (the page's content security policy stops it)", what.en),
        ),
    )
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_lets_in_only_what_is_said() {
        assert_eq!(
            content_security_policy(&[("img-src", &["https://img.example".to_owned()])]),
            "default-src 'none'; script-src 'self'; style-src 'self'; \
             img-src 'self' https://img.example; connect-src 'self'; font-src 'self'; \
             base-uri 'none'; form-action 'none'; object-src 'none'"
        );
    }

    #[test]
    fn a_form_that_sends_somewhere_is_stopped() {
        let stopped = |html: &str| match crate::html::tokens(html).next()?.kind {
            crate::html::TokenKind::Tag(tag) => stopped(&tag, &[]),
            _ => None,
        };
        let form = Some(Stopped::Element("form".to_owned()));
        assert_eq!(stopped("<form action=\"https://a.example\">"), form);
        assert_eq!(stopped("<form role=\"search\">"), None);
    }

    #[test]
    fn what_a_browser_would_load_from_elsewhere_is_stopped() {
        let origins = ["https://img.example/".to_owned()];
        let stopped = |html: &str| match crate::html::tokens(html).next()?.kind {
            crate::html::TokenKind::Tag(tag) => stopped(&tag, &origins),
            _ => None,
        };
        let elsewhere = |url: &str| Some(Stopped::Elsewhere(url.to_owned()));
        for (html, expected) in [
            ("<img src=a.png>", None),
            ("<img src=/a.png>", None),
            ("<img src='a.png?t=1:2'>", None),
            ("<img src='#a:b'>", None),
            ("<img src=https://img.example/a.png>", None),
            ("<img src=https://img.example>", None),
            (
                "<img src=https://img.example.evil.example>",
                elsewhere("https://img.example.evil.example"),
            ),
            (
                "<img src=//b.example/a.png>",
                elsewhere("//b.example/a.png"),
            ),
            ("<img src='/\\b.example'>", elsewhere("/\\b.example")),
            ("<img src='/\t/b.example'>", elsewhere("/\t/b.example")),
            ("<img src='data:image/png,'>", elsewhere("data:image/png,")),
            ("<image href=//b.example>", elsewhere("//b.example")),
            ("<script src=a.js>", None),
            ("<script src=//b.example>", elsewhere("//b.example")),
            ("<script>", Some(Stopped::InlineScript)),
            ("<script type=module>", Some(Stopped::InlineScript)),
            ("<script type=application/ld+json>", None),
            (
                "<link rel='alternate STYLESHEET' href=//b.example>",
                elsewhere("//b.example"),
            ),
            ("<link rel=stylesheet href=a.css>", None),
            ("<link rel=canonical href=https://b.example>", None),
            ("<base href=/>", Some(Stopped::Element("base".to_owned()))),
            ("<p style='color: red'>", Some(Stopped::StyleAttribute)),
            (
                "<p onclick=a>",
                Some(Stopped::Handler("onclick".to_owned())),
            ),
            ("</script>", None),
        ] {
            assert_eq!(stopped(html), expected, "{html}");
        }
    }
}
