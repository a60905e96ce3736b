//! Each input read on its own: one text in, one value out, no neighbours.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Options, refused};
use crate::config::{self, Config};
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Bag, Diagnostic, Place, codes};
use crate::ledger::{self, Ledger};
use crate::output::Output;
use crate::page::{self, Braces, Dialect, Page};
use crate::render::words::check_key;
use crate::text::{Snapshot, Source, SourcePath};
use crate::theme::{Theme, ThemeFiles};
use crate::wording::words;

/// All inputs, read.
pub struct Parsed {
    /// The settings, with what was asked for on the command line.
    pub config: Config,
    /// The facts of the day.
    pub dataset: Dataset,
    /// Templates and assets.
    pub theme: Theme,
    /// The values of `[theme_settings]`.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// The style sheet that the settings make.
    pub settings_style: Option<Output>,
    /// The blocks that the theme and the site add.
    pub theme_blocks: BTreeSet<String>,
    /// The pages, by path.
    pub pages: Vec<Page>,
    /// Every address ever published; empty where nobody recorded any.
    pub ledger: Ledger,
    /// What is wrong with each input by itself.
    pub findings: Vec<Diagnostic>,
}

/// The time zone of the site's data, from which the day of a build follows.
pub fn time_zone(snapshot: &Snapshot) -> String {
    dataset::time_zone(&snapshot.texts)
}

/// Reads all inputs of a snapshot.
pub fn parse(snapshot: &Snapshot, config_path: &SourcePath, options: &Options) -> Parsed {
    let mut bag = Bag::new();
    bag.extend(refused::findings(snapshot));
    let empty = Source::new(config_path.as_str(), "title = \"\"\n");
    let source = snapshot.texts.get(config_path).unwrap_or_else(|| {
        // A config that could not be read has been told among the refused files.
        if !snapshot
            .refused
            .iter()
            .any(|refusal| refusal.path == *config_path)
        {
            bag.push(missing_config(config_path));
        }
        &empty
    });
    let mut config = config::read(source).unpack(&mut bag);
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    if let Some(output_dir) = &options.output_dir {
        config.output_dir.clone_from(output_dir);
    }
    bag.extend(unknown_words(&config));
    let dataset = dataset::read(&snapshot.texts, snapshot.today).unpack(&mut bag);
    let named = !config.theme.span.is_empty();
    let theme = Theme::load(&ThemeFiles {
        texts: &snapshot.texts,
        assets: &snapshot.assets,
        name: &config.theme.value,
        place: named.then(|| Place::new(config_path, config.theme.span)),
        origins: &config.image_sources,
    })
    .unpack(&mut bag);
    let origin = crate::decode::Origin::of(source);
    let exists = |path: &str| {
        let file = format!("static/{}", path.trim_start_matches('/'));
        snapshot.assets.contains_key(file.as_str())
    };
    let settings = theme
        .settings(
            config.theme_settings.as_ref().map(|table| (&origin, table)),
            &exists,
        )
        .unpack(&mut bag);
    let pages = pages(snapshot, &config, &mut bag);
    let ledger = snapshot.texts.get(ledger::PATH).map(ledger::read);
    let ledger = ledger.map_or_else(Ledger::empty, |checked| checked.unpack(&mut bag));
    bag.extend(snapshot.texts.values().flat_map(invisible));
    let theme_blocks = theme.blocks().map(str::to_owned).collect();
    Parsed {
        config,
        dataset,
        settings: settings.values,
        settings_style: settings.style,
        theme,
        theme_blocks,
        pages,
        ledger,
        findings: bag.into_sorted(),
    }
}

/// The pages, each parsed by itself.
fn pages(snapshot: &Snapshot, config: &Config, bag: &mut Bag) -> Vec<Page> {
    let braces = if config.markdown.literal_braces {
        Braces::Literal
    } else {
        Braces::Facts
    };
    let sources: Vec<&Source> = snapshot
        .texts
        .values()
        .filter(|source| is_page(&source.path))
        .collect();
    let checked: Vec<_> = sources
        .par_iter()
        .map(|source| page::parse(source, &Dialect { braces }))
        .collect();
    checked
        .into_iter()
        .map(|checked| checked.unpack(bag))
        .collect()
}

/// The characters of a text that nobody sees; a page tells of its own.
fn invisible(source: &Source) -> Vec<Diagnostic> {
    match source.path.extension() {
        "md" => Vec::new(),
        "toml" => page::invisible_in_data(source),
        _ => page::invisible_in_code(source),
    }
}

fn is_page(path: &SourcePath) -> bool {
    path.extension() == "md"
        && path
            .below("content")
            .is_some_and(|below| !below.starts_with("data/"))
}

/// Interface words that no template asks for, and languages that the site does not have.
fn unknown_words(config: &Config) -> Vec<Diagnostic> {
    let keys = config.words.values().flatten().map(|(key, _)| key);
    keys.filter_map(|key| {
        let near = check_key(&key.value).err()?;
        let message = words(
            format!("`{}` という画面の言葉はありません", key.value),
            format!("the interface has no word `{}`", key.value),
        );
        let help = near.map(|near| {
            words(
                format!("`{near}` ではありませんか"),
                format!("did you mean `{near}`?"),
            )
        });
        let place = Place::new(&config.path, key.span);
        Some(Diagnostic::new(codes::UNKNOWN_SETTING, place, message).maybe_help(help))
    })
    .collect()
}

fn missing_config(path: &SourcePath) -> Diagnostic {
    Diagnostic::nowhere(
        codes::MISSING_CONFIG,
        words(format!("`{path}` がありません"), format!("there is no `{path}`")),
    )
    .help(words(
        "サイトのフォルダーで実行するか、`--root` で指定してください。`title = \"…\"` の一行だけの config.toml でも始められます",
        "run this in the site's folder or name it with `--root`; a config.toml with the one line `title = \"…\"` is enough to begin",
    ))
}
