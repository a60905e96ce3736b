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
pub(super) const NOT_AFTER: &[(&str, &[&str])] = &[
    (
        "電話",
        &[
            "携帯",
            "固定",
            "公衆",
            "留守番",
            "国際",
            "迷惑",
            "無言",
            "不審な",
            "お手持ちの",
            "スマートフォンの",
        ],
    ),
    (
        "phone",
        &[
            "mobile ", "cell ", "your ", "my ", "his ", "her ", "their ", "smart ", "pay ",
        ],
    ),
    ("メール", &["迷惑", "確認"]),
    ("mail", &["junk "]),
    ("e-mail", &["junk ", "confirmation "]),
    ("email", &["junk ", "confirmation "]),
];

/// Letters after a word that make it a part of another: 電話帳.
pub(super) const NOT_BEFORE: &[(&str, &[&str])] = &[
    (
        "電話",
        &["帳", "ボックス", "料金", "代", "機", "会議", "回線", "線"],
    ),
    ("お電話", &["料金", "代", "機", "会議"]),
    (
        "phone",
        &[
            " book", " bill", " charges", " case", " number", " numbers", " call", " calls",
        ],
    ),
    ("メール", &["便"]),
    ("mail", &[" order"]),
];
