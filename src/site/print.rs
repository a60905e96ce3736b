//! Facts as readers see them, in the language of the page.

use super::fact::{Asked, Fact, Form, Part};
use super::join::Joining;
use super::joined::{CellLine, Rich, RichWords, Shown};
use super::link::View;
use super::texts::rich_letters;
use super::{Site, relative};
use crate::civil::Date;
use crate::dataset::field::{FIELDS, FieldType, KnownWord, LEVELS, PROVENANCE};
use crate::dataset::{
    Cell, Hours, HoursWords, Provenance, Record, Value, closed_word, reply_words,
};
use crate::notation::DaySelector;
use crate::wording::{Language, words};

/// How far a fact may be trusted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It is our own, or somebody verified it lately.
    Good,
    /// It was verified, but longer ago than `review_after`.
    Stale,
    /// It was verified longer ago than twice `review_after`: no link is made of it any more.
    Expired,
    /// Nobody has verified it.
    Unverified,
}

impl Standing {
    /// Whether a number or address may be a link.
    pub fn may_be_followed(self) -> bool {
        matches!(self, Self::Good | Self::Stale)
    }
}

impl Site<'_> {
    /// How far a fact may be trusted.
    pub(super) fn standing(&self, provenance: &Provenance) -> Standing {
        if self.dataset.ours {
            return Standing::Good;
        }
        let Some(verified) = &provenance.verified else {
            return Standing::Unverified;
        };
        let Some(review_after) = self.dataset.review_after else {
            return Standing::Good;
        };
        let age = i64::from((self.today - verified.value).get_days());
        if age > 2 * review_after {
            Standing::Expired
        } else if age > review_after {
            Standing::Stale
        } else {
            Standing::Good
        }
    }

    /// The printer of hours for a language.
    pub(super) fn hours_words<'h>(&'h self, hours: &'h Hours, language: &str) -> HoursWords<'h> {
        let own = own_language(language);
        let changed = self
            .config
            .words
            .get(language)
            .and_then(|words| words.get("closed"));
        HoursWords {
            language: own,
            calendars: &self.dataset.calendars,
            closed_on: &hours.closed_on,
            closed: changed.map_or_else(|| closed_word(own), String::as_str),
        }
    }

    /// Hours with their exceptions.
    pub(super) fn print_hours(&self, hours: &Hours, language: &str) -> String {
        self.hours_words(hours, language)
            .full(&hours.week)
            .unwrap_or_default()
    }

    /// A fact in a sentence; nothing if the form asked for cannot be said in a word, as the one
    /// opening time of days that open at different times.
    pub(super) fn shown(
        &self,
        fact: &Fact<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<Shown> {
        let plain = |text: String| Shown {
            text,
            ..Shown::default()
        };
        let shown = match fact.asked {
            Asked::Cell(field, cell, form) => {
                joining.needs.add(self, cell);
                match (&cell.value, form) {
                    (Value::Hours(hours), form) if form != Form::Whole => {
                        plain(self.hours_form(hours, form, view.language)?)
                    }
                    (Value::Text(text), _) => {
                        let (text, language) = self.letters(text, view, joining);
                        Shown {
                            text,
                            href: None,
                            language,
                        }
                    }
                    _ => {
                        let rich = self.rich_value(field, cell, view, joining);
                        let href = match &rich.words {
                            RichWords::Link { href, .. } => Some(href.clone()),
                            _ => None,
                        };
                        Shown {
                            text: rich_letters(&rich),
                            href,
                            language: rich.language,
                        }
                    }
                }
            }
            Asked::NextClosed => plain(self.next_closed(fact.record, view.language)),
            Asked::Provenance(field, cell) => {
                plain(provenance_words(field, &cell.provenance, view.language))
            }
        };
        Some(shown)
    }

    fn hours_form(&self, hours: &Hours, form: Form, language: &str) -> Option<String> {
        let words = self.hours_words(hours, language);
        let week = &hours.week;
        let part = |days: &DaySelector, part: Part| match part {
            Part::Times => words.of_days(week, days),
            Part::Opens => words.opens(week, days),
            Part::Closes => words.closes(week, days),
        };
        match form {
            Form::Whole => words.full(week),
            Form::Short => words.short(week),
            Form::Times => words.times(week),
            Form::Weekdays(of) => part(&DaySelector::Weekdays, of),
            Form::Day(day, of) => part(&DaySelector::Day(day), of),
        }
    }

    pub(super) fn next_closed(&self, record: &Record, language: &str) -> String {
        let found = record.hours("hours").and_then(|hours| {
            let holidays = self.dataset.holidays();
            let closures = self.dataset.closures(&holidays, &hours.closed_on);
            hours.week.next_closed(self.today, &closures)
        });
        found.map_or_else(
            || said(language, "休みはありません", "never closed"),
            |date| print_date(date, language),
        )
    }

    /// The lines of a cell: one, or one for each channel it names.
    pub(super) fn lines(
        &self,
        field: &str,
        cell: &Cell,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<CellLine> {
        if let Value::Channels(channels) = &cell.value {
            return channels
                .iter()
                .map(|id| CellLine {
                    content: self.channel_name(&id.value, view, joining),
                    ..CellLine::default()
                })
                .collect();
        }
        joining.needs.add(self, cell);
        let note = match &cell.value {
            Value::Hours(hours) => hours.note.as_ref(),
            Value::Level(_, note) => note.as_ref(),
            _ => None,
        };
        let note = note.map(|note| self.rich(note, view, joining));
        vec![CellLine {
            name: None,
            content: self.rich_value(field, cell, view, joining),
            note,
        }]
    }

    /// A value as words.
    pub(super) fn rich_value(
        &self,
        field: &str,
        cell: &Cell,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let language = view.language;
        let followed = self.standing(&cell.provenance).may_be_followed();
        let link = |text: String, href: String| RichWords::Link { text, href };
        let words = match &cell.value {
            Value::Text(text) => return self.rich(text, view, joining),
            Value::Unknown => RichWords::default(),
            Value::Hours(hours) => RichWords::Plain(self.print_hours(hours, language)),
            Value::Phone(number) if followed && field != "fax" => {
                link(number.display.clone(), format!("tel:{}", number.dial()))
            }
            Value::Phone(number) => RichWords::Plain(number.display.clone()),
            Value::Url(url) => link(
                url.trim_start_matches("https://")
                    .trim_end_matches('/')
                    .to_owned(),
                url.clone(),
            ),
            Value::Email(address) if followed => link(address.clone(), format!("mailto:{address}")),
            Value::Email(address) => RichWords::Plain(address.clone()),
            Value::Date(date) => RichWords::Plain(print_date(*date, language)),
            Value::Reply(reply) => RichWords::Plain(reply_words(*reply, own_language(language))),
            Value::Number(number) => RichWords::Plain(number.clone()),
            Value::Bool(true) => RichWords::Plain(said(language, "はい", "yes")),
            Value::Bool(false) => RichWords::Plain(said(language, "いいえ", "no")),
            Value::Word(word) => RichWords::Plain(known_word(field, word, language)),
            Value::Level(level, _) => RichWords::Plain(word_of(LEVELS, level, language)),
            Value::Time(minute) => RichWords::Plain(format!("{}:{:02}", minute / 60, minute % 60)),
            Value::Words(list) => {
                let list: Vec<&str> = list.iter().map(|word| word.value.as_str()).collect();
                RichWords::Plain(list.join(&said(language, "、", ", ")))
            }
            Value::Channels(channels) => {
                let names: Vec<String> = channels
                    .iter()
                    .map(|id| rich_letters(&self.channel_name(&id.value, view, joining)))
                    .collect();
                RichWords::Plain(names.join(&said(language, "、", ", ")))
            }
        };
        Rich {
            words,
            language: None,
        }
    }

    /// The name of a channel (or `channel.part`), leading to its page if it has one.
    pub(super) fn channel_name(
        &self,
        id: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let (channel_id, part) = id
            .split_once('.')
            .map_or((id, None), |(channel, part)| (channel, Some(part)));
        let Some(channel) = self.dataset.channel(channel_id) else {
            return Rich::default();
        };
        let record = part
            .and_then(|part| channel.part(part))
            .unwrap_or(&channel.record);
        let Some(name) = record.text("name") else {
            return Rich::default();
        };
        let route = self
            .channel_pages
            .get(&(view.language.to_owned(), channel_id.to_owned()));
        match route {
            Some(route) if route.url != view.url => {
                let (text, language) = self.letters(name, view, joining);
                Rich {
                    words: RichWords::Link {
                        text,
                        href: relative(view.url, &route.url),
                    },
                    language,
                }
            }
            _ => self.rich(name, view, joining),
        }
    }

    /// The label of a field or column, in the language of the page.
    pub(super) fn label(&self, field: &str, view: &View<'_>, joining: &mut Joining<'_>) -> Rich {
        let plain = |text: String| Rich::plain(text);
        let base = field.split('.').next().unwrap_or(field);
        if base == "languages" && field.len() > base.len() {
            let tag = &field[base.len() + 1..];
            return plain(language_label(tag, view.language));
        }
        let builtin = FIELDS
            .iter()
            .chain(PROVENANCE)
            .find(|known| known.key == base);
        if let Some(builtin) = builtin {
            return plain(builtin.label().of(own_language(view.language)).to_owned());
        }
        let column = self
            .dataset
            .columns
            .iter()
            .find(|column| column.key == base);
        match column.and_then(|column| column.label.as_ref()) {
            Some(label) => self.rich(label, view, joining),
            None => plain(field.to_owned()),
        }
    }
}

/// Which of Madoguchi's own languages stands in for a page's.
pub(super) fn own_language(tag: &str) -> Language {
    Language::of_tag(tag).unwrap_or(Language::English)
}

/// Words in the language of a page.
pub(super) fn said(tag: &str, ja: &'static str, en: &'static str) -> String {
    words(ja, en).of(own_language(tag)).to_owned()
}

/// A day in words: 2026年11月1日, 1 November 2026.
pub(super) fn print_date(date: Date, tag: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match own_language(tag) {
        Language::Japanese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Language::English => {
            let month = usize::try_from(date.month() - 1)
                .ok()
                .and_then(|at| MONTHS.get(at))
                .unwrap_or(&"");
            format!("{} {month} {}", date.day(), date.year())
        }
    }
}

fn known_word(field: &str, word: &str, tag: &str) -> String {
    let list = FIELDS
        .iter()
        .find(|known| known.key == field)
        .and_then(|known| match known.kind {
            FieldType::Known(list) => Some(list),
            _ => None,
        });
    list.map_or_else(|| word.to_owned(), |list| word_of(list, word, tag))
}

fn word_of(list: &[KnownWord], word: &str, tag: &str) -> String {
    let known = list.iter().find(|known| known.name == word);
    known.map_or_else(
        || word.to_owned(),
        |known| known.of(own_language(tag)).to_owned(),
    )
}

/// 日本語 for `ja` as a Japanese page prints it.
fn language_label(tag: &str, on_page: &str) -> String {
    let names = [
        ("ja", "日本語", "Japanese"),
        ("en", "英語", "English"),
        ("zh", "中国語", "Chinese"),
        ("ko", "韓国語", "Korean"),
        ("vi", "ベトナム語", "Vietnamese"),
        ("pt", "ポルトガル語", "Portuguese"),
        ("es", "スペイン語", "Spanish"),
        ("ne", "ネパール語", "Nepali"),
        ("tl", "フィリピノ語", "Filipino"),
        ("id", "インドネシア語", "Indonesian"),
        ("th", "タイ語", "Thai"),
        ("fr", "フランス語", "French"),
        ("de", "ドイツ語", "German"),
    ];
    let known = names.iter().find(|(of, _, _)| *of == tag);
    known.map_or_else(|| tag.to_owned(), |(_, ja, en)| said(on_page, ja, en))
}

fn provenance_words(field: &str, provenance: &Provenance, tag: &str) -> String {
    match field {
        "verified" => provenance.verified.as_ref().map_or_else(
            || said(tag, "未確認", "not verified"),
            |verified| print_date(verified.value, tag),
        ),
        "verified_by" => provenance
            .verified_by
            .clone()
            .unwrap_or_else(|| said(tag, "未確認", "not verified")),
        _ => provenance
            .source
            .clone()
            .unwrap_or_else(|| said(tag, "出典の記載なし", "no source given")),
    }
}
