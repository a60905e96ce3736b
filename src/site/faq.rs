//! Questions: every level-2 heading of an FAQ page, unique in the site per language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Site, SitePage, is_faq};
use crate::diagnostic::{Bag, Diagnostic, Place, codes, did_you_mean};
use crate::page::{Heading, Page, write_id};
use crate::wording::words;

/// The page and heading of each question, by language and id.
pub(super) type Questions = BTreeMap<String, BTreeMap<String, (usize, usize)>>;

/// The questions of all FAQ pages.
pub(super) fn questions_of(pages: &[Arc<SitePage>], bag: &mut Bag) -> Questions {
    let mut all = Questions::new();
    for (at, of) in pages.iter().enumerate() {
        let page = &of.page;
        if !is_faq(page) {
            continue;
        }
        let known = all.entry(of.route.language.clone()).or_default();
        for (index, heading) in questions(page) {
            if heading.explicit.is_none() {
                bag.push(without_id(page, heading));
            }
            if let Some((other, first)) = known.get(&heading.id) {
                let other: &Page = &pages[*other].page;
                bag.push(twice(page, heading, other, &other.body.headings[*first]));
                continue;
            }
            known.insert(heading.id.clone(), (at, index));
        }
    }
    all
}

impl Site {
    /// The page and heading of a question.
    pub(super) fn question(&self, language: &str, id: &str) -> Option<(usize, usize)> {
        self.names.questions.get(language)?.get(id).copied()
    }

    /// A question that does not exist.
    pub(super) fn unknown_question(&self, place: Place, language: &str, id: &str) -> Diagnostic {
        let known = self.names.questions.get(language);
        let known = known.into_iter().flatten().map(|(id, _)| id.as_str());
        Diagnostic::new(
            codes::UNKNOWN_REFERENCE,
            place,
            words(
                format!("`{id}` という質問はありません"),
                format!("there is no question `{id}`"),
            ),
        )
        .maybe_help(did_you_mean(id, known))
    }
}

/// The questions of a page with the ordinals of their headings.
pub(super) fn questions(page: &Page) -> impl Iterator<Item = (usize, &Heading)> {
    page.body
        .headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.level == 2)
}

fn without_id(page: &Page, heading: &Heading) -> Diagnostic {
    let id = &heading.id;
    Diagnostic::new(
        codes::QUESTION_WITHOUT_ID,
        Place::new(&page.path, heading.span),
        words("質問に id がありません", "the question has no id of its own"),
    )
    .help(words(
        format!("見出しの最後に `{{#{id}}}` のような id を書いてください。質問の文を直しても、リンクが切れなくなります"),
        format!("write an id such as `{{#{id}}}` at the end of the heading: links then survive a reworded question"),
    ))
    .fix(write_id(&page.path, heading, id))
}

fn twice(page: &Page, heading: &Heading, other: &Page, first: &Heading) -> Diagnostic {
    let span = heading.explicit.unwrap_or(heading.span);
    Diagnostic::new(
        codes::DUPLICATE_QUESTION,
        Place::new(&page.path, span),
        words(
            format!(
                "`{}` にも id が `{}` の質問があります",
                other.path, heading.id
            ),
            format!(
                "a question of `{}` has the id `{}`, too",
                other.path, heading.id
            ),
        ),
    )
    .label(
        Place::new(&other.path, first.explicit.unwrap_or(first.span)),
        words("はじめの質問", "the first one"),
    )
    .help(words(
        "どちらかの id を変えてください",
        "change one of the two ids",
    ))
}
