//! Everything published: which files there are, and those among them that are no pages of `content/`.

use std::collections::BTreeMap;

use super::Parsed;
use super::edition::{Edition, File};
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::facts::{self, Export};
use crate::output::{OutputPath, OutputPathError};
use crate::render::model::{PageKind, PageModel};
use crate::render::sitemap::{self, SitemapPage};
use crate::site::{Claims, Past, Route, Site, encode};
use crate::text::{Snapshot, SourcePath, Span};
use crate::wording::{Language, words};

/// Claims the paths of all files that are no pages.
pub(super) fn claim(snapshot: &Snapshot, parsed: &Parsed, claims: &mut Claims, bag: &mut Bag) {
    let ours = Place::new(&parsed.config.path, Span::at(0));
    for (path, _) in own_texts(parsed) {
        claims.claim(&OutputPath::fixed(path), ours.clone(), bag);
    }
    claims.claim(&OutputPath::fixed(NOT_FOUND), ours.clone(), bag);
    if parsed.config.base_url.is_some() {
        claims.claim(&OutputPath::fixed(SITEMAP), ours.clone(), bag);
    }
    for (_, path) in feeds(parsed) {
        claims.claim(&path, ours.clone(), bag);
    }
    if !parsed.dataset.channels.is_empty() {
        claims.claim(&OutputPath::fixed(CHANNEL_DATA), ours.clone(), bag);
    }
    for output in parsed.theme.assets.values() {
        claims.claim(&output.path, ours.clone(), bag);
    }
    for (source, path) in copied(snapshot) {
        let place = Place::new(source, Span::at(0));
        match OutputPath::new(&path) {
            Ok(output) => claims.claim(&output, place, bag),
            Err(error) => bag.push(unpublishable(place, &path, error)),
        }
    }
}

const NOT_FOUND: &str = "404.html";
const SITEMAP: &str = "sitemap.xml";
const CHANNEL_DATA: &str = "data/channels.json";

/// The feeds of a site that knows where it stands: language and path.
fn feeds(parsed: &Parsed) -> Vec<(String, OutputPath)> {
    let config = &parsed.config;
    let languages = config
        .languages
        .iter()
        .filter(|_| config.base_url.is_some());
    let feed = |language: &String| {
        let path = super::feed::path_of(language, &config.default_language);
        Some((language.clone(), OutputPath::new(&path).ok()?))
    };
    languages.filter_map(feed).collect()
}

/// The small texts that hosts look for.
fn own_texts(parsed: &Parsed) -> Vec<(&'static str, String)> {
    let mut texts = vec![(".nojekyll", String::new())];
    if let Some(base_url) = &parsed.config.base_url {
        texts.push(("robots.txt", sitemap::robots(&base_url.absolute("/"))));
    }
    if let Some(cname) = &parsed.config.cname {
        texts.push(("CNAME", format!("{cname}\n")));
    }
    texts
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

/// All that is published, by path. Where two claim a path, which has been told, the first keeps it.
pub(super) fn of(
    site: &Site,
    parsed: &Parsed,
    (homes, past): (&[Route], &Past),
    snapshot: &Snapshot,
) -> BTreeMap<OutputPath, File> {
    let mut files = BTreeMap::new();
    let mut put = |path: OutputPath, file| {
        files.entry(path).or_insert(file);
    };
    for of in site.pages.iter() {
        if of.route.is_publishable() {
            put(of.route.output.clone(), File::Page(of.page.path.clone()));
        }
    }
    for ((language, id), route) in site.channel_pages() {
        let file = File::Channel(language.clone(), id.clone());
        put(route.output.clone(), file);
    }
    for route in homes {
        put(route.output.clone(), File::Home(route.language.clone()));
    }
    for (path, text) in own_texts(parsed) {
        put(OutputPath::fixed(path), File::Text(text));
    }
    put(OutputPath::fixed(NOT_FOUND), File::NotFound);
    if parsed.config.base_url.is_some() {
        put(OutputPath::fixed(SITEMAP), File::Sitemap);
    }
    for (language, path) in feeds(parsed) {
        put(path, File::Feed(language));
    }
    if !site.dataset.channels.is_empty() {
        put(OutputPath::fixed(CHANNEL_DATA), File::ChannelData);
    }
    for output in past.moved.keys() {
        put(output.clone(), File::Moved(output.clone()));
    }
    for (name, output) in &parsed.theme.assets {
        put(output.path.clone(), File::Asset(name.clone()));
    }
    if let Some(style) = &parsed.settings_style {
        put(style.path.clone(), File::SettingsStyle);
    }
    for (source, path) in copied(snapshot) {
        if let Ok(path) = OutputPath::new(&path) {
            put(path, File::Copy(source.clone()));
        }
    }
    files
}

impl Edition {
    /// `data/channels.json`; in this shape nothing depends on a language.
    pub(super) fn channel_data(&self) -> String {
        facts::export(&self.site, Export::Json, Language::Japanese)
    }

    /// `sitemap.xml`, for a site that knows where it stands.
    pub(super) fn sitemap(&self) -> String {
        let base = self.parsed.config.base_url.as_ref();
        base.map(|base| sitemap::sitemap(&self.sitemap_entries(base)))
            .unwrap_or_default()
    }

    fn sitemap_entries(&self, base_url: &crate::config::BaseUrl) -> Vec<SitemapPage> {
        let absolute = |route: &Route| base_url.absolute(&encode(&route.url));
        let entry = |route: &Route, updated: Option<String>| {
            let language = |of: &Route| (of.language.clone(), absolute(of));
            let others = self.site.translations(route);
            let mut alternates: Vec<(String, String)> = others.into_iter().map(language).collect();
            if !alternates.is_empty() {
                alternates.push(language(route));
                alternates.sort();
                let default = &self.parsed.config.default_language;
                let fallback = alternates.iter().find(|(tag, _)| tag == default);
                let fallback = fallback.map(|(_, address)| address.clone());
                alternates.extend(fallback.map(|address| ("x-default".to_owned(), address)));
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
                let updated = of.updated().or(front.date);
                entry(&of.route, updated.map(|date| date.to_string()))
            })
            .collect();
        let made = self.site.channel_pages().values().chain(self.homes.iter());
        entries.extend(made.map(|route| entry(route, None)));
        entries.sort_by(|a, b| a.address.cmp(&b.address));
        entries
    }

    /// The page that is shown where none is. Any address may show it, so its links start at the root.
    pub(super) fn not_found(&self) -> Result<String, Box<Diagnostic>> {
        let language = &self.parsed.config.default_language;
        let shared = self.of_language(language);
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
            language: language.clone(),
            url: "404.html".into(),
            root: root.to_owned(),
            navigation: navigation.unwrap_or_default(),
            ..PageModel::default()
        };
        crate::render::page::render(&self.parsed.theme, &shared.common, &model, None)
    }
}

fn unpublishable(place: Place, path: &str, error: OutputPathError) -> Diagnostic {
    let why = crate::site::why_unpublishable(path, error);
    Diagnostic::new(codes::RESERVED_NAME, place, why)
        .help(words("ファイルの名前を変えてください", "rename the file"))
}
