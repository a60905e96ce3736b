//! What the template of a page sees, put together from what is known of the page.

use super::bodies::BodiesOf;
use super::edition::Edition;
use super::shared::OfLanguage;
use crate::diagnostic::Diagnostic;
use crate::page::{EventList, Kind, Page};
use crate::render::blocks::Blocks;
use crate::render::body::escape::fragment;
use crate::render::model::{
    Alternate, LinkModel, PageKind, PageModel, Provenance, SourceModel, TocEntry, reading_minutes,
    root_of,
};
use crate::site::{JoinedPage, Needs, Route, SitePage, encode, relative};

impl Edition {
    /// The model of a page, its body already written.
    pub(super) fn model(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
        html: String,
        shared: &OfLanguage,
    ) -> Result<PageModel, Box<Diagnostic>> {
        let SitePage { page, route, .. } = &*self.site.pages[at];
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
        let link = |to: usize| self.shared.link(&self.site, &route.url, to);
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
            updated: self.site.pages[at].updated().map(|date| date.to_string()),
            reading_minutes: reading_minutes(reading.letters, reading.words),
            body: html,
            toc: Self::contents(page, joined),
            json_ld: self.structured_data(at, read, joined, &breadcrumbs),
            breadcrumbs,
            navigation: Self::navigation(shared, route),
            previous: previous.map(link),
            next: next.map(link),
            pages,
            questions: if is_faq {
                questions(page, joined)
            } else {
                Vec::new()
            },
            alternates: self.alternates(route),
            default_address: self.default_address(route),
            provenance: provenance(&joined.needs),
            notices: self.banner(at, shared)?,
            edit: config.repository.as_ref().map(|repository| {
                format!(
                    "{}/edit/HEAD/{}",
                    repository.trim_end_matches('/'),
                    encode(page.path.as_str())
                )
            }),
            report: config.repository.as_ref().and_then(|repository| {
                let subject = shared.words.fill("report_title", "title", &joined.title);
                report(repository, &subject, page.path.as_str())
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
            edition: self,
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

    pub(super) fn navigation(shared: &OfLanguage, route: &Route) -> String {
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
        let Some(home) = self.site.homes().get(&route.language) else {
            return Vec::new();
        };
        let way = home.way_to(&route.folder);
        way.into_iter()
            .filter_map(|folder| folder.index)
            .filter(|index| *index != at)
            .map(|index| self.shared.link(&self.site, &route.url, index))
            .collect()
    }

    /// The pages of a section that has an opening page.
    pub(super) fn pages_of(&self, route: &Route) -> Vec<LinkModel> {
        let Some(home) = self.site.homes().get(&route.language) else {
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
                ..self.shared.link(&self.site, &route.url, page)
            })
            .collect()
    }

    fn contents(page: &Page, joined: &JoinedPage) -> Vec<TocEntry> {
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

    /// The page in other languages.
    pub(super) fn alternates(&self, from: &Route) -> Vec<Alternate> {
        let base = self.parsed.config.base_url.as_ref();
        self.site
            .translations(from)
            .into_iter()
            .map(|route| Alternate {
                language: route.language.clone(),
                name: own_name(&route.language).to_owned(),
                href: relative(&from.url, &route.url),
                url: base.map(|base| base.absolute(&encode(&route.url))),
            })
            .collect()
    }
}

impl Edition {
    /// Where a page that exists in several languages stands in the default one.
    pub(super) fn default_address(&self, of: &Route) -> Option<String> {
        let config = &self.parsed.config;
        let others = self.site.translations(of);
        let mut all = others.iter().copied().chain([of]);
        let default = all.find(|route| route.language == config.default_language)?;
        let base = config.base_url.as_ref().filter(|_| !others.is_empty())?;
        Some(base.absolute(&encode(&default.url)))
    }
}

/// Where a mistake can be reported: a new issue of the repository, where its host is known to take one
/// by such an address.
fn report(repository: &str, subject: &str, file: &str) -> Option<String> {
    let repository = repository.trim_end_matches('/');
    repository.strip_prefix("https://github.com/")?;
    let [subject, file] = [subject, file].map(fragment);
    Some(format!(
        "{repository}/issues/new?title={subject}&body={file}"
    ))
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
