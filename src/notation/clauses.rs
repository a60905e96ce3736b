//! The grammar of opening hours: a text is a row of clauses.
//!
//! A clause says days and hours in either order, or days that are closed or excepted. Brackets
//! are only separators: what stands in them is a clause of its own. People put days before hours
//! in Japanese and often after them in English, so hours may wait for their days and days for
//! their hours.

use std::ops::Range;

use super::calendars::KnownCalendars;
use super::clause_words::{BETWEEN, EXCEPT, EXCLUDED, NOT_SO, ONLY, eat_joint, inside_bracket};
use super::clock::ClockShape;
use super::days::{Commas, DaySelector, NamedDays, day_list};
use super::error::{NotationError, NotationErrorKind};
use super::hours::{HoursReading, HoursRule};
use super::scan::Cursor;
use super::times::{Bare, Times, eat_closed, not_read, times};

/// More rules than any desk has; prose that goes on is read as hours of their own.
const MOST_RULES: usize = 32;

/// A row of clauses being read.
pub(crate) struct Reader<'f> {
    cursor: Cursor<'f>,
    calendars: &'f KnownCalendars,
    bare: Bare,
    rules: Vec<HoursRule>,
    /// Days said before their hours, which stand in brackets or after a comma.
    pending: Option<NamedDays>,
    /// The rule whose days are not said (yet): `9:00-17:00 (weekdays)`.
    implied: Option<usize>,
    /// The first rule of the last clause that opens: a break is taken out of those.
    last_clause: usize,
    /// Whether anything says hours or "closed", rather than only what is excepted.
    tells: bool,
}

impl<'f> Reader<'f> {
    /// A reader at a position; `bare` says whether `10-15` may be hours there.
    pub(crate) fn new(cursor: Cursor<'f>, calendars: &'f KnownCalendars, bare: Bare) -> Self {
        Self {
            cursor,
            calendars,
            bare,
            rules: Vec::new(),
            pending: None,
            implied: None,
            last_clause: 0,
            tells: false,
        }
    }

    /// Reads everything up to the end of the text.
    pub(crate) fn whole(mut self) -> Result<HoursReading, NotationError> {
        loop {
            self.eat_between_clauses(&[',', ';', '/', '(', ')', '.', '。', '・', '[', ']']);
            if self.cursor.is_done() {
                return self.finish();
            }
            if !self.clause()? {
                return Err(not_read(&self.cursor));
            }
        }
    }

    fn finish(self) -> Result<HoursReading, NotationError> {
        match self.pending.as_deref() {
            Some([.., (_, at)]) => Err(NotationError::new(
                at.clone(),
                NotationErrorKind::DaysWithoutHours,
            )),
            _ if self.rules.is_empty() => Err(not_read(&self.cursor)),
            _ => Ok(HoursReading { rules: self.rules }),
        }
    }

    /// Reads as many clauses as there are; the cursor after the last, and what they say.
    pub(crate) fn prose(mut self) -> Option<(Cursor<'f>, HoursReading)> {
        let mut end = self.cursor;
        let mut told = Vec::new();
        while self.rules.len() < MOST_RULES {
            let opened = self.cursor.place();
            if !matches!(self.clause(), Ok(true)) {
                break;
            }
            if self.pending.is_none() && self.tells {
                if inside_bracket(end, self.cursor) {
                    self.cursor.eat_char(')');
                }
                end = self.cursor;
                told.clone_from(&self.rules);
                self.bare = Bare::Allowed;
            }
            self.eat_between_clauses(&[',', ';', '/', '(', ')', '・']);
            if self.cursor.place() == opened {
                break;
            }
        }
        (!told.is_empty()).then_some((end, HoursReading { rules: told }))
    }

    /// Reads separators and words that add nothing.
    fn eat_between_clauses(&mut self, separators: &[char]) {
        loop {
            self.cursor.skip_spaces();
            let noise = self.cursor.eat_one_of(BETWEEN) || self.cursor.eat_char(':');
            if !(noise || self.cursor.eat_any(separators)) {
                return;
            }
        }
    }

    /// Reads one clause; `false` if none is here.
    fn clause(&mut self) -> Result<bool, NotationError> {
        if self.always() || self.closed_days_after_word() {
            return Ok(true);
        }
        if self.break_clause()? || self.times_clause()? || self.days_clause()? {
            return Ok(true);
        }
        Ok(self.closed_altogether())
    }

    /// `24/7`, `24時間365日`.
    fn always(&mut self) -> bool {
        let start = self.cursor.place();
        let words = [
            "24/7",
            "24/7/365",
            "24/365",
            "24時間365日",
            "24時間・365日",
            "365日24時間",
            "365日・24時間",
        ];
        if !self.cursor.eat_one_of(&words) {
            return false;
        }
        let at = self.cursor.since(start);
        let days = vec![(DaySelector::Everyday, at.clone())];
        self.push(&days, &Times::all_day(), &at);
        true
    }

    /// `closed on Sundays`, `定休日:日曜`, `except public holidays`.
    fn closed_days_after_word(&mut self) -> bool {
        let mut ahead = self.cursor;
        let start = ahead.place();
        let closed =
            eat_closed(&mut ahead) || ahead.eat_one_of(&["closes on", "close on", "shuts on"]);
        if !(closed || ahead.eat_one_of(EXCEPT)) {
            return false;
        }
        let word_at = ahead.since(start);
        ahead.skip_spaces();
        ahead.eat_one_of(&["on", "for", "は", "が"]);
        ahead.eat_any(&[':', ' ']);
        ahead.skip_spaces();
        let Some(days) = day_list(&mut ahead, self.calendars, Commas::Cross) else {
            return false;
        };
        self.cursor = ahead;
        self.tells |= closed;
        self.push_closed(&days, &word_at);
        true
    }

    /// `12:00〜13:00を除く`, `昼休み 12:00〜13:00`, `except 12:00-13:00`: taken out of the hours of
    /// the clause before.
    fn break_clause(&mut self) -> Result<bool, NotationError> {
        let mut ahead = self.cursor;
        let before = ahead.eat_one_of(&["昼休み", "休憩", "lunch break", "break"])
            || ahead.eat_one_of(EXCEPT);
        ahead.eat_one_of(&["は"]);
        ahead.eat_any(&[':', ' ']);
        ahead.skip_spaces();
        let Some(breaks) = times(&mut ahead, self.bare) else {
            return Ok(false);
        };
        ahead.skip_spaces();
        let after = ahead.eat_one_of(EXCLUDED) || ahead.eat_one_of(&["は休み", "休み", "は休憩"]);
        if !(before || after) || self.rules.is_empty() {
            return Ok(false);
        }
        let breaks = breaks?;
        // 9 am to 9 pm, not around the clock: that is no break.
        if breaks == Times::all_day() {
            return Ok(false);
        }
        self.cursor = ahead;
        for rule in &mut self.rules[self.last_clause..] {
            rule.times = rule.times.without(&breaks);
        }
        Ok(true)
    }

    /// Hours first; their days follow, were pending, or are not said.
    fn times_clause(&mut self) -> Result<bool, NotationError> {
        let mut ahead = self.cursor;
        if ahead.eat("from") {
            ahead.skip_spaces();
        }
        let start = ahead.place();
        let bare = if self.pending.is_some() {
            self.bare_after_days()
        } else {
            self.bare
        };
        let Some(times) = times(&mut ahead, bare) else {
            return Ok(false);
        };
        self.cursor = ahead;
        let times = times?;
        let times_at = self.cursor.since(start);
        if let Some(days) = self.pending.take() {
            self.push(&days, &times, &times_at);
        } else if let Some(days) = self.days_after_times() {
            self.push(&days, &times, &times_at);
        } else {
            let unsaid = times_at.start..times_at.start;
            self.push(&[(DaySelector::Everyday, unsaid)], &times, &times_at);
            let same = |rule: &HoursRule| rule.days == DaySelector::Everyday && rule.times == times;
            self.implied = self.rules.iter().position(same);
        }
        Ok(true)
    }

    fn bare_after_days(&self) -> Bare {
        match self.bare {
            Bare::Refused => Bare::AfterDays,
            known => known,
        }
    }

    /// `9-17 on weekdays`, `9:00〜17:00(平日)`: days that do not have hours of their own.
    fn days_after_times(&mut self) -> Option<NamedDays> {
        for commas in [Commas::Cross, Commas::StopAt] {
            let mut ahead = self.cursor;
            ahead.skip_spaces();
            ahead.eat_one_of(&["on", "の"]);
            ahead.skip_spaces();
            let Some(days) = day_list(&mut ahead, self.calendars, commas) else {
                continue;
            };
            let end = ahead;
            if !self.has_own_hours(ahead) {
                self.cursor = end;
                self.cursor.eat_one_of(ONLY);
                return Some(days);
            }
        }
        None
    }

    /// Whether days that end here are followed by hours, "closed" or "except".
    fn has_own_hours(&self, mut after: Cursor<'f>) -> bool {
        // 9:00〜12:00(土曜は午前のみ): a topic goes on with something of its own.
        let mut topic = after;
        topic.skip_spaces();
        if topic.eat("は") {
            return true;
        }
        eat_joint(&mut after);
        after.eat_one_of(EXCLUDED)
            || eat_closed(&mut after)
            || times(&mut after, self.bare).is_some()
    }

    /// Days first: with hours, closed, excepted, or left for the hours beside them.
    fn days_clause(&mut self) -> Result<bool, NotationError> {
        let mut ahead = self.cursor;
        let Some(days) = day_list(&mut ahead, self.calendars, Commas::Cross) else {
            return Ok(false);
        };
        let after_days = ahead;
        let start = ahead.place();
        if ahead.eat_one_of(EXCLUDED) {
            self.cursor = ahead;
            self.push_closed(&days, &ahead.since(start));
            return Ok(true);
        }
        eat_joint(&mut ahead);
        let start = ahead.place();
        if eat_closed(&mut ahead) {
            if ahead.eat_one_of(NOT_SO) {
                return self.open_after_all(&days, ahead);
            }
            self.cursor = ahead;
            self.tells = true;
            self.push_closed(&days, &ahead.since(start));
            return Ok(true);
        }
        if let Some(times) = times(&mut ahead, self.bare_after_days()) {
            let times = times?;
            self.cursor = ahead;
            self.push(&days, &times, &ahead.since(start));
            return Ok(true);
        }
        // 日曜は18時まで is not understood; its days must not be given to the hours before them.
        if ClockShape::read(&mut ahead).is_some_and(|clock| clock.is_marked()) {
            return Ok(false);
        }
        // Nor are 土曜は午前のみ the days of the hours before.
        let mut topic = after_days;
        if self.implied.is_some() && topic.eat("は") {
            return Ok(false);
        }
        self.cursor = after_days;
        self.cursor.eat_one_of(ONLY);
        Ok(self.days_alone(days))
    }

    /// 土日祝もお休みではなく9:00〜17:30: days that are not closed have the hours that follow.
    fn open_after_all(
        &mut self,
        days: &NamedDays,
        mut ahead: Cursor<'f>,
    ) -> Result<bool, NotationError> {
        ahead.eat_char(',');
        ahead.skip_spaces();
        ahead.eat_one_of(&["毎日", "通常どおり", "に"]);
        ahead.skip_spaces();
        let start = ahead.place();
        let Some(times) = times(&mut ahead, self.bare) else {
            return Ok(false);
        };
        self.cursor = ahead;
        self.push(days, &times?, &ahead.since(start));
        Ok(true)
    }

    /// Days without hours belong to the hours before them, else to those that follow.
    fn days_alone(&mut self, days: NamedDays) -> bool {
        if let Some(place) = self.implied.take() {
            let rule = self.rules.remove(place);
            let after = self.rules.split_off(place);
            self.push(&days, &rule.times, &rule.times_at);
            self.rules.extend(after);
            return true;
        }
        if self.pending.is_some() {
            return false;
        }
        self.pending = Some(days);
        true
    }

    /// `closed` alone, as a whole text.
    fn closed_altogether(&mut self) -> bool {
        let start = self.cursor.place();
        let nothing_else = self.rules.is_empty() && self.pending.is_none();
        if self.bare == Bare::Refused || !nothing_else || !eat_closed(&mut self.cursor) {
            return false;
        }
        let at = self.cursor.since(start);
        let unsaid = at.start..at.start;
        self.push_closed(&[(DaySelector::Everyday, unsaid)], &at);
        true
    }

    fn push(&mut self, days: &[(DaySelector, Range<usize>)], times: &Times, at: &Range<usize>) {
        self.tells = true;
        self.implied = None;
        self.last_clause = self.rules.len();
        self.push_rules(days, times, at);
    }

    /// A closure keeps what hours before it are still waiting for their days.
    fn push_closed(&mut self, days: &[(DaySelector, Range<usize>)], at: &Range<usize>) {
        let last_clause = self.last_clause;
        self.push_rules(days, &Times::Closed, at);
        self.last_clause = last_clause;
    }

    fn push_rules(
        &mut self,
        days: &[(DaySelector, Range<usize>)],
        times: &Times,
        times_at: &Range<usize>,
    ) {
        for (days, days_at) in days {
            let said = self
                .rules
                .iter()
                .any(|rule| rule.days == *days && rule.times == *times);
            if !said {
                self.rules.push(HoursRule {
                    days: days.clone(),
                    days_at: days_at.clone(),
                    times: times.clone(),
                    times_at: times_at.clone(),
                });
            }
        }
    }
}
