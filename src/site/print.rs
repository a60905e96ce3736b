//! Facts as readers see them, in the language of the page.

use super::Site;
use super::fact::{Asked, Fact, Form, Part};
use super::joined::{CellLine, Rich, RichWords, Shown};
use super::joining::Joining;
use super::link::View;
use super::print_words::{known_word, own_language, print_date, provenance_words, said, word_of};
use super::texts::rich_letters;
use crate::dataset::field::LEVELS;
use crate::dataset::{
    Cell, Hours, HoursWords, Provenance, Record, Value, closed_word, reply_words,
};
use crate::notation::DaySelector;

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
    pub(super) fn may_be_followed(self) -> bool {
        matches!(self, Self::Good | Self::Stale)
    }
}

impl Site {
    /// How far a fact may be trusted.
    pub(super) fn standing(&self, provenance: &Provenance) -> Standing {
        if self.dataset.ours {
            return Standing::Good;
        }
        let Some(verified) = &provenance.verified else {
            return Standing::Unverified;
        };
        let age = i64::from((self.today - verified.value).get_days());
        if age < 0 {
            // Nobody can have verified it on a day that has not come.
            return Standing::Unverified;
        }
        let Some(review_after) = self.dataset.review_after else {
            return Standing::Good;
        };
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
        HoursWords {
            language: own_language(language),
            calendars: &self.dataset.calendars,
            closed_on: &hours.closed_on,
            closed: self.closed_word(language),
        }
    }

    /// The word for a day without hours, the site's own if it has one.
    pub(super) fn closed_word(&self, language: &str) -> &str {
        let changed = self.config.words.get(language).and_then(|words| {
            let closed = words.iter().find(|(key, _)| key.value == "closed")?;
            Some(closed.1.as_str())
        });
        changed.unwrap_or_else(|| closed_word(own_language(language)))
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
                joining.shows(self, cell);
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
            Asked::NextClosed(channel, cell) => {
                joining.shows(self, cell);
                plain(self.next_closed(fact.record, channel, view.language))
            }
            Asked::Provenance(field, cell) => {
                let text = provenance_words(field, &cell.provenance, view.language);
                let leads = field == "source" && text.starts_with("https://");
                Shown {
                    href: leads.then(|| text.clone()),
                    ..plain(text)
                }
            }
        };
        Some(shown)
    }

    /// Hours in the form asked for, if they can be said in it.
    pub(super) fn hours_form(&self, hours: &Hours, form: Form, language: &str) -> Option<String> {
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

    /// The lines of a cell: one, or one for each channel it names.
    pub(super) fn lines(
        &self,
        field: &str,
        cell: &Cell,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<CellLine> {
        if let Value::Channels(channels) = &cell.value {
            joining.meets(cell);
            return channels
                .iter()
                .map(|id| CellLine {
                    content: self.channel_name(&id.value, view, joining),
                    ..CellLine::default()
                })
                .collect();
        }
        joining.shows(self, cell);
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
            open: None,
        }]
    }

    /// Whether a fact is one of a channel or part that has ended: its number leads nowhere.
    fn has_ended(&self, cell: &Cell) -> bool {
        let of_ended = |record: &Record| {
            record.word("status") == Some("ended")
                && record.cells.values().any(|own| std::ptr::eq(own, cell))
        };
        self.dataset
            .channels
            .iter()
            .any(|channel| of_ended(&channel.record) || channel.parts.iter().any(of_ended))
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
            Value::Unknown => RichWords::Plain(said(language, "不明", "unknown")),
            Value::Unreadable => RichWords::default(),
            Value::Hours(hours) => RichWords::Plain(self.print_hours(hours, language)),
            Value::Phone(number) if followed && field != "fax" && !self.has_ended(cell) => {
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
                    .map(|id| rich_letters(&self.name_of(&id.value, view, joining)))
                    .collect();
                RichWords::Plain(names.join(&said(language, "、", ", ")))
            }
        };
        Rich {
            words,
            language: None,
        }
    }
}
