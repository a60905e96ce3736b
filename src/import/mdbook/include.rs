//! `{{#include}}` and its kin: what they put in, put in.
//!
//! The text of a chapter is changed before anybody reads it as Markdown, so that is done first here, too.
//! Nothing outside the tree is read, a circle ends where it closes, and no few lines become megabytes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::summary::normal;
use crate::diagnostic::{Diagnostic, Place};
use crate::import::finding;
use crate::import::traced::Traced;
use crate::text::{Source, SourcePath};
use crate::wording::{Wording, words};

/// How deep files may include one another.
const DEEPEST: usize = 10;
/// How long a chapter may become, in bytes: more than a page of ours may have.
const LONGEST: usize = 2 << 20;
/// How many includes a chapter may have, those of what is included counted.
const MOST: usize = 2000;

/// What includes are put in from.
pub(super) struct Includes<'o> {
    pub(super) texts: &'o BTreeMap<SourcePath, Source>,
    pub(super) findings: Vec<Diagnostic>,
    /// What `{{#title}}` says, and where.
    pub(super) title: Option<(String, Place)>,
    /// The files that are being read, the outermost first.
    way: Vec<SourcePath>,
    count: usize,
    /// The files that something was put in from.
    pub(super) used: BTreeSet<SourcePath>,
}

/// A directive: `{{#name arguments}}`.
struct Directive<'t> {
    /// The whole, with a backslash before it.
    range: Range<usize>,
    name: &'t str,
    arguments: &'t str,
    is_escaped: bool,
}

impl<'o> Includes<'o> {
    pub(super) fn new(texts: &'o BTreeMap<SourcePath, Source>) -> Self {
        Self {
            texts,
            findings: Vec::new(),
            title: None,
            way: Vec::new(),
            count: 0,
            used: BTreeSet::new(),
        }
    }

    /// A chapter with everything put in.
    pub(super) fn expand(&mut self, source: &Source) -> Traced {
        let whole = Traced::of(source, source.start());
        let mut out = Traced::default();
        self.put(&whole, &source.path, &mut out);
        out
    }

    /// Puts in a text that stands in a file.
    fn put(&mut self, text: &Traced, path: &SourcePath, out: &mut Traced) {
        self.way.push(path.clone());
        let mut at = 0;
        for directive in directives(&text.text) {
            out.push_part(text, at..directive.range.start);
            at = directive.range.end;
            let Some(place) = text.place(directive.range.clone()) else {
                continue;
            };
            if directive.is_escaped {
                out.push_part(text, directive.range.start + 1..directive.range.end);
            } else if !self.directive(&directive, &place, path, out) {
                out.push_part(text, directive.range);
            }
        }
        out.push_part(text, at..text.text.len());
        self.way.pop();
    }

    /// Puts in what a directive stands for; false where it stays as it is.
    fn directive(
        &mut self,
        directive: &Directive<'_>,
        place: &Place,
        path: &SourcePath,
        out: &mut Traced,
    ) -> bool {
        let arguments = directive.arguments;
        match directive.name {
            "include" | "rustdoc_include" => self.include(arguments, place, path, out),
            "playground" | "playpen" => {
                let mut parts = arguments.split_whitespace();
                let file = parts.next().unwrap_or_default();
                out.push_made("```rust\n", &place.path, place.span.start as usize);
                let is_there = self.include(file, place, path, out);
                out.push_made("\n```", &place.path, place.span.start as usize);
                if !is_there {
                    out.push_made("\n", &place.path, place.span.start as usize);
                }
                is_there
            }
            "title" => {
                self.title = Some((arguments.trim().to_owned(), place.clone()));
                true
            }
            _ => false,
        }
    }

    fn include(
        &mut self,
        arguments: &str,
        place: &Place,
        path: &SourcePath,
        out: &mut Traced,
    ) -> bool {
        let mut parts = arguments.trim().splitn(2, ':');
        let file = parts.next().unwrap_or_default();
        let wanted = parts.next();
        self.count += 1;
        match self.stretch(file, wanted, path, out.text.len()) {
            Ok((source, ranges)) => {
                self.used.insert(source.path.clone());
                let whole = Traced::of(&source, 0);
                let mut stretch = Traced::default();
                for range in ranges {
                    stretch.push_part(&whole, range);
                }
                // The last line's end is not put in.
                let end = stretch.text.trim_end_matches(['\n', '\r']).len();
                let mut trimmed = Traced::default();
                trimmed.push_part(&stretch, 0..end);
                self.put(&trimmed, &source.path.clone(), out);
                true
            }
            Err(why) => {
                self.findings
                    .push(finding::include(place.clone(), arguments, why));
                false
            }
        }
    }

    /// The stretches of a file that are asked for.
    fn stretch(
        &self,
        file: &str,
        wanted: Option<&str>,
        from: &SourcePath,
        length: usize,
    ) -> Result<(Source, Vec<Range<usize>>), Wording> {
        let path = normal(&format!("{}/{file}", from.folder())).ok_or_else(outside)?;
        let path = SourcePath::new(&path);
        let source = self.texts.get(&path).ok_or_else(|| no_file(&path))?;
        if self.way.contains(&path) {
            return Err(circle());
        }
        let is_too_much = self.way.len() > DEEPEST || self.count > MOST;
        if is_too_much || length + source.text.len() > LONGEST {
            return Err(too_much());
        }
        let ranges = stretches(&source.text, wanted.unwrap_or_default()).ok_or_else(|| {
            let wanted = wanted.unwrap_or_default();
            words(
                format!("`{path}` に `{wanted}` がありません"),
                format!("`{path}` has no `{wanted}`"),
            )
        })?;
        Ok((source.clone(), ranges))
    }
}

fn outside() -> Wording {
    words(
        "取り込むフォルダーの外のファイルです",
        "the file lies outside the folder that is imported",
    )
}

fn no_file(path: &SourcePath) -> Wording {
    words(
        format!("`{path}` がないか、文字のファイルとして読めません"),
        format!("there is no `{path}` that can be read as text"),
    )
}

fn circle() -> Wording {
    words(
        "取り込みが元のファイルに戻っています",
        "the file includes itself, by others or directly",
    )
}

fn too_much() -> Wording {
    words(
        "取り込みが深すぎるか、長くなりすぎます",
        "includes nest too deep, or the page becomes too long",
    )
}

/// The directives of a text, each on one line.
fn directives(text: &str) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|start| at + start) {
        at = start + 2;
        let inside = &text[at..];
        let Some(end) = inside
            .find("}}")
            .filter(|end| !inside[..*end].contains('\n'))
        else {
            continue;
        };
        let Some(body) = inside[..end].trim_start().strip_prefix('#') else {
            continue;
        };
        let body = body.trim_end();
        let (name, arguments) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
        let is_escaped = text[..start].ends_with('\\');
        found.push(Directive {
            range: start - usize::from(is_escaped)..at + end + 2,
            name,
            arguments,
            is_escaped,
        });
        at += end + 2;
    }
    found
}

/// What is asked for of a text: nothing for all of it, `2`, `2:`, `:10`, `2:10`, or the name of an anchor.
fn stretches(text: &str, wanted: &str) -> Option<Vec<Range<usize>>> {
    let whole = 0..text.len();
    let mut parts = wanted.splitn(3, ':');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let number = |text: &str| text.trim().parse::<usize>().ok();
    match (first.trim(), number(first), second) {
        ("", _, None) => Some(vec![whole]),
        ("", _, Some(end)) => Some(vec![lines(text, 1, number(end).unwrap_or(usize::MAX))]),
        (_, Some(only), None) => Some(vec![lines(text, only, only)]),
        (_, Some(start), Some(end)) => {
            Some(vec![lines(text, start, number(end).unwrap_or(usize::MAX))])
        }
        (name, None, _) => anchored(text, name),
    }
}

/// Lines from one to another, counted from 1, both included.
fn lines(text: &str, first: usize, last: usize) -> Range<usize> {
    let mut at = 0;
    let (mut start, mut end) = (text.len(), text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number + 1 == first.max(1) {
            start = at;
        }
        at += line.len();
        if number + 1 == last {
            end = at;
        }
    }
    start.min(end)..end
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, without lines that name anchors.
fn anchored(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let mut at = 0;
    let mut is_open = false;
    let mut is_found = false;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let begins = anchor_of(line, "ANCHOR:");
        let ends = anchor_of(line, "ANCHOR_END:");
        if begins == Some(name) {
            (is_open, is_found) = (true, true);
        } else if ends == Some(name) {
            is_open = false;
        } else if is_open && begins.is_none() && ends.is_none() {
            ranges.push(range);
        }
    }
    is_found.then_some(ranges)
}

fn anchor_of<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    let (_, after) = line.split_once(mark)?;
    after.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_a_file() {
        let text =
            "1\n2\n// ANCHOR: a\n3\n// ANCHOR: b\n4\n// ANCHOR_END: b\n// ANCHOR_END: a\n5\n";
        let of = |wanted| -> Option<String> {
            let ranges = stretches(text, wanted)?;
            Some(ranges.into_iter().map(|range| &text[range]).collect())
        };
        assert_eq!(of("").as_deref(), Some(text));
        assert_eq!(of("2").as_deref(), Some("2\n"));
        assert_eq!(of("9").as_deref(), Some("5\n"));
        assert_eq!(of("9:").as_deref(), Some("5\n"));
        assert_eq!(of(":2").as_deref(), Some("1\n2\n"));
        assert_eq!(of("1:2").as_deref(), Some("1\n2\n"));
        assert_eq!(of("99:100").as_deref(), Some(""));
        assert_eq!(of("a").as_deref(), Some("3\n4\n"));
        assert_eq!(of("b").as_deref(), Some("4\n"));
        assert_eq!(of("c"), None);
    }

    #[test]
    fn directives_are_told_from_other_braces() {
        let text = "{{ x }} {{#include a.md:1:2}} \\{{#include b.md}} {{ #title T }} {{#\n}} {{";
        let found: Vec<_> = directives(text)
            .iter()
            .map(|d| (d.name.to_owned(), d.arguments.to_owned(), d.is_escaped))
            .collect();
        let of = |name: &str, arguments: &str, escaped| (name.into(), arguments.into(), escaped);
        assert_eq!(
            found,
            [
                of("include", "a.md:1:2", false),
                of("include", "b.md", true),
                of("title", "T", false),
            ]
        );
    }
}
