//! What a value means and how it is shown beside another: letters without any place in a file.

use std::collections::BTreeMap;

use super::Subject;
use crate::dataset::{Cell, DateRange, Hours, Text, Value};
use crate::notation::find_phones;

/// What a value is to readers.
pub(super) fn subject(field: &str, cell: &Cell, region: &str) -> Subject {
    match &cell.value {
        Value::Phone(_) | Value::Url(_) | Value::Email(_) => Subject::Contact,
        Value::Text(text) if field == "account" || leads_somewhere(text, region) => {
            Subject::Contact
        }
        _ => Subject::Fact,
    }
}

/// Whether words hold an address or a number by which readers would reach somebody.
pub(super) fn leads_somewhere(text: &Text, region: &str) -> bool {
    text.variants.iter().any(|variant| {
        let words = &variant.markdown;
        let is_address = ["://", "@", "](", "www."]
            .iter()
            .any(|sign| words.contains(sign));
        is_address || !find_phones(words, region).is_empty()
    })
}

/// What a value means, as letters: no place in a file is in it.
pub(super) fn meaning(cell: &Cell, printed: &BTreeMap<String, String>) -> String {
    match &cell.value {
        Value::Text(text) => markdown(text),
        Value::Hours(hours) => hours_meaning(hours),
        Value::Level(level, note) => {
            format!(
                "{level} {}",
                note.as_ref().map(markdown).unwrap_or_default()
            )
        }
        Value::Phone(number) => format!("{} {}", number.display, number.dial()),
        Value::Words(list) | Value::Channels(list) => {
            let words: Vec<&str> = list.iter().map(|word| word.value.as_str()).collect();
            words.join("\n")
        }
        Value::Url(text) | Value::Email(text) | Value::Word(text) | Value::Number(text) => {
            text.clone()
        }
        _ => printed
            .iter()
            .map(|(tag, text)| format!("{tag} {text}\n"))
            .collect(),
    }
}

/// Hours as letters, with all that they follow from.
pub(super) fn hours_meaning(hours: &Hours) -> String {
    let note = hours.note.as_ref().map(markdown).unwrap_or_default();
    format!("{:?} {:?} {note}", hours.week, hours.closed_on)
}

/// The letters of a text in all its languages, as they stand in the data.
pub(super) fn markdown(text: &Text) -> String {
    let variant = |variant: &crate::dataset::TextVariant| {
        format!(
            "{} {}\n",
            variant.language.as_deref().unwrap_or_default(),
            variant.markdown
        )
    };
    text.variants.iter().map(variant).collect()
}

/// A value as the comparison shows it: texts and links as they stand in the data.
pub(super) fn printed(value: &Value, tag: &str, shown: String) -> String {
    match value {
        Value::Text(text) => text
            .of(tag, tag)
            .map_or(shown, |(variant, _)| variant.markdown.clone()),
        Value::Url(url) => url.clone(),
        Value::Hours(hours) if shown.is_empty() => hours_meaning(hours),
        _ => shown,
    }
}

/// `12-29..01-03`
pub(super) fn range(range: &DateRange) -> String {
    match range {
        DateRange::Yearly { first, last } => {
            let day =
                |day: &crate::dataset::MonthDay| format!("{:02}-{:02}", day.month(), day.day());
            format!("{}..{}", day(first), day(last))
        }
        DateRange::Dated { first, last } if first == last => first.to_string(),
        DateRange::Dated { first, last } => format!("{first}..{last}"),
    }
}
