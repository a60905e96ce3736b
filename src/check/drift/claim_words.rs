//! The words around a value that say what it is a value of.

use std::borrow::Cow;

/// Which pairs of bytes stand side by side in a text. Most words are told from a text by that alone,
/// much faster than by a search.
pub(super) struct Pairs([u64; 32]);

impl Pairs {
    /// Those of a text of lower case.
    pub(super) fn of(lower: &str) -> Self {
        let mut pairs = [0; 32];
        for pair in lower.as_bytes().windows(2) {
            let (at, bit) = Self::place(pair);
            pairs[at] |= bit;
        }
        Self(pairs)
    }

    /// Whether the text may hold a word; `false` is certain.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        word.as_bytes().windows(2).all(|pair| {
            let (at, bit) = Self::place(pair);
            self.0[at] & bit != 0
        })
    }

    fn place(pair: &[u8]) -> (usize, u64) {
        let number = (usize::from(pair[0]) << 3) ^ usize::from(pair[1]);
        ((number >> 6) & 31, 1 << (number & 63))
    }
}

/// Whether a text holds one of some words; a word of Latin letters as a whole word.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    if text.is_empty() {
        return false;
    }
    let lower = lowered(text);
    let pairs = Pairs::of(&lower);
    words
        .iter()
        .any(|word| pairs.may_hold(word) && position(&lower, word).is_some())
}

/// A text with its Latin letters in lower case, as the words of this room are; as long as it was.
pub(super) fn lowered(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
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
    "unavailable",
    "offline",
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

/// Words before a time that make it one of absence: "closed for lunch from 12 to 1 pm".
pub(super) const CLOSED_BEFORE: &[&str] = &[
    "closed for",
    "closed from",
    "closed between",
    "closes for",
    "closes from",
    "shut for",
    "shut from",
    "shut between",
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
    "見込み",
    "見込まれ",
    "予想",
    "見通し",
    "expected to be",
    "に変わりま",
    "に変更",
    "だった",
    "でした",
    "当時",
    "延ばし",
    "延長し",
    "短縮し",
    "変わりました",
    "改め",
    "changed from",
    "extended",
    "shortened",
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

/// Words behind a time that make it one of absence, and words of what is not meant in them.
pub(super) const ABSENT: &[&str] = &[
    "つながりません",
    "つながらない",
    "繋がりません",
    "使えません",
    "利用できません",
    "受け付けません",
    "受け付けておりません",
    "休止",
    "停止",
    "保守",
    "メンテナンス",
    "unavailable",
    "offline",
    "is down",
    "are down",
];
pub(super) const OTHERWISE: &[&str] = &[
    "以外",
    "それ",
    "その他",
    "ほかの",
    "otherwise",
    "other times",
    "outside",
];

/// Words that advise against a time.
pub(super) const AVOIDED: &[&str] = &["避け", "avoid"];

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

/// Words in which a denial means that somebody is always there.
pub(super) const NEVER_ABSENT: &[&str] = &[
    "never sleeps",
    "never sleep",
    "never closes",
    "never close",
    "never closed",
    "never shuts",
    "never rests",
    "never stops",
    "not only",
    "休みなく",
    "お休みせず",
];

/// Words that say of a whole sentence that it is not so.
pub(super) const NOT_SO: &[&str] = &[
    "古いもの",
    "古い情報",
    "古い案内",
    "古い表示",
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
    "という表記",
    "と表記",
    "例です",
    "e.g.",
    "for example",
    "for instance",
    "such as",
    "example:",
    "like this",
];

/// Words by which a date says when something was seen, not for when it holds.
pub(super) const AS_OF: &[&str] = &["現在", "時点", "as of"];
