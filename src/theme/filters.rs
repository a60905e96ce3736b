//! The few filters and functions that templates need besides tera's own.
//!
//! All are pure: no clock, no file, no state but the words handed to the template.

#![allow(
    clippy::needless_pass_by_value,
    reason = "tera hands arguments over by value"
)]

use std::borrow::Cow;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::civil::{date_words, read_date};
use crate::diagnostic::did_you_mean;
use crate::wording::{Language, Wording, words};

/// The filters of ours, for suggestions.
pub(super) const FILTERS: &[&str] = &["date", "json", "number", "relative"];
/// The functions of ours, for suggestions.
pub(super) const FUNCTIONS: &[&str] = &["t"];

/// Makes them known; before any template is added, since tera checks names on adding.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function("t", word);
    tera.register_filter("relative", relative);
    tera.register_filter("date", date);
    tera.register_filter("number", number);
    tera.register_filter("json", json);
}

/// Separates the parts of a message that is carried through tera as one text.
const MARK: char = '\u{1f}';

/// A mistake in both languages as an error of tera's, which knows only one text.
fn refuse(message: &Wording, help: Option<&Wording>) -> Error {
    let mut text = format!("{MARK}{}{MARK}{}", message.ja, message.en);
    if let Some(help) = help {
        text.push(MARK);
        text.push_str(&help.ja);
        text.push(MARK);
        text.push_str(&help.en);
    }
    Error::message(text)
}

/// The message and the help of a text that [`refuse`] made.
pub(super) fn unpack(text: &str) -> Option<(Wording, Option<Wording>)> {
    let mut parts = text.strip_prefix(MARK)?.split(MARK).map(str::to_owned);
    let message = words(parts.next()?, parts.next()?);
    let help = parts.next().zip(parts.next()).map(|(ja, en)| words(ja, en));
    Some((message, help))
}

/// Reports arguments that nobody asked for: tera itself would ignore them.
fn only(arguments: &Kwargs, known: &[&str], name: &str) -> TeraResult<()> {
    for (key, _) in arguments.iter() {
        let key = key.as_str().unwrap_or_default();
        if !known.contains(&key) {
            let message = words(
                format!("`{name}` に `{key}` という引数はありません"),
                format!("`{name}` takes no argument `{key}`"),
            );
            let near = did_you_mean(key, known.iter().copied());
            return Err(refuse(&message, near.as_ref()));
        }
    }
    Ok(())
}

/// `t(key="next")`: a word of the interface, in the page's language. Other arguments stand for
/// `{name}` in it: `t(key="reading", minutes=3)`.
fn word(arguments: Kwargs, state: &State<'_>) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    let Some(known) = state.get::<Value>("words")? else {
        return Err(refuse(
            &words(
                "ここからは語(`words`)が見えません",
                "the words are not visible here",
            ),
            Some(&words(
                "部品の引数に `@words` を足してください",
                "add `@words` to the component's parameters",
            )),
        ));
    };
    let Some(found) = known.get_from_path(key).and_then(Value::as_str) else {
        let names: Vec<&str> = known
            .as_map()
            .into_iter()
            .flat_map(|map| map.keys().filter_map(|key| key.as_str()))
            .collect();
        return Err(refuse(
            &words(
                format!("`{key}` という語はありません"),
                format!("there is no word `{key}`"),
            ),
            did_you_mean(key, names).as_ref(),
        ));
    };
    let mut text = Cow::Borrowed(found);
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        if name == "key" {
            continue;
        }
        let hole = format!("{{{name}}}");
        if !text.contains(&hole) {
            return Err(refuse(
                &words(
                    format!("語 `{key}` に `{hole}` はありません"),
                    format!("the word `{key}` has no `{hole}`"),
                ),
                None,
            ));
        }
        text = Cow::Owned(text.replace(&hole, &value.to_string()));
    }
    Ok(text.into_owned())
}

/// `"/phone/" | relative(root=page.root)`: a path of the site as this page reaches it.
fn relative(path: &str, arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    only(&arguments, &["root"], "relative")?;
    let root = arguments.must_get::<&str>("root")?;
    if path.contains("://") || path.starts_with("//") || path.starts_with('#') {
        return Ok(path.to_owned());
    }
    Ok(format!("{root}{}", path.trim_start_matches('/')))
}

/// `page.updated | date(language=page.language)`: 2026年11月1日, or 1 November 2026.
fn date(day: &str, arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    only(&arguments, &["language"], "date")?;
    let language = arguments.must_get::<&str>("language")?;
    let Some(date) = read_date(day) else {
        return Err(refuse(
            &words(
                format!("`{day}` は `2026-11-01` の形の日付ではありません"),
                format!("`{day}` is no date such as `2026-11-01`"),
            ),
            None,
        ));
    };
    // Where a language is not one of ours the words of the interface are English; so are dates.
    let of_page = Language::of_tag(language).unwrap_or(Language::English);
    Ok(date_words(date).of(of_page).to_owned())
}

/// `12345 | number`: 12,345.
fn number(value: i64, arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    only(&arguments, &[], "number")?;
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    Ok(text)
}

/// `arguments | json`: a value as JSON that is safe inside a `script` element and an attribute.
fn json(value: Value, arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    only(&arguments, &[], "json")?;
    let text = serde_json::to_string(&value).map_err(Error::message)?;
    Ok(super::escape::json(&text))
}
