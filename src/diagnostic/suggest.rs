//! "Did you mean": the nearest of the names that exist, or nothing when none is near.

use std::collections::BTreeSet;

use crate::wording::{Wording, words};

/// The candidate that is most likely meant by `wanted`: equal but for case and `-`/`_`/space, at
/// most a third of its letters away, or begun by it. An ending that both share, `.md`, is no likeness.
pub fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(wanted, candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The candidate whose words are most like those of `wanted`: at least half of it is the same. For
/// headings that were reworded, where [`nearest`] is for names that were misspelt.
pub fn most_like<'c>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted = fold(wanted);
    let likeness = |candidate: &str| {
        let candidate = fold(candidate);
        let letters = strsim::normalized_damerau_levenshtein(&wanted, &candidate);
        letters.max(strsim::sorensen_dice(&wanted, &candidate))
    };
    candidates
        .into_iter()
        .map(|candidate| (likeness(candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| other.cmp(one)))
        .map(|(_, candidate)| candidate)
}

/// How far two names are apart, if they are near enough for one to be meant by the other.
fn distance(wanted: &str, candidate: &str) -> Option<usize> {
    let (wanted, candidate) = without_ending(wanted, candidate);
    let (wanted, candidate) = (fold(wanted), fold(candidate));
    let length = wanted.chars().count();
    let distance = strsim::damerau_levenshtein(&wanted, &candidate);
    let is_near =
        distance <= length.div_ceil(3).min(3) && distance < length.max(candidate.chars().count());
    let is_begun = length >= 3 && candidate.starts_with(&wanted);
    (is_near || is_begun).then_some(distance)
}

/// Both names without the extension that they share.
fn without_ending<'n>(one: &'n str, other: &'n str) -> (&'n str, &'n str) {
    let ending = |name: &'n str| name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    match (ending(one), ending(other)) {
        (Some((a, x)), Some((b, y))) if x == y => (a, b),
        _ => (one, other),
    }
}

/// The suggestion as a sentence; without one near, the names that exist, if they are few.
pub fn did_you_mean<'c>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<Wording> {
    let mut candidates: Vec<&str> = candidates.into_iter().collect();
    let mut seen = BTreeSet::new();
    candidates.retain(|candidate| seen.insert(*candidate));
    if let Some(near) = nearest(wanted, candidates.iter().copied()) {
        return Some(words(
            format!("`{near}` ではありませんか"),
            format!("did you mean `{near}`?"),
        ));
    }
    if candidates.is_empty() || candidates.len() > 30 {
        return None;
    }
    let list = candidates
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>();
    Some(words(
        format!("使えるのは {} です", list.join("、")),
        format!("known here: {}", list.join(", ")),
    ))
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_reworded_headings() {
        let headings = ["電話予約の方法", "チャットの使い方", "料金"];
        assert_eq!(most_like("電話での予約方法", headings), Some(headings[0]));
        assert_eq!(
            most_like("how-to-call", ["how-to-call-us"]),
            Some("how-to-call-us")
        );
        assert_eq!(most_like("営業時間", headings), None);
    }

    #[test]
    fn suggests_only_what_is_near() {
        let names = ["hours", "holidays", "number", "name"];
        assert_eq!(nearest("huors", names), Some("hours"));
        assert_eq!(nearest("Number", names), Some("number"));
        assert_eq!(nearest("holi_days", names), Some("holidays"));
        assert_eq!(nearest("price", names), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("warn", ["error", "warning"]), Some("warning"));
        assert_eq!(nearest("wide.html", ["base.html"]), None);
        assert_eq!(nearest("phoen.md", ["phone.md"]), Some("phone.md"));
    }
}
