//! The front matter: what a page says of itself, in TOML between two lines of `+++` or in YAML between
//! two of `---`.
//!
//! Whatever is wrong with it, the page still exists and its body is still read, so that links to it
//! do not fail too.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::blocks::line_feeds;
use super::fences::{self, Notation};
use super::keys::FRONT_MATTER;
use super::placeholder::phrase_at;
use super::{Braces, FrontMatter, Kind, Phrase, SortBy};
use crate::decode::{Cursor, Origin, Reader, parse_toml, parse_yaml};
use crate::diagnostic::{Bag, Checked, Diagnostic, Place, codes};
use crate::text::{Source, SourcePath, Span, Spanned};
use crate::wording::words;

/// Reads the front matter of a file and says where its body begins.
pub(super) fn read(source: &Source, braces: Braces) -> Checked<(FrontMatter, usize)> {
    let mut bag = Bag::new();
    let (found, body_start) = fences::find(source).unpack(&mut bag);
    let Some((notation, inside)) = found else {
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
    let cursor = Cursor::of(&reader, &table, FRONT_MATTER);
    let front = decode(&cursor, braces, &mut bag);
    cursor.finish();
    let front = reader.into_bag().with(front).unpack(&mut bag);
    bag.with((front, body_start))
}

fn decode(cursor: &Cursor<'_>, default: Braces, bag: &mut Bag) -> FrontMatter {
    let braces = cursor.word("braces").map(|word| match word.value {
        "literal" => Braces::Literal,
        _ => Braces::Facts,
    });
    let meant = braces.unwrap_or(default);
    let path = cursor.reader().origin.path.clone();
    let mut front = FrontMatter {
        title: words_of(cursor, "title", meant, bag),
        description: words_of(cursor, "description", meant, bag),
        date: cursor.date("date").map(|date| date.value),
        updated: cursor.date("updated").map(|date| date.value),
        weight: cursor.integer("weight"),
        sort: cursor.word("sort").map(|word| match word.value {
            "date" => SortBy::Date,
            "title" => SortBy::Title,
            _ => SortBy::Weight,
        }),
        draft: cursor.boolean("draft").unwrap_or(false),
        slug: slug(cursor, &path, bag),
        lang: cursor.text("lang"),
        aliases: aliases(cursor, &path, bag),
        template: cursor.text("template"),
        kind: match cursor.word("kind").map(|word| word.value) {
            Some("faq") => Kind::Faq,
            _ => Kind::Page,
        },
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

fn bad_slug(place: Place, slug: &str, wrong: &str) -> Diagnostic {
    let message = if slug.is_empty() {
        words("slug が空です", "the slug is empty")
    } else {
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
