//! One page's names become values.

use std::collections::BTreeSet;

use super::fact::Asked;
use super::joined::{JoinedBlock, JoinedBody, ResolvedLink, Shown};
use super::joining::{Joining, Needs};
use super::link::{View, plain};
use super::{Route, Site, SitePage, is_faq};
use crate::dataset::Value;
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, codes};
use crate::html::{TokenKind, tokens};
use crate::page::{Body, Braces, HtmlRefusal, LinkKind, Page, Phrase, Piece, Target};
use crate::policy::{stopped, stopped_resource};
use crate::text::SourcePath;
use crate::wording::words;

/// A page with every name resolved.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedPage {
    /// Its title.
    pub title: String,
    /// The id of the heading that is the title, if one is.
    pub title_id: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The words of each heading of the body.
    pub headings: Vec<String>,
    /// What is in its body.
    pub body: JoinedBody,
    /// Where the facts that it shows come from.
    pub needs: Needs,
}

impl Site {
    /// Resolves all names of a page.
    pub fn join(&self, at: usize) -> Checked<JoinedPage> {
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let (page, view) = (&self.pages[at].page, self.own_view(at));
        let braces = self.braces(page);
        let body = self.join_body(&page.body, &view, None, &mut joining);
        self.judge_html(&self.pages[at], &mut joining);
        self.judge_single_braces(page, &mut joining);
        let headings: Vec<String> = page
            .body
            .headings
            .iter()
            .map(|heading| self.phrase(&heading.text, braces, &view, &mut joining.quietly()))
            .collect();
        let title_heading = title_of(page);
        let title = match &page.front.title {
            Some(title) => self.phrase(title, braces, &view, &mut joining),
            None => title_heading.map_or_else(
                || self.file_title(&page.path, &self.pages[at].route),
                |heading| headings[heading].clone(),
            ),
        };
        let description = page
            .front
            .description
            .as_ref()
            .map(|text| self.phrase(text, braces, &view, &mut joining));
        let needs = std::mem::take(&mut joining.needs);
        let title_id = title_heading.map(|heading| page.body.headings[heading].id.clone());
        bag.with(JoinedPage {
            title,
            title_id,
            description,
            headings,
            body,
            needs,
        })
    }

    /// A page as it sees itself.
    pub(super) fn own_view(&self, at: usize) -> View<'_> {
        let SitePage { page, route, .. } = &*self.pages[at];
        View {
            path: &page.path,
            page: Some(at),
            url: &route.url,
            in_place: true,
            language: &route.language,
        }
    }

    /// The title of a page as links to it say it.
    pub fn title(&self, at: usize) -> String {
        let (page, view) = (&self.pages[at].page, self.own_view(at));
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        match (&page.front.title, title_heading(page)) {
            (Some(title), _) => self.phrase(title, self.braces(page), &view, &mut joining),
            (None, Some(heading)) => self.phrase(
                &page.body.headings[heading].text,
                self.braces(page),
                &view,
                &mut joining,
            ),
            (None, None) => self.file_title(&page.path, &self.pages[at].route),
        }
    }

    /// The words of a heading as links to it say them.
    pub fn heading(&self, at: usize, heading: usize) -> String {
        let (page, view) = (&self.pages[at].page, self.own_view(at));
        let mut bag = Bag::new();
        let text = &page.body.headings[heading].text;
        self.phrase(text, self.braces(page), &view, &mut Joining::new(&mut bag))
    }

    /// The title of a page that does not say its own: the site's for a home page, else the file's
    /// or folder's name.
    fn file_title(&self, path: &SourcePath, route: &Route) -> String {
        let name = path.file_name();
        let stem = name.split('.').next().unwrap_or(name);
        match (route.is_index, route.folder.rsplit('/').next()) {
            (true, Some("") | None) => self.config.title.of(&route.language).to_owned(),
            (true, Some(folder)) => folder.to_owned(),
            (false, _) => stem.to_owned(),
        }
    }

    /// The description of a page as listings say it.
    pub fn description(&self, at: usize) -> String {
        let (page, view) = (&self.pages[at].page, self.own_view(at));
        let mut bag = Bag::new();
        let description = page.front.description.as_ref();
        description
            .map(|text| self.phrase(text, self.braces(page), &view, &mut Joining::new(&mut bag)))
            .unwrap_or_default()
    }

    /// Letters with facts in them, resolved.
    pub(super) fn phrase(
        &self,
        phrase: &Phrase,
        braces: Braces,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> String {
        let mut letters = String::new();
        for piece in &phrase.pieces {
            match piece {
                Piece::Text(text) => letters.push_str(text),
                Piece::Fact(placeholder) if braces == Braces::Literal => {
                    letters.push_str("{{ ");
                    letters.push_str(&placeholder.path);
                    letters.push_str(" }}");
                }
                Piece::Fact(placeholder) => {
                    letters.push_str(&self.placeholder(placeholder, view, joining).text);
                }
            }
        }
        letters
    }

    fn placeholder(
        &self,
        placeholder: &crate::page::Placeholder,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Shown {
        match self.fact(placeholder, view.path) {
            Ok(fact) => self.shown(&fact, view, joining).unwrap_or_else(|| {
                joining.report(Some(no_one_word(
                    Place::new(view.path, placeholder.path_span),
                    &placeholder.path,
                )));
                Shown::default()
            }),
            Err(finding) => {
                joining.report(Some(*finding));
                Shown::default()
            }
        }
    }

    /// Resolves what is in a body. `within` limits blocks to a stretch of the file.
    pub(super) fn join_body(
        &self,
        body: &Body,
        view: &View<'_>,
        within: Option<&std::ops::Range<usize>>,
        joining: &mut Joining<'_>,
    ) -> JoinedBody {
        let inside = |start: u32| within.is_none_or(|range| range.contains(&(start as usize)));
        let mut joined = self.join_inline(body, view, joining);
        joined.blocks = body
            .blocks
            .iter()
            .map(|block| {
                if inside(block.span.start) {
                    self.block(block, view, joining)
                } else {
                    JoinedBlock::Broken
                }
            })
            .collect();
        joined
    }

    /// Resolves facts and links, the whole of what the dataset's own words may hold.
    pub(super) fn join_inline(
        &self,
        body: &Body,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedBody {
        let shown: Vec<Shown> = body
            .placeholders
            .iter()
            .map(|placeholder| self.placeholder(placeholder, view, joining))
            .collect();
        let targets = body
            .links
            .iter()
            .map(|link| {
                if link.target == Target::Fact {
                    return self.fact_link(link, view, joining);
                }
                let (resolved, finding) = self.resolve_link(link, view);
                joining.report(finding);
                resolved
            })
            .collect();
        JoinedBody {
            shown,
            targets,
            blocks: Vec::new(),
        }
    }

    /// A destination that is a fact: `[案内]({{ chat.url }})`.
    fn fact_link(
        &self,
        link: &crate::page::Link,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> ResolvedLink {
        let place = Place::new(view.path, link.destination.span);
        let [Piece::Fact(only)] = link.destination.pieces.as_slice() else {
            joining.report(Some(mixed_destination(place, &plain(&link.destination))));
            return ResolvedLink::default();
        };
        // What is wrong with the path itself has been said where it stands among the placeholders.
        let Ok(fact) = self.fact(only, view.path) else {
            return ResolvedLink::default();
        };
        if let Asked::Cell(_, cell, _) = fact.asked
            && cell.value == Value::Unreadable
        {
            return ResolvedLink::default();
        }
        let shown = self
            .shown(&fact, view, &mut joining.quietly())
            .unwrap_or_default();
        match shown.href {
            Some(href) if link.kind == LinkKind::Link => ResolvedLink {
                external: href.starts_with("https:"),
                href,
                size: None,
            },
            _ => {
                joining.report(Some(no_destination(place, &only.path)));
                ResolvedLink::default()
            }
        }
    }

    /// Of HTML that is let through, what no browser will.
    fn judge_resources(&self, of: &SitePage, joining: &mut Joining<'_>) {
        for html in &of.page.body.html {
            for token in tokens(&of.page.text[html.span.range()]) {
                let TokenKind::Tag(tag) = &token.kind else {
                    continue;
                };
                let stopped = stopped(tag, &self.config.image_sources);
                let place = || Place::new(&of.page.path, html.span);
                joining.report(stopped.map(|stopped| stopped_resource(place(), &stopped)));
                joining.report(crate::page::raw_html_contact(place(), tag));
            }
        }
    }

    /// Whether raw HTML is let through is for the config to say.
    fn judge_html(&self, of: &SitePage, joining: &mut Joining<'_>) {
        if self.config.markdown.raw_html == crate::config::RawHtmlPolicy::Allow {
            self.judge_resources(of, joining);
            return;
        }
        let mut told = BTreeSet::new();
        for html in &of.page.body.html {
            let closes = of.page.text[html.span.range()].starts_with("</");
            if let Some(HtmlRefusal::Element(name)) = &html.refused
                && !told.insert(name)
                && closes
            {
                // The end of an element that has been refused is the same mistake.
                continue;
            }
            joining.report(crate::page::raw_html_refused(&of.page.path, html));
        }
    }
}

/// The heading that is a page's title, if one is.
pub(super) fn title_of(page: &Page) -> Option<usize> {
    let heading = page.front.title.is_none().then(|| title_heading(page));
    heading.flatten()
}

/// The heading that is the title of a page without one: the first of level 1.
pub(super) fn title_heading(page: &Page) -> Option<usize> {
    let found = page
        .body
        .headings
        .iter()
        .position(|heading| heading.level == 1);
    found.filter(|_| !is_faq(page) || page.front.title.is_none())
}

fn mixed_destination(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNSAFE_URL,
        place,
        words(
            format!("リンク先 `{destination}` は事実と文字が混ざっています"),
            format!("the destination `{destination}` mixes a fact with letters"),
        ),
    )
    .help(words(
        "リンク先は事実一つだけにしてください",
        "let the destination be one fact and nothing else",
    ))
}

fn no_one_word(place: Place, path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place,
        words(
            format!("`{path}` は一言では言えません(日によって違うか、休みです)"),
            format!("`{path}` cannot be said in one word: days differ, or it is closed"),
        ),
    )
    .help(words(
        "曜日を選ぶか、`.short` を使ってください",
        "name a day, or use `.short`",
    ))
}

fn no_destination(place: Place, path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place,
        words(
            format!(
                "`{path}` はリンク先にできません(URLか、確認済みの番号・アドレスではありません)"
            ),
            format!("`{path}` cannot be linked to: it is no URL and no verified number or address"),
        ),
    )
    .help(words(
        "リンクを外すか、その事実を確認してください",
        "remove the link, or have the fact verified",
    ))
}
