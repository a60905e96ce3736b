//! Which digits are no number to call, and by what that is seen.

use super::*;

#[test]
fn addresses_of_machines_have_four_small_numbers() {
    for (written, is_one) in [
        ("010.123.45.67", true),
        ("192.168.0.1", true),
        ("0120.256.0.1", false),
        ("192.168.0", false),
        ("192.168.0.1.1", false),
        ("192-168-0-1", false),
    ] {
        assert_eq!(is_network_address(written), is_one, "{written}");
    }
}

#[test]
fn digits_in_a_web_address_name_something() {
    for (before, is_one) in [
        ("see https://example.com/a", true),
        ("see www.example.com", true),
        ("items/", true),
        ("?id=", true),
        ("詳しくはhttps://example.com/", true),
        ("https://example.com 電話", false),
        ("電話/窓口", false),
        ("my.www", false),
    ] {
        assert_eq!(is_in_address(before), is_one, "{before}");
    }
}

#[test]
fn a_label_stands_before_marks_and_little_words() {
    for (before, expected) in [
        ("注文番号は「", "注文番号"),
        ("注文番号: ", "注文番号"),
        ("order no. is: #", "order no"),
        ("会員の(", "会員"),
        ("電話", "電話"),
        ("", ""),
    ] {
        assert_eq!(label(before), expected, "{before}");
    }
    // A word of Latin letters is none inside another; one of Japanese is.
    assert!(ends_with_word("my isbn", &["isbn"]) && ends_with_word("本のisbn", &["isbn"]));
    assert!(!ends_with_word("myisbn", &["isbn"]) && ends_with_word("myお電話", &["電話"]));
    assert!(has_word("hotel, tel", "tel") && !has_word("hotel", "tel"));
}

#[test]
fn words_on_either_side_tell_that_digits_are_called() {
    let told = |text: &str| {
        let start = text.find('0').expect("digits");
        is_told(text, &(start..start + 4))
    };
    assert!(told("電話は0123") && told("0123に電話を") && !told("番号は0123です"));
    // Thirty letters away they speak of something else.
    assert!(!told(&format!("電話。{}0123", "あ".repeat(NEAR))));
}

#[test]
fn counting_goes_up_or_down_by_one() {
    for written in ["1234", "123456789", "9876543210", "78901234", "0987"] {
        assert!(is_counting(written), "{written}");
    }
    for written in ["123", "1235", "1243", "2468", "1111", "12-34", "1212"] {
        assert!(!is_counting(written), "{written}");
    }
}

#[test]
fn a_number_begins_behind_a_word_for_phones_and_not_behind_digits() {
    let attached = |before: &str| is_attached(&format!("{before}0120"), before.len(), false);
    for before in ["", " ", "電話", "Tel.", "TEL", "Call-", "、"] {
        assert!(!attached(before), "{before}");
    }
    for before in ["1.", "2-", "3,", "v.", "x-", "ABC", "$", "@", "5"] {
        assert!(attached(before), "{before}");
    }
}
