//! Sentences as people write them, and what is to be found in each: figures of recall and false alarms.
//!
//! Most findings of drift are judged by whether people believe them, so more than a third of the
//! texts hold something that looks like a fact and is none. `MADOGUCHI_DRIFT_TEXTS=FILE` measures a
//! list of texts that stands elsewhere, before it comes into this folder.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

mod article;
mod corpus;
mod figures;
mod mutation;
mod site;
mod spellings;

use std::{env, fs};

use corpus::{Language, read, rows, rows_of};
use figures::Figures;
use madoguchi::diagnostic::{Diagnostic, codes};
use proptest::prelude::*;
use site::Compiled;

/// At least so much of what is to be found is found, in each class and language.
const RECALL: f64 = 0.98;
/// In no more of the texts something is found that is not there, in each class and language.
const FALSE_ALARMS: f64 = 0.01;

#[test]
fn figures_of_recall_and_false_alarms() {
    let data = read("site.toml");
    let mut figures = Figures::default();
    for language in Language::ALL {
        for row in rows(language.file()) {
            let found = Compiled::of(&row.text, language.page(), &data).found();
            figures.count(language, &row, &found);
        }
    }
    let table = figures.table();
    println!("{table}{}", figures.differences.concat());
    for (of, tally) in figures.tallies() {
        assert!(tally.recall() >= RECALL, "{of:?}\n{table}");
        assert!(tally.false_alarms() <= FALSE_ALARMS, "{of:?}\n{table}");
        assert!(tally.texts >= 40, "{of:?}: {tally:?}");
    }
    let surprises = figures.surprises.concat();
    assert!(surprises.is_empty(), "{table}{surprises}");
}

/// Figures of texts that are not in this folder: nothing is asked of them.
#[test]
fn figures_of_other_texts() {
    let Some(paths) = env::var_os("MADOGUCHI_DRIFT_TEXTS") else {
        return;
    };
    let data = read("site.toml");
    let mut figures = Figures::default();
    for path in env::split_paths(&paths) {
        let list = fs::read_to_string(&path).unwrap();
        for row in rows_of(&list) {
            let language = Language::of(&row.text);
            let found = Compiled::of(&row.text, language.page(), &data).found();
            figures.count(language, &row, &found);
        }
    }
    println!("{}{}", figures.differences.concat(), figures.table());
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
    for language in Language::ALL {
        let path = language.page();
        for row in rows(language.file()) {
            let before = Compiled::of(&row.text, path, &data);
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
            let after = Compiled::of(text.trim_end_matches('\n'), path, &data);
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
        for found in Compiled::of(&text, "content/_index.md", &data).found() {
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
        Compiled::of(&text, "content/_index.md", &data);
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
