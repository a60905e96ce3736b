//! From a path to the table in which its date is written, or to what the path may have meant.

use std::collections::{BTreeMap, BTreeSet};

use super::place;
use super::{base, tree};
use crate::civil::read_date;
use crate::dataset::{Dataset, Provenance, Record, is_channel_file};
use crate::decode::Table;
use crate::diagnostic::nearest;
use crate::text::{Source, SourcePath};
use crate::wording::{Wording, words};

const CHANNELS: &str = "content/data/channels.toml";
const NOTICES: &str = "content/data/notices.toml";

/// A key, or the n-th table of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Key(String),
    Nth(usize),
}

/// What is signed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub file: SourcePath,
    pub steps: Vec<Step>,
    /// One field of it, as `verified = { … }` names it; else all.
    pub field: Option<String>,
    /// The path of the record whose facts are meant: `phone`, `phone.general`, `routes.urgent`.
    owner: String,
}

impl Target {
    /// The name of the table that it is a row of.
    pub(super) fn table_name(&self) -> &str {
        self.file.file_name().trim_end_matches(".toml")
    }

    pub(super) fn is_notice(&self) -> bool {
        self.file.as_str() == NOTICES
    }

    /// Whether it is this fact that was asked for.
    pub(super) fn names(&self, fact: &str) -> bool {
        let field = fact
            .strip_prefix(self.owner.as_str())
            .and_then(|rest| rest.strip_prefix('.'));
        let Some(field) = field else { return false };
        match &self.field {
            Some(wanted) => base(field) == wanted,
            // A part of it, or a dated change, is another record, whose word may be nearer.
            None => true,
        }
    }

    /// Who vouches now for what was asked for.
    pub(super) fn provenances<'d>(&self, dataset: &'d Dataset) -> Vec<(String, &'d Provenance)> {
        let all = records(dataset).into_iter().flat_map(|(owner, record)| {
            let cells = record.cells.iter();
            cells.map(move |(field, cell)| (format!("{owner}.{field}"), &cell.provenance))
        });
        all.filter(|(fact, _)| self.names(fact)).collect()
    }
}

/// Every record that has facts, by the path of its facts.
pub(super) fn records(dataset: &Dataset) -> Vec<(String, &Record)> {
    let mut found = Vec::new();
    for channel in &dataset.channels {
        let id = channel.id();
        found.push((id.to_owned(), &channel.record));
        let parts = channel.parts.iter();
        found.extend(parts.map(|part| (format!("{id}.{}", part.id), part)));
        let changes = channel.changes.iter().enumerate();
        found.extend(changes.map(|(at, change)| {
            let owner = format!("{id}.change.{}#{at}", change.on.value);
            (owner, &change.record)
        }));
    }
    for table in dataset.tables.values() {
        let rows = table.rows.iter();
        found.extend(rows.map(|row| (format!("{}.{}", table.name, row.id), row)));
    }
    found
}

/// The channels that are like a channel, directly or through others.
pub(super) fn heirs(texts: &BTreeMap<SourcePath, Source>, of: &str) -> BTreeSet<String> {
    let Some(root) = texts.get(CHANNELS).map(tree) else {
        return BTreeSet::new();
    };
    let channels = root
        .get("channel")
        .and_then(|channels| channels.value.as_table());
    let like = |table: &Table| Some(table.get("like")?.value.as_text()?.to_owned());
    let likes: BTreeMap<String, String> = channels.map_or_else(BTreeMap::new, |channels| {
        let entries = channels.entries.iter();
        let pairs =
            entries.filter_map(|entry| Some((entry.key.clone(), like(entry.value.as_table()?)?)));
        pairs.collect()
    });
    let mut heirs = BTreeSet::from([of.to_owned()]);
    loop {
        let more: Vec<String> = likes
            .iter()
            .filter(|(id, like)| heirs.contains(*like) && !heirs.contains(*id))
            .map(|(id, _)| id.clone())
            .collect();
        if more.is_empty() {
            return heirs;
        }
        heirs.extend(more);
    }
}

/// What a path names; a path of a dated change may name several.
pub(super) fn find(
    texts: &BTreeMap<SourcePath, Source>,
    dataset: &Dataset,
    path: &str,
) -> Result<Vec<Target>, Wording> {
    let keys: Vec<&str> = path.split('.').map(str::trim).collect();
    let finder = Finder {
        texts,
        dataset,
        path,
    };
    if dataset.channel(keys[0]).is_some() {
        return finder.of_channel(keys[0], &keys[1..]);
    }
    if keys[0] == "notices" && texts.contains_key(NOTICES) {
        return finder.notice(&keys[1..]).map(|target| vec![target]);
    }
    if dataset.tables.contains_key(keys[0]) {
        return finder.row(keys[0], &keys[1..]).map(|target| vec![target]);
    }
    let mut names: Vec<String> = dataset
        .channels
        .iter()
        .map(|of| of.id().to_owned())
        .collect();
    names.extend(dataset.tables.keys().cloned());
    if !dataset.notices.is_empty() {
        names.push("notices".to_owned());
    }
    Err(unknown(path, keys[0], &names, ""))
}

struct Finder<'a> {
    texts: &'a BTreeMap<SourcePath, Source>,
    dataset: &'a Dataset,
    path: &'a str,
}

impl Finder<'_> {
    fn of_channel(&self, id: &str, rest: &[&str]) -> Result<Vec<Target>, Wording> {
        let Some(channel) = self.dataset.channel(id) else {
            return Err(unknown(self.path, id, &[], ""));
        };
        let steps = vec![Step::Key("channel".into()), Step::Key(id.to_owned())];
        if let ["change", day, field @ ..] = rest {
            return self.changes(id, day, field, &steps);
        }
        if let [part, field @ ..] = rest
            && let Some(record) = channel.part(part)
        {
            let keys = ["part", part].map(|key| Step::Key(key.to_owned()));
            let steps: Vec<Step> = steps.into_iter().chain(keys).collect();
            let owner = format!("{id}.{part}");
            return self.of_record(record, owner, steps, field);
        }
        self.of_record(&channel.record, id.to_owned(), steps, rest)
    }

    /// A record of the channels' file. A field that a dated change says today is the change's.
    fn of_record(
        &self,
        record: &Record,
        owner: String,
        steps: Vec<Step>,
        rest: &[&str],
    ) -> Result<Vec<Target>, Wording> {
        let field = self.field(record, &owner, rest)?;
        let mut target = Target {
            file: SourcePath::new(CHANNELS),
            steps,
            field,
            owner,
        };
        if let Some(at) = self.change_of_today(&target) {
            target.steps.truncate(2);
            target.steps.push(Step::Key("change".into()));
            target.steps.push(Step::Nth(at));
        }
        Ok(vec![target])
    }

    /// The dated change that says a field today, unless a part says it itself.
    fn change_of_today(&self, target: &Target) -> Option<usize> {
        let field = target.field.as_deref()?;
        let id = target.owner.split('.').next()?;
        let channel = self.dataset.channel(id)?;
        let root = self.texts.get(CHANNELS).map(tree)?;
        let is_part = target.steps.len() > 2;
        if is_part && place::at(&root, &target.steps)?.table.get(field).is_some() {
            return None;
        }
        let says = |record: &Record| record.cells.keys().any(|key| base(key) == field);
        channel.changes.iter().rposition(|change| {
            // A change of a day to come has a cell at another place than today's.
            let same = |(key, cell): (&String, &crate::dataset::Cell)| {
                let today = channel.record.cell(key);
                today.is_some_and(|today| today.place == cell.place)
            };
            says(&change.record)
                && change
                    .record
                    .cells
                    .iter()
                    .filter(|(key, _)| base(key) == field)
                    .all(same)
        })
    }

    fn changes(
        &self,
        id: &str,
        day: &str,
        rest: &[&str],
        steps: &[Step],
    ) -> Result<Vec<Target>, Wording> {
        let changes = self.dataset.channel(id).map_or(&[][..], |of| &of.changes);
        let wanted = read_date(day);
        let mut found = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            if Some(change.on.value) != wanted {
                continue;
            }
            let owner = format!("{id}.change.{day}#{at}");
            let field = self.field(&change.record, &owner, rest)?;
            let mut steps = steps.to_vec();
            steps.push(Step::Key("change".into()));
            steps.push(Step::Nth(at));
            found.push(Target {
                file: SourcePath::new(CHANNELS),
                steps,
                field,
                owner,
            });
        }
        if found.is_empty() {
            let days: Vec<String> = changes.iter().map(|of| of.on.value.to_string()).collect();
            return Err(unknown(self.path, day, &days, &format!("{id}.change.")));
        }
        Ok(found)
    }

    fn notice(&self, rest: &[&str]) -> Result<Target, Wording> {
        let ids: Vec<String> = self
            .dataset
            .notices
            .iter()
            .map(|of| of.id.clone())
            .collect();
        let (&[id] | &[id, ..]) = rest else {
            return Err(unknown(self.path, "", &ids, "notices."));
        };
        if rest.len() > 1 || !ids.iter().any(|known| known == id) {
            return Err(unknown(self.path, id, &ids, "notices."));
        }
        Ok(Target {
            file: SourcePath::new(NOTICES),
            steps: ["notice", id].map(|key| Step::Key(key.to_owned())).into(),
            field: None,
            owner: format!("notices.{id}"),
        })
    }

    fn row(&self, name: &str, rest: &[&str]) -> Result<Target, Wording> {
        let rows = self.dataset.tables.get(name).map_or(&[][..], |of| &of.rows);
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let prefix = format!("{name}.");
        let [id, field @ ..] = rest else {
            return Err(unknown(self.path, "", &ids, &prefix));
        };
        let Some(row) = rows.iter().find(|row| row.id == *id) else {
            return Err(unknown(self.path, id, &ids, &prefix));
        };
        let owner = format!("{name}.{id}");
        Ok(Target {
            field: self.field(row, &owner, field)?,
            file: row.place.path.clone(),
            steps: ["row", id].map(|key| Step::Key(key.to_owned())).into(),
            owner,
        })
    }

    /// The field that the rest of a path names, if any rest is left.
    fn field(
        &self,
        record: &Record,
        owner: &str,
        rest: &[&str],
    ) -> Result<Option<String>, Wording> {
        let [field, more @ ..] = rest else {
            return Ok(None);
        };
        let cells = record.cells.keys();
        let fields: BTreeSet<String> = cells.map(|key| base(key).to_owned()).collect();
        let is_whole = more.is_empty()
            || matches!(more, [language] if record.cells.contains_key(&format!("{field}.{language}")));
        if is_whole && fields.contains(*field) {
            return Ok(Some((*field).to_owned()));
        }
        let mut known: Vec<String> = fields.into_iter().collect();
        if is_channel_file(&record.place.path)
            && let Some(channel) = self.dataset.channel(owner)
        {
            known.extend(channel.parts.iter().map(|part| part.id.clone()));
        }
        let shown = owner.split('#').next().unwrap_or(owner);
        Err(unknown(self.path, field, &known, &format!("{shown}.")))
    }
}

/// What there is instead of a word that names nothing.
fn unknown(path: &str, word: &str, known: &[String], prefix: &str) -> Wording {
    let near = nearest(word, known.iter().map(String::as_str));
    let (ja, en) = match near {
        Some(near) => (
            format!("`{prefix}{near}` ではありませんか"),
            format!("did you mean `{prefix}{near}`?"),
        ),
        None if known.is_empty() => (
            "データにまだ何も書かれていません".to_owned(),
            "there is nothing of that sort in the data".to_owned(),
        ),
        None => {
            let list = |separator: &str| {
                let shown: Vec<String> = known
                    .iter()
                    .map(|known| format!("`{prefix}{known}`"))
                    .collect();
                shown.join(separator)
            };
            (
                format!("あるのは {} です", list("、")),
                format!("there are {}", list(", ")),
            )
        }
    };
    words(
        format!("`{path}` という事実はデータにありません。{ja}"),
        format!("the data has no fact `{path}`; {en}"),
    )
}
