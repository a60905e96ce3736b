//! What holds of mending, however a site is broken: a second run changes nothing, no error is brought, and
//! a fact that takes the place of letters prints the same letters.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read the repository, and fail by panicking"
)]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, Severity, codes};
use madoguchi::mend::{Mended, mend};
use madoguchi::output::{Content, Output};
use madoguchi::text::{Snapshot, Source, SourcePath};
use proptest::prelude::*;

const CONFIG: &str = "config.toml";

fn repository(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let config = (CONFIG, "title = \"A\"\nlanguages = [\"ja\", \"en\"]\n");
    let files = [config].into_iter().chain(files.iter().copied());
    let today = "2026-11-20".parse().unwrap();
    Arc::new(Snapshot::of_texts(today, files))
}

fn mended(snapshot: &Arc<Snapshot>) -> Mended {
    mend(snapshot, &SourcePath::new(CONFIG), &Options::default())
}

/// The site with what was mended.
fn after(before: &Snapshot, mended: &Mended) -> Arc<Snapshot> {
    let mut after = before.clone();
    for (path, file) in &mended.files {
        let source = Source::new(path.as_str(), file.after.clone());
        after.texts.insert(path.clone(), source);
    }
    Arc::new(after)
}

/// What is wrong, and the home page as HTML.
fn compiled(snapshot: &Arc<Snapshot>) -> (Vec<Diagnostic>, String) {
    let options = Options::default();
    let parsed = compile::parse(snapshot, &SourcePath::new(CONFIG), &options);
    let html = Mutex::new(String::new());
    let sink = |output: Output| {
        if let ("index.html", Content::Bytes(bytes)) = (output.path.as_str(), output.content) {
            *html.lock().unwrap() = String::from_utf8(bytes).unwrap();
        }
        Ok::<(), String>(())
    };
    let compiled = parsed.compile(snapshot, &options, &sink).unwrap();
    (compiled.findings, html.into_inner().unwrap())
}

fn errors(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    findings.iter().filter(is_error).collect()
}

/// The letters of a page's body: what stands between its tags.
fn letters(html: &str) -> String {
    let body = html.split_once("class=\"page-body").unwrap().1;
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

/// Lines with something to mend, and some with something that is wrong and has no sure cure.
const LINES: &[&str] = &[
    "＃ 題",
    "＃＃ 受付時間",
    "##受付時間",
    "## 受付時間",
    "## 受付時間 {#hours onclick=x .wide}",
    "## ! {.wide}",
    "###",
    "｀｀｀",
    "```",
    "｛｛ 電話.hours ｝｝",
    "{{ 電話.hours }}と｛｛ phone.hours}}",
    "｛｛ nobody.hours ｝｝",
    "{{ phone.hours",
    "> ［!WARNING]",
    "> ［！NOTE］ 注意",
    "電話は09:00〜21:00です。",
    "電話は9:00〜21:00です。電話は**9:00〜21:00 **です",
    "本社窓口は平日9:00〜17:30です，ほか。",
    "**太字 **です、はい．",
    "** 太字** と ~~線 ~~",
    "-電話\n-チャット",
    "1.電話\n2.チャット",
    "- 電話\n- チャット",
    "0120\u{200b}-000-000 と \u{202e}逆",
    "&#x202E;",
    "![](a.png) [](a.md) []()",
    "[文字](a b.md)",
    "```{table}\nof ＝ “channels”\ncolumns = [“name”、 \"hours\"]\n```",
    "```table\nof = \"channels\"\n```",
    "```{table}\nof = チャット\n```",
    "",
    "本文、です。",
    "Some words.\r\nand more",
];

const FRONT: &[&str] = &[
    "",
    "+++\nkind = \"faq\"\n+++\n",
    "＋＋＋\ntitle ＝ “題”\n＋＋＋\n",
    "\u{feff}+++\ntitle = 題\n+++\n",
    "+++\ncheck = { literal = [\"6:00〜24:00\", \"9:00〜21:00\"] }\n+++\n",
    "---\ntitle：題\n---\n",
    "---\ntitle:題\n---\n",
    "+++\r\ntitle = \"a\"\r\n+++\r\n",
];

fn page() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(prop::sample::select(LINES), 0..10);
    let quote = prop::sample::select(&["\n\n", "\n\n", "\n"][..]);
    (prop::sample::select(FRONT), lines, quote)
        .prop_map(|(front, lines, between)| format!("{front}{}\n", lines.join(between)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_run_changes_nothing_and_no_error_is_brought(a in page(), b in page()) {
        let data = repository("tests/drift/site.toml");
        let before = snapshot(&[
            ("content/_index.md", &a),
            ("content/b.md", &b),
            ("content/data/channels.toml", &data),
        ]);
        let first = mended(&before);
        let once = after(&before, &first);
        let second = mended(&once);
        prop_assert!(
            second.files.is_empty(),
            "{:#?}",
            second.files.values().map(|file| (&file.before, &file.after)).collect::<Vec<_>>()
        );
        let (found, _) = compiled(&before);
        let (left, _) = compiled(&once);
        // Behind what cannot be read there may be anything; else no error may be there that was not.
        let hides = |finding: &&Diagnostic| {
            [codes::TOML_SYNTAX, codes::YAML_SYNTAX, codes::UNKNOWN_BLOCK].contains(&finding.code)
        };
        if !errors(&found).iter().any(hides) {
            prop_assert!(errors(&left).len() <= errors(&found).len(), "{a}\n{b}\n{left:#?}");
        }
        for file in first.files.values() {
            prop_assert!(file.fixes > 0);
        }
    }
}

/// The sentences of the table of drift, and where prose may stand.
fn sentences() -> Vec<String> {
    let table = repository("tests/drift/japanese.md");
    let rows = table.lines().filter_map(|line| line.strip_prefix("- "));
    let plain = rows.filter(|row| !row.contains('⏎') && !row.contains('<'));
    plain.map(str::to_owned).collect()
}

const STANDS: &[&str] = &[
    "□",
    "- □",
    "> □",
    "**□**",
    "## □",
    "| a | b |\n|---|---|\n| 電話 | □ |",
    "- 電話\n  - □",
    "> [!NOTE]\n> □",
    "[□](b.md)",
    "\\* □",
    "~~□~~",
    "電話\n: □",
    "電話[^1]\n\n[^1]: □",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fact_in_the_place_of_letters_prints_the_same_letters(
        rows in prop::collection::vec((prop::sample::select(sentences()), prop::sample::select(STANDS)), 1..12)
    ) {
        let data = repository("tests/drift/site.toml");
        let page: Vec<String> = rows.iter().map(|(row, stand)| stand.replace('□', row)).collect();
        let page = page.join("\n\n<!-- -->\n\n");
        let before = snapshot(&[
            (CONFIG, "title = \"A\"\n[check.severity]\nleftover-mark = \"off\"\nmixed-punctuation = \"off\"\n"),
            ("content/_index.md", &page),
            ("content/b.md", "# B\n"),
            ("content/data/channels.toml", &data),
        ]);
        let typed = mended(&before);
        let (_, was) = compiled(&before);
        let (_, is) = compiled(&after(&before, &typed));
        // A page with an error has no HTML to look at.
        if !was.is_empty() {
            prop_assert_eq!(letters(&was), letters(&is), "{}", page);
        }
    }
}

/// A test that could not fail would say nothing: facts are put into the sentences above.
#[test]
fn facts_take_the_place_of_letters() {
    let data = repository("tests/drift/site.toml");
    let mut fixed = 0;
    for row in sentences() {
        let before = snapshot(&[
            ("content/_index.md", row.as_str()),
            ("content/data/channels.toml", &data),
        ]);
        let typed = mended(&before);
        fixed += typed.files.values().map(|file| file.fixes).sum::<usize>();
        let (_, was) = compiled(&before);
        let (_, is) = compiled(&after(&before, &typed));
        if !was.is_empty() {
            assert_eq!(letters(&was), letters(&is), "{row}");
        }
    }
    assert!(fixed > 20, "{fixed}");
}
