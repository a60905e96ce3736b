//! The front matter of a new page, as it will be written.

use std::fmt::Write as _;

use super::write::{quoted, value};
use crate::decode::{Entry, Node};

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) date: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) weight: Option<i64>,
    pub(super) sort: Option<&'static str>,
    pub(super) is_draft: bool,
    pub(super) is_hidden_from_search: bool,
    pub(super) aliases: Vec<String>,
    pub(super) has_literal_braces: bool,
    /// Keys of `[extra]`.
    pub(super) extra: Vec<(String, Node)>,
}

impl Front {
    /// Adds the keys of a table to `[extra]`, unless they are there.
    pub(super) fn add_extra(&mut self, entries: &[Entry]) {
        for entry in entries {
            if !self.extra.iter().any(|(key, _)| *key == entry.key) {
                self.extra.push((entry.key.clone(), entry.value.clone()));
            }
        }
    }

    /// The lines between `+++`, and the fences; nothing where there is nothing to say.
    pub(super) fn text(&self) -> String {
        let mut lines = String::new();
        let texts = [
            ("title", self.title.as_deref().map(braces_escaped)),
            (
                "description",
                self.description.as_deref().map(braces_escaped),
            ),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                // Where braces are literal, nothing is to be escaped.
                let text = if self.has_literal_braces {
                    text.replace("\\{{", "{{")
                } else {
                    text
                };
                let _ = writeln!(lines, "{key} = {}", quoted(&text));
            }
        }
        for (key, day) in [("date", &self.date), ("updated", &self.updated)] {
            if let Some(day) = day {
                let _ = writeln!(lines, "{key} = {day}");
            }
        }
        if let Some(weight) = self.weight {
            let _ = writeln!(lines, "weight = {weight}");
        }
        if let Some(sort) = self.sort {
            let _ = writeln!(lines, "sort = {}", quoted(sort));
        }
        for (key, is_said) in [
            ("draft = true", self.is_draft),
            ("search = false", self.is_hidden_from_search),
        ] {
            if is_said {
                let _ = writeln!(lines, "{key}");
            }
        }
        if !self.aliases.is_empty() {
            let aliases: Vec<String> = self.aliases.iter().map(|alias| quoted(alias)).collect();
            let _ = writeln!(lines, "aliases = [{}]", aliases.join(", "));
        }
        if self.has_literal_braces {
            lines.push_str("braces = \"literal\"\n");
        }
        if !self.extra.is_empty() {
            lines.push_str("[extra]\n");
            for (key, node) in &self.extra {
                if let Some(value) = value(node) {
                    let _ = writeln!(lines, "{} = {value}", super::write::key(key));
                }
            }
        }
        if lines.is_empty() {
            // A text that begins with a rule would be read as front matter.
            return String::new();
        }
        format!("+++\n{lines}+++\n\n")
    }
}

/// `{{` as letters.
fn braces_escaped(text: &str) -> String {
    text.replace("{{", "\\{{")
}
