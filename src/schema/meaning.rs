//! What a schema lets through, without what it only says.
//!
//! A schema is as old as the last `madoguchi schema`. Its words and its offers may well be: an editor marks
//! what is right, or lets pass what is wrong, only where it lets through something else.

use serde_json::{Map, Value as Json, json};

/// The keywords that are for people.
const SAID: [&str; 6] = [
    "$schema",
    "title",
    "description",
    "default",
    "examples",
    "x-taplo",
];

/// The keywords whose value is a map of schemas, by names that only look like keywords.
const MAPS: [&str; 2] = ["properties", "definitions"];

/// Whether two schemas let through the same. What is no JSON is no schema.
pub fn means_the_same(one: &str, other: &str) -> bool {
    let bare = |text| serde_json::from_str(text).ok().map(bare);
    let one: Option<Json> = bare(one);
    one.is_some() && one == bare(other)
}

fn bare(schema: Json) -> Json {
    match schema {
        Json::Object(object) => Json::Object(bare_object(object)),
        Json::Array(list) => Json::Array(list.into_iter().map(bare).collect()),
        other => other,
    }
}

fn bare_object(object: Map<String, Json>) -> Map<String, Json> {
    let kept = object
        .into_iter()
        .filter(|(keyword, _)| !SAID.contains(&keyword.as_str()));
    let mut object: Map<String, Json> = kept
        .map(|(keyword, value)| match value {
            Json::Object(map) if MAPS.contains(&keyword.as_str()) => (keyword, bare_map(map)),
            value => (keyword, bare(value)),
        })
        .collect();
    drop_offers(&mut object);
    object
}

fn bare_map(map: Map<String, Json>) -> Json {
    Json::Object(map.into_iter().map(|(name, of)| (name, bare(of))).collect())
}

/// Drops names that are only offered, where any other is let through as well.
fn drop_offers(object: &mut Map<String, Json>) {
    if let Some(others) = object.get("additionalProperties").cloned()
        && let Some(properties) = object.get_mut("properties").and_then(Json::as_object_mut)
    {
        properties.retain(|_, of| *of != others);
    }
    if let Some(choices) = object.get_mut("anyOf").and_then(Json::as_array_mut) {
        let any = json!({ "type": "string" });
        if choices.contains(&any) {
            choices.retain(|choice| *choice == any || choice["type"] != "string");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &Json, other: &Json) -> bool {
        means_the_same(&one.to_string(), &other.to_string())
    }

    #[test]
    fn words_and_offers_do_not_count() {
        let said = json!({ "title": "A", "type": "string", "examples": ["a"] });
        assert!(same(&said, &json!({ "title": "あ", "type": "string" })));
        let offered =
            json!({ "anyOf": [{ "type": "string", "enum": ["a.md"] }, { "type": "string" }] });
        assert!(same(&offered, &json!({ "anyOf": [{ "type": "string" }] })));
        let named = json!({ "properties": { "a.md": { "type": "boolean" } }, "additionalProperties": { "type": "boolean" } });
        let unnamed = json!({ "properties": {}, "additionalProperties": { "type": "boolean" } });
        assert!(same(&named, &unnamed));
    }

    #[test]
    fn what_is_let_through_counts() {
        let one = json!({ "type": "string", "enum": ["phone"] });
        assert!(!same(
            &one,
            &json!({ "type": "string", "enum": ["phone", "chat"] })
        ));
        // A key of the data may be called like a keyword.
        let titled = json!({ "properties": { "title": { "type": "string" } } });
        assert!(!same(&titled, &json!({ "properties": {} })));
        assert!(!means_the_same("{", "{"), "no JSON");
    }
}
