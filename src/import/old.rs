//! An old tree, understood: pages with their addresses, files, and what is to become of each.

use std::collections::BTreeMap;

use super::finding;
use super::front::Front;
use super::names::{Taken, publishable};
use super::traced::Traced;
use super::zola::Slugify;
use crate::diagnostic::{Diagnostic, Place};
use crate::output::OutputPath;
use crate::page::foreign::Foreign;
use crate::text::{Source, SourcePath, Span};
use crate::wording::words;

/// A tree of another generator, and what each of it becomes.
#[derive(Debug, Default)]
pub(super) struct OldSite {
    pub(super) rules: Rules,
    pub(super) pages: Vec<OldPage>,
    /// Files that are published as they are, by the address that they had: `/img/a.png`.
    pub(super) files: BTreeMap<String, OldFile>,
    pub(super) config: NewConfig,
    /// Addresses that only led on, and where to.
    pub(super) redirects: Vec<Redirect>,
    /// Texts that are written as they are.
    pub(super) texts: Vec<Source>,
    /// The path below which all addresses stood, such as `/book/`.
    pub(super) base: String,
    /// The host that it stood on, where that is known: `https://example.org`.
    pub(super) origin: Option<String>,
    pub(super) findings: Vec<Diagnostic>,
}

/// `config.toml` of the new site, in pieces.
#[derive(Debug, Default)]
pub(super) struct NewConfig {
    /// The lines before all tables.
    pub(super) head: String,
    /// `[nav] order`
    pub(super) order: Vec<String>,
    /// `[nav.labels]`
    pub(super) labels: Vec<(String, String)>,
    /// Further tables.
    pub(super) tables: String,
    /// Whether the first heading of a page stays its title, and its old name is a label.
    pub(super) has_names: bool,
}

/// How the old generator reads a page.
#[derive(Clone, Debug)]
pub(super) enum Rules {
    /// mdBook, and what begins a line of code that is hidden, by language.
    MdBook(BTreeMap<String, String>),
    /// Zola.
    Zola(Slugify),
}

impl Default for Rules {
    fn default() -> Self {
        Self::MdBook(BTreeMap::new())
    }
}

/// A page of an old tree.
#[derive(Debug)]
pub(super) struct OldPage {
    /// Its file; none for one that had none.
    pub(super) source: Option<SourcePath>,
    /// Its Markdown, with everything put in that was included.
    pub(super) body: Traced,
    pub(super) foreign: Foreign,
    /// Where it stood, and where else it was found: `/guide/intro.html`.
    pub(super) urls: Vec<String>,
    /// Where it goes: `content/guide/intro.md`.
    pub(super) file: SourcePath,
    /// Where it stands then: `/guide/intro/`.
    pub(super) url: String,
    pub(super) front: Front,
    /// Whether it was not published.
    pub(super) is_draft: bool,
    /// What its generator called it, for pages that do not say it themselves.
    pub(super) name: String,
    /// Where its text says a title that only the browser's tab showed.
    pub(super) title_at: Option<Place>,
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub(super) struct OldFile {
    /// Where it lies.
    pub(super) from: SourcePath,
    /// Where it goes.
    pub(super) to: SourcePath,
    /// Where it stands then.
    pub(super) url: String,
}

/// The host of a site's URL: `https://example.org`.
pub(super) fn origin_of(url: Option<&str>) -> Option<String> {
    let rest = url?.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty()).then(|| format!("https://{host}"))
}

impl OldFile {
    /// A file that keeps its address below `static/`, unless it cannot be published there.
    pub(super) fn in_static(
        from: &SourcePath,
        inside: &str,
        taken: &mut Taken,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let wanted = if OutputPath::new(inside).is_ok() {
            inside.to_owned()
        } else {
            let parts: Vec<String> = inside.split('/').map(publishable).collect();
            parts.join("/")
        };
        let path = taken.take(&wanted);
        if path != inside {
            findings.push(finding::file(
                Some(Place::new(from, Span::at(0))),
                words(
                    format!("`{inside}` の名前では公開できないため、`{path}` にしました"),
                    format!("`{inside}` cannot be published under its name and became `{path}`"),
                ),
            ));
        }
        Self {
            from: from.clone(),
            to: SourcePath::new(&format!("static/{path}")),
            url: format!("/{path}"),
        }
    }
}

/// An address that only led on.
#[derive(Clone, Debug)]
pub(super) struct Redirect {
    /// From the root: `/old.html`, perhaps with an anchor.
    pub(super) from: String,
    /// A page's old address from the root, perhaps with an anchor.
    pub(super) to: String,
    /// Where it is said.
    pub(super) place: Option<Place>,
}
