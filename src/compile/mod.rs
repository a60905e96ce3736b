//! The corridor: from all inputs as one value to findings and finished files.
//!
//! Nothing here touches disk, clock or network, so a build is a function: the same snapshot gives
//! the same bytes and the same findings. A page is handed over as soon as it is finished and then
//! forgotten, which keeps memory near the size of the texts.

mod addresses;
mod beside;
mod block_memo;
mod bodies;
mod build;
mod channel_page;
mod consequences;
mod edition;
mod feed;
mod files;
mod home;
mod inputs;
mod kept;
mod memo;
mod model;
mod moved;
mod page_memo;
mod pages;
mod parse;
mod refused;
mod search;
mod severity;
mod shared;
mod structured;
mod theme_model;
mod weight;

pub use addresses::{Recorded, Retired};
pub use build::{Build, Sink};
pub use edition::{Edition, File, Made, Wanted};
pub use kept::{Fetch, Index, Keeping, Resumed, resume};
pub use memo::Memo;
pub use parse::{Parsed, missing_content, parse, parse_after, time_zone};
pub use search::{SearchFile, Searched};
pub use severity::settle;
pub use theme_model::NoModel;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{BaseUrl, Config, Denied};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::output::{Output, OutputPath};
use crate::page::Kind;
use crate::render::highlight::{Highlighter, Patience};
use crate::site::Site;
use crate::text::Snapshot;

/// What is asked for besides what the files say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Another base URL than the config's.
    pub base_url: Option<BaseUrl>,
    /// Another output folder than the config's.
    pub output_dir: Option<String>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// What is raised to an error besides what the config denies.
    pub deny: Vec<Denied>,
    /// How long code may take to be coloured.
    pub patience: Patience,
}

impl Options {
    /// The settings with what is asked for instead.
    fn applied_to(&self, mut config: Arc<Config>) -> Arc<Config> {
        if let Some(base_url) = &self.base_url {
            Arc::make_mut(&mut config).base_url = Some(base_url.clone());
        }
        if let Some(output_dir) = &self.output_dir {
            Arc::make_mut(&mut config).output_dir.clone_from(output_dir);
        }
        config
    }
}

/// What a build came to.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// Everything found, sorted by file and place.
    pub findings: Vec<Diagnostic>,
    /// How much there was.
    pub counts: Counts,
    /// What the next build may begin with, if that was to be kept and nothing forbids it.
    pub index: Option<Vec<u8>>,
}

impl Compilation {
    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}

/// How much a build made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages, those of channels included.
    pub pages: usize,
    /// Tables and other blocks made from data.
    pub tables: usize,
    /// Questions.
    pub questions: usize,
}

impl Parsed {
    /// Joins and renders the whole site. Each finished file goes to `sink`, from many threads and
    /// in no order; after an error no more are made, and what the sink has got must be dropped.
    pub fn compile<E: Send>(
        self: &Arc<Self>,
        snapshot: &Arc<Snapshot>,
        options: &Options,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<Compilation, E> {
        let build = Build {
            parsed: self,
            snapshot,
            options,
            resumed: None,
            keeping: None,
        };
        build.run(&sink)
    }

    /// Everything that [`compile`](Self::compile) finds, but for code that takes too long to be coloured: nothing is
    /// coloured, and no index is made.
    pub fn rehearse(
        self: &Arc<Self>,
        snapshot: &Arc<Snapshot>,
        options: &Options,
    ) -> Vec<Diagnostic> {
        let highlighter = Arc::new(Highlighter::without_colours());
        let edition = Edition::declare(self.clone(), snapshot, options, highlighter);
        let nothing = |_: &File, _: &OutputPath, _: Made| Ok::<(), Infallible>(());
        let Ok(bag) = edition.make_all(Wanted::Rehearsed, &BTreeMap::new(), &nothing);
        severity::settle(bag, &edition.parsed.config, options, &snapshot.texts)
    }
}

impl Parsed {
    /// What is wrong with the site, as far as that is known before any HTML is written.
    pub fn findings(
        self: &Arc<Self>,
        snapshot: &Arc<Snapshot>,
        options: &Options,
    ) -> Vec<Diagnostic> {
        let highlighter = Arc::new(Highlighter::new());
        let edition = Edition::declare(self.clone(), snapshot, options, highlighter);
        let mut bag = Bag::new();
        bag.extend(edition.findings().cloned());
        let files = edition.all();
        let of_pages: Vec<Vec<Diagnostic>> = files
            .into_par_iter()
            .map(|(_, file)| edition.make(&file, Wanted::Findings).findings)
            .collect();
        bag.extend(of_pages.into_iter().flatten());
        severity::settle(bag, &edition.parsed.config, options, &snapshot.texts)
    }
}

impl Counts {
    fn of(site: &Site) -> Self {
        let mut counts = Self {
            pages: site.pages.len() + site.channel_pages().len(),
            ..Self::default()
        };
        for page in site.pages.iter() {
            let made = |name: &str| matches!(name, "table" | "week" | "chooser" | "channel");
            let body = &page.page.body;
            let blocks = body.blocks.iter();
            counts.tables += blocks.filter(|block| made(&block.name.value)).count();
            if page.page.front.kind == Kind::Faq {
                let headings = body.headings.iter();
                counts.questions += headings.filter(|heading| heading.level == 2).count();
            }
        }
        counts
    }
}
