//! Whether a channel is open now: an element that says nothing until a script that knows the time
//! fills it (`open-now.js` of the theme). Without scripts the hours stand beside it.
//!
//! The words go with it, in the page's language and as the site may have changed them.

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
pub(super) fn badge(words: &Words, open: &JoinedOpen) -> String {
    let word = |key: &str| match key {
        "" => "{time}".to_owned(),
        // The mark that parts them would make two words of one.
        _ => words.get(key).replace('|', "/"),
    };
    let mut all: Vec<String> = KEYS.into_iter().map(word).collect();
    all.push(word("now_elsewhere").replace("{zone}", &open.zone));
    format!(
        "<span class=\"open-now\" data-open=\"{}\" data-words=\"{}\" data-name=\"{}\" hidden></span>",
        html(&open.timeline),
        html(&all.join("|")),
        html(&open.name),
    )
}
