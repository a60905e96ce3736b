//! From the text of `config.toml` to [`Config`].

use std::collections::BTreeMap;

use super::read_check::check;
use super::{BaseUrl, CONFIG, Config, LocalText, Markdown, Navigation, RawHtmlPolicy};
use crate::decode::{Cursor, Kind, Node, Origin, Reader, parse_toml};
use crate::diagnostic::{Bag, Checked, Diagnostic, codes};
use crate::text::{Source, SourcePath, Span, Spanned};
use crate::wording::words;

/// Reads the config. The value is usable whatever is wrong: what cannot be read has its default.
pub fn read(source: &Source) -> Checked<Config> {
    let origin = Origin::of(source);
    let mut bag = Bag::new();
    let table = parse_toml(&source.text[source.start()..], &origin).unpack(&mut bag);
    let reader = Reader::new(&origin);
    let config = site(&source.path, Cursor::of(&reader, &table, CONFIG));
    bag.absorb(reader.into_bag());
    bag.with(config)
}

fn site(path: &SourcePath, top: Cursor<'_>) -> Config {
    let (default_language, languages) = languages(&top);
    let title = local_text(&top, "title");
    if top.node("title").is_none() {
        let message = words(
            "サイトの名前 `title` がありません",
            "the site's `title` is missing",
        );
        let place = top.reader().place(top.span());
        top.reader().report(
            Diagnostic::new(codes::MISSING_KEY, place, message).help(words(
                "はじめに `title = \"窓口案内\"` のような行を書いてください",
                "write a line like `title = \"Support guide\"` at the top",
            )),
        );
    }
    let publish = top.table("publish");
    let config = Config {
        path: path.clone(),
        base_url: base_url(&top),
        title: title.unwrap_or_default(),
        description: local_text(&top, "description"),
        default_language,
        languages,
        theme: top
            .text("theme")
            .unwrap_or_else(|| Spanned::new("default".into(), Span::at(0))),
        output_dir: top
            .text("output_dir")
            .map_or_else(|| "public".into(), |text| text.value),
        repository: top.text("repository").and_then(|url| https(&top, url)),
        navigation: top.table("nav").map(navigation).unwrap_or_default(),
        theme_settings: top
            .node("theme_settings")
            .and_then(|node| as_table(top.reader(), node)),
        markdown: top.table("markdown").map(markdown).unwrap_or_default(),
        synonyms: top.table("search").map(synonyms).unwrap_or_default(),
        check: top.table("check").map(check).unwrap_or_default(),
        words: top
            .table("words")
            .map(|table| interface_words(&table))
            .unwrap_or_default(),
        image_sources: top.table("csp").map(image_sources).unwrap_or_default(),
        cname: publish.as_ref().and_then(cname),
        channel_pages: publish
            .as_ref()
            .and_then(|table| table.boolean("channel_pages"))
            .unwrap_or(false),
        organisation: top
            .table("organisation")
            .and_then(one_text("name"))
            .filter(|name| !name.is_empty()),
        git_dates: top.table("git").is_some_and(git_dates),
        extra: top
            .node("extra")
            .and_then(|node| as_table(top.reader(), node)),
    };
    if let Some(publish) = publish {
        publish.finish();
    }
    top.finish();
    config
}

pub(super) fn as_table(reader: &Reader<'_>, node: &Node) -> Option<crate::decode::Table> {
    if node.as_table().is_none() {
        reader.wrong_type(node, &words("表", "a table"));
    }
    node.as_table().cloned()
}

fn one_text(key: &'static str) -> impl Fn(Cursor<'_>) -> Option<String> {
    move |table| {
        let text = table.text(key).map(|text| text.value);
        table.finish();
        text
    }
}

fn base_url(top: &Cursor<'_>) -> Option<BaseUrl> {
    let text = top.text("base_url").filter(|text| !text.value.is_empty())?;
    BaseUrl::parse(&text.value)
        .map_err(|message| {
            top.reader().report(
                Diagnostic::new(codes::BAD_VALUE, top.reader().place(text.span), message).help(
                    words(
                        "`https://example.github.io/guide/` の形で書いてください",
                        "write it like `https://example.github.io/guide/`",
                    ),
                ),
            );
        })
        .ok()
}

fn https(top: &Cursor<'_>, url: Spanned<String>) -> Option<String> {
    if url.value.is_empty() {
        return None;
    }
    if url.value.starts_with("https://") && !url.value.contains(char::is_whitespace) {
        return Some(url.value);
    }
    top.reader().bad_value(
        url.span,
        words(
            format!("`{}` は `https://` で始まるURLではありません", url.value),
            format!("`{}` is no `https://` URL", url.value),
        ),
    );
    None
}

fn languages(top: &Cursor<'_>) -> (String, Vec<String>) {
    let default = top.text("default_language");
    let listed = top.texts("languages").unwrap_or_default();
    for tag in default.iter().chain(&listed) {
        if !is_language_tag(&tag.value) {
            top.reader().bad_value(
                tag.span,
                words(
                    format!(
                        "`{}` は言語の記号ではありません(例: `ja`、`en`、`zh-hant`)",
                        tag.value
                    ),
                    format!(
                        "`{}` is no language tag such as `ja`, `en` or `zh-hant`",
                        tag.value
                    ),
                ),
            );
        }
    }
    let default = default
        .map(|tag| tag.value)
        .or_else(|| listed.first().map(|tag| tag.value.clone()))
        .filter(|tag| is_language_tag(tag))
        .unwrap_or_else(|| "ja".into());
    let mut all = vec![default.clone()];
    for tag in listed.into_iter().filter(|tag| is_language_tag(&tag.value)) {
        if !all.contains(&tag.value) {
            all.push(tag.value);
        }
    }
    (default, all)
}

/// A tag that may also be a folder's name and part of a file name: `ja`, `pt-br`.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

fn local_text(table: &Cursor<'_>, key: &'static str) -> Option<LocalText> {
    local_text_of(table.reader(), table.node(key)?)
}

fn local_text_of(reader: &Reader<'_>, node: &Node) -> Option<LocalText> {
    match &node.kind {
        Kind::Text(text) => Some(LocalText {
            variants: vec![(String::new(), text.clone())],
        }),
        Kind::Table(table) if !table.entries.is_empty() => {
            let variants = table
                .entries
                .iter()
                .filter_map(|entry| Some((entry.key.clone(), reader.text_of(&entry.value)?)));
            Some(LocalText {
                variants: variants.collect(),
            })
        }
        _ => {
            reader.wrong_type(
                node,
                &words("文字列か `{ ja, en }`", "a text or `{ ja, en }`"),
            );
            None
        }
    }
}

fn navigation(table: Cursor<'_>) -> Navigation {
    let labels = table.table("labels").map_or_else(Vec::new, |labels| {
        let label = |entry: &crate::decode::Entry| {
            Some((
                Spanned::new(entry.key.clone(), entry.key_span),
                local_text_of(labels.reader(), &entry.value)?,
            ))
        };
        labels.entries().iter().filter_map(label).collect()
    });
    let navigation = Navigation {
        order: table.texts("order").unwrap_or_default(),
        labels,
    };
    table.finish();
    navigation
}

fn markdown(table: Cursor<'_>) -> Markdown {
    let is_allowed = table
        .word("raw_html")
        .is_some_and(|word| word.value == "allow");
    let is_literal = table
        .word("braces")
        .is_some_and(|word| word.value == "literal");
    table.finish();
    Markdown {
        raw_html: if is_allowed {
            RawHtmlPolicy::Allow
        } else {
            RawHtmlPolicy::Safe
        },
        literal_braces: is_literal,
    }
}

fn synonyms(table: Cursor<'_>) -> Vec<Vec<String>> {
    let reader = table.reader();
    let groups = match table.node("synonyms") {
        None => Vec::new(),
        Some(node) if node.as_list().is_none() => {
            reader.wrong_type(node, &words("語の組の並び", "a list of lists of words"));
            Vec::new()
        }
        Some(node) => {
            let group = |node| {
                Some(
                    reader
                        .texts(node)?
                        .into_iter()
                        .map(|word| word.value)
                        .collect(),
                )
            };
            node.as_list()
                .unwrap_or_default()
                .iter()
                .filter_map(group)
                .collect()
        }
    };
    table.finish();
    groups
}

fn image_sources(table: Cursor<'_>) -> Vec<String> {
    let sources = table.texts("img_src").unwrap_or_default();
    let kept = sources.into_iter().filter_map(|source| {
        let host = source
            .value
            .strip_prefix("https://")
            .unwrap_or_default()
            .trim_end_matches('/');
        let good = !host.is_empty()
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        if !good {
            table.reader().bad_value(
                source.span,
                words(
                    format!(
                        "`{}` は `https://host.example` の形の送信元ではありません",
                        source.value
                    ),
                    format!(
                        "`{}` is no origin such as `https://host.example`",
                        source.value
                    ),
                ),
            );
        }
        good.then(|| format!("https://{host}"))
    });
    let kept = kept.collect();
    table.finish();
    kept
}

fn cname(table: &Cursor<'_>) -> Option<String> {
    let name = table.text("cname").filter(|name| !name.value.is_empty())?;
    let good = name.value.contains('.')
        && name
            .value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if !good {
        table.reader().bad_value(
            name.span,
            words(
                format!("`{}` はドメイン名ではありません", name.value),
                format!("`{}` is no domain name", name.value),
            ),
        );
    }
    good.then_some(name.value)
}

fn git_dates(table: Cursor<'_>) -> bool {
    let dates = table.boolean("dates").unwrap_or(false);
    table.finish();
    dates
}

fn interface_words(table: &Cursor<'_>) -> BTreeMap<String, Vec<(Spanned<String>, String)>> {
    let of_language = |entry: &crate::decode::Entry| {
        let reader = table.reader();
        let inner = as_table(reader, &entry.value)?;
        let word = |word: &crate::decode::Entry| {
            let key = Spanned::new(word.key.clone(), word.key_span);
            Some((key, reader.text_of(&word.value)?))
        };
        Some((
            entry.key.clone(),
            inner.entries.iter().filter_map(word).collect(),
        ))
    };
    table.entries().iter().filter_map(of_language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_may_be_a_folder() {
        for (tag, is_one) in [
            ("ja", true),
            ("haw", true),
            ("zh-hant", true),
            ("pt-br", true),
            ("es-419", true),
            ("de-1996-xx", true),
            ("j", false),
            ("japan", false),
            ("JA", false),
            ("j1", false),
            ("ja-", false),
            ("ja-j", false),
            ("ja-JP", false),
            ("ja-123456789", false),
            ("ja_jp", false),
            ("", false),
            ("../x", false),
        ] {
            assert_eq!(is_language_tag(tag), is_one, "{tag}");
        }
    }
}
