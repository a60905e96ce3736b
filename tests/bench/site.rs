//! A made-up guide of any size, the same for the same number of pages.
//!
//! Pages of 6 to 12 KB of Japanese and English prose under four to eight headings, with lists, two tables, links to
//! other pages, two pieces of code that no other page has, and a table of twelve channels made from data; about as
//! many sections as pages in each. The same site can be written for Hugo, for a comparison.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::code;
use crate::dice::Dice;
use crate::hugo;

/// How many channels the dataset has.
pub(crate) const CHANNELS: usize = 12;

/// Who is to build the site. What differs is how a fact, a table from data and a link are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Builder {
    Madoguchi,
    #[allow(
        dead_code,
        reason = "one of the benchmarks that share this file knows no Hugo"
    )]
    Hugo,
}

/// How many sections there are and how many pages are in each.
#[derive(Clone, Copy)]
struct Shape {
    sections: usize,
    each: usize,
}

/// Writes a site of about `pages` pages; gives how many bytes of Markdown there are.
pub(crate) fn write(root: &Path, pages: usize, builder: Builder) -> io::Result<usize> {
    let sections = pages.isqrt().max(1);
    let shape = Shape {
        sections,
        each: pages / sections,
    };
    fs::create_dir_all(root.join("content"))?;
    if builder == Builder::Hugo {
        hugo::write_around(root)?;
    } else {
        fs::write(
            root.join("config.toml"),
            "title = \"大きな案内\"\nbase_url = \"https://example.github.io/big/\"\n",
        )?;
        fs::create_dir_all(root.join("content/data"))?;
        fs::write(root.join("content/data/channels.toml"), dataset())?;
    }
    fs::write(
        root.join("content/_index.md"),
        "+++\ntitle = \"大きな案内\"\n+++\n\n本文\n",
    )?;
    let mut bytes = 0;
    let mut dice = Dice(1);
    for section in 0..shape.sections {
        let folder = root.join(format!("content/s{section}"));
        fs::create_dir_all(&folder)?;
        let opening = format!("+++\ntitle = \"節{section}\"\n+++\n\n{}\n", dice.prose(400));
        fs::write(folder.join("_index.md"), opening)?;
        for page in 0..shape.each {
            let writer = Writer {
                at: (section, page),
                shape,
                builder,
                text: String::with_capacity(13 * 1024),
            };
            let text = writer.page(&mut dice);
            bytes += text.len();
            fs::write(folder.join(format!("p{page}.md")), text)?;
        }
    }
    Ok(bytes)
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

/// One page on the way.
struct Writer {
    /// The section, and the page in it.
    at: (usize, usize),
    shape: Shape,
    builder: Builder,
    text: String,
}

impl Writer {
    fn page(mut self, dice: &mut Dice) -> String {
        let (section, page) = self.at;
        let _ = write!(
            self.text,
            "+++\ntitle = \"ページ {section}-{page}\"\ndescription = \"説明 {section} {page}\"\n+++\n\n{}\n\n",
            dice.prose(300)
        );
        let headings = 4 + dice.roll(5);
        // What is no prose takes some 3 KB.
        let prose = (3_000 + dice.roll(6_000)) / headings;
        for heading in 0..headings {
            let _ = write!(self.text, "## {} {heading}\n\n", dice.title());
            self.paragraphs(dice, prose);
            match heading {
                0 | 5 => self.list(dice),
                1 | 4 => self.table(dice),
                2 => self.code(dice, 0),
                3 => self.joined(),
                _ => {}
            }
        }
        if headings < 5 {
            self.table(dice);
        }
        self.code(dice, 1);
        self.text
    }

    fn paragraphs(&mut self, dice: &mut Dice, bytes: usize) {
        let (fact, link) = (self.fact(dice), self.link(dice));
        let _ = write!(
            self.text,
            "{}受付は{fact}です。{link}も見てください。\n\n{}**{}**、`{}` {}\n\n",
            dice.prose(bytes / 2),
            dice.prose(bytes / 4),
            dice.word(),
            dice.english_word(),
            dice.english(bytes / 4),
        );
    }

    fn list(&mut self, dice: &mut Dice) {
        for _ in 0..3 + dice.roll(3) {
            let _ = writeln!(self.text, "- {}", dice.prose(60));
        }
        let link = self.link(dice);
        let _ = write!(self.text, "- {link}\n\n");
    }

    fn table(&mut self, dice: &mut Dice) {
        self.text.push_str("| 項目 | 内容 | 数 |\n|---|---|--:|\n");
        for row in 0..5 {
            let _ = writeln!(
                self.text,
                "| {} | {} | {row} |",
                dice.title(),
                dice.prose(30)
            );
        }
        self.text.push('\n');
    }

    fn code(&mut self, dice: &mut Dice, which: usize) {
        let (section, page) = self.at;
        let number = (section * self.shape.each + page) * 2 + which;
        let (language, code) = code::piece(dice, number);
        let _ = write!(self.text, "```{language}\n{code}```\n\n");
    }

    /// The table of channels, made from the data.
    fn joined(&mut self) {
        self.text.push_str(match self.builder {
            Builder::Madoguchi => {
                "```{table}\nof = \"channels\"\ncolumns = [\"name\", \"hours\", \"number\", \"reply\", \"caution\"]\n```\n\n"
            }
            Builder::Hugo => "{{< channels >}}\n\n",
        });
    }

    fn fact(&self, dice: &mut Dice) -> String {
        let channel = dice.roll(CHANNELS);
        match self.builder {
            Builder::Madoguchi => format!("{{{{ c{channel}.hours }}}}"),
            Builder::Hugo => format!("{{{{< fact c{channel} hours >}}}}"),
        }
    }

    /// A link to another page, two in three of them in the same section.
    fn link(&self, dice: &mut Dice) -> String {
        let (own, _) = self.at;
        let page = dice.roll(self.shape.each);
        let section = dice.roll(self.shape.sections);
        let section = if dice.roll(3) == 0 { section } else { own };
        let title = dice.title();
        match self.builder {
            Builder::Madoguchi if section == own => format!("[{title}](p{page}.md)"),
            Builder::Madoguchi => format!("[{title}](@/s{section}/p{page}.md)"),
            Builder::Hugo if section == own => format!("[{title}](../p{page}/)"),
            Builder::Hugo => format!("[{title}](../../s{section}/p{page}/)"),
        }
    }
}
