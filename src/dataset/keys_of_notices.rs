//! The keys of `notices.toml`.

use super::keys::{CHECK, SOURCE, VERIFIED, VERIFIED_BY};
use crate::decode::{Form, Key, Letters, Meaning, Names, Shape};

/// The top of `notices.toml`.
pub const NOTICES_FILE: Form = &[
    SOURCE,
    VERIFIED,
    VERIFIED_BY,
    CHECK,
    Key::new(
        "notice",
        Shape::Map(Names::Own, &Shape::Table(NOTICE)),
        ("お知らせ", "Notices"),
        (
            "日付のあるお知らせ。`[notice.typhoon]` のように書く",
            "notices with their dates, such as `[notice.typhoon]`",
        ),
    ),
];

/// `[notice.typhoon]`
pub const NOTICE: Form = &[
    Key::new(
        "channels",
        Shape::Texts(Letters::ChannelOrPart),
        ("窓口", "Channels"),
        (
            "どの窓口のことか。部分は `phone.general` のように書く",
            "which channels it is about; a part is written `phone.general`",
        ),
    )
    .or("[]")
    .such_as(r#"["phone"]"#),
    Key::new(
        "from",
        Shape::Moment,
        ("始まり", "From"),
        (
            "始まる日。時刻も書ける",
            "when it begins: a day, or a day and a time",
        ),
    )
    .required()
    .such_as("2026-09-01T13:00:00"),
    Key::new(
        "until",
        Shape::Moment,
        ("終わり", "Until"),
        (
            "終わる日か日時。なければ「当分の間」",
            "when it ends; without it, until further notice",
        ),
    )
    .such_as("2026-09-02"),
    Key::new(
        "text",
        Shape::Local,
        ("文", "Text"),
        (
            "読者に見せる文。日付は自動で付く",
            "what readers are told; the dates are added",
        ),
    )
    .such_as(r#""台風のため、受付を休みます。""#),
    Key::new(
        "effect",
        Shape::Word(EFFECTS),
        ("影響", "Effect"),
        (
            "受付がどうなるか。`hours` とは一緒に書けない",
            "what it does to the hours; not together with `hours`",
        ),
    )
    .or(r#""none""#)
    .such_as(r#""closed""#),
    Key::new(
        "hours",
        Shape::Hours,
        ("受付時間", "Hours"),
        ("この間の受付時間", "the hours while it holds"),
    )
    .such_as(r#"{ everyday = "10:00-15:00" }"#),
    SOURCE,
    VERIFIED,
    VERIFIED_BY,
];

const EFFECTS: &[Meaning] = &[
    Meaning::new("closed", "休みになる", "closed"),
    Meaning::new("none", "変わらない", "none"),
];
