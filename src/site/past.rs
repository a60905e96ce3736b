//! Addresses of the past, and where they lead now.
//!
//! The ledger says what was published; `aliases` and its own arrows say what became of what is no
//! more. Here every recorded address gets its fate, and what keeps it alive is declared: ids that
//! pages keep beside those of their headings, and pages that lead on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::join::title_of;
use super::standing::{Standing, Stands};
use super::{Claims, Site, why_unpublishable};
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::ledger::{Address, Ledger, file_of, is_file};
use crate::output::OutputPath;
use crate::wording::words;

/// What has become of everything that was once published.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// What has become of each recorded address, and of each page that one is in.
    pub fates: BTreeMap<Address, Fate>,
    /// Pages that are no more, each of which leads on, by the file that stays.
    pub moved: BTreeMap<OutputPath, MovedPage>,
    /// The anchors that pages keep though no heading has them, by the page's URL.
    former: BTreeMap<String, Vec<Former>>,
}

/// What has become of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is there.
    There,
    /// It leads to another that is there.
    LeadsTo(Address),
    /// It would lead nowhere: the last address that it leads to, itself if to no other.
    Lost(Address),
    /// It leads back to itself.
    Circle,
}

/// An id that no heading has any more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Former {
    /// The id.
    pub id: String,
    /// Where it leads.
    pub to: Destination,
}

/// Something that is there, for a link to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    /// Its address.
    pub address: Address,
    /// What it is called.
    pub title: String,
    /// The language of its page.
    pub language: String,
    /// The ordinal of the heading, if it is one in the page's text.
    pub heading: Option<usize>,
}

/// A page that is no more.
#[derive(Clone, Debug)]
pub struct MovedPage {
    /// From where its links are relative: `/old/`.
    pub from: String,
    /// What took its place.
    pub to: Destination,
    /// The anchors of it that were recorded.
    pub anchors: Vec<Former>,
}

impl Past {
    /// Declares what is kept of the past; pages that lead on claim their paths.
    pub fn declare(site: &Site, ledger: &Ledger, claims: &mut Claims, bag: &mut Bag) -> Self {
        let aliases = aliases(site, bag);
        let by_url = aliases.iter().map(|alias| (alias.url.as_str(), alias.page));
        let standing = Standing::of(site);
        let resolver = Resolver {
            site,
            ends: ledger.ends(|address| standing.holds(address)),
            standing,
            ledger,
            aliases: by_url.collect(),
        };
        let mut past = Self {
            fates: resolver.fates(),
            ..Self::default()
        };
        for (address, fate) in &past.fates {
            if let (Some(id), Fate::LeadsTo(to)) = (&address.anchor, fate) {
                let to = resolver.destination(to);
                let former = Former { id: id.clone(), to };
                past.former
                    .entry(address.page.clone())
                    .or_default()
                    .push(former);
            }
        }
        let mut gone = past.former.clone();
        gone.retain(|url, _| resolver.standing.at(url).is_none());
        past.former.retain(|url, _| !gone.contains_key(url));
        past.move_pages(&resolver, &aliases, &gone, claims, bag);
        past
    }

    /// The anchors that a page keeps though no heading has them.
    pub fn former(&self, url: &str) -> &[Former] {
        self.former.get(url).map_or(&[], Vec::as_slice)
    }

    fn move_pages(
        &mut self,
        resolver: &Resolver<'_>,
        aliases: &[Alias],
        gone: &BTreeMap<String, Vec<Former>>,
        claims: &mut Claims,
        bag: &mut Bag,
    ) {
        let anchors = |url: &str| gone.get(url).cloned().unwrap_or_default();
        let mut led: HashMap<&str, String> = HashMap::new();
        for alias in aliases {
            claims.claim(&alias.output, alias.place.clone(), bag);
            let to = Address::of_page(&resolver.site.pages[alias.page].route.url);
            led.insert(&alias.url, to.page.clone());
            let page = MovedPage {
                anchors: anchors(&alias.url),
                from: alias.from.clone(),
                to: resolver.destination(&to),
            };
            self.moved.entry(alias.output.clone()).or_insert(page);
        }
        for (address, fate) in &self.fates {
            let (None, Fate::LeadsTo(to)) = (&address.anchor, fate) else {
                continue;
            };
            let url = &address.page;
            let Ok(output) = OutputPath::new(&file_of(url)) else {
                continue;
            };
            // An alias that says the same makes the page already.
            if led.get(url.as_str()) == Some(&to.page) {
                continue;
            }
            let line = resolver.ledger.entries.get(address).map(|entry| entry.span);
            let place = Place::new(&resolver.ledger.path, line.unwrap_or_default());
            claims.claim(&output, place, bag);
            if !led.contains_key(url.as_str()) {
                let page = MovedPage {
                    from: folder_of(url),
                    to: resolver.destination(to),
                    anchors: anchors(url),
                };
                self.moved.insert(output, page);
            }
        }
    }
}

/// An old path that a page's front matter names.
struct Alias {
    /// As an address, in NFC.
    url: String,
    /// From where its links are relative.
    from: String,
    output: OutputPath,
    page: usize,
    place: Place,
}

/// The `aliases` of all pages.
fn aliases(site: &Site, bag: &mut Bag) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (page, of) in site.pages.iter().enumerate() {
        for alias in &of.page.front.aliases {
            let place = Place::new(&of.page.path, alias.span);
            let path = alias.value.trim_matches('/');
            let path = path.strip_suffix("/index.html").unwrap_or(path);
            let url: String = if is_file(path) {
                format!("/{path}").nfc().collect()
            } else {
                format!("/{path}/").nfc().collect()
            };
            let file = file_of(&url);
            match OutputPath::new(&file) {
                Ok(output) => aliases.push(Alias {
                    from: folder_of(&url),
                    url,
                    output,
                    page,
                    place,
                }),
                Err(error) => bag.push(
                    Diagnostic::new(codes::BAD_ALIAS, place, why_unpublishable(&file, error)).help(
                        words(
                            "`/old/page/` の形で書いてください",
                            "write it like `/old/page/`",
                        ),
                    ),
                ),
            }
        }
    }
    aliases
}

/// From where the links of a page are relative: the folder that it is published in.
fn folder_of(url: &str) -> String {
    let end = url.rfind('/').map_or(0, |at| at + 1);
    url[..end].to_owned()
}

/// Where one line, or one alias, leads.
enum Step {
    To(Address),
    /// To the first, and to the second where that is nowhere.
    Either(Address, Address),
    Nowhere,
    /// Where the way has been before.
    Back,
}

/// Follows addresses through the ledger and the aliases.
struct Resolver<'r> {
    site: &'r Site,
    standing: Standing<'r>,
    ledger: &'r Ledger,
    /// Where each line leads in the end.
    ends: HashMap<Address, Option<Address>>,
    aliases: HashMap<&'r str, usize>,
}

impl Resolver<'_> {
    fn fates(&self) -> BTreeMap<Address, Fate> {
        let recorded = self.ledger.entries.keys();
        let pages = recorded
            .clone()
            .map(|address| Address::of_page(&address.page));
        let all: BTreeSet<Address> = recorded.cloned().chain(pages).collect();
        all.into_iter()
            .map(|address| {
                let fate = self.fate(&address);
                (address, fate)
            })
            .collect()
    }

    fn fate(&self, from: &Address) -> Fate {
        let mut seen = BTreeSet::new();
        let mut lost = None;
        // Where to go on if what an anchor leads to with its page turns out to be nowhere.
        let mut instead = Vec::new();
        let mut at = Some(from.clone());
        while let Some(address) = at {
            if self.standing.holds(&address) {
                return if address == *from {
                    Fate::There
                } else {
                    Fate::LeadsTo(address)
                };
            }
            let step = if seen.insert(address.clone()) {
                self.step(&address)
            } else {
                Step::Back
            };
            at = match step {
                Step::To(next) => Some(next),
                Step::Either(first, second) => {
                    instead.push(second);
                    Some(first)
                }
                Step::Nowhere => {
                    lost.get_or_insert(address);
                    instead.pop()
                }
                Step::Back => instead.pop(),
            };
        }
        lost.map_or(Fate::Circle, Fate::Lost)
    }

    /// Where an address that is not there leads, by itself or with its page. An anchor of a page
    /// that moved leads to the same anchor of the new page, else to where the page leads.
    fn step(&self, at: &Address) -> Step {
        let line = |address: &Address| self.ends.get(address).cloned();
        match line(at) {
            Some(Some(end)) => return Step::To(end),
            Some(None) => return Step::Back,
            None if self.standing.at(&at.page).is_some() => return Step::Nowhere,
            None => {}
        }
        let page = line(&Address::of_page(&at.page)).or_else(|| {
            let page = *self.aliases.get(at.page.as_str())?;
            Some(Some(Address::of_page(&self.site.pages[page].route.url)))
        });
        match (page, &at.anchor) {
            (None, _) => Step::Nowhere,
            (Some(None), _) => Step::Back,
            (Some(Some(page)), None) => Step::To(page),
            (Some(Some(page)), Some(id)) => Step::Either(Address::of_anchor(&page.page, id), page),
        }
    }

    /// What is known of an address that is there.
    fn destination(&self, address: &Address) -> Destination {
        let site = self.site;
        let of = |title: String, language: &str, heading| Destination {
            address: address.clone(),
            title,
            language: language.to_owned(),
            heading,
        };
        match self.standing.at(&address.page) {
            Some(Stands::Page(at)) => {
                let id = address.anchor.as_deref();
                let heading = id.and_then(|id| self.standing.heading(at, id));
                // The title is no heading of the text that is written.
                let heading =
                    heading.filter(|heading| title_of(&site.pages[at].page) != Some(*heading));
                let title = heading.map_or_else(|| site.title(at), |of| site.heading(at, of));
                of(title, &site.pages[at].route.language, heading)
            }
            Some(Stands::Channel(id, route)) => {
                of(site.join_channel(id, route).name, &route.language, None)
            }
            Some(Stands::Home(language)) => {
                of(site.config.title.of(language).to_owned(), language, None)
            }
            Some(Stands::File) | None => {
                of(address.page.clone(), &site.config.default_language, None)
            }
        }
    }
}
