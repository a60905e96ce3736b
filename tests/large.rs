//! A site of many pages: it is built while nothing is kept but what was read (row F11).
//!
//! A file of its own, since the memory that is measured is that of the whole process.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read what the system says of this process, and fail by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use madoguchi::civil::read_date;
use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::Severity;
use madoguchi::output::{Content, Output};
use madoguchi::text::{Snapshot, SourcePath};

/// How many pages.
const PAGES: usize = 10_000;
/// Pages of one section.
const SECTION: usize = 50;

const CONFIG: &str = "title = \"大きな案内\"\nbase_url = \"https://example.github.io/large/\"\n";

const CHANNELS: &str = "ours = true
[channel.phone]
name = \"電話\"
kind = \"phone\"
hours = { weekdays = \"9:00-17:00\" }
[channel.chat]
name = \"チャット\"
kind = \"chat\"
hours = \"24/7\"
";

fn file(at: usize) -> String {
    format!("content/section-{}/page-{at}.md", at / SECTION)
}

/// A short page: prose with facts, a table, links to others, a list.
fn page(at: usize) -> String {
    let mut text =
        format!("# 手続き {at}\n\n## 受付 {{#hours}}\n\n受付は{{{{ phone.hours }}}}です。\n\n");
    text.push_str("```{table}\nof = \"channels\"\ncolumns = [\"name\", \"hours\"]\n```\n\n");
    text.push_str("## 関連 {#related}\n\n");
    for step in [1, 7, 500] {
        let other = (at + step) % PAGES;
        let path = file(other);
        let path = path.trim_start_matches("content/");
        let _ = writeln!(text, "- [手続き {other}](@/{path}#hours)");
    }
    text.push_str("\n用紙に名前と住所を書き、窓口に出してください。受け取った日から数えます。\n");
    text
}

fn snapshot() -> Snapshot {
    let mut files = vec![
        ("config.toml".to_owned(), CONFIG.to_owned()),
        ("content/_index.md".to_owned(), "# 大きな案内\n".to_owned()),
        ("content/data/channels.toml".to_owned(), CHANNELS.to_owned()),
    ];
    for section in 0..PAGES.div_ceil(SECTION) {
        files.push((
            format!("content/section-{section}/_index.md"),
            format!("# 部門 {section}\n"),
        ));
    }
    files.extend((0..PAGES).map(|at| (file(at), page(at))));
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    Snapshot::of_texts(read_date("2026-11-23").unwrap(), files)
}

/// The most memory that this process has had so far, in bytes; nothing where the system does not tell.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[test]
fn f11_many_pages_take_little_more_than_their_text() {
    let snapshot = snapshot();
    let texts: usize = snapshot
        .texts
        .values()
        .map(|source| source.text.len())
        .sum();
    let before = peak();
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let (files, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let sink = |output: Output| {
        files.fetch_add(1, Ordering::Relaxed);
        if let Content::Bytes(made) = output.content {
            bytes.fetch_add(made.len(), Ordering::Relaxed);
        }
        Ok::<(), ()>(())
    };
    let compilation = parsed
        .compile(&Arc::new(snapshot), &options, &sink)
        .unwrap();
    let errors = compilation
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{:?}", compilation.findings.first());
    assert!(files.into_inner() > PAGES, "every page is made");
    let made = bytes.into_inner();
    assert!(made > 4 * texts, "the pages are longer than their texts");
    let (Some(before), Some(after)) = (before, peak()) else {
        return;
    };
    let taken = after.saturating_sub(before);
    println!("texts {texts}, pages {made}, memory {taken}");
    // What a page declares costs a few times its text; what it becomes must cost nothing.
    assert!(
        taken < 16 * texts + (32 << 20),
        "{texts} bytes of text took {taken} bytes of memory"
    );
    assert!(taken < made, "{made} bytes of pages were kept: {taken}");
}
