//! Where a page's front matter begins and ends: lines of `+++` around TOML, of `---` around YAML.
//!
//! A page may begin with a rule, too, which is also written `---`; only a key behind it makes it a fence.

use std::ops::Range;

use super::keys::FRONT_MATTER;
use crate::diagnostic::{Bag, Checked, Diagnostic, Edit, Fix, Place, codes};
use crate::text::Source;
use crate::wording::words;

/// What stands between the fences.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Notation {
    Toml,
    Yaml,
}

/// Front matter that can be read, and where it stands between its fences.
pub(super) type Found = Option<(Notation, Range<usize>)>;

/// Finds the front matter, and where the body begins.
pub(super) fn find(source: &Source) -> Checked<(Found, usize)> {
    let mut bag = Bag::new();
    let stretch = Stretch {
        source,
        at: source.start(),
    };
    let found = find_in(stretch, &mut bag);
    bag.with(found)
}

fn find_in(stretch: Stretch<'_>, bag: &mut Bag) -> (Found, usize) {
    let mut lines = stretch
        .lines()
        .skip_while(|line| line.text.trim().is_empty());
    let Some(opening) = lines.next() else {
        return (None, stretch.at);
    };
    let rest = stretch.from(opening.next);
    let Some(notation) = Notation::opened_by(&opening, rest.lines()) else {
        return toml_in_yaml(stretch, &opening, bag).unwrap_or((None, stretch.at));
    };
    wide_fence(stretch, &opening, bag);
    let Some(closing) = lines.find(|line| notation.closes(line.text)) else {
        bag.push(unclosed(stretch.place(opening.range), notation));
        // What follows an empty line is the page, as far as one can tell.
        let body = rest.lines().find(|line| {
            line.text.trim().is_empty() || (line.text.starts_with('#') && line.text.contains("# "))
        });
        let end = stretch.source.text.len();
        return (None, body.map_or(end, |line| line.range.start));
    };
    wide_fence(stretch, &closing, bag);
    let inside = opening.next..closing.range.start;
    let body = second(stretch.from(closing.next), bag);
    (Some((notation, inside)), body)
}

/// TOML between the fences of YAML: understood, and told with the right fences.
fn toml_in_yaml(stretch: Stretch<'_>, opening: &Line<'_>, bag: &mut Bag) -> Option<(Found, usize)> {
    let rest = stretch.from(opening.next);
    let first = rest.lines().find(|line| !line.text.starts_with('#'))?;
    if opening.text.trim_end() != "---" || !is_toml_key(first.text) {
        return None;
    }
    let closing = rest.lines().find(|line| Notation::Yaml.closes(line.text))?;
    let fences = [opening, &closing].map(|line| Edit {
        path: stretch.source.path.clone(),
        span: line.range.clone().into(),
        text: "+++".to_owned(),
    });
    let message = words(
        "`---` で囲まれていますが、中身は `キー = 値` の形(TOML)です",
        "`---` stands around lines of the form `key = value`, which is TOML",
    );
    let told = Diagnostic::new(
        codes::YAML_SYNTAX,
        stretch.place(opening.range.clone()),
        message,
    );
    bag.push(
        told.help(words(
            "上下の `---` を `+++` にしてください",
            "write `+++` in the place of both `---`",
        ))
        .fix(Fix {
            edits: fences.into(),
        }),
    );
    let inside = opening.next..closing.range.start;
    Some((Some((Notation::Toml, inside)), closing.next))
}

/// Whether a line gives a key of front matter a value, as TOML does.
fn is_toml_key(line: &str) -> bool {
    let key = line.split_once('=').map(|(key, _)| key.trim());
    key.is_some_and(|key| FRONT_MATTER.iter().any(|known| known.name == key))
}

/// A file from some offset on.
#[derive(Clone, Copy)]
struct Stretch<'s> {
    source: &'s Source,
    at: usize,
}

/// A line without its end, and where the next one begins.
struct Line<'s> {
    text: &'s str,
    range: Range<usize>,
    next: usize,
}

impl<'s> Stretch<'s> {
    fn lines(self) -> impl Iterator<Item = Line<'s>> {
        let text: &'s str = &self.source.text;
        let mut at = self.at;
        std::iter::from_fn(move || {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let end = if rest[length..].starts_with("\r\n") {
                2
            } else {
                1
            };
            let range = at..at + length;
            at = (range.end + end).min(text.len());
            Some(Line {
                text: &rest[..length],
                range,
                next: at,
            })
        })
    }

    fn from(self, at: usize) -> Self {
        Self { at, ..self }
    }

    fn place(self, range: Range<usize>) -> Place {
        Place::new(&self.source.path, range.into())
    }
}

impl Notation {
    /// The notation that a fence opens.
    fn opened_by<'s>(line: &Line<'s>, behind: impl Iterator<Item = Line<'s>>) -> Option<Self> {
        if is_fence(line.text) {
            return Some(Self::Toml);
        }
        // `---` is a rule, too: only a key makes it a fence.
        let key = |line: Line<'_>| is_yaml_key(line.text);
        let mut behind = behind.skip_while(|line| line.text.starts_with('#'));
        (line.text.trim_end() == "---" && behind.next().is_some_and(key)).then_some(Self::Yaml)
    }

    fn closes(self, line: &str) -> bool {
        match self {
            Self::Toml => is_fence(line),
            Self::Yaml => matches!(line.trim_end(), "---" | "..."),
        }
    }
}

/// A second front matter right behind the first would be printed as prose.
fn second(body: Stretch<'_>, bag: &mut Bag) -> usize {
    let mut lines = body.lines().skip_while(|line| line.text.trim().is_empty());
    let Some(opening) = lines.next() else {
        return body.at;
    };
    let behind = body.from(opening.next);
    let closing = Notation::opened_by(&opening, behind.lines())
        .and_then(|notation| lines.find(|line| notation.closes(line.text)));
    let Some(closing) = closing else {
        return body.at;
    };
    bag.push(twice(body.place(opening.range)));
    closing.next
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    line.chars().count() == 3 && line.chars().all(|c| matches!(c, '+' | '＋'))
}

/// Whether a line begins with a key of YAML, with a full-width colon too.
fn is_yaml_key(line: &str) -> bool {
    let Some((key, _)) = line.split_once([':', '：']) else {
        return false;
    };
    let key = key.trim_matches([' ', '"', '\'']);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_letter)
}

fn wide_fence(stretch: Stretch<'_>, line: &Line<'_>, bag: &mut Bag) {
    if !line.text.contains('＋') {
        return;
    }
    let written = line.range.start..line.range.start + line.text.trim_end().len();
    bag.push(
        Diagnostic::new(
            codes::WIDE_MARK,
            stretch.place(written.clone()),
            words(
                "全角の `＋＋＋` で囲まれています",
                "the full-width mark `＋＋＋` is used",
            ),
        )
        .help(words("半角の `+++` にしてください", "write `+++`"))
        .fix(Fix::replace(&stretch.source.path, written.into(), "+++")),
    );
}

fn unclosed(place: Place, notation: Notation) -> Diagnostic {
    let fence = match notation {
        Notation::Toml => "+++",
        Notation::Yaml => "---",
    };
    Diagnostic::new(
        codes::FRONT_MATTER_UNCLOSED,
        place,
        words(
            format!("ページの設定(`{fence}`)が閉じられていません"),
            format!("the front matter opened by `{fence}` is never closed"),
        ),
    )
    .help(words(
        format!("設定の最後の行の次に `{fence}` だけの行を書いてください"),
        format!("write a line of `{fence}` behind its last key"),
    ))
}

fn twice(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::FRONT_MATTER_TWICE,
        place,
        words(
            "ページの設定が二つあります",
            "there is a second front matter",
        ),
    )
    .help(words("一つにまとめてください", "merge the two into one"))
}
