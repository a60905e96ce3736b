//! `madoguchi verify`: what it writes, what it leaves alone, and what it refuses.

use std::process::Output;

use crate::program::{run, status, stderr, stdout};
use crate::scratch::Scratch;

const CHANNELS: &str = "content/data/channels.toml";

/// A dataset as people write them: Windows' line ends, comments, no line end at the end.
const DATA: &str = "# 事実\r\ntimezone = \"Asia/Tokyo\"\r\nsource = \"https://www.example.com/\"  # 公式\r\n\r\n[channel.phone]   # 電話\r\nname = \"電話\"\r\nkind = 'phone'\r\nhours = { everyday = \"9:00-17:00\" } # 毎日\r\n\r\n# 番号\r\n[channel.phone.part.general]\r\nnumber = \"0120-000-000\"";

fn site() -> Scratch {
    let scratch = Scratch::new();
    scratch.put(CHANNELS, DATA);
    scratch
}

fn verify(scratch: &Scratch, more: &[&str]) -> Output {
    let mut arguments = vec!["verify", "--lang", "en", "--as-of", "2026-11-24"];
    arguments.extend(more);
    run(scratch, &arguments)
}

#[test]
fn a_channel_is_signed_and_every_other_byte_stays() {
    let scratch = site();
    let output = verify(&scratch, &["phone", "--by", "佐藤 \"S\""]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        "phone: unverified → 2026-11-24 (佐藤 \"S\")\n"
    );
    assert_eq!(
        stderr(&output),
        format!("written to `{CHANNELS}`; commit it\n")
    );
    let signed = "# 毎日\r\nverified = 2026-11-24\r\nverified_by = \"佐藤 \\\"S\\\"\"\r\n";
    assert_eq!(scratch.get(CHANNELS), DATA.replace("# 毎日\r\n", signed));

    let again = verify(&scratch, &["phone", "--by", "佐藤 \"S\""]);
    assert_eq!(
        stderr(&again),
        "the same date and name stand there already\n"
    );
}

#[test]
fn a_field_gets_its_own_date_and_the_others_keep_theirs() {
    let scratch = site();
    let dated = DATA.replace(
        "kind = 'phone'",
        "kind = 'phone'\r\nverified = 2026-01-01 # 年始",
    );
    scratch.put(CHANNELS, &dated);
    let output = verify(
        &scratch,
        &["phone.hours", "phone.general.number", "--by", "A"],
    );
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        "phone.hours: 2026-01-01 → 2026-11-24 (A)\nphone.general.number: 2026-01-01 → 2026-11-24 (A)\n"
    );
    let expected = dated
        .replace(
            "verified = 2026-01-01 # 年始\r\n",
            "verified = { hours = 2026-11-24, kind = 2026-01-01, name = 2026-01-01, number = 2026-01-01 } # 年始\r\nverified_by = { hours = \"A\" }\r\n",
        )
        + "\r\nverified = { number = 2026-11-24 }\r\nverified_by = { number = \"A\" }\r\n";
    assert_eq!(scratch.get(CHANNELS), expected.trim_end_matches("\r\n"));
}

#[test]
fn changes_rows_and_notices_can_be_signed() {
    let scratch = site();
    let dated = format!(
        "{DATA}\r\n[[channel.phone.change]]\r\non = 2026-11-01\r\nhours = {{ everyday = \"10:00-17:00\" }}\r\n[[channel.phone.change]]\r\non = 2027-04-01\r\nhours = {{ everyday = \"11:00-17:00\" }}\r\n"
    );
    scratch.put(CHANNELS, &dated);
    let routes = "[columns]\nwhy = { label = \"x\" }\n[row]\nurgent = { why = \"a\" }\n";
    scratch.put("content/data/routes.toml", routes);
    let notices = "[notice.typhoon]\nfrom = 2026-11-01\ntext = \"x\"\n";
    scratch.put("content/data/notices.toml", notices);
    let paths = [
        "phone.hours",
        "phone.change.2027-04-01",
        "routes.urgent",
        "notices.typhoon",
        "--by",
        "A",
    ];
    let output = verify(&scratch, &paths);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    // Today the hours are those of the change that holds, so it is the change that was verified.
    let signed = dated
        .replace(
            "\"10:00-17:00\" }\r\n",
            "\"10:00-17:00\" }\r\nverified = { hours = 2026-11-24 }\r\nverified_by = { hours = \"A\" }\r\n",
        )
        .replace(
            "\"11:00-17:00\" }\r\n",
            "\"11:00-17:00\" }\r\nverified = 2026-11-24\r\nverified_by = \"A\"\r\n",
        );
    assert_eq!(scratch.get(CHANNELS), signed);
    let row = "urgent = { why = \"a\", verified = 2026-11-24, verified_by = \"A\" }";
    assert!(scratch.get("content/data/routes.toml").contains(row));
    assert_eq!(
        scratch.get("content/data/notices.toml"),
        format!("{notices}verified = 2026-11-24\nverified_by = \"A\"\n")
    );
}

#[test]
fn other_values_under_the_same_word_are_named() {
    let scratch = site();
    scratch.put(
        CHANNELS,
        "source = \"x\"\n[channel.desk]\nname = \"a\"\nnumber = \"0120-000-000\"\n[channel.desk.part.b]\nnumber = \"0120-000-001\"\n[channel.desk.part.c]\nnumber = \"0120-000-002\"\nverified = 2026-01-01\n[channel.branch]\nlike = \"desk\"\nnumber = \"03-0000-0000\"\n",
    );
    let output = verify(&scratch, &["desk.number", "--by", "A"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let said = stdout(&output);
    assert!(
        said.contains("speaks for these, too: branch.number, desk.b.number"),
        "{said}"
    );
    let output = verify(&scratch, &["desk", "--by", "A"]);
    let said = stdout(&output);
    assert!(said.contains("keep it: desk.c\n"), "{said}");
}

#[test]
fn what_names_nothing_is_told_with_what_does() {
    let scratch = site();
    for (path, said) in [
        ("phoen", "did you mean `phone`?"),
        ("phone.huors", "did you mean `phone.hours`?"),
        (
            "phone.general.nmber",
            "did you mean `phone.general.number`?",
        ),
        ("phone.change.2026-01-01", "nothing of that sort"),
        ("x", "there are `phone`"),
        ("", "there are `phone`"),
        ("phone.hours.mon", "the data has no fact `phone.hours.mon`"),
    ] {
        let output = verify(&scratch, &["phone", path, "--by", "A"]);
        assert_eq!(status(&output), 2, "{path}");
        assert!(
            stderr(&output).contains(said),
            "{path}: {}",
            stderr(&output)
        );
    }
    assert_eq!(status(&verify(&scratch, &["phone", "--by", " "])), 2);
    assert_eq!(status(&verify(&scratch, &["phone"])), 2);
    // All of it or nothing.
    assert_eq!(scratch.get(CHANNELS), DATA);
}

#[test]
fn a_dataset_with_errors_is_left_alone() {
    let scratch = site();
    let wrong = DATA.replace("9:00-17:00", "17:00-9:00");
    scratch.put(CHANNELS, &wrong);
    let output = verify(&scratch, &["phone", "--by", "A"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("nothing was written"));
    assert_eq!(scratch.get(CHANNELS), wrong);
    // A mistake of a page is no hindrance.
    let scratch = site();
    scratch.put("content/bad.md", "{{ nobody }}");
    assert_eq!(status(&verify(&scratch, &["phone", "--by", "A"])), 0);
}

#[test]
fn a_layout_without_a_place_for_the_date_is_refused() {
    let scratch = site();
    let data = "source = \"x\"\nchannel = { phone.name = \"a\", phone.hours = \"24/7\" }\n";
    scratch.put(CHANNELS, data);
    let output = verify(&scratch, &["phone", "--by", "A"]);
    assert_eq!(status(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("a table with a header of its own"));
    assert_eq!(scratch.get(CHANNELS), data);
}
