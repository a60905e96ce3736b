//! The contradictions that made this program: typed into the guide's prose, each must be found, with
//! the place in the prose and the place in the data.

use std::sync::Arc;

use madoguchi::compile::{self, Options};
use madoguchi::diagnostic::{Diagnostic, Severity, codes};
use madoguchi::output::Output;
use madoguchi::text::{LineIndex, Source, SourcePath};

use super::mutation::read;

/// A sentence, what of it contradicts the data, and the key of the data that says otherwise.
const SAID: &[(&str, &[(&str, &str)])] = &[
    // The hours of the phone.
    (
        "電話(折り返し)の受付時間は6:00〜24:00です。",
        &[("6:00〜24:00", "hours")],
    ),
    // When it is quiet.
    (
        "電話がつながりやすいのは、早朝と夜です。",
        &[("早朝", "quiet"), ("夜", "quiet")],
    ),
    // 0120 numbers are closed, while three are official.
    (
        "0120や03で始まる番号は、ほとんどが閉鎖されています。",
        &[("0120や03で始まる番号は、ほとんどが閉鎖", "number")],
    ),
    // Others are suspect, while one is official.
    (
        "公式の窓口は0120から始まり、0120以外の番号は疑わしいと考えてください。",
        &[("0120以外の番号は疑わしい", "number")],
    ),
    // How long an answer by mail takes, twice.
    (
        "メールの返信は、数時間〜1営業日ほどで届きます。",
        &[("数時間〜1営業日", "reply")],
    ),
    (
        "メールフォームからの問い合わせには、数日で返事があります。",
        &[("数日", "reply")],
    ),
    // The chat, with a restriction.
    (
        "チャットは24時間(一部に制限があります)使えます。",
        &[("24時間(一部に制限があります)", "hours")],
    ),
    (
        "チャットは一部を除いて24時間使えます。",
        &[("一部を除いて24時間", "hours")],
    ),
    // The phone in general.
    (
        "電話でのサポートは、さまざまな形で24時間用意されています。",
        &[("24時間", "hours")],
    ),
];

#[test]
fn the_contradictions_of_the_article_are_found_with_both_places() {
    let mut snapshot = (*read(".")).clone();
    let page = SourcePath::new("content/when.md");
    let before = snapshot.texts[&page].text.to_string();
    let prose: Vec<&str> = SAID.iter().map(|(sentence, _)| *sentence).collect();
    let text = format!("{before}\n{}\n", prose.join("\n\n"));
    let source = Source::new("content/when.md", text.clone());
    snapshot.texts.insert(page.clone(), source);
    let data = SourcePath::new("content/data/channels.toml");
    let data = &snapshot.texts[&data].text.clone();
    let snapshot = Arc::new(snapshot);
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let nowhere = |_: Output| Ok::<(), String>(());
    let findings = parsed
        .compile(&snapshot, &options, &nowhere)
        .unwrap()
        .findings;
    let drift = |finding: &&Diagnostic| finding.code == codes::DRIFT;
    let mut found = Vec::new();
    for finding in findings.iter().filter(drift) {
        let place = finding.place.as_ref().unwrap();
        assert_eq!((&place.path, finding.severity), (&page, Severity::Error));
        let [label] = &finding.labels[..] else {
            panic!("{finding:?}");
        };
        assert_eq!(label.place.path.as_str(), "content/data/channels.toml");
        let lines = LineIndex::new(data);
        let line = lines.position(label.place.span.start as usize).line;
        let key = data[lines.range(line)].split(' ').next().unwrap();
        let sentence = LineIndex::new(&text);
        let line = sentence.position(place.span.start as usize).line;
        found.push((&text[sentence.range(line)], &text[place.span.range()], key));
    }
    let expected: Vec<(&str, &str, &str)> = SAID
        .iter()
        .flat_map(|(sentence, said)| said.iter().map(|(said, key)| (*sentence, *said, *key)))
        .collect();
    assert_eq!(found, expected);
}
