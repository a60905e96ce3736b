//! What a destination says by itself.
//!
//! A browser drops tabs and line breaks from a URL, ignores the case of its scheme and takes a
//! backslash for a slash; so does [`classify`], or what is refused here would be followed there.
//! Addresses and numbers to contact come from the dataset alone.

use unicode_normalization::UnicodeNormalization;

use super::{Target, misleading};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::percent_decoded;
use crate::wording::{Wording, words};

/// Schemes by which one is called or written to.
const CONTACT_SCHEMES: &[&str] = &[
    "tel",
    "mailto",
    "sms",
    "smsto",
    "mms",
    "callto",
    "fax",
    "sip",
    "sips",
    "facetime",
    "facetime-audio",
    "skype",
    "whatsapp",
    "tg",
    "telegram",
    "viber",
    "line",
    "weixin",
    "wechat",
    "kakaotalk",
    "xmpp",
    "im",
    "msteams",
    "zoommtg",
    "signal",
    "sgnl",
];

/// Hosts whose links open a conversation.
const CONTACT_HOSTS: &[&str] = &[
    "line.me",
    "lin.ee",
    "wa.me",
    "api.whatsapp.com",
    "t.me",
    "telegram.me",
    "m.me",
    "signal.me",
    "viber.click",
    "page.line.me",
    "liff.line.me",
    "kakao.link",
    "pf.kakao.com",
    "wechat.com",
];

/// What a destination turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// It may stand, and leads there.
    Allowed(Target),
    /// A way to contact somebody: its scheme, or its host.
    Contact(String),
    /// A scheme that is not allowed.
    Scheme(String),
    /// A name before the host (`https://bank.example@other.example`).
    UserInfo,
}

/// Says what a destination is; entities are resolved already, there is no fact in it.
pub fn classify(destination: &str) -> Class {
    let url: String = destination
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    // A browser does not decode `%6a` in a scheme, but nobody writes it for a good reason.
    let decoded = percent_decoded(&url);
    for spelling in [url.as_str(), decoded.as_str()] {
        match scheme(spelling).as_deref() {
            None => {}
            Some("http" | "https") if spelling == url => return web(&url),
            Some(scheme) if CONTACT_SCHEMES.contains(&scheme) => {
                return Class::Contact(format!("{scheme}:"));
            }
            Some(scheme) => return Class::Scheme(format!("{scheme}:")),
        }
    }
    let slashes = url.chars().take_while(|c| matches!(c, '/' | '\\')).count();
    if slashes >= 2 {
        return web(&url);
    }
    Class::Allowed(local(&url))
}

fn web(url: &str) -> Class {
    let authority = authority(url);
    if authority.contains('@') {
        return Class::UserInfo;
    }
    let host = misleading::host_of(url).unwrap_or_default();
    let contact = CONTACT_HOSTS
        .iter()
        .find(|known| host == **known || host.strip_prefix("www.") == Some(known));
    match contact {
        Some(host) => Class::Contact((*host).to_owned()),
        None => Class::Allowed(Target::External),
    }
}

/// What stands between the slashes of a web address and its path.
pub(super) fn authority(url: &str) -> &str {
    let rest = url.split_once(':').map_or(url, |(scheme, rest)| {
        if scheme.contains(['/', '\\']) {
            url
        } else {
            rest
        }
    });
    let rest = rest.trim_start_matches(['/', '\\']);
    rest.split(['/', '\\', '?', '#']).next().unwrap_or_default()
}

/// A URL's scheme in lower case, control characters inside it skipped.
fn scheme(url: &str) -> Option<String> {
    let (before, _) = url.split_once(':')?;
    let name: String = before.chars().filter(|c| !c.is_control()).collect();
    let first = name.chars().next()?;
    let valid = first.is_ascii_alphabetic()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| name.to_ascii_lowercase())
}

fn local(url: &str) -> Target {
    let (path, fragment) = match url.split_once('#') {
        // Ids are NFC, however the heading or the link was typed.
        Some((path, fragment)) => (path, Some(percent_decoded(fragment).nfc().collect())),
        None => (url, None),
    };
    if let (true, Some(fragment)) = (path.is_empty(), &fragment) {
        return Target::Fragment(String::clone(fragment));
    }
    let path = percent_decoded(path.split('?').next().unwrap_or_default());
    if let Some(path) = path.strip_prefix("@/") {
        return Target::Page {
            from_root: true,
            path: path.to_owned(),
            fragment,
        };
    }
    let from_root = path.starts_with('/');
    let is_page = path.to_ascii_lowercase().ends_with(".md");
    let path = path.trim_start_matches('/').to_owned();
    if is_page && !from_root {
        return Target::Page {
            from_root,
            path,
            fragment,
        };
    }
    Target::File { from_root, path }
}

/// A destination that is refused, said at its place. `None` for one that is allowed.
pub fn refused(place: Place, class: &Class) -> Option<Diagnostic> {
    Some(match class {
        Class::Allowed(_) => return None,
        Class::Contact(what) => Diagnostic::new(
            codes::CONTACT_LINK,
            place,
            words(
                format!("連絡先へのリンク(`{what}`)が本文に直接書かれています"),
                format!("a link to contact somebody (`{what}`) is typed by hand"),
            ),
        )
        .help(contact_help(what)),
        Class::UserInfo => Diagnostic::new(
            codes::MISLEADING_LINK,
            place,
            words(
                "URLのホスト名の前に `@` があり、行き先を見誤らせます",
                "the URL has a name and `@` before its host, which hides where it leads",
            ),
        )
        .help(words(
            "`@` とその前を消してください",
            "remove the `@` and what is before it",
        )),
        Class::Scheme(scheme) => unsafe_url(place, scheme),
    })
}

fn contact_help(what: &str) -> Wording {
    let fact = match what {
        "mailto:" => "mail.email",
        of if of.ends_with(':') => "phone.number",
        _ => "chat.url",
    };
    words(
        format!("連絡先をデータに書き、`{{{{ {fact} }}}}` のように埋め込んでください"),
        format!("put the contact into the dataset and write it like `{{{{ {fact} }}}}`"),
    )
}

fn unsafe_url(place: Place, scheme: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNSAFE_URL,
        place,
        words(
            format!("`{scheme}` で始まるURLは使えません"),
            format!("a URL that begins with `{scheme}` is not allowed"),
        ),
    )
    .help(words(
        "`https:` か、サイト内のファイルへのリンクにしてください。コロンを含むファイル名なら前に `./` を付けます",
        "link to `https:` or to a file of the site; put `./` before a file name that has a colon",
    ))
}
