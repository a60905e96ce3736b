//! Everything published that is not a page of `content/`: assets, redirects, sitemap and the like.

use super::pages::Work;
use crate::config::Config;
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::output::{Content, Output, OutputPath};
use crate::render::model::{PageKind, PageModel};
use crate::render::sitemap::{self, SitemapPage};
use crate::site::{Claims, Past, Route, encode};
use crate::text::{Snapshot, SourcePath, Span};
use crate::theme::Theme;
use crate::wording::words;

/// Claims the paths of all files that are no pages.
pub(super) fn claim(
    snapshot: &Snapshot,
    theme: &Theme,
    config: &Config,
    claims: &mut Claims,
    bag: &mut Bag,
) {
    let ours = |claims: &mut Claims, path: &'static str, bag: &mut Bag| {
        claims.claim(
            &OutputPath::fixed(path),
            Place::new(&config.path, Span::at(0)),
            bag,
        );
    };
    ours(claims, "404.html", bag);
    ours(claims, ".nojekyll", bag);
    if config.base_url.is_some() {
        ours(claims, "sitemap.xml", bag);
        ours(claims, "robots.txt", bag);
    }
    if config.cname.is_some() {
        ours(claims, "CNAME", bag);
    }
    for output in theme.assets.values() {
        claims.claim(&output.path, Place::new(&config.path, Span::at(0)), bag);
    }
    for (source, path) in copied(snapshot) {
        match OutputPath::new(&path) {
            Ok(output) => claims.claim(&output, Place::new(source, Span::at(0)), bag),
            Err(error) => bag.push(
                Diagnostic::new(
                    codes::RESERVED_NAME,
                    Place::new(source, Span::at(0)),
                    crate::site::why_unpublishable(&path, error),
                )
                .help(words("ファイルの名前を変えてください", "rename the file")),
            ),
        }
    }
}

/// The files that are published as they are, with their paths.
fn copied(snapshot: &Snapshot) -> impl Iterator<Item = (&SourcePath, String)> {
    // A text that stands beside pages or in static/ (an SVG, a script) is published like any other file.
    let texts = snapshot
        .texts
        .keys()
        .filter(|path| path.below("static").is_some());
    snapshot.assets.keys().chain(texts).filter_map(|path| {
        let published = crate::site::published(path)?;
        Some((path, published.trim_start_matches('/').to_owned()))
    })
}

/// What is published besides the pages of content, assets and channels.
pub(super) struct Beside {
    /// What is kept of the past.
    pub past: Past,
    /// Home pages that nobody wrote.
    pub homes: Vec<Route>,
}

impl Work<'_, '_> {
    /// Makes all files that are no pages of content; what comes back is wrong with templates.
    pub(super) fn others<E>(
        &self,
        beside: &Beside,
        snapshot: &Snapshot,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<Vec<Diagnostic>, E> {
        let mut findings = Vec::new();
        let mut made = Vec::new();
        for language in self.shared.languages.keys() {
            if *language == self.parsed.config.default_language {
                match self.not_found(language) {
                    Ok(output) => made.push(output),
                    Err(finding) => findings.push(*finding),
                }
            }
        }
        made.extend(beside.past.moved.iter().map(|page| self.moved_page(page)));
        made.push(text_file(".nojekyll", String::new()));
        if let Some(base_url) = &self.parsed.config.base_url {
            made.push(text_file(
                "sitemap.xml",
                sitemap::sitemap(&self.sitemap_entries(base_url, &beside.homes)),
            ));
            made.push(text_file(
                "robots.txt",
                sitemap::robots(&base_url.absolute("/")),
            ));
        }
        if let Some(cname) = &self.parsed.config.cname {
            made.push(text_file("CNAME", format!("{cname}\n")));
        }
        made.extend(self.parsed.theme.assets.values().cloned());
        made.extend(self.parsed.settings_style.clone());
        for (source, path) in copied(snapshot) {
            if let Ok(path) = OutputPath::new(&path) {
                made.push(Output {
                    path,
                    content: Content::Copy(source.clone()),
                });
            }
        }
        made.into_iter().try_for_each(sink)?;
        Ok(findings)
    }

    fn sitemap_entries(
        &self,
        base_url: &crate::config::BaseUrl,
        homes: &[Route],
    ) -> Vec<SitemapPage> {
        let absolute = |route: &Route| base_url.absolute(&encode(&route.url));
        let entry = |route: &Route, updated: Option<String>| {
            let language = |of: &Route| (of.language.clone(), absolute(of));
            let others = self.site.translations(route);
            let mut alternates: Vec<(String, String)> = others.into_iter().map(language).collect();
            if !alternates.is_empty() {
                alternates.push(language(route));
                alternates.sort();
            }
            SitemapPage {
                address: absolute(route),
                updated,
                alternates,
            }
        };
        let pages = self.site.pages.iter();
        let published = pages.filter(|of| !of.page.front.draft);
        let mut entries: Vec<SitemapPage> = published
            .map(|of| {
                let front = &of.page.front;
                let updated = front.updated.or(front.date);
                entry(&of.route, updated.map(|date| date.to_string()))
            })
            .collect();
        let made = self.site.channel_pages.values().chain(homes);
        entries.extend(made.map(|route| entry(route, None)));
        entries.sort_by(|a, b| a.address.cmp(&b.address));
        entries
    }

    /// The page that is shown where none is. Any address may show it, so its links start at the root.
    fn not_found(&self, language: &str) -> Result<Output, Box<Diagnostic>> {
        let shared = &self.shared.languages[language];
        let root = self
            .parsed
            .config
            .base_url
            .as_ref()
            .map_or("/", |url| url.path());
        let navigation = shared
            .navigations
            .get("")
            .map(|navigation| navigation.for_page(root, "404.html"));
        let model = PageModel {
            kind: PageKind::NotFound,
            title: shared.words.get("not_found").to_owned(),
            title_id: "title".into(),
            language: language.to_owned(),
            url: "404.html".into(),
            root: root.to_owned(),
            navigation: navigation.unwrap_or_default(),
            ..PageModel::default()
        };
        let html = crate::render::page::render(&self.parsed.theme, &shared.common, &model, None)?;
        Ok(text_file("404.html", html))
    }
}

fn text_file(path: &'static str, text: String) -> Output {
    Output {
        path: OutputPath::fixed(path),
        content: Content::Bytes(text.into_bytes()),
    }
}
