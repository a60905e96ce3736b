//! Numbers in running text.
//!
//! A number is found by how it is written and by what stands around it. Digits that are no number of
//! any plan are given, too: with one digit more or less they may have been meant for a known one.

use std::ops::Range;

use super::innocent::{is_attached, is_innocent, is_told};
use super::plan::{self, Digits};
use super::runs::{Run, runs};
use super::service::services;
use super::shape::{Shape, Writing};
use super::{PhoneKind, PhoneNumber};

/// A number in running text, or digits that may have been meant for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPhone {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it reads as; nothing for digits that are no number of any plan.
    pub number: Option<PhoneNumber>,
    /// The line it would call, as [`PhoneNumber::line`] says it.
    pub line: String,
    /// How it looks.
    pub look: Look,
}

/// How a number looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Like a number and nothing else.
    Number,
    /// Like digits: in prose a number, in code most often something else.
    Digits,
}

/// The shortest numbers, 110 and 119, have so many digits.
const FEWEST_DIGITS: usize = 3;

/// Numbers have this many digits, a digit lost or typed twice included.
const DOUBTFUL: std::ops::RangeInclusive<usize> = 8..=14;

/// Finds phone numbers in running text. `region` is an ISO country code; `JP` has its own plan.
pub fn find_phones(text: &str, region: &str) -> Vec<FoundPhone> {
    let mut found = Vec::new();
    for run in runs(text) {
        let digits: usize = run.groups.iter().map(|group| group.digits.len()).sum();
        if digits < FEWEST_DIGITS {
            continue;
        }
        let search = Search {
            text,
            run: &run,
            region,
        };
        let numbers = search.numbers();
        let mut taken: Vec<Range<usize>> = numbers.iter().map(|(at, _)| at.clone()).collect();
        found.extend(numbers.into_iter().map(|(_, found)| found));
        for (groups, service) in services(text, &run, region) {
            if !taken.iter().any(|taken| overlap(taken, &groups)) {
                taken.push(groups);
                found.push(service);
            }
        }
        found.extend(search.doubtful(&taken));
    }
    found.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));
    found
}

/// A search for numbers in one run.
struct Search<'s> {
    text: &'s str,
    run: &'s Run,
    region: &'s str,
}

/// What some groups read as.
struct Reading {
    groups: Range<usize>,
    number: PhoneNumber,
    shape: Shape,
}

impl Search<'_> {
    fn numbers(&self) -> Vec<(Range<usize>, FoundPhone)> {
        let mut found = Vec::new();
        let mut first = 0;
        while first < self.run.groups.len() {
            let reading = self.starts(first).then(|| self.reading(first)).flatten();
            match reading.filter(|reading| self.is_number(reading)) {
                Some(reading) => {
                    first = reading.groups.end;
                    found.push((reading.groups.clone(), self.found(reading)));
                }
                None => first += 1,
            }
        }
        found
    }

    fn found(&self, reading: Reading) -> FoundPhone {
        FoundPhone {
            at: self.run.at(&reading.groups),
            line: reading.number.line(),
            look: match reading.shape {
                Shape::Clear => Look::Number,
                Shape::Plain | Shape::Odd => Look::Digits,
            },
            number: Some(reading.number),
        }
    }

    /// Whether a number may begin with a group: no mark ties it to what stands before.
    fn starts(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return !is_attached(self.text, self.run.start(), self.run.sign.is_some());
        };
        let gap = self.run.gaps[before].as_str();
        if gap.is_empty() {
            return self.run.groups[before].script != self.run.groups[first].script;
        }
        !is_tight(gap)
    }

    /// Whether a number may end with a group.
    fn ends(&self, last: usize) -> bool {
        match self.run.gaps.get(last) {
            None => !goes_on(&self.text[self.run.groups[last].at.end..]),
            Some(gap) if gap.is_empty() => {
                self.run.groups[last].script != self.run.groups[last + 1].script
            }
            Some(gap) => !is_tight(gap),
        }
    }

    /// The number that begins with a group, if one does.
    fn reading(&self, first: usize) -> Option<Reading> {
        let plus = first == 0 && self.run.sign.is_some_and(|(sign, _)| sign == '+');
        let mut best = None;
        for end in first + 1..=self.run.groups.len() {
            let groups = first..end;
            let digits = Digits::of(self.run, &groups);
            if digits.digits.len() > 18 {
                break;
            }
            if digits.sign == Some('#') || !self.ends(end - 1) {
                continue;
            }
            let writing = Writing::of(self.run, &groups);
            let read = if plus {
                self.international(&digits.digits, &writing)
            } else {
                self.dialled_abroad(&groups, &writing)
                    .or_else(|| self.national(&groups, &writing))
            };
            let Some((number, shape)) = read else {
                continue;
            };
            let display = self.run.display(&groups);
            let number = PhoneNumber { display, ..number };
            // Lengths differ from country to country: as many digits as may be.
            let is_fixed = number.kind != PhoneKind::International
                || ["+1", "+7", "+81"]
                    .iter()
                    .any(|code| number.digits.starts_with(code));
            let reading = Reading {
                groups,
                number,
                shape,
            };
            if is_fixed {
                return Some(reading);
            }
            best = Some(reading);
        }
        best
    }

    fn is_number(&self, reading: &Reading) -> bool {
        let at = self.run.at(&reading.groups);
        match reading.shape {
            Shape::Clear => !is_innocent(self.text, &at, Shape::Clear),
            Shape::Plain => !is_innocent(self.text, &at, Shape::Plain),
            Shape::Odd => is_told(self.text, &at) && !is_innocent(self.text, &at, Shape::Plain),
        }
    }

    /// `+81 3 …`, `+1 (844) …`
    fn international(&self, digits: &str, writing: &Writing<'_>) -> Option<(PhoneNumber, Shape)> {
        let digits = match digits.strip_prefix("810") {
            // +81-03-…: the zero is not dialled, and often typed.
            Some(rest) => format!("81{rest}"),
            None => digits.to_owned(),
        };
        let usual = writing.groups() <= 7 && !writing.has_odd_marks();
        (usual && plan::is_international(&digits)).then(|| {
            let sign = Some('+');
            let number = plan::number(&Digits { sign, digits }, String::new(), self.region);
            number.ok().map(|number| (number, Shape::Clear))
        })?
    }

    /// `010 81 3 …`, `0081-3-…`: what is dialled in place of the plus.
    fn dialled_abroad(
        &self,
        groups: &Range<usize>,
        writing: &Writing<'_>,
    ) -> Option<(PhoneNumber, Shape)> {
        let digits = self.run.digits(groups);
        let prefix = ["010", "00"]
            .into_iter()
            .find(|prefix| digits.starts_with(prefix))?;
        let first = &self.run.groups[groups.start].digits;
        let rest = &digits[prefix.len()..];
        let code = plan::code_width(rest);
        let is_code = first == prefix || first.get(prefix.len()..) == rest.get(..code);
        let to_japan = rest.starts_with("81") && writing.groups() > 1;
        if !(to_japan || (is_code && writing.groups() >= 3)) {
            return None;
        }
        // Accounts of the post office begin with 00, too.
        let (number, shape) = self.international(rest, writing)?;
        let is_sure = to_japan || prefix == "010";
        Some((number, if is_sure { shape } else { Shape::Plain }))
    }

    fn national(
        &self,
        groups: &Range<usize>,
        writing: &Writing<'_>,
    ) -> Option<(PhoneNumber, Shape)> {
        let digits = self.run.digits(groups);
        let is_japanese = self.region.eq_ignore_ascii_case("JP");
        let number = |digits: &str, region: &str| {
            let digits = digits.to_owned();
            plan::number(&Digits { sign: None, digits }, String::new(), region).ok()
        };
        if !digits.starts_with('0') {
            let local = digits.strip_prefix('1').filter(|rest| rest.len() == 10);
            if plan::is_north_american(local.unwrap_or(&digits)) {
                return Some((number(&digits, "US")?, writing.american()));
            }
            // 81-3-1234-…: the plus is forgotten.
            let of_japan = digits.starts_with("81") && writing.groups() >= 3 && digits.len() >= 11;
            let bare_code = self.run.groups[groups.start].digits == "81";
            if of_japan && bare_code && is_japanese {
                let (number, _) = self.international(&digits, writing)?;
                return Some((number, Shape::Plain));
            }
        }
        if is_japanese {
            let number = (digits.len() > 8)
                .then(|| number(&digits, "JP"))
                .flatten()?;
            let shape = writing.japanese(number.kind);
            return Some((number, shape));
        }
        if !(9..=11).contains(&digits.len()) {
            return None;
        }
        let shape = writing.national(digits.starts_with('0'));
        Some((number(&digits, self.region)?, shape))
    }

    /// Digits that are no number, where none was found.
    fn doubtful(&self, taken: &[Range<usize>]) -> Vec<FoundPhone> {
        let last = self.run.groups.len();
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut first = 0;
        for end in 1..=last {
            let ends = self.run.gaps.get(end - 1).is_none_or(|gap| !is_tight(gap));
            if ends {
                pieces.push(first..end);
                first = end;
            }
        }
        if pieces.len() > 1 && last <= 8 {
            pieces.push(0..last);
        }
        pieces.retain(|piece| {
            !taken.iter().any(|taken| overlap(taken, piece))
                && self.starts(piece.start)
                && self.ends(piece.end - 1)
        });
        pieces
            .iter()
            .filter_map(|piece| self.doubt(piece))
            .collect()
    }

    fn doubt(&self, groups: &Range<usize>) -> Option<FoundPhone> {
        let Digits { sign, digits } = Digits::of(self.run, groups);
        let at = self.run.at(groups);
        let shape = match groups.len() {
            1 => Shape::Plain,
            _ => Shape::Clear,
        };
        if !DOUBTFUL.contains(&digits.len()) || is_innocent(self.text, &at, shape) {
            return None;
        }
        let line = match (sign, plan::calling_code(self.region)) {
            (Some('+'), _) => format!("+{digits}"),
            (Some(_), _) => return None,
            (None, Some(code)) => plan::with_country(&digits, code),
            (None, None) => digits,
        };
        Some(FoundPhone {
            at,
            number: None,
            line,
            look: Look::Digits,
        })
    }
}

/// Whether a gap ties what stands on both sides of it: a dash or a point without any space.
fn is_tight(gap: &str) -> bool {
    gap.is_empty()
        || gap
            .chars()
            .all(|mark| matches!(mark, '-' | '.' | '_' | '='))
}

/// Whether letters or digits stand right after, so that it is a piece of something longer.
fn goes_on(rest: &str) -> bool {
    let mut letters = rest.chars();
    let Some(next) = letters.next() else {
        return false;
    };
    if next == '_' {
        return true;
    }
    if !next.is_ascii_alphanumeric() {
        return false;
    }
    let word: String = rest
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    // 0120-999-000x12, 0120-999-000Fax…
    !["x", "ext", "tel", "fax", "mobile"].contains(&word.as_str())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_points_without_space_tie_groups() {
        assert!(["", "-", "--", ".", "_", "="].into_iter().all(is_tight));
        assert!([" ", "- ", "(", "/"].into_iter().all(|gap| !is_tight(gap)));
    }

    #[test]
    fn what_stands_right_behind_makes_a_piece_of_it() {
        assert!(["a", "9", "_", "xyz", "extra"].into_iter().all(goes_on));
        let ends = ["", " a", "です", "x12", "EXT 3", "Fax 03", "tel", "mobile"];
        assert!(ends.into_iter().all(|rest| !goes_on(rest)));
    }

    #[test]
    fn ranges_that_touch_do_not_overlap() {
        assert!(
            overlap(&(0..2), &(1..3)) && overlap(&(1..3), &(0..2)) && overlap(&(0..9), &(3..4))
        );
        assert!(!overlap(&(0..2), &(2..3)) && !overlap(&(2..3), &(0..2)));
    }
}
