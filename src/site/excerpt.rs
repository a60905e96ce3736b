//! A stretch of another page, shown here: `{include}` and the answers of `{faq}`.

use unicode_normalization::UnicodeNormalization;

use super::joined::{Excerpt, JoinedBlock, JoinedFaq, JoinedQuestion};
use super::joining::Joining;
use super::link::View;
use super::{Site, encode, is_faq, relative};
use crate::decode::{Cursor, Reader};
use crate::diagnostic::{Diagnostic, Place, codes, nearest};
use crate::text::{SourcePath, Spanned};
use crate::wording::words;

impl Site {
    /// `{include}`
    pub(super) fn include(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedBlock> {
        let wanted = arguments.required_text("page")?;
        let (page, heading) = self.named_page(arguments.reader(), &wanted, view)?;
        let excerpt = self.excerpt(page, heading, view, joining);
        // Every page of a circle comes by here; the first of them tells it.
        if joining.including.is_empty()
            && let Some(circle) = joining.inside_itself.take()
            && circle.iter().map(|(page, _)| *page).min() == view.page
        {
            let place = arguments.reader().place(wanted.span);
            joining.report(Some(in_a_circle(place, &wanted.value)));
        }
        Some(JoinedBlock::Include(excerpt))
    }

    /// A page named as `@/safety.md` or `@/safety.md#rules`, with the ordinal of the heading.
    fn named_page(
        &self,
        reader: &Reader<'_>,
        wanted: &Spanned<String>,
        view: &View<'_>,
    ) -> Option<(usize, Option<usize>)> {
        let (file, fragment) = wanted
            .value
            .split_once('#')
            .map_or((wanted.value.as_str(), None), |(file, id)| (file, Some(id)));
        let path = match file.strip_prefix("@/") {
            Some(below) => format!("content/{below}"),
            None => format!("{}/{file}", view.path.folder()),
        };
        let path = SourcePath::new(&path);
        let Some(page) = self.page_of(path.as_str()) else {
            let known: Vec<String> = self
                .pages
                .iter()
                .filter_map(|page| Some(format!("@/{}", page.page.path.below("content")?)))
                .collect();
            let near = nearest(file, known.iter().map(String::as_str)).map(str::to_owned);
            reader.report(
                Diagnostic::new(
                    codes::BROKEN_LINK,
                    reader.place(wanted.span),
                    words(
                        format!("`{file}` というページはありません"),
                        format!("there is no page `{file}`"),
                    ),
                )
                .maybe_help(near.map(|near| {
                    words(
                        format!("`{near}` ではありませんか"),
                        format!("did you mean `{near}`?"),
                    )
                })),
            );
            return None;
        };
        let Some(fragment) = fragment else {
            return Some((page, None));
        };
        let headings = &self.pages[page].page.body.headings;
        let id: String = fragment.nfc().collect();
        let found = headings.iter().position(|heading| heading.id == id);
        if found.is_none() {
            let near = nearest(fragment, headings.iter().map(|heading| heading.id.as_str()));
            reader.report(
                Diagnostic::new(
                    codes::BROKEN_ANCHOR,
                    reader.place(wanted.span),
                    words(
                        format!("`{file}` に `#{fragment}` という見出しはありません"),
                        format!("`{file}` has no heading `#{fragment}`"),
                    ),
                )
                .maybe_help(near.map(|near| {
                    words(
                        format!("`#{near}` ではありませんか"),
                        format!("did you mean `#{near}`?"),
                    )
                })),
            );
        }
        found.map(|heading| (page, Some(heading)))
    }

    /// A page's body, or what stands below one of its headings, resolved for another page.
    fn excerpt(
        &self,
        page: usize,
        heading: Option<usize>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Excerpt {
        let of = &self.pages[page];
        let section = heading.map(|heading| of.page.body.headings[heading].section.clone());
        let within = section.as_ref().map(|range| {
            let start = of.page.body_start;
            start + range.start..start + range.end
        });
        let from = View {
            path: &of.page.path,
            page: Some(page),
            in_place: view.page == Some(page),
            ..*view
        };
        let stretch = (page, heading);
        let before = joining.including.iter().position(|of| *of == stretch);
        let joined = if let Some(start) = before {
            joining.inside_itself = Some(joining.including[start..].to_vec());
            super::joined::JoinedBody::default()
        } else {
            joining.including.push(stretch);
            // What is wrong inside is told where it is written.
            let joined = self.join_body(
                &of.page.body,
                &from,
                within.as_ref(),
                &mut joining.quietly(),
            );
            joining.including.pop();
            joined
        };
        joining.ordinal += 1;
        Excerpt {
            ordinal: joining.ordinal,
            path: of.page.path.as_str().to_owned(),
            section,
            without_heading: heading.is_some(),
            joined: Box::new(joined),
        }
    }

    /// `{faq}`
    pub(super) fn faq_block(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedBlock> {
        let caption = self.caption(arguments, view, joining);
        let answers = arguments.boolean("answers").unwrap_or(false);
        let found = self.chosen_questions(arguments, view, joining)?;
        let questions = found
            .into_iter()
            .map(|(page, heading)| {
                let shown = answers && view.page != Some(page);
                JoinedQuestion {
                    answer: shown.then(|| self.excerpt(page, Some(heading), view, joining)),
                    ..self.joined_question(page, heading, view, joining)
                }
            })
            .collect();
        Some(JoinedBlock::Faq(JoinedFaq { caption, questions }))
    }

    /// The questions that a `{faq}` names, or those of the page that it names.
    fn chosen_questions(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Vec<(usize, usize)>> {
        let reader = arguments.reader();
        match (arguments.texts("questions"), arguments.text("page")) {
            (Some(chosen), _) => {
                let mut found = Vec::new();
                for id in chosen {
                    match self.question(view.language, &id.value) {
                        Some(question) => found.push(question),
                        None => joining.report(Some(self.unknown_question(
                            reader.place(id.span),
                            view.language,
                            &id.value,
                        ))),
                    }
                }
                Some(found)
            }
            (None, Some(page)) => {
                let (page, _) = self.named_page(reader, &page, view)?;
                let of = &self.pages[page].page;
                if !is_faq(of) {
                    joining.report(Some(not_faq(reader.place(arguments.span()), &of.path)));
                    return None;
                }
                let questions = super::faq::questions(of);
                Some(questions.map(|(heading, _)| (page, heading)).collect())
            }
            (None, None) => {
                let told = Diagnostic::new(
                    codes::MISSING_KEY,
                    reader.place(arguments.span()),
                    words(
                        "どの質問を出すかが書かれていません",
                        "the block does not say which questions it shows",
                    ),
                );
                reader.report(told.help(words(
                    "`questions = [\"record\"]` か `page = \"@/faq.md\"` のように書いてください",
                    "write `questions = [\"record\"]` or `page = \"@/faq.md\"`",
                )));
                None
            }
        }
    }

    /// A question without its answer.
    fn joined_question(
        &self,
        page: usize,
        heading: usize,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedQuestion {
        let of = &self.pages[page];
        let asked = &of.page.body.headings[heading];
        let from = View {
            path: &of.page.path,
            page: Some(page),
            in_place: false,
            ..*view
        };
        let braces = self.braces(&of.page);
        let before = if view.page == Some(page) {
            String::new()
        } else {
            relative(view.url, &of.route.url)
        };
        JoinedQuestion {
            id: asked.id.clone(),
            question: self.phrase(&asked.text, braces, &from, &mut joining.quietly()),
            href: format!("{before}#{}", encode(&asked.id)),
            answer: None,
        }
    }
}

fn in_a_circle(place: Place, page: &str) -> Diagnostic {
    Diagnostic::new(
        codes::REFERENCE_CYCLE,
        place,
        words(
            format!("`{page}` を取り込むと、このページに戻ります"),
            format!("including `{page}` leads back to this page"),
        ),
    )
    .help(words(
        "どちらかの取り込みを外すか、見出しを一つ選んでください",
        "remove one of the includes, or choose one heading of the page",
    ))
}

fn not_faq(place: Place, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_REFERENCE,
        place,
        words(
            format!("`{path}` はFAQのページではありません"),
            format!("`{path}` is no FAQ page"),
        ),
    )
    .help(words(
        "そのページの先頭に `kind = \"faq\"` と書いてください",
        "give that page `kind = \"faq\"`",
    ))
}
