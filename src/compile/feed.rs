//! The feed of each language, put together: pages that carry a day, and what the data says will change.

use super::edition::Edition;
use crate::civil::{Clocks, Date};
use crate::render::feed::{Feed, FeedEntry, feed};
use crate::site::encode;

/// How many entries a feed has at most: the latest.
const ENTRIES: usize = 50;

/// The path of a language's feed.
pub(super) fn path_of(language: &str, default: &str) -> String {
    if language == default {
        "feed.xml".to_owned()
    } else {
        format!("{language}/feed.xml")
    }
}

impl Edition {
    /// The feed of a language, for a site that knows where it stands.
    pub(super) fn feed(&self, language: &str) -> String {
        let config = &self.parsed.config;
        let Some(base) = &config.base_url else {
            return String::new();
        };
        let path = path_of(language, &config.default_language);
        let address = base.absolute(&format!("/{path}"));
        let home = base.absolute(&format!("/{}", path.trim_end_matches("feed.xml")));
        let title = config.title.of(language).to_owned();
        let mut entries = self.pages_with_days(language);
        let happenings = self.site.happenings(language).into_iter();
        entries.extend(happenings.map(|happening| FeedEntry {
            id: format!("{address}#{}", happening.id),
            address: home.clone(),
            title: happening.title,
            summary: happening.text,
            published: None,
            updated: self.moment(happening.announced),
        }));
        entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
        entries.truncate(ENTRIES);
        feed(&Feed {
            language: language.to_owned(),
            address,
            home,
            author: config.organisation.clone().unwrap_or_else(|| title.clone()),
            generator: "Madoguchi".to_owned(),
            title,
            entries,
        })
    }

    fn pages_with_days(&self, language: &str) -> Vec<FeedEntry> {
        let base = self.parsed.config.base_url.as_ref();
        let pages = self.site.pages.iter().enumerate();
        let pages = pages.filter(|(_, of)| {
            of.route.language == language && !of.page.front.draft && of.route.is_publishable()
        });
        pages
            .filter_map(|(at, of)| {
                let front = &of.page.front;
                let address = base?.absolute(&encode(&of.route.url));
                Some(FeedEntry {
                    updated: self.moment(of.updated().or(front.date)?),
                    published: front.date.map(|date| self.moment(date)),
                    title: self.shared.titles[at].clone(),
                    summary: self.site.description(at),
                    id: address.clone(),
                    address,
                })
            })
            .collect()
    }

    /// The first instant of a day, as RFC 3339 has it.
    fn moment(&self, date: Date) -> String {
        let clocks = Clocks::of_zone(&self.site.dataset.time_zone);
        let begins = clocks.and_then(|clocks| clocks.instant(date, 0));
        crate::civil::moment_words(begins.unwrap_or_default())
    }
}
