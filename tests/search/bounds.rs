//! How much a search takes, and that nobody can make it take more.

use std::fmt::Write as _;

use madoguchi::civil::read_date;
use madoguchi::text::Snapshot;

use super::node;
use super::site::{Built, packed};

#[test]
fn the_script_is_small() {
    assert!(
        packed(&node::script()) <= 6 * 1024,
        "{}",
        packed(&node::script())
    );
}

#[test]
fn a_first_result_of_the_guide_costs_little() {
    let guide = Built::read(".");
    let queries = [
        "電話",
        "でんわ",
        "返金",
        "日本語の担当者",
        "問い合わせ",
        "0120",
    ];
    for (query, answer) in queries.iter().zip(guide.ask(&queries)) {
        assert!(answer.packed <= 20 * 1024, "{query}: {}", answer.packed);
        assert!(answer.bytes <= 40 * 1024, "{query}: {}", answer.bytes);
    }
}

/// Numbers that look random and are not.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// A number that is small more often than not, as words and letters are used.
    fn rank(&mut self, most: usize) -> usize {
        let spread = self.roll(most).max(1);
        self.roll(spread)
    }

    fn text(&mut self, letters: usize) -> String {
        let letter = |code: usize| char::from_u32(u32::try_from(code).unwrap()).unwrap();
        (0..letters)
            .map(|at| match at % 7 {
                0..=2 => letter(0x4e00 + self.rank(3000)),
                3..=5 => letter(0x3042 + self.rank(80)),
                _ => ['。', '、', 'の', 'を'][self.roll(4)],
            })
            .collect()
    }
}

/// A site of many pages with as many words as real ones have.
fn large(pages: usize) -> Snapshot {
    let mut dice = Dice(3);
    let mut files = vec![
        (
            "config.toml".to_owned(),
            "title = \"大きな案内\"\n".to_owned(),
        ),
        ("content/_index.md".to_owned(), "# 大きな案内\n".to_owned()),
    ];
    for at in 0..pages {
        let mut text = format!("# 手続き{at}番\n\n{}\n", dice.text(40));
        for section in 0..2 {
            let (title, prose) = (dice.text(6), dice.text(80));
            write!(
                text,
                "\n## {title} {{#s{section}}}\n\n受付と電話。{prose}\n"
            )
            .unwrap();
        }
        files.push((format!("content/s{}/p{at}.md", at / 100), text));
    }
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    Snapshot::of_texts(read_date("2026-11-23").unwrap(), files)
}

#[test]
fn a_query_of_ten_thousand_pages_costs_little() {
    let site = Built::new(large(10_000));
    let queries = [
        "電話",
        "手続き9999番",
        "受付と電話",
        "一丁目の電話を受付",
        "でんわ",
    ];
    for (query, answer) in queries.iter().zip(site.ask(&queries)) {
        println!(
            "{query}: {} bytes, {} packed, {} files",
            answer.bytes, answer.packed, answer.files
        );
        assert!(answer.bytes <= 150 * 1024, "{query}: {}", answer.bytes);
    }
    let exact = site.ask_one("手続き9999番");
    assert_eq!(exact.results[0].title, "手続き9999番");
    let all: usize = site.index().map(|(_, text)| text.len()).sum();
    let pages: usize = site.files.values().map(String::len).sum();
    println!("{all} bytes of search in {pages} bytes of site");
    assert!(3 * all < pages);
}

#[test]
fn hostile_pages_leave_the_index_small() {
    let mut words = String::new();
    for at in 0..1_000_000 {
        write!(words, "w{at:x} ").unwrap();
    }
    let long = "長".repeat(300_000);
    let nasty = "a\u{301}\u{ad}z\u{fffd}か\u{3099}ー".repeat(40_000);
    let headings: String = (0..4000)
        .map(|at| format!("## 題{at} {{#h{at}}}\n\n"))
        .collect();
    let site = Built::of(&[
        ("content/words.md", &format!("# 語\n\n{words}\n")),
        ("content/long.md", &format!("# {long}\n\n{long}\n")),
        ("content/nasty.md", &format!("# 記号\n\n{nasty}\n")),
        ("content/headings.md", &format!("# 見出し\n\n{headings}")),
    ]);
    for (path, text) in site.index() {
        let limit = if path.contains("/t") { 120_000 } else { 60_000 };
        assert!(text.len() < limit, "{path}: {}", text.len());
    }
    let all: usize = site.index().map(|(_, text)| text.len()).sum();
    assert!(all < 1_000_000, "{all}");
    assert_eq!(site.ask_one("題3999").results[0].href, "headings/#h3999");
}

#[test]
fn the_order_of_threads_does_not_show() {
    let build = |threads: usize| {
        let pool = rayon_of(threads);
        pool.install(|| super::site::build(large(300), &madoguchi::compile::Options::default()))
    };
    let first = build(1);
    for threads in [2, 5] {
        assert!(build(threads) == first, "{threads} threads");
    }
}

fn rayon_of(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap()
}
