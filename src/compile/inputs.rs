//! The digest of all that a page is made of: the key under which a preview remembers the page.
//!
//! It is a digest of *values*: of what the reader shall see, not of the files that say it. So a
//! comment in the dataset changes no page, and changed hours change just the pages that show them.

use std::hash::Hash as _;

use super::edition::Edition;
use crate::digest::{Digest, Digester};
use crate::site::JoinedPage;
use crate::site::joined::{JoinedBlock, JoinedBody};

impl Edition {
    /// The digest of what a page is made of; absent where its model cannot be made.
    pub(super) fn inputs(&self, at: usize, joined: &JoinedPage) -> Option<Digest> {
        let of = &self.site.pages[at];
        let shared = self.of_language(&of.route.language);
        let model = self
            .model(at, &self.site.events_of(at), joined, String::new(), shared)
            .ok()?;
        let mut digester = Digester::default();
        self.parsed.surroundings.hash(&mut digester);
        shared.digest.hash(&mut digester);
        of.page.text.hash(&mut digester);
        joined.hash(&mut digester);
        self.past.former(&of.route.url).hash(&mut digester);
        serde_json::to_writer(&mut digester, &model).ok()?;
        self.shown_texts(&joined.body, &mut digester);
        Some(digester.finish())
    }

    /// The texts of other pages that a body shows a stretch of.
    fn shown_texts(&self, body: &JoinedBody, digester: &mut Digester) {
        let excerpts = body.blocks.iter().flat_map(|block| match block {
            JoinedBlock::Include(excerpt) => vec![excerpt],
            JoinedBlock::Faq(faq) => {
                let answers = faq.questions.iter().map(|question| &question.answer);
                answers.flatten().collect()
            }
            _ => Vec::new(),
        });
        for excerpt in excerpts {
            if let Some(at) = self.site.page_of(&excerpt.path) {
                self.site.pages[at].page.text.hash(digester);
            }
            self.shown_texts(&excerpt.joined, digester);
        }
    }
}
