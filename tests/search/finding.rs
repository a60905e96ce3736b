//! What readers find: by any spelling of a word, at the heading where it stands, and no more often than
//! it is written.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::site::{Built, build};
use madoguchi::civil::read_date;
use madoguchi::compile::Options;
use madoguchi::text::Snapshot;

fn guide() -> &'static Built {
    static GUIDE: OnceLock<Built> = OnceLock::new();
    GUIDE.get_or_init(|| Built::read("."))
}

#[test]
fn five_spellings_find_the_phone() {
    let spellings = [
        "でんわ",
        "デンワ",
        "ﾃﾞﾝﾜ",
        "電話",
        "denwa",
        "DENWA",
        "てﾞんわ",
        "でん",
    ];
    for (spelling, answer) in spellings.iter().zip(guide().ask(&spellings)) {
        let first = &answer.results[0];
        assert_eq!(
            (first.kind, &*first.href),
            (2, "phone/"),
            "{spelling}: {answer:?}"
        );
        let hrefs = answer.hrefs();
        assert!(hrefs.contains(&"phone/callback/"), "{spelling}: {hrefs:?}");
        let distinct: BTreeSet<&&str> = hrefs.iter().collect();
        assert_eq!(
            distinct.len(),
            hrefs.len(),
            "{spelling}: one result a place"
        );
    }
}

#[test]
fn questions_and_channels_come_first() {
    let answers = guide().ask(&["記録", "チャット", "つながらない"]);
    assert_eq!(answers[0].results[0].href, "faq/#record");
    assert_eq!(answers[0].results[0].kind, 1);
    assert_eq!(answers[1].results[0].kind, 2);
    assert!(answers[2].hrefs().contains(&"faq/#no-answer"));
}

#[test]
fn synonyms_of_the_config_find_each_other() {
    // Whichever way the word is written on the pages, all ways find the same.
    let answers = guide().ask(&["問合せ", "問い合わせ", "問い合せ"]);
    for answer in &answers {
        assert!(answer.hrefs().contains(&"faq/#no-answer"), "{answer:?}");
        let marked = |found: &super::node::Found| !found.marked.is_empty();
        assert!(answer.results.iter().any(marked));
    }
}

#[test]
fn a_result_says_where_it_stands_and_what_was_found() {
    let answer = guide().ask_one("手順 折り返し");
    let found = &answer.results[0];
    assert_eq!(found.href, "phone/callback/#steps");
    assert_eq!(found.title, "手順");
    assert_eq!(found.path, "電話で相談する › 折り返し電話の頼み方");
    assert!(found.text.starts_with("公式サイトか"));
}

#[test]
fn each_language_has_its_own_index() {
    let english = super::node::ask(&guide().search("en"), &["phone", "calls", "電話"]);
    assert!(
        english[0]
            .hrefs()
            .iter()
            .all(|href| href.starts_with("en/"))
    );
    assert!(!english[0].results.is_empty());
    assert!(!english[1].results.is_empty(), "a plural finds the word");
    let japanese = guide().ask_one("phone");
    assert!(japanese.hrefs().iter().all(|href| !href.starts_with("en/")));
}

/// A site in which the same words stand in many roles.
fn roles() -> Built {
    Built::of(&[
        (
            "config.toml",
            "title = \"窓口案内\"\n[publish]\nchannel_pages = true\n[search]\nsynonyms = [[\"引越し\", \"引っ越し\", \"転居\"]]\n",
        ),
        (
            "content/data/channels.toml",
            "ours = true\n[channel.desk]\nname = \"引越し窓口\"\nkind = \"counter\"\nreading = \"ひっこしまどぐち\"\nhours = { weekdays = \"9:00-17:00\" }\naddress = \"一丁目\"\n",
        ),
        ("content/_index.md", "# 窓口案内\n\nはじめに\n"),
        (
            "content/move.md",
            "# 引っ越しの手続き\n\n届けを出します。\n\n## 要るもの {#bring}\n\n印鑑と身分証。\n\n### 写し {#copy}\n\n原本でなくてもよい書類。\n\n```sh\necho 合言葉\n```\n",
        ),
        (
            "content/other.md",
            "# ほかの手続き\n\n```{include}\npage = \"@/move.md#bring\"\n```\n\n合言葉は文章にもあります。\n",
        ),
        (
            "content/faq.md",
            "+++\ntitle = \"質問\"\nkind = \"faq\"\n+++\n## 印鑑は要りますか {#seal}\n\n要ります。{{ desk.hours }}にお越しください。\n",
        ),
        (
            "content/again.md",
            "# 再掲\n\n```{faq}\nquestions = [\"seal\"]\nanswers = true\n```\n",
        ),
        (
            "content/draft.md",
            "+++\ndraft = true\n+++\n# 秘密の引っ越し\n\n未公開語\n",
        ),
        (
            "content/silent.md",
            "+++\nsearch = false\n+++\n# 探されない\n\n無索引語\n",
        ),
    ])
}

#[test]
fn what_is_shown_twice_is_found_once() {
    let site = roles();
    let answers = site.ask(&["印鑑", "お越し", "合言葉", "身分証"]);
    assert_eq!(answers[0].hrefs(), ["faq/#seal", "move/#bring"]);
    assert_eq!(answers[1].hrefs(), ["faq/#seal"]);
    assert_eq!(
        answers[2].hrefs(),
        ["other/", "move/#copy"],
        "prose before code"
    );
    assert_eq!(answers[3].hrefs(), ["move/#bring"]);
}

#[test]
fn a_channel_page_is_the_channel() {
    let answers = roles().ask(&["ひっこし", "hikkoshi", "転居", "一丁目"]);
    for answer in &answers {
        let first = &answer.results[0];
        assert_eq!(
            (first.kind, &*first.href),
            (2, "channels/desk/"),
            "{answer:?}"
        );
    }
    assert!(answers[2].hrefs().contains(&"move/"));
}

#[test]
fn drafts_and_silent_pages_are_not_found() {
    let site = roles();
    for answer in site.ask(&["未公開語", "無索引語"]) {
        assert_eq!(answer.hrefs(), [""; 0]);
    }
    for word in ["未公開", "無索引", "秘密"] {
        let holds = |(_, text): &(&str, &str)| text.contains(word);
        assert_eq!(site.index().find(holds), None, "{word}");
    }
    // Drafts that are shown to their author are not found either.
    let files = [
        ("config.toml", "title = \"a\"\n"),
        ("content/a.md", "+++\ndraft = true\n+++\n# 秘密\n"),
        ("content/b.md", "# 公開\n"),
    ];
    let snapshot = Snapshot::of_texts(read_date("2026-11-23").unwrap(), files);
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let files = build(snapshot, &options);
    assert!(files["a/index.html"].contains("秘密"));
    let index = files
        .iter()
        .filter(|(path, _)| path.starts_with("assets/search/"));
    assert!(index.count() > 2);
    let texts = files
        .iter()
        .filter(|(path, _)| path.starts_with("assets/search/"));
    assert!(texts.into_iter().all(|(_, text)| !text.contains("秘密")));
}

#[test]
fn a_changed_fact_is_found_by_its_new_value() {
    let at = |place: &str| {
        let data = format!(
            "ours = true\n[channel.desk]\nname = \"窓口\"\nkind = \"counter\"\naddress = \"{place}\"\n"
        );
        let page = "# 場所\n\n受付は{{ desk.address }}です。\n";
        Built::of(&[
            ("content/data/channels.toml", &data),
            ("content/a.md", page),
        ])
    };
    assert_eq!(at("八丁目").ask_one("八丁目").hrefs(), ["a/"]);
    assert_eq!(at("公園前").ask_one("八丁目").hrefs(), [""; 0]);
}

/// P07: what looks like a phone number in the index stands on a page, too.
#[test]
fn p07_numbers_are_those_that_pages_show() {
    for name in [
        ".",
        "tests/sites/city-office",
        "tests/sites/electric-company",
    ] {
        let site = Built::read(name);
        let pages: String = site
            .files
            .iter()
            .filter(|(path, _)| path.ends_with("index.html"))
            .map(|(_, text)| text.as_str())
            .collect();
        let mut count = 0;
        for (path, text) in site.index().filter(|(path, _)| path.contains("/t")) {
            for number in numbers(text) {
                count += 1;
                assert!(pages.contains(number), "{name}: {path}: {number}");
            }
        }
        assert!(count > 0, "{name}: there are numbers to be found");
    }
}

/// Runs of digits and hyphens in which there are seven digits at least.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    let digits = |run: &str| run.bytes().filter(u8::is_ascii_digit).count();
    runs.map(|run| run.trim_matches('-'))
        .filter(move |run| digits(run) >= 7)
}

#[test]
fn m17_a_query_is_never_more_than_letters() {
    let site = roles();
    let long = "印鑑".repeat(5_000);
    let queries = [
        "<img src=x onerror=alert(1)>",
        "__proto__",
        "constructor toString",
        ".*+?^${}()|[]\\",
        "\u{202e}\0\u{200d}",
        "印",
        "   ",
        &long,
    ];
    let answers = site.ask(&queries);
    for (query, answer) in queries.iter().zip(&answers) {
        // The first time a script is compiled; 50 ms are what M17 allows a query.
        assert!(answer.milliseconds < 500.0, "{query}: {answer:?}");
        assert!(answer.files < 24, "{query}: {answer:?}");
    }
    assert!(answers[1].results.is_empty() && answers[2].results.is_empty());
    assert_eq!(
        answers[5].hrefs(),
        ["faq/#seal", "move/#bring"],
        "one letter"
    );
}
