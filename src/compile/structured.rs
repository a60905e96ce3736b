//! Structured data of a page: the same facts for machines, word for word.

use super::edition::Edition;
use crate::page::{EventList, Kind};
use crate::render::body::{self, BodyOptions, Extent};
use crate::render::jsonld;
use crate::render::model::LinkModel;
use crate::render::visible;
use crate::site::joined::JoinedBlock;
use crate::site::{Contact, JoinedPage, SitePage, encode};

impl Edition {
    /// Each a JSON text, for its own `script` element.
    pub(super) fn structured_data(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
        breadcrumbs: &[LinkModel],
    ) -> Vec<String> {
        let SitePage { page, route, .. } = &*self.site.pages[at];
        let base = self.parsed.config.base_url.as_ref();
        let mut data = Vec::new();
        if let Some(base) = base {
            let way = self
                .site
                .homes()
                .get(&route.language)
                .map(|home| home.way_to(&route.folder))
                .unwrap_or_default();
            let urls = way
                .into_iter()
                .filter_map(|folder| folder.index)
                .filter(|index| *index != at);
            let mut crumbs: Vec<(String, String)> = breadcrumbs
                .iter()
                .zip(urls)
                .map(|(crumb, index)| {
                    (
                        crumb.title.clone(),
                        base.absolute(&encode(&self.site.pages[index].route.url)),
                    )
                })
                .collect();
            if !crumbs.is_empty() {
                crumbs.push((joined.title.clone(), base.absolute(&encode(&route.url))));
                let crumbs: Vec<jsonld::Crumb<'_>> = crumbs
                    .iter()
                    .map(|(name, url)| (name.as_str(), url.as_str()))
                    .collect();
                data.push(jsonld::breadcrumbs(&crumbs));
            }
            if page.front.kind == Kind::Page {
                let (published, modified) = (
                    page.front.date.map(|date| date.to_string()),
                    self.site.pages[at].updated().map(|date| date.to_string()),
                );
                data.push(jsonld::article(&jsonld::Article {
                    title: &joined.title,
                    description: joined.description.as_deref().unwrap_or_default(),
                    language: &route.language,
                    url: &base.absolute(&encode(&route.url)),
                    published: published.as_deref(),
                    modified: modified.as_deref(),
                    publisher: self.parsed.config.organisation.as_deref(),
                }));
            }
        }
        if page.front.kind == Kind::Faq {
            data.push(jsonld::faq(
                &route.language,
                &self.answers(at, read, joined),
            ));
        }
        data.extend(self.organisation(&joined.body.blocks, &route.language));
        data
    }

    /// How the channels whose cards stand on a page can be reached, if they are the organisation's own.
    pub(super) fn organisation(&self, blocks: &[JoinedBlock], language: &str) -> Option<String> {
        let mut shown: Vec<&str> = Vec::new();
        for block in blocks {
            if let JoinedBlock::Channel(card) = block
                && !shown.contains(&card.id.as_str())
            {
                shown.push(&card.id);
            }
        }
        let contacts: Vec<Contact> = shown
            .into_iter()
            .flat_map(|id| self.site.contacts(id, language))
            .collect();
        let config = &self.parsed.config;
        let name = config
            .organisation
            .as_ref()
            .filter(|_| !contacts.is_empty())?;
        let url = config.base_url.as_ref().map(|base| base.absolute("/"));
        Some(jsonld::organisation(name, url.as_deref(), &contacts))
    }

    /// Each question with the visible text of its answer.
    fn answers(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
    ) -> Vec<(String, String)> {
        let of = &self.site.pages[at];
        let shared = self.of_language(&of.route.language);
        let blocks = self
            .blocks(&joined.body, shared, &of.route)
            .unwrap_or_default();
        let questions = of
            .page
            .body
            .headings
            .iter()
            .enumerate()
            .zip(&joined.headings)
            .filter(|((_, heading), _)| heading.level == 2);
        questions
            .map(|((ordinal, heading), question)| {
                let extent = Extent::Excerpt(heading.section.clone());
                let options = BodyOptions {
                    blocks: &blocks,
                    without_heading: Some(ordinal),
                    extent: &extent,
                    ..self.options(shared)
                };
                let html = body::html(read, &of.page.body, &joined.body, &options).html;
                (question.clone(), visible::text(&html))
            })
            .collect()
    }
}
