//! Channels and what belongs to them.

use super::value::{Record, Text, Value};
use crate::civil::Date;
use crate::diagnostic::Place;
use crate::text::Spanned;

/// A way to ask for help.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its facts, with the dated changes of the day applied.
    pub record: Record,
    /// Its numbers, bots, operators, windows, in order.
    pub parts: Vec<Record>,
    /// Dated changes, in order.
    pub changes: Vec<Change>,
}

/// Facts that are known to change on a day.
#[derive(Clone, Debug)]
pub struct Change {
    /// The first day.
    pub on: Spanned<Date>,
    /// The last day; absent: for good.
    pub until: Option<Spanned<Date>>,
    /// What it is from then on.
    pub record: Record,
}

impl Change {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.on.value <= day && self.until.as_ref().is_none_or(|until| day <= until.value)
    }
}

impl Channel {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.record.id
    }

    /// Whether it can no longer be used.
    pub fn has_ended(&self) -> bool {
        self.record.word("status") == Some("ended")
    }

    /// Whether it is the organisation's own.
    pub fn is_official(&self) -> bool {
        self.record.truth("official").unwrap_or(true)
    }

    /// The part of an id.
    pub fn part(&self, id: &str) -> Option<&Record> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The words by which prose may speak of it, besides its names.
    pub fn aliases(&self) -> &[Spanned<String>] {
        match self.record.value("aliases") {
            Some(Value::Words(words)) => words,
            _ => &[],
        }
    }
}

/// Something that is known to happen: a closure, other hours, or just words.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// The channels it is about; none: all.
    pub channels: Vec<Spanned<String>>,
    /// The first day and the minute of it.
    pub from: Spanned<(Date, u16)>,
    /// The last day and the minute of it (1440: its end); absent: until further notice.
    pub until: Option<Spanned<(Date, u16)>>,
    /// What it does.
    pub effect: Effect,
    /// What it says.
    pub text: Option<Text>,
}

/// What a notice does to its channels.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing but words.
    None,
    /// They are closed.
    Closed,
    /// They have these hours.
    Hours(Box<super::value::Hours>),
}

impl Notice {
    /// Whether it is not over on a day.
    pub fn is_current(&self, day: Date) -> bool {
        self.until.as_ref().is_none_or(|until| day <= until.value.0)
    }

    /// The first day from `from` on that lies in it from midnight to midnight.
    pub fn first_whole_day(&self, from: Date) -> Option<Date> {
        let (begins, minute) = self.from.value;
        let whole = if minute == 0 {
            begins
        } else {
            begins.tomorrow().ok()?
        };
        let day = whole.max(from);
        let lasts = self.until.as_ref().is_none_or(|until| {
            let (last, minute) = until.value;
            day < last || (day == last && minute == 24 * 60)
        });
        lasts.then_some(day)
    }

    /// Whether it is about a channel.
    pub fn is_about(&self, channel: &str) -> bool {
        self.channels.is_empty() || self.channels.iter().any(|of| of.value == channel)
    }
}
