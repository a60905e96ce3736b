//! Where a schema and its decoder may differ, each with the reason.

use madoguchi::diagnostic::Diagnostic;

/// A file on which the two do not agree.
pub(crate) struct Case<'a> {
    pub(crate) path: &'a str,
    pub(crate) keys: &'a [String],
    pub(crate) how: &'a str,
    /// What the decoder reports; if nothing, the schema alone refuses it.
    pub(crate) decoder: &'a [Diagnostic],
}

type Difference = (&'static str, fn(&Case<'_>) -> bool);

/// All there are.
const DIFFERENCES: &[Difference] = &[
    (
        "JSON has no days and times: without quotes they are texts to a validator",
        |case| {
            let is_time = ["= 2026-", "= 09:"]
                .iter()
                .any(|how| case.how.starts_with(how));
            is_time && case.all_of(&["wrong-type"])
        },
    ),
    (
        "hours, numbers, reply times, periods and time zones are read by readers of notations, which no pattern can be",
        |case| {
            let is_text = matches!(case.how, "= \"xyzzy\"" | "= \"\"");
            let of_notation = case.all_of(&["bad-hours", "bad-number"]);
            let typed = case.messages().all(|told| {
                [
                    "a length of time",
                    "no time zone",
                    "no period",
                    "nothing is written",
                ]
                .iter()
                .any(|words| told.contains(words))
            });
            is_text && (of_notation || typed && !case.decoder.is_empty())
        },
    ),
    (
        "columns, calendars and channels that change are known to the schema when it is written anew",
        |case| {
            let is_declaration = match case.keys.first().map(String::as_str) {
                Some("columns" | "calendar") => true,
                Some("channel") => case.keys.len() == 2,
                _ => false,
            };
            let known = [
                "unknown-key",
                "unknown-reference",
                "bad-hours",
                "bad-value",
                "wrong-type",
            ];
            is_declaration && case.all_of(&known)
        },
    ),
    (
        "whether hours say what holds on public holidays follows from all of their days",
        |case| case.all_of(&["holidays-unsaid"]),
    ),
    (
        "a schema compares no two values: an end before its beginning is let through",
        |case| {
            case.messages()
                .all(|told| told == "`until` is before `from`")
                && !case.decoder.is_empty()
        },
    ),
    (
        "words of the interface and languages of pages are compared when the site is put together, not when a file is read",
        |case| {
            let first = case.keys.first().map(String::as_str);
            case.decoder.is_empty()
                && (case.path == "config.toml" && first == Some("words") || first == Some("lang"))
        },
    ),
];

/// Why the two may differ here.
pub(crate) fn reason(case: &Case<'_>) -> Option<&'static str> {
    let found = DIFFERENCES.iter().find(|(_, is)| is(case));
    found.map(|(reason, _)| *reason)
}

impl Case<'_> {
    /// Whether the decoder reports something, and nothing but these.
    fn all_of(&self, codes: &[&str]) -> bool {
        let is_one = |told: &Diagnostic| codes.contains(&told.code.name());
        !self.decoder.is_empty() && self.decoder.iter().all(is_one)
    }

    fn messages(&self) -> impl Iterator<Item = &str> {
        self.decoder.iter().map(|told| &*told.message.en)
    }
}
