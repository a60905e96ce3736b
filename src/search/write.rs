//! The files of search: scripts that hand data to the one function that waits for them.
//!
//! They are scripts since a page opened from a disk can load nothing else. What is in them is data:
//! JSON, and numbers in letters.

use std::borrow::Cow;

use super::document::{Document, DocumentKind};
use super::fold::is_plain;
use super::plan::LanguagePlan;
use super::weigh::start;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// Letters of a document's text that are kept to be shown.
const LONGEST_TEXT: usize = 1500;
/// Letters of a title.
const LONGEST_TITLE: usize = 200;

/// The letters of numbers: five bits each, and whether more follow.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Writes a number, the low bits first.
fn push_number(out: &mut String, number: u32) {
    let mut rest = number;
    loop {
        let digit = (rest & 31) as usize;
        rest >>= 5;
        let digit = if rest == 0 { digit } else { digit + 32 };
        out.push(char::from(DIGITS[digit]));
        if rest == 0 {
            return;
        }
    }
}

/// The file that is loaded first: how many shards there are, which texts stand in which file, and the
/// words that find each other.
pub fn head(plan: &LanguagePlan) -> String {
    let mut slots = String::new();
    for file in &plan.files {
        push_number(&mut slots, u32::try_from(file.slots.len()).unwrap_or(0));
    }
    let groups = serde_json::Value::from(plan.synonyms.groups.clone());
    let data = format!(
        "{{\"shards\":{},\"slots\":\"{slots}\",\"groups\":{groups}}}",
        plan.shards
    );
    call(&plan.version, "index", &data)
}

/// A file of texts: for each slot nothing, or kind, title, the titles above it, address and text.
pub fn texts<'d>(
    plan: &LanguagePlan,
    file: usize,
    documents: impl Iterator<Item = Option<&'d Document>>,
) -> String {
    let mut data = String::from("[");
    for (at, document) in documents.enumerate() {
        data.push_str(if at == 0 { "" } else { ",\n" });
        match document {
            None => data.push_str("null"),
            Some(document) => {
                let kind = match document.kind {
                    DocumentKind::Section | DocumentKind::Page => "[0,",
                    DocumentKind::Question => "[1,",
                    DocumentKind::Channel => "[2,",
                };
                let title = clipped(&document.title, LONGEST_TITLE);
                let path = document.path.join(" › ");
                let path = clipped(&path, LONGEST_TITLE);
                let prose = if document.prose.is_empty() {
                    &document.code
                } else {
                    &document.prose
                };
                let text = clipped(prose, LONGEST_TEXT);
                data.push_str(kind);
                let values: [&str; 4] = [&title, &path, &document.href, &text];
                for (at, value) in values.into_iter().enumerate() {
                    data.push_str(if at == 0 { "" } else { "," });
                    push_json(&mut data, value);
                }
                data.push(']');
            }
        }
    }
    data.push(']');
    call(&plan.version, &format!("t{file}"), &data)
}

/// At most so many letters of a text, in the one spelling that the script counts in.
fn clipped(text: &str, letters: usize) -> Cow<'_, str> {
    let start = start(text, letters);
    if start.chars().all(is_plain) || is_nfc(start) {
        Cow::Borrowed(start)
    } else {
        Cow::Owned(start.nfc().collect())
    }
}

fn push_json(out: &mut String, text: &str) {
    // Writing text as JSON cannot fail.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

fn call(version: &str, name: &str, data: &str) -> String {
    format!("madoguchiSearch(\"{version}\",\"{name}\",{data});\n")
}

/// A shard that is being written: its terms in order.
pub(super) struct Shard<'s> {
    version: &'s str,
    number: u32,
    data: String,
}

impl<'s> Shard<'s> {
    pub(super) fn new(version: &'s str, number: u32) -> Self {
        Self {
            version,
            number,
            data: String::from("{"),
        }
    }

    /// A term: in how many documents it stands, then for each weight how many documents have it, the
    /// weight, and their numbers, each less the one before it.
    pub(super) fn put(
        &mut self,
        term: &str,
        documents: u32,
        heaviest: impl Iterator<Item = (u8, u32)>,
    ) {
        let heaviest: Vec<(u8, u32)> = heaviest.collect();
        if self.data.len() > 1 {
            self.data.push_str(",\n");
        }
        push_json(&mut self.data, term);
        self.data.push_str(":\"");
        push_number(&mut self.data, documents);
        for same in heaviest.chunk_by(|a, b| a.0 == b.0) {
            push_number(&mut self.data, u32::try_from(same.len()).unwrap_or(0));
            push_number(&mut self.data, u32::from(same[0].0));
            let mut before = 0;
            for (_, number) in same {
                push_number(&mut self.data, number - before);
                before = *number;
            }
        }
        self.data.push('"');
    }

    pub(super) fn finish(mut self) -> String {
        self.data.push('}');
        let number = self.number.to_string();
        call(self.version, &number, &self.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written = |number| {
            let mut out = String::new();
            push_number(&mut out, number);
            out
        };
        assert_eq!(written(0), "0");
        assert_eq!(written(31), "V");
        assert_eq!(written(32), "W1");
        assert_eq!(written(1 << 20), "WWWW1");
    }

    #[test]
    fn a_shard_is_data() {
        let mut shard = Shard::new("v", 3);
        shard.put("電話", 7, [(40, 2), (40, 5), (6, 0)].into_iter());
        shard.put("constructor", 1, [(1, 1)].into_iter());
        assert_eq!(
            shard.finish(),
            "madoguchiSearch(\"v\",\"3\",{\"電話\":\"72e123160\",\n\"constructor\":\"1111\"});\n"
        );
    }
}
