//! TOML into a [`Table`], with every syntax error; the one home of the TOML parser.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use super::toml_words::{self, Told};
use super::{Entry, Kind, Node, Origin, Table, escaped, wide};
use crate::civil::Date;
use crate::diagnostic::{Bag, Checked, Diagnostic, Edit, Fix, codes};
use crate::wording::words;

/// Tables nested deeper than this are refused: no format of ours needs more, and whatever walks
/// the tree may recurse.
pub(super) const DEEPEST: usize = 32;

/// Parses a text. The table holds what could be read; each line's first syntax error is reported, but
/// for characters that nobody sees: who reads the whole file tells of them.
pub fn parse_toml(text: &str, origin: &Origin) -> Checked<Table> {
    let mut bag = Bag::new();
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut told = TellingOnce::new(text);
    for error in &errors {
        let at = error.span().unwrap_or_else(|| place_of_depth(text));
        if told.is_new(error.message(), at.start) {
            bag.push(syntax_error(text, error.message(), at, origin));
        }
    }
    let told = errors.iter().filter_map(toml::de::Error::span);
    let walk = Walk {
        text,
        origin,
        told: told.map(|span| span.start).collect(),
    };
    let mut table = walk.table(root.get_ref(), 0..0, 0, &mut bag);
    table.span = origin.span(0..0);
    bag.with(table)
}

/// Tells the errors that are mistakes of their own: one missing bracket makes a dozen.
struct TellingOnce<'t> {
    text: &'t str,
    /// Where lines end.
    ends: Vec<usize>,
    line: Option<usize>,
    /// The lines of a table that stands there twice: every key of it is a second one.
    repeated: Range<usize>,
    /// Whether a table in braces was not closed, so that the parser takes all lines behind it for its own.
    is_open: bool,
}

impl<'t> TellingOnce<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            ends: text.match_indices('\n').map(|(at, _)| at).collect(),
            line: None,
            repeated: 0..0,
            is_open: false,
        }
    }

    /// Whether an error at a place follows from none that was told.
    fn is_new(&mut self, message: &str, at: usize) -> bool {
        let line = self.ends.partition_point(|end| *end < at);
        if is_unseen(self.text, at) {
            self.line = Some(line);
            return false;
        }
        let is_duplicate = is_duplicate(message);
        let follows = self.line == Some(line)
            || is_duplicate && (self.is_open || self.repeated.contains(&at))
            || self.is_open && toml_words::is_about_braces(message);
        if follows {
            return false;
        }
        self.line = Some(line);
        self.is_open |= toml_words::is_missing_comma(message);
        if is_duplicate {
            self.repeated = below_header(self.text, at).unwrap_or(self.repeated.clone());
        }
        true
    }
}

fn is_duplicate(message: &str) -> bool {
    message.contains("duplicate key")
}

/// The lines below a table's header, if the place is in one.
fn below_header(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let header = text[start..].lines().next()?;
    header.trim_start().starts_with('[').then(|| {
        let below = start + header.len();
        let end = text[below..]
            .find("\n[")
            .map_or(text.len(), |at| below + at);
        below..end
    })
}

/// Whether a character stands there that TOML refuses because nobody sees it.
fn is_unseen(text: &str, at: usize) -> bool {
    let letters = text.get(at..).unwrap_or_default();
    letters.starts_with(|c: char| {
        c == '\u{feff}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
    })
}

/// The parser gives no place for a key that nests too deep: the longest line is the one.
fn place_of_depth(text: &str) -> Range<usize> {
    let longest = text
        .lines()
        .max_by_key(|line| line.len())
        .unwrap_or_default();
    let start = longest.as_ptr() as usize - text.as_ptr() as usize;
    start..start
}

fn syntax_error(text: &str, message: &str, at: Range<usize>, origin: &Origin) -> Diagnostic {
    let line_start = text[..at.start.min(text.len())]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if is_duplicate(message) {
        let message = if line.trim_start().starts_with('[') {
            words("同じ表が二度書かれています", "this table is written twice")
        } else {
            words("同じキーが二度書かれています", "this key is written twice")
        };
        return Diagnostic::new(codes::DUPLICATE_KEY, origin.place(at), message).help(words(
            "どちらか一方を消してください",
            "remove one of the two",
        ));
    }
    let rest = text.get(at.start..).and_then(|rest| rest.lines().next());
    let Told {
        message: said,
        help,
    } = toml_words::told(message, line, rest.unwrap_or_default());
    let told = Diagnostic::new(codes::TOML_SYNTAX, origin.place(at.clone()), said);
    let unquoted = unquoted(text, message, &at);
    let help = wide::help(line).or(help);
    let fix = narrow_marks(line, line_start, origin).or_else(|| {
        let value = unquoted.filter(|value| is_plain(value))?;
        let span = origin.span(at.start..at.start + value.len());
        Some(Fix::replace(&origin.path, span, format!("\"{value}\"")))
    });
    let told = told.maybe_help(help);
    match fix {
        Some(fix) => told.fix(fix),
        None => told,
    }
}

/// A text without quotes, `title = 電話`.
fn unquoted<'t>(text: &'t str, message: &str, at: &Range<usize>) -> Option<&'t str> {
    let value = text.get(at.start..)?.lines().next()?.trim_end();
    let is_value = message.contains("must be quoted") && !value.is_empty() && !value.contains('"');
    is_value.then_some(value)
}

/// Whether a text without quotes is surely the whole value: words, without any mark of TOML.
fn is_plain(value: &str) -> bool {
    value.starts_with(char::is_alphabetic)
        && !value.contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '.'))
}

/// The line with the marks that are meant, if it can be read then.
fn narrow_marks(line: &str, start: usize, origin: &Origin) -> Option<Fix> {
    let marks = wide::marks(line);
    let meant = wide::narrowed(line, &marks);
    // A line by itself, or one of a list that is written over several lines.
    let wholes = [
        meant.clone(),
        format!("x = [\n{meant}\n]"),
        format!("{meant}\n]"),
    ];
    let can_be_read = |whole: &String| DeTable::parse(whole).is_ok();
    let edits = marks.iter().map(|(range, narrow)| Edit {
        path: origin.path.clone(),
        span: origin.span(start + range.start..start + range.end),
        text: (*narrow).to_owned(),
    });
    let fix = Fix {
        edits: edits.collect(),
    };
    (!marks.is_empty() && wholes.iter().any(can_be_read)).then_some(fix)
}

struct Walk<'a> {
    text: &'a str,
    origin: &'a Origin,
    /// Where syntax errors are: what is wrong with a value that begins there was told already.
    told: BTreeSet<usize>,
}

impl Walk<'_> {
    fn table(&self, table: &DeTable<'_>, span: Range<usize>, depth: usize, bag: &mut Bag) -> Table {
        let entries = table
            .iter()
            .map(|(key, value)| {
                self.escapes(key.get_ref(), &key.span(), bag);
                Entry {
                    key: key.get_ref().nfc().collect(),
                    key_span: self.origin.span(key.span()),
                    value: self.node(value, depth, bag),
                }
            })
            .collect();
        Table {
            span: self.origin.span(span),
            entries,
        }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>, depth: usize, bag: &mut Bag) -> Node {
        let span = value.span();
        let mut verbatim = None;
        let kind = match value.get_ref() {
            _ if depth > DEEPEST => {
                bag.push(too_deep(self.origin, span.clone()));
                Kind::Null
            }
            // What was probably meant, so that the same mistake is not told as a wrong value, too.
            DeValue::String(text) if self.told.contains(&span.start) => {
                toml_words::meant(text).map_or(Kind::Null, |meant| Kind::Text(meant.to_owned()))
            }
            DeValue::String(text) => {
                verbatim = self.verbatim(text, &span);
                self.escapes(text, &span, bag);
                Kind::Text(text.to_string())
            }
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| self.no_number(&span, bag), Kind::Integer),
            DeValue::Float(number) => {
                float(number.as_str()).map_or_else(|| self.no_number(&span, bag), Kind::Float)
            }
            DeValue::Boolean(value) => Kind::Bool(*value),
            DeValue::Datetime(value) => date_kind(value),
            DeValue::Array(list) => Kind::List(
                list.iter()
                    .map(|node| self.node(node, depth + 1, bag))
                    .collect(),
            ),
            DeValue::Table(table) => Kind::Table(self.table(table, span.clone(), depth + 1, bag)),
        };
        Node {
            kind,
            span: self.origin.span(span),
            verbatim,
        }
    }

    fn escapes(&self, value: &str, span: &Range<usize>, bag: &mut Bag) {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        bag.extend(escaped::invisible(value, raw, span.clone(), self.origin));
    }

    /// The parser knows the shape of a number, not whether it is one (`0x`) and can be counted.
    fn no_number(&self, span: &Range<usize>, bag: &mut Bag) -> Kind {
        if self.told.contains(&span.start) {
            return Kind::Null;
        }
        let written = self.text.get(span.clone()).unwrap_or_default();
        bag.push(
            Diagnostic::new(
                codes::TOML_SYNTAX,
                self.origin.place(span.clone()),
                words(
                    format!("`{written}` は数として読めません"),
                    format!("`{written}` cannot be read as a number"),
                ),
            )
            .help(words(
                "半角の数字で書き、大きすぎる数は `\"…\"` で囲んで文字列にしてください",
                "write it in ASCII digits; put a number that is too large in quotes: `\"…\"`",
            )),
        );
        Kind::Null
    }

    /// Where the text's first letter stands, if no letter of it is written as an escape.
    fn verbatim(&self, text: &str, span: &Range<usize>) -> Option<u32> {
        let raw = self.text.get(span.clone())?;
        let quote = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            3
        } else {
            1
        };
        let inner = raw.get(quote..raw.len().checked_sub(quote)?)?;
        let skipped = if quote == 3 {
            inner.len() - inner.trim_start_matches(['\r', '\n']).len()
        } else {
            0
        };
        let skipped = skipped.min(if inner.starts_with("\r\n") { 2 } else { 1 });
        let letters = &inner[if quote == 3 { skipped } else { 0 }..];
        let start = span.start + raw.len() - quote - letters.len();
        (letters == text).then(|| self.origin.span(start..start).start)
    }
}

/// A float that is one: infinite only if it says so.
fn float(written: &str) -> Option<f64> {
    let number: f64 = written.parse().ok()?;
    (!number.is_infinite() || written.contains("inf")).then_some(number)
}

fn date_kind(value: &toml::value::Datetime) -> Kind {
    let Some(date) = value.date else {
        // A day that does not exist has been told as it was read.
        let is_empty = value.time.is_none() && value.offset.is_none();
        return if is_empty {
            Kind::Null
        } else {
            Kind::OtherTime
        };
    };
    let Ok(day) = Date::new(
        i16::try_from(date.year).unwrap_or(i16::MAX),
        i8::try_from(date.month).unwrap_or(0),
        i8::try_from(date.day).unwrap_or(0),
    ) else {
        return Kind::OtherTime;
    };
    match (value.time, value.offset) {
        (None, None) => Kind::Date(day),
        (Some(time), None) => {
            Kind::DateTime(day, u16::from(time.hour) * 60 + u16::from(time.minute))
        }
        _ => Kind::OtherTime,
    }
}

pub(super) fn too_deep(origin: &Origin, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        codes::NESTING_TOO_DEEP,
        origin.place(span),
        words(
            format!("表の入れ子が{DEEPEST}段を超えています"),
            format!("tables nest deeper than {DEEPEST} levels"),
        ),
    )
}
