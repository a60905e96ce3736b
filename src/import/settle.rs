//! From an old tree that is understood to a site that builds.
//!
//! What is made is tried first: the site is compiled in memory, and what would still be an error is put
//! another way, in the end as code, and told at its place in the old tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::atlas::Atlas;
use super::body::{Shared, convert};
use super::finish::Draft;
use super::ledger::{Record, is_alias};
use super::old::OldSite;
use super::outline::Outline;
use super::traced::{Edit, Moves};
use super::write::{fence_for, quoted};
use super::{Counts, Imported, refused, repair, titles};
use crate::compile::{self, Options};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::digest::Digest;
use crate::ledger;
use crate::page::foreign::Foreign;
use crate::text::{Asset, Snapshot, Source, SourcePath};
use crate::wording::words;

/// How often what is wrong is put another way.
const ROUNDS: usize = 6;

const CONFIG: &str = "config.toml";

/// What git is to know of the new site.
const AROUND: [(&str, &str); 2] = [
    (".gitattributes", "anchors.lock merge=union\n"),
    (".gitignore", "/public/\n/.madoguchi-cache/\n"),
];

/// Makes the site.
pub(super) fn settle(old: &Snapshot, site: &OldSite) -> Imported {
    let outlines: Vec<Outline> = site
        .pages
        .iter()
        .map(|page| Outline::of(page, &site.rules))
        .collect();
    let shared = Shared {
        site,
        atlas: Atlas::of(site),
        outlines,
    };
    let mut copy = Copy {
        old,
        shared: &shared,
        drafts: Vec::new(),
        labels: site.config.labels.clone(),
        image_sources: BTreeSet::new(),
        record: Record::default(),
    };
    for at in 0..site.pages.len() {
        copy.draft(at);
    }
    let errors = copy.try_it();
    copy.imported(errors)
}

/// The site that is being made.
struct Copy<'c> {
    old: &'c Snapshot,
    shared: &'c Shared<'c>,
    drafts: Vec<Draft>,
    labels: Vec<(String, String)>,
    image_sources: BTreeSet<String>,
    record: Record,
}

impl Copy<'_> {
    fn draft(&mut self, at: usize) {
        let page = &self.shared.site.pages[at];
        let outline = &self.shared.outlines[at];
        let mut front = page.front.clone();
        let told = self.title(at, &mut front.title);
        let aliases = page
            .urls
            .iter()
            .filter(|url| **url != page.url && is_alias(url));
        front.aliases.extend(aliases.cloned());
        front.aliases.sort();
        front.aliases.dedup();
        if page.is_draft {
            front.aliases.clear();
        }
        let mut draft = Draft {
            path: page.file.clone(),
            front,
            body: page.body.clone(),
            wanted: Vec::new(),
            findings: told,
        };
        draft
            .findings
            .extend(outline.lost.iter().map(|(id, range)| {
                let why = words(
                    "にはここで使えない文字があるため、残せませんでした",
                    "holds characters that cannot be kept here",
                );
                super::finding::anchor(page.body.place(range.clone()), id, why)
            }));
        if let Some(converted) = convert(self.shared, at) {
            draft.body = converted.text;
            draft.findings.extend(converted.findings);
            self.image_sources.extend(converted.image_sources);
            let moves = Moves::of(&converted.edits);
            let headings = outline.headings.iter();
            draft.wanted = headings
                .filter_map(|heading| {
                    let at = moves.moved(heading.range.start);
                    Some((at, heading.id.clone()?))
                })
                .collect();
        } else {
            as_code(&mut draft);
            draft.findings.push(super::finding::file(
                page.body.place(0..0),
                words(
                    "入れ子が深すぎて読めないため、ページ全体をコードとして残しました",
                    "the page nests too deep to be read and stays as code",
                ),
            ));
        }
        draft.finish();
        self.drafts.push(draft);
    }

    /// A page is called what its first heading says; else what its generator called it. Gives what is to be
    /// told of that.
    fn title(&mut self, at: usize, title: &mut Option<String>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        if !self.shared.site.config.has_names {
            return told;
        }
        let page = &self.shared.site.pages[at];
        let mut headings = self.shared.outlines[at].headings.iter();
        let first = headings.find(|heading| heading.level == 1);
        let name = page.file.below("content").unwrap_or_default();
        let name = name.strip_suffix("/_index.md").unwrap_or(name).to_owned();
        match first {
            Some(heading) if !heading.text.is_empty() && !page.is_draft => {
                told.extend(titles::left(page, title.as_deref(), &heading.text));
                if heading.has_link && !heading.is_rich {
                    told.extend(titles::with_link(page, heading));
                }
                // What is more than words stays in the text.
                *title = heading.is_rich.then(|| heading.text.clone());
                if heading.text != page.name && !page.name.is_empty() && page.url != "/" {
                    self.labels.push((name, page.name.clone()));
                }
            }
            _ if title.is_none() && !page.name.is_empty() => *title = Some(page.name.clone()),
            _ => {}
        }
        told
    }

    /// Compiles the site and puts another way what is wrong; gives what stays wrong.
    fn try_it(&mut self) -> Vec<Diagnostic> {
        for round in 0.. {
            let errors = self.errors();
            if errors.is_empty() || round == ROUNDS {
                return errors;
            }
            let mut by_page: BTreeMap<SourcePath, Vec<Diagnostic>> = BTreeMap::new();
            for error in &errors {
                if let Some(place) = &error.place {
                    by_page
                        .entry(place.path.clone())
                        .or_default()
                        .push(error.clone());
                }
            }
            let mut is_changed = false;
            for draft in &mut self.drafts {
                let Some(errors) = by_page.get(&draft.path) else {
                    continue;
                };
                is_changed = true;
                if round + 2 < ROUNDS {
                    repair::repair(draft, errors);
                } else {
                    repair::tell(draft, errors);
                    as_code(draft);
                }
                draft.finish();
            }
            if !is_changed {
                return errors;
            }
        }
        Vec::new()
    }

    fn errors(&mut self) -> Vec<Diagnostic> {
        self.record();
        let config = SourcePath::new(CONFIG);
        let options = Options {
            drafts: true,
            ..Options::default()
        };
        // Whoever looks at drafts is not to find a broken site, either.
        let mut errors: Vec<Diagnostic> = Vec::new();
        for options in [Options::default(), options] {
            let snapshot = Arc::new(self.snapshot());
            let parsed = compile::parse(&snapshot, &config, &options);
            let findings = parsed.rehearse(&snapshot, &options);
            let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
            errors.extend(findings.into_iter().filter(is_error));
            if !errors.is_empty() {
                break;
            }
        }
        errors
    }

    fn record(&mut self) {
        let mut record = Record::default();
        for (at, page) in self.shared.site.pages.iter().enumerate() {
            if !page.is_draft {
                let (parsed, _) = self.drafts[at].parsed();
                record.page(page, &self.shared.outlines[at], &parsed);
            }
        }
        record.redirects(self.shared.site, |url| self.shared.atlas.page_at(url));
        self.record = record;
    }

    fn texts(&self) -> BTreeMap<SourcePath, Source> {
        let site = self.shared.site;
        let mut texts: Vec<Source> = self.drafts.iter().map(|draft| draft.source().0).collect();
        texts.push(Source::new(CONFIG, self.config()));
        texts.push(Source::new(ledger::PATH, self.record.ledger.text()));
        texts.extend(site.texts.iter().cloned());
        texts.extend(AROUND.map(|(path, text)| Source::new(path, text)));
        texts
            .into_iter()
            .map(|source| (source.path.clone(), source))
            .collect()
    }

    fn config(&self) -> String {
        let config = &self.shared.site.config;
        let mut text = config.head.clone();
        let order: String = config
            .order
            .iter()
            .map(|name| format!("  {},\n", quoted(name)))
            .collect();
        if !order.is_empty() {
            let _ = write!(text, "\n[nav]\norder = [\n{order}]\n");
        }
        if !self.labels.is_empty() {
            text.push_str("\n[nav.labels]\n");
            for (name, title) in &self.labels {
                let _ = writeln!(text, "{} = {}", quoted(name), quoted(title));
            }
        }
        if !self.image_sources.is_empty() {
            let sources: Vec<String> = self.image_sources.iter().map(|s| quoted(s)).collect();
            let _ = write!(text, "\n[csp]\nimg_src = [{}]\n", sources.join(", "));
        }
        text + &config.tables
    }

    /// The new site as a value.
    fn snapshot(&self) -> Snapshot {
        let mut texts = self.texts();
        let mut assets: BTreeMap<SourcePath, Asset> = BTreeMap::new();
        for file in self.shared.site.files.values() {
            if let Some(asset) = asset_of(self.old, &file.from) {
                assets.insert(file.to.clone(), asset);
            }
        }
        for source in &self.shared.site.texts {
            texts.remove(&source.path);
            assets.insert(source.path.clone(), of_text(source));
        }
        texts.retain(|path, _| !path.as_str().starts_with('.'));
        Snapshot {
            texts,
            assets,
            refused: Vec::new(),
            today: self.old.today,
            changed: Arc::default(),
        }
    }

    fn imported(mut self, errors: Vec<Diagnostic>) -> Imported {
        let site = self.shared.site;
        let mut bag = Bag::new();
        bag.extend(site.findings.clone());
        bag.extend(refused::refused(self.old));
        for draft in &mut self.drafts {
            bag.extend(std::mem::take(&mut draft.findings));
        }
        bag.extend(std::mem::take(&mut self.record.findings));
        let copies: BTreeMap<SourcePath, SourcePath> = site
            .files
            .values()
            .map(|file| (file.to.clone(), file.from.clone()))
            .collect();
        Imported {
            counts: Counts {
                pages: site.pages.iter().filter(|page| !page.is_draft).count(),
                anchors: self.record.anchors,
                files: copies.len(),
            },
            texts: self.texts(),
            copies,
            findings: bag.into_sorted(),
            errors,
        }
    }
}

/// The whole of a page as code, so that nothing of it is lost.
fn as_code(draft: &mut Draft) {
    let text = &draft.body.text;
    let fence = fence_for(text);
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    let mut edits = vec![Edit::insert(0, format!("{fence}markdown\n"))];
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        // A line is told to nest too deep wherever it stands, so it may not begin as it did.
        if Foreign::default().read(line).is_none() {
            edits.push(Edit::insert(at, "\\"));
        }
        at += line.len();
    }
    edits.push(Edit::insert(at, format!("{newline}{fence}\n")));
    draft.edit(&edits);
    draft.wanted.clear();
}

/// A file of the old tree as an asset of the new one.
fn asset_of(old: &Snapshot, path: &SourcePath) -> Option<Asset> {
    let asset = old.assets.get(path).cloned();
    asset.or_else(|| old.texts.get(path).map(of_text))
}

fn of_text(source: &Source) -> Asset {
    let bytes = source.text.as_bytes();
    Asset {
        digest: Digest::of(bytes),
        length: bytes.len() as u64,
        head: Arc::from(&bytes[..bytes.len().min(64 * 1024)]),
    }
}
