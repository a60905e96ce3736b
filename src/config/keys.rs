//! The keys of `config.toml`: what is read, what editors are told, and what the manual says of them.

use crate::decode::{Form, Key, Letters, Meaning, Names, Shape};

/// The top of the file.
pub const CONFIG: Form = &[
    Key::new(
        "title",
        Shape::Local,
        ("サイトの名前", "Name of the site"),
        (
            "サイトの名前。どのページの上にも出る",
            "the name of the site, on top of every page",
        ),
    )
    .required()
    .such_as(r#""窓口案内""#),
    Key::new(
        "description",
        Shape::Local,
        ("サイトの説明", "About the site"),
        (
            "サイトを一文で。検索結果やリンクのカードに出る",
            "the site in a sentence, for search results and previews of links",
        ),
    )
    .such_as(r#"{ ja = "お問い合わせ先の案内", en = "Where to ask" }"#),
    Key::new(
        "base_url",
        Shape::Text(Letters::BaseUrl),
        ("公開先", "Address"),
        (
            "サイトが置かれるアドレス。書かなければ、サイトマップと正規リンクを作らない。`--base-url` と `MADOGUCHI_BASE_URL` が優先する",
            "where the site will stand; without it there are no sitemap and no canonical links. `--base-url` and `MADOGUCHI_BASE_URL` go before it",
        ),
    )
    .such_as(r#""https://example.github.io/guide/""#),
    Key::new(
        "default_language",
        Shape::Text(Letters::LanguageTag),
        ("おもな言語", "Default language"),
        (
            "名前に言語のないファイルの言語。書かなければ `languages` の一つめ",
            "the language of files that have none in their name; without it the first of `languages`",
        ),
    )
    .or(r#""ja""#)
    .such_as(r#""ja""#),
    Key::new(
        "languages",
        Shape::Texts(Letters::LanguageTag),
        ("言語", "Languages"),
        (
            "サイトのすべての言語。英語のページは `page.en.md` のように名付ける",
            "all languages of the site; an English page is called `page.en.md`",
        ),
    )
    .such_as(r#"["ja", "en"]"#),
    Key::new(
        "theme",
        Shape::Text(Letters::Any),
        ("テーマ", "Theme"),
        (
            "テーマの名前。`default` のほかは `themes/` の下のフォルダー",
            "the name of the theme: a folder below `themes/`, or the one that is built in",
        ),
    )
    .or(r#""default""#)
    .such_as(r#""default""#),
    Key::new(
        "output_dir",
        Shape::Text(Letters::Any),
        ("出力先", "Output folder"),
        (
            "できあがったサイトを書くフォルダー",
            "the folder that the site is written into",
        ),
    )
    .or(r#""public""#)
    .such_as(r#""public""#),
    Key::new(
        "repository",
        Shape::Text(Letters::Https),
        ("リポジトリ", "Repository"),
        (
            "原稿のあるリポジトリ。書けば、各ページに「編集」のリンクが付く",
            "where the source is kept; with it every page has a link to edit it",
        ),
    )
    .such_as(r#""https://github.com/example/guide""#),
    Key::new(
        "nav",
        Shape::Table(NAVIGATION),
        ("ナビゲーション", "Navigation"),
        (
            "ページの並びと呼び名",
            "the order of pages and what they are called",
        ),
    ),
    Key::new(
        "theme_settings",
        Shape::Settings,
        ("テーマの設定", "Settings of the theme"),
        (
            "テーマが用意した設定。色、ロゴ、フッターなど",
            "what the theme lets a site set: colours, logo, footer",
        ),
    ),
    Key::new(
        "markdown",
        Shape::Table(MARKDOWN),
        ("Markdown", "Markdown"),
        (
            "Markdown の読み方",
            "how Markdown is read",
        ),
    ),
    Key::new(
        "search",
        Shape::Table(SEARCH),
        ("検索", "Search"),
        (
            "サイト内検索",
            "the search of the site",
        ),
    ),
    Key::new(
        "check",
        Shape::Table(super::keys_of_check::CHECK),
        ("検査", "Checks"),
        (
            "`madoguchi check` の指摘の重さ",
            "what the findings of `madoguchi check` count for",
        ),
    ),
    Key::new(
        "words",
        Shape::Map(
            Names::Language,
            &Shape::Map(Names::InterfaceWord, &Shape::Text(Letters::Any)),
        ),
        ("画面の言葉", "Words of the interface"),
        (
            "「休み」や「目次」など、画面の決まった言葉を言語ごとに言い換える",
            "other words for those of the interface, such as \"Closed\", by language",
        ),
    )
    .such_as(r#"{ ja = { closed = "休み" } }"#),
    Key::new(
        "csp",
        Shape::Table(POLICY),
        ("読み込み元", "Content security policy"),
        (
            "ページがほかのサイトから読み込んでよいもの",
            "what pages may load from other sites",
        ),
    ),
    Key::new(
        "publish",
        Shape::Table(PUBLISH),
        ("公開", "Publishing"),
        (
            "公開するファイル",
            "what is published",
        ),
    ),
    Key::new(
        "organisation",
        Shape::Table(ORGANISATION),
        ("窓口の持ち主", "Organisation"),
        (
            "誰の窓口か。データが `ours = true` のとき、検索エンジン向けの連絡先に出る",
            "whose desk this is, told to search engines where the data says `ours = true`",
        ),
    ),
    Key::new(
        "git",
        Shape::Table(GIT),
        ("git", "Git"),
        (
            "git の履歴から読むもの",
            "what is read from the history of git",
        ),
    ),
    Key::new(
        "extra",
        Shape::Anything,
        ("自由な値", "Extra"),
        (
            "テンプレートに渡す値。何を書いてもよい",
            "anything, for templates",
        ),
    )
    .such_as(r#"{ brand = "あおば電力" }"#),
];

const NAVIGATION: Form = &[
    Key::new(
        "order",
        Shape::Texts(Letters::ContentPath),
        ("並び", "Order"),
        (
            "先に並べるページとフォルダー。`content/` からの名前で書く。残りは `weight` の順に続く",
            "pages and folders of `content/` that come first; the rest follow by `weight`",
        ),
    )
    .or("[]")
    .such_as(r#"["phone", "faq.md"]"#),
    Key::new(
        "labels",
        Shape::Map(Names::ContentPath, &Shape::Local),
        ("呼び名", "Labels"),
        (
            "題名の代わりに並びに出す言葉",
            "words to be shown in the navigation instead of the title",
        ),
    )
    .such_as(r#"{ "faq.md" = "よくある質問" }"#),
];

const MARKDOWN: Form = &[
    Key::new(
        "raw_html",
        Shape::Word(RAW_HTML),
        ("HTML", "HTML"),
        (
            "Markdown の中の HTML の扱い",
            "what happens to HTML in Markdown",
        ),
    )
    .or(r#""safe""#)
    .such_as(r#""safe""#),
    Key::new(
        "braces",
        Shape::Word(BRACES),
        ("波かっこ", "Braces"),
        (
            "`{{ }}` の意味。ページごとにも書ける",
            "what `{{ }}` means; a page may say it for itself",
        ),
    )
    .or(r#""facts""#)
    .such_as(r#""facts""#),
];

const RAW_HTML: &[Meaning] = &[
    Meaning::new("safe", "害のない要素だけ", "only harmless elements"),
    Meaning::new(
        "allow",
        "すべてそのまま出す(書く人を信頼できるとき)",
        "all of it: the authors are trusted",
    ),
];

/// What double braces mean.
pub const BRACES: &[Meaning] = &[
    Meaning::new("facts", "事実に置き換わる", "a fact is put in their place"),
    Meaning::new("literal", "文字のまま", "they are letters"),
];

const SEARCH: Form = &[Key::new(
    "synonyms",
    Shape::Groups,
    ("同じ意味の語", "Synonyms"),
    (
        "検索で同じものとして扱う語の組",
        "groups of words that find each other",
    ),
)
.or("[]")
.such_as(r#"[["問合せ", "問い合わせ"]]"#)];

const POLICY: Form = &[Key::new(
    "img_src",
    Shape::Texts(Letters::Origin),
    ("画像の読み込み元", "Origins of pictures"),
    (
        "画像を読み込んでよいほかのサイト",
        "other sites that pictures may come from",
    ),
)
.or("[]")
.such_as(r#"["https://images.example.com"]"#)];

const PUBLISH: Form = &[
    Key::new(
        "cname",
        Shape::Text(Letters::Domain),
        ("独自ドメイン", "Domain"),
        (
            "GitHub Pages で使う自分のドメイン。`CNAME` というファイルになる",
            "the site's own domain on GitHub Pages; becomes the file `CNAME`",
        ),
    )
    .or(r#""""#)
    .such_as(r#""guide.example.com""#),
    Key::new(
        "channel_pages",
        Shape::Bool,
        ("窓口のページ", "Pages of channels"),
        (
            "窓口ごとのページを `/channels/ID/` に作るか",
            "whether each channel has a page at `/channels/ID/`",
        ),
    )
    .or("false")
    .such_as("true"),
];

const ORGANISATION: Form = &[Key::new(
    "name",
    Shape::Text(Letters::Any),
    ("名前", "Name"),
    (
        "組織の名前。空なら何も出さない",
        "the name of the organisation; empty: nothing is told",
    ),
)
.or(r#""""#)
.such_as(r#""みどり市役所""#)];

const GIT: Form = &[Key::new(
    "dates",
    Shape::Bool,
    ("更新日", "Dates"),
    (
        "ページの最終更新日を git の履歴から出すか",
        "whether pages say when they were last changed, by the history of git",
    ),
)
.or("false")
.such_as("true")];
