//! Hours: a table of days and times, or one text in any notation that people use.

use super::super::{Hours, HoursProblem, HoursProblemKind, WeekHours};
use super::cells::{CellReader, text_of};
use super::scope::Scopes;
use super::top::inside;
use crate::decode::{Entry, Kind, Node, Table};
use crate::diagnostic::{Diagnostic, Place, codes, did_you_mean};
use crate::notation::{self, HoursRule, NotationError, NotationErrorKind};
use crate::text::Spanned;
use crate::wording::words;

/// The words for days that a table of hours may have as keys, for suggestions.
const DAY_KEYS: [&str; 13] = [
    "everyday", "weekdays", "weekends", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri",
    "2nd-sat", "holidays",
];

/// Reads a value of hours. Rules that contradict each other are reported and kept as they are said.
pub(super) fn read_hours(
    cells: &CellReader<'_>,
    node: &Node,
    scopes: &Scopes<'_>,
) -> Option<Hours> {
    let mut note = None;
    let (rules, rule_places) = match &node.kind {
        Kind::Text(letters) => rules_of_text(cells, node, letters)?,
        Kind::Table(table) => {
            let remark = table.get("note");
            note = remark.and_then(|entry| text_of(cells.reader, &entry.value));
            rules_of_table(cells, table)?
        }
        _ => {
            cells.reader.wrong_type(
                node,
                &words(
                    "`{ weekdays = \"9:00-17:00\" }` の形の表か文字列",
                    "a table such as `{ weekdays = \"9:00-17:00\" }`, or a text",
                ),
            );
            return None;
        }
    };
    let week = match WeekHours::from_rules(rules.clone()) {
        Ok(week) => week,
        Err(problems) => {
            for problem in problems {
                cells.reader.report(contradiction(
                    &problem,
                    &rule_places,
                    cells.reader.place(node.span),
                ));
            }
            WeekHours::as_said(rules)
        }
    };
    Some(Hours {
        week,
        rule_places,
        closed_on: closed_on(scopes),
        note,
    })
}

/// The nearest `closed_on`, the file's own included.
fn closed_on(scopes: &Scopes<'_>) -> Vec<String> {
    let nearest = scopes
        .entry_or_top("closed_on")
        .and_then(|entry| entry.value.as_list());
    nearest
        .unwrap_or_default()
        .iter()
        .filter_map(|node| node.as_text().map(str::to_owned))
        .collect()
}

type Rules = (Vec<HoursRule>, Vec<(Place, Place)>);

fn rules_of_text(cells: &CellReader<'_>, node: &Node, text: &str) -> Option<Rules> {
    match notation::read_hours(text, cells.calendars) {
        Ok(reading) => {
            let place = |range: &std::ops::Range<usize>| cells.reader.place(node.inner(range));
            let places = reading
                .rules
                .iter()
                .map(|rule| (place(&rule.days_at), place(&rule.times_at)))
                .collect();
            Some((reading.rules, places))
        }
        Err(error) => {
            let text = Spanned::new(text.to_owned(), node.span);
            cells.reader.report(unreadable(
                cells.reader.place(inside(&text, &error.at)),
                &error,
            ));
            None
        }
    }
}

/// The rules of a table; none if one cannot be read, since the others alone would say something else.
fn rules_of_table(cells: &CellReader<'_>, table: &Table) -> Option<Rules> {
    let mut rules = Vec::new();
    let mut places = Vec::new();
    let mut readable = true;
    for entry in table.entries.iter().filter(|entry| entry.key != "note") {
        let (Some(days), Some(times)) = (days(cells, entry), times(cells, entry)) else {
            readable = false;
            continue;
        };
        for day in days {
            rules.push(HoursRule {
                days: day,
                days_at: 0..entry.key.len(),
                times: times.clone(),
                times_at: 0..0,
            });
            places.push((
                cells.reader.place(entry.key_span),
                cells.reader.place(entry.value.span),
            ));
        }
    }
    readable.then_some((rules, places))
}

fn days(cells: &CellReader<'_>, entry: &Entry) -> Option<Vec<notation::DaySelector>> {
    if let Ok(days) = notation::read_day_key(&entry.key, cells.calendars) {
        Some(days)
    } else {
        let known = DAY_KEYS
            .iter()
            .copied()
            .chain(cells.calendars.iter().map(|calendar| calendar.id.as_str()));
        cells.reader.report(
            Diagnostic::new(
                codes::BAD_HOURS,
                cells.reader.place(entry.key_span),
                words(
                    format!("`{}` は曜日でも暦の名前でもありません", entry.key),
                    format!("`{}` is neither days of the week nor a calendar", entry.key),
                ),
            )
            .maybe_help(did_you_mean(&entry.key, known)),
        );
        None
    }
}

fn times(cells: &CellReader<'_>, entry: &Entry) -> Option<notation::Times> {
    let text = cells.reader.text(&entry.value)?;
    match notation::read_times(&text.value) {
        Ok(times) => Some(times),
        Err(error) => {
            cells.reader.report(unreadable(
                cells.reader.place(inside(&text, &error.at)),
                &error,
            ));
            None
        }
    }
}

fn unreadable(place: Place, error: &NotationError) -> Diagnostic {
    let code = match error.kind {
        NotationErrorKind::CloseBeforeOpen { .. } => codes::CLOSES_BEFORE_OPENING,
        NotationErrorKind::Overlap => codes::OVERLAPPING_HOURS,
        _ => codes::BAD_HOURS,
    };
    let help = match error.kind {
        NotationErrorKind::CloseBeforeOpen { .. } => words(
            "日をまたぐときは `22:00-26:00` のように24時を超えて書いてください",
            "hours past midnight are written like `22:00-26:00`",
        ),
        NotationErrorKind::Overlap => words(
            "一つの時間帯にまとめてください",
            "make one interval of the two",
        ),
        _ => words(
            "`09:00-17:00`、`24h`、`closed`、`午前9時から午後5時` のように書いてください",
            "write it like `09:00-17:00`, `24h`, `closed` or `9 am to 5 pm`",
        ),
    };
    Diagnostic::new(code, place, error.words()).help(help)
}

fn contradiction(problem: &HoursProblem, places: &[(Place, Place)], whole: Place) -> Diagnostic {
    let of = |at: usize| {
        problem
            .rules
            .get(at)
            .and_then(|rule| places.get(*rule))
            .map(|(days, _)| days.clone())
    };
    let (code, help) = match problem.kind {
        HoursProblemKind::HolidaysUnsaid => (
            codes::HOLIDAYS_UNSAID,
            words(
                "祝日をどうするか(`holidays = \"closed\"`、文なら「祝日休み」)を書き加えるか、`weekdays`(平日)を使ってください",
                "say what holds on them (`holidays = \"closed\"`, in words `closed on public holidays`), or use `weekdays`",
            ),
        ),
        _ => (
            codes::OVERLAPPING_HOURS,
            words(
                "どちらか一方だけに書いてください",
                "let only one of the two name the day",
            ),
        ),
    };
    let last = of(problem.rules.len().saturating_sub(1)).unwrap_or(whole);
    let diagnostic = Diagnostic::new(code, last.clone(), problem.words()).help(help);
    match of(0).filter(|first| *first != last) {
        Some(first) => diagnostic.label(first, words("はじめの指定", "the first one")),
        None => diagnostic,
    }
}
