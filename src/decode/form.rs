//! The form of a table: which keys it may have, what each of them holds, and what it is for.
//!
//! One declaration serves three readers: a [`Cursor`](super::Cursor) asks only for keys of its form
//! and reports all others, the JSON Schemas of editors and the reference of the manual say what
//! stands here. So no key can be read that is not explained, and none explained that is not read.

use crate::wording::{Language, Wording, words};

/// The keys of a table, in the order in which they are explained.
pub type Form = &'static [Key];

/// A key that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether the table must have it.
    pub need: Need,
    /// What it is called, in Japanese and English.
    pub label: Said,
    /// What it is for, in Japanese and English.
    pub about: Said,
    /// What holds where it is not written, as TOML; empty: nothing.
    pub default: &'static str,
    /// A value that somebody might write, as TOML.
    pub example: &'static str,
}

/// Words in Japanese and English, where constants need them.
pub type Said = (&'static str, &'static str);

/// Whether a table must have a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It need not.
    Optional,
    /// It must.
    Required,
}

/// What a value is, as far as types, words and names go.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text(Letters),
    /// A list of texts.
    Texts(Letters),
    /// One text, or a list of them.
    OneOrMore(Letters),
    /// A text, or one for each language.
    Local,
    /// True or false.
    Bool,
    /// A whole number between two.
    Integer(i64, i64),
    /// A day, with quotes or without.
    Date,
    /// A day without quotes, which others can write too.
    BareDate,
    /// A day, or a day and a time.
    Moment,
    /// One of some words.
    Word(&'static [Meaning]),
    /// A list of lists of words.
    Groups,
    /// A table with keys of its own.
    Table(Form),
    /// A list of such tables.
    Tables(Form),
    /// A table whose keys are names.
    Map(Names, &'static Shape),
    /// A table of the author's own making.
    Anything,
    /// The settings that the theme declares.
    Settings,
    /// A value, or one for each field of the table around it.
    ByField(&'static Shape),
    /// Days and times, or a text that says both.
    Hours,
    /// The type of a column.
    ColumnType,
    /// A channel, with all fields that channels may have.
    Channel,
    /// A part of a channel.
    Part,
    /// What changes on a day.
    Change,
    /// A row, with the columns of its table.
    Row,
}

/// A word of a closed list and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// As it is written.
    pub word: &'static str,
    /// What it means, in Japanese and English.
    pub said: Said,
}

/// What the letters of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Any.
    Any,
    /// Where a site stands; may be empty.
    BaseUrl,
    /// An `https` address; may be empty.
    Https,
    /// `https://host.example`
    Origin,
    /// A domain's name; may be empty.
    Domain,
    /// `ja`, `zh-hant`
    LanguageTag,
    /// One of the site's languages.
    Language,
    /// `12-01`
    MonthDay,
    /// `warnings`, or the code of a finding.
    Denied,
    /// A file or folder below `content/`.
    ContentPath,
    /// A template of the theme.
    Template,
    /// Part of an address.
    Slug,
    /// An address from the site's root.
    Alias,
    /// A calendar of the dataset.
    Calendar,
    /// A channel.
    Channel,
    /// A channel, or a part of one (`phone.general`).
    ChannelOrPart,
    /// `Asia/Tokyo`
    TimeZone,
    /// `90 days`
    Period,
    /// `12-29..01-03`
    DateRange,
}

/// What the keys of a table are that are no words of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Whatever the author calls it.
    Own,
    /// The id of a part, which may not be a field's name.
    Part,
    /// A column of channels, which may not be a field's name.
    Column,
    /// A language.
    Language,
    /// The code of a finding.
    Code,
    /// A path below `content/`.
    ContentPath,
    /// A word of the interface.
    InterfaceWord,
}

impl Key {
    /// A key that a table need not have.
    pub const fn new(name: &'static str, shape: Shape, label: Said, about: Said) -> Self {
        Self {
            name,
            shape,
            need: Need::Optional,
            label,
            about,
            default: "",
            example: "",
        }
    }

    /// The same, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// What holds without it.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    /// What somebody might write.
    #[must_use]
    pub const fn such_as(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// What it is called.
    pub fn label(&self) -> Wording {
        words(self.label.0, self.label.1)
    }

    /// What it is for.
    pub fn about(&self) -> Wording {
        words(self.about.0, self.about.1)
    }
}

impl Meaning {
    /// A word and its meaning in Japanese and English.
    pub const fn new(word: &'static str, ja: &'static str, en: &'static str) -> Self {
        Self {
            word,
            said: (ja, en),
        }
    }

    /// What it means.
    pub fn of(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.said.0,
            Language::English => self.said.1,
        }
    }
}

/// The key of a name.
pub fn key_of(form: Form, name: &str) -> Option<&'static Key> {
    form.iter().find(|key| key.name == name)
}
