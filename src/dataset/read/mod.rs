//! From the files of `content/data/` to a [`Dataset`], with everything wrong in them reported.

mod cells;
mod channels;
mod hours;
mod levels;
mod notices;
mod scope;
mod tables;
mod top;
mod whose;

pub(crate) use self::cells::source_problem;

use std::collections::BTreeMap;

use super::{Dataset, consistency};
use crate::civil::Date;
use crate::decode::{Origin, Table, parse_toml};
use crate::diagnostic::{Bag, Checked};
use crate::text::{Source, SourcePath};

const FOLDER: &str = "content/data";
const CHANNELS: &str = "content/data/channels.toml";
const NOTICES: &str = "content/data/notices.toml";

/// Whether a file is one of the dataset's.
pub fn is_dataset(path: &SourcePath) -> bool {
    path.below(FOLDER).is_some_and(|name| !name.contains('/')) && path.extension() == "toml"
}

/// Whether a file holds the channels.
pub fn is_channel_file(path: &SourcePath) -> bool {
    path.as_str() == CHANNELS
}

/// The dataset's time zone, before anything else is known: the day of a build depends on it.
pub fn time_zone(texts: &BTreeMap<SourcePath, Source>) -> String {
    let parsed = texts.get(CHANNELS).map(parse);
    let zone = parsed
        .as_ref()
        .and_then(|file| file.table.get("timezone")?.value.as_text());
    zone.unwrap_or(top::DEFAULT_TIME_ZONE).to_owned()
}

/// Reads the dataset as it is on a day.
pub fn read(texts: &BTreeMap<SourcePath, Source>, today: Date) -> Checked<Dataset> {
    let mut bag = Bag::new();
    let mut dataset = Dataset {
        time_zone: top::DEFAULT_TIME_ZONE.into(),
        region: "JP".into(),
        ..Dataset::default()
    };
    if let Some(source) = texts.get(CHANNELS) {
        let file = parse(source);
        bag.extend(file.findings.iter().cloned());
        dataset = channels::read_channels(&file, today, &mut bag);
    }
    if let Some(source) = texts.get(NOTICES) {
        let file = parse(source);
        bag.extend(file.findings.iter().cloned());
        dataset.notices = notices::read_notices(&file, &dataset, &mut bag);
    }
    let others = texts.values().filter(|source| {
        is_dataset(&source.path) && !matches!(source.path.as_str(), CHANNELS | NOTICES)
    });
    for source in others {
        let file = parse(source);
        bag.extend(file.findings.iter().cloned());
        let table = tables::read_table(&file, &dataset, &mut bag);
        dataset.tables.insert(table.name.clone(), table);
    }
    bag.extend(consistency::check(&dataset, today));
    bag.with(dataset)
}

/// A parsed file of the dataset.
struct File {
    origin: Origin,
    table: Table,
    findings: Vec<crate::diagnostic::Diagnostic>,
}

fn parse(source: &Source) -> File {
    let origin = Origin::of(source);
    let parsed = parse_toml(&source.text[source.start()..], &origin);
    File {
        origin,
        table: parsed.value,
        findings: parsed.findings,
    }
}
