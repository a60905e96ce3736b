//! From the form of a table to its schema.

use serde_json::{Map, Value as Json, json};

use super::value::json_of_letters;
use super::{Known, any_of, letters, merged};
use crate::config::LEVELS;
use crate::dataset::TypedTable;
use crate::decode::{Form, Key, Meaning, Names, Need, Shape};
use crate::theme::SettingKind;
use crate::wording::Wording;

/// Whose table is drawn: what fields may be named in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'a> {
    /// A channel, a part or a change.
    Channel,
    /// A row of a table; of any table, if it is not written yet.
    Row(Option<&'a TypedTable>),
    /// None of them.
    Nobody,
}

/// A schema that is being drawn.
pub(super) struct Draft<'a> {
    pub(super) known: &'a Known<'a>,
    pub(super) owner: Owner<'a>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(known: &'a Known<'a>, owner: Owner<'a>) -> Self {
        Self { known, owner }
    }

    /// The schema of a whole file.
    pub(super) fn file(&self, form: Form, title: &Wording) -> Json {
        let head = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": self.say(title),
        });
        let mut schema = merged(head, self.table(form));
        if let Owner::Row(_) = self.owner {
            schema = merged(schema, json!({ "dependencies": { "row": ["columns"] } }));
        }
        let mut definitions = self.definitions();
        // What nobody names is left out; one definition may name another.
        for _ in 0..2 {
            let text = format!("{schema}{definitions}");
            let is_named = |name: &str| text.contains(&reference(name));
            if let Some(definitions) = definitions.as_object_mut() {
                definitions.retain(|name, _| is_named(name));
            }
        }
        merged(schema, json!({ "definitions": definitions }))
    }

    /// What is drawn once and named often.
    fn definitions(&self) -> Json {
        let mut definitions = json!({
            "local": self.local(),
            "hours": self.hours(),
            "said": self.by_field(&json!({})),
            "dated": self.by_field(&json!({ "pattern": letters::DATE })),
            "severities": letters::severities(self.known, &self.words(LEVELS, &[])),
        });
        if matches!(self.owner, Owner::Channel) {
            let of_channels = json!({
                "channel": self.channel(),
                "part": self.part(),
                "change": self.change(),
            });
            definitions = merged(definitions, of_channels);
        }
        definitions
    }

    pub(super) fn say(&self, words: &Wording) -> String {
        words.of(self.known.language).to_owned()
    }

    /// The schema of a table with a form.
    pub(super) fn table(&self, form: Form) -> Json {
        let properties = form.iter().map(|key| (key.name.to_owned(), self.key(key)));
        self.object(&properties.collect(), &required(form))
    }

    /// The schema of a key's value, with what it is for.
    pub(super) fn key(&self, key: &Key) -> Json {
        let mut about = self.say(&key.about());
        if let Shape::Word(meanings) = key.shape {
            about.push_str(&self.meanings(meanings));
        }
        let mut described = json!({ "title": self.say(&key.label()), "description": about });
        put(&mut described, "default", json_of_letters(key.default));
        let example = json_of_letters(key.example);
        put(&mut described, "examples", example.map(|one| json!([one])));
        merged(described, self.shape(&key.shape))
    }

    /// The words of a closed list and what they mean, as lines.
    pub(super) fn meanings(&self, meanings: &[Meaning]) -> String {
        let line =
            |known: &Meaning| format!("\n- `{}`: {}", known.word, known.of(self.known.language));
        meanings.iter().map(line).collect()
    }

    pub(super) fn shape(&self, shape: &Shape) -> Json {
        let known = self.known;
        match shape {
            Shape::Text(of) => letters::text(known, *of),
            Shape::Texts(of) => list(&letters::text(known, *of)),
            Shape::OneOrMore(of) => {
                let one = letters::text(known, *of);
                any_of([one.clone(), list(&one)])
            }
            Shape::Local => named("local"),
            Shape::Bool => json!({ "type": "boolean" }),
            Shape::Integer(i64::MIN, i64::MAX) => json!({ "type": "integer" }),
            Shape::Integer(least, most) => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Shape::Date | Shape::BareDate => json!({ "type": "string", "pattern": letters::DATE }),
            Shape::Moment => json!({ "type": "string", "pattern": letters::MOMENT }),
            Shape::Word(meanings) => self.words(meanings, &[]),
            Shape::Groups => list(&list(&json!({ "type": "string" }))),
            Shape::Table(form) => self.table(form),
            Shape::Tables(form) => list(&self.table(form)),
            Shape::Map(Names::Code, _) => named("severities"),
            Shape::Map(names, value) => {
                letters::map(known, *names, &self.shape(value), &self.field_names())
            }
            Shape::Anything => json!({ "type": "object" }),
            Shape::Settings => self.settings(),
            Shape::ByField(Shape::BareDate) => named("dated"),
            Shape::ByField(_) => named("said"),
            Shape::Hours => named("hours"),
            Shape::ColumnType => self.column_type(),
            Shape::Channel => named("channel"),
            Shape::Part => named("part"),
            Shape::Change => list(&named("change")),
            Shape::Row => self.row(),
        }
    }

    /// One of some words, with what each of them means for editors that show it.
    pub(super) fn words(&self, meanings: &[Meaning], besides: &[(&str, Wording)]) -> Json {
        let language = self.known.language;
        let words = meanings.iter().map(|known| known.word);
        let words: Vec<&str> = words.chain(besides.iter().map(|(word, _)| *word)).collect();
        let said = meanings.iter().map(|known| known.of(language).to_owned());
        let besides = besides.iter().map(|(_, said)| self.say(said));
        let said: Vec<String> = said.chain(besides).collect();
        json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": said } } })
    }

    /// A text, or one for each language.
    fn local(&self) -> Json {
        let languages = self.known.config.languages.iter();
        let text = || json!({ "type": "string" });
        let properties: Map<String, Json> = languages.map(|tag| (tag.clone(), text())).collect();
        json!({
            "type": ["string", "object"],
            "properties": properties,
            "additionalProperties": text(),
            "minProperties": 1,
        })
    }

    fn settings(&self) -> Json {
        let property = |setting: &crate::theme::Setting| {
            let kind = match &setting.kind {
                SettingKind::Text | SettingKind::File => json!({ "type": "string" }),
                SettingKind::Bool => json!({ "type": "boolean" }),
                SettingKind::Number => json!({ "type": "integer" }),
                SettingKind::Colour => json!({
                    "type": "string",
                    "pattern": "^$|^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
                }),
                SettingKind::OneOf(words) => letters::one_of(words),
            };
            let about = setting.about.as_ref().map(|about| self.say(about));
            let mut described = json!({ "title": setting.name });
            put(&mut described, "description", about);
            put(&mut described, "default", Some(setting.default.clone()));
            (setting.name.clone(), merged(described, kind))
        };
        let properties: Map<String, Json> = self.known.settings.iter().map(property).collect();
        self.object(&properties, &[])
    }

    /// A table of these keys and no others. What another key holds can be nothing at all: so validators mark that key,
    /// where they would mark the whole table if the table were forbidden to have it.
    pub(super) fn object(&self, properties: &Map<String, Json>, required: &[&str]) -> Json {
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": letters::no_such_key(self.known),
        });
        let required = (!required.is_empty()).then(|| json!(required));
        put(&mut schema, "required", required);
        schema
    }
}

/// The keys that must be there.
pub(super) fn required(form: Form) -> Vec<&'static str> {
    let required = form.iter().filter(|key| key.need == Need::Required);
    required.map(|key| key.name).collect()
}

pub(super) fn list(of: &Json) -> Json {
    json!({ "type": "array", "items": of })
}

/// What is drawn among the definitions. Draft 7 lets nothing stand beside a reference.
pub(super) fn named(definition: &str) -> Json {
    json!({ "allOf": [{ "$ref": reference(definition) }] })
}

fn reference(definition: &str) -> String {
    format!("#/definitions/{definition}")
}

/// A key of an object, left out where there is nothing.
pub(super) fn put(object: &mut Json, key: &str, value: Option<impl Into<Json>>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), value.into());
    }
}
