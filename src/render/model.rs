//! The theme contract: what a template of a page may show, and nothing else.
//!
//! A serialisable type is a promise: theme authors rely on these names, the manual's page about
//! templates is made from these comments, and `madoguchi theme model` prints these values. A page
//! is rendered again exactly when one of its values changes, so nothing enters that a page does
//! not show: no place in a file, no other page's body.
//!
//! A template sees `site` ([`SiteModel`]), `page` ([`PageModel`]) and `words` (the interface's
//! words). Fields described as *HTML* are finished and go through the filter `safe`; all others
//! are text and are escaped by the template. Every `href` of a page is relative to that page.

use std::collections::BTreeMap;

use serde::Serialize;

/// `site`: what is the same on every page of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteModel {
    /// The site's title.
    pub title: String,
    /// The tag of the language of these pages, `ja`.
    pub language: String,
    /// Which way that is written, `ltr` or `rtl`.
    pub direction: &'static str,
    /// The path of this language's home page from the site's root: empty, or `en/`.
    pub home: String,
    /// Where the site will be, with a closing `/`; empty where nobody has said. For canonical links only.
    pub base_url: String,
    /// The value of the `Content-Security-Policy` element.
    pub content_security_policy: String,
    /// The style sheets, in order, from the site's root: `assets/site.1a2b3c4d.css`.
    pub styles: Vec<String>,
    /// The scripts that run before anything is shown, in order, from the site's root. Small, classic, and
    /// loaded without `defer`: they keep a page from changing under its reader's eyes.
    pub early_scripts: Vec<String>,
    /// The scripts, in order, from the site's root. All are classic, deferred and not needed to read a page.
    pub scripts: Vec<String>,
    /// The folder of the search of these pages from the site's root, `assets/search/ja/`, for
    /// `search.js`; absent where there is nothing to find.
    pub search: Option<String>,
    /// The icon of the site's pages from its root: `favicon.svg`, `favicon.ico` or `favicon.png` of `static/`, else
    /// the theme's `favicon.svg`.
    pub icon: Option<String>,
    /// The theme's other files by their names: `logo.svg` → `assets/logo.1a2b3c4d.svg`.
    pub assets: BTreeMap<String, String>,
    /// The theme's settings, each with its value or default.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// Where the sources are kept, for a link.
    pub repository: Option<String>,
    /// Whose desk this is.
    pub organisation: Option<String>,
    /// The path of this language's feed from the site's root; none where nobody has said where the
    /// site will be.
    pub feed: Option<String>,
    /// The words with which `open-now.js` says whether a channel is open, for the attribute
    /// `data-open-words` of the body.
    pub open_words: String,
    /// What made the page, `Madoguchi 0.1.0`.
    pub generator: String,
    /// `[extra]` of the config.
    pub extra: serde_json::Value,
}

/// `page`: one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageModel {
    /// What kind of page it is.
    pub kind: PageKind,
    /// The title, without markup.
    pub title: String,
    /// The id of the title's heading, `title` unless the page names it otherwise.
    pub title_id: String,
    /// A sentence for search engines and previews; may be empty.
    pub description: String,
    /// The tag of the page's language.
    pub language: String,
    /// The page's path from the site's root: `phone/callback/`; the home page's is empty.
    pub url: String,
    /// What leads from this page to the site's root: `./`, `../../`; on `404.html`, which any
    /// address may show, the absolute path of the site (`/guide/`).
    pub root: String,
    /// The page's whole address, where the site's is known.
    pub canonical: Option<String>,
    /// Whether it is a draft, shown only because drafts were asked for.
    pub draft: bool,
    /// When it was written, `2026-11-01`.
    pub date: Option<String>,
    /// When it was last changed, `2026-11-01`.
    pub updated: Option<String>,
    /// How long it takes to read, in whole minutes; 0 where there is nothing to tell.
    pub reading_minutes: usize,
    /// The body, as HTML.
    pub body: String,
    /// The contents; empty where they are not to be shown.
    pub toc: Vec<TocEntry>,
    /// The way from the home page to this one's section, the home page first, this page left out.
    pub breadcrumbs: Vec<LinkModel>,
    /// The navigation of the page's section, as HTML, with this page marked.
    pub navigation: String,
    /// The page before this one in its section.
    pub previous: Option<LinkModel>,
    /// The page after this one.
    pub next: Option<LinkModel>,
    /// The pages of a section, in order.
    pub pages: Vec<LinkModel>,
    /// The questions of an FAQ page, in order.
    pub questions: Vec<LinkModel>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// Its whole address in the site's default language, where it exists in several and in that one:
    /// for `hreflang="x-default"`.
    pub default_address: Option<String>,
    /// Where the facts shown come from.
    pub provenance: Provenance,
    /// Notices in force that concern channels of this page, as HTML; empty where there are none.
    pub notices: String,
    /// Structured data, each a JSON text that is safe inside a `script` element.
    pub json_ld: Vec<String>,
    /// Where the page's source can be edited.
    pub edit: Option<String>,
    /// Where a mistake of the page can be reported.
    pub report: Option<String>,
    /// `extra` of the front matter.
    pub extra: serde_json::Value,
}

/// What kind of page it is; its name in templates is the word in kebab case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The home page of a language.
    Home,
    /// The page of a folder.
    Section,
    /// Prose.
    #[default]
    Page,
    /// A list of questions.
    Faq,
    /// A channel, from data alone.
    Channel,
    /// What is shown where no page is.
    NotFound,
}

impl PageKind {
    /// The template that such a page has unless it names another.
    pub fn template(self) -> &'static str {
        match self {
            Self::Home | Self::Section => "section.html",
            Self::Page => "page.html",
            Self::Faq => "faq.html",
            Self::Channel => "channel.html",
            Self::NotFound => "404.html",
        }
    }
}

/// A heading in the contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TocEntry {
    /// The heading's id.
    pub id: String,
    /// Its words.
    pub title: String,
    /// Its level, 2 to 6.
    pub level: u8,
    /// The headings below it.
    pub children: Vec<TocEntry>,
}

impl TocEntry {
    /// A tree from headings in the order of the page; a skipped level makes no empty entry.
    pub fn tree(headings: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut roots: Vec<Self> = Vec::new();
        for heading in headings {
            let mut siblings = &mut roots;
            while siblings
                .last()
                .is_some_and(|last| last.level < heading.level)
            {
                let last = siblings.len() - 1;
                siblings = &mut siblings[last].children;
            }
            siblings.push(heading);
        }
        roots
    }
}

/// A page to go to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LinkModel {
    /// Its title.
    pub title: String,
    /// Where it is, relative to the page that shows the link.
    pub href: String,
    /// A sentence about it; may be empty.
    pub description: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Alternate {
    /// The tag of the language.
    pub language: String,
    /// The language's name in itself, 日本語.
    pub name: String,
    /// Where it is, relative to this page.
    pub href: String,
    /// Its whole address, where the site's is known: only that may stand in `hreflang` links.
    pub url: Option<String>,
}

/// Where the facts that a page shows come from, and whether anybody has verified them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Provenance {
    /// Whether the page shows facts of the dataset at all.
    pub shows_facts: bool,
    /// The sources, each once.
    pub sources: Vec<SourceModel>,
    /// The day of the oldest verification among the facts shown, `2026-11-01`.
    pub last_verified: Option<String>,
    /// Whether nobody has verified some fact that is shown.
    pub unverified: bool,
    /// Whether some fact was verified too long ago.
    pub stale: bool,
}

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SourceModel {
    /// The source as the dataset names it.
    pub text: String,
    /// Where it is, if it is a link.
    pub href: Option<String>,
}

/// How long it takes to read: 500 letters or 200 words a minute, rounded, at least one minute;
/// 0 where there is nothing.
pub fn reading_minutes(letters: usize, words: usize) -> usize {
    let thousandths = letters * 2 + words * 5;
    if thousandths == 0 {
        return 0;
    }
    ((thousandths + 500) / 1000).max(1)
}

/// Which way a language is written: its script, where the tag names one, else the one in use.
pub fn direction(language: &str) -> &'static str {
    const LANGUAGES: [&str; 14] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    const SCRIPTS: [&str; 6] = ["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"];
    let tag = language.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let runs_left = parts
        .next()
        .is_some_and(|language| LANGUAGES.contains(&language));
    match parts.find(|part| part.len() == 4) {
        Some(script) if SCRIPTS.contains(&script) => "rtl",
        None if runs_left => "rtl",
        _ => "ltr",
    }
}

/// What leads from a page to the site's root: `./` for the home page, `../../` for `phone/callback/`.
pub fn root_of(url: &str) -> String {
    let depth = url.matches('/').count();
    if depth == 0 {
        "./".to_owned()
    } else {
        "../".repeat(depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_run_one_way() {
        for (language, way) in [
            ("ja", "ltr"),
            ("ar", "rtl"),
            ("fa-IR", "rtl"),
            ("uz-Arab-AF", "rtl"),
            ("ks-Deva", "ltr"),
            ("zh-Hant", "ltr"),
        ] {
            assert_eq!(direction(language), way, "{language}");
        }
    }

    #[test]
    fn reading_takes_at_least_a_minute_if_there_is_something() {
        assert_eq!(reading_minutes(0, 0), 0);
        assert_eq!(reading_minutes(10, 0), 1);
        assert_eq!(reading_minutes(1500, 0), 3);
        assert_eq!(reading_minutes(500, 200), 2);
    }

    #[test]
    fn a_root_is_never_empty() {
        assert_eq!(root_of(""), "./");
        assert_eq!(root_of("phone/"), "../");
        assert_eq!(root_of("phone/callback/"), "../../");
    }

    #[test]
    fn contents_follow_the_levels() {
        let heading = |id: &str, level| TocEntry {
            id: id.to_owned(),
            level,
            ..TocEntry::default()
        };
        let tree = TocEntry::tree([
            heading("a", 2),
            heading("b", 4),
            heading("c", 3),
            heading("d", 2),
        ]);
        assert_eq!(tree.len(), 2);
        let below: Vec<&str> = tree[0].children.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(below, ["b", "c"]);
    }
}
