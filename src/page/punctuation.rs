//! One kind of comma and full stop in a page: 「、。」 or 「，．」, or 「，。」, but not both of one pair.
//!
//! Numbers and numbering keep theirs (`１，０００`, `１．`).

use std::borrow::Cow;
use std::ops::Range;

use super::concern::Concern;
use super::dialect::{Event, Tag, TagEnd};
use crate::decode::Origin;
use crate::diagnostic::{Bag, Diagnostic, Edit, Fix, codes};
use crate::wording::words;

/// The Japanese mark and the wide Latin one.
const PAIRS: [[char; 2]; 2] = [['、', '，'], ['。', '．']];

/// Collects the commas and full stops of a text.
#[derive(Debug)]
pub(super) struct PunctuationConcern<'a> {
    text: &'a str,
    origin: &'a Origin,
    /// Most texts have but one kind, and are not looked through.
    is_mixed: bool,
    code: usize,
    found: [[Vec<usize>; 2]; 2],
}

impl<'a> PunctuationConcern<'a> {
    pub(super) fn new(text: &'a str, origin: &'a Origin) -> Self {
        let both = |pair: &[char; 2]| pair.iter().all(|mark| text.contains(*mark));
        Self {
            text,
            origin,
            is_mixed: PAIRS.iter().any(both),
            code: 0,
            found: Default::default(),
        }
    }

    /// Tells of each pair that is mixed, at the first of the rarer marks.
    pub(super) fn finish(self) -> Bag {
        let mut bag = Bag::new();
        for (pair, [japanese, latin]) in PAIRS.into_iter().zip(&self.found) {
            let (rare, [used, instead], common) = if japanese.len() < latin.len() {
                (japanese, pair, latin)
            } else {
                (latin, [pair[1], pair[0]], japanese)
            };
            let Some(first) = rare.first() else { continue };
            let range = |at: usize| at..at + used.len_utf8();
            let edits = rare.iter().map(|at| Edit {
                path: self.origin.path.clone(),
                span: self.origin.span(range(*at)),
                text: instead.into(),
            });
            let told = Diagnostic::new(
                codes::MIXED_PUNCTUATION,
                self.origin.place(range(*first)),
                words(
                    format!(
                        "`{used}`({}か所)と `{instead}`({}か所)が混ざっています",
                        rare.len(),
                        common.len()
                    ),
                    format!(
                        "`{used}` ({}) and `{instead}` ({}) are mixed",
                        rare.len(),
                        common.len()
                    ),
                ),
            );
            bag.push(
                told.help(words(
                    format!("`{instead}` にそろえてください"),
                    format!("write `{instead}` everywhere"),
                ))
                .fix(Fix {
                    edits: edits.collect(),
                }),
            );
        }
        bag
    }

    fn letters(&mut self, letters: &str, start: usize) {
        let (pairs, found) = (PAIRS.iter(), &mut self.found);
        for (pair, found) in pairs.zip(found) {
            for (mark, found) in pair.iter().zip(found) {
                let places = letters.match_indices(*mark).map(|(at, _)| start + at);
                found.extend(places.filter(|at| !is_of_number(self.text, *at, *mark)));
            }
        }
    }
}

impl Concern for PunctuationConcern<'_> {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !self.is_mixed {
            return;
        }
        match event {
            Event::Text(Cow::Borrowed(letters)) if self.code == 0 => {
                self.letters(letters, range.start);
            }
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code = self.code.saturating_sub(1),
            _ => {}
        }
    }
}

/// Whether a wide Latin mark belongs to a number or a word of Latin letters before it.
fn is_of_number(text: &str, at: usize, mark: char) -> bool {
    let is_latin =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let before = text[..at].chars().next_back().is_some_and(is_latin);
    let after = text[at + mark.len_utf8()..]
        .chars()
        .next()
        .is_some_and(is_latin);
    match mark {
        '，' => before && after,
        '．' => before,
        _ => false,
    }
}
