//! Whether a channel is open now: an element that says nothing until a script that knows the time
//! fills it (`open-now.js` of the theme). Without scripts the hours stand beside it.

use super::words::Words;
use crate::site::joined::JoinedOpen;
use crate::theme::escape::html;

/// The words that the script needs, in its order; then comes what is said to those who live by
/// other clocks.
const KEYS: [&str; 11] = [
    "now_open",
    "now_limited",
    "now_closed",
    "now_until",
    "now_opens",
    "",
    "now_tomorrow",
    "now_day",
    "now_date",
    "now_weekdays",
    "now_months",
];

/// The element, hidden and empty.
pub(super) fn badge(open: &JoinedOpen) -> String {
    format!(
        "<span class=\"open-now\" data-open=\"{}\" data-name=\"{}\" hidden></span>",
        html(&open.timeline),
        html(&open.name),
    )
}

/// The words of the script in the language of a page, as the site may have changed them; `zone` is
/// whose clocks the hours are told by.
pub fn words_of_script(words: &Words, zone: &str) -> String {
    let word = |key: &str| match key {
        "" => "{time}".to_owned(),
        // The mark that parts them would make two words of one.
        _ => words.get(key).replace('|', "/"),
    };
    let mut all: Vec<String> = KEYS.into_iter().map(word).collect();
    all.push(word("now_elsewhere").replace("{zone}", zone));
    all.join("|")
}
