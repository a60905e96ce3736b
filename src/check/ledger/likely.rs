//! What most likely took the place of something that is no more.
//!
//! The ledger keeps addresses and no words, so likeness is judged by them: a heading that kept its
//! words and got another id, one that kept its id on another page, one whose words are like the old
//! id, and at last the only new one where only one is missed. Only what is not recorded itself can
//! be what is looked for.

use std::collections::BTreeMap;

use crate::diagnostic::most_like;
use crate::ledger::{Address, Ledger};
use crate::page::slug_of;
use crate::site::{Fate, Past, Site, Standing, Stands};

/// What could have taken the place of something.
pub(super) struct Likely<'c> {
    site: &'c Site,
    ledger: &'c Ledger,
    past: &'c Past,
    standing: Standing<'c>,
    /// Headings that are not recorded, by page.
    headings: BTreeMap<usize, Vec<usize>>,
    /// Pages that are not recorded.
    pages: Vec<usize>,
}

/// A heading of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) heading: usize,
}

impl<'c> Likely<'c> {
    pub(super) fn of(site: &'c Site, ledger: &'c Ledger, past: &'c Past) -> Self {
        let standing = Standing::of(site);
        let mut headings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut pages = Vec::new();
        let is_lost = |fate: &Fate| matches!(fate, Fate::Lost(_));
        // Where nothing is missed, nobody asks.
        if past.fates.values().any(is_lost) {
            let new = standing.addresses().into_iter();
            for address in new.filter(|address| !ledger.entries.contains_key(address)) {
                let Some(Stands::Page(at)) = standing.at(&address.page) else {
                    continue;
                };
                match &address.anchor {
                    None => pages.push(at),
                    Some(id) => headings
                        .entry(at)
                        .or_default()
                        .extend(standing.heading(at, id)),
                }
            }
        }
        Self {
            site,
            ledger,
            past,
            standing,
            headings,
            pages,
        }
    }

    pub(super) fn standing(&self) -> &Standing<'c> {
        &self.standing
    }

    /// The heading that took the place of an anchor.
    pub(super) fn heading(&self, address: &Address, id: &str) -> Option<Place> {
        let own = match self.standing.at(&address.page)? {
            Stands::Page(at) => Some(at),
            _ => None,
        };
        own.and_then(|page| self.same_words(page, id))
            .or_else(|| self.same_id(own, id))
            .or_else(|| self.like_words(own?, id))
            .or_else(|| self.only_one(own?, &address.page))
    }

    fn new_headings(&self, page: usize) -> impl Iterator<Item = Place> {
        let headings = self.headings.get(&page).into_iter().flatten();
        headings.map(move |heading| Place {
            page,
            heading: *heading,
        })
    }

    /// A heading whose words make the old id, but which has another one.
    fn same_words(&self, page: usize, id: &str) -> Option<Place> {
        let words = |place: &Place| {
            let heading = &self.site.pages[place.page].page.body.headings[place.heading];
            slug_of(&heading.text.to_text(|fact| fact.path.replace('.', "-")))
        };
        self.new_headings(page).find(|place| words(place) == id)
    }

    /// A heading of another page that has the id, those of the same language first.
    fn same_id(&self, own: Option<usize>, id: &str) -> Option<Place> {
        let language = own.map(|own| self.site.pages[own].route.language.as_str());
        let found = self.headings.keys().filter_map(|page| {
            let has_id = |place: &Place| self.id(*place) == id;
            self.new_headings(*page).find(has_id)
        });
        found.min_by_key(|place| {
            let of = &self.site.pages[place.page].route.language;
            (Some(of.as_str()) != language, place.page)
        })
    }

    /// The heading of the page whose id is most like the old one.
    fn like_words(&self, page: usize, id: &str) -> Option<Place> {
        let ids = self.new_headings(page).map(|place| self.id(place));
        let near = most_like(id, ids)?;
        self.new_headings(page)
            .find(|place| self.id(*place) == near)
    }

    /// The only new heading of a page in which only one is missed.
    fn only_one(&self, page: usize, url: &str) -> Option<Place> {
        let mut new = self.new_headings(page);
        let only = new.next().filter(|_| new.next().is_none())?;
        let missed = self.past.fates.iter().filter(|(address, fate)| {
            address.page == url && address.anchor.is_some() && matches!(fate, Fate::Lost(_))
        });
        (missed.count() == 1).then_some(only)
    }

    fn id(&self, place: Place) -> &str {
        &self.site.pages[place.page].page.body.headings[place.heading].id
    }

    /// The page that took the place of a page.
    pub(super) fn page(&self, address: &Address) -> Option<usize> {
        self.same_anchors(address)
            .or_else(|| self.same_name(address))
            .or_else(|| {
                let urls = self.pages.iter().map(|page| self.url(*page));
                let near = most_like(&address.page, urls)?;
                self.pages
                    .iter()
                    .copied()
                    .find(|page| self.url(*page) == near)
            })
            .or_else(|| self.only_page())
    }

    fn url(&self, page: usize) -> &str {
        &self.site.pages[page].route.url
    }

    /// The page that has most of the old page's anchors, and half of them at least.
    fn same_anchors(&self, address: &Address) -> Option<usize> {
        let recorded = self.ledger.entries.range(address.clone()..);
        let anchors: Vec<&str> = recorded
            .take_while(|(of, _)| of.page == address.page)
            .filter_map(|(of, _)| of.anchor.as_deref())
            .collect();
        let shared = |page: &usize| {
            let has = |id: &&&str| self.standing.heading(*page, id).is_some();
            anchors.iter().filter(has).count()
        };
        let best = self.pages.iter().copied().max_by_key(shared)?;
        let count = shared(&best);
        (count > 0 && count * 2 >= anchors.len()).then_some(best)
    }

    /// The page of the same name in another folder.
    fn same_name(&self, address: &Address) -> Option<usize> {
        let name = |url: &str| url.trim_matches('/').rsplit('/').next().map(str::to_owned);
        let wanted = name(&address.page).filter(|name| !name.is_empty());
        let mut pages = self.pages.iter().copied();
        pages.find(|page| wanted.is_some() && name(self.url(*page)) == wanted)
    }

    /// The only new page where only one is missed.
    fn only_page(&self) -> Option<usize> {
        let missed =
            self.past.fates.iter().filter(|(address, fate)| {
                address.anchor.is_none() && matches!(fate, Fate::Lost(_))
            });
        match self.pages[..] {
            [only] if missed.count() == 1 => Some(only),
            _ => None,
        }
    }
}
