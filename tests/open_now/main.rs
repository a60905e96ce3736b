//! What a page says of "open now" is what the data says: the script of the theme, run by node, and
//! [`Desk::state_at`] give the same answer at 100,000 instants over 250 datasets.
//!
//! The datasets are random, by a seed: zones with and without summer time, hours past midnight,
//! holidays, calendars, dated changes, notices, limited hours, parts, data that is no longer meant.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests start programs, and fail by panicking"
)]

mod random;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use madoguchi::civil::{Clocks, Date, days_later, read_date};
use madoguchi::dataset::{self, DAYS_AHEAD, Dataset, Desk, OpenState};
use madoguchi::text::{Source, SourcePath};

use random::{Random, channels, notices};

/// How many datasets, and how many instants of each.
const DATASETS: u64 = 250;
const INSTANTS: usize = 430;

fn read(channels: &str, notices: &str, today: Date) -> Dataset {
    let file = |name: &str, text: &str| {
        let source = Source::new(&format!("content/data/{name}"), text);
        (source.path.clone(), source)
    };
    let texts: BTreeMap<SourcePath, Source> = [
        file("channels.toml", channels),
        file("notices.toml", notices),
    ]
    .into();
    let read = dataset::read(&texts, today);
    let errors: Vec<String> = read
        .findings
        .iter()
        .filter(|finding| finding.severity == madoguchi::diagnostic::Severity::Error)
        .map(|finding| format!("{}: {}", finding.code.name(), finding.message.en))
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{channels}\n{notices}");
    read.value
}

fn number(state: OpenState) -> i8 {
    match state {
        OpenState::Open => 0,
        OpenState::Limited => 1,
        OpenState::Closed => 2,
        OpenState::Unknown => -1,
    }
}

/// Runs the script over what is asked, one JSON object a line, and gives what is wrong.
fn ask_the_script(asked: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node")
        .arg(root.join("tests/open_now/ask.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node (tests/run says how it is installed)");
    let mut stdin = node.stdin.take().unwrap();
    stdin.write_all(asked.as_bytes()).unwrap();
    drop(stdin);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_script_says_what_the_data_says() {
    let mut asked = String::new();
    let mut seen = BTreeMap::<i8, usize>::new();
    let mut texts = 0;
    let mut longest = 0;
    for seed in 0..DATASETS {
        let mut random = Random::new(seed);
        let today = days_later(read_date("2026-01-01").unwrap(), random.below(900)).unwrap();
        let zone = random.zone();
        let (channels, notices) = (
            channels(&mut random, zone, today),
            notices(&mut random, today),
        );
        let dataset = read(&channels, &notices, today);
        let reference = *random.pick(&["phone", "phone", "phone.desk"]);
        let Some(desk) = Desk::of(&dataset, reference, today) else {
            continue;
        };
        let timeline = desk.timeline().map(|timeline| timeline.text());
        longest = longest.max(timeline.as_ref().map_or(0, String::len));
        let clocks = Clocks::of_zone(zone).unwrap();
        let begins = clocks.instant(today, 0).unwrap();
        let range = i64::from(DAYS_AHEAD + 4) * 1440;
        let mut cases = Vec::new();
        for at in 0..INSTANTS {
            let instant = random.instant(begins - 2880, range);
            let state = desk.state_at(instant);
            *seen.entry(number(state)).or_default() += 1;
            // Looking for the end, minute by minute as it were, is slow: a few are enough.
            if at % 86 == 0 {
                texts += 1;
                let text = words::said(&desk, &clocks, instant, state);
                cases.push(format!("[{instant},{},{text:?}]", number(state)));
            } else {
                cases.push(format!("[{instant},{}]", number(state)));
            }
        }
        // Without a timeline a page says nothing, so nothing is to be said.
        if timeline.is_none() {
            assert!(cases.iter().all(|case| case.contains(",-1")), "{channels}");
            continue;
        }
        let _ = writeln!(
            asked,
            "{{\"seed\":{seed},\"zone\":\"{zone}\",\"timeline\":{:?},\"cases\":[{}]}}",
            timeline.unwrap_or_default(),
            cases.join(",")
        );
    }
    println!("{seen:?}, {texts} texts, the longest timeline has {longest} bytes");
    assert!((-1..=2).all(|state| seen[&state] > 1_000), "{seen:?}");
    let wrong = ask_the_script(&asked);
    assert_eq!(wrong.lines().next(), Some("0 wrong"), "{wrong}");
}
