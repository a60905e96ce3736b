//! Where each chapter goes: the tree of folders is the tree of `SUMMARY.md`.
//!
//! Navigation is made of folders here, so a chapter that has others below it opens a folder, and a part is
//! one. Old addresses end in `.html` and lead on in any case, so nothing is lost by new ones.

use std::collections::BTreeSet;

use super::super::names::{Taken, publishable};
use super::summary::{Chapter, Part, address};
use crate::page::slug_of;
use crate::text::{SourcePath, Span};

/// So deep may folders lie in one another; what is deeper stands beside what it was below.
const DEEPEST: usize = 8;

/// A chapter with the place that it gets.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) title: String,
    /// Its file and where it stood; none for a draft.
    pub(super) source: Option<(SourcePath, String)>,
    pub(super) span: Span,
    /// Below `content/`: `guide/intro.md`.
    pub(super) file: String,
    pub(super) weight: i64,
}

/// The places of all chapters, and what the config says of navigation.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) pages: Vec<Placed>,
    /// Chapters whose file another one has already, by their line.
    pub(super) twice: Vec<(Span, SourcePath)>,
    /// Chapters whose path leaves the folder.
    pub(super) outside: Vec<(Span, String)>,
    /// Entries of each folder in their order, by name, where weights do not say it.
    pub(super) order: Vec<String>,
    /// Folders that nobody opens, with their titles.
    pub(super) labels: Vec<(String, String)>,
}

struct Laying<'l> {
    folder: &'l str,
    /// The file of the chapter that the site opens with.
    home: Option<SourcePath>,
    is_there: &'l dyn Fn(&SourcePath) -> bool,
    taken: Taken,
    seen: BTreeSet<SourcePath>,
    layout: Layout,
}

/// Lays out the chapters of a book whose files lie in a folder.
pub(super) fn lay_out(
    parts: &[Part],
    folder: &str,
    is_there: &dyn Fn(&SourcePath) -> bool,
) -> Layout {
    let mut laying = Laying {
        folder,
        home: home(parts, folder, is_there),
        is_there,
        taken: Taken::default(),
        seen: BTreeSet::new(),
        layout: Layout::default(),
    };
    for name in [
        "data", "_index", "404", "search", "assets", "channels", "index",
    ] {
        laying.taken.claim(name);
    }
    let mut order = Vec::new();
    let mut weight = 0;
    for part in parts {
        match &part.title {
            None => laying.level(&part.chapters, "", &mut weight, &mut order),
            Some(title) => laying.part(title, &part.chapters, &mut order),
        }
    }
    if parts.iter().any(|part| part.title.is_some()) {
        laying.layout.order.splice(0..0, order);
    }
    laying.layout
}

/// The file that the site opens with: the one that was `index.html`, else the first.
fn home(
    parts: &[Part],
    folder: &str,
    is_there: &dyn Fn(&SourcePath) -> bool,
) -> Option<SourcePath> {
    let mut all = Vec::new();
    for part in parts {
        flatten(&part.chapters, &mut all);
    }
    let written = all
        .iter()
        .filter_map(|chapter| address(folder, chapter.file.as_deref()?))
        .filter(|(source, _)| is_there(source))
        .collect::<Vec<_>>();
    let root = written.iter().find(|(_, url)| url == "/");
    root.or(written.first()).map(|(source, _)| source.clone())
}

fn flatten<'c>(chapters: &'c [Chapter], all: &mut Vec<&'c Chapter>) {
    for chapter in chapters {
        all.push(chapter);
        flatten(&chapter.children, all);
    }
}

impl Laying<'_> {
    fn part(&mut self, title: &str, chapters: &[Chapter], order: &mut Vec<String>) {
        let name = publishable(&slug_of(title));
        let folder = self.taken.take(&name);
        self.layout.labels.push((folder.clone(), title.to_owned()));
        order.push(folder.clone());
        let mut inner = Vec::new();
        let before = self.layout.pages.len();
        self.level(chapters, &folder, &mut 0, &mut inner);
        let prefix = format!("{folder}/");
        let mut pages = self.layout.pages[before..].iter();
        if !pages.any(|page| page.file.starts_with(&prefix)) {
            self.layout.labels.pop();
            order.pop();
        }
    }

    /// Places chapters that stand beside each other in a folder.
    fn level(
        &mut self,
        chapters: &[Chapter],
        folder: &str,
        weight: &mut i64,
        order: &mut Vec<String>,
    ) {
        let mut names = Vec::new();
        let mut has_gap = false;
        for chapter in chapters {
            self.chapter(chapter, folder, weight, &mut names, &mut has_gap);
        }
        if folder.is_empty() {
            order.extend(names);
        } else if has_gap {
            self.layout.order.extend(names);
        }
    }

    fn chapter(
        &mut self,
        chapter: &Chapter,
        folder: &str,
        weight: &mut i64,
        names: &mut Vec<String>,
        has_gap: &mut bool,
    ) {
        *weight += 10;
        let source = chapter.file.as_deref().and_then(|file| {
            let found = address(self.folder, file);
            if found.is_none() {
                let told = (chapter.span, file.to_owned());
                self.layout.outside.push(told);
            }
            found
        });
        if let Some((path, _)) = &source
            && !self.seen.insert(path.clone())
        {
            self.layout.twice.push((chapter.span, path.clone()));
            self.below(chapter, folder, weight, names, has_gap);
            return;
        }
        let is_home =
            source.is_some() && source.as_ref().map(|(path, _)| path) == self.home.as_ref();
        if is_home {
            self.put(chapter, source, "_index.md".to_owned(), *weight);
            self.below(chapter, folder, weight, names, has_gap);
            return;
        }
        let above = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let is_folder = !chapter.children.is_empty() && folder.split('/').count() < DEEPEST;
        let name = name_of(chapter, source.as_ref());
        let stem = self.taken.take(&format!("{above}{name}"));
        let is_published = source
            .as_ref()
            .is_some_and(|(path, _)| (self.is_there)(path));
        if is_folder {
            self.put(chapter, source, format!("{stem}/_index.md"), *weight);
            let before = self.layout.pages.len();
            self.level(&chapter.children, &stem, &mut 0, &mut Vec::new());
            let is_empty = self.layout.pages[before..]
                .iter()
                .all(|page| page.source.is_none());
            if !is_published && !is_empty {
                *has_gap = true;
                let title = chapter.title.clone();
                self.layout.labels.push((stem.clone(), title));
            }
            if is_published || !is_empty {
                names.push(stem);
            }
        } else {
            self.put(chapter, source, format!("{stem}.md"), *weight);
            if is_published {
                names.push(format!("{stem}.md"));
            }
            self.below(chapter, folder, weight, names, has_gap);
        }
    }

    /// Places what is below a chapter beside it.
    fn below(
        &mut self,
        chapter: &Chapter,
        folder: &str,
        weight: &mut i64,
        names: &mut Vec<String>,
        has_gap: &mut bool,
    ) {
        for child in &chapter.children {
            self.chapter(child, folder, weight, names, has_gap);
        }
    }

    fn put(
        &mut self,
        chapter: &Chapter,
        source: Option<(SourcePath, String)>,
        file: String,
        weight: i64,
    ) {
        self.layout.pages.push(Placed {
            title: chapter.title.clone(),
            source,
            span: chapter.span,
            file,
            weight,
        });
    }
}

/// The name of a chapter's file, or of its folder where it opens one; of a draft its title.
fn name_of(chapter: &Chapter, source: Option<&(SourcePath, String)>) -> String {
    let Some((path, url)) = source else {
        return publishable(&slug_of(&chapter.title));
    };
    let stem = path.file_name();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let name = if url.ends_with('/') {
        path.folder().rsplit('/').next().unwrap_or(stem)
    } else {
        stem
    };
    // What stands behind a dot would be a language.
    publishable(&name.replace('.', "-"))
}
