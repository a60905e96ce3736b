//! Shortcodes: those that are known as Markdown, all others as letters that say what stood there.

use std::ops::Range;

use super::super::body::alerts::{head, is_box, quoted};
use super::super::finding;
use super::super::traced::{Edit, Traced};
use super::super::write::{code_span, destination_as_is, escaped};
use crate::diagnostic::Diagnostic;
use crate::page::foreign::{Foreign, ForeignEvent as Event, ForeignTag as Tag};
use crate::wording::words;

/// A shortcode, or a piece of one.
#[derive(Debug)]
struct Call<'t> {
    range: Range<usize>,
    kind: CallKind,
    name: &'t str,
    arguments: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CallKind {
    /// `{{ name() }}`
    Inline,
    /// `{% name() %}`
    Opening,
    /// `{% end %}`
    End,
    /// `{{/* … */}}`: shown without the marks.
    Escaped,
}

/// A page's text with its shortcodes put another way.
pub(super) fn expand(body: &Traced, foreign: Foreign) -> (Traced, Vec<Diagnostic>) {
    if !body.text.contains("{{") && !body.text.contains("{%") {
        return (body.clone(), Vec::new());
    }
    let text = &body.text;
    let verbatim = code(text, foreign);
    let mut edits = Vec::new();
    let mut findings = Vec::new();
    let mut open: Vec<Call<'_>> = Vec::new();
    for call in calls(text) {
        let is_code = verbatim.iter().any(|code| code.contains(&call.range.start));
        match call.kind {
            CallKind::Escaped => {
                let inner = &text[call.range.clone()];
                let shown = inner.replacen("/*", "", 1);
                let shown = match shown.rfind("*/") {
                    Some(at) => format!("{}{}", &shown[..at], &shown[at + 2..]),
                    None => shown,
                };
                edits.push(Edit::new(call.range, shown));
            }
            _ if is_code => {
                if call.kind != CallKind::End {
                    findings.extend(told(body, &call.range));
                }
            }
            CallKind::Inline => {
                let new = inline(&call).unwrap_or_else(|| {
                    findings.extend(told(body, &call.range));
                    code_span(&text[call.range.clone()])
                });
                edits.push(Edit::new(call.range, new));
            }
            CallKind::Opening => open.push(call),
            CallKind::End => match open.pop() {
                Some(opening) => {
                    if !boxed(text, &opening, &call.range, &mut edits) {
                        findings.extend(told(body, &opening.range));
                        let shown = code_span(&text[opening.range.clone()]);
                        edits.push(Edit::new(opening.range, shown));
                        let shown = code_span(&text[call.range.clone()]);
                        edits.push(Edit::new(call.range, shown));
                    }
                }
                None => findings.extend(told(body, &call.range)),
            },
        }
    }
    for call in open {
        findings.extend(told(body, &call.range));
        let shown = code_span(&text[call.range.clone()]);
        edits.push(Edit::new(call.range, shown));
    }
    (body.edited(&edits), findings)
}

fn told(body: &Traced, range: &Range<usize>) -> Option<Diagnostic> {
    let written = &body.text[range.clone()];
    let place = body.place(range.clone())?;
    let kept = words(
        "は知らないショートコードなので、文字として残しました",
        "is a shortcode that is not known; it stays as letters",
    );
    Some(finding::markup(place, written, kept))
}

/// Where code stands.
fn code(text: &str, foreign: Foreign) -> Vec<Range<usize>> {
    let read = foreign.read(text);
    let events = read.map(|read| read.events).unwrap_or_default();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
    let found = events.iter().filter(|(event, _)| is_code(event));
    found.map(|(_, range)| range.clone()).collect()
}

/// All shortcodes of a text, in their order.
fn calls(text: &str) -> Vec<Call<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|start| at + start) {
        at = start + 1;
        let (kind, close) = match text.as_bytes().get(start + 1) {
            Some(b'{') => (CallKind::Inline, "}}"),
            Some(b'%') => (CallKind::Opening, "%}"),
            _ => continue,
        };
        let inside = &text[start + 2..];
        if let Some(rest) = inside.strip_prefix("/*") {
            let Some(end) = rest.find(&format!("*/{close}")) else {
                continue;
            };
            let range = start..start + 4 + end + 4;
            at = range.end;
            found.push(Call {
                range,
                kind: CallKind::Escaped,
                name: "",
                arguments: Vec::new(),
            });
            continue;
        }
        let Some(end) = closing(inside, close) else {
            continue;
        };
        let body = inside[..end].trim_matches(['-', ' ', '\t', '\n', '\r']);
        let range = start..start + 2 + end + 2;
        let call = if kind == CallKind::Opening && body == "end" {
            Some((CallKind::End, "end", Vec::new()))
        } else {
            read_call(body).map(|(name, arguments)| (kind, name, arguments))
        };
        if let Some((kind, name, arguments)) = call {
            at = range.end;
            found.push(Call {
                range,
                kind,
                name,
                arguments,
            });
        }
    }
    found
}

/// Where the braces close, outside quotes.
fn closing(inside: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, _) if inside[at..].starts_with(close) => return Some(at),
            _ => {}
        }
        if at > 4000 {
            return None;
        }
    }
    None
}

/// `name(key="value", other=1)`
fn read_call(body: &str) -> Option<(&str, Vec<(String, String)>)> {
    let (name, rest) = body.split_once('(')?;
    let name = name.trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_path = name
        .split("::")
        .all(|part| !part.is_empty() && part.chars().all(is_name));
    let inside = rest.trim_end().strip_suffix(')')?;
    if !is_path {
        return None;
    }
    let mut arguments = Vec::new();
    let mut rest = inside.trim();
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, length) = match after.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => {
                let end = after[1..].find(quote)?;
                (after[1..=end].to_owned(), end + 2)
            }
            Some('[') => {
                let end = after.find(']')? + 1;
                (after[..end].to_owned(), end)
            }
            _ => {
                let end = after.find(',').unwrap_or(after.len());
                (after[..end].trim().to_owned(), end)
            }
        };
        arguments.push((key.trim().trim_start_matches(',').trim().to_owned(), value));
        rest = after[length..]
            .trim_start()
            .trim_start_matches(',')
            .trim_start();
    }
    Some((name, arguments))
}

impl Call<'_> {
    fn argument(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.arguments.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str())
        })
    }
}

/// A shortcode without a body as Markdown.
fn inline(call: &Call<'_>) -> Option<String> {
    let link = |text: &str, url: String| format!("[{text}]({})", destination_as_is(&url));
    match call.name {
        "youtube" => {
            let id = call.argument(&["id"])?;
            Some(link(
                "YouTube",
                format!("https://www.youtube.com/watch?v={id}"),
            ))
        }
        "vimeo" => Some(link(
            "Vimeo",
            format!("https://vimeo.com/{}", call.argument(&["id"])?),
        )),
        "streamable" => {
            let id = call.argument(&["id"])?;
            Some(link("Streamable", format!("https://streamable.com/{id}")))
        }
        "gist" => Some(link("Gist", call.argument(&["url"])?.to_owned())),
        "figure" | "image" | "img" | "picture" => {
            let source = call.argument(&["src", "path", "url", "link"])?;
            let caption = call.argument(&["caption", "title"]).map(escaped);
            let alt = call.argument(&["alt"]).map(escaped).or(caption.clone());
            let image = format!(
                "![{}]({})",
                alt.unwrap_or_default(),
                destination_as_is(source)
            );
            Some(match caption {
                Some(caption) => format!("{image} {caption}"),
                None => image,
            })
        }
        name if is_box(name) => {
            let text = call.argument(&["text", "content", "body", "message"])?;
            let kind = call.argument(&["type", "kind", "level"]).unwrap_or(name);
            let head = head(kind, call.argument(&["title"]));
            Some(format!("{head}\n> {}", text.replace('\n', " ")))
        }
        _ => None,
    }
}

/// A shortcode with a body as an alert or a quotation; false where it is none.
fn boxed(text: &str, opening: &Call<'_>, end: &Range<usize>, edits: &mut Vec<Edit>) -> bool {
    let is_quote = opening.name == "quote";
    if !is_quote && !is_box(opening.name) {
        return false;
    }
    let line_start = text[..opening.range.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let before = &text[line_start..opening.range.start];
    let first_line = text[opening.range.end..]
        .find('\n')
        .map(|at| opening.range.end + at + 1);
    let end_line = text[..end.start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = before.chars().all(|c| c == '>' || c.is_whitespace());
    let kind = match opening.argument(&["type", "kind", "level", "icon"]) {
        Some(kind) if !is_quote => kind,
        _ => opening.name,
    };
    let title = opening.argument(&["title", "author"]);
    let prefix = super::super::body::alerts::continued(before);
    let head = head(kind, title).replace('\n', &format!("\n{prefix}"));
    let (Some(first_line), true) = (first_line.filter(|at| *at <= end_line), is_alone) else {
        // All on one line: the body is the one line of the box.
        if !is_alone || text[opening.range.end..end.start].contains('\n') {
            return false;
        }
        edits.push(Edit::new(
            opening.range.clone(),
            format!("{head}\n{prefix}> "),
        ));
        edits.push(Edit::new(end.clone(), String::new()));
        return true;
    };
    // Letters right behind the opening would be lost at the head.
    if !text[opening.range.end..first_line].trim().is_empty()
        || !text[end_line..end.start].trim().is_empty()
    {
        return false;
    }
    edits.push(Edit::new(opening.range.clone(), head));
    edits.extend(quoted(text, first_line..end_line, before.len()));
    edits.push(Edit::new(end.clone(), String::new()));
    true
}
