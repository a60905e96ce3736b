//! What holds for every Markdown text, however it is put together.

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use madoguchi::decode::Origin;
use madoguchi::diagnostic::Severity;
use madoguchi::page::dialect::{Event, events};
use madoguchi::page::mask::{Mask, Restored};
use madoguchi::page::{self, Body, Dialect, EventList, Target, parse, parse_body};
use madoguchi::render::body::{
    BodyOptions, BodyWords, Extent, NoHighlighter, RawHtmlMode, Sections, html, inline, plain,
};
use madoguchi::site::joined::{JoinedBody, ResolvedLink, Shown};
use madoguchi::text::{Source, SourcePath};
use madoguchi::wording::Language;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

/// Pieces that texts are made of: marks, brackets, code, links, Japanese, braces.
const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](a.md)",
    "[^1]",
    "\n[^1]: ",
    "[r]",
    "\n[r]: /u&amp;b \"t\"\n",
    "<",
    ">",
    "<kbd>",
    "</kbd>",
    "<br>",
    "<details>\n",
    "\n</details>\n",
    "<!--",
    "-->",
    "<script>",
    "<a href='javascript:x'>",
    "<https://a.example/~b>",
    "<abbr title=\"x",
    "\">",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "&amp;",
    "&#42;",
    "&lt;",
    "&#xF0000;",
    "\\",
    "\\*",
    "|",
    "\n|-|-|\n",
    "| a | b |\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\r> ",
    "\u{b}",
    "\u{c}\n",
    "  \n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n  ",
    "\n    ",
    "\n# ",
    "\n## ",
    "\n---\n",
    "\n===\n",
    " {#id}",
    " {.c onclick=x}",
    "{#",
    "}",
    "{}",
    "\n{#below}\n---\n",
    "\n> {#below}\n> ===\n",
    "\n   {#below}\n   -\n",
    "{{",
    "}}",
    "{{ a.b }}",
    "{{ 電話.営業時間 }}",
    "{{a|b}}",
    "{{ `x` }}",
    "\\{{ x }}",
    "${{ x }}",
    "｛｛",
    "｝｝",
    "＃ ",
    "｀｀｀",
    "```{table}\n",
    "```table\n",
    "of = \"a\"\n",
    "\n: ",
    "\n> > ",
    "\n> - ",
    "\n>\t- ",
    "\n10) ",
    "\n- - ",
    "\n``` \u{b}\n",
    "\n    ```\n",
    "\n> ```\n",
    "[^a b]",
    "\n[^a b]:\n\n    ",
    "|:-:|",
    "\\|",
    "[!NOTE]",
    "\n> [!WARNING]\n> ",
    "- [x] ",
    "日本語",
    "。",
    "「",
    "」",
    "（",
    "）",
    "営業時間は",
    "９：００",
    "𠮷",
    "が",
    "か\u{3099}",
    "葛\u{e0100}",
    "🙂",
    "é",
    "a",
    "Z",
    "ZZZZ",
    "x1",
    " ",
    "\u{3000}",
    "!",
    ":",
    "12:00~13:00",
    "https://b.example",
    "tel:",
    "javascript:",
    "\u{abeb}",
    "\u{a015}",
    "+++\n",
    "\t",
    "\"",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn origin() -> Origin {
    Origin::from_offset(&SourcePath::new("a.md"), 0)
}

fn read(text: &str) -> Body {
    parse_body(text, &origin(), &Dialect::default()).value
}

fn join(body: &Body) -> JoinedBody {
    let href = |link: &page::Link| match link.target {
        Target::Refused => String::new(),
        Target::External => link.destination.to_text(|_| String::new()),
        _ => "a/".to_owned(),
    };
    JoinedBody {
        shown: body
            .placeholders
            .iter()
            .map(|_| Shown {
                text: "<&\">".to_owned(),
                href: Some("tel:1".to_owned()),
                language: None,
            })
            .collect(),
        targets: body
            .links
            .iter()
            .map(|link| ResolvedLink {
                href: href(link),
                external: link.target == Target::External,
                size: None,
            })
            .collect(),
        blocks: Vec::new(),
    }
}

fn with<'a>(words: &'a BodyWords, extent: &'a Extent, blocks: &'a [String]) -> BodyOptions<'a> {
    BodyOptions {
        former_ids: &[],
        words,
        raw_html: RawHtmlMode::Safe,
        blocks,
        highlighter: &NoHighlighter,
        without_heading: None,
        extent,
        sections: Sections::Questions,
        note_prefix: "",
    }
}

fn write(text: &str) -> String {
    let body = read(text);
    let words = BodyWords::of(Language::Japanese);
    html(
        &EventList::of(text, Dialect::default()),
        &body,
        &join(&body),
        &with(&words, &Extent::Whole, &[]),
    )
    .html
}

/// Every element of some HTML: its name and attributes.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let page = format!(
        "<!DOCTYPE html><html><head></head><body><article>{html}</article><footer></footer></body></html>"
    );
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut found = Vec::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs
                .borrow()
                .iter()
                .map(|a| (a.name.local.to_string(), a.value.to_string()))
                .collect();
            found.push((name.local.to_string(), attributes));
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    found
}

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "article",
    "footer",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "img",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "blockquote",
    "aside",
    "section",
    "sup",
    "hr",
    "br",
    "input",
    "wbr",
    "kbd",
    "sub",
    "mark",
    "abbr",
    "ruby",
    "rt",
    "rp",
    "time",
    "details",
    "summary",
];
const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "href",
    "src",
    "alt",
    "title",
    "rel",
    "role",
    "aria-label",
    "tabindex",
    "scope",
    "start",
    "value",
    "type",
    "disabled",
    "checked",
    "width",
    "height",
    "decoding",
    "loading",
    "lang",
    "open",
    "datetime",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mask_is_as_long_as_its_text_and_comes_off(text in text()) {
        let mask = Mask::new(&text, &Dialect::default());
        if mask.refused().is_some() {
            return Ok(());
        }
        prop_assert_eq!(mask.masked().len(), text.len());
        let restored: String = mask
            .restore_owned(mask.masked(), &(0..text.len()))
            .into_iter()
            .map(|piece| match piece {
                Restored::Letters(letters) => letters,
                Restored::Fact(found) => text[found.range].to_owned(),
            })
            .collect();
        prop_assert_eq!(restored, text);
    }

    #[test]
    fn no_event_shows_the_mask(text in text()) {
        let strange = |c: char| matches!(c, '\u{abeb}' | '\u{a015}' | '\u{10100}' | '\u{10280}' | '\u{2fffe}' | '\u{f0000}'..);
        let text = text.replace("&#xF0000;", "").replace(strange, "");
        let mask = Mask::new(&text, &Dialect::default());
        for (event, range) in events(&mask) {
            prop_assert!(!format!("{event:?}").contains(strange), "{event:?}");
            prop_assert!(text.get(range).is_some());
            if let Event::Fact(fact) = event {
                prop_assert!(text[fact.range].starts_with("{{"));
            }
        }
    }

    #[test]
    fn every_place_is_a_place_of_the_file(text in text()) {
        let source = Source::new("content/a.md", text.as_str());
        for finding in parse(&source, &Dialect::default()).findings {
            let span = finding.place.expect("a place").span;
            prop_assert!(text.get(span.range()).is_some(), "{:?} {}", span, finding.code);
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.range()).is_some());
            }
        }
    }

    #[test]
    fn the_ids_declared_are_the_ids_written(text in text()) {
        let declared: Vec<String> = read(&text).headings.into_iter().map(|heading| heading.id).collect();
        let distinct: BTreeSet<&String> = declared.iter().collect();
        prop_assert_eq!(distinct.len(), declared.len(), "unique: {:?}", declared);
        let written: BTreeSet<String> = elements(&write(&text))
            .into_iter()
            .flat_map(|(_, attributes)| attributes)
            .filter(|(name, value)| name == "id" && !value.starts_with("fn"))
            .map(|(_, value)| value)
            .collect();
        let declared: BTreeSet<String> = declared.into_iter().filter(|id| !id.starts_with("fn")).collect();
        prop_assert_eq!(written, declared);
    }

    #[test]
    fn nothing_but_what_is_allowed_is_written(text in text()) {
        for (element, attributes) in elements(&write(&text)) {
            prop_assert!(ELEMENTS.contains(&element.as_str()), "<{}>", element);
            for (name, value) in attributes {
                prop_assert!(ATTRIBUTES.contains(&name.as_str()), "{}", name);
                if name == "href" || name == "src" {
                    let url = value.to_lowercase();
                    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|s| !s.contains(['/', '#', '?']));
                    prop_assert!(matches!(scheme, None | Some("http" | "https" | "tel")), "{}", value);
                }
            }
        }
    }

    #[test]
    fn what_stands_around_a_body_stays_around_it(text in text()) {
        let page = elements(&write(&text));
        prop_assert_eq!(page.iter().filter(|(name, _)| name == "article").count(), 1);
        // What a body opens it also closes: the footer is the body's neighbour, not inside of it.
        let html = write(&text);
        let whole = format!("<article>{html}</article><footer></footer>");
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(whole);
        let body = dom.document.children.borrow()[0].children.borrow()[1].clone();
        let names: Vec<String> = body
            .children
            .borrow()
            .iter()
            .filter_map(|node| match &node.data {
                NodeData::Element { name, .. } => Some(name.local.to_string()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(names, vec!["article".to_owned(), "footer".to_owned()]);
    }

    #[test]
    fn line_endings_make_no_difference(text in text()) {
        let text = text.replace('\r', "");
        // Blanks in a row are one to the reader of a code span.
        let blanks = |html: String| html.replace('\r', "").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(blanks(write(&text.replace('\n', "\r\n"))), blanks(write(&text)));
    }

    #[test]
    fn stretches_and_sentences_can_be_written_of_anything(text in text(), at in 0..200_usize, length in 0..200_usize) {
        let body = read(&text);
        let joined = join(&body);
        let words = BodyWords::of(Language::English);
        let extent = Extent::Excerpt(at..at + length);
        let blocks = vec!["<p>block</p>".to_owned(); body.blocks.len()];
        let read = EventList::of(&text, Dialect::default());
        let written = html(&read, &body, &joined, &with(&words, &extent, &blocks)).html;
        for (element, _) in elements(&written) {
            prop_assert!(ELEMENTS.contains(&element.as_str()));
        }
        let sentence = inline(&read, &body, &joined, &with(&words, &Extent::Whole, &blocks));
        prop_assert!(!sentence.contains("<p>") || sentence.contains("class=") || sentence.contains("block"));
        plain(&text, &Dialect::default(), &joined, Some(&(at..at + length)));
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,60}", bytes in prop::collection::vec(any::<char>(), 0..40)) {
        let strange: String = bytes.into_iter().collect();
        for text in [text.clone(), strange.clone(), format!("{{{{{text}}}}}**{strange}**")] {
            let source = Source::new("content/a.md", text.as_str());
            let page = parse(&source, &Dialect::default());
            prop_assert!(page.findings.iter().all(|finding| finding.severity >= Severity::Hint));
            write(&text);
        }
    }
}
