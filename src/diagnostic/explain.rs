//! A code's reason and cure, at length, in both languages: what `madoguchi explain CODE` prints.
//!
//! A message says what is wrong at one place; here stands what the rule is for, so that a reader can
//! judge whether to mend the text, the data or the settings. Each ends with an example.

mod anchors;
mod channels;
mod config;
mod files;
mod hours;
mod markdown;
mod names;
mod pages;
mod prose;
mod templates;
mod writing;

use super::Code;
use crate::wording::{Wording, words};

/// A code, and its explanation in Japanese and in English.
type Explained = (Code, &'static str, &'static str);

/// Codes that belong together: their title, and each code with its explanation.
struct Area(&'static str, &'static str, &'static [Explained]);

/// Every code that is explained, as a reader looks for them: what prose says first.
const AREAS: &[Area] = &[
    Area("文とデータ", "Prose and data", prose::EXPLAINED),
    Area("窓口のデータ", "Channels", channels::EXPLAINED),
    Area("受付時間", "Hours", hours::EXPLAINED),
    Area("Markdown", "Markdown", markdown::EXPLAINED),
    Area("書き方", "Writing", writing::EXPLAINED),
    Area("ページ", "Pages", pages::EXPLAINED),
    Area("名前とリンク", "Names and links", names::EXPLAINED),
    Area(
        "公開したアドレス",
        "Published addresses",
        anchors::EXPLAINED,
    ),
    Area("設定とTOML", "Settings and TOML", config::EXPLAINED),
    Area("ファイル", "Files", files::EXPLAINED),
    Area("テンプレート", "Templates", templates::EXPLAINED),
];

/// The explanation of a code.
pub fn explanation(code: Code) -> Option<Wording> {
    let mut all = AREAS.iter().flat_map(|Area(_, _, explained)| *explained);
    let (_, ja, en) = all.find(|(of, _, _)| *of == code)?;
    Some(words(*ja, *en))
}

/// All codes in groups, each with the group's title, for whoever prints a book of them.
pub fn explained_areas() -> impl Iterator<Item = (Wording, Vec<Code>)> {
    AREAS.iter().map(|Area(ja, en, explained)| {
        let codes = explained.iter().map(|(code, _, _)| *code);
        (words(*ja, *en), codes.collect())
    })
}
