//! A quick look at a text: may it say hours, a reply time, or when it is busy?
//!
//! Comparing prose with data reads a text slowly and in a folded copy. Most texts say nothing that
//! could be compared, and this look lets them pass at the speed of a search: one walk over the
//! bytes, no copy. It may say yes too often, never no to a text that the finders understand.

/// Whether a text may hold a notation, or words about when a desk is busy.
pub fn may_tell(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut signs = Signs::default();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        at += match byte {
            b'0'..=b'9' => {
                if signs.digits(bytes, at) {
                    return true;
                }
                1
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                let length = latin_word(&bytes[at..]);
                if signs.latin(&bytes[at..at + length], &bytes[at + length..]) {
                    return true;
                }
                length
            }
            0xE0..=0xEF if at + 2 < bytes.len() => {
                if signs.wide(&text[at..]) {
                    return true;
                }
                3
            }
            _ => 1,
        };
    }
    signs.together()
}

/// What tells something only beside something else, as bits of [`Signs`].
mod sign {
    /// `3日`, `10 minutes`
    pub(super) const LENGTH: u8 = 1;
    /// すぐ, `at once`
    pub(super) const AT_ONCE: u8 = 2;
    /// 返信, `reply`
    pub(super) const ANSWERING: u8 = 4;
    /// 混む, 空いている, `busy`
    pub(super) const CROWD: u8 = 8;
    /// 朝, 夜, `evening`
    pub(super) const PART_OF_DAY: u8 = 16;
    /// `Monday`
    pub(super) const WEEKDAY: u8 = 32;
    /// `only`
    pub(super) const ONLY: u8 = 64;
    /// `from 9`
    pub(super) const FROM_NUMBER: u8 = 128;
}

/// The signs that were met.
#[derive(Default)]
struct Signs(u8);

/// Whether a number stands next, in whatever digits.
fn begins_with_number(text: &str) -> bool {
    let is_digit = |c: char| {
        c.is_ascii_digit() || matches!(c, '０'..='９') || "〇一二三四五六七八九十".contains(c)
    };
    text.trim_start().starts_with(is_digit)
}

impl Signs {
    fn together(&self) -> bool {
        let met = |signs: u8| self.0 & signs == signs;
        (met(sign::ANSWERING) && self.0 & (sign::LENGTH | sign::AT_ONCE) != 0)
            || met(sign::CROWD | sign::PART_OF_DAY)
            || met(sign::WEEKDAY | sign::ONLY)
            || met(sign::FROM_NUMBER)
    }

    /// Notes a sign; by itself it tells nothing.
    fn note(&mut self, sign: u8, is_there: bool) -> bool {
        self.0 |= if is_there { sign } else { 0 };
        false
    }

    /// A digit: a clock, a length of time, the beginning of phone numbers.
    fn digits(&mut self, bytes: &[u8], at: usize) -> bool {
        let after = &bytes[at + 1..];
        let spaces = after.iter().take_while(|byte| **byte == b' ').count();
        let next = &after[spaces..];
        let is_first = at == 0 || !bytes[at - 1].is_ascii_digit();
        match next {
            [b':', ..] => next.get(1).is_some_and(u8::is_ascii_digit),
            [b'/', b'7' | b'3', ..]
            | [b'a' | b'A' | b'p' | b'P', b'm' | b'M' | b'.', ..]
            | [b'h' | b'H', ..] => true,
            [b'm' | b'M', ..] => self.note(sign::LENGTH, true),
            [b'0'..=b'9', ..] if spaces == 0 => is_first && is_prefix(&bytes[at..]),
            [b'-', rest @ ..] => {
                // 24-hour, 2-day.
                self.note(
                    sign::LENGTH,
                    rest.first().is_some_and(u8::is_ascii_alphabetic),
                );
                rest.starts_with(b"h")
            }
            [first, ..] if first.is_ascii_alphabetic() => self.note(sign::LENGTH, true),
            _ if bytes[..=at].ends_with(b"365") && next.starts_with("日".as_bytes()) => true,
            _ => self.unit(next),
        }
    }

    /// What follows a digit of any writing.
    fn unit(&mut self, next: &[u8]) -> bool {
        let begins = |units: &[&str]| units.iter().any(|unit| next.starts_with(unit.as_bytes()));
        let is_length = begins(&["分", "日", "週"]);
        self.note(sign::LENGTH, is_length);
        begins(&["時", "：", "営業日", "両日"])
    }

    /// A character of three bytes, the text beginning with it.
    fn wide(&mut self, text: &str) -> bool {
        let Some(letter) = text.chars().next() else {
            return false;
        };
        let rest = &text[letter.len_utf8()..];
        let goes = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        match letter {
            '０'..='９'
            | '〇'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十' => self.unit(rest.as_bytes()) || goes(&["時", "：", "営業日", "両日"]),
            '正' => goes(&["午"]),
            '真' => goes(&["夜中"]),

            '営' => goes(&["業日"]),
            '休' => goes(&["み", "業", "館", "診", "日"]),
            '無' => goes(&["休"]),
            '以' => goes(&["内"]),
            '数' => goes(&["時間", "日", "分", "営業日", "週"]),
            '終' | '平' => goes(&["日"]),
            '曜' | '祝' => true,
            '土' | '日' => goes(&["日", "祝"]),
            '当' | '即' | '同' | '翌' => {
                self.note(sign::AT_ONCE, goes(&["時"]));
                goes(&["日", "営業日"])
            }
            'す' | 'た' | '直' | 'そ' => {
                self.note(sign::CROWD, goes(&["い", "ぐつな", "ぐにつな"]));
                self.note(sign::AT_ONCE, goes(&["ぐ", "だちに", "ちに", "の場で"]));
                false
            }
            '返' | '応' | '折' | '答' | '回' => {
                self.note(sign::ANSWERING, goes(&["信", "答", "事", "り返", "え"]));
                false
            }
            '混' | '空' | '繋' | 'つ' | '込' => {
                self.note(
                    sign::CROWD,
                    goes(&["む", "み", "ん", "雑", "い", "く", "が", "ながり", "なが"]),
                );
                false
            }
            '待' => self.note(sign::CROWD, goes(&["た", "ち時間"])),
            'ス' => self.note(sign::CROWD, goes(&["ムーズ"])),
            '朝' | '夜' | '昼' | '夕' | '晩' => {
                self.note(sign::PART_OF_DAY, true);
                begins_with_number(rest)
            }
            '午' | '早' | '深' => {
                let part = rest.strip_prefix(['前', '後', '朝', '夜']);
                self.note(sign::PART_OF_DAY, part.is_some());
                self.note(sign::CROWD, goes(&["くつな"]));
                // 午後5 is a time without any more words.
                part.is_some_and(begins_with_number)
            }
            _ => false,
        }
    }

    /// A word of Latin letters and what follows it.
    fn latin(&mut self, word: &[u8], rest: &[u8]) -> bool {
        self.note_latin(word, rest);
        let is = |words: &[&str]| is_one_of(word, words);
        match word[0].to_ascii_lowercase() {
            b'n' => is(&["next", "noon"]),
            b'm' => is(&["midnight"]),
            b'c' => is(&["closed", "closes", "close"]),
            b'b' => is(&["business"]),
            b'e' => is(&["everyday"]),
            b'w' => is(&[
                "weekday", "weekdays", "weekend", "weekends", "within", "working",
            ]),
            b'a' if is(&["a"]) => rest.starts_with(b" few "),
            b'a' => {
                is(&["all", "around"]) && (rest.starts_with(b" day") || rest.starts_with(b" the"))
            }
            b'r' => is(&["round"]),
            b's' => is(&["same", "seven", "shut", "shuts"]),
            b'd' => is(&["daily"]),
            _ => false,
        }
    }

    /// What a word of Latin letters tells beside something else.
    fn note_latin(&mut self, word: &[u8], rest: &[u8]) {
        let is = |words: &[&str]| is_one_of(word, words);
        let begins = |known: &str| {
            word.len() >= known.len() && word[..known.len()].eq_ignore_ascii_case(known.as_bytes())
        };
        let number_follows = || {
            let number = rest.strip_prefix(b" ").and_then(|rest| rest.first());
            number.is_some_and(u8::is_ascii_digit)
        };
        let first = word[0].to_ascii_lowercase();
        let crowd: &[&str] = match first {
            b'b' => &["busy", "busier", "busiest"],
            b'c' => &["crowded"],
            b'e' => &["easy", "easiest"],
            b'g' => &["get", "getting"],
            b'h' => &["hard", "hardest"],
            b'l' => &["long", "longest"],
            b'q' => &["quiet", "quieter", "quietest"],
            b's' => &["short", "shorter", "shortest"],
            _ => &[],
        };
        let part_of_day: &[&str] = match first {
            b'a' => &["afternoon", "afternoons"],
            b'e' => &["early", "evening", "evenings"],
            b'l' => &["lunch", "lunchtime"],
            b'm' => &["morning", "mornings"],
            _ => &[],
        };
        self.note(sign::CROWD, is(crowd));
        self.note(sign::PART_OF_DAY, is(part_of_day));
        match first {
            b'm' | b't' | b'w' | b's' | b'f' => {
                self.note(sign::WEEKDAY, is_weekday(word));
            }
            b'o' => {
                self.note(sign::ONLY, is(&["only"]));
            }
            _ => {}
        }
        match first {
            b'a' => {
                let length = [&b" day"[..], b" week", b" work"];
                let is_length = is(&["a"]) && length.iter().any(|unit| rest.starts_with(unit));
                self.note(sign::LENGTH, is_length);
                self.note(sign::ANSWERING, is(&["answer", "answers", "answered"]));
                self.note(sign::AT_ONCE, is(&["at"]) && rest.starts_with(b" once"));
            }
            b'b' => {
                self.note(sign::FROM_NUMBER, is(&["between"]) && number_follows());
            }
            b'f' => {
                self.note(sign::FROM_NUMBER, is(&["from"]) && number_follows());
            }
            b'i' => {
                let at_once = ["immediately", "immediate", "instantly"];
                self.note(sign::AT_ONCE, is(&at_once));
            }
            b'r' => {
                self.note(sign::ANSWERING, begins("repl") || begins("respon"));
                self.note(sign::AT_ONCE, is(&["right"]));
            }
            b's' => {
                self.note(sign::AT_ONCE, is(&["straight"]));
            }
            _ => {}
        }
    }
}

fn is_one_of(word: &[u8], words: &[&str]) -> bool {
    words
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a word names a day of the week: `Mon`, `Tuesdays`.
fn is_weekday(word: &[u8]) -> bool {
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let word = word.strip_suffix(b"s").unwrap_or(word);
    let begins = |name: &&str| {
        name.get(..word.len())
            .is_some_and(|part| part.as_bytes().eq_ignore_ascii_case(word))
    };
    word.len() >= 3 && names.iter().any(begins)
}

/// How many bytes of Latin letters there are.
fn latin_word(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count()
        .max(1)
}

/// `0120` alone, as in "0120 numbers": two to four digits that begin with a zero.
fn is_prefix(bytes: &[u8]) -> bool {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    bytes[0] == b'0' && (2..=4).contains(&digits) && bytes.get(digits) != Some(&b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_is_seen() {
        for text in [
            "9:00",
            "９：００",
            "9：00",
            "9時",
            "９時",
            "九時",
            "十時",
            "正午から",
            "真夜中",
            "24時間",
            "二十四時間",
            "終日",
            "24/7",
            "9 am",
            "9pm",
            "9 p.m.",
            "24h",
            "24-hour",
            "noon",
            "Midnight",
            "around the clock",
            "all day",
            "平日のみ",
            "年中無休",
            "土日祝休み",
            "定休日",
            "月曜",
            "weekdays only",
            "closed",
            "1〜2営業日",
            "一両日",
            "2日以内",
            "数時間",
            "当日中",
            "即日",
            "翌日",
            "within a day",
            "1 to 2 business days",
            "the next day",
            "same day",
            "a few hours",
            "返信は2日",
            "reply in 2 days",
            "すぐに返信",
            "we answer at once",
            "夜は混む",
            "朝はつながりやすい",
            "busy in the morning",
            "easiest to reach in the evening",
            "0120の番号",
            "Mon-Fri only",
            "open Tuesday to Friday only",
            "chat runs from 9 to 5",
            "between 9 and 5",
            "replies can take up to a week",
            "waits are shortest in the morning",
            "早朝ならすぐつながる",
            "夜は待たされる",
            "朝は早くつながる",
        ] {
            assert!(may_tell(text), "{text}");
        }
    }

    #[test]
    fn most_prose_passes_by() {
        for text in [
            "",
            "この案内は、窓口の選び方をまとめたものです。",
            "番号は10桁です。2026年11月の版を3部刷りました。",
            "お名前と住所をご用意ください。",
            "空が青い。海は広い。",
            "Choose the channel that fits your question.",
            "Version 2.1 of 2026 costs 300 yen.",
            "mail order",
            "See you on Monday.",
        ] {
            assert!(!may_tell(text), "{text}");
        }
    }
}
