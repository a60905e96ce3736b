//! The letters of inline Markdown, without its marks: for places that hold letters alone.

use super::cjk::joins_lines;
use super::dialect::{Dialect, Event, events};
use super::mask::Mask;

/// The letters that a reader sees, with `shown` for the facts, by their ordinals.
pub fn letters(text: &str, dialect: &Dialect, shown: &[&str]) -> String {
    let mask = Mask::new(text, dialect);
    let mut letters = String::new();
    let mut line_ended = false;
    for (event, _) in events(&mask) {
        let piece = match &event {
            Event::Text(piece) | Event::Code(piece) => piece.as_ref(),
            Event::Fact(fact) => shown.get(fact.ordinal).copied().unwrap_or_default(),
            Event::SoftBreak | Event::HardBreak => {
                line_ended = true;
                continue;
            }
            _ => continue,
        };
        if std::mem::take(&mut line_ended) {
            let joins = letters
                .chars()
                .last()
                .zip(piece.chars().next())
                .is_some_and(|(before, after)| joins_lines(before, after));
            letters.push_str(if joins { "" } else { " " });
        }
        letters.push_str(piece);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_facts_come() {
        let of = |text: &str| letters(text, &Dialect::default(), &["21:00"]);
        assert_eq!(
            of("**急ぎ**は{{ phone.closes }}まで、[案内](/a)と`code`"),
            "急ぎは21:00まで、案内とcode"
        );
        assert_eq!(of("一行目\n二行目 and\nthree"), "一行目二行目 and three");
    }
}
