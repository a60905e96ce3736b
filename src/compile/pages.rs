//! One page: joined, its body rendered, its model filled, its HTML made.

use std::sync::{Mutex, PoisonError};

use super::Parsed;
use super::shared::{OfLanguage, Shared};
use crate::config::RawHtmlPolicy;
use crate::decode::Origin;
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::output::{Content, Output};
use crate::page::{Dialect, Kind, Page, parse_body};
use crate::render::blocks::{Blocks, Bodies};
use crate::render::body::{self, BodyOptions, Extent, RawHtmlMode};
use crate::render::highlight::{self, Highlighter};
use crate::render::model::{
    Alternate, LinkModel, PageKind, PageModel, Provenance, SourceModel, TocEntry, reading_minutes,
    root_of,
};
use crate::render::{jsonld, page as page_html};
use crate::site::joined::{Excerpt, JoinedBody};
use crate::site::{JoinedPage, Needs, Route, Site, SitePage, encode, relative};
use crate::text::SourcePath;
use crate::wording::words;

/// What every page is made with.
pub(super) struct Work<'w, 'a> {
    pub site: &'w Site<'a>,
    pub parsed: &'w Parsed,
    pub shared: &'w Shared,
    pub highlighter: &'w Highlighter,
}

impl Work<'_, '_> {
    /// Joins a page and, if it has no error and is `wanted`, renders it.
    pub(super) fn page(&self, at: usize, wanted: bool) -> (Vec<Diagnostic>, Option<Output>) {
        let joined = self.site.join(at);
        let mut findings = joined.findings;
        findings.extend(self.check_template(at));
        findings.extend(self.unknown_languages(self.site.pages[at].page));
        if !wanted
            || findings
                .iter()
                .any(|finding| finding.severity == Severity::Error)
        {
            return (findings, None);
        }
        match self.render(at, &joined.value) {
            Ok((html, more)) => {
                findings.extend(more);
                let path = self.site.pages[at].route.output.clone();
                (
                    findings,
                    Some(Output {
                        path,
                        content: Content::Bytes(html.into_bytes()),
                    }),
                )
            }
            Err(finding) => {
                findings.push(*finding);
                (findings, None)
            }
        }
    }

    fn check_template(&self, at: usize) -> Option<Diagnostic> {
        let page = self.site.pages[at].page;
        let template = page.front.template.as_ref()?;
        let place = Place::new(&page.path, template.span);
        self.parsed
            .theme
            .check_template(&template.value, place)
            .err()
            .map(|finding| *finding)
    }

    fn unknown_languages(&self, page: &Page) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for language in &page.body.fence_languages {
            if let Err(near) = highlight::knows(&language.value) {
                findings.push(unknown_language(
                    Place::new(&page.path, language.span),
                    &language.value,
                    near,
                ));
            }
        }
        findings
    }

    fn render(
        &self,
        at: usize,
        joined: &JoinedPage,
    ) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
        let SitePage { page, route, .. } = &self.site.pages[at];
        let shared = self.of_language(&route.language);
        let blocks = self.blocks(&joined.body, shared, route)?;
        let left_out = joined.title_id.as_ref().and_then(|id| {
            page.body
                .headings
                .iter()
                .position(|heading| heading.id == *id)
        });
        let painter = Painter {
            highlighter: self.highlighter,
            painting: Mutex::default(),
        };
        let options = BodyOptions {
            without_heading: left_out,
            blocks: &blocks,
            highlighter: &painter,
            ..self.options(at, shared)
        };
        let rendered = body::html(
            self.site.pages[at].body_text(),
            &page.body,
            &joined.body,
            &options,
        );
        let model = self.model(at, joined, rendered.html, shared)?;
        let template = page
            .front
            .template
            .as_ref()
            .map(|template| template.value.as_str());
        let html = page_html::render(&self.parsed.theme, &shared.common, &model, template)?;
        let skipped = painter
            .painting
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .skipped;
        let findings = skipped.iter().filter_map(|fence| {
            let language = page.body.fence_languages.get(*fence)?;
            Some(over_budget(Place::new(&page.path, language.span)))
        });
        Ok((html, findings.collect()))
    }

    /// The blocks of a body as HTML, by ordinal.
    pub(super) fn blocks(
        &self,
        joined: &JoinedBody,
        shared: &OfLanguage,
        route: &Route,
    ) -> Result<Vec<String>, Box<Diagnostic>> {
        let bodies = BodiesOf {
            work: self,
            shared,
            route,
        };
        let blocks = Blocks {
            theme: &self.parsed.theme,
            common: &shared.common,
            words: &shared.words,
            bodies: &bodies,
        };
        joined
            .blocks
            .iter()
            .map(|block| blocks.html(block))
            .collect()
    }

    fn options<'o>(&'o self, at: usize, shared: &'o OfLanguage) -> BodyOptions<'o> {
        let page = self.site.pages[at].page;
        let raw_html = match self.site.config.markdown.raw_html {
            RawHtmlPolicy::Allow => RawHtmlMode::Allow,
            RawHtmlPolicy::Safe => RawHtmlMode::Safe,
        };
        BodyOptions {
            words: &shared.body_words,
            dialect: Dialect {
                braces: self.site.braces(page),
            },
            raw_html,
            blocks: &[],
            highlighter: &body::NoHighlighter,
            without_heading: None,
            extent: &Extent::Whole,
            note_prefix: "",
        }
    }

    pub(super) fn of_language(&self, language: &str) -> &OfLanguage {
        self.shared
            .languages
            .get(language)
            .expect("invariant: every page's language is one of the config's")
    }

    fn model(
        &self,
        at: usize,
        joined: &JoinedPage,
        html: String,
        shared: &OfLanguage,
    ) -> Result<PageModel, Box<Diagnostic>> {
        let SitePage { page, route, .. } = &self.site.pages[at];
        let config = &self.parsed.config;
        let url = route.url.trim_start_matches('/');
        let is_faq = page.front.kind == Kind::Faq;
        let kind = match (is_faq, route.is_index, route.folder.is_empty()) {
            (true, _, _) => PageKind::Faq,
            (_, true, true) => PageKind::Home,
            (_, true, false) => PageKind::Section,
            _ => PageKind::Page,
        };
        let encoded = encode(&route.url);
        let (previous, next) = self.shared.neighbours.get(&at).copied().unwrap_or_default();
        let link = |to: usize| self.shared.link(self.site, &route.url, to);
        let pages = if route.is_index {
            self.pages_of(route)
        } else {
            Vec::new()
        };
        let reading = page.body.reading;
        let breadcrumbs = self.breadcrumbs(at, route);
        Ok(PageModel {
            kind,
            title: joined.title.clone(),
            title_id: joined.title_id.clone().unwrap_or_else(|| "title".into()),
            description: joined.description.clone().unwrap_or_default(),
            language: route.language.clone(),
            url: url.to_owned(),
            root: root_of(url),
            canonical: config.base_url.as_ref().map(|base| base.absolute(&encoded)),
            draft: page.front.draft,
            date: page.front.date.map(|date| date.to_string()),
            updated: page.front.updated.map(|date| date.to_string()),
            reading_minutes: reading_minutes(reading.letters, reading.words),
            body: html,
            toc: self.contents(page, joined),
            json_ld: self.structured_data(at, joined, &breadcrumbs),
            breadcrumbs,
            navigation: self.navigation(shared, route),
            previous: previous.map(link),
            next: next.map(link),
            pages,
            questions: if is_faq {
                questions(page, joined)
            } else {
                Vec::new()
            },
            alternates: self.alternates(at),
            provenance: provenance(&joined.needs),
            notices: self.banner(at, shared)?,
            edit: config.repository.as_ref().map(|repository| {
                format!(
                    "{}/edit/HEAD/{}",
                    repository.trim_end_matches('/'),
                    encode(page.path.as_str())
                )
            }),
            extra: page
                .front
                .extra
                .as_ref()
                .map(crate::site::json)
                .unwrap_or_default(),
        })
    }

    /// Notices that change the hours of a channel stand above every page that shows facts.
    fn banner(&self, at: usize, shared: &OfLanguage) -> Result<String, Box<Diagnostic>> {
        let notices = self.site.banner(at);
        let route = &self.site.pages[at].route;
        let bodies = BodiesOf {
            work: self,
            shared,
            route,
        };
        let blocks = Blocks {
            theme: &self.parsed.theme,
            common: &shared.common,
            words: &shared.words,
            bodies: &bodies,
        };
        blocks.banner(&notices)
    }

    pub(super) fn navigation(&self, shared: &OfLanguage, route: &Route) -> String {
        let top = route.folder.split('/').next().unwrap_or_default();
        let navigation = shared
            .navigations
            .get(top)
            .or_else(|| shared.navigations.get(""));
        let url = route.url.trim_start_matches('/');
        navigation
            .map(|navigation| navigation.for_page(&root_of(url), &encode(url)))
            .unwrap_or_default()
    }

    pub(super) fn breadcrumbs(&self, at: usize, route: &Route) -> Vec<LinkModel> {
        let Some(home) = self.site.homes.get(&route.language) else {
            return Vec::new();
        };
        let way = home.way_to(&route.folder);
        way.into_iter()
            .filter_map(|folder| folder.index)
            .filter(|index| *index != at)
            .map(|index| self.shared.link(self.site, &route.url, index))
            .collect()
    }

    /// The pages of a section that has an opening page.
    fn pages_of(&self, route: &Route) -> Vec<LinkModel> {
        let Some(home) = self.site.homes.get(&route.language) else {
            return Vec::new();
        };
        let way = home.way_to(&route.folder);
        let Some(folder) = way.last().filter(|folder| folder.path == route.folder) else {
            return Vec::new();
        };
        let first = |entry: &crate::site::FolderEntry| match entry {
            crate::site::FolderEntry::Page(page) => Some(*page),
            crate::site::FolderEntry::Folder(folder) => {
                folder.index.or_else(|| folder.in_order().first().copied())
            }
        };
        folder
            .entries
            .iter()
            .filter_map(first)
            .map(|page| LinkModel {
                description: self.site.description(page),
                ..self.shared.link(self.site, &route.url, page)
            })
            .collect()
    }

    fn contents(&self, page: &Page, joined: &JoinedPage) -> Vec<TocEntry> {
        let entries: Vec<TocEntry> = page
            .body
            .headings
            .iter()
            .zip(&joined.headings)
            .filter(|(heading, _)| {
                (2..=3).contains(&heading.level) && Some(&heading.id) != joined.title_id.as_ref()
            })
            .map(|(heading, title)| TocEntry {
                id: heading.id.clone(),
                title: title.clone(),
                level: heading.level,
                children: Vec::new(),
            })
            .collect();
        let shown = page
            .front
            .toc
            .unwrap_or(entries.len() > 1 && page.front.kind != Kind::Faq);
        if shown {
            TocEntry::tree(entries)
        } else {
            Vec::new()
        }
    }

    fn alternates(&self, at: usize) -> Vec<Alternate> {
        let from = &self.site.pages[at].route;
        let base = self.parsed.config.base_url.as_ref();
        self.site
            .translations(at)
            .into_iter()
            .map(|other| {
                let route = &self.site.pages[other].route;
                Alternate {
                    language: route.language.clone(),
                    name: own_name(&route.language).to_owned(),
                    href: relative(&from.url, &route.url),
                    url: base.map(|base| base.absolute(&encode(&route.url))),
                }
            })
            .collect()
    }

    fn structured_data(
        &self,
        at: usize,
        joined: &JoinedPage,
        breadcrumbs: &[LinkModel],
    ) -> Vec<String> {
        let SitePage { page, route, .. } = &self.site.pages[at];
        let base = self.parsed.config.base_url.as_ref();
        let mut data = Vec::new();
        if let Some(base) = base {
            let way = self
                .site
                .homes
                .get(&route.language)
                .map(|home| home.way_to(&route.folder))
                .unwrap_or_default();
            let urls = way
                .into_iter()
                .filter_map(|folder| folder.index)
                .filter(|index| *index != at);
            let mut crumbs: Vec<(String, String)> = breadcrumbs
                .iter()
                .zip(urls)
                .map(|(crumb, index)| {
                    (
                        crumb.title.clone(),
                        base.absolute(&encode(&self.site.pages[index].route.url)),
                    )
                })
                .collect();
            if !crumbs.is_empty() {
                crumbs.push((joined.title.clone(), base.absolute(&encode(&route.url))));
                let crumbs: Vec<jsonld::Crumb<'_>> = crumbs
                    .iter()
                    .map(|(name, url)| (name.as_str(), url.as_str()))
                    .collect();
                data.push(jsonld::breadcrumbs(&crumbs));
            }
            if page.front.kind == Kind::Page {
                let (published, modified) = (
                    page.front.date.map(|date| date.to_string()),
                    page.front.updated.map(|date| date.to_string()),
                );
                data.push(jsonld::article(&jsonld::Article {
                    title: &joined.title,
                    description: joined.description.as_deref().unwrap_or_default(),
                    language: &route.language,
                    url: &base.absolute(&encode(&route.url)),
                    published: published.as_deref(),
                    modified: modified.as_deref(),
                    publisher: self.parsed.config.organisation.as_deref(),
                }));
            }
        }
        if page.front.kind == Kind::Faq {
            data.push(jsonld::faq(&route.language, &self.answers(at, joined)));
        }
        data
    }

    /// Each question with the visible text of its answer.
    fn answers(&self, at: usize, joined: &JoinedPage) -> Vec<(String, String)> {
        let of = &self.site.pages[at];
        let shared = self.of_language(&of.route.language);
        let blocks = self
            .blocks(&joined.body, shared, &of.route)
            .unwrap_or_default();
        let questions = of
            .page
            .body
            .headings
            .iter()
            .enumerate()
            .zip(&joined.headings)
            .filter(|((_, heading), _)| heading.level == 2);
        questions
            .map(|((ordinal, heading), question)| {
                let extent = Extent::Excerpt(heading.section.clone());
                let options = BodyOptions {
                    blocks: &blocks,
                    without_heading: Some(ordinal),
                    extent: &extent,
                    ..self.options(at, shared)
                };
                let html = body::html(of.body_text(), &of.page.body, &joined.body, &options).html;
                (question.clone(), crate::render::visible::text(&html))
            })
            .collect()
    }
}

/// How blocks turn Markdown into HTML: that of the dataset's words, and that of other pages.
struct BodiesOf<'b, 'w, 'a> {
    work: &'b Work<'w, 'a>,
    shared: &'b OfLanguage,
    route: &'b Route,
}

impl Bodies for BodiesOf<'_, '_, '_> {
    fn inline(&self, text: &str, joined: &JoinedBody) -> String {
        let origin = Origin::from_offset(&SourcePath::new(""), 0);
        // What is wrong with the text has been told when its names were resolved.
        let body = parse_body(text, &origin, &Dialect::default()).value;
        let options = BodyOptions {
            words: &self.shared.body_words,
            dialect: Dialect::default(),
            raw_html: RawHtmlMode::Safe,
            blocks: &[],
            highlighter: &body::NoHighlighter,
            without_heading: None,
            extent: &Extent::Whole,
            note_prefix: "",
        };
        body::inline(text, &body, joined, &options)
    }

    fn excerpt(&self, excerpt: &Excerpt) -> String {
        let Some(at) = self.work.site.page_of(&excerpt.path) else {
            return String::new();
        };
        let blocks = self
            .work
            .blocks(&excerpt.joined, self.shared, self.route)
            .unwrap_or_default();
        let of = &self.work.site.pages[at];
        let extent = Extent::Excerpt(excerpt.section.clone().unwrap_or(0..of.body_text().len()));
        let opens = |heading: &crate::page::Heading| {
            excerpt
                .section
                .as_ref()
                .is_some_and(|section| *section == heading.section)
        };
        let heading = of
            .page
            .body
            .headings
            .iter()
            .position(opens)
            .filter(|_| excerpt.without_heading);
        let painter = Painter {
            highlighter: self.work.highlighter,
            painting: Mutex::default(),
        };
        let prefix = format!("x{at}-");
        let options = BodyOptions {
            blocks: &blocks,
            without_heading: heading,
            extent: &extent,
            highlighter: &painter,
            note_prefix: &prefix,
            ..self.work.options(at, self.shared)
        };
        body::html(of.body_text(), &of.page.body, &excerpt.joined, &options).html
    }
}

/// Colours the code of one body and remembers which fences were not coloured to their end.
struct Painter<'p> {
    highlighter: &'p Highlighter,
    painting: Mutex<Painting>,
}

impl body::Highlighter for Painter<'_> {
    fn highlight(&self, language: &str, code: &str) -> String {
        let painted = self.highlighter.paint(language, code);
        let mut painting = self.painting.lock().unwrap_or_else(PoisonError::into_inner);
        if painted.skipped.is_some() {
            let fence = painting.fences;
            painting.skipped.push(fence);
        }
        painting.fences += 1;
        painted.html.to_string()
    }
}

/// How many fences have been coloured, and which of them not to their end.
#[derive(Default)]
struct Painting {
    fences: usize,
    skipped: Vec<usize>,
}

/// A language's name in itself.
fn own_name(tag: &str) -> &str {
    let names = [
        ("ja", "日本語"),
        ("en", "English"),
        ("zh", "中文"),
        ("ko", "한국어"),
        ("vi", "Tiếng Việt"),
        ("pt", "Português"),
        ("es", "Español"),
        ("fr", "Français"),
        ("de", "Deutsch"),
    ];
    names
        .iter()
        .find(|(of, _)| tag.split('-').next() == Some(of))
        .map_or(tag, |(_, name)| name)
}

fn questions(page: &Page, joined: &JoinedPage) -> Vec<LinkModel> {
    let headings = page
        .body
        .headings
        .iter()
        .zip(&joined.headings)
        .filter(|(heading, _)| heading.level == 2);
    headings
        .map(|(heading, title)| LinkModel {
            title: title.clone(),
            href: format!("#{}", encode(&heading.id)),
            description: String::new(),
        })
        .collect()
}

/// Where the facts of a page come from, for its foot.
pub(super) fn provenance(needs: &Needs) -> Provenance {
    let source = |text: &String| SourceModel {
        text: text.clone(),
        href: text.starts_with("https://").then(|| text.clone()),
    };
    Provenance {
        shows_facts: needs.shows_facts,
        sources: needs.sources.iter().map(source).collect(),
        last_verified: needs.last_verified.map(|date| date.to_string()),
        unverified: needs.unverified,
        stale: needs.stale,
    }
}

fn unknown_language(place: Place, language: &str, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        codes::UNKNOWN_LANGUAGE,
        place,
        words(
            format!("`{language}` という言語は色分けできません"),
            format!("code in `{language}` cannot be highlighted"),
        ),
    );
    match near {
        Some(near) => diagnostic.help(words(
            format!("`{near}` ではありませんか"),
            format!("did you mean `{near}`?"),
        )),
        None => diagnostic.help(words(
            "色分けがいらなければ `text` と書いてください",
            "write `text` for code without colours",
        )),
    }
}

fn over_budget(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::HIGHLIGHT_BUDGET,
        place,
        words(
            "コードが長いか複雑なので、色分けを途中でやめました",
            "the code is too long or too intricate to be highlighted to its end",
        ),
    )
    .help(words(
        "行を短くするか、言語に `text` を指定してください",
        "shorten its lines, or give it the language `text`",
    ))
}
