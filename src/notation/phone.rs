//! Phone numbers: checked by the Japanese numbering plan, by E.164, or by length alone elsewhere.
//!
//! The rules are those of 電気通信番号計画 as far as digits and lengths go: 0120 and 0570 have ten
//! digits, 0800 eleven, 050, 060, 070, 080 and 090 eleven, every other number that begins with 0
//! ten. No international form is invented for a national number: many toll-free numbers cannot be
//! called from abroad.

use std::ops::Range;

use super::error::{NotationError, NotationErrorKind};
use super::scan::{Cursor, Folded};

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhoneKind {
    /// Free to the caller: 0120, 0800.
    TollFree,
    /// ナビダイヤル 0570, charged to the caller.
    Navi,
    /// 050
    Ip,
    /// 060, 070, 080, 090
    Mobile,
    /// A number of a place, or one of which nothing more is known.
    Geographic,
    /// Three digits (110) or # and four (#7119).
    Service,
    /// With a country code: +81 …
    International,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    /// National digits (`0120000000`, `#7119`), or `+` and the E.164 digits.
    pub digits: String,
    /// As the editor wrote it, in ASCII, hyphens kept.
    pub display: String,
    /// What sort of number it is.
    pub kind: PhoneKind,
    /// Its country calling code, if known: 81 for a national number of region JP.
    pub country: Option<u16>,
}

impl PhoneNumber {
    /// What a phone dials, for `tel:` links.
    pub fn dial(&self) -> &str {
        &self.digits
    }

    /// The same line, however it was written: the E.164 form where one follows from the number, so
    /// that `011-330-3000` equals `+81 11-330-3000`.
    pub fn line(&self) -> String {
        match (self.kind, self.country) {
            (PhoneKind::Geographic | PhoneKind::Ip | PhoneKind::Mobile, Some(code)) => {
                match self.digits.strip_prefix('0') {
                    Some(subscriber) => format!("+{code}{subscriber}"),
                    None => format!("+{code}{}", self.digits),
                }
            }
            _ => self.digits.clone(),
        }
    }

    /// Whether it is a sample such as 0120-000-000: its last six digits are all zeros.
    pub fn is_sample(&self) -> bool {
        self.digits.len() > 6 && self.digits.ends_with("000000")
    }
}

/// Reads a phone number, the whole of `text`. `region` is an ISO country code; `JP` has its own plan.
pub fn read_phone(text: &str, region: &str) -> Result<PhoneNumber, NotationError> {
    let folded = Folded::new(text);
    let mut cursor = Cursor::new(&folded);
    cursor.skip_spaces();
    let whole = cursor.rest();
    if cursor.is_done() {
        return Err(NotationError::new(0..text.len(), NotationErrorKind::Empty));
    }
    let error = |kind| NotationError::new(whole.clone(), kind);
    let Some(written) = Written::read(&mut cursor) else {
        return Err(error(NotationErrorKind::PhoneNotRead));
    };
    while cursor.eat_any(&['-', ' ', '.', '(', ')']) {}
    if let Some(next) = cursor.peek() {
        let kind = if next.is_alphabetic() {
            NotationErrorKind::PhoneLetters
        } else {
            NotationErrorKind::PhoneNotRead
        };
        return Err(NotationError::new(cursor.rest(), kind));
    }
    written.into_number(region).map_err(error)
}

/// Finds phone numbers in running text, with the bytes of each: those that the plan of the region
/// allows, and others only if they are written like one, in groups, with `(…)` or `+`.
pub fn find_phones(text: &str, region: &str) -> Vec<(Range<usize>, PhoneNumber)> {
    let folded = Folded::new(text);
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.count() {
        let mut cursor = Cursor::at(&folded, place);
        place += 1;
        let inside = cursor
            .previous()
            .is_some_and(|before| before.is_ascii_alphanumeric() || "-+#./_¥$€£".contains(before));
        let begins = cursor
            .peek()
            .is_some_and(|letter| letter.is_ascii_digit() || "+(#".contains(letter));
        if inside || !begins {
            continue;
        }
        let start = cursor.place();
        let Some(written) = Written::read(&mut cursor) else {
            continue;
        };
        let goes_on = cursor
            .peek()
            .is_some_and(|next| next.is_ascii_alphanumeric() || next == '_');
        if goes_on {
            place = cursor.place();
            continue;
        }
        if let Some(number) = written.found_in_prose(region) {
            found.push((cursor.since(start), number));
            place = cursor.place();
        }
    }
    found
}

/// A number as it stands in the text, in folded spelling.
struct Written {
    /// `+` or `#` before the digits.
    sign: Option<char>,
    digits: String,
    display: String,
    /// Groups of digits, and whether one stands in brackets.
    groups: Vec<usize>,
    bracketed: bool,
}

impl Written {
    /// Reads digits with hyphens, spaces, dots and brackets between them.
    fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let mut ahead = *cursor;
        let mut written = Self {
            sign: None,
            digits: String::new(),
            display: String::new(),
            groups: Vec::new(),
            bracketed: false,
        };
        if let Some(sign @ ('+' | '#')) = ahead.peek() {
            ahead.advance();
            written.sign = Some(sign);
            written.display.push(sign);
        }
        loop {
            let before = ahead;
            let mut between = String::new();
            while let Some(mark) = separator(&ahead) {
                between.push(mark);
                ahead.advance();
            }
            if !ahead.peek().is_some_and(|next| next.is_ascii_digit()) || between.len() > 3 {
                ahead = before;
                break;
            }
            written.bracketed |= between.contains('(');
            written.display.push_str(&between);
            let digits = written.eat_digits(&mut ahead);
            written.groups.push(digits);
            *cursor = ahead;
        }
        if written.groups.is_empty() {
            return None;
        }
        if written.display.contains('(') && !written.display.contains(')') && ahead.eat_char(')') {
            written.display.push(')');
            *cursor = ahead;
        }
        written.drop_trunk_zero();
        Some(written)
    }

    fn eat_digits(&mut self, cursor: &mut Cursor<'_>) -> usize {
        let mut count = 0;
        while let Some(digit) = cursor.peek().filter(char::is_ascii_digit) {
            self.digits.push(digit);
            self.display.push(digit);
            cursor.advance();
            count += 1;
        }
        count
    }

    /// `+81 (0)3 …`: the zero is not dialled with a country code.
    fn drop_trunk_zero(&mut self) {
        if self.sign == Some('+') && self.display.contains("(0)") {
            let place = self.groups.first().copied().unwrap_or(0);
            if self.digits.get(place..=place) == Some("0") {
                self.digits.remove(place);
            }
        }
    }

    fn into_number(self, region: &str) -> Result<PhoneNumber, NotationErrorKind> {
        let (kind, country) = match self.sign {
            Some('+') => (PhoneKind::International, Some(self.country_code()?)),
            Some(_) => {
                length(&self.digits, 4..=4, "4", "#")?;
                (PhoneKind::Service, calling_code(region))
            }
            None if region.eq_ignore_ascii_case("JP") => (japanese_kind(&self.digits)?, Some(81)),
            None => {
                length(&self.digits, 3..=15, "3–15", &self.digits[..1])?;
                (PhoneKind::Geographic, calling_code(region))
            }
        };
        let sign = self.sign.map(String::from).unwrap_or_default();
        Ok(PhoneNumber {
            digits: sign + &self.digits,
            display: self.display,
            kind,
            country,
        })
    }

    /// The country code of an E.164 number of a right length. E.164 allows fifteen digits.
    fn country_code(&self) -> Result<u16, NotationErrorKind> {
        let prefix = format!("+{}", &self.digits[..self.digits.len().min(2)]);
        if self.digits.starts_with('0') {
            return Err(NotationErrorKind::PhonePrefix { prefix });
        }
        length(&self.digits, 7..=15, "7–15", &prefix)?;
        let width = match self.digits.get(..2) {
            Some(two) if two.starts_with(['1', '7']) => 1,
            Some(two) if TWO_DIGIT_CODES.contains(&two) => 2,
            _ => 3,
        };
        let code = self.digits.get(..width).and_then(|code| code.parse().ok());
        let code = code.ok_or(NotationErrorKind::PhoneNotRead)?;
        if code == 81 {
            let national = format!("0{}", &self.digits[2..]);
            japanese_kind(&national)?;
        }
        Ok(code)
    }

    /// A number that is written in groups, or that the plan of the region knows.
    fn found_in_prose(self, region: &str) -> Option<PhoneNumber> {
        let digits = self.digits.len();
        let japanese = region.eq_ignore_ascii_case("JP");
        let plus = self.sign == Some('+');
        // (844) 875-0000: the shape of a North American number, wherever the site is.
        let american = self.bracketed_first() && self.groups == [3, 3, 4] && digits == 10;
        let grouped = self.groups.len() >= 3 && (9..=12).contains(&digits);
        let begins_with_zero = self.digits.starts_with('0');
        let sign = self.sign;
        if american && !begins_with_zero {
            return self.into_number("US").ok();
        }
        if sign == Some('#') || digits < 7 {
            return None;
        }
        let like_one = plus || begins_with_zero || (grouped && !japanese);
        if like_one {
            self.into_number(region).ok()
        } else {
            None
        }
    }

    fn bracketed_first(&self) -> bool {
        self.display.starts_with('(')
    }
}

/// A mark that may stand between two digits of a number.
fn separator(cursor: &Cursor<'_>) -> Option<char> {
    match cursor.peek()? {
        'ー' => Some('-'),
        mark @ ('-' | ' ' | '(' | ')' | '.') => Some(mark),
        _ => None,
    }
}

/// The kind of a Japanese national number, or what is wrong with it.
fn japanese_kind(digits: &str) -> Result<PhoneKind, NotationErrorKind> {
    let ten = |prefix: &str, kind| length(digits, 10..=10, "10", prefix).map(|()| kind);
    let eleven = |prefix: &str, kind| length(digits, 11..=11, "11", prefix).map(|()| kind);
    let bytes = digits.as_bytes();
    match bytes {
        [b'1', _, _] => Ok(PhoneKind::Service),
        [b'0', b'1', b'2', b'0', ..] => ten("0120", PhoneKind::TollFree),
        [b'0', b'8', b'0', b'0', ..] => eleven("0800", PhoneKind::TollFree),
        [b'0', b'5', b'7', b'0', ..] => ten("0570", PhoneKind::Navi),
        [b'0', b'5', b'0', ..] => eleven("050", PhoneKind::Ip),
        [b'0', b'6'..=b'9', b'0', ..] => eleven(&digits[..3], PhoneKind::Mobile),
        [b'0', b'1'..=b'9', ..] => ten(&digits[..2], PhoneKind::Geographic),
        _ => Err(NotationErrorKind::PhonePrefix {
            prefix: digits[..digits.len().min(2)].to_owned(),
        }),
    }
}

fn length(
    digits: &str,
    allowed: std::ops::RangeInclusive<usize>,
    expected: &'static str,
    prefix: &str,
) -> Result<(), NotationErrorKind> {
    if allowed.contains(&digits.len()) {
        return Ok(());
    }
    Err(NotationErrorKind::PhoneLength {
        found: digits.len(),
        expected,
        prefix: prefix.to_owned(),
    })
}

/// Country codes of two digits (ITU-T E.164, assigned country codes); 1 and 7 have one digit, all
/// others three.
const TWO_DIGIT_CODES: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// The calling code of a few regions, so that a national number can be compared with its
/// international form; unknown for the rest.
fn calling_code(region: &str) -> Option<u16> {
    Some(match region.to_ascii_uppercase().as_str() {
        "US" | "CA" => 1,
        "GB" => 44,
        "FR" => 33,
        "DE" => 49,
        "NL" => 31,
        "JP" => 81,
        "KR" => 82,
        "CN" => 86,
        "TW" => 886,
        "AU" => 61,
        "IN" => 91,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_japanese_plan() {
        for (text, digits, display, kind) in [
            (
                "0120-000-000",
                "0120000000",
                "0120-000-000",
                PhoneKind::TollFree,
            ),
            (
                "０１２０－９９９－０００",
                "0120999000",
                "0120-999-000",
                PhoneKind::TollFree,
            ),
            (
                "0800-000-0000",
                "08000000000",
                "0800-000-0000",
                PhoneKind::TollFree,
            ),
            (
                "0570-000-000",
                "0570000000",
                "0570-000-000",
                PhoneKind::Navi,
            ),
            (
                "050-0000-0000",
                "05000000000",
                "050-0000-0000",
                PhoneKind::Ip,
            ),
            (
                "090ー0000ー0000",
                "09000000000",
                "090-0000-0000",
                PhoneKind::Mobile,
            ),
            (
                "011-330-0000",
                "0113300000",
                "011-330-0000",
                PhoneKind::Geographic,
            ),
            (
                "03(1234)0000",
                "0312340000",
                "03(1234)0000",
                PhoneKind::Geographic,
            ),
            (
                "(03) 1234-0000",
                "0312340000",
                "(03) 1234-0000",
                PhoneKind::Geographic,
            ),
            (
                "06-1234-0000",
                "0612340000",
                "06-1234-0000",
                PhoneKind::Geographic,
            ),
            ("110", "110", "110", PhoneKind::Service),
            ("#7119", "#7119", "#7119", PhoneKind::Service),
        ] {
            let number = read_phone(text, "JP").unwrap_or_else(|error| panic!("{text} {error:?}"));
            let read = (number.dial(), number.display.as_str(), number.kind);
            assert_eq!(read, (digits, display, kind), "{text}");
            assert_eq!(number.country, Some(81), "{text}");
        }
    }

    #[test]
    fn international_and_foreign() {
        for (text, region, digits, country) in [
            ("+81 11-330-0000", "JP", "+81113300000", Some(81)),
            ("+81 (0)3-1234-0000", "JP", "+81312340000", Some(81)),
            ("+1 (844) 875-0000", "JP", "+18448750000", Some(1)),
            ("+886 2 1234 0000", "JP", "+886212340000", Some(886)),
            ("(844) 875-0000", "US", "8448750000", Some(1)),
            ("020 7946 0000", "GB", "02079460000", Some(44)),
        ] {
            let number =
                read_phone(text, region).unwrap_or_else(|error| panic!("{text} {error:?}"));
            assert_eq!((number.dial(), number.country), (digits, country), "{text}");
        }
        let home = read_phone("011-330-0000", "JP").expect("valid");
        let abroad = read_phone("+81 11-330-0000", "JP").expect("valid");
        assert_eq!(home.line(), abroad.line());
    }

    #[test]
    fn what_is_wrong_is_said() {
        use NotationErrorKind as Kind;
        let long = |found, expected, prefix: &str| Kind::PhoneLength {
            found,
            expected,
            prefix: prefix.to_owned(),
        };
        let prefix = |prefix: &str| Kind::PhonePrefix {
            prefix: prefix.to_owned(),
        };
        for (text, part, kind) in [
            ("0120-899-5431", "0120-899-5431", long(11, "10", "0120")),
            ("0800-000-000", "0800-000-000", long(10, "11", "0800")),
            ("03-1234-567", "03-1234-567", long(9, "10", "03")),
            ("090-1234-567", "090-1234-567", long(10, "11", "090")),
            ("000-1234-5678", "000-1234-5678", prefix("00")),
            ("5555-0000", "5555-0000", prefix("55")),
            ("0120-ABC-543", "ABC-543", Kind::PhoneLetters),
            ("+81 3-1234-567", "+81 3-1234-567", long(9, "10", "03")),
            ("+0 123 4567", "+0 123 4567", prefix("+01")),
            ("#711", "#711", long(3, "4", "#")),
            ("電話", "電話", Kind::PhoneNotRead),
            ("", "", Kind::Empty),
        ] {
            let error = read_phone(text, "JP").expect_err(text);
            assert_eq!((&text[error.at], error.kind), (part, kind), "{text}");
        }
    }

    #[test]
    fn samples_are_all_zeros() {
        let sample = |text| read_phone(text, "JP").is_ok_and(|number| number.is_sample());
        assert!(sample("0120-000-000") && sample("03-0000-0000"));
        assert!(!sample("0120-999-000") && !sample("110"));
    }

    #[test]
    fn numbers_in_running_text() {
        let cases: &[(&str, &[&str])] = &[
            ("電話は0120-999-000へ。", &["0120-999-000"]),
            (
                "（０３）１２３４−００００ または +81 3-1234-0000",
                &["（０３）１２３４−００００", "+81 3-1234-0000"],
            ),
            ("Call (844) 875-0000 now.", &["(844) 875-0000"]),
            (
                "注文番号 503-1234567-1234567、郵便番号 060-0001、2026-11-01。",
                &[],
            ),
            ("ISBN 978-4-00-000000-0、¥1,000、0.5.3、01-02。", &[]),
        ];
        for (text, expected) in cases {
            let found = find_phones(text, "JP");
            let found: Vec<&str> = found.iter().map(|(at, _)| &text[at.clone()]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
