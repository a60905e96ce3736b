//! One page: joined, its body rendered, its HTML made.

use std::sync::{Mutex, PoisonError};

use super::bodies::{BodiesOf, Painter};
use super::edition::{Edition, Made, Wanted};
use super::shared::OfLanguage;
use crate::config::RawHtmlPolicy;
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::output::Content;
use crate::page::{EventList, Kind, Page};
use crate::render::blocks::Blocks;
use crate::render::body::{self, BodyOptions, Extent, RawHtmlMode, Sections};
use crate::render::highlight;
use crate::render::model::PageModel;
use crate::render::page as page_html;
use crate::site::joined::JoinedBody;
use crate::site::{JoinedPage, Route, SitePage};
use crate::wording::words;

impl Edition {
    /// Joins a page and, if it has no error and is wanted, renders it.
    pub(super) fn page_html(&self, at: usize, read: &EventList<'_>, wanted: Wanted) -> Made {
        let joined = self.site.join(at);
        let mut findings = joined.findings;
        findings.extend(self.check_template(at));
        findings.extend(Self::unknown_languages(&self.site.pages[at].page));
        let mut made = Made {
            findings,
            ..Made::default()
        };
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        if wanted == Wanted::Findings || made.findings.iter().any(is_error) {
            return made;
        }
        if let Wanted::Changed(known) = wanted {
            made.inputs = self.inputs(at, &joined.value);
            if made.inputs.is_some() && made.inputs == known {
                return made;
            }
        }
        match self.render(at, read, &joined.value) {
            Ok((html, findings)) => {
                made.content = Some(Content::Bytes(html.into_bytes()));
                made.rendering = findings;
                if wanted == Wanted::File {
                    made.searched = self.searched(at, read, &joined.value).map(Box::new);
                }
            }
            Err(finding) => made.rendering = vec![*finding],
        }
        made
    }

    fn check_template(&self, at: usize) -> Option<Diagnostic> {
        let page = &self.site.pages[at].page;
        let template = page.front.template.as_ref()?;
        let place = Place::new(&page.path, template.span);
        self.parsed
            .theme
            .check_template(&template.value, place)
            .err()
            .map(|finding| *finding)
    }

    fn unknown_languages(page: &Page) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for language in &page.body.fence_languages {
            if let Err(near) = highlight::knows(&language.value) {
                findings.push(unknown_language(
                    Place::new(&page.path, language.span),
                    &language.value,
                    near,
                ));
            }
        }
        findings
    }

    fn render(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
    ) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
        let SitePage { page, route, .. } = &*self.site.pages[at];
        let (model, findings) = self.page_model(at, read, joined)?;
        let template = page.front.template.as_ref();
        let template = template.map(|template| template.value.as_str());
        let shared = self.of_language(&route.language);
        let html = page_html::render(&self.parsed.theme, &shared.common, &model, template)?;
        Ok((html, findings))
    }

    /// What the template of a page sees, and what was found while its body was written.
    pub(super) fn page_model(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
    ) -> Result<(PageModel, Vec<Diagnostic>), Box<Diagnostic>> {
        let SitePage { page, route, .. } = &*self.site.pages[at];
        let shared = self.of_language(&route.language);
        let blocks = self.blocks(&joined.body, shared, route)?;
        let left_out = joined.title_id.as_ref().and_then(|id| {
            page.body
                .headings
                .iter()
                .position(|heading| heading.id == *id)
        });
        let painter = Painter {
            highlighter: &self.highlighter,
            painting: Mutex::default(),
        };
        let former_ids = self.former_ids(&route.url);
        let options = BodyOptions {
            without_heading: left_out,
            former_ids: &former_ids,
            blocks: &blocks,
            highlighter: &painter,
            sections: match page.front.kind {
                Kind::Faq => Sections::Questions,
                Kind::Page => Sections::Plain,
            },
            ..self.options(shared)
        };
        let rendered = body::html(read, &page.body, &joined.body, &options);
        let body = self.with_former(&route.url, rendered.html, shared);
        let model = self.model(at, read, joined, body, shared)?;
        let skipped = painter
            .painting
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .skipped;
        let findings = skipped.iter().filter_map(|fence| {
            let language = page.body.fence_languages.get(*fence)?;
            Some(over_budget(Place::new(&page.path, language.span)))
        });
        Ok((model, findings.collect()))
    }

    /// The blocks of a body as HTML, by ordinal.
    pub(super) fn blocks(
        &self,
        joined: &JoinedBody,
        shared: &OfLanguage,
        route: &Route,
    ) -> Result<Vec<String>, Box<Diagnostic>> {
        let bodies = BodiesOf {
            edition: self,
            shared,
            route,
        };
        let blocks = Blocks {
            theme: &self.parsed.theme,
            common: &shared.common,
            words: &shared.words,
            bodies: &bodies,
        };
        joined
            .blocks
            .iter()
            .map(|block| shared.blocks.html(block, || blocks.html(block)))
            .collect()
    }

    pub(super) fn options<'o>(&'o self, shared: &'o OfLanguage) -> BodyOptions<'o> {
        let raw_html = match self.site.config.markdown.raw_html {
            RawHtmlPolicy::Allow => RawHtmlMode::Allow,
            RawHtmlPolicy::Safe => RawHtmlMode::Safe,
        };
        BodyOptions {
            words: &shared.body_words,
            raw_html,
            blocks: &[],
            highlighter: &body::NoHighlighter,
            without_heading: None,
            former_ids: &[],
            extent: &Extent::Whole,
            sections: Sections::Plain,
            note_prefix: "",
        }
    }
}

fn unknown_language(place: Place, language: &str, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        codes::UNKNOWN_LANGUAGE,
        place,
        words(
            format!("`{language}` という言語は色分けできません"),
            format!("code in `{language}` cannot be highlighted"),
        ),
    );
    match near {
        Some(near) => diagnostic.help(words(
            format!("`{near}` ではありませんか"),
            format!("did you mean `{near}`?"),
        )),
        None => diagnostic.help(words(
            "色分けがいらなければ `text` と書いてください",
            "write `text` for code without colours",
        )),
    }
}

fn over_budget(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::HIGHLIGHT_BUDGET,
        place,
        words(
            "コードが長いか複雑なので、色分けを途中でやめました",
            "the code is too long or too intricate to be highlighted to its end",
        ),
    )
    .help(words(
        "行を短くするか、言語に `text` を指定してください",
        "shorten its lines, or give it the language `text`",
    ))
}
