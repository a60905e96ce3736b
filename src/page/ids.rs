//! The ids of headings.
//!
//! An id is a promise: links from elsewhere use it. So it comes from the heading's own words and,
//! where two are equal, from the heading above; never from a count that another heading could shift.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The id that a heading's words make, or nothing if no letter is left.
///
/// NFC, lower case; letters, numbers, marks, `-` and `_` stay, spaces become one `-`.
pub fn slug_of(words: &str) -> String {
    let mut slug = String::new();
    for c in words.nfc().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else if is_id_letter(c) {
            slug.push(c);
        }
    }
    // Lower case may undo a composition.
    slug.trim_end_matches('-').nfc().collect()
}

fn is_id_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_')
}

/// Whether a class may be written.
pub fn is_class(class: &str) -> bool {
    !class.is_empty()
        && class
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// A heading that wants an id.
#[derive(Clone, Debug)]
pub(super) struct Wanting<'h> {
    /// 1 to 6.
    pub(super) level: u8,
    /// The id that is written.
    pub(super) explicit: Option<&'h str>,
    /// What its words make.
    pub(super) slug: String,
}

/// The id of a heading; unique in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) id: String,
    pub(super) fault: Option<Fault>,
}

/// Why an id cannot stay as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The heading of that ordinal has the same id written.
    Twice(usize),
    /// There are no letters to make one of.
    NoLetters,
    /// Another heading has the same words, and so has the one above.
    Equal,
}

/// Gives each heading its id; those that are written come first, since they do not yield.
pub(super) fn give(headings: &[Wanting<'_>]) -> Vec<Given> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        if let Some(id) = heading.explicit {
            first.entry(id).or_insert(at);
        }
    }
    let mut taken = Taken {
        ids: first.keys().map(|id| (*id).to_owned()).collect(),
        counts: HashMap::new(),
    };
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut all = Vec::with_capacity(headings.len());
    for (at, heading) in headings.iter().enumerate() {
        while above.pop_if(|(level, _)| *level >= heading.level).is_some() {}
        let parent = above.last().map(|(_, id)| id.as_str());
        let given = match heading.explicit.and_then(|id| Some((id, *first.get(id)?))) {
            Some((id, first)) if first == at => Given::clean(id.to_owned()),
            Some((id, first)) => Given::faulty(taken.free(id), Fault::Twice(first)),
            None => taken.of_words(&heading.slug, parent),
        };
        above.push((heading.level, given.id.clone()));
        all.push(given);
    }
    all
}

impl Given {
    fn clean(id: String) -> Self {
        Self { id, fault: None }
    }

    fn faulty(id: String, fault: Fault) -> Self {
        Self {
            id,
            fault: Some(fault),
        }
    }
}

/// The ids that are taken, and how far each was counted up.
struct Taken {
    ids: HashSet<String>,
    counts: HashMap<String, usize>,
}

impl Taken {
    fn of_words(&mut self, slug: &str, parent: Option<&str>) -> Given {
        if slug.is_empty() {
            return Given::faulty(self.free("section"), Fault::NoLetters);
        }
        if self.ids.insert(slug.to_owned()) {
            return Given::clean(slug.to_owned());
        }
        let Some(parent) = parent else {
            return Given::faulty(self.free(slug), Fault::Equal);
        };
        let qualified = format!("{parent}-{slug}");
        if self.ids.insert(qualified.clone()) {
            return Given::clean(qualified);
        }
        Given::faulty(self.free(&qualified), Fault::Equal)
    }

    /// The id itself or the first of `id-2`, `id-3` … that is free.
    fn free(&mut self, id: &str) -> String {
        if self.ids.insert(id.to_owned()) {
            return id.to_owned();
        }
        let count = self.counts.entry(id.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let numbered = format!("{id}-{count}");
            if self.ids.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
