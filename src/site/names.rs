//! What channels and their parts are called: by themselves, and where nothing else says whose part it is.

use super::Site;
use super::joined::{Rich, RichWords};
use super::joining::Joining;
use super::link::View;
use super::print_words::part_of;
use super::relative;
use super::table::Row;
use super::texts::rich_letters;
use crate::dataset::Text;

impl Site {
    /// The name of a channel (or `channel.part`, which says whose part it is), leading to its page
    /// if it has one.
    pub(super) fn channel_name(
        &self,
        reference: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let Some((channel, record)) = self.dataset.named(reference) else {
            return Rich::default();
        };
        let row = Row {
            record,
            channel: Some(channel),
        };
        if row.part_of().is_none() {
            return self.record_name(row, view, joining);
        }
        let name = self.name_of(reference, view, joining);
        self.leading_to(channel.id(), name, view)
    }

    /// The name of a row where its channel is known, leading to the channel's page if it has one.
    pub(super) fn record_name(
        &self,
        row: Row<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let Some(name) = row.record.text("name") else {
            return Rich::default();
        };
        let name = self.rich(name, view, joining);
        match row.channel {
            Some(channel) => self.leading_to(channel.id(), name, view),
            None => name,
        }
    }

    /// The letters of a channel's name, or of a part's with its channel's: 電話(総合).
    pub(super) fn name_of(
        &self,
        reference: &str,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Rich {
        let Some((channel, record)) = self.dataset.named(reference) else {
            return Rich::default();
        };
        let row = Row {
            record,
            channel: Some(channel),
        };
        let names = [Some(record), row.part_of().map(|whole| &whole.record)];
        for cell in names.into_iter().flatten().filter_map(|of| of.cell("name")) {
            joining.meets(cell);
        }
        let mut name = |text: Option<&Text>| {
            text.map(|text| self.unmarked(text, view, joining))
                .unwrap_or_default()
        };
        let own = name(record.text("name"));
        match row.part_of() {
            Some(whole) => part_of(&name(whole.record.text("name")), &own, view.language),
            None => own,
        }
    }

    /// A text without marks, its language kept.
    pub(super) fn unmarked(&self, text: &Text, view: &View<'_>, joining: &mut Joining<'_>) -> Rich {
        let (letters, language) = self.letters(text, view, joining);
        Rich {
            words: RichWords::Plain(letters),
            language,
        }
    }

    fn leading_to(&self, channel: &str, name: Rich, view: &View<'_>) -> Rich {
        let page = (view.language.to_owned(), channel.to_owned());
        match self.channel_pages().get(&page) {
            Some(route) if route.url != view.url => Rich {
                words: RichWords::Link {
                    text: rich_letters(&name),
                    href: relative(view.url, &route.url),
                },
                language: name.language,
            },
            _ => name,
        }
    }
}
