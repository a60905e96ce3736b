//! The document as a browser reads it.

use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::{Failure, Overlay};
use crate::diagnostic::{Diagnostic, Edit, Fix, Place, Severity, codes};
use crate::text::{Source, SourcePath, Span};
use crate::wording::{Language, words};

const PAGE: &str = "# 電話\n\n受付は {{ phone.huors }} です。\n";
const DATA: &str = "[channel.phone]\nname = \"電話\"\nhours = { everyday = \"9-21\" }\n";

fn texts(files: &[(&str, &str)]) -> BTreeMap<SourcePath, Source> {
    let pair = |(path, text): &(&str, &str)| (SourcePath::new(path), Source::new(path, *text));
    files.iter().map(pair).collect()
}

fn place(path: &str, text: &str, part: &str) -> Place {
    let start = text.find(part).expect("the part stands in the text");
    Place::new(&SourcePath::new(path), Span::new(start, start + part.len()))
}

fn finding(path: &str) -> Diagnostic {
    let edit = Edit {
        path: SourcePath::new(path),
        span: place(path, PAGE, "huors").span,
        text: "hours".into(),
    };
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place(path, PAGE, "phone.huors"),
        words(
            "`phone.huors` という事実はありません",
            "no fact `phone.huors`",
        ),
    )
    .label(
        place("content/data/channels.toml", DATA, "hours"),
        words("ここにあります", "it is here"),
    )
    .help(words("`hours` ではありませんか", "did you mean `hours`?"))
    .fix(Fix { edits: vec![edit] })
}

fn hint() -> Diagnostic {
    let mut hint = Diagnostic::nowhere(codes::MISSING_CONFIG, words("`a` がない", "no `a`"));
    hint.severity = Severity::Hint;
    hint
}

fn render(language: Language, findings: &[Diagnostic]) -> String {
    let files = [
        ("content/phone.md", PAGE),
        ("content/data/channels.toml", DATA),
    ];
    let overlay = Overlay {
        texts: &texts(&files),
        language,
        failures: &[],
    };
    overlay.render(findings)
}

/// The elements of a document in order, each `name attribute attribute`.
fn elements(html: &str) -> Vec<String> {
    fn walk(node: &Handle, found: &mut Vec<String>) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let mut element = name.local.to_string();
            for attribute in attrs.borrow().iter() {
                element = format!("{element} {}", attribute.name.local);
            }
            found.push(element);
        }
        node.children
            .borrow()
            .iter()
            .for_each(|child| walk(child, found));
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut found = Vec::new();
    walk(&dom.document, &mut found);
    found
}

/// What stands between the two texts.
fn between<'h>(html: &'h str, from: &str, to: &str) -> &'h str {
    let start = html.find(from).expect("it begins") + from.len();
    let end = html[start..].find(to).expect("it ends");
    &html[start..start + end]
}

#[test]
fn a_finding_is_told_whole() {
    let html = render(Language::Japanese, &[finding("content/phone.md")]);
    let expected = "\
<ol class=\"findings\">
<li class=\"finding error\">
<h2><span class=\"severity\">エラー</span> <code>phone.huors</code> という事実はありません</h2>
<p class=\"place\"><span class=\"path\">content/phone.md:3:8</span> <code class=\"code\">unknown-fact</code></p>
<figure class=\"excerpt\">
<ol class=\"lines\" start=\"1\">
<li><code># 電話</code></li>
<li><code></code></li>
<li class=\"marked\"><code>受付は {{ <mark>phone.huors</mark> }} です。</code></li>
</ol>
</figure>
<figure class=\"excerpt\">
<figcaption>content/data/channels.toml</figcaption>
<ol class=\"lines\" start=\"3\">
<li class=\"marked\"><code><mark class=\"other\">hours</mark> = { everyday = &quot;9-21&quot; }</code><span class=\"label\">ここにあります</span></li>
</ol>
</figure>
<p class=\"help\"><code>hours</code> ではありませんか</p>
<p class=\"cure\">次のように直せます</p>
<figure class=\"excerpt\">
<ol class=\"lines\" start=\"3\">
<li class=\"marked\"><code>受付は {{ phone.<del>huors</del><ins>hours</ins> }} です。</code></li>
</ol>
</figure>
<details class=\"about\"><summary><code>unknown-fact</code> について</summary>
<p>";
    assert!(html.contains(expected), "\n{html}");
    assert!(html.contains("<h1>エラー1件</h1>"), "{html}");
}

#[test]
fn the_worst_comes_first_and_says_how_bad_it_is() {
    let level = |findings: &[Diagnostic]| {
        let html = render(Language::English, findings);
        elements(&html);
        between(&html, "data-level=\"", "\"").to_owned()
    };
    assert_eq!(level(&[]), "none");
    assert_eq!(level(&[hint()]), "hint");
    assert_eq!(level(&[hint(), finding("content/phone.md")]), "error");
    let html = render(Language::English, &[hint(), finding("content/phone.md")]);
    assert_eq!(between(&html, "<h1>", "</h1>"), "1 error, 1 hint");
    assert!(
        html.find("no fact") < html.find("no <code>a</code>"),
        "{html}"
    );
}

#[test]
fn a_hundred_are_shown_and_the_others_counted() {
    let mut findings = vec![hint(); 120];
    findings.push(finding("content/phone.md"));
    let message = words("ディスクに空きがありません", "the disk is full");
    let overlay = Overlay {
        texts: &texts(&[("content/phone.md", PAGE)]),
        language: Language::English,
        failures: &[Failure {
            message: &message,
            help: None,
        }],
    };
    let html = overlay.render(&findings);
    assert_eq!(html.matches("<li class=\"finding ").count(), 100);
    assert_eq!(html.matches("<li class=\"finding error").count(), 2);
    assert!(html.contains("the disk is full"), "{html}");
    assert!(html.contains("the first 100 of 122"), "{html}");
    assert_eq!(between(&html, "<h1>", "</h1>"), "2 errors, 120 hints");
}

#[test]
fn s04_a_name_of_a_file_makes_no_element() {
    let name = "content/<img src=x onerror=alert(1)>\"'&.md";
    let text = "# <script>alert(2)</script>\n\n受付は {{ phone.huors }} です。<img src=x onerror=alert(3)>\n";
    let calm = "content/phone.md";
    let documents = [(calm, PAGE), (name, text)].map(|(path, text)| {
        let message = format!("`{path}` <b onclick=alert(4)>\" に");
        let failure = words(message.clone(), message.clone());
        let overlay = Overlay {
            texts: &texts(&[(path, text)]),
            language: Language::Japanese,
            failures: &[Failure {
                message: &failure,
                help: Some(&failure),
            }],
        };
        let mut finding = finding(path);
        let at = place(path, text, "phone.huors");
        finding.place = Some(at.clone());
        finding.message = failure.clone();
        finding = finding
            .label(at.clone(), failure.clone())
            .help(failure.clone())
            .fix(Fix::replace(&at.path, at.span, message));
        overlay.render(&[finding])
    });
    let [calm, hostile] = documents.map(|html| elements(&html));
    assert_eq!(calm, hostile);
    let names: BTreeSet<&str> = hostile
        .iter()
        .filter_map(|element| element.split(' ').next())
        .collect();
    assert!(
        names.is_disjoint(&BTreeSet::from(["img", "script", "b"])),
        "{names:?}"
    );
}

#[test]
fn a_list_that_moved_in_its_file_is_the_same_list() {
    let list = |findings: &[Diagnostic]| {
        let html = render(Language::English, findings);
        between(&html, "data-list=\"", "\"").to_owned()
    };
    let here = finding("content/phone.md");
    let mut below = here.clone();
    if let Some(place) = &mut below.place {
        place.span = Span::new(0, 3);
    }
    let mut other = here.clone();
    other.message = words("別", "another");
    assert_eq!(list(std::slice::from_ref(&here)), list(&[below]));
    assert_ne!(list(std::slice::from_ref(&here)), list(&[other]));
    assert_ne!(list(&[here]), list(&[]));
}

#[test]
fn what_nobody_sees_is_named_and_lines_stay_short() {
    let long = format!(
        "{}電\u{200b}話\u{1b}\t{}\n",
        "窓".repeat(500),
        "口".repeat(500)
    );
    let path = SourcePath::new("content/a.md");
    let start = "窓".len() * 500;
    let overlay = Overlay {
        texts: &texts(&[("content/a.md", &long)]),
        language: Language::Japanese,
        failures: &[],
    };
    let at = Place::new(&path, Span::new(start, start + "電\u{200b}話".len()));
    let html = overlay.render(&[Diagnostic::new(codes::RAW_HTML, at, words("誤り", "wrong"))]);
    let line = between(&html, "<li class=\"marked\">", "</li>");
    let before = format!("…</span>{}<mark>", "窓".repeat(60));
    assert!(line.contains(&before), "{line}");
    assert!(
        line.contains("<mark>電<span class=\"unseen\">U+200B</span>話</mark><span class=\"unseen\">U+001B</span>\t口"),
        "{line}"
    );
    assert!(line.chars().count() < 600, "{line}");
}

#[test]
fn a_place_without_width_is_marked() {
    let path = "content/a.md";
    for (text, offset, expected) in [
        ("a\n", 1, "<code>a<mark></mark></code>"),
        ("a\n", 2, "<code><mark></mark></code>"),
        ("", 0, "<code><mark></mark></code>"),
        ("窓口", 1, "<code><mark>窓</mark>口</code>"),
        ("a", 9, "<code>a<mark></mark></code>"),
        ("\u{feff}a", 0, "<code><mark></mark>a</code>"),
    ] {
        let overlay = Overlay {
            texts: &texts(&[(path, text)]),
            language: Language::English,
            failures: &[],
        };
        let at = Place::new(&SourcePath::new(path), Span::at(offset));
        let html = overlay.render(&[Diagnostic::new(codes::RAW_HTML, at, words("x", "x"))]);
        assert!(html.contains(expected), "{text:?} {offset}:\n{html}");
    }
}

proptest::proptest! {
    #[test]
    fn any_marks_of_any_text_make_a_document(
        text in "[a<窓é&\\u{feff}\\u{9b}\\u{3099}\\u{200b}\\t\\r\\n]{0,40}",
        ranges in proptest::collection::vec((0..130_usize, 0..130_usize), 1..5),
        replacement in "[a<窓\\r\\n]{0,5}",
    ) {
        let path = SourcePath::new("content/a.md");
        let span = |(start, end)| Span::new(start, end);
        let mut diagnostic = Diagnostic::new(
            codes::RAW_HTML,
            Place::new(&path, span(ranges[0])),
            words("誤り", "wrong"),
        )
        .fix(Fix::replace(&path, span(ranges[0]), replacement));
        for range in &ranges[1..] {
            diagnostic = diagnostic.label(Place::new(&path, span(*range)), words("ここ", "here"));
        }
        let overlay = Overlay {
            texts: &texts(&[("content/a.md", &text)]),
            language: Language::Japanese,
            failures: &[],
        };
        let html = overlay.render(&[diagnostic]);
        let found = elements(&html);
        proptest::prop_assert!(found.iter().any(|element| element.starts_with("mark")), "{}", html);
    }
}
