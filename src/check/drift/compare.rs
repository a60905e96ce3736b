//! Whether a claim is what the data says.

use super::claims::{Claim, Crowd, What};
use super::edges::{Edge, Fit};
use super::open_days::OpenDays;
use super::speech::Who;
use crate::dataset::field::FieldType;
use crate::dataset::{Cell, Channel, Dataset, Effect, Hours, Record, Value};
use crate::notation::{Amount, HoursReading, HoursRule, Reply};

/// What the data says to a claim.
#[derive(Clone, Debug)]
pub(super) enum Verdict<'d> {
    /// The same, in this field.
    Right(Datum<'d>),
    /// Something else; this is what it says.
    Wrong(Datum<'d>),
    /// Nothing that could be compared.
    Silent,
}

/// A fact of the data, and by which path a placeholder asks for it.
#[derive(Clone, Debug)]
pub(super) struct Datum<'d> {
    /// `phone.hours`, `chat.bot.hours`
    pub path: String,
    /// The fact.
    pub cell: &'d Cell,
}

/// Compares with everybody a claim may be about: right for one is right.
pub(super) fn judge<'d>(claim: &Claim, of: &[Who], dataset: &'d Dataset) -> Verdict<'d> {
    let mut wrong = None;
    for who in of {
        for place in &who.channels {
            let Some(channel) = dataset.channels.get(*place) else {
                continue;
            };
            match against(claim, channel, who.part, dataset) {
                Verdict::Right(datum) => return Verdict::Right(datum),
                Verdict::Wrong(datum) => wrong = wrong.or(Some(datum)),
                // What is not said of one of them cannot be contradicted for all.
                Verdict::Silent => return Verdict::Silent,
            }
        }
    }
    wrong.map_or(Verdict::Silent, Verdict::Wrong)
}

/// Whether a claim is right for any channel at all.
pub(super) fn fits_any(claim: &Claim, dataset: &Dataset) -> bool {
    dataset
        .channels
        .iter()
        .any(|channel| matches!(against(claim, channel, None, dataset), Verdict::Right(_)))
}

fn against<'d>(
    claim: &Claim,
    channel: &'d Channel,
    part: Option<usize>,
    dataset: &'d Dataset,
) -> Verdict<'d> {
    let fields = fields(claim, dataset);
    // The channel and its parts, or the one part.
    let parts = channel.parts.iter().enumerate();
    let parts = parts.filter(|(place, _)| part.is_none_or(|part| part == *place));
    let whole = part.is_none().then_some((None, &channel.record));
    let records = whole
        .into_iter()
        .chain(parts.map(|(_, record)| (Some(record.id.as_str()), record)));
    let data: Vec<Found<'d>> = records
        .flat_map(|(part, record)| {
            fields.iter().filter_map(move |field| {
                Some(Found {
                    part,
                    record,
                    field,
                    cell: record.cell(field)?,
                })
            })
        })
        .collect();
    let datum = |found: &Found<'d>| Datum {
        path: match found.part {
            Some(part) => format!("{}.{part}.{}", channel.id(), found.field),
            None => format!("{}.{}", channel.id(), found.field),
        },
        cell: found.cell,
    };
    if data.iter().any(|of| is_part_of(&of.cell.value, claim)) {
        return Verdict::Silent;
    }
    let right = data
        .iter()
        .find(|of| says(&of.cell.value, of.record, claim));
    if let Some(right) = right {
        return Verdict::Right(datum(right));
    }
    if says_otherwise_on_some_day(channel, claim, &fields, dataset) {
        return Verdict::Silent;
    }
    let main = main_field(claim);
    let of_main = || data.iter().filter(|of| of.field == main);
    let own = of_main().find(|of| of.cell.value.is_known());
    let unknown = of_main().any(|of| !of.cell.value.is_known());
    match own {
        // Hours that only parts have, of which one is unknown, may be that one's.
        Some(_) if unknown && channel.record.value(main).is_none() => Verdict::Silent,
        Some(own) => Verdict::Wrong(datum(own)),
        None => Verdict::Silent,
    }
}

/// A cell that a claim may be about.
struct Found<'d> {
    /// The part's id.
    part: Option<&'d str>,
    record: &'d Record,
    field: &'d str,
    cell: &'d Cell,
}

/// The fields that a claim may be true of.
fn fields<'d>(claim: &Claim, dataset: &'d Dataset) -> Vec<&'d str> {
    let own = |kind: &FieldType| {
        let columns = dataset.columns.iter();
        columns
            .filter(|column| column.kind == *kind)
            .map(|column| column.key.as_str())
            .collect::<Vec<_>>()
    };
    match &claim.what {
        What::Hours {
            crowd: Some(of), ..
        } => vec![of.crowd.field()],
        What::Hours { reading, .. } if only_closes(reading) => vec!["hours"],
        What::Hours { .. } => {
            let mut fields = vec![
                "hours",
                "limited",
                Crowd::Busy.field(),
                Crowd::Quiet.field(),
            ];
            fields.extend(own(&FieldType::Hours));
            fields
        }
        What::Days(OpenDays::Only(_)) => vec!["hours", "limited"],
        What::Days(_) => vec!["hours"],
        What::Half(half) if half.edge == Edge::LastEntry => vec!["last_entry"],
        What::Half(_) => {
            let mut fields = vec!["hours", "last_entry", "limited"];
            fields.extend(own(&FieldType::Hours));
            fields
        }
        What::PartOfDay(part) => vec![part.crowd.field()],
        What::Reply(_) => {
            let mut fields = vec!["reply"];
            fields.extend(own(&FieldType::Duration));
            fields
        }
    }
}

fn main_field(claim: &Claim) -> &'static str {
    match &claim.what {
        What::Hours { crowd, .. } => crowd.map_or("hours", |of| of.crowd.field()),
        What::Half(half) if half.edge == Edge::LastEntry => "last_entry",
        What::Days(_) | What::Half(_) => "hours",
        What::PartOfDay(part) => part.crowd.field(),
        What::Reply(_) => "reply",
    }
}

/// Whether hours say nothing but which days are closed.
pub(super) fn only_closes(reading: &HoursReading) -> bool {
    reading
        .rules
        .iter()
        .all(|rule| rule.times.intervals().is_empty())
}

fn says(value: &Value, record: &Record, claim: &Claim) -> bool {
    match (&claim.what, value) {
        (
            What::Hours {
                reading,
                restricted,
                never_closed,
                only,
                ..
            },
            Value::Hours(hours),
        ) => {
            agrees(reading, hours)
                && only.as_ref().is_none_or(|days| days.are_those_of(hours))
                && !(*restricted && hours.week.always_open() && record.value("limited").is_none())
                && (!*never_closed || hours.closed_on.is_empty())
        }
        (What::Days(days), Value::Hours(hours)) => days.are_those_of(hours),
        (What::Half(half), Value::Hours(hours)) => half.fits(hours) == Fit::Right,
        (What::Half(half), Value::Time(minute)) => half.fits_last_entry(*minute) == Fit::Right,
        (What::PartOfDay(part), Value::Hours(hours)) => part.meets(hours),
        (What::Reply(said), Value::Reply(reply)) => same_reply(*said, *reply),
        _ => false,
    }
}

/// Whether hours as said are those of the data on every day that is named; where none is, on some.
fn agrees(reading: &HoursReading, hours: &Hours) -> bool {
    let (named, unnamed): (Vec<_>, Vec<_>) = reading
        .rules
        .iter()
        .cloned()
        .partition(HoursRule::days_are_said);
    unnamed
        .iter()
        .all(|rule| hours.week.has_on_some_day(&rule.times))
        && hours.week.agrees_with(&named, &hours.closed_on)
}

/// Whether a claim says a part of what the data says and does not say that it is all: true, and no copy.
fn is_part_of(value: &Value, claim: &Claim) -> bool {
    match (&claim.what, value) {
        (
            What::Hours {
                reading,
                crowd: Some(of),
                ..
            },
            Value::Hours(hours),
        ) => !of.all && !agrees(reading, hours) && is_some_of(reading, hours),
        (What::Half(half), Value::Hours(hours)) => half.fits(hours) == Fit::Silent,
        _ => false,
    }
}

/// Whether hours as said are some of those of the data: 9時〜11時 of all that are quiet.
fn is_some_of(reading: &HoursReading, hours: &Hours) -> bool {
    reading.rules.iter().all(|rule| {
        let days = rule.days_are_said().then_some(&rule.days);
        hours.week.has_within(&rule.times, days)
    })
}

/// Within two business days is true of one to two.
fn same_reply(said: Reply, data: Reply) -> bool {
    if said == data {
        return true;
    }
    let longest = |reply: Reply| match reply {
        Reply::AtOnce => None,
        Reply::Takes { to, .. } => Some(to),
    };
    let is_limit = |reply: Reply| matches!(reply, Reply::Takes { from, to, within } if from == to && (within || to == Amount::SAME_DAY));
    let same_length = longest(said).is_some() && longest(said) == longest(data);
    // 返信に12時間 is near enough to within 12 hours.
    let is_one_length = |reply: Reply| matches!(reply, Reply::Takes { from, to, .. } if from == to);
    same_length && (is_limit(said) || (is_one_length(said) && is_limit(data)))
}

/// Whether a dated change or a notice says what is claimed: true on some day, and not wrong today.
fn says_otherwise_on_some_day(
    channel: &Channel,
    claim: &Claim,
    fields: &[&str],
    dataset: &Dataset,
) -> bool {
    let later = channel
        .later
        .iter()
        .flat_map(|later| std::iter::once(&later.record).chain(&later.parts));
    let changes = channel.changes.iter().map(|change| &change.record);
    let by_change = later.chain(changes).any(|record| {
        fields
            .iter()
            .filter_map(|field| record.cell(field))
            .any(|cell| says(&cell.value, record, claim))
    });
    let by_notice = dataset.notices.iter().any(|notice| {
        notice.is_about(channel.id())
            && matches!((&notice.effect, &claim.what), (Effect::Hours(hours), What::Hours { reading, .. }) if agrees(reading, hours))
    });
    by_change || by_notice
}
