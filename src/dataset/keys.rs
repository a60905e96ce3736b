//! The keys of data files besides the fields of channels: what is read, what editors are told, and
//! what the manual says of them.

use super::field::LEVELS;
pub use super::keys_of_notices::{NOTICE, NOTICES_FILE};
use crate::config::LITERAL;
use crate::decode::{Form, Key, Letters, Names, Shape};

/// The top of `channels.toml`.
pub const CHANNELS_FILE: Form = &[
    Key::new(
        "timezone",
        Shape::Text(Letters::TimeZone),
        ("時間帯", "Time zone"),
        (
            "受付時間がどこの時刻か",
            "the time zone of all hours",
        ),
    )
    .or(r#""Asia/Tokyo""#)
    .such_as(r#""Asia/Tokyo""#),
    Key::new(
        "region",
        Shape::Text(Letters::Any),
        ("地域", "Region"),
        (
            "電話番号と祝日の地域。`JP` のほかは一般の規則で読む",
            "whose phone numbers and public holidays these are; others than `JP` are read by general rules",
        ),
    )
    .or(r#""JP""#)
    .such_as(r#""JP""#),
    Key::new(
        "review_after",
        Shape::Text(Letters::Period),
        ("見直しの間隔", "Review after"),
        (
            "確認からこれより長くたった事実は「確認が古い」。2倍を過ぎた番号はリンクにならない",
            "a fact verified longer ago is stale; past twice as long a number is no link",
        ),
    )
    .such_as(r#""90 days""#),
    Key::new(
        "ours",
        Shape::Bool,
        ("自分たちの窓口", "Ours"),
        (
            "自分たちの窓口か。そうなら、よその確認は要らない",
            "whether this is our own desk, whose facts need nobody else's word",
        ),
    )
    .or("false")
    .such_as("true"),
    Key::new(
        "valid_until",
        Shape::Date,
        ("有効期限", "Valid until"),
        (
            "データが正しい最後の日。過ぎると「受付中」を出さず、検査が警告する",
            "the last day for which the data is meant; past it \"open now\" is silent and `check` warns",
        ),
    )
    .such_as("2027-03-31"),
    CLOSED_ON,
    SOURCE,
    VERIFIED,
    VERIFIED_BY,
    CHECK,
    Key::new(
        "calendar",
        Shape::Map(Names::Own, &Shape::Table(CALENDAR)),
        ("暦", "Calendars"),
        (
            "名前を付けた日。`hours` の中と `closed_on` で使う",
            "named days, for `hours` and `closed_on`",
        ),
    ),
    Key::new(
        "columns",
        Shape::Map(Names::Column, &Shape::Table(COLUMN)),
        ("独自の項目", "Own columns"),
        (
            "窓口に足す、サイト独自の項目",
            "fields that this site adds to its channels",
        ),
    ),
    Key::new(
        "channel",
        Shape::Map(Names::Own, &Shape::Channel),
        ("窓口", "Channels"),
        (
            "窓口。`[channel.phone]` の `phone` がIDで、文の中では `{{ phone.hours }}` のように使う",
            "the channels; in `[channel.phone]`, `phone` is the id by which `{{ phone.hours }}` asks for its hours",
        ),
    ),
];

const CLOSED_ON: Key = Key::new(
    "closed_on",
    Shape::Texts(Letters::Calendar),
    ("休みの暦", "Closed on"),
    (
        "休みになる暦。ファイルの先頭に書けばすべての窓口、窓口や部分に書けばそこだけに、代わりに使われる。`[]` はなし",
        "calendars on which all is closed; a channel's or part's own list replaces that of the file, `[]` is none",
    ),
)
.or("[]")
.such_as(r#"["newyear"]"#);

pub(super) const SOURCE: Key = Key::new(
    "source",
    Shape::ByField(&Shape::Text(Letters::Any)),
    ("出典", "Source"),
    (
        "どこで読んだか。アドレスか言葉。項目ごとに `{ hours = \"…\" }` とも書ける。いちばん近いものが使われる",
        "where it was read: an address or words, or one for each field: `{ hours = \"…\" }`. The nearest counts",
    ),
)
.such_as(r#""https://www.example.com/contact/""#);

pub(super) const VERIFIED: Key = Key::new(
    "verified",
    Shape::ByField(&Shape::BareDate),
    ("確認日", "Verified"),
    (
        "人が出典と見比べた日。なければ未確認。`madoguchi verify` が書く",
        "when a person compared it with its source; without it, it is unverified. `madoguchi verify` writes it",
    ),
)
.such_as("2026-11-01");

pub(super) const VERIFIED_BY: Key = Key::new(
    "verified_by",
    Shape::ByField(&Shape::Text(Letters::Any)),
    ("確認した人", "Verified by"),
    ("見比べた人", "who compared it"),
)
.such_as(r#""佐藤""#);

pub(super) const CHECK: Key = Key::new(
    "check",
    Shape::Table(LITERAL),
    ("検査", "Checks"),
    (
        "このファイルの検査",
        "what `madoguchi check` is told about this file",
    ),
);

/// Who vouches for facts, wherever it may be said.
pub const PROVENANCE_KEYS: Form = &[SOURCE, VERIFIED, VERIFIED_BY];

/// `[calendar.newyear]`
pub const CALENDAR: Form = &[
    Key::new(
        "name",
        Shape::Local,
        ("名前", "Name"),
        (
            "読者に見せる名前。なければID",
            "what readers see; without it, the id",
        ),
    )
    .such_as(r#""年末年始""#),
    Key::new(
        "dates",
        Shape::Texts(Letters::DateRange),
        ("日付", "Dates"),
        (
            "毎年の月日(`12-29..01-03`)か、その年だけの日付(`2026-08-08..2026-08-16`、`2026-10-12`)",
            "days of each year (`12-29..01-03`) or of one (`2026-08-08..2026-08-16`, `2026-10-12`)",
        ),
    )
    .required()
    .such_as(r#"["12-29..01-03"]"#),
];

/// A column of a table, or of channels.
pub const COLUMN: Form = &[
    Key::new(
        "label",
        Shape::Local,
        ("見出し", "Label"),
        (
            "表の見出し。なければ列の名前",
            "its heading in tables; without it, its key",
        ),
    )
    .such_as(r#"{ ja = "得意なこと", en = "Best for" }"#),
    Key::new(
        "type",
        Shape::ColumnType,
        ("型", "Type"),
        (
            "値の型。決まった語だけなら `{ one_of = [\"a\", \"b\"] }`",
            "what its values are; `{ one_of = [\"a\", \"b\"] }` for some words alone",
        ),
    )
    .or(r#""text""#)
    .such_as(r#""channels""#),
];

/// `{ one_of = […] }`
pub const ONE_OF: Form = &[Key::new(
    "one_of",
    Shape::Texts(Letters::Any),
    ("決まった語", "Words"),
    ("使ってよい語", "the words that may be used"),
)
.required()
.such_as(r#"["易しい", "難しい"]"#)];

/// What a channel has besides its fields.
pub const CHANNEL_KEYS: Form = &[
    Key::new(
        "like",
        Shape::Text(Letters::Channel),
        ("受け継ぐ窓口", "Like"),
        (
            "ほかの窓口のすべてを受け継ぐ。違うところだけを書く",
            "takes everything from another channel; only what differs is written",
        ),
    )
    .such_as(r#""phone""#),
    Key::new(
        "part",
        Shape::Map(Names::Part, &Shape::Part),
        ("部分", "Parts"),
        (
            "番号、係、自動応答など。名前のほかは窓口から受け継ぐ",
            "numbers, desks, bots: they take from the channel everything but its name",
        ),
    ),
    Key::new(
        "change",
        Shape::Change,
        ("変更", "Changes"),
        (
            "前もって分かっている変更。`[[channel.phone.change]]` と書く",
            "what is known to change: `[[channel.phone.change]]`",
        ),
    ),
    CLOSED_ON,
    SOURCE,
    VERIFIED,
    VERIFIED_BY,
];

/// Whose table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A channel's.
    Channel,
    /// A part's.
    Part,
    /// A change's.
    Change,
}

impl Whose {
    /// Whether a key may stand in such a table.
    pub fn has(self, key: &str) -> bool {
        self == Self::Channel || !matches!(key, "like" | "part" | "change")
    }
}

/// What a change has besides what it changes.
pub const CHANGE_KEYS: Form = &[
    Key::new(
        "on",
        Shape::Date,
        ("始まる日", "On"),
        ("変更が始まる日", "the day from which it holds"),
    )
    .required()
    .such_as("2027-04-01"),
    Key::new(
        "until",
        Shape::Date,
        ("終わる日", "Until"),
        (
            "変更の最後の日。なければずっと",
            "the last day; without it, it stays",
        ),
    )
    .such_as("2027-04-30"),
];

/// A language whose level is said with a note.
pub const LANGUAGE: Form = &[
    Key::new(
        "level",
        Shape::Word(LEVELS),
        ("水準", "Level"),
        ("どのくらい通じるか", "how well it is served"),
    )
    .required()
    .such_as(r#""limited""#),
    Key::new(
        "note",
        Shape::Local,
        ("補足", "Note"),
        ("書き添えること", "what to add"),
    )
    .such_as(r#""平日だけ""#),
];

/// The top of any other data file.
pub const TABLE_FILE: Form = &[
    Key::new(
        "columns",
        Shape::Map(Names::Own, &Shape::Table(COLUMN)),
        ("列", "Columns"),
        ("表の列", "the columns of the table"),
    ),
    SOURCE,
    VERIFIED,
    VERIFIED_BY,
    CHECK,
    Key::new(
        "row",
        Shape::Map(Names::Own, &Shape::Row),
        ("行", "Rows"),
        (
            "表の行。`[row.urgent]` の `urgent` がID",
            "the rows; in `[row.urgent]`, `urgent` is the id",
        ),
    ),
];
