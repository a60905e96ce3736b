//! The words that global flags take, and what they mean.

use clap::ValueEnum;

use crate::report::Format;
use crate::wording::Language;

/// `--lang`
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TypedLanguage {
    Ja,
    En,
}

/// `--color`
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TypedColor {
    Auto,
    Always,
    Never,
}

/// `--format`
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TypedFormat {
    Human,
    Short,
    Json,
    Github,
}

impl TypedLanguage {
    pub(super) fn mean(self) -> Language {
        match self {
            Self::Ja => Language::Japanese,
            Self::En => Language::English,
        }
    }
}

impl TypedFormat {
    pub(super) fn mean(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Short => Format::Short,
            Self::Json => Format::Json,
            Self::Github => Format::Github,
        }
    }
}
