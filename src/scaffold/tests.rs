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
fn a_text_is_read_back_from_toml_as_it_was() {
    for text in ["電話", "a\"b\\c", "tab\tand\u{7f}", "{{ x }}"] {
        let quoted = format!("title = {}", toml_text(text));
        let origin = crate::decode::Origin::from_offset(&SourcePath::new("a.toml"), 0);
        let table = crate::decode::parse_toml(&quoted, &origin).value;
        let read = table.get("title").and_then(|entry| entry.value.as_text());
        assert_eq!(read, Some(text));
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
