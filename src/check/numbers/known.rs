//! The numbers of the data, and which of them are one digit away from another.
//!
//! Two numbers that differ by one digit become the same when that digit is taken out of both, so each
//! number is kept under all of its spellings with one digit less: looking up is quick, however many
//! there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::dataset::{Cell, Channel, Dataset, Record, Value};
use crate::notation::{PhoneKind, PhoneNumber};

/// A number of the data.
#[derive(Debug)]
pub(super) struct KnownNumber {
    /// The path of its fact: `phone.general.number`.
    pub path: String,
    /// The number.
    pub number: PhoneNumber,
    /// The fact.
    pub cell: Cell,
    /// The line it calls.
    pub line: String,
    /// Whose it is, unless it stands in a table.
    pub owner: Option<Owner>,
    /// Whether it is one for faxes.
    pub is_fax: bool,
    /// What is known of its use.
    pub standing: Standing,
}

/// The channel of a number, and the part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// By place.
    pub channel: usize,
    /// By place in the channel.
    pub part: Option<usize>,
}

/// What is known of the use of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is in use.
    Active,
    /// It is not the organisation's own.
    Unofficial,
    /// It will be in use, or was: a dated change says it.
    Dated,
    /// Its channel has ended.
    Ended,
}

/// How a number differs from a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// Two neighbours are swapped.
    Swapped,
    /// One digit is another.
    OneDigit,
    /// One digit is missing.
    Lost,
    /// There is one digit too many.
    Added,
}

/// Short numbers are all near one another.
const SHORTEST: usize = 8;

/// All numbers of a dataset.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// In the order of the data.
    pub numbers: Vec<KnownNumber>,
    by_line: HashMap<String, Vec<usize>>,
    /// By the spellings that lack one digit.
    by_loss: HashMap<String, Vec<usize>>,
}

impl Known {
    /// Gathers the numbers of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut known = Self::default();
        for (place, channel) in dataset.channels.iter().enumerate() {
            known.add_channel(place, channel);
        }
        for table in dataset.tables.values() {
            for row in &table.rows {
                let path = format!("{}.{}", table.name, row.id);
                known.add(&path, row, None, Standing::Active);
            }
        }
        known
    }

    fn add_channel(&mut self, channel: usize, of: &Channel) {
        let id = of.id();
        let owner = |part| Some(Owner { channel, part });
        let standing = |record: &Record| {
            if record.word("status") == Some("ended") || of.has_ended() {
                Standing::Ended
            } else if of.is_official() && record.truth("official") != Some(false) {
                Standing::Active
            } else {
                Standing::Unofficial
            }
        };
        self.add(id, &of.record, owner(None), standing(&of.record));
        for (number, part) in of.parts.iter().enumerate() {
            let path = format!("{id}.{}", part.id);
            self.add(&path, part, owner(Some(number)), standing(part));
        }
        for later in &of.later {
            self.add(id, &later.record, owner(None), Standing::Dated);
            for (number, part) in later.parts.iter().enumerate() {
                let path = format!("{id}.{}", part.id);
                self.add(&path, part, owner(Some(number)), Standing::Dated);
            }
        }
        for change in &of.changes {
            self.add(id, &change.record, owner(None), Standing::Dated);
        }
    }

    fn add(&mut self, path: &str, record: &Record, owner: Option<Owner>, standing: Standing) {
        for (field, cell) in &record.cells {
            let Value::Phone(number) = &cell.value else {
                continue;
            };
            let line = line_of(&number.line());
            let known = self.by_line.get(&line).into_iter().flatten();
            // What a part inherits, or a later day keeps, stands in one place and is told once.
            let is_told = known.clone().any(|known| {
                let known = &self.numbers[*known];
                known.cell.place == cell.place
                    && (standing == Standing::Dated || known.owner == owner)
            });
            if is_told {
                continue;
            }
            let place = self.numbers.len();
            self.by_line.entry(line.clone()).or_default().push(place);
            if line.len() >= SHORTEST {
                for shorter in losses(&line) {
                    self.by_loss.entry(shorter).or_default().push(place);
                }
            }
            self.numbers.push(KnownNumber {
                path: format!("{path}.{field}"),
                number: number.clone(),
                cell: cell.clone(),
                line,
                owner,
                is_fax: field == "fax" || record.word("kind") == Some("fax"),
                standing,
            });
        }
    }

    /// The numbers of the same line.
    pub(super) fn same(&self, line: &str) -> Vec<&KnownNumber> {
        let places = self.by_line.get(&line_of(line)).into_iter().flatten();
        places.map(|place| &self.numbers[*place]).collect()
    }

    /// The numbers that are one digit away, the likeliest first.
    pub(super) fn near(&self, line: &str) -> Vec<(Difference, usize)> {
        if line.len() < SHORTEST {
            return Vec::new();
        }
        let shorter = losses(line);
        let by_line = std::iter::once(line).chain(shorter.iter().map(String::as_str));
        let lost = self.by_loss.get(line).into_iter();
        let by_loss = shorter.iter().filter_map(|line| self.by_loss.get(line));
        let places: BTreeSet<usize> = by_line
            .filter_map(|line| self.by_line.get(line))
            .chain(lost)
            .chain(by_loss)
            .flatten()
            .copied()
            .collect();
        let difference = |place: usize| Some((difference(line, &self.numbers[place].line)?, place));
        let mut near: Vec<_> = places.into_iter().filter_map(difference).collect();
        near.sort();
        near
    }

    /// The pairs of known numbers that are one digit apart, the later of the two first.
    pub(super) fn pairs(&self) -> Vec<(&KnownNumber, &KnownNumber)> {
        let mut pairs = BTreeMap::new();
        for (place, number) in self.numbers.iter().enumerate() {
            for (_, other) in self.near(&number.line) {
                let other = &self.numbers[other];
                let first =
                    self.by_line[&number.line][0] == place && self.by_line[&other.line][0] < place;
                if first {
                    pairs
                        .entry((place, other.line.as_str()))
                        .or_insert((number, other));
                }
            }
        }
        pairs.into_values().collect()
    }
}

/// A short number is the same with and without its `#`.
fn line_of(line: &str) -> String {
    line.trim_start_matches('#').to_owned()
}

/// A line with each of its digits left out in turn.
fn losses(line: &str) -> BTreeSet<String> {
    let shorter = |at: usize| format!("{}{}", &line[..at], &line[at + 1..]);
    let digits = line
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit());
    digits.map(|(at, _)| shorter(at)).collect()
}

/// How a line as it is written differs from a known one, if by one digit.
fn difference(written: &str, known: &str) -> Option<Difference> {
    let (written, known) = (written.as_bytes(), known.as_bytes());
    let same = written
        .iter()
        .zip(known)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = (&written[same..], &known[same..]);
    match rest {
        ([_, one @ ..], [_, other @ ..]) if one == other => Some(Difference::OneDigit),
        ([a, b, one @ ..], [c, d, other @ ..]) if (a, b) == (d, c) && one == other => {
            Some(Difference::Swapped)
        }
        (one, [_, other @ ..]) if one == other => Some(Difference::Lost),
        ([_, one @ ..], other) if one == other => Some(Difference::Added),
        _ => None,
    }
}

/// Whether two near numbers are most likely two lines of one block: their last two digits differ, or
/// one digit before nothing but zeros (03-1234-1000 and 03-1234-2000).
pub(super) fn are_of_one_block(one: &KnownNumber, other: &KnownNumber) -> bool {
    let (a, b) = (one.line.as_bytes(), other.line.as_bytes());
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let round = |line: &[u8]| line[same + 1..].iter().all(|digit| *digit == b'0');
    let is_place = one.number.kind != PhoneKind::TollFree;
    a.len() == b.len()
        && (same + 2 >= a.len() || (is_place && same + 4 >= a.len() && round(a) && round(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_away() {
        let known = "+81120899543";
        for (written, expected) in [
            ("+81120899543", None),
            ("+81120899544", Some(Difference::OneDigit)),
            ("+81120898543", Some(Difference::OneDigit)),
            ("+81120895943", Some(Difference::Swapped)),
            ("+8112089953", Some(Difference::Lost)),
            ("+811208999543", Some(Difference::Added)),
            ("+811208995430", Some(Difference::Added)),
            ("+81120899", None),
            ("+81120888544", None),
        ] {
            assert_eq!(difference(written, known), expected, "{written}");
        }
    }
}
