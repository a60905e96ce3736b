//! One value of one field, by the field's type.

use super::super::{Cell, Text, TextVariant, Value};
use super::hours::read_hours;
use super::scope::Scopes;
use super::top::inside;
use crate::dataset::field::{FieldType, KnownWord};
use crate::decode::{Entry, Kind, Node, Origin, Reader};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::notation::{self, CalendarNames};
use crate::text::Spanned;
use crate::wording::{Wording, words};

/// What reading a cell needs besides the cell.
pub(super) struct CellReader<'a> {
    pub reader: &'a Reader<'a>,
    pub region: &'a str,
    pub calendars: &'a [CalendarNames],
}

impl CellReader<'_> {
    /// The cell of an entry; `field` is the name it is kept under.
    pub(super) fn cell(
        &self,
        field: &str,
        kind: &FieldType,
        entry: &Entry,
        scopes: &Scopes<'_>,
    ) -> Cell {
        Cell {
            value: self
                .value(kind, &entry.value, scopes)
                .unwrap_or(Value::Unreadable),
            place: self.reader.place(entry.value.span),
            key_place: self.reader.place(entry.key_span),
            provenance: scopes.provenance(field),
        }
    }

    fn value(&self, kind: &FieldType, node: &Node, scopes: &Scopes<'_>) -> Option<Value> {
        if node.as_text() == Some("unknown") && !matches!(kind, FieldType::Text | FieldType::Plain)
        {
            return Some(Value::Unknown);
        }
        match kind {
            FieldType::Text => text_of(self.reader, node).map(Value::Text),
            FieldType::Plain => self.plain(node).map(Value::Text),
            FieldType::PlainList => self.reader.texts(node).map(Value::Words),
            FieldType::Hours => {
                read_hours(self, node, scopes).map(|hours| Value::Hours(Box::new(hours)))
            }
            FieldType::Phone => self.phone(node),
            FieldType::Url => self.url(node),
            FieldType::Email => self.email(node),
            FieldType::Date => self.reader.date(node).map(Value::Date),
            FieldType::Duration => self.reply(node),
            FieldType::Time => self.time(node),
            FieldType::Number => self.number(node),
            FieldType::Bool => self.truth(node),
            FieldType::OneOf(choices) => self.one_of(node, choices.iter().map(String::as_str)),
            FieldType::Known(choices) => self.known(node, choices),
            FieldType::Languages => None,
            FieldType::Channel => self.reader.text(node).map(|id| Value::Channels(vec![id])),
            FieldType::Channels => self.channels(node),
        }
    }

    /// Letters that are the same in every language are a text of one variant.
    fn plain(&self, node: &Node) -> Option<Text> {
        self.reader.text(node)?;
        text_of(self.reader, node)
    }

    fn phone(&self, node: &Node) -> Option<Value> {
        let text = self.reader.text(node)?;
        match notation::read_phone(&text.value, self.region) {
            Ok(number) => Some(Value::Phone(number)),
            Err(error) => {
                let place = self.reader.place(inside(&text, &error.at));
                self.reader.report(
                    Diagnostic::new(codes::BAD_NUMBER, place, error.words()).help(words(
                        "公式の案内にある番号と一桁ずつ見比べてください",
                        "compare it digit by digit with the official page",
                    )),
                );
                None
            }
        }
    }

    fn url(&self, node: &Node) -> Option<Value> {
        let text = self.reader.text(node)?;
        match url_problem(&text.value) {
            None => Some(Value::Url(text.value)),
            Some((ja, en)) => {
                self.reader.bad_value(
                    text.span,
                    words(
                        format!("`{}` は使えません({ja})", text.value),
                        format!("`{}` cannot be used: {en}", text.value),
                    ),
                );
                None
            }
        }
    }

    fn email(&self, node: &Node) -> Option<Value> {
        let text = self.reader.text(node)?;
        let good = text.value.split_once('@').is_some_and(|(name, host)| {
            let letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
            !name.is_empty() && name.chars().all(letter) && is_host(host)
        });
        if !good {
            self.reader.bad_value(
                text.span,
                words(
                    format!("`{}` はメールアドレスではありません", text.value),
                    format!("`{}` is no e-mail address", text.value),
                ),
            );
        }
        good.then_some(Value::Email(text.value))
    }

    fn reply(&self, node: &Node) -> Option<Value> {
        let text = self.reader.text(node)?;
        match notation::read_reply(&text.value) {
            Ok(reply) => Some(Value::Reply(reply)),
            Err(error) => {
                let place = self.reader.place(inside(&text, &error.at));
                self.reader.report(
                    Diagnostic::new(codes::BAD_VALUE, place, error.words()).help(words(
                        "`1-2 business days`、`12時間以内`、`at once` のように書いてください",
                        "write it like `1-2 business days`, `within 12 hours` or `at once`",
                    )),
                );
                None
            }
        }
    }

    fn time(&self, node: &Node) -> Option<Value> {
        let text = self.reader.text(node)?;
        let found = notation::read_time_of_day(&text.value);
        if found.is_none() {
            self.reader.bad_value(
                text.span,
                words(
                    format!("`{}` は時刻ではありません(例: `20:45`)", text.value),
                    format!("`{}` is no time of day such as `20:45`", text.value),
                ),
            );
        }
        found.map(Value::Time)
    }

    fn number(&self, node: &Node) -> Option<Value> {
        match &node.kind {
            Kind::Integer(number) => Some(Value::Number(number.to_string())),
            Kind::Float(number) if number.is_finite() => Some(Value::Number(number.to_string())),
            _ => {
                self.reader.wrong_type(node, &words("数", "a number"));
                None
            }
        }
    }

    fn truth(&self, node: &Node) -> Option<Value> {
        if let Kind::Bool(truth) = node.kind {
            return Some(Value::Bool(truth));
        }
        self.reader
            .wrong_type(node, &words("`true` か `false` の値", "true or false"));
        None
    }

    /// A word of a closed list. Whoever writes what is printed, 無料, is told the word for it.
    pub(super) fn known(&self, node: &Node, choices: &[KnownWord]) -> Option<Value> {
        let typed = node.as_text().unwrap_or_default();
        let printed = choices.iter().find(|known| is_printed_as(known, typed));
        let words = choices.iter().map(|known| known.word);
        self.word(node, words, printed.map(|known| instead(known.word)))
    }

    fn one_of<'c>(
        &self,
        node: &Node,
        choices: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<Value> {
        self.word(node, choices, None)
    }

    fn word<'c>(
        &self,
        node: &Node,
        choices: impl Iterator<Item = &'c str> + Clone,
        help: Option<Wording>,
    ) -> Option<Value> {
        let text = self.reader.text(node)?;
        if choices.clone().any(|choice| choice == text.value) {
            return Some(Value::Word(text.value));
        }
        self.reader.report(
            Diagnostic::new(
                codes::BAD_VALUE,
                self.reader.place(text.span),
                words(
                    format!("`{}` という値はありません", text.value),
                    format!("there is no value `{}` here", text.value),
                ),
            )
            .maybe_help(help.or_else(|| did_you_mean(&text.value, choices))),
        );
        None
    }

    fn channels(&self, node: &Node) -> Option<Value> {
        match &node.kind {
            Kind::Text(id) => Some(Value::Channels(vec![Spanned::new(id.clone(), node.span)])),
            _ => self.reader.texts(node).map(Value::Channels),
        }
    }
}

/// Whether what was typed is how a word is printed, or begins like it: 無料, 対面.
fn is_printed_as(known: &KnownWord, typed: &str) -> bool {
    let typed = typed.trim();
    let (ja, en) = known.said;
    typed.chars().count() > 1 && (ja.starts_with(typed) || en.eq_ignore_ascii_case(typed))
}

fn instead(word: &str) -> Wording {
    words(
        format!("データでは `{word}` と書いてください"),
        format!("in the data it is written `{word}`"),
    )
}

/// A text: a string, or one for each language.
pub(super) fn text_of(reader: &Reader<'_>, node: &Node) -> Option<Text> {
    match &node.kind {
        Kind::Text(markdown) => Some(Text {
            variants: vec![variant(reader, None, markdown, node)],
        }),
        Kind::Table(table) if !table.entries.is_empty() => {
            let of = |entry: &Entry| {
                let markdown = reader.text_of(&entry.value)?;
                Some(variant(
                    reader,
                    Some(entry.key.clone()),
                    &markdown,
                    &entry.value,
                ))
            };
            let variants: Vec<TextVariant> = table.entries.iter().filter_map(of).collect();
            (!variants.is_empty()).then_some(Text { variants })
        }
        _ => {
            reader.wrong_type(
                node,
                &words(
                    "文字列か `{ ja = \"…\", en = \"…\" }`",
                    "a text or `{ ja = \"…\", en = \"…\" }`",
                ),
            );
            None
        }
    }
}

fn variant(
    reader: &Reader<'_>,
    language: Option<String>,
    markdown: &str,
    node: &Node,
) -> TextVariant {
    let start = node.verbatim.unwrap_or(node.span.start + 1);
    TextVariant {
        language,
        markdown: markdown.to_owned(),
        origin: Origin::from_offset(&reader.origin.path, start as usize),
        place: reader.place(node.span),
    }
}

/// Why a source is none that anybody could look up, in Japanese and English. Words are a source, too.
pub(crate) fn source_problem(source: &str) -> Option<(&'static str, &'static str)> {
    let source = source.trim();
    if source.is_empty() {
        return Some(("空です", "it is empty"));
    }
    let is_address = source.contains("://") && !source.contains(char::is_whitespace);
    url_problem(source).filter(|_| is_address)
}

/// Why an address is not one that may be published, in Japanese and English (row D06).
fn url_problem(url: &str) -> Option<(&'static str, &'static str)> {
    let Some(rest) = url.strip_prefix("https://") else {
        return Some((
            "`https://` で始めてください",
            "it must start with `https://`",
        ));
    };
    let host_and_port = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host_and_port.split(':').next().unwrap_or_default();
    if url
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`'))
    {
        return Some((
            "URLに使えない文字があります",
            "it holds a character that no URL may hold",
        ));
    }
    if host_and_port.contains('@') {
        return Some(("利用者名が入っています", "it holds a user name"));
    }
    if host_and_port.contains(':') {
        return Some(("ポート番号が入っています", "it holds a port"));
    }
    if host.starts_with('[') || host.split('.').all(|part| part.parse::<u32>().is_ok()) {
        return Some(("ホスト名ではなく番号です", "it names a host by number"));
    }
    if host.split('.').any(|part| part.starts_with("xn--")) {
        return Some((
            "`xn--` で始まる名前は見分けがつきません",
            "a name that starts with `xn--` cannot be told apart",
        ));
    }
    (!is_host(host)).then_some(("ホスト名ではありません", "it has no host name"))
}

fn is_host(host: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    host.contains('.') && host.len() <= 253 && host.split('.').all(part)
}
