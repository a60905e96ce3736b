//! Every name of the site, once; then names become values.
//!
//! [`Site::declare`] learns every route, anchor and question before anything is resolved, so a
//! link forward needs no second round. [`Site::join`] then resolves one page's names and looks at
//! nothing but what was declared.

mod blocks;
mod card;
mod channel;
mod chooser;
mod claims;
mod contact;
mod excerpt;
mod extra;
mod fact;
mod facts;
mod faq;
mod folder;
mod happenings;
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
mod open_now;
mod outside;
mod past;
mod picture;
mod print;
mod print_words;
mod printed;
mod route;
mod shown;
mod single_braces;
mod standing;
mod table;
mod texts;
mod week;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub use channel::ChannelJoined;
pub use claims::Claims;
pub use contact::{Contact, HoursSpecification};
pub use extra::json;
pub use fact::all_facts;
pub use facts::{ListedFact, Showing, Trust};
pub use folder::{Folder, FolderEntry};
pub use happenings::Happening;
pub use join::JoinedPage;
pub use joining::Needs;
pub use link::{page_file, published};
pub use outside::OutsideLinks;
pub use past::{Destination, Fate, Former, MovedPage, Past};
pub use picture::{PictureFault, picture_fault};
pub use route::{Route, encode, relative, start_of, why_unpublishable};
pub use shown::Unshown;
pub use standing::{Standing, Stands, TITLE_ID};

use crate::civil::Date;
use crate::config::Config;
use crate::dataset::Dataset;
use crate::diagnostic::{Bag, Checked};
use crate::ledger::Ledger;
use crate::page::{Braces, Dialect, EventList, Heading, Kind, Page};
use crate::text::{Snapshot, SourcePath};

/// What a site is declared from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The settings.
    pub config: &'a Arc<Config>,
    /// The facts.
    pub dataset: &'a Arc<Dataset>,
    /// All files.
    pub snapshot: &'a Arc<Snapshot>,
    /// The parsed pages, by path.
    pub pages: &'a [Arc<Page>],
    /// The blocks that the theme and the site add.
    pub theme_blocks: &'a BTreeSet<String>,
    /// What was published before.
    pub ledger: &'a Arc<Ledger>,
    /// Whether drafts are published.
    pub drafts: bool,
}

/// A site in which every name is known.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The facts.
    pub dataset: Arc<Dataset>,
    /// The day of the build.
    pub today: Date,
    /// The pages that are published, by path.
    pub pages: Arc<Vec<Arc<SitePage>>>,
    /// What was declared.
    names: Arc<Names>,
    snapshot: Arc<Snapshot>,
}

/// Every name of a site: what declaring is for.
#[derive(Debug, Default)]
struct Names {
    homes: BTreeMap<String, Folder>,
    channel_pages: BTreeMap<(String, String), Route>,
    theme_blocks: BTreeSet<String>,
    by_path: HashMap<SourcePath, usize>,
    drafts: BTreeMap<SourcePath, Route>,
    questions: faq::Questions,
    texts: texts::Texts,
    timelines: open_now::Timelines,
    ledger: Arc<Ledger>,
}

/// A page that is published.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// What it says.
    pub page: Arc<Page>,
    /// Where it stands.
    pub route: Route,
    /// When its file was last changed, if history was asked and knows it.
    changed: Option<Date>,
    /// Its headings by id.
    anchors: HashMap<String, usize>,
}

impl SitePage {
    fn new(page: Arc<Page>, route: Route, changed: Option<Date>) -> Self {
        let headings = page.body.headings.iter().enumerate();
        let anchors = headings
            .map(|(at, heading)| (heading.id.clone(), at))
            .collect();
        Self {
            page,
            route,
            changed,
            anchors,
        }
    }

    /// When it was last changed: its author's word, else history's.
    pub fn updated(&self) -> Option<Date> {
        self.page.front.updated.or(self.changed)
    }

    /// The text of its body.
    pub fn body_text(&self) -> &str {
        self.page.body_text()
    }
}

impl Site {
    /// Declares every name of the site.
    pub fn declare(inputs: Inputs<'_>, claims: &mut Claims) -> Checked<Self> {
        let mut bag = Bag::new();
        let mut pages = Vec::new();
        let mut drafts = BTreeMap::new();
        for page in inputs.pages {
            if page.front.draft && !inputs.drafts {
                let route = route::route(page, inputs.config, &mut Bag::new());
                drafts.insert(page.path.clone(), route);
                continue;
            }
            let route = route::route(page, inputs.config, &mut bag);
            if route.is_publishable() {
                claims.claim(&route.output, route::start_of(&page.path), &mut bag);
            }
            let changed = inputs.snapshot.changed.get(&page.path).copied();
            pages.push(Arc::new(SitePage::new(page.clone(), route, changed)));
        }
        let by_path = pages.iter().enumerate();
        let names = Names {
            by_path: by_path.map(|(at, of)| (of.page.path.clone(), at)).collect(),
            homes: folder::homes(&pages, inputs.config),
            questions: faq::questions_of(&pages, &mut bag),
            channel_pages: channel::pages(&pages, inputs, claims, &mut bag),
            texts: texts::Texts::parse(inputs.dataset, &mut bag),
            timelines: open_now::Timelines::of(inputs.dataset),
            theme_blocks: inputs.theme_blocks.clone(),
            ledger: inputs.ledger.clone(),
            drafts,
        };
        let site = Self {
            config: inputs.config.clone(),
            dataset: inputs.dataset.clone(),
            today: inputs.snapshot.today,
            snapshot: inputs.snapshot.clone(),
            names: Arc::new(names),
            pages: Arc::new(pages),
        };
        site.check_texts(&mut bag);
        site.check_config(&mut bag);
        bag.with(site)
    }

    /// The same site with another text of a page, if that declares the same names.
    pub fn with_page(&self, page: &Arc<Page>) -> Option<Self> {
        let at = self.page_of(page.path.as_str())?;
        same_names(&self.pages[at].page, page).then(|| self.with_any_page(at, page))
    }

    /// The same site with another text of a page, whose own names nobody else will know.
    #[must_use]
    pub fn with_any_page(&self, at: usize, page: &Arc<Page>) -> Self {
        let SitePage { route, changed, .. } = &*self.pages[at];
        let page = SitePage::new(page.clone(), route.clone(), *changed);
        let mut site = self.clone();
        Arc::make_mut(&mut site.pages)[at] = Arc::new(page);
        site
    }

    /// For each language its home folder.
    pub fn homes(&self) -> &BTreeMap<String, Folder> {
        &self.names.homes
    }

    /// Channels with a page of their own, and where it stands, by language and id.
    pub fn channel_pages(&self) -> &BTreeMap<(String, String), Route> {
        &self.names.channel_pages
    }

    /// Pages that are written and not published, and where they would stand.
    pub fn drafts(&self) -> &BTreeMap<SourcePath, Route> {
        &self.names.drafts
    }

    /// The page of a file.
    pub fn page_of(&self, path: &str) -> Option<usize> {
        self.names.by_path.get(path).copied()
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

    /// The events of a page's body.
    pub fn events_of(&self, at: usize) -> EventList<'_> {
        let of = &self.pages[at];
        let braces = self.braces(&of.page);
        EventList::of(of.body_text(), Dialect { braces })
    }

    /// A file of the site that is published as it is.
    pub fn asset(&self, path: &SourcePath) -> Option<&crate::text::Asset> {
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
                self.channel_pages()
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
}

/// Whether two states of a page are the same to all other pages but those that show its body.
///
/// Front matter stands above the body, so that even its places stay the same while prose is edited.
fn same_names(a: &Page, b: &Page) -> bool {
    let heading = |a: &Heading, b: &Heading| {
        let is_same_text = a.text.says_the_same(&b.text);
        a.level == b.level
            && a.id == b.id
            && a.explicit.is_some() == b.explicit.is_some()
            && is_same_text
    };
    let (of_a, of_b) = (&a.body.headings, &b.body.headings);
    a.front == b.front
        && of_a.len() == of_b.len()
        && of_a.iter().zip(of_b).all(|(a, b)| heading(a, b))
}

/// Whether a page is a list of questions.
fn is_faq(page: &Page) -> bool {
    page.front.kind == Kind::Faq
}
