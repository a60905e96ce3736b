//! Random datasets by a seed: the same numbers on every machine.

use std::fmt::Write as _;

use madoguchi::civil::{Date, days_later};

/// With summer time and without, by half hours, at midnight.
const ZONES: [&str; 10] = [
    "Asia/Tokyo",
    "Asia/Tokyo",
    "America/New_York",
    "Europe/Berlin",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Beirut",
    "Pacific/Auckland",
    "Asia/Kathmandu",
];

/// A row of numbers that looks random (`SplitMix64`).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5DEE_CE66)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: i32) -> i32 {
        let bound = u64::from(bound.unsigned_abs());
        i32::try_from(self.next() % bound).unwrap()
    }

    pub(crate) fn instant(&mut self, from: i64, range: i64) -> i64 {
        let offset = self.next() % range.unsigned_abs();
        let instant = from + i64::try_from(offset).unwrap();
        // Mistakes live at the bounds: half of the instants are near a quarter of an hour.
        match self.below(4) {
            0 => instant - instant.rem_euclid(15),
            1 => instant - instant.rem_euclid(15) - 1,
            _ => instant,
        }
    }

    fn one_in(&mut self, of: i32) -> bool {
        self.below(of) == 0
    }

    pub(crate) fn pick<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        let at = self.below(i32::try_from(of.len()).unwrap());
        &of[usize::try_from(at).unwrap()]
    }

    pub(crate) fn zone(&mut self) -> &'static str {
        self.pick::<&'static str>(&ZONES)
    }

    /// Times of a day, some of them past midnight.
    fn times(&mut self) -> String {
        if self.one_in(6) {
            return (*self.pick(&["closed", "24h", "00:00-24:00"])).to_owned();
        }
        let mut quarter = self.below(60);
        let mut times = Vec::new();
        for _ in 0..=self.below(2) {
            let begins = quarter;
            let longest = if self.one_in(3) { 60 } else { 24 };
            quarter += 1 + self.below(longest);
            times.push(format!("{}-{}", clock(begins), clock(quarter)));
            quarter += 1 + self.below(12);
            if quarter > 110 {
                break;
            }
        }
        times.join(", ")
    }

    fn hours(&mut self) -> String {
        if self.one_in(12) {
            return "\"24/7\"".into();
        }
        let mut keys = vec![*self.pick(&["everyday", "weekdays"])];
        for key in [
            "weekends", "sat", "sun", "mon", "2nd-sat", "last-fri", "holidays", "season",
        ] {
            if self.one_in(4) {
                keys.push(key);
            }
        }
        let rules: Vec<String> = keys
            .into_iter()
            .map(|key| format!("{key} = \"{}\"", self.times()))
            .collect();
        format!("{{ {} }}", rules.join(", "))
    }

    fn day(&mut self, today: Date) -> Date {
        let ahead = if self.one_in(2) { 20 } else { 400 };
        let days = self.below(ahead) - 4;
        days_later(today, days).unwrap()
    }
}

fn clock(quarter: i32) -> String {
    let quarter = quarter.min(191);
    format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15)
}

pub(crate) fn channels(random: &mut Random, zone: &str, today: Date) -> String {
    let mut text = format!("timezone = \"{zone}\"\nours = true\n");
    let region = if zone == "Asia/Tokyo" { "JP" } else { "US" };
    let _ = writeln!(text, "region = \"{region}\"");
    if random.one_in(5) {
        let until = days_later(today, random.below(90)).unwrap();
        let _ = writeln!(text, "valid_until = {until}");
    }
    if random.one_in(2) {
        text.push_str("closed_on = [\"newyear\"]\n");
    }
    let season = random.day(today);
    let end = days_later(season, random.below(30)).unwrap();
    let _ = write!(
        text,
        "[calendar.newyear]\nname = \"年末年始\"\ndates = [\"12-29..01-03\", \"{}\"]\n\
         [calendar.season]\nname = \"季節\"\ndates = [\"{season}..{end}\"]\n\
         [channel.phone]\nname = \"電話\"\n",
        random.day(today)
    );
    // Some channels say no hours: then those of their parts count.
    if !random.one_in(5) {
        let _ = writeln!(text, "hours = {}", random.hours());
        if random.one_in(3) {
            let _ = writeln!(text, "limited = {{ everyday = \"{}\" }}", random.times());
        }
    }
    let automated = random.one_in(8);
    let _ = write!(
        text,
        "[channel.phone.part.bot]\nhours = \"24/7\"\nautomated = true\n\
         [channel.phone.part.desk]\nhours = {}\nautomated = {automated}\n",
        random.hours()
    );
    if random.one_in(3) {
        let _ = write!(
            text,
            "[channel.phone.part.night]\nhours = {}\n",
            random.hours()
        );
    }
    for _ in 0..random.below(4) {
        let on = random.day(today);
        let _ = write!(text, "[[channel.phone.change]]\non = {on}\n");
        if random.one_in(2) {
            let until = days_later(on, random.below(30)).unwrap();
            let _ = writeln!(text, "until = {until}");
        }
        if random.one_in(4) {
            text.push_str("closed_on = [\"season\"]\n");
        }
        let change = match random.below(6) {
            0 => "status = \"ended\"".to_owned(),
            1 => "hours = \"unknown\"".to_owned(),
            2 => "hours = { everyday = \"closed\" }".to_owned(),
            _ => format!("hours = {}", random.hours()),
        };
        let _ = writeln!(text, "{change}");
    }
    text
}

pub(crate) fn notices(random: &mut Random, today: Date) -> String {
    let mut text = String::new();
    for at in 0..random.below(4) {
        let channels = *random.pick(&["", "\"phone\"", "\"phone.desk\""]);
        let from = random.day(today);
        let moment = |random: &mut Random, day: Date| {
            if random.one_in(2) {
                return day.to_string();
            }
            format!("{day}T{}:00", clock(random.below(96)))
        };
        let begins = moment(random, from);
        let _ = write!(
            text,
            "[notice.n{at}]\nchannels = [{channels}]\ntext = \"案内\"\nfrom = {begins}\n"
        );
        if !random.one_in(4) {
            let later = days_later(from, 1 + random.below(6)).unwrap();
            let ends = moment(random, later);
            let _ = writeln!(text, "until = {ends}");
        }
        let effect = match random.below(4) {
            0 => "effect = \"none\"".to_owned(),
            1 => format!("hours = {}", random.hours()),
            _ => "effect = \"closed\"".to_owned(),
        };
        let _ = writeln!(text, "{effect}");
    }
    text
}
