//! Links: where each leads, and whether it may.

use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Letters, LinkStart, LinkType, TagEnd};
use super::placeholder::{of_fact, pieces};
use super::target::{Class, classify, refused};
use super::{Link, LinkKind, Phrase, Piece, Target, misleading, punycode};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::text::{Span, cjk};
use crate::wording::words;

/// Collects the links of a text.
#[derive(Debug)]
pub(super) struct LinkConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    pub(super) links: Vec<Link>,
    /// Those that are open.
    open: Vec<Open>,
    line_break: bool,
    pub(super) bag: Bag,
}

/// A link or image that is open.
#[derive(Debug)]
struct Open {
    ordinal: usize,
    /// Whether it is an image that is marked as an ornament.
    is_ornament: bool,
    /// Whether an image without words stands in it, which has been told.
    has_nameless: bool,
}

/// The titles by which an image says that it is an ornament: nobody who does not see it misses anything.
const ORNAMENT: [&str; 2] = ["decorative", "装飾"];

/// Whether an image is marked as an ornament: `![](line.png "decorative")`. The mark is no title.
pub fn is_ornament(image: &LinkStart<'_>) -> bool {
    match image.title.as_slice() {
        [Letters::Text(title)] => ORNAMENT.contains(&title.trim()),
        _ => false,
    }
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
            other => {
                self.bag.extend(refused(place, &other));
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
        self.open.push(Open {
            ordinal: link.ordinal,
            is_ornament: link.kind == LinkKind::Image && is_ornament(link),
            has_nameless: false,
        });
    }

    /// Where the destination is written, if letter by letter.
    fn written_at(&self, link: &LinkStart<'_>) -> Option<Span> {
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
        let Some(mut open) = self.open.pop() else {
            return;
        };
        let Some(link) = self.links.get(open.ordinal) else {
            return;
        };
        let text = link.text.to_text(|_| "\u{fffc}".to_owned());
        let target = link.destination.to_text(|_| String::new());
        let whole = Place::new(&self.origin.path, link.span);
        if link.destination.pieces.is_empty() {
            self.bag.push(leads_nowhere(whole));
        } else if text.trim().is_empty() {
            match link.kind {
                LinkKind::Image if open.is_ornament => {}
                _ if open.has_nameless => {}
                LinkKind::Image => {
                    self.bag.push(missing_alt(whole));
                    open.has_nameless = true;
                }
                LinkKind::Link => self.bag.push(without_text(whole)),
            }
        }
        if link.target == Target::External
            && let Some(named) = misleading::names_another(&text, &target)
        {
            let place = Place::new(&self.origin.path, link.span);
            self.bag.push(misleading_link(place, &named, &target));
        }
        if link.target == Target::External
            && let Some(host) =
                misleading::host_of(&target).filter(|h| misleading::mixes_scripts(h))
        {
            let place = Place::new(&self.origin.path, link.destination.span);
            self.bag.push(mixed_scripts(place, &host));
        }
        if let Some(outer) = self.open.last_mut() {
            outer.has_nameless |= open.has_nameless;
        }
        // The text of an image in a link is text of the link.
        let inner = link.text.pieces.clone();
        if let (Some(outer), true) = (self.open.last(), self.open.len() < 4) {
            for piece in inner {
                match piece {
                    Piece::Text(text) => self.links[outer.ordinal].text.push_text(&text),
                    Piece::Fact(_) => self.links[outer.ordinal].text.pieces.push(piece),
                }
            }
        }
    }

    fn letters(&mut self, text: &str) {
        let Some(link) = self
            .open
            .last()
            .and_then(|open| self.links.get_mut(open.ordinal))
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
                if let Some(link) = self
                    .open
                    .last()
                    .map(|open| open.ordinal)
                    .and_then(|at| self.links.get_mut(at))
                {
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
        // It leads nowhere, which is told where it ends.
        (None, _) => Class::Allowed(Target::Refused),
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

fn missing_alt(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::MISSING_ALT,
        place,
        words(
            "画像の代わりになる言葉がありません",
            "the image has no words for those who do not see it",
        ),
    )
    .help(words(
        "`![ここに]` 画像が伝えることを書いてください。飾りなら `![](画像 \"装飾\")` と書きます",
        "say between the brackets what the image says; for an ornament write `![](image \"decorative\")`",
    ))
}

fn without_text(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::EMPTY_LINK,
        place,
        words("リンクに文字がありません", "the link has no text"),
    )
    .help(words(
        "`[ここに]` 行き先がわかる言葉を書いてください",
        "say between the brackets where it leads",
    ))
}

fn leads_nowhere(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::EMPTY_LINK,
        place,
        words("リンクに行き先がありません", "the link leads nowhere"),
    )
    .help(words(
        "`( )` の中に行き先を書いてください",
        "write its destination between the parentheses",
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

fn mixed_scripts(place: Place, host: &str) -> Diagnostic {
    let spelt = punycode::host(host);
    Diagnostic::new(
        codes::MIXED_SCRIPT_HOST,
        place,
        words(
            format!("ホスト名 `{host}` は違う種類の文字を混ぜていて、実際は `{spelt}` です"),
            format!("the host `{host}` mixes scripts and really is `{spelt}`"),
        ),
    )
    .help(words(
        "行き先が正しいか確かめてください。似た文字による偽のサイトかもしれません",
        "make sure that it is the right one: letters that look alike are used by false sites",
    ))
}
