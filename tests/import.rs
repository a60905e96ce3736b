//! Trees of other generators, made to be nasty, and what must be in the site that is made of them.
//!
//! What an old generator published is worked out here from its documented rules, with code of its own:
//! `slug` for Zola's names, and mdBook's rule for ids written down once more.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use madoguchi::civil::read_date;
use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::Severity;
use madoguchi::import::{Generator, Imported, import};
use madoguchi::output::{Content, Output};
use madoguchi::text::{Snapshot, SourcePath};

/// Headings of the languages that people write in, and marks that ids lose.
const WORDS: [&str; 16] = [
    "Getting started",
    "Über Ärger & Öl",
    "日本語の見出し、です。",
    "中文标题",
    "عنوان بالعربية",
    "`Vec<T>::new()` in code",
    "What's *new* in **2.0**?",
    "C++ / C#",
    "snake_case and kebab-case",
    "Здравствуй, мир!",
    "한국어 제목",
    "Straße",
    "1. Numbered",
    "Same",
    "Same",
    "{{ braces }} here",
];

fn old(texts: &BTreeMap<String, String>) -> Snapshot {
    let files = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    Snapshot::of_texts(read_date("2026-12-01").unwrap(), files)
}

/// The files that the copy is built to.
fn built(imported: &Imported) -> BTreeMap<String, String> {
    assert!(imported.errors.is_empty(), "{:#?}", imported.errors);
    let mut snapshot = Snapshot::of_texts(read_date("2026-12-01").unwrap(), []);
    let texts = imported.texts.iter();
    let texts = texts.filter(|(path, _)| !path.as_str().starts_with(['.', 's']));
    snapshot.texts = texts
        .map(|(path, source)| (path.clone(), source.clone()))
        .collect();
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let files = Mutex::new(BTreeMap::new());
    let sink = |output: Output| {
        if let Content::Bytes(bytes) = output.content {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            files.lock().unwrap().insert(output.path.to_string(), text);
        }
        Ok::<(), String>(())
    };
    let compilation = parsed
        .compile(&Arc::new(snapshot), &options, &sink)
        .unwrap();
    let errors = compilation.findings.iter();
    let errors: Vec<_> = errors
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    files.into_inner().unwrap()
}

/// All of these ids are in these files.
fn expect(files: &BTreeMap<String, String>, wanted: &BTreeMap<String, BTreeSet<String>>) {
    let mut lost = Vec::new();
    for (file, ids) in wanted {
        let Some(html) = files.get(file) else {
            lost.push(file.clone());
            continue;
        };
        let missing = ids
            .iter()
            .filter(|id| !html.contains(&format!("id=\"{id}\"")));
        lost.extend(missing.map(|id| format!("{file}#{id}")));
    }
    assert!(lost.is_empty(), "lost: {lost:#?}");
}

/// mdBook's rule, as its guide tells it.
fn book_ids(headings: &[&str]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for heading in headings {
        let shown = heading.replace(['`', '*'], "");
        let mut id = String::new();
        for letter in shown.to_lowercase().chars() {
            match letter {
                ' ' => id.push('-'),
                '-' | '_' => id.push(letter),
                _ if letter.is_alphanumeric() => id.push(letter),
                _ => {}
            }
        }
        let free = (0..).map(|count| match count {
            0 => id.clone(),
            count => format!("{id}-{count}"),
        });
        let free = free.into_iter().find(|id| !used.contains(id)).unwrap();
        used.insert(free);
    }
    used
}

fn headings(salt: usize) -> Vec<&'static str> {
    (0..WORDS.len())
        .map(|at| WORDS[(at * 7 + salt) % WORDS.len()])
        .collect()
}

fn page(title: &str, headings: &[&str]) -> String {
    let mut text = format!("# {title}\n\nWords.\n");
    for (at, heading) in headings.iter().enumerate() {
        let marks = "#".repeat(2 + at % 2);
        let _ = write!(
            text,
            "\n{marks} {heading}\n\nText with [a link](#same), <b>HTML</b> and <span id=\"extra-{at}\">a span</span>.\n"
        );
    }
    text
}

#[test]
fn every_page_and_id_of_a_book_is_in_the_copy() {
    let mut texts = BTreeMap::new();
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut summary = String::from("# Summary\n\n[Start](README.md)\n");
    texts.insert(
        "book.toml".to_owned(),
        "[book]\ntitle = \"Nasty\"\n".to_owned(),
    );
    texts.insert("src/README.md".to_owned(), page("Start", &headings(0)));
    let paths: Vec<String> = (0..60)
        .map(|at| match at % 5 {
            0 => format!("part{at}/README.md"),
            1 => format!("deep/er/and/deeper/c{at}.md"),
            2 => format!("日本語/章{at}.md"),
            3 => format!("v1.{at}.md"),
            _ => format!("with space {at}.md"),
        })
        .collect();
    for (at, path) in paths.iter().enumerate() {
        if at % 20 == 0 {
            let _ = write!(summary, "\n# Teil {at} の部\n\n");
        }
        let indent = "    ".repeat(if at % 20 == 0 { 0 } else { at % 4 });
        let _ = writeln!(summary, "{indent}- [Chapter {at}](<{path}>)");
        let headings = headings(at);
        texts.insert(
            format!("src/{path}"),
            page(&format!("Kapitel {at}"), &headings),
        );
        let url = path
            .replace("README.md", "index.md")
            .replace(".md", ".html");
        let all = [
            &[format!("Kapitel {at}").leak() as &str],
            headings.as_slice(),
        ]
        .concat();
        let mut ids = book_ids(&all);
        ids.extend((0..headings.len()).map(|at| format!("extra-{at}")));
        wanted.insert(url, ids);
    }
    texts.insert("src/SUMMARY.md".to_owned(), summary);
    let imported = import(&old(&texts), Generator::MdBook).unwrap();
    assert_eq!(imported.counts.pages, 61);
    expect(&built(&imported), &wanted);
}

#[test]
fn every_page_and_id_of_a_zola_site_is_in_the_copy() {
    let mut texts = BTreeMap::new();
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    texts.insert(
        "config.toml".to_owned(),
        "title = \"Nasty\"\nbase_url = \"https://example.org\"\ndefault_language = \"en\"\n[languages.ja]\n[languages.de]\n".to_owned(),
    );
    for at in 0..40 {
        let (name, url) = match at % 5 {
            0 => (format!("section{at}/_index"), format!("section{at}/")),
            1 => (
                format!("My Section/Page {at}"),
                format!("my-section/page-{at}/"),
            ),
            2 => (
                format!("日本/頁{at}"),
                format!(
                    "{}/{}/",
                    slug::slugify("日本"),
                    slug::slugify(format!("頁{at}"))
                ),
            ),
            3 => (
                format!("2020-01-0{}-dated-{at}", at % 9 + 1),
                format!("dated-{at}/"),
            ),
            _ => (format!("folder{at}/index"), format!("folder{at}/")),
        };
        for language in ["", "ja", "de"] {
            let headings = headings(at + language.len());
            let (dot, prefix) = match language {
                "" => (String::new(), String::new()),
                tag => (format!(".{tag}"), format!("{tag}/")),
            };
            let text = page("Same", &headings);
            texts.insert(
                format!("content/{name}{dot}.md"),
                format!("+++\ntitle = \"T\"\n+++\n{text}"),
            );
            let all = [&["Same"], headings.as_slice()].concat();
            let mut ids = BTreeSet::new();
            for heading in all {
                let id = slug::slugify(heading.replace(['`', '*'], ""));
                let free = (0..).map(|count| {
                    if count == 0 {
                        id.clone()
                    } else {
                        format!("{id}-{count}")
                    }
                });
                let free = free.into_iter().find(|id| !ids.contains(id)).unwrap();
                ids.insert(free);
            }
            ids.extend((0..headings.len()).map(|at| format!("extra-{at}")));
            wanted.insert(format!("{prefix}{url}index.html"), ids);
        }
    }
    let imported = import(&old(&texts), Generator::Zola).unwrap();
    assert_eq!(imported.counts.pages, 120);
    expect(&built(&imported), &wanted);
}

#[test]
fn hostile_trees_are_findings() {
    let deep = format!("{}x\n", "> ".repeat(200));
    let html = format!("{}\n", "<div>".repeat(500));
    let pages = [
        deep,
        html,
        "{{#include c3.md}}{{#include c2.md}}\n".repeat(50),
        "{{#include c2.md}}\n".to_owned(),
        "{{#include ../../../etc/hostname}}\n{{#include }}\n{{#include c0.md:999:1}}\n".to_owned(),
        "[a](javascript:x) ![](data:x) <https://a@b.example/> [x][y] \u{200b}\0 {{ a\n{% b"
            .to_owned(),
        "<script>\nalert(1)\n\n</script>\n<details>\n<b>\n</details></b></p>\n<!-- open\n"
            .to_owned(),
        "# \n## \n###### {#}\n# {#a:b} {.c d=e}\n---\ntitle: x\n---\n+++\n".to_owned(),
        "```{table}\nof = 1\n```\n```include\n".to_owned(),
    ];
    let mut texts = BTreeMap::from([("book.toml".to_owned(), "title = [\n".to_owned())]);
    let mut summary = String::new();
    for (at, page) in pages.iter().enumerate() {
        let _ = writeln!(summary, "- [P{at}](c{at}.md)");
        texts.insert(format!("src/c{at}.md"), page.clone());
    }
    summary.push_str("- [out](../../x.md)\n- [again](c1.md)\n- []()\n- plain\n");
    texts.insert("src/SUMMARY.md".to_owned(), summary);
    let imported = import(&old(&texts), Generator::MdBook).unwrap();
    assert_eq!(imported.counts.pages, pages.len());
    let files = built(&imported);
    for at in 0..pages.len() {
        assert!(files.contains_key(&format!("c{at}.html")), "c{at}.html");
    }
    for finding in &imported.findings {
        let place = finding.place.as_ref();
        assert!(
            place.is_none_or(|place| texts.contains_key(place.path.as_str())),
            "{finding:?}"
        );
    }
}

#[test]
fn a_folder_without_a_site_is_told() {
    let empty = old(&BTreeMap::new());
    for generator in [Generator::MdBook, Generator::Zola] {
        assert!(import(&empty, generator).is_err());
    }
}
