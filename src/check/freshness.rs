//! Facts that nobody has verified, or not lately; closures that are over, or not yet written down.
//!
//! None of this is an error: that a day has come must not keep a site from being published, unless
//! it says so itself (`deny`).

use std::collections::BTreeSet;

use crate::civil::Date;
use crate::config::Config;
use crate::dataset::field::is_of_the_world;
use crate::dataset::{Channel, Dataset, Effect, Value, source_problem};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::notation::DaySelector;
use crate::wording::words;

/// The findings of a day.
pub(super) fn check(dataset: &Dataset, config: &Config, today: Date) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for channel in &dataset.channels {
        if !dataset.ours {
            findings.extend(unverified(channel));
            findings.extend(missing_source(channel));
        }
        findings.extend(bad_source(channel));
        findings.extend(dates(dataset, channel, today));
        findings.extend(past_changes(channel, today));
    }
    findings.extend(over(dataset, today));
    findings.extend(year_end(dataset, config, today));
    findings
}

/// The facts of a channel and its parts: what could be wrong about the world. Names and words for
/// search are the site's own.
fn facts(channel: &Channel) -> impl Iterator<Item = (&str, &crate::dataset::Cell)> {
    std::iter::once(&channel.record)
        .chain(&channel.parts)
        .flat_map(|record| &record.cells)
        .map(|(field, cell)| (field.as_str(), cell))
        .filter(|(field, cell)| is_of_the_world(field) && cell.value.is_known())
}

fn unverified(channel: &Channel) -> Option<Diagnostic> {
    let places: BTreeSet<&Place> = facts(channel)
        .filter(|(_, cell)| cell.provenance.verified.is_none())
        .map(|(_, cell)| &cell.place)
        .collect();
    let count = places.len();
    let id = channel.id();
    (count > 0).then(|| {
        Diagnostic::new(
            codes::UNVERIFIED,
            channel.record.place.clone(),
            words(
                format!("`{id}` の事実のうち{count}件は、まだだれも確認していません"),
                match count {
                    1 => format!("nobody has verified one fact of `{id}`"),
                    _ => format!("nobody has verified {count} facts of `{id}`"),
                },
            ),
        )
        .help(words(
            format!(
                "公式の案内と見比べてから、`madoguchi verify {id} --by 名前` で今日の日付を書き込んでください"
            ),
            format!(
                "compare them with the official page, then write today's date with `madoguchi verify {id} --by NAME`"
            ),
        ))
    })
}

fn missing_source(channel: &Channel) -> Option<Diagnostic> {
    let (field, cell) = facts(channel).find(|(_, cell)| cell.provenance.source.is_none())?;
    Some(
        Diagnostic::new(
            codes::MISSING_SOURCE,
            cell.key_place.clone(),
            words(
                format!("`{}` の `{field}` をどこで読んだかが書かれていません", channel.id()),
                format!("it is not said where `{field}` of `{}` was read", channel.id()),
            ),
        )
        .help(words(
            "窓口かファイルの先頭に `source` を書いてください。自分たちの窓口なら `ours = true` とします",
            "write a `source` for the channel or on top of the file; of your own desk say `ours = true`",
        )),
    )
}

/// A source that nobody can look up, told at the first fact that names it.
fn bad_source(channel: &Channel) -> Option<Diagnostic> {
    let (cell, source, (ja, en)) = facts(channel).find_map(|(_, cell)| {
        let source = cell.provenance.source.as_deref()?;
        Some((cell, source, source_problem(source)?))
    })?;
    Some(
        Diagnostic::new(
            codes::BAD_SOURCE,
            cell.key_place.clone(),
            words(
                format!(
                    "`{}` の出典 `{source}` は確かめられません({ja})",
                    channel.id()
                ),
                format!(
                    "the source `{source}` of `{}` cannot be looked up: {en}",
                    channel.id()
                ),
            ),
        )
        .help(words(
            "`https://` で始まる公式のページか、確かめた方法を言葉で書いてください",
            "give the official page with `https://`, or say in words how it was learnt",
        )),
    )
}

/// Dated changes that are over, or hold for good.
fn past_changes(channel: &Channel, today: Date) -> impl Iterator<Item = Diagnostic> {
    let id = channel.id();
    channel.changes.iter().filter_map(move |change| {
        let on = change.on.value;
        let place = Place::new(&change.record.place.path, change.on.span);
        let (message, help) = match &change.until {
            Some(until) if until.value < today => (
                words(
                    format!("`{id}` の{on}からの変更は{}に終わっています", until.value),
                    format!("the change of `{id}` from {on} ended on {}", until.value),
                ),
                words("この変更を消してください", "remove this change"),
            ),
            None if on < today => (
                words(
                    format!("`{id}` の{on}からの変更は、もう今の事実です"),
                    format!("the change of `{id}` from {on} is the present by now"),
                ),
                words(
                    "値を窓口に書き写し、この変更を消してください",
                    "copy its values into the channel, then remove this change",
                ),
            ),
            _ => return None,
        };
        Some(Diagnostic::new(codes::CHANGE_PAST, place, message).help(help))
    })
}

/// Dates of verification that are too old, or still to come; each date once.
fn dates(dataset: &Dataset, channel: &Channel, today: Date) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (_, cell) in facts(channel) {
        let Some(verified) = &cell.provenance.verified else {
            continue;
        };
        let place = Place::new(&cell.place.path, verified.span);
        if !told.insert(place.clone()) {
            continue;
        }
        let age = i64::from((today - verified.value).get_days());
        if age < 0 {
            findings.push(
                Diagnostic::new(
                    codes::VERIFIED_IN_FUTURE,
                    place,
                    words(
                        "確認日が未来の日付です",
                        "this was verified on a day that has not come",
                    ),
                )
                .help(words(
                    "実際に確認した日を書いてください",
                    "write the day on which somebody verified it",
                )),
            );
        } else if let Some(limit) = dataset.review_after.filter(|limit| age > *limit) {
            findings.push(
                Diagnostic::new(
                    codes::STALE,
                    place,
                    words(
                        format!("確認してから{age}日たっています(見直しの目安は{limit}日)"),
                        format!(
                            "this was verified {age} days ago; it is to be reviewed after {limit}"
                        ),
                    ),
                )
                .help(words(
                    "公式の案内と見比べて、日付を新しくしてください",
                    "compare it with the official page again and renew the date",
                )),
            );
        }
    }
    findings
}

/// Notices and calendars whose last day is over.
fn over(dataset: &Dataset, today: Date) -> Vec<Diagnostic> {
    let notices = dataset
        .notices
        .iter()
        .filter(|notice| !notice.is_current(today))
        .map(|notice| {
            let id = &notice.id;
            over_finding(
                notice.place.clone(),
                words(
                    format!("お知らせ `{id}` は終わっています"),
                    format!("the notice `{id}` is over"),
                ),
            )
        });
    let calendars = dataset
        .calendars
        .iter()
        .zip(&dataset.calendar_places)
        .filter_map(|(calendar, place)| {
            let id = &calendar.id;
            let is_over = !calendar.ranges.is_empty()
                && calendar.ranges.iter().all(|range| range.is_over(today));
            is_over.then(|| {
                over_finding(
                    place.clone(),
                    words(
                        format!("暦 `{id}` の日付はすべて過ぎています"),
                        format!("all dates of the calendar `{id}` are over"),
                    ),
                )
            })
        });
    notices.chain(calendars).collect()
}

fn over_finding(place: Place, message: crate::wording::Wording) -> Diagnostic {
    Diagnostic::new(codes::CLOSURE_PAST, place, message).help(words(
        "消すか、次の日付に書き換えてください",
        "remove it, or write the next dates",
    ))
}

/// From `year_end_by` on, channels for which nothing is said of the turn of the year.
fn year_end(dataset: &Dataset, config: &Config, today: Date) -> Vec<Diagnostic> {
    let Some((month, day)) = config.check.year_end_by else {
        return Vec::new();
    };
    if (today.month(), today.day()) < (month, day) {
        return Vec::new();
    }
    let turn: Vec<Date> = [
        (today.year(), 12, 30),
        (today.year(), 12, 31),
        (today.year() + 1, 1, 1),
        (today.year() + 1, 1, 2),
    ]
    .iter()
    .filter_map(|(year, month, day)| Date::new(*year, *month, *day).ok())
    .collect();
    let in_calendar = |id: &str| {
        let found = dataset.calendars.iter().find(|calendar| calendar.id == id);
        found.is_some_and(|calendar| turn.iter().any(|day| calendar.contains(*day)))
    };
    let said = |channel: &&Channel| {
        let Some(hours) = channel.record.hours("hours") else {
            return true;
        };
        let named = hours
            .week
            .rules()
            .iter()
            .filter_map(|(days, _)| match days {
                DaySelector::Calendar(id) => Some(id.as_str()),
                _ => None,
            });
        let by_notice = dataset.notices.iter().any(|notice| {
            notice.effect != Effect::None
                && notice.is_about(channel.id())
                && turn
                    .iter()
                    .any(|day| notice.from.value.0 <= *day && notice.is_current(*day))
        });
        hours.week.always_open()
            || by_notice
            || hours
                .closed_on
                .iter()
                .map(String::as_str)
                .chain(named)
                .any(in_calendar)
    };
    let silent = dataset
        .channels
        .iter()
        .filter(|channel| !channel.has_ended() && !said(channel));
    silent
        .map(|channel| {
            let place = match channel.record.cell("hours") {
                Some(cell) if matches!(cell.value, Value::Hours(_)) => cell.place.clone(),
                _ => channel.record.place.clone(),
            };
            Diagnostic::new(
                codes::YEAR_END_MISSING,
                place,
                words(
                    format!("`{}` の年末年始の時間が書かれていません", channel.id()),
                    format!(
                        "it is not said what `{}` does at the turn of the year",
                        channel.id()
                    ),
                ),
            )
            .help(words(
                "年末年始の暦を作り、`closed_on` か時間の表に加えてください",
                "make a calendar of these days and put it into `closed_on` or the hours",
            ))
        })
        .collect()
}
