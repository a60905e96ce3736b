//! Snippets for VS Code: one for each fact, with its present value, and one for each block.
//!
//! They are found by the fact's path and by its words (`電話.受付時間`), so that nobody has to know the
//! path by heart.

use serde_json::{Map, Value as Json, json};

use super::{Known, printed};
use crate::dataset::field::field_of;
use crate::facts::{Fact, Sheet};
use crate::wording::{Language, words};

/// Where VS Code looks for them, from the site's root.
pub const PATH: &str = ".vscode/madoguchi.code-snippets";

/// A block: its name, Japanese, English, its body.
type Block = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const BLOCKS: &[Block] = &[
    (
        "table",
        "表: データから作る",
        "a table made from the data",
        &[
            "of = \"${1:channels}\"",
            "columns = [\"name\", \"hours\"$2]",
        ],
    ),
    (
        "week",
        "一週間の受付時間の図",
        "the hours of a week as a picture",
        &["channel = \"CHANNEL\""],
    ),
    (
        "channel",
        "一つの窓口の案内",
        "one channel as a card",
        &["channel = \"CHANNEL\""],
    ),
    (
        "faq",
        "選んだ質問",
        "chosen questions",
        &["questions = [\"$1\"]"],
    ),
    (
        "chooser",
        "用件から窓口を選ぶ",
        "from a question to the channel for it",
        &["of = \"${1:routes}\""],
    ),
    (
        "notices",
        "お知らせ",
        "the notices",
        &["channels = [\"CHANNEL\"]"],
    ),
    (
        "include",
        "ほかのページの一部を入れる",
        "part of another page",
        &["page = \"@/${1:page.md}#${2:id}\""],
    ),
];

/// The snippets of a site as VS Code reads them.
pub fn snippets(known: &Known<'_>, facts: &Sheet) -> String {
    let mut all = Map::new();
    for fact in &facts.facts {
        if fact.field == "name" {
            let path = [fact.owner.clone(), fact.name.clone()];
            all.insert(
                fact.owner.clone(),
                of_fact(&path, &fact.owner, facts.value(fact)),
            );
        }
        let prefixes = prefixes(fact, known.language);
        all.insert(
            fact.path.clone(),
            of_fact(&prefixes, &fact.path, facts.value(fact)),
        );
    }
    for block in BLOCKS {
        all.insert(format!("{{{}}}", block.0), of_block(known, block));
    }
    all.insert("question".into(), question(known.language));
    let text = "// Written by `madoguchi schema`.\n";
    format!("{text}{}", printed(&Json::Object(all)))
}

fn of_fact(prefixes: &[String], path: &str, value: &str) -> Json {
    json!({
        "scope": "markdown",
        "prefix": prefixes,
        "body": format!("{{{{ {} }}}}", plain(path)),
        "description": value,
    })
}

/// By its path, and by the words that a reader sees: `phone.hours`, `電話.受付時間`.
fn prefixes(fact: &Fact, language: Language) -> Vec<String> {
    let label = field_of(&fact.field).map(|field| field.label().of(language).to_owned());
    let spoken = label.map(|label| format!("{}.{label}", fact.name));
    std::iter::once(fact.path.clone()).chain(spoken).collect()
}

fn of_block(known: &Known<'_>, (name, ja, en, arguments): &Block) -> Json {
    let channels = known
        .dataset
        .channels
        .iter()
        .map(|channel| plain(channel.id()));
    let channels: Vec<String> = channels.collect();
    let choice = if channels.is_empty() {
        "$1".to_owned()
    } else {
        format!("${{1|{}|}}", channels.join(","))
    };
    let mut body = vec![format!("```{{{name}}}")];
    body.extend(
        arguments
            .iter()
            .map(|line| line.replace("CHANNEL", &choice)),
    );
    body.extend(["```".to_owned(), "$0".to_owned()]);
    json!({
        "scope": "markdown",
        "prefix": [name, format!("{{{name}}}")],
        "body": body,
        "description": words(*ja, *en).of(known.language),
    })
}

fn question(language: Language) -> Json {
    let (prefix, description) = match language {
        Language::Japanese => ("質問", "よくある質問に加える一つの質問"),
        Language::English => ("question", "a question of a FAQ page"),
    };
    json!({
        "scope": "markdown",
        "prefix": prefix,
        "body": ["## $1 {#${2:id}}", "", "$0"],
        "description": description,
    })
}

/// Letters that a snippet would take for marks of its own.
fn plain(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '$' | '}' | '\\' | ',' | '|' => format!("\\{letter}"),
        letter => letter.to_string(),
    });
    escaped.collect()
}
