//! Every name of the site, once; then names become values.
//!
//! [`Site::declare`] learns every route, anchor and question before anything is resolved, so a
//! link forward needs no second round. [`Site::join`] then resolves one page's names and looks at
//! nothing but what was declared.

mod blocks;
mod card;
mod channel;
mod chooser;
mod excerpt;
mod extra;
mod fact;
mod faq;
mod folder;
mod join;
pub mod joined;
mod joining;
mod labels;
mod link;
mod missing;
mod named_in_config;
mod names;
mod next_closed;
mod no_fact;
mod notices;
mod picture;
mod print;
mod print_words;
mod printed;
mod route;
mod table;
mod texts;
mod week;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use channel::ChannelJoined;
pub use extra::json;
pub use fact::all_facts;
pub use folder::{Folder, FolderEntry};
pub use join::JoinedPage;
pub use joining::Needs;
pub use link::published;
pub use route::{Claims, Route, encode, relative, start_of, why_unpublishable};

use crate::civil::Date;
use crate::config::Config;
use crate::dataset::Dataset;
use crate::diagnostic::{Bag, Checked, Diagnostic, codes};
use crate::page::{Braces, Kind, Page};
use crate::text::{Snapshot, Source, SourcePath};

/// What a site is declared from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The facts.
    pub dataset: &'a Dataset,
    /// All files.
    pub snapshot: &'a Snapshot,
    /// The parsed pages, by path.
    pub pages: &'a [Page],
    /// The blocks that the theme and the site add.
    pub theme_blocks: &'a BTreeSet<String>,
    /// Whether drafts are published.
    pub drafts: bool,
}

/// A site in which every name is known.
#[derive(Debug)]
pub struct Site<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The facts.
    pub dataset: &'a Dataset,
    /// The day of the build.
    pub today: Date,
    /// The pages that are published, by path.
    pub pages: Vec<SitePage<'a>>,
    /// For each language its home folder.
    pub homes: BTreeMap<String, Folder>,
    /// Channels with a page of their own, and where it stands, by language.
    pub channel_pages: BTreeMap<(String, String), Route>,
    snapshot: &'a Snapshot,
    theme_blocks: &'a BTreeSet<String>,
    by_path: HashMap<&'a str, usize>,
    drafts: BTreeSet<&'a str>,
    anchors: Vec<HashMap<&'a str, usize>>,
    questions: BTreeMap<(&'a str, &'a str), (usize, usize)>,
    texts: texts::Texts,
}

/// A page that is published.
#[derive(Clone, Debug)]
pub struct SitePage<'a> {
    /// What it says.
    pub page: &'a Page,
    /// Its text.
    pub source: &'a Source,
    /// Where it stands.
    pub route: Route,
}

impl SitePage<'_> {
    /// The text of its body.
    pub fn body_text(&self) -> &str {
        &self.source.text[self.page.body_start..]
    }
}

impl<'a> Site<'a> {
    /// Declares every name of the site.
    pub fn declare(inputs: Inputs<'a>, claims: &mut Claims) -> Checked<Self> {
        let mut bag = Bag::new();
        let mut pages = Vec::new();
        let mut drafts = BTreeSet::new();
        for page in inputs.pages {
            let Some(source) = inputs.snapshot.texts.get(&page.path) else {
                continue;
            };
            if page.front.draft && !inputs.drafts {
                drafts.insert(page.path.as_str());
                continue;
            }
            let route = route::route(page, inputs.config, &mut bag);
            if route.is_publishable() {
                claims.claim(&route.output, route::start_of(&page.path), &mut bag);
            }
            pages.push(SitePage {
                page,
                source,
                route,
            });
        }
        let anchors = pages.iter().map(|page| anchors(page.page)).collect();
        let by_path = pages
            .iter()
            .enumerate()
            .map(|(at, page)| (page.page.path.as_str(), at))
            .collect();
        let homes = folder::homes(&pages, inputs.config);
        let mut site = Self {
            config: inputs.config,
            dataset: inputs.dataset,
            today: inputs.snapshot.today,
            homes,
            channel_pages: BTreeMap::new(),
            snapshot: inputs.snapshot,
            theme_blocks: inputs.theme_blocks,
            by_path,
            drafts,
            anchors,
            questions: BTreeMap::new(),
            texts: texts::Texts::default(),
            pages,
        };
        site.declare_questions(&mut bag);
        site.declare_channel_pages(claims, &mut bag);
        site.texts = texts::Texts::parse(inputs.dataset, &mut bag);
        site.check_texts(&mut bag);
        site.check_config(&mut bag);
        bag.with(site)
    }

    /// The page of a file.
    pub fn page_of(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// What `{{ }}` means on a page.
    pub fn braces(&self, page: &Page) -> Braces {
        let of_site = if self.config.markdown.literal_braces {
            Braces::Literal
        } else {
            Braces::Facts
        };
        page.front.braces.unwrap_or(of_site)
    }

    /// A file of the site that is published as it is.
    pub fn asset(&self, path: &SourcePath) -> Option<&'a crate::text::Asset> {
        self.snapshot.assets.get(path)
    }

    /// The translations of a page or of a channel's page (itself left out), by language.
    pub fn translations(&self, of: &Route) -> Vec<&Route> {
        let in_language = |language: &String| {
            let name = if *language == self.config.default_language {
                format!("content/{}.md", of.key)
            } else {
                format!("content/{}.{language}.md", of.key)
            };
            let page = self.page_of(&name).map(|at| &self.pages[at].route);
            page.or_else(|| {
                let channel = of.key.strip_prefix("channels/")?;
                self.channel_pages
                    .get(&(language.clone(), channel.to_owned()))
            })
        };
        self.config
            .languages
            .iter()
            .filter_map(in_language)
            .filter(|other| other.key == of.key && other.language != of.language)
            .collect()
    }

    fn declare_channel_pages(&mut self, claims: &mut Claims, bag: &mut Bag) {
        if !self.config.channel_pages {
            return;
        }
        let languages: BTreeSet<String> = self
            .pages
            .iter()
            .map(|page| page.route.language.clone())
            .collect();
        for language in languages {
            for channel in &self.dataset.channels {
                let prefix = if language == self.config.default_language {
                    String::new()
                } else {
                    format!("{language}/")
                };
                let url = format!("/{prefix}channels/{}/", channel.id());
                let file = format!("{}index.html", &url[1..]);
                let owner = channel.record.place.clone();
                let output = match crate::output::OutputPath::new(&file) {
                    Ok(output) => output,
                    Err(error) => {
                        bag.push(Diagnostic::new(
                            codes::RESERVED_NAME,
                            owner,
                            route::why_unpublishable(&file, error),
                        ));
                        continue;
                    }
                };
                claims.claim(&output, owner, bag);
                let route = Route {
                    language: language.clone(),
                    url,
                    output,
                    key: format!("channels/{}", channel.id()),
                    folder: "channels".into(),
                    is_index: false,
                };
                self.channel_pages
                    .insert((language.clone(), channel.id().to_owned()), route);
            }
        }
    }
}

/// The ids of a page: its headings by id.
fn anchors(page: &Page) -> HashMap<&str, usize> {
    page.body
        .headings
        .iter()
        .enumerate()
        .map(|(at, heading)| (heading.id.as_str(), at))
        .collect()
}

/// Whether a page is a list of questions.
fn is_faq(page: &Page) -> bool {
    page.front.kind == Kind::Faq
}
