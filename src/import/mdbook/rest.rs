//! What of a book is no chapter: other files, redirects, and the settings.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::finding;
use super::super::names::Taken;
use super::super::old::{NewConfig, OldFile, Redirect};
use super::super::write::quoted;
use super::layout::Layout;
use super::{BOOK, Reading, below, inside, summary};
use crate::diagnostic::Place;
use crate::output::OutputPath;
use crate::text::{Source, SourcePath, Span};
use crate::wording::words;

impl Reading<'_> {
    /// All other files keep their addresses.
    pub(super) fn files(&mut self) {
        let old = self.old;
        let not_found = below(&self.settings.source, &self.settings.not_found);
        if let Some(source) = old.texts.get(not_found.as_str()) {
            let place = Place::new(&source.path, Span::at(source.start()));
            self.site.findings.push(finding::file(
                Some(place),
                words(
                    "「見つかりません」のページはテーマが作るため、引き継ぎませんでした",
                    "the page for addresses that are not there is the theme's, so this one was left behind",
                ),
            ));
        }
        let texts = old.texts.keys().filter(|path| path.extension() != "md");
        let paths: BTreeSet<&SourcePath> = texts.chain(old.assets.keys()).collect();
        let pages: BTreeSet<String> = self
            .site
            .pages
            .iter()
            .flat_map(|page| page.urls.iter().chain([&page.url]))
            .map(|url| crate::ledger::file_of(url))
            .collect();
        let mut taken = Taken::default();
        for path in paths {
            let Some(inside) = inside(path, &self.settings.source) else {
                continue;
            };
            if path.as_str() == BOOK || pages.contains(inside) {
                continue;
            }
            let file = OldFile::in_static(path, inside, &mut taken, &mut self.site.findings);
            self.site.files.insert(format!("/{inside}"), file);
        }
    }

    pub(super) fn redirects(&mut self) {
        let redirects = std::mem::take(&mut self.settings.redirects);
        for redirect in redirects {
            self.redirect(redirect);
        }
    }

    /// A redirect within the book is the ledger's; one to elsewhere stays a file.
    fn redirect(&mut self, redirect: Redirect) {
        if !redirect.to.contains("://") {
            let folder = redirect
                .from
                .rfind('/')
                .map_or("", |at| &redirect.from[..at]);
            let to = match redirect.to.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None => format!("{folder}/{}", redirect.to),
            };
            let (path, anchor) = to
                .split_once('#')
                .map_or((to.as_str(), None), |(p, a)| (p, Some(a)));
            let path = summary::normal(path).unwrap_or_default();
            let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
            self.site.redirects.push(Redirect {
                to: format!("/{path}{anchor}"),
                ..redirect
            });
            return;
        }
        let file = redirect.from.trim_start_matches('/');
        if OutputPath::new(file).is_ok() && crate::ledger::is_file(file) {
            let to = crate::theme::escape::html(&redirect.to);
            let text = format!(
                "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{to}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n<p><a href=\"{to}\">{to}</a></p>\n"
            );
            let path = format!("static/{file}");
            self.site.texts.push(Source::new(&path, text));
        } else {
            let told = finding::setting(
                redirect
                    .place
                    .unwrap_or_else(|| Place::new(&self.summary_path, Span::at(0))),
                &redirect.from,
            );
            self.site.findings.push(told);
        }
    }

    pub(super) fn config(&mut self, layout: &Layout) {
        let settings = &self.settings;
        let mut head = String::new();
        let title = settings.title.as_deref().unwrap_or("Book");
        let language = self.language();
        let _ = writeln!(head, "title = {}", quoted(title));
        if let Some(description) = &settings.description {
            let _ = writeln!(head, "description = {}", quoted(description));
        }
        let _ = writeln!(head, "default_language = {}", quoted(&language));
        if let Some(url) = settings.url() {
            let _ = writeln!(head, "base_url = {}", quoted(&url));
        }
        if let Some(repository) = &settings.repository {
            let _ = writeln!(head, "repository = {}", quoted(repository));
        }
        let cname = settings.cname.as_deref();
        self.site.config = NewConfig {
            head,
            order: layout.order.clone(),
            labels: layout.labels.clone(),
            tables: cname.map_or_else(String::new, |name| {
                format!("\n[publish]\ncname = {}\n", quoted(name))
            }),
            has_names: true,
        };
    }
}
