//! What the template of a page sees, as JSON: `madoguchi theme model`.

use serde_json::{Value, json};

use super::edition::{Edition, File};
use super::shared::site_model;
use crate::diagnostic::{Diagnostic, Severity, did_you_mean};
use crate::render::model::PageModel;
use crate::wording::{Wording, words};

/// Why there is no model to show.
#[derive(Clone, Debug)]
pub enum NoModel {
    /// Nothing of that name is published.
    NoPage(Wording),
    /// The page has errors, and would not be rendered.
    Broken(Vec<Diagnostic>),
}

impl Edition {
    /// The values that a page's template sees; `typed` is its file (`phone/callback.md`) or its
    /// address (`/phone/callback/`).
    pub fn theme_model(&self, typed: &str) -> Result<Value, NoModel> {
        let address = self.address(typed).map_err(NoModel::NoPage)?;
        let file = self
            .files()
            .values()
            .find(|file| self.address_of(file).as_deref() == Some(address.page.as_str()))
            .ok_or_else(|| NoModel::NoPage(self.no_page(&address.page)))?;
        let (language, model) = self.model_of(file).map_err(NoModel::Broken)?;
        let shared = self.of_language(&language);
        Ok(json!({
            "page": model,
            "site": site_model(&self.site, &self.parsed, &self.search, &language),
            "words": shared.words,
        }))
    }

    fn model_of(&self, file: &File) -> Result<(String, PageModel), Vec<Diagnostic>> {
        let alone = |finding: Box<Diagnostic>| vec![*finding];
        match file {
            File::Page(path) => {
                let at = self.site.page_of(path.as_str());
                let at = at.expect("invariant: a declared page is a page of the site");
                let joined = self.site.join(at);
                let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
                if joined.findings.iter().any(is_error) {
                    return Err(joined.findings);
                }
                let (model, _) = self
                    .page_model(at, &self.site.events_of(at), &joined.value)
                    .map_err(alone)?;
                Ok((self.site.pages[at].route.language.clone(), model))
            }
            File::Channel(language, id) => {
                let of = (language.clone(), id.clone());
                let route = &self.site.channel_pages()[&of];
                let model = self.channel_model(id, route).map_err(alone)?;
                Ok((language.clone(), model))
            }
            File::Home(language) => {
                let home = self.homes.iter().find(|home| home.language == *language);
                let home = home.expect("invariant: a declared home page has a route");
                Ok((language.clone(), self.made_home_model(home)))
            }
            _ => Err(Vec::new()),
        }
    }

    /// The address of a page that a template makes.
    fn address_of(&self, file: &File) -> Option<String> {
        match file {
            File::Page(path) => self.url_of(path).map(str::to_owned),
            File::Channel(language, id) => {
                let of = (language.clone(), id.clone());
                self.site.channel_pages().get(&of).map(|of| of.url.clone())
            }
            File::Home(language) => {
                let home = self.homes.iter().find(|home| home.language == *language);
                home.map(|home| home.url.clone())
            }
            _ => None,
        }
    }

    fn no_page(&self, address: &str) -> Wording {
        let known: Vec<String> = self
            .files()
            .values()
            .filter_map(|file| self.address_of(file))
            .collect();
        let message = words(
            format!("`{address}` というページはありません"),
            format!("there is no page `{address}`"),
        );
        match did_you_mean(address, known.iter().map(String::as_str)) {
            Some(near) => words(
                format!("{}。{}", message.ja, near.ja),
                format!("{}; {}", message.en, near.en),
            ),
            None => message,
        }
    }
}
