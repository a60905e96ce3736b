//! Links and pictures: from old addresses to the files that stand for them now.

use std::ops::Range;

use super::super::atlas::Leads;
use super::super::finding;
use super::super::outline::Target as Anchored;
use super::super::traced::Edit;
use super::super::write::{code_span, destination, destination_as_is};
use super::Change;
use crate::page::foreign::{
    ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag, ForeignTagEnd as End,
};
use crate::page::target::{Class, classify};
use crate::page::{LinkKind, Target};
use crate::text::percent_decoded;
use crate::wording::{Wording, words};

/// What becomes of a destination.
pub(super) enum Fate {
    /// It stays as it is.
    Same,
    /// It is written so.
    New(String),
    /// Nothing is there, or nothing may lead there: it is shown as letters.
    Unlinked(Wording),
    /// A picture that cannot be shown becomes a link.
    LinkOnly(Wording),
}

/// A link that is open.
struct Open {
    range: Range<usize>,
    kind: LinkKind,
    is_inline: bool,
    is_automatic: bool,
    destination: String,
    /// Where its letters end, as far as was seen.
    end: usize,
}

impl Change<'_> {
    pub(super) fn links(&mut self, events: &[ForeignPlaced<'_>], definitions: &[Range<usize>]) {
        let mut open: Vec<Open> = Vec::new();
        for (event, range) in events {
            // Its own end is about the whole of it.
            let is_end = matches!(event, Event::End(End::Link | End::Image));
            if let Some(link) = open.last_mut().filter(|_| !is_end) {
                link.end = link.end.max(range.end.min(link.range.end));
            }
            match event {
                Event::Start(
                    tag @ (Tag::Link {
                        link_type,
                        dest_url,
                        ..
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        ..
                    }),
                ) => {
                    use crate::page::dialect::LinkType as L;
                    let is_image = matches!(tag, Tag::Image { .. });
                    if let Some(link) = open.last_mut() {
                        link.end = range.start;
                    }
                    open.push(Open {
                        range: range.clone(),
                        kind: if is_image {
                            LinkKind::Image
                        } else {
                            LinkKind::Link
                        },
                        is_inline: *link_type == L::Inline,
                        is_automatic: matches!(link_type, L::Autolink | L::Email),
                        destination: dest_url.to_string(),
                        end: range.start + 1 + usize::from(is_image),
                    });
                }
                Event::End(End::Link | End::Image) => {
                    if let Some(link) = open.pop() {
                        self.link(&link);
                        if let Some(outer) = open.last_mut() {
                            outer.end = outer.end.max(link.range.end);
                        }
                    }
                }
                _ => {}
            }
        }
        for range in definitions {
            self.definition(range);
        }
    }

    fn link(&mut self, link: &Open) {
        if link.is_automatic {
            self.automatic(link);
            return;
        }
        let place = self.place(link.range.clone());
        let fate = self.fate(&link.destination, link.kind);
        let after = &self.text[link.end.min(link.range.end)..link.range.end];
        match fate {
            Fate::Same => {}
            Fate::New(new) => {
                // Of a reference, the definition is changed.
                if let Some(of) = link.is_inline.then(|| written(after)).flatten() {
                    let of = link.end + of.start..link.end + of.end;
                    self.edits.push(Edit::new(of, new));
                }
            }
            Fate::Unlinked(why) => {
                self.findings
                    .push(finding::dead_link(place, &link.destination, why));
                self.unlink(link, after);
            }
            Fate::LinkOnly(why) => {
                self.findings
                    .push(finding::dead_link(place, &link.destination, why));
                let mark = link.range.start..link.range.start + 1;
                self.edits.push(Edit::new(mark, ""));
            }
        }
    }

    /// Takes the brackets away and shows where it led.
    fn unlink(&mut self, link: &Open, after: &str) {
        let Some(close) = after.find(']') else {
            return;
        };
        let opening = 1 + usize::from(link.kind == LinkKind::Image);
        let start = link.range.start..link.range.start + opening;
        let shown = format!(" ({})", code_span(&link.destination));
        self.edits.push(Edit::new(start, ""));
        self.edits
            .push(Edit::new(link.end + close..link.range.end, shown));
    }

    /// `<https://…>` stays; an address to write to is letters.
    fn automatic(&mut self, link: &Open) {
        let inner = &self.text[link.range.clone()];
        let inner = inner
            .trim_start_matches('<')
            .trim_end_matches('>')
            .to_owned();
        let is_mail = inner.contains('@') && !inner.contains("://");
        let address = if is_mail {
            format!("mailto:{inner}")
        } else {
            inner.clone()
        };
        if let Fate::Unlinked(why) = self.fate(&address, LinkKind::Link) {
            let place = self.place(link.range.clone());
            self.findings.push(finding::dead_link(place, &address, why));
            self.edits
                .push(Edit::new(link.range.clone(), code_span(&inner)));
        }
    }

    /// `[name]: where`
    fn definition(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        let Some(colon) = text.find("]:") else {
            return;
        };
        let start = colon + 2 + text[colon + 2..].len() - text[colon + 2..].trim_start().len();
        let rest = &text[start..];
        let length = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let of = start..start + length;
        let destination = text[of.clone()]
            .trim_start_matches('<')
            .trim_end_matches('>');
        let destination = destination.replace('\\', "");
        if let Fate::New(new) = self.fate(&destination, LinkKind::Link) {
            let of = range.start + of.start..range.start + of.end;
            self.edits.push(Edit::new(of, new));
        }
    }

    /// What becomes of a destination, entities resolved.
    pub(super) fn fate(&mut self, written: &str, kind: LinkKind) -> Fate {
        match classify(written) {
            Class::Allowed(Target::External) => self.external(written, kind),
            Class::Allowed(_) => self.local(written, kind),
            Class::Contact(_) => Fate::Unlinked(words(
                "は連絡先なので、文字にしました。データに書いて埋め込んでください",
                "is a contact and became letters; put it into the dataset",
            )),
            Class::Scheme(_) | Class::UserInfo => Fate::Unlinked(words(
                "は使えないURLなので、文字にしました",
                "is a URL that is not allowed and became letters",
            )),
        }
    }

    fn external(&mut self, written: &str, kind: LinkKind) -> Fate {
        if kind == LinkKind::Link {
            return Fate::Same;
        }
        let host = written.strip_prefix("https://").and_then(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
            (!host.is_empty() && host.chars().all(is_plain) && rest.len() > host.len())
                .then_some(host)
        });
        match host {
            Some(host) => {
                self.image_sources.insert(format!("https://{host}"));
                Fate::Same
            }
            None => Fate::LinkOnly(words(
                "は `https://` の画像ではないので、リンクにしました",
                "is no picture at `https://` and became a plain link",
            )),
        }
    }

    fn local(&mut self, written: &str, kind: LinkKind) -> Fate {
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
            None => (written, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        match self.shared.atlas.leads(self.at, path) {
            Leads::Page(page) if kind == LinkKind::Link => self.to_page(page, fragment.as_deref()),
            Leads::File(url) => {
                let fragment =
                    fragment.map_or_else(String::new, |f| format!("#{}", destination(&f)));
                Fate::New(format!("{}{fragment}", destination(&url)))
            }
            Leads::Outside(Some(url)) if kind == LinkKind::Link => {
                let rest = written.find(['?', '#']).map_or("", |at| &written[at..]);
                Fate::New(format!("{}{}", destination(&url), destination_as_is(rest)))
            }
            Leads::Outside(_) => Fate::Unlinked(words(
                "は元のフォルダーの外を指すので、文字にしました。リンクにするときはURL全体を書いてください",
                "leads out of the old folder and became letters; write its whole URL to link to it",
            )),
            Leads::Page(_) | Leads::Nowhere => Fate::Unlinked(words(
                "は元のフォルダーにも見つからないため、文字にしました",
                "leads to nothing in the old tree, either, and became letters",
            )),
        }
    }

    fn to_page(&self, at: usize, fragment: Option<&str>) -> Fate {
        let page = &self.shared.site.pages[at];
        if page.is_draft && !self.page.is_draft {
            return Fate::Unlinked(words(
                "は公開されていないページなので、文字にしました",
                "leads to a page that is not published and became letters",
            ));
        }
        let anchor = match fragment {
            None | Some("") => None,
            Some("top") => Some("top"),
            Some(id) => match self.shared.outlines[at].target(id) {
                Anchored::Heading(id) => Some(id),
                Anchored::Nowhere if at == self.at => {
                    return Fate::Unlinked(words(
                        "という見出しは元のページにもないため、文字にしました",
                        "names no heading of the old page, either, and became letters",
                    ));
                }
                Anchored::Page | Anchored::Nowhere => None,
            },
        };
        let anchor = anchor.map_or_else(String::new, |id| format!("#{id}"));
        if at == self.at && !anchor.is_empty() {
            return Fate::New(anchor);
        }
        let to = relative_file(self.page.file.folder(), page.file.as_str());
        Fate::New(format!("{}{anchor}", destination(&to)))
    }
}

/// Where in what follows a link's letters its destination stands, `<` and `>` included.
fn written(after: &str) -> Option<Range<usize>> {
    let open = after.find("](")? + 2;
    let rest = &after[open..];
    let start = open + rest.len() - rest.trim_start().len();
    let rest = &after[start..];
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in rest.char_indices() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        match c {
            '\\' => is_escaped = true,
            '>' if rest.starts_with('<') => return Some(start..start + at + 1),
            _ if rest.starts_with('<') => {}
            c if c.is_ascii_whitespace() => return Some(start..start + at),
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The way from a folder to a file: beside or below it as it is, else from the content root.
fn relative_file(folder: &str, file: &str) -> String {
    let beside = file
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'));
    match beside {
        Some(below) => below.to_owned(),
        None => format!("@/{}", file.strip_prefix("content/").unwrap_or(file)),
    }
}
