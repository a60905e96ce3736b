//! What editors are told: JSON Schemas of the config, front matter and data, and snippets.
//!
//! Drawn from the forms that the decoders themselves read by (`decode/form.rs`), with the names of
//! this site as choices. A schema says what JSON Schema can say and no more: where a decoder
//! knows better (hours in words, a closing before an opening), the schema lets it pass.

mod draw;
mod fields;
mod letters;
mod meaning;
mod reference;
mod reference_words;
mod snippets;
mod value;

use serde_json::{Value as Json, json};

use self::draw::{Draft, Owner};
use crate::config::{CONFIG, Config};
use crate::dataset::keys::{CHANNELS_FILE, NOTICES_FILE, TABLE_FILE};
use crate::dataset::{Dataset, TypedTable};
use crate::decode::Form;
use crate::page::FRONT_MATTER;
use crate::site::Site;
use crate::text::SourcePath;
use crate::theme::Theme;
use crate::wording::{Language, Wording, words};

pub use meaning::means_the_same;
pub use reference::{Page as ReferencePage, page as reference_page};
pub use snippets::{PATH as SNIPPETS, snippets};
pub use value::json_of;

/// The folder of the schemas, from the site's root.
pub const FOLDER: &str = ".madoguchi/schema";

/// What the schemas of a site name.
#[derive(Debug)]
pub struct Known<'a> {
    /// The languages.
    pub config: &'a Config,
    /// Channels, calendars, columns and tables.
    pub dataset: &'a Dataset,
    /// The settings that the theme declares.
    pub settings: &'a [crate::theme::Setting],
    /// The templates of the theme.
    pub templates: Vec<String>,
    /// Files and folders below `content/`.
    pub content: Vec<String>,
    /// The language of titles and descriptions.
    pub language: Language,
}

/// A schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFile {
    /// What it is asked for by: `config`, `channels`, `routes`.
    pub name: String,
    /// Where it is written.
    pub path: SourcePath,
    /// The schema.
    pub text: String,
}

impl<'a> Known<'a> {
    /// What the schemas of a site name.
    pub fn of(site: &'a Site, theme: &'a Theme, language: Language) -> Self {
        let mut content: Vec<String> = Vec::new();
        for page in site.pages.iter() {
            let path = page.page.path.below("content").unwrap_or_default();
            content.push(path.to_owned());
            let folders = path.match_indices('/').map(|(at, _)| path[..at].to_owned());
            content.extend(folders);
        }
        content.sort();
        content.dedup();
        Self {
            config: &site.config,
            dataset: &site.dataset,
            settings: theme.declared_settings(),
            templates: theme.templates().map(str::to_owned).collect(),
            content,
            language,
        }
    }
}

/// All schemas of a site: of the config, front matter, channels, notices, each table, and of a table
/// that is not written yet.
pub fn schemas(known: &Known<'_>) -> Vec<SchemaFile> {
    let file = |name: &str, below: &str, owner: Owner<'_>, form: Form, title: Wording| {
        let schema = Draft::new(known, owner).file(form, &title);
        SchemaFile {
            name: name.to_owned(),
            path: SourcePath::new(&format!("{FOLDER}/{below}{name}.json")),
            text: printed(&schema),
        }
    };
    let of_table = |table: &TypedTable| {
        let name = &table.name;
        let title = words(format!("表 {name}"), format!("Table {name}"));
        file(name, "data/", Owner::Row(Some(table)), TABLE_FILE, title)
    };
    let mut all = vec![
        file(
            "config",
            "",
            Owner::Nobody,
            CONFIG,
            words(
                "config.toml: サイトの設定",
                "config.toml: the settings of the site",
            ),
        ),
        file(
            "front-matter",
            "",
            Owner::Nobody,
            FRONT_MATTER,
            words("ページの設定(フロントマター)", "Front matter of pages"),
        ),
        file(
            "table",
            "",
            Owner::Row(None),
            TABLE_FILE,
            words("データの表", "A table of data"),
        ),
        file(
            "channels",
            "data/",
            Owner::Channel,
            CHANNELS_FILE,
            words(
                "channels.toml: 窓口の事実",
                "channels.toml: the facts of channels",
            ),
        ),
        file(
            "notices",
            "data/",
            Owner::Nobody,
            NOTICES_FILE,
            words("notices.toml: お知らせ", "notices.toml: notices"),
        ),
    ];
    all.extend(known.dataset.tables.values().map(of_table));
    all
}

/// JSON as it is written into a file.
fn printed(json: &Json) -> String {
    let text = serde_json::to_string_pretty(json);
    text.expect("invariant: a value of strings, numbers and lists is JSON") + "\n"
}

/// An object of JSON with what another one has besides.
fn merged(mut one: Json, other: Json) -> Json {
    if let (Some(object), Json::Object(more)) = (one.as_object_mut(), other) {
        object.extend(more);
    }
    one
}

/// A schema that lets anything of some schemas through.
fn any_of(schemas: impl IntoIterator<Item = Json>) -> Json {
    let schemas: Vec<Json> = schemas.into_iter().collect();
    json!({ "anyOf": schemas })
}
