//! One edition of the site: every name declared, each file made when someone asks for it.
//!
//! `build` asks for all files and keeps none; a preview asks for the one on screen first. Both ask
//! the same function, so they cannot differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shared::{OfLanguage, Shared};
use super::{Counts, Options, Parsed, files, home};
use crate::check::{check, check_ledger, check_page};
use crate::diagnostic::{Bag, Diagnostic};
use crate::output::{Content, OutputPath};
use crate::page::Page;
use crate::render::highlight::Highlighter;
use crate::site::{Claims, Inputs, Past, Route, Site};
use crate::text::{Snapshot, SourcePath};

/// A site in which everything is known and nothing is made yet.
#[derive(Clone)]
pub struct Edition {
    pub(super) site: Site,
    pub(super) parsed: Arc<Parsed>,
    pub(super) shared: Arc<Shared>,
    pub(super) highlighter: Arc<Highlighter>,
    pub(super) homes: Arc<Vec<Route>>,
    pub(super) past: Arc<Past>,
    files: Arc<BTreeMap<OutputPath, File>>,
    findings: Arc<Vec<Diagnostic>>,
}

/// What a published file is made of; the same name in every edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// A page of `content/`.
    Page(SourcePath),
    /// The page of a channel: language and id.
    Channel(String, String),
    /// A home page that nobody wrote, by its language.
    Home(String),
    /// What is shown where nothing is.
    NotFound,
    /// A page that is no more and leads on, by its file.
    Moved(OutputPath),
    /// A text that is known before anything is rendered.
    Text(String),
    /// `sitemap.xml`
    Sitemap,
    /// A file of the theme, by its name in it.
    Asset(String),
    /// The style sheet that the settings make.
    SettingsStyle,
    /// A file of the site, as it is.
    Copy(SourcePath),
}

/// A file, and what was found while it was made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// What is in it; nothing where an error forbids it.
    pub content: Option<Content>,
    /// What is wrong with what it is made of.
    pub findings: Vec<Diagnostic>,
}

impl From<Content> for Made {
    fn from(content: Content) -> Self {
        Self {
            content: Some(content),
            findings: Vec::new(),
        }
    }
}

impl From<Result<String, Box<Diagnostic>>> for Made {
    fn from(html: Result<String, Box<Diagnostic>>) -> Self {
        match html {
            Ok(html) => Content::Bytes(html.into_bytes()).into(),
            Err(finding) => Self {
                content: None,
                findings: vec![*finding],
            },
        }
    }
}

/// Whether a file is made, or only what is wrong with it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Its bytes.
    File,
    /// Its findings alone.
    Findings,
}

impl Edition {
    /// Declares every name and every file of a site.
    pub fn declare(
        parsed: Arc<Parsed>,
        snapshot: &Arc<Snapshot>,
        options: &Options,
        highlighter: Arc<Highlighter>,
    ) -> Self {
        let mut bag = Bag::new();
        let mut claims = Claims::default();
        files::claim(snapshot, &parsed, &mut claims, &mut bag);
        let inputs = Inputs {
            config: &parsed.config,
            dataset: &parsed.dataset,
            snapshot,
            pages: &parsed.pages,
            theme_blocks: &parsed.theme_blocks,
            drafts: options.drafts,
        };
        let site = Site::declare(inputs, &mut claims).unpack(&mut bag);
        bag.extend(check(&site, snapshot));
        let shared = Shared::new(&site, &parsed, &mut bag);
        let homes = home::missing(&site, &mut claims, &mut bag);
        let past = Past::declare(&site, &parsed.ledger, &mut claims, &mut bag);
        // What is missed may stand in files that cannot be read, and is told when they can.
        if parsed.names_are_known(snapshot) {
            bag.extend(check_ledger(&site, &parsed.ledger, &past));
        }
        let files = files::of(&site, &parsed, (&homes, &past), snapshot);
        let findings = bag.into_findings().into_iter();
        Self {
            findings: Arc::new(findings.filter(|finding| parsed.is_told(finding)).collect()),
            site,
            shared: Arc::new(shared),
            parsed,
            homes: Arc::new(homes),
            past: Arc::new(past),
            files: Arc::new(files),
            highlighter,
        }
    }

    /// What is wrong with the inputs and with names; what is wrong with a file comes with the file.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.parsed.findings.iter().chain(self.findings.iter())
    }

    /// The inputs.
    pub fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// All that is published, by path.
    pub fn files(&self) -> &BTreeMap<OutputPath, File> {
        &self.files
    }

    /// Everything there is to make, and where it goes: also what loses its path to another.
    pub fn all(&self) -> Vec<(&OutputPath, File)> {
        let pages = self.site.pages.iter();
        let pages = pages.map(|of| (&of.route.output, File::Page(of.page.path.clone())));
        let others = self.files.iter().map(|(path, file)| (path, file.clone()));
        pages
            .chain(others.filter(|(_, file)| !matches!(file, File::Page(_))))
            .collect()
    }

    /// The page of `content/` that a file is made of.
    pub fn page(&self, file: &File) -> Option<&Arc<Page>> {
        match file {
            File::Page(path) => {
                let at = self.site.page_of(path.as_str())?;
                Some(&self.site.pages[at].page)
            }
            _ => None,
        }
    }

    /// The same edition with another text of one page, if that page still declares the same names:
    /// an edit of prose concerns nobody else but those who show that prose.
    pub fn with_page(&self, parsed: Arc<Parsed>, page: &Arc<Page>) -> Option<Self> {
        let told_of_it = |finding: &Diagnostic| {
            let labels = finding.labels.iter().map(|label| &label.place);
            let mut places = finding.place.iter().chain(labels);
            places.any(|place| place.path == page.path)
        };
        if self.findings.iter().any(told_of_it) {
            return None;
        }
        Some(Self {
            site: self.site.with_page(page)?,
            parsed,
            ..self.clone()
        })
    }

    /// Makes a file.
    pub fn make(&self, file: &File, wanted: Wanted) -> Made {
        if let File::Page(path) = file {
            let at = self.site.page_of(path.as_str());
            return at.map_or_else(Made::default, |at| self.make_page(at, wanted));
        }
        if wanted == Wanted::Findings {
            return Made::default();
        }
        match file {
            File::Page(_) => Made::default(),
            File::Channel(language, id) => {
                let of = (language.clone(), id.clone());
                let route = self.site.channel_pages().get(&of);
                route.map_or_else(Made::default, |route| self.channel_page(id, route).into())
            }
            File::Home(language) => {
                let route = self.homes.iter().find(|home| home.language == *language);
                route.map_or_else(Made::default, |route| self.made_home(route).into())
            }
            File::NotFound => self.not_found().into(),
            File::Moved(output) => {
                let page = self.past.moved.iter().find(|page| page.output == *output);
                page.map_or_else(Made::default, |page| Ok(self.moved_page(page)).into())
            }
            File::Text(text) => Content::Bytes(text.as_bytes().to_vec()).into(),
            File::Sitemap => Ok(self.sitemap()).into(),
            File::Asset(name) => {
                let asset = self.parsed.theme.assets.get(name);
                asset.map_or_else(Made::default, |asset| asset.content.clone().into())
            }
            File::SettingsStyle => {
                let style = self.parsed.settings_style.as_ref();
                style
                    .map(|output| output.content.clone())
                    .map_or_else(Made::default, Made::from)
            }
            File::Copy(source) => Content::Copy(source.clone()).into(),
        }
    }

    fn make_page(&self, at: usize, wanted: Wanted) -> Made {
        let path = &self.site.pages[at].page.path;
        match self.parsed.broken.get(path) {
            None => {
                let mut made = self.page_html(at, wanted);
                made.findings.extend(check_page(&self.site, at));
                made
            }
            // What is shown is an earlier state; what is told is told of the present one.
            Some(page) => {
                let present = self.site.with_any_page(at, page);
                let edition = Self {
                    site: present,
                    ..self.clone()
                };
                let mut made = self.page_html(at, wanted);
                made.findings = edition.page_html(at, Wanted::Findings).findings;
                made.findings.extend(check_page(&edition.site, at));
                made
            }
        }
    }

    pub(super) fn of_language(&self, language: &str) -> &OfLanguage {
        self.shared
            .languages
            .get(language)
            .expect("invariant: every page's language is one of the config's")
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.site)
    }
}
