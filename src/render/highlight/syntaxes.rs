//! The languages that are known, by the names that people write on fences.

use std::sync::OnceLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::console::is_console;
use crate::diagnostic::nearest;
use crate::page::file_ending;

/// Names that the syntaxes do not bring along, and what they mean here.
const ALIASES: &[(&str, &str)] = &[
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsx", "tsx"),
    ("mjs", "js"),
    ("powershell", "ps1"),
    ("zsh", "bash"),
];

/// Names of no language at all.
const PLAIN: &[&str] = &["", "none", "plain", "plaintext", "text", "txt"];

/// The syntaxes, loaded when the first page with a named language asks.
pub(super) fn set() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

/// The syntax of a name, or of a file's ending; nothing for plain text and for what is not known.
pub(super) fn find(language: &str) -> Option<&'static SyntaxReference> {
    let name = language.trim().to_lowercase();
    let name = match file_ending(&name) {
        Some(ending) => ending.to_owned(),
        None => name,
    };
    if PLAIN.contains(&name.as_str()) {
        return None;
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    set().find_syntax_by_token(alias.map_or(name.as_str(), |(_, name)| name))
}

/// Whether a language is known (plain text is, and so is any file); if not, the nearest name that is.
pub fn knows(language: &str) -> Result<(), Option<&'static str>> {
    let name = language.trim().to_lowercase();
    let is_known = |name: &str| PLAIN.contains(&name) || is_console(name) || find(name).is_some();
    if is_known(&name) || file_ending(&name).is_some() {
        return Ok(());
    }
    Err(nearest(&name, names().iter().map(String::as_str)))
}

/// What may be suggested: names with a space cannot be written on a fence, one-letter endings are
/// near to everything.
fn names() -> &'static [String] {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let syntaxes = set().syntaxes().iter();
        let mut names: Vec<String> = syntaxes
            .flat_map(|syntax| syntax.file_extensions.iter().chain([&syntax.name]))
            .map(String::as_str)
            .chain(ALIASES.iter().map(|(alias, _)| *alias))
            .chain(["console"])
            .filter(|name| name.len() > 1 && !name.contains(' ') && !name.starts_with('.'))
            .map(str::to_lowercase)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    })
}
