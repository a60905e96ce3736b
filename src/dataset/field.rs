//! The fields that every channel and part may have: their types and their printed labels.
//!
//! This table is the format. What is read, what may be asked for in a placeholder, what stands in
//! a table's head all come from it.

pub use super::fields::{FIELDS, PROVENANCE};
use super::keys::CHANNEL_KEYS;
use crate::decode::{Meaning, Said, key_of};
use crate::wording::{Wording, words};

/// What a field's values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Inline Markdown, a string or `{ ja, en }`.
    Text,
    /// Letters as they are, the same in every language.
    Plain,
    /// A list of [`FieldType::Plain`].
    PlainList,
    /// Hours.
    Hours,
    /// A phone number.
    Phone,
    /// An `https` URL.
    Url,
    /// An e-mail address.
    Email,
    /// A day.
    Date,
    /// How long an answer takes.
    Duration,
    /// A time of day.
    Time,
    /// A number.
    Number,
    /// Yes or no.
    Bool,
    /// One of some words.
    OneOf(Vec<String>),
    /// One of some words that Madoguchi knows to print.
    Known(&'static [KnownWord]),
    /// Languages and how well each is served.
    Languages,
    /// One channel.
    Channel,
    /// Several channels.
    Channels,
}

/// A word of a closed list, with how it is printed in Japanese and English.
pub type KnownWord = Meaning;

const fn word(name: &'static str, ja: &'static str, en: &'static str) -> KnownWord {
    Meaning::new(name, ja, en)
}

/// The kinds of channels.
pub const KINDS: &[KnownWord] = &[
    word("phone", "電話", "phone"),
    word("chat", "チャット", "chat"),
    word("mail", "メール", "mail"),
    word("form", "フォーム", "form"),
    word("fax", "ファクス", "fax"),
    word("messenger", "メッセージアプリ", "messenger"),
    word("counter", "対面の窓口", "counter"),
    word("web", "ウェブ", "web"),
];

/// Whether a channel can be used.
pub const STATUSES: &[KnownWord] = &[
    word("active", "利用できる", "active"),
    word("ended", "終了", "ended"),
];

/// What a call costs.
pub const COSTS: &[KnownWord] = &[
    word("free", "無料", "free"),
    word("local", "市内通話料金", "local rate"),
    word(
        "navi",
        "ナビダイヤル(通話料がかかる)",
        "charged (Navi Dial)",
    ),
    word("charged", "通話料がかかる", "charged"),
];

/// How well a language is served.
pub const LEVELS: &[KnownWord] = &[
    word("native", "母語と同じ水準", "native level"),
    word("fluent", "流暢", "fluent"),
    word("automated", "自動応答", "automated"),
    word("limited", "一部のみ", "limited"),
    word("yes", "対応", "yes"),
];

/// A field of channels and parts.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// What its values are.
    pub kind: FieldType,
    /// Its label in Japanese.
    pub ja: &'static str,
    /// Its label in English.
    pub en: &'static str,
    /// What it is for, in Japanese and English.
    pub about: Said,
    /// What holds where it is not written, as TOML; empty: nothing.
    pub default: &'static str,
    /// A value that somebody might write, as TOML.
    pub example: &'static str,
}

impl Field {
    /// Its label in both languages.
    pub fn label(&self) -> Wording {
        words(self.ja, self.en)
    }

    pub(super) const fn about(mut self, ja: &'static str, en: &'static str) -> Self {
        self.about = (ja, en);
        self
    }

    pub(super) const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    pub(super) const fn such_as(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

/// The types that a column may have, by name.
pub const COLUMN_TYPES: &[(&str, FieldType)] = &[
    ("text", FieldType::Text),
    ("channel", FieldType::Channel),
    ("channels", FieldType::Channels),
    ("hours", FieldType::Hours),
    ("phone", FieldType::Phone),
    ("url", FieldType::Url),
    ("email", FieldType::Email),
    ("date", FieldType::Date),
    ("duration", FieldType::Duration),
    ("number", FieldType::Number),
    ("bool", FieldType::Bool),
];

/// The field of a key.
pub fn field_of(key: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .chain(PROVENANCE)
        .find(|field| field.key == key)
}

/// Whether a name is one that a placeholder would take for a field.
pub fn is_field_name(name: &str) -> bool {
    field_of(name).is_some() || key_of(CHANNEL_KEYS, name).is_some() || name == "next_closed"
}

/// Whether a field could be wrong about the world; names and words for search are the site's own.
pub fn is_of_the_world(field: &str) -> bool {
    let own = ["name", "kind", "reading", "aliases", "status", "official"];
    !own.contains(&field)
}
