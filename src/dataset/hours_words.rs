//! Hours as readers see them, in Japanese and in English.
//!
//! What is printed here can be typed into a dataset and means the same again: a property test
//! holds that `notation` reads every printed text back.

use crate::civil::Weekday;
use crate::notation::{DaySelector, Interval};
use crate::wording::Language;

use super::calendar::Calendar;
use super::day_words::DayWords;
use super::hours_groups::{DayName, Group, Groups, Holidays, names_of};
use super::week_hours::{WEEK, WeekHours};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// How hours are worded for one desk.
#[derive(Clone, Copy, Debug)]
pub struct HoursWords<'a> {
    /// The language of the page.
    pub language: Language,
    /// Every calendar of the dataset, for their names.
    pub calendars: &'a [Calendar],
    /// Ids of the calendars on which the desk is closed; they are printed as exceptions.
    pub closed_on: &'a [String],
    /// The word for a day without hours; see [`closed_word`].
    pub closed: &'a str,
}

/// The usual word for a day without hours.
pub fn closed_word(language: Language) -> &'static str {
    match language {
        Language::Japanese => "休み",
        Language::English => "closed",
    }
}

impl<'a> HoursWords<'a> {
    /// The usual words of a language, without calendars.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            calendars: &[],
            closed_on: &[],
            closed: closed_word(language),
        }
    }

    /// Hours with their exceptions: `平日 9:00〜17:30(土日祝・年末年始を除く)`. `None` if unknown.
    pub fn full(&self, week: &WeekHours) -> Option<String> {
        let groups = self.groups(week)?;
        let everyday_all_day = groups.closed.is_empty()
            && matches!(&groups.open[..], [only] if only.days == [DayName::Everyday]
                && only.hours == [Interval::WHOLE_DAY]);
        if everyday_all_day {
            let always = self.say("24時間(年中無休)", "24 hours a day, every day");
            return Some(always.to_owned());
        }
        let mut text = self.open_words(&groups);
        if !groups.open.is_empty() && !groups.closed.is_empty() {
            text.push_str(&self.exceptions(&groups.closed));
        }
        Some(text)
    }

    /// Hours without exceptions: `平日 9:00〜17:30`. `None` if unknown.
    pub fn short(&self, week: &WeekHours) -> Option<String> {
        self.groups(week).map(|groups| self.open_words(&groups))
    }

    /// Hours without days: `9:00〜17:30`. `None` if unknown, or if days differ in their hours.
    pub fn times(&self, week: &WeekHours) -> Option<String> {
        let groups = self.groups(week)?;
        let (first, rest) = match &groups.open[..] {
            [] => return Some(self.closed.to_owned()),
            [first, rest @ ..] => (first, rest),
        };
        let same = rest.iter().all(|group| group.hours == first.hours);
        same.then(|| self.intervals(&first.hours))
    }

    /// Hours of some days of a usual week: of one weekday, of `weekdays`, `weekends`, `everyday`, a
    /// range, or public holidays. Days with different hours are named. `None` if unknown, or if
    /// holidays follow the weekday.
    pub fn of_days(&self, week: &WeekHours, days: &DaySelector) -> Option<String> {
        if week.is_unknown() {
            return None;
        }
        let rows = rows(week, days)?;
        let (_, first) = rows.first()?;
        if rows.iter().all(|(_, hours)| hours == first) {
            return Some(self.intervals(first));
        }
        let mut groups = Groups::default();
        for (weekday, hours) in &rows {
            let told = groups.open.iter().any(|group| group.hours == *hours);
            if hours.is_empty() || told {
                continue;
            }
            let same = |day| rows.iter().any(|(other, of)| *other == day && of == hours);
            groups.open.push(Group {
                days: names_of(WEEK.map(same), false, Holidays::ByWeekday),
                hours: week.regular(*weekday).to_vec(),
            });
        }
        Some(self.open_words(&groups))
    }

    /// When some days open: `9:00`. `None` if unknown, closed, or different from day to day.
    pub fn opens(&self, week: &WeekHours, days: &DaySelector) -> Option<String> {
        let start = |hours: &[Interval]| hours.first().map(|first| first.start());
        self.common_clock(week, days, start)
    }

    /// When some days close: `21:00`, `翌2:00`. `None` as for [`Self::opens`].
    pub fn closes(&self, week: &WeekHours, days: &DaySelector) -> Option<String> {
        let end = |hours: &[Interval]| hours.last().map(|last| last.end());
        self.common_clock(week, days, end)
    }

    /// Intervals of one day, or the word for closed.
    pub fn intervals(&self, hours: &[Interval]) -> String {
        if hours.is_empty() {
            return self.closed.to_owned();
        }
        if hours == [Interval::WHOLE_DAY] {
            return self.say("24時間", "24 hours").to_owned();
        }
        let word = |one: &Interval| {
            let (opens, closes) = (self.clock(one.start()), self.clock(one.end()));
            format!("{opens}{}{closes}", self.say("〜", "–"))
        };
        let words: Vec<String> = hours.iter().map(word).collect();
        words.join(self.say("、", ", "))
    }

    /// A point of the day, in minutes since midnight of the opening day.
    pub fn clock(&self, minutes: u16) -> String {
        let of_day = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
        if minutes <= DAY {
            return of_day(minutes);
        }
        let next = of_day(minutes - DAY);
        match self.language {
            Language::Japanese => format!("翌{next}"),
            Language::English => format!("{next} the next day"),
        }
    }

    fn groups(&self, week: &WeekHours) -> Option<Groups> {
        (!week.is_unknown()).then(|| Groups::of(week, self.closed_on))
    }

    fn days(&self) -> DayWords<'a> {
        DayWords {
            language: self.language,
            calendars: self.calendars,
        }
    }

    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    fn common_clock(
        &self,
        week: &WeekHours,
        days: &DaySelector,
        of: impl Fn(&[Interval]) -> Option<u16>,
    ) -> Option<String> {
        if week.is_unknown() {
            return None;
        }
        let mut minutes = rows(week, days)?
            .into_iter()
            .filter_map(|(_, hours)| of(&hours));
        let first = minutes.next()?;
        minutes
            .all(|other| other == first)
            .then(|| self.clock(first))
    }

    fn open_words(&self, groups: &Groups) -> String {
        if groups.open.is_empty() {
            return self.closed.to_owned();
        }
        let split = groups.open.iter().any(|group| group.hours.len() > 1);
        let between = match (groups.open.len() > 1 && split, self.language) {
            (true, Language::Japanese) => "／",
            (true, Language::English) => "; ",
            (false, Language::Japanese) => "、",
            (false, Language::English) => ", ",
        };
        let word = |group: &Group| {
            format!(
                "{} {}",
                self.days().list(&group.days),
                self.intervals(&group.hours)
            )
        };
        let words: Vec<String> = groups.open.iter().map(word).collect();
        words.join(between)
    }

    fn exceptions(&self, closed: &[DayName]) -> String {
        if closed == [DayName::OtherDays] {
            let others = self.say("(その他の日は休み)", " (closed on other days)");
            return others.to_owned();
        }
        let days = self.days().list(closed);
        match self.language {
            Language::Japanese => format!("({days}を除く)"),
            Language::English => format!(" (except {days})"),
        }
    }
}

/// The hours of the days meant; `None` for days that a usual week has no row for.
fn rows(week: &WeekHours, days: &DaySelector) -> Option<Vec<(Weekday, Vec<Interval>)>> {
    match days {
        DaySelector::Holidays => {
            let hours = week.holiday_row()?;
            Some(vec![(Weekday::Monday, hours)])
        }
        DaySelector::Nth(..) | DaySelector::Calendar(_) => None,
        _ => {
            let named = WEEK.into_iter().filter(|day| days.names(*day));
            Some(named.map(|day| (day, week.regular(day).to_vec())).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::read_date_range;
    use crate::notation::{CalendarNames, read_hours};
    use crate::wording::words;

    fn newyear() -> Calendar {
        Calendar {
            id: "newyear".to_owned(),
            name: words("年末年始", "New Year"),
            ranges: vec![read_date_range("12-29..01-03").expect("a range")],
        }
    }

    fn week(text: &str) -> WeekHours {
        let names = CalendarNames {
            id: "newyear".to_owned(),
            names: vec!["年末年始".to_owned()],
        };
        let reading = read_hours(text, &[names]).unwrap_or_else(|error| panic!("{text} {error:?}"));
        WeekHours::from_rules(reading.rules).unwrap_or_else(|error| panic!("{text} {error:?}"))
    }

    fn print(text: &str, closed_on: &[&str], language: Language) -> [String; 2] {
        let calendars = [newyear()];
        let closed_on: Vec<String> = closed_on.iter().map(|id| (*id).to_owned()).collect();
        let words = HoursWords {
            calendars: &calendars,
            closed_on: &closed_on,
            ..HoursWords::new(language)
        };
        let week = week(text);
        [words.full(&week), words.short(&week)].map(Option::unwrap_or_default)
    }

    #[test]
    fn hours_in_japanese() {
        for (text, closed_on, full, short) in [
            ("毎日9-21", vec![], "毎日 9:00〜21:00", "毎日 9:00〜21:00"),
            ("24/7", vec![], "24時間(年中無休)", "毎日 24時間"),
            (
                "24/7",
                vec!["newyear"],
                "毎日 24時間(年末年始を除く)",
                "毎日 24時間",
            ),
            (
                "平日9:00-17:30",
                vec!["newyear"],
                "平日 9:00〜17:30(土日祝・年末年始を除く)",
                "平日 9:00〜17:30",
            ),
            (
                "月〜金9-18、土10-15、日祝休み",
                vec![],
                "平日 9:00〜18:00、土曜 10:00〜15:00(日祝を除く)",
                "平日 9:00〜18:00、土曜 10:00〜15:00",
            ),
            (
                "月9-18、水9-18、金9-12、13-18、祝日休み",
                vec![],
                "月・水 9:00〜18:00／金曜 9:00〜12:00、13:00〜18:00(火・木・土日祝を除く)",
                "月・水 9:00〜18:00／金曜 9:00〜12:00、13:00〜18:00",
            ),
            (
                "平日22-26、土日祝10-12",
                vec![],
                "平日 22:00〜翌2:00、土日祝 10:00〜12:00",
                "平日 22:00〜翌2:00、土日祝 10:00〜12:00",
            ),
            (
                "毎日9-21、日休み",
                vec![],
                "毎日 9:00〜21:00(日曜を除く)",
                "毎日 9:00〜21:00",
            ),
            (
                "平日9-17、第2・第4土曜9-12、祝日休み",
                vec![],
                "平日 9:00〜17:00、第2・第4土曜 9:00〜12:00(日祝・その他の土曜を除く)",
                "平日 9:00〜17:00、第2・第4土曜 9:00〜12:00",
            ),
            (
                "月〜金9-17、毎日休み",
                vec![],
                "毎日 9:00〜17:00(土日を除く)",
                "毎日 9:00〜17:00",
            ),
            ("休み", vec!["newyear"], "休み", "休み"),
        ] {
            let printed = print(text, &closed_on, Language::Japanese);
            assert_eq!(printed, [full, short], "{text}");
        }
    }

    #[test]
    fn hours_in_english() {
        for (text, full) in [
            ("毎日9-21", "every day 9:00–21:00 (except New Year)"),
            (
                "平日9:00-17:30",
                "weekdays 9:00–17:30 (except weekends, public holidays and New Year)",
            ),
            (
                "月9-18、水9-18、金9-12、13-26、祝日休み",
                "Mon and Wed 9:00–18:00; Fri 9:00–12:00, 13:00–2:00 the next day \
                 (except Tue, Thu, weekends, public holidays and New Year)",
            ),
        ] {
            assert_eq!(
                print(text, &["newyear"], Language::English)[0],
                full,
                "{text}"
            );
        }
        assert_eq!(
            print("24/7", &[], Language::English)[0],
            "24 hours a day, every day"
        );
    }

    #[test]
    fn parts_of_a_week() {
        let words = HoursWords::new(Language::Japanese);
        let desk = week("平日9-17、水9-12、土日祝休み");
        let of = |days: DaySelector| words.of_days(&desk, &days);
        assert_eq!(
            of(DaySelector::Day(Weekday::Monday)).as_deref(),
            Some("9:00〜17:00")
        );
        assert_eq!(
            of(DaySelector::Day(Weekday::Sunday)).as_deref(),
            Some("休み")
        );
        assert_eq!(of(DaySelector::Holidays).as_deref(), Some("休み"));
        assert_eq!(
            of(DaySelector::Weekdays).as_deref(),
            Some("月・火・木・金 9:00〜17:00、水曜 9:00〜12:00")
        );
        assert_eq!(words.times(&desk), None);
        assert_eq!(
            words.times(&week("平日9-17")).as_deref(),
            Some("9:00〜17:00")
        );
        assert_eq!(
            words.opens(&desk, &DaySelector::Weekdays).as_deref(),
            Some("9:00")
        );
        assert_eq!(words.closes(&desk, &DaySelector::Weekdays), None);
        let bar = week("毎日18-26");
        assert_eq!(
            words.closes(&bar, &DaySelector::Everyday).as_deref(),
            Some("翌2:00")
        );
        assert_eq!(words.full(&WeekHours::default()), None);
    }
}
