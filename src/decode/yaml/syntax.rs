//! What is wrong with YAML, and its cure: nearly always quotes.

use std::ops::Range;

use super::lines::line;
use crate::decode::Origin;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::text::Span;
use crate::wording::{Wording, words};

/// What the parser stopped at.
pub(super) fn error(text: &str, at: usize, message: &str, origin: &Origin) -> Diagnostic {
    let value = value_on_line(text, at);
    let written = &text[value.clone()];
    let line = &text[line(text, at)];
    let blank = &line[..line.len() - line.trim_start().len()];
    let fix = || quotes(text, &value, origin);
    if written.starts_with("{{") {
        let told = told(origin, value.clone(), unquoted_braces());
        return with_fix(told.help(quote_all("{{ … }}")), fix());
    }
    if blank.contains('\t') {
        return told(origin, at..at, tab()).help(words(
            "タブではなく半角スペースで字下げしてください",
            "indent with spaces instead",
        ));
    }
    let parsers = words(
        format!("YAMLとして読めません({message})"),
        format!("this is not YAML: {message}"),
    );
    match written.chars().next() {
        Some('*') => alias(text, &value, origin),
        Some('&') => anchor(text, &value, origin),
        Some('!') => tag(text, &value, origin),
        Some('"' | '\'') => told(origin, at..at, parsers).help(broken_quotes()),
        _ if line.contains('：') && !line.contains(": ") => {
            told(origin, at..at, parsers).help(narrow_colon())
        }
        Some('[' | '@' | '`' | '%') => with_fix(
            told(origin, value.clone(), mark_first(written)).help(quote_all("…")),
            fix(),
        ),
        Some('{' | '|' | '>') => {
            told(origin, value.clone(), mark_first(written)).help(quote_all("…"))
        }
        _ if inner_colon(written) => with_fix(
            told(origin, at..end_of_letter(text, at), colon_inside()).help(quote_all("…: …")),
            fix(),
        ),
        _ => told(origin, at..at, parsers).help(shape()),
    }
}

/// A bracket that is still open where the next key begins.
pub(super) fn open_bracket(text: &str, start: usize, origin: &Origin) -> Diagnostic {
    let bracket = &text[start..=start];
    told(
        origin,
        start..start + 1,
        words(
            format!("`{bracket}` が閉じられていません"),
            format!("`{bracket}` is never closed"),
        ),
    )
    .help(words(
        "閉じるか、文字としての括弧なら値ぜんたいを引用符で囲んでください",
        "close it, or put the whole value in quotes if it is a text",
    ))
}

/// A full-width colon after a key.
pub(super) fn wide_colon(text: &str, at: usize, origin: &Origin) -> Diagnostic {
    let wide = at..at + '：'.len_utf8();
    let narrow = if text[wide.end..].starts_with(' ') {
        ":"
    } else {
        ": "
    };
    let fix = Fix::replace(&origin.path, origin.span(wide.clone()), narrow);
    told(
        origin,
        wide,
        words(
            "キーの後ろの `：` が全角です",
            "the full-width mark `：` follows a key",
        ),
    )
    .help(narrow_colon())
    .fix(fix)
}

/// No space after a key's colon.
pub(super) fn no_space(at: usize, origin: &Origin) -> Diagnostic {
    let behind = origin.span(at + 1..at + 1);
    told(
        origin,
        at..at + 1,
        words(
            "キーの `:` の後ろに空白がありません",
            "there is no space after the key's `:`",
        ),
    )
    .help(words(
        "`title: 題名` のように半角スペースを入れてください",
        "write a space after it, as in `title: Title`",
    ))
    .fix(Fix::replace(&origin.path, behind, " "))
}

/// A key that its table has already.
pub(super) fn duplicate_key(range: &Range<usize>, first: Span, origin: &Origin) -> Diagnostic {
    let mut first_place = origin.place(0..0);
    first_place.span = first;
    Diagnostic::new(
        codes::DUPLICATE_KEY,
        origin.place(range.clone()),
        words("同じキーが二度書かれています", "this key is written twice"),
    )
    .help(words(
        "どちらか一方を消してください",
        "remove one of the two",
    ))
    .label(first_place, words("最初のもの", "the first one"))
}

/// Text or a list where keys should be.
pub(super) fn no_keys(text: &str, range: &Range<usize>, origin: &Origin) -> Diagnostic {
    let told = told(
        origin,
        range.clone(),
        words(
            "ページの設定に `キー: 値` がありません",
            "there is no `key: value` in the front matter",
        ),
    );
    told.help(if text[range.clone()].contains('：') {
        narrow_colon()
    } else {
        shape()
    })
}

/// `&name` before a value.
pub(super) fn anchor(text: &str, range: &Range<usize>, origin: &Origin) -> Diagnostic {
    refused(text, range, origin, "アンカー", "anchors")
}

/// `*name` for a value.
pub(super) fn alias(text: &str, range: &Range<usize>, origin: &Origin) -> Diagnostic {
    refused(text, range, origin, "エイリアス", "aliases")
}

/// `!name` before a value.
pub(super) fn tag(text: &str, range: &Range<usize>, origin: &Origin) -> Diagnostic {
    refused(text, range, origin, "タグ", "tags")
}

/// `<<` as a key.
pub(super) fn merge_key(range: &Range<usize>, origin: &Origin) -> Diagnostic {
    feature(
        origin,
        range.clone(),
        words(
            "YAMLのマージキー(`<<`)は使えません",
            "merge keys of YAML (`<<`) are not allowed",
        ),
    )
    .help(words(
        "キーと値をその場に書いてください",
        "write the keys and values out",
    ))
}

/// A line that begins a second document.
pub(super) fn document(range: &Range<usize>, origin: &Origin) -> Diagnostic {
    feature(
        origin,
        range.clone(),
        words(
            "`---` の行に続きが書かれています",
            "something follows `---` on its line",
        ),
    )
    .help(words(
        "ページの設定は、`---` だけの行から次の `---` だけの行までに書いてください",
        "write the front matter between two lines that are `---` alone",
    ))
}

/// A list or table as a key.
pub(super) fn key_that_is_no_text(range: &Range<usize>, origin: &Origin) -> Diagnostic {
    feature(
        origin,
        range.clone(),
        words("キーが文字列ではありません", "this key is no text"),
    )
    .help(shape())
}

fn refused(
    text: &str,
    range: &Range<usize>,
    origin: &Origin,
    ja: &'static str,
    en: &'static str,
) -> Diagnostic {
    let mark = text[range.start.min(text.len())..]
        .chars()
        .next()
        .filter(|c| "&*!".contains(*c))
        .map(|mark| format!("(`{mark}`)"))
        .unwrap_or_default();
    feature(
        origin,
        range.clone(),
        words(
            format!("YAMLの{ja}{mark}は使えません"),
            format!("{en} of YAML {mark} are not allowed"),
        ),
    )
    .help(words(
        "値をその場に書いてください。文字としての記号なら、値ぜんたいを引用符で囲んでください",
        "write the value out; if the mark is a letter of it, put the whole value in quotes",
    ))
}

fn told(origin: &Origin, range: Range<usize>, message: Wording) -> Diagnostic {
    Diagnostic::new(codes::YAML_SYNTAX, origin.place(range), message)
}

fn feature(origin: &Origin, range: Range<usize>, message: Wording) -> Diagnostic {
    Diagnostic::new(codes::YAML_FEATURE, origin.place(range), message)
}

fn with_fix(told: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    match fix {
        Some(fix) => told.fix(fix),
        None => told,
    }
}

fn unquoted_braces() -> Wording {
    words(
        "`{{` で始まる値が引用符で囲まれていません",
        "a value that begins with `{{` is not in quotes",
    )
}

fn colon_inside() -> Wording {
    words(
        "引用符のない値の中に `: ` があります",
        "there is `: ` in a value without quotes",
    )
}

fn mark_first(value: &str) -> Wording {
    let mark = value.chars().next().unwrap_or(' ');
    words(
        format!("引用符のない値が `{mark}` で始まっています"),
        format!("a value without quotes begins with `{mark}`"),
    )
}

fn tab() -> Wording {
    words(
        "字下げにタブが使われています",
        "the line is indented with a tab",
    )
}

fn quote_all(example: &str) -> Wording {
    words(
        format!("`\"{example}\"` のように、値ぜんたいを引用符で囲んでください"),
        format!("put the whole value in quotes: `\"{example}\"`"),
    )
}

fn broken_quotes() -> Wording {
    words(
        "引用符を閉じ、閉じた後ろには何も書かないでください。`\"…\"` の中の `\\` は `\\\\` と書きます",
        "close the quotes and write nothing after them; inside `\"…\"` a `\\` is written `\\\\`",
    )
}

fn narrow_colon() -> Wording {
    words(
        "`：` は全角です。半角の `: `(コロンと空白)にしてください",
        "`：` is a full-width mark: write `: `, a colon and a space",
    )
}

fn shape() -> Wording {
    words(
        "一行に一つ `キー: 値` を書き、同じ段のキーは同じ桁から始めてください。記号のある値は引用符で囲みます",
        "write one `key: value` a line, keys of one level from the same column; put values with marks in quotes",
    )
}

/// The value of the line around an offset, or all of a line that has no key.
fn value_on_line(text: &str, at: usize) -> Range<usize> {
    let line = line(text, at);
    let mut rest = text[line.clone()].trim();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    if !rest.starts_with(['{', '"', '\'']) {
        let key = rest.find(": ").map(|colon| colon + 1);
        let key = key.or_else(|| rest.ends_with(':').then_some(rest.len()));
        rest = key.map_or(rest, |key| rest[key..].trim_start());
    }
    let start = rest.as_ptr() as usize - text.as_ptr() as usize;
    start..start + rest.len()
}

fn inner_colon(value: &str) -> bool {
    value.contains(": ") || value.ends_with(':')
}

fn end_of_letter(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A value put in quotes; not if it goes on in the next line or a comment may follow it.
fn quotes(text: &str, value: &Range<usize>, origin: &Origin) -> Option<Fix> {
    let own = line(text, value.start);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let next = text.get(own.end + 1..).unwrap_or_default();
    let next = next.lines().next().unwrap_or_default();
    let goes_on = !next.trim().is_empty() && indent(next) > indent(&text[own]);
    let written = &text[value.clone()];
    if goes_on || written.contains(" #") || written.is_empty() {
        return None;
    }
    let quoted = if written.contains(['"', '\\']) {
        format!("'{}'", written.replace('\'', "''"))
    } else {
        format!("\"{written}\"")
    };
    let span = origin.span(value.clone());
    Some(Fix::replace(&origin.path, span, quoted))
}
