//! The words of the TOML parser, as somebody reads them who has never heard of a parser.
//!
//! It says what it expected; a reader wants to know what to write. What is not known here is passed on
//! as the parser says it.

use crate::wording::{Wording, words};

/// What is wrong, and how it is mended.
pub(super) struct Told {
    pub(super) message: Wording,
    pub(super) help: Option<Wording>,
}

/// Whether something stands in a table in braces where its end or a comma was awaited.
pub(super) fn is_missing_comma(message: &str) -> bool {
    message.contains("missing comma between key-value pairs")
}

/// Whether something is wrong with what stands between braces.
pub(super) fn is_about_braces(message: &str) -> bool {
    is_missing_comma(message) || message.contains("inline table")
}

/// What the parser means by a message about a place, `rest` being the line from there on.
pub(super) fn told(message: &str, line: &str, rest: &str) -> Told {
    let (said, help) = if message.contains("must be quoted") && is_nearly_date(rest.trim_end()) {
        (
            words("日付として読めません", "this cannot be read as a date"),
            Some(as_date()),
        )
    } else if message.contains("must be quoted") {
        (
            words(
                "文字列が引用符で囲まれていません",
                "a text stands without quotes",
            ),
            quoted(rest.trim_end()),
        )
    } else if is_missing_comma(message) {
        open_braces()
    } else if message.contains("key with no value") {
        no_value(line)
    } else if message.contains("unquoted key") {
        (
            words(
                "キーに使えない文字があります",
                "a key holds a letter that it may not hold",
            ),
            Some(words(
                "キーは半角の英数字と `-`、`_` で書いてください。曜日なら `weekdays`、`sat`、`holidays` などです",
                "write keys in ASCII letters, digits, `-` and `_`; days are `weekdays`, `sat`, `holidays` …",
            )),
        )
    } else if let Some(mark) = unclosed(message) {
        let what = if matches!(mark, "]" | "}") {
            ("かっこ", "a bracket")
        } else {
            ("文字列", "a text")
        };
        (
            words(
                format!("{}が `{mark}` で閉じられていません", what.0),
                format!("{} lacks its closing `{mark}`", what.1),
            ),
            Some(words(
                format!("終わりに `{mark}` を書いてください"),
                format!("write `{mark}` at its end"),
            )),
        )
    } else if message.contains("leading zero") {
        (
            words("数は0から始められません", "a number cannot begin with 0"),
            Some(words(
                format!(
                    "電話番号などは `\"{}\"` のように引用符で囲んでください",
                    number(rest)
                ),
                format!(
                    "put it in quotes, if it is no quantity: `\"{}\"`",
                    number(rest)
                ),
            )),
        )
    } else if message.contains("invalid date") || message.contains("invalid month") {
        (
            words("この日付はありません", "there is no such date"),
            Some(as_date()),
        )
    } else {
        (
            words(
                format!("TOMLとして読めません({message})"),
                format!("this is not TOML: {message}"),
            ),
            None,
        )
    };
    Told {
        message: said,
        help,
    }
}

fn open_braces() -> (Wording, Option<Wording>) {
    let said = words(
        "この前の `{` が `}` で閉じられていないか、`,` が足りません",
        "a `{` before this lacks its closing `}`, or a `,` is missing",
    );
    let help = words(
        "前の行の終わりに `}` を、同じ `{ }` の中なら間に `,` を書いてください",
        "write `}` at the end of the line before, or `,` between two keys of one `{ }`",
    );
    (said, Some(help))
}

fn no_value(line: &str) -> (Wording, Option<Wording>) {
    let said = words(
        "キーの後に `=` がありません",
        "there is no `=` behind the key",
    );
    let key = line.trim_start();
    let key = key.split([' ', ':', '：', '=']).next().unwrap_or_default();
    let help = words(
        format!("`{key} = 値` の形で書いてください"),
        format!("write `{key} = ` and a value"),
    );
    (said, Some(help))
}

/// The mark that closes what the parser found open.
fn unclosed(message: &str) -> Option<&str> {
    if message.contains("unclosed") || message.starts_with("invalid basic string") {
        let (_, mark) = message.rsplit_once("expected `")?;
        return mark.strip_suffix('`');
    }
    None
}

/// How a text is quoted that stands there without quotes, or between those of a Japanese sentence.
fn quoted(value: &str) -> Option<Wording> {
    if value.is_empty() || value.contains('"') {
        return None;
    }
    Some(match between_marks(value) {
        Some((open, close, inside)) => words(
            format!("`{open}{close}` は引用符になりません。`\"{inside}\"` と書いてください"),
            format!("`{open}{close}` are no quotes: write `\"{inside}\"`"),
        ),
        None => words(
            format!("文字列は `\"{value}\"` のように引用符で囲んでください"),
            format!("put the text between quotes: `\"{value}\"`"),
        ),
    })
}

/// A text without quotes as it was probably meant; nothing where that is no text.
pub(super) fn meant(value: &str) -> Option<&str> {
    let value = value.trim_end();
    let inside = between_marks(value).map_or(value, |(_, _, inside)| inside);
    (!is_nearly_date(value)).then_some(inside)
}

/// The marks around a text that are quotes in a sentence and none in TOML, and what stands between them.
fn between_marks(value: &str) -> Option<(char, char, &str)> {
    const PAIRS: [(char, char); 7] = [
        ('「', '」'),
        ('『', '』'),
        ('‘', '’'),
        ('“', '”'),
        ('”', '”'),
        ('“', '“'),
        ('＂', '＂'),
    ];
    PAIRS.into_iter().find_map(|(open, close)| {
        let inside = value.strip_prefix(open)?.strip_suffix(close)?;
        Some((open, close, inside))
    })
}

/// `2026/11/01`, `2026年11月1日`
fn is_nearly_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['/', '.', '年', '月', '日']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.iter().take(3).all(is_number) && parts.len() >= 3 && parts[0].len() == 4
}

fn as_date() -> Wording {
    words(
        "日付は `2026-11-01` のように、引用符なしで書いてください",
        "write a date like `2026-11-01`, without quotes",
    )
}

fn number(rest: &str) -> &str {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_');
    let end = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
    &rest[..end]
}
