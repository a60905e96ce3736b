//! The corridor: from all inputs as one value to findings and finished files.
//!
//! Nothing here touches disk, clock or network, so a build is a function: the same snapshot gives
//! the same bytes and the same findings. A page is handed over as soon as it is finished and then
//! forgotten, which keeps memory near the size of the texts.

mod bodies;
mod channel_page;
mod files;
mod home;
mod model;
mod pages;
mod parse;
mod refused;
mod severity;
mod shared;
mod structured;

pub use parse::{Parsed, parse, time_zone};

use rayon::prelude::*;

use crate::check::{Drift, check};
use crate::config::{BaseUrl, Denied};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::output::Output;
use crate::page::Kind;
use crate::render::highlight::Highlighter;
use crate::site::{Claims, Inputs, Site};
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
}

/// What a build came to.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// Everything found, sorted by file and place.
    pub findings: Vec<Diagnostic>,
    /// How much there was.
    pub counts: Counts,
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
        &self,
        snapshot: &Snapshot,
        options: &Options,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<Compilation, E> {
        let mut bag = Bag::new();
        bag.extend(self.findings.iter().cloned());
        let mut claims = Claims::default();
        files::claim(snapshot, &self.theme, &self.config, &mut claims, &mut bag);
        let inputs = Inputs {
            config: &self.config,
            dataset: &self.dataset,
            snapshot,
            pages: &self.pages,
            theme_blocks: &self.theme_blocks,
            drafts: options.drafts,
        };
        let site = Site::declare(inputs, &mut claims).unpack(&mut bag);
        bag.extend(check(&site, &self.dataset, snapshot));
        let drift = Drift::new(&self.dataset);
        bag.extend(drift.dataset(&site));
        let shared = shared::Shared::new(&site, self, &mut bag);
        let beside = files::Beside {
            homes: home::missing(&site, &mut claims, &mut bag),
            aliases: files::aliases(&site, &mut claims, &mut bag),
        };
        let highlighter = Highlighter::new();
        let work = pages::Work {
            site: &site,
            parsed: self,
            shared: &shared,
            drift: &drift,
            highlighter: &highlighter,
        };
        let spoiled = bag.has_errors();
        let finished: Vec<Vec<Diagnostic>> = (0..site.pages.len())
            .into_par_iter()
            .map(|at| {
                let (findings, output) = work.page(at, !spoiled);
                output.map_or(Ok(()), sink)?;
                Ok(findings)
            })
            .collect::<Result<_, E>>()?;
        bag.extend(finished.into_iter().flatten());
        for ((_, channel), route) in &site.channel_pages {
            let (findings, output) = work.channel_page(channel, route, !spoiled);
            bag.extend(findings);
            output.map_or(Ok(()), sink)?;
        }
        for route in &beside.homes {
            let (findings, output) = work.made_home(route, !spoiled);
            bag.extend(findings);
            output.map_or(Ok(()), sink)?;
        }
        if !bag.has_errors() {
            bag.extend(work.others(&beside, snapshot, sink)?);
        }
        let counts = counts(&site);
        Ok(Compilation {
            findings: severity::settle(bag, &self.config, options),
            counts,
        })
    }
}

fn counts(site: &Site<'_>) -> Counts {
    let mut counts = Counts {
        pages: site.pages.len() + site.channel_pages.len(),
        ..Counts::default()
    };
    for page in &site.pages {
        let made = |name: &str| matches!(name, "table" | "week" | "chooser" | "channel");
        counts.tables += page
            .page
            .body
            .blocks
            .iter()
            .filter(|block| made(&block.name.value))
            .count();
        if page.page.front.kind == Kind::Faq {
            counts.questions += page
                .page
                .body
                .headings
                .iter()
                .filter(|heading| heading.level == 2)
                .count();
        }
    }
    counts
}
