//! The schemas of typed fields: channels, parts, changes, rows, hours.

use serde_json::{Map, Value as Json, json};

use super::draw::{Draft, Owner, list, named, put, required};
use super::value::json_of_letters;
use super::{any_of, letters, merged};
use crate::dataset::Column;
use crate::dataset::field::{COLUMN_TYPES, FIELDS, Field, FieldType, LEVELS, is_field_name};
use crate::dataset::keys::{CHANGE_KEYS, CHANNEL_KEYS, LANGUAGE, ONE_OF, PROVENANCE_KEYS, Whose};
use crate::decode::{Letters, Shape};
use crate::wording::{Wording, words};

/// Days as keys of hours that editors offer.
const DAYS: [(&str, &str, &str); 12] = [
    ("everyday", "毎日", "every day"),
    (
        "weekdays",
        "平日(月〜金。祝日は除く)",
        "Monday to Friday, without public holidays",
    ),
    ("weekends", "土日", "Saturday and Sunday"),
    ("holidays", "祝日", "public holidays"),
    ("mon", "月曜", "Mondays"),
    ("tue", "火曜", "Tuesdays"),
    ("wed", "水曜", "Wednesdays"),
    ("thu", "木曜", "Thursdays"),
    ("fri", "金曜", "Fridays"),
    ("sat", "土曜", "Saturdays"),
    ("sun", "日曜", "Sundays"),
    ("2nd-sat", "第2土曜", "the second Saturday of the month"),
];

/// Days in the notations that begin with Latin letters (`mon-fri`, `Sat and Sun`, `last-fri`); in other letters any
/// words are let through, since only the decoder can read them.
const OTHER_DAYS: &str = "^\\s*(([Ee]very ?day|[Dd]aily|[Ww]eek ?days?|[Ww]eek ?ends?|([Pp]ublic )?[Hh]olidays?|[Mm]on(days?)?|[Tt]ue(s|sdays?)?|[Ww]ed(nesdays?)?|[Tt]hu(rs|rsdays?)?|[Ff]ri(days?)?|[Ss]at(urdays?)?|[Ss]un(days?)?|1st|2nd|3rd|4th|5th|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ll]ast|and|to|through)([\\s,/&.-]+|$))+$|[^\\x00-\\x7F]";

impl Draft<'_> {
    /// The schema of a channel.
    pub(super) fn channel(&self) -> Json {
        let named = json!({ "anyOf": [{ "required": ["name"] }, { "required": ["like"] }] });
        merged(self.object(&self.of_channels(Whose::Channel), &[]), named)
    }

    /// The schema of a part.
    pub(super) fn part(&self) -> Json {
        self.object(&self.of_channels(Whose::Part), &[])
    }

    /// The schema of a change.
    pub(super) fn change(&self) -> Json {
        let own = CHANGE_KEYS.iter();
        let mut properties: Map<String, Json> = own
            .map(|key| (key.name.to_owned(), self.key(key)))
            .collect();
        properties.extend(self.of_channels(Whose::Change));
        self.object(&properties, &required(CHANGE_KEYS))
    }

    fn of_channels(&self, whose: Whose) -> Map<String, Json> {
        let fields = FIELDS
            .iter()
            .map(|field| (field.key.to_owned(), self.field(field)));
        let columns = self.known.dataset.columns.iter();
        let columns = columns.map(|column| (column.key.clone(), self.column(column)));
        let keys = CHANNEL_KEYS.iter().filter(|key| whose.has(key.name));
        let keys = keys.map(|key| (key.name.to_owned(), self.key(key)));
        fields.chain(columns).chain(keys).collect()
    }

    /// The schema of a row, with the columns of its table.
    pub(super) fn row(&self) -> Json {
        let Owner::Row(Some(table)) = self.owner else {
            return json!({ "type": "object" });
        };
        let columns = table.columns.iter();
        let columns = columns.map(|column| (column.key.clone(), self.column(column)));
        let keys = PROVENANCE_KEYS.iter();
        let keys = keys.map(|key| (key.name.to_owned(), self.key(key)));
        self.object(&keys.chain(columns).collect(), &[])
    }

    /// A text, or one for each field. Fields of channels are known; whose they are elsewhere is not asked.
    pub(super) fn by_field(&self, text: &Json) -> Json {
        let each = merged(json!({ "type": "string" }), text.clone());
        let by_field = match self.owner {
            Owner::Channel => {
                let names = self.known_to_channels();
                self.object(
                    &names.into_iter().map(|name| (name, each.clone())).collect(),
                    &[],
                )
            }
            _ => json!({ "additionalProperties": each }),
        };
        let either = json!({ "type": ["string", "object"] });
        merged(merged(by_field, text.clone()), either)
    }

    fn known_to_channels(&self) -> Vec<String> {
        let fields = FIELDS.iter().map(|field| field.key);
        let keys = CHANNEL_KEYS.iter().chain(CHANGE_KEYS).map(|key| key.name);
        let own = self.known.dataset.columns.iter().map(|of| of.key.as_str());
        fields.chain(own).chain(keys).map(str::to_owned).collect()
    }

    /// Names that a part or a column of channels may not have.
    pub(super) fn field_names(&self) -> Vec<String> {
        let mut names = self.known_to_channels();
        names.push("next_closed".into());
        names.retain(|name| is_field_name(name));
        names
    }

    fn field(&self, field: &Field) -> Json {
        let mut about = self.say(&words(field.about.0, field.about.1));
        if let FieldType::Known(meanings) = field.kind {
            about.push_str(&self.meanings(meanings));
        }
        let mut described = json!({ "title": self.say(&field.label()), "description": about });
        put(&mut described, "default", json_of_letters(field.default));
        let example = json_of_letters(field.example);
        put(&mut described, "examples", example.map(|one| json!([one])));
        merged(described, self.typed(&field.kind))
    }

    fn column(&self, column: &Column) -> Json {
        let tag = self.known.language.tag();
        let label = column.label.as_ref().and_then(|label| label.of(tag, tag));
        let label = label.map_or(column.key.as_str(), |(label, _)| &label.markdown);
        merged(json!({ "title": label }), self.typed(&column.kind))
    }

    /// The schema of a typed value. Of what may be unknown, `"unknown"` says so.
    fn typed(&self, kind: &FieldType) -> Json {
        let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
        let unknown = || json!({ "const": "unknown" });
        match kind {
            FieldType::Text => named("local"),
            FieldType::Plain | FieldType::Phone | FieldType::Duration => {
                json!({ "type": "string" })
            }
            FieldType::PlainList => any_of([list(&json!({ "type": "string" })), unknown()]),
            FieldType::Hours => named("hours"),
            FieldType::Url => pattern("^unknown$|^https://[A-Za-z0-9.-]+([/?#][^\\s\"<>\\\\`]*)?$"),
            FieldType::Email => pattern("^unknown$|^[^@\\s]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$"),
            FieldType::Date => pattern(&format!("^unknown$|{}", letters::DATE)),
            FieldType::Time => pattern("^unknown$|[0-9０-９]"),
            FieldType::Number => any_of([json!({ "type": "number" }), unknown()]),
            FieldType::Bool => any_of([json!({ "type": "boolean" }), unknown()]),
            FieldType::OneOf(choices) => {
                let choices = choices.iter().map(String::as_str);
                letters::one_of(choices.chain(["unknown"]))
            }
            FieldType::Known(meanings) => self.words(meanings, &[("unknown", not_known())]),
            FieldType::Languages => self.levels(),
            FieldType::Channel => {
                any_of([letters::text(self.known, Letters::ChannelOrPart), unknown()])
            }
            FieldType::Channels => any_of([
                self.shape(&Shape::OneOrMore(Letters::ChannelOrPart)),
                unknown(),
            ]),
        }
    }

    /// Languages, each with how well it is served.
    fn levels(&self) -> Json {
        let level = any_of([self.words(LEVELS, &[]), self.table(LANGUAGE)]);
        let languages = self.known.config.languages.iter();
        let offered: Map<String, Json> =
            languages.map(|tag| (tag.clone(), level.clone())).collect();
        json!({ "type": "object", "properties": offered, "additionalProperties": level })
    }

    /// Hours: a text, or days and times.
    pub(super) fn hours(&self) -> Json {
        let times = |about: &str| {
            json!({
                "type": "string",
                "description": about,
                "examples": ["9:00-17:30", "9:00-12:00, 13:00-18:00", "24h", "closed"],
            })
        };
        let day = |(key, ja, en): &(&str, &'static str, &'static str)| {
            ((*key).to_owned(), times(&self.say(&words(*ja, *en))))
        };
        let calendar = |of: &crate::dataset::Calendar| (of.id.clone(), times(&self.say(&of.name)));
        let days = DAYS.iter().map(day);
        let calendars = self.known.dataset.calendars.iter().map(calendar);
        let mut properties: Map<String, Json> = days.chain(calendars).collect();
        properties.insert("note".into(), named("local"));
        json!({
            "type": ["string", "object"],
            "examples": ["24/7", "unknown", "平日9:00〜17:30"],
            "properties": properties,
            "patternProperties": { OTHER_DAYS: { "type": "string" } },
            "additionalProperties": letters::no_such_key(self.known),
        })
    }

    /// The type of a column: a name, or words of its own.
    pub(super) fn column_type(&self) -> Json {
        let names = letters::one_of(COLUMN_TYPES.iter().map(|(name, _)| *name));
        any_of([names, self.table(ONE_OF)])
    }
}

fn not_known() -> Wording {
    words("分からない", "not known")
}
