//! A tree of mdBook: `book.toml`, `SUMMARY.md`, chapters, and all other files of the source folder.

mod include;
mod layout;
mod rest;
mod settings;
mod summary;

use std::collections::BTreeSet;

use include::Includes;
use layout::{Layout, Placed, lay_out};
use settings::Settings;
use summary::Part;
pub(super) use summary::normal;

use super::body::alerts::admonished;
use super::finding;
use super::front::Front;
use super::names::{Taken, language_tag, publishable};
use super::old::{OldPage, OldSite, Rules, origin_of};
use super::traced::Traced;
use crate::diagnostic::Place;
use crate::text::{Snapshot, Source, SourcePath, Span};
use crate::wording::{Wording, words};

const BOOK: &str = "book.toml";

/// Where the book was built to.
pub(super) fn output_folder(config: Option<&Source>) -> String {
    Settings::read(config).build
}

/// Reads a tree.
pub(super) fn read(old: &Snapshot) -> Result<OldSite, Wording> {
    let config = old.texts.get(BOOK);
    let settings = Settings::read(config);
    let summary_path = below(&settings.source, "SUMMARY.md");
    let summary = old.texts.get(summary_path.as_str());
    if config.is_none() && summary.is_none() {
        return Err(no_book());
    }
    let mut reading = Reading {
        old,
        summary_path: SourcePath::new(&summary_path),
        site: OldSite {
            rules: Rules::MdBook(settings.hidden_lines.clone()),
            base: base_of(&settings),
            origin: origin_of(settings.url().as_deref()),
            findings: settings.findings.clone(),
            ..OldSite::default()
        },
        settings,
        includes: BTreeSet::new(),
    };
    let parts = match summary {
        Some(summary) => summary::read(summary),
        None => reading.without_summary(),
    };
    reading.read(&parts);
    Ok(reading.site)
}

struct Reading<'o> {
    old: &'o Snapshot,
    settings: Settings,
    summary_path: SourcePath,
    site: OldSite,
    /// Files that are parts of chapters.
    includes: BTreeSet<SourcePath>,
}

impl Reading<'_> {
    /// Without a list, all chapters in the order of their paths.
    fn without_summary(&mut self) -> Vec<Part> {
        let path = self.summary_path.clone();
        self.site.findings.push(finding::file(
            None,
            words(
                format!("`{path}` がないか読めないため、章をファイル名の順に並べました"),
                format!("there is no `{path}` that can be read, so chapters are in the order of their names"),
            ),
        ));
        let chapters = self.markdown().map(|(below, _)| summary::Chapter {
            title: below.trim_end_matches(".md").to_owned(),
            file: Some(below),
            ..summary::Chapter::default()
        });
        vec![Part {
            title: None,
            chapters: chapters.collect(),
        }]
    }

    /// The Markdown files of the source folder, by their paths in it.
    fn markdown(&self) -> impl Iterator<Item = (String, &Source)> {
        let folder = self.settings.source.clone();
        let summary = self.summary_path.clone();
        self.old.texts.values().filter_map(move |source| {
            let inside = inside(&source.path, &folder)?;
            (source.path.extension() == "md" && source.path != summary)
                .then(|| (inside.to_owned(), source))
        })
    }

    fn read(&mut self, parts: &[Part]) {
        let old = self.old;
        let is_there = |path: &SourcePath| old.texts.contains_key(path);
        let layout = lay_out(parts, &self.settings.source, &is_there);
        for placed in &layout.pages {
            let page = self.page(placed);
            self.site.pages.push(page);
        }
        self.tell_of(&layout);
        self.unlisted(&layout);
        self.files();
        self.config(&layout);
        self.redirects();
    }

    fn language(&self) -> String {
        language_tag(self.settings.language.as_deref().unwrap_or("en"))
    }

    fn page(&mut self, placed: &Placed) -> OldPage {
        let mut front = Front {
            weight: Some(placed.weight),
            ..Front::default()
        };
        let file = SourcePath::new(&format!("content/{}", placed.file));
        let url = url_of(&placed.file);
        let source = placed
            .source
            .as_ref()
            .and_then(|(path, _)| self.old.texts.get(path));
        if url == "/" {
            front.weight = None;
        }
        let Some(source) = source else {
            if let Some((path, _)) = &placed.source {
                self.missing(path, placed.span);
            }
            front.is_draft = true;
            front.title = Some(placed.title.clone());
            return OldPage {
                source: placed.source.as_ref().map(|(path, _)| path.clone()),
                body: Traced::default(),
                foreign: self.settings.foreign,
                urls: Vec::new(),
                file,
                url,
                front,
                is_draft: true,
                name: placed.title.clone(),
                title_at: None,
            };
        };
        let mut urls: Vec<String> = placed.source.iter().map(|(_, url)| url.clone()).collect();
        if url == "/" {
            urls.push("/".to_owned());
            urls.push("/print.html".to_owned());
        }
        let (body, title) = self.expand(source);
        let (title, title_at) = title.unzip();
        front.title = title;
        OldPage {
            source: Some(source.path.clone()),
            body,
            foreign: self.settings.foreign,
            urls,
            file,
            url,
            front,
            is_draft: false,
            name: placed.title.clone(),
            title_at,
        }
    }

    fn expand(&mut self, source: &Source) -> (Traced, Option<(String, Place)>) {
        let mut includes = Includes::new(&self.old.texts);
        let body = includes.expand(source);
        let body = admonished(body, self.settings.foreign);
        self.includes.extend(includes.used);
        self.site.findings.extend(includes.findings);
        (body, includes.title)
    }

    /// A chapter whose file is not there, or cannot be read.
    fn missing(&mut self, path: &SourcePath, span: Span) {
        let refused = self
            .old
            .refused
            .iter()
            .find(|refusal| refusal.path == *path);
        // What was refused is told with its reason.
        if refused.is_none() {
            let place = Place::new(&self.summary_path, span);
            self.site.findings.push(finding::file(
                Some(place),
                words(
                    format!("章のファイル `{path}` がないため、下書きのページにしました"),
                    format!("the chapter's file `{path}` is not there; its page is a draft"),
                ),
            ));
        }
    }

    fn tell_of(&mut self, layout: &Layout) {
        for (span, path) in &layout.twice {
            let place = Place::new(&self.summary_path, *span);
            self.site.findings.push(finding::file(
                Some(place),
                words(
                    format!("`{path}` は前にも章になっているため、一つのページにしました"),
                    format!("`{path}` is a chapter already; it became one page"),
                ),
            ));
        }
        for (span, path) in &layout.outside {
            let place = Place::new(&self.summary_path, *span);
            self.site.findings.push(finding::file(
                Some(place),
                words(
                    format!(
                        "`{path}` は本のフォルダーの外を指しているため、下書きのページにしました"
                    ),
                    format!("`{path}` leads out of the book's folder; its page is a draft"),
                ),
            ));
        }
    }

    /// Markdown that is no chapter: drafts, unless it is a part of one.
    fn unlisted(&mut self, layout: &Layout) {
        let mut taken = Taken::default();
        for placed in &layout.pages {
            taken.claim(
                placed
                    .file
                    .trim_end_matches(".md")
                    .trim_end_matches("/_index"),
            );
        }
        let listed: BTreeSet<SourcePath> = self
            .site
            .pages
            .iter()
            .filter_map(|page| page.source.clone())
            .chain(self.includes.iter().cloned())
            .chain([SourcePath::new(&below(
                &self.settings.source,
                &self.settings.not_found,
            ))])
            .collect();
        let loose: Vec<Source> = self
            .markdown()
            .filter(|(_, source)| !listed.contains(&source.path))
            .map(|(_, source)| source.clone())
            .collect();
        for source in loose {
            let inside = inside(&source.path, &self.settings.source).unwrap_or_default();
            let stem = inside.trim_end_matches(".md").replace('.', "-");
            let parts: Vec<String> = stem.split('/').map(publishable).collect();
            let stem = taken.take(&format!("drafts/{}", parts.join("/")));
            let place = Place::new(&source.path, Span::at(source.start()));
            self.site.findings.push(finding::file(
                Some(place),
                words(
                    format!("`SUMMARY.md` にない章なので、下書き `content/{stem}.md` にしました"),
                    format!(
                        "no line of `SUMMARY.md` names it; it became the draft `content/{stem}.md`"
                    ),
                ),
            ));
            let (body, title) = self.expand(&source);
            let (title, title_at) = title.unzip();
            let front = Front {
                title: title
                    .or_else(|| Some(source.path.file_name().trim_end_matches(".md").to_owned())),
                is_draft: true,
                ..Front::default()
            };
            self.site.pages.push(OldPage {
                source: Some(source.path.clone()),
                body,
                foreign: self.settings.foreign,
                urls: Vec::new(),
                file: SourcePath::new(&format!("content/{stem}.md")),
                url: url_of(&format!("{stem}.md")),
                front,
                is_draft: true,
                name: String::new(),
                title_at,
            });
        }
    }
}

/// The address of a file below `content/`.
fn url_of(file: &str) -> String {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let stem = stem.strip_suffix("_index").unwrap_or(stem);
    let stem = stem.trim_end_matches('/');
    if stem.is_empty() {
        "/".to_owned()
    } else {
        format!("/{stem}/")
    }
}

fn base_of(settings: &Settings) -> String {
    let url = settings.site_url.as_ref().map_or("/", |(url, _)| url);
    let path = url.split_once("://").map_or(url, |(_, rest)| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    format!("/{}", path.trim_matches('/'))
}

fn below(folder: &str, file: &str) -> String {
    match folder {
        "" => file.to_owned(),
        folder => format!("{folder}/{file}"),
    }
}

/// The path of a file in a folder, if it lies there.
fn inside<'p>(path: &'p SourcePath, folder: &str) -> Option<&'p str> {
    match folder {
        "" => Some(path.as_str()),
        folder => path.below(folder),
    }
}

fn no_book() -> Wording {
    words(
        "ここには `book.toml` も `src/SUMMARY.md` もありません",
        "there is neither a `book.toml` nor a `src/SUMMARY.md` here",
    )
}
