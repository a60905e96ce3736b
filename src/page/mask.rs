//! A mask of the text for the Markdown parser: as long as the text, byte for byte.
//!
//! The parser knows neither `{{ facts }}` nor that Japanese marks emphasis without spaces. So it
//! is given a copy in which a placeholder is a row of letters, and a letter or mark beside `**`
//! is another of the same length that makes the flanking rule come out as a reader expects.
//! Every offset stays an offset of the text, and what the parser gives back is put right again.
//!
//! A placeholder's letters begin with a private-use character that says which of the distinct
//! placeholders it is, so that it is found again even in a string the parser has rewritten.

use std::borrow::Cow;
use std::ops::Range;

use super::dialect::{Dialect, options};
use super::emphasis::{has_wide_emphasis, widen_emphasis};
use super::survey::survey;
use super::{Braces, lone_attributes, safety};

/// Stands for a private-use character of the text itself, which is an error of its own.
const STRANGER: &str = "\u{2fffe}";

/// Stands for the carriage return of a CR LF inside a code span, where the parser would make two spaces
/// of the pair.
const RETURN: u8 = 0x1f;

/// As many distinct placeholders as there are private-use characters to name them.
const MOST: usize = 2 * (0xfffe);

/// A placeholder found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The whole, with its braces.
    pub range: Range<usize>,
    /// What stands between them, without spaces.
    pub path: Range<usize>,
    /// Which of the distinct placeholders it is.
    code: usize,
}

/// A text and its mask.
#[derive(Debug)]
pub struct Mask<'t> {
    text: &'t str,
    masked: Cow<'t, str>,
    found: Vec<Found>,
    /// For each code, the first placeholder in `found` that has it.
    distinct: Vec<usize>,
    unclosed: Vec<Range<usize>>,
    refused: Option<Refused>,
}

/// Why a text is not given to the parser at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The line that begins there opens more quotations and list items than are parsed.
    TooDeep(usize),
    /// Attributes of a heading at which the parser stops.
    Attributes(Range<usize>),
}

impl Refused {
    fn of(text: &str) -> Option<Self> {
        // First what stops the parser, since the other asks it.
        if let Some(braces) = lone_attributes::first(text) {
            return Some(Self::Attributes(braces));
        }
        safety::first_too_deep(text, options()).map(Self::TooDeep)
    }
}

impl<'t> Mask<'t> {
    /// Masks a text. One that is refused is masked whole, as if it were empty.
    pub fn new(text: &'t str, dialect: &Dialect) -> Self {
        let refused = Refused::of(text);
        let text = if refused.is_some() { "" } else { text };
        let mut mask = Self {
            text,
            masked: Cow::Borrowed(text),
            found: Vec::new(),
            distinct: Vec::new(),
            unclosed: Vec::new(),
            refused,
        };
        let facts = dialect.braces == Braces::Facts && text.contains("{{");
        let emphasis = has_wide_emphasis(text);
        let returns = text.contains("\r\n") && text.contains('`');
        if facts || emphasis || returns {
            mask.apply(facts, emphasis);
        }
        mask
    }

    fn apply(&mut self, facts: bool, emphasis: bool) {
        let ground = survey(self.text);
        let mut bytes = self.text.as_bytes().to_vec();
        if facts {
            self.find(&ground.verbatim);
            hide_strangers(self.text, &mut bytes);
            self.hide(&mut bytes);
        }
        if emphasis {
            widen_emphasis(self.text, &self.found, &ground.prose, &mut bytes);
        }
        hide_returns(self.text, &ground.code_spans, &mut bytes);
        // Whole characters were replaced by whole characters, so this cannot fail.
        if let Ok(masked) = String::from_utf8(bytes) {
            self.masked = Cow::Owned(masked);
        }
    }

    /// The text as it was given (empty where it is refused).
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// What the parser is given.
    pub fn masked(&self) -> &str {
        &self.masked
    }

    /// The placeholders, in the order of the text.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// Each `{{` that no `}}` follows on its line, or that holds nothing that could be a path.
    pub fn unclosed(&self) -> &[Range<usize>] {
        &self.unclosed
    }

    /// Why the text is not read.
    pub fn refused(&self) -> Option<&Refused> {
        self.refused.as_ref()
    }

    /// Where a string that the parser borrowed from the mask lies in the text.
    pub fn locate(&self, part: &str) -> Option<Range<usize>> {
        let start = (part.as_ptr() as usize).checked_sub(self.masked.as_ptr() as usize)?;
        let end = start.checked_add(part.len())?;
        (end <= self.masked.len()).then_some(start..end)
    }

    /// The placeholders that lie inside a range of the text.
    pub fn found_in(&self, range: &Range<usize>) -> &[Found] {
        let from = self.found.partition_point(|f| f.range.start < range.start);
        let to = self.found.partition_point(|f| f.range.end <= range.end);
        self.found.get(from..to).unwrap_or_default()
    }

    /// A string of the parser's own making (an entity was resolved in it), put right again:
    /// its letters, and between them placeholders. `around` is where in the text it comes from.
    pub fn restore_owned(&self, owned: &str, around: &Range<usize>) -> Vec<Restored> {
        let owned = self.restore_letters(owned, around);
        let mut pieces = Vec::new();
        let mut letters = String::new();
        let mut rest = owned.as_str();
        while let Some((at, code)) = rest
            .char_indices()
            .find_map(|(at, c)| Some((at, code_of(c)?)))
        {
            let after = at + '\u{f0000}'.len_utf8();
            letters.push_str(&rest[..at]);
            if let Some((found, filling)) = self.hidden(code, &rest[after..], around) {
                pieces.push(Restored::Letters(std::mem::take(&mut letters)));
                pieces.push(Restored::Fact(found));
                rest = &rest[after + filling..];
            } else {
                letters.push('\u{fffd}');
                rest = &rest[after..];
            }
        }
        letters.push_str(rest);
        pieces.push(Restored::Letters(letters));
        pieces
    }

    /// The placeholder of a code, preferably the one around there, and how many letters fill it up.
    fn hidden(&self, code: usize, after: &str, around: &Range<usize>) -> Option<(Found, usize)> {
        let first = self.found.get(*self.distinct.get(code)?)?;
        let filling = first.range.len() - 4;
        if !after.get(..filling)?.bytes().all(|byte| byte == b'Z') {
            return None;
        }
        // A few steps are enough for a real link, and a hostile one shall not make this slow.
        let near = self
            .found_in(around)
            .iter()
            .take(64)
            .find(|f| f.code == code);
        Some((near.unwrap_or(first).clone(), filling))
    }

    /// Puts masked letters right by their order in the stretch the string comes from.
    fn restore_letters(&self, owned: &str, around: &Range<usize>) -> String {
        if matches!(self.masked, Cow::Borrowed(_)) || !owned.contains(is_stand_in) {
            return owned.to_owned();
        }
        let stretch = self.masked.get(around.clone()).unwrap_or_default();
        let mut originals = stretch
            .match_indices(is_stand_in)
            .filter_map(|(at, _)| self.text.get(around.start + at..)?.chars().next());
        owned
            .chars()
            .map(|c| {
                if is_stand_in(c) {
                    originals.next().unwrap_or(c)
                } else {
                    c
                }
            })
            .collect()
    }

    fn find(&mut self, verbatim: &[Range<usize>]) {
        let mut codes = std::collections::HashMap::new();
        let mut from = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find("{{")) {
            let start = from + at;
            from = start + 2;
            let next = verbatim.partition_point(|range| range.end <= start);
            let limit = verbatim
                .get(next)
                .map_or(self.text.len(), |range| range.start);
            if limit <= start {
                from = verbatim.get(next).map_or(from, |range| range.end.max(from));
                continue;
            }
            if is_literal(&self.text[..start]) {
                from = start
                    + self.text[start..]
                        .bytes()
                        .take_while(|b| *b == b'{')
                        .count();
                continue;
            }
            let inside = self.text.get(start + 2..limit).unwrap_or_default();
            let Some(length) = closing(inside) else {
                self.unclosed.push(start..start + 2);
                continue;
            };
            let range = start..start + 2 + length + 2;
            from = range.end;
            let path = trimmed(&self.text[start + 2..start + 2 + length], start + 2);
            if path.is_empty() || codes.len() >= MOST {
                self.unclosed.push(range);
                continue;
            }
            let fresh = codes.len();
            let code = *codes.entry(&self.text[range.clone()]).or_insert(fresh);
            if code == fresh {
                self.distinct.push(self.found.len());
            }
            self.found.push(Found { range, path, code });
        }
    }

    fn hide(&self, bytes: &mut [u8]) {
        for found in &self.found {
            let hidden = &mut bytes[found.range.clone()];
            hidden.fill(b'Z');
            if let Some(name) = char_of(found.code) {
                name.encode_utf8(&mut hidden[..4]);
            }
        }
    }
}

/// A piece of a string put right again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restored {
    /// Letters.
    Letters(String),
    /// A placeholder.
    Fact(Found),
}

/// `\{{` and `${{` are just braces; two backslashes are one that is printed.
pub(super) fn is_literal(before: &str) -> bool {
    let backslashes = before.bytes().rev().take_while(|b| *b == b'\\').count();
    backslashes % 2 == 1 || before.ends_with('$')
}

/// How long the inside of a placeholder is; it ends on its line and holds no brace.
pub(super) fn closing(inside: &str) -> Option<usize> {
    let end = inside.find(['{', '}', '\n', '\r'])?;
    inside[end..].starts_with("}}").then_some(end)
}

/// What is left of a placeholder's inside without spaces, full-width ones included.
pub(super) fn trimmed(inside: &str, start: usize) -> Range<usize> {
    let from = start + (inside.len() - inside.trim_start().len());
    from..from + inside.trim().len()
}

fn char_of(code: usize) -> Option<char> {
    let code = u32::try_from(code).ok()?;
    char::from_u32(if code < 0xfffe {
        0xf_0000 + code
    } else {
        0x10_0000 + code - 0xfffe
    })
}

fn code_of(c: char) -> Option<usize> {
    match c as u32 {
        c @ 0xf_0000..=0xf_fffd => Some((c - 0xf_0000) as usize),
        c @ 0x10_0000..=0x10_fffd => Some((c - 0x10_0000) as usize + 0xfffe),
        _ => None,
    }
}

fn is_stand_in(c: char) -> bool {
    matches!(
        c,
        '\u{abeb}' | '\u{10100}' | '\u{a015}' | '\u{10280}' | '\u{2fffe}' | '\u{1f}'
    )
}

fn hide_returns(text: &str, code_spans: &[Range<usize>], bytes: &mut [u8]) {
    for span in code_spans {
        for (at, _) in text
            .get(span.clone())
            .unwrap_or_default()
            .match_indices("\r\n")
        {
            let at = span.start + at;
            // Behind a blank it could fill an empty list item, and make it one.
            if !text[..at].ends_with([' ', '\t']) {
                bytes[at] = RETURN;
            }
        }
    }
}

fn hide_strangers(text: &str, bytes: &mut [u8]) {
    for (at, c) in text.char_indices() {
        if c >= '\u{f0000}' {
            bytes[at..at + STRANGER.len()].copy_from_slice(STRANGER.as_bytes());
        }
    }
}
