//! The signs by which a text may tell something, met one after the other.

/// What tells something only beside something else, as bits of [`Signs`].
mod sign {
    /// `3日`, `10 minutes`
    pub(super) const LENGTH: u16 = 1;
    /// すぐ, `at once`
    pub(super) const AT_ONCE: u16 = 2;
    /// 返信, `reply`
    pub(super) const ANSWERING: u16 = 4;
    /// 混む, 空いている, `busy`
    pub(super) const CROWD: u16 = 8;
    /// 朝, 夜, `evening`
    pub(super) const PART_OF_DAY: u16 = 16;
    /// `Monday`
    pub(super) const WEEKDAY: u16 = 32;
    /// `only`
    pub(super) const ONLY: u16 = 64;
    /// `from 9`
    pub(super) const FROM_NUMBER: u16 = 128;
    /// 休み, beside a day.
    pub(super) const CLOSURE: u16 = 256;
    /// What tells something by itself.
    pub(super) const TELLING: u16 = 512;
    /// Anything with which a sign may begin.
    pub(super) const BEGINNING: u16 = 1024;
}

/// The signs that were met.
#[derive(Default)]
pub(super) struct Signs(u16);

/// Whether a number stands next, in whatever digits.
fn begins_with_number(text: &str) -> bool {
    let is_digit = |c: char| {
        c.is_ascii_digit() || matches!(c, '０'..='９') || "〇一二三四五六七八九十".contains(c)
    };
    text.trim_start().starts_with(is_digit)
}

impl Signs {
    pub(super) fn together(&self) -> bool {
        let met = |signs: u16| self.0 & signs == signs;
        met(sign::TELLING)
            || (met(sign::ANSWERING) && self.0 & (sign::LENGTH | sign::AT_ONCE) != 0)
            || met(sign::CROWD | sign::PART_OF_DAY)
            || met(sign::WEEKDAY | sign::ONLY)
            || met(sign::FROM_NUMBER)
    }

    /// Looks at a word or letter that may tell something; what may not must not.
    pub(super) fn look(&mut self, may: bool, look: impl FnOnce(&mut Self) -> bool) -> bool {
        if may {
            self.0 |= sign::BEGINNING;
            return look(self);
        }
        debug_assert!(
            {
                let mut signs = Self::default();
                !look(&mut signs) && signs.0 == 0
            },
            "invariant: `known` knows all words"
        );
        false
    }

    /// The signs of what tells something.
    pub(super) fn telling() -> Self {
        Self(sign::BEGINNING | sign::TELLING)
    }

    /// Notes that something was told.
    pub(super) fn tell(&mut self) {
        self.0 |= sign::TELLING;
    }

    /// Whether anything was met with which a sign may begin.
    pub(super) fn begin(&self) -> bool {
        self.0 & sign::BEGINNING != 0
    }

    /// Whether a word for a closure was met.
    pub(super) fn closes(&self) -> bool {
        self.0 & sign::CLOSURE != 0
    }

    /// Notes a sign; by itself it tells nothing.
    fn note(&mut self, sign: u16, is_there: bool) -> bool {
        self.0 |= if is_there { sign } else { 0 };
        false
    }

    /// A digit, narrow or wide: a clock, a length of time, the beginning of phone numbers.
    pub(super) fn digits(&mut self, bytes: &[u8], at: usize) -> bool {
        self.0 |= sign::BEGINNING;
        let Some(after) = without_digit(&bytes[at..]) else {
            return false;
        };
        let next = without_space(after);
        if next.len() == after.len() && is_digit(next) {
            return !ends_with_digit(&bytes[..at]) && is_prefix(&bytes[at..]);
        }
        let read = &bytes[..bytes.len() - after.len()];
        let is_year = || {
            ["365", "３６５"]
                .iter()
                .any(|days| read.ends_with(days.as_bytes()))
        };
        match next {
            [b':', rest @ ..] => is_digit(rest),
            [b'/', rest @ ..] => begins_with(rest, &["7", "3", "７", "３"]),
            [b'a' | b'A' | b'p' | b'P', b'm' | b'M' | b'.', ..] | [b'h' | b'H', ..] => true,
            [first, ..] if first.is_ascii_alphabetic() => self.note(sign::LENGTH, true),
            _ if begins_with(next, &["日"]) && is_year() => true,
            _ => match without_dash(next) {
                // 24-hour, 2-day.
                Some([first, ..]) if first.is_ascii_alphabetic() => {
                    self.note(sign::LENGTH, true);
                    first.eq_ignore_ascii_case(&b'h')
                }
                Some(_) => false,
                None => self.unit(next),
            },
        }
    }

    /// What follows a digit of any writing.
    fn unit(&mut self, next: &[u8]) -> bool {
        self.note(sign::LENGTH, begins_with(next, &["分", "日", "週"]));
        begins_with(next, &["時", "：", "営業日", "両日"])
    }

    /// A character of three bytes, the text beginning with it.
    pub(super) fn wide(&mut self, text: &str) -> bool {
        let Some(letter) = text.chars().next() else {
            return false;
        };
        let rest = &text[letter.len_utf8()..];
        let goes = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        match letter {
            '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                self.unit(rest.as_bytes())
            }
            '正' => goes(&["午"]),
            '真' => goes(&["夜中"]),

            '営' => {
                self.note(sign::CLOSURE, goes(&["業なし"]));
                goes(&["業日"])
            }
            '受' => self.note(sign::CLOSURE, goes(&["付なし"])),
            '休' => self.note(sign::CLOSURE, goes(&["み", "業", "館", "診", "日", "止"])),
            '定' => self.note(sign::CLOSURE, goes(&["休"])),
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
    pub(super) fn latin(&mut self, word: &[u8], rest: &[u8]) -> bool {
        self.note_latin(word, rest);
        if is_before_number(word, rest) {
            return true;
        }
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
            b'a' if is(&["a"]) => goes_on(rest, "few"),
            b'a' => is(&["all", "around"]) && (goes_on(rest, "day") || goes_on(rest, "the")),
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
        let number_follows = || is_digit(without_space(rest));
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
                // 月off, Mondays off
                self.note(sign::CLOSURE, is(&["off"]));
            }
            _ => {}
        }
        match first {
            b'a' => {
                let mut units = ["day", "week", "work"].into_iter();
                let is_length = is(&["a"]) && units.any(|unit| goes_on(rest, unit));
                self.note(sign::LENGTH, is_length);
                self.note(sign::ANSWERING, is(&["answer", "answers", "answered"]));
                self.note(sign::AT_ONCE, is(&["at"]) && goes_on(rest, "once"));
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

/// Whether the half of the day is said before a number: `am 9`, `p.m.1-5`.
fn is_before_number(word: &[u8], rest: &[u8]) -> bool {
    let rest = match word {
        [b'a' | b'A' | b'p' | b'P', b'm' | b'M'] => rest,
        [b'a' | b'A' | b'p' | b'P'] => match rest {
            [b'.', b'm' | b'M', rest @ ..] => rest,
            _ => return false,
        },
        _ => return false,
    };
    let rest = rest.strip_prefix(b".").unwrap_or(rest);
    let number = without_space(rest).first();
    number.is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_digit())
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

/// What follows the white space at the beginning, if there is any.
fn without_space(bytes: &[u8]) -> &[u8] {
    // The vertical tab is white to the finders, and not to `trim_ascii_start`.
    let is_ink = |byte: &u8| !matches!(byte, b' ' | b'\t'..=b'\r');
    let ink = bytes.iter().position(is_ink);
    &bytes[ink.unwrap_or(bytes.len())..]
}

/// Whether a digit, narrow or wide, stands at the beginning.
pub(super) fn is_digit(bytes: &[u8]) -> bool {
    without_digit(bytes).is_some()
}

/// What follows a digit, narrow or wide, at the beginning.
fn without_digit(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [b'0'..=b'9', rest @ ..] | [0xEF, 0xBC, 0x90..=0x99, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// What follows a dash, of whatever length, at the beginning.
fn without_dash(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [b'-', rest @ ..] | [0xE2, 0x80, 0x90..=0x95, rest @ ..] => Some(rest),
        _ => None,
    }
}

fn ends_with_digit(bytes: &[u8]) -> bool {
    let wide = bytes
        .last_chunk::<3>()
        .and_then(|digit| without_digit(digit));
    wide.is_some() || bytes.last().is_some_and(u8::is_ascii_digit)
}

fn begins_with(bytes: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| bytes.starts_with(word.as_bytes()))
}

/// Whether a text goes on with a space and a word that begins so.
fn goes_on(rest: &[u8], beginning: &str) -> bool {
    let word = without_space(rest);
    let begins = |word: &[u8]| word.eq_ignore_ascii_case(beginning.as_bytes());
    word.len() < rest.len() && word.get(..beginning.len()).is_some_and(begins)
}

/// `0120` alone, as in "0120 numbers": two to four digits that begin with a zero.
fn is_prefix(bytes: &[u8]) -> bool {
    let mut digits = 0;
    let mut rest = bytes;
    while let Some(after) = without_digit(rest) {
        rest = after;
        digits += 1;
    }
    let is_zero = bytes.starts_with(b"0") || bytes.starts_with("０".as_bytes());
    is_zero && (2..=4).contains(&digits) && without_dash(rest).is_none()
}
