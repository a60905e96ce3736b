//! Somebody has compared facts with the world: the day and the name go into the dataset's text.
//!
//! The file is the person's own, so it is not written anew: values are put in at their places and
//! every other byte stays as it is, comments, order and line ends included. What comes out is read
//! again before it is handed over; if it says anything else than was meant, nothing is written.

mod layout;
mod place;
mod target;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use self::target::{Step, Target};
use crate::civil::Date;
use crate::dataset::{self, Dataset, Provenance, Record};
use crate::decode::{Kind, Origin, Table, parse_toml};
use crate::diagnostic::{Place, Severity};
use crate::text::{Source, SourcePath};
use crate::wording::{Wording, words};

/// Who has verified something, and on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The day.
    pub day: Date,
    /// The person, as the file shall name them.
    pub by: String,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verified {
    /// The files whose text is another now.
    pub texts: BTreeMap<SourcePath, Source>,
    /// For each path what it was before.
    pub written: Vec<Written>,
}

/// A path that was verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// As it was asked for.
    pub path: String,
    /// On which days it had been verified until now, `None` for what nobody had verified.
    pub before: BTreeSet<Option<Date>>,
    /// Values of other parts or channels that the same words speak for, and so are verified, too.
    pub also: BTreeSet<String>,
    /// Values below it that have a date of their own, which stays.
    pub kept: BTreeSet<String>,
}

/// The facts of `wanted` are signed, in the texts of the dataset as it is on a day.
///
/// Paths are those of placeholders: `phone`, `phone.general`, `phone.hours`, `routes.urgent`; also
/// `phone.change.2027-04-01` and `notices.typhoon`. A path that names nothing is told with what does.
pub fn verify(
    texts: &BTreeMap<SourcePath, Source>,
    today: Date,
    wanted: &[String],
    signature: &Signature,
) -> Result<Verified, Wording> {
    let mut texts = texts.clone();
    let mut verified = Verified::default();
    for path in wanted {
        let before = dataset::read(&texts, today).value;
        let targets = target::find(&texts, &before, path)?;
        for target in &targets {
            let source = sign(&texts, &before, target, signature).ok_or_else(|| stuck(path))?;
            texts.insert(source.path.clone(), source.clone());
            verified.texts.insert(source.path.clone(), source);
        }
        sign_along(
            &mut texts,
            today,
            (path, &before),
            (&mut verified, signature),
        )?;
        let written = read_back(&texts, today, (path, &before), &targets, signature);
        verified.written.push(written.ok_or_else(|| stuck(path))?);
    }
    Ok(verified)
}

/// A word for the whole reaches what inherits it, too. Where a nearer word names somebody else for
/// the new date, who has verified nothing on this day, the fact is signed where it stands; where a
/// fact keeps a date of its own, it keeps the name beside it.
fn sign_along(
    texts: &mut BTreeMap<SourcePath, Source>,
    today: Date,
    (path, before): (&str, &Dataset),
    (verified, signature): (&mut Verified, &Signature),
) -> Result<(), Wording> {
    let old = said(before);
    let now = dataset::read(texts, today).value;
    let mut misnamed: BTreeMap<String, Signature> = BTreeMap::new();
    for (fact, (now, _)) in said(&now) {
        let then = old
            .get(&fact)
            .map(|(then, _)| then.clone())
            .unwrap_or_default();
        let right = if then != now && now.0 == Some(signature.day) {
            signature.clone()
        } else if let (Some(day), Some(by)) = (then.0, then.1) {
            Signature { day, by }
        } else {
            continue;
        };
        if now != (Some(right.day), Some(right.by.clone())) {
            misnamed.insert(shown(&fact, false), right);
        }
    }
    for (fact, right) in misnamed {
        let dataset = dataset::read(texts, today).value;
        for target in target::find(texts, &dataset, &fact)? {
            let source = sign(texts, &dataset, &target, &right).ok_or_else(|| stuck(path))?;
            texts.insert(source.path.clone(), source.clone());
            verified.texts.insert(source.path.clone(), source);
        }
    }
    Ok(())
}

/// The file of a target with the signature in it.
fn sign(
    texts: &BTreeMap<SourcePath, Source>,
    dataset: &Dataset,
    target: &Target,
    signature: &Signature,
) -> Option<Source> {
    let source = texts.get(&target.file)?;
    let spoken_for = fields_of(texts, dataset, target);
    let day = signature.day.to_string();
    let by = quoted(&signature.by);
    let mut text = source.text.to_string();
    for (key, value) in [("verified", &day), ("verified_by", &by)] {
        let signed = Source::new(source.path.as_str(), text.as_str());
        let root = tree(&signed);
        let at = place::at(&root, &target.steps)?;
        if key == "verified_by" && at.table.get(key).is_none() {
            let known = target.provenances(dataset);
            let is_said = |of: &Provenance| of.verified_by.as_ref() == Some(&signature.by);
            if !known.is_empty() && known.iter().all(|(_, of)| is_said(of)) {
                continue;
            }
        }
        let entry = layout::Entry {
            key,
            value,
            field: target.field.as_deref(),
            spoken_for: &spoken_for,
        };
        text = layout::write(&text, &at, &entry)?;
    }
    Some(Source::new(source.path.as_str(), text))
}

/// The fields for which a word at the target's table may speak.
fn fields_of(
    texts: &BTreeMap<SourcePath, Source>,
    dataset: &Dataset,
    target: &Target,
) -> BTreeSet<String> {
    let mut records: Vec<&Record> = Vec::new();
    match target.steps.as_slice() {
        [Step::Key(channel), Step::Key(id), rest @ ..] if channel == "channel" => {
            let heirs = target::heirs(texts, id);
            let of_it = dataset
                .channels
                .iter()
                .filter(|of| of.id() == id || (rest.is_empty() && heirs.contains(of.id())));
            for channel in of_it {
                records.push(&channel.record);
                records.extend(&channel.parts);
                records.extend(channel.changes.iter().map(|change| &change.record));
                for later in &channel.later {
                    records.push(&later.record);
                    records.extend(&later.parts);
                }
            }
            if let [Step::Key(_), Step::Key(part)] = rest {
                records.retain(|record| record.id == *part);
            }
        }
        [_, Step::Key(id)] => {
            let table = dataset.tables.get(target.table_name());
            records.extend(table.and_then(|table| table.row(id)));
        }
        _ => {}
    }
    let fields = records.iter().flat_map(|record| record.cells.keys());
    fields.map(|field| base(field).to_owned()).collect()
}

/// Reads what was written and says what it did; nothing if it is not what was meant.
fn read_back(
    texts: &BTreeMap<SourcePath, Source>,
    today: Date,
    (path, before): (&str, &Dataset),
    targets: &[Target],
    signature: &Signature,
) -> Option<Written> {
    let after = dataset::read(texts, today);
    let mut findings = after.findings.iter();
    if findings.any(|finding| finding.severity == Severity::Error) {
        return None;
    }
    let is_signed = |of: &Said| of.0 == Some(signature.day) && of.1.as_ref() == Some(&signature.by);
    let (old, new) = (said(before), said(&after.value));
    let mut written = Written {
        path: path.to_owned(),
        before: BTreeSet::new(),
        also: BTreeSet::new(),
        kept: BTreeSet::new(),
    };
    for target in targets.iter().filter(|target| target.is_notice()) {
        let root = tree(texts.get(&target.file)?);
        let table = place::at(&root, &target.steps)?.table;
        let kind = |key: &str| table.get(key).map(|entry| entry.value.kind.clone());
        let is_day = kind("verified") == Some(Kind::Date(signature.day));
        if !is_day || kind("verified_by") != Some(Kind::Text(signature.by.clone())) {
            return None;
        }
    }
    let is_asked = |fact: &str| targets.iter().any(|target| target.names(fact));
    let is_whole = targets.iter().all(|target| target.field.is_none());
    let values: BTreeSet<&Place> = new
        .iter()
        .filter(|(fact, _)| is_asked(fact))
        .map(|(_, (_, place))| *place)
        .collect();
    for (fact, (now, place)) in &new {
        let (then, _) = old.get(fact)?;
        if is_asked(fact) {
            // What has a date of its own nearer by is not touched by a word for the whole.
            if is_signed(now) {
                written.before.insert(then.0);
            } else if then == now && is_whole {
                // A part's name that is made of its id is nobody's word.
                if now.0.is_some() {
                    written.kept.insert(shown(fact, is_whole));
                }
            } else {
                return None;
            }
        } else if then != now {
            if !is_signed(now) {
                return None;
            }
            // The very same value, seen from where it is inherited, goes without saying.
            if !values.contains(*place) {
                written.also.insert(shown(fact, is_whole));
            }
        }
    }
    written.kept.remove(path);
    Some(written)
}

/// A fact as it is asked for; of a whole channel it is enough to name the part.
fn shown(fact: &str, is_whole: bool) -> String {
    let owner_of = |fact: &str| {
        let cut = match fact.find(".languages.") {
            Some(at) => at,
            None => fact.rfind('.').unwrap_or(fact.len()),
        };
        fact[..cut].to_owned()
    };
    let fact = match fact.split_once('#') {
        Some((owner, rest)) => format!("{owner}{}", rest.trim_start_matches(char::is_numeric)),
        None => fact.to_owned(),
    };
    if is_whole { owner_of(&fact) } else { fact }
}

/// Day and person.
type Said = (Option<Date>, Option<String>);

/// Who vouches for each fact, and where its value stands.
fn said(dataset: &Dataset) -> BTreeMap<String, (Said, &Place)> {
    let mut found = BTreeMap::new();
    for (owner, record) in target::records(dataset) {
        let known = record
            .cells
            .iter()
            .filter(|(_, cell)| cell.value.is_known());
        for (field, cell) in known {
            let of = &cell.provenance;
            let day = of.verified.as_ref().map(|verified| verified.value);
            let said = (day, of.verified_by.clone());
            found.insert(format!("{owner}.{field}"), (said, &cell.place));
        }
    }
    found
}

/// The key under which `verified = { … }` names a field: all languages are one.
fn base(field: &str) -> &str {
    field.split('.').next().unwrap_or(field)
}

fn tree(source: &Source) -> Table {
    let origin = Origin::of(source);
    parse_toml(&source.text[source.start()..], &origin).value
}

/// A text between the quotes of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

fn stuck(path: &str) -> Wording {
    words(
        format!(
            "`{path}` の確認日を、いまの書き方のままでは書き込めません。その窓口や行を `[…]` の見出しを持つ表にしてください"
        ),
        format!(
            "the date of `{path}` cannot be put into the file as it is laid out: give that channel or row a table with a header of its own"
        ),
    )
}
