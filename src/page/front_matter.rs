//! The front matter: what a page says of itself, in TOML between two lines of `+++` or in YAML between
//! two of `---`.
//!
//! Whatever is wrong with it, the page still exists and its body is still read, so that links to it
//! do not fail too.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::blocks::line_feeds;
use super::placeholder::phrase_at;
use super::{Braces, FrontMatter, Kind, Phrase, SortBy};
use crate::decode::{Cursor, Origin, Reader, parse_toml, parse_yaml};
use crate::diagnostic::{Bag, Checked, Diagnostic, Fix, Place, codes};
use crate::text::{Source, SourcePath, Span, Spanned};
use crate::wording::words;

/// Reads the front matter of a file and says where its body begins.
pub(super) fn read(source: &Source, braces: Braces) -> Checked<(FrontMatter, usize)> {
    let mut bag = Bag::new();
    let stretch = Stretch {
        source,
        at: source.start(),
    };
    let Some((notation, inside, body_start)) = find(&stretch, &mut bag) else {
        return bag.with((FrontMatter::default(), source.start()));
    };
    let Some(inside) = inside else {
        return bag.with((FrontMatter::default(), body_start));
    };
    let origin = Origin::from_offset(&source.path, inside.start);
    let text = line_feeds(source.text.get(inside).unwrap_or_default());
    let table = match notation {
        Notation::Toml => parse_toml(&text, &origin),
        Notation::Yaml => parse_yaml(&text, &origin),
    }
    .unpack(&mut bag);
    let reader = Reader::new(&origin);
    let cursor = Cursor::new(&reader, &table);
    let front = decode(&cursor, braces, &mut bag);
    cursor.finish();
    let front = reader.into_bag().with(front).unpack(&mut bag);
    bag.with((front, body_start))
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

/// What stands between the fences.
#[derive(Clone, Copy, PartialEq)]
enum Notation {
    Toml,
    Yaml,
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

/// Finds the fences. `Some((_, None, body))` if there is front matter that cannot be read.
fn find(stretch: &Stretch<'_>, bag: &mut Bag) -> Option<(Notation, Option<Range<usize>>, usize)> {
    let mut lines = stretch
        .lines()
        .skip_while(|line| line.text.trim().is_empty());
    let opening = lines.next()?;
    let rest = stretch.from(opening.next);
    let notation = Notation::opened_by(&opening, rest.lines())?;
    wide_fence(*stretch, &opening, bag);
    let Some(closing) = lines.find(|line| notation.closes(line.text)) else {
        bag.push(unclosed(stretch.place(opening.range), notation));
        // What follows an empty line is the page, as far as one can tell.
        let body = rest.lines().find(|line| {
            line.text.trim().is_empty() || (line.text.starts_with('#') && line.text.contains("# "))
        });
        let body = body.map_or(stretch.source.text.len(), |line| line.range.start);
        return Some((notation, None, body));
    };
    wide_fence(*stretch, &closing, bag);
    let body = second(stretch.from(closing.next), bag);
    Some((notation, Some(opening.next..closing.range.start), body))
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
    let line = line.trim_start_matches(' ');
    let key = line
        .split([':', '：'])
        .next()
        .unwrap_or_default()
        .trim_end();
    let key = key.trim_matches(['"', '\'']);
    key.len() < line.len()
        && !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

fn decode(cursor: &Cursor<'_>, default: Braces, bag: &mut Bag) -> FrontMatter {
    let braces = cursor
        .choice(
            "braces",
            &[("facts", Braces::Facts), ("literal", Braces::Literal)],
        )
        .map(|braces| braces.value);
    let meant = braces.unwrap_or(default);
    let path = cursor.reader().origin.path.clone();
    let mut front = FrontMatter {
        title: words_of(cursor, "title", meant, bag),
        description: words_of(cursor, "description", meant, bag),
        date: cursor.date("date").map(|date| date.value),
        updated: cursor.date("updated").map(|date| date.value),
        weight: cursor.integer("weight"),
        sort: choice(
            cursor,
            "sort",
            &[
                ("weight", SortBy::Weight),
                ("date", SortBy::Date),
                ("title", SortBy::Title),
            ],
        ),
        draft: cursor.boolean("draft").unwrap_or(false),
        slug: slug(cursor, &path, bag),
        lang: cursor.text("lang"),
        aliases: aliases(cursor, &path, bag),
        template: cursor.text("template"),
        kind: choice(cursor, "kind", &[("page", Kind::Page), ("faq", Kind::Faq)])
            .unwrap_or_default(),
        toc: cursor.boolean("toc"),
        search: cursor.boolean("search").unwrap_or(true),
        literal: Vec::new(),
        braces,
        extra: None,
    };
    if let Some(check) = cursor.table("check") {
        front.literal = check.texts("literal").unwrap_or_default();
        check.finish();
    }
    // Asked for as a table to have a wrong type reported; kept as it stands.
    if cursor.table("extra").is_some() {
        front.extra = cursor
            .node("extra")
            .and_then(|node| node.as_table())
            .cloned();
    }
    front
}

fn choice<T: Copy>(
    cursor: &Cursor<'_>,
    key: &'static str,
    choices: &[(&'static str, T)],
) -> Option<T> {
    cursor.choice(key, choices).map(|found| found.value)
}

fn words_of(
    cursor: &Cursor<'_>,
    key: &'static str,
    braces: Braces,
    bag: &mut Bag,
) -> Option<Phrase> {
    cursor.text(key)?;
    let node = cursor.node(key)?;
    Some(phrase_at(node, &cursor.reader().origin.path, braces).unpack(bag))
}

fn slug(cursor: &Cursor<'_>, path: &SourcePath, bag: &mut Bag) -> Option<Spanned<String>> {
    let slug = cursor.text("slug")?;
    let node = cursor.node("slug")?;
    match wrong_part(&slug.value) {
        None => Some(slug),
        Some(wrong) => {
            let place = Place::new(path, node.inner(&wrong));
            bag.push(bad_slug(place, &slug.value, &slug.value[wrong]));
            None
        }
    }
}

fn aliases(cursor: &Cursor<'_>, path: &SourcePath, bag: &mut Bag) -> Vec<Spanned<String>> {
    let Some(aliases) = cursor.texts("aliases") else {
        return Vec::new();
    };
    let nodes = cursor
        .node("aliases")
        .and_then(|node| node.as_list())
        .unwrap_or_default();
    let span_of = |alias: &Spanned<String>, wrong: &Range<usize>| -> Span {
        nodes
            .iter()
            .find(|node| node.span == alias.span)
            .map_or(alias.span, |node| node.inner(wrong))
    };
    aliases
        .into_iter()
        .filter(|alias| match wrong_alias(&alias.value) {
            None => true,
            Some(wrong) => {
                let place = Place::new(path, span_of(alias, &wrong));
                bag.push(bad_alias(place, &alias.value, &alias.value[wrong]));
                false
            }
        })
        .collect()
}

/// What is wrong with a part of a URL: letters, numbers, marks, `-`, `_` and inner dots are right.
fn wrong_part(part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return Some(0..0);
    }
    let wrong = part.char_indices().find(|(at, c)| match c {
        '-' | '_' => false,
        '.' => *at == 0 || *at + 1 == part.len() || part[at + 1..].starts_with('.'),
        c => !(c.is_alphanumeric() || is_combining_mark(*c)),
    });
    wrong.map(|(at, c)| at..at + c.len_utf8())
}

/// What is wrong with a path from the root, `/old/page/`.
fn wrong_alias(alias: &str) -> Option<Range<usize>> {
    let Some(inside) = alias.strip_prefix('/') else {
        return Some(0..alias.chars().next().map_or(0, char::len_utf8));
    };
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let mut start = 1;
    for part in inside.split('/') {
        if let Some(wrong) = wrong_part(part) {
            return Some(start + wrong.start..start + wrong.end);
        }
        start += part.len() + 1;
    }
    None
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

<<<<<<< HEAD
fn bad_slug(place: Place, slug: &str) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_SLUG,
        place,
=======
fn in_yaml(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::FRONT_MATTER_YAML,
        place,
        words(
            "YAML(`---`)で書かれたページの設定はまだ読めません",
            "front matter in YAML (`---`) cannot be read yet",
        ),
    )
    .help(words(
        "`+++` で囲み、`title = \"題名\"` のようにTOMLで書いてください",
        "enclose it in `+++` and write TOML, such as `title = \"Title\"`",
    ))
}

fn bad_slug(place: Place, slug: &str, wrong: &str) -> Diagnostic {
    let message = if slug.is_empty() {
        words("slug が空です", "the slug is empty")
    } else {
>>>>>>> main
        words(
            format!("slug `{slug}` の `{wrong}` は使えません"),
            format!("the slug `{slug}` may not hold `{wrong}` there"),
        )
    };
    Diagnostic::new(codes::BAD_SLUG, place, message).help(words(
        "文字・数字・`-`・`_` だけで書いてください",
        "use letters, numbers, `-` and `_` alone",
    ))
}

fn bad_alias(place: Place, alias: &str, wrong: &str) -> Diagnostic {
    let message = if !alias.starts_with('/') {
        words(
            format!("aliases の `{alias}` が `/` で始まっていません"),
            format!("the alias `{alias}` does not begin with `/`"),
        )
    } else if wrong.is_empty() {
        words(
            format!("aliases の `{alias}` に空の部分があります"),
            format!("a part of the alias `{alias}` is empty"),
        )
    } else {
        words(
            format!("aliases の `{alias}` の `{wrong}` は使えません"),
            format!("the alias `{alias}` may not hold `{wrong}` there"),
        )
    };
    Diagnostic::new(codes::BAD_ALIAS, place, message).help(words(
        "`/old/page/` のように `/` から書いてください。使えるのは文字・数字・`-`・`_` です",
        "write a path from the root, such as `/old/page/`, of letters, numbers, `-` and `_`",
    ))
}
