//! A fact typed by hand, and the placeholder that prints the very same characters.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::claims::{Claim, What};
use super::compare::Datum;
use crate::dataset::Value;
use crate::notation::DaySelector;
use crate::site::Site;

/// What placeholders print, remembered: many passages of a site say the same facts.
#[derive(Default)]
pub(super) struct Printed(Mutex<HashMap<String, Option<Arc<str>>>>);

impl Printed {
    /// What `{{ path }}` prints in a language; nothing if it would be an error.
    pub(super) fn text(&self, site: &Site, path: &str, language: &str) -> Option<Arc<str>> {
        let key = format!("{language} {path}");
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(printed) = known().get(&key) {
            return printed.clone();
        }
        let printed = site.printed(path, language).map(Arc::from);
        known().insert(key, printed.clone());
        printed
    }
}

/// Asks what placeholders print in the language of a text.
#[derive(Clone, Copy)]
pub(super) struct Printer<'p> {
    /// Whose facts.
    pub site: &'p Site,
    /// What is remembered.
    pub printed: &'p Printed,
    /// The language.
    pub language: &'p str,
}

impl Printer<'_> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.printed.text(self.site, path, self.language)
    }
}

/// What a placeholder could stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    /// The stretch of the words to be replaced.
    pub at: Range<usize>,
    /// The path that prints it.
    pub path: String,
}

/// The placeholder for a claim, or for the times in it if the days are said beside them.
pub(super) fn placeholder(
    printer: Printer<'_>,
    datum: &Datum<'_>,
    claim: &Claim,
    text: &str,
) -> Option<Typed> {
    let prints =
        |path: &str, at: &Range<usize>| printer.text(path).as_deref() == Some(&text[at.clone()]);
    let found = |path: String, at: &Range<usize>| Typed {
        at: at.clone(),
        path,
    };
    let of = &datum.path;
    if let (What::Half(half), Value::Hours(_)) = (&claim.what, &datum.cell.value) {
        let mut paths = half.forms().into_iter().map(|form| format!("{of}.{form}"));
        let path = paths.find(|path| prints(path, &half.clock))?;
        return Some(found(path, &half.clock));
    }
    if let What::Half(half) = &claim.what {
        return prints(of, &half.clock).then(|| found(of.clone(), &half.clock));
    }
    let (What::Hours { reading, .. }, Value::Hours(_)) = (&claim.what, &datum.cell.value) else {
        return prints(of, &claim.at).then(|| found(of.clone(), &claim.at));
    };
    let whole = ["", ".short", ".times"]
        .map(|form| format!("{of}{form}"))
        .into_iter()
        .find(|path| prints(path, &claim.at));
    if let Some(path) = whole {
        return Some(found(path, &claim.at));
    }
    let [rule] = &reading.rules[..] else {
        return None;
    };
    let path = match &rule.days {
        DaySelector::Weekdays => format!("{of}.weekdays"),
        DaySelector::Everyday => format!("{of}.times"),
        DaySelector::Day(day) => {
            let day = day.to_monday_zero_offset().unsigned_abs();
            let name = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].get(usize::from(day))?;
            format!("{of}.{name}")
        }
        _ => return None,
    };
    prints(&path, &rule.times_at).then(|| found(path, &rule.times_at))
}

/// What to write instead of a claim that does not print the very same characters.
pub(super) fn cure(printer: Printer<'_>, datum: &Datum<'_>, claim: &Claim) -> String {
    let of = &datum.path;
    let edge = match (&claim.what, &datum.cell.value) {
        (What::Half(half), Value::Hours(_)) => half
            .forms()
            .into_iter()
            .map(|form| format!("{of}.{form}"))
            .find(|path| printer.text(path).is_some()),
        _ => None,
    };
    edge.unwrap_or_else(|| of.clone())
}
