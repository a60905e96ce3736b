//! What is wrong with the facts although each can be read: facts that contradict each other.

use std::collections::BTreeMap;

use super::consistency_of_numbers as numbers;
use super::day_words::DayWords;
use super::field::FieldType;
use super::hours_groups::DayName;
use super::{Channel, Dataset, Hours, Outside, Record, TypedTable, Value};
use crate::civil::Date;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::notation::DaySelector;
use crate::wording::{Language, words};

/// Everything that contradicts something else.
pub(super) fn check(dataset: &Dataset, today: Date) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for channel in &dataset.channels {
        // What will contradict itself is told now, not on the day it does.
        let later = channel.later.iter();
        let later = later.flat_map(|later| std::iter::once(&later.record).chain(&later.parts));
        let now = std::iter::once(&channel.record).chain(&channel.parts);
        for record in now.chain(later) {
            findings.extend(outside_hours(dataset, record));
            findings.extend(numbers::charged(record));
            findings.extend(numbers::unusual(dataset, channel, record));
        }
        findings.extend(change_order(channel));
    }
    for table in dataset.tables.values() {
        findings.extend(ended_channels(dataset, table));
    }
    findings.extend(super::consistency_of_calendars::check(dataset, today));
    findings.extend(aliases(dataset));
    findings.extend(expired(dataset, today));
    findings
}

/// Busy, quiet or limited hours while the channel is closed.
fn outside_hours(dataset: &Dataset, record: &Record) -> Vec<Diagnostic> {
    let Some(hours) = record.hours("hours") else {
        return Vec::new();
    };
    let Some(open) = record.cell("hours") else {
        return Vec::new();
    };
    let outside = |field: &&str| {
        let (inner, cell) = (record.hours(field)?, record.cell(field)?);
        let found = hours.week.covers(&inner.week).err()?;
        let at = rule_place(inner, &found).unwrap_or_else(|| cell.place.clone());
        let printed = interval(found.interval.start(), found.interval.end());
        Some(
            Diagnostic::new(
                codes::OUTSIDE_HOURS,
                at,
                words(
                    format!(
                        "`{field}` の{}の {printed} は受付時間の外です",
                        name_of(&found.day, dataset, Language::Japanese)
                    ),
                    format!(
                        "{} {printed} of `{field}` is outside the opening hours",
                        name_of(&found.day, dataset, Language::English)
                    ),
                ),
            )
            .label(open.place.clone(), words("受付時間", "the opening hours"))
            .help(words(
                "どちらが正しいかを確かめてください",
                "find out which of the two is right",
            )),
        )
    };
    ["busy", "quiet", "limited"]
        .iter()
        .filter_map(outside)
        .collect()
}

/// What the days of a rule are called.
fn name_of(days: &DaySelector, dataset: &Dataset, language: Language) -> String {
    let name = match days {
        DaySelector::Everyday => DayName::Everyday,
        DaySelector::Weekdays => DayName::Weekdays,
        DaySelector::Weekends => DayName::Weekends,
        DaySelector::Day(day) => DayName::Day(*day),
        DaySelector::Range(first, last) => DayName::Range(*first, *last),
        DaySelector::Nth(nth, day) => DayName::Ordinals(vec![*nth], *day),
        DaySelector::Holidays => DayName::Holidays,
        DaySelector::Calendar(id) => DayName::Calendar(id.clone()),
    };
    let words = DayWords {
        language,
        calendars: &dataset.calendars,
    };
    words.list(&[name])
}

fn interval(start: u16, end: u16) -> String {
    format!(
        "{}:{:02}–{}:{:02}",
        start / 60,
        start % 60,
        end / 60,
        end % 60
    )
}

/// Where the rule stands that has hours on a day.
fn rule_place(hours: &Hours, outside: &Outside) -> Option<crate::diagnostic::Place> {
    let names = |selector: &DaySelector| match &outside.day {
        DaySelector::Day(day) => selector.names(*day),
        other => selector == other,
    };
    let holds = |times: &crate::notation::Times| {
        times
            .intervals()
            .iter()
            .any(|one| one.start() < outside.interval.end() && outside.interval.start() < one.end())
    };
    let rule = hours
        .week
        .rules()
        .iter()
        .position(|(days, times)| names(days) && holds(times))?;
    hours.rule_places.get(rule).map(|(_, times)| times.clone())
}

/// Changes that end before they begin, or begin before the one above them.
fn change_order(channel: &Channel) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for change in &channel.changes {
        if let Some(until) = change
            .until
            .as_ref()
            .filter(|until| until.value < change.on.value)
        {
            let place = |span| Place::new(&change.record.place.path, span);
            findings.push(
                Diagnostic::new(
                    codes::CHANGE_ORDER,
                    place(until.span),
                    words(
                        "変更の終わりが始まりより前です",
                        "the change ends before it begins",
                    ),
                )
                .label(place(change.on.span), words("始まり", "it begins here"))
                .help(words(
                    "`on` と `until` を見直してください",
                    "correct `on` or `until`",
                )),
            );
        }
    }
    for pair in channel.changes.windows(2) {
        if pair[1].on.value < pair[0].on.value {
            let place = |span| Place::new(&channel.record.place.path, span);
            findings.push(
                Diagnostic::new(
                    codes::CHANGE_ORDER,
                    place(pair[1].on.span),
                    words(
                        "変更が日付の順に並んでいません",
                        "the changes are not in the order of their dates",
                    ),
                )
                .label(
                    place(pair[0].on.span),
                    words("前の変更のほうが後の日付です", "the one before it is later"),
                )
                .help(words("日付の順に並べてください", "put them in order")),
            );
        }
    }
    findings
}

/// A row that sends readers to a channel that has ended.
fn ended_channels(dataset: &Dataset, table: &TypedTable) -> Vec<Diagnostic> {
    let references = table
        .columns
        .iter()
        .filter(|column| matches!(column.kind, FieldType::Channel | FieldType::Channels));
    let mut findings = Vec::new();
    for column in references {
        for row in &table.rows {
            let Some(Value::Channels(channels)) = row.value(&column.key) else {
                continue;
            };
            for id in channels {
                let name = id.value.split('.').next().unwrap_or_default();
                let Some(ended) = dataset.channel(name).filter(|channel| channel.has_ended())
                else {
                    continue;
                };
                let status = ended
                    .record
                    .cell("status")
                    .map_or_else(|| ended.record.place.clone(), |cell| cell.place.clone());
                findings.push(
                    Diagnostic::new(
                        codes::ENDED_CHANNEL,
                        Place::new(&table.place.path, id.span),
                        words(
                            format!("`{}` は終了した窓口です", id.value),
                            format!("the channel `{}` has ended", id.value),
                        ),
                    )
                    .label(
                        status,
                        words("ここで終了とされています", "it is said to have ended here"),
                    )
                    .help(words(
                        "利用できる窓口に差し替えてください",
                        "name a channel that can be used",
                    )),
                );
            }
        }
    }
    findings
}

/// One alias on two channels would make every sentence with it ambiguous.
fn aliases(dataset: &Dataset) -> Vec<Diagnostic> {
    let mut known: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    for channel in &dataset.channels {
        let names = channel.record.text("name").map(|name| &name.variants);
        for name in names.into_iter().flatten() {
            let of = (channel.id(), name.place.clone());
            known.entry(&name.markdown).or_insert(of);
        }
    }
    let mut findings = Vec::new();
    for channel in &dataset.channels {
        let Some(cell) = channel.record.cell("aliases") else {
            continue;
        };
        for alias in channel.aliases() {
            let place = Place::new(&cell.place.path, alias.span);
            match known.get(alias.value.as_str()) {
                Some((other, first)) if *other != channel.id() => {
                    findings.push(shared_word(place, &alias.value, other, first));
                }
                _ => {
                    known.insert(&alias.value, (channel.id(), place));
                }
            }
        }
    }
    findings
}

fn shared_word(place: Place, word: &str, other: &str, first: &Place) -> Diagnostic {
    Diagnostic::new(
        codes::NAME_COLLISION,
        place,
        words(
            format!("「{word}」は窓口 `{other}` の呼び名でもあります"),
            format!("the channel `{other}` is called `{word}`, too"),
        ),
    )
    .label(first.clone(), words("もう一方の窓口", "the other channel"))
    .help(words(
        "どちらか一方だけの呼び名にしてください",
        "let it mean one of the two",
    ))
}

/// Data that was meant for days that are over.
fn expired(dataset: &Dataset, today: Date) -> Option<Diagnostic> {
    let until = dataset
        .valid_until
        .as_ref()
        .filter(|until| until.value < today)?;
    let path = &dataset.place.as_ref()?.path;
    Some(
        Diagnostic::new(
            codes::DATA_EXPIRED,
            Place::new(path, until.span),
            words(
                format!("このデータは {} までのものです", until.value),
                format!("this data was meant until {}", until.value),
            ),
        )
        .help(words(
            "事実を確かめて `valid_until` を先の日付にしてください",
            "check the facts, then set a later `valid_until`",
        )),
    )
}
