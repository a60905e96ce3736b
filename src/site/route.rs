//! Where each file of the site is published.

use unicode_normalization::UnicodeNormalization;

use crate::config::Config;
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::output::{OutputPath, OutputPathError};
use crate::page::Page;
use crate::text::{SourcePath, Span};
use crate::wording::{Wording, words};

/// Where a page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its language.
    pub language: String,
    /// Its path from the site's root, `/phone/callback/`: NFC, not percent-encoded.
    pub url: String,
    /// The file it becomes.
    pub output: OutputPath,
    /// Its file without language and extension, `phone/callback`: the same for all its translations.
    pub key: String,
    /// The folder below `content/` that it is in (or that it opens), `phone`; empty at the root.
    pub folder: String,
    /// Whether it opens its folder (`_index.md`).
    pub is_index: bool,
}

/// Where a page would stand that cannot be published; nothing ever is, since that is an error.
const UNPUBLISHABLE: &str = "unpublishable.html";

impl Route {
    /// Whether the page has a path of its own. One that has none has been reported and collides with nobody.
    pub fn is_publishable(&self) -> bool {
        self.output.as_str() != UNPUBLISHABLE
    }
}

/// The route of a page. A path that cannot be published is reported and replaced by a harmless one.
pub(super) fn route(page: &Page, config: &Config, bag: &mut Bag) -> Route {
    let below = page.path.below("content").unwrap_or(page.path.as_str());
    let stem = below.strip_suffix(".md").unwrap_or(below);
    let (stem, named) = match stem.rsplit_once('.') {
        Some((rest, tag)) if config.languages.iter().any(|language| language == tag) => {
            (rest, Some(tag))
        }
        _ => (stem, None),
    };
    let language = named
        .map(str::to_owned)
        .or_else(|| declared_language(page, config, bag))
        .unwrap_or_else(|| config.default_language.clone());
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_index = name == "_index";
    let mut parts: Vec<String> = Vec::new();
    if language != config.default_language {
        parts.push(language.clone());
    }
    parts.extend(
        folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(url_part),
    );
    if is_index {
        bag.extend(slug_of_index(page));
    } else {
        parts.push(
            page.front
                .slug
                .as_ref()
                .map_or_else(|| url_part(name), |slug| slug.value.clone()),
        );
    }
    let url = parts
        .iter()
        .fold(String::from("/"), |url, part| url + part + "/");
    let file = format!("{}index.html", &url[1..]);
    let output = OutputPath::new(&file).unwrap_or_else(|error| {
        bag.push(unpublishable(page, &file, error));
        OutputPath::fixed(UNPUBLISHABLE)
    });
    Route {
        language,
        url,
        output,
        key: stem.to_owned(),
        folder: folder.to_owned(),
        is_index,
    }
}

/// A `slug` in `_index.md`, which nobody would follow: the folder's name is the address of all that is in it.
fn slug_of_index(page: &Page) -> Option<Diagnostic> {
    let slug = page.front.slug.as_ref()?;
    let folder = page.path.below("content")?.rsplit_once('/');
    let (message, help) = match folder {
        Some((folder, _)) => (
            words(
                format!(
                    "`_index.md` の `slug` は使われません。アドレスはフォルダーの名前 `{folder}` で決まります"
                ),
                format!(
                    "the `slug` of an `_index.md` does nothing: the folder's name, `{folder}`, is its address"
                ),
            ),
            words(
                "この行を消してください。アドレスを変えるなら、フォルダーの名前を変えます",
                "remove this line; for another address, rename the folder",
            ),
        ),
        None => (
            words(
                "はじめのページの `slug` は使われません。アドレスはいつもサイトの根元です",
                "the `slug` of the home page does nothing: its address is the site's root",
            ),
            words("この行を消してください", "remove this line"),
        ),
    };
    let place = Place::new(&page.path, slug.span);
    Some(Diagnostic::new(codes::BAD_SLUG, place, message).help(help))
}

fn declared_language(page: &Page, config: &Config, bag: &mut Bag) -> Option<String> {
    let declared = page.front.lang.as_ref()?;
    if config.languages.contains(&declared.value) {
        return Some(declared.value.clone());
    }
    bag.push(
        Diagnostic::new(
            codes::BAD_VALUE,
            Place::new(&page.path, declared.span),
            words(
                format!(
                    "`{}` は config.toml の `languages` にありません",
                    declared.value
                ),
                format!(
                    "`{}` is not among the `languages` of config.toml",
                    declared.value
                ),
            ),
        )
        .help(words(
            "`languages` に加えるか、別の言語にしてください",
            "add it there, or name another language",
        )),
    );
    None
}

/// A file's or folder's name as a part of a URL: NFC, spaces become `-`. A tab or the end of a line is no space that
/// anybody meant: it stays, and cannot be published.
fn url_part(name: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && !c.is_control();
    name.nfc()
        .map(|c| if is_space(c) { '-' } else { c })
        .collect()
}

fn unpublishable(page: &Page, file: &str, error: OutputPathError) -> Diagnostic {
    let (span, help) = match &page.front.slug {
        Some(slug) => (
            slug.span,
            words("`slug` を変えてください", "choose another `slug`"),
        ),
        None => (
            Span::at(0),
            words(
                "ファイル名を変えるか、`slug` を付けてください",
                "rename the file or give it a `slug`",
            ),
        ),
    };
    Diagnostic::new(
        codes::RESERVED_NAME,
        Place::new(&page.path, span),
        why_unpublishable(file, error),
    )
    .help(help)
}

/// Why a path cannot be published.
pub fn why_unpublishable(file: &str, error: OutputPathError) -> Wording {
    use OutputPathError as E;
    let (ja, en) = match error {
        E::Empty => (
            "空の部分があります".to_owned(),
            "a part of it is empty".to_owned(),
        ),
        E::Dot => (
            "`.` で始まる部分があります".to_owned(),
            "a part of it starts with a dot".to_owned(),
        ),
        E::Character(c) => (
            format!("使えない文字 `{}` があります", c.escape_default()),
            format!("it holds the character `{}`", c.escape_default()),
        ),
        E::Reserved => (
            "Windowsが予約している名前です".to_owned(),
            "Windows keeps that name for a device".to_owned(),
        ),
        E::Ending => (
            "空白か `.` で終わる部分があります".to_owned(),
            "a part of it begins or ends with a space or dot".to_owned(),
        ),
        E::PartTooLong(length) => (
            format!(
                "一つの名前が{length}バイトあります(上限{})",
                OutputPath::LONGEST_PART
            ),
            format!(
                "one name in it has {length} bytes; {} are allowed",
                OutputPath::LONGEST_PART
            ),
        ),
        E::TooLong(length) => (
            format!("パスが{length}文字あります(上限{})", OutputPath::LONGEST),
            format!(
                "it has {length} characters; {} are allowed",
                OutputPath::LONGEST
            ),
        ),
    };
    words(
        format!("`{file}` という名前では公開できません: {ja}"),
        format!("`{file}` cannot be published: {en}"),
    )
}

/// The start of a file, for what is about the whole of it.
pub fn start_of(path: &SourcePath) -> Place {
    Place::new(path, Span::at(0))
}

/// A path of the site as seen from a page: relative, so that the same bytes work under any path.
///
/// Both start with `/`; `from` is the page's URL (`/phone/callback/`), `to` a URL or a file.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let (to_folder, file) = to.rsplit_once('/').unwrap_or(("", to));
    let to: Vec<&str> = to_folder
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut path = "../".repeat(from.len() - shared);
    for part in &to[shared..] {
        path.push_str(&encode(part));
        path.push('/');
    }
    path.push_str(&encode(file));
    // A file's name that holds a colon would read as a scheme; an empty path as "this document".
    if path.is_empty() {
        "./".to_owned()
    } else {
        path
    }
}

/// Percent-encodes a part of a path or a fragment: everything but unreserved characters.
pub fn encode(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_lead_from_anywhere_to_anywhere() {
        let rows = [
            ("/", "/", "./"),
            ("/", "/phone/", "phone/"),
            ("/phone/", "/", "../"),
            ("/phone/callback/", "/phone/", "../"),
            ("/phone/callback/", "/phone/numbers/", "../numbers/"),
            ("/phone/", "/assets/site.css", "../assets/site.css"),
            ("/a/b/", "/a/b/", "./"),
            (
                "/",
                "/窓口/図 1.png",
                "%E7%AA%93%E5%8F%A3/%E5%9B%B3%201.png",
            ),
        ];
        for (from, to, expected) in rows {
            assert_eq!(relative(from, to), expected, "{from} → {to}");
        }
    }
}
