//! Names as people type them for what they add: a page's place below `content/`, a channel's id.

use super::{PageKind, proposed_slug};
use crate::output::{OutputPath, OutputPathError};
use crate::wording::{Wording, words};

/// A name that can be a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The place below `content/` without extension: `phone/callback`.
    pub stem: String,
    /// Its last part as it was typed.
    pub words: String,
}

/// Reads `phone/callback`, `content/phone/callback.md` or `折り返し 電話`.
///
/// Blanks become `-`, as they would in the page's address. Whatever leaves `content/`, hides or could
/// not be published is refused.
pub fn page_name(typed: &str, kind: PageKind) -> Result<Named, Wording> {
    let plain = typed.trim();
    let below = ["content/", "./content/", "@/", "./"]
        .iter()
        .find_map(|start| plain.strip_prefix(start))
        .unwrap_or(plain);
    let below = below.strip_suffix(".md").unwrap_or(below);
    let below = match below.strip_suffix("_index") {
        Some(folder) if kind == PageKind::Section && folder.len() > 1 => folder,
        Some(folder) if folder.is_empty() || folder.ends_with('/') => return Err(is_index(typed)),
        _ => below,
    };
    let below = below.trim_end_matches('/');
    if below.is_empty() || below.starts_with('/') || below.contains('\\') {
        return Err(no_name(typed));
    }
    let stem = below
        .split('/')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join("-"))
        .collect::<Vec<_>>()
        .join("/");
    if stem == "data" || stem.starts_with("data/") {
        return Err(is_data(typed));
    }
    OutputPath::new(&format!("{stem}/index.html")).map_err(|error| match error {
        OutputPathError::Empty | OutputPathError::Dot => no_name(typed),
        _ => unpublishable(typed, error),
    })?;
    let words = below.rsplit('/').next().unwrap_or(below).trim();
    Ok(Named {
        stem,
        words: words.to_owned(),
    })
}

/// The id of a channel: what is given, else the name's own letters, else the kind's word.
pub fn channel_id(given: Option<&str>, name: &str, kind: Option<&str>) -> Result<String, Wording> {
    if let Some(given) = given {
        return is_id(given)
            .then(|| given.to_owned())
            .ok_or_else(|| no_id(given));
    }
    if name.is_ascii() {
        if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Err(no_id(name));
        }
        let letter = |c: char| match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9' | '_' | '-') => c,
            _ => ' ',
        };
        let words: String = name.chars().map(letter).collect();
        let id = words.split_whitespace().collect::<Vec<_>>().join("-");
        return if is_id(&id) { Ok(id) } else { Err(no_id(name)) };
    }
    kind.map(str::to_owned).ok_or_else(|| no_reading(name))
}

fn is_id(id: &str) -> bool {
    let starts = id.starts_with(|c: char| c.is_ascii_alphabetic());
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    starts && id.len() <= 64 && id.chars().all(inner)
}

fn no_name(typed: &str) -> Wording {
    words(
        format!(
            "`{typed}` はページの名前になりません。`phone/callback` のように、`content/` から見た場所を書いてください"
        ),
        format!(
            "`{typed}` cannot name a page; write its place below `content/`, like `phone/callback`"
        ),
    )
}

fn is_index(typed: &str) -> Wording {
    words(
        format!(
            "`{typed}` はフォルダーを開くページです。`madoguchi new section phone` のように、フォルダーの名前で作ってください"
        ),
        format!(
            "`{typed}` is the page that opens a folder; make it by the folder's name: `madoguchi new section phone`"
        ),
    )
}

fn is_data(typed: &str) -> Wording {
    words(
        format!("`{typed}` にはページを置けません。`content/data/` は事実の置き場です"),
        format!("`{typed}` cannot be a page: `content/data/` holds the facts"),
    )
}

fn unpublishable(typed: &str, error: OutputPathError) -> Wording {
    use OutputPathError as E;
    let (ja, en) = match error {
        E::Character(c) => (
            format!("使えない文字 `{}` があります", c.escape_default()),
            format!("it holds the character `{}`", c.escape_default()),
        ),
        E::Reserved => (
            "Windowsが予約している名前です".to_owned(),
            "Windows keeps that name for a device".to_owned(),
        ),
        E::PartTooLong(_) | E::TooLong(_) => ("長すぎます".to_owned(), "it is too long".to_owned()),
        E::Empty | E::Dot | E::Ending => (
            "空の部分か、`.` や空白で終わる部分があります".to_owned(),
            "a part of it is empty, or ends in a dot or a space".to_owned(),
        ),
    };
    words(
        format!("`{typed}` はページの名前になりません: {ja}"),
        format!("`{typed}` cannot name a page: {en}"),
    )
}

fn no_id(given: &str) -> Wording {
    words(
        format!(
            "`{given}` は窓口のIDになりません。英字で始め、英数字と `-` と `_` で書いてください"
        ),
        format!(
            "`{given}` cannot be a channel's id: begin with a letter of a to z, then letters, digits, `-` and `_`"
        ),
    )
}

fn no_reading(name: &str) -> Wording {
    let id = proposed_slug(name).unwrap_or_else(|| "reception".to_owned());
    words(
        format!("`{name}` のIDを決められません。`--slug {id}` のように英字で指定してください"),
        format!("what is the id of `{name}`? Give it in letters of a to z: `--slug {id}`"),
    )
}
