//! Phone numbers of a site's texts, held against those of the data.
//!
//! A number that no data knows is how readers are sent to a fraudster, so numbers are looked for
//! wherever a reader may meet one: in prose, code, comments, titles, front matter, captions, the
//! dataset's own texts and the config's.

mod data;
mod known;
mod report;
mod texts;

use std::ops::Range;

use known::{Known, KnownNumber, Owner, Standing};

use super::drift::{Drift, Subject, is_waived};
use crate::dataset::{Channel, Dataset};
use crate::diagnostic::{Diagnostic, Place};
use crate::notation::{FoundPhone, Look, PhoneKind, find_phones};
use crate::page::Braces;
use crate::page::prose::{Medium, Numerals, Role, upto};
use crate::site::Site;
use crate::text::{SourcePath, Spanned};

/// A text is read up to here, in bytes.
const LONGEST_TEXT: usize = 256 << 10;

/// Words that say of a number that it is used no more.
const USED_NO_MORE: &[&str] = &[
    "終了",
    "廃止",
    "閉鎖",
    "停止",
    "使われてい",
    "使えな",
    "使えませ",
    "使わない",
    "使用でき",
    "利用でき",
    "かけない",
    "かけても",
    "つながらな",
    "つながりませ",
    "旧",
    "古い",
    "以前",
    "かつて",
    "これまで",
    "no longer",
    "closed",
    "ended",
    "discontinued",
    "disconnected",
    "out of service",
    "old ",
    "former",
    "not call",
    "n't call",
    "previous",
    "used to",
];

/// What is prepared once for the numbers of all texts.
#[derive(Debug)]
pub(super) struct Numbers {
    known: Known,
}

/// A text whose numbers are compared.
struct Reading<'r> {
    path: &'r SourcePath,
    language: &'r str,
    /// What its author means literally.
    literal: &'r [Spanned<String>],
    /// Whether a placeholder may be written into it.
    braces: Braces,
}

impl Numbers {
    /// Gathers the numbers of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        Self {
            known: Known::new(dataset),
        }
    }

    /// A site that has neither channels nor numbers has nothing that a number could be held against.
    fn is_idle(&self, dataset: &Dataset) -> bool {
        dataset.channels.is_empty() && self.known.numbers.is_empty()
    }

    /// What is wrong with the numbers of one text.
    fn findings(
        &self,
        (site, drift): (&Site, &Drift),
        reading: &Reading<'_>,
        numerals: &Numerals,
    ) -> Vec<Diagnostic> {
        let words = &numerals.passage.words;
        let text = upto(&words.text, LONGEST_TEXT);
        let mut findings = Vec::new();
        let mut told = 0;
        for found in find_phones(text, &site.dataset.region) {
            // Doubtful digits are given as a whole and in pieces.
            let is_piece = found.number.is_none() && found.at.start < told;
            // Addresses are full of digits; only what is written like a number counts.
            let is_address = numerals.medium == Medium::Target && found.look == Look::Digits;
            if is_piece
                || is_address
                || is_sample(&found)
                || is_waived(text, &found.at, reading.literal)
            {
                continue;
            }
            let place = Place::new(reading.path, words.span(&found.at));
            let known = self.known.same(&found.line);
            if known.is_empty() || found.number.is_none() {
                let finding = self.unknown(&found, place, numerals, &text[found.at.clone()]);
                if finding.is_some() {
                    told = found.at.end;
                }
                findings.extend(finding);
                continue;
            }
            let met = Met {
                found: &found,
                numerals,
                place,
                said: &text[found.at.clone()],
            };
            findings.extend(self.known((site, drift), reading, &met, &known));
        }
        findings
    }

    /// A number that no data has.
    fn unknown(
        &self,
        found: &FoundPhone,
        place: Place,
        numerals: &Numerals,
        said: &str,
    ) -> Option<Diagnostic> {
        let near = self.known.near(&found.line);
        if let Some((difference, near)) = near.first() {
            let near = &self.known.numbers[*near];
            return Some(report::near_number(place, said, *difference, near));
        }
        // Digits alone that are the very ones of a known number, without its first zero.
        let same = self.known.same(&found.line);
        let Some(number) = &found.number else {
            let same = same.first()?;
            return Some(report::near_number(
                place,
                said,
                known::Difference::Lost,
                same,
            ));
        };
        let like_any_digits = found.look == Look::Digits && number.kind == PhoneKind::Geographic;
        let unlikely = like_any_digits && is_in_code(numerals, &found.at);
        (!unlikely).then(|| report::unknown_number(place, said, number))
    }

    /// A number of the data: of whom, and how typed.
    fn known(
        &self,
        (site, drift): (&Site, &Drift),
        reading: &Reading<'_>,
        met: &Met<'_>,
        known: &[&KnownNumber],
    ) -> Option<Diagnostic> {
        let (place, numerals) = (met.place.clone(), met.numerals);
        let text = &numerals.passage.words.text;
        let in_prose = numerals.medium == Medium::Prose;
        if in_prose {
            let subjects = drift.spoken_of(&numerals.passage, &met.found.at);
            if let Some(meant) = self.belied(&subjects, known, &site.dataset.channels) {
                return Some(report::number_of_another(place, met.said, known[0], meant));
            }
        }
        let Some(current) = known.iter().find(|known| known.standing != Standing::Ended) else {
            let sentence = Drift::sentence(text, &met.found.at).to_lowercase();
            let told = USED_NO_MORE.iter().any(|word| sentence.contains(word));
            return (!told).then(|| report::ended(place, met.said, known[0], &site.dataset));
        };
        let by_hand = !is_in_code(numerals, &met.found.at)
            && !matches!(numerals.medium, Medium::Comment | Medium::Target)
            && current.standing != Standing::Dated
            && reading.braces == Braces::Facts;
        if !by_hand {
            return None;
        }
        let prints = |known: &&&KnownNumber| {
            let printed = site.printed(&known.path, reading.language);
            printed.as_deref() == Some(met.said)
        };
        let same = known.iter().find(prints);
        let finding = report::literal_number(place.clone(), same.unwrap_or(current));
        let fixable = in_prose
            && numerals.passage.words.is_verbatim(&met.found.at)
            && !matches!(numerals.passage.role, Role::Heading(_));
        Some(match same.filter(|_| fixable) {
            Some(same) => finding.fix(report::placeholder(&place, same)),
            None => finding,
        })
    }

    /// The number that is meant where a sentence speaks of somebody who has another one.
    fn belied(
        &self,
        subjects: &[Subject],
        known: &[&KnownNumber],
        channels: &[Channel],
    ) -> Option<&KnownNumber> {
        let owners: Vec<Owner> = known.iter().filter_map(|known| known.owner).collect();
        if subjects.is_empty() || owners.len() < known.len() {
            return None;
        }
        let is_fax = known.iter().any(|known| known.is_fax);
        let mut meant = None;
        for subject in subjects {
            let is_his = |owner: &Owner| {
                subject.channels.contains(&owner.channel)
                    && (subject.part.is_none()
                        || owner.part.is_none()
                        || owner.part == subject.part)
            };
            let kind = channels
                .get(*subject.channels.first()?)?
                .record
                .word("kind");
            let fits = if subject.is_named {
                owners.iter().any(is_his)
            } else {
                // A word for a kind says only whether it is for faxes.
                (kind == Some("fax")) == is_fax
            };
            let wants_fax = if subject.is_named {
                is_fax
            } else {
                kind == Some("fax")
            };
            let own = self.known.numbers.iter().find(|number| {
                number.standing != Standing::Dated
                    && number.is_fax == wants_fax
                    && number.owner.is_some_and(|owner| is_his(&owner))
            });
            if fits || own.is_none() {
                return None;
            }
            meant = meant.or(own);
        }
        meant
    }
}

/// A number of the data where it was met.
struct Met<'m> {
    found: &'m FoundPhone,
    numerals: &'m Numerals,
    place: Place,
    /// As it is written.
    said: &'m str,
}

fn is_sample(found: &FoundPhone) -> bool {
    match &found.number {
        Some(number) => number.is_sample(),
        None => found.line.ends_with("000000"),
    }
}

fn is_in_code(numerals: &Numerals, at: &Range<usize>) -> bool {
    let touches = |code: &Range<usize>| code.start < at.end && at.start < code.end;
    matches!(numerals.medium, Medium::Code | Medium::Comment) || numerals.code.iter().any(touches)
}
