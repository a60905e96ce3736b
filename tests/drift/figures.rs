//! How many of the facts in prose are found, and how often something is found that is none.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::corpus::{Class, Language, Row};

/// How well the texts of one class are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// How many texts there are.
    pub(crate) texts: usize,
    /// What is to be found in them.
    pub(crate) expected: usize,
    /// What of it is found, at its place.
    pub(crate) found: usize,
    /// Texts in which something else is found.
    pub(crate) alarms: usize,
}

impl Tally {
    /// Of what is to be found.
    pub(crate) fn recall(&self) -> f64 {
        ratio(self.found, self.expected, 1.0)
    }

    /// Of the texts.
    pub(crate) fn false_alarms(&self) -> f64 {
        ratio(self.alarms, self.texts, 0.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are a few hundred texts")]
fn ratio(part: usize, whole: usize, of_nothing: f64) -> f64 {
    if whole == 0 {
        return of_nothing;
    }
    part as f64 / whole as f64
}

/// The tallies of all texts of both languages.
#[derive(Default)]
pub(crate) struct Figures {
    tallies: BTreeMap<(Language, Class), Tally>,
    /// Each text that is not read as it should be.
    pub(crate) differences: Vec<String>,
    /// Of those, the ones that bear no empty box; and texts with a box that are read rightly.
    pub(crate) surprises: Vec<String>,
}

impl Figures {
    /// Counts one text and what was found in it.
    pub(crate) fn count(&mut self, language: Language, row: &Row, found: &[String]) {
        let tally = self.tallies.entry((language, row.class())).or_default();
        tally.texts += 1;
        tally.expected += row.expected.len();
        let hits = row.expected.iter().filter(|one| found.contains(one));
        tally.found += hits.count();
        let alarm = found.iter().any(|one| !row.expected.contains(one));
        tally.alarms += usize::from(alarm);
        let is_right = sorted(&row.expected) == sorted(found);
        let difference = format!(
            "tests/drift/{}:{}: {:?}\n  expected {:?}\n  found    {found:?}\n",
            language.file(),
            row.line,
            row.text,
            row.expected
        );
        if is_right == row.boxed {
            self.surprises.push(difference.clone());
        }
        if !is_right {
            self.differences.push(difference);
        }
    }

    /// One line a class and language.
    pub(crate) fn table(&self) -> String {
        let mut table = String::new();
        for ((language, class), tally) in &self.tallies {
            let (language, class) = (format!("{language:?}"), format!("{class:?}"));
            let _ = writeln!(
                table,
                "{language:9} {class:14} {:4} texts  {:4} of {:4} found ({:5.1} %)  {:2} false alarms ({:.1} %)",
                tally.texts,
                tally.found,
                tally.expected,
                100.0 * tally.recall(),
                tally.alarms,
                100.0 * tally.false_alarms(),
            );
        }
        table
    }

    /// The tallies, each with what it is of.
    pub(crate) fn tallies(&self) -> impl Iterator<Item = (&(Language, Class), &Tally)> {
        self.tallies.iter()
    }
}

fn sorted(of: &[String]) -> Vec<&String> {
    let mut sorted: Vec<&String> = of.iter().collect();
    sorted.sort();
    sorted
}
