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
use std::sync::{Arc, Mutex};

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Code, Diagnostic, codes};
use madoguchi::output::{Content, Output};
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

/// A site of one page, compiled.
struct Site {
    page: String,
    findings: Vec<Diagnostic>,
    html: String,
}

fn compiled(text: &str, path: &str, data: &str) -> Site {
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
    let html = Mutex::new(String::new());
    let sink = |output: Output| {
        if let (true, Content::Bytes(bytes)) =
            (output.path.as_str().ends_with("index.html"), output.content)
        {
            *html.lock().unwrap() = String::from_utf8(bytes).unwrap();
        }
        Ok::<(), String>(())
    };
    let compiled = parsed.compile(&snapshot, &options, &sink).unwrap();
    let of_page = |finding: &Diagnostic| {
        let place = finding.place.as_ref();
        place.is_some_and(|place| place.path.as_str() == path)
    };
    Site {
        page,
        findings: compiled.findings.into_iter().filter(of_page).collect(),
        html: html.into_inner().unwrap(),
    }
}

/// What is found in a page of one text, as `code words`, in the order of the text.
fn found(text: &str, path: &str, data: &str) -> Vec<String> {
    let site = compiled(text, path, data);
    let drift = [codes::DRIFT, codes::LITERAL_FACT, codes::UNBOUND_FACT];
    let shown = |finding: &Diagnostic| {
        let span = finding.place.clone().unwrap().span;
        let code: Code = finding.code;
        (span, format!("{code} {}", &site.page[span.range()]))
    };
    let of_drift = |finding: &&Diagnostic| drift.contains(&finding.code);
    let mut found: Vec<_> = site.findings.iter().filter(of_drift).map(shown).collect();
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

/// What a reader sees of the prose of a page.
fn letters(html: &str) -> String {
    let body = html.split("class=\"page-body\"").nth(1).unwrap();
    let ends = [
        "<section class=\"provenance",
        "<footer",
        "</article>",
        "<nav",
    ];
    let end = ends.iter().filter_map(|end| body.find(end)).min();
    let body = &body[..end.unwrap_or(body.len())];
    let mut letters = String::new();
    for piece in body.split('<').skip(1) {
        letters.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    letters.trim().to_owned()
}

#[test]
fn a_fix_prints_the_very_same_characters() {
    let data = read("site.toml");
    let mut fixed = 0;
    for (name, path) in [
        ("japanese.md", "content/_index.md"),
        ("english.md", "content/_index.en.md"),
    ] {
        for row in rows(&read(name)) {
            let before = compiled(&row.text, path, &data);
            let mut edits: Vec<_> = before
                .findings
                .iter()
                .filter_map(|of| of.fix.clone())
                .flat_map(|fix| fix.edits)
                .collect();
            if edits.is_empty() || before.html.is_empty() {
                continue;
            }
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
            let mut page = before.page.clone();
            for edit in &edits {
                page.replace_range(edit.span.range(), &edit.text);
            }
            let text = page.split_once("\"\n+++\n").unwrap().1;
            let after = compiled(text.trim_end_matches('\n'), path, &data);
            assert_eq!(letters(&after.html), letters(&before.html), "{text}");
            let still =
                |finding: &Diagnostic| finding.code == codes::LITERAL_FACT && finding.fix.is_some();
            assert!(
                !after.findings.iter().any(still),
                "{text}: {:?}",
                after.findings
            );
            fixed += edits.len();
        }
    }
    assert!(fixed > 20, "{fixed}");
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
