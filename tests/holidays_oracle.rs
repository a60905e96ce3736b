//! Public holidays agree with the crate `jpholiday` on every day of 2022–2099.

use jpholiday::jpholiday::JPHoliday;
use madoguchi::dataset::HolidayLaw;

/// What the other crate calls by another name.
fn usual_name(name: &str) -> &str {
    if name.contains("振替休日") {
        "振替休日"
    } else {
        name
    }
}

#[test]
fn d04_every_holiday_of_78_years() {
    let law = HolidayLaw::of_region("JP");
    let oracle = JPHoliday::new();
    let mut count = 0;
    for year in 2022..=2099 {
        let ours: Vec<String> = law
            .holidays_of(year)
            .expect("a known year")
            .iter()
            .map(|holiday| format!("{} {}", holiday.date, holiday.name.ja))
            .collect();
        let theirs: Vec<String> = oracle
            .year_holidays(i32::from(year))
            .iter()
            .map(|(date, name)| format!("{date} {}", usual_name(name)))
            .collect();
        assert_eq!(ours, theirs);
        count += ours.len();
    }
    assert_eq!(count, 1_395);
}
