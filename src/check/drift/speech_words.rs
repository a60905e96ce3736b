//! The words for kinds of channels.

/// Words for each kind, in folded spelling.
pub(super) const KIND_WORDS: &[(&str, &[&str])] = &[
    (
        "phone",
        &[
            "電話",
            "お電話",
            "コールセンター",
            "phone",
            "telephone",
            "call us",
            "by call",
            "phone line",
            "phone lines",
            "call centre",
            "call center",
        ],
    ),
    (
        "chat",
        &[
            "チャット",
            "ライブチャット",
            "チャットサポート",
            "chat",
            "live chat",
            "web chat",
        ],
    ),
    (
        "mail",
        &[
            "メール",
            "電子メール",
            "eメール",
            "e-mail",
            "email",
            "e-mails",
            "emails",
        ],
    ),
    (
        "form",
        &[
            "フォーム",
            "問い合わせフォーム",
            "お問い合わせフォーム",
            "メールフォーム",
            "contact form",
            "web form",
            "mail form",
            "online form",
        ],
    ),
    ("fax", &["ファックス", "ファクス", "ファクシミリ", "fax"]),
    ("messenger", &["メッセージアプリ", "messenger"]),
    (
        "counter",
        &["対面の窓口", "対面窓口", "カウンター", "店頭", "counter"],
    ),
    ("web", &["ウェブ受付", "web受付", "web窓口"]),
];

/// Letters before a word that make it a part of another: 携帯電話.
pub(super) const NOT_AFTER: &[&str] = &[
    "携帯",
    "固定",
    "公衆",
    "留守番",
    "国際",
    "迷惑",
    "不審な",
    "mobile ",
    "cell ",
];

/// Letters after a word that make it a part of another: 電話帳.
pub(super) const NOT_BEFORE: &[&str] = &[
    "帳",
    "ボックス",
    "料金",
    "代",
    "機",
    " book",
    " bill",
    " charges",
];
