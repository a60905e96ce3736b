//! Texts made to be slow: time grows with their length, not with its square (M10, M11).

mod spent;

use std::time::Duration;

use spent::spent;

use madoguchi::diagnostic::Severity;
use madoguchi::page::{Dialect, EventList, Target, parse};
use madoguchi::render::body::{
    BodyOptions, BodyWords, Extent, NoHighlighter, RawHtmlMode, Sections, html,
};
use madoguchi::site::joined::{JoinedBody, ResolvedLink, Shown};
use madoguchi::text::Source;
use madoguchi::wording::Language;

/// What is repeated: name, before, again and again, after (as often).
type Pattern = (&'static str, &'static str, &'static str, &'static str);

const PATTERNS: &[Pattern] = &[
    ("open brackets", "", "[", ""),
    ("nested brackets", "", "[", "]"),
    ("images", "", "![", ""),
    ("nested images", "", "![a", "](b)"),
    ("links never closed", "", "[a](", ""),
    ("links", "", "[a](b.md) ", ""),
    ("references", "[a]: /u\n\n", "[a] ", ""),
    ("definitions", "", "[a]: /u\n", ""),
    ("undefined references", "", "[a][b] ", ""),
    ("open emphasis", "", "*a ", ""),
    ("open strong", "", "**a ", ""),
    ("mixed emphasis", "", "*a _b ", ""),
    ("asterisks", "", "*", ""),
    ("closed emphasis", "", "a**b** ", ""),
    ("wide emphasis", "", "は**「あ」**", ""),
    ("wide emphasis never closed", "", "は**「", ""),
    ("tildes", "", "~~a ~b", ""),
    ("backticks of all lengths", "", "`a``b```c````d", ""),
    ("one backtick", "", "a`", ""),
    ("open braces", "", "{{", ""),
    ("facts never closed", "", "{{ a ", ""),
    ("facts", "", "{{ a.b }}", ""),
    ("distinct braces", "", "{{ a }}{{{b}}}{ {", ""),
    ("facts in a link", "[", "{{ a }}", ""),
    ("facts in a destination", "[a](<", "{{ a }}&amp;", ""),
    ("full-width braces", "", "｛｛ a ", ""),
    ("full-width braces closed", "", "｛｛ a ｝｝", ""),
    ("tags", "", "<kbd>", "</kbd>"),
    ("tags never closed", "", "<kbd>", ""),
    ("tags with quotes", "", "<kbd lang=\"", ""),
    ("less than", "", "<", ""),
    ("comments never closed", "", "<!--", ""),
    ("comments", "", "<!-- a -->", ""),
    ("declarations", "", "<!A ", ""),
    ("instructions", "", "<?", ""),
    (
        "a block of tags",
        "<details>\n",
        "<abbr title=x>",
        "</abbr>",
    ),
    ("a block of less than", "<details>\n", "<a", ""),
    ("quotations", "", "> a\n", ""),
    ("lists", "", "- a\n", ""),
    ("lists in lists", "", "- a\n\n  - b\n", ""),
    ("lists and blocks", "", "- a\n\n```{table}\n```\n\n", ""),
    ("headings", "", "# a\n", ""),
    ("headings without letters", "", "## !\n\n", ""),
    ("headings in steps", "", "# a\n## a\n### a\n", ""),
    ("attributes", "", "## a {#b .c d=e}\n", ""),
    ("braces in a heading", "# ", "{a", "}"),
    ("footnotes", "[^a]: b\n\n", "[^a] ", ""),
    ("footnote definitions", "", "[^a]: b\n\n", ""),
    ("a table", "|a|b|\n|-|-|\n", "|a|b|\n", ""),
    ("pipes", "", "|a", ""),
    ("entities", "", "&amp;", ""),
    ("half entities", "", "&a", ""),
    ("backslashes", "", "\\", ""),
    ("invisible characters", "", "a\u{200b}", ""),
    ("carriage returns", "", "a`\r\nb`\r\n", ""),
    ("e-mail addresses", "", "<a@b.example>", ""),
    (
        "links that mislead",
        "",
        "[https://a.example](https://b.example) ",
        "",
    ),
    ("dots", "[", "a.", "](https://b.example)"),
    ("definition lists", "", "a\n: b\n\n", ""),
    ("fences", "", "```{table}\na = 1\n```\n", ""),
    ("one long fence", "```{table}\n", "a1 = [[1]]\n", ""),
    ("wide lines", "", "電話\n", ""),
    ("links with wide parentheses", "", "[a]（", ""),
    ("wide parentheses without a link", "", "]（b.md）", ""),
    ("strong with spaces", "", "は**あ **", ""),
    ("lone backticks", "", "` ``", ""),
    ("struck out with spaces", "", "あ~~ い", ""),
    ("lists without spaces", "", "-あ\n", ""),
    ("headings without spaces", "", "##あ\n", ""),
    ("two kinds of commas", "", "あ、い，", ""),
    ("images without words", "", "![", "](b)"),
    ("skipped headings", "", "# a\n### b\n", ""),
];

fn text(pattern: &Pattern, length: usize) -> String {
    let (_, before, again, after) = pattern;
    let times = length / (again.len() + after.len());
    format!("{before}{}{}", again.repeat(times), after.repeat(times))
}

/// Parses and writes a page, and says how long the page is.
fn run(text: &str) -> usize {
    let source = Source::new("content/a.md", text);
    let page = parse(&source, &Dialect::default()).value;
    let joined = JoinedBody {
        shown: page
            .body
            .placeholders
            .iter()
            .map(|_| Shown {
                text: "9:00".to_owned(),
                ..Shown::default()
            })
            .collect(),
        targets: page
            .body
            .links
            .iter()
            .map(|link| ResolvedLink {
                href: "a/".to_owned(),
                external: link.target == Target::External,
                size: None,
            })
            .collect(),
        blocks: Vec::new(),
    };
    let words = BodyWords::of(Language::Japanese);
    let with = BodyOptions {
        former_ids: &[],
        words: &words,
        raw_html: RawHtmlMode::Safe,
        blocks: &[],
        highlighter: &NoHighlighter,
        without_heading: None,
        extent: &Extent::Whole,
        sections: Sections::Plain,
        note_prefix: "",
    };
    let read = EventList::of(&text[page.body_start..], Dialect::default());
    html(&read, &page.body, &joined, &with).html.len()
}

/// Whether a page is refused, with all that would be made of it.
fn is_refused(text: &str) -> bool {
    let source = Source::new("content/a.md", text);
    let findings = parse(&source, &Dialect::default()).findings;
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

/// The processor time of one run.
fn time(text: &str) -> Duration {
    spent(|| run(text)).1
}

/// The three sizes of the row, 64, 256 and 1024 KiB; a fourth of that where nothing is optimised.
const SIZES: [usize; 3] = if cfg!(debug_assertions) {
    [16 << 10, 64 << 10, 256 << 10]
} else {
    [64 << 10, 256 << 10, 1 << 20]
};

/// How many times the work of pages that people write a pattern of their length may be: what the row says in
/// milliseconds, for whatever machine this runs on. The dearest, headings line by line, is 8 times the work.
const DEAREST: f64 = 12.0;

/// How many times longer four times as much takes, from each size to the next, and how long the last takes.
fn grown(pattern: &Pattern) -> (Vec<f64>, Duration) {
    let times = SIZES.map(|length| time(&text(pattern, length)));
    let ratios = times.windows(2).map(|pair| {
        // What is over in a moment says nothing.
        let is_long = pair[1] > Duration::from_millis(40);
        if is_long {
            ratio(pair[1], pair[0])
        } else {
            0.0
        }
    });
    (ratios.collect(), times[2])
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-6)
}

/// The work of pages as people write them, of the last of the sizes: the manual's, again and again.
fn usual() -> Duration {
    let page = concat!(
        include_str!("../content/manual/writing.md"),
        include_str!("../content/manual/dataset.en.md"),
        include_str!("../content/phone/_index.md"),
    );
    let pages = page.repeat(SIZES[2] / page.len() + 1);
    let end = pages.floor_char_boundary(SIZES[2]);
    (0..3)
        .map(|_| time(&pages[..end]))
        .min()
        .unwrap_or_default()
}

/// Four times as much takes far more than four times as long, sixteen times if the square decides; or the whole
/// takes far more than a page that people write. What seems slow is asked again: memory may have been cold.
#[test]
fn m10_time_grows_with_the_length_and_not_with_its_square() {
    let usual = usual();
    let mut slow = Vec::new();
    for pattern in PATTERNS {
        let mut tries = (0..4).map(|_| grown(pattern));
        let is_slow = |(ratios, last): &(Vec<f64>, Duration)| {
            ratios.iter().any(|ratio| *ratio > 8.0) || ratio(*last, usual) > DEAREST
        };
        if tries.all(|tried| is_slow(&tried)) {
            slow.push(format!(
                "{}: {:?}, usual: {usual:?}",
                pattern.0,
                grown(pattern)
            ));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// A page may be longer than its text, as marks become elements; what would be far longer is refused.
#[test]
fn m11_a_page_is_in_proportion_to_its_text() {
    let mut long = Vec::new();
    let mut made = 0;
    for pattern in PATTERNS {
        let text = text(pattern, 64 << 10);
        if is_refused(&text) {
            continue;
        }
        made += 1;
        let length = run(&text);
        if length > 10 * text.len() {
            long.push(format!("{}: {length} of {}", pattern.0, text.len()));
        }
    }
    assert!(made > 40, "most patterns make a page: {made}");
    assert!(long.is_empty(), "{}", long.join("\n"));
}
