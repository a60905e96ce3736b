//! A page for each channel, from data alone (`[publish] channel_pages`).

use super::edition::Edition;
use super::model::provenance;
use crate::diagnostic::Diagnostic;
use crate::render::model::{LinkModel, PageKind, PageModel, root_of};
use crate::render::page as page_html;
use crate::site::Route;
use crate::site::joined::JoinedBody;
use crate::site::{encode, relative};

impl Edition {
    /// Renders the page of a channel.
    pub(super) fn channel_page(&self, id: &str, route: &Route) -> Result<String, Box<Diagnostic>> {
        let shared = self.of_language(&route.language);
        let model = self.channel_model(id, route)?;
        page_html::render(&self.parsed.theme, &shared.common, &model, None)
    }

    /// What its template sees.
    pub(super) fn channel_model(
        &self,
        id: &str,
        route: &Route,
    ) -> Result<PageModel, Box<Diagnostic>> {
        let shared = self.of_language(&route.language);
        let joined = self.site.join_channel(id, route);
        let body = JoinedBody {
            blocks: joined.blocks,
            ..JoinedBody::default()
        };
        let blocks = self.blocks(&body, shared, route)?;
        let json_ld = self.organisation(&body.blocks, &route.language);
        let url = route.url.trim_start_matches('/');
        let home = self
            .site
            .homes()
            .get(&route.language)
            .and_then(|home| home.index);
        let breadcrumbs: Vec<LinkModel> = home
            .into_iter()
            .map(|home| self.shared.link(&self.site, &route.url, home))
            .collect();
        let pages = joined.shown_on.iter().map(|page| LinkModel {
            title: self.shared.titles[*page].clone(),
            href: relative(&route.url, &self.site.pages[*page].route.url),
            description: String::new(),
        });
        let base = self.parsed.config.base_url.as_ref();
        Ok(PageModel {
            kind: PageKind::Channel,
            title: joined.name,
            title_id: "title".into(),
            language: route.language.clone(),
            url: url.to_owned(),
            root: root_of(url),
            canonical: base.map(|base| base.absolute(&encode(&route.url))),
            body: self.with_former(&route.url, blocks.concat(), shared),
            breadcrumbs,
            navigation: Self::navigation(shared, route),
            pages: pages.collect(),
            alternates: self.alternates(route),
            default_address: self.default_address(route),
            json_ld: json_ld.into_iter().collect(),
            provenance: provenance(&joined.needs),
            ..PageModel::default()
        })
    }
}
