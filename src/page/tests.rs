//! What pages say of themselves, told in Markdown.

use super::*;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::text::{LineIndex, Source};

fn read(text: &str) -> Checked<Page> {
    parse(&Source::new("content/a.md", text), &Dialect::default())
}

/// `line:column code` of each finding, sorted.
fn findings(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let mut found: Vec<_> = read(text)
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().expect("a place");
            let at = lines.position(place.span.start as usize);
            (at, format!("{}:{} {}", at.line, at.column, finding.code))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, line)| line).collect()
}

fn ids(text: &str) -> Vec<String> {
    let headings = read(text).value.body.headings;
    headings.into_iter().map(|heading| heading.id).collect()
}

fn only_finding(text: &str) -> Diagnostic {
    let mut findings = read(text).findings;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

fn mended(text: &str) -> String {
    let fix = only_finding(text).fix.expect("a fix");
    let mut mended = text.to_owned();
    for edit in fix.edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}

fn shown(phrase: &Phrase) -> String {
    phrase.to_text(|fact| format!("<{}>", fact.path))
}

#[test]
fn front_matter_is_read_to_the_last_key() {
    let page = read(
        "\u{feff}+++\r\ntitle = \"{{ phone }}の案内\"\r\nweight = 3\r\ndraft = true\r\nslug = \"窓口\"\r\naliases = [\"/old/page/\"]\r\nkind = \"faq\"\r\nsearch = false\r\ncheck = { literal = [\"6:00〜24:00\"] }\r\n[extra]\r\na = 1\r\n+++\r\n# 題\r\n",
    );
    assert!(page.findings.is_empty(), "{:#?}", page.findings);
    let front = &page.value.front;
    assert_eq!(
        shown(front.title.as_ref().expect("a title")),
        "<phone>の案内"
    );
    assert_eq!(
        (front.weight, front.draft, front.search),
        (Some(3), true, false)
    );
    assert_eq!(front.kind, Kind::Faq);
    assert_eq!(front.literal[0].value, "6:00〜24:00");
    assert!(front.extra.is_some());
    assert_eq!(shown(&page.value.body.headings[0].text), "題");
}

#[test]
fn every_mistake_of_the_front_matter_is_told_at_once() {
    assert_eq!(
        findings(
            "+++\ntitel = \"a\"\nweight = \"3\"\nslug = \"a/b\"\ntitle = \"{{ phone\"\nsort = \"size\"\n+++\n"
        ),
        [
            "2:1 unknown-key",
            "3:10 wrong-type",
            "4:10 bad-slug",
            "5:10 unclosed-placeholder",
            "6:8 bad-value",
        ]
    );
}

#[test]
fn f02_every_line_ending_is_the_same() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "+++\ntitle = \"a\"\nwieght = 1\n+++\n\n# b\n\n{{ c".replace('\n', end);
        assert_eq!(
            findings(&text),
            ["3:1 unknown-key", "8:1 unclosed-placeholder"],
            "{end:?}"
        );
    }
}

#[test]
fn f05_fences_that_are_wrong() {
    assert_eq!(findings(""), Vec::<String>::new());
    assert_eq!(findings("+++\n+++\n"), Vec::<String>::new());
    assert_eq!(
        findings("+++\ntitle = \"a\"\n\n# b"),
        ["1:1 front-matter-unclosed"]
    );
    assert_eq!(
        ids("+++\ntitle = \"a\"\n\n# b"),
        ["b"],
        "the body is still read"
    );
    assert_eq!(
        findings("+++\n+++\n\n+++\na = 1\n+++\n"),
        ["4:1 front-matter-twice"]
    );
    assert_eq!(
        findings("---\n\n本文\n\n---\n"),
        Vec::<String>::new(),
        "rules are rules"
    );
    assert_eq!(findings("＋＋＋\ntitle = \"a\"\n+++\n"), ["1:1 wide-mark"]);
    assert_eq!(
        mended("＋＋＋\nweight = 1\n+++\n"),
        "+++\nweight = 1\n+++\n"
    );
}

#[test]
fn front_matter_in_yaml_is_the_same() {
    let page = read(
        "---\n# 案内\ntitle: '{{ phone }}の案内'\nweight: 3\ndate: 2026-11-01\nkind: faq\nupdated:\naliases:\n- /old/\ncheck: { literal: [\"6:00〜24:00\"] }\nextra:\n  a: 1\n---\n\n# 題\n",
    );
    assert!(page.findings.is_empty(), "{:#?}", page.findings);
    let front = &page.value.front;
    let title = front.title.as_ref().expect("a title");
    assert_eq!(shown(title), "<phone>の案内");
    assert_eq!((front.weight, front.kind), (Some(3), Kind::Faq));
    assert!(front.date.is_some() && front.updated.is_none());
    assert_eq!(front.aliases[0].value, "/old/");
    assert_eq!(front.literal[0].value, "6:00〜24:00");
    assert!(front.extra.is_some());
    assert_eq!(shown(&page.value.body.headings[0].text), "題");
}

#[test]
fn mistakes_in_yaml_are_told_at_their_places() {
    let cases: &[(&str, &[&str])] = &[
        (
            "---\ntitel: a\nweight: x\nslug: 窓口/案内\ntitle: 110\n...\n",
            &[
                "2:1 unknown-key",
                "3:9 wrong-type",
                "4:9 bad-slug",
                "5:8 wrong-type",
            ],
        ),
        (
            "---\ntitle: {{ phone\n---\n{{ a",
            &["2:8 yaml-syntax", "4:1 unclosed-placeholder"],
        ),
        (
            "---\ntitle: \"{{ phone\"\n---\n",
            &["2:9 unclosed-placeholder"],
        ),
        ("---\ntitle：a\n---\n", &["2:6 yaml-syntax"]),
        ("---\ntitle: a\n\n# b\n", &["1:1 front-matter-unclosed"]),
        (
            "---\ntitle: a\n---\n\n+++\n+++\n",
            &["5:1 front-matter-twice"],
        ),
        (
            "+++\n+++\n---\ntitle: a\n---\n",
            &["3:1 front-matter-twice"],
        ),
        ("---\ntitle: a\0b\n---\n", &["2:9 invisible-character"]),
        ("---\n本文: a\n---\n", &[]),
        ("---\n\nnote: a\n\n---\n", &[]),
    ];
    for (text, found) in cases {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(&findings(&text.replace('\n', end)), found, "{text:?}");
        }
    }
    assert_eq!(ids("---\ntitle: a\n\n# b\n"), ["b"], "the body is read");
}

#[test]
fn m15_slugs_and_aliases() {
    for slug in [
        "a/b",
        "..",
        "a..b",
        "a\\\\b",
        "a%20b",
        "",
        ".a",
        "a.",
        "窓口🙂",
        "a b",
        "a:b",
    ] {
        assert_eq!(
            findings(&format!("+++\nslug = \"{slug}\"\n+++\n")).len(),
            1,
            "{slug}"
        );
    }
    assert_eq!(
        findings("+++\nslug = \"a\\u0000b\"\n+++\n"),
        ["2:8 bad-slug", "2:8 invisible-character"]
    );
    for slug in ["callback", "窓口案内", "v1.2", "a_b-c", "よくある質問"] {
        assert_eq!(
            findings(&format!("+++\nslug = \"{slug}\"\n+++\n")).len(),
            0,
            "{slug}"
        );
    }
    for alias in [
        "old/",
        "/",
        "",
        "/../a/",
        "/a//b/",
        "/a\\\\b/",
        "/a%2f/",
        "https://a.example/",
        "/a/🙂/",
    ] {
        assert_eq!(
            findings(&format!("+++\naliases = [\"{alias}\"]\n+++\n")).len(),
            1,
            "{alias}"
        );
    }
    assert_eq!(
        findings("+++\naliases = [\"/old/page/\", \"/旧/a.html\"]\n+++\n").len(),
        0
    );
    assert_eq!(
        findings("+++\nslug = \"窓口/案内\"\n+++\n"),
        ["2:11 bad-slug"]
    );
}

#[test]
fn m21_ids_are_unique_and_stable() {
    assert_eq!(
        ids("# 電話\n## 営業時間\n# チャット\n## 営業時間\n"),
        ["電話", "営業時間", "チャット", "チャット-営業時間"]
    );
    assert_eq!(
        ids("## A & B（平日）!\n## Ｗｉ－Ｆｉ の設定\n"),
        ["a-b平日", "ｗｉｆｉ-の設定"]
    );
    assert_eq!(ids("## {{ phone.hours }}\n"), ["phone-hours"]);
    assert_eq!(ids("## か\u{3099}\n"), ["が"]);
    assert_eq!(
        ids("## a\n## b {#a}\n"),
        ["a-2", "a"],
        "what is written does not yield"
    );
    assert_eq!(findings("## a\n## a\n"), ["2:1 heading-id"]);
    assert_eq!(mended("## a\n## a\n"), "## a\n## a {#a-2}\n");
    assert_eq!(
        findings("## 🙂\n## !?\n"),
        ["1:1 heading-id", "2:1 heading-id"]
    );
    assert_eq!(mended("🙂\n---\n\na"), "🙂 {#section}\n---\n\na");
    assert_eq!(mended("## ! {.wide}\n"), "## ! {#section .wide}\n");
    assert_eq!(findings("## a {#x}\n## b {#x}\n"), ["2:8 duplicate-id"]);
    assert_eq!(ids("## a {#x}\n## b {#x}\n"), ["x", "x-2"]);
}

#[test]
fn m03_heading_attributes() {
    for attribute in [
        "onfocus=alert(2)",
        "autofocus",
        "style=position:fixed",
        "data-x=1",
        "tabindex=0",
        "#a\"b",
        ".a\"b",
    ] {
        let text = format!("## b {{{attribute}}}\n");
        assert_eq!(findings(&text), ["1:7 heading-attribute"], "{attribute}");
    }
    assert_eq!(findings("## b {#c .wide}\n").len(), 0);
}

#[test]
fn sections_reach_to_the_next_heading_of_their_level() {
    let text = "# a\n\n## b\n\ntext\n\n### c\n\n## d\n";
    let body = read(text).value.body;
    let sections: Vec<&str> = body
        .headings
        .iter()
        .map(|h| &text[h.section.clone()])
        .collect();
    assert_eq!(sections[1], "## b\n\ntext\n\n### c\n\n");
    assert_eq!(sections[2], "### c\n\n");
    assert_eq!(sections[0], text);
}

#[test]
fn facts_are_found_wherever_they_stand() {
    let text = "# {{ a }}\n\n**{{ b }}**に[{{ c }}]({{ d.url }} \"{{ t }}\")\n\n| {{ e|f }} | ![{{ g }}](x.png) |\n|---|---|\n\n[r]: https://a.example/{{ h }}?a&amp;b\n\n[x][r] `{{ no }}` \\{{ no }} ${{ no }}\n\n    {{ no }}\n\n<details><summary>{{ i }}</summary></details>\n";
    let page = read(text);
    assert!(page.findings.is_empty(), "{:#?}", page.findings);
    let paths: Vec<&str> = page
        .value
        .body
        .placeholders
        .iter()
        .map(|p| p.path.as_str())
        .collect();
    assert_eq!(paths, ["a", "b", "d.url", "t", "c", "e|f", "g", "h", "i"]);
    for placeholder in &page.value.body.placeholders {
        assert_eq!(&text[placeholder.path_span.range()], placeholder.path);
    }
    let link = &page.value.body.links[2];
    assert_eq!(shown(&link.destination), "https://a.example/<h>?a&b");
    assert_eq!(link.target, Target::Fact);
}

#[test]
fn literal_braces_are_just_braces() {
    let page = parse(
        &Source::new("a.md", "+++\nbraces = \"literal\"\n+++\n{{ a }} {{ b"),
        &Dialect::default(),
    );
    assert!(page.findings.is_empty());
    assert!(page.value.body.placeholders.is_empty());
    assert_eq!(
        findings("{{ a }} {{ b\n`{{`\n"),
        ["1:9 unclosed-placeholder"]
    );
}

#[test]
fn m04_urls_that_are_refused() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:a",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:a",
        "&#1;javascript:a",
        "%6aavascript:a",
        "javascript%3aalert(1)",
        "vbscript:a",
        "data:text/html,a",
        "data:image/svg+xml,a",
        "file:///etc/passwd",
        "blob:https://a.example/x",
        "ftp://a.example/",
        "view-source:https://a.example/",
        "about:blank",
        "JAVASCRIPT:a",
        "livescript:a",
        "ws://a.example/",
        "filesystem:a",
        "jar:a",
        "intent:a",
        "chrome:a",
        "ms-word:a",
    ] {
        for text in [
            format!("[a]({url})"),
            format!("![a]({url})"),
            format!("[a](<{url}>)"),
            format!("[a][r]\n\n[r]: {url}"),
            format!("> - [a]({url})"),
            format!("b[^1]\n\n[^1]: [a]({url})"),
        ] {
            let found = findings(&text);
            let unsafe_urls = found.iter().filter(|code| code.ends_with("unsafe-url"));
            assert_eq!(unsafe_urls.count(), 1, "{text}: {found:?}");
        }
    }
    for url in [
        "javascript:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "file:///etc/passwd",
    ] {
        assert!(
            findings(&format!("<{url}>"))[0].ends_with("unsafe-url"),
            "{url}"
        );
    }
    for url in ["[a](java\nscript:b)", "[a](java script:b)"] {
        assert!(read(url).value.body.links.is_empty(), "no link at all");
    }
}

#[test]
fn p03_contacts_come_from_the_data() {
    for url in [
        "tel:0120000000",
        "mailto:a@b.example",
        "sms:1",
        "callto:1",
        "line:a",
        "skype:a",
        "TEL:1",
        "https://line.me/R/ti/p/x",
        "https://wa.me/81",
        "https://t.me/x",
        "https://www.m.me/x",
        "tel&colon;1",
        "tel:{{ phone.number }}",
    ] {
        let found = findings(&format!("[a](<{url}>)"));
        assert!(
            found.len() == 1 && found[0].ends_with("contact-link"),
            "{url}: {found:?}"
        );
    }
    assert_eq!(findings("<help@bank.example>"), ["1:1 contact-link"]);
}

#[test]
fn m05_two_slashes_lead_out() {
    for url in [
        "//evil.example",
        "/\\\\evil.example",
        "\\\\\\\\evil.example",
        "https:evil.example",
        "http:/\\\\evil.example",
    ] {
        let page = read(&format!("[a]({url})"));
        assert_eq!(page.value.body.links[0].target, Target::External, "{url}");
    }
}

#[test]
fn m06_a_link_that_says_another_host() {
    assert_eq!(
        findings("[https://bank.example](https://evil.example)"),
        ["1:1 misleading-link"]
    );
    assert_eq!(
        findings("[**bank**.example](https://evil.example)"),
        ["1:1 misleading-link"]
    );
    assert_eq!(
        findings("[a](https://bank.example@evil.example/)"),
        ["1:5 misleading-link"]
    );
    assert_eq!(findings("<https://bank.example/a>").len(), 0);
    assert_eq!(
        findings("[a](https://p\u{430}ypal.com/)"),
        ["1:5 mixed-script-host"]
    );
}

#[test]
fn destinations_are_told_apart() {
    let target = |url: &str| {
        read(&format!("[a](<{url}>)")).value.body.links[0]
            .target
            .clone()
    };
    let page = |from_root, path: &str, fragment: Option<&str>| Target::Page {
        from_root,
        path: path.to_owned(),
        fragment: fragment.map(str::to_owned),
    };
    let file = |from_root, path: &str| Target::File {
        from_root,
        path: path.to_owned(),
    };
    assert_eq!(
        target("@/phone/callback.md#id"),
        page(true, "phone/callback.md", Some("id"))
    );
    assert_eq!(target("../a.md"), page(false, "../a.md", None));
    assert_eq!(
        target("%E7%AA%93.md#%E5%8F%A3"),
        page(false, "窓.md", Some("口"))
    );
    assert_eq!(target("#営業"), Target::Fragment("営業".to_owned()));
    assert_eq!(target("screen.png?x#y"), file(false, "screen.png"));
    assert_eq!(target("/logo.svg"), file(true, "logo.svg"));
    assert_eq!(target("https://a.example"), Target::External);
    assert_eq!(target("{{ phone.url }}"), Target::Fact);
    assert_eq!(target("./12:00.md"), page(false, "./12:00.md", None));
}

#[test]
fn blocks_are_read_with_their_places() {
    let text = "> ```{table}\n> of = \"channels\"\n> rwos = 1\n> ```\n\n- a\n\n  ```{ week }\n  channel = \"phone\"\n  ```\n";
    let page = read(text);
    assert!(page.findings.is_empty(), "{:#?}", page.findings);
    let blocks = &page.value.body.blocks;
    assert_eq!(blocks[0].name.value, "table");
    assert_eq!(&text[blocks[0].name.span.range()], "table");
    assert_eq!(
        &text[blocks[0].arguments.entries[1].key_span.range()],
        "rwos"
    );
    assert_eq!(blocks[1].name.value, "week");
    assert_eq!(
        &text[blocks[1].arguments.entries[0].value.span.range()],
        "\"phone\""
    );
    assert_eq!(findings("```{table}\nof = \n```\n"), ["2:6 toml-syntax"]);
}

#[test]
fn a_block_without_braces_is_an_error() {
    assert_eq!(findings("```table\nof = 1\n```\n"), ["1:4 unknown-block"]);
    assert_eq!(
        mended("```table\nof = 1\n```\n"),
        "```{table}\nof = 1\n```\n"
    );
    assert_eq!(findings("```{table} x\n```\n"), ["1:4 unknown-block"]);
    let page = read("```toml\na\n```\n\n```\nb\n```\n");
    assert_eq!(page.value.body.fence_languages[0].value, "toml");
    assert_eq!(page.value.body.fence_languages.len(), 1);
}

#[test]
fn a_block_that_splits_a_list_is_told() {
    let block = "```{table}\n```\n";
    let found = only_finding(&format!("- a\n\n{block}\n- b\n"));
    assert_eq!(found.code.name(), "block-splits-list");
    assert!(found.help.expect("help").en.contains("2 spaces"));
    let found = only_finding(&format!("1. a\n{block}2. b\n"));
    assert!(found.help.expect("help").en.contains("3 spaces"));
    for fine in [
        format!("- a\n\n{block}\n1. b\n"),
        format!("- a\n\n  {block}\n- b\n").replace("\n```\n\n", "\n  ```\n\n"),
        format!("- a\n\n{block}\ntext\n\n- b\n"),
        format!("1. a\n\n{block}\n5. b\n"),
        "- a\n\n```toml\n```\n\n- b\n".to_owned(),
    ] {
        assert_eq!(findings(&fine).len(), 0, "{fine}");
    }
}

#[test]
fn m02_raw_html_that_is_refused() {
    let mut letters = Vec::new();
    for html in [
        "<script>alert(1)</script>",
        "<iframe src=x></iframe>",
        "<form action=x>",
        "<style>a{}</style>",
        "<svg onload=a>",
        "<kbd onclick=a>x</kbd>",
        "<![CDATA[x]]>",
        "<base href=x>",
        "<meta http-equiv=refresh>",
        "<a href=x>y</a>",
        "<img src=x onerror=a>",
        "<!DOCTYPE html>",
        "<?php x ?>",
        "<kbd style=a>x</kbd>",
        "<abbr title=\"a\" class=b>x</abbr>",
        "<kbd>",
        "</kbd>",
        "<details>",
        "<!-- unclosed",
        "<x-y>",
        "<br onclick=a>",
        "<DETAILS OPEN ONTOGGLE=a></DETAILS>",
    ] {
        for text in [html.to_owned(), format!("a {html}"), format!("> {html}")] {
            let body = read(&text).value.body;
            if body.html.is_empty() {
                letters.push(text);
                continue;
            }
            assert!(
                body.html.iter().any(|html| html.refused.is_some()),
                "{text}: {:?}",
                body.html
            );
        }
    }
    // What is no HTML to the parser is printed as it stands.
    assert_eq!(letters, ["a <!-- unclosed"]);
    for html in [
        "a<br>b<wbr>c<BR />",
        "<kbd>Ctrl</kbd>+<kbd>C</kbd>",
        "H<sub>2</sub>O",
        "<abbr title=\"Hyper\" lang='en'>HTML</abbr>",
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
        "<ruby>漢<rt>かん</ruby>",
        "<time datetime=2026-11-01>今日</time>",
        "<!-- a -- b -->",
        "<details open>\n<summary>a</summary>\n\n# b\n\n</details>",
        "a < b > c",
        "<3",
    ] {
        let body = read(html).value.body;
        assert!(
            body.html.iter().all(|html| html.refused.is_none()),
            "{html}: {:?}",
            body.html
        );
    }
}

#[test]
fn full_width_marks_are_found_and_mended() {
    assert_eq!(mended("＃　見出し\n"), "# 見出し\n");
    assert_eq!(mended("＃＃ 見出し\n"), "## 見出し\n");
    assert_eq!(mended("｛｛ phone.hours ｝｝です"), "{{ phone.hours }}です");
    assert_eq!(mended("> ［!NOTE］\n> a"), "> [!NOTE]\n> a");
    assert_eq!(findings("｀｀｀{table}\n"), ["1:1 wide-mark"]);
    for fine in [
        "`｛｛ a ｝｝`",
        "```\n＃ a\n```",
        "＃タグ",
        "［注］",
        "｛a｝",
    ] {
        assert_eq!(findings(fine).len(), 0, "{fine}");
    }
}

#[test]
fn references_and_footnotes_without_an_other_end() {
    assert_eq!(findings("[用語][nai]"), ["1:1 undefined-reference"]);
    assert_eq!(findings("![画像]"), ["1:1 undefined-reference"]);
    assert_eq!(findings("[注] [参考][]\n\n[参考]: /a.png").len(), 0);
    assert_eq!(
        findings("a[^x] \\[^y] `[^z]`\n\n    [^z]\n"),
        ["1:2 undefined-reference"]
    );
    assert_eq!(findings("a&#x202e;b ![c](d&#8203;.png)").len(), 2);
    assert_eq!(
        findings("a[^1]\n\n[^1]: b\n\n[^2]: c\n"),
        ["5:1 unused-footnote"]
    );
}

#[test]
fn m11_deep_nesting_is_an_error_and_no_more() {
    for text in [
        "> ".repeat(100_000) + "a",
        "- ".repeat(100_000) + "a",
        "* ".repeat(50_000) + "a",
        "1. ".repeat(50_000) + "a",
    ] {
        assert_eq!(findings(&text), ["1:1 nesting-too-deep"]);
    }
    for text in [
        "[".repeat(100_000),
        "![".repeat(50_000),
        "*".repeat(100_000),
        "(".repeat(100_000),
    ] {
        assert!(
            read(&text)
                .findings
                .iter()
                .all(|f| f.severity != Severity::Error)
        );
    }
    let emphasis = "*a **b ".repeat(500) + &" c** d*".repeat(500);
    assert_eq!(findings(&emphasis).len(), 1);
    let table = format!(
        "{}|\n{}|\n{}",
        "|a".repeat(200),
        "|-".repeat(200),
        "|a|\n".repeat(2000)
    );
    assert!(findings(&table)[0].ends_with("table-too-wide"));
    let headings = "# a\n".repeat(262_144);
    assert_eq!(findings(&headings), ["10001:1 file-too-large"]);
    let many = (0..10_000).fold(String::new(), |text, at| text + &format!("# {at}\n"));
    assert_eq!(findings(&many), [""; 0]);
}

#[test]
fn reading_counts_letters_and_words() {
    let reading = read("# 電話、chat\n\nIt's `9:00` です。")
        .value
        .body
        .reading;
    assert_eq!((reading.letters, reading.words), (4, 4));
}
