//! Links: where each leads, and whether it may.
//!
//! A browser drops tabs and line breaks from a URL, ignores the case of its scheme and takes a
//! backslash for a slash; so does [`classify`], or what is refused here would be followed there.
//! Addresses and numbers to contact come from the dataset alone.

use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, LinkStart, LinkType, TagEnd};
use super::placeholder::{of_fact, pieces};
use super::{Link, Phrase, Piece, Target, cjk, misleading};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::text::Span;
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
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (url, None),
    };
    if let (true, Some(fragment)) = (path.is_empty(), &fragment) {
        return Target::Fragment(fragment.clone());
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

/// Resolves `%E7%AA%93`; what is no UTF-8 then stays as it is.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let value = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Collects the links of a text.
#[derive(Debug)]
pub(super) struct LinkConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    pub(super) links: Vec<Link>,
    /// Those that are open, by ordinal, and the last letter seen before a line break.
    open: Vec<usize>,
    line_break: bool,
    pub(super) bag: Bag,
}

impl<'a> LinkConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        Self {
            text,
            origin,
            links: Vec::new(),
            open: Vec::new(),
            line_break: false,
            bag: Bag::new(),
        }
    }

    fn start(&mut self, link: &LinkStart<'_>, range: &Range<usize>) {
        let span = self.origin.span(range.clone());
        let destination = Phrase {
            pieces: pieces(&link.destination, self.origin),
            span: self.written_at(link).unwrap_or(span),
        };
        let place = Place::new(&self.origin.path, destination.span);
        let target = match judge(&destination) {
            Class::Allowed(target) => target,
            refused => {
                self.bag.push(refusal(place, &refused));
                Target::Refused
            }
        };
        self.links.push(Link {
            kind: link.kind,
            destination,
            text: Phrase {
                pieces: Vec::new(),
                span,
            },
            span,
            target,
        });
        self.open.push(link.ordinal);
    }

    /// Where the destination is written, if letter by letter.
    fn written_at(&self, link: &LinkStart<'_>) -> Option<Span> {
        use super::dialect::Letters;
        let [Letters::Text(std::borrow::Cow::Borrowed(letters))] = link.destination.as_slice()
        else {
            return None;
        };
        let start = (letters.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let range = start..start + letters.len();
        let inside = range.end <= self.text.len() && !range.is_empty();
        inside.then(|| self.origin.span(range))
    }

    fn end(&mut self) {
        let Some(link) = self.open.pop().and_then(|ordinal| self.links.get(ordinal)) else {
            return;
        };
        let text = link.text.to_text(|_| "\u{fffc}".to_owned());
        let target = link.destination.to_text(|_| String::new());
        if link.target == Target::External
            && let Some(named) = misleading::names_another(&text, &target)
        {
            let place = Place::new(&self.origin.path, link.span);
            self.bag.push(misleading_link(place, &named, &target));
        }
        // The text of an image in a link is text of the link.
        let inner = link.text.pieces.clone();
        if let (Some(outer), true) = (self.open.last(), self.open.len() < 4) {
            for piece in inner {
                match piece {
                    Piece::Text(text) => self.links[*outer].text.push_text(&text),
                    Piece::Fact(_) => self.links[*outer].text.pieces.push(piece),
                }
            }
        }
    }

    fn letters(&mut self, text: &str) {
        let Some(link) = self
            .open
            .last()
            .and_then(|ordinal| self.links.get_mut(*ordinal))
        else {
            return;
        };
        if std::mem::take(&mut self.line_break) {
            let before = match link.text.pieces.last() {
                Some(Piece::Text(text)) => text.chars().next_back(),
                _ => None,
            };
            let joined = before
                .zip(text.chars().next())
                .is_some_and(|(before, after)| cjk::joins_lines(before, after));
            link.text.push_text(if joined { "" } else { " " });
        }
        link.text.push_text(text);
    }
}

impl Concern for LinkConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Link(link) => self.start(link, range),
            Event::End(TagEnd::Link | TagEnd::Image) => self.end(),
            Event::Text(text) | Event::Code(text) => self.letters(text),
            Event::SoftBreak | Event::HardBreak => self.line_break = !self.open.is_empty(),
            Event::Fact(fact) => {
                let piece = Piece::Fact(of_fact(fact, self.origin));
                self.letters("");
                if let Some(link) = self.open.last().and_then(|at| self.links.get_mut(*at)) {
                    link.text.pieces.push(piece);
                }
            }
            _ => {}
        }
    }
}

/// A destination with a fact in it is the site's to judge, unless its beginning gives it away.
fn judge(destination: &Phrase) -> Class {
    let mut pieces = destination.pieces.iter();
    match (pieces.next(), pieces.next()) {
        (Some(Piece::Text(text)), None) => classify(text),
        (None, _) => classify(""),
        (Some(Piece::Text(text)), Some(_)) => match classify(text) {
            Class::Allowed(_) => Class::Allowed(Target::Fact),
            refused => refused,
        },
        (Some(Piece::Fact(_)), _) => Class::Allowed(Target::Fact),
    }
}

/// The references that no definition answers.
///
/// A lone `[注]` is ordinary text; two brackets, or an exclamation mark, are meant to be a link.
pub(super) fn undefined(
    references: &[super::dialect::UndefinedReference],
    text: &str,
    origin: &Origin,
    bag: &mut Bag,
) {
    for reference in references {
        let image = text[..reference.range.start].ends_with('!')
            || text
                .get(reference.range.clone())
                .is_some_and(|link| link.starts_with('!'));
        if reference.link_type == LinkType::Shortcut && !image {
            continue;
        }
        bag.push(undefined_reference(origin.place(reference.range.clone())));
    }
}

/// A destination that is refused, said at its place. `None` for one that is allowed.
pub fn refused(place: Place, class: &Class) -> Option<Diagnostic> {
    (!matches!(class, Class::Allowed(_))).then(|| refusal(place, class))
}

fn refusal(place: Place, class: &Class) -> Diagnostic {
    match class {
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
        Class::Allowed(_) => unsafe_url(place, ""),
    }
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

fn misleading_link(place: Place, named: &str, target: &str) -> Diagnostic {
    Diagnostic::new(
        codes::MISLEADING_LINK,
        place,
        words(
            format!("リンクの文字は `{named}` ですが、行き先は `{target}` です"),
            format!("the link says `{named}` but leads to `{target}`"),
        ),
    )
    .help(words(
        "文字と行き先を同じにするか、行き先の名前を書いてください",
        "make both the same, or name what the link leads to",
    ))
}

fn undefined_reference(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::UNDEFINED_REFERENCE,
        place,
        words(
            "この参照には定義がないため、リンクになりません",
            "this reference has no definition, so it is no link",
        ),
    )
    .help(words(
        "`[名前]: https://…` の行を加えるか、`[文字](行き先)` と書いてください。角かっこを見せるなら前に `\\` を付けます",
        "add a line `[name]: https://…`, or write `[text](destination)`; put `\\` before a bracket to show it",
    ))
}
