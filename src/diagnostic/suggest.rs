//! "Did you mean": the nearest of the names that exist, or nothing when none is near.

use crate::wording::{Wording, words};

/// The candidate that is most likely meant by `wanted`: equal but for case and `-`/`_`/space, or at
/// most a third of its letters away.
pub fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(wanted);
    let length = folded.chars().count();
    let allowed = length.div_ceil(3).min(3);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&folded, &fold(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            // A name of which no letter is right is not a misspelling.
            *distance <= allowed && *distance < candidate.chars().count().min(length)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The suggestion as a sentence; without one near, the names that exist, if they are few.
pub fn did_you_mean<'c>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<Wording> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
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
    fn suggests_only_what_is_near() {
        let names = ["hours", "holidays", "number", "name"];
        assert_eq!(nearest("huors", names), Some("hours"));
        assert_eq!(nearest("Number", names), Some("number"));
        assert_eq!(nearest("holi_days", names), Some("holidays"));
        assert_eq!(nearest("price", names), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
