//! The same fact in all the ways people write it.

use madoguchi::dataset::WEEK;
use madoguchi::notation::{Amount, Count, DaySelector, Interval, Nth, Reply, ReplyUnit, Times};

use super::corpus::Language;

const DAY: u16 = 24 * 60;

/// Hours of one day, spelled.
pub(crate) fn times(times: &Times, language: Language) -> Vec<String> {
    if *times == Times::all_day() {
        let words: &[&str] = match language {
            Language::Japanese => &["24時間", "２４時間", "二十四時間", "終日"],
            Language::English => &[
                "24 hours a day",
                "24 hours",
                "around the clock",
                "round the clock",
                "all day",
            ],
        };
        return words.iter().map(|word| (*word).to_owned()).collect();
    }
    let forms: &[fn(Interval) -> Option<String>] = match language {
        Language::Japanese => &[
            |of| Some(range(of, colon, "〜")),
            |of| Some(range(of, wide, "～")),
            |of| Some(range(of, colon, "-")),
            |of| Some(range(of, colon, "–")),
            |of| Some(range(of, colon, "−")),
            |of| Some(range(of, colon, "ー")),
            |of| Some(range(of, colon, "~")),
            |of| Some(format!("{}まで", range(of, colon, "から"))),
            |of| Some(format!("{}まで", range(of, hour, "から"))),
            |of| Some(range(of, hour, "〜")),
            |of| Some(range(of, kanji, "〜")),
            |of| Some(format!("{}まで", range(of, half_of_day, "から"))),
            morning_to_night,
            bare_to_hour,
        ],
        Language::English => &[
            |of| Some(range(of, colon, "–")),
            |of| Some(range(of, colon, "-")),
            |of| Some(range(of, colon, " to ")),
            |of| Some(range(of, spaced, " to ")),
            |of| Some(range(of, close, "-")),
            |of| Some(range(of, dotted, " – ")),
            |of| Some(range(of, spaced, " until ")),
            |of| Some(format!("between {}", range(of, spaced, " and "))),
        ],
    };
    let joints: &[&str] = match language {
        Language::Japanese => &["、", "と"],
        Language::English => &[" and ", ", "],
    };
    let mut spelled = Vec::new();
    for form in forms {
        let Some(parts): Option<Vec<String>> =
            times.intervals().iter().copied().map(form).collect()
        else {
            continue;
        };
        for joint in joints {
            let whole = parts.join(joint);
            if !spelled.contains(&whole) {
                spelled.push(whole);
            }
        }
    }
    spelled
}

/// One end of hours, spelled: 21時, `9 pm`.
pub(crate) fn ends(minute: u16, language: Language) -> Vec<String> {
    match language {
        Language::Japanese => vec![
            hour(minute),
            colon(minute),
            wide(minute),
            half_of_day(minute),
        ],
        Language::English => vec![spaced(minute), close(minute), dotted(minute)],
    }
}

fn range(of: Interval, end: fn(u16) -> String, mark: &str) -> String {
    format!("{}{mark}{}", end(of.start()), end(of.end()))
}

fn colon(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

fn wide(minute: u16) -> String {
    let wide = |letter: char| match letter {
        ':' => '：',
        digit => char::from_u32(u32::from(digit) - 0x30 + 0xFF10).unwrap(),
    };
    colon(minute).chars().map(wide).collect()
}

fn hour(minute: u16) -> String {
    match minute % 60 {
        0 => format!("{}時", minute / 60),
        30 => format!("{}時半", minute / 60),
        minutes => format!("{}時{minutes}分", minute / 60),
    }
}

fn kanji(minute: u16) -> String {
    let numeral = |number: u16| {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let tens = match number / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => format!("{}十", digits[usize::from(tens)]),
        };
        match number {
            0 => "〇".to_owned(),
            _ => format!("{tens}{}", digits[usize::from(number % 10)]),
        }
    };
    match minute % 60 {
        0 => format!("{}時", numeral(minute / 60)),
        minutes => format!("{}時{}分", numeral(minute / 60), numeral(minutes)),
    }
}

fn half_of_day(minute: u16) -> String {
    match minute {
        720 => "正午".to_owned(),
        DAY => "深夜0時".to_owned(),
        later if later > DAY => format!("翌{}", hour(later - DAY)),
        morning if morning < 720 => format!("午前{}", hour(morning)),
        afternoon => format!("午後{}", hour(afternoon - 720)),
    }
}

fn morning_to_night(of: Interval) -> Option<String> {
    let (start, end) = (of.start(), of.end());
    let fits = (300..720).contains(&start) && (1080..DAY).contains(&end);
    fits.then(|| format!("朝{}から夜{}まで", hour(start), hour(end - 720)))
}

fn bare_to_hour(of: Interval) -> Option<String> {
    let fits = of.start().is_multiple_of(60) && of.end().is_multiple_of(60);
    fits.then(|| format!("{}〜{}時", of.start() / 60, of.end() / 60))
}

/// `9 am`, `5:30 pm`, `noon`
fn spaced(minute: u16) -> String {
    match minute {
        720 => "noon".to_owned(),
        0 | DAY => "midnight".to_owned(),
        _ => format!(
            "{} {}",
            twelve(minute, ":"),
            if minute % DAY < 720 { "am" } else { "pm" }
        ),
    }
}

fn close(minute: u16) -> String {
    spaced(minute).replace(' ', "")
}

/// `9.30 a.m.`
fn dotted(minute: u16) -> String {
    match minute {
        720 | 0 | DAY => spaced(minute),
        _ => format!(
            "{} {}",
            twelve(minute, "."),
            if minute % DAY < 720 { "a.m." } else { "p.m." }
        ),
    }
}

fn twelve(minute: u16, mark: &str) -> String {
    let hour = match minute / 60 % 12 {
        0 => 12,
        hour => hour,
    };
    match minute % 60 {
        0 => hour.to_string(),
        minutes => format!("{hour}{mark}{minutes:02}"),
    }
}

/// Days, spelled; none for those that nobody says in a few words.
pub(crate) fn days(days: &DaySelector, language: Language) -> Vec<String> {
    let ja = ["月", "火", "水", "木", "金", "土", "日"];
    let en = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let at = |day| WEEK.iter().position(|known| *known == day).unwrap();
    let words: Vec<String> = match (language, days) {
        (Language::Japanese, DaySelector::Everyday) => vec!["毎日".into()],
        (Language::Japanese, DaySelector::Weekdays) => vec!["平日".into(), "平日の".into()],
        (Language::Japanese, DaySelector::Weekends) => {
            vec!["土日".into(), "土曜・日曜".into(), "週末".into()]
        }
        (Language::Japanese, DaySelector::Holidays) => vec!["祝日".into()],
        (Language::Japanese, DaySelector::Day(day)) => {
            let day = ja[at(*day)];
            vec![format!("{day}曜"), format!("{day}曜日")]
        }
        (Language::Japanese, DaySelector::Range(first, last)) => {
            let (first, last) = (ja[at(*first)], ja[at(*last)]);
            vec![
                format!("{first}〜{last}"),
                format!("{first}曜から{last}曜"),
                format!("{first}曜日から{last}曜日まで"),
            ]
        }
        (Language::Japanese, DaySelector::Nth(nth, day)) => {
            let number = match nth {
                Nth::First => "第1",
                Nth::Second => "第2",
                Nth::Third => "第3",
                Nth::Fourth => "第4",
                Nth::Fifth => "第5",
                Nth::Last => "最終",
            };
            vec![format!("{number}{}曜", ja[at(*day)])]
        }
        (Language::English, DaySelector::Everyday) => vec!["every day".into(), "daily".into()],
        (Language::English, DaySelector::Weekdays) => vec!["weekdays".into(), "on weekdays".into()],
        (Language::English, DaySelector::Weekends) => vec!["weekends".into(), "on weekends".into()],
        (Language::English, DaySelector::Holidays) => vec!["on public holidays".into()],
        (Language::English, DaySelector::Day(day)) => {
            let day = en[at(*day)];
            vec![format!("{day}s"), format!("on {day}"), day[..3].to_owned()]
        }
        (Language::English, DaySelector::Range(first, last)) => {
            let (first, last) = (en[at(*first)], en[at(*last)]);
            vec![
                format!("{}–{}", &first[..3], &last[..3]),
                format!("{first} to {last}"),
                format!("{first} through {last}"),
            ]
        }
        (Language::English, DaySelector::Nth(..)) | (_, DaySelector::Calendar(_)) => Vec::new(),
    };
    words
}

/// A reply time, spelled.
pub(crate) fn replies(reply: Reply, language: Language) -> Vec<String> {
    let ja = language == Language::Japanese;
    let (from, to, within) = match reply {
        Reply::AtOnce if ja => return owned(&["すぐに", "すぐ", "即時", "その場で"]),
        Reply::AtOnce => return owned(&["at once", "immediately", "right away", "instantly"]),
        Reply::Takes { from, to, within } => (from, to, within),
    };
    if to == Amount::SAME_DAY {
        return owned(if ja {
            &["当日中", "即日", "同日中"]
        } else {
            &["the same day", "same day"]
        });
    }
    let mut spelled = Vec::new();
    if from != to {
        let (Count::Exact(first), Count::Exact(last)) = (from.count, to.count) else {
            return vec![];
        };
        for unit in units(to.unit, language) {
            let marks: &[&str] = if ja {
                &["〜", "-", "～"]
            } else {
                &["–", "-", " to "]
            };
            let adjacent = ["、"].iter().filter(|_| ja && last == first + 1);
            let marks = marks.iter().chain(adjacent);
            // 30分〜2時間, but 1〜2営業日
            let first_unit = if from.unit == to.unit {
                ""
            } else {
                units(from.unit, language)[0]
            };
            spelled.extend(marks.map(|mark| format!("{first}{first_unit}{mark}{last}{unit}")));
        }
        if to.unit == ReplyUnit::BusinessDays {
            let limit = if ja {
                format!("{last}営業日以内")
            } else {
                format!("within {last} business days")
            };
            spelled.push(limit);
        }
        return spelled;
    }
    let Count::Exact(count) = to.count else {
        return vec![];
    };
    for unit in units(to.unit, language) {
        spelled.push(match (ja, within) {
            (true, true) => format!("{count}{unit}以内"),
            (_, false) => format!("{count}{unit}"),
            (false, true) => format!("within {count}{unit}"),
        });
    }
    if (count, to.unit) == (1, ReplyUnit::BusinessDays) {
        spelled.push(
            if ja {
                "翌営業日"
            } else {
                "the next business day"
            }
            .to_owned(),
        );
    }
    spelled
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn units(unit: ReplyUnit, language: Language) -> Vec<&'static str> {
    match (language, unit) {
        (Language::Japanese, ReplyUnit::Minutes) => vec!["分"],
        (Language::Japanese, ReplyUnit::Hours) => vec!["時間"],
        (Language::Japanese, ReplyUnit::Days) => vec!["日"],
        (Language::Japanese, ReplyUnit::BusinessDays) => vec!["営業日"],
        (Language::Japanese, ReplyUnit::Weeks) => vec!["週間"],
        (Language::English, ReplyUnit::Minutes) => vec![" minutes"],
        (Language::English, ReplyUnit::Hours) => vec![" hours"],
        (Language::English, ReplyUnit::Days) => vec![" days"],
        (Language::English, ReplyUnit::BusinessDays) => vec![" business days", " working days"],
        (Language::English, ReplyUnit::Weeks) => vec![" weeks"],
    }
}
