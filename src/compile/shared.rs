//! What many pages share, made once: the words and values of a language, the navigation of a
//! section, the order of reading, the titles that links show.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Parsed;
use super::block_memo::BlockMemo;
use crate::diagnostic::{Bag, Diagnostic};
use crate::digest::Digest;
use crate::policy::content_security_policy;
use crate::render::body::BodyWords;
use crate::render::model::{LinkModel, SiteModel, direction};
use crate::render::navigation::{Navigation, NavigationEntry, NavigationModel};
use crate::render::open_now;
use crate::render::page::common;
use crate::render::words::Words;
use crate::search::Plan;
use crate::site::{Folder, FolderEntry, Site, encode, relative};
use crate::theme::Common;

/// What many pages share.
pub(super) struct Shared {
    /// By language.
    pub languages: BTreeMap<String, OfLanguage>,
    /// The titles of all pages.
    pub titles: Vec<String>,
    /// The pages before and after each page.
    pub neighbours: HashMap<usize, (Option<usize>, Option<usize>)>,
}

/// What the pages of one language share.
pub(super) struct OfLanguage {
    /// The interface's words.
    pub words: Words,
    /// Those of them that stand in bodies.
    pub body_words: BodyWords,
    /// `site` and `words`, as templates see them.
    pub common: Common,
    /// The digest of `common`.
    pub digest: Digest,
    /// The navigation of each folder of the top (the empty one for pages of the top itself).
    pub navigations: BTreeMap<String, Navigation>,
    /// The blocks that were made.
    pub blocks: BlockMemo,
}

impl Shared {
    pub(super) fn new(site: &Site, parsed: &Parsed, plan: &Plan, bag: &mut Bag) -> Self {
        let titles: Vec<String> = (0..site.pages.len())
            .into_par_iter()
            .map(|at| site.title(at))
            .collect();
        let mut languages = BTreeMap::new();
        let mut neighbours = HashMap::new();
        for language in &site.config.languages {
            let own = parsed.config.words_of(language);
            let words = Words::of(language, &own);
            let model = site_model(site, parsed, plan, language);
            let common = common(&model, &words);
            let home = site.homes().get(language);
            let navigations = home.map_or_else(BTreeMap::new, |home| {
                navigations(home, site, &titles, parsed, &common).unwrap_or_else(|finding| {
                    bag.push(*finding);
                    BTreeMap::new()
                })
            });
            let order = home.map(Folder::in_order).unwrap_or_default();
            for (at, page) in order.iter().enumerate() {
                let before = at.checked_sub(1).map(|before| order[before]);
                neighbours.insert(*page, (before, order.get(at + 1).copied()));
            }
            languages.insert(
                language.clone(),
                OfLanguage {
                    body_words: words.of_bodies(),
                    digest: digest_of(&model, &words),
                    words,
                    common,
                    navigations,
                    blocks: BlockMemo::default(),
                },
            );
        }
        Self {
            languages,
            titles,
            neighbours,
        }
    }

    /// A link to a page as another shows it.
    pub(super) fn link(&self, site: &Site, from: &str, to: usize) -> LinkModel {
        LinkModel {
            title: self.titles[to].clone(),
            href: relative(from, &site.pages[to].route.url),
            description: String::new(),
        }
    }
}

fn digest_of(site: &SiteModel, words: &Words) -> Digest {
    // What cannot be written as JSON is nothing that a template could have been given.
    let mut json = serde_json::to_vec(site).unwrap_or_default();
    json.extend(serde_json::to_vec(words).unwrap_or_default());
    Digest::of(&json)
}

/// Where the title of a site leads: the home page of the language, if it has pages, else that of
/// the default language. Where nobody wrote a home page, one is made.
fn home(site: &Site, language: &str) -> String {
    let is_own = *language != site.config.default_language && site.homes().contains_key(language);
    if is_own {
        format!("{language}/")
    } else {
        String::new()
    }
}

pub(super) fn site_model(site: &Site, parsed: &Parsed, plan: &Plan, language: &str) -> SiteModel {
    let config = &parsed.config;
    let words = Words::of(language, &config.words_of(language));
    let mut styles = parsed.theme.styles.clone();
    styles.extend(
        parsed
            .settings_style
            .iter()
            .map(|output| output.path.as_str().to_owned()),
    );
    let images: &[String] = &config.image_sources;
    SiteModel {
        title: config.title.of(language).to_owned(),
        language: language.to_owned(),
        direction: direction(language),
        home: home(site, language),
        base_url: config
            .base_url
            .as_ref()
            .map(|url| url.absolute("/"))
            .unwrap_or_default(),
        content_security_policy: content_security_policy(&[("img-src", images)]),
        styles,
        early_scripts: parsed.theme.early_scripts.clone(),
        scripts: parsed.theme.scripts.clone(),
        search: plan.languages.get(language).map(|plan| plan.folder.clone()),
        icon: parsed.icon.clone(),
        assets: parsed
            .theme
            .assets
            .iter()
            .map(|(name, output)| (name.clone(), output.path.as_str().to_owned()))
            .collect(),
        settings: parsed.settings.clone(),
        repository: config.repository.clone(),
        organisation: config.organisation.clone(),
        open_words: open_now::words_of_script(&words, &site.zone_words(language)),
        feed: config
            .base_url
            .as_ref()
            .map(|_| super::feed::path_of(language, &config.default_language)),
        generator: concat!("Madoguchi ", env!("CARGO_PKG_VERSION")).to_owned(),
        extra: site
            .config
            .extra
            .as_ref()
            .map(crate::site::json)
            .unwrap_or_default(),
    }
}

/// One navigation for each folder of the top: the list of what the top holds, that folder unfolded.
fn navigations(
    home: &Folder,
    site: &Site,
    titles: &[String],
    parsed: &Parsed,
    common: &Common,
) -> Result<BTreeMap<String, Navigation>, Box<Diagnostic>> {
    let listing = Listing { site, titles };
    let closed = listing.top(home, None);
    let mut navigations = BTreeMap::new();
    let model = NavigationModel { entries: closed };
    navigations.insert(
        String::new(),
        Navigation::render(&parsed.theme, common, &model)?,
    );
    for folder in home.folders() {
        let model = NavigationModel {
            entries: listing.top(home, Some(&folder.path)),
        };
        navigations.insert(
            folder.path.clone(),
            Navigation::render(&parsed.theme, common, &model)?,
        );
    }
    Ok(navigations)
}

struct Listing<'l> {
    site: &'l Site,
    titles: &'l [String],
}

impl Listing<'_> {
    fn top(&self, home: &Folder, open: Option<&str>) -> Vec<NavigationEntry> {
        home.entries
            .iter()
            .map(|entry| self.entry(entry, open))
            .collect()
    }

    fn entry(&self, entry: &FolderEntry, open: Option<&str>) -> NavigationEntry {
        match entry {
            FolderEntry::Page(page) => self.page(*page),
            FolderEntry::Folder(folder) => {
                let unfolded = open.is_some_and(|open| {
                    open == folder.path || folder.path.starts_with(&format!("{open}/"))
                });
                let children = if unfolded {
                    self.top(folder, open)
                } else {
                    Vec::new()
                };
                let title = self.label(&folder.path, None);
                match folder.index {
                    Some(page) => NavigationEntry {
                        open: unfolded,
                        children,
                        title: title.unwrap_or_else(|| self.page(page).title),
                        ..self.page(page)
                    },
                    // A folder without an opening page leads to its first page.
                    None => NavigationEntry {
                        title: title.unwrap_or_else(|| {
                            folder
                                .path
                                .rsplit('/')
                                .next()
                                .unwrap_or_default()
                                .to_owned()
                        }),
                        href: folder
                            .in_order()
                            .first()
                            .map(|page| self.page(*page).href)
                            .unwrap_or_default(),
                        open: unfolded,
                        children,
                    },
                }
            }
        }
    }

    fn page(&self, page: usize) -> NavigationEntry {
        let route = &self.site.pages[page].route;
        let title = self
            .label(&format!("{}.md", route.key), Some(&route.language))
            .unwrap_or_else(|| self.titles[page].clone());
        let href = route
            .url
            .split('/')
            .filter(|part| !part.is_empty())
            .fold(String::new(), |url, part| url + &encode(part) + "/");
        NavigationEntry {
            title,
            href,
            open: false,
            children: Vec::new(),
        }
    }

    /// A label of `[nav]`: one without a language is for pages of the default language alone.
    fn label(&self, name: &str, language: Option<&str>) -> Option<String> {
        let labels = &self.site.config.navigation.labels;
        let (_, text) = labels
            .iter()
            .find(|(of, _)| of.value.trim_end_matches('/') == name)?;
        let language = language.unwrap_or(&self.site.config.default_language);
        let is_default = language == self.site.config.default_language;
        let says = text
            .variants
            .iter()
            .any(|(tag, _)| tag == language || (tag.is_empty() && is_default));
        says.then(|| text.of(language).to_owned())
    }
}
