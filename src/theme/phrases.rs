//! What tera says, said again in both languages, with what to do about it.
//!
//! The words are tera's own, so a release may change them: what is not recognised is passed on as
//! it is, and the tests of `report` hold those that are.

use crate::diagnostic::{Code, codes};
use crate::wording::{Wording, words};

/// A sentence of tera's, understood.
#[derive(Debug)]
pub(super) struct Phrase {
    /// What kind of mistake it is.
    pub(super) code: Code,
    /// What is wrong.
    pub(super) message: Wording,
    /// What to do, where it does not depend on the names that exist.
    pub(super) help: Option<Wording>,
    /// The name that was not found; empty where it is no matter of names.
    pub(super) wanted: String,
    /// Names that exist.
    pub(super) known: Vec<String>,
}

/// Understands a sentence.
pub(super) fn phrase(message: &str) -> Phrase {
    unknown_at_loading(message)
        .or_else(|| undefined(message))
        .or_else(|| fixed(message))
        .or_else(|| found_but_expected(message))
        .unwrap_or_else(|| {
            told(words(
                format!("テンプレートの誤りです: {message}"),
                format!("error in the template: {message}"),
            ))
        })
}

fn told(message: Wording) -> Phrase {
    Phrase {
        code: codes::TEMPLATE_ERROR,
        message,
        help: None,
        wanted: String::new(),
        known: Vec::new(),
    }
}

/// The filters that tera brings; ours are added by `filters`.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

fn unknown_at_loading(message: &str) -> Option<Phrase> {
    let (kind, rest) = message.strip_prefix("Unknown ")?.split_once(" `")?;
    let wanted = rest.strip_suffix('`')?;
    let (kind_ja, kind_en, known): (_, _, Vec<&str>) = match kind {
        "filter" => {
            let known = FILTERS.iter().chain(super::filters::FILTERS).copied();
            ("フィルター", "filter", known.collect())
        }
        "test" => ("テスト", "test", TESTS.to_vec()),
        "function" => {
            let known = ["range", "throw"].into_iter();
            let own = super::filters::FUNCTIONS.iter().copied();
            ("関数", "function", known.chain(own).collect())
        }
        "component" => ("部品", "component", Vec::new()),
        "template" => ("テンプレート", "template", Vec::new()),
        _ => return None,
    };
    let mut phrase = told(words(
        format!("`{wanted}` という{kind_ja}はありません"),
        format!("there is no {kind_en} `{wanted}`"),
    ));
    if kind == "template" {
        phrase.code = codes::MISSING_TEMPLATE;
    }
    wanted.clone_into(&mut phrase.wanted);
    phrase.known = known.into_iter().map(str::to_owned).collect();
    Some(phrase)
}

fn undefined(message: &str) -> Option<Phrase> {
    let (kind_ja, kind_en, rest) = [
        ("変数", "variable", "Variable `"),
        ("値", "field", "Field `"),
    ]
    .into_iter()
    .find_map(|(ja, en, start)| Some((ja, en, message.strip_prefix(start)?)))?;
    let (wanted, rest) = rest.split_once("` ")?;
    if rest == "exists but its value is undefined" {
        return None;
    }
    let mut phrase = told(words(
        format!("`{wanted}` という{kind_ja}はありません"),
        format!("there is no {kind_en} `{wanted}`"),
    ));
    if let Some((_, list)) = rest.split_once("Available ") {
        let names = list.split_once(": ").map_or("", |(_, names)| names);
        phrase.known = names
            .split(", ")
            .filter(|name| !name.starts_with("__"))
            .map(str::to_owned)
            .collect();
        wanted.clone_into(&mut phrase.wanted);
    }
    Some(phrase)
}

/// Sentences without a name in them: tera's, ours, and what to do.
type Fixed = (&'static str, [&'static str; 2], [&'static str; 2]);

const SENTENCES: &[Fixed] = &[
    (
        "Tried to render a variable that is undefined",
        ["値のないものを出力しています", "this has no value to print"],
        [
            "`or \"\"` を付けるか、名前を確かめてください",
            "add `or \"\"`, or check the name",
        ],
    ),
    (
        "Unexpected end of input",
        [
            "テンプレートが途中で終わっています",
            "the template ends in the middle",
        ],
        [
            "閉じていない `{{`、`{%` か `{% if %}`、`{% for %}`、`{% block %}` を閉じてください",
            "close the open `{{`, `{%`, `{% if %}`, `{% for %}` or `{% block %}`",
        ],
    ),
    (
        "The template nesting is too deep",
        [
            "タグの入れ子が深すぎます(40段まで)",
            "tags nest too deep (40 levels at most)",
        ],
        ["一部を部品に分けてください", "move a part into a component"],
    ),
    (
        "The expression is too complex",
        ["式が複雑すぎます", "the expression is too complex"],
        ["`{% set %}` で分けてください", "split it with `{% set %}`"],
    ),
    (
        "Unknown tag",
        ["このようなタグはありません", "there is no such tag"],
        [
            "使えるのは `if`、`for`、`block`、`extends`、`include`、`set`、`component`、`filter`、`raw` です",
            "known: `if`, `for`, `block`, `extends`, `include`, `set`, `component`, `filter`, `raw`",
        ],
    ),
    (
        "`extends` needs to be the first tag of the template",
        [
            "`extends` はテンプレートの先頭に書きます",
            "`extends` must come first in the template",
        ],
        ["先頭に移してください", "move it to the top"],
    ),
];

fn fixed(message: &str) -> Option<Phrase> {
    let (_, [ja, en], [help_ja, help_en]) = SENTENCES
        .iter()
        .find(|(start, ..)| message.starts_with(start))?;
    let mut phrase = told(words(*ja, *en));
    phrase.help = Some(words(*help_ja, *help_en));
    Some(phrase)
}

fn found_but_expected(message: &str) -> Option<Phrase> {
    let (found, wanted) = message
        .strip_prefix("Found ")?
        .split_once(" but expected ")?;
    let wanted = wanted.trim_end_matches('.');
    Some(told(words(
        format!("{found} がありますが、ここに書けるのは次のものです: {wanted}"),
        format!("found {found}, expected {wanted}"),
    )))
}
