//! A name in Latin letters for a Japanese one: addresses of Japanese letters work, but are long when they are copied.
//!
//! Only proposed, never taken: nobody can know how a word of kanji is meant to be called.

/// What guides most often speak of. The longer of two that begin alike stands first.
const WORDS: &[(&str, &str)] = &[
    ("よくある質問", "faq"),
    ("お問い合わせ", "contact"),
    ("問い合わせ", "contact"),
    ("問合せ", "contact"),
    ("営業時間", "hours"),
    ("受付時間", "hours"),
    ("開館時間", "hours"),
    ("折り返し", "callback"),
    ("領収書", "receipt"),
    ("請求書", "invoice"),
    ("支払", "payment"),
    ("料金", "fees"),
    ("返金", "refund"),
    ("返品", "returns"),
    ("交換", "exchange"),
    ("配送", "delivery"),
    ("配達", "delivery"),
    ("注文", "orders"),
    ("予約", "booking"),
    ("申込", "apply"),
    ("申し込み", "apply"),
    ("手続", "procedures"),
    ("届出", "notices"),
    ("届け出", "notices"),
    ("解約", "cancel"),
    ("契約", "contract"),
    ("引っ越し", "moving"),
    ("引越", "moving"),
    ("障害", "outage"),
    ("停電", "outage"),
    ("故障", "repair"),
    ("修理", "repair"),
    ("トラブル", "trouble"),
    ("準備", "prepare"),
    ("安全", "safety"),
    ("詐欺", "fraud"),
    ("言葉", "language"),
    ("英語", "english"),
    ("用語", "glossary"),
    ("地図", "map"),
    ("交通", "access"),
    ("アクセス", "access"),
    ("お知らせ", "news"),
    ("電話", "phone"),
    ("番号", "numbers"),
    ("チャット", "chat"),
    ("メール", "mail"),
    ("フォーム", "form"),
    ("ファックス", "fax"),
    ("質問", "questions"),
    ("総合案内", "reception"),
    ("案内", "guide"),
    ("窓口", "desk"),
    ("会員", "members"),
    ("登録", "registration"),
    ("パスワード", "password"),
    ("ログイン", "login"),
    ("選び方", "choose"),
    ("使い方", "usage"),
];

/// How many words a proposal has at most.
const MOST: usize = 3;

/// A proposal for a name, if some word of it is known: `電話番号` → `phone-numbers`.
pub fn proposed_slug(name: &str) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
        let length = word.map_or(first.len_utf8(), |(word, _)| word.len());
        if let Some((_, slug)) = word.filter(|(_, slug)| !found.contains(slug)) {
            found.push(slug);
        }
        rest = &rest[length..];
    }
    found.truncate(MOST);
    (!found.is_empty()).then(|| found.join("-"))
}
