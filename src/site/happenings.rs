//! What is going to change or has changed, as far as the data says it with a day: notices and dated
//! changes. A site without its history knows no other changes of facts.
//!
//! Each is announced two weeks before its day, so that its own day never lies ahead and never moves.

use super::Site;
use super::joining::Joining;
use super::link::View;
use super::print_words::{print_date, said};
use super::texts::rich_letters;
use crate::civil::{Date, days_later};
use crate::dataset::Channel;
use crate::diagnostic::Bag;
use crate::text::SourcePath;

/// How long before its day something is announced.
const DAYS_AHEAD: i32 = 14;

/// Something that has a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// What names it for ever: `notice-typhoon`, `change-phone-2027-04-01`.
    pub id: String,
    /// A line about it.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The day on which it was announced.
    pub announced: Date,
}

impl Site {
    /// Everything announced until the day of the build, the latest first.
    pub fn happenings(&self, language: &str) -> Vec<Happening> {
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let path = SourcePath::new("content/data/channels.toml");
        let view = View {
            path: &path,
            page: None,
            url: "/",
            in_place: false,
            language,
        };
        let mut all = Vec::new();
        for notice in &self.dataset.notices {
            let joined = self.notice(notice, &view, &mut joining);
            let words = rich_letters(&joined.text);
            let title = if joined.channels.is_empty() {
                said(language, "お知らせ", "Notice")
            } else {
                joined.channels.join(&said(language, "、", ", "))
            };
            all.push(Happening {
                id: format!("notice-{}", notice.id),
                title: format!("{title}: {}", joined.dates),
                text: words,
                announced: announced(notice.from.value.0),
            });
        }
        for channel in &self.dataset.channels {
            all.extend(self.changes_of(channel, &view, &mut joining));
        }
        all.retain(|happening| happening.announced <= self.today);
        all.sort_by(|a, b| b.announced.cmp(&a.announced).then(a.id.cmp(&b.id)));
        all
    }

    fn changes_of(
        &self,
        channel: &Channel,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> Vec<Happening> {
        let name = rich_letters(&self.name_of(channel.id(), view, joining));
        let change = |change: &crate::dataset::Change| {
            let cells = change.record.cells.iter();
            let facts: Vec<String> = cells
                .map(|(field, cell)| {
                    let label = rich_letters(&self.label(field, view, joining));
                    let value = rich_letters(&self.rich_value(field, cell, view, joining));
                    format!("{label}: {value}")
                })
                .collect();
            let on = change.on.value;
            let from = print_date(on, view.language);
            let days = match &change.until {
                Some(until) => {
                    let until = print_date(until.value, view.language);
                    format!("{from}{}{until}", said(view.language, "〜", "–"))
                }
                None => said(view.language, "DATEから", "from DATE").replace("DATE", &from),
            };
            Happening {
                id: format!("change-{}-{on}", channel.id()),
                title: format!("{name}: {days}"),
                text: facts.join(&said(view.language, "、", ", ")),
                announced: announced(on),
            }
        };
        channel.changes.iter().map(change).collect()
    }
}

fn announced(day: Date) -> Date {
    days_later(day, -DAYS_AHEAD).unwrap_or(day)
}
