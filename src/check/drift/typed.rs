//! A fact typed by hand, and the placeholder that prints the very same characters.

use std::ops::Range;

use super::claims::{Claim, What};
use super::compare::Datum;
use crate::dataset::Value;
use crate::notation::DaySelector;
use crate::site::Site;

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
    site: &Site,
    datum: &Datum<'_>,
    claim: &Claim,
    text: &str,
    language: &str,
) -> Option<Typed> {
    let prints = |path: &str, at: &Range<usize>| {
        site.printed(path, language).as_deref() == Some(&text[at.clone()])
    };
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
pub(super) fn cure(site: &Site, datum: &Datum<'_>, claim: &Claim, language: &str) -> String {
    let of = &datum.path;
    let edge = match (&claim.what, &datum.cell.value) {
        (What::Half(half), Value::Hours(_)) => half
            .forms()
            .into_iter()
            .map(|form| format!("{of}.{form}"))
            .find(|path| site.printed(path, language).is_some()),
        _ => None,
    };
    edge.unwrap_or_else(|| of.clone())
}
