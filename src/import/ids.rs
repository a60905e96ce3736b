//! The rules by which other generators make ids of headings, today's and those of earlier versions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::old::Rules;
use super::zola::Slugify;
use crate::ledger::is_anchor;

/// A heading or a term, before ids are given.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// 1 to 6; 0 for the term of a definition and for raw HTML.
    pub(super) level: u8,
    pub(super) explicit: Option<String>,
    pub(super) text: String,
    pub(super) is_rich: bool,
    pub(super) has_link: bool,
    /// Whether it is a heading of raw HTML, which gets no id today.
    pub(super) is_raw: bool,
}

/// The id of a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// That of today's version.
    pub(super) now: Option<String>,
    /// Others, which earlier versions gave.
    pub(super) once: Vec<String>,
}

/// The ids of each; `then` are the headings as earlier versions read them.
pub(super) fn given(found: &[Found], rules: &Rules, then: &[Found]) -> Vec<Given> {
    match rules {
        Rules::MdBook(_) => of_mdbook(found, then),
        Rules::Zola(slugify) => {
            let explicit = found.iter().filter_map(|found| found.explicit.clone());
            let slug = |text: &str| Slugify::slug(slugify.anchors, text);
            let ids = numbered(found, slug, explicit.collect());
            let given = ids.into_iter().map(|id| Given {
                now: Some(id),
                once: Vec::new(),
            });
            given.collect()
        }
    }
}

fn of_mdbook(found: &[Found], then: &[Found]) -> Vec<Given> {
    let today: Vec<Found> = found
        .iter()
        .filter(|found| !found.is_raw)
        .cloned()
        .collect();
    let all = |text: &str| mdbook_id(text, Lower::All);
    let ascii = |text: &str| mdbook_id(text, Lower::Ascii);
    let mut now = by_place(&today, numbered(&today, all, BTreeSet::new()));
    let is_term = |found: &Found| found.level == 0 && !found.is_raw;
    let headings: Vec<Found> = found
        .iter()
        .filter(|found| !is_term(found))
        .cloned()
        .collect();
    let untouched: Vec<Found> = then.iter().filter(|found| !found.is_raw).cloned().collect();
    let earlier = [
        by_place(&headings, counted(&headings, ascii)),
        by_place(then, counted(then, ascii)),
        by_place(&untouched, numbered(&untouched, all, BTreeSet::new())),
    ];
    let given = found.iter().map(|found| {
        let at = found.range.start;
        let now = now.remove(&at);
        let mut once = Vec::new();
        for id in earlier.iter().filter_map(|ids| ids.get(&at)) {
            if Some(id) != now.as_ref() && !once.contains(id) {
                once.push(id.clone());
            }
        }
        Given { now, once }
    });
    given.collect()
}

fn by_place(found: &[Found], ids: Vec<String>) -> BTreeMap<usize, String> {
    let places = found.iter().map(|found| found.range.start);
    places.zip(ids).collect()
}

/// Ids from words, each with the first number that makes it new; what is written stays as it is.
fn numbered(
    found: &[Found],
    slug: impl Fn(&str) -> String,
    mut taken: BTreeSet<String>,
) -> Vec<String> {
    let mut given = Vec::with_capacity(found.len());
    // Where the search for a number goes on: many headings may have the same words.
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for found in found {
        if let Some(id) = &found.explicit {
            given.push(id.clone());
            continue;
        }
        let base = slug(&found.text);
        let count = next.entry(base.clone()).or_insert(0);
        let mut id = base.clone();
        loop {
            if *count > 0 {
                id = format!("{base}-{count}");
            }
            *count += 1;
            if taken.insert(id.clone()) {
                break;
            }
        }
        given.push(id);
    }
    given
}

/// Ids from words, each with the number of headings before it that have the same words, so that two may be
/// equal.
fn counted(found: &[Found], slug: impl Fn(&str) -> String) -> Vec<String> {
    let mut counter = Counter::default();
    let given = found.iter().map(|found| match &found.explicit {
        Some(id) => id.clone(),
        None => counter.id(slug(&found.text)),
    });
    given.collect()
}

/// How often each id was asked for in a page.
#[derive(Debug, Default)]
pub(super) struct Counter {
    counts: BTreeMap<String, usize>,
}

impl Counter {
    /// An id with the number of those before it that are equal.
    pub(super) fn id(&mut self, base: String) -> String {
        let count = self.counts.entry(base.clone()).or_insert(0);
        *count += 1;
        match *count - 1 {
            0 => base,
            before => format!("{base}-{before}"),
        }
    }
}

/// An id that a heading can have here, as near as can be to one that it cannot have.
pub(super) fn writable(id: &str, taken: &mut BTreeSet<String>) -> String {
    let kept: String = id
        .chars()
        .filter(|c| is_anchor(c.encode_utf8(&mut [0; 4])))
        .collect();
    let base = match kept.trim_matches(['-', '_', '.']) {
        "" => "section",
        base => base,
    };
    let mut new = base.to_owned();
    let mut count = 0;
    while !taken.insert(new.clone()) {
        count += 1;
        new = format!("{base}-{count}");
    }
    new
}

/// Letters of raw HTML without the few character references that made no part of an id.
pub(super) fn without_references(html: &str) -> String {
    let references = ["&lt;", "&gt;", "&amp;", "&#39;", "&quot;"];
    let without = |text: String, reference: &&str| text.replace(*reference, "");
    references.iter().fold(html.to_owned(), without)
}

/// Which letters become small ones.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lower {
    All,
    Ascii,
}

/// mdBook's rule: letters, numbers, `-` and `_` stay, each space becomes a `-`, all else goes. Its versions
/// before 0.5 made only the letters of ASCII small.
pub(super) fn mdbook_id(text: &str, lower: Lower) -> String {
    let small = match lower {
        Lower::All => text.trim().to_lowercase(),
        Lower::Ascii => text.trim().to_ascii_lowercase(),
    };
    small
        .chars()
        .filter_map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_') {
                Some(c)
            } else {
                c.is_whitespace().then_some('-')
            }
        })
        .collect()
}
