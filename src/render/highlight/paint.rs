//! Scopes to classes, classes to elements.

use std::sync::OnceLock;

use syntect::parsing::Scope;

use crate::theme::escape::push_html;

/// Which scopes mean which class; the deepest scope that is listed wins, and of the list the first.
/// A class of ` ` is none, whatever lies around.
///
/// c comment, s string, r regular expression, e escape, n number, l literal word, k keyword,
/// o operator in words, f function, a attribute or key, t type, m macro or annotation, g tag,
/// v parameter, h heading, i inserted, d deleted or invalid.
const CLASSES: &[(&str, u8)] = &[
    ("comment", b'c'),
    ("punctuation.definition.comment", b'c'),
    ("punctuation.definition.string", b's'),
    ("string.regexp", b'r'),
    ("string", b's'),
    ("constant.character.escape", b'e'),
    ("constant.numeric", b'n'),
    ("constant.language", b'l'),
    ("constant", b'l'),
    ("keyword.operator.word", b'o'),
    ("keyword.operator.logical", b'o'),
    ("keyword.operator", b' '),
    ("keyword", b'k'),
    ("storage.type.function", b'k'),
    ("storage.modifier", b'k'),
    ("storage.type", b't'),
    ("storage", b'k'),
    ("entity.name.function", b'f'),
    ("variable.function", b'f'),
    ("support.function", b'f'),
    ("support.macro", b'm'),
    ("entity.name.macro", b'm'),
    ("meta.annotation", b'm'),
    ("entity.other.attribute-name", b'a'),
    ("support.type.property-name", b'a'),
    ("entity.name.tag.toml", b'a'),
    ("entity.name.tag.yaml", b'a'),
    ("variable.other.member", b'a'),
    ("entity.name.tag", b'g'),
    ("entity.name.section", b'h'),
    ("entity.name.table", b'h'),
    ("markup.heading", b'h'),
    ("markup.inserted", b'i'),
    ("markup.deleted", b'd'),
    ("invalid", b'd'),
    ("entity.name", b't'),
    ("support.class", b't'),
    ("support.type", b't'),
    ("variable.parameter", b'v'),
];

/// No class.
const NONE: u8 = b' ';

fn classes() -> &'static [(Scope, u8)] {
    static SCOPES: OnceLock<Vec<(Scope, u8)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        CLASSES
            .iter()
            .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
            .collect()
    })
}

/// The class of a text with these scopes around it, the outermost first.
fn class_of(scopes: &[Scope]) -> u8 {
    scopes
        .iter()
        .rev()
        .find_map(|scope| {
            classes()
                .iter()
                .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                .map(|(_, class)| *class)
        })
        .unwrap_or(NONE)
}

/// Writes classed text, one element for neighbours of one class.
pub(super) struct Painter {
    out: String,
    open: u8,
    /// Spaces that wait: they belong to the element that goes on after them, if it does.
    pending: String,
}

impl Painter {
    pub(super) fn new(length: usize) -> Self {
        Self {
            out: String::with_capacity(length * 3),
            open: NONE,
            pending: String::new(),
        }
    }

    /// A text with its scopes.
    pub(super) fn text(&mut self, text: &str, scopes: &[Scope]) {
        if text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            self.pending.push_str(text);
            return;
        }
        self.switch(class_of(scopes));
        push_html(&mut self.out, text);
    }

    /// A text without colours.
    pub(super) fn plain(&mut self, text: &str) {
        self.switch(NONE);
        push_html(&mut self.out, text);
    }

    pub(super) fn finish(mut self) -> String {
        self.switch(NONE);
        self.out
    }

    fn switch(&mut self, class: u8) {
        if class != self.open && self.open != NONE {
            self.out.push_str("</span>");
        }
        self.out.push_str(&self.pending);
        self.pending.clear();
        if class != self.open && class != NONE {
            self.out.push_str("<span class=\"");
            self.out.push(char::from(class));
            self.out.push_str("\">");
        }
        self.open = class;
    }
}
