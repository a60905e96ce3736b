//! Sentences and clauses of a passage, and what stands in brackets.
//!
//! A value may hold commas (9:00〜12:00、13:00〜18:00), so the marks inside values are no ends.

use std::ops::Range;

/// No clause or sentence is looked at farther than this from its value, in bytes.
const FARTHEST: usize = 400;

/// Where the sentences and clauses of a text end.
pub(super) struct Clauses<'t> {
    text: &'t str,
    /// Where sentences end, ascending.
    sentences: Vec<usize>,
    /// Where clauses end, ascending; sentences are clauses, too.
    stops: Vec<usize>,
    /// What stands in brackets, without them.
    brackets: Vec<Range<usize>>,
}

impl<'t> Clauses<'t> {
    /// Cuts a text; the marks inside `values`, which are in order, do not count.
    pub(super) fn new(text: &'t str, values: &[Range<usize>]) -> Self {
        let mut cut = Self {
            text,
            sentences: Vec::new(),
            stops: Vec::new(),
            brackets: Vec::new(),
        };
        let mut open = Vec::new();
        let mut values = values.iter().peekable();
        for (at, letter) in text.char_indices() {
            while values.next_if(|value| value.end <= at).is_some() {}
            if values.peek().is_some_and(|value| value.contains(&at)) {
                continue;
            }
            let after = at + letter.len_utf8();
            match letter {
                '。' | '！' | '？' | '!' | '?' | '\n' | '．' => cut.end_sentence(after),
                '.' if ends_sentence(text, at) => cut.end_sentence(after),
                '、' | '，' | ',' | ';' | '；' | '／' | '·' | '•' | '|' => {
                    cut.stops.push(after);
                }
                ' ' if joins_clauses(&text[at..]) => cut.stops.push(at),
                '(' | '（' => open.push(after),
                ')' | '）' => cut.brackets.extend(open.pop().map(|start| start..at)),
                _ => {}
            }
        }
        cut
    }

    fn end_sentence(&mut self, at: usize) {
        self.sentences.push(at);
        self.stops.push(at);
    }

    /// The sentence around a value.
    pub(super) fn sentence(&self, value: &Range<usize>) -> Range<usize> {
        self.around(value, &self.sentences)
    }

    /// The clause around a value, inside its brackets.
    pub(super) fn clause(&self, value: &Range<usize>) -> Range<usize> {
        let clause = self.around(value, &self.stops);
        match self.bracket(value) {
            Some(bracket) => clause.start.max(bracket.start)..clause.end.min(bracket.end),
            None => clause,
        }
    }

    /// The clause around the bracket that a value stands in, if it stands in one.
    pub(super) fn outer_clause(&self, value: &Range<usize>) -> Option<Range<usize>> {
        let bracket = self.bracket(value)?;
        let mark = self.text[..bracket.start].chars().next_back();
        let around = bracket.start - mark.map_or(0, char::len_utf8)..bracket.end;
        Some(self.around(&around, &self.stops))
    }

    /// What stands near a value, whatever it belongs to.
    pub(super) fn neighbourhood(&self, value: &Range<usize>) -> Range<usize> {
        self.around(value, &[])
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

    /// The innermost bracket that a value stands in, without its marks.
    pub(super) fn bracket(&self, value: &Range<usize>) -> Option<&Range<usize>> {
        self.brackets
            .iter()
            .filter(|bracket| holds(bracket, value))
            .min_by_key(|bracket| bracket.len())
    }

    fn around(&self, value: &Range<usize>, ends: &[usize]) -> Range<usize> {
        let before = ends.partition_point(|at| *at <= value.start);
        let after = ends.partition_point(|at| *at < value.end);
        let start = before.checked_sub(1).map_or(0, |place| ends[place]);
        let end = ends.get(after).copied().unwrap_or(self.text.len());
        let nearest = value.start.saturating_sub(FARTHEST);
        let farthest = (value.end + FARTHEST).min(self.text.len());
        let start = start.max(self.text.ceil_char_boundary(nearest));
        let end = end.min(self.text.floor_char_boundary(farthest));
        start.min(value.start)..end.max(value.end)
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
