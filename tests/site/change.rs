//! What the program is for: a fact is changed in one place, and everything that shows it follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::built::{build, errors, guide, texts};

const CHANNELS: &str = "content/data/channels.toml";
const BEFORE: &str = "hours = { everyday = \"09:00-21:00\" }";
const AFTER: &str = "hours = { everyday = \"08:40-21:50\" }";

/// The guide with other hours of the phone.
fn changed() -> BTreeMap<String, String> {
    let mut snapshot = guide().snapshot.clone();
    let source = snapshot.texts.get_mut(CHANNELS).unwrap();
    assert_eq!(
        source.text.matches(BEFORE).count(),
        1,
        "the hours stand once"
    );
    source.text = Arc::from(source.text.replace(BEFORE, AFTER));
    let (_, compilation, outputs) = build(&snapshot);
    assert!(
        !compilation.has_errors(),
        "{}",
        errors(&snapshot, &compilation.findings)
    );
    texts(outputs)
}

/// The hours as pages print them, before and after: in Japanese, in English.
const PRINTED: [(&str, &str); 2] = [("9:00〜21:00", "8:40〜21:50"), ("9:00–21:00", "8:40–21:50")];

/// What search knows says the same, and is held to it apart.
const SEARCH: &str = "assets/search/";

/// Where the source of the guide is quoted, the old hours stay: a quotation is no fact of ours.
const QUOTING: (&str, &str) = ("disputed/index.html", "content/data/disputed.toml");

#[test]
fn changing_hours_of_one_channel_changes_all_places_and_nothing_else() {
    let (before, after) = (&guide().texts, changed());
    assert!(before.keys().eq(after.keys()), "the same files are made");
    let differing: BTreeSet<&str> = before
        .iter()
        .filter(|(path, _)| !path.starts_with(SEARCH))
        .filter(|(path, text)| after[*path] != **text)
        .map(|(path, _)| path.as_str())
        .collect();
    let showing: BTreeSet<&str> = before
        .iter()
        .filter(|(path, _)| !path.starts_with(SEARCH))
        .filter(|(_, text)| PRINTED.iter().any(|(old, _)| text.contains(old)))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(differing, showing, "the pages that show the hours");
    assert!(
        differing.len() >= 8,
        "the guide shows them often: {differing:?}"
    );
    for path in differing {
        for (old, new) in changed_lines(&before[path], &after[path]) {
            assert!(
                // In words, or as minutes for the script that knows the time.
                ["8:40", "21:50", "o520c1310"]
                    .iter()
                    .any(|hour| new.contains(hour)),
                "{path}: this line does not speak of the hours: {new}"
            );
            assert_eq!(without_numbers(old), without_numbers(new), "{path}");
        }
    }
}

#[test]
fn the_old_hours_are_gone() {
    let after = changed();
    let quoted = &guide().snapshot.texts[QUOTING.1].text;
    let quoted: Vec<&str> = quoted
        .lines()
        .filter(|line| line.contains(" = \""))
        .collect();
    let quoted = quoted.join("\n");
    let found = |wanted: &str| {
        let texts = after.iter().filter(|(path, _)| path.starts_with(SEARCH));
        texts
            .map(|(_, text)| text.matches(wanted).count())
            .sum::<usize>()
    };
    for (old, new) in PRINTED {
        assert_eq!(found(old), quoted.matches(old).count(), "search: {old}");
        assert!(found(new) > 0, "search: {new}");
    }
    for (path, text) in after.iter().filter(|(path, _)| !path.starts_with(SEARCH)) {
        for (old, _) in PRINTED {
            let expected = if path == QUOTING.0 {
                quoted.matches(old).count()
            } else {
                0
            };
            assert_eq!(text.matches(old).count(), expected, "{path}: {old}");
        }
    }
    let when = &after["when/index.html"];
    assert!(when.contains("8:40〜21:50"), "the hour of opening follows");
    assert!(when.contains("(21:50)"), "the hour of closing follows");
}

/// The lines that differ; changed hours neither add nor remove any.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> Vec<(&'t str, &'t str)> {
    assert_eq!(before.lines().count(), after.lines().count());
    let pairs = before.lines().zip(after.lines());
    pairs.filter(|(old, new)| old != new).collect()
}

/// A line without its numbers and without pictures, whose shapes follow the numbers.
fn without_numbers(line: &str) -> String {
    let words = match (line.find("<svg"), line.rfind("</svg>")) {
        (Some(from), Some(to)) => format!("{}{}", &line[..from], &line[to..]),
        _ => line.to_owned(),
    };
    words.chars().filter(|c| !c.is_ascii_digit()).collect()
}
