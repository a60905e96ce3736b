//! One edition of the site: every name declared, each file made when someone asks for it.
//!
//! `build` asks for all files and keeps none; a preview asks for the one on screen first. Both ask
//! the same function, so they cannot differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::search::{self, SearchFile, Searched};
use super::shared::{OfLanguage, Shared};
use super::{Counts, Options, Parsed, files, home};
use crate::check::{Prose, check, check_ledger, check_page, check_reach};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::digest::Digest;
use crate::output::{Content, OutputPath};
use crate::page::Page;
use crate::render::highlight::Highlighter;
use crate::search::Plan;
use crate::site::{Claims, Inputs, Past, Route, Site};
use crate::text::{Snapshot, Source, SourcePath};

/// A site in which everything is known and nothing is made yet.
#[derive(Clone)]
pub struct Edition {
    pub(super) site: Site,
    pub(super) parsed: Arc<Parsed>,
    pub(super) shared: Arc<Shared>,
    pub(super) highlighter: Arc<Highlighter>,
    pub(super) homes: Arc<Vec<Route>>,
    /// The words by which prose speaks of channels.
    prose: Arc<Prose>,
    pub(super) past: Arc<Past>,
    files: Arc<BTreeMap<OutputPath, File>>,
    /// The pages that show what stands in the bodies of others.
    showing: Arc<BTreeSet<SourcePath>>,
    /// What was found while names were declared.
    declared: Arc<Vec<Diagnostic>>,
    /// What the site as a whole should be told; found when someone wants to know.
    checked: OnceLock<Arc<Vec<Diagnostic>>>,
    /// Which documents search knows, and which files hold them.
    pub(super) search: Arc<Plan>,
    /// The lists of search; made when someone wants them.
    pub(super) shards: OnceLock<Arc<BTreeMap<File, String>>>,
    snapshot: Arc<Snapshot>,
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
    /// The feed of a language.
    Feed(String),
    /// `data/channels.json`
    ChannelData,
    /// A file of the theme, by its name in it.
    Asset(String),
    /// The style sheet that the settings make.
    SettingsStyle,
    /// A file of the site, as it is.
    Copy(SourcePath),
    /// A file of the search of a language.
    Search(String, SearchFile),
}

/// A file, and what was found while it was made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// What is in it; nothing where an error forbids it, or where it is the one that is known.
    pub content: Option<Content>,
    /// What is wrong with what it is made of.
    pub findings: Vec<Diagnostic>,
    /// What was found while its HTML was written; nothing where that was not done.
    pub rendering: Vec<Diagnostic>,
    /// The digest of everything that it is made of, where that was wanted and nothing forbids it.
    pub inputs: Option<Digest>,
    /// What search knows of it, where its bytes were wanted.
    pub searched: Option<Box<Searched>>,
}

impl From<Content> for Made {
    fn from(content: Content) -> Self {
        Self {
            content: Some(content),
            ..Self::default()
        }
    }
}

impl From<Result<String, Box<Diagnostic>>> for Made {
    fn from(html: Result<String, Box<Diagnostic>>) -> Self {
        match html {
            Ok(html) => Content::Bytes(html.into_bytes()).into(),
            Err(finding) => Self {
                rendering: vec![*finding],
                ..Self::default()
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
    /// Its findings, those of writing its HTML among them; what is written is of no use to anybody.
    Rehearsed,
    /// Its bytes, unless it is made of the same as the one that is known.
    Changed(Option<Digest>),
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
            ledger: &parsed.ledger,
            drafts: options.drafts,
        };
        let site = Site::declare(inputs, &mut claims).unpack(&mut bag);
        let plan = Plan::of(&site);
        search::claim(&site, &plan, &mut claims, &mut bag);
        let shared = Shared::new(&site, &parsed, &plan, &mut bag);
        let pages = site.pages.iter().filter(|of| shows_others(&of.page));
        let showing = pages.map(|of| of.page.path.clone()).collect();
        let homes = home::missing(&site, &mut claims, &mut bag);
        let past = Past::declare(&site, &parsed.ledger, &mut claims, &mut bag);
        let mut files = files::of(&site, &parsed, (&homes, &past), snapshot);
        for (path, file) in search::files(&plan) {
            files.entry(path).or_insert(file);
        }
        let findings = bag.into_findings().into_iter();
        Self {
            declared: Arc::new(findings.filter(|finding| parsed.is_told(finding)).collect()),
            checked: OnceLock::new(),
            search: Arc::new(plan),
            shards: OnceLock::new(),
            snapshot: snapshot.clone(),
            prose: Arc::new(Prose::new(&site.dataset)),
            site,
            shared: Arc::new(shared),
            parsed,
            homes: Arc::new(homes),
            past: Arc::new(past),
            files: Arc::new(files),
            showing: Arc::new(showing),
            highlighter,
        }
    }

    /// What is wrong with the inputs and with names; what is wrong with a file comes with the file.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let checked = self.checked.get_or_init(|| {
            let mut found = check(&self.site, &self.prose, &self.snapshot);
            // What is missed may stand in files that cannot be read, and is told when they can.
            if self.parsed.names_are_known(&self.snapshot) {
                found.extend(check_ledger(&self.site, &self.parsed.ledger, &self.past));
            }
            // What cannot be read may show what seems to be shown nowhere.
            let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
            if !self.parsed.findings.iter().any(is_error) {
                found.extend(check_reach(&self.site, &self.parsed.pages));
            }
            found.retain(|finding| self.parsed.is_told(finding));
            Arc::new(found)
        });
        let read = self.parsed.findings.iter();
        read.chain(self.declared.iter()).chain(checked.iter())
    }

    /// Every name of it.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The inputs.
    pub fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// The texts of the site.
    pub fn sources(&self) -> &BTreeMap<SourcePath, Source> {
        &self.snapshot.texts
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

    /// The text of a page as it stands in the site, whatever of it can be shown.
    pub fn text_of(&self, file: &File) -> Option<Arc<str>> {
        let File::Page(path) = file else { return None };
        let source = self.snapshot.texts.get(path)?;
        Some(source.text.clone())
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
    pub fn with_page(&self, page: &Arc<Page>) -> Option<Self> {
        let told_of_it = |finding: &Diagnostic| {
            let labels = finding.labels.iter().map(|label| &label.place);
            let mut places = finding.place.iter().chain(labels);
            places.any(|place| place.path == page.path)
        };
        if self.declared.iter().any(told_of_it) {
            return None;
        }
        let mut showing = self.showing.clone();
        if showing.contains(&page.path) != shows_others(page) {
            let showing = Arc::make_mut(&mut showing);
            if !showing.remove(&page.path) {
                showing.insert(page.path.clone());
            }
        }
        let at = self.site.page_of(page.path.as_str())?;
        let language = &self.site.pages[at].route.language;
        let plan = self.search.languages.get(language);
        if plan.is_some_and(|plan| !plan.is_same_with(&self.site, at, page)) {
            return None;
        }
        Some(Self {
            site: self.site.with_page(page)?,
            showing,
            checked: OnceLock::new(),
            shards: OnceLock::new(),
            ..self.clone()
        })
    }

    /// The same edition with inputs that differ in the texts of pages alone.
    #[must_use]
    pub fn with_inputs(&self, parsed: Arc<Parsed>, snapshot: &Arc<Snapshot>) -> Self {
        Self {
            parsed,
            snapshot: snapshot.clone(),
            checked: OnceLock::new(),
            shards: OnceLock::new(),
            ..self.clone()
        }
    }

    /// The files that show what stands in the bodies of pages other than their own.
    pub fn files_showing_others(&self) -> impl Iterator<Item = File> {
        let pages = self.showing.iter().cloned().map(File::Page);
        // The page of a channel lists the pages that speak of it.
        let channels = self.site.channel_pages().keys().cloned();
        pages.chain(channels.map(|(language, id)| File::Channel(language, id)))
    }

    /// The URL of a page of `content/`, from the site's root.
    pub fn url_of(&self, page: &SourcePath) -> Option<&str> {
        let at = self.site.page_of(page.as_str())?;
        Some(&self.site.pages[at].route.url)
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
                let page = self.past.moved.get(output);
                page.map_or_else(Made::default, |page| Ok(self.moved_page(page)).into())
            }
            File::Text(text) => Content::Bytes(text.as_bytes().to_vec()).into(),
            File::Sitemap => Ok(self.sitemap()).into(),
            File::Feed(language) => Ok(self.feed(language)).into(),
            File::ChannelData => Ok(self.channel_data()).into(),
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
            File::Search(language, file) => self.search_file(language, *file),
        }
    }

    fn make_page(&self, at: usize, wanted: Wanted) -> Made {
        let path = &self.site.pages[at].page.path;
        match self.parsed.broken.get(path) {
            None => {
                let read = self.site.events_of(at);
                let mut made = self.page_html(at, &read, wanted);
                made.findings
                    .extend(check_page(&self.site, &self.prose, at, &read));
                made
            }
            // What is shown is an earlier state; what is told is told of the present one.
            Some(page) => {
                let present = self.site.with_any_page(at, page);
                let edition = Self {
                    site: present,
                    ..self.clone()
                };
                let mut made = self.page_html(at, &self.site.events_of(at), wanted);
                let read = edition.site.events_of(at);
                made.findings = edition.page_html(at, &read, Wanted::Findings).findings;
                made.findings
                    .extend(check_page(&edition.site, &self.prose, at, &read));
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

/// Whether a page shows a stretch of another.
pub(super) fn shows_others(page: &Page) -> bool {
    let of_others = |name: &str| matches!(name, "include" | "faq");
    let mut blocks = page.body.blocks.iter();
    blocks.any(|block| of_others(&block.name.value))
}
