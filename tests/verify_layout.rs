//! However a dataset is laid out, `verify` changes what it was asked to and not one other byte.

use std::collections::BTreeMap;

use madoguchi::civil::{Date, read_date};
use madoguchi::dataset::{self, Dataset, Record};
use madoguchi::diagnostic::Severity;
use madoguchi::text::{Source, SourcePath};
use madoguchi::verify::{Signature, verify};
use proptest::prelude::*;

const PATH: &str = "content/data/channels.toml";

fn day(text: &str) -> Date {
    read_date(text).expect("a date")
}

/// How a table's keys and the words for who verified it are written.
#[derive(Clone, Debug)]
struct Layout {
    /// Header, dotted keys below the parent, inline table.
    shape: u8,
    /// None, a date, an inline table, dotted keys, a table of its own.
    verified: u8,
    by: u8,
    order: u8,
    comment: bool,
    spaces: u8,
}

fn layout() -> impl Strategy<Value = Layout> {
    (0..3u8, 0..5u8, 0..3u8, 0..3u8, any::<bool>(), 0..3u8).prop_map(
        |(shape, verified, by, order, comment, spaces)| Layout {
            shape,
            verified,
            by,
            order,
            comment,
            spaces,
        },
    )
}

impl Layout {
    /// The lines of a table, without its header; sub-tables after them.
    fn lines(&self, keys: &[(&str, &str)], inline: bool) -> Vec<String> {
        let equals = ["=", " = ", "  =\t"][usize::from(self.spaces)];
        let mut lines: Vec<String> = keys
            .iter()
            .map(|(key, value)| format!("{key}{equals}{value}"))
            .collect();
        let signed = match self.verified {
            1 => vec![format!("verified{equals}2026-01-01")],
            2 => vec![format!(
                "verified{equals}{{ hours = 2026-01-01, number = 2026-02-02 }}"
            )],
            3 => vec![
                format!("verified.hours{equals}2026-01-01"),
                format!("verified.name{equals}2026-03-03"),
            ],
            _ => Vec::new(),
        };
        let at = usize::from(self.order) * lines.len() / 2;
        lines.splice(at..at, signed);
        match self.by {
            1 => lines.push(format!("verified_by{equals}\"B\"")),
            2 => lines.insert(0, format!("'verified_by'{equals}{{ \"hours\" = 'B' }}")),
            _ => {}
        }
        if self.comment && !inline {
            for line in &mut lines {
                line.push_str(" # 番号 = \"0120\"");
            }
            lines.insert(1, "# verified = 2020-01-01".to_owned());
            lines.push("\t# the end of it".to_owned());
        }
        lines
    }

    fn header(&self, path: &str) -> Vec<String> {
        if self.verified == 4 {
            return vec![
                format!("[{path}.verified] # who"),
                "hours = 2026-01-01 # then".to_owned(),
            ];
        }
        Vec::new()
    }
}

/// A dataset of two channels, the second like the first.
fn text(first: &Layout, part: &Layout, crlf: bool, top: u8) -> String {
    let mut lines = vec!["# Facts".to_owned(), "source = \"x\"".to_owned()];
    match top {
        1 => lines.push("verified = 2025-12-31".to_owned()),
        2 => lines.extend([
            "verified_by = \"A\"".to_owned(),
            "verified = 2025-12-31".to_owned(),
        ]),
        _ => {}
    }
    let keys = [
        ("name", "\"電話\""),
        ("kind", "'phone'"),
        ("hours", "\"24/7\""),
    ];
    match first.shape {
        0 => {
            lines.push("  [channel.phone]  # 電話".to_owned());
            lines.extend(first.lines(&keys, false));
            lines.extend(first.header("channel.phone"));
        }
        1 => {
            lines.push("[channel]".to_owned());
            let prefixed = first.lines(&keys, false).into_iter().map(|line| {
                let is_comment = line.trim_start().starts_with('#');
                if is_comment {
                    line
                } else {
                    format!("phone.{line}")
                }
            });
            lines.extend(prefixed);
        }
        _ => {
            lines.push("[channel]".to_owned());
            let inline = first.lines(&keys, true).join(", ");
            lines.push(format!("phone = {{ {inline} }} # one line"));
        }
    }
    // A part of an inline table cannot be written below a header.
    if first.shape != 2 {
        let keys = [
            ("number", "\"0120-000-000\""),
            ("use", "\"\"\"\n総合\"\"\""),
        ];
        let is_dotted = part.shape == 1 && first.shape == 1;
        if is_dotted {
            let prefixed = part.lines(&keys[..1], true).into_iter();
            lines.extend(prefixed.map(|line| format!("phone.part.general.{line}")));
        } else if part.shape == 2 {
            lines.push("[channel.phone.part]".to_owned());
            let inline = part.lines(&keys[..1], true).join(", ");
            lines.push(format!("general = {{{inline}}}"));
        } else {
            lines.push("[channel.phone.part.general]".to_owned());
            lines.extend(part.lines(&keys, false));
            lines.extend(part.header("channel.phone.part.general"));
        }
    }
    lines.push("\n# Another.\n[channel.mail] #".to_owned());
    lines.push("like = \"phone\"\nname = \"メール\"".to_owned());
    let text = lines.join("\n");
    if crlf {
        text.replace('\n', "\r\n")
    } else {
        text
    }
}

fn read(text: &str) -> (Dataset, bool) {
    let texts = BTreeMap::from([(SourcePath::new(PATH), Source::new(PATH, text))]);
    let read = dataset::read(&texts, day("2026-11-24"));
    let is_error = |severity| severity == Severity::Error;
    let good = !read.findings.iter().any(|of| is_error(of.severity));
    (read.value, good)
}

/// Day, person and value of each fact.
fn facts(dataset: &Dataset) -> BTreeMap<String, (Option<Date>, Option<String>, String)> {
    let mut found = BTreeMap::new();
    let mut add = |owner: &str, record: &Record| {
        for (field, cell) in &record.cells {
            let of = &cell.provenance;
            let value = match &cell.value {
                dataset::Value::Text(text) => text.variants[0].markdown.clone(),
                dataset::Value::Hours(hours) => format!("{:?}", hours.week),
                other => format!("{other:?}"),
            };
            let day = of.verified.as_ref().map(|day| day.value);
            found.insert(
                format!("{owner}.{field}"),
                (day, of.verified_by.clone(), value),
            );
        }
    };
    for channel in &dataset.channels {
        add(channel.id(), &channel.record);
        for part in &channel.parts {
            add(&format!("{}.{}", channel.id(), part.id), part);
        }
    }
    found
}

/// Whether the old text is the new one less what was put in: each byte is there, in its order, but for
/// dates and names that were replaced.
fn is_kept(old: &str, new: &str) -> bool {
    let is_word = |line: &str| line.contains("verified") || line.contains("2026-01-01");
    let lines = |text: &str| -> Vec<String> {
        let kept = text.split('\n').filter(|line| !is_word(line));
        kept.map(str::to_owned).collect()
    };
    let last = |lines: &mut Vec<String>| {
        // A key that is put behind the last line ends it.
        if let Some(line) = lines.last_mut() {
            *line = line.trim_end_matches('\r').to_owned();
        }
    };
    let (mut old, mut new) = (lines(old), lines(new));
    // In a table of one's own, fields are added without the word.
    new.retain(|line| !line.contains("2026-11-24") && !line.contains("\"C\""));
    old.retain(|line| !line.contains("phone = {") && !line.contains("general = {"));
    new.retain(|line| !line.contains("phone = {") && !line.contains("general = {"));
    last(&mut old);
    last(&mut new);
    old == new
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_what_was_asked_for_changes(
        first in layout(),
        part in layout(),
        crlf in any::<bool>(),
        top in 0..3u8,
        wanted in prop::sample::select(vec!["phone", "phone.hours", "phone.name", "phone.general", "phone.general.number", "mail", "mail.hours"]),
    ) {
        let before = text(&first, &part, crlf, top);
        let (old, good) = read(&before);
        prop_assume!(good && (!wanted.contains("general") || first.shape != 2));
        let texts = BTreeMap::from([(SourcePath::new(PATH), Source::new(PATH, before.as_str()))]);
        let signature = Signature { day: day("2026-11-24"), by: "C".to_owned() };
        let signed = verify(&texts, day("2026-11-24"), &[wanted.to_owned()], &signature);
        // Keys with dots inside braces leave no line for another key; nothing else may be refused.
        let is_odd = |of: &Layout| of.shape == 2 && of.verified == 3;
        let signed = match signed {
            Err(_) if is_odd(&first) || is_odd(&part) => return Ok(()),
            Err(wrong) => return Err(TestCaseError::fail(format!("{}\n{before}", wrong.en))),
            Ok(signed) => signed,
        };
        let after = &signed.texts[&SourcePath::new(PATH)].text;
        let (new, good) = read(after);
        prop_assert!(good, "{after}");
        let (old, new) = (facts(&old), facts(&new));
        prop_assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
        let asked = |fact: &str| fact == wanted || fact.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.') && (wanted.contains('.') || rest.matches('.').count() == 1));
        for (fact, (then, by, value)) in &old {
            let (now, by_now, value_now) = &new[fact];
            prop_assert_eq!(value, value_now);
            let is_signed = *now == Some(signature.day) && by_now.as_deref() == Some("C");
            // A name that is made of the part's id is nobody's word.
            if asked(fact) && fact != "phone.general.name" {
                prop_assert!(is_signed, "{fact} in\n{before}\n---\n{after}");
            } else {
                // What is below, or like it, may be signed by the same words, and is told so.
                let same = then == now && by == by_now;
                prop_assert!(same || is_signed, "{fact} in\n{before}\n---\n{after}");
            }
        }
        prop_assert!(is_kept(&before, after), "{before}\n---\n{after}");
        prop_assert_eq!(after.contains("\r\n"), crlf);
        prop_assert_eq!(after.matches('\n').count() >= before.matches('\n').count(), true);
    }
}
