//! Zola's rules for the parts of addresses and for ids.

use deunicode::deunicode_char;

/// How names become parts of addresses, and words become ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Slugify {
    pub(in crate::import) paths: Strategy,
    pub(in crate::import) anchors: Strategy,
    /// Whether a day at the beginning of a file's name stays in the address.
    pub(in crate::import) keeps_dates: bool,
}

/// A rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) enum Strategy {
    /// Letters of ASCII and numbers, others spelled with them; `-` between.
    #[default]
    On,
    /// Only what a disk or an address cannot hold goes.
    Safe,
    /// As it is.
    Off,
}

impl Slugify {
    /// A part of an address, or an id.
    pub(in crate::import) fn slug(strategy: Strategy, text: &str) -> String {
        match strategy {
            Strategy::On => slug(text),
            Strategy::Off => text.to_owned(),
            Strategy::Safe => {
                let kept: String = text
                    .chars()
                    .filter(|c| !"#%<>[]()`^{|}\"".contains(*c))
                    .collect();
                let words: Vec<&str> = kept.split_whitespace().collect();
                words.join("_")
            }
        }
    }

    /// A part of a page's address.
    pub(super) fn path(self, name: &str) -> String {
        match self.paths {
            Strategy::On => slug(name),
            Strategy::Off => name.to_owned(),
            Strategy::Safe => {
                let kept: String = name
                    .chars()
                    .filter(|c| !"<>:/|?*#\\()[]\"\n\r\t".contains(*c))
                    .collect();
                let words: Vec<&str> = kept.split_whitespace().collect();
                words.join("_").trim_end_matches('.').to_owned()
            }
        }
    }
}

fn slug(text: &str) -> String {
    let spelled: String = text
        .chars()
        .map(|c| deunicode_char(c).unwrap_or("-"))
        .collect();
    let words = spelled.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
