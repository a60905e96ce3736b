//! M09: strings that have broken other programs, wherever a site takes a text. Nothing panics, and a
//! page holds no element, handler or attribute that the same page with harmless texts does not hold.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use madoguchi::civil::read_date;
use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, Severity};
use madoguchi::output::{Content, Output};
use madoguchi::text::{Snapshot, SourcePath, invisible};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use naughty_strings::BLNS;

const CONFIG: &str = "title = \"窓口案内\"\nbase_url = \"https://example.com/\"\n";

/// Paths and texts.
type Files = Vec<(String, String)>;

/// Every string, on one line.
fn strings() -> Vec<String> {
    let one_line = |text: &&str| text.replace(['\n', '\r'], " ").trim().to_owned();
    let mut strings: Vec<String> = BLNS.iter().map(one_line).collect();
    strings.retain(|text| !text.is_empty());
    assert!(strings.len() > 400, "the list is there");
    strings
}

/// The strings that a site takes: those without a letter that nobody sees.
fn visible() -> Vec<String> {
    let mut strings = strings();
    strings.retain(|text| invisible::all_in(text).next().is_none());
    assert!(strings.len() > 400, "most can be seen: {}", strings.len());
    strings
}

/// As many strings that mean nothing to anybody.
fn harmless(strings: &[String]) -> Vec<String> {
    (0..strings.len()).map(|at| format!("abc{at}")).collect()
}

/// A string of TOML that writes all it can as it is.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => write!(quoted, "\\u{:04x}", c as u32).unwrap(),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Markdown in which every mark is a letter.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What is found, and the pages that are made.
fn build(files: &Files) -> (Vec<Diagnostic>, BTreeMap<String, String>) {
    let own = [
        ("config.toml", CONFIG),
        ("content/_index.md", "# 窓口案内\n"),
    ];
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let today = read_date("2026-12-01").unwrap();
    let snapshot = Snapshot::of_texts(today, own.into_iter().chain(files));
    let options = Options::default();
    let pages = Mutex::new(BTreeMap::new());
    let sink = |output: Output| {
        if let Content::Bytes(bytes) = output.content
            && output.path.as_str().rsplit('.').next() == Some("html")
        {
            let text = String::from_utf8(bytes).unwrap();
            pages.lock().unwrap().insert(output.path.to_string(), text);
        }
        Ok::<(), String>(())
    };
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let compilation = parsed
        .compile(&Arc::new(snapshot), &options, &sink)
        .unwrap();
    (compilation.findings, pages.into_inner().unwrap())
}

fn errors(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let errors = findings.iter();
    errors
        .filter(|finding| finding.severity == Severity::Error)
        .collect()
}

/// How often each element with its attributes stands in all pages together.
fn elements(pages: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let mut elements = BTreeMap::new();
    for page in pages.values() {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page.as_str());
        count(&dom.document, &mut elements);
    }
    elements
}

fn count(node: &Handle, elements: &mut BTreeMap<String, usize>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        let mut names: Vec<&str> = attrs.iter().map(|attr| &*attr.name.local).collect();
        names.sort_unstable();
        let element = format!("{} {}", name.local, names.join(" "));
        *elements.entry(element).or_default() += 1;
        for attr in attrs.iter() {
            let is_address = matches!(&*attr.name.local, "href" | "src" | "action");
            let value = attr.value.to_ascii_lowercase();
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            let is_known = !scheme.contains(':') || matches!(scheme, "https:" | "http:");
            assert!(!is_address || is_known, "{value}");
        }
    }
    for child in node.children.borrow().iter() {
        count(child, elements);
    }
}

/// A site of some strings has no error, and what it is made of is what it is made of with others.
fn assert_texts_stay_texts(strings: &[String], site: impl Fn(&[String]) -> Files) {
    let (findings, pages) = build(&site(strings));
    let errors = errors(&findings);
    assert!(errors.is_empty(), "{:#?}", &errors[..errors.len().min(5)]);
    let (_, harmless) = build(&site(&harmless(strings)));
    assert_eq!(pages.len(), harmless.len());
    let allowed = elements(&harmless);
    for (element, count) in elements(&pages) {
        let usual = allowed.get(&element).copied().unwrap_or_default();
        assert!(
            count <= usual,
            "<{element}> stands there {count} times, not {usual}"
        );
    }
}

/// The strings for which a file each is right; all files stand in one site.
fn sound(strings: &[String], site: impl Fn(&[String]) -> Files) -> Vec<String> {
    let files = site(strings);
    let (findings, _) = build(&files);
    let wrong: Vec<&SourcePath> = errors(&findings)
        .into_iter()
        .map(|error| &error.place.as_ref().expect("an error has a place").path)
        .collect();
    let sound = strings.iter().zip(&files);
    let sound = sound.filter(|(_, (path, _))| !wrong.contains(&&SourcePath::new(path)));
    sound.map(|(text, _)| text.clone()).collect()
}

#[test]
fn m09_in_markdown() {
    assert_texts_stay_texts(&visible(), |strings| {
        let mut page = String::from("+++\nbraces = \"literal\"\n+++\n# a\n\n");
        for (at, raw) in strings.iter().enumerate() {
            let text = escaped(raw);
            write!(
                page,
                "## {text} {{#h{at}}}\n\n\
                 A {text} b **{text}** [{text}](#h{at} \"{text}\") ~~{text}~~ c[^n{at}]\n\n\
                 | {text} | b |\n| --- | --- |\n| c | {text} |\n\n\
                 - {text}\n\n> {text}\n\n~~~~~~ text\n{raw}\n~~~~~~\n\n[^n{at}]: {text}\n\n"
            )
            .unwrap();
        }
        vec![("content/a.md".into(), page)]
    });
}

#[test]
fn m09_as_questions() {
    assert_texts_stay_texts(&visible(), |strings| {
        let mut page = String::from("+++\nkind = \"faq\"\nbraces = \"literal\"\n+++\n# a\n\n");
        for (at, text) in strings.iter().enumerate() {
            let text = escaped(text);
            write!(page, "## {text} {{#q{at}}}\n\nA {text} b\n\n").unwrap();
        }
        vec![("content/faq.md".into(), page)]
    });
}

#[test]
fn m09_as_titles_and_descriptions() {
    assert_texts_stay_texts(&visible(), |strings| {
        let page = |(at, text): (usize, &String)| {
            let text = toml(text);
            (
                format!("content/s{}/p{at}.md", at / 20),
                format!(
                    "+++\ntitle = {text}\ndescription = {text}\nbraces = \"literal\"\n+++\na\n"
                ),
            )
        };
        strings.iter().enumerate().map(page).collect()
    });
}

#[test]
fn m09_as_data() {
    let mut strings = visible();
    // Ten digits of any script beside channels may be the number that they look like, which is an error.
    strings.retain(|text| text.chars().filter(|c| c.is_numeric()).count() < 10 || text.is_ascii());
    assert_texts_stay_texts(&strings, |strings| {
        let mut channels = String::from("ours = true\n[columns]\nown = { label = \"b\" }\n");
        let mut notices = String::new();
        let mut routes = String::from("[columns]\nquestion = {}\nwhy = {}\n");
        routes += "channel = { type = \"channels\" }\n";
        for (at, text) in strings.iter().enumerate() {
            let text = toml(&escaped(text));
            let channel = format!("kind = \"chat\"\nhours = \"24/7\"\nown = {text}");
            writeln!(channels, "[channel.c{at}]\nname = {text}\n{channel}").unwrap();
            let days = "from = 2026-01-01\nuntil = 2027-01-01";
            let of = format!("channels = [\"c{at}\"]");
            writeln!(notices, "[notice.n{at}]\n{of}\n{days}\ntext = {text}").unwrap();
            let row = format!("question = {text}\nwhy = {text}\nchannel = [\"c{at}\"]");
            writeln!(routes, "[row.r{at}]\n{row}").unwrap();
        }
        let blocks = "# a\n\n{{ c1 }} {{ c2.own }}\n\n```{table}\nof = \"channels\"\ncolumns = [\"name\", \"own\"]\n```\n\n\
                      ```{chooser}\nof = \"routes\"\n```\n\n```{channel}\nchannel = \"c3\"\n```\n\n```{notices}\n```\n";
        vec![
            ("content/data/channels.toml".into(), channels),
            ("content/data/notices.toml".into(), notices),
            ("content/data/routes.toml".into(), routes),
            ("content/a.md".into(), blocks.into()),
        ]
    });
}

#[test]
fn m09_as_file_names() {
    let mut strings = strings();
    strings.retain(|text| !text.contains(['/', '\\']));
    // Spellings of one name are one file, which `host` tells when it reads the folder.
    let mut names = std::collections::BTreeSet::new();
    strings.retain(|text| names.insert(SourcePath::new(text)));
    let site = |strings: &[String]| {
        let page = |text: &String| (format!("content/{text}.md"), "a\n".into());
        strings.iter().map(page).collect::<Files>()
    };
    let sound = sound(&strings, site);
    assert!(sound.len() > 50, "{sound:?}");
    assert_texts_stay_texts(&sound, site);
}

#[test]
fn m09_as_slugs() {
    let site = |strings: &[String]| {
        let page = |(at, text): (usize, &String)| {
            let slug = format!("+++\nslug = {}\n+++\na\n", toml(text));
            (format!("content/s{}/p{at}.md", at / 20), slug)
        };
        strings.iter().enumerate().map(page).collect::<Files>()
    };
    let sound = sound(&strings(), site);
    assert!(sound.len() > 50, "{sound:?}");
    assert_texts_stay_texts(&sound, site);
}

/// Without any care: whatever is wrong with such a site is told at a place.
#[test]
fn m09_as_they_are() {
    let mut channels = String::new();
    let mut files = Files::new();
    for (at, text) in strings().iter().enumerate() {
        let quoted = toml(text);
        let keys = [
            "name",
            "hours",
            "reply",
            "url",
            "source",
            "reading",
            text.as_str(),
        ];
        let keys = keys.map(|key| format!("{} = {quoted}\n", toml(key)));
        write!(
            channels,
            "[channel.c{at}]\nkind = {quoted}\n{}",
            keys.concat()
        )
        .unwrap();
        let front = ["title", "slug", "lang", "template", "kind", "date"];
        let front = front.map(|key| format!("{key} = {quoted}\n"));
        files.push((
            format!("content/p{at}.md"),
            format!(
                "+++\n{}+++\n# {text}\n\n{text}\n\n| {text} |\n| --- |\n| {text} |\n\n[{text}]({text})\n\n{{{{ {text} }}}}\n\n```{{table}}\nof = {quoted}\n```\n\n```{text}\n```\n",
                front.concat()
            ),
        ));
        files.push((
            format!("content/y{at}.md"),
            format!("---\ntitle: {text}\n---\n{text}\n"),
        ));
    }
    files.push(("content/data/channels.toml".into(), channels));
    let (findings, pages) = build(&files);
    assert!(pages.is_empty());
    assert!(errors(&findings).iter().all(|error| error.place.is_some()));
}
