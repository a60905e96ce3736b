//! Where everything of an old tree stood, and where a link of one of its pages leads.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::mdbook::normal;
use super::old::{OldSite, Rules};
use crate::text::{SourcePath, percent_decoded};

/// Addresses and files of an old tree.
#[derive(Debug)]
pub(super) struct Atlas<'s> {
    site: &'s OldSite,
    by_url: HashMap<String, usize>,
    by_source: HashMap<SourcePath, usize>,
    /// The new addresses of files, by where they lie.
    files: HashMap<SourcePath, String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a page, by its number.
    Page(usize),
    /// To a file, by its new address.
    File(String),
    /// Out of the old site, to a page of the same host; its URL, where the host is known.
    Outside(Option<String>),
    /// To nothing that there is.
    Nowhere,
}

impl<'s> Atlas<'s> {
    pub(super) fn of(site: &'s OldSite) -> Self {
        let mut by_url = HashMap::new();
        let mut by_source = HashMap::new();
        for (at, page) in site.pages.iter().enumerate() {
            for url in &page.urls {
                by_url.entry(url.nfc().collect()).or_insert(at);
            }
            if let Some(source) = &page.source {
                by_source.entry(source.clone()).or_insert(at);
            }
        }
        let mut files = HashMap::new();
        for file in site.files.values() {
            let new = files.entry(file.from.clone());
            new.or_insert_with(|| file.url.clone());
        }
        Self {
            site,
            by_url,
            by_source,
            files,
        }
    }

    /// The page that stood at an address.
    pub(super) fn page_at(&self, url: &str) -> Option<usize> {
        let url: String = url.nfc().collect();
        let whole = url.strip_suffix("/index.html").map(|url| format!("{url}/"));
        let url = whole.unwrap_or(url);
        let bare = url.trim_end_matches('/');
        [url.clone(), format!("{bare}/"), format!("{bare}.html")]
            .iter()
            .find_map(|url| self.by_url.get(url))
            .copied()
    }

    /// Where the path of a link leads, without its query and fragment, as written in a page.
    pub(super) fn leads(&self, from: usize, path: &str) -> Leads {
        let path = percent_decoded(path);
        let page = &self.site.pages[from];
        if path.is_empty() {
            return Leads::Page(from);
        }
        if let Some(file) = path.strip_prefix("@/") {
            return self.source(&format!("content/{file}"));
        }
        let folder = page.source.as_ref().map_or("", |source| source.folder());
        if let Some(below) = path.strip_prefix('/') {
            let base = self.site.base.trim_start_matches('/');
            let inner = below.strip_prefix(base).filter(|_| !base.is_empty());
            let found = self.url(&format!("/{below}"));
            return match (found, inner) {
                (Leads::Nowhere, Some(inner)) => {
                    self.url(&format!("/{}", inner.trim_start_matches('/')))
                }
                (Leads::Nowhere, None) if !base.is_empty() => self.outside(&path),
                (found, _) => found,
            };
        }
        if path.to_ascii_lowercase().ends_with(".md") {
            let found = self.source(&format!("{folder}/{path}"));
            let is_zola = matches!(self.site.rules, Rules::Zola(_));
            if found != Leads::Nowhere || !is_zola {
                return found;
            }
            // Old versions counted `./page.md` from the content folder.
            return self.source(&format!("content/{path}"));
        }
        let url = page.urls.first().map_or("/", String::as_str);
        let here = url.rfind('/').map_or("/", |at| &url[..=at]);
        let is_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
        let Some(mut whole) = inside(&format!("{here}{path}")) else {
            return self.outside(&format!("{}{here}{path}", self.site.base));
        };
        if is_folder && !whole.is_empty() {
            whole.push('/');
        }
        match self.url(&format!("/{whole}")) {
            Leads::Nowhere => self.beside(folder, &path),
            found => found,
        }
    }

    /// A page of the same host, by its path there.
    fn outside(&self, path: &str) -> Leads {
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        // Above the top of the host there is nothing.
        let has_above = self.site.base != "/";
        let origin = self.site.origin.as_ref().filter(|_| has_above);
        let end = if path.ends_with('/') { "/" } else { "" };
        Leads::Outside(origin.map(|origin| format!("{origin}/{}{end}", parts.join("/"))))
    }

    /// A file beside the page's own, for pages whose address is a folder.
    fn beside(&self, folder: &str, path: &str) -> Leads {
        let Some(path) = normal(&format!("{folder}/{path}")) else {
            return Leads::Nowhere;
        };
        let file = self.files.get(path.as_str());
        file.map_or(Leads::Nowhere, |url| Leads::File(url.clone()))
    }

    fn source(&self, path: &str) -> Leads {
        let Some(path) = normal(path) else {
            return Leads::Nowhere;
        };
        // A book is built with `README.md` as `index.md`, and linked to by either name.
        let readme = path
            .strip_suffix("index.md")
            .map(|folder| format!("{folder}README.md"));
        let page = self.by_source.get(path.as_str());
        let page = page.or_else(|| self.by_source.get(readme?.as_str()));
        page.map_or(Leads::Nowhere, |page| Leads::Page(*page))
    }

    fn url(&self, url: &str) -> Leads {
        if let Some(page) = self.page_at(url) {
            return Leads::Page(page);
        }
        let url: String = url.nfc().collect();
        let file = self.site.files.get(&url);
        file.map_or(Leads::Nowhere, |file| Leads::File(file.url.clone()))
    }
}

/// A path with `.` and `..` resolved, empty for the top; none where it leaves the tree.
fn inside(path: &str) -> Option<String> {
    let mut depth = 0_usize;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => depth = depth.checked_sub(1)?,
            _ => depth += 1,
        }
    }
    Some(normal(path).unwrap_or_default())
}
