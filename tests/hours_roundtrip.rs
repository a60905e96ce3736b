//! What is printed for readers can be read again and means the same, in both languages.

use madoguchi::civil::Weekday;
use madoguchi::dataset::{Calendar, HoursWords, WEEK, WeekHours, read_date_range, reply_words};
use madoguchi::notation::{
    Amount, CalendarNames, Count, DaySelector, HoursRule, Interval, Nth, Reply, ReplyUnit, Times,
    read_hours, read_reply,
};
use madoguchi::wording::{Language, words};
use proptest::prelude::*;

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

fn calendars() -> Vec<Calendar> {
    let calendar = |id: &str, ja: &'static str, en: &'static str, dates: &str| Calendar {
        id: id.to_owned(),
        name: words(ja, en),
        ranges: vec![read_date_range(dates).expect("a range")],
    };
    vec![
        calendar("newyear", "年末年始", "New Year", "12-29..01-03"),
        calendar("obon", "お盆", "the Bon holidays", "08-13..08-16"),
    ]
}

fn names() -> Vec<CalendarNames> {
    let of = |calendar: Calendar| CalendarNames {
        names: vec![calendar.name.ja.to_string(), calendar.name.en.to_string()],
        id: calendar.id,
    };
    calendars().into_iter().map(of).collect()
}

fn weekday() -> impl Strategy<Value = Weekday> {
    prop::sample::select(WEEK.to_vec())
}

fn times() -> impl Strategy<Value = Times> {
    let interval = |start: u16, length: u16| Interval::new(start, (start + length).min(2880));
    prop_oneof![
        2 => Just(Times::Closed),
        1 => Just(Times::all_day()),
        3 => prop::sample::select(vec![(540, 480), (600, 300), (1320, 240)])
            .prop_filter_map("an interval", move |(start, length)| interval(start, length))
            .prop_map(|one| Times::of(vec![one])),
        2 => prop::collection::vec((0_u16..1500, 1_u16..1500), 1..3).prop_filter_map(
            "intervals",
            move |pairs| {
                let intervals = pairs.into_iter().map(|(start, length)| interval(start, length));
                intervals.collect::<Option<Vec<_>>>().map(Times::of)
            }
        ),
    ]
}

fn days() -> impl Strategy<Value = DaySelector> {
    let nth = prop::sample::select(vec![
        Nth::First,
        Nth::Second,
        Nth::Third,
        Nth::Fourth,
        Nth::Fifth,
        Nth::Last,
    ]);
    prop_oneof![
        Just(DaySelector::Everyday),
        Just(DaySelector::Weekdays),
        Just(DaySelector::Weekends),
        Just(DaySelector::Holidays),
        weekday().prop_map(DaySelector::Day),
        weekday().prop_map(DaySelector::Day),
        (weekday(), weekday()).prop_map(|(first, last)| DaySelector::Range(first, last)),
        (nth, weekday()).prop_map(|(nth, weekday)| DaySelector::Nth(nth, weekday)),
        prop::sample::select(vec!["newyear", "obon"])
            .prop_map(|id| DaySelector::Calendar(id.to_owned())),
    ]
}

fn rules() -> impl Strategy<Value = Vec<HoursRule>> {
    let rule = (days(), times()).prop_map(|(days, times)| HoursRule {
        days,
        days_at: 0..0,
        times,
        times_at: 0..0,
    });
    prop::collection::vec(rule, 1..6).prop_filter("no problems", |rules| {
        WeekHours::from_rules(rules.clone()).is_ok()
    })
}

/// The rules with the calendars of `closed_on` closed, whatever they said of them.
fn with_closures(mut rules: Vec<HoursRule>, closed_on: &[String]) -> WeekHours {
    for id in closed_on {
        let days = DaySelector::Calendar(id.clone());
        rules.retain(|rule| rule.days != days);
        rules.push(HoursRule {
            days,
            days_at: 0..0,
            times: Times::Closed,
            times_at: 0..0,
        });
    }
    WeekHours::as_said(rules)
}

fn amount() -> impl Strategy<Value = Amount> {
    let units = vec![
        ReplyUnit::Minutes,
        ReplyUnit::Hours,
        ReplyUnit::Days,
        ReplyUnit::BusinessDays,
        ReplyUnit::Weeks,
    ];
    let count = prop_oneof![(0_u16..100).prop_map(Count::Exact), Just(Count::Few)];
    (count, prop::sample::select(units)).prop_map(|(count, unit)| Amount { count, unit })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hours(rules in rules(), closed in prop::sample::subsequence(vec!["newyear", "obon"], 0..=2)) {
        let week = WeekHours::from_rules(rules.clone()).expect("filtered");
        let closed_on: Vec<String> = closed.into_iter().map(str::to_owned).collect();
        let meant = with_closures(rules, &closed_on);
        let calendars = calendars();
        for language in LANGUAGES {
            let words = HoursWords {
                calendars: &calendars,
                closed_on: &closed_on,
                ..HoursWords::new(language)
            };
            let printed = words.full(&week).expect("known hours");
            let read = read_hours(&printed, &names());
            let read = read.map_err(|error| TestCaseError::fail(format!("{printed}: {error:?}")))?;
            let again = WeekHours::from_rules(read.rules)
                .map_err(|problems| TestCaseError::fail(format!("{printed}: {problems:?}")))?;
            prop_assert!(again.same_week(&meant), "{printed}: {again:?}");
        }
    }

    #[test]
    fn replies(from in amount(), to in amount(), within: bool) {
        let single = Reply::between(to, to, within);
        for reply in [Reply::between(from, to, within), single, Some(Reply::AtOnce)] {
            let Some(reply) = reply else { continue };
            for language in LANGUAGES {
                let printed = reply_words(reply, language);
                prop_assert_eq!(read_reply(&printed), Ok(reply), "{}", printed);
            }
        }
    }

    #[test]
    fn nothing_panics(text in "[0-9０-９:：〜~ー時分半午前後月火土日祝平日第休()、,a-z #+-]{0,24}") {
        use madoguchi::notation as read;
        let _ = read::read_hours(&text, &names());
        let _ = read::read_times(&text);
        let _ = read::read_day_key(&text, &names());
        let _ = read::read_reply(&text);
        let _ = read::read_phone(&text, "JP");
        for (at, _) in read::find_hours(&text, &names()) {
            prop_assert!(read::may_tell(&text), "{}", text);
            prop_assert!(text.get(at.clone()).is_some_and(|found| !found.is_empty()));
        }
        for (at, _) in read::find_replies(&text, read::TalkOf::Anything) {
            prop_assert!(read::may_tell(&text), "{}", text);
            prop_assert!(text.get(at.clone()).is_some_and(|found| !found.is_empty()));
        }
        for found in read::find_phones(&text, "JP") {
            prop_assert!(read::may_hold_phone(&text), "{}", text);
            prop_assert!(!read::phone_stretches(&text).is_empty(), "{}", text);
            prop_assert!(text.get(found.at.clone()).is_some_and(|found| !found.is_empty()));
        }
    }
}
