//! The fields that every channel and part may have: their types and their printed labels.
//!
//! This table is the format. What is read, what may be asked for in a placeholder, what stands in
//! a table's head all come from it.

use crate::wording::{Language, Wording, words};

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

/// A word of a closed list: in the data, in Japanese, in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownWord {
    /// As it stands in the data.
    pub name: &'static str,
    ja: &'static str,
    en: &'static str,
}

impl KnownWord {
    /// As the reader sees it.
    pub fn of(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }
}

const fn word(name: &'static str, ja: &'static str, en: &'static str) -> KnownWord {
    KnownWord { name, ja, en }
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
#[derive(Debug)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// What its values are.
    pub kind: FieldType,
    /// Its label in Japanese.
    pub ja: &'static str,
    /// Its label in English.
    pub en: &'static str,
}

impl Field {
    /// Its label in both languages.
    pub fn label(&self) -> Wording {
        words(self.ja, self.en)
    }
}

const fn field(key: &'static str, kind: FieldType, ja: &'static str, en: &'static str) -> Field {
    Field { key, kind, ja, en }
}

/// Every field of channels and parts, in the order in which a card shows them.
pub const FIELDS: &[Field] = &[
    field("name", FieldType::Text, "窓口", "Channel"),
    field("kind", FieldType::Known(KINDS), "種類", "Kind"),
    field("use", FieldType::Text, "用途", "Use"),
    field("for", FieldType::Text, "対象", "For"),
    field("status", FieldType::Known(STATUSES), "状態", "Status"),
    field("official", FieldType::Bool, "公式", "Official"),
    field("number", FieldType::Phone, "電話番号", "Number"),
    field("extension", FieldType::Plain, "内線", "Extension"),
    field("press", FieldType::Text, "音声案内で押す番号", "Press"),
    field("cost", FieldType::Known(COSTS), "通話料", "Cost"),
    field(
        "cost_note",
        FieldType::Text,
        "通話料の補足",
        "About the cost",
    ),
    field(
        "callable_from",
        FieldType::Text,
        "かけられる場所",
        "Callable from",
    ),
    field("area", FieldType::Text, "対象地域", "Area"),
    field("hours", FieldType::Hours, "受付時間", "Hours"),
    field("limited", FieldType::Hours, "一部の受付", "Limited service"),
    field("busy", FieldType::Hours, "混み合う時間", "Busy"),
    field("quiet", FieldType::Hours, "つながりやすい時間", "Quiet"),
    field("last_entry", FieldType::Time, "最終受付", "Last entry"),
    field("reply", FieldType::Duration, "返答までの目安", "Reply time"),
    field("languages", FieldType::Languages, "対応言語", "Languages"),
    field("login", FieldType::Bool, "サインイン", "Sign-in needed"),
    field("automated", FieldType::Bool, "自動応答", "Automated"),
    field("url", FieldType::Url, "ウェブページ", "Web page"),
    field("email", FieldType::Email, "メールアドレス", "E-mail"),
    field("fax", FieldType::Phone, "ファクス番号", "Fax"),
    field("account", FieldType::Plain, "アカウント", "Account"),
    field("address", FieldType::Text, "所在地", "Address"),
    field("map", FieldType::Url, "地図", "Map"),
    field("reading", FieldType::Plain, "読み", "Reading"),
    field("aliases", FieldType::PlainList, "別の呼び方", "Also called"),
];

/// Keys of a channel that are no facts to be shown in cells.
pub const CHANNEL_KEYS: &[&str] = &[
    "like",
    "part",
    "change",
    "closed_on",
    "source",
    "verified",
    "verified_by",
];

/// Provenance, which can be asked for like a field.
pub const PROVENANCE: &[Field] = &[
    field("source", FieldType::Plain, "出典", "Source"),
    field("verified", FieldType::Date, "確認日", "Verified"),
    field("verified_by", FieldType::Plain, "確認した人", "Verified by"),
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
    field_of(name).is_some() || CHANNEL_KEYS.contains(&name) || name == "next_closed"
}

/// Whether a field could be wrong about the world; names and words for search are the site's own.
pub fn is_of_the_world(field: &str) -> bool {
    let own = ["name", "kind", "reading", "aliases", "status", "official"];
    !own.contains(&field)
}
