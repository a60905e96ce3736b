//! Every fact of real sites is changed in turn, while the prose still says the old value in all the
//! ways people write it: each contradiction must be found where it stands, and none before the change.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use madoguchi::compile::{self, Options};
use madoguchi::dataset::{Channel, Dataset, Hours, Value, WEEK};
use madoguchi::diagnostic::{Place, codes};
use madoguchi::host;
use madoguchi::notation::{DaySelector, Times};
use madoguchi::output::Output;
use madoguchi::text::{LineIndex, Snapshot, Source, SourcePath, Span};

use super::corpus::Language;
use super::spellings;

const SITES: [&str; 4] = [
    ".",
    "tests/sites/city-office",
    "tests/sites/electric-company",
    "tests/sites/university-helpdesk",
];

/// A fact, what is put in its place, and sentences that say what it was.
struct Mutation {
    /// `phone.hours`
    fact: String,
    place: Place,
    instead: String,
    sentences: Vec<Sentence>,
}

struct Sentence {
    language: Language,
    text: String,
    /// Where in it the old value begins, in characters from 0.
    at: usize,
}

#[test]
fn every_changed_fact_is_found_in_every_notation() {
    let mut report = String::new();
    let mut facts = 0;
    let mut found = 0;
    for root in SITES {
        let snapshot = read(root);
        let parsed = compile::parse(
            &snapshot,
            &SourcePath::new("config.toml"),
            &Options::default(),
        );
        let mut mutations = mutations(&parsed.dataset);
        mutations.extend(closures(&parsed.dataset, &snapshot));
        for mutation in mutations {
            if mutation.sentences.is_empty() {
                continue;
            }
            facts += 1;
            for (at, sentence) in drift(&snapshot, &mutation, None) {
                let _ = writeln!(
                    report,
                    "{root} {}: before the change, {at}: {sentence}",
                    mutation.fact
                );
            }
            let after = drift(&snapshot, &mutation, Some(&mutation.instead));
            for sentence in &mutation.sentences {
                let expected = (sentence.at + 1, sentence.text.clone());
                if after.contains(&expected) {
                    found += 1;
                } else {
                    let _ = writeln!(
                        report,
                        "{root} {}: not found: {}",
                        mutation.fact, sentence.text
                    );
                }
            }
            let expected = |(at, text): &(usize, String)| {
                let mut all = mutation.sentences.iter();
                all.any(|sentence| sentence.at + 1 == *at && sentence.text == *text)
            };
            for (at, text) in after.iter().filter(|one| !expected(one)) {
                let _ = writeln!(report, "{root} {}: elsewhere, {at}: {text}", mutation.fact);
            }
        }
    }
    println!("{facts} facts changed, {found} contradictions found");
    assert!(report.is_empty(), "{facts} facts, {found} found\n{report}");
    assert!(facts >= 50 && found >= 1000, "{facts} facts, {found} found");
}

pub(crate) fn read(root: &str) -> Arc<Snapshot> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let today = "2026-11-20".parse().unwrap();
    let read = host::read(&root, &SourcePath::new("config.toml"), today);
    Arc::new(read.snapshot)
}

/// The contradictions that are found in the sentences: the column, and the line they stand in.
fn drift(snapshot: &Snapshot, mutation: &Mutation, instead: Option<&str>) -> Vec<(usize, String)> {
    let mut snapshot = snapshot.clone();
    if let Some(instead) = instead {
        let source = &snapshot.texts[&mutation.place.path];
        let mut text = source.text.to_string();
        let range = mutation.place.span.range();
        let quoted = format!("\"{instead}\"");
        let instead = match text.as_bytes()[range.start] {
            b'"' => &quoted,
            _ => instead,
        };
        text.replace_range(range, instead);
        put(&mut snapshot, mutation.place.path.as_str(), text);
    }
    let pages = [
        (Language::Japanese, "content/mutation.md"),
        (Language::English, "content/mutation.en.md"),
    ];
    for (language, path) in pages {
        let of = |sentence: &&Sentence| sentence.language == language;
        let sentences = mutation.sentences.iter().filter(of);
        let text: Vec<&str> = sentences.map(|sentence| sentence.text.as_str()).collect();
        if !text.is_empty() {
            put(
                &mut snapshot,
                path,
                format!("# A\n\n{}\n", text.join("\n\n")),
            );
        }
    }
    let snapshot = Arc::new(snapshot);
    let options = Options::default();
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let nowhere = |_: Output| Ok::<(), String>(());
    let compiled = parsed.compile(&snapshot, &options, &nowhere).unwrap();
    let mut found = Vec::new();
    for finding in compiled.findings {
        let place = finding.place.unwrap();
        if finding.code == codes::DRIFT && place.path.as_str().starts_with("content/mutation") {
            let text = &snapshot.texts[&place.path].text;
            let lines = LineIndex::new(text);
            let position = lines.position(place.span.start as usize);
            let line = &text[lines.range(position.line)];
            found.push((position.column, line.to_owned()));
        }
    }
    found
}

fn put(snapshot: &mut Snapshot, path: &str, text: String) {
    snapshot
        .texts
        .insert(SourcePath::new(path), Source::new(path, text));
}

fn mutations(dataset: &Dataset) -> Vec<Mutation> {
    let mut mutations: Vec<Mutation> = Vec::new();
    for channel in &dataset.channels {
        // What a dated change says, too, is true one day.
        if channel.has_ended() || !channel.changes.is_empty() || !channel.later.is_empty() {
            continue;
        }
        for (field, cell) in &channel.record.cells {
            // What is right for a part is right for its channel.
            let mut of_parts = channel.parts.iter().filter_map(|part| part.cell(field));
            if of_parts.any(|own| own.place != cell.place && own.value.is_known()) {
                continue;
            }
            let of = Of { channel, field };
            let new = match &cell.value {
                Value::Hours(hours) => of.rules(hours),
                Value::Reply(reply) if field == "reply" => vec![of.reply(*reply, &cell.place)],
                Value::Time(minute) if field == "last_entry" => {
                    vec![of.last_entry(*minute, &cell.place)]
                }
                _ => Vec::new(),
            };
            for mutation in new {
                // What one channel inherits from another stands in one place.
                if mutations.iter().all(|known| known.place != mutation.place) {
                    mutations.push(mutation);
                }
            }
        }
    }
    mutations
}

/// The calendars on which a desk is closed, where a line of its own says so: one more, or none.
fn closures(dataset: &Dataset, snapshot: &Snapshot) -> Vec<Mutation> {
    let file = SourcePath::new("content/data/channels.toml");
    let text = &snapshot.texts[&file].text;
    let mut mutations = Vec::new();
    for channel in &dataset.channels {
        let header = format!("[channel.{}]\n", channel.id());
        let Some(section) = text.find(&header).map(|at| at + header.len()) else {
            continue;
        };
        let end = text[section..]
            .find("\n[")
            .map_or(text.len(), |at| section + at);
        let Some(line) = text[section..end].find("closed_on = [") else {
            continue;
        };
        let start = section + line + "closed_on = ".len();
        let value = start..start + text[start..].find('\n').unwrap();
        let Some(hours) = channel.record.hours("hours") else {
            continue;
        };
        let of = Of {
            channel,
            field: "closed_on",
        };
        let calendar = dataset
            .calendars
            .first()
            .filter(|_| hours.week.always_open());
        let (instead, said) = match (&hours.closed_on[..], calendar) {
            ([], Some(calendar)) => (
                format!("[\"{}\"]", calendar.id),
                vec!["年中無休".to_owned()],
            ),
            ([], None) => continue,
            (closed, _) => {
                let names = dataset
                    .calendars
                    .iter()
                    .filter(|of| closed.contains(&of.id));
                let said = names.map(|of| format!("{}は休み", of.name.ja)).collect();
                ("[]".to_owned(), said)
            }
        };
        let mut names = of.names().into_iter();
        let Some((language, name)) = names.find(|(language, _)| *language == Language::Japanese)
        else {
            continue;
        };
        let sentences = said.iter().map(|said| Sentence {
            language,
            at: name.chars().count() + 1,
            text: format!("{name}は{said}です。"),
        });
        let sentences = sentences.collect();
        let place = Place::new(&file, Span::new(value.start, value.end));
        mutations.push(of.mutation(&place, instead, sentences));
    }
    mutations
}

struct Of<'d> {
    channel: &'d Channel,
    field: &'d str,
}

impl Of<'_> {
    fn names(&self) -> Vec<(Language, String)> {
        let name = self.channel.record.text("name").unwrap();
        let named = |variant: &madoguchi::dataset::TextVariant| {
            let language = match variant.language.as_deref() {
                Some("en") => Language::English,
                _ => Language::Japanese,
            };
            (language, variant.markdown.clone())
        };
        name.variants.iter().map(named).collect()
    }

    fn mutation(
        &self,
        place: &Place,
        instead: impl Into<String>,
        sentences: Vec<Sentence>,
    ) -> Mutation {
        Mutation {
            fact: format!("{}.{}", self.channel.id(), self.field),
            place: place.clone(),
            instead: instead.into(),
            sentences,
        }
    }

    /// A mutation for each rule of hours.
    fn rules(&self, hours: &Hours) -> Vec<Mutation> {
        let rules = hours.week.rules().iter().zip(&hours.rule_places);
        rules
            .filter(|((days, times), _)| {
                let is_busy_or_quiet = self.field != "hours" && *times == Times::Closed;
                !is_busy_or_quiet && !is_overruled(hours, days)
            })
            .map(|((days, times), (_, place))| {
                let mut sentences = Vec::new();
                for (language, name) in self.names() {
                    self.hours((language, &name), days, times, &mut sentences);
                    self.half_statements((language, &name), days, times, &mut sentences);
                    self.parts_of_day((language, &name), days, times, &mut sentences);
                }
                let instead = if *times == Times::Closed {
                    "10:10-11:10"
                } else {
                    "02:10-02:20"
                };
                self.mutation(place, instead, sentences)
            })
            .collect()
    }

    fn hours(
        &self,
        (language, name): (Language, &str),
        days: &DaySelector,
        times: &Times,
        sentences: &mut Vec<Sentence>,
    ) {
        let mut say = |before: &str, value: &str, after: &str| {
            sentences.push(Sentence {
                language,
                text: format!("{before}{value}{after}"),
                at: before.chars().count(),
            });
        };
        let crowd = match (language, self.field) {
            (Language::Japanese, "busy") => "が混みます。",
            (Language::Japanese, "quiet") => "が空いています。",
            (Language::Japanese, _) => "です。",
            (Language::English, _) => ".",
        };
        let english = match self.field {
            "busy" => "is busy",
            "quiet" => "is quiet",
            _ => "is open",
        };
        for said in spellings::days(days, language) {
            if *times == Times::Closed {
                match language {
                    Language::Japanese => {
                        say(&format!("{name}は"), &format!("{said}は休み"), "です。");
                    }
                    Language::English => {}
                }
                continue;
            }
            for time in spellings::times(times, language) {
                match language {
                    Language::Japanese => {
                        say(&format!("{name}は"), &format!("{said}{time}"), crowd);
                    }
                    Language::English if said.starts_with("on ") => {
                        say(
                            &format!("{name} {english} "),
                            &format!("{time} {said}"),
                            ".",
                        );
                    }
                    Language::English => {
                        say(
                            &format!("{name} {english} "),
                            &format!("{said} {time}"),
                            ".",
                        );
                    }
                }
            }
        }
    }

    /// 平日の夜が混みます: by the parts of the day that share time with busy or quiet hours.
    fn parts_of_day(
        &self,
        (language, name): (Language, &str),
        days: &DaySelector,
        times: &Times,
        sentences: &mut Vec<Sentence>,
    ) {
        let of_days = match days {
            DaySelector::Everyday => ("", ""),
            DaySelector::Weekdays => ("平日の", "weekday "),
            DaySelector::Weekends => ("土日の", "weekend "),
            _ => return,
        };
        let crowd = match self.field {
            "busy" => ("が混みます。", "is busy"),
            "quiet" => ("が空いています。", "is quiet"),
            _ => return,
        };
        let parts = [
            (6, 10, "朝", ""),
            (9, 12, "午前", ""),
            (6, 12, "", "mornings"),
            (11, 14, "昼", ""),
            (12, 18, "午後", "afternoons"),
            (16, 18, "夕方", ""),
            (18, 24, "夜", "evenings"),
        ];
        for (from, to, ja, en) in parts {
            let (before, value, after) = match language {
                Language::Japanese => (format!("{name}は{}", of_days.0), ja, crowd.0),
                Language::English => (format!("{name} {} on {}", crowd.1, of_days.1), en, "."),
            };
            let mut open = times.intervals().iter();
            let shares = open.any(|open| open.start() < to * 60 && from * 60 < open.end());
            if shares && !value.is_empty() {
                sentences.push(Sentence {
                    language,
                    at: before.chars().count(),
                    text: format!("{before}{value}{after}"),
                });
            }
        }
    }

    /// The two ends of hours, each on its own.
    fn half_statements(
        &self,
        (language, name): (Language, &str),
        days: &DaySelector,
        times: &Times,
        sentences: &mut Vec<Sentence>,
    ) {
        let [only] = times.intervals() else { return };
        if self.field != "hours" || *times == Times::all_day() || only.end() > 24 * 60 {
            return;
        }
        let Some(said) = spellings::days(days, language).into_iter().next() else {
            return;
        };
        let mut say = |before: String, value: String, after: &str| {
            sentences.push(Sentence {
                language,
                at: before.chars().count(),
                text: format!("{before}{value}{after}"),
            });
        };
        for end in spellings::ends(only.end(), language) {
            match language {
                Language::Japanese => {
                    say(
                        format!("{name}は{said}"),
                        format!("{end}まで"),
                        "受け付けます。",
                    );
                }
                Language::English => {
                    say(
                        format!("{name} closes at "),
                        end.clone(),
                        &format!(" ({said})."),
                    );
                    say(
                        format!("{name} is open "),
                        format!("until {end}"),
                        &format!(" {said}."),
                    );
                }
            }
        }
        for end in spellings::ends(only.start(), language) {
            match language {
                Language::Japanese => {
                    say(
                        format!("{name}は{said}"),
                        format!("{end}から"),
                        "受け付けます。",
                    );
                }
                Language::English => {
                    say(format!("{name} opens at "), end, &format!(" {said}."));
                }
            }
        }
    }

    fn reply(&self, reply: madoguchi::notation::Reply, place: &Place) -> Mutation {
        let mut sentences = Vec::new();
        for (language, name) in self.names() {
            for value in spellings::replies(reply, language) {
                let (before, after) = match language {
                    Language::Japanese => (format!("{name}への返信は"), "です。"),
                    Language::English => (format!("{name}: we reply "), "."),
                };
                sentences.push(Sentence {
                    language,
                    at: before.chars().count(),
                    text: format!("{before}{value}{after}"),
                });
            }
        }
        self.mutation(place, "6-7 weeks", sentences)
    }

    fn last_entry(&self, minute: u16, place: &Place) -> Mutation {
        let mut sentences = Vec::new();
        for (language, name) in self.names() {
            for value in spellings::ends(minute, language) {
                let (before, after) = match language {
                    Language::Japanese => (format!("{name}の最終受付は"), "です。"),
                    Language::English => (format!("Last entry to {name} is at "), "."),
                };
                sentences.push(Sentence {
                    language,
                    at: before.chars().count(),
                    text: format!("{before}{value}{after}"),
                });
            }
        }
        self.mutation(place, "07:45", sentences)
    }
}

/// Whether one of the days has hours of its own by another rule: Wednesdays among weekdays.
fn is_overruled(hours: &Hours, days: &DaySelector) -> bool {
    let several = !matches!(days, DaySelector::Day(_) | DaySelector::Nth(..));
    let shares = |other: &DaySelector| WEEK.iter().any(|day| days.names(*day) && other.names(*day));
    let mut rules = hours.week.rules().iter();
    several && rules.any(|(other, _)| matches!(other, DaySelector::Day(_)) && shares(other))
}
