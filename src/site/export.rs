//! The channels as JSON, for other programs: `data/channels.json`.
//!
//! Its shape is a promise (`themes/README.md` has it): keys are added, never renamed. Every fact says
//! how far it may be trusted, and `dial` is there for a number that may be dialled and for no other.

use serde_json::{Map, Value as Json, json};

use super::Site;
use super::joining::Joining;
use super::link::View;
use super::print::Standing;
use super::texts::rich_letters;
use crate::dataset::{Cell, Record, Value};
use crate::diagnostic::Bag;
use crate::text::SourcePath;

/// The version of the shape.
const VERSION: u32 = 1;

impl Site {
    /// Every channel with its parts and facts.
    pub fn export(&self) -> Json {
        let dataset = &self.dataset;
        let channels: Vec<Json> = dataset
            .channels
            .iter()
            .map(|channel| {
                let has_ended = channel.has_ended();
                let mut of = self.exported(&channel.record, has_ended);
                let parts = channel.parts.iter().map(|part| {
                    let ended = has_ended || part.word("status") == Some("ended");
                    Json::Object(self.exported(part, ended))
                });
                of.insert("official".into(), channel.is_official().into());
                of.insert("ended".into(), has_ended.into());
                of.insert("parts".into(), parts.collect());
                Json::Object(of)
            })
            .collect();
        json!({
            "version": VERSION,
            "as_of": self.today.to_string(),
            "time_zone": dataset.time_zone,
            "valid_until": dataset.valid_until.as_ref().map(|day| day.value.to_string()),
            "channels": channels,
        })
    }

    fn exported(&self, record: &Record, has_ended: bool) -> Map<String, Json> {
        let shown = ["name", "kind", "status", "official"];
        let facts: Map<String, Json> = record
            .cells
            .iter()
            .filter(|(field, cell)| cell.value.is_known() && !shown.contains(&field.as_str()))
            .map(|(field, cell)| (field.clone(), self.exported_fact(field, cell, has_ended)))
            .collect();
        let name = record.cell("name");
        let mut of = Map::new();
        of.insert("id".into(), record.id.clone().into());
        of.insert(
            "name".into(),
            name.map_or(Json::Null, |name| self.in_all_languages("name", name)),
        );
        of.insert("kind".into(), record.word("kind").into());
        of.insert("facts".into(), facts.into());
        of
    }

    fn exported_fact(&self, field: &str, cell: &Cell, has_ended: bool) -> Json {
        let standing = self.standing(&cell.provenance);
        let trust = match standing {
            Standing::Good if self.dataset.ours => "own",
            Standing::Good => "verified",
            Standing::Stale => "stale",
            Standing::Expired => "expired",
            Standing::Unverified => "unverified",
        };
        let mut fact = json!({
            "text": self.in_all_languages(field, cell),
            "trust": trust,
            "verified": cell.provenance.verified.as_ref().map(|day| day.value.to_string()),
            "source": cell.provenance.source,
        });
        match &cell.value {
            Value::Phone(number) if standing.may_be_followed() && !has_ended && field != "fax" => {
                fact["dial"] = number.dial().into();
            }
            Value::Word(word) | Value::Level(word, _) => fact["word"] = word.as_str().into(),
            Value::Bool(truth) => fact["truth"] = (*truth).into(),
            Value::Url(url) => fact["url"] = url.as_str().into(),
            _ => {}
        }
        fact
    }

    /// A value as readers of each language see it.
    fn in_all_languages(&self, field: &str, cell: &Cell) -> Json {
        let path = SourcePath::new("content/data/channels.toml");
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let texts = self.config.languages.iter().map(|language| {
            let view = View {
                path: &path,
                page: None,
                url: "/",
                in_place: false,
                language,
            };
            let text = rich_letters(&self.rich_value(field, cell, &view, &mut joining));
            (language.clone(), Json::from(text))
        });
        Json::Object(texts.collect())
    }
}
