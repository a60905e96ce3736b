//! A value of TOML as JSON has it: days and times become texts, as validators of TOML make them.

use serde_json::{Map, Value as Json};

use crate::decode::{Kind, Node, Origin, parse_toml};
use crate::text::SourcePath;

/// A value of TOML or YAML as JSON.
pub fn json_of(node: &Node) -> Json {
    match &node.kind {
        Kind::Text(text) => Json::from(text.as_str()),
        Kind::Integer(number) => Json::from(*number),
        Kind::Float(number) => Json::from(*number),
        Kind::Bool(truth) => Json::from(*truth),
        Kind::Date(date) => Json::from(date.to_string()),
        Kind::DateTime(date, minute) => {
            Json::from(format!("{date}T{:02}:{:02}:00", minute / 60, minute % 60))
        }
        Kind::OtherTime => Json::from("00:00:00Z"),
        Kind::Null => Json::Null,
        Kind::List(list) => list.iter().map(json_of).collect(),
        Kind::Table(table) => {
            let entry = |entry: &crate::decode::Entry| (entry.key.clone(), json_of(&entry.value));
            Json::Object(table.entries.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

/// A value that stands in a form as TOML.
pub(super) fn json_of_letters(toml: &str) -> Option<Json> {
    if toml.is_empty() {
        return None;
    }
    let origin = Origin::from_offset(&SourcePath::new("form"), 0);
    let parsed = parse_toml(&format!("value = {toml}"), &origin);
    let entry = parsed.value.get("value");
    let entry = entry.expect("invariant: defaults and examples of forms are TOML");
    Some(json_of(&entry.value))
}
