//! Line breaks of the text that the reader does not see.

use std::borrow::Cow;

use crate::page::dialect::{Event, Letters, Placed, TagEnd};
use crate::site::joined::JoinedBody;
use crate::text::cjk;

/// Drops each soft line break between two wide characters, where a browser would show a space.
pub(super) fn join_wide_lines<'e, 't>(
    events: &'e [Placed<'t>],
    joined: &JoinedBody,
) -> Cow<'e, [Placed<'t>]> {
    let is_break = |(event, _): &Placed<'_>| matches!(event, Event::SoftBreak);
    if !events.iter().any(is_break) {
        return Cow::Borrowed(events);
    }
    let nexts = next_letters(events, joined);
    let mut before = None;
    let seen = events.iter().zip(nexts).filter(|(placed, next)| {
        if is_break(placed) {
            let joins = |before| next.is_some_and(|next| cjk::joins_lines(before, next));
            return !before.is_some_and(joins);
        }
        if let Some(last) = edge(&placed.0, joined, Edge::Last) {
            before = Some(last);
        }
        true
    });
    Cow::Owned(seen.map(|(placed, _)| placed.clone()).collect())
}

/// For each event, the first letter that comes behind it in its sentence.
fn next_letters(events: &[Placed<'_>], joined: &JoinedBody) -> Vec<Option<char>> {
    let mut next = None;
    let mut nexts: Vec<Option<char>> = events
        .iter()
        .rev()
        .map(|(event, _)| {
            let here = next;
            if let Event::End(TagEnd::Paragraph) = event {
                next = None;
            } else if let Some(first) = edge(event, joined, Edge::First) {
                next = Some(first);
            }
            here
        })
        .collect();
    nexts.reverse();
    nexts
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// The first or last letter that a reader sees of an event.
fn edge(event: &Event<'_>, joined: &JoinedBody, edge: Edge) -> Option<char> {
    let end = |letters: &str| match edge {
        Edge::First => letters.chars().next(),
        Edge::Last => letters.chars().next_back(),
    };
    match event {
        Event::Text(text) | Event::Code(text) => end(text),
        Event::Fact(fact) => end(&joined.shown.get(fact.ordinal)?.text),
        // What is neither letter nor mark of emphasis parts the two lines.
        Event::HardBreak | Event::FootnoteReference(_) | Event::TaskListMarker(_) => Some(' '),
        _ => None,
    }
}

/// A string of letters and facts as the reader sees it.
pub(super) fn shown_letters(letters: &[Letters<'_>], joined: &JoinedBody) -> String {
    letters
        .iter()
        .map(|piece| match piece {
            Letters::Text(text) => text.to_string(),
            Letters::Fact(fact) => {
                let shown = joined.shown.get(fact.ordinal);
                shown.map(|shown| shown.text.clone()).unwrap_or_default()
            }
        })
        .collect()
}
