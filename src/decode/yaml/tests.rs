//! Front matter in YAML: what is read, what is refused, and that no text hurts.

use super::*;
use crate::civil::Date;
use crate::text::{LineIndex, Source};

fn read(text: &str) -> Checked<Table> {
    parse_yaml(text, &Origin::of(&Source::new("a.md", text)))
}

/// The findings as `line:column code`.
fn findings(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    read(text)
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().expect("a place");
            let at = lines.position(place.span.start as usize);
            format!("{}:{} {}", at.line, at.column, finding.code)
        })
        .collect()
}

/// The text with every fix applied.
fn mended(text: &str) -> String {
    let mut edits: Vec<_> = read(text)
        .findings
        .into_iter()
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut mended = text.to_owned();
    for edit in edits {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}

fn kind(value: &str) -> Kind {
    let read = read(&format!("a: {value}\n"));
    assert!(read.findings.is_empty(), "{value}: {:#?}", read.findings);
    read.value.entries[0].value.kind.clone()
}

fn text(text: &str) -> Kind {
    Kind::Text(text.to_owned())
}

fn day() -> Date {
    crate::civil::read_date("2026-11-01").expect("a date")
}

#[test]
fn values_are_those_of_the_core_schema() {
    for (written, meant) in [
        ("電話", text("電話")),
        ("yes", text("yes")),
        ("no", text("no")),
        ("24/7", text("24/7")),
        ("12:30", text("12:30")),
        ("1.2.3", text("1.2.3")),
        ("0120-000-000", text("0120-000-000")),
        ("inf", text("inf")),
        ("1e", text("1e")),
        ("+", text("+")),
        (".", text(".")),
        ("'110'", text("110")),
        ("\"\\u3042\"", text("あ")),
        ("'it''s'", text("it's")),
        ("\"{{ phone }}\" # c", text("{{ phone }}")),
        ("110", Kind::Integer(110)),
        ("-3", Kind::Integer(-3)),
        ("+3", Kind::Integer(3)),
        ("0o17", Kind::Integer(15)),
        ("0x1F", Kind::Integer(31)),
        ("012", Kind::Integer(12)),
        ("1.5", Kind::Float(1.5)),
        ("-.5e3", Kind::Float(-500.0)),
        ("1.", Kind::Float(1.0)),
        ("99999999999999999999", Kind::Float(1e20)),
        (".inf", Kind::Float(f64::INFINITY)),
        ("-.INF", Kind::Float(f64::NEG_INFINITY)),
        ("true", Kind::Bool(true)),
        ("FALSE", Kind::Bool(false)),
        ("", Kind::Null),
        ("~", Kind::Null),
        ("null # c", Kind::Null),
        ("2026-11-01", Kind::Date(day())),
        ("'2026-11-01'", text("2026-11-01")),
        ("2026-02-30", text("2026-02-30")),
        ("2026-11-01T09:30:00", Kind::DateTime(day(), 570)),
        ("2026-11-01 09:30", Kind::DateTime(day(), 570)),
        ("2026-11-01T09:30:00.5+09:00", Kind::OtherTime),
        ("2026-11-01 09:30:00 Z", Kind::OtherTime),
        ("2026-11-01 の案内", text("2026-11-01 の案内")),
        ("2026-11-01 09:30 から", text("2026-11-01 09:30 から")),
        ("2026-11-0１", text("2026-11-0１")),
        ("|\n  x\n  y\n", text("x\ny")),
        (">-\n  a\n  b\n", text("a b")),
        (
            ">\n  折り返しの\n  電話 です\n\n  次\n",
            text("折り返しの電話 です\n次"),
        ),
        (
            "折り返しの\n  電話へ call\n  us",
            text("折り返しの電話へ call us"),
        ),
        ("|\n  あ い\n", text("あ い")),
    ] {
        assert_eq!(kind(written), meant, "{written}");
    }
    assert!(matches!(kind(".nan"), Kind::Float(number) if number.is_nan()));
}

#[test]
fn every_value_knows_its_place() {
    let yaml = "題: 電話 # c\r\nb: 'い''う' # d\r\nc: \"x\"\r\nd:\r\n- あ\r\n- [1, 2] # e\r\ne: {f: g}\r\nh: |\r\n  多い\r\ni: あ\r\n  い\r\n";
    let table = read(yaml).value;
    let mut places = Vec::new();
    for entry in &table.entries {
        places.push(&yaml[entry.key_span.range()]);
        places.push(&yaml[entry.value.span.range()]);
    }
    assert_eq!(
        places,
        [
            "題",
            "電話",
            "b",
            "'い''う'",
            "c",
            "\"x\"",
            "d",
            "あ\r\n- [1, 2]",
            "e",
            "{f: g}",
            "h",
            "多い",
            "i",
            "あ\r\n  い"
        ]
    );
    let verbatim: Vec<_> = table
        .entries
        .iter()
        .filter_map(|entry| {
            let start = entry.value.verbatim? as usize;
            let letters = entry.value.as_text()?.len();
            yaml.get(start..start + letters)
        })
        .collect();
    assert_eq!(verbatim, ["電話", "x", "多い"]);
}

#[test]
fn nothing_counts_as_not_there() {
    let table = read("title:\nweight: ~\ndraft: true\n").value;
    assert!(table.get("title").is_none() && table.get("weight").is_none());
    assert!(table.get("draft").is_some());
    assert_eq!(
        table.entries.len(),
        3,
        "so that unknown keys are still told"
    );
    for empty in ["", "# c\n", "null\n", "\n \n"] {
        assert_eq!(read(empty).value.entries.len(), 0, "{empty:?}");
        assert_eq!(findings(empty).len(), 0, "{empty:?}");
    }
}

#[test]
fn what_editors_forget_to_quote() {
    for (yaml, found, cured) in [
        ("a: 電話: 案内\n", "1:6 yaml-syntax", "a: \"電話: 案内\"\n"),
        (
            "a: {{ b }}の案内\n",
            "1:4 yaml-syntax",
            "a: \"{{ b }}の案内\"\n",
        ),
        ("a: {{ b }}\n", "1:4 yaml-syntax", "a: \"{{ b }}\"\n"),
        ("a: {{ b }}: c\n", "1:4 yaml-syntax", "a: \"{{ b }}: c\"\n"),
        (
            "a: {{ b }} \"c\"\n",
            "1:4 yaml-syntax",
            "a: '{{ b }} \"c\"'\n",
        ),
        (
            "a: {{ b }} it's \"c\"\r\n",
            "1:4 yaml-syntax",
            "a: '{{ b }} it''s \"c\"'\r\n",
        ),
        (
            "a:\n  - {{ b }}\n",
            "2:5 yaml-syntax",
            "a:\n  - \"{{ b }}\"\n",
        ),
        ("a: {{ b }} # c\n", "1:4 yaml-syntax", "a: {{ b }} # c\n"),
        ("a: {{ b }}\n  c\n", "1:4 yaml-syntax", "a: {{ b }}\n  c\n"),
        (
            "a: [重要] 案内\n",
            "1:4 yaml-syntax",
            "a: \"[重要] 案内\"\n",
        ),
        ("a: @b\n", "1:4 yaml-syntax", "a: \"@b\"\n"),
        ("a: `b`\n", "1:4 yaml-syntax", "a: \"`b`\"\n"),
        ("a: %b\n", "1:4 yaml-syntax", "a: \"%b\"\n"),
        ("a: > b\n", "1:4 yaml-syntax", "a: > b\n"),
        ("a: **太字**\n", "1:4 yaml-feature", "a: **太字**\n"),
        ("a:b\n", "1:2 yaml-syntax", "a: b\n"),
        ("a：b\n", "1:2 yaml-syntax", "a: b\n"),
        ("a： b\n", "1:2 yaml-syntax", "a: b\n"),
    ] {
        assert_eq!(findings(yaml), [found], "{yaml:?}");
        assert_eq!(mended(yaml), cured, "{yaml:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    for (yaml, found) in [
        ("a: 1\nb: \"x\nc: 2\n", "2:4 yaml-syntax"),
        ("a: \"x\" y\n", "1:8 yaml-syntax"),
        ("a: \"\\d\"\n", "1:4 yaml-syntax"),
        ("a:\n\tb: 1\n", "2:2 yaml-syntax"),
        ("a: x\n  b: y\n", "2:4 yaml-syntax"),
        ("a: [b\nc: 1\n", "1:4 yaml-syntax"),
        ("a: {b: 1\nc: 1\n", "1:4 yaml-syntax"),
        ("a: - b\n", "1:4 yaml-syntax"),
        ("- a\n- b\n", "1:1 yaml-syntax"),
        ("# c\nただの文\n", "2:1 yaml-syntax"),
        ("a: &x y\n", "1:4 yaml-feature"),
        ("a: *x\n", "1:4 yaml-feature"),
        ("a: !x y\n", "1:4 yaml-feature"),
        ("a: !!str y\n", "1:4 yaml-feature"),
        ("a: !x!y z\n", "1:4 yaml-feature"),
        ("<<: {a: 1}\n", "1:1 yaml-feature"),
        ("? [a]\n: b\n", "1:3 yaml-feature"),
        ("a: 1\n--- b\n", "2:1 yaml-feature"),
        ("a: 1\na: 2\n", "2:1 duplicate-key"),
        ("a: {b: 1, b: 2}\n", "1:11 duplicate-key"),
    ] {
        assert_eq!(findings(yaml), [found], "{yaml:?}");
    }
}

#[test]
fn one_wrong_key_hides_no_other() {
    let yaml = "title: 電話: 案内\nkind: faq\ndescription: {{ phone }}へ\naliases:\n- /a/\n- @b\ndraft: true\nweight:1\n";
    let read = read(yaml);
    let keys: Vec<&str> = read.value.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["kind", "draft"]);
    assert_eq!(
        findings(yaml),
        [
            "8:7 yaml-syntax",
            "1:10 yaml-syntax",
            "3:14 yaml-syntax",
            "6:3 yaml-syntax"
        ]
    );
}

#[test]
fn d02_nothing_overflows_or_takes_long() {
    let repeated = |text: &str, count: usize| format!("a: {}", text.repeat(count));
    let block = |count: usize| {
        let lines: Vec<String> = (0..count).map(|depth| " ".repeat(depth) + "a:\n").collect();
        lines.concat()
    };
    for yaml in [
        repeated("[", 20_000),
        repeated("{", 20_000),
        repeated("{a: ", 20_000),
        repeated("- ", 20_000),
        repeated("? ", 20_000),
        repeated("\"", 20_001),
        block(1_400),
        block(40),
        format!("a:\n  {}", "- ".repeat(20_000)),
        format!("{} 1\n", "a: ".repeat(20_000)),
        format!("a: &x [{}]\n", "*x, ".repeat(20_000)),
    ] {
        let found = findings(&yaml);
        let told = |code: &str| found.iter().any(|found| found.ends_with(code));
        let wrong = told("syntax") || told("feature") || told("too-deep");
        assert!(wrong, "{yaml:.40}: {found:?}");
    }
    assert_eq!(findings(&repeated("[", 40)), ["1:36 nesting-too-deep"]);
    let many: String = (0..40_000).map(|at| format!("k{at}: [1, 2]\n")).collect();
    assert_eq!(read(&many).value.entries.len(), 40_000);
}

#[test]
fn what_nobody_sees_is_left_to_who_reads_the_file() {
    for unseen in ['\0', '\u{7}', '\u{7f}', '\u{85}', '\u{feff}', '\u{ffff}'] {
        let yaml = format!("a: x{unseen}y\nb{unseen}: 1\n");
        assert_eq!(findings(&yaml).len(), 0, "{unseen:?}");
    }
}

#[test]
fn what_is_wrong_behind_a_key_that_was_set_aside_is_at_a_letter() {
    let text = "a:+\n%しし\n{\nも";
    let found = read(text).findings;
    assert!(found.len() > 1, "{found:?}");
    for finding in found {
        let span = finding.place.as_ref().expect("a place").span.range();
        assert!(text.get(span).is_some(), "{finding:?}");
    }
}

proptest::proptest! {
    #[test]
    fn anything_is_read(text in "([a-z]{1,3}: |[-\\[\\]{}\"'&*!|>%@`#,?~:：　あ\\\\\t \n]|\r\n|--- |[0-9.]{1,3}){0,40}") {
        let read = read(&text);
        for finding in &read.findings {
            let span = finding.place.as_ref().expect("a place").span.range();
            proptest::prop_assert!(text.get(span).is_some());
        }
        for entry in &read.value.entries {
            proptest::prop_assert!(text.get(entry.value.span.range()).is_some());
        }
    }
}
