//! Where a template's tags stand.
//!
//! Tera tells no place for a missing parent or for templates that include each other, and does
//! not limit chains of `elif` or of includes, each link of which takes stack while templates are
//! read or rendered. A glance at the tags before tera sees the text gives the places and the limits.

use std::ops::Range;

/// What one glance at a template finds, with places in bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    /// `{% extends "…" %}`: the name and where it is written.
    pub(super) extends: Option<(String, Range<usize>)>,
    /// `{% include "…" %}`, in order.
    pub(super) includes: Vec<(String, Range<usize>)>,
    /// The `elif`s.
    pub(super) elifs: Vec<Range<usize>>,
    /// `{% component name(…) %}`, in order: the name and where it is written.
    pub(super) components: Vec<(String, Range<usize>)>,
    /// Calls `<name …>` inside `{{ }}` and `{% %}`, in order.
    pub(super) calls: Vec<(String, Range<usize>)>,
}

impl Tags {
    /// Reads a template. A tag that is never closed ends the reading: tera will report it.
    pub(super) fn of(text: &str) -> Self {
        let mut tags = Self::default();
        each_tag(text, &mut |word, tag| tags.read(text, word, tag));
        tags
    }

    fn read(&mut self, text: &str, word: Range<usize>, tag: Range<usize>) {
        let rest = word.end..tag.end;
        match &text[word.clone()] {
            "extends" => self.extends = quoted(text, &rest),
            "include" => self.includes.extend(quoted(text, &rest)),
            "elif" => self.elifs.push(word),
            "component" => {
                let name = first_word(text, &rest);
                self.components.push((text[name.clone()].to_owned(), name));
            }
            _ => {}
        }
        self.calls.extend(calls(text, &tag));
    }
}

/// Hands each `{% … %}` and `{{ … }}` to `read`: its first word and what stands between the marks.
fn each_tag(text: &str, read: &mut dyn FnMut(Range<usize>, Range<usize>)) {
    each_stretch(text, &mut |is_comment, word, tag| {
        if !is_comment {
            read(word, tag);
        }
    });
}

/// The same with comments, and whether it is one.
pub(super) fn each_stretch(text: &str, read: &mut dyn FnMut(bool, Range<usize>, Range<usize>)) {
    let mut at = 0;
    let mut raw = false;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let closing = match text.as_bytes().get(start + 1) {
            Some(b'#') if !raw => "#}",
            Some(b'%') => "%}",
            Some(b'{') if !raw => "}}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let inner = start + 2;
        let Some(length) = closing_at(&text[inner..], closing) else {
            break;
        };
        let range = inner..inner + length;
        at = range.end + 2;
        let word = first_word(text, &range);
        match (closing, &text[word.clone()]) {
            ("%}", "raw") => raw = true,
            ("%}", "endraw") => raw = false,
            ("#}", _) => read(true, word, range),
            _ if !raw => read(false, word, range),
            _ => {}
        }
    }
}

/// The innermost tag that opens and is never closed: its word and the whole tag's place.
pub(super) fn unclosed(text: &str) -> Option<(&'static str, Range<usize>)> {
    const PAIRS: [(&str, &str); 5] = [
        ("if", "endif"),
        ("for", "endfor"),
        ("block", "endblock"),
        ("component", "endcomponent"),
        ("filter", "endfilter"),
    ];
    let mut open: Vec<(&'static str, Range<usize>)> = Vec::new();
    each_tag(text, &mut |word, tag| {
        let is_tag = text[..tag.start].ends_with("{%");
        let word = &text[word];
        for (opens, closes) in PAIRS {
            if is_tag && word == opens {
                open.push((opens, tag.start - 2..tag.end + 2));
            } else if is_tag && word == closes && open.last().is_some_and(|last| last.0 == opens) {
                open.pop();
            }
        }
    });
    open.pop()
}

/// Where the closing mark is, not counting those inside strings; a comment has no strings.
fn closing_at(text: &str, closing: &str) -> Option<usize> {
    if closing == "#}" {
        return text.find(closing);
    }
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (None, b'"' | b'\'' | b'`') => quote = Some(bytes[at]),
            (Some(open), byte) if byte == open => quote = None,
            (None, _) if bytes[at..].starts_with(closing.as_bytes()) => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The first word of a stretch, after `-` and spaces.
fn first_word(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let skipped = part.len()
        - part
            .trim_start_matches(|c: char| c == '-' || c.is_whitespace())
            .len();
    let start = range.start + skipped;
    start..start + word_length(&text[start..range.end])
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .unwrap_or(text.len())
}

fn quoted(text: &str, range: &Range<usize>) -> Option<(String, Range<usize>)> {
    let part = &text[range.clone()];
    let open = part.find(['"', '\'', '`'])?;
    let mark = part[open..].chars().next()?;
    let start = range.start + open + 1;
    let length = text[start..range.end].find(mark)?;
    let inner = start..start + length;
    Some((text[inner.clone()].to_owned(), inner))
}

fn calls(text: &str, range: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find('<') {
        let start = at + open + 1;
        let name = start..start + word_length(&text[start..range.end]);
        at = start;
        if !name.is_empty() {
            found.push((text[name.clone()].to_owned(), name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[(String, Range<usize>)]) -> Vec<&str> {
        found.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn sees_tags_but_neither_comments_nor_raw_text() {
        let text = concat!(
            "{# {% include \"no\" %} #}{%- extends 'base.html' -%}",
            "{% raw %}{% include \"no\" %}{{ <no/> }}{% endraw %}",
            "{% if a == \"%}\" %}{% elif b %}{% include \"yes.html\" %}{% endif %}",
            "{% component card(x) %}{{<mark name={x} />}}{% <box> %}{% </box> %}{% endcomponent %}",
        );
        let tags = Tags::of(text);
        let (parent, place) = tags.extends.expect("a parent");
        assert_eq!((parent.as_str(), &text[place]), ("base.html", "base.html"));
        assert_eq!(names(&tags.includes), ["yes.html"]);
        assert_eq!(tags.elifs.len(), 1);
        assert_eq!(names(&tags.components), ["card"]);
        assert_eq!(names(&tags.calls), ["mark", "box"]);
    }

    #[test]
    fn survives_what_is_broken() {
        for text in [
            "{",
            "{%",
            "{% extends",
            "{{ \"",
            "{% extends \"a %}",
            "{#",
            "{%%}",
            "電{話",
        ] {
            Tags::of(text);
        }
    }
}
