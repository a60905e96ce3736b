//! Facts: typed values with the place they were written at and who vouches for them.

use std::collections::BTreeMap;

use super::WeekHours;
use crate::civil::Date;
use crate::decode::Origin;
use crate::diagnostic::Place;
use crate::notation::{PhoneNumber, Reply};
use crate::text::Spanned;

/// The values of one thing: a channel, a part of it, a row of a table.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// Its cells by field; the languages it serves stand as `languages.ja`.
    pub cells: BTreeMap<String, Cell>,
}

/// A fact: one value of one field.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says.
    pub value: Value,
    /// Where the value stands.
    pub place: Place,
    /// Where the key stands.
    pub key_place: Place,
    /// Who vouches for it.
    pub provenance: Provenance,
}

/// Who vouches for a fact, from the nearest place that says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// Where it was read: a link or a description.
    pub source: Option<String>,
    /// The day on which a person confirmed it.
    pub verified: Option<Spanned<Date>>,
    /// Who did.
    pub verified_by: Option<String>,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Said to be unknown.
    Unknown,
    /// Written, but wrong; that has been told where it stands, and is not told again where it is used.
    Unreadable,
    /// Words of the site, inline Markdown.
    Text(Text),
    /// Opening hours and their like.
    Hours(Box<Hours>),
    /// A phone or fax number.
    Phone(PhoneNumber),
    /// An `https` address.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// A day.
    Date(Date),
    /// How long an answer takes.
    Reply(Reply),
    /// A number, as it is written.
    Number(String),
    /// Yes or no.
    Bool(bool),
    /// A word of a closed list, as it stands in the data: `phone`, `free`.
    Word(String),
    /// How well a language is served: a word of a closed list, and a remark.
    Level(String, Option<Text>),
    /// A time of day, in minutes since midnight.
    Time(u16),
    /// Other words for the same thing.
    Words(Vec<Spanned<String>>),
    /// Channels, by id.
    Channels(Vec<Spanned<String>>),
}

impl Value {
    /// Whether it says anything.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown | Self::Unreadable)
    }
}

/// Words of the site, in one language or several.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// At least one; the first is the one shown when nothing fits better.
    pub variants: Vec<TextVariant>,
}

impl PartialEq for Text {
    /// Equal words are equal, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        self.variants.len() == other.variants.len()
            && self
                .variants
                .iter()
                .zip(&other.variants)
                .all(|(a, b)| a.language == b.language && a.markdown == b.markdown)
    }
}

/// Words of the site in one language.
#[derive(Clone, Debug)]
pub struct TextVariant {
    /// The language; absent: the site's default one.
    pub language: Option<String>,
    /// Inline Markdown, with placeholders.
    pub markdown: String,
    /// Where it stands.
    pub origin: Origin,
    /// The whole value with its quotes.
    pub place: Place,
}

impl Text {
    /// The words in a language; else in the site's default one; else whatever there is. The second
    /// half is the language of the words where it is not the one asked for.
    pub fn of<'t>(
        &'t self,
        language: &str,
        default: &'t str,
    ) -> Option<(&'t TextVariant, Option<&'t str>)> {
        let tag = |variant: &'t TextVariant| variant.language.as_deref().unwrap_or(default);
        let find = |wanted: &str| self.variants.iter().find(|variant| tag(variant) == wanted);
        let found = find(language)
            .or_else(|| find(default))
            .or_else(|| self.variants.first())?;
        Some((found, Some(tag(found)).filter(|tag| *tag != language)))
    }
}

/// Opening hours (or busy, quiet, limited ones) as they stand in the data.
#[derive(Clone, Debug)]
pub struct Hours {
    /// What they say.
    pub week: WeekHours,
    /// For each rule of `week`: where its days and its times stand.
    pub rule_places: Vec<(Place, Place)>,
    /// The calendars on which it is closed.
    pub closed_on: Vec<String>,
    /// A remark: which part of the service is limited.
    pub note: Option<Text>,
}

impl PartialEq for Hours {
    /// Equal hours are equal, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        self.week == other.week && self.closed_on == other.closed_on && self.note == other.note
    }
}

impl Record {
    /// The cell of a field.
    pub fn cell(&self, field: &str) -> Option<&Cell> {
        self.cells.get(field)
    }

    /// The value of a field; unknown or unreadable counts as none.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.cell(field)
            .map(|cell| &cell.value)
            .filter(|value| value.is_known())
    }

    /// The hours of a field.
    pub fn hours(&self, field: &str) -> Option<&Hours> {
        match self.value(field)? {
            Value::Hours(hours) => Some(hours),
            _ => None,
        }
    }

    /// The word of a field of a closed list.
    pub fn word(&self, field: &str) -> Option<&str> {
        match self.value(field)? {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The truth of a field; absent where it is not said.
    pub fn truth(&self, field: &str) -> Option<bool> {
        match self.value(field)? {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The words of a text field.
    pub fn text(&self, field: &str) -> Option<&Text> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}
