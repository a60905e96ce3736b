//! The tree of folders and pages of a language: what navigation, breadcrumbs and order come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::SitePage;
use crate::config::Config;
use crate::page::SortBy;

/// A folder of `content/` in one language.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its path below `content/`; empty for the home folder.
    pub path: String,
    /// The page that opens it (`_index.md`).
    pub index: Option<usize>,
    /// Its pages and folders, in order.
    pub entries: Vec<FolderEntry>,
}

/// A page or a folder in a folder.
#[derive(Clone, Debug)]
pub enum FolderEntry {
    /// A page, by ordinal.
    Page(usize),
    /// A folder.
    Folder(Folder),
}

impl Folder {
    /// The folder of a path, and the folders on the way to it, this one first.
    pub fn way_to(&self, path: &str) -> Vec<&Self> {
        let mut way = vec![self];
        let mut at = self;
        while let Some(next) = at
            .folders()
            .find(|folder| path == folder.path || path.starts_with(&format!("{}/", folder.path)))
        {
            way.push(next);
            at = next;
        }
        way
    }

    /// The folders in it.
    pub fn folders(&self) -> impl Iterator<Item = &Self> {
        self.entries.iter().filter_map(|entry| match entry {
            FolderEntry::Folder(folder) => Some(folder),
            FolderEntry::Page(_) => None,
        })
    }

    /// All pages below it in the order of reading, its own opening page first.
    pub fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = self.index.into_iter().collect();
        for entry in &self.entries {
            match entry {
                FolderEntry::Page(page) => order.push(*page),
                FolderEntry::Folder(folder) => order.extend(folder.in_order()),
            }
        }
        order
    }
}

/// The home folder of each language.
pub(super) fn homes(pages: &[Arc<SitePage>], config: &Config) -> BTreeMap<String, Folder> {
    let mut homes = BTreeMap::new();
    let languages: BTreeSet<&str> = pages
        .iter()
        .map(|page| page.route.language.as_str())
        .collect();
    for language in languages {
        let mut of_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, page) in pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.route.language == language)
        {
            of_folder
                .entry(page.route.folder.as_str())
                .or_default()
                .push(at);
        }
        let tree = Tree {
            pages,
            config,
            of_folder,
        };
        homes.insert(language.to_owned(), tree.folder(""));
    }
    homes
}

/// Whether a name of `[nav]` is a file or folder that exists.
pub(super) fn names_something(pages: &[Arc<SitePage>], name: &str) -> bool {
    let name = name.trim_end_matches('/');
    pages.iter().any(|page| {
        page.page.path.below("content") == Some(name)
            || page.route.folder == name
            || page.route.folder.starts_with(&format!("{name}/"))
    })
}

struct Tree<'s> {
    pages: &'s [Arc<SitePage>],
    config: &'s Config,
    of_folder: BTreeMap<&'s str, Vec<usize>>,
}

impl Tree<'_> {
    fn folder(&self, path: &str) -> Folder {
        let here = self.of_folder.get(path).map_or(&[][..], Vec::as_slice);
        let index = here
            .iter()
            .copied()
            .find(|page| self.pages[*page].route.is_index);
        let sort = index
            .and_then(|page| self.pages[page].page.front.sort)
            .unwrap_or(SortBy::Weight);
        let mut entries: Vec<FolderEntry> = self
            .children(path)
            .into_iter()
            .map(|child| FolderEntry::Folder(self.folder(&child)))
            .chain(
                here.iter()
                    .copied()
                    .filter(|page| Some(*page) != index)
                    .map(FolderEntry::Page),
            )
            .collect();
        entries.sort_by_cached_key(|entry| self.order(entry, sort));
        Folder {
            path: path.to_owned(),
            index,
            entries,
        }
    }

    /// The folders directly below a path that hold a page, at whatever depth.
    fn children(&self, path: &str) -> BTreeSet<String> {
        let prefix = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        self.of_folder
            .range(prefix.as_str()..)
            .map(|(folder, _)| *folder)
            .take_while(|folder| folder.starts_with(&prefix))
            .filter(|folder| !folder.is_empty())
            .map(|folder| {
                let first = folder[prefix.len()..].split('/').next().unwrap_or_default();
                format!("{prefix}{first}")
            })
            .filter(|child| child.len() > prefix.len())
            .collect()
    }

    /// The place in `[nav] order`, then what the section sorts by, then the title, then the file.
    fn order(&self, entry: &FolderEntry, sort: SortBy) -> (usize, i64, String, String) {
        let (page, name) = match entry {
            FolderEntry::Page(page) => {
                let path = self.pages[*page]
                    .page
                    .path
                    .below("content")
                    .unwrap_or_default();
                (Some(*page), self.neutral(*page, path))
            }
            FolderEntry::Folder(folder) => (folder.index, folder.path.clone()),
        };
        let place = self
            .config
            .navigation
            .order
            .iter()
            .position(|wanted| wanted.value.trim_end_matches('/') == name);
        let front = page.map(|page| &self.pages[page].page.front);
        let by = match sort {
            SortBy::Weight => front.and_then(|front| front.weight).unwrap_or(i64::MAX),
            SortBy::Date => front.and_then(|front| front.date).map_or(i64::MAX, |date| {
                -(i64::from(date.year()) * 10_000
                    + i64::from(date.month()) * 100
                    + i64::from(date.day()))
            }),
            SortBy::Title => 0,
        };
        let title = front
            .and_then(|front| front.title.as_ref())
            .map(plain_title)
            .unwrap_or_default();
        (place.unwrap_or(usize::MAX), by, title, name)
    }

    /// `[nav] order` speaks of `chat.md` for all its translations.
    fn neutral(&self, page: usize, path: &str) -> String {
        let route = &self.pages[page].route;
        if route.language == self.config.default_language {
            path.to_owned()
        } else {
            format!("{}.md", route.key)
        }
    }
}

fn plain_title(title: &crate::page::Phrase) -> String {
    let piece = |piece: &crate::page::Piece| match piece {
        crate::page::Piece::Text(text) => text.clone(),
        crate::page::Piece::Fact(fact) => fact.path.clone(),
    };
    title.pieces.iter().map(piece).collect()
}
