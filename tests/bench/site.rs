//! A made-up guide of any size, the same for the same number of pages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many channels the dataset has.
const CHANNELS: usize = 12;

const WORDS: [&str; 24] = [
    "案内",
    "窓口",
    "電話",
    "受付",
    "時間",
    "確認",
    "手続き",
    "申請",
    "担当",
    "返金",
    "配送",
    "商品",
    "注文",
    "番号",
    "画面",
    "設定",
    "利用",
    "登録",
    "変更",
    "相談",
    "question",
    "answer",
    "reply",
    "order",
];

/// Numbers that look random and are not.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // The generator of Knuth's MMIX; its high bits are good enough for words.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn words(&mut self, count: usize) -> String {
        let particles = ["を", "が", "は", "に", "で"];
        let mut words = String::new();
        for _ in 0..count {
            words.push_str(WORDS[self.roll(WORDS.len())]);
            words.push_str(particles[self.roll(particles.len())]);
        }
        words + "。"
    }
}

/// Writes a site of about `pages` pages, in about as many sections as pages in each.
pub(crate) fn write(root: &Path, pages: usize) -> std::io::Result<()> {
    let sections = pages.isqrt().max(1);
    let each = pages / sections;
    fs::create_dir_all(root.join("content/data"))?;
    fs::write(
        root.join("config.toml"),
        "title = \"大きな案内\"\nbase_url = \"https://example.github.io/big/\"\n",
    )?;
    fs::write(root.join("content/data/channels.toml"), dataset())?;
    fs::write(root.join("content/_index.md"), "# 大きな案内\n\n本文\n")?;
    let mut dice = Dice(1);
    for section in 0..sections {
        let folder = root.join(format!("content/s{section}"));
        fs::create_dir_all(&folder)?;
        let opening = format!("+++\ntitle = \"節{section}\"\n+++\n{}\n", dice.words(20));
        fs::write(folder.join("_index.md"), opening)?;
        for page in 0..each {
            let text = self::page(&mut dice, section, page, each);
            fs::write(folder.join(format!("p{page}.md")), text)?;
        }
    }
    Ok(())
}

fn dataset() -> String {
    let mut data = String::from(
        "timezone = \"Asia/Tokyo\"\nours = true\n[columns]\ncaution = { label = \"注意点\" }\n",
    );
    for at in 0..CHANNELS {
        let (opens, closes) = (8 + at % 3, 17 + at % 4);
        let _ = write!(
            data,
            "[channel.c{at}]\nname = {{ ja = \"窓口{at}\", en = \"Desk {at}\" }}\nkind = \"phone\"\nnumber = \"0120-000-000\"\n\
             hours = {{ weekdays = \"{opens}:00-{closes}:00\" }}\nreply = \"1-{} business days\"\ncaution = \"番号は{{{{ c{at}.number }}}}です\"\n",
            2 + at % 3
        );
    }
    data
}

fn page(dice: &mut Dice, section: usize, page: usize, pages: usize) -> String {
    let mut text = format!(
        "+++\ntitle = \"ページ {section}-{page}\"\ndescription = \"説明 {section} {page}\"\n+++\n\n"
    );
    for heading in 0..6 {
        let (channel, next) = (dice.roll(CHANNELS), (page + heading + 1) % pages);
        let _ = write!(
            text,
            "## 見出し {heading} {}\n\n{}受付は{{{{ c{channel}.hours }}}}です。[次](p{next}.md)\n\n{}\n\n- {}\n- English words and `code` here **{}**\n\n",
            WORDS[dice.roll(WORDS.len())],
            dice.words(60),
            dice.words(60),
            dice.words(8),
            dice.words(3),
        );
    }
    text.push_str("| a | b |\n|---|--:|\n");
    for row in 0..6 {
        let _ = writeln!(text, "| {} | {row} |", dice.words(2));
    }
    let _ = write!(
        text,
        "\n```rust\nfn page_{section}_{page}(n: u32) -> u32 {{\n    let total = n * {page} + {section};\n    total\n}}\n```\n\n\
         ```toml\n[page.s{section}]\nnumber = {page}\n```\n\n\
         ```{{table}}\nof = \"channels\"\ncolumns = [\"name\", \"hours\", \"number\", \"reply\", \"caution\"]\n```\n"
    );
    text
}
