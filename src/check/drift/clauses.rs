//! Sentences and clauses of a passage, and what stands in brackets.
//!
//! A value may hold commas (9:00〜12:00、13:00〜18:00), so the marks inside values are no ends.

use std::ops::Range;

/// Where the sentences and clauses of a text end.
pub(super) struct Clauses<'t> {
    text: &'t str,
    /// Where each ends, and which of both.
    ends: Vec<(usize, End)>,
    /// What stands in brackets, without them, outermost first.
    brackets: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Sentence,
    Clause,
}

impl<'t> Clauses<'t> {
    /// Cuts a text; the marks inside `values` do not count.
    pub(super) fn new(text: &'t str, values: &[Range<usize>]) -> Self {
        let mut ends = Vec::new();
        let mut brackets = Vec::new();
        let mut open = Vec::new();
        for (at, letter) in text.char_indices() {
            if values.iter().any(|value| value.contains(&at)) {
                continue;
            }
            let after = at + letter.len_utf8();
            match letter {
                '。' | '！' | '？' | '!' | '?' | '\n' | '．' => {
                    ends.push((after, End::Sentence));
                }
                '.' if ends_sentence(text, at) => ends.push((after, End::Sentence)),
                '、' | '，' | ',' | ';' | '；' | '／' | '·' | '•' | '|' => {
                    ends.push((after, End::Clause))
                }
                ' ' if joins_clauses(&text[at..]) => ends.push((at, End::Clause)),
                '(' | '（' => open.push((brackets.len(), after)),
                ')' | '）' => {
                    if let Some((place, start)) = open.pop() {
                        brackets.insert(place.min(brackets.len()), start..at);
                    }
                }
                _ => {}
            }
        }
        Self {
            text,
            ends,
            brackets,
        }
    }

    /// The sentence around a value.
    pub(super) fn sentence(&self, value: &Range<usize>) -> Range<usize> {
        self.around(value, |end| end == End::Sentence)
    }

    /// The clause around a value, inside its brackets.
    pub(super) fn clause(&self, value: &Range<usize>) -> Range<usize> {
        let clause = self.around(value, |_| true);
        match self.bracket(value) {
            Some(bracket) => clause.start.max(bracket.start)..clause.end.min(bracket.end),
            None => clause,
        }
    }

    /// The clause around the bracket that a value stands in, if it stands in one.
    pub(super) fn outer_clause(&self, value: &Range<usize>) -> Option<Range<usize>> {
        let bracket = self.bracket(value)?;
        let around = bracket.start - 1..bracket.end;
        Some(self.around(&around, |_| true))
    }

    /// Whether a word stands in a bracket in which a value does not.
    pub(super) fn is_aside(&self, word: &Range<usize>, value: &Range<usize>) -> bool {
        self.brackets
            .iter()
            .any(|bracket| holds(bracket, word) && !holds(bracket, value))
    }

    /// What the sentence of a value ends in.
    pub(super) fn is_question(&self, value: &Range<usize>) -> bool {
        let sentence = self.text[self.sentence(value)].trim_end();
        let sentence = sentence.trim_end_matches(['」', '』', '"', '”']);
        sentence.ends_with(['?', '？'])
            || sentence.ends_with("か。")
            || sentence.ends_with("か")
            || sentence.ends_with("かな。")
    }

    fn bracket(&self, value: &Range<usize>) -> Option<&Range<usize>> {
        self.brackets
            .iter()
            .filter(|bracket| holds(bracket, value))
            .min_by_key(|bracket| bracket.len())
    }

    fn around(&self, value: &Range<usize>, counts: impl Fn(End) -> bool) -> Range<usize> {
        let ends = || self.ends.iter().filter(|(_, end)| counts(*end));
        let start = ends()
            .map(|(at, _)| *at)
            .take_while(|at| *at <= value.start)
            .last();
        let end = ends().map(|(at, _)| *at).find(|at| *at >= value.end);
        start.unwrap_or(0)..end.unwrap_or(self.text.len())
    }
}

fn holds(bracket: &Range<usize>, inside: &Range<usize>) -> bool {
    bracket.start <= inside.start && inside.end <= bracket.end
}

/// A full stop ends a sentence before a blank or the end, unless it belongs to a short form.
fn ends_sentence(text: &str, at: usize) -> bool {
    let after = text[at + 1..].chars().next();
    if !after.is_none_or(|after| after.is_whitespace() || matches!(after, ')' | '"' | '”')) {
        return false;
    }
    let word = text[..at]
        .rsplit(|letter: char| letter.is_whitespace() || letter == '(')
        .next()
        .unwrap_or_default();
    let short = [
        "a.m", "p.m", "e.g", "i.e", "no", "approx", "etc", "vs", "st", "dr", "mr", "ms",
    ];
    !short.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// Words that begin another clause without a comma.
fn joins_clauses(rest: &str) -> bool {
    [" but ", " while ", " whereas ", " although "]
        .iter()
        .any(|word| rest.starts_with(word))
}
