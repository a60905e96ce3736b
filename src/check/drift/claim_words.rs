//! The words around a value that say what it is a value of.

/// Whether a text holds one of some words; a word of Latin letters as a whole word.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    if text.is_empty() {
        return false;
    }
    let lower = text.to_lowercase();
    words.iter().any(|word| position(&lower, word).is_some())
}

/// Where a word stands in a text of lower case.
pub(super) fn position(lower: &str, word: &str) -> Option<usize> {
    lower.match_indices(word).map(|(at, _)| at).find(|at| {
        let latin =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let begins = word.starts_with(|first: char| first.is_ascii_alphanumeric());
        let ends = word.ends_with(|last: char| last.is_ascii_alphanumeric());
        let goes_on_before = begins && latin(lower[..*at].chars().next_back());
        let goes_on_after = ends && latin(lower[*at + word.len()..].chars().next());
        !goes_on_before && !goes_on_after
    })
}

/// Things that have hours of their own and are no channel.
pub(super) const ABOUT_SOMETHING_ELSE: &[&str] = &[
    "配達",
    "配送",
    "お届け",
    "届け",
    "届き",
    "到着",
    "集荷",
    "発送",
    "会議",
    "面談",
    "イベント",
    "セミナー",
    "講習",
    "研修",
    "説明会",
    "メンテナンス",
    "保守",
    "工事",
    "停止",
    "点検",
    "放送",
    "試合",
    "列車",
    "電車",
    "バス",
    "出発",
    "チェックイン",
    "チェックアウト",
    "休憩",
    "昼休み",
    "勤務",
    "授業",
    "講義",
    "開演",
    "上映",
    "delivery",
    "deliveries",
    "delivered",
    "shipping",
    "meeting",
    "meetings",
    "event",
    "events",
    "seminar",
    "webinar",
    "maintenance",
    "outage",
    "downtime",
    "check-in",
    "check-out",
    "train",
    "trains",
    "class",
    "classes",
    "lunch break",
    "lesson",
    "lessons",
];

/// Words behind a time that make it one of absence.
pub(super) const CLOSED_AFTER: &[&str] = &[
    "は休",
    "を休",
    "は閉",
    "は止",
    "は除",
    "を除",
    "以外",
    "はお休",
    "は使え",
    "は利用でき",
    "は対応して",
    "は受け付けて",
    "はつなが",
    "は繋が",
    "に閉",
    "is closed",
    "are closed",
    "closed",
];

/// Words by which a day without exception is meant.
pub(super) const NEVER_CLOSED: &[&str] = &["無休", "365"];

/// Words that take something back from 24 hours.
pub(super) const RESTRICTED: &[&str] = &[
    "一部",
    "原則",
    "制限",
    "基本的に",
    "ほぼ",
    "partly",
    "partially",
    "in part",
    "mostly",
    "limited",
    "in principle",
    "some services",
];

/// Words of the past, and of what is to come.
pub(super) const NOT_SAID_ANY_MORE: &[&str] = &[
    "以前は",
    "かつて",
    "従来",
    "これまでは",
    "昔は",
    "当初",
    "旧",
    "予定",
    "変更前",
    "に変わりま",
    "に変更",
    "だった",
    "でした",
    "当時",
    "ていました",
    "ていた。",
    "used to",
    "formerly",
    "previously",
    "no longer",
    "will be",
    "will change",
    "planned",
    "was",
    "were",
    "phoned",
];

/// Words that say the opposite.
pub(super) const DENIED: &[&str] = &[
    "ではな",
    "ではあり",
    "じゃな",
    "とは限",
    "わけでは",
    "not",
    "n't",
    "never",
    "neither",
    "instead of",
    "rather than",
];

/// Words that say of a whole sentence that it is not so.
pub(super) const NOT_SO: &[&str] = &[
    "誤り",
    "間違い",
    "間違って",
    "嘘",
    "うそ",
    "正しくあり",
    "正しくない",
    "incorrect",
    "mistaken",
    "outdated",
    "a mistake",
    "not true",
];

/// Words for one day.
pub(super) const ONE_DAY: &[&str] = &[
    "明日",
    "今日",
    "本日",
    "昨日",
    "明後日",
    "あさって",
    "今週",
    "来週",
    "先週",
    "今夜",
    "今朝",
    "today",
    "tomorrow",
    "yesterday",
    "this week",
    "next week",
    "last week",
    "tonight",
    "this morning",
];

/// What hours may be the hours of when の leads on from them: 9:00〜21:00の間.
pub(super) const OF_HOURS: &[&str] = &[
    "間",
    "あいだ",
    "時間",
    "受付",
    "受け付け",
    "対応",
    "営業",
    "窓口",
    "ご利用",
    "利用",
    "いずれ",
    "いつ",
    "うち",
    "範囲",
    "み",
    "サポート",
    "体制",
    "サービス",
    "方",
    "どこ",
    "当番",
    "両",
    "年中",
    "予定",
];

/// Words of an example.
pub(super) const EXAMPLE: &[&str] = &[
    "例えば",
    "たとえば",
    "例:",
    "例：",
    "例)",
    "例）",
    "のように",
    "のような",
    "といった",
    "などと書",
    "と書く",
    "と書け",
    "と入力",
    "e.g.",
    "for example",
    "for instance",
    "such as",
    "example:",
    "like this",
];

/// Words by which a date says when something was seen, not for when it holds.
pub(super) const AS_OF: &[&str] = &["現在", "時点", "as of"];

/// Words of an answer.
pub(super) const ANSWERING: &[&str] = &[
    "返信",
    "返答",
    "回答",
    "返事",
    "応答",
    "お答え",
    "答え",
    "折り返し",
    "返し",
    "連絡いたし",
    "連絡し",
    "reply",
    "replies",
    "replied",
    "respond",
    "responds",
    "response",
    "responses",
    "answer",
    "answers",
    "answered",
    "get back",
    "hear from us",
    "call you back",
];

/// Words of an answer that nobody writes.
pub(super) const AUTOMATIC: &[&str] = &["自動", "automatic", "automatically", "automated"];

/// Words of other things that take time.
pub(super) const NO_ANSWER: &[&str] = &[
    "発送",
    "配送",
    "届",
    "到着",
    "返金",
    "振込",
    "振り込",
    "入金",
    "反映",
    "発行",
    "審査",
    "手続",
    "修理",
    "交換",
    "返品",
    "キャンセル",
    "取り消",
    "引き落と",
    "請求",
    "かかります",
    "待",
    "保存",
    "保管",
    "有効",
    "期限",
    "期間",
    "以上",
    "経過",
    "経っ",
    "たって",
    "過ぎ",
    "充電",
    "停電",
    "復旧",
    "工事",
    "申込",
    "申し込",
    "申請",
    "締切",
    "締め切",
    "支払",
    "shipping",
    "ship",
    "ships",
    "deliver",
    "delivered",
    "delivery",
    "refund",
    "refunds",
    "refunded",
    "arrive",
    "arrives",
    "issued",
    "processed",
    "processing",
    "repair",
    "valid",
    "expires",
    "expire",
    "stored",
    "kept",
    "wait",
    "return it",
    "returns",
    "cancel",
    "pay",
];
