//! Hours on the days of calendars that contradict one another, or that never hold.

use super::{Dataset, Hours};
use crate::civil::Date;
use crate::diagnostic::{Diagnostic, codes};
use crate::notation::DaySelector;
use crate::wording::words;

/// Hours of one channel that name two calendars which share a day and say different things of it,
/// or a calendar on which the channel is closed.
pub(super) fn check(dataset: &Dataset, today: Date) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for channel in &dataset.channels {
        for record in std::iter::once(&channel.record).chain(&channel.parts) {
            let Some(hours) = record.hours("hours") else {
                continue;
            };
            findings.extend(disagreement(dataset, hours, today));
            findings.extend(never_holds(hours));
        }
    }
    findings
}

/// Hours for the days of a calendar on which the channel is closed anyway: they would be read as
/// an exception, and nobody would be there.
fn never_holds(hours: &Hours) -> Option<Diagnostic> {
    let mut rules = hours.week.rules().iter().zip(&hours.rule_places);
    let (id, times) = rules.find_map(|((days, times), (_, place))| match days {
        DaySelector::Calendar(id) if hours.closed_on.contains(id) => {
            (!times.intervals().is_empty()).then_some((id, place))
        }
        _ => None,
    })?;
    Some(
        Diagnostic::new(
            codes::CALENDARS_DISAGREE,
            times.clone(),
            words(
                format!("`closed_on` に `{id}` があるので、この時間は使われません"),
                format!("`closed_on` names `{id}`, so these hours never hold"),
            ),
        )
        .help(words(
            format!("その日に開くなら、この窓口に `{id}` のない `closed_on` を書いてください(`closed_on = []` など)"),
            format!("if it opens then, give the channel a `closed_on` without `{id}`, such as `closed_on = []`"),
        )),
    )
}

fn disagreement(dataset: &Dataset, hours: &Hours, today: Date) -> Option<Diagnostic> {
    let rules: Vec<(usize, &str, &crate::notation::Times)> = hours
        .week
        .rules()
        .iter()
        .enumerate()
        .filter_map(|(at, (days, times))| match days {
            DaySelector::Calendar(id) => Some((at, id.as_str(), times)),
            _ => None,
        })
        .collect();
    let calendar = |id: &str| dataset.calendars.iter().find(|calendar| calendar.id == id);
    for (index, (first, a, one)) in rules.iter().enumerate() {
        for (second, b, other) in &rules[index + 1..] {
            let (Some(a), Some(b)) = (calendar(a), calendar(b)) else {
                continue;
            };
            if one == other {
                continue;
            }
            let Some(day) = a.shares_a_day_with(b, today.year()) else {
                continue;
            };
            let place = |rule: &usize| hours.rule_places.get(*rule).map(|(days, _)| days.clone());
            let (Some(first), Some(second)) = (place(first), place(second)) else {
                continue;
            };
            return Some(
                Diagnostic::new(
                    codes::CALENDARS_DISAGREE,
                    second,
                    words(
                        format!(
                            "{day} は `{}` でも `{}` でもあり、時間が違います",
                            a.id, b.id
                        ),
                        format!(
                            "{day} is in `{}` and in `{}`, and their hours differ",
                            a.id, b.id
                        ),
                    ),
                )
                .label(first, words("もう一方の時間", "the other hours"))
                .help(words(
                    "暦の日付が重ならないようにしてください",
                    "let the calendars share no day",
                )),
            );
        }
    }
    None
}
