//! Runs of digits in a text: groups of them, and the marks between the groups.
//!
//! A run is cut where something stands that belongs to no number. Which groups of it are a number is
//! for `find` to say, and what a number is for `plan`.

use std::ops::Range;

use super::signs::{Script, Sign, sign};
use crate::notation::letter_set::LetterSet;

/// No more marks than these stand between two groups of a number: `) - (`.
const MOST_MARKS: usize = 4;

/// As long a run is looked at; a page of digits is no number.
const MOST_GROUPS: usize = 200;

/// A group is cut here: no number is as long, and a text may be made to be slow.
const LONGEST_GROUP: usize = 40;

/// Digits without any mark inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// As ASCII.
    pub digits: String,
    /// In bytes of the text.
    pub at: Range<usize>,
    /// Its writing.
    pub script: Script,
}

/// Groups and what stands between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// `+` or `#` before the first group, and where it stands.
    pub sign: Option<(char, usize)>,
    /// Where a bracket opens before the first group.
    pub opened: Option<usize>,
    /// The groups, at least one.
    pub groups: Vec<Group>,
    /// The marks after each group but the last, in ASCII; none where only the script changes.
    pub gaps: Vec<String>,
    /// Where the bracket ends that closes after the last group.
    pub closed: Option<usize>,
}

impl Run {
    /// Where some of its groups stand, with the sign and the brackets that belong to them.
    pub(super) fn at(&self, groups: &Range<usize>) -> Range<usize> {
        let (first, last) = (groups.start, groups.end - 1);
        let inside: String = self.gaps[first..last].concat();
        let mut start = self.groups[first].at.start;
        let mut end = self.groups[last].at.end;
        if first == 0 {
            start = self.sign.map_or(start, |(_, at)| at);
            if inside.contains(')') && !inside.contains('(') {
                start = self.opened.map_or(start, |opened| opened.min(start));
            }
        }
        if last + 1 == self.groups.len() && inside.contains('(') && !inside.contains(')') {
            end = self.closed.unwrap_or(end);
        }
        start..end
    }

    /// Where it begins, with its sign and bracket.
    pub(super) fn start(&self) -> usize {
        let first = self.groups.first().map_or(0, |group| group.at.start);
        let sign = self.sign.map_or(first, |(_, at)| at);
        sign.min(self.opened.unwrap_or(first)).min(first)
    }

    /// Where it ends, with the bracket that closes it.
    pub(super) fn end(&self) -> usize {
        let last = self.groups.last().map_or(0, |group| group.at.end);
        self.closed.unwrap_or(last)
    }

    /// Whether a mark stands in it that no table of numbers has.
    pub(super) fn has_odd_marks(&self) -> bool {
        self.gaps.iter().any(|gap| is_odd(gap))
    }

    /// The digits of some groups.
    pub(super) fn digits(&self, groups: &Range<usize>) -> String {
        let groups = self.groups[groups.clone()].iter();
        groups.map(|group| group.digits.as_str()).collect()
    }

    /// Some groups as they are written, in ASCII.
    pub(super) fn display(&self, groups: &Range<usize>) -> String {
        let (first, last) = (groups.start, groups.end - 1);
        let mut display = String::new();
        if let (0, Some((sign, _))) = (first, self.sign) {
            display.push(sign);
        }
        for place in groups.clone() {
            display.push_str(&self.groups[place].digits);
            if place < last {
                let gap = self.gaps[place].replace('\n', " ");
                display.push_str(if gap.contains('-') { gap.trim() } else { &gap });
            }
        }
        let unopened = display.contains(')') && !display.contains('(');
        if unopened && first == 0 && self.opened.is_some() {
            let behind_sign = self.sign.is_some_and(|(_, at)| Some(at) < self.opened);
            display.insert(usize::from(behind_sign), '(');
        }
        let unclosed = display.contains('(') && !display.contains(')');
        if unclosed && last + 1 == self.groups.len() && self.closed.is_some() {
            display.push(')');
        }
        display
    }
}

/// Whether a mark stands in a gap that people do not usually put into numbers.
pub(super) fn is_odd(gap: &str) -> bool {
    let usual = |mark| matches!(mark, '-' | '.' | ' ' | '(' | ')' | '\n');
    !gap.chars().all(usual)
}

/// The runs of a text, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut scanner = Scanner {
        text,
        at: 0,
        before: None,
    };
    let mut found = Vec::new();
    while let Some(run) = scanner.next_run() {
        found.push(run);
    }
    found
}

/// Letters that are passed at once: neither digits nor marks of a number. Most letters of a text are among them.
static IN_NO_NUMBER: LetterSet = LetterSet::of(
    "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ,;:!?'\"<>{}&%$@~^`\\\
    はがをにでともてしすいうくれらるりあこさたまなよかきけっん",
);

/// Reads a text from left to right.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The last letter that could be seen.
    before: Option<char>,
}

impl Scanner<'_> {
    fn next_run(&mut self) -> Option<Run> {
        let mut run = Run::default();
        while let Some(letter) = self.letter(self.at) {
            if IN_NO_NUMBER.has(letter) {
                (run.sign, run.opened) = (None, None);
                (self.at, self.before) = (self.at + letter.len_utf8(), Some(letter));
                continue;
            }
            let sign = sign(letter);
            if self.may_begin_group(letter, sign)
                && let Some((group, end)) = self.group(self.at)
            {
                run.groups.push(group);
                self.at = end;
                self.continue_run(&mut run);
                return Some(run);
            }
            match (letter, sign) {
                ('+' | '＋' | '﹢', _) => run.sign = Some(('+', self.at)),
                ('#' | '＃' | '﹟' | '♯', _) => run.sign = Some(('#', self.at)),
                (_, Sign::Mark('(')) => run.opened = Some(self.at),
                (_, Sign::Nothing) => {}
                // `+ 81`
                (' ', _) if run.sign.is_some() && self.before != Some(' ') => {}
                _ => (run.sign, run.opened) = (None, None),
            }
            self.at += letter.len_utf8();
            if sign != Sign::Nothing {
                self.before = Some(letter);
            }
        }
        None
    }

    /// Whether digits may begin with a letter. One that only looks like a digit is none behind another letter.
    fn may_begin_group(&self, letter: char, sign: Sign) -> bool {
        match sign {
            Sign::Digit(..) => true,
            Sign::Lookalike(_) => {
                let before = self
                    .at
                    .checked_sub(1)
                    .map(|before| self.text.as_bytes()[before]);
                !before.is_some_and(|before| before.is_ascii_alphabetic())
            }
            _ => matches!(letter, 'ゼ' | 'ぜ'),
        }
    }

    /// Reads further groups as long as marks alone stand between them.
    fn continue_run(&mut self, run: &mut Run) {
        while run.groups.len() < MOST_GROUPS {
            let Some((gap, start)) = self.gap() else {
                return;
            };
            let Some((group, end)) = self.group(start) else {
                if gap.trim_start().starts_with(')') {
                    let closes = self.text[self.at..].char_indices();
                    let mut closes = closes.filter(|(_, letter)| sign(*letter) == Sign::Mark(')'));
                    run.closed = closes
                        .next()
                        .map(|(at, letter)| self.at + at + letter.len_utf8());
                }
                return;
            };
            if self.is_dash(run, &gap, &group, end) {
                self.at = end;
                let Some((next, end)) = self.group(end) else {
                    return;
                };
                run.gaps.push("-".to_owned());
                run.groups.push(next);
                self.at = end;
                continue;
            }
            run.gaps.push(gap);
            run.groups.push(group);
            self.at = end;
        }
    }

    /// A lone 一 amid figures is a dash: nobody means the number one there.
    fn is_dash(&self, run: &Run, gap: &str, group: &Group, end: usize) -> bool {
        let figures = |script| script == Script::Figures;
        gap.is_empty()
            && &self.text[group.at.clone()] == "一"
            && run.groups.last().is_some_and(|last| figures(last.script))
            && self
                .group(end)
                .is_some_and(|(next, _)| figures(next.script))
    }

    /// The marks from here to whatever comes next, and where they end.
    fn gap(&self) -> Option<(String, usize)> {
        let mut gap = String::new();
        let mut at = self.at;
        let mut marks = 0;
        while let Some(letter) = self.letter(at) {
            match sign(letter) {
                Sign::Mark(mark) | Sign::OddMark(mark) => {
                    gap.push(mark);
                    marks += 1;
                }
                Sign::Nothing => {}
                _ => break,
            }
            if marks > MOST_MARKS {
                return None;
            }
            at += letter.len_utf8();
        }
        Some((gap, at))
    }

    /// The group that begins at a place, and where it ends.
    fn group(&self, start: usize) -> Option<(Group, usize)> {
        // Whatever cannot be seen is passed one by one, or a file of it would be walked again and again.
        if self.letter(start).map(sign) == Some(Sign::Nothing) {
            return None;
        }
        let mut group: Option<Group> = None;
        let mut lookalikes = 0;
        let mut at = start;
        // Where the digits end before the first letter that only looks like one.
        let mut plain: Option<(usize, usize)> = None;
        while let Some((digit, script, length)) = self.digit(at) {
            let Some(digit) = digit else {
                at += length;
                continue;
            };
            let script = script.unwrap_or(Script::Figures);
            let is_lookalike = !self.is_digit(at);
            let group = group.get_or_insert_with(|| Group {
                digits: String::new(),
                at: at..at,
                script,
            });
            if group.script != script || group.digits.len() == LONGEST_GROUP {
                break;
            }
            if is_lookalike {
                plain = plain.or(Some((group.digits.len(), group.at.end)));
                lookalikes += 1;
            }
            group.digits.push(digit);
            at += length;
            group.at.end = at;
        }
        let mut group = group?;
        if lookalikes > 0 && !self.are_digits(&group, lookalikes) {
            let (digits, end) = plain.filter(|(digits, _)| *digits > 0)?;
            group.digits.truncate(digits);
            group.at.end = end;
        }
        let end = group.at.end;
        Some((group, end))
    }

    /// A digit, with its script and length in bytes; no digit for what cannot be seen.
    fn digit(&self, at: usize) -> Option<(Option<char>, Option<Script>, usize)> {
        let rest = &self.text[at..];
        if rest.starts_with("ゼロ") || rest.starts_with("ぜろ") {
            return Some((Some('0'), Some(Script::Numerals), "ゼロ".len()));
        }
        let letter = rest.chars().next()?;
        match sign(letter) {
            Sign::Digit(digit, script) => Some((Some(digit), Some(script), letter.len_utf8())),
            Sign::Lookalike(digit) => Some((Some(digit), Some(Script::Figures), letter.len_utf8())),
            Sign::Nothing => Some((None, None, letter.len_utf8())),
            _ => None,
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        let lookalike = |letter| matches!(sign(letter), Sign::Lookalike(_));
        !self.letter(at).is_some_and(lookalike)
    }

    /// Letters count as digits in a word that has a digit, or that a dash ties to one; never beside
    /// other letters.
    fn are_digits(&self, group: &Group, lookalikes: usize) -> bool {
        let around = |letter: Option<char>| {
            letter.is_some_and(|letter| letter.is_alphabetic() && !is_wide(letter))
        };
        let before = self.text[..group.at.start].chars().next_back();
        let after = self.letter(group.at.end);
        if around(before) || around(after) {
            return false;
        }
        let dash =
            |letter: Option<char>| letter.is_some_and(|letter| sign(letter) == Sign::Mark('-'));
        group.digits.len() > lookalikes || (lookalikes > 1 && (dash(before) || dash(after)))
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// Kana and ideographs, which stand beside digits without a space.
fn is_wide(letter: char) -> bool {
    crate::text::cjk::is_wide(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_passed_at_once_are_of_no_number() {
        let passed = ('\0'..=char::MAX).filter(|letter| IN_NO_NUMBER.has(*letter));
        for letter in passed {
            assert_eq!(sign(letter), Sign::Other, "{letter:?}");
            assert!(!"+＋﹢#＃﹟♯ゼぜ".contains(letter), "{letter:?}");
        }
    }
}
