//! The keys of `[check]`.

use crate::decode::{Form, Key, Letters, Meaning, Names, Shape};

/// `[check]`
pub(super) const CHECK: Form = &[
    Key::new(
        "deny",
        Shape::Texts(Letters::Denied),
        ("エラーにする指摘", "Denied"),
        (
            "エラーに上げる指摘。`warnings` は警告ぜんぶ。`--deny` でも書ける",
            "findings that are raised to errors; `warnings` means all warnings. `--deny` does the same",
        ),
    )
    .or("[]")
    .such_as(r#"["warnings"]"#),
    Key::new(
        "year_end_by",
        Shape::Text(Letters::MonthDay),
        ("年末年始の確認日", "Year end asked from"),
        (
            "この月日から、年末年始の休みが書かれていないことを警告する。書かなければ警告しない",
            "from this month and day on, a year-end closure that is missing is a warning; without it none is",
        ),
    )
    .such_as(r#""12-01""#),
    Key::new(
        "severity",
        Shape::Map(Names::Code, &Shape::Word(LEVELS)),
        ("指摘の重さ", "Severity"),
        (
            "指摘の種類ごとの重さ",
            "what each kind of finding counts for",
        ),
    )
    .such_as(r#"{ literal-fact = "hint" }"#),
    Key::new(
        "paths",
        Shape::Map(
            Names::ContentPath,
            &Shape::Map(Names::Code, &Shape::Word(LEVELS)),
        ),
        ("場所ごとの重さ", "Severity by path"),
        (
            "`content/` の下の場所ごとの重さ。長い名前が優先する",
            "the same below a path of `content/`; the longest path wins",
        ),
    )
    .such_as(r#"{ "phone/" = { literal-fact = "off" } }"#),
    Key::new(
        "external",
        Shape::Table(EXTERNAL),
        ("外部リンク", "Links to other sites"),
        (
            "`madoguchi check --external` がほかのサイトへのリンクを確かめる方法",
            "how `madoguchi check --external` asks whether links to other sites lead somewhere",
        ),
    ),
];

const EXTERNAL: Form = &[
    Key::new(
        "skip",
        Shape::Texts(Letters::Any),
        ("確かめないアドレス", "Skipped"),
        (
            "これで始まるアドレスは確かめない",
            "addresses that begin like this are not asked for",
        ),
    )
    .or("[]")
    .such_as(r#"["https://intranet.example.com/"]"#),
    Key::new(
        "timeout",
        Shape::Integer(1, 120),
        ("待つ秒数", "Timeout"),
        (
            "一つの返事を待つ秒数",
            "how many seconds one answer may take",
        ),
    )
    .or("15")
    .such_as("30"),
    Key::new(
        "private",
        Shape::Bool,
        ("内部のアドレス", "Private networks"),
        (
            "組織の中だけのアドレスにも尋ねるか",
            "whether addresses of private networks are asked for",
        ),
    )
    .or("false")
    .such_as("false"),
];

/// What a finding may count for.
pub const LEVELS: &[Meaning] = &[
    Meaning::new(
        "error",
        "エラー。公開されない",
        "an error: nothing is published",
    ),
    Meaning::new("warning", "警告", "a warning"),
    Meaning::new("hint", "ヒント", "a hint"),
    Meaning::new("off", "出さない", "not told"),
];

/// `check` of front matter and of data files.
pub const LITERAL: Form = &[Key::new(
    "literal",
    Shape::Texts(Letters::Any),
    ("文字どおりの語", "Literal"),
    (
        "データと違っていても、わざとそう書いた語。検査しない",
        "words that are meant as they are, although the data says otherwise; they are not checked",
    ),
)
.or("[]")
.such_as(r#"["6:00〜24:00"]"#)];
