//! Whether somebody can be reached at an instant: hours, holidays, calendars, dated changes and
//! notices put together, in the time zone of the dataset.
//!
//! What counts, first wins: a notice in force at that minute, the facts of the day (dated changes
//! applied), in them calendars, holidays and days of the week. An interval belongs to the day on
//! which it begins; what of it lies past midnight is cut by whatever closes the next day, and by
//! nothing else. Nothing is claimed of a channel that has ended or answers by itself, of hours that
//! are not known, before the day of the build, after the last day for which the data is meant, and
//! further ahead than [`DAYS_AHEAD`].

use super::{Channel, Closures, Dataset, DayHours, Effect, HolidayLaw, Hours, Record};
use crate::civil::{Clocks, Date, days_later};

/// For how many days a page knows when its channels are open.
pub const DAYS_AHEAD: i32 = 400;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Whether somebody can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenState {
    /// Nothing is known, or nothing may be said.
    Unknown,
    /// Nobody.
    Closed,
    /// For a part of the service.
    Limited,
    /// Yes.
    Open,
}

/// From an instant to before another, in minutes since 1970 in UTC.
type Span = (i64, i64);

/// A channel or a part of it, seen through the clocks of its time zone.
#[derive(Debug)]
pub struct Desk<'d> {
    dataset: &'d Dataset,
    channel: &'d Channel,
    part: Option<&'d str>,
    holidays: HolidayLaw,
    clocks: Clocks,
    /// The day of the build.
    pub(super) first: Date,
    /// The last day of which anything is said.
    pub(super) last: Date,
}

impl<'d> Desk<'d> {
    /// The desk that a reference names: `phone`, `phone.general`. None if there is no such channel,
    /// or the data is no longer meant for this day.
    pub fn of(dataset: &'d Dataset, reference: &'d str, today: Date) -> Option<Self> {
        let (channel, _) = dataset.named(reference)?;
        let ahead = days_later(today, DAYS_AHEAD - 1)?;
        let valid_until = dataset.valid_until.as_ref().map(|until| until.value);
        let last = valid_until.map_or(ahead, |until| until.min(ahead));
        (today <= last).then_some(Self {
            dataset,
            channel,
            part: reference.split_once('.').map(|(_, part)| part),
            holidays: dataset.holidays(),
            clocks: Clocks::of_zone(&dataset.time_zone)?,
            first: today,
            last,
        })
    }

    /// Whether somebody can be reached at an instant, in minutes since 1970 in UTC.
    pub fn state_at(&self, instant: i64) -> OpenState {
        let day = self
            .clocks
            .shown_at(instant)
            .and_then(|(date, _)| self.day(date));
        day.map_or(OpenState::Unknown, |day| day.state_at(instant))
    }

    /// A day of the desk, if anything may be said of it.
    pub(super) fn day(&self, date: Date) -> Option<DeskDay> {
        if date < self.first || self.last < date {
            return None;
        }
        let begins = self.clocks.instant(date, 0)?;
        let ends = self.clocks.instant(date, DAY)?;
        let eve = date.yesterday().ok()?;
        let (whole, parts) = self.channel.all_on(date);
        let (whole_before, parts_before) = self.channel.all_on(eve);
        let counter = |record: &Record, before: &Record, id: &str| {
            self.counter(&Moment { date, eve, begins }, record, before, id)
        };
        let of_part = |part: &Record| {
            let before = parts_before.iter().find(|before| before.id == part.id)?;
            let id = format!("{}.{}", self.channel.id(), part.id);
            Some(counter(part, before, &id))
        };
        let mut counters: Vec<Counter> = match self.part {
            Some(id) => vec![of_part(parts.iter().find(|part| part.id == id)?)?],
            // A channel whose hours only its parts say is open while somebody of it is.
            None if whole.hours("hours").is_none() => {
                let serving = parts.iter().filter(|part| !is_silent(part));
                serving.filter_map(of_part).collect()
            }
            None => Vec::new(),
        };
        if self.channel.on(None, date).is_some_and(is_silent) {
            return None;
        }
        if counters.is_empty() {
            counters.push(counter(whole, whole_before, self.channel.id()));
        }
        Some(DeskDay {
            begins,
            ends,
            counters,
        })
    }

    fn counter(&self, moment: &Moment, record: &Record, before: &Record, id: &str) -> Counter {
        let about = self.dataset.notices.iter().filter(|notice| {
            notice.effect != Effect::None
                && notice.is_about_all_of(id)
                && notice.from.value.0 <= moment.date
                && notice
                    .until
                    .as_ref()
                    .is_none_or(|until| moment.eve <= until.value.0)
        });
        let notices: Vec<(Span, &Effect)> = about
            .filter_map(|notice| {
                let (date, minute) = notice.from.value;
                let from = self.clocks.instant(date, minute)?;
                let until = match &notice.until {
                    Some(until) => self.clocks.instant(until.value.0, until.value.1)?,
                    None => i64::MAX,
                };
                Some(((from, until), &notice.effect))
            })
            .collect();
        let usual = record.hours("hours");
        let closes = |hours: &Hours| {
            let closures = self.closures(hours);
            hours.week.is_closed_by_calendar(moment.date, &closures)
        };
        let late = |field: &str| {
            let hours = before.hours(field).filter(|_| !is_silent(before))?;
            self.left_over(moment, hours, &self.closures(hours))
        };
        let limited = record.hours("limited");
        let limited = limited.and_then(|hours| self.own(moment, hours, &self.closures(hours)));
        Counter {
            is_silent: is_silent(record),
            tail: self.tail(moment, &notices, before, &late),
            notices: notices
                .into_iter()
                .map(|(span, effect)| (span, self.rule(moment, effect)))
                .collect(),
            own: usual.and_then(|hours| self.own(moment, hours, &self.closures(hours))),
            is_cut: usual.is_some_and(closes),
            limited: [limited, late("limited")]
                .into_iter()
                .flatten()
                .flatten()
                .collect(),
        }
    }

    fn closures<'s>(&'s self, hours: &'s Hours) -> Closures<'s> {
        self.dataset.closures(&self.holidays, &hours.closed_on)
    }

    fn rule(&self, moment: &Moment, effect: &Effect) -> Rule {
        match effect {
            Effect::Hours(hours) => {
                let closures = self.dataset.closures(&self.holidays, &[]);
                Rule::Hours(self.own(moment, hours, &closures))
            }
            Effect::Closed | Effect::None => Rule::Closed,
        }
    }

    /// What begins on the day.
    fn own(&self, moment: &Moment, hours: &Hours, closures: &Closures<'_>) -> Option<Vec<Span>> {
        self.spans(moment.date, &hours.week.whole_on(moment.date, closures))
    }

    /// What has begun the day before.
    fn left_over(
        &self,
        moment: &Moment,
        hours: &Hours,
        closures: &Closures<'_>,
    ) -> Option<Vec<Span>> {
        let mut spans = self.spans(moment.eve, &hours.week.whole_on(moment.eve, closures))?;
        spans.retain(|(_, ends)| *ends > moment.begins);
        Some(spans)
    }

    /// What is left of the day before, by whatever was in force in its last minute.
    fn tail(
        &self,
        moment: &Moment,
        notices: &[(Span, &Effect)],
        before: &Record,
        late: &dyn Fn(&str) -> Option<Vec<Span>>,
    ) -> Option<Vec<Span>> {
        let in_force = notices
            .iter()
            .find(|(span, _)| holds(*span, moment.begins - 1));
        match in_force {
            Some((_, Effect::Hours(hours))) => {
                let closures = self.dataset.closures(&self.holidays, &[]);
                self.left_over(moment, hours, &closures)
            }
            Some(_) => Some(Vec::new()),
            None if is_silent(before) => Some(Vec::new()),
            None => late("hours"),
        }
    }

    fn spans(&self, date: Date, hours: &DayHours) -> Option<Vec<Span>> {
        let DayHours::Known(intervals) = hours else {
            return None;
        };
        intervals
            .iter()
            .map(|interval| {
                let begins = self.clocks.instant(date, interval.start())?;
                Some((begins, self.clocks.instant(date, interval.end())?))
            })
            .collect()
    }

    /// When a day begins.
    pub(super) fn begins(&self, date: Date) -> Option<i64> {
        self.clocks.instant(date, 0)
    }

    /// What the clocks show at an instant.
    pub(super) fn shown_at(&self, instant: i64) -> Option<(Date, u16)> {
        self.clocks.shown_at(instant)
    }

    /// For `{week}`: which of its columns (Monday 0 to Sunday 6, public holidays 7) shows the hours of
    /// a day, if one does.
    pub(super) fn column(&self, date: Date) -> Option<usize> {
        let (today, record) = (
            self.channel.on(self.part, self.first)?,
            self.channel.on(self.part, date)?,
        );
        let drawn = &today.hours("hours")?.week;
        let hours = record.hours("hours").filter(|_| !is_silent(record))?;
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let (column, shown) = if self.holidays.is_holiday(date)? {
            (7, drawn.holiday_row()?)
        } else {
            (weekday, drawn.standard_week()[weekday].clone())
        };
        let day = self.day(date)?;
        let is_noticed = day.counters.iter().any(|counter| {
            let touches = |(from, until): Span| from < day.ends && day.begins < until;
            counter.notices.iter().any(|(span, _)| touches(*span))
        });
        let is_drawn = hours.week.on(date, &self.closures(hours)) == DayHours::Known(shown);
        (is_drawn && !is_noticed).then_some(column)
    }
}

/// Whether nothing is to be said of a desk: it is no more, or nobody sits there.
fn is_silent(record: &Record) -> bool {
    record.word("status") == Some("ended") || record.truth("automated") == Some(true)
}

fn holds((from, until): Span, instant: i64) -> bool {
    (from..until).contains(&instant)
}

/// The day that is looked at, the one before, and the instant between them.
struct Moment {
    date: Date,
    eve: Date,
    begins: i64,
}

/// A day of a desk.
pub(super) struct DeskDay {
    /// Its first instant.
    pub(super) begins: i64,
    /// The first of the next.
    pub(super) ends: i64,
    counters: Vec<Counter>,
}

/// What a notice makes of a day.
enum Rule {
    Closed,
    /// Open in these spans; unknown if there are none to be known.
    Hours(Option<Vec<Span>>),
}

/// Where one counter of a desk stands on a day.
struct Counter {
    is_silent: bool,
    /// Those in force, the first counts.
    notices: Vec<(Span, Rule)>,
    /// What begins on this day.
    own: Option<Vec<Span>>,
    /// What is left of the day before.
    tail: Option<Vec<Span>>,
    /// Whether a calendar closes it on this day.
    is_cut: bool,
    limited: Vec<Span>,
}

impl DeskDay {
    pub(super) fn state_at(&self, instant: i64) -> OpenState {
        let states = || {
            self.counters
                .iter()
                .map(|counter| counter.state_at(instant))
        };
        let best = states().max().unwrap_or(OpenState::Unknown);
        // One of several who may be there leaves it open whether all are gone.
        if best == OpenState::Closed && states().any(|state| state == OpenState::Unknown) {
            return OpenState::Unknown;
        }
        best
    }

    /// The instants of the day at which anything may change, in order.
    pub(super) fn turns(&self) -> Vec<i64> {
        let mut turns = vec![self.begins];
        for counter in &self.counters {
            let notices = counter.notices.iter();
            let of_notices = notices.clone().filter_map(|(_, rule)| match rule {
                Rule::Hours(spans) => spans.as_ref(),
                Rule::Closed => None,
            });
            let spans = [&counter.own, &counter.tail].into_iter().flatten();
            let spans = spans.chain(of_notices).chain([&counter.limited]).flatten();
            let bounds = spans.chain(notices.map(|(span, _)| span));
            turns.extend(bounds.flat_map(|(from, until)| [*from, *until]));
        }
        turns.retain(|turn| (self.begins..self.ends).contains(turn));
        turns.sort_unstable();
        turns.dedup();
        turns
    }
}

impl Counter {
    fn state_at(&self, instant: i64) -> OpenState {
        if self.is_silent {
            return OpenState::Unknown;
        }
        let within = |spans: &Vec<Span>| spans.iter().any(|span| holds(*span, instant));
        let notice = self.notices.iter().find(|(span, _)| holds(*span, instant));
        let (own, is_cut) = match notice {
            Some((_, Rule::Closed)) => return OpenState::Closed,
            Some((_, Rule::Hours(own))) => (own, own.as_ref().is_some_and(Vec::is_empty)),
            None => (&self.own, self.is_cut),
        };
        let own = own.as_ref().map(within);
        let tail = if is_cut {
            Some(false)
        } else {
            self.tail.as_ref().map(within)
        };
        match (own, tail) {
            (Some(true), _) | (_, Some(true)) if within(&self.limited) => OpenState::Limited,
            (Some(true), _) | (_, Some(true)) => OpenState::Open,
            (Some(false), Some(false)) => OpenState::Closed,
            _ => OpenState::Unknown,
        }
    }
}
