//! How a number is written: as numbers are, or as anything else might be.
//!
//! `0120-999-000` and `(844) 875-0000` are numbers wherever they stand. Ten digits in a row may be
//! the number of an order as well, and `01.02.2026 03` has ten digits by chance.

use super::PhoneKind;
use super::runs::{Run, is_odd};
use std::ops::Range;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// As nothing else is.
    Clear,
    /// As codes and orders are, too.
    Plain,
    /// As hardly anybody writes one: it needs words that say what it is.
    Odd,
}

/// The groups of a number and what stands between them.
pub(super) struct Writing<'r> {
    /// How many digits each group has.
    lengths: Vec<usize>,
    gaps: Vec<&'r str>,
    opened: bool,
}

impl<'r> Writing<'r> {
    /// That of some groups of a run.
    pub(super) fn of(run: &'r Run, groups: &Range<usize>) -> Self {
        let gaps = &run.gaps[groups.start..groups.end - 1];
        let groups_of = &run.groups[groups.clone()];
        let mut writing = Self {
            lengths: groups_of.iter().map(|group| group.digits.len()).collect(),
            gaps: gaps.iter().map(String::as_str).collect(),
            opened: groups.start == 0 && run.opened.is_some(),
        };
        // `(0)3-1234-…`, and where only the script changes.
        let joins = |writing: &Self| {
            let first = writing.gaps.first()?;
            let zero = groups_of[0].digits == "0" && first.starts_with(')');
            zero.then_some(0)
                .or_else(|| writing.gaps.iter().position(|gap| gap.is_empty()))
        };
        while let Some(place) = joins(&writing) {
            let length = writing.lengths.remove(place);
            writing.lengths[place] += length;
            writing.gaps.remove(place);
            if place == 0 && length == 1 {
                break;
            }
        }
        writing
    }

    /// How a Japanese number of a kind is written.
    pub(super) fn japanese(&self, kind: PhoneKind) -> Shape {
        if self.gaps.iter().any(|gap| is_odd(gap)) {
            return self.with_odd_marks(kind);
        }
        match kind {
            PhoneKind::Geographic => self.of_a_place(),
            _ => self.by_prefix(),
        }
    }

    /// Areas have two to five digits, and the last group has four.
    fn of_a_place(&self) -> Shape {
        match self.lengths[..] {
            [_] => Shape::Plain,
            [area, exchange, 4] if (2..=5).contains(&area) && area + exchange == 6 => Shape::Clear,
            // 020
            [3, 4, 4] => Shape::Clear,
            [area, _] if (2..=5).contains(&area) && self.gaps[0].contains(['-', ')', '(']) => {
                Shape::Plain
            }
            _ => Shape::Odd,
        }
    }

    /// A number that its first digits give away.
    fn by_prefix(&self) -> Shape {
        match self.lengths[..] {
            [_] => Shape::Plain,
            [3 | 4, ..] if self.lengths.len() <= 4 => Shape::Clear,
            _ if self.lengths.iter().all(|length| *length == 1) => Shape::Clear,
            _ => Shape::Odd,
        }
    }

    /// `0120の444の113`, `0120/444/113`: the same mark between groups of the usual lengths.
    fn with_odd_marks(&self, kind: PhoneKind) -> Shape {
        let first = self.gaps[0].trim();
        let same = self.gaps.iter().all(|gap| gap.trim() == first);
        let usual = matches!(self.lengths[..], [4, 3, 3 | 4] | [3, 4, 4])
            || (matches!(self.lengths[..], [2..=5, 1..=4, 4]) && !matches!(first, "/" | "=" | "|"));
        let by_place = kind == PhoneKind::Geographic && !matches!(first, "の" | "・");
        match (same && usual, by_place) {
            (false, _) => Shape::Odd,
            (true, true) => Shape::Plain,
            (true, false) => Shape::Clear,
        }
    }

    /// How a number of North America is written, ten digits or eleven with a 1 before them.
    pub(super) fn american(&self) -> Shape {
        if self.gaps.iter().any(|gap| is_odd(gap)) {
            return Shape::Odd;
        }
        let bracketed = |gap: &str| gap.starts_with(')');
        match (&self.lengths[..], &self.gaps[..]) {
            ([3, 3, 4] | [3, 7], [first, ..]) if self.opened && bracketed(first) => Shape::Clear,
            ([3, 3, 4], ["-" | " ", "-"] | [".", "."]) => Shape::Plain,
            ([1, 3, 3, 4], ["-" | "." | " ", second, third]) => {
                if second.contains('-') || third.contains('-') || second.contains('.') {
                    Shape::Clear
                } else {
                    Shape::Odd
                }
            }
            ([1, 3, 3, 4], [first, second, _]) if first.contains('(') && bracketed(second) => {
                Shape::Clear
            }
            _ => Shape::Odd,
        }
    }

    /// How a number of any other country is written within it.
    pub(super) fn national(&self, begins_with_zero: bool) -> Shape {
        let usual = self.lengths.len() >= 2
            && (2..=5).contains(&self.lengths[0])
            && !self.gaps.iter().any(|gap| is_odd(gap));
        if begins_with_zero && usual {
            Shape::Clear
        } else {
            Shape::Odd
        }
    }

    /// Whether odd marks stand between its groups.
    pub(super) fn has_odd_marks(&self) -> bool {
        self.gaps.iter().any(|gap| is_odd(gap))
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.lengths.len()
    }
}
