//! Phone numbers agree with the Python library `phonenumbers`, which knows every area of Japan.
//!
//! Ours holds lengths and first digits alone, since a list of areas would age. So every number that is
//! valid there is one here; what is one here alone is explained by the table `OURS_ALONE`.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run other programs, and fail by panicking"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use madoguchi::notation::{find_phones, read_phone};
use serde_json::Value;

const HOW: &str = "get the library with: python3 -m pip install --target target/tools/python phonenumbers==9.0.43";

/// The same row of numbers each time (xorshift).
struct Row(u64);

impl Row {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + u8::try_from(self.next(10)).unwrap()))
            .collect()
    }
}

fn ask(lines: &[String]) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut program = Command::new("python3")
        .arg(root.join("tests/phones_oracle.py"))
        .env("PYTHONPATH", root.join("target/tools/python"))
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let text = lines.join("\n") + "\n";
    let writer = std::thread::spawn(move || {
        let _ = input.write_all(text.as_bytes());
    });
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{HOW}");
    let answers = String::from_utf8(output.stdout).unwrap();
    answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Whether some digits, most of them a number of Japan by length, are one: by the other program.
fn numbers() -> Vec<String> {
    let mut row = Row(0x9E37_79B9_7F4A_7C15);
    let mut numbers = Vec::new();
    for _ in 0..4000 {
        let prefix = match row.next(12) {
            0 => "0120".to_owned(),
            1 => "0800".to_owned(),
            2 => "0570".to_owned(),
            3 => format!("0{}0", row.next(10)),
            4 => "03".to_owned(),
            5 => "06".to_owned(),
            6 => "0990".to_owned(),
            _ => format!("0{}", row.next(1000)),
        };
        let length = 8 + usize::try_from(row.next(5)).unwrap();
        let rest = row.digits(length.saturating_sub(prefix.len()));
        numbers.push(prefix + &rest);
    }
    numbers
}

/// Why a number may be one here alone.
fn ours_alone(digits: &str) -> &'static str {
    match digits.as_bytes() {
        [b'0', b'6', b'0', ..] => {
            "060 with eleven digits is opened for mobile phones; the library knows Osaka alone"
        }
        [b'0', b'2', b'0', ..] => "020 is for machines and pagers; some of it is not in use",
        [b'0', b'5', b'0', ..] => "some of 050 is not assigned",
        [b'0', b'7'..=b'9', b'0', ..] => "some of 070, 080, 090 is not assigned",
        [b'0', b'1'..=b'9', ..] if digits.len() == 10 => "no such area, or no such exchange in it",
        _ => "?",
    }
}

/// Why a number may be one there alone.
fn theirs_alone(digits: &str) -> &'static str {
    match digits.as_bytes() {
        [b'0', b'6', b'0', ..] if digits.len() == 10 => "060 with ten digits is taken for Osaka",
        [b'0', b'0', ..] => "00 begins the free numbers of a few carriers, and calls abroad",
        _ => "?",
    }
}

#[test]
fn what_is_valid_there_is_read_here() {
    let numbers = numbers();
    let lines: Vec<String> = numbers
        .iter()
        .map(|digits| format!("number {digits}"))
        .collect();
    let mut agreed = 0;
    let mut alone: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (digits, theirs) in numbers.iter().zip(ask(&lines)) {
        let ours = read_phone(digits, "JP").ok();
        match (ours, theirs.as_str()) {
            (Some(ours), Some(theirs)) => {
                assert_eq!(ours.line(), theirs, "{digits}");
                agreed += 1;
            }
            (Some(_), None) => {
                let place = alone.entry(("ours", ours_alone(digits)));
                place.or_default().push(digits);
            }
            (None, Some(_)) => {
                let place = alone.entry(("theirs", theirs_alone(digits)));
                place.or_default().push(digits);
            }
            (None, None) => {}
        }
    }
    println!("{agreed} valid for both");
    for ((whose, reason), digits) in &alone {
        println!(
            "{whose} alone, {}: {reason}, such as {}",
            digits.len(),
            digits[0]
        );
        assert_ne!(*reason, "?", "{whose}: {digits:?}");
    }
    assert!(agreed > 500, "{agreed}");
}

/// A number as people write it.
fn written(digits: &str, row: &mut Row) -> String {
    let (first, second) = match digits.get(..3) {
        Some("012" | "080" | "057" | "099") if digits.get(3..4) == Some("0") => (4, 3),
        Some("020" | "050" | "060" | "070" | "080" | "090") => (3, 4),
        Some(three) if three.starts_with("03") || three.starts_with("06") => (2, 4),
        _ => (3, 3),
    };
    let (area, rest) = digits.split_at(first);
    let (middle, end) = rest.split_at(second);
    let wide = |text: &str| {
        let letter = |letter: char| match letter {
            '0'..='9' => char::from_u32(letter as u32 - '0' as u32 + '０' as u32).unwrap(),
            '-' => '－',
            other => other,
        };
        text.chars().map(letter).collect::<String>()
    };
    match row.next(8) {
        0 => digits.to_owned(),
        1 => format!("({area}) {middle}-{end}"),
        2 => format!("{area}({middle}){end}"),
        3 => format!("{area} {middle} {end}"),
        4 => format!("{area}.{middle}.{end}"),
        5 => wide(&format!("{area}-{middle}-{end}")),
        6 => format!("+81 {}-{middle}-{end}", &area[1..]),
        _ => format!("{area}-{middle}-{end}"),
    }
}

#[test]
fn what_is_found_there_is_found_here() {
    let mut row = Row(0x2545_F491_4F6C_DD1D);
    let around = [
        ("お電話は", "へ。"),
        ("TEL: ", ""),
        ("(", ")"),
        ("", " 9:00〜17:00"),
        ("Call ", " now."),
    ];
    let numbers = numbers();
    let valid = numbers
        .iter()
        .filter(|digits| read_phone(digits, "JP").is_ok());
    let texts: Vec<String> = valid
        .map(|digits| {
            let (before, after) = around[usize::try_from(row.next(5)).unwrap()];
            format!("{before}{}{after}", written(digits, &mut row))
        })
        .collect();
    let lines: Vec<String> = texts.iter().map(|text| format!("text {text}")).collect();
    let (mut both, mut ours_alone) = (0, 0);
    for (text, theirs) in texts.iter().zip(ask(&lines)) {
        let ours = find_phones(text, "JP");
        let ours: Vec<&str> = ours
            .iter()
            .filter(|found| found.number.is_some())
            .map(|found| found.line.as_str())
            .collect();
        let theirs: Vec<&str> = theirs
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        for line in &theirs {
            assert!(ours.contains(line), "{text}: {theirs:?}, ours {ours:?}");
        }
        assert_eq!(ours.len(), 1, "{text}: {ours:?}");
        if theirs.is_empty() {
            ours_alone += 1;
        } else {
            both += 1;
        }
    }
    println!("{both} found by both, {ours_alone} here alone");
    assert!(both > 500, "{both}");
}
