//! Names of days in Japanese and in English: `土日祝・年末年始`, `weekends, public holidays and New Year`.

use crate::civil::Weekday;
use crate::notation::Nth;
use crate::wording::Language;

use super::calendar::Calendar;
use super::hours_groups::DayName;

/// How days are named on a page.
#[derive(Clone, Copy)]
pub(crate) struct DayWords<'a> {
    pub(crate) language: Language,
    /// For the names of calendars; one that is not among them is named by its id.
    pub(crate) calendars: &'a [Calendar],
}

impl DayWords<'_> {
    /// Names in a row.
    pub(crate) fn list(&self, days: &[DayName]) -> String {
        match self.language {
            Language::Japanese => self.japanese_days(days),
            Language::English => self.english_days(days),
        }
    }

    fn japanese_days(&self, days: &[DayName]) -> String {
        let single = |name: &&DayName| matches!(name, DayName::Day(_));
        let alone = days.iter().filter(single).count() == 1;
        let mut words = String::new();
        let mut before: Option<&DayName> = None;
        for day in days {
            let joined = matches!(
                (before, day),
                (
                    Some(DayName::Weekends | DayName::Day(Weekday::Sunday)),
                    DayName::Holidays
                )
            );
            if joined {
                // 土日祝 and 日祝 are said in one breath.
                words.truncate(words.trim_end_matches('曜').len());
                words.push('祝');
            } else {
                if before.is_some() {
                    words.push('・');
                }
                words.push_str(&self.japanese_day(day, alone));
            }
            before = Some(day);
        }
        words
    }

    fn japanese_day(&self, day: &DayName, alone: bool) -> String {
        match day {
            DayName::Everyday => "毎日".to_owned(),
            DayName::Weekdays => "平日".to_owned(),
            DayName::Weekends => "土日".to_owned(),
            DayName::Range(first, last) => format!("{}〜{}", japanese(*first), japanese(*last)),
            DayName::Day(day) if alone => format!("{}曜", japanese(*day)),
            DayName::Day(day) => japanese(*day).to_owned(),
            DayName::OtherDay(day) => format!("その他の{}曜", japanese(*day)),
            DayName::Holidays => "祝日".to_owned(),
            DayName::OtherDays => "その他の日".to_owned(),
            DayName::Ordinals(ordinals, day) => {
                let words: Vec<&str> = ordinals.iter().map(|nth| japanese_nth(*nth)).collect();
                format!("{}{}曜", words.join("・"), japanese(*day))
            }
            DayName::Calendar(id) => self.calendar_name(id),
        }
    }

    fn english_days(&self, days: &[DayName]) -> String {
        let words: Vec<String> = days.iter().map(|day| self.english_day(day)).collect();
        joined_by_and(&words)
    }

    fn english_day(&self, day: &DayName) -> String {
        match day {
            DayName::Everyday => "every day".to_owned(),
            DayName::Weekdays => "weekdays".to_owned(),
            DayName::Weekends => "weekends".to_owned(),
            DayName::Range(first, last) => format!("{}–{}", english(*first), english(*last)),
            DayName::Day(day) => english(*day).to_owned(),
            DayName::OtherDay(day) => format!("other {}", english(*day)),
            DayName::Holidays => "public holidays".to_owned(),
            DayName::OtherDays => "other days".to_owned(),
            DayName::Ordinals(ordinals, day) => {
                let word = |nth: &Nth| english_nth(*nth).to_owned();
                let words: Vec<String> = ordinals.iter().map(word).collect();
                format!("{} {}", joined_by_and(&words), english(*day))
            }
            DayName::Calendar(id) => self.calendar_name(id),
        }
    }

    fn calendar_name(&self, id: &str) -> String {
        let known = self.calendars.iter().find(|calendar| calendar.id == id);
        known
            .map_or(id, |calendar| calendar.name.of(self.language))
            .to_owned()
    }
}

fn joined_by_and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn japanese(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
        Weekday::Sunday => "日",
    }
}

fn english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

fn japanese_nth(nth: Nth) -> &'static str {
    match nth {
        Nth::First => "第1",
        Nth::Second => "第2",
        Nth::Third => "第3",
        Nth::Fourth => "第4",
        Nth::Fifth => "第5",
        Nth::Last => "最終",
    }
}

fn english_nth(nth: Nth) -> &'static str {
    match nth {
        Nth::First => "1st",
        Nth::Second => "2nd",
        Nth::Third => "3rd",
        Nth::Fourth => "4th",
        Nth::Fifth => "5th",
        Nth::Last => "last",
    }
}
