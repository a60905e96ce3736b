//! What of a site of Zola is no page: other files, and the settings.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::names::{Taken, language_tag};
use super::super::old::{NewConfig, OldFile};
use super::super::write::{key, quoted, value};
use super::Reading;
use crate::text::SourcePath;

impl Reading<'_> {
    pub(super) fn files(&mut self) {
        let old = self.old;
        let texts = old.texts.keys();
        let paths: BTreeSet<&SourcePath> = texts.chain(old.assets.keys()).collect();
        let mut taken = Taken::default();
        let pages: BTreeSet<String> = self
            .site
            .pages
            .iter()
            .flat_map(|page| page.urls.iter().chain([&page.url]))
            .map(|url| crate::ledger::file_of(url))
            .collect();
        for path in paths {
            let inside = if let Some(inside) = path.below("static") {
                inside.to_owned()
            } else if path.below("content").is_some() && path.extension() != "md" {
                self.beside_page(path)
            } else {
                continue;
            };
            if pages.contains(&inside) {
                continue;
            }
            let file = OldFile::in_static(path, &inside, &mut taken, &mut self.site.findings);
            self.site.files.insert(format!("/{inside}"), file);
        }
    }

    /// Where a file of `content/` stood: beside the page or section whose folder it lies in.
    fn beside_page(&self, path: &SourcePath) -> String {
        let below = path.below("content").unwrap_or_default();
        let mut folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        loop {
            if let Some(url) = self.folders.get(folder) {
                let rest = below.strip_prefix(folder).unwrap_or(below);
                return format!("{}/{}", url.trim_matches('/'), rest.trim_start_matches('/'))
                    .trim_start_matches('/')
                    .to_owned();
            }
            match folder.rsplit_once('/') {
                Some((above, _)) => folder = above,
                None if folder.is_empty() => return below.to_owned(),
                None => folder = "",
            }
        }
    }

    pub(super) fn config(&mut self) {
        let settings = &self.settings;
        let mut head = String::new();
        let default = language_tag(&settings.default_language);
        let title = settings.title.as_deref().unwrap_or("Site");
        if settings.titles.is_empty() {
            let _ = writeln!(head, "title = {}", quoted(title));
        } else {
            let mut titles = vec![format!("{default} = {}", quoted(title))];
            for (language, title) in &settings.titles {
                titles.push(format!(
                    "{} = {}",
                    key(&language_tag(language)),
                    quoted(title)
                ));
            }
            let _ = writeln!(head, "title = {{ {} }}", titles.join(", "));
        }
        if let Some(description) = &settings.description {
            let _ = writeln!(head, "description = {}", quoted(description));
        }
        let url = settings.base_url.as_deref();
        if let Some(url) = url.filter(|url| crate::config::BaseUrl::parse(url).is_ok()) {
            let _ = writeln!(head, "base_url = {}", quoted(url));
        }
        let _ = writeln!(head, "default_language = {}", quoted(&default));
        if !settings.languages.is_empty() {
            let all: BTreeSet<String> = settings
                .languages
                .iter()
                .map(|tag| language_tag(tag))
                .collect();
            let all: Vec<String> = [default.clone()]
                .into_iter()
                .chain(all.into_iter().filter(|tag| *tag != default))
                .map(|tag| quoted(&tag))
                .collect();
            let _ = writeln!(head, "languages = [{}]", all.join(", "));
        }
        let mut tables = String::new();
        for entry in &settings.extra {
            if let Some(value) = value(&entry.value) {
                if tables.is_empty() {
                    tables.push_str("\n[extra]\n");
                }
                let _ = writeln!(tables, "{} = {value}", key(&entry.key));
            }
        }
        self.site.config = NewConfig {
            head,
            tables,
            ..NewConfig::default()
        };
    }
}
