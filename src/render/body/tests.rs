//! What a body becomes.

use super::*;
use crate::decode::Origin;
use crate::page::{Dialect, EventList, LinkKind, Target, parse_body};
use crate::site::joined::ResolvedLink;
use crate::text::SourcePath;
use crate::wording::Language;

/// Facts are shown as their paths in angle brackets; `tel` leads somewhere, `en` is foreign.
fn join(body: &Body) -> JoinedBody {
    let shown = |path: &str| Shown {
        text: format!("<{path}>"),
        href: (path == "tel").then(|| "tel:0120000000".to_owned()),
        language: (path == "en").then(|| "en".to_owned()),
    };
    JoinedBody {
        shown: body.placeholders.iter().map(|p| shown(&p.path)).collect(),
        targets: body
            .links
            .iter()
            .map(|link| ResolvedLink {
                href: match link.target {
                    Target::Refused => String::new(),
                    _ => link.destination.to_text(|fact| fact.path.clone()),
                },
                external: link.target == Target::External,
                size: (link.kind == LinkKind::Image).then_some((3, 4)),
            })
            .collect(),
        blocks: Vec::new(),
    }
}

struct Asked<'a> {
    blocks: &'a [String],
    extent: Extent,
    sections: Sections,
    without_heading: Option<usize>,
    raw_html: RawHtmlMode,
}

impl Default for Asked<'_> {
    fn default() -> Self {
        Self {
            blocks: &[],
            extent: Extent::Whole,
            sections: Sections::Plain,
            without_heading: None,
            raw_html: RawHtmlMode::Safe,
        }
    }
}

fn written(text: &str, asked: &Asked<'_>, sentence: bool) -> String {
    let origin = Origin::from_offset(&SourcePath::new("a.md"), 0);
    let dialect = Dialect::default();
    let body = parse_body(text, &origin, &dialect).value;
    let words = BodyWords::of(Language::Japanese);
    let with = BodyOptions {
        former_ids: &[],
        words: &words,
        raw_html: asked.raw_html,
        blocks: asked.blocks,
        highlighter: &NoHighlighter,
        without_heading: asked.without_heading,
        extent: &asked.extent,
        sections: asked.sections,
        note_prefix: "",
    };
    let joined = join(&body);
    let read = EventList::of(text, dialect);
    if sentence {
        return inline(&read, &body, &joined, &with);
    }
    html(&read, &body, &joined, &with).html
}

fn page(text: &str) -> String {
    written(text, &Asked::default(), false)
}

/// The HTML of a text that is one paragraph.
fn sentence(text: &str) -> String {
    written(text, &Asked::default(), true)
}

#[test]
fn japanese_emphasis_needs_no_spaces() {
    for (text, html) in [
        ("**日本語。**の", "<strong>日本語。</strong>の"),
        (
            "これは**「重要」**です",
            "これは<strong>「重要」</strong>です",
        ),
        (
            "**営業時間（平日）**は9時",
            "<strong>営業時間（平日）</strong>は9時",
        ),
        ("**必須：**入力", "<strong>必須：</strong>入力"),
        ("**注意!**電話", "<strong>注意!</strong>電話"),
        ("**「あ」**「い」", "<strong>「あ」</strong>「い」"),
        ("~~日本語。~~の", "<del>日本語。</del>の"),
        ("**𠮷野（東）**は", "<strong>𠮷野（東）</strong>は"),
        ("*「あ」*と*い。*と", "<em>「あ」</em>と<em>い。</em>と"),
        ("**{{ a }}**に", "<strong>&lt;a&gt;</strong>に"),
        ("は**“引用”**は", "は<strong>“引用”</strong>は"),
        ("`**日本語。**の`", "<code>**日本語。**の</code>"),
        ("`a\n**日本語。**の`", "<code>a **日本語。**の</code>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ] {
        assert_eq!(sentence(text), html, "{text}");
    }
    assert_eq!(
        sentence("**[営業(時間)](a.md)**は"),
        "<strong><a href=\"a.md\">営業(時間)</a></strong>は"
    );
}

#[test]
fn one_tilde_is_a_tilde() {
    assert_eq!(
        sentence("12:00~13:00、15:00~16:00"),
        "12:00~13:00、15:00~16:00"
    );
    assert_eq!(sentence("（~21時）と（~22時）"), "（~21時）と（~22時）");
    assert_eq!(sentence("a ~b~ ~~c~~"), "a ~b~ <del>c</del>");
}

#[test]
fn lines_of_wide_letters_are_joined() {
    assert_eq!(sentence("電話\nです"), "電話です");
    assert_eq!(
        sentence("**電話**\n*です*"),
        "<strong>電話</strong><em>です</em>"
    );
    assert_eq!(sentence("at\nonce"), "at\nonce");
    assert_eq!(sentence("電話\nat"), "電話\nat");
    assert_eq!(sentence("한국\n말"), "한국\n말");
    assert_eq!(sentence("電話  \nです"), "電話<br>\nです");
    assert_eq!(sentence("電話\n{{ a }}"), "電話\n&lt;a&gt;");
}

#[test]
fn facts_are_escaped_and_never_a_link_in_a_link() {
    assert_eq!(sentence("{{ a\"b }}"), "&lt;a\"b&gt;");
    assert_eq!(
        sentence("{{ tel }}"),
        "<a href=\"tel:0120000000\">&lt;tel&gt;</a>"
    );
    assert_eq!(
        sentence("[{{ tel }}](x.md)"),
        "<a href=\"x.md\">&lt;tel&gt;</a>"
    );
    assert_eq!(sentence("{{ en }}"), "<span lang=\"en\">&lt;en&gt;</span>");
    assert_eq!(
        sentence("![{{ a }}](x.png \"{{ b }}\")"),
        "<img src=\"x.png\" alt=\"&lt;a&gt;\" width=\"3\" height=\"4\" title=\"&lt;b&gt;\" decoding=\"async\">"
    );
}

#[test]
fn m13b_literal_braces_are_printed() {
    assert_eq!(
        sentence("\\{{ x }} ${{ x }} `{{ x }}` {% include \"../x\" %}"),
        "{{ x }} ${{ x }} <code>{{ x }}</code> {% include \"../x\" %}"
    );
}

#[test]
fn headings_have_their_ids() {
    assert_eq!(
        page("## 電話 {#tel .wide onfocus=alert(1)}\n"),
        "<h2 id=\"tel\" class=\"wide\">電話<a class=\"permalink\" href=\"#tel\" aria-label=\"この見出しへのリンク\">#</a></h2>\n"
    );
    let asked = Asked {
        without_heading: Some(0),
        ..Asked::default()
    };
    assert_eq!(written("# 題\n\n本文\n", &asked, false), "<p>本文</p>\n");
}

#[test]
fn an_excerpt_is_a_whole_piece_without_ids() {
    let text = "# a\n\n- x\n- ## b\n- y[^1]\n\n## c\n\nz {{ q }}\n\n[^1]: note\n";
    let excerpt = |from: &str, to: &str| {
        let range = text.find(from).expect("there")..text.find(to).expect("there");
        written(
            text,
            &Asked {
                extent: Extent::Excerpt(range),
                ..Asked::default()
            },
            false,
        )
    };
    assert_eq!(excerpt("## c", "[^1]:"), "<h2>c</h2>\n<p>z &lt;q&gt;</p>\n");
    let html = excerpt("## b", "## c");
    assert!(html.starts_with("<h2>b</h2>\ny<sup"), "{html}");
    assert!(
        html.contains("<li id=\"fn:1\" value=\"1\"><p>note <a"),
        "{html}"
    );
    assert!(!html.contains("<li>y"), "an item without its list");
}

#[test]
fn alerts_speak_the_page_s_language() {
    assert_eq!(
        page("> [!WARNING]\n> a\n"),
        "<aside class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">警告</p>\n<p>a</p>\n</aside>\n"
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_met() {
    let html = page("a[^b] c[^a] d[^B]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C\n");
    assert!(html.contains("<a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\">1</a>"));
    assert!(html.contains("<a href=\"#fn:1\" id=\"fnref:1:2\" role=\"doc-noteref\">1</a>"));
    let (first, second) = (
        html.find("<p>B ").expect("B"),
        html.find("<p>A ").expect("A"),
    );
    assert!(first < second && !html.contains('C'), "{html}");
    assert!(
        html.contains("href=\"#fnref:1:2\" role=\"doc-backlink\" aria-label=\"本文に戻る (2)\"")
    );
}

#[test]
fn tables_lists_and_code() {
    assert_eq!(
        page("||b|\n|:-|-:|\n|c||\n"),
        "<div class=\"table-scroll\" role=\"group\" aria-label=\"表\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<td class=\"align-left\"></td>\n<th scope=\"col\" class=\"align-right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"align-left\">c</td>\n<td class=\"align-right\"></td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    );
    assert!(
        page("- [x] a\n")
            .contains("<input type=\"checkbox\" disabled checked aria-label=\"済み\"> a")
    );
    assert_eq!(page("3. a\n"), "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
    assert_eq!(
        page("```toml\na < 1\n```\n"),
        "<pre><code class=\"language-toml\">a &lt; 1\n</code></pre>\n"
    );
    assert_eq!(
        page("```\"><script>\na\n```\n"),
        "<pre><code>a\n</code></pre>\n"
    );
    assert_eq!(
        page("語\n: 意味\n"),
        "<dl>\n<dt>語</dt>\n<dd>意味</dd>\n</dl>\n"
    );
}

#[test]
fn m08_info_strings_that_are_no_language() {
    let long = format!("```{}\na\n```\n", "x".repeat(10 << 10));
    for text in [
        "```\"><script>\na\n```\n",
        "```a\"b c\na\n```\n",
        long.as_str(),
    ] {
        assert_eq!(page(text), "<pre><code>a\n</code></pre>\n");
    }
}

#[test]
fn blocks_are_put_in_where_they_stand() {
    let blocks = ["<b>1</b>".to_owned(), "<b>2</b>".to_owned()];
    let asked = Asked {
        blocks: &blocks,
        ..Asked::default()
    };
    assert_eq!(
        written(
            "```{a}\n```\n\n- x\n\n  ```{b}\n  ```\n\n```table\n```\n",
            &asked,
            false
        ),
        "<b>1</b><ul>\n<li><p>x</p>\n<b>2</b></li>\n</ul>\n"
    );
}

#[test]
fn raw_html_is_written_anew() {
    assert_eq!(
        sentence("a<BR CLASS=x>b<br />c<kbd lang='en\"'>x</kbd><!-- y -->"),
        "ab<br>c<kbd lang=\"en&quot;\">x</kbd>"
    );
    assert_eq!(
        page("<details open>\n<summary>{{ tel }} &amp; a</summary>\n\n*b*\n\n</details>\n"),
        "<details open>\n<summary><a href=\"tel:0120000000\">&lt;tel&gt;</a> &amp; a</summary>\n<p><em>b</em></p>\n</details>\n"
    );
    assert_eq!(page("<script>alert(1)</script>\n"), "alert(1)\n");
    assert_eq!(
        page("<div onclick=a>\n<{{ a }}kbd>\n"),
        "\n&lt;&lt;a&gt;kbd&gt;\n"
    );
    let asked = Asked {
        raw_html: RawHtmlMode::Allow,
        ..Asked::default()
    };
    assert_eq!(
        written("<div class=x>\n{{ a }}\n</div>\n", &asked, false),
        "<div class=x>\n&lt;a&gt;\n</div>\n"
    );
}

#[test]
fn m05_links_out_of_the_site_say_so() {
    assert_eq!(
        sentence("[a](https://b.example)"),
        "<a href=\"https://b.example\" class=\"external\" rel=\"external noopener\">a</a>"
    );
    assert_eq!(sentence("[a](javascript:b)"), "<a>a</a>");
}

#[test]
fn letters_alone() {
    let text = "# {{ a }}\n\n**b**\n";
    let origin = Origin::from_offset(&SourcePath::new("a.md"), 0);
    let body = parse_body(text, &origin, &Dialect::default()).value;
    let joined = join(&body);
    assert_eq!(plain(text, &Dialect::default(), &joined, None), "<a>\nb");
    assert_eq!(plain_phrase(&body.headings[0].text, &joined.shown), "<a>");
}

/// A page of questions.
fn questions(text: &str) -> String {
    let asked = Asked {
        sections: Sections::Questions,
        ..Asked::default()
    };
    written(text, &asked, false)
}

#[test]
fn a_question_and_its_answer_stand_in_elements_of_their_own() {
    let html =
        questions("before\n\n## a\n\none\n\n### b\n\ntwo\n\n## c\n\nthree[^1]\n\n[^1]: note\n");
    let tags: Vec<&str> = html
        .split('<')
        .filter_map(|piece| piece.split(['>', ' ']).next())
        .filter(|tag| !matches!(*tag, "" | "a" | "/a" | "sup" | "/sup"))
        .collect();
    assert_eq!(
        tags[..22].join(" "),
        "p /p section h2 /h2 div p /p h3 /h3 p /p /div /section section h2 /h2 div p /p /div /section"
    );
    // Notes are of the page, not of the last answer.
    assert!(
        html.find("</section>\n<section class=\"footnotes\"")
            .is_some()
            || html.ends_with("</section>\n"),
        "{html}"
    );
}

#[test]
fn a_heading_inside_something_is_part_of_the_answer() {
    for inside in ["> ## b\n", "- ## b\n", "<details>\n\n## b\n\n</details>\n"] {
        let html = questions(&format!("## a\n\n{inside}\n## c\n"));
        assert_eq!(html.matches("<section").count(), 2, "{html}");
        assert_eq!(html.matches("</section>").count(), 2, "{html}");
    }
}

#[test]
fn only_the_first_picture_is_loaded_at_once() {
    let html = page("![a](a.png)\n\n![b](b.png)\n");
    let [first, second] = [html.find("\"a.png\""), html.find("\"b.png\"")];
    assert!(first.is_some() && second.is_some(), "{html}");
    assert_eq!(html.matches("loading=\"lazy\"").count(), 1, "{html}");
    assert!(html.find("lazy") > second, "{html}");
}
