//! The reference of the manual: every key of the config, front matter and data, from the forms that
//! the decoders read by.
//!
//! A test writes these pages and fails if the repository's own differ, so the manual cannot say of a
//! key what the program does not do.

use std::fmt::Write as _;

use super::reference_words::{CONFIG_PAGE, DATA_PAGE, Holds, Section};
use crate::dataset::field::{COLUMN_TYPES, FIELDS, Field, FieldType};
use crate::decode::{Form, Key, Letters, Meaning, Need, Said, Shape};
use crate::wording::Language;

/// A page of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// `config.toml` and front matter.
    Config,
    /// `content/data/`.
    Dataset,
}

/// A page in a language, as a file of `content/manual/`.
pub fn page(page: Page, language: Language) -> String {
    let (head, sections) = match page {
        Page::Config => CONFIG_PAGE,
        Page::Dataset => DATA_PAGE,
    };
    let writer = Writer { language };
    let mut text = writer.say(head).to_owned();
    for section in sections {
        writer.section(section, &mut text);
    }
    text
}

struct Writer {
    language: Language,
}

/// One line of a table of keys.
struct Row {
    key: String,
    kind: String,
    about: String,
    default: String,
    example: String,
}

impl Writer {
    fn say(&self, said: Said) -> &'static str {
        match self.language {
            Language::Japanese => said.0,
            Language::English => said.1,
        }
    }

    fn section(&self, section: &Section, text: &mut String) {
        text.push_str("\n## ");
        text.push_str(self.say(section.title));
        let _ = writeln!(text, " {{#{}}}", section.id);
        let said = self.say(section.said);
        if !said.is_empty() {
            text.push('\n');
            text.push_str(said);
            text.push('\n');
        }
        match section.holds {
            Holds::Form(form) => self.form(form, text),
            Holds::Fields => self.table(FIELDS.iter().map(|field| self.field(field)), text),
            Holds::ColumnTypes => self.column_types(text),
            Holds::Words => {}
        }
    }

    /// The keys of a table, and below it the tables inside.
    fn form(&self, form: Form, text: &mut String) {
        self.table(form.iter().map(|key| self.key(key)), text);
        self.tables_inside("", form, text);
    }

    fn tables_inside(&self, above: &str, form: Form, text: &mut String) {
        for key in form {
            if let Shape::Table(inside) = key.shape {
                let path = format!("{above}{}", key.name);
                let id = inside.first().map_or("", |first| first.name);
                let heading = format!("\n### `[{path}]` {{#{}-{id}}}\n", path.replace('.', "-"));
                // The same table may be part of several files; it is explained once.
                if text.contains(&heading) {
                    continue;
                }
                text.push_str(&heading);
                let _ = write!(
                    text,
                    "\n{}{}\n",
                    sentence(self.say(key.about)),
                    self.say(("。", "."))
                );
                self.table(inside.iter().map(|key| self.key(key)), text);
                self.tables_inside(&format!("{path}."), inside, text);
            }
        }
    }

    fn table(&self, rows: impl Iterator<Item = Row>, text: &mut String) {
        text.push_str(self.say((
            "\n| キー | 値 | 意味 | 初期値 | 例 |\n| --- | --- | --- | --- | --- |\n",
            "\n| Key | Value | Meaning | Default | Example |\n| --- | --- | --- | --- | --- |\n",
        )));
        for row in rows {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} | {} |",
                row.key,
                row.kind,
                row.about,
                code(&row.default),
                code(&row.example)
            );
        }
    }

    fn key(&self, key: &Key) -> Row {
        let mut about = self.say(key.about).to_owned();
        if let Shape::Word(meanings) = key.shape {
            about.push_str(&self.meanings(meanings));
        }
        if key.need == Need::Required {
            about.push_str(self.say(("。**必ず書く**", ". **Required**")));
        }
        Row {
            key: key.name.to_owned(),
            kind: self.say(shape_words(&key.shape)).to_owned(),
            about: cell(&about),
            default: key.default.to_owned(),
            example: key.example.to_owned(),
        }
    }

    fn field(&self, field: &Field) -> Row {
        let mut about = self.say(field.about).to_owned();
        if let FieldType::Known(meanings) = field.kind {
            about.push_str(&self.meanings(meanings));
        }
        Row {
            key: field.key.to_owned(),
            kind: self.say(field_words(&field.kind)).to_owned(),
            about: cell(&about),
            default: field.default.to_owned(),
            example: field.example.to_owned(),
        }
    }

    /// `: `safe` (…), `allow` (…)`
    fn meanings(&self, meanings: &[Meaning]) -> String {
        let of = |known: &Meaning| match self.language {
            Language::Japanese => format!("`{}`({})", known.word, known.said.0),
            Language::English => format!("`{}` ({})", known.word, known.said.1),
        };
        let all: Vec<String> = meanings.iter().map(of).collect();
        let all = all.join(self.say(("、", ", ")));
        format!("{}{all}", self.say(("。", ": ")))
    }

    fn column_types(&self, text: &mut String) {
        text.push_str(self.say((
            "\n| 型 | 値 |\n| --- | --- |\n",
            "\n| Type | Value |\n| --- | --- |\n",
        )));
        for (name, kind) in COLUMN_TYPES {
            let _ = writeln!(text, "| `{name}` | {} |", self.say(field_words(kind)));
        }
        let words = FieldType::OneOf(Vec::new());
        let _ = writeln!(
            text,
            "| `{{ one_of = [\"a\", \"b\"] }}` | {} |",
            self.say(field_words(&words))
        );
    }
}

/// Words with a capital at their start.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Letters of TOML in a cell of a table.
fn code(toml: &str) -> String {
    if toml.is_empty() {
        return String::new();
    }
    format!("`{}`", cell(toml))
}

/// A line of a table can hold no bar of its own.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What a value is, in words.
fn shape_words(shape: &Shape) -> Said {
    match shape {
        Shape::Text(letters) => letter_words(*letters),
        Shape::Texts(Letters::Calendar) => ("暦のIDの並び", "list of calendars"),
        Shape::Texts(Letters::ChannelOrPart) => ("窓口のIDの並び", "list of channels"),
        Shape::Texts(Letters::ContentPath) => ("名前の並び", "list of names"),
        Shape::Texts(Letters::DateRange) => ("日付の並び", "list of days"),
        Shape::Texts(_) => ("文字列の並び", "list of texts"),
        Shape::OneOrMore(_) => ("文字列か、その並び", "text, or list of texts"),
        Shape::Local => ("文字列か `{ ja, en }`", "text, or `{ ja, en }`"),
        Shape::Bool => ("`true` か `false`", "`true` or `false`"),
        Shape::Integer(..) => ("整数", "whole number"),
        Shape::Date | Shape::BareDate => ("日付", "date"),
        Shape::Moment => ("日付か日時", "date, or date and time"),
        Shape::Word(_) => ("決まった語", "one of some words"),
        Shape::Groups => ("語の組の並び", "list of lists of words"),
        Shape::Table(_)
        | Shape::Map(..)
        | Shape::Anything
        | Shape::Settings
        | Shape::Channel
        | Shape::Part
        | Shape::Row => ("表", "table"),
        Shape::Tables(_) | Shape::Change => ("表の並び", "list of tables"),
        Shape::ByField(Shape::BareDate) => ("日付、または項目ごとの表", "date, or table by field"),
        Shape::ByField(_) => ("文字列、または項目ごとの表", "text, or table by field"),
        Shape::Hours => ("受付時間", "hours"),
        Shape::ColumnType => ("型の名前", "name of a type"),
    }
}

fn letter_words(letters: Letters) -> Said {
    match letters {
        Letters::BaseUrl | Letters::Https | Letters::Origin => ("アドレス", "address"),
        Letters::Domain => ("ドメイン名", "domain name"),
        Letters::LanguageTag | Letters::Language => ("言語の記号", "language tag"),
        Letters::MonthDay => ("月日", "month and day"),
        Letters::Channel | Letters::ChannelOrPart => ("窓口のID", "id of a channel"),
        Letters::TimeZone => ("時間帯の名前", "name of a time zone"),
        Letters::Period => ("期間", "period"),
        _ => ("文字列", "text"),
    }
}

fn field_words(kind: &FieldType) -> Said {
    match kind {
        FieldType::Text => (
            "文字列か `{ ja, en }`(Markdown)",
            "text, or `{ ja, en }` (Markdown)",
        ),
        FieldType::Plain => ("文字列", "text"),
        FieldType::PlainList => ("文字列の並び", "list of texts"),
        FieldType::Hours => ("受付時間", "hours"),
        FieldType::Phone => ("電話番号", "phone number"),
        FieldType::Url => ("`https://` のアドレス", "`https://` address"),
        FieldType::Email => ("メールアドレス", "e-mail address"),
        FieldType::Date => ("日付", "date"),
        FieldType::Duration => ("返答までの目安", "reply time"),
        FieldType::Time => ("時刻", "time of day"),
        FieldType::Number => ("数", "number"),
        FieldType::Bool => ("`true` か `false`", "`true` or `false`"),
        FieldType::OneOf(_) | FieldType::Known(_) => ("決まった語", "one of some words"),
        FieldType::Languages => ("言語ごとの水準", "level by language"),
        FieldType::Channel => ("窓口のID", "id of a channel"),
        FieldType::Channels => ("窓口のIDか、その並び", "id of a channel, or list of them"),
    }
}
