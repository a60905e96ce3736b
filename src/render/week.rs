//! The week of a channel as a picture: days across, hours down, like a page of a calendar.
//!
//! Days across fit a phone's width with letters of readable size. What the picture shows is said
//! three times: as patterns and colours (classes; the style sheet decides), in the description
//! for those who hear it, and as a table below it.

use std::fmt::Write as _;

use super::block_model::{DayModel, LegendModel, WeekModel};
use super::cells::Pen;
use crate::site::joined::{JoinedWeek, WeekDay};
use crate::theme::escape::html;

/// The picture's width in its own units: that of a narrow phone in pixels, so that letters keep their size.
const WIDTH: u32 = 320;
/// Room for the hours at the left.
const GUTTER: u32 = 44;
/// Room for the days on top.
const HEAD: u32 = 26;

/// A week as templates see it.
pub(super) fn week(pen: &Pen<'_>, week: &JoinedWeek) -> WeekModel {
    let id = format!("ui:week-{}", week.ordinal);
    let picture = Picture { week, id: &id };
    let shown: Vec<usize> = (0..4).filter(|kind| occurs(week, *kind)).collect();
    let keys = ["open", "busy", "quiet", "limited"];
    WeekModel {
        name: week.name.clone(),
        caption: week.caption.as_ref().map(|caption| pen.rich(caption)),
        said: week.said.clone(),
        picture: picture.svg(pen),
        legend: legend(pen, week, &id),
        headings: shown
            .iter()
            .map(|kind| pen.words.get(keys[*kind]).to_owned())
            .collect(),
        days: week
            .days
            .iter()
            .map(|day| DayModel {
                name: day.name.clone(),
                texts: shown.iter().map(|kind| text(pen, day, *kind)).collect(),
            })
            .collect(),
        marks: pen.marks(&week.marks),
        id,
    }
}

/// Whether a column of the table has anything to say; when it is open always has.
fn occurs(week: &JoinedWeek, kind: usize) -> bool {
    kind == 0 || week.days.iter().any(|day| !day.words[kind].is_empty())
}

fn text(pen: &Pen<'_>, day: &WeekDay, kind: usize) -> String {
    if kind > 0 || !day.words[0].is_empty() {
        return day.words[kind].clone();
    }
    let key = if day.open.is_none() {
        "unknown"
    } else {
        "closed"
    };
    pen.words.get(key).to_owned()
}

fn legend(pen: &Pen<'_>, week: &JoinedWeek, id: &str) -> Vec<LegendModel> {
    let any = |occurs: &dyn Fn(&WeekDay) -> bool| week.days.iter().any(occurs);
    let kinds: [(&'static str, bool); 6] = [
        (
            "open",
            any(&|day| day.open.as_ref().is_some_and(|open| !open.is_empty())),
        ),
        ("limited", any(&|day| !day.limited.is_empty())),
        ("quiet", any(&|day| !day.quiet.is_empty())),
        ("busy", any(&|day| !day.busy.is_empty())),
        (
            "closed",
            any(&|day| day.open.as_ref().is_some_and(Vec::is_empty)),
        ),
        ("unknown", any(&|day| day.open.is_none())),
    ];
    kinds
        .into_iter()
        .filter(|(_, occurs)| *occurs)
        .map(|(name, _)| LegendModel {
            name,
            text: pen.words.get(name).to_owned(),
            swatch: format!(
                "<svg class=\"swatch\" viewBox=\"0 0 24 16\" aria-hidden=\"true\" focusable=\"false\">\
                 <rect class=\"w-{name}\" width=\"24\" height=\"16\"{}/></svg>",
                fill(name, id)
            ),
        })
        .collect()
}

/// The pattern of a kind; its colours are the style sheet's.
fn fill(name: &str, id: &str) -> String {
    match name {
        "busy" | "quiet" | "limited" => format!(" fill=\"url(#{id}-{name})\""),
        _ => String::new(),
    }
}

struct Picture<'a> {
    week: &'a JoinedWeek,
    id: &'a str,
}

impl Picture<'_> {
    fn svg(&self, pen: &Pen<'_>) -> String {
        let (id, height) = (self.id, self.height());
        let mut out = format!(
            "<svg class=\"week-picture\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            html(&pen.words.fill("week_title", "name", &self.week.name)),
            html(&self.description(pen)),
        );
        self.patterns(&mut out);
        for (at, day) in self.week.days.iter().enumerate() {
            self.day(&mut out, at, day);
        }
        self.hours(&mut out);
        self.now(&mut out);
        out.push_str("</svg>");
        out
    }

    /// A frame that a script lays around the present hour; without one it is not to be seen.
    fn now(&self, out: &mut String) {
        let Some(columns) = &self.week.columns else {
            return;
        };
        let (first, last) = self.shown();
        let (_, width) = self.column(0);
        let height = tenths(self.hour());
        let _ = write!(
            out,
            "<rect class=\"w-now\" width=\"{width}\" height=\"{height}\" fill=\"none\" \
             data-week=\"{}\" data-place=\"{GUTTER} {width} {HEAD} {height} {first} {last}\"/>",
            html(columns)
        );
    }

    fn description(&self, pen: &Pen<'_>) -> String {
        let days: Vec<String> = self
            .week
            .days
            .iter()
            .map(|day| {
                let mut said = format!("{}: {}", day.name, text(pen, day, 0));
                for (kind, key) in [(1, "busy"), (2, "quiet"), (3, "limited")] {
                    if !day.words[kind].is_empty() {
                        let _ = write!(said, ", {} {}", pen.words.get(key), day.words[kind]);
                    }
                }
                said
            })
            .collect();
        days.join("; ")
    }

    /// Lines that rise for busy, dots for quiet, bars for limited: told apart without colour.
    fn patterns(&self, out: &mut String) {
        let id = self.id;
        let _ = write!(
            out,
            "<defs>\
             <pattern id=\"{id}-busy\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect class=\"w-busy-ground\" width=\"6\" height=\"6\"/><rect class=\"w-busy-ink\" width=\"2.5\" height=\"6\"/></pattern>\
             <pattern id=\"{id}-quiet\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <rect class=\"w-quiet-ground\" width=\"8\" height=\"8\"/><circle class=\"w-quiet-ink\" cx=\"4\" cy=\"4\" r=\"1.4\"/></pattern>\
             <pattern id=\"{id}-limited\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
             <rect class=\"w-limited-ground\" width=\"5\" height=\"5\"/><rect class=\"w-limited-ink\" width=\"5\" height=\"1.5\"/></pattern>\
             </defs>"
        );
    }

    fn day(&self, out: &mut String, at: usize, day: &WeekDay) {
        let (x, width) = self.column(at);
        let middle = x + width / 2;
        let _ = write!(
            out,
            "<text class=\"w-day\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            HEAD - 9,
            html(&day.name)
        );
        let Some(open) = &day.open else {
            self.bar(out, "unknown", at, self.range());
            let y = HEAD + (self.height() - HEAD) / 2;
            let _ = write!(
                out,
                "<text class=\"w-day\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">?</text>"
            );
            return;
        };
        self.bar(out, "closed", at, self.range());
        let layers = [
            ("open", open),
            ("quiet", &day.quiet),
            ("busy", &day.busy),
            ("limited", &day.limited),
        ];
        for (name, intervals) in layers {
            for interval in intervals {
                self.bar(out, name, at, *interval);
            }
        }
    }

    /// One interval of a day, in minutes since midnight, cut to what the picture shows.
    fn bar(&self, out: &mut String, name: &str, at: usize, (from, until): (u16, u16)) {
        let (first, last) = self.range();
        let (from, until) = (from.clamp(first, last), until.clamp(first, last));
        if from >= until {
            return;
        }
        let (x, width) = self.column(at);
        let (top, bottom) = (self.y(from), self.y(until));
        let _ = write!(
            out,
            "<rect class=\"w-{name}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
            x + 1,
            tenths(top),
            width - 2,
            tenths(bottom - top),
            fill(name, self.id)
        );
    }

    /// The lines of the hours and their names at the left.
    fn hours(&self, out: &mut String) {
        let (first, last) = self.shown();
        let mut lines = String::new();
        for hour in first..=last {
            let y = tenths(self.y(hour * 60));
            let _ = write!(lines, "M{GUTTER} {y}H{WIDTH}");
            let named = (hour - first) % self.step() == 0 || hour == last;
            if named {
                let baseline = tenths(self.y(hour * 60) + 45);
                let _ = write!(
                    out,
                    "<text class=\"w-hour\" x=\"{}\" y=\"{baseline}\" text-anchor=\"end\">{hour}:00</text>",
                    GUTTER - 6
                );
            }
        }
        let _ = write!(out, "<path class=\"w-line\" d=\"{lines}\"/>");
    }

    /// Minutes shown: the first and the last.
    fn range(&self) -> (u16, u16) {
        let (first, last) = self.shown();
        (first * 60, last * 60)
    }

    /// Hours shown: at least one, none past the second midnight.
    fn shown(&self) -> (u16, u16) {
        let (first, last) = self.week.hours;
        let first = first.min(47);
        (first, last.clamp(first + 1, 48))
    }

    fn span(&self) -> u32 {
        let (first, last) = self.range();
        u32::from(last - first) / 60
    }

    /// The height of an hour in tenths of a unit: a longer day is drawn denser.
    fn hour(&self) -> u32 {
        match self.span() {
            0..=14 => 200,
            15..=20 => 160,
            _ => 130,
        }
    }

    /// How many hours from one name to the next.
    fn step(&self) -> u16 {
        if self.span() > 14 { 3 } else { 1 }
    }

    /// Where a minute lies, in tenths of a unit.
    fn y(&self, minute: u16) -> u32 {
        let (first, _) = self.range();
        HEAD * 10 + u32::from(minute.saturating_sub(first)) * self.hour() / 60
    }

    fn height(&self) -> u32 {
        HEAD + self.span() * self.hour() / 10 + 8
    }

    fn column(&self, at: usize) -> (u32, u32) {
        let count = u32::try_from(self.week.days.len().max(1)).unwrap_or(1);
        let width = (WIDTH - GUTTER) / count;
        (
            GUTTER + u32::try_from(at).unwrap_or(0) * width,
            width.max(3),
        )
    }
}

/// Tenths as a number of SVG: `205` is `20.5`.
fn tenths(value: u32) -> String {
    if value.is_multiple_of(10) {
        (value / 10).to_string()
    } else {
        format!("{}.{}", value / 10, value % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_short() {
        assert_eq!(tenths(200), "20");
        assert_eq!(tenths(205), "20.5");
    }
}
