//! What is an error in a site of ours, put another way: the reader sees the same words, and the site builds.

use super::finding;
use super::finish::Draft;
use super::traced::Edit;
use super::write::{code_span, fence_for};
use crate::diagnostic::{Diagnostic, Place};
use crate::page::foreign::{Foreign, ForeignEvent as Event};
use crate::page::{Page, Piece};
use crate::wording::{Wording, words};
use std::ops::Range;

/// Puts another way what is wrong with a page.
pub(super) fn repair(draft: &mut Draft, errors: &[Diagnostic]) {
    let (page, _) = draft.parsed();
    let mut edits: Vec<Edit> = Vec::new();
    for error in errors {
        let Some(place) = &error.place else { continue };
        let span = place.span.range();
        let Some(start) = span.start.checked_sub(page.body_start) else {
            repair_front(draft, error);
            continue;
        };
        let range = start..span.end.saturating_sub(page.body_start);
        let (new, how) = cure(draft, &page, error, place, &range);
        let old = draft.body.place(range.clone());
        draft.findings.push(finding::repaired(old, error, how));
        edits.extend(new);
    }
    draft.edit(&edits);
}

/// Tells what is wrong with a page that becomes code as a whole.
pub(super) fn tell(draft: &mut Draft, errors: &[Diagnostic]) {
    let (page, _) = draft.parsed();
    for error in errors {
        let Some(place) = &error.place else { continue };
        let span = place.span.range();
        let start = span.start.saturating_sub(page.body_start);
        let range = start..span.end.saturating_sub(page.body_start);
        let old = draft.body.place(range);
        let how = words(
            "ページ全体をコードとして残しました",
            "the whole page stays as code",
        );
        draft.findings.push(finding::repaired(old, error, how));
        if (place.span.end as usize) < page.body_start {
            clear_front(draft);
        }
    }
}

fn repair_front(draft: &mut Draft, error: &Diagnostic) {
    clear_front(draft);
    let how = words(
        "front matterのこの部分を引き継ぎませんでした",
        "this part of the front matter was left behind",
    );
    let place = draft.body.place(0..0);
    draft.findings.push(finding::repaired(place, error, how));
}

fn clear_front(draft: &mut Draft) {
    draft.front.aliases.clear();
    draft.front.extra.clear();
}

fn cure(
    draft: &Draft,
    page: &Page,
    error: &Diagnostic,
    place: &Place,
    range: &Range<usize>,
) -> (Vec<Edit>, Wording) {
    if let Some(fix) = &error.fix {
        let edits: Option<Vec<Edit>> = fix
            .edits
            .iter()
            .map(|edit| {
                let span = edit.span.range();
                let start = span.start.checked_sub(page.body_start)?;
                let end = span.end.checked_sub(page.body_start)?;
                (edit.path == draft.path).then(|| Edit::new(start..end, edit.text.clone()))
            })
            .collect();
        if let Some(edits) = edits {
            let how = words("直しました", "it was mended");
            return (edits, how);
        }
    }
    let link = page.body.links.iter().find(|link| {
        let span = link.span.range();
        span.start <= place.span.start as usize && place.span.end as usize <= span.end
    });
    if let Some(link) = link {
        let span = link.span.range();
        let text: String = link.text.pieces.iter().map(letters).collect();
        let to: String = link.destination.pieces.iter().map(letters).collect();
        let of = span.start - page.body_start..span.end - page.body_start;
        let new = format!("{} ({})", super::write::escaped(&text), code_span(&to));
        let how = words("リンクを文字にしました", "the link became letters");
        return (vec![Edit::new(of, new)], how);
    }
    let how = words(
        "この段落をコードとして残しました",
        "the paragraph stays as code",
    );
    (fenced(&draft.body.text, range.start), how)
}

fn letters(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Fact(fact) => format!("{{{{ {} }}}}", fact.path),
    }
}

/// Puts the outermost block around an offset into a fence.
fn fenced(text: &str, at: usize) -> Vec<Edit> {
    let Some(read) = Foreign::default().read(text) else {
        return Vec::new();
    };
    let mut depth = 0_usize;
    let mut block = None;
    for (event, range) in &read.events {
        match event {
            Event::Start(_) => {
                if depth == 0 && range.start <= at && at < range.end.max(range.start + 1) {
                    block = Some(range.clone());
                    break;
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let Some(block) = block else {
        return Vec::new();
    };
    let inside = &text[block.clone()];
    let fence = fence_for(inside);
    let end = block.start + inside.trim_end_matches(['\n', '\r']).len();
    vec![
        Edit::insert(block.start, format!("{fence}markdown\n")),
        Edit::insert(end, format!("\n{fence}")),
    ]
}
