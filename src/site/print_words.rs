//! The words in which values are printed: dates, known words, languages, who vouches for a fact.

use super::joined::Rich;
use super::texts::rich_letters;
use crate::civil::{Date, Weekday, date_words};
use crate::dataset::Provenance;
use crate::dataset::field::{FIELDS, FieldType, KnownWord};
use crate::wording::{Language, words};

/// Which of Madoguchi's own languages stands in for a page's.
pub(super) fn own_language(tag: &str) -> Language {
    Language::of_tag(tag).unwrap_or(Language::English)
}

/// The name of a part with that of its whole: 電話(総合), Phone (General). Both are in one
/// language, or the whole is in the page's.
pub(super) fn part_of(whole: &Rich, part: &Rich, tag: &str) -> Rich {
    let (whole_letters, part_letters) = (rich_letters(whole), rich_letters(part));
    let words = match own_language(tag) {
        Language::Japanese => format!("{whole_letters}({part_letters})"),
        Language::English => format!("{whole_letters} ({part_letters})"),
    };
    Rich {
        language: whole.language.clone(),
        ..Rich::plain(words)
    }
}

/// Words in the language of a page.
pub(super) fn said(tag: &str, ja: &'static str, en: &'static str) -> String {
    words(ja, en).of(own_language(tag)).to_owned()
}

/// A day in the words of a page.
pub(super) fn print_date(date: Date, tag: &str) -> String {
    date_words(date).of(own_language(tag)).to_owned()
}

pub(super) fn known_word(field: &str, word: &str, tag: &str) -> String {
    let list = FIELDS
        .iter()
        .find(|known| known.key == field)
        .and_then(|known| match known.kind {
            FieldType::Known(list) => Some(list),
            _ => None,
        });
    list.map_or_else(|| word.to_owned(), |list| word_of(list, word, tag))
}

pub(super) fn word_of(list: &[KnownWord], word: &str, tag: &str) -> String {
    let known = list.iter().find(|known| known.word == word);
    known.map_or_else(
        || word.to_owned(),
        |known| known.of(own_language(tag)).to_owned(),
    )
}

/// A day of the week in words: 月曜, Mon.
pub(super) fn day_name(day: Weekday, tag: &str) -> String {
    let (ja, en) = match day {
        Weekday::Monday => ("月曜", "Mon"),
        Weekday::Tuesday => ("火曜", "Tue"),
        Weekday::Wednesday => ("水曜", "Wed"),
        Weekday::Thursday => ("木曜", "Thu"),
        Weekday::Friday => ("金曜", "Fri"),
        Weekday::Saturday => ("土曜", "Sat"),
        Weekday::Sunday => ("日曜", "Sun"),
    };
    said(tag, ja, en)
}

/// 日本語 for `ja` as a Japanese page prints it.
pub(super) fn language_label(tag: &str, on_page: &str) -> String {
    let names = [
        ("ja", "日本語", "Japanese"),
        ("en", "英語", "English"),
        ("zh", "中国語", "Chinese"),
        ("ko", "韓国語", "Korean"),
        ("vi", "ベトナム語", "Vietnamese"),
        ("pt", "ポルトガル語", "Portuguese"),
        ("es", "スペイン語", "Spanish"),
        ("ne", "ネパール語", "Nepali"),
        ("tl", "フィリピノ語", "Filipino"),
        ("id", "インドネシア語", "Indonesian"),
        ("th", "タイ語", "Thai"),
        ("fr", "フランス語", "French"),
        ("de", "ドイツ語", "German"),
    ];
    let known = names.iter().find(|(of, _, _)| *of == tag);
    known.map_or_else(|| tag.to_owned(), |(_, ja, en)| said(on_page, ja, en))
}

pub(super) fn provenance_words(field: &str, provenance: &Provenance, tag: &str) -> String {
    match field {
        "verified" => provenance.verified.as_ref().map_or_else(
            || said(tag, "未確認", "not verified"),
            |verified| print_date(verified.value, tag),
        ),
        "verified_by" => provenance
            .verified_by
            .clone()
            .unwrap_or_else(|| said(tag, "未確認", "not verified")),
        _ => provenance
            .source
            .clone()
            .unwrap_or_else(|| said(tag, "出典の記載なし", "no source given")),
    }
}
