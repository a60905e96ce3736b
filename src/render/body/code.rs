//! Code between fences, and the blocks that stand in fences. Code of a file has the file's name above it.

use super::{BodyOptions, escape};
use crate::page::dialect::{CodeBlockKind, Event, Placed, TagEnd};
use crate::page::{Fence, fence, file_ending};

/// Longer names of languages are none.
const LONGEST_LANGUAGE: usize = 32;

/// What a fence was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Code.
    Code,
    /// Code in a language.
    Coloured,
    /// A block.
    Block,
    /// Nothing: a block's name without braces, reported already.
    Nothing,
}

/// Writes the fence that opens at `at`, as the `block`-th block if it is one; says what it was and
/// where it closes.
pub(super) fn write(
    out: &mut String,
    kind: &CodeBlockKind<'_>,
    (events, at): (&[Placed<'_>], usize),
    block: usize,
    with: &BodyOptions<'_>,
) -> (Written, usize) {
    let (code, end) = content(events, at);
    let language = match kind {
        CodeBlockKind::Indented => "",
        CodeBlockKind::Fenced(info) => match fence(info) {
            Fence::Code(language) => language,
            Fence::Unbraced(_) => return (Written::Nothing, end),
            Fence::Block(_) => {
                out.push_str(with.blocks.get(block).map_or("", String::as_str));
                return (Written::Block, end);
            }
        },
    };
    let file = file_ending(language);
    if file.is_some() {
        out.push_str("<figure class=\"file\"><figcaption><code>");
        escape::push_text(out, language);
        out.push_str("</code></figcaption>\n");
    }
    out.push_str("<pre><code");
    let language = file.unwrap_or(language);
    let named = is_language(language);
    if named {
        out.push_str(" class=\"language-");
        escape::push_attribute(out, language);
        out.push('"');
    }
    out.push('>');
    if named {
        out.push_str(&with.highlighter.highlight(language, &code));
    } else {
        escape::push_text(out, &code);
    }
    out.push_str("</code></pre>\n");
    if file.is_some() {
        out.push_str("</figure>\n");
    }
    (
        if named {
            Written::Coloured
        } else {
            Written::Code
        },
        end,
    )
}

fn is_language(name: &str) -> bool {
    (1..=LONGEST_LANGUAGE).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'_' | b'.'))
}

fn content(events: &[Placed<'_>], at: usize) -> (String, usize) {
    let mut code = String::new();
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Text(text) => code.push_str(text),
            Event::End(TagEnd::CodeBlock) => return (code, at + offset),
            _ => {}
        }
    }
    (code, events.len())
}
