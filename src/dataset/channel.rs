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
    /// What it is from each later day on which a change begins or has ended, in order.
    pub later: Vec<Later>,
    /// What it was until the day before that of the build, if a change begins or has ended just
    /// then: who was open late that day still is after midnight.
    pub before: Option<Box<Later>>,
}

/// A channel from a day to come on.
#[derive(Clone, Debug)]
pub struct Later {
    /// The first day.
    pub from: Date,
    /// Its facts.
    pub record: Record,
    /// Its parts.
    pub parts: Vec<Record>,
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

    /// Whether a dated change says a field: what follows from it comes with a day, not with an edit.
    pub fn changes_say(&self, field: &str) -> bool {
        self.changes
            .iter()
            .any(|change| change.record.cells.contains_key(field))
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

    /// The facts of it, or of a part of it, as they are known to be on a day to come, or were on the
    /// day before that of the build.
    pub fn on(&self, part: Option<&str>, day: Date) -> Option<&Record> {
        let (record, parts) = self.all_on(day);
        match part {
            Some(id) => parts.iter().find(|part| part.id == id),
            None => Some(record),
        }
    }

    /// The facts of it and of its parts on a day.
    pub fn all_on(&self, day: Date) -> (&Record, &[Record]) {
        let before = self.before.as_deref().filter(|before| day <= before.from);
        let later = self.later.iter().rfind(|later| later.from <= day);
        before
            .or(later)
            .map_or((&self.record, &self.parts), |other| {
                (&other.record, &other.parts)
            })
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

    /// Whether it holds on a day from midnight to midnight.
    pub fn holds_all(&self, day: Date) -> bool {
        let (begins, minute) = self.from.value;
        let has_begun = begins < day || (begins == day && minute == 0);
        let lasts = self.until.as_ref().is_none_or(|until| {
            let (last, minute) = until.value;
            day < last || (day == last && minute == 24 * 60)
        });
        has_begun && lasts
    }

    /// Whether it is about a channel or part: about it, about one of its parts, or about the whole
    /// that it is a part of.
    pub fn is_about(&self, of: &str) -> bool {
        let about = |named: &str| is_of(of, named) || is_of(named, of);
        self.channels.is_empty() || self.channels.iter().any(|named| about(&named.value))
    }

    /// Whether all of a channel or part is meant.
    pub fn is_about_all_of(&self, of: &str) -> bool {
        self.channels.is_empty() || self.channels.iter().any(|named| is_of(of, &named.value))
    }
}

/// Whether `phone.general` is of `phone`, or the same.
fn is_of(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
