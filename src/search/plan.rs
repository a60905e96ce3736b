//! Which documents there are, in which order, and which files hold them: known from names alone.
//!
//! A place in the order is a *slot*. Every heading has one, whatever stands below it, so that an edit
//! of prose moves nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash as _;
use std::ops::Range;

use super::synonyms::{Finder, Synonyms};
use crate::digest::Digester;
use crate::output::OutputPath;
use crate::page::{Block, Page};
use crate::site::Site;

/// The folder of all files of search, from the site's root.
pub const FOLDER: &str = "assets/search/";

/// Slots of one file of texts: a long page has several.
const SLOTS_OF_A_FILE: usize = 10;
/// How many slots a shard is for, as long as there are not too many shards.
const SLOTS_OF_A_SHARD: usize = 4;
/// At most so many shards.
const MOST_SHARDS: usize = 1024;

/// The search of a site, by language.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The languages in which there is something to find.
    pub languages: BTreeMap<String, LanguagePlan>,
}

/// The search of one language.
#[derive(Clone, Debug, Default)]
pub struct LanguagePlan {
    /// Where its files lie, from the site's root: `assets/search/ja/`.
    pub folder: String,
    /// Words that find each other.
    pub synonyms: Synonyms,
    /// The files of texts, in the order of their slots.
    pub files: Vec<TextFile>,
    /// How many shards there are: a power of two.
    pub shards: u32,
    /// Differs wherever numbers of documents, groups or shards mean something else.
    pub version: String,
    pub(super) finder: Finder,
    /// The files of each page.
    by_page: HashMap<usize, Range<usize>>,
    /// The page and block in which a channel is a document of its own.
    cards: BTreeMap<String, (usize, usize)>,
}

/// A file of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// What it tells of.
    pub of: Subject,
    /// The number of its first document.
    pub first: u32,
    /// The slots of its subject that it holds.
    pub slots: Range<usize>,
}

/// What a file of texts tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A page of `content/`, by its place among the pages.
    Page(usize),
    /// A channel's own page, by the channel's id.
    Channel(String),
}

impl Plan {
    /// The search of a site.
    pub fn of(site: &Site) -> Self {
        let languages = site.config.languages.iter();
        let plan = |language: &String| {
            let plan = LanguagePlan::of(site, language)?;
            Some((language.clone(), plan))
        };
        Self {
            languages: languages.filter_map(plan).collect(),
        }
    }
}

impl LanguagePlan {
    fn of(site: &Site, language: &str) -> Option<Self> {
        let pages = site.pages.iter().enumerate();
        let pages = pages.filter(|(_, of)| {
            of.route.language == language && is_searched(&of.page) && of.route.is_publishable()
        });
        let pages: Vec<usize> = pages.map(|(at, _)| at).collect();
        let channels = site.channel_pages().keys();
        let channels = channels.filter(|(of, _)| of == language);
        let channels: Vec<String> = channels.map(|(_, id)| id.clone()).collect();
        if pages.is_empty() && channels.is_empty() {
            return None;
        }
        let mut plan = Self {
            folder: format!("{FOLDER}{language}/"),
            synonyms: Synonyms::of(&site.config, &site.dataset, language),
            cards: cards(site, &pages, &channels),
            ..Self::default()
        };
        OutputPath::new(&plan.path_of("index")).ok()?;
        let mut version = Digester::default();
        let mut first = 0;
        for id in channels {
            id.hash(&mut version);
            plan.put(&Subject::Channel(id), 1, &mut first);
        }
        for at in pages {
            let of = &site.pages[at];
            let cards: Vec<&String> = plan.cards_of(at).map(|(id, _)| id).collect();
            let headings = &of.page.body.headings;
            let slots = 1 + headings.len() + cards.len();
            of.route.url.hash(&mut version);
            cards.hash(&mut version);
            let ids = headings.iter().map(|heading| &heading.id);
            ids.for_each(|id| id.hash(&mut version));
            let start = plan.files.len();
            plan.put(&Subject::Page(at), slots, &mut first);
            plan.by_page.insert(at, start..plan.files.len());
        }
        let shards = (first as usize / SLOTS_OF_A_SHARD).clamp(1, MOST_SHARDS);
        plan.shards = u32::try_from(shards.next_power_of_two()).ok()?;
        plan.finder = Finder::new(&plan.synonyms);
        plan.synonyms.hash(&mut version);
        plan.version = version.finish().short(8);
        Some(plan)
    }

    fn put(&mut self, of: &Subject, slots: usize, first: &mut u32) {
        for start in (0..slots).step_by(SLOTS_OF_A_FILE) {
            let slots = start..slots.min(start + SLOTS_OF_A_FILE);
            let length = u32::try_from(slots.len()).unwrap_or(0);
            self.files.push(TextFile {
                of: of.clone(),
                first: *first,
                slots,
            });
            *first += length;
        }
    }

    /// Where a file lies: `index`, a shard `12`, texts `t34`.
    pub fn path_of(&self, name: &str) -> String {
        format!("{}{name}.js", self.folder)
    }

    /// The numbers of the files of texts of a page; empty where it is not searched.
    pub fn files_of(&self, page: usize) -> Range<usize> {
        self.by_page.get(&page).cloned().unwrap_or(0..0)
    }

    /// The channels that are documents of a page, each with the ordinal of its block.
    pub fn cards_of(&self, page: usize) -> impl Iterator<Item = (&String, usize)> {
        let cards = self.cards.iter();
        cards.filter_map(move |(id, (at, block))| (*at == page).then_some((id, *block)))
    }

    /// Whether another text of a page leaves every number as it is; headings have been compared.
    pub fn is_same_with(&self, site: &Site, at: usize, page: &Page) -> bool {
        let known = site.pages[at].page.body.blocks.iter();
        shown_channels(known).eq(shown_channels(page.body.blocks.iter()))
    }
}

fn is_searched(page: &Page) -> bool {
    page.front.search && !page.front.draft
}

/// The first card of each channel that has no page of its own.
fn cards(site: &Site, pages: &[usize], own: &[String]) -> BTreeMap<String, (usize, usize)> {
    let mut cards = BTreeMap::new();
    let own: BTreeSet<&String> = own.iter().collect();
    for at in pages {
        let blocks = &site.pages[*at].page.body.blocks;
        for (ordinal, id) in shown_channels(blocks.iter()) {
            let is_known = site.dataset.channel(id).is_some();
            if is_known && !own.contains(&id.to_owned()) {
                cards.entry(id.to_owned()).or_insert((*at, ordinal));
            }
        }
    }
    cards
}

/// The `{channel}` blocks, with their ordinals and the names they are for.
pub fn shown_channels<'b>(
    blocks: impl Iterator<Item = &'b Block>,
) -> impl Iterator<Item = (usize, &'b str)> {
    let cards = blocks.enumerate();
    cards.filter_map(|(ordinal, block)| {
        let id = block.arguments.get("channel")?.value.as_text()?;
        (block.name.value == "channel").then_some((ordinal, id))
    })
}
