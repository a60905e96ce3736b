//! The keys of front matter: what is read, what editors are told, and what the manual says of them.

use crate::decode::{Form, Key, Letters, Meaning, Shape};

/// The keys of front matter, in TOML and YAML alike.
pub const FRONT_MATTER: Form = &[
    Key::new(
        "title",
        Shape::Text(Letters::Any),
        ("題名", "Title"),
        (
            "ページの題名。事実を `{{ }}` で入れてもよい。書かなければ、はじめの大見出し、それもなければファイルの名前",
            "the title of the page; facts in `{{ }}` may stand in it. Without it: the first level-1 heading, else the file's name",
        ),
    )
    .such_as(r#""電話のかけ方""#),
    Key::new(
        "description",
        Shape::Text(Letters::Any),
        ("説明", "Description"),
        (
            "ページを一文で。検索結果やリンクのカードに出る。事実を `{{ }}` で入れてもよい",
            "the page in a sentence, for search results and previews of links; facts in `{{ }}` may stand in it",
        ),
    )
    .such_as(r#""受付は{{ phone.hours }}です。""#),
    Key::new(
        "date",
        Shape::Date,
        ("日付", "Date"),
        (
            "ページの日付。フィードと `sort = \"date\"` に使う",
            "the day of the page, for the feed and for `sort = \"date\"`",
        ),
    )
    .such_as("2026-11-01"),
    Key::new(
        "updated",
        Shape::Date,
        ("更新日", "Updated"),
        (
            "最後に直した日。ページの下とフィードに出る",
            "when it was last changed; shown below the page and in the feed",
        ),
    )
    .such_as("2026-11-20"),
    Key::new(
        "weight",
        Shape::Integer(i64::MIN, i64::MAX),
        ("並びの順", "Weight"),
        (
            "並びの順。小さいものが先で、書いていないページはあとに続く",
            "the place in the order: small numbers come first, pages without one follow",
        ),
    )
    .such_as("10"),
    Key::new(
        "sort",
        Shape::Word(SORTS),
        ("並べ方", "Sort"),
        (
            "この節(`_index.md`)のページの並べ方",
            "how the pages of this section (`_index.md`) are sorted",
        ),
    )
    .or(r#""weight""#)
    .such_as(r#""date""#),
    Key::new(
        "draft",
        Shape::Bool,
        ("下書き", "Draft"),
        (
            "下書きか。`--drafts` を付けたときだけ出る",
            "whether it is a draft, which is shown with `--drafts` alone",
        ),
    )
    .or("false")
    .such_as("true"),
    Key::new(
        "slug",
        Shape::Text(Letters::Slug),
        ("アドレスの名前", "Slug"),
        (
            "アドレスに使う名前。書かなければファイルの名前。文字・数字・`-`・`_` だけ。`_index.md` には書けない(フォルダーの名前がアドレスになる)",
            "the name in the address, of letters, numbers, `-` and `_`; without it the file's name. Not in `_index.md`, whose address is the folder's name",
        ),
    )
    .such_as(r#""callback""#),
    Key::new(
        "lang",
        Shape::Text(Letters::Language),
        ("言語", "Language"),
        (
            "ページの言語。書かなければファイルの名前から(`page.en.md`)",
            "the language of the page; without it the file's name says it (`page.en.md`)",
        ),
    )
    .such_as(r#""ja""#),
    Key::new(
        "aliases",
        Shape::Texts(Letters::Alias),
        ("前のアドレス", "Aliases"),
        (
            "前のアドレス。ここから今のページに移る",
            "former addresses, which lead to this page",
        ),
    )
    .or("[]")
    .such_as(r#"["/old/page/"]"#),
    Key::new(
        "template",
        Shape::Text(Letters::Template),
        ("テンプレート", "Template"),
        (
            "このページだけに使うテンプレート",
            "a template for this page alone",
        ),
    )
    .such_as(r#""page.html""#),
    Key::new(
        "kind",
        Shape::Word(KINDS),
        ("種類", "Kind"),
        ("ページの種類", "the kind of page"),
    )
    .or(r#""page""#)
    .such_as(r#""faq""#),
    Key::new(
        "toc",
        Shape::Bool,
        ("目次", "Contents"),
        (
            "目次を出すか。書かなければ、見出しが二つ以上のときに出る",
            "whether there is a table of contents; without it, where there is more than one heading",
        ),
    )
    .such_as("false"),
    Key::new(
        "search",
        Shape::Bool,
        ("検索", "Search"),
        (
            "サイト内検索で見つかるか",
            "whether the search of the site finds it",
        ),
    )
    .or("true")
    .such_as("false"),
    Key::new(
        "check",
        Shape::Table(crate::config::LITERAL),
        ("検査", "Checks"),
        (
            "このページの検査",
            "what `madoguchi check` is told about this page",
        ),
    ),
    Key::new(
        "braces",
        Shape::Word(crate::config::BRACES),
        ("波かっこ", "Braces"),
        (
            "このページの `{{ }}` の意味。書かなければ設定 `[markdown]` のとおり",
            "what `{{ }}` means on this page; without it as the config says",
        ),
    )
    .such_as(r#""literal""#),
    Key::new(
        "extra",
        Shape::Anything,
        ("自由な値", "Extra"),
        (
            "テンプレートに渡す値。何を書いてもよい",
            "anything, for templates",
        ),
    )
    .such_as(r#"{ icon = "phone" }"#),
];

const SORTS: &[Meaning] = &[
    Meaning::new("weight", "`weight` の順", "by `weight`"),
    Meaning::new("date", "新しい順", "newest first"),
    Meaning::new("title", "題名の順", "by title"),
];

const KINDS: &[Meaning] = &[
    Meaning::new("page", "ふつうのページ", "a page"),
    Meaning::new(
        "faq",
        "よくある質問。二番目の見出し(`##`)がそれぞれ質問になる",
        "a list of questions: every level-2 heading is one",
    ),
];
