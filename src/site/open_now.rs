//! Whether a channel is open now, for pages that cannot know when they are read: a timeline of each
//! channel and part, made once for all pages that show it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Site;
use super::joined::JoinedOpen;
use super::joining::Joining;
use super::link::View;
use super::print_words::said;
use super::table::Row;
use super::texts::rich_letters;
use crate::dataset::{Dataset, Desk, Timeline};

/// The timelines by reference (`phone`, `phone.general`), each made when a page first shows it.
#[derive(Debug, Default)]
pub(super) struct Timelines {
    by_reference: BTreeMap<String, OnceLock<Option<String>>>,
}

impl Timelines {
    pub(super) fn of(dataset: &Dataset) -> Self {
        let references = dataset.channels.iter().flat_map(|channel| {
            let parts = channel.parts.iter();
            let parts = parts.map(|part| format!("{}.{}", channel.id(), part.id));
            std::iter::once(channel.id().to_owned()).chain(parts)
        });
        Self {
            by_reference: references
                .map(|reference| (reference, OnceLock::new()))
                .collect(),
        }
    }
}

impl Site {
    /// When a channel or part is open; nothing of one of which nothing may be said.
    pub(super) fn open_of(
        &self,
        row: Row<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Option<JoinedOpen> {
        row.channel?;
        let id = row.id();
        let timeline = self.names.timelines.by_reference.get(&id)?.get_or_init(|| {
            let desk = Desk::of(&self.dataset, &id, self.today)?;
            Some(desk.timeline()?.text())
        });
        Some(JoinedOpen {
            timeline: timeline.clone()?,
            name: rich_letters(&self.name_of(&id, view, &mut joining.quietly())),
        })
    }

    /// Which column of its `{week}` each day has.
    pub(super) fn columns_of(&self, row: Row<'_>) -> Option<String> {
        let id = row.id();
        let desk = Desk::of(&self.dataset, &id, self.today)?;
        desk.columns().as_ref().map(Timeline::text)
    }

    /// Whose clocks the hours are told by, for readers who live by others.
    pub fn zone_words(&self, language: &str) -> String {
        match self.dataset.time_zone.as_str() {
            "Asia/Tokyo" | "Japan" => said(language, "日本時間", "Japan time"),
            zone => zone.replace('_', " "),
        }
    }
}
