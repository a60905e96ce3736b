//! What a Markdown file says of itself: front matter, outline, links, placeholders, blocks.
//!
//! [`parse`] reads one text and looks at no neighbour: whether a link leads anywhere or a fact
//! exists is for `site` to say. The events of the Markdown parser are not kept; `render` parses
//! again and meets the same headings, links, placeholders and blocks in the same order, so what
//! is resolved is handed over by *ordinal*: the n-th link of [`Body::links`] is the n-th link met.

mod attributes;
mod blocks;
mod concern;
pub mod dialect;
mod emphasis;
mod event_list;
mod fences;
mod footnotes;
pub mod foreign;
mod front_matter;
pub mod gathered;
mod ids;
mod keys;
mod leftover;
mod letters;
mod links;
mod lone_attributes;
pub mod mask;
mod misleading;
mod outline;
mod parse;
mod placeholder;
mod plain_writer;
pub mod prose;
mod punctuation;
mod punycode;
mod raw_html;
mod reading;
mod safety;
mod said;
mod sections;
mod single_braces;
mod slack;
mod survey;
pub mod target;
#[cfg(test)]
mod tests;
mod typed_list;
mod wide_marks;

pub use blocks::{BUILT_IN_BLOCKS, Fence, fence, file_ending};
pub use dialect::Dialect;
pub use event_list::EventList;
pub use footnotes::footnote_key;
pub use ids::{is_class, slug_of};
pub use keys::FRONT_MATTER;
pub use letters::{letters, letters_in};
pub use links::is_ornament;
pub use outline::write_id;
pub use parse::{parse, parse_body};
pub use placeholder::{phrase, phrase_at};
pub use plain_writer::plain_writer;
pub use raw_html::{raw_html_contact, raw_html_refused};
pub use safety::{invisible_in_code, invisible_in_data};
pub use said::{numerals, passages};
pub use sections::{SectionLetters, sections};

use std::ops::Range;
use std::sync::Arc;

use crate::civil::Date;
use crate::decode::{Origin, Table};
use crate::text::{SourcePath, Span, Spanned};

/// A parsed Markdown file.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The file.
    pub path: SourcePath,
    /// What it was parsed from: `render` parses it again.
    pub text: Arc<str>,
    /// What stands between the `+++` (or `---`).
    pub front: FrontMatter,
    /// Where the body begins, in bytes of the file.
    pub body_start: usize,
    /// What is in the body.
    pub body: Body,
}

impl Page {
    /// The text of its body.
    pub fn body_text(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// Where its body lies.
    pub fn origin(&self) -> Origin {
        Origin::from_offset(&self.path, self.body_start)
    }
}

/// The front matter, every key optional.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// `title`, with placeholders.
    pub title: Option<Phrase>,
    /// `description`, with placeholders.
    pub description: Option<Phrase>,
    /// `date`
    pub date: Option<Date>,
    /// `updated`
    pub updated: Option<Date>,
    /// `weight`: smaller comes first.
    pub weight: Option<i64>,
    /// `sort`: by what a section orders its pages.
    pub sort: Option<SortBy>,
    /// `draft`
    pub draft: bool,
    /// `slug`: the last part of the URL instead of the file's name.
    pub slug: Option<Spanned<String>>,
    /// `lang`: the page's language, if the file name does not say it.
    pub lang: Option<Spanned<String>>,
    /// `aliases`: old paths from the root (`/old/page/`) that lead here.
    pub aliases: Vec<Spanned<String>>,
    /// `template`: another template of the theme.
    pub template: Option<Spanned<String>>,
    /// `kind`
    pub kind: Kind,
    /// `toc`: whether the contents are shown; absent: if there is more than one heading.
    pub toc: Option<bool>,
    /// `search`: whether the page is searched.
    pub search: bool,
    /// `check.literal`: what the author means literally.
    pub literal: Vec<Spanned<String>>,
    /// `braces`: what `{{ }}` means here, if the page says so.
    pub braces: Option<Braces>,
    /// `extra`: anything, for templates.
    pub extra: Option<Table>,
}

impl Default for FrontMatter {
    /// A page that says nothing of itself is searched.
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            date: None,
            updated: None,
            weight: None,
            sort: None,
            draft: false,
            slug: None,
            lang: None,
            aliases: Vec::new(),
            template: None,
            kind: Kind::Page,
            toc: None,
            search: true,
            literal: Vec::new(),
            braces: None,
            extra: None,
        }
    }
}

/// What a section orders its pages by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// Smaller `weight` first, then title.
    Weight,
    /// Newer `date` first.
    Date,
    /// By title.
    Title,
}

/// What kind of page it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Prose.
    #[default]
    Page,
    /// A list of questions: each level-2 heading is one.
    Faq,
}

/// What `{{ … }}` means in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Braces {
    /// A fact of the dataset.
    #[default]
    Facts,
    /// Just braces.
    Literal,
}

/// A text with facts in it, in pieces; `{{ phone }}の使い方`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// Letters and placeholders in turn.
    pub pieces: Vec<Piece>,
    /// Where it stands.
    pub span: Span,
}

impl Phrase {
    /// Whether both read the same, wherever they stand.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same = |pieces: (&Piece, &Piece)| match pieces {
            (Piece::Text(a), Piece::Text(b)) => a == b,
            (Piece::Fact(a), Piece::Fact(b)) => a.path == b.path,
            _ => false,
        };
        self.pieces.len() == other.pieces.len() && self.pieces.iter().zip(&other.pieces).all(same)
    }
}

/// A piece of a [`Phrase`].
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Letters as the reader sees them.
    Text(String),
    /// A fact to be put here.
    Fact(Placeholder),
}

/// A fact asked for: `{{ phone.hours }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// What stands between the braces, spaces trimmed: `phone.hours`. Nothing is known of it yet.
    pub path: String,
    /// The whole, with its braces.
    pub span: Span,
    /// The path alone.
    pub path_span: Span,
}

/// What a Markdown text holds, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The headings.
    pub headings: Vec<Heading>,
    /// Links and images.
    pub links: Vec<Link>,
    /// Facts asked for, wherever they stand: prose, headings, cells, link texts and targets, alt texts.
    pub placeholders: Vec<Placeholder>,
    /// Letters that look like a fact asked for in single braces: `{ phone.hours }`.
    pub single_braces: Vec<Placeholder>,
    /// Blocks.
    pub blocks: Vec<Block>,
    /// Raw HTML, comments excepted.
    pub html: Vec<RawHtml>,
    /// The languages of code fences, as written.
    pub fence_languages: Vec<Spanned<String>>,
    /// How much there is to read.
    pub reading: Reading,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the page; a placeholder in it counts as its path.
    pub id: String,
    /// Where the id is written, if it is.
    pub explicit: Option<Span>,
    /// Its text, without marks of emphasis.
    pub text: Phrase,
    /// The heading line.
    pub span: Span,
    /// Its bytes in the body's text, this heading's line up to the next heading of its level or above.
    pub section: Range<usize>,
    /// Where an explicit id would be written; see [`write_id`].
    pub slot: IdSlot,
}

/// Where in the file an explicit id can be written into a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdSlot {
    /// The id that stands there, with its `#`; else the empty place for one.
    pub span: Span,
    /// What is there already.
    pub form: SlotForm,
}

/// What stands where an id is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlotForm {
    /// Nothing: the heading's end.
    #[default]
    Bare,
    /// Braces without an id: `{.wide}`.
    InBraces,
    /// An id.
    Id,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Which of them.
    pub kind: LinkKind,
    /// Where it leads, entities resolved, placeholders in it still open.
    pub destination: Phrase,
    /// The text that the reader sees, or the alt text.
    pub text: Phrase,
    /// The whole.
    pub span: Span,
    /// What kind of destination it is.
    pub target: Target,
}

/// A link or an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](url)`, `[text][ref]`, `<https://…>`
    Link,
    /// `![alt](url)`
    Image,
}

/// What a destination says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `@/phone/callback.md#id` or `callback.md#id`: a page by its file, with the fragment if any.
    Page {
        /// From the content root where `true` (`@/`), else from the page's own folder.
        from_root: bool,
        /// The path as written, without `@/` and fragment, percent-decoded.
        path: String,
        /// What follows `#`, percent-decoded.
        fragment: Option<String>,
    },
    /// `#id` in this page.
    Fragment(String),
    /// Another file beside the page or from the site's root (`/logo.svg`), with query and fragment cut off.
    File {
        /// From the site's root where `true`.
        from_root: bool,
        /// The path as written, without a leading `/`, percent-decoded. Empty: the page itself.
        path: String,
    },
    /// `https://…`, `http://…`, `//host/…`
    External,
    /// It holds a placeholder; `site` will see.
    Fact,
    /// A scheme that is not allowed, or a contact that must come from the data. Already reported.
    Refused,
}

/// A fence that puts a block into the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its name, without braces: `table`.
    pub name: Spanned<String>,
    /// Its arguments; spans are of the file.
    pub arguments: Table,
    /// The whole fence.
    pub span: Span,
}

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHtml {
    /// Where it stands.
    pub span: Span,
    /// Whether it is one of the harmless elements, with harmless attributes alone; else why not.
    pub refused: Option<HtmlRefusal>,
}

/// Why a piece of raw HTML is not let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlRefusal {
    /// An element that is not in the list.
    Element(String),
    /// An attribute that is not in the list.
    Attribute(String),
    /// Opened and not closed in the same place, or closed without having been opened.
    Unbalanced(String),
    /// Not a tag that can be read: a declaration, CDATA, a broken tag.
    Unreadable,
    /// The end of an element whose start is refused already: no mistake of its own.
    WithItsStart,
}

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Wide letters (kana, kanji, hangul).
    pub letters: usize,
    /// Words of other scripts.
    pub words: usize,
}
