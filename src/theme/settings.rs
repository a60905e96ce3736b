//! `theme.toml`: what a theme is made of and what a site may set.
//!
//! ```toml
//! styles = ["site.css"]
//! early_scripts = []               # before anything is shown; keep them tiny
//! scripts = []
//! [settings.accent]
//! type = "colour"                  # text, bool, number, colour, file or { one_of = ["a", "b"] }
//! default = "#1d5a96"
//! property = "--accent"            # colours: the custom property of CSS that takes the value
//! about = { ja = "…", en = "…" }
//! ```
//!
//! A site's `[theme_settings]` are checked against it. Colours become a small style sheet of their
//! own, since the pages' content security policy lets no style stand in a page.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::assets;
use crate::decode::{Cursor, Entry, Kind, Node, Origin, Reader, Table, parse_toml};
use crate::diagnostic::{Bag, Checked, Diagnostic, codes, did_you_mean};
use crate::output::Output;
use crate::text::{Source, Spanned};
use crate::wording::{Wording, words};

/// What `theme.toml` says.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub(super) styles: Vec<Spanned<String>>,
    pub(super) early_scripts: Vec<Spanned<String>>,
    pub(super) scripts: Vec<Spanned<String>>,
    pub(super) settings: Vec<Setting>,
}

/// A setting that a theme declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its key below `[theme_settings]`.
    pub name: String,
    /// What may be set.
    pub kind: SettingKind,
    /// What holds where nothing is set.
    pub default: Value,
    /// The custom property of CSS that takes a colour.
    pub property: Option<String>,
    /// What it is for.
    pub about: Option<Wording>,
}

/// What a setting may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// Any text.
    Text,
    /// True or false.
    Bool,
    /// A whole number.
    Number,
    /// `#rgb` or `#rrggbb`.
    Colour,
    /// A file of the site by its published path, `/logo.svg`.
    File,
    /// One of some words.
    OneOf(Vec<String>),
}

/// The settings of a site: all that the theme declares, each with its value or default.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// For templates.
    pub values: Map<String, Value>,
    /// The style sheet of the colours that were set, if any were.
    pub style: Option<Output>,
}

impl Manifest {
    /// Reads `theme.toml`.
    pub(super) fn read(source: &Source, bag: &mut Bag) -> Self {
        let origin = Origin::of(source);
        let table = parse_toml(&source.text[source.start()..], &origin).unpack(bag);
        let reader = Reader::new(&origin);
        let cursor = Cursor::new(&reader, &table);
        let manifest = Self {
            styles: cursor.texts("styles").unwrap_or_default(),
            early_scripts: cursor.texts("early_scripts").unwrap_or_default(),
            scripts: cursor.texts("scripts").unwrap_or_default(),
            settings: cursor
                .table("settings")
                .map(|settings| declared(&reader, &settings))
                .unwrap_or_default(),
        };
        cursor.finish();
        bag.extend(reader.into_bag().findings().to_vec());
        manifest
    }

    /// A site's settings against what is declared. `exists` says whether a path is published.
    pub(super) fn settings(
        &self,
        given: Option<(&Origin, &Table)>,
        exists: &dyn Fn(&str) -> bool,
    ) -> Checked<Settings> {
        let mut bag = Bag::new();
        let mut values: Map<String, Value> = self
            .settings
            .iter()
            .map(|setting| (setting.name.clone(), setting.default.clone()))
            .collect();
        let mut style = String::new();
        if let Some((origin, table)) = given {
            let reader = Reader::new(origin);
            for entry in &table.entries {
                let Some(setting) = self.settings.iter().find(|s| s.name == entry.key) else {
                    reader.report(self.unknown(&reader, entry));
                    continue;
                };
                if let Some(value) = setting.kind.read(&reader, &entry.value, exists) {
                    if let (Some(property), Some(colour)) = (&setting.property, value.as_str()) {
                        let _ = writeln!(style, ":root{{{property}:{colour}}}");
                    }
                    values.insert(setting.name.clone(), value);
                }
            }
            bag.extend(reader.into_bag().findings().to_vec());
        }
        let style = if style.is_empty() {
            None
        } else {
            assets::made("settings.css", style)
        };
        bag.with(Settings { values, style })
    }

    fn unknown(&self, reader: &Reader<'_>, entry: &Entry) -> Diagnostic {
        let names = self.settings.iter().map(|setting| setting.name.as_str());
        Diagnostic::new(
            codes::UNKNOWN_SETTING,
            reader.place(entry.key_span),
            words(
                format!("このテーマに `{}` という設定はありません", entry.key),
                format!("this theme has no setting `{}`", entry.key),
            ),
        )
        .maybe_help(did_you_mean(&entry.key, names))
    }
}

fn declared(reader: &Reader<'_>, settings: &Cursor<'_>) -> Vec<Setting> {
    let mut found = Vec::new();
    for entry in settings.entries() {
        let Some(table) = entry.value.as_table() else {
            reader.wrong_type(&entry.value, &words("表", "a table"));
            continue;
        };
        let cursor = Cursor::new(reader, table);
        let kind = cursor
            .node("type")
            .and_then(|node| setting_kind(reader, node))
            .unwrap_or(SettingKind::Text);
        let default = cursor
            .node("default")
            .and_then(|node| kind.read(reader, node, &|_| true));
        let empty = kind.empty();
        found.push(Setting {
            name: entry.key.clone(),
            property: cursor.text("property").map(|text| text.value),
            default: default.unwrap_or(empty),
            // Read by people in their editor, not by the build.
            about: cursor.node("about").and_then(about),
            kind,
        });
        cursor.finish();
    }
    found
}

/// A text for both languages, or one for each.
fn about(node: &Node) -> Option<Wording> {
    if let Some(text) = node.as_text() {
        return Some(words(text.to_owned(), text.to_owned()));
    }
    let said = node.as_table()?;
    let of = |tag| said.get(tag).and_then(|entry| entry.value.as_text());
    let (ja, en) = (
        of("ja").or_else(|| of("en"))?,
        of("en").or_else(|| of("ja"))?,
    );
    Some(words(ja.to_owned(), en.to_owned()))
}

fn setting_kind(reader: &Reader<'_>, node: &Node) -> Option<SettingKind> {
    if let Some(table) = node.as_table() {
        let cursor = Cursor::new(reader, table);
        let words = cursor.texts("one_of").unwrap_or_default();
        cursor.finish();
        let words = words.into_iter().map(|word| word.value).collect();
        return Some(SettingKind::OneOf(words));
    }
    let text = reader.text(node)?;
    let kinds = [
        ("text", SettingKind::Text),
        ("bool", SettingKind::Bool),
        ("number", SettingKind::Number),
        ("colour", SettingKind::Colour),
        ("file", SettingKind::File),
    ];
    let found = kinds.iter().find(|(name, _)| *name == text.value);
    if found.is_none() {
        let message = words(
            format!("`{}` という種類はありません", text.value),
            format!("there is no type `{}`", text.value),
        );
        reader.report(
            Diagnostic::new(codes::BAD_VALUE, reader.place(text.span), message).maybe_help(
                did_you_mean(&text.value, kinds.iter().map(|(name, _)| *name)),
            ),
        );
    }
    found.map(|(_, kind)| kind.clone())
}

impl SettingKind {
    fn empty(&self) -> Value {
        match self {
            Self::Bool => Value::Bool(false),
            Self::Number => Value::from(0),
            Self::OneOf(words) => Value::from(words.first().cloned().unwrap_or_default()),
            Self::Text | Self::Colour | Self::File => Value::from(""),
        }
    }

    fn read(
        &self,
        reader: &Reader<'_>,
        node: &Node,
        exists: &dyn Fn(&str) -> bool,
    ) -> Option<Value> {
        match (self, &node.kind) {
            (Self::Bool, Kind::Bool(value)) => Some(Value::from(*value)),
            (Self::Number, Kind::Integer(value)) => Some(Value::from(*value)),
            (Self::Bool, _) => {
                reader.wrong_type(node, &words("`true` か `false` の値", "true or false"));
                None
            }
            (Self::Number, _) => {
                reader.wrong_type(node, &words("整数", "a whole number"));
                None
            }
            _ => {
                let text = reader.text(node)?;
                self.read_text(reader, text, exists)
            }
        }
    }

    fn read_text(
        &self,
        reader: &Reader<'_>,
        text: Spanned<String>,
        exists: &dyn Fn(&str) -> bool,
    ) -> Option<Value> {
        let Spanned { value, span } = text;
        match self {
            Self::Colour if !value.is_empty() && !is_colour(&value) => {
                let message = words(
                    format!("`{value}` は `#1d5a96` の形の色ではありません"),
                    format!("`{value}` is no colour such as `#1d5a96`"),
                );
                reader.bad_value(span, message);
                None
            }
            Self::File if !value.is_empty() && !exists(&value) => {
                let message = words(
                    format!("`{value}` というファイルは公開されていません"),
                    format!("no file is published as `{value}`"),
                );
                let help = words(
                    "`static/` に置き、`/logo.svg` のように書いてください",
                    "put it into `static/` and write it as `/logo.svg`",
                );
                reader.report(
                    Diagnostic::new(codes::ASSET_MISSING, reader.place(span), message).help(help),
                );
                None
            }
            Self::OneOf(known) if !known.contains(&value) => {
                let message = words(
                    format!("`{value}` という値はありません"),
                    format!("there is no value `{value}`"),
                );
                let near = did_you_mean(&value, known.iter().map(String::as_str));
                reader.report(
                    Diagnostic::new(codes::BAD_VALUE, reader.place(span), message).maybe_help(near),
                );
                None
            }
            _ => Some(Value::from(value)),
        }
    }
}

/// `#rgb` or `#rrggbb` and nothing else: the value is written into a style sheet.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
