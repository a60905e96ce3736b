//! What was recorded once is found for ever.
//!
//! A small site is edited at random: headings are reworded, moved, deleted, pages renamed, split
//! and deleted, and now and then everything is recorded. After each edit either every address that
//! was ever recorded is in the built pages, or the build has failed with an error that names it.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use madoguchi::civil::read_date;
use madoguchi::compile::{Edition, Memo, Options};
use madoguchi::diagnostic::{Diagnostic, Severity, codes};
use madoguchi::ledger::{Address, PATH};
use madoguchi::output::{Content, Output};
use madoguchi::render::highlight::Highlighter;
use madoguchi::text::{Snapshot, SourcePath};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// The names of pages; so few that names come back.
const NAMES: [&str; 5] = ["phone", "chat", "desk/mail", "窓口", "desk/_index"];
/// The words of headings.
const WORDS: [&str; 7] = [
    "By night",
    "At night",
    "Prices",
    "料金",
    "料金のめやす",
    "Robots",
    "Title",
];

#[derive(Clone, Debug)]
enum Edit {
    /// Other words; an id that is written stays.
    Reword(usize, usize, usize),
    /// The id that is written goes.
    Plain(usize, usize),
    Move(usize, usize, usize),
    Add(usize, usize),
    Delete(usize, usize),
    Reverse(usize),
    DeletePage(usize),
    RenamePage(usize, usize, Old),
    /// The second half of a page's headings become a page.
    Split(usize, usize),
    Record,
    /// Every lost address is kept in one way or another.
    Settle(usize),
}

/// What happens to the old name of a page.
#[derive(Clone, Copy, Debug)]
enum Old {
    Forgotten,
    Alias,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let n = || 0usize..16;
    let old = prop_oneof![Just(Old::Forgotten), Just(Old::Alias)];
    let edit = prop_oneof![
        2 => (n(), n(), n()).prop_map(|(a, b, c)| Edit::Reword(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Plain(a, b)),
        2 => (n(), n(), n()).prop_map(|(a, b, c)| Edit::Move(a, b, c)),
        3 => (n(), n()).prop_map(|(a, b)| Edit::Add(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Delete(a, b)),
        1 => n().prop_map(Edit::Reverse),
        1 => n().prop_map(Edit::DeletePage),
        2 => (n(), n(), old).prop_map(|(a, b, old)| Edit::RenamePage(a, b, old)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Split(a, b)),
        3 => Just(Edit::Record),
        4 => n().prop_map(Edit::Settle),
    ];
    prop::collection::vec(edit, 8..28)
}

#[derive(Clone, Debug, Default)]
struct PageText {
    /// Words, and an id if one is written.
    headings: Vec<(String, Option<String>)>,
    aliases: BTreeSet<String>,
}

/// The site, what is in its ledger, and what was ever recorded.
struct Guide {
    pages: BTreeMap<String, PageText>,
    ledger: Option<String>,
    ever: BTreeSet<Address>,
    memo: Memo,
    highlighter: Arc<Highlighter>,
    steps: Vec<String>,
}

/// The files of a build, or why there are none.
type Built = Result<BTreeMap<String, String>, Vec<Diagnostic>>;

impl Guide {
    fn new() -> Self {
        let page = |words: &[usize]| PageText {
            headings: words
                .iter()
                .map(|at| (WORDS[*at].to_owned(), None))
                .collect(),
            ..PageText::default()
        };
        let pages = [("phone", page(&[0, 2])), ("chat", page(&[5]))];
        let pages = pages.map(|(name, page)| (name.to_owned(), page));
        Self {
            pages: pages.into(),
            ledger: None,
            ever: BTreeSet::new(),
            memo: Memo::default(),
            highlighter: Arc::new(Highlighter::new()),
            steps: Vec::new(),
        }
    }

    fn snapshot(&self, with_ledger: bool) -> Arc<Snapshot> {
        let mut texts = vec![
            ("config.toml".to_owned(), "title = \"Guide\"\n".to_owned()),
            ("content/_index.md".to_owned(), "# Guide\n".to_owned()),
        ];
        for (name, page) in &self.pages {
            let mut text = String::new();
            if !page.aliases.is_empty() {
                let _ = writeln!(text, "+++\naliases = {:?}\n+++", page.aliases);
                text = text
                    .replace(['{', '}'], "[")
                    .replacen("[\n+++", "]\n+++", 1);
            }
            let _ = writeln!(text, "# {name}");
            for (words, id) in &page.headings {
                let id = id.as_ref().map(|id| format!(" {{#{id}}}"));
                let _ = writeln!(text, "## {words}{}", id.unwrap_or_default());
            }
            texts.push((format!("content/{name}.md"), text));
        }
        if let Some(ledger) = self.ledger.as_ref().filter(|_| with_ledger) {
            texts.push((PATH.to_owned(), ledger.clone()));
        }
        let texts = texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        Arc::new(Snapshot::of_texts(read_date("2026-12-01").unwrap(), texts))
    }

    fn edition(&mut self) -> Edition {
        let (snapshot, options) = (self.snapshot(true), Options::default());
        let config = SourcePath::new("config.toml");
        let parsed = self.memo.parse(&snapshot, &config, &options);
        Edition::declare(parsed, &snapshot, &options, self.highlighter.clone())
    }

    fn build(&mut self, with_ledger: bool) -> Built {
        let (snapshot, options) = (self.snapshot(with_ledger), Options::default());
        let config = SourcePath::new("config.toml");
        let parsed = self.memo.parse(&snapshot, &config, &options);
        let files = Mutex::new(BTreeMap::new());
        let sink = |output: Output| {
            if let Content::Bytes(bytes) = output.content {
                let text = String::from_utf8(bytes).unwrap();
                files.lock().unwrap().insert(output.path.to_string(), text);
            }
            Ok::<(), Infallible>(())
        };
        let Ok(compilation) = parsed.compile(&snapshot, &options, &sink);
        if compilation.has_errors() {
            Err(compilation.findings)
        } else {
            Ok(files.into_inner().unwrap())
        }
    }

    fn name(&self, at: usize) -> Option<String> {
        let count = self.pages.len();
        (count > 0).then(|| self.pages.keys().nth(at % count).unwrap().clone())
    }

    fn page(&mut self, at: usize) -> Option<&mut PageText> {
        let name = self.name(at)?;
        self.pages.get_mut(&name)
    }

    fn apply(&mut self, edit: &Edit) -> Option<()> {
        match *edit {
            Edit::Reword(page, heading, words) => {
                heading_of(self.page(page)?, heading)?.0 = WORDS[words % WORDS.len()].to_owned();
            }
            Edit::Plain(page, heading) => heading_of(self.page(page)?, heading)?.1 = None,
            Edit::Move(from, heading, to) => {
                let heading = take(self.page(from)?, heading)?;
                self.page(to)?.headings.push(heading);
            }
            Edit::Add(page, words) => {
                let words = WORDS[words % WORDS.len()].to_owned();
                self.page(page)?.headings.push((words, None));
            }
            Edit::Delete(page, heading) => drop(take(self.page(page)?, heading)?),
            Edit::Reverse(page) => self.page(page)?.headings.reverse(),
            Edit::DeletePage(page) => {
                let name = self.name(page)?;
                self.pages.remove(&name);
            }
            Edit::RenamePage(page, name, old) => {
                let (from, to) = (self.name(page)?, NAMES[name % NAMES.len()]);
                if self.pages.contains_key(to) {
                    return None;
                }
                let mut page = self.pages.remove(&from)?;
                if matches!(old, Old::Alias) {
                    page.aliases.insert(url(&from));
                }
                self.pages.insert(to.to_owned(), page);
            }
            Edit::Split(page, name) => {
                let to = NAMES[name % NAMES.len()];
                if self.pages.contains_key(to) {
                    return None;
                }
                let page = self.page(page)?;
                let headings = page.headings.split_off(page.headings.len() / 2);
                let split = PageText {
                    headings,
                    ..PageText::default()
                };
                self.pages.insert(to.to_owned(), split);
            }
            Edit::Record => self.record(),
            Edit::Settle(how) => self.settle(how),
        }
        Some(())
    }

    /// What `madoguchi anchors record` does.
    fn record(&mut self) {
        if self.build(true).is_err() {
            return;
        }
        let recorded = self.edition().record();
        let mut known = self.ever.clone();
        known.extend(recorded.added);
        self.ever = known;
        self.ledger = Some(recorded.ledger.text());
    }

    /// Does for each lost address what a finding asks for.
    fn settle(&mut self, how: usize) {
        for round in 0..200 {
            let Err(findings) = self.build(true) else {
                return;
            };
            let lost = findings.iter().find(|finding| {
                [codes::LOST_PAGE, codes::LOST_ANCHOR, codes::RETIRED_TARGET]
                    .contains(&finding.code)
            });
            let Some(finding) = lost else {
                return;
            };
            let is_target = finding.code == codes::RETIRED_TARGET;
            let name = finding
                .message
                .en
                .split('`')
                .nth(if is_target { 3 } else { 1 });
            let address = Address::parse(name.unwrap()).unwrap();
            self.keep(&address, how + round);
        }
        panic!("it never comes to an end");
    }

    fn keep(&mut self, address: &Address, how: usize) {
        if let (Some(id), 0) = (&address.anchor, how % 3) {
            let own = self
                .pages
                .iter()
                .find(|(name, _)| url(name) == address.page);
            if let Some(name) = own.map(|(name, _)| name.clone()) {
                let page = self.pages.get_mut(&name).unwrap();
                let free = page.headings.iter_mut().find(|(_, id)| id.is_none());
                if let Some(heading) = free {
                    heading.1 = Some(id.clone());
                    return;
                }
            }
        }
        let edition = self.edition();
        let there = edition.record().added;
        let recorded = self.ledger.as_deref().unwrap_or_default().lines().skip(1);
        let recorded = recorded
            .filter(|line| !line.contains("->"))
            .map(str::to_owned);
        let mut all: Vec<String> = there.iter().map(ToString::to_string).collect();
        all.extend(recorded);
        for at in 0..all.len() {
            let to = &all[(how * 7 + at) % all.len()];
            if let Ok(retired) = edition.retire(&address.to_string(), to) {
                self.ledger = Some(retired.ledger.text());
                return;
            }
        }
        panic!("`{address}` can be retired to nothing of {all:?}");
    }

    fn check(&mut self) -> Result<(), TestCaseError> {
        match self.build(true) {
            Ok(files) => {
                for address in &self.ever {
                    prop_assert!(
                        is_in(&files, address),
                        "`{address}` is gone\n{}",
                        self.told()
                    );
                }
                lead_somewhere(&files)?;
            }
            Err(findings) => {
                // What the pages have by themselves; the ledger's own lines are kept by it.
                let Ok(alone) = self.build(false) else {
                    return Ok(());
                };
                for address in &self.ever {
                    prop_assert!(
                        is_in(&alone, address)
                            || self.is_kept(address)
                            || names(&findings, address),
                        "`{address}` is gone and no error names it\n{}\n{findings:#?}",
                        self.told()
                    );
                }
            }
        }
        Ok(())
    }

    /// Whether the ledger or an alias says what became of an address or of its page.
    fn is_kept(&self, address: &Address) -> bool {
        let retired = |address: &str| {
            let start = format!("{address} -> ");
            let mut lines = self.ledger.as_deref().unwrap_or_default().lines();
            lines.any(|line| line.starts_with(&start))
        };
        let stands = self.pages.keys().any(|name| url(name) == address.page);
        let mut pages = self.pages.values();
        let aliased = pages.any(|page| page.aliases.contains(&address.page));
        retired(&address.to_string()) || (!stands && (aliased || retired(&address.page)))
    }

    fn told(&self) -> String {
        format!(
            "{}\n{:#?}\n{}",
            self.steps.join("\n"),
            self.pages,
            self.ledger.as_deref().unwrap_or_default()
        )
    }
}

fn heading_of(page: &mut PageText, at: usize) -> Option<&mut (String, Option<String>)> {
    let count = page.headings.len();
    page.headings.get_mut(at.checked_rem(count)?)
}

fn take(page: &mut PageText, at: usize) -> Option<(String, Option<String>)> {
    let count = page.headings.len();
    Some(page.headings.remove(at.checked_rem(count)?))
}

/// Where a page stands.
fn url(name: &str) -> String {
    let name = name.strip_suffix("_index").unwrap_or(name);
    format!("/{}/", name.trim_end_matches('/'))
}

/// Whether a page is there and has the id.
fn is_in(files: &BTreeMap<String, String>, address: &Address) -> bool {
    let file = format!("{}index.html", &address.page[1..]);
    files.get(&file).is_some_and(|html| {
        let id = address.anchor.as_ref();
        id.is_none_or(|id| html.matches(&format!(" id=\"{id}\"")).count() == 1)
    })
}

fn names(findings: &[Diagnostic], address: &Address) -> bool {
    let names = [format!("`{address}`"), format!("`{}`", address.page)];
    findings.iter().any(|finding| {
        finding.severity == Severity::Error
            && names
                .iter()
                .any(|name| finding.message.en.contains(name.as_str()))
    })
}

/// Every line that leads on leads to what is there.
fn lead_somewhere(files: &BTreeMap<String, String>) -> Result<(), TestCaseError> {
    for (path, html) in files {
        let moved = html.split("<ul class=\"moved\">").nth(1);
        let moved = moved.and_then(|html| html.split("</ul>").next());
        let taken_on = html.split("content=\"0; url=").nth(1);
        let taken_on = taken_on.and_then(|html| html.split('"').next());
        let links = moved
            .into_iter()
            .flat_map(|html| html.split("href=\"").skip(1));
        let links = links.filter_map(|html| html.split('"').next());
        for link in links.chain(taken_on) {
            let address = followed(path, link);
            prop_assert!(
                is_in(files, &address),
                "{path}: {link} leads to `{address}`"
            );
        }
    }
    Ok(())
}

/// The address that a link of a page leads to.
fn followed(from: &str, link: &str) -> Address {
    let link = madoguchi::text::percent_decoded(link);
    let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().unwrap()),
            part => parts.push(part),
        }
    }
    let page = parts
        .iter()
        .fold(String::from("/"), |url, part| url + part + "/");
    Address {
        page,
        anchor: Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_recorded_address_is_found_or_named(edits in edits()) {
        let mut guide = Guide::new();
        guide.record();
        for edit in &edits {
            guide.steps.push(format!("{edit:?}"));
            guide.apply(edit);
            guide.check()?;
        }
        // In the end whatever is lost can be kept, and then everything is there.
        guide.settle(edits.len());
        guide.check()?;
    }
}
