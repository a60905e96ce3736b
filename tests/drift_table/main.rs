//! Sentences as people write them, and what is to be found in each: a table of precision and recall.
//!
//! Most findings of drift are judged by whether people believe them, so about a third of the
//! sentences hold something that looks like a fact and is none.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Code, Diagnostic, codes};
use madoguchi::output::Output;
use madoguchi::text::{Snapshot, SourcePath};
use proptest::prelude::*;

/// A sentence of the table.
struct Row {
    line: usize,
    text: String,
    expected: Vec<String>,
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift_table");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn rows(table: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in table.lines().enumerate() {
        if let Some(text) = line.strip_prefix("- ") {
            rows.push(Row {
                line: at + 1,
                text: text.replace('⏎', "\n"),
                expected: Vec::new(),
            });
        } else if let Some(expected) = line.strip_prefix("  - ") {
            rows.last_mut().unwrap().expected.push(expected.to_owned());
        }
    }
    rows
}

/// What is found in a page of one text, as `code words`, in the order of the text.
fn found(text: &str, path: &str, data: &str) -> Vec<String> {
    let page = format!("+++\ntitle = \"A\"\n+++\n{text}\n");
    let texts = [
        (
            "config.toml",
            "title = \"A\"\nlanguages = [\"ja\", \"en\"]\n",
        ),
        ("content/data/channels.toml", data),
        (path, page.as_str()),
    ];
    let today = "2026-11-20".parse().unwrap();
    let snapshot = Arc::new(Snapshot::of_texts(today, texts));
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let drop = |_: Output| Ok::<(), String>(());
    let compiled = parsed.compile(&snapshot, &options, &drop).unwrap();
    let drift = [codes::DRIFT, codes::LITERAL_FACT, codes::UNBOUND_FACT];
    let shown = |finding: &Diagnostic| {
        let place = finding.place.clone().unwrap();
        let code: Code = finding.code;
        (place.span, format!("{code} {}", &page[place.span.range()]))
    };
    let of_page = |finding: &&Diagnostic| {
        finding
            .place
            .as_ref()
            .is_some_and(|place| place.path.as_str() == path)
    };
    let mut found: Vec<_> = compiled
        .findings
        .iter()
        .filter(|finding| drift.contains(&finding.code))
        .filter(of_page)
        .map(shown)
        .collect();
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

fn check(name: &str, path: &str) {
    let data = read("site.toml");
    let rows = rows(&read(name));
    let (mut right, mut missed, mut wrong) = (0, 0, 0);
    let mut report = String::new();
    for row in &rows {
        let mut found = found(&row.text, path, &data);
        let mut expected = row.expected.clone();
        found.sort();
        expected.sort();
        let hits = expected.iter().filter(|one| found.contains(one)).count();
        right += hits;
        missed += expected.len() - hits;
        wrong += found.iter().filter(|one| !expected.contains(one)).count();
        if found != expected {
            let _ = writeln!(
                report,
                "tests/drift_table/{name}:{}: {:?}\n  expected {expected:?}\n  found    {found:?}",
                row.line, row.text
            );
        }
    }
    let silent = rows.iter().filter(|row| row.expected.is_empty()).count();
    let figures = format!(
        "{} texts, {silent} of them with nothing: {right} found, {missed} missed, {wrong} wrong",
        rows.len()
    );
    assert!(report.is_empty(), "{figures}\n{report}");
}

#[test]
fn sentences_in_japanese() {
    check("japanese.md", "content/_index.md");
}

#[test]
fn sentences_in_english() {
    check("english.md", "content/_index.en.md");
}

/// What random passages are put together of.
const TOKENS: &[&str] = &[
    "電話",
    "チャット",
    "メール",
    "Phone",
    "9:00",
    "21時",
    "〜",
    "から",
    "9 am",
    " to ",
    "24時間",
    "24/7",
    "（",
    ")",
    "、",
    "。",
    ". ",
    ", ",
    "は",
    "の",
    "が",
    "夜",
    "朝",
    "混む",
    "空いている",
    "つながり",
    "busy",
    "quiet",
    "一部",
    "0120",
    "以外",
    "閉鎖",
    "suspect",
    "平日",
    "土日祝",
    "のみ",
    " only",
    "休み",
    "closed",
    "18時以降",
    "after 6 pm",
    "1〜2営業日",
    "以内",
    "返信",
    "reply",
    "即日",
    "年中無休",
    "ではなく",
    "\u{130}",
    "ß",
    "\u{3000}",
    "ｱ",
    "①",
    "<br>",
    "**",
    "~~",
    "`",
    "{{ phone }}",
    "{{ mail.reply }}",
    "&#58;",
    "|",
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n: ",
    "\n## ",
    "\n|a|b|\n|-|-|\n|",
    "12月",
    "例えば",
    "避け",
    "(",
    "」",
    "12",
];

proptest! {
    #[test]
    fn nothing_panics(tokens in proptest::collection::vec(proptest::sample::select(TOKENS), 0..24)) {
        let text = tokens.concat();
        let data = read("site.toml");
        for found in found(&text, "content/_index.md", &data) {
            prop_assert!(found.contains(' '), "{}", found);
        }
    }
}

/// Passages that are made to be slow: what stands before, what comes again and again.
const SLOW: &[(&str, &str)] = &[
    ("", "9:00〜21:00、"),
    ("", "電話は9:00〜21:00です。"),
    ("電話", "9:00〜21:00 "),
    ("", "月9:00〜10:00、"),
    ("", "月"),
    ("", "月・火・"),
    ("", "毎週"),
    ("", "約"),
    ("", "1〜2営業日、"),
    ("返信", "2日"),
    ("", "年中無休"),
    ("", "平日のみ"),
    ("", "夜は混む"),
    ("混む", "夜"),
    ("", "0120の番号は閉鎖。"),
    ("", "電話、"),
    ("", "電話、チャット、"),
    ("9:00〜10:00", "電話"),
    ("", "(9:00〜10:00"),
    ("", "電話(9:00〜10:00)"),
    ("9:00〜10:00", "("),
    ("", "## 電話9:00〜10:00\n\n"),
    ("", "## a\n\n9:00〜10:00\n\n"),
    ("", "- 電話9:00〜10:00\n"),
    ("", "- a\n\n  - 9:00〜10:00\n\n"),
    ("", "9:00〜10:00\n\n"),
    ("", "電話\n: 9:00〜10:00\n\n"),
    ("|a|b|\n|-|-|\n", "|電話|9:00〜10:00|\n"),
    ("", "[^a]: 9:00〜10:00\n\n"),
    ("", "{{ phone }}9:00〜10:00 "),
    ("", "9:00〜"),
    ("", "9"),
    ("", "about "),
    ("", "24 hours "),
];

#[test]
fn time_grows_with_the_length_and_not_with_its_square() {
    let data = read("site.toml");
    let time = |pattern: &(&str, &str), length: usize| {
        let (before, again) = pattern;
        let text = format!("{before}{}", again.repeat(length / again.len()));
        let start = std::time::Instant::now();
        found(&text, "content/_index.md", &data);
        start.elapsed()
    };
    // As in the tests of Markdown: sixteen is what the square would give, and a busy machine is
    // asked again.
    let is_slow = |pattern: &(&str, &str)| {
        let short = time(pattern, 12 << 10).as_secs_f64().max(1e-6);
        let long = time(pattern, 48 << 10);
        long.as_secs_f64() / short > 9.0 && long > std::time::Duration::from_millis(200)
    };
    let slow: Vec<_> = SLOW
        .iter()
        .filter(|pattern| (0..3).all(|_| is_slow(pattern)))
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}
