//! The words of the interface: what a page says besides its content.
//!
//! Japanese and English are built in; a page in another language takes the English ones, and a
//! site may change each word in its config (`[words.ja]`). `{name}` in a word is a hole that the
//! template fills.

use std::collections::BTreeMap;

use serde::Serialize;

use super::body::BodyWords;
use crate::diagnostic::nearest;
use crate::wording::Language;

/// Key, Japanese, English; sorted by key.
const WORDS: &[(&str, &str, &str)] = &[
    ("alert_caution", "注意", "Caution"),
    ("alert_important", "重要", "Important"),
    ("alert_note", "補足", "Note"),
    ("alert_tip", "ヒント", "Tip"),
    ("alert_warning", "警告", "Warning"),
    ("answer", "回答を読む", "Read the answer"),
    ("back_to_top", "ページの先頭へ", "Back to top"),
    ("breadcrumbs", "現在の場所", "You are here"),
    ("busy", "混みやすい", "Busy"),
    ("change", "変更", "Changed"),
    (
        "chooser_ask",
        "当てはまるものを選んでください",
        "Choose what fits",
    ),
    ("close_all", "すべて閉じる", "Close all"),
    ("closed", "休み", "Closed"),
    ("contents", "目次", "Contents"),
    ("copied", "コピーしました", "Copied"),
    ("copy", "コピー", "Copy"),
    ("copy_link", "リンクをコピー", "Copy link"),
    ("csv", "CSVで保存", "Save as CSV"),
    ("dark", "暗い画面", "Dark screen"),
    ("day", "曜日", "Day"),
    ("draft", "下書き", "Draft"),
    (
        "draft_about",
        "このページは下書きです。公開されません。",
        "This page is a draft and will not be published.",
    ),
    ("edit", "このページを編集", "Edit this page"),
    ("ended", "終了", "Ended"),
    ("external", "外部サイト", "External site"),
    ("facts", "掲載情報について", "About these facts"),
    ("footnote_back", "本文に戻る", "Back to the text"),
    ("footnotes", "脚注", "Footnotes"),
    ("home", "ホーム", "Home"),
    (
        "in_parts",
        "番号・係ごとに異なる",
        "Differs by number or desk",
    ),
    ("languages", "言語", "Languages"),
    ("last_verified", "最終確認日", "Last verified"),
    ("limited", "一部のみ", "Limited"),
    ("link_here", "この見出しへのリンク", "Link to this heading"),
    ("menu", "メニュー", "Menu"),
    (
        "moved_page",
        "このページは移動しました:",
        "This page has moved:",
    ),
    (
        "moved_part",
        "この内容は移動しました:",
        "This part has moved:",
    ),
    (
        "never_verified",
        "このページの情報は、まだ誰も確認していません。ご利用の前に公式の案内をご確認ください。",
        "Nobody has verified these facts yet. Please check with the official source before relying on them.",
    ),
    ("next", "次のページ", "Next"),
    ("not_found", "ページが見つかりません", "Page not found"),
    (
        "not_found_about",
        "お探しのページは、移動したか、なくなった可能性があります。",
        "The page may have moved or no longer exists.",
    ),
    (
        "not_found_home",
        "ホームから探す",
        "Start from the home page",
    ),
    ("notice", "お知らせあり", "See notice"),
    ("notices", "お知らせ", "Notices"),
    ("now_closed", "受付時間外", "Closed"),
    ("now_date", "{month}月{day}日{time}", "{day} {month} {time}"),
    ("now_day", "{weekday}曜{time}", "{weekday} {time}"),
    ("now_elsewhere", "{text}({zone})", "{text} ({zone})"),
    ("now_limited", "一部のみ受付中", "Open for some services"),
    (
        "now_months",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    ("now_open", "受付中", "Open"),
    ("now_opens", "{time}から", "opens {time}"),
    ("now_tomorrow", "明日{time}", "tomorrow {time}"),
    ("now_until", "{time}まで", "until {time}"),
    (
        "now_weekdays",
        "日 月 火 水 木 金 土",
        "Sun Mon Tue Wed Thu Fri Sat",
    ),
    ("open", "受付時間", "Open"),
    ("open_all", "すべて開く", "Open all"),
    ("page_navigation", "前後のページ", "Previous and next page"),
    (
        "partly_verified",
        "このページには、まだ誰も確認していない情報があります。",
        "Some of these facts have not been verified by anybody yet.",
    ),
    ("previous", "前のページ", "Previous"),
    ("published", "公開日", "Published"),
    ("questions", "質問の一覧", "Questions"),
    ("quiet", "つながりやすい", "Quiet"),
    (
        "reading",
        "読了の目安: 約{minutes}分",
        "About {minutes} min to read",
    ),
    (
        "report",
        "このページの誤りを知らせる",
        "Report a mistake on this page",
    ),
    ("report_title", "ページの誤り: {title}", "Mistake: {title}"),
    ("search", "検索", "Search"),
    ("search_channel", "窓口", "Channel"),
    ("search_count", "{count}件見つかりました", "{count} results"),
    (
        "search_failed",
        "検索できませんでした。電波のよい所で、もう一度お試しください。",
        "Search is not available right now. Please try again where reception is better.",
    ),
    (
        "search_none",
        "見つかりませんでした。短い言葉や別の言い方でお試しください。",
        "Nothing found. Try a shorter word, or another one.",
    ),
    ("search_question", "よくある質問", "Question"),
    (
        "section_pages",
        "このセクションのページ",
        "Pages in this section",
    ),
    ("skip", "本文へ移動", "Skip to content"),
    ("sort_by", "{name}で並べ替え", "Sort by {name}"),
    ("sources", "情報の出典", "Sources"),
    ("stale", "確認から時間経過", "Not confirmed lately"),
    (
        "stale_about",
        "確認してから時間のたった情報があります。",
        "Some of these facts were verified a long time ago.",
    ),
    ("table", "表", "Table"),
    ("task_done", "済み", "Done"),
    ("task_open", "まだ", "Not done"),
    ("unknown", "不明", "Unknown"),
    ("unofficial", "非公式", "Unofficial"),
    ("until_further_notice", "当面の間", "Until further notice"),
    ("unverified", "未確認", "Unverified"),
    ("updated", "更新日", "Updated"),
    ("week_table", "表で見る", "Show as a table"),
    ("week_title", "{name}の曜日と時間帯", "Week of {name}"),
];

/// `words`: the words of one language by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words {
    words: BTreeMap<String, String>,
}

impl Words {
    /// The words for a language tag, the site's own (`[words.TAG]`) over the built-in ones. Keys
    /// that do not exist are passed over: [`check_key`] tells them.
    pub fn of(tag: &str, own: &BTreeMap<String, String>) -> Self {
        let japanese = Language::of_tag(tag) == Some(Language::Japanese);
        let words = WORDS
            .iter()
            .map(|(key, ja, en)| {
                let built_in = if japanese { *ja } else { *en };
                let word = own.get(*key).map_or(built_in, String::as_str);
                ((*key).to_owned(), word.to_owned())
            })
            .collect();
        Self { words }
    }

    /// A word; the key itself where there is none, so that a mistake of ours is seen and harms nothing.
    pub fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The words that bodies need, the site's own among them.
    pub fn of_bodies(&self) -> BodyWords {
        let word = |key: &str| self.get(key).to_owned();
        BodyWords {
            permalink: word("link_here"),
            table: word("table"),
            footnotes: word("footnotes"),
            back: word("footnote_back"),
            tasks: ["task_done", "task_open"].map(word),
            alerts: [
                "alert_note",
                "alert_tip",
                "alert_important",
                "alert_warning",
                "alert_caution",
            ]
            .map(word),
        }
    }

    /// A word with its hole filled.
    pub fn fill(&self, key: &str, hole: &str, value: &str) -> String {
        self.get(key).replace(&format!("{{{hole}}}"), value)
    }
}

/// The keys that exist, sorted.
pub fn keys() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(key, ..)| *key)
}

/// Whether a key exists; if not, the nearest that does.
pub fn check_key(key: &str) -> Result<(), Option<&'static str>> {
    if keys().any(|known| known == key) {
        return Ok(());
    }
    Err(nearest(key, keys()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_may_change_a_word_and_other_languages_speak_english() {
        let own = BTreeMap::from([("closed".to_owned(), "お休み".to_owned())]);
        assert_eq!(Words::of("ja", &own).get("closed"), "お休み");
        let own = BTreeMap::from([("alert_note".to_owned(), "メモ".to_owned())]);
        assert_eq!(Words::of("ja", &own).of_bodies().alerts[0], "メモ");
        let none = BTreeMap::new();
        assert_eq!(Words::of("ja-JP", &none).get("closed"), "休み");
        assert_eq!(Words::of("de", &none).get("closed"), "Closed");
        assert_eq!(
            Words::of("en", &none).fill("reading", "minutes", "3"),
            "About 3 min to read"
        );
    }

    #[test]
    fn keys_are_sorted_and_checked() {
        assert!(keys().is_sorted());
        assert_eq!(check_key("next"), Ok(()));
        assert_eq!(check_key("conten"), Err(Some("contents")));
    }
}
