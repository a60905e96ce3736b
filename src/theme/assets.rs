//! A theme's style sheets, scripts and pictures under names that change with their content.
//!
//! `site.css` becomes `assets/site.1a2b3c4d.css`, so a browser may keep it for ever. A style sheet
//! names other files of the theme by `url(…)`; those become the published names, relative to the
//! sheet, before the sheet itself is named. What a sheet loads from elsewhere would be stopped by
//! the page's content security policy without a word to anybody, so it is refused here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::files::Layers;
use crate::diagnostic::{Bag, Diagnostic, Place, codes, did_you_mean};
use crate::digest::Digest;
use crate::output::{Content, Output, OutputPath};
use crate::text::{Source, Span};
use crate::wording::words;

/// The folder of the site that a theme's files are published in.
const FOLDER: &str = "assets";

/// The published files by their names in the theme.
pub(super) fn publish(
    layers: &Layers,
    origins: &[String],
    bag: &mut Bag,
) -> BTreeMap<String, Output> {
    let mut press = Press {
        layers,
        origins,
        bag,
        done: BTreeMap::new(),
        open: Vec::new(),
    };
    for (name, (path, digest)) in &layers.binaries {
        press.put(name, *digest, Content::Copy(path.clone()));
    }
    let (sheets, plain): (Vec<_>, Vec<_>) =
        layers.texts.iter().partition(|(name, _)| is_sheet(name));
    for (name, source) in plain {
        let text = source.text[source.start()..].as_bytes().to_vec();
        press.put(name, Digest::of(&text), Content::Bytes(text));
    }
    for (name, source) in sheets {
        press.sheet(name, source);
    }
    press.done
}

/// A file made from a text, under its hashed name; `theme.css` from the site's settings is one.
pub(super) fn made(name: &str, text: String) -> Option<Output> {
    let digest = Digest::of(text.as_bytes());
    let path = OutputPath::new(&hashed(name, digest)).ok()?;
    Some(Output {
        path,
        content: Content::Bytes(text.into_bytes()),
    })
}

fn is_sheet(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "css")
}

fn hashed(name: &str, digest: Digest) -> String {
    let digest = digest.short(8);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{FOLDER}/{stem}.{digest}.{ending}"),
        None => format!("{FOLDER}/{name}.{digest}"),
    }
}

struct Press<'a> {
    layers: &'a Layers,
    origins: &'a [String],
    bag: &'a mut Bag,
    done: BTreeMap<String, Output>,
    /// The sheets being published, outermost first: a sheet among them imports itself.
    open: Vec<String>,
}

impl Press<'_> {
    fn put(&mut self, name: &str, digest: Digest, content: Content) {
        match OutputPath::new(&hashed(name, digest)) {
            Ok(path) => {
                self.done.insert(name.to_owned(), Output { path, content });
            }
            Err(_) => self.bag.push(Diagnostic::nowhere(
                codes::FILE_NAME,
                words(
                    format!("テーマのファイル `{name}` は、この名前では公開できません"),
                    format!("the theme's file `{name}` cannot be published under this name"),
                ),
            )),
        }
    }

    fn sheet(&mut self, name: &str, source: &Source) {
        if self.done.contains_key(name) {
            return;
        }
        self.open.push(name.to_owned());
        let text = &source.text[source.start()..];
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for range in urls(text) {
            if let Some(replacement) = self.target(name, source, &range) {
                out.push_str(&text[from..range.start]);
                out.push_str(&replacement);
                from = range.end;
            }
        }
        out.push_str(&text[from..]);
        self.open.pop();
        let digest = Digest::of(out.as_bytes());
        self.put(name, digest, Content::Bytes(out.into_bytes()));
    }

    /// What stands in the published sheet instead of a URL; nothing where it stays or is refused.
    fn target(&mut self, sheet: &str, source: &Source, range: &Range<usize>) -> Option<String> {
        let start = source.start();
        let written = source.text[start..][range.clone()].trim();
        let place = Place::new(
            &source.path,
            Span::new(start + range.start, start + range.end),
        );
        if written.is_empty() || written.starts_with('#') || self.is_allowed(written) {
            return None;
        }
        if is_elsewhere(written) {
            self.bag.push(elsewhere(place, written));
            return None;
        }
        let (path, rest) = match written.find(['?', '#']) {
            Some(at) => written.split_at(at),
            None => (written, ""),
        };
        let wanted = resolve(sheet, path);
        if is_sheet(&wanted)
            && !self.done.contains_key(&wanted)
            && let Some(other) = self.layers.texts.get(&wanted)
        {
            if self.open.contains(&wanted) {
                self.bag.push(circle(place, &wanted));
                return None;
            }
            self.sheet(&wanted, other);
        }
        let Some(output) = self.done.get(&wanted) else {
            self.bag.push(self.missing(place, &wanted));
            return None;
        };
        let depth = sheet.matches('/').count();
        let published = output.path.as_str().strip_prefix("assets/")?;
        Some(format!("{}{published}{rest}", "../".repeat(depth)))
    }

    fn is_allowed(&self, url: &str) -> bool {
        self.origins.iter().any(|origin| {
            url.strip_prefix(origin.trim_end_matches('/'))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn missing(&self, place: Place, wanted: &str) -> Diagnostic {
        let known = self.layers.texts.keys().chain(self.layers.binaries.keys());
        Diagnostic::new(
            codes::ASSET_MISSING,
            place,
            words(
                format!("`{wanted}` というファイルはテーマにありません"),
                format!("the theme has no file `{wanted}`"),
            ),
        )
        .maybe_help(did_you_mean(wanted, known.map(String::as_str)))
    }
}

fn is_elsewhere(url: &str) -> bool {
    url.starts_with('/')
        || url
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|head| head.contains(':'))
}

fn elsewhere(place: Place, url: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ASSET_MISSING,
        place,
        words(
            format!("`{url}` は読み込めません(ページの Content-Security-Policy が止めます)"),
            format!("`{url}` cannot be loaded (the page's content security policy stops it)"),
        ),
    )
    .help(words(
        "ファイルをテーマのフォルダーに置き、相対パスで書いてください",
        "put the file into the theme's folder and name it by a relative path",
    ))
}

fn circle(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ASSET_MISSING,
        place,
        words(
            format!("`{name}` の読み込みが自分自身に戻ってきます"),
            format!("`{name}` imports itself in a circle"),
        ),
    )
}

/// `fonts/../logo.svg` of `css/site.css` as a name in the theme: `css/logo.svg`.
fn resolve(sheet: &str, path: &str) -> String {
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The URLs of a style sheet: inside `url(…)`, and after `@import`. Comments are passed over.
fn urls(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut import = false;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"/*") {
            at += text[at..].find("*/").map_or(rest.len(), |end| end + 2);
        } else if rest[0] == b'"' || rest[0] == b'\'' {
            let end = string_end(bytes, at);
            if import {
                found.push(at + 1..end);
                import = false;
            }
            at = end + 1;
        } else if starts_with_word(rest, b"url(") {
            let range = url_range(text, at + 4);
            at = range.end;
            import = false;
            found.push(range);
        } else if starts_with_word(rest, b"@import") {
            import = true;
            at += 7;
        } else {
            import = import && rest[0] != b';';
            at += 1;
        }
    }
    found
}

fn starts_with_word(bytes: &[u8], word: &[u8]) -> bool {
    bytes.len() >= word.len() && bytes[..word.len()].eq_ignore_ascii_case(word)
}

/// Where a string that opens at `at` closes; the text's end where it does not.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != bytes[at] {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    end.min(bytes.len())
}

fn url_range(text: &str, start: usize) -> Range<usize> {
    let blank = text[start..].len() - text[start..].trim_start().len();
    let open = start + blank;
    if let Some(b'"' | b'\'') = text.as_bytes().get(open) {
        return open + 1..string_end(text.as_bytes(), open).max(open + 1);
    }
    let length = text[open..].find(')').unwrap_or(text.len() - open);
    open..open + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn layers(files: &[(&str, &str)]) -> Layers {
        let mut layers = Layers::default();
        for (name, text) in files {
            let source = Source::new(&format!("templates/{name}"), *text);
            layers.texts.insert((*name).to_owned(), source);
        }
        layers
    }

    fn text(output: &Output) -> &str {
        match &output.content {
            Content::Bytes(bytes) => std::str::from_utf8(bytes).expect("a text"),
            Content::Copy(_) => panic!("a copy"),
        }
    }

    #[test]
    fn names_follow_the_content_and_links_follow_the_names() {
        let mut layers = layers(&[
            (
                "site.css",
                "@import \"css/part.css\"; a{background:url( 'logo.svg' )}/* url(no) */",
            ),
            (
                "css/part.css",
                "b{src:url(../font.woff2?x#y)} c{d:url(#id)}",
            ),
            ("logo.svg", "<svg/>"),
        ]);
        let font = (SourcePath::new("templates/font.woff2"), Digest::of(b"font"));
        layers.binaries.insert("font.woff2".to_owned(), font);
        let mut bag = Bag::new();
        let done = publish(&layers, &[], &mut bag);
        assert!(bag.findings().is_empty(), "{:?}", bag.findings());
        let path = |name: &str| {
            done[name]
                .path
                .as_str()
                .strip_prefix("assets/")
                .expect("there")
        };
        let font = Digest::of(b"font").short(8);
        assert_eq!(
            text(&done["css/part.css"]),
            format!("b{{src:url(../font.{font}.woff2?x#y)}} c{{d:url(#id)}}")
        );
        assert_eq!(
            text(&done["site.css"]),
            format!(
                "@import \"{}\"; a{{background:url( '{}' )}}/* url(no) */",
                path("css/part.css"),
                path("logo.svg")
            )
        );
    }

    #[test]
    fn tells_what_would_not_load() {
        let sheet = concat!(
            "a{b:url(logo.svgz)} a{b:url(https://evil.example/x)} a{b:url(data:image/png;base64,x)}",
            "a{b:url(/x.png)} a{b:url(//x.example/y)} @import url(site.css); a{b:url(https://ok.example/z)}",
        );
        let layers = layers(&[("site.css", sheet), ("logo.svg", "")]);
        let mut bag = Bag::new();
        publish(&layers, &["https://ok.example".to_owned()], &mut bag);
        let told: Vec<&str> = bag.findings().iter().map(|f| &*f.message.en).collect();
        assert_eq!(told.len(), 6, "{told:?}");
        assert_eq!(told[0], "the theme has no file `logo.svgz`");
        assert_eq!(told[5], "`site.css` imports itself in a circle");
    }

    #[test]
    fn broken_sheets_end_quietly() {
        for sheet in [
            "url(",
            "url('",
            "/*",
            "@import",
            "@import 'x",
            "\"\\",
            "a{b:url(\"\\",
        ] {
            let mut bag = Bag::new();
            publish(&layers(&[("site.css", sheet)]), &[], &mut bag);
        }
    }
}
