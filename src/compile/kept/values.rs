//! What is kept of pages and findings, value by value.
//!
//! Exhaustive by construction: a field that a type gains is missing here until it is named.

use std::borrow::Cow;

use crate::civil::{Date, read_date};
use crate::decode::{Entry, Kind as NodeKind, Node, Table};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Label, Place, Severity, find_code};
use crate::keep::{Keep, Recall, keep_fields, keep_variants};
use crate::page::{
    Block, Body, Braces, FrontMatter, Heading, HtmlRefusal, IdSlot, Kind, Link, LinkKind, Phrase,
    Piece, Placeholder, RawHtml, Reading, SlotForm, SortBy, Target,
};
use crate::text::{SourcePath, Span, Spanned};
use crate::wording::Wording;

keep_fields! {
    FrontMatter {
        title, description, date, updated, weight, sort, draft, slug, lang, aliases, template, kind, toc,
        search, literal, braces, extra,
    }
    Body { headings, links, placeholders, single_braces, blocks, html, fence_languages, reading }
    Phrase { pieces, span }
    Placeholder { path, span, path_span }
    Heading { level, id, explicit, text, span, section, slot }
    IdSlot { span, form }
    Link { kind, destination, text, span, target }
    Block { name, arguments, span }
    RawHtml { span, refused }
    Reading { letters, words }
    Table { span, entries }
    Entry { key, key_span, value }
    Node { kind, span, verbatim }
    Diagnostic { severity, code, message, place, labels, help, fix }
    Label { place, message }
    Place { path, span }
    Fix { edits }
    Edit { path, span, text }
    Wording { ja, en }
}

keep_variants! {
    SortBy { 0 Weight, 1 Date, 2 Title }
    Kind { 0 Page, 1 Faq }
    Braces { 0 Facts, 1 Literal }
    SlotForm { 0 Bare, 1 InBraces, 2 Id }
    LinkKind { 0 Link, 1 Image }
    Severity { 0 Hint, 1 Warning, 2 Error }
}

impl Keep for Span {
    fn keep(&self, out: &mut Vec<u8>) {
        self.start.keep(out);
        self.end.keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        let (start, end) = (from.offset()?, from.offset()?);
        (start <= end).then(|| Self::new(start, end))
    }
}

impl<T: Keep> Keep for Spanned<T> {
    fn keep(&self, out: &mut Vec<u8>) {
        self.value.keep(out);
        self.span.keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(Self::new(Keep::recall(from)?, Keep::recall(from)?))
    }
}

impl Keep for SourcePath {
    fn keep(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(Self::new(&String::recall(from)?))
    }
}

impl Keep for Date {
    fn keep(&self, out: &mut Vec<u8>) {
        self.to_string().keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        read_date(&String::recall(from)?)
    }
}

impl Keep for Code {
    fn keep(&self, out: &mut Vec<u8>) {
        self.name().to_owned().keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        find_code(&String::recall(from)?)
    }
}

impl Keep for Cow<'static, str> {
    fn keep(&self, out: &mut Vec<u8>) {
        self.clone().into_owned().keep(out);
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(Self::Owned(Keep::recall(from)?))
    }
}

impl Keep for Piece {
    fn keep(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => tagged(0, text, out),
            Self::Fact(fact) => tagged(1, fact, out),
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(match u8::recall(from)? {
            0 => Self::Text(Keep::recall(from)?),
            1 => Self::Fact(Keep::recall(from)?),
            _ => return None,
        })
    }
}

impl Keep for Target {
    fn keep(&self, out: &mut Vec<u8>) {
        match self {
            Self::Page {
                from_root,
                path,
                fragment,
            } => {
                tagged(0, from_root, out);
                path.keep(out);
                fragment.keep(out);
            }
            Self::Fragment(fragment) => tagged(1, fragment, out),
            Self::File { from_root, path } => {
                tagged(2, from_root, out);
                path.keep(out);
            }
            Self::External => out.push(3),
            Self::Fact => out.push(4),
            Self::Refused => out.push(5),
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(match u8::recall(from)? {
            0 => Self::Page {
                from_root: Keep::recall(from)?,
                path: Keep::recall(from)?,
                fragment: Keep::recall(from)?,
            },
            1 => Self::Fragment(Keep::recall(from)?),
            2 => Self::File {
                from_root: Keep::recall(from)?,
                path: Keep::recall(from)?,
            },
            3 => Self::External,
            4 => Self::Fact,
            5 => Self::Refused,
            _ => return None,
        })
    }
}

impl Keep for HtmlRefusal {
    fn keep(&self, out: &mut Vec<u8>) {
        match self {
            Self::Element(name) => tagged(0, name, out),
            Self::Attribute(name) => tagged(1, name, out),
            Self::Unbalanced(name) => tagged(2, name, out),
            Self::Unreadable => out.push(3),
            Self::WithItsStart => out.push(4),
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(match u8::recall(from)? {
            0 => Self::Element(Keep::recall(from)?),
            1 => Self::Attribute(Keep::recall(from)?),
            2 => Self::Unbalanced(Keep::recall(from)?),
            3 => Self::Unreadable,
            4 => Self::WithItsStart,
            _ => return None,
        })
    }
}

impl Keep for NodeKind {
    fn keep(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => tagged(0, text, out),
            Self::Integer(number) => tagged(1, number, out),
            Self::Float(number) => tagged(2, number, out),
            Self::Bool(truth) => tagged(3, truth, out),
            Self::Date(date) => tagged(4, date, out),
            Self::DateTime(date, minute) => {
                tagged(5, date, out);
                minute.keep(out);
            }
            Self::OtherTime => out.push(6),
            Self::Null => out.push(7),
            Self::List(list) => tagged(8, list, out),
            Self::Table(table) => tagged(9, table, out),
        }
    }

    fn recall(from: &mut Recall<'_>) -> Option<Self> {
        Some(match u8::recall(from)? {
            0 => Self::Text(Keep::recall(from)?),
            1 => Self::Integer(Keep::recall(from)?),
            2 => Self::Float(Keep::recall(from)?),
            3 => Self::Bool(Keep::recall(from)?),
            4 => Self::Date(Keep::recall(from)?),
            5 => Self::DateTime(Keep::recall(from)?, Keep::recall(from)?),
            6 => Self::OtherTime,
            7 => Self::Null,
            8 => Self::List(Keep::recall(from)?),
            9 => Self::Table(from.deeper()?),
            _ => return None,
        })
    }
}

fn tagged(tag: u8, value: &impl Keep, out: &mut Vec<u8>) {
    out.push(tag);
    value.keep(out);
}
