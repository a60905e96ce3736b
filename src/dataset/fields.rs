//! The table of the fields that channels and parts may have.

use super::field::{COSTS, Field, FieldType, KINDS, STATUSES};

const fn field(key: &'static str, kind: FieldType, ja: &'static str, en: &'static str) -> Field {
    Field {
        key,
        kind,
        ja,
        en,
        about: ("", ""),
        default: "",
        example: "",
    }
}

/// Every field of channels and parts, in the order in which a card shows them.
pub const FIELDS: &[Field] = &[
    field("name", FieldType::Text, "窓口", "Channel")
        .about(
            "窓口の名前。`{{ phone }}` と書いたところに出る。部分(`part`)では省け、そのときは `use` かIDになる",
            "its name, which `{{ phone }}` prints; a part may leave it out and is then called by its `use` or id",
        )
        .such_as(r#"{ ja = "電話", en = "Phone" }"#),
    field("kind", FieldType::Known(KINDS), "種類", "Kind")
        .about("窓口の種類", "what kind of channel it is")
        .such_as(r#""phone""#),
    field("use", FieldType::Text, "用途", "Use")
        .about("何のための窓口か", "what it is for")
        .such_as(r#""総合""#),
    field("for", FieldType::Text, "対象", "For")
        .about("誰のための窓口か", "whom it is for")
        .such_as(r#""契約している人""#),
    field("status", FieldType::Known(STATUSES), "状態", "Status")
        .about(
            "使えるかどうか。終わった窓口も表に残り、「終了」と出る",
            "whether it can be used; one that has ended stays in tables and is marked",
        )
        .or(r#""active""#)
        .such_as(r#""ended""#),
    field("official", FieldType::Bool, "公式", "Official")
        .about("公式の窓口か", "whether it is an official channel")
        .or("true")
        .such_as("false"),
    field("number", FieldType::Phone, "電話番号", "Number")
        .about(
            "電話番号。確認されるか `ours = true` でなければ、押してかけられるリンクにならない",
            "a phone number; it becomes a link to call only if it is verified or `ours`",
        )
        .such_as(r#""0120-000-000""#),
    field("extension", FieldType::Plain, "内線", "Extension")
        .about("内線の番号", "the extension to ask for")
        .such_as(r#""1234""#),
    field("press", FieldType::Text, "音声案内で押す番号", "Press")
        .about("音声案内で押す番号", "what to press in the menu")
        .such_as(r#""1、続けて3""#),
    field("cost", FieldType::Known(COSTS), "通話料", "Cost")
        .about("通話料", "what a call costs")
        .such_as(r#""free""#),
    field("cost_note", FieldType::Text, "通話料の補足", "About the cost")
        .about("通話料について書き添えること", "what to add about the cost")
        .such_as(r#""20秒ごとに11円""#),
    field("callable_from", FieldType::Text, "かけられる場所", "Callable from")
        .about("どこからかけられるか", "from where it can be called")
        .such_as(r#""国内の固定電話と携帯電話""#),
    field("area", FieldType::Text, "対象地域", "Area")
        .about("どの地域の窓口か", "which area it serves")
        .such_as(r#""東日本""#),
    field("hours", FieldType::Hours, "受付時間", "Hours")
        .about(
            "受付時間。曜日や暦ごとに書くか、文のまま書く。`24/7` は年中無休・24時間、`unknown` は不明",
            "when it is open, by days and calendars or in words; `24/7` is always, `unknown` is not known",
        )
        .such_as(r#"{ weekdays = "9:00-17:30", newyear = "closed" }"#),
    field("limited", FieldType::Hours, "一部の受付", "Limited service")
        .about(
            "一部の用件だけを受け付ける時間。`note` に用件を書く",
            "when only some matters are served; `note` says which",
        )
        .such_as(r#"{ weekdays = "12:00-13:00", note = "証明書の発行だけ" }"#),
    field("busy", FieldType::Hours, "混み合う時間", "Busy")
        .about(
            "混み合う時間。受付時間の中に書く",
            "when it is busy, within its hours",
        )
        .such_as(r#"{ weekdays = "12:00-13:00" }"#),
    field("quiet", FieldType::Hours, "つながりやすい時間", "Quiet")
        .about(
            "つながりやすい時間。受付時間の中に書く",
            "when it is easy to get through, within its hours",
        )
        .such_as(r#"{ weekdays = "15:00-17:00" }"#),
    field("last_entry", FieldType::Time, "最終受付", "Last entry")
        .about("受け付ける最後の時刻", "until when one is let in")
        .such_as(r#""20:45""#),
    field("reply", FieldType::Duration, "返答までの目安", "Reply time")
        .about(
            "返事までの目安。日本語の言い方(`2〜3営業日`)でもよい",
            "how long an answer takes; `within 12 hours` and `at once` are read too",
        )
        .such_as(r#""1-2 business days""#),
    field("languages", FieldType::Languages, "対応言語", "Languages")
        .about("使える言語と、その水準", "the languages it speaks, and how well")
        .such_as(r#"{ ja = "native", en = "limited" }"#),
    field("login", FieldType::Bool, "サインイン", "Sign-in needed")
        .about("サインインが要るか", "whether one has to sign in")
        .or("false")
        .such_as("true"),
    field("automated", FieldType::Bool, "自動応答", "Automated")
        .about(
            "人ではなく機械が答えるか。「受付中」には数えない",
            "whether a machine answers; it never counts as open now",
        )
        .or("false")
        .such_as("true"),
    field("url", FieldType::Url, "ウェブページ", "Web page")
        .about("窓口のページ", "its page")
        .such_as(r#""https://www.example.com/contact/""#),
    field("email", FieldType::Email, "メールアドレス", "E-mail")
        .about("メールアドレス", "its e-mail address")
        .such_as(r#""desk@example.com""#),
    field("fax", FieldType::Phone, "ファクス番号", "Fax")
        .about("ファクスの番号", "its fax number")
        .such_as(r#""03-0000-0000""#),
    field("account", FieldType::Plain, "アカウント", "Account")
        .about("メッセージアプリのアカウント", "its account in a messenger")
        .such_as(r#""@example""#),
    field("address", FieldType::Text, "所在地", "Address")
        .about("窓口のある場所", "where it is")
        .such_as(r#""みどり市中央1-1 本庁舎1階""#),
    field("map", FieldType::Url, "地図", "Map")
        .about("地図のアドレス", "a map")
        .such_as(r#""https://maps.example.com/desk""#),
    field("reading", FieldType::Plain, "読み", "Reading")
        .about("名前の読み。検索と並べ替えに使う", "how its name is read, for search and sorting")
        .such_as(r#""でんわ""#),
    field("aliases", FieldType::PlainList, "別の呼び方", "Also called")
        .about(
            "文の中での別の呼び方。検査と検索に使う",
            "other words that texts use for it, for checks and search",
        )
        .such_as(r#"["コールセンター"]"#),
];

/// Provenance, which can be asked for like a field.
pub const PROVENANCE: &[Field] = &[
    field("source", FieldType::Plain, "出典", "Source"),
    field("verified", FieldType::Date, "確認日", "Verified"),
    field("verified_by", FieldType::Plain, "確認した人", "Verified by"),
];
