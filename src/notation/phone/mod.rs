//! Phone numbers: checked by the Japanese numbering plan, by E.164, or by length alone elsewhere.
//!
//! One reader serves the dataset and the check of prose: `signs` says what a letter is in a number,
//! `runs` gathers digits and the marks between them, `plan` says what is a number. `find` looks for
//! numbers in running text, where most digits are something else.

mod find;
mod innocent;
mod plan;
mod runs;
mod service;
mod shape;
mod signs;
mod telling;
#[cfg(test)]
mod tests;

pub use find::{FoundPhone, Look, find_phones};
pub use telling::{may_hold_phone, phone_stretches};

use runs::runs;

use super::error::{NotationError, NotationErrorKind};

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhoneKind {
    /// Free to the caller: 0120, 0800.
    TollFree,
    /// ナビダイヤル 0570, charged to the caller.
    Navi,
    /// 0990, by which the one who is called earns.
    Premium,
    /// 050
    Ip,
    /// 060, 070, 080, 090
    Mobile,
    /// A number of a place, or one of which nothing more is known.
    Geographic,
    /// Three digits (110) or # and four (#7119).
    Service,
    /// With a country code: +81 …
    International,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    /// National digits (`0120000000`, `#7119`), or `+` and the E.164 digits.
    pub digits: String,
    /// As the editor wrote it, in ASCII, hyphens kept.
    pub display: String,
    /// What sort of number it is.
    pub kind: PhoneKind,
    /// Its country calling code, if known: 81 for a national number of region JP.
    pub country: Option<u16>,
}

impl PhoneNumber {
    /// What a phone dials, for `tel:` links.
    pub fn dial(&self) -> &str {
        &self.digits
    }

    /// The same line, however it was written: with its country code where that is known, so that
    /// `011-330-3000` equals `+81 11-330-3000`. For comparing alone: many toll-free numbers cannot
    /// be called from abroad, so no such form is ever printed or dialled.
    pub fn line(&self) -> String {
        match (self.kind, self.country) {
            (PhoneKind::Service | PhoneKind::International, _) | (_, None) => self.digits.clone(),
            (_, Some(code)) => plan::with_country(&self.digits, code),
        }
    }

    /// Whether it is a sample such as 0120-000-000: its last six digits are all zeros.
    pub fn is_sample(&self) -> bool {
        self.digits.len() > 6 && self.digits.ends_with("000000")
    }
}

/// Reads a phone number, the whole of `text`. `region` is an ISO country code; `JP` has its own plan.
pub fn read_phone(text: &str, region: &str) -> Result<PhoneNumber, NotationError> {
    let start = text.len() - text.trim_start().len();
    let whole = start..text.trim_end().len().max(start);
    if whole.is_empty() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    let error = |kind| NotationError::new(whole.clone(), kind);
    let found = runs(text).into_iter().next();
    let run = found.filter(|run| !run.has_odd_marks() && text[..run.start()].trim().is_empty());
    let Some(run) = run else {
        return Err(error(NotationErrorKind::PhoneNotRead));
    };
    let rest = text[run.end()..].trim_start_matches(['-', ' ', '.', '(', ')', '）', '（', '－']);
    if let Some(next) = rest.chars().next() {
        let kind = if next.is_alphabetic() {
            NotationErrorKind::PhoneLetters
        } else {
            NotationErrorKind::PhoneNotRead
        };
        return Err(NotationError::new(text.len() - rest.len()..whole.end, kind));
    }
    // Data is typed with care: a letter that only looks like a digit is a mistake there.
    let mut letters = text[run.start()..run.end()].chars();
    if letters.any(|letter| matches!(signs::sign(letter), signs::Sign::Lookalike(_))) {
        return Err(error(NotationErrorKind::PhoneLetters));
    }
    let all = 0..run.groups.len();
    plan::number(&plan::Digits::of(&run, &all), run.display(&all), region).map_err(error)
}
