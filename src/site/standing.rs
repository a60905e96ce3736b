//! What stands at each address of the site, and all addresses that there are.
//!
//! The same names as everywhere in this room, seen from outside: by the address that a link of
//! another site would use.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::join::title_of;
use super::{Route, Site};
use crate::ledger::{Address, file_of};
use crate::text::SourcePath;

/// The id of a title that is no heading of the page's text.
pub const TITLE_ID: &str = "title";

/// What stands at a page's address.
#[derive(Clone, Copy, Debug)]
pub enum Stands<'s> {
    /// A page of `content/`, by ordinal.
    Page(usize),
    /// A channel's page, made from data: the channel's id and where it stands.
    Channel(&'s str, &'s Route),
    /// A home page that nobody wrote, of a language.
    Home(&'s str),
    /// A file of the site's own, published as it is; what is in it is the author's matter.
    File,
}

/// What stands at each address of a site.
#[derive(Debug)]
pub struct Standing<'s> {
    site: &'s Site,
    by_url: HashMap<Cow<'s, str>, Stands<'s>>,
}

impl<'s> Standing<'s> {
    /// Looks at all pages of a site once.
    pub fn of(site: &'s Site) -> Self {
        let mut by_url = HashMap::new();
        for language in site.homes().keys() {
            let url = if *language == site.config.default_language {
                "/".to_owned()
            } else {
                format!("/{language}/")
            };
            by_url.insert(Cow::Owned(url), Stands::Home(language));
        }
        for ((_, channel), route) in site.channel_pages() {
            by_url.insert(
                Cow::Borrowed(route.url.as_str()),
                Stands::Channel(channel, route),
            );
        }
        for (at, page) in site.pages.iter().enumerate() {
            if page.route.is_publishable() {
                by_url.insert(Cow::Borrowed(page.route.url.as_str()), Stands::Page(at));
            }
        }
        Self { site, by_url }
    }

    /// What stands at a page's address.
    pub fn at(&self, url: &str) -> Option<Stands<'s>> {
        let found = self.by_url.get(url).copied();
        found.or_else(|| {
            let is_file = ["static", "content"].iter().any(|folder| {
                let file = SourcePath::new(&format!("{folder}/{}", file_of(url)));
                self.site.asset(&file).is_some()
            });
            is_file.then_some(Stands::File)
        })
    }

    /// Whether an address leads to something that is there.
    pub fn holds(&self, address: &Address) -> bool {
        let Some(stands) = self.at(&address.page) else {
            return false;
        };
        let Some(id) = &address.anchor else {
            return true;
        };
        match stands {
            Stands::Page(at) => self.heading(at, id).is_some() || self.title_id(at) == id,
            Stands::Channel(..) | Stands::Home(_) => id == TITLE_ID,
            Stands::File => true,
        }
    }

    /// The heading of an id.
    pub fn heading(&self, page: usize, id: &str) -> Option<usize> {
        self.site.pages[page].anchors.get(id).copied()
    }

    /// The id of a page's title.
    fn title_id(&self, page: usize) -> &str {
        let page = &self.site.pages[page].page;
        let heading = title_of(page);
        heading.map_or(TITLE_ID, |at| &page.body.headings[at].id)
    }

    /// Every address of the site: its pages and their headings, questions among them. The heading
    /// that is a page's title is left out: who follows a link to one that is gone is shown the top
    /// of the page, where the title stands.
    pub fn addresses(&self) -> Vec<Address> {
        let mut addresses: Vec<Address> = self
            .by_url
            .keys()
            .map(|url| Address::of_page(url))
            .collect();
        for of in self.site.pages.iter().filter(|of| !of.page.front.draft) {
            let title = title_of(&of.page);
            for (at, heading) in of.page.body.headings.iter().enumerate() {
                if Some(at) != title && of.route.is_publishable() {
                    addresses.push(Address::of_anchor(&of.route.url, &heading.id));
                }
            }
        }
        let drafts = self.site.pages.iter().filter(|of| of.page.front.draft);
        let drafts: HashSet<&str> = drafts.map(|of| of.route.url.as_str()).collect();
        addresses.retain(|address| !drafts.contains(address.page.as_str()));
        addresses.sort();
        addresses
    }
}
