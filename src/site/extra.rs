//! Values of the site's own that only its templates understand.

use crate::decode::{Kind, Node, Table};
use serde_json::{Map, Value};

/// A table as JSON, for templates.
pub fn json(table: &Table) -> Value {
    Value::Object(
        table
            .entries
            .iter()
            .map(|entry| (entry.key.clone(), of_node(&entry.value)))
            .collect::<Map<_, _>>(),
    )
}

fn of_node(node: &Node) -> Value {
    match &node.kind {
        Kind::Text(text) => Value::from(text.as_str()),
        Kind::Integer(number) => Value::from(*number),
        Kind::Float(number) => Value::from(*number),
        Kind::Bool(value) => Value::from(*value),
        Kind::Date(date) => Value::from(date.to_string()),
        Kind::DateTime(date, minute) => {
            Value::from(format!("{date}T{:02}:{:02}", minute / 60, minute % 60))
        }
        Kind::OtherTime | Kind::Null => Value::Null,
        Kind::List(list) => Value::Array(list.iter().map(of_node).collect()),
        Kind::Table(table) => json(table),
    }
}
