//! Words in the two languages that Madoguchi itself speaks.
//!
//! A message is worded in both languages where it is made, side by side, so that neither can be
//! forgotten; which one is shown is decided by whoever prints it.

use std::borrow::Cow;

/// A language that Madoguchi's own words exist in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// 日本語
    Japanese,
    /// English
    English,
}

impl Language {
    /// The language of a tag such as `ja`, `ja-JP` or `en_US.UTF-8`, if it is one of the two.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag
            .split(['-', '_', '.'])
            .next()?
            .to_ascii_lowercase()
            .as_str()
        {
            "ja" => Some(Self::Japanese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its tag, `ja` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }
}

/// The same thing said in Japanese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// 日本語
    pub ja: Cow<'static, str>,
    /// English
    pub en: Cow<'static, str>,
}

/// Words a thing in both languages.
pub fn words(ja: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Wording {
    Wording {
        ja: ja.into(),
        en: en.into(),
    }
}

impl Wording {
    /// The words in one language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_that_of_its_language() {
        for (tag, language) in [
            ("ja", Some(Language::Japanese)),
            ("ja-JP", Some(Language::Japanese)),
            ("JA_JP.UTF-8", Some(Language::Japanese)),
            ("en", Some(Language::English)),
            ("en.UTF-8", Some(Language::English)),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
        assert_eq!(
            [Language::Japanese.tag(), Language::English.tag()],
            ["ja", "en"]
        );
    }
}
