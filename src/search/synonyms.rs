//! Words that find each other: groups of them, by which a text that has one is found by any other.
//!
//! They come from `[search] synonyms` and from each channel: its names, its other names, its
//! readings in kana and in Latin letters. What stands in a group is compared folded. A group is a
//! term of its own: a text that holds one of its words has it, and a query for one asks for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fold::{fold, is_wide};
use super::romaji::romaji;
use crate::config::Config;
use crate::dataset::Dataset;

/// More words than these are no help to anybody.
const MOST_WORDS: usize = 4000;

/// The groups of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Synonyms {
    /// The words of each group, sorted, folded.
    pub groups: Vec<Vec<String>>,
    /// The group of each channel, by its id.
    pub channels: BTreeMap<String, usize>,
}

impl Synonyms {
    /// The groups of a site's pages in one language.
    pub fn of(config: &Config, dataset: &Dataset, language: &str) -> Self {
        let mut synonyms = Self::default();
        let mut left = MOST_WORDS;
        for words in &config.synonyms {
            synonyms.add(words.iter().map(String::as_str), &mut left);
        }
        for channel in &dataset.channels {
            let mut words: Vec<String> = Vec::new();
            if let Some(name) = channel.record.text("name")
                && let Some((variant, _)) = name.of(language, &config.default_language)
                && !variant.markdown.contains("{{")
            {
                words.push(variant.markdown.clone());
            }
            words.extend(channel.aliases().iter().map(|alias| alias.value.clone()));
            let readings = channel.record.text("reading");
            for variant in readings.iter().flat_map(|text| &text.variants) {
                for reading in variant.markdown.split([' ', '\u{3000}', '、', ',']) {
                    words.push(reading.to_owned());
                    words.extend(romaji(&fold(reading)));
                }
            }
            let group = synonyms.add(words.iter().map(String::as_str), &mut left);
            if let Some(group) = group {
                let id = channel.id().to_owned();
                synonyms.channels.insert(id, group);
            }
        }
        synonyms
    }

    fn add<'w>(&mut self, words: impl Iterator<Item = &'w str>, left: &mut usize) -> Option<usize> {
        let is_word = |word: &String| word.chars().nth(1).is_some();
        let words: BTreeSet<String> = words.map(fold).filter(is_word).take(*left).collect();
        if words.is_empty() {
            return None;
        }
        *left -= words.len();
        self.groups.push(words.into_iter().collect());
        Some(self.groups.len() - 1)
    }
}

/// Finds the words of groups in folded text.
#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    by_first: HashMap<char, Vec<(String, usize)>>,
    /// A bit for the lowest eight bits of each first letter: most letters begin no word, and this tells it
    /// of them without a look at the map.
    beginnings: [u64; 4],
}

impl Finder {
    pub(super) fn new(synonyms: &Synonyms) -> Self {
        let mut by_first: HashMap<char, Vec<(String, usize)>> = HashMap::new();
        let mut beginnings = [0; 4];
        for (group, words) in synonyms.groups.iter().enumerate() {
            for word in words {
                if let Some(first) = word.chars().next() {
                    let (at, bit) = bit_of(first);
                    beginnings[at] |= bit;
                    let words = by_first.entry(first).or_default();
                    words.push((word.clone(), group));
                }
            }
        }
        Self {
            by_first,
            beginnings,
        }
    }

    /// Shows the group of each word of a group that stands in folded text.
    pub(super) fn find(&self, folded: &str, mut see: impl FnMut(usize)) {
        if self.by_first.is_empty() {
            return;
        }
        let mut before = None;
        for (at, letter) in folded.char_indices() {
            let (part, bit) = bit_of(letter);
            if self.beginnings[part] & bit == 0 {
                before = Some(letter);
                continue;
            }
            for (word, group) in self.by_first.get(&letter).map_or(&[][..], Vec::as_slice) {
                if let Some(after) = folded[at..].strip_prefix(word.as_str())
                    && is_edge(before, letter)
                    && is_edge(
                        word.chars().next_back(),
                        after.chars().next().unwrap_or(' '),
                    )
                {
                    see(*group);
                }
            }
            before = Some(letter);
        }
    }
}

fn bit_of(letter: char) -> (usize, u64) {
    let low = letter as usize & 255;
    (low >> 6, 1 << (low & 63))
}

/// Whether a word may begin or end between two letters: not inside another word.
fn is_edge(before: Option<char>, after: char) -> bool {
    let is_narrow = |c: char| c != ' ' && !is_wide(c);
    !(before.is_some_and(is_narrow) && is_narrow(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let groups = [["call", "電話"], ["live chat", "ちゃっと"]];
        let synonyms = Synonyms {
            groups: groups
                .map(|words| words.map(str::to_owned).to_vec())
                .to_vec(),
            channels: BTreeMap::new(),
        };
        let finder = Finder::new(&synonyms);
        let found = |text: &str| {
            let mut found = Vec::new();
            finder.find(&fold(text), |group| found.push(group));
            found
        };
        assert_eq!(found("チャットで電話、Call 窓口call"), [1, 0, 0, 0]);
        assert_eq!(found("called recall Live-Chat"), [0; 0]);
        assert_eq!(found("live chat!"), [1]);
    }
}
