//! Which digits are a number: the Japanese plan, the North American one, and E.164.
//!
//! The rules for Japan are those of 電気通信番号計画 as far as digits and lengths go: 0120 and 0570 have
//! ten digits, 0800 eleven, 020, 050, 060, 070, 080 and 090 eleven, every other number that begins with
//! 0 ten. Which areas exist is not held here: a list of them would age.

use std::ops::{Range, RangeInclusive};

use super::runs::Run;
use super::{PhoneKind, PhoneNumber};
use crate::notation::error::NotationErrorKind;

/// The digits of a number as they are written, without the zero of `+81 (0)3 …`.
pub(super) struct Digits {
    /// `+` or `#` before them.
    pub sign: Option<char>,
    /// The digits.
    pub digits: String,
}

impl Digits {
    /// Those of some groups of a run.
    pub(super) fn of(run: &Run, groups: &Range<usize>) -> Self {
        let sign = run.sign.map(|(sign, _)| sign).filter(|_| groups.start == 0);
        let in_brackets = |place: usize| {
            let before = place.checked_sub(1).map(|before| &run.gaps[before]);
            before.is_some_and(|gap| gap.ends_with('('))
                && run.gaps.get(place).is_some_and(|gap| gap.starts_with(')'))
        };
        let is_trunk = |place: &usize| {
            sign == Some('+') && run.groups[*place].digits == "0" && in_brackets(*place)
        };
        let places = groups.clone().filter(|place| !is_trunk(place));
        Self {
            sign,
            digits: places
                .map(|place| run.groups[place].digits.as_str())
                .collect(),
        }
    }
}

/// The number that digits are in a region, or what is wrong with them.
pub(super) fn number(
    digits: &Digits,
    display: String,
    region: &str,
) -> Result<PhoneNumber, NotationErrorKind> {
    let Digits { sign, digits } = digits;
    let (kind, country) = match sign {
        Some('+') => (PhoneKind::International, Some(country_code(digits)?)),
        Some(_) => {
            length(digits, 4..=4, "4", "#")?;
            (PhoneKind::Service, calling_code(region))
        }
        None if region.eq_ignore_ascii_case("JP") => (japanese_kind(digits)?, Some(81)),
        None => {
            length(digits, 3..=15, "3–15", &digits[..1])?;
            let kind = match digits.len() {
                3 | 4 => PhoneKind::Service,
                _ => PhoneKind::Geographic,
            };
            (kind, calling_code(region))
        }
    };
    let sign = sign.map(String::from).unwrap_or_default();
    Ok(PhoneNumber {
        digits: sign + digits,
        display,
        kind,
        country,
    })
}

/// National digits with their country code.
pub(super) fn with_country(digits: &str, code: u16) -> String {
    if digits.starts_with(['+', '#']) {
        return digits.to_owned();
    }
    let subscriber = match code {
        1 if digits.len() == 11 => digits.strip_prefix('1'),
        _ => digits.strip_prefix('0'),
    };
    format!("+{code}{}", subscriber.unwrap_or(digits))
}

/// The country code of an E.164 number of a right length. E.164 allows fifteen digits.
fn country_code(digits: &str) -> Result<u16, NotationErrorKind> {
    let prefix = format!("+{}", &digits[..digits.len().min(2)]);
    if digits.starts_with('0') {
        return Err(NotationErrorKind::PhonePrefix { prefix });
    }
    length(digits, 7..=15, "7–15", &prefix)?;
    let code = digits.get(..code_width(digits));
    let code = code.and_then(|code| code.parse().ok());
    let code = code.ok_or(NotationErrorKind::PhoneNotRead)?;
    if code == 81 {
        japanese_kind(&format!("0{}", &digits[2..]))?;
    }
    Ok(code)
}

/// Whether digits after `+` are a number that somebody may have: stricter than what an editor may type,
/// since in prose a plus stands before many things.
pub(super) fn is_international(digits: &str) -> bool {
    let Ok(code) = country_code(digits) else {
        return false;
    };
    match code {
        1 => is_north_american(&digits[1..]),
        7 => digits.len() == 11,
        81 => true,
        _ => {
            let assigned =
                code_width(digits) < 3 || digits.starts_with(['2', '3', '4', '5', '6', '8', '9']);
            assigned && (8..=15).contains(&digits.len())
        }
    }
}

/// Country codes of two digits (ITU-T E.164, assigned country codes); 1 and 7 have one digit, all
/// others three.
const TWO_DIGIT_CODES: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// How many digits a country code has.
pub(super) fn code_width(digits: &str) -> usize {
    match digits.get(..2) {
        Some(two) if two.starts_with(['1', '7']) => 1,
        Some(two) if TWO_DIGIT_CODES.contains(&two) => 2,
        _ => 3,
    }
}

/// Area and exchange of a North American number both begin with 2 to 9.
pub(super) fn is_north_american(digits: &str) -> bool {
    let begins_right = |place: usize| matches!(digits.as_bytes().get(place), Some(b'2'..=b'9'));
    digits.len() == 10 && begins_right(0) && begins_right(3)
}

/// The kind of a Japanese national number, or what is wrong with it.
pub(super) fn japanese_kind(digits: &str) -> Result<PhoneKind, NotationErrorKind> {
    let ten = |prefix: &str, kind| length(digits, 10..=10, "10", prefix).map(|()| kind);
    let eleven = |prefix: &str, kind| length(digits, 11..=11, "11", prefix).map(|()| kind);
    match digits.as_bytes() {
        [b'1', _, _] => Ok(PhoneKind::Service),
        [b'0', b'1', b'2', b'0', ..] => ten("0120", PhoneKind::TollFree),
        [b'0', b'8', b'0', b'0', ..] => eleven("0800", PhoneKind::TollFree),
        [b'0', b'5', b'7', b'0', ..] => ten("0570", PhoneKind::Navi),
        [b'0', b'9', b'9', b'0', ..] => ten("0990", PhoneKind::Premium),
        [b'0', b'2', b'0', ..] => eleven("020", PhoneKind::Geographic),
        [b'0', b'5', b'0', ..] => eleven("050", PhoneKind::Ip),
        [b'0', b'6'..=b'9', b'0', ..] => eleven(&digits[..3], PhoneKind::Mobile),
        [b'0', b'2'..=b'9', ..] | [b'0', b'1', b'1'..=b'9', ..] => {
            ten(&digits[..2], PhoneKind::Geographic)
        }
        _ => {
            // 010 begins a call abroad.
            let most = if digits.starts_with("010") { 3 } else { 2 };
            Err(NotationErrorKind::PhonePrefix {
                prefix: digits[..digits.len().min(most)].to_owned(),
            })
        }
    }
}

fn length(
    digits: &str,
    allowed: RangeInclusive<usize>,
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

/// The calling code of a few regions, so that a national number can be compared with its
/// international form; unknown for the rest.
pub(super) fn calling_code(region: &str) -> Option<u16> {
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
    fn numbers_after_a_plus_are_those_that_somebody_may_have() {
        for (digits, is_one) in [
            ("12022000000", true),
            ("11022000000", false),
            ("1202200000", false),
            ("74950000000", true),
            ("7495000000", false),
            ("749500000000", false),
            ("81312345000", true),
            ("810000", false),
            ("493000000", true),
            ("4930000", false),
            ("35310000000", true),
            ("99910000000", true),
            // No three digits of a code begin with 1 or 7, and the two of no code begin with 0.
            ("03100000000", false),
            ("442070000000000", true),
            ("4420700000000000", false),
        ] {
            assert_eq!(is_international(digits), is_one, "+{digits}");
        }
    }

    #[test]
    fn a_number_of_a_region_has_its_code_abroad() {
        for (region, digits, abroad) in [
            ("us", "2022000000", "+12022000000"),
            ("CA", "12022000000", "+12022000000"),
            ("GB", "02070000000", "+442070000000"),
            ("FR", "0100000000", "+33100000000"),
            ("DE", "0300000000", "+49300000000"),
            ("NL", "0200000000", "+31200000000"),
            ("JP", "0312345000", "+81312345000"),
            ("KR", "0200000000", "+82200000000"),
            ("CN", "01000000000", "+861000000000"),
            ("TW", "0200000000", "+886200000000"),
            ("AU", "0200000000", "+61200000000"),
            ("IN", "01100000000", "+911100000000"),
        ] {
            let code = calling_code(region).unwrap_or_default();
            assert_eq!(with_country(digits, code), abroad, "{region}");
        }
        assert_eq!(calling_code("XX"), None);
        assert_eq!(with_country("+4930", 81), "+4930");
        assert_eq!(with_country("#9110", 81), "#9110");
    }
}
