//! Prose that contradicts the data, or repeats it by hand.
//!
//! A passage is read for claims (`claims`), each claim is given to somebody (`scope`) by the words
//! that speak of channels (`speech`), and compared with the data (`compare`). Whatever is doubtful
//! stays silent: a finding that is wrong once is not read the second time.

mod answer_words;
mod bare;
mod claim_words;
mod claims;
mod clauses;
mod compare;
mod crowd;
mod dates;
mod edge_words;
mod edges;
mod nearest;
mod open_days;
mod parts_of_day;
mod prefixes;
mod records;
mod report;
mod scope;
mod speech;
mod speech_words;
mod subject;
mod topic_words;
mod topic_words_english;
mod typed;
mod unclaimed;
mod zones;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use claims::{Claim, What, claims};
use compare::{Verdict, fits_any, judge};
pub(super) use report::{both_cures, the_datum};
use scope::{Around, Service, Whose};
use speech::{Speech, Who};
pub(super) use subject::Subject;
use typed::{Printed, Printer};

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::notation::{HoursRule, Telling, may_tell, telling};
use crate::page::prose::{Passage, Role, Words, upto};
use crate::page::{Braces, EventList, Page, passages, phrase_at};
use crate::site::Site;
use crate::text::{SourcePath, Spanned};

/// A passage is read up to here, in bytes: no paragraph that people read is longer, and one that is
/// made to be slow shall not be.
const LONGEST_PASSAGE: usize = 16 << 10;

/// As many strings as an author may mean literally.
const MOST_LITERAL: usize = 500;

/// What is prepared once for the prose of all pages.
pub(super) struct Drift {
    speech: Speech,
    printed: Printed,
}

/// A text whose prose is compared.
struct Reading<'r> {
    path: &'r SourcePath,
    language: &'r str,
    /// What placeholders print.
    printed: &'r Printed,
    /// What its author means literally.
    literal: &'r [Spanned<String>],
    /// Whether a placeholder can be put into it.
    braces: Braces,
}

impl Drift {
    /// Gathers the words of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        Self {
            speech: Speech::new(dataset),
            printed: Printed::default(),
        }
    }

    /// What is wrong with the prose of a page, its front matter included.
    pub(super) fn page(&self, site: &Site, at: usize, read: &EventList<'_>) -> Vec<Diagnostic> {
        // Without channels there is nothing that prose could contradict.
        if site.dataset.channels.is_empty() {
            return Vec::new();
        }
        let of = &site.pages[at];
        let (page, file) = (&of.page, &*of.page.text);
        let reading = Reading {
            path: &page.path,
            language: &of.route.language,
            printed: &self.printed,
            literal: &page.front.literal,
            braces: site.braces(page),
        };
        let title = page.front.title.as_ref();
        let title = title.map(|title| Arc::new(Words::of_phrase(title, file)));
        let mut findings = Vec::new();
        let description = page.front.description.as_ref();
        let description = description.map(|of| Arc::new(Words::of_phrase(of, file)));
        for words in title.iter().chain(&description) {
            if may_tell(&words.text) {
                let passage = alone(words);
                let headings = title.iter().cloned().collect();
                findings.extend(reading.findings(site, &passage, &self.around(headings)));
            }
        }
        for words in captions(page, reading.braces) {
            let headings = title.iter().cloned().collect();
            findings.extend(reading.findings(site, &alone(&words), &self.around(headings)));
        }
        let headings = Headings {
            page,
            title,
            made: RefCell::default(),
        };
        for passage in passages(read, &page.origin()) {
            let around = self.around(headings.above(&passage));
            findings.extend(reading.findings(site, &passage, &around));
        }
        findings
    }

    fn around(&self, headings: Vec<Arc<Words>>) -> Around<'_> {
        Around {
            headings,
            row_head: None,
            owners: Vec::new(),
            speech: &self.speech,
        }
    }
}

/// Whether a passage says nothing but that somebody is away, on no day that has a name. A row of the dataset may
/// name its days in its head.
fn tells_nothing(passage: &Passage, text: &str, around: &Around<'_>) -> bool {
    passage.telling == Telling::Closure
        && around.row_head.is_none()
        && !around.speech.known_calendars.stand_in(text)
}

impl Reading<'_> {
    /// What is wrong with one passage.
    fn findings(&self, site: &Site, passage: &Passage, around: &Around<'_>) -> Vec<Diagnostic> {
        let text = upto(&passage.words.text, LONGEST_PASSAGE);
        if tells_nothing(passage, text, around) {
            return Vec::new();
        }
        let said = claims(passage, text, around);
        let mut findings = Vec::new();
        for claim in &said.claims {
            if is_waived(text, &claim.at, self.literal) {
                continue;
            }
            let whose = around.whose(passage, &said, &claim.at);
            findings.extend(self.finding(site, passage, claim, &whose));
        }
        for belied in prefixes::belied(text, &said.clauses, &site.dataset) {
            if !is_waived(text, &belied.at, self.literal) {
                let place = Place::new(self.path, passage.words.span(&belied.at));
                findings.push(report::belied(place, &text[belied.at.clone()], &belied));
            }
        }
        findings
    }

    fn finding(
        &self,
        site: &Site,
        passage: &Passage,
        claim: &Claim,
        whose: &Whose,
    ) -> Option<Diagnostic> {
        let words = &passage.words;
        let place = |at: &Range<usize>| Place::new(self.path, words.span(at));
        let said = &words.text[claim.at.clone()];
        match whose {
            Whose::Strangers => None,
            Whose::Nobodys => {
                let fits = fits_any(claim, &site.dataset) || !is_unbound_fact(claim);
                (!fits).then(|| report::unbound_fact(place(&claim.at), said))
            }
            Whose::Of(who, service) => self.verdict(site, passage, claim, (who, *service)),
            Whose::Each(each, service) => {
                let mut findings = each.iter().filter_map(|who| {
                    self.verdict(site, passage, claim, (std::slice::from_ref(who), *service))
                });
                let first = findings.next()?;
                let wrong = |finding: &Diagnostic| finding.code == codes::DRIFT;
                let others = findings.find(wrong).filter(|_| !wrong(&first));
                Some(others.unwrap_or(first))
            }
        }
    }

    /// What the data says to a claim about somebody.
    fn verdict(
        &self,
        site: &Site,
        passage: &Passage,
        claim: &Claim,
        (who, service): (&[Who], Service),
    ) -> Option<Diagnostic> {
        let words = &passage.words;
        let place = |at: &Range<usize>| Place::new(self.path, words.span(at));
        let said = &words.text[claim.at.clone()];
        let printer = Printer {
            site,
            printed: self.printed,
            language: self.language,
        };
        match judge(claim, who, &site.dataset) {
            Verdict::Silent => None,
            // What a desk does besides may have hours that the data does not know.
            Verdict::Wrong(_) if service == Service::Special => None,
            // Half a statement about half a subject is too little.
            Verdict::Right(_) if service == Service::Special && is_half(claim) => None,
            Verdict::Wrong(datum) => Some(if let What::PartOfDay(part) = &claim.what {
                report::part_of_day(place(&claim.at), part, &datum, site)
            } else {
                let cure = typed::cure(printer, &datum, claim);
                report::drift(place(&claim.at), said, (&datum, &cure), site)
            }),
            // To be in the right part of the day is no copy of a fact.
            Verdict::Right(_) if matches!(claim.what, What::PartOfDay(_)) => None,
            Verdict::Right(datum) => {
                let typed = typed::placeholder(printer, &datum, claim, &words.text);
                let at = typed.as_ref().map_or(&claim.at, |typed| &typed.at);
                let cure = match &typed {
                    Some(typed) => typed.path.clone(),
                    None => typed::cure(printer, &datum, claim),
                };
                let finding = report::literal_fact(place(at), &datum, &cure);
                Some(match typed {
                    Some(typed) if self.takes_placeholder(passage, &typed.at) => {
                        finding.fix(report::placeholder_fix(&place(&typed.at), &typed))
                    }
                    _ => finding,
                })
            }
        }
    }

    /// A placeholder in a heading would change the heading's id, so there it is for the author to do.
    fn takes_placeholder(&self, passage: &Passage, at: &Range<usize>) -> bool {
        self.braces == Braces::Facts
            && passage.words.is_verbatim(at)
            && !matches!(passage.role, Role::Heading(_))
    }
}

/// Whether hours or a reply time of nobody are worth a word. When it is busy, or on which days
/// somebody is there, is too often said of something else.
fn is_unbound_fact(claim: &Claim) -> bool {
    match &claim.what {
        What::Hours { crowd, reading, .. } => {
            let opens = |rule: &HoursRule| !rule.times.intervals().is_empty();
            crowd.is_none() && reading.rules.iter().any(opens)
        }
        What::Reply(_) => true,
        What::Days(_) | What::Half(_) | What::PartOfDay(_) => false,
    }
}

fn is_half(claim: &Claim) -> bool {
    matches!(claim.what, What::Half(_))
}

/// A text without anything around it.
fn alone(words: &Arc<Words>) -> Passage {
    Passage {
        words: Arc::clone(words),
        role: Role::Paragraph,
        headings: Vec::new(),
        above: Vec::new(),
        before: None,
        telling: telling(&words.text),
    }
}

/// What stands above the tables and figures of a page.
fn captions(page: &Page, braces: Braces) -> Vec<Arc<Words>> {
    let blocks = page.body.blocks.iter();
    let captions = blocks.filter_map(|block| block.arguments.get("caption"));
    captions
        .filter(|caption| caption.value.as_text().is_some_and(may_tell))
        .map(|caption| {
            let phrase = phrase_at(&caption.value, &page.path, braces).value;
            Arc::new(Words::of_phrase(&phrase, &page.text))
        })
        .collect()
}

/// The headings of a page and its title as words, made when somebody asks for them.
struct Headings<'p> {
    page: &'p Page,
    title: Option<Arc<Words>>,
    made: RefCell<HashMap<usize, Arc<Words>>>,
}

impl Headings<'_> {
    /// Those above a passage, the innermost first, then the title.
    fn above(&self, passage: &Passage) -> Vec<Arc<Words>> {
        let made = |ordinal: &usize| {
            let heading = self.page.body.headings.get(*ordinal)?;
            let mut made = self.made.borrow_mut();
            let words = made
                .entry(*ordinal)
                .or_insert_with(|| Arc::new(Words::of_phrase(&heading.text, "")));
            Some(Arc::clone(words))
        };
        let path = passage.headings.iter().filter_map(made);
        path.chain(self.title.clone()).collect()
    }
}

/// Whether a value stands in words that are meant literally, or holds them.
pub(super) fn is_waived(text: &str, value: &Range<usize>, literal: &[Spanned<String>]) -> bool {
    literal.iter().take(MOST_LITERAL).any(|waiver| {
        let length = waiver.value.len();
        // No farther to either side than the waived words reach.
        let start = text.ceil_char_boundary(value.start.saturating_sub(length));
        let end = text.floor_char_boundary((value.end + length).min(text.len()));
        text[start..end]
            .match_indices(&waiver.value)
            .any(|(at, _)| {
                let waived = start + at..start + at + length;
                let inside = waived.start <= value.start && value.end <= waived.end;
                let around = value.start <= waived.start && waived.end <= value.end;
                length > 0 && (inside || around)
            })
    })
}
