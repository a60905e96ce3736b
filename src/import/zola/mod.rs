//! A tree of Zola: `config.toml`, `content/` and `static/`.

mod front;
mod rest;
mod settings;
mod shortcodes;
mod slugify;

use std::collections::{BTreeMap, BTreeSet};

use settings::Settings;
pub(super) use slugify::Slugify;

use super::names::{Taken, language_tag, publishable};
use super::old::{OldPage, OldSite, Redirect, Rules, origin_of};
use super::traced::Traced;
use crate::output::OutputPath;
use crate::text::{Snapshot, Source, SourcePath};
use crate::wording::{Wording, words};

/// Where the site was built to.
pub(super) fn output_folder(config: Option<&Source>) -> String {
    Settings::read(config).output
}

/// Reads a tree.
pub(super) fn read(old: &Snapshot) -> Result<OldSite, Wording> {
    let config = ["config.toml", "zola.toml"]
        .iter()
        .find_map(|name| old.texts.get(*name));
    let mut content = old.texts_below("content");
    if config.is_none() || content.next().is_none() && old.assets.is_empty() {
        return Err(words(
            "ここにはZolaの `config.toml` と `content/` がありません",
            "there is no `config.toml` with a `content/` of Zola here",
        ));
    }
    let settings = Settings::read(config);
    let mut reading = Reading {
        old,
        site: OldSite {
            rules: Rules::Zola(settings.slugify),
            findings: settings.findings.clone(),
            base: base_of(settings.base_url.as_deref()),
            origin: origin_of(settings.base_url.as_deref()),
            ..OldSite::default()
        },
        settings,
        taken: Taken::default(),
        folders: BTreeMap::new(),
        terms: BTreeSet::new(),
    };
    reading.pages();
    reading.files();
    reading.taxonomies();
    reading.config();
    Ok(reading.site)
}

struct Reading<'o> {
    old: &'o Snapshot,
    settings: Settings,
    site: OldSite,
    taken: Taken,
    /// The address of the page or section that a folder belongs to.
    folders: BTreeMap<String, String>,
    /// Addresses of taxonomies and their terms.
    terms: BTreeSet<(String, String)>,
}

impl Reading<'_> {
    fn pages(&mut self) {
        let old = self.old;
        for source in old.texts_below("content") {
            if source.path.extension() == "md" {
                self.page(source);
            }
        }
    }

    fn page(&mut self, source: &Source) {
        let below = source.path.below("content").unwrap_or_default();
        let stem = below.strip_suffix(".md").unwrap_or(below);
        let (stem, language) = self.language(stem);
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let said = front::read(source);
        let is_section = name == "_index";
        let default = language.is_none();
        let mut url = self.url(folder, name, is_section, &said);
        let below_url = url.trim_matches('/').to_owned();
        if let Some(language) = &language
            && said.path.is_none()
        {
            url = format!("/{language}{url}");
        }
        if name == "index" || is_section {
            let of = self.folders.entry(folder.to_owned());
            if default {
                of.insert_entry(url.clone());
            } else {
                of.or_insert_with(|| url.clone());
            }
        }
        let (file, new_url) = self.place(&below_url, is_section, language.as_deref());
        let mut urls = vec![url.clone()];
        urls.extend(said.aliases.iter().map(|alias| alias_url(alias)));
        let body = Traced::of(source, said.body_start);
        let (body, findings) = shortcodes::expand(&body, self.settings.foreign);
        self.site.findings.extend(said.findings.clone());
        self.site.findings.extend(findings);
        let mut front = said.front.clone();
        if said.is_hidden && !is_section {
            front.is_draft = true;
        }
        let is_draft = front.is_draft;
        if !is_draft {
            self.pagination(&said, &url);
            self.terms_of(&said, language.as_deref());
        }
        if front.date.is_none() {
            front.date = dated(name).map(|(day, _)| day.to_owned());
        }
        self.site.pages.push(OldPage {
            source: Some(source.path.clone()),
            body,
            foreign: self.settings.foreign,
            urls,
            file: SourcePath::new(&file),
            url: new_url,
            front,
            is_draft,
            name: String::new(),
            title_at: None,
        });
    }

    /// A file's name without its language, and the language unless it is the default.
    fn language<'n>(&self, stem: &'n str) -> (&'n str, Option<String>) {
        let Some((rest, code)) = stem.rsplit_once('.') else {
            return (stem, None);
        };
        if code == self.settings.default_language {
            return (rest, None);
        }
        if self
            .settings
            .languages
            .iter()
            .any(|language| language == code)
        {
            return (rest, Some(code.to_owned()));
        }
        (stem, None)
    }

    /// Where a page stood, without its language.
    fn url(&self, folder: &str, name: &str, is_section: bool, said: &front::Said) -> String {
        if let Some(path) = said.path.as_deref().filter(|_| !is_section) {
            return format!("/{}/", path.trim_matches('/'));
        }
        let slugify = self.settings.slugify;
        let mut parts: Vec<String> = folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| slugify.path(part))
            .collect();
        if !is_section {
            let own = if name == "index" {
                parts
                    .pop()
                    .map(|_| folder.rsplit('/').next().unwrap_or_default())
            } else {
                Some(name)
            };
            let own = own.unwrap_or_default();
            let undated = match dated(own) {
                Some((_, rest)) if !slugify.keeps_dates && !rest.is_empty() => rest,
                _ => own,
            };
            let part = slugify.path(said.slug.as_deref().unwrap_or(undated));
            if !part.is_empty() {
                parts.push(part);
            }
        }
        let path = parts.join("/");
        if path.is_empty() {
            "/".to_owned()
        } else {
            format!("/{path}/")
        }
    }

    /// The file for an address, and the address that it gets.
    fn place(&mut self, url: &str, is_section: bool, language: Option<&str>) -> (String, String) {
        let mut parts: Vec<String> = url
            .split('/')
            .filter(|part| !part.is_empty())
            .map(part)
            .collect();
        // The dataset lies there.
        if parts.first().is_some_and(|first| first == "data") {
            "data-pages".clone_into(&mut parts[0]);
        }
        let path = parts.join("/");
        let tag = language.map(language_tag);
        let ending = tag
            .as_ref()
            .map_or_else(String::new, |tag| format!(".{tag}"));
        let prefix = tag.map_or_else(String::new, |tag| format!("/{tag}"));
        let wanted = if is_section || path.is_empty() {
            let folder = if path.is_empty() {
                String::new()
            } else {
                format!("{path}/")
            };
            format!("content/{folder}_index")
        } else {
            format!("content/{path}")
        };
        let taken = self.taken.take(&format!("{wanted}{ending}.md"));
        let new = if path.is_empty() {
            format!("{prefix}/")
        } else {
            format!("{prefix}/{path}/")
        };
        if taken == format!("{wanted}{ending}.md") {
            return (taken, new);
        }
        // Two pages had one address; only one of them could ever be read.
        let stem = taken.trim_start_matches("content/").trim_end_matches(".md");
        let stem = stem.replace("/_index", "-index").replace(&ending, "");
        let file = format!("content/{stem}{ending}.md");
        (self.taken.take(&file), format!("{prefix}/{stem}/"))
    }

    fn pagination(&mut self, said: &front::Said, url: &str) {
        if said.paginate_by <= 0 {
            return;
        }
        let folder = url.trim_start_matches('/');
        let below = self
            .old
            .texts_below("content")
            .filter(|source| source.path.as_str().contains(folder.trim_end_matches('/')));
        let pages = i64::try_from(below.count()).unwrap_or(i64::MAX) / said.paginate_by + 1;
        let path = said.paginate_path.as_deref().unwrap_or("page");
        for number in 1..=pages.min(1000) {
            self.site.redirects.push(Redirect {
                from: format!("{url}{path}/{number}/"),
                to: url.to_owned(),
                place: None,
            });
        }
    }

    fn terms_of(&mut self, said: &front::Said, language: Option<&str>) {
        let prefix = language.map_or_else(String::new, |language| format!("/{language}"));
        for (taxonomy, term) in &said.terms {
            if self.settings.taxonomies.contains(taxonomy) {
                let of = Slugify::slug(self.settings.taxonomy_slugs, taxonomy);
                let term = Slugify::slug(self.settings.taxonomy_slugs, term);
                let home = format!("{prefix}/");
                self.terms.insert((format!("{prefix}/{of}/"), home.clone()));
                self.terms.insert((format!("{prefix}/{of}/{term}/"), home));
            }
        }
    }

    /// Lists of terms are not made here; their addresses lead home.
    fn taxonomies(&mut self) {
        let taken: BTreeSet<String> = self
            .site
            .pages
            .iter()
            .flat_map(|page| page.urls.clone())
            .collect();
        for (from, to) in std::mem::take(&mut self.terms) {
            if !taken.contains(&from) {
                self.site.redirects.push(Redirect {
                    from,
                    to,
                    place: None,
                });
            }
        }
    }
}

/// A part of an address as a file's name: itself, unless no disk takes it.
fn part(name: &str) -> String {
    let is_plain =
        OutputPath::new(name).is_ok() && !name.contains(char::is_whitespace) && name != "_index";
    // What stands behind a dot would be a language.
    if is_plain && !name.contains('.') {
        name.to_owned()
    } else {
        publishable(&name.replace('.', "-"))
    }
}

/// An alias from the root: `/old/`, `/old.html`.
fn alias_url(alias: &str) -> String {
    let path = alias.trim_matches('/');
    if crate::ledger::is_file(path) {
        format!("/{path}")
    } else {
        format!("/{path}/")
    }
}

/// The day at the beginning of a file's name, and the rest of it.
fn dated(name: &str) -> Option<(&str, &str)> {
    let day = name.get(..10)?;
    crate::civil::read_date(day)?;
    let rest = name[10..].strip_prefix('T').map_or(&name[10..], |time| {
        time.find(['-', '_']).map_or("", |at| &time[at..])
    });
    let rest = rest.strip_prefix(['-', '_'])?;
    Some((day, rest))
}

fn base_of(url: Option<&str>) -> String {
    let path = url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'));
    format!("/{}", path.map_or("", |(_, path)| path).trim_matches('/'))
}
