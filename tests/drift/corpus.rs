//! The texts of this folder: what people write, and what is to be found in it.
//!
//! An item is a text, and the items in it are what is to be found: the code, the place, the words. A
//! text with an empty box (`- [ ]`) is one that is not read rightly yet: it counts in the figures
//! like all others, and loses its box when it is.

use std::fs;
use std::path::Path;

/// The languages of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Japanese,
    English,
}

impl Language {
    pub(crate) const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The file with the texts.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Japanese => "japanese.md",
            Self::English => "english.md",
        }
    }

    /// That of a text.
    pub(crate) fn of(text: &str) -> Self {
        if text.chars().any(|letter| ('ぁ'..='鿿').contains(&letter)) {
            Self::Japanese
        } else {
            Self::English
        }
    }

    /// The page that each text is put into.
    pub(crate) fn page(self) -> &'static str {
        match self {
            Self::Japanese => "content/_index.md",
            Self::English => "content/_index.en.md",
        }
    }
}

/// What a text is, by the gravest thing that is to be found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// It contradicts the data.
    Contradiction,
    /// It says by hand what the data says.
    RightLiteral,
    /// It says no fact of a channel; a hint at most.
    NotAFact,
}

/// One text.
pub(crate) struct Row {
    /// Where it stands in its file.
    pub(crate) line: usize,
    pub(crate) text: String,
    /// `code line:column words`, in the order of the text; lines and columns of the text itself.
    pub(crate) expected: Vec<String>,
    /// Whether it is known not to be read rightly yet.
    pub(crate) boxed: bool,
}

impl Row {
    pub(crate) fn class(&self) -> Class {
        let has = |code: &str| self.expected.iter().any(|one| one.starts_with(code));
        if has("drift ") {
            Class::Contradiction
        } else if has("literal-fact ") {
            Class::RightLiteral
        } else {
            Class::NotAFact
        }
    }
}

/// A file of this folder.
pub(crate) fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The texts of a file of this folder.
pub(crate) fn rows(name: &str) -> Vec<Row> {
    rows_of(&read(name))
}

/// The texts that a list holds.
pub(crate) fn rows_of(list: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in list.lines().enumerate() {
        if let Some(text) = line.strip_prefix("- ") {
            let unboxed = text.strip_prefix("[ ] ");
            rows.push(Row {
                line: at + 1,
                text: unboxed.unwrap_or(text).replace('⏎', "\n"),
                expected: Vec::new(),
                boxed: unboxed.is_some(),
            });
        } else if let Some(expected) = line.strip_prefix("  - ") {
            rows.last_mut().unwrap().expected.push(expected.to_owned());
        }
    }
    rows
}
