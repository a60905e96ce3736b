//! The letters of a Markdown text: what a reader sees of it, without any mark.
//!
//! For descriptions, structured data and search, where there is no HTML. Blocks and raw tags have no
//! letters here; paragraphs, items and cells end in a line break.

use std::ops::Range;

use super::dialect::{self, CodeBlockKind, Dialect, Event, Tag, TagEnd};
use super::mask::Mask;
use super::{Fence, fence};
use crate::html::{self, attribute_value};
use crate::text::cjk;

/// The letters of a text, its facts as `shown` (by their ordinals).
pub fn letters(text: &str, dialect: &Dialect, shown: &[&str]) -> String {
    letters_in(
        text,
        dialect,
        &|ordinal| shown.get(ordinal).copied().unwrap_or_default(),
        None,
    )
}

/// The letters of a stretch of a text, or of all of it.
pub fn letters_in<'s>(
    text: &str,
    dialect: &Dialect,
    shown: &dyn Fn(usize) -> &'s str,
    stretch: Option<&Range<usize>>,
) -> String {
    let mask = Mask::new(text, dialect);
    let mut writer = Writer::new(shown);
    let inside = |range: &Range<usize>| {
        stretch.is_none_or(|stretch| range.start >= stretch.start && range.end <= stretch.end)
    };
    for (event, range) in dialect::events(&mask) {
        if inside(&range) || matches!(event, Event::Start(_) | Event::End(_)) {
            writer.write(&event, inside(&range));
        }
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

pub(super) struct Writer<'f, 's> {
    shown: &'f dyn Fn(usize) -> &'s str,
    pub(super) out: String,
    /// How many blocks without letters are open.
    silent: usize,
    /// A block of raw HTML that is open.
    html: Option<String>,
    /// A line has ended in the text; what follows says whether the reader sees a space.
    line_break: bool,
}

impl<'f, 's> Writer<'f, 's> {
    pub(super) fn new(shown: &'f dyn Fn(usize) -> &'s str) -> Self {
        Self {
            shown,
            out: String::new(),
            silent: 0,
            html: None,
            line_break: false,
        }
    }

    pub(super) fn write(&mut self, event: &Event<'_>, inside: bool) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if !matches!(fence(info), Fence::Code(_)) =>
            {
                self.silent += 1;
            }
            Event::End(TagEnd::CodeBlock) if self.silent > 0 => self.silent -= 1,
            Event::Start(Tag::HtmlBlock) => self.html = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::End(end) if inside && ends_line(*end) => self.end_line(),
            _ if !inside => {}
            Event::Text(text) | Event::Code(text) => self.letters(text),
            Event::Fact(fact) => {
                let shown = (self.shown)(fact.ordinal);
                match &mut self.html {
                    Some(html) => html.push_str(&shown.replace('&', "&amp;").replace('<', "&lt;")),
                    None => self.letters(shown),
                }
            }
            Event::Html(line) => {
                if let Some(html) = &mut self.html {
                    html.push_str(line);
                }
            }
            Event::SoftBreak => self.line_break = true,
            Event::HardBreak => self.end_line(),
            _ => {}
        }
    }

    fn end_html(&mut self) {
        let block = self.html.take().unwrap_or_default();
        for token in html::tokens(&block).filter(html::Token::is_text) {
            for line in attribute_value(&block[token.range]).lines() {
                self.letters(line.trim());
                self.end_line();
            }
        }
    }

    fn letters(&mut self, letters: &str) {
        if self.silent > 0 {
            return;
        }
        let Some(first) = letters.chars().next() else {
            return;
        };
        if std::mem::take(&mut self.line_break) {
            let before = self.out.chars().next_back();
            if !before.is_some_and(|before| cjk::joins_lines(before, first)) {
                self.out.push(' ');
            }
        }
        self.out.push_str(letters);
    }

    fn end_line(&mut self) {
        self.line_break = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

fn ends_line(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        letters(text, &Dialect::default(), &["9:00〜21:00", "電話"])
    }

    #[test]
    fn marks_are_gone_and_facts_are_there() {
        assert_eq!(
            read("**営業**は`朝`{{ a }}\n[{{ b }}](x.md)&amp;![絵](y.png)"),
            "営業は朝9:00〜21:00 電話&絵"
        );
        assert_eq!(read("電話\nです\nat\nonce"), "電話です at once");
        assert_eq!(read("# 題\n\n- a\n- b\n\n|c|d|\n|-|-|\n"), "題\na\nb\nc\nd");
        assert_eq!(
            read("a\n\n```{table}\nof = 1\n```\n\n```toml\nx\n```\n"),
            "a\nx"
        );
        assert_eq!(
            read("a<kbd>b</kbd><!-- c -->\n\n<details>\n<summary>d &amp; e</summary>\n</details>"),
            "ab\nd & e"
        );
    }

    #[test]
    fn a_stretch_is_a_stretch() {
        let text = "## a\n\nb **c**\n\n## d\n\ne\n";
        let shown = |_: usize| "";
        assert_eq!(
            letters_in(text, &Dialect::default(), &shown, Some(&(0..16))),
            "a\nb c"
        );
    }
}
