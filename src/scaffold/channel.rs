//! A new channel at the end of `content/data/channels.toml`, whose other lines stay as they are.

use std::fmt::Write as _;

use super::ending::{line_end_of, with_blank_line};
use super::page::toml_text;
use crate::wording::{Language, Wording, words};

/// A channel that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewChannel<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its kind, if its name says it.
    pub kind: Option<&'a str>,
    /// The language of the comments.
    pub language: Language,
}

/// Words by which a channel's name tells its kind; the first that occurs counts.
const KINDS: [(&str, &[&str]); 8] = [
    ("fax", &["fax", "ファクス", "ファックス"]),
    ("phone", &["phone", "call", "電話", "ダイヤル", "コール"]),
    ("chat", &["chat", "チャット"]),
    ("form", &["form", "フォーム"]),
    ("mail", &["mail", "メール"]),
    ("messenger", &["messenger", "line", "ライン", "メッセ"]),
    (
        "counter",
        &["counter", "desk", "窓口", "カウンター", "受付"],
    ),
    ("web", &["web", "site", "ウェブ", "サイト", "オンライン"]),
];

/// The kind that a channel's name tells.
pub fn kind_of(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let says = |word: &&str| {
        // A Latin word counts whole: `online` is no `line`.
        if word.is_ascii() {
            name.split(|c: char| !c.is_ascii_alphanumeric())
                .any(|part| part == *word)
        } else {
            name.contains(*word)
        }
    };
    KINDS
        .iter()
        .find(|(_, words)| words.iter().any(says))
        .map(|(kind, _)| *kind)
}

/// The dataset with the channel at its end, in the file's own line ends.
pub fn with_channel(dataset: &str, channel: NewChannel<'_>) -> String {
    with_blank_line(dataset) + &channel.text().replace('\n', line_end_of(dataset))
}

/// A dataset of that channel alone.
pub fn only_channel(channel: NewChannel<'_>) -> String {
    let top = words(
        "# 窓口の事実は、このファイルに一度だけ書きます。ページの文や表には、ここの値が出ます。\ntimezone = \"Asia/Tokyo\"\nregion = \"JP\"\n# ours = true                      # 自分たちの窓口なら\n# source = \"どこで読んだか\"         # よその窓口なら\n",
        "# The facts about your channels stand here, once. Sentences and tables of the pages show them.\ntimezone = \"Asia/Tokyo\"\nregion = \"JP\"\n# ours = true                      # if it is your own desk\n# source = \"where you read it\"     # if it is somebody else's\n",
    );
    with_channel(top.of(channel.language), channel)
}

impl NewChannel<'_> {
    fn text(&self) -> String {
        let mut text = format!("[channel.{}]\nname = {}\n", self.id, toml_text(self.name));
        if let Some(kind) = self.kind {
            let _ = writeln!(text, "kind = \"{kind}\"");
        }
        for line in self.offered() {
            text += line.of(self.language);
            text.push('\n');
        }
        text
    }

    /// What such a channel most often has, to be taken out of its comment and filled in.
    fn offered(&self) -> Vec<Wording> {
        let own = match self.kind {
            Some("phone") => Some(words(
                "# number = \"0120-000-000\"",
                "# number = \"0120-000-000\"",
            )),
            Some("fax") => Some(words(
                "# fax = \"03-0000-0000\"",
                "# fax = \"03-0000-0000\"",
            )),
            Some("mail" | "form" | "chat" | "messenger") => Some(words(
                "# reply = \"1-2 business days\"",
                "# reply = \"1-2 business days\"",
            )),
            Some("counter") => Some(words(
                "# address = \"建物と階\"",
                "# address = \"building and floor\"",
            )),
            Some("web") => Some(words(
                "# url = \"https://example.com/\"",
                "# url = \"https://example.com/\"",
            )),
            _ => Some(words(
                "# kind = \"counter\"               # phone chat mail form fax messenger counter web",
                "# kind = \"counter\"               # phone chat mail form fax messenger counter web",
            )),
        };
        let always = words(
            "# hours = { weekdays = \"9:00-17:00\" }",
            "# hours = { weekdays = \"9:00-17:00\" }",
        );
        own.into_iter().chain([always]).collect()
    }
}
