//! `{notices}`, and the notices above a page.

use super::Site;
use super::joined::JoinedNotice;
use super::joining::Joining;
use super::link::View;
use super::print_words::{print_date, said};
use super::texts::rich_letters;
use crate::civil::Clocks;
use crate::dataset::{Effect, Notice};
use crate::decode::Cursor;

impl Site {
    pub(super) fn notices_block(
        &self,
        arguments: &Cursor<'_>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<JoinedNotice> {
        let reader = arguments.reader();
        self.caption(arguments, view, joining);
        let channels = arguments.texts("channels");
        for channel in channels.iter().flatten() {
            self.channel_row(reader, channel);
        }
        let wanted: Option<Vec<String>> =
            channels.map(|channels| channels.into_iter().map(|channel| channel.value).collect());
        self.notices(wanted.as_deref(), view, joining)
    }

    /// The notices that are not over, about some channels or all.
    pub(super) fn notices(
        &self,
        about: Option<&[String]>,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<JoinedNotice> {
        self.dataset
            .notices
            .iter()
            .filter(|notice| notice.is_current(self.today))
            .filter(|notice| {
                about.is_none_or(|about| about.iter().any(|channel| notice.is_about(channel)))
            })
            .map(|notice| self.notice(notice, view, joining))
            .collect()
    }

    pub(super) fn notice(
        &self,
        notice: &Notice,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedNotice {
        let text = notice
            .text
            .as_ref()
            .map(|text| self.rich(text, view, joining))
            .unwrap_or_default();
        let channels = notice
            .channels
            .iter()
            .map(|id| rich_letters(&self.name_of(&id.value, view, joining)))
            .collect();
        let moment = |(date, minute): (crate::civil::Date, u16), whole: u16| {
            let day = print_date(date, view.language);
            if minute == whole {
                day
            } else {
                format!("{day} {}:{:02}", minute / 60, minute % 60)
            }
        };
        let from = moment(notice.from.value, 0);
        let dates = match &notice.until {
            Some(until) if until.value.0 == notice.from.value.0 && until.value.1 == 24 * 60 => from,
            Some(until) => format!(
                "{from}{}{}",
                said(view.language, "〜", "–"),
                moment(until.value, 24 * 60)
            ),
            None => said(
                view.language,
                "DATEから当面の間",
                "from DATE until further notice",
            )
            .replace("DATE", &from),
        };
        let dates = match &notice.effect {
            Effect::None => dates,
            Effect::Closed => format!("{dates}: {}", self.closed_word(view.language)),
            Effect::Hours(hours) => format!("{dates}: {}", self.print_hours(hours, view.language)),
        };
        JoinedNotice {
            id: notice.id.clone(),
            text,
            dates,
            from: notice.from.value.0.to_string(),
            until: notice.until.as_ref().map(|until| until.value.0.to_string()),
            ends: notice.until.as_ref().and_then(|until| {
                let clocks = Clocks::of_zone(&self.dataset.time_zone)?;
                clocks.instant(until.value.0, until.value.1)
            }),
            channels,
            closes: notice.effect == Effect::Closed,
        }
    }
}
