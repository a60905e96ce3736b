//! The ledger of the new site: every old page and anchor, and where each leads now.

use std::collections::BTreeSet;

use super::finding;
use super::old::{OldPage, OldSite};
use super::outline::Outline;
use crate::diagnostic::Diagnostic;
use crate::ledger::{Address, Entry, Ledger};
use crate::page::Page;
use crate::text::{Span, Spanned};
use crate::wording::words;

/// What is recorded.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) ledger: Ledger,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) anchors: usize,
}

impl Record {
    fn there(&mut self, address: &str) -> bool {
        let Ok(address) = Address::parse(address) else {
            return false;
        };
        self.ledger.entries.entry(address).or_default();
        true
    }

    fn leads(&mut self, from: &str, to: &str) -> bool {
        let (Ok(from), Ok(to)) = (Address::parse(from), Address::parse(to)) else {
            return false;
        };
        if from == to {
            return true;
        }
        let entry = Entry {
            span: Span::default(),
            to: Some(Spanned::new(to, Span::default())),
        };
        self.ledger.entries.entry(from).or_insert(entry);
        true
    }

    /// Records a page with its old addresses. Those that no alias names are led on.
    pub(super) fn page(&mut self, old: &OldPage, outline: &Outline, new: &Page) {
        self.there(&old.url);
        let present: BTreeSet<&str> = new.body.headings.iter().map(|h| h.id.as_str()).collect();
        for id in &present {
            self.there(&format!("{}#{id}", old.url));
        }
        for heading in &outline.headings {
            if let Some(id) = &heading.id {
                self.anchor(old, id, present.contains(id.as_str()), None);
            }
        }
        for anchor in &outline.anchors {
            let heading = anchor.heading.and_then(|at| outline.headings.get(at));
            let heading = heading.and_then(|heading| heading.id.as_deref());
            let heading = heading.filter(|id| present.contains(id));
            self.anchor(
                old,
                &anchor.id,
                present.contains(anchor.id.as_str()),
                heading,
            );
        }
        for url in old.urls.iter().filter(|url| **url != old.url) {
            let is_recorded = if is_alias(url) {
                self.there(url)
            } else {
                self.leads(url, &old.url)
            };
            if !is_recorded {
                let place = old.body.place(0..0);
                self.findings.push(finding::file(
                    place,
                    words(
                        format!("前のアドレス `{url}` には、公開できない文字があるため残せません"),
                        format!(
                            "the old address `{url}` cannot be kept: no page can be published there"
                        ),
                    ),
                ));
            }
        }
    }

    fn anchor(&mut self, old: &OldPage, id: &str, is_present: bool, heading: Option<&str>) {
        let url = &old.url;
        let is_kept = if is_present {
            self.there(&format!("{url}#{id}"))
        } else {
            let to = heading.map_or_else(|| url.clone(), |heading| format!("{url}#{heading}"));
            self.leads(&format!("{url}#{id}"), &to)
        };
        self.anchors += usize::from(is_kept);
        for other in old
            .urls
            .iter()
            .filter(|other| *other != url && !other.starts_with("/print"))
        {
            self.there(&format!("{other}#{id}"));
        }
    }

    /// Records what only led on.
    pub(super) fn redirects(&mut self, site: &OldSite, page_at: impl Fn(&str) -> Option<usize>) {
        for redirect in &site.redirects {
            let (path, anchor) = match redirect.to.split_once('#') {
                Some((path, anchor)) => (path, Some(anchor)),
                None => (redirect.to.as_str(), None),
            };
            if redirect.place.is_none() && page_at(path).is_none() {
                // A home page that nobody wrote is there all the same.
                self.leads(&redirect.from, path);
                continue;
            }
            let to = page_at(path)
                .map(|page| &site.pages[page])
                .filter(|page| !page.is_draft);
            let is_kept = to.is_some_and(|page| {
                let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
                let whole = format!("{}{anchor}", page.url);
                let from = redirect
                    .from
                    .strip_suffix("/index.html")
                    .map(|from| format!("{from}/"));
                let from = from.unwrap_or_else(|| redirect.from.clone());
                let known = Address::parse(&whole)
                    .is_ok_and(|address| self.ledger.entries.contains_key(&address));
                let to = if known { whole } else { page.url.clone() };
                self.leads(&from, &to)
            });
            if let Some(place) = redirect.place.clone().filter(|_| !is_kept) {
                self.findings.push(finding::dead_link(
                    place,
                    &redirect.to,
                    words(
                        "への転送は、行き先が元のフォルダーに見つからないため引き継ぎませんでした",
                        "of a redirect leads to nothing in the old tree and was left behind",
                    ),
                ));
            }
        }
    }
}

/// Whether front matter may name an old path.
pub(super) fn is_alias(url: &str) -> bool {
    let inside = url.trim_start_matches('/').trim_end_matches('/');
    !inside.is_empty()
        && inside.split('/').all(|part| {
            let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            !part.is_empty()
                && part.chars().all(is_letter)
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
        })
}
