//! `config.toml`: what the site is, decoded once; every key but `title` has a default.

mod base_url;
mod keys;
mod keys_of_check;
mod read;
mod read_check;

pub use base_url::BaseUrl;
pub use keys::{BRACES, CONFIG};
pub use keys_of_check::{LEVELS, LITERAL};
pub use read::read;

use std::collections::BTreeMap;

use crate::decode::Table;
use crate::diagnostic::{Code, Severity};
use crate::text::{SourcePath, Spanned};

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub path: SourcePath,
    /// Where the site will stand; absent: no canonical links and no sitemap.
    pub base_url: Option<BaseUrl>,
    /// The site's name, also by language.
    pub title: LocalText,
    /// A sentence about the site, also by language.
    pub description: Option<LocalText>,
    /// The language of pages that do not say theirs.
    pub default_language: String,
    /// All languages, the default one first.
    pub languages: Vec<String>,
    /// The theme's name.
    pub theme: Spanned<String>,
    /// Where the site is written, from the site's root.
    pub output_dir: String,
    /// Where its source is kept, for edit links.
    pub repository: Option<String>,
    /// The order and names of the navigation.
    pub navigation: Navigation,
    /// `[theme_settings]`, for the theme to check.
    pub theme_settings: Option<Table>,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// `[search] synonyms`
    pub synonyms: Vec<Vec<String>>,
    /// What findings count for.
    pub check: Check,
    /// `[words.LANG]`: interface words changed by the site.
    pub words: BTreeMap<String, Vec<(Spanned<String>, String)>>,
    /// `[csp] img_src`: other origins that pictures may come from.
    pub image_sources: Vec<String>,
    /// `[publish] cname`
    pub cname: Option<String>,
    /// `[publish] channel_pages`: a page for each channel.
    pub channel_pages: bool,
    /// `[organisation] name`: whose desk this is.
    pub organisation: Option<String>,
    /// `[git] dates`: when pages were last changed, from history.
    pub git_dates: bool,
    /// `[extra]`, for templates.
    pub extra: Option<Table>,
}

impl Config {
    /// The interface words that the site changes in a language, by key.
    pub fn words_of(&self, language: &str) -> BTreeMap<String, String> {
        let changed = self.words.get(language).into_iter().flatten();
        changed
            .map(|(key, word)| (key.value.clone(), word.clone()))
            .collect()
    }
}

/// A text that may be said in several languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalText {
    /// Language and text; an empty language is the default one.
    pub variants: Vec<(String, String)>,
}

impl LocalText {
    /// The text in a language, else in the default one, else the first.
    pub fn of(&self, language: &str) -> &str {
        let find = |wanted: &str| self.variants.iter().find(|(of, _)| of == wanted);
        find(language)
            .or_else(|| find(""))
            .or_else(|| self.variants.first())
            .map_or("", |(_, text)| text)
    }
}

/// `[nav]`
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// Files and folders below `content/`, in this order; the rest follow by weight.
    pub order: Vec<Spanned<String>>,
    /// Other words for some of them.
    pub labels: Vec<(Spanned<String>, LocalText)>,
}

/// `[markdown]`
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown {
    /// Whether HTML in Markdown is published.
    pub raw_html: RawHtmlPolicy,
    /// Whether `{{ }}` is a fact.
    pub literal_braces: bool,
}

/// What happens to HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtmlPolicy {
    /// Only harmless elements; anything else is an error.
    #[default]
    Safe,
    /// The authors are trusted.
    Allow,
}

/// `[check]`
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// What is raised to an error.
    pub deny: Vec<Denied>,
    /// From this month and day on a missing year-end closure is a warning.
    pub year_end_by: Option<(i8, i8)>,
    /// The severity of codes, for all paths.
    pub severity: Levels,
    /// The severity of codes below paths of `content/`; the longest path wins.
    pub paths: Vec<(Spanned<String>, Levels)>,
    /// How links to other sites are checked.
    pub external: External,
}

/// `[check.external]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// Addresses that begin like this are not asked for.
    pub skip: Vec<String>,
    /// How many seconds one request may take.
    pub timeout: u64,
    /// Whether addresses of private networks are asked for.
    pub private: bool,
}

impl Default for External {
    fn default() -> Self {
        Self {
            skip: Vec::new(),
            timeout: 15,
            private: false,
        }
    }
}

/// What `deny` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// All warnings.
    Warnings,
    /// One code.
    Code(Code),
}

/// What a finding counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is reported as this.
    Report(Severity),
    /// It is not reported.
    Off,
}

impl Denied {
    /// Reads `warnings` or a code's name.
    pub fn of_name(name: &str) -> Option<Self> {
        if name == "warnings" {
            return Some(Self::Warnings);
        }
        crate::diagnostic::find_code(name).map(Self::Code)
    }
}

/// What findings of codes count for.
pub type Levels = Vec<(Code, Level)>;

impl Check {
    /// What a finding of a code counts for in a file, before `deny`.
    pub fn level(&self, code: Code, path: &str) -> Option<Level> {
        let below = path.strip_prefix("content/").unwrap_or(path);
        let of = |levels: &[(Code, Level)]| {
            levels
                .iter()
                .find(|(of, _)| *of == code)
                .map(|(_, level)| *level)
        };
        self.paths
            .iter()
            .filter(|(prefix, _)| below.starts_with(&prefix.value))
            .filter_map(|(prefix, levels)| Some((prefix.value.len(), of(levels)?)))
            .max_by_key(|(length, _)| *length)
            .map(|(_, level)| level)
            .or_else(|| of(&self.severity))
    }
}
