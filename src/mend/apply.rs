//! Edits put into texts: which of them go together, and what the texts are afterwards.
//!
//! Pure arithmetic of bytes. An edit that does not fit its text (another file's, the middle of a
//! letter) is never applied in part: the whole fix is left out.

use std::collections::BTreeMap;

use crate::diagnostic::{Edit, Fix};
use crate::text::{Source, SourcePath, Span};

/// The texts of a site.
pub(super) type Texts = BTreeMap<SourcePath, Source>;

/// Whether every edit of a fix lies in a text of the site, and none over another of the same fix.
pub(super) fn fits(fix: &Fix, texts: &Texts) -> bool {
    let lies_in = |edit: &Edit| {
        let text = texts.get(&edit.path);
        text.is_some_and(|source| source.text.get(edit.span.range()).is_some())
    };
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (&edit.path, edit.span));
    edits.dedup();
    !edits.is_empty()
        && edits.iter().all(|edit| lies_in(edit))
        && !edits.windows(2).any(|pair| overlap(pair[0], pair[1]))
}

/// Of fixes in order, those that overlap none before them; the others must wait.
pub(super) fn side_by_side<'f>(fixes: impl Iterator<Item = &'f Fix>) -> Vec<bool> {
    let mut taken: BTreeMap<(&SourcePath, u32), &Edit> = BTreeMap::new();
    let mut free = Vec::new();
    for fix in fixes {
        let is_free = fix.edits.iter().all(|edit| {
            let Span { start, end } = edit.span;
            let before = taken.range(..(&edit.path, start)).next_back();
            // What is taken does not overlap itself, so its first two from here on decide.
            let behind = taken.range((&edit.path, start)..=(&edit.path, end)).take(2);
            let mut near = before.into_iter().chain(behind);
            !near.any(|(_, other)| overlap(edit, other))
        });
        if is_free {
            let edits = fix.edits.iter();
            taken.extend(edits.map(|edit| ((&edit.path, edit.span.start), edit)));
        }
        free.push(is_free);
    }
    free
}

/// Whether two edits of one file touch the same letters. An insertion touches what it stands at: which
/// of two would come first nobody could say.
fn overlap(a: &Edit, b: &Edit) -> bool {
    let (x, y) = (a.span, b.span);
    let is_insertion = x.is_empty() || y.is_empty();
    let apart = if is_insertion {
        x.end < y.start || y.end < x.start
    } else {
        x.end <= y.start || y.end <= x.start
    };
    a.path == b.path && !apart
}

/// The texts with all edits of some fixes, none of which overlaps another.
pub(super) fn apply<'f>(texts: &Texts, fixes: impl Iterator<Item = &'f Fix>) -> Texts {
    let mut edits: BTreeMap<&SourcePath, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.flat_map(|fix| &fix.edits) {
        edits.entry(&edit.path).or_default().push(edit);
    }
    let mut mended = texts.clone();
    for (path, mut edits) in edits {
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        edits.dedup();
        if let Some(source) = mended.get_mut(path) {
            source.text = edited(&source.text, &edits).into();
        }
    }
    mended
}

fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(&text[from..range.start]);
        out.push_str(&edit.text);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let path = SourcePath::new("a.md");
        let edit = |(start, end, text): &(usize, usize, &str)| Edit {
            path: path.clone(),
            span: (*start..*end).into(),
            text: (*text).to_owned(),
        };
        Fix {
            edits: edits.iter().map(edit).collect(),
        }
    }

    fn texts(text: &str) -> Texts {
        let source = Source::new("a.md", text);
        [(source.path.clone(), source)].into()
    }

    #[test]
    fn the_first_of_those_that_overlap_wins() {
        let fixes = [
            fix(&[(0, 2, "x")]),
            fix(&[(1, 3, "y")]),
            fix(&[(2, 3, "z")]),
            fix(&[(5, 5, "i")]),
            fix(&[(5, 5, "j")]),
            fix(&[(3, 4, "k"), (5, 6, "l")]),
        ];
        let free = side_by_side(fixes.iter());
        assert_eq!(free, [true, false, true, true, false, false]);
        let chosen = fixes
            .iter()
            .zip(free)
            .filter_map(|(fix, free)| free.then_some(fix));
        let mended = apply(&texts("abcdef"), chosen);
        assert_eq!(&*mended["a.md"].text, "xzdeif");
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let texts = texts("窓口");
        assert!(fits(&fix(&[(0, 3, "")]), &texts));
        assert!(!fits(&fix(&[(1, 3, "")]), &texts), "the middle of a letter");
        assert!(!fits(&fix(&[(0, 9, "")]), &texts), "behind the end");
        assert!(
            !fits(&fix(&[(0, 3, "a"), (0, 6, "b")]), &texts),
            "over itself"
        );
        assert!(!fits(&Fix { edits: vec![] }, &texts));
    }
}
