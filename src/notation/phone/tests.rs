//! What is read as a phone number, and what is found as one.

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
        let number = read_phone(text, region).unwrap_or_else(|error| panic!("{text} {error:?}"));
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
    assert!(!sample("#8000"));
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
        let found: Vec<&str> = found
            .iter()
            .filter(|found| found.number.is_some())
            .map(|found| &text[found.at.clone()])
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

/// What is found in a text, in order.
fn found(text: &str) -> Vec<String> {
    let found = find_phones(text, "JP");
    let numbers = found.iter().filter(|found| found.number.is_some());
    numbers.map(|found| found.line.clone()).collect()
}

#[test]
fn one_number_in_many_disguises() {
    for text in [
        "0120-444-000",
        "0120444000",
        "0120 444 000",
        "0120.444.000",
        "0120(444)000",
        "０１２０−４４４−０００",
        "０１２０ー４４４ー０００",
        "0120–444—000",
        "0120\u{200b}-444\u{200d}-000",
        "\u{202e}0120-444-000\u{202c}",
        "〇一二〇-四四四-〇〇〇",
        "〇一二〇四四四〇〇〇",
        "ゼロ一二ゼロ-四四四-ゼロゼロゼロ",
        "⓪①②⓪-④④④-⓪⓪⓪",
        "𝟎𝟏𝟐𝟎-𝟒𝟒𝟒-𝟎𝟎𝟎",
        "O12O-444-OOO",
        "o12o-444-ooo",
        "0l20-444-000",
        "0I20 444 000",
        "0120一444一000",
        "0120の444の000",
        "0120・444・000",
        "0120_444_000",
        "0120/444/000",
        "0120-\n444-000",
        "0120\n444\n000",
        "TEL0120-444-000",
        "TEL:0120-444-000",
        "☎0120-444-000",
        "「0120-444-000」",
        "+81 120-444-000",
        "+81-120-444-000",
        "+81120444000",
        "(+81)120-444-000",
        "0081-120-444-000",
        "010-81-120-444-000",
        "０１２０　４４４　０００",
        "0 1 2 0 4 4 4 0 0 0",
        "1️⃣".replace("1️⃣", "0️⃣1️⃣2️⃣0️⃣4️⃣4️⃣4️⃣0️⃣0️⃣0️⃣").as_str(),
        "https://example.com/0120-444-000",
    ] {
        assert_eq!(found(text), ["+81120444000"], "{text}");
    }
}

#[test]
fn numbers_of_many_kinds() {
    for (text, line) in [
        ("03-1234-5000へ", "+81312345000"),
        ("(03) 1234-5000", "+81312345000"),
        ("03(1234)5000", "+81312345000"),
        ("03の1234の5000です", "+81312345000"),
        ("+81 (0)3-1234-5000", "+81312345000"),
        ("+81-03-1234-5000", "+81312345000"),
        ("81-3-1234-5000", "+81312345000"),
        ("電話 03 1234 5000", "+81312345000"),
        ("0123-45-6000", "+81123456000"),
        ("090-1234-5000", "+819012345000"),
        ("050 1234 5000", "+815012345000"),
        ("0570-012-000", "+81570012000"),
        ("0990-512-000", "+81990512000"),
        ("(844) 875-0000", "+18448750000"),
        ("1-844-875-0000", "+18448750000"),
        ("+1 844 875 0000", "+18448750000"),
        ("844-875-0000", "+18448750000"),
        ("1 (844) 875-0000", "+18448750000"),
        ("+44 20 7946 0000", "+442079460000"),
        ("+886-2-1234-0000", "+886212340000"),
        ("010-1-844-875-0000", "+18448750000"),
        ("110番へ", "110"),
        ("#7119", "#7119"),
        ("局番なしの188", "188"),
        ("Please dial 911.", "911"),
        ("9110に電話", "9110"),
        ("2026-11-01 03-1234-5000", "+81312345000"),
        ("03-1234-5000 9:00〜17:00", "+81312345000"),
        ("〒100-0001 03-1234-5000", "+81312345000"),
        ("第一03-1234-5000", "+81312345000"),
        ("0120-444-000一同", "+81120444000"),
    ] {
        assert_eq!(found(text), [line], "{text}");
    }
    let two = ["+81312345000", "+81312346000"];
    for text in [
        "03-1234-5000 03-1234-6000",
        "03-1234-5000、03-1234-6000",
        "03-1234-5000/03-1234-6000",
        "03-1234-5000・03-1234-6000",
        "03-1234-5000(03-1234-6000)",
        "03-1234-5000\n03-1234-6000",
    ] {
        assert_eq!(found(text), two, "{text}");
    }
}

/// How a number is shown that was found in a text, and the letters that it was found in.
fn shown(text: &str) -> Vec<(String, &str)> {
    let found = find_phones(text, "JP").into_iter();
    found
        .filter_map(|found| Some((found.number?.display, &text[found.at])))
        .collect()
}

#[test]
fn brackets_and_signs_are_shown_once_and_where_they_stand() {
    for (text, display, at) in [
        ("03)1234-0000", "03)1234-0000", "03)1234-0000"),
        ("(03) 1234-0000", "(03) 1234-0000", "(03) 1234-0000"),
        ("(03-1234-0000)", "03-1234-0000", "03-1234-0000"),
        ("(窓口は03(1234)0000)", "03(1234)0000", "03(1234)0000"),
        (
            "(\u{200b}03) 1234-0000",
            "(03) 1234-0000",
            "(\u{200b}03) 1234-0000",
        ),
        (
            "+\u{200b}81 3 1234 0000",
            "+81 3 1234 0000",
            "+\u{200b}81 3 1234 0000",
        ),
        ("+ 81-3-1234-0000", "+81-3-1234-0000", "+ 81-3-1234-0000"),
    ] {
        assert_eq!(shown(text), [(display.to_owned(), at)], "{text}");
    }
}

#[test]
fn short_numbers_stand_alone() {
    for text in [
        "3ー110番です",
        "型A110に電話",
        "119の110番",
        "110番代2に電話",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    assert_eq!(found("警察は110番、"), ["110"]);
}

#[test]
fn short_numbers_are_those_of_the_region_or_said_to_be_called() {
    let found_in = |text: &str, region: &str| {
        let found = find_phones(text, region).into_iter();
        found.map(|found| found.line).collect::<Vec<_>>()
    };
    for (text, of_japan, elsewhere) in [
        ("警察は110番へ", Some("110"), None),
        ("#9110にお電話を", Some("#9110"), None),
        ("#9110 です", Some("#9110"), None),
        ("9110に電話", Some("9110"), None),
        ("9110 です", None, None),
        ("#1234に電話", Some("#1234"), None),
        ("#1234 です", None, None),
        ("#110に電話", None, None),
        ("call 911", Some("911"), Some("911")),
        ("call 188", Some("188"), None),
        ("911 です", None, None),
        ("call 123", None, None),
        ("call 911 times", None, None),
        ("Call\t911", Some("911"), Some("911")),
        ("call\u{a0}911", Some("911"), Some("911")),
        ("ＣＡＬＬ　９１１", Some("911"), Some("911")),
        ("(110)に電話", Some("110"), None),
    ] {
        let expected = |line: Option<&str>| line.map(str::to_owned).into_iter().collect::<Vec<_>>();
        assert_eq!(found_in(text, "JP"), expected(of_japan), "{text}");
        assert_eq!(found_in(text, "GB"), expected(elsewhere), "{text}");
    }
}

#[test]
fn odd_marks_make_a_number_of_usual_groups_alone() {
    assert_eq!(found("0312の34の5000"), ["+81312345000"]);
    for text in ["0312の345000", "03/1234/5000", "0120の4の44000"] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn abroad_is_dialled_in_few_groups_and_up_to_eighteen_digits() {
    for (text, line) in [
        ("0081-312345000", "+81312345000"),
        ("010-81312345000", "+81312345000"),
        ("010-49-30-1234567890", "+49301234567890"),
        ("010-49-301-1234567890", "+493011234567890"),
    ] {
        assert_eq!(found(text), [line], "{text}");
    }
}

#[test]
fn eight_digits_in_a_row_may_be_counted_and_in_groups_are_not() {
    let doubts = |text: &str| {
        let found = find_phones(text, "JP").into_iter();
        found.filter(|found| found.number.is_none()).count()
    };
    assert_eq!(doubts("電話 98765432109円"), 0);
    assert_eq!(doubts("電話 9876-5432-109円"), 1);
}
