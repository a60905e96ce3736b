//! Walking a table: each key is asked for by name and type, what nobody asked for is reported.

use std::cell::RefCell;

use super::form::{Form, Shape, key_of};
use super::{Entry, Kind, Node, Origin, Table};
use crate::civil::Date;
use crate::diagnostic::{Bag, Diagnostic, Place, codes, did_you_mean};
use crate::text::{Span, Spanned};
use crate::wording::{Wording, words};

/// The file that is read and what was found wrong so far.
///
/// Cursors of nested tables share it, so it is written through a shared reference.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The file.
    pub origin: &'a Origin,
    bag: RefCell<Bag>,
}

impl<'a> Reader<'a> {
    /// A reader of one text.
    pub fn new(origin: &'a Origin) -> Self {
        Self {
            origin,
            bag: RefCell::default(),
        }
    }

    /// Reports a finding.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.bag.borrow_mut().push(diagnostic);
    }

    /// A place in the file that is read.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.origin.path, span)
    }

    /// Everything found wrong so far, taken out.
    pub fn take_bag(&self) -> Bag {
        self.bag.take()
    }

    /// Everything found wrong.
    pub fn into_bag(self) -> Bag {
        self.bag.into_inner()
    }

    /// Says that a value is not of the wanted type.
    pub fn wrong_type(&self, node: &Node, wanted: &Wording) {
        self.report(self.of_wrong_type(node, wanted));
    }

    fn of_wrong_type(&self, node: &Node, wanted: &Wording) -> Diagnostic {
        let found = kind_name(&node.kind);
        Diagnostic::new(
            codes::WRONG_TYPE,
            self.place(node.span),
            words(
                format!("{}を書くところに{}があります", wanted.ja, found.ja),
                format!("expected {}, found {}", wanted.en, found.en),
            ),
        )
    }

    /// Says that a value is none of those allowed.
    pub fn bad_value(&self, span: Span, message: Wording) {
        self.report(Diagnostic::new(codes::BAD_VALUE, self.place(span), message));
    }

    /// The text of a node, or a finding.
    pub fn text(&self, node: &Node) -> Option<Spanned<String>> {
        self.text_of(node).map(|text| Spanned::new(text, node.span))
    }

    /// The text of a node without its place, or a finding.
    pub fn text_of(&self, node: &Node) -> Option<String> {
        let text = node.as_text();
        if text.is_none() {
            let told = self.of_wrong_type(node, &words("文字列", "a text"));
            self.report(told.maybe_help(quotes(&node.kind)));
        }
        text.map(str::to_owned)
    }

    /// The day of a node, or a finding.
    pub fn date(&self, node: &Node) -> Option<Date> {
        let date = match &node.kind {
            Kind::Date(date) => Some(*date),
            Kind::Text(text) => crate::civil::read_date(text),
            _ => None,
        };
        if date.is_none() {
            let wanted = words("`2026-11-01` の形の日付", "a date such as `2026-11-01`");
            let told = self.of_wrong_type(node, &wanted);
            self.report(told.help(words(
                "年4桁、月2桁、日2桁を `-` でつなぎ、引用符なしで書いてください",
                "write four digits of the year, two of the month, two of the day, without quotes",
            )));
        }
        date
    }

    /// The texts of a list, or findings; a single text where a list stands is a finding too.
    pub fn texts(&self, node: &Node) -> Option<Vec<Spanned<String>>> {
        let Some(list) = node.as_list() else {
            let expected = match node.as_text() {
                Some(text) if !text.contains(['"', '\\']) => words(
                    format!("`[\"{text}\"]` のような文字列の並び"),
                    format!("a list of texts such as `[\"{text}\"]`"),
                ),
                _ => words("文字列の並び", "a list of texts"),
            };
            self.wrong_type(node, &expected);
            return None;
        };
        Some(list.iter().filter_map(|node| self.text(node)).collect())
    }
}

/// A table that is being read.
#[derive(Debug)]
pub struct Cursor<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    form: Option<Form>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Cursor<'a> {
    /// Starts at a table whose keys are known by being asked for.
    pub fn new(reader: &'a Reader<'a>, table: &'a Table) -> Self {
        Self {
            reader,
            table,
            form: None,
            asked: RefCell::default(),
        }
    }

    /// Starts at a table that has a form: only keys of it are asked for, each as what it is.
    pub fn of(reader: &'a Reader<'a>, table: &'a Table, form: Form) -> Self {
        Self {
            form: Some(form),
            ..Self::new(reader, table)
        }
    }

    /// The shape of a key, where the table has a form.
    fn shape(&self, key: &str) -> Option<Shape> {
        self.form.map(|form| {
            let declared = key_of(form, key);
            declared
                .expect("invariant: only keys of the form are asked for")
                .shape
        })
    }

    /// Holds the decoder to what the form says of a key.
    fn declared_as(&self, key: &str, is: impl Fn(Shape) -> bool) {
        debug_assert!(
            self.shape(key).is_none_or(is),
            "invariant: `{key}` is read as what its form says"
        );
    }

    /// The table's own place, for what is missing in it.
    pub fn span(&self) -> Span {
        self.table.span
    }

    /// The entry of a key, whatever its type.
    pub fn entry(&self, key: &'static str) -> Option<&'a Entry> {
        self.declared_as(key, |_| true);
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The value of a key, whatever its type.
    pub fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A text.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        self.declared_as(key, |shape| matches!(shape, Shape::Text(_)));
        self.reader.text(self.node(key)?)
    }

    /// A text that must be there.
    pub fn required_text(&self, key: &'static str) -> Option<Spanned<String>> {
        let found = self.node(key);
        if found.is_none() {
            let message = words(
                format!("`{key}` がありません"),
                format!("`{key}` is missing"),
            );
            let place = self.reader.place(self.table.span);
            let told = Diagnostic::new(codes::MISSING_KEY, place, message);
            self.reader.report(told.help(words(
                format!("`{key} = \"…\"` の行を書いてください"),
                format!("write a line `{key} = \"…\"`"),
            )));
        }
        self.reader.text(found?)
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        self.declared_as(key, |shape| matches!(shape, Shape::Texts(_)));
        self.reader.texts(self.node(key)?)
    }

    /// True or false.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        self.declared_as(key, |shape| matches!(shape, Shape::Bool));
        let node = self.node(key)?;
        if let Kind::Bool(value) = node.kind {
            return Some(value);
        }
        let told = self
            .reader
            .of_wrong_type(node, &words("`true` か `false` の値", "true or false"));
        self.reader.report(told.maybe_help(no_quotes::<bool>(node)));
        None
    }

    /// A whole number; one that is too small or too great is a finding.
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        self.declared_as(key, |shape| matches!(shape, Shape::Integer(..)));
        let node = self.node(key)?;
        if let Kind::Integer(value) = node.kind {
            let Some(Shape::Integer(least, most)) = self.shape(key) else {
                return Some(value);
            };
            let is_between = (least..=most).contains(&value);
            if !is_between {
                self.reader.bad_value(
                    node.span,
                    words(
                        format!("`{key}` の {value} は{least}から{most}までの数ではありません"),
                        format!("`{key}` is {value}, which is no number from {least} to {most}"),
                    ),
                );
            }
            return is_between.then_some(value);
        }
        let told = self
            .reader
            .of_wrong_type(node, &words("整数", "a whole number"));
        self.reader.report(told.maybe_help(no_quotes::<i64>(node)));
        None
    }

    /// A day, as TOML writes it or between quotes.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Date>> {
        self.declared_as(key, |shape| matches!(shape, Shape::Date));
        let node = self.node(key)?;
        let date = self.reader.date(node)?;
        Some(Spanned::new(date, node.span))
    }

    /// One of the words that the form lists.
    pub fn word(&self, key: &'static str) -> Option<Spanned<&'static str>> {
        self.declared_as(key, |shape| matches!(shape, Shape::Word(_)));
        let Some(Shape::Word(known)) = self.shape(key) else {
            return None;
        };
        let text = self.text_at(key)?;
        let found = known.iter().find(|known| known.word == text.value);
        if found.is_none() {
            self.reader.report(
                Diagnostic::new(
                    codes::BAD_VALUE,
                    self.reader.place(text.span),
                    words(
                        format!("`{key}` に `{}` という値はありません", text.value),
                        format!("`{key}` cannot be `{}`", text.value),
                    ),
                )
                .maybe_help(did_you_mean(
                    &text.value,
                    known.iter().map(|known| known.word),
                )),
            );
        }
        found.map(|known| Spanned::new(known.word, text.span))
    }

    fn text_at(&self, key: &'static str) -> Option<Spanned<String>> {
        self.reader.text(self.node(key)?)
    }

    /// A table inside.
    pub fn table(&self, key: &'static str) -> Option<Cursor<'a>> {
        self.declared_as(key, |shape| {
            matches!(shape, Shape::Table(_) | Shape::Map(..) | Shape::Anything)
        });
        let node = self.node(key)?;
        let table = node.as_table();
        if table.is_none() {
            self.reader.wrong_type(node, &words("表", "a table"));
        }
        table.map(|table| match self.shape(key) {
            Some(Shape::Table(form)) => Cursor::of(self.reader, table, form),
            _ => Cursor::new(self.reader, table),
        })
    }

    /// All entries, for tables whose keys are names of the site's own.
    pub fn entries(&self) -> &'a [Entry] {
        &self.table.entries
    }

    /// The reader, to report what only the caller can judge.
    pub fn reader(&self) -> &'a Reader<'a> {
        self.reader
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        self.finish_knowing(&[], |_| None);
    }

    /// Reports the keys that nobody asked for. `also` are further keys that exist; `place_of` says
    /// where a misplaced key belongs, if it knows.
    pub fn finish_knowing(self, also: &[&str], place_of: impl Fn(&str) -> Option<Wording>) {
        let asked = self.asked.into_inner();
        debug_assert!(
            self.form
                .is_none_or(|form| form.iter().all(|key| asked.contains(&key.name))),
            "invariant: every key of the form is asked for"
        );
        for entry in &self.table.entries {
            let key = entry.key.as_str();
            if asked.contains(&key) || also.contains(&key) {
                continue;
            }
            let known = asked.iter().copied().chain(also.iter().copied());
            let place = self.reader.place(entry.key_span);
            let message = words(
                format!("`{key}` というキーはありません"),
                format!("unknown key `{key}`"),
            );
            self.reader.report(match place_of(key) {
                Some(help) => Diagnostic::new(codes::MISPLACED_KEY, place, message).help(help),
                None => Diagnostic::new(codes::UNKNOWN_KEY, place, message)
                    .help(did_you_mean(key, known).unwrap_or_else(remove_it)),
            });
        }
    }
}

/// The cure where nothing near is known and too much exists to be listed.
fn remove_it() -> Wording {
    words(
        "消すか、正しいキーに直してください。サイト独自の項目は `[columns]` で宣言できます",
        "remove it or correct it; the site's own columns are declared below `[columns]`",
    )
}

/// How a number, a day or a truth value becomes a text (`title: 110`).
fn quotes(kind: &Kind) -> Option<Wording> {
    let has_letters = !matches!(kind, Kind::List(_) | Kind::Table(_) | Kind::Null);
    has_letters.then(|| {
        words(
            "文字列にするには `\"…\"` のように引用符で囲んでください",
            "put it in quotes to make it a text: `\"…\"`",
        )
    })
}

/// How a value in quotes becomes what is wanted, if it is that without them.
fn no_quotes<T: std::str::FromStr>(node: &Node) -> Option<Wording> {
    node.as_text()?.parse::<T>().ok()?;
    Some(words(
        "前後の引用符を外してください",
        "remove the quotes around it",
    ))
}

fn kind_name(kind: &Kind) -> Wording {
    match kind {
        Kind::Text(_) => words("文字列", "a text"),
        Kind::Integer(_) => words("整数", "a whole number"),
        Kind::Float(_) => words("小数", "a number"),
        Kind::Bool(_) => words("true か false", "true or false"),
        Kind::Date(_) => words("日付", "a date"),
        Kind::DateTime(..) => words("日時", "a date and time"),
        Kind::OtherTime => words("時刻", "a time"),
        Kind::Null => words("空の値", "nothing"),
        Kind::List(_) => words("並び", "a list"),
        Kind::Table(_) => words("表", "a table"),
    }
}
