//! What is to be said at an instant, found by asking the data again and again.

use madoguchi::civil::{Clocks, days_since_1970};
use madoguchi::dataset::{Desk, OpenState};

/// All hours of these tests begin and end at quarters.
const STEP: i64 = 15;

/// The words for a state, and until when it lasts, for a reader who lives by the same clocks.
pub(crate) fn said(desk: &Desk<'_>, clocks: &Clocks, instant: i64, state: OpenState) -> String {
    let word = match state {
        OpenState::Unknown => return String::new(),
        OpenState::Open => "Open",
        OpenState::Limited => "Limited",
        OpenState::Closed => "Closed",
    };
    let lasts = |found: OpenState| match state {
        OpenState::Open => matches!(found, OpenState::Open | OpenState::Limited),
        _ => found == state,
    };
    let is_closed = state == OpenState::Closed;
    let first = instant - instant.rem_euclid(STEP) + STEP;
    // Who is closed may open in a year; who is open closes in a week, or it is not said.
    let days = if is_closed { 400 } else { 8 };
    let mut later = (0..days * 96).map(|step| first + step * STEP);
    let Some(end) = later.find(|later| !lasts(desk.state_at(*later))) else {
        return word.to_owned();
    };
    let is_far = !is_closed && end > instant + 7 * 1440;
    if is_far || desk.state_at(end) == OpenState::Unknown {
        return word.to_owned();
    }
    let (today, _) = clocks.shown_at(instant).unwrap();
    let (mut date, minute) = clocks.shown_at(end).unwrap();
    let mut minute = i64::from(minute);
    if !is_closed && minute == 0 {
        date = date.yesterday().unwrap();
        minute = 1440;
    }
    let time = format!("{}:{:02}", minute / 60, minute % 60);
    let time = match days_since_1970(date) - days_since_1970(today) {
        ..=0 => time,
        1 => format!("tomorrow {time}"),
        2..=6 => format!("{:?} {time}", date.weekday()),
        _ => format!("{}/{} {time}", date.month(), date.day()),
    };
    let form = if is_closed { "opens" } else { "until" };
    format!("{word} — {form} {time}")
}
