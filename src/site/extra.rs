//! Values of the site's own that only its templates understand.

use crate::decode::{Kind, Node, Table};
use serde_json::{Map, Value};

/// A table as JSON, for templates.
pub fn json(table: &Table) -> Value {
    json_with(table, &mut |_, text| text.to_owned())
}

/// A table as JSON, its texts as `read` makes them.
pub(super) fn json_with(table: &Table, read: &mut dyn FnMut(&Node, &str) -> String) -> Value {
    let values = table.entries.iter();
    let values = values.map(|entry| (entry.key.clone(), of_node(&entry.value, read)));
    Value::Object(values.collect::<Map<_, _>>())
}

fn of_node(node: &Node, read: &mut dyn FnMut(&Node, &str) -> String) -> Value {
    match &node.kind {
        Kind::Text(text) => Value::from(read(node, text)),
        Kind::Integer(number) => Value::from(*number),
        Kind::Float(number) => Value::from(*number),
        Kind::Bool(value) => Value::from(*value),
        Kind::Date(date) => Value::from(date.to_string()),
        Kind::DateTime(date, minute) => {
            Value::from(format!("{date}T{:02}:{:02}", minute / 60, minute % 60))
        }
        Kind::OtherTime | Kind::Null => Value::Null,
        Kind::List(list) => list.iter().map(|node| of_node(node, read)).collect(),
        Kind::Table(table) => json_with(table, read),
    }
}
