//! Tags in sentences: Markdown where it says the same, letters where nothing does.

use std::ops::Range;

use super::super::finding;
use super::super::traced::Edit;
use super::super::write::code_span;
use super::links::Fate;
use super::{Change, html};
use crate::html::{ATTRIBUTES, HtmlTag, INLINE_ELEMENTS, TokenKind, tokens};
use crate::page::LinkKind;
use crate::wording::words;

/// A tag that waits for its end.
pub(super) struct OpenTag {
    name: String,
    /// What it becomes, and what its end becomes.
    edit: Edit,
    closing: String,
    /// What is told of it.
    is_told: bool,
}

impl Change<'_> {
    /// A tag in a sentence.
    pub(super) fn inline_tag(&mut self, range: &Range<usize>, open: &mut Vec<OpenTag>) {
        let written = &self.text[range.clone()];
        let Some(TokenKind::Tag(tag)) = tokens(written).next().map(|token| token.kind) else {
            if !written.starts_with("<!--") {
                self.as_letters(range);
            }
            return;
        };
        if tag.closing {
            self.end_tag(range, &tag, open);
            return;
        }
        let attribute = |name: &str| -> Option<String> { html::attribute(&tag, name) };
        let pair = |edit: &str, closing: &str, is_told: bool| OpenTag {
            name: tag.name.clone(),
            edit: Edit::new(range.clone(), edit),
            closing: closing.to_owned(),
            is_told,
        };
        match tag.name.as_str() {
            "br" | "wbr" => self.kept(range, &tag),
            "b" | "strong" => open.push(pair("**", "**", false)),
            "i" | "em" => open.push(pair("*", "*", false)),
            "del" | "s" | "strike" => open.push(pair("~~", "~~", false)),
            "code" | "tt" | "samp" => self.code_tag(range, &tag, open),
            "a" => match attribute("href") {
                None => open.push(pair("", "", false)),
                Some(href) => match self.fate(&href, LinkKind::Link) {
                    Fate::Same => {
                        let new = super::super::write::destination_as_is(&href);
                        open.push(pair("[", &format!("]({new})"), false));
                    }
                    Fate::New(new) => open.push(pair("[", &format!("]({new})"), false)),
                    Fate::Unlinked(why) | Fate::LinkOnly(why) => {
                        let place = self.place(range.clone());
                        self.findings.push(finding::dead_link(place, &href, why));
                        let shown = format!(" ({})", code_span(&href));
                        open.push(pair("", &shown, false));
                    }
                },
            },
            "img" => {
                let place = range.clone();
                match self.image(&tag, range) {
                    Some(image) => self.edits.push(Edit::new(place, image)),
                    None => self.as_letters(range),
                }
            }
            name if html::WRAPPERS.contains(&name) => open.push(pair("", "", true)),
            name if INLINE_ELEMENTS.contains(&name) => {
                let kept = html::allowed(&tag);
                if kept == written {
                    return;
                }
                self.kept(range, &tag);
            }
            _ => self.as_letters(range),
        }
    }

    fn end_tag(&mut self, range: &Range<usize>, tag: &HtmlTag<'_>, open: &mut Vec<OpenTag>) {
        let Some(at) = open.iter().rposition(|open| open.name == tag.name) else {
            let is_allowed = INLINE_ELEMENTS.contains(&tag.name.as_str());
            if !is_allowed && !matches!(tag.name.as_str(), "code" | "tt" | "samp") {
                self.as_letters(range);
            }
            return;
        };
        // What was opened inside and never closed stays as letters.
        for unclosed in open.split_off(at + 1) {
            self.as_letters(&unclosed.edit.range.clone());
        }
        if let Some(opening) = open.pop() {
            if opening.is_told {
                self.told_wrapper(&opening.edit.range);
            }
            self.edits.push(opening.edit);
            self.edits.push(Edit::new(range.clone(), opening.closing));
        }
    }

    /// The sentence ends: what is open stays as letters.
    pub(super) fn end_sentence(&mut self, open: &mut Vec<OpenTag>) {
        for unclosed in std::mem::take(open) {
            if unclosed.name == "a" && unclosed.edit.text.is_empty() {
                self.edits.push(unclosed.edit);
            } else {
                self.as_letters(&unclosed.edit.range.clone());
            }
        }
    }

    /// `<code>` becomes ticks where nothing in it would change by that.
    fn code_tag(&mut self, range: &Range<usize>, tag: &HtmlTag<'_>, open: &mut Vec<OpenTag>) {
        let end = format!("</{}>", tag.name);
        let after = &self.text[range.end..];
        let inner = after.find(&end).map(|end| &after[..end]);
        let is_plain = |inner: &&str| {
            !inner.is_empty() && !inner.contains(['<', '`', '*', '_', '[', '&', '\\', '\n', '~'])
        };
        match inner.filter(is_plain) {
            Some(_) => open.push(OpenTag {
                name: tag.name.clone(),
                edit: Edit::new(range.clone(), "`"),
                closing: "`".to_owned(),
                is_told: false,
            }),
            None => open.push(OpenTag {
                name: tag.name.clone(),
                edit: Edit::new(range.clone(), ""),
                closing: String::new(),
                is_told: true,
            }),
        }
    }

    /// A tag that may stay, with those of its attributes that may.
    fn kept(&mut self, range: &Range<usize>, tag: &HtmlTag<'_>) {
        let kept = html::allowed(tag);
        let mut attributes = tag.attributes.iter();
        let is_loss =
            attributes.any(|(name, _)| !ATTRIBUTES.contains(&name.as_str()) && name != "id");
        if is_loss {
            let place = self.place(range.clone());
            let written = self.text[range.clone()].to_owned();
            self.findings.push(finding::markup(
                place,
                &written,
                words(
                    "の属性は、ここで使えるものだけを残しました",
                    "kept only the attributes that are let through here",
                ),
            ));
        }
        if self.text[range.clone()] != kept {
            self.edits.push(Edit::new(range.clone(), kept));
        }
    }

    pub(super) fn told_wrapper(&mut self, range: &Range<usize>) {
        let place = self.place(range.clone());
        let written = self.text[range.clone()].to_owned();
        self.findings.push(finding::markup(
            place,
            &written,
            words(
                "のタグを外し、中身だけを残しました",
                "was taken away; what it holds stays",
            ),
        ));
    }

    /// A tag that is shown as it is written.
    pub(super) fn as_letters(&mut self, range: &Range<usize>) {
        let written = self.text[range.clone()].to_owned();
        let place = self.place(range.clone());
        self.findings.push(finding::markup(
            place,
            &written,
            words(
                "はここで使えないHTMLなので、文字として残しました",
                "is HTML that is not let through and stays as letters",
            ),
        ));
        self.edits
            .push(Edit::new(range.clone(), code_span(&written)));
    }

    /// A picture as Markdown writes it.
    pub(super) fn image(&mut self, tag: &HtmlTag<'_>, range: &Range<usize>) -> Option<String> {
        let source = html::attribute(tag, "src")?;
        let alt = html::attribute(tag, "alt").unwrap_or_default();
        let alt = super::super::write::escaped(&alt.replace(['\n', '\r'], " "));
        let place = self.place(range.clone());
        let told = |change: &mut Self, why| {
            change
                .findings
                .push(finding::dead_link(place, &source, why));
        };
        Some(match self.fate(&source, LinkKind::Image) {
            Fate::Same => format!(
                "![{alt}]({})",
                super::super::write::destination_as_is(&source)
            ),
            Fate::New(new) => format!("![{alt}]({new})"),
            Fate::LinkOnly(why) => {
                told(self, why);
                let new = super::super::write::destination_as_is(&source);
                let text = if alt.is_empty() {
                    super::super::write::escaped(&source)
                } else {
                    alt
                };
                format!("[{text}]({new})")
            }
            Fate::Unlinked(why) => {
                told(self, why);
                format!("{alt} ({})", code_span(&source))
            }
        })
    }
}
