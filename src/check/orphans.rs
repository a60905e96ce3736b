//! Pages to which no page leads.
//!
//! The navigation lists every page of a language, so pages are reached or missed by languages: those to
//! which neither a translation nor a link leads from the pages of the site's own language.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, codes};
use crate::page::{Page, Target};
use crate::site::{Site, SitePage, page_file, start_of};
use crate::wording::words;

/// One finding for each language whose pages nobody comes to.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut pages: BTreeMap<&str, Vec<&SitePage>> = BTreeMap::new();
    for page in site.pages.iter() {
        pages.entry(&page.route.language).or_default().push(page);
    }
    let own = site.config.default_language.as_str();
    // The page of a channel is there in each language, and leads to the others.
    let channels_lead = !site.channel_pages().is_empty();
    if pages.len() < 2 || !pages.contains_key(own) || channels_lead {
        return Vec::new();
    }
    let mut reached = BTreeSet::from([own]);
    let mut waiting = vec![own];
    while let Some(language) = waiting.pop() {
        for page in pages.get(language).into_iter().flatten() {
            for other in leads_to(site, page) {
                if reached.insert(other) {
                    waiting.push(other);
                }
            }
            if reached.len() == pages.len() {
                return Vec::new();
            }
        }
    }
    let missed = pages
        .into_iter()
        .filter(|(language, _)| !reached.contains(language));
    missed
        .filter_map(|(language, pages)| orphans(language, &pages))
        .collect()
}

/// The languages that a page leads to: of its translations, and of the pages that it links to.
fn leads_to<'s>(site: &'s Site, of: &'s SitePage) -> Vec<&'s str> {
    let translations = site.translations(&of.route).into_iter();
    let linked = linked(&of.page).filter_map(|file| {
        let at = site.page_of(&file)?;
        Some(&site.pages[at].route)
    });
    let routes = translations.chain(linked);
    routes.map(|route| route.language.as_str()).collect()
}

/// The files of the pages that a page links to.
fn linked(page: &Page) -> impl Iterator<Item = String> + '_ {
    page.body
        .links
        .iter()
        .filter_map(|link| match &link.target {
            Target::Page {
                from_root, path, ..
            } => page_file(&page.path, *from_root, path),
            _ => None,
        })
}

fn orphans(language: &str, pages: &[&SitePage]) -> Option<Diagnostic> {
    let first = &pages.first()?.page.path;
    let count = pages.len();
    let plural = if count == 1 { "" } else { "s" };
    let told = Diagnostic::new(
        codes::ORPHAN_PAGE,
        start_of(first),
        words(
            format!("言語 `{language}` のページ({count}件)に、ほかのページからたどり着けません"),
            format!("no page leads to the {count} page{plural} in the language `{language}`"),
        ),
    );
    Some(told.help(words(
        format!("ほかの言語のページからリンクするか、`_index.{language}.md` のように訳のページを作ってください"),
        format!("link to one from a page of another language, or write a translation such as `_index.{language}.md`"),
    )))
}
