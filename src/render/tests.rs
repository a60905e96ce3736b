//! Pages as a browser reads them: what a block shows, and what no page may hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::blocks::{Blocks, Bodies};
use super::model::{
    Alternate, LinkModel, PageKind, PageModel, Provenance, SiteModel, SourceModel, TocEntry,
};
use super::navigation::{Navigation, NavigationEntry, NavigationModel};
use super::words::Words;
use super::{jsonld, page};
use crate::site::joined::{
    CellLine, Empty, Excerpt, HeadCell, JoinedBlock, JoinedBody, JoinedCell, JoinedChannel,
    JoinedChooser, JoinedFaq, JoinedNotice, JoinedQuestion, JoinedRow, JoinedTable, JoinedWeek,
    Mark, Rich, RichWords, RowGroup, WeekDay,
};
use crate::theme::escape::html;
use crate::theme::{Common, Theme, ThemeFiles};

struct Echo;

impl Bodies for Echo {
    fn inline(&self, text: &str, _: &JoinedBody) -> String {
        format!("<em>{}</em>", html(text))
    }

    fn excerpt(&self, excerpt: &Excerpt) -> String {
        format!("<p>{}</p>", html(&excerpt.path))
    }
}

fn theme() -> Theme {
    let loaded = Theme::load(&ThemeFiles {
        texts: &BTreeMap::new(),
        assets: &BTreeMap::new(),
        name: "default",
        place: None,
        origins: &[],
    });
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded.value
}

fn plain(text: &str) -> Rich {
    Rich {
        words: RichWords::Plain(text.to_owned()),
        language: None,
    }
}

fn cell(text: &str) -> JoinedCell {
    JoinedCell {
        lines: vec![CellLine {
            content: plain(text),
            ..CellLine::default()
        }],
        ..JoinedCell::default()
    }
}

fn empty(why: Empty) -> JoinedCell {
    JoinedCell {
        empty: Some(why),
        ..JoinedCell::default()
    }
}

fn head(text: &str) -> HeadCell {
    HeadCell {
        content: plain(text),
        key: "key".to_owned(),
        marks: Vec::new(),
    }
}

fn row(cells: Vec<JoinedCell>) -> JoinedRow {
    JoinedRow {
        id: "row".to_owned(),
        cells,
        head: 0,
    }
}

fn site() -> SiteModel {
    let theme = theme();
    SiteModel {
        title: "窓口案内".to_owned(),
        language: "ja".to_owned(),
        content_security_policy: page::content_security_policy(&[]),
        settings: theme.settings(None, &|_| true).value.values,
        styles: theme.styles,
        ..SiteModel::default()
    }
}

fn words() -> Words {
    Words::of("ja", &BTreeMap::new())
}

fn block(joined: &JoinedBlock) -> String {
    let (theme, words) = (theme(), words());
    let common = page::common(&site(), &words);
    let blocks = Blocks {
        theme: &theme,
        common: &common,
        words: &words,
        bodies: &Echo,
    };
    blocks.html(joined).expect("the block")
}

/// An outline of the elements: `tag.class[attribute=value] "text"`, one a line, indented.
fn outline(markup: &str) -> String {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(markup);
    let mut out = String::new();
    walk(&dom.document, 0, &mut out);
    out
}

fn walk(node: &Handle, depth: usize, out: &mut String) {
    let mut below = depth;
    match &node.data {
        NodeData::Element { name, attrs, .. }
            if !matches!(&*name.local, "html" | "head" | "body") =>
        {
            let _ = write!(out, "{}{}", "  ".repeat(depth), name.local);
            for attribute in attrs.borrow().iter() {
                let _ = write!(out, " {}={}", attribute.name.local, attribute.value);
            }
            out.push('\n');
            below += 1;
        }
        NodeData::Text { contents } if !contents.borrow().trim().is_empty() => {
            let text = contents.borrow();
            let _ = writeln!(out, "{}\"{}\"", "  ".repeat(depth), text.trim());
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, below, out);
    }
}

#[test]
fn a_table_tells_each_cell_its_headings() {
    let mut marked = cell("電話");
    marked.marks = vec![Mark::Ended, Mark::Unverified];
    let mut hours = cell("9:00〜21:00");
    hours.marks = vec![Mark::Unverified];
    let table = JoinedTable {
        caption: Some(plain("窓口")),
        head: vec![head("名前"), head("時間"), head("番号")],
        groups: vec![RowGroup {
            title: Some(plain("急ぎ")),
            rows: vec![row(vec![marked, hours, empty(Empty::InParts)])],
        }],
    };
    let found = outline(&block(&JoinedBlock::Table(table)));
    let wanted = "\
div class=table table-cards role=group tabindex=0 aria-label=表
  table
    caption
      \"窓口\"
    thead
      tr
        th scope=col
          \"名前\"
        th scope=col
          \"時間\"
        th scope=col
          \"番号\"
    tbody
      tr class=group
        th scope=rowgroup colspan=3
          \"急ぎ\"
      tr
        th scope=row data-label=名前
          \"電話\"
          span class=mark mark-unverified
            \"未確認\"
          span class=mark mark-ended
            \"終了\"
        td data-label=時間
          div class=cell
            span class=nowrap
              \"9:00〜21:00\"
        td data-label=番号
          div class=cell
            span class=empty
              \"番号・係ごとに異なる\"
";
    assert_eq!(found, wanted);
}

#[test]
fn a_transposed_table_keeps_its_row_headings_where_they_are() {
    let mut heading = row(vec![cell("電話"), cell("9:00")]);
    heading.head = 1;
    let table = JoinedTable {
        head: vec![head("a"), head("b")],
        groups: vec![RowGroup {
            title: None,
            rows: vec![heading],
        }],
        caption: None,
    };
    let found = block(&JoinedBlock::Table(table));
    assert!(
        found.contains("<th scope=\"row\" data-label=\"b\">9:00</th>"),
        "{found}"
    );
    assert!(!found.contains("table-cards"), "two columns fit a phone");
}

#[test]
fn lines_of_a_cell_say_whose_they_are() {
    let line = |name: &str, href: &str| CellLine {
        name: Some(name.to_owned()),
        content: Rich {
            words: RichWords::Link {
                text: "0120".to_owned(),
                href: href.to_owned(),
            },
            language: Some("en".to_owned()),
        },
        note: Some(plain("無料")),
    };
    let both = JoinedCell {
        lines: vec![
            line("電話", "tel:0120"),
            line("窓口", "javascript:alert(1)"),
        ],
        ..JoinedCell::default()
    };
    let table = JoinedTable {
        head: vec![head("a")],
        groups: vec![RowGroup {
            title: None,
            rows: vec![row(vec![both])],
        }],
        caption: None,
    };
    let found = block(&JoinedBlock::Table(table));
    assert!(found.contains(concat!(
        "<li><span class=\"of\">電話</span> <span lang=\"en\"><a href=\"tel:0120\">0120</a></span>",
        " <span class=\"note\">無料</span></li>"
    )), "{found}");
    assert!(!found.contains("javascript"), "{found}");
}

fn week() -> JoinedWeek {
    let day = |name: &str| WeekDay {
        name: name.to_owned(),
        ..WeekDay::default()
    };
    JoinedWeek {
        name: "電話".to_owned(),
        days: vec![
            WeekDay {
                open: Some(vec![(540, 1260)]),
                busy: vec![(720, 840)],
                words: [
                    "9:00〜21:00".into(),
                    "12:00〜14:00".into(),
                    String::new(),
                    String::new(),
                ],
                ..day("月")
            },
            WeekDay {
                open: Some(Vec::new()),
                ..day("火")
            },
            day("水"),
        ],
        hours: (9, 21),
        ..JoinedWeek::default()
    }
}

#[test]
fn a_week_is_a_picture_a_description_and_a_table() {
    let found = block(&JoinedBlock::Week(week()));
    assert!(found.contains(
        "viewBox=\"0 0 360 274\" role=\"img\" aria-labelledby=\"ui:week-0-title ui:week-0-desc\""
    ));
    assert!(found.contains("<title id=\"ui:week-0-title\">電話の曜日と時間帯</title>"));
    assert!(found.contains("月: 9:00〜21:00, 混みやすい 12:00〜14:00; 火: 休み; 水: 不明</desc>"));
    // Monday: 12:00 is three hours of 20 units below the head of 26.
    assert!(found.contains(
        "<rect class=\"w-busy\" x=\"45\" y=\"86\" width=\"103\" height=\"40\" fill=\"url(#ui:week-0-busy)\"/>"
    ), "{found}");
    for name in ["open", "busy", "closed", "unknown"] {
        assert!(
            found.contains(&format!("<rect class=\"w-{name}\" width=\"24\"")),
            "{name}"
        );
    }
    assert!(
        !found.contains("<rect class=\"w-quiet\" width=\"24\""),
        "what does not occur"
    );
    let table = outline(&found);
    assert!(
        table.contains(
            "th scope=row\n                \"火\"\n              td\n                \"休み\""
        ),
        "{table}"
    );
}

#[test]
fn odd_weeks_still_make_a_picture() {
    for hours in [(0, 0), (48, 48), (9, 8), (0, 48), (u16::MAX, u16::MAX)] {
        let odd = JoinedWeek { hours, ..week() };
        assert!(block(&JoinedBlock::Week(odd)).contains("</svg>"));
    }
    let none = JoinedWeek {
        days: Vec::new(),
        ..week()
    };
    assert!(block(&JoinedBlock::Week(none)).contains("</svg>"));
}

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;{{ 7*7 }}";

fn hostile_blocks() -> Vec<JoinedBlock> {
    let text = || HOSTILE.to_owned();
    let rich = || plain(HOSTILE);
    let mut weird = week();
    weird.name = text();
    weird.caption = Some(rich());
    weird.days[0].name = text();
    weird.days[0].words = [text(), text(), text(), text()];
    let channel = JoinedChannel {
        id: text(),
        name: rich(),
        kind: Some(text()),
        marks: vec![Mark::Stale],
        fields: vec![(text(), cell(HOSTILE))],
        parts: vec![JoinedChannel {
            name: rich(),
            fields: vec![(text(), cell(HOSTILE))],
            ..JoinedChannel::default()
        }],
        caption: Some(rich()),
    };
    let table = JoinedTable {
        caption: Some(rich()),
        head: vec![head(HOSTILE), head(HOSTILE), head(HOSTILE)],
        groups: vec![RowGroup {
            title: Some(rich()),
            rows: vec![row(vec![cell(HOSTILE), cell(HOSTILE), cell(HOSTILE)])],
        }],
    };
    let faq = JoinedFaq {
        caption: Some(rich()),
        questions: vec![JoinedQuestion {
            id: text(),
            question: text(),
            href: text(),
            answer: Some(Excerpt {
                path: text(),
                ..Excerpt::default()
            }),
        }],
    };
    let chooser = JoinedChooser {
        ordinal: 0,
        caption: Some(rich()),
        labels: [text(), text(), text()],
        rows: vec![[cell(HOSTILE), cell(HOSTILE), cell(HOSTILE)]],
    };
    vec![
        JoinedBlock::Table(table),
        JoinedBlock::Week(weird),
        JoinedBlock::Channel(channel),
        JoinedBlock::Chooser(chooser),
        JoinedBlock::Faq(faq),
        JoinedBlock::Notices(vec![hostile_notice()]),
    ]
}

fn hostile_notice() -> JoinedNotice {
    let text = || HOSTILE.to_owned();
    JoinedNotice {
        id: text(),
        text: plain(HOSTILE),
        dates: text(),
        from: text(),
        until: Some(text()),
        ends: Some(0),
        channels: vec![text()],
        closes: true,
    }
}

/// A page that has everything, with the same text everywhere.
fn full_page(theme: &Theme, common: &Common, words: &Words, text: &str) -> PageModel {
    let own = || text.to_owned();
    let link = || LinkModel {
        title: own(),
        href: own(),
        description: own(),
    };
    let blocks = Blocks {
        theme,
        common,
        words,
        bodies: &Echo,
    };
    let body: Vec<String> = hostile_blocks()
        .iter()
        .map(|joined| blocks.html(joined).expect("a block"))
        .collect();
    let entries = vec![NavigationEntry {
        title: own(),
        href: own(),
        open: true,
        children: vec![NavigationEntry::default()],
    }];
    let navigation = Navigation::render(theme, common, &NavigationModel { entries });
    PageModel {
        title: own(),
        title_id: own(),
        description: own(),
        language: "ja".to_owned(),
        url: own(),
        root: "../".to_owned(),
        canonical: Some(own()),
        draft: true,
        date: Some("2026-10-01".to_owned()),
        updated: Some("2026-11-01".to_owned()),
        reading_minutes: 3,
        body: body.concat(),
        toc: vec![TocEntry {
            id: own(),
            title: own(),
            level: 2,
            children: vec![TocEntry::default()],
        }],
        breadcrumbs: vec![link()],
        navigation: navigation.expect("navigation").for_page("../", text),
        previous: Some(link()),
        next: Some(link()),
        pages: vec![link()],
        questions: vec![link()],
        alternates: vec![Alternate {
            language: own(),
            name: own(),
            href: own(),
            url: Some(own()),
        }],
        provenance: Provenance {
            shows_facts: true,
            sources: vec![SourceModel {
                text: own(),
                href: Some(own()),
            }],
            last_verified: Some("2026-11-01".to_owned()),
            unverified: true,
            stale: true,
        },
        notices: blocks.banner(&[hostile_notice()]).expect("a banner"),
        json_ld: vec![jsonld::faq("ja", &[(own(), own())])],
        edit: Some(own()),
        ..PageModel::default()
    }
}

type Attributes = Vec<(String, String)>;

/// The elements and attributes of a page, and the text of its scripts.
fn inspect(node: &Handle, see: &mut dyn FnMut(&str, &Attributes, &str)) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes: Attributes = attrs
            .borrow()
            .iter()
            .map(|a| (a.name.local.to_string(), a.value.to_string()))
            .collect();
        let text: String = node
            .children
            .borrow()
            .iter()
            .filter_map(|child| match &child.data {
                NodeData::Text { contents } => Some(contents.borrow().to_string()),
                _ => None,
            })
            .collect();
        see(&name.local, &attributes, &text);
    }
    for child in node.children.borrow().iter() {
        inspect(child, see);
    }
}

/// M18, M19 and the templates' share of M09: hostile texts stay texts, nothing is inline, and
/// nothing is loaded from elsewhere, on every kind of page.
#[test]
fn no_page_holds_what_its_policy_forbids() {
    let (theme, words) = (theme(), words());
    let mut site = site();
    site.title = HOSTILE.to_owned();
    site.organisation = Some(HOSTILE.to_owned());
    site.scripts = vec!["assets/a.js".to_owned()];
    site.settings.insert("footer".to_owned(), HOSTILE.into());
    site.settings.insert("logo".to_owned(), "/logo.svg".into());
    let common = page::common(&site, &words);
    let mut model = full_page(&theme, &common, &words, HOSTILE);
    for kind in [
        PageKind::Home,
        PageKind::Section,
        PageKind::Page,
        PageKind::Faq,
        PageKind::Channel,
        PageKind::NotFound,
    ] {
        model.kind = kind;
        let rendered = page::render(&theme, &common, &model, None).expect("a page");
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(rendered.as_str());
        let mut metas = 0;
        inspect(&dom.document, &mut |name, attributes, text| {
            let value = |key: &str| {
                let found = attributes.iter().find(|(name, _)| name == key);
                found.map(|(_, value)| value.as_str())
            };
            for (key, _) in attributes {
                assert!(!key.starts_with("on") && key != "style", "{name} has {key}");
            }
            match name {
                "script" if value("type") == Some("application/ld+json") => {
                    let back: serde_json::Value = serde_json::from_str(text).expect("JSON");
                    assert_eq!(back["mainEntity"][0]["name"], HOSTILE);
                }
                "script" => assert_eq!((value("src"), text), (Some("../assets/a.js"), "")),
                "img" => assert_eq!(value("src"), Some("../logo.svg")),
                "link" if value("rel") == Some("stylesheet") => {
                    assert!(value("href").is_some_and(|href| href.starts_with("../assets/")));
                }
                "style" | "iframe" | "object" | "form" | "base" => panic!("{name} in {kind:?}"),
                "meta" => metas += 1,
                _ => {}
            }
        });
        assert!(metas >= 4);
        let charset = rendered.find("<meta charset").expect("a charset");
        let policy = rendered
            .find("<meta http-equiv=\"Content-Security-Policy\"")
            .expect("a policy");
        assert!(charset < policy && !rendered[charset + 1..policy].contains("<link"));
    }
}

#[test]
fn the_least_page_is_a_page() {
    let (theme, words) = (theme(), words());
    let common = page::common(&SiteModel::default(), &words);
    let rendered = page::render(&theme, &common, &PageModel::default(), None);
    assert!(rendered.is_ok(), "{rendered:?}");
    assert!(page::render(&theme, &common, &PageModel::default(), Some("nix.html")).is_err());
}
