//! Tests of names, ids and entries.

use super::page::toml_text;
use super::*;

#[test]
fn a_name_says_its_kind() {
    for (name, kind) in [
        ("電話", Some("phone")),
        ("折り返し電話", Some("phone")),
        ("チャット窓口", Some("chat")),
        ("メールフォーム", Some("form")),
        ("Billing Phone", Some("phone")),
        ("LINE", Some("messenger")),
        ("online", None),
        ("総合案内", None),
    ] {
        assert_eq!(kind_of(name), kind, "{name}");
    }
}

#[test]
fn a_slug_is_proposed_for_words_that_guides_use() {
    for (name, slug) in [
        ("電話番号", Some("phone-numbers")),
        ("お問い合わせ窓口", Some("contact-desk")),
        (
            "料金の質問と支払い方法、返金",
            Some("fees-questions-payment"),
        ),
        ("電話と電話", Some("phone")),
        ("山田", None),
        ("", None),
    ] {
        assert_eq!(proposed_slug(name).as_deref(), slug, "{name}");
    }
}

#[test]
fn a_text_of_any_letters_is_one_line_of_toml() {
    for (text, quoted) in [
        ("電話", "\"電話\""),
        ("a\"b\\c", "\"a\\\"b\\\\c\""),
        ("a\nb\u{7f}", "\"a\\u000Ab\\u007F\""),
    ] {
        assert_eq!(toml_text(text), quoted);
    }
}

#[test]
fn only_rules_that_are_missing_are_told() {
    assert_eq!(
        missing_lines(".gitignore", "public\n/.madoguchi-cache\n"),
        [""; 0]
    );
    assert_eq!(missing_lines(".gitignore", "target/\n").len(), 2);
    assert_eq!(
        missing_lines(".gitattributes", "* text=auto\n"),
        ["anchors.lock merge=union"]
    );
    assert_eq!(missing_lines("README.md", ""), [""; 0]);
}
