//! What a text may be: patterns, and the names of this site.

use serde_json::{Value as Json, json};

use super::{Known, any_of};
use crate::decode::{Letters, Names};
use crate::diagnostic::{ALL_CODES, Code, explanation};
use crate::render::words::{Words, keys};
use crate::wording::{Language, words};

/// `2026-11-01`
pub(super) const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// `2026-11-01`, `2026-11-01T09:00:00`
pub(super) const MOMENT: &str =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$";

/// Time zones that editors offer; others are right, too.
const ZONES: [&str; 8] = [
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
];

/// The schema of a text.
pub(super) fn text(known: &Known<'_>, letters: Letters) -> Json {
    match letters {
        Letters::Any | Letters::Period => json!({ "type": "string" }),
        Letters::BaseUrl => {
            pattern("^$|^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^?#@\\\\% \"<>]*)?$")
        }
        Letters::Https => pattern("^$|^https://[^\\s]*$"),
        Letters::Origin => pattern("^https://[A-Za-z0-9.:-]+/*$"),
        Letters::Domain => pattern("^$|^[A-Za-z0-9.-]*[.][A-Za-z0-9.-]*$"),
        Letters::LanguageTag => pattern("^[a-z]{2,3}(-[a-z0-9]{2,8})*$"),
        Letters::MonthDay => pattern(
            "^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$",
        ),
        Letters::Slug => pattern("^[^\\s/?#%]+$"),
        Letters::Alias => pattern("^/[^\\s?#%]*$"),
        Letters::DateRange => pattern(
            "^\\s*([0-9]{4}-)?[0-9]{1,2}-[0-9]{1,2}\\s*([.][.]\\s*([0-9]{4}-)?[0-9]{1,2}-[0-9]{1,2}\\s*)?$",
        ),
        Letters::Language => one_of(&known.config.languages),
        Letters::Denied => {
            let codes = ALL_CODES.iter().map(|code| code.name());
            one_of(std::iter::once("warnings").chain(codes))
        }
        Letters::Calendar => one_of(known.dataset.calendars.iter().map(|of| of.id.as_str())),
        Letters::Channel => one_of(
            known
                .dataset
                .channels
                .iter()
                .map(crate::dataset::Channel::id),
        ),
        Letters::ChannelOrPart => {
            let with_parts = |channel: &crate::dataset::Channel| {
                let id = channel.id().to_owned();
                let parts = channel.parts.iter();
                let parts: Vec<String> = parts.map(|part| format!("{id}.{}", part.id)).collect();
                std::iter::once(id).chain(parts)
            };
            one_of(known.dataset.channels.iter().flat_map(with_parts))
        }
        Letters::ContentPath => offered(&known.content),
        Letters::Template => offered(&known.templates),
        Letters::TimeZone => offered(ZONES),
    }
}

fn pattern(pattern: &str) -> Json {
    json!({ "type": "string", "pattern": pattern })
}

/// One of these names and no other; where there is none, nothing.
pub(super) fn one_of(names: impl IntoIterator<Item = impl AsRef<str>>) -> Json {
    let names = listed(names);
    if names.is_empty() {
        json!({ "type": "string", "not": {} })
    } else {
        json!({ "type": "string", "enum": names })
    }
}

/// Names that an editor offers, since what they name comes and goes; any other may be written.
fn offered(names: impl IntoIterator<Item = impl AsRef<str>>) -> Json {
    let names = listed(names);
    let any = json!({ "type": "string" });
    if names.is_empty() {
        return any;
    }
    any_of([json!({ "type": "string", "enum": names }), any])
}

fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let names = names.into_iter();
    names.map(|name| name.as_ref().to_owned()).collect()
}

/// The schema of a table whose keys are names, `value` being that of each value.
pub(super) fn map(known: &Known<'_>, names: Names, value: &Json, fields: &[String]) -> Json {
    let offered = |names: &[String]| -> Json {
        let offered = names.iter().map(|name| (name.clone(), value.clone()));
        json!({
            "type": "object",
            "properties": offered.collect::<serde_json::Map<_, _>>(),
            "additionalProperties": value,
        })
    };
    match names {
        Names::Own => json!({ "type": "object", "additionalProperties": value }),
        Names::Part | Names::Column => json!({
            "type": "object",
            "propertyNames": { "not": { "enum": fields } },
            "additionalProperties": value,
        }),
        Names::Language => offered(&known.config.languages),
        Names::ContentPath => offered(&known.content),
        Names::Code => severities(known, value),
        Names::InterfaceWord => {
            let built_in = Words::of(known.language.tag(), &std::collections::BTreeMap::new());
            closed(
                known,
                keys().map(|key| described(key, built_in.get(key), value)),
            )
        }
    }
}

/// What each code counts for.
pub(super) fn severities(known: &Known<'_>, level: &Json) -> Json {
    let codes = ALL_CODES.iter();
    closed(
        known,
        codes.map(|code| described(code.name(), &reason(*code, known.language), level)),
    )
}

fn described(name: &str, about: &str, value: &Json) -> (String, Json) {
    let about = json!({ "description": about, "allOf": [value] });
    (name.to_owned(), about)
}

/// A table of these keys alone.
fn closed(known: &Known<'_>, properties: impl Iterator<Item = (String, Json)>) -> Json {
    let properties: serde_json::Map<String, Json> = properties.collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": no_such_key(known) })
}

/// What a key may hold that does not exist: nothing. Validators print the words.
pub(super) fn no_such_key(known: &Known<'_>) -> Json {
    let said = words("このキーはありません", "no such key");
    json!({ "not": { "title": said.of(known.language) } })
}

/// The first sentence of a code's explanation.
fn reason(code: Code, language: Language) -> String {
    let explained = explanation(code);
    let explained = explained.as_ref().map_or("", |words| words.of(language));
    let end = match language {
        Language::Japanese => explained.find('。').map(|at| at + '。'.len_utf8()),
        Language::English => explained.find(". ").map(|at| at + 1),
    };
    explained[..end.unwrap_or(explained.len())].to_owned()
}
