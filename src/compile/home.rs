//! A home page where nobody wrote one: the title of the site and a list of its pages.
//!
//! A site may begin as a single Markdown file; its address must not answer with "not found".

use super::edition::Edition;
use crate::diagnostic::{Bag, Diagnostic};
use crate::output::OutputPath;
use crate::render::model::{PageKind, PageModel, root_of};
use crate::render::page as page_html;
use crate::site::{Claims, Route, Site, encode, start_of};
use crate::text::SourcePath;

/// Where the home pages of languages without `_index.md` go. A site's own `static/index.html` wins.
pub(super) fn missing(site: &Site, claims: &mut Claims, bag: &mut Bag) -> Vec<Route> {
    let mut routes = Vec::new();
    let without = site.homes().iter().filter(|(_, home)| home.index.is_none());
    for (language, _) in without {
        let prefix = if *language == site.config.default_language {
            String::new()
        } else {
            format!("{language}/")
        };
        let own = SourcePath::new(&format!("static/{prefix}index.html"));
        if site.asset(&own).is_some() {
            continue;
        }
        let Ok(output) = OutputPath::new(&format!("{prefix}index.html")) else {
            continue;
        };
        claims.claim(&output, start_of(&site.config.path), bag);
        routes.push(Route {
            language: language.clone(),
            url: format!("/{prefix}"),
            output,
            key: "_index".into(),
            folder: String::new(),
            is_index: true,
        });
    }
    routes
}

impl Edition {
    /// Renders such a home page.
    pub(super) fn made_home(&self, route: &Route) -> Result<String, Box<Diagnostic>> {
        let shared = self.of_language(&route.language);
        page_html::render(
            &self.parsed.theme,
            &shared.common,
            &self.made_home_model(route),
            None,
        )
    }

    /// What its template sees.
    pub(super) fn made_home_model(&self, route: &Route) -> PageModel {
        let shared = self.of_language(&route.language);
        let url = route.url.trim_start_matches('/');
        let base = self.parsed.config.base_url.as_ref();
        PageModel {
            kind: PageKind::Home,
            title: self.parsed.config.title.of(&route.language).to_owned(),
            title_id: "title".into(),
            language: route.language.clone(),
            url: url.to_owned(),
            root: root_of(url),
            canonical: base.map(|base| base.absolute(&encode(&route.url))),
            body: self.with_former(&route.url, String::new(), shared),
            navigation: Self::navigation(shared, route),
            pages: self.pages_of(route),
            ..PageModel::default()
        }
    }
}
